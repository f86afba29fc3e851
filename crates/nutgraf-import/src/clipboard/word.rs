//! What Word writes in a way of its own: lists that are paragraphs, headings that are classes.

use super::{
    block::{HtmlBlock, HtmlItem, List},
    style::property,
    tree::{Element, Node},
};

/// The most levels of a list in Word.
const DEEPEST_LEVEL: usize = 9;

/// Where a paragraph stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordItem {
    /// The level, from 1.
    pub(super) level: usize,
    /// Its number; `None` for a bullet.
    pub(super) first: Option<u64>,
}

/// Whether an element is the bullet or number that Word prints in front of an item.
pub(super) fn is_marker(element: &Element) -> bool {
    property(element, "mso-list").is_some_and(|list| list.eq_ignore_ascii_case("ignore"))
}

/// Returns where a paragraph stands in a list of Word's; `None` for any other.
pub(super) fn item(element: &Element) -> Option<WordItem> {
    let list = property(element, "mso-list")?;
    let level = list.split_ascii_whitespace().find_map(|part| part.strip_prefix("level"))?;
    let level = level.parse::<usize>().ok()?.clamp(1, DEEPEST_LEVEL);
    let marker = marker_of(&element.children).unwrap_or_default();
    Some(WordItem { level, first: number_of(marker.trim()) })
}

/// Returns the level of a paragraph that Word shows as a title; `None` for any other.
pub(super) fn heading(element: &Element) -> Option<usize> {
    let class = element.attribute("class")?;
    if class == "MsoTitle" {
        return Some(1);
    }
    let level = class.strip_prefix("MsoHeading")?;
    match level.parse() {
        Ok(level @ 1..=6) => Some(level),
        _ => None,
    }
}

fn marker_of(nodes: &[Node]) -> Option<String> {
    nodes.iter().find_map(|node| match node {
        Node::Element(element) if is_marker(element) => Some(text_of(&element.children)),
        Node::Element(element) => marker_of(&element.children),
        Node::Text(_) => None,
    })
}

fn text_of(nodes: &[Node]) -> String {
    let texts = nodes.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => text_of(&element.children),
    });
    texts.collect()
}

/// Returns the number that a marker says, `2.` or `b)`; `None` for a bullet.
///
/// An `o` alone is the bullet of the second level.
fn number_of(marker: &str) -> Option<u64> {
    let said = marker.trim_matches(|c: char| !c.is_alphanumeric());
    if let Ok(number) = said.rsplit('.').next()?.parse() {
        return Some(number);
    }
    let is_closed = marker.ends_with(['.', ')']);
    let mut letters = said.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'a'..='z' | letter @ 'A'..='Z'), None) if is_closed => {
            Some(u64::from(letter.to_ascii_lowercase() as u8 - b'a') + 1)
        }
        // Roman numbers, of which the order alone is kept.
        (Some(_), Some(_)) if is_closed && said.chars().all(|c| c.is_ascii_alphabetic()) => Some(1),
        _ => None,
    }
}

/// Puts an item behind those that are there: into the list at the end, so many levels down.
pub(super) fn insert(
    blocks: &mut Vec<HtmlBlock>,
    level: usize,
    first: Option<u64>,
    item: HtmlItem,
) {
    let is_begun = matches!(
        blocks.last(),
        Some(HtmlBlock::List(list)) if level > 1 || list.first.is_some() == first.is_some()
    );
    if !is_begun {
        blocks.push(HtmlBlock::List(List { first, items: Vec::new() }));
    }
    let Some(HtmlBlock::List(list)) = blocks.last_mut() else { return };
    match list.items.last_mut() {
        Some(last) if level > 1 => insert(&mut last.blocks, level - 1, first, item),
        _ => list.items.push(item),
    }
}
