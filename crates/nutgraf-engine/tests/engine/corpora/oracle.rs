//! Says whether words stand in a text, without the program's help.
//!
//! On purpose nothing here comes from the program: no fold, no tokens, no index.
//! It only has to be right about the texts of this laboratory: words are parted
//! by white space, punctuation around them does not count, capitals neither.
//! What always holds: where it says that a quotation does not stand, no reader
//! would say that it does.

use std::collections::HashMap;

use super::text::Text;

/// More words than an ellipsis may stand for, however they are counted.
const LONGEST_GAP: usize = 120;

/// More words than a bracket may replace, however they are counted.
const LONGEST_REPLACED: usize = 4;

/// A text as a row of plain words, and where each stands.
pub struct Words {
    words: Vec<String>,
    places: HashMap<String, Vec<usize>>,
}

impl Words {
    /// Reads the chunks of a text.
    pub fn of(text: &Text) -> Self {
        let words: Vec<String> = text.chunks.iter().flat_map(|chunk| plain(&chunk.clean)).collect();
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            places.entry(word.clone()).or_default().push(at);
        }
        Self { words, places }
    }

    /// Where a row of words stands, each place by its first word.
    pub fn places(&self, row: &[String]) -> Vec<usize> {
        let none: &[usize] = &[];
        let of = |word: &String| self.places.get(word).map_or(none, Vec::as_slice);
        let Some((rarest, starts)) =
            row.iter().enumerate().map(|(at, word)| (at, of(word))).min_by_key(|(_, p)| p.len())
        else {
            return Vec::new();
        };
        let starts = starts.iter().filter_map(|at| at.checked_sub(rarest));
        starts.filter(|start| self.words[*start..].starts_with(row)).collect()
    }

    /// Whether the fragments of a quotation, parted by its ellipses and brackets,
    /// stand in order, each within the room of the marks between.
    pub fn holds(&self, quotation: &str) -> bool {
        let mut ends: Option<Vec<usize>> = None;
        let mut room = 0;
        for (fragment, behind) in fragments(quotation) {
            let row = plain(fragment);
            if !row.is_empty() {
                let reachable = |start: &usize| {
                    ends.as_ref().is_none_or(|ends| {
                        ends.iter().any(|end| *end <= *start && *start <= *end + room)
                    })
                };
                let starts = self.places(&row).into_iter().filter(reachable);
                ends = Some(starts.map(|start| start + row.len()).collect());
                room = 0;
            }
            room += behind;
        }
        ends.is_some_and(|ends| !ends.is_empty())
    }
}

/// What stands between the marks of a quotation, and how many words the mark
/// behind each may stand for.
fn fragments(quotation: &str) -> Vec<(&str, usize)> {
    let mut parts = Vec::new();
    let mut rest = quotation;
    while let Some((at, end, room)) = mark(rest) {
        parts.push((&rest[..at], room));
        rest = &rest[end..];
    }
    parts.push((rest, 0));
    parts
}

/// The first mark of a text: where it begins, where it ends, and its room.
fn mark(text: &str) -> Option<(usize, usize, usize)> {
    let gaps = ["[…]", "[...]", "…", ". . .", "..."].into_iter();
    let gaps = gaps.filter_map(|mark| text.find(mark).map(|at| (at, at + mark.len(), LONGEST_GAP)));
    let bracket = text.match_indices('[').find_map(|(at, _)| {
        let end = at + text[at..].find(']')? + 1;
        // A reference mark is no insertion, and a link no bracket.
        let is_words = text[at..end].contains(char::is_alphabetic);
        (is_words && !text[end..].starts_with('(')).then_some((at, end, LONGEST_REPLACED))
    });
    gaps.chain(bracket).min_by_key(|(at, end, _)| (*at, usize::MAX - *end))
}

/// The words of a text, without the punctuation around them, in small letters.
/// A word with a hyphen or dash inside is the row of its parts.
pub fn plain(text: &str) -> Vec<String> {
    let is_around = |c: char| ".,;:!?()\"'“”‘’„‟«»‹›…*_".contains(c);
    let mut words = Vec::new();
    for chunk in text.split(|c: char| c.is_whitespace() || "—–".contains(c)) {
        let chunk = chunk.replace(['[', ']'], "");
        let word = chunk.trim_matches(is_around);
        let is_signed = word.starts_with(['-', '−']);
        let mut parts = word.trim_start_matches(['-', '−', '‐']).split(['-', '‐', '‑']);
        let first = parts.next().unwrap_or_default().trim_matches(is_around);
        let sign = if is_signed && !first.is_empty() { "-" } else { "" };
        words.push(format!("{sign}{}", straight(first)));
        words.extend(parts.map(|part| straight(part.trim_matches(is_around))));
    }
    words.retain(|word| !word.is_empty());
    words
}

fn straight(word: &str) -> String {
    word.replace(['’', 'ʼ'], "'").to_lowercase()
}
