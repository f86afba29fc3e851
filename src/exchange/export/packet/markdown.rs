//! A document of the packet as Markdown.
//!
//! # Invariants
//!
//! - Words of the draft, of sources and of people are escaped, so that they read as they
//!   are and open nothing.
//! - A document reads in order as plain text too.

use super::{
    super::escape,
    document::{InlineLine, InlineRun, PacketDocument, PacketEntry, PacketField, PacketSection},
};

/// A whole document.
pub(super) fn text(document: &PacketDocument) -> String {
    let mut text = top(document);
    for section in &document.sections {
        text.push('\n');
        text.push_str(&self::section(section, "## ", "### "));
    }
    text
}

/// Kind, title and summary.
pub(super) fn top(document: &PacketDocument) -> String {
    format!("# {}: {}\n\n{}", document.kind, escape::words(&document.title), under_title(document))
}

/// The head of a document inside another text, whose outline it must not touch.
pub(super) fn inner_top(document: &PacketDocument) -> String {
    let title = escape::words(&document.title);
    format!("**{}: {title}**\n\n{}", document.kind, under_title(document))
}

fn under_title(document: &PacketDocument) -> String {
    format!(
        "{}\n\n{}\n\n{}",
        escape::words(&document.byline),
        escape::words(&document.purpose),
        fields(&document.summary)
    )
}

fn section(section: &PacketSection, heading: &str, entry_heading: &str) -> String {
    let mut text = format!("{heading}{}\n", escape::words(&section.title));
    if !section.lead.is_empty() {
        text.push_str(&format!("\n{}\n", escape::words(&section.lead)));
    }
    if section.entries.first().is_some_and(PacketEntry::is_short) {
        text.push('\n');
    }
    for entry in &section.entries {
        let (head, details) = head_of(entry);
        if entry.is_short() {
            text.push_str(&format!("- **{head}**{details}: {}\n", line(&entry.words)));
            continue;
        }
        text.push_str(&format!("\n{entry_heading}{head}{details}\n\n"));
        text.push_str(&format!("> {}\n", line(&entry.words)));
        if !entry.fields.is_empty() {
            text.push('\n');
            text.push_str(&fields(&entry.fields));
        }
    }
    text
}

/// Entries inside another text: as paragraphs, without headings.
pub(super) fn inner_entries(entries: &[&PacketEntry]) -> String {
    let entries = entries.iter().map(|entry| {
        let (head, details) = head_of(entry);
        format!("**{head}**{details}\n\n{}\n\n{}", line(&entry.words), fields(&entry.fields))
    });
    entries.collect::<Vec<_>>().join("\n")
}

/// A section inside another text.
pub(super) fn inner_section(section: &PacketSection) -> String {
    let entries: Vec<&PacketEntry> = section.entries.iter().collect();
    format!("**{}**\n\n{}", escape::words(&section.title), inner_entries(&entries))
}

/// Every line as one of a block quote.
pub(super) fn quoted(text: &str) -> String {
    let lines = text.trim_end().lines();
    let lines =
        lines.map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// `C2 ◐ Stale`, and what stands behind it.
fn head_of(entry: &PacketEntry) -> (String, String) {
    let mut head = escape::words(&entry.label);
    if let Some((sign, words)) = &entry.state {
        head.push_str(&format!(" {} {}", escape::words(&sign.to_string()), escape::words(words)));
    }
    let details = entry.details.iter().map(|detail| format!(" · {}", escape::words(detail)));
    (head, details.collect())
}

fn fields(fields: &[PacketField]) -> String {
    let mut text = String::new();
    for PacketField { label, lines } in fields {
        let label = escape::words(label);
        match lines.as_slice() {
            [only] => text.push_str(&format!("- **{label}:** {}\n", line(only))),
            lines => {
                text.push_str(&format!("- **{label}:**\n"));
                lines.iter().for_each(|one| text.push_str(&format!("  - {}\n", line(one))));
            }
        }
    }
    text
}

/// A line, which may stand where a block begins.
fn line(line: &InlineLine) -> String {
    let text: String = line.iter().map(piece).collect();
    escape::line_start(text.trim())
}

fn piece(piece: &InlineRun) -> String {
    match piece {
        InlineRun::Text(text) | InlineRun::Words(text) => escape::part(text),
        InlineRun::Quoted(text) => format!("“{}”", escape::words(text)),
        InlineRun::Strong(text) | InlineRun::Picked(text) | InlineRun::New(text) => {
            around(text, "**")
        }
        InlineRun::Gone(text) => around(text, "~~"),
        InlineRun::Reference(markdown) => markdown.clone(),
    }
}

/// Between two marks, with the spaces at its ends outside them.
fn around(text: &str, mark: &str) -> String {
    let part = escape::part(text);
    let inner = part.trim();
    if inner.is_empty() {
        return part;
    }
    let (before, behind) = (part.starts_with(' '), part.ends_with(' '));
    let space = |is: bool| if is { " " } else { "" };
    format!("{}{mark}{inner}{mark}{}", space(before), space(behind))
}
