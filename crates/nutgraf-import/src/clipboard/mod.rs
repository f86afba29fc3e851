//! HTML of the clipboard, as Markdown.
//!
//! A page, a word processor and a mail program put what was copied on the clipboard as HTML,
//! each with its own wrappers. Here it becomes the Markdown that a writer would have typed.
//!
//! # Invariants
//!
//! - Nothing is fetched, and nothing that nobody sees on the page is in the Markdown.
//! - Whatever the HTML is, the depth of what is built of it is bounded.
//! - What has no look that Markdown could say is no Markdown: its plain text says the same,
//!   and may be Markdown that somebody copied.

mod block;
mod escape;
mod line;
mod run;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod word;
mod write;

use block::{HtmlBlock, blocks_of};
use run::{Run, RunContent};
use style::{Look, property};
use tree::{Element, Node};

/// Returns the Markdown of a piece of HTML; `None` where its plain text says as much.
pub(crate) fn markdown_of_html(html: &str) -> Option<String> {
    let nodes = tree::read(html);
    if is_source_text(&nodes) {
        return None;
    }
    let blocks = blocks_of(&nodes, &Look::default());
    has_form(&blocks).then(|| write::document(&blocks))
}

/// Whether blocks say more than their words do.
fn has_form(blocks: &[HtmlBlock]) -> bool {
    match blocks {
        [] => false,
        [HtmlBlock::Paragraph(runs)] => runs.0.iter().any(has_look),
        _ => true,
    }
}

fn has_look(run: &Run) -> bool {
    run.style != Look::default() || matches!(run.content, RunContent::Image { .. })
}

/// Whether HTML is a text in the colours of a program that shows texts as they are: an editor
/// for code, or a browser that was given a text.
fn is_source_text(nodes: &[Node]) -> bool {
    let mut shown = nodes.iter().filter(|node| match node {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => block::is_shown(element),
    });
    let (Some(Node::Element(only)), None) = (shown.next(), shown.next()) else { return false };
    match &*only.name {
        "html" | "body" => is_source_text(&only.children),
        "div" => keeps_lines(only),
        // What Chromium shows a text in.
        "pre" => keeps_lines(only) && property(only, "word-wrap").is_some(),
        _ => false,
    }
}

fn keeps_lines(element: &Element) -> bool {
    property(element, "white-space").is_some_and(|value| value.starts_with("pre"))
}
