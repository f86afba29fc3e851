//! The blocks of a page: what Markdown has of paragraphs, lists, tables and quotations.
//!
//! # Invariants
//!
//! - What nobody who looks at the page sees is in no block.
//! - Whatever a page is made of, a block is one that Markdown has.

use super::{
    run::{Run, RunContent, Runs},
    style::{Look, address, is_hidden, property},
    table::{self, HtmlTable},
    tree::{Element, Node},
    word::{self, WordItem},
};

/// A block of a page.
#[derive(Debug, PartialEq)]
pub(super) enum HtmlBlock {
    Paragraph(Runs),
    Heading(usize, Runs),
    Quotation(Vec<HtmlBlock>),
    List(List),
    Code { language: String, text: String },
    Table(HtmlTable),
    Rule,
}

/// A list; `first` is the number of its first item, `None` for bullets.
#[derive(Debug, Default, PartialEq)]
pub(super) struct List {
    pub(super) first: Option<u64>,
    pub(super) items: Vec<HtmlItem>,
}

/// An item of a list; `done` says whether it is a task that was ticked.
#[derive(Debug, Default, PartialEq)]
pub(super) struct HtmlItem {
    pub(super) done: Option<bool>,
    pub(super) blocks: Vec<HtmlBlock>,
}

/// Elements whose content is no text of the page.
const WITHOUT_TEXT: [&str; 24] = [
    "head", "title", "style", "script", "noscript", "template", "iframe", "object", "embed", "svg",
    "math", "audio", "video", "canvas", "select", "option", "datalist", "textarea", "button",
    "meta", "link", "xml", "col", "colgroup",
];

/// Elements that stand in lines of their own and are no block of Markdown's.
const LINES: [&str; 30] = [
    "html",
    "body",
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "figure",
    "figcaption",
    "address",
    "dl",
    "dt",
    "dd",
    "form",
    "fieldset",
    "legend",
    "center",
    "details",
    "summary",
    "hgroup",
    "search",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "caption",
];

/// Returns the blocks of a piece of a page.
pub(super) fn blocks_of(nodes: &[Node], style: &Look) -> Vec<HtmlBlock> {
    let mut flow = BlockFlow::default();
    flow.nodes(nodes, style);
    flow.finish_line();
    flow.blocks
}

/// Returns the words of a piece of a page as one line, whatever blocks they stand in.
pub(super) fn line_of(nodes: &[Node], style: &Look) -> Runs {
    let mut runs = Runs::default();
    line_into(nodes, style, &mut runs);
    runs
}

fn line_into(nodes: &[Node], style: &Look, runs: &mut Runs) {
    for node in nodes {
        match node {
            Node::Text(text) => runs.text(text, style),
            Node::Element(element) if !is_shown(element) => {}
            Node::Element(element) => match &*element.name {
                "br" => runs.text(" ", style),
                "img" => runs.image(element, style),
                _ => {
                    let is_line = is_line(element);
                    if is_line {
                        runs.text(" ", style);
                    }
                    quoted(element, style, runs, |runs| {
                        line_into(&element.children, &style.within(element), runs);
                    });
                    if is_line {
                        runs.text(" ", style);
                    }
                }
            },
        }
    }
}

/// Puts what an element adds to its words around them.
fn quoted(element: &Element, style: &Look, runs: &mut Runs, words: impl FnOnce(&mut Runs)) {
    let marks = match &*element.name {
        "q" => ("“", "”"),
        _ => ("", ""),
    };
    runs.text(marks.0, style);
    words(runs);
    runs.text(marks.1, style);
}

/// Whether an element has words that are seen.
pub(super) fn is_shown(element: &Element) -> bool {
    !WITHOUT_TEXT.contains(&&*element.name) && !is_hidden(element) && !word::is_marker(element)
}

/// Whether an element stands in lines of its own.
fn is_line(element: &Element) -> bool {
    let name = &*element.name;
    LINES.contains(&name)
        || matches!(name, "ul" | "ol" | "menu" | "li" | "table" | "td" | "th" | "blockquote")
        || matches!(name, "pre" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether Markdown has no way to say an element within a line.
pub(super) fn is_block(element: &Element) -> bool {
    let name = &*element.name;
    matches!(name, "ul" | "ol" | "menu" | "table" | "blockquote" | "pre" | "hr")
        || matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || element.elements().any(is_block)
}

/// The blocks so far, and the line that is not at its end yet.
#[derive(Default)]
struct BlockFlow {
    blocks: Vec<HtmlBlock>,
    line: Runs,
}

impl BlockFlow {
    fn finish_line(&mut self) {
        let line = std::mem::take(&mut self.line).trimmed();
        if !line.is_empty() {
            self.blocks.push(HtmlBlock::Paragraph(line));
        }
    }

    fn push(&mut self, block: HtmlBlock) {
        self.finish_line();
        self.blocks.push(block);
    }

    fn nodes(&mut self, nodes: &[Node], style: &Look) {
        for node in nodes {
            match node {
                Node::Text(text) => self.line.text(text, style),
                Node::Element(element) if is_shown(element) => self.element(element, style),
                Node::Element(_) => {}
            }
        }
    }

    fn element(&mut self, element: &Element, outer: &Look) {
        let style = outer.within(element);
        match &*element.name {
            "br" => self.line.push(Run { content: RunContent::Break, style }),
            "hr" => self.push(HtmlBlock::Rule),
            "img" => self.line.image(element, &style),
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.heading(usize::from(name.as_bytes()[1] - b'0'), &element.children, &style);
            }
            "blockquote" => {
                let blocks = blocks_of(&element.children, &style);
                self.finish_line();
                if !blocks.is_empty() {
                    self.blocks.push(HtmlBlock::Quotation(blocks));
                }
            }
            "ul" | "ol" | "menu" => {
                self.finish_line();
                let list = list_of(element, &style);
                if !list.items.is_empty() {
                    self.blocks.push(HtmlBlock::List(list));
                }
            }
            "li" => {
                self.finish_line();
                let item = item_of(element, &style);
                match self.blocks.last_mut() {
                    Some(HtmlBlock::List(list)) if list.first.is_none() => list.items.push(item),
                    _ => self.blocks.push(HtmlBlock::List(List { first: None, items: vec![item] })),
                }
            }
            "pre" => {
                let code = code_of(element);
                self.finish_line();
                self.blocks.extend(code);
            }
            "table" => match table::of(element, &style) {
                Some(table) => self.push(HtmlBlock::Table(table)),
                None => {
                    self.finish_line();
                    for cell in table::cells(element) {
                        self.nodes(&cell.children, &style);
                        self.finish_line();
                    }
                }
            },
            "p" | "div" if word::item(element).is_some() => self.word_item(element, &style),
            "p" if word::heading(element).is_some() => {
                let level = word::heading(element).unwrap_or(1);
                self.heading(level, &element.children, &style);
            }
            name if LINES.contains(&name) => {
                self.finish_line();
                self.nodes(&element.children, &style);
                self.finish_line();
            }
            "q" => {
                self.line.text("“", outer);
                self.nodes(&element.children, &style);
                self.line.text("”", outer);
            }
            "sup" | "sub" => {
                let mut inner = line_of(&element.children, &style);
                inner.raise(&*element.name == "sup");
                self.line.extend(inner);
            }
            // Blocks within are found all the same.
            _ => self.nodes(&element.children, &style),
        }
    }

    fn heading(&mut self, level: usize, words: &[Node], style: &Look) {
        let mut words = line_of(words, style).trimmed();
        if words.0.iter().all(|run| run.style.bold) {
            // Its own weight is the heading's.
            words.0.iter_mut().for_each(|run| run.style.bold = false);
        }
        self.finish_line();
        if !words.is_empty() {
            self.blocks.push(HtmlBlock::Heading(level, words));
        }
    }

    /// Puts a paragraph that Word shows as an item into the list that it belongs to.
    fn word_item(&mut self, element: &Element, style: &Look) {
        self.finish_line();
        let Some(WordItem { level, first }) = word::item(element) else { return };
        let words = line_of(&element.children, style).trimmed();
        if words.is_empty() {
            return;
        }
        let item = HtmlItem { done: None, blocks: vec![HtmlBlock::Paragraph(words)] };
        word::insert(&mut self.blocks, level, first, item);
    }
}

fn list_of(element: &Element, style: &Look) -> List {
    let first = element.attribute("start").and_then(|start| start.trim().parse().ok());
    let first = (&*element.name == "ol").then(|| first.unwrap_or(1));
    let mut list = List { first, items: Vec::new() };
    for node in &element.children {
        match node {
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Element(child) if !is_shown(child) => {}
            Node::Element(child) if &*child.name == "li" => {
                let is_bare = property(child, "list-style-type") == Some("none");
                let item = item_of(child, &style.within(child));
                // A list within an item of its own that shows no bullet belongs to the one above.
                match list.items.last_mut() {
                    Some(last) if is_bare && matches!(&*item.blocks, [HtmlBlock::List(_)]) => {
                        last.blocks.extend(item.blocks);
                    }
                    _ if item.blocks.is_empty() => {}
                    _ => list.items.push(item),
                }
            }
            // Google Docs puts a nested list beside the item that it belongs to.
            other => {
                let blocks = blocks_of(std::slice::from_ref(other), style);
                match list.items.last_mut() {
                    Some(last) => last.blocks.extend(blocks),
                    None if blocks.is_empty() => {}
                    None => list.items.push(HtmlItem { done: None, blocks }),
                }
            }
        }
    }
    list
}

fn item_of(element: &Element, style: &Look) -> HtmlItem {
    HtmlItem { done: task_of(element), blocks: blocks_of(&element.children, style) }
}

/// Whether an item is a task that was ticked; `None` where it is none.
fn task_of(element: &Element) -> Option<bool> {
    element.elements().take(2).find_map(|child| match &*child.name {
        "input" if child.attribute("type") == Some("checkbox") => {
            Some(child.attribute("checked").is_some())
        }
        "p" | "label" | "span" => task_of(child),
        _ => None,
    })
}

/// Returns the code of an element that keeps its lines.
fn code_of(element: &Element) -> Option<HtmlBlock> {
    let mut text = String::new();
    code_into(&element.children, &mut text);
    let text = text.replace('\u{a0}', " ");
    let text = text.strip_prefix('\n').unwrap_or(&text).trim_end();
    let language = language_of(element).unwrap_or_default().to_owned();
    (!text.trim().is_empty()).then(|| HtmlBlock::Code { language, text: text.to_owned() })
}

fn code_into(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element(element) if &*element.name == "br" => text.push('\n'),
            Node::Element(element) if is_shown(element) => {
                let is_line = is_line(element);
                if is_line && !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                code_into(&element.children, text);
                if is_line && !text.ends_with('\n') {
                    text.push('\n');
                }
            }
            Node::Element(_) => {}
        }
    }
}

/// Returns the language that code is marked with, by the classes that highlighters use.
fn language_of(element: &Element) -> Option<&str> {
    let classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace();
    let of_class = |class: &'_ str| -> Option<usize> {
        let prefixes = ["language-", "lang-", "highlight-source-"];
        prefixes.iter().find(|prefix| class.starts_with(*prefix)).map(|prefix| prefix.len())
    };
    let mut named = classes.filter_map(|class| of_class(class).map(|at| &class[at..]));
    let is_name = |name: &&str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "+-#._".contains(c))
    };
    named.find(is_name).or_else(|| element.elements().take(1).find_map(language_of))
}

/// Whether an image says nothing: it counts readers, or it holds a place.
pub(super) fn is_spacer(image: &Element) -> bool {
    let is_one = |name| matches!(image.attribute(name), Some("0" | "1" | "0px" | "1px"));
    is_one("width") || is_one("height") || image.attribute("src").and_then(address).is_none()
}
