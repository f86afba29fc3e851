//! Blocks as Markdown.
//!
//! # Invariants
//!
//! What stands in front of a line is bounded ([`DEEPEST_NESTING`]), so the Markdown is in
//! proportion to the page.

use super::{
    block::{HtmlBlock, HtmlItem, List},
    line::{Place, markdown},
    table::{ColumnSide, HtmlTable},
};

/// The most lists and quotations within each other that are written as such; what is deeper
/// goes on at this level. Each adds to every line in it.
const DEEPEST_NESTING: usize = 12;

/// Returns blocks as Markdown, with one line end at the end.
pub(super) fn document(blocks: &[HtmlBlock]) -> String {
    let lines = lines_of(blocks, 0);
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// Returns the lines of blocks, with an empty one between two of them.
fn lines_of(blocks: &[HtmlBlock], depth: usize) -> Vec<String> {
    let mut lines = Vec::new();
    // Whether the list in front has the other marks, so that two lists stay two.
    let mut has_other_marks = false;
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        let before = at.checked_sub(1).map(|at| &blocks[at]);
        match block {
            HtmlBlock::Paragraph(runs) => {
                lines.extend(markdown(runs, Place::Paragraph).lines().map(str::to_owned));
            }
            HtmlBlock::Heading(level, runs) => {
                let words = markdown(runs, Place::Heading);
                lines.push(format!("{} {words}", "#".repeat(*level)));
            }
            // At the head of a draft three hyphens begin its front matter.
            HtmlBlock::Rule => lines.push(if at == 0 { "***" } else { "---" }.to_owned()),
            HtmlBlock::Code { language, text } => lines.extend(code(language, text)),
            HtmlBlock::Table(table) => lines.extend(rows(table)),
            HtmlBlock::Quotation(inner) if depth < DEEPEST_NESTING => {
                let inner = lines_of(inner, depth + 1).into_iter();
                lines.extend(inner.map(|line| match line.is_empty() {
                    true => ">".to_owned(),
                    false => format!("> {line}"),
                }));
            }
            HtmlBlock::Quotation(inner) => lines.extend(lines_of(inner, depth)),
            HtmlBlock::List(list) => {
                let is_same = |before: &List| before.first.is_some() == list.first.is_some();
                let follows = matches!(before, Some(HtmlBlock::List(before)) if is_same(before));
                has_other_marks = follows && !has_other_marks;
                lines.extend(items(list, has_other_marks, depth));
            }
        }
    }
    lines
}

fn items(list: &List, has_other_marks: bool, depth: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let is_tight = list.items.iter().all(is_tight);
    for (at, item) in list.items.iter().enumerate() {
        if at > 0 && !is_tight {
            lines.push(String::new());
        }
        let mut mark = match (list.first, has_other_marks) {
            (Some(first), false) => format!("{}. ", number(first, at)),
            (Some(first), true) => format!("{}) ", number(first, at)),
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
        };
        let indent = if depth < DEEPEST_NESTING { mark.len() } else { 0 };
        if let Some(done) = item.done {
            mark.push_str(if done { "[x] " } else { "[ ] " });
        }
        if indent == 0 {
            // Too deep for a list of its own.
            lines.extend(lines_of(&item.blocks, depth));
            continue;
        }
        let inner = lines_of(&item.blocks, depth + 1);
        let inner = inner.into_iter().enumerate().filter(|(at, line)| {
            // A tight item has no empty line in front of the list within it.
            !(is_tight && *at > 0 && line.is_empty())
        });
        for (at, line) in inner {
            match (at, line.is_empty()) {
                (0, _) => lines.push(format!("{mark}{line}").trim_end().to_owned()),
                (_, true) => lines.push(line),
                (_, false) => lines.push(format!("{}{line}", " ".repeat(indent))),
            }
        }
        if item.blocks.is_empty() {
            lines.push(mark.trim_end().to_owned());
        }
    }
    lines
}

/// Numbers of items have at most nine digits.
fn number(first: u64, at: usize) -> u64 {
    first.min(1_000_000).saturating_add(at as u64).min(999_999_999)
}

/// Whether an item is a line, with at most lists of such items below it.
fn is_tight(item: &HtmlItem) -> bool {
    let mut blocks = item.blocks.iter();
    let is_line = |block: Option<&HtmlBlock>| matches!(block, None | Some(HtmlBlock::Paragraph(_)));
    is_line(blocks.next())
        && blocks.all(|block| match block {
            HtmlBlock::List(list) => list.items.iter().all(is_tight),
            _ => false,
        })
}

fn code(language: &str, text: &str) -> Vec<String> {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let first = format!("{fence}{language}");
    let lines = text.lines().map(str::to_owned);
    std::iter::once(first).chain(lines).chain([fence]).collect()
}

fn rows(table: &HtmlTable) -> Vec<String> {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let columns = table.columns.iter().map(|column| match column {
        ColumnSide::Unsaid => "---",
        ColumnSide::Left => ":--",
        ColumnSide::Centre => ":-:",
        ColumnSide::Right => "--:",
    });
    let rule = row(columns.map(str::to_owned).collect());
    let cells = |cells: &Vec<_>| row(cells.iter().map(|c| markdown(c, Place::Cell)).collect());
    let mut lines: Vec<_> = table.rows.iter().map(cells).collect();
    lines.insert(1.min(lines.len()), rule);
    lines
}
