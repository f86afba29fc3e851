//! Markdown to a source: its front matter and headings say what it is.

use serde_json::Value;

use super::text::decode;
use crate::{ImportError, Imported, title::title_of, yaml};
use nutgraf_engine::{
    markdown::{BlockKind, Structure, front_matter},
    model::PartialDate,
    range::DraftRange,
};

/// Reads Markdown, with the title, authors, date and address that it gives itself.
pub(crate) fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    let source = decode(bytes)?;
    let front = front_matter(&source);
    let body = front.as_ref().map_or(0, |found| found.range.end);
    let content = front.map(|found| &source[found.content]);
    let fields = content.and_then(yaml::mapping).unwrap_or_default();
    let field = |names: &[&str]| names.iter().find_map(|name| fields.get(*name));
    let words = |names: &[&str]| field(names).and_then(yaml::words);
    let title = words(&["title"]).unwrap_or_else(|| guess(&source[body..]));
    let issued = words(&["date", "published", "issued"]).and_then(|date| day(&date));
    Ok(Imported {
        title: title_of(&title),
        authors: field(&["author", "authors"]).map(authors).unwrap_or_default(),
        issued,
        url: words(&["url", "link", "canonical_url", "source"])
            .filter(|url| url.contains("://"))
            .unwrap_or_default(),
        text: source,
        ..Imported::default()
    })
}

/// How far a title is looked for, in bytes: a book would be parsed whole for its first line.
const GUESSED: usize = 64 * 1024;

/// Returns the words of the first heading at the beginning, else of the first block that
/// has some.
fn guess(source: &str) -> String {
    let source = &source[..source.floor_char_boundary(GUESSED)];
    let structure = Structure::parse(source);
    let headings = structure.headings.iter().map(|heading| heading.title.clone());
    if let Some(title) = headings.into_iter().find(|title| !title.is_empty()) {
        return title;
    }
    let paragraphs = structure.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let mut lines = paragraphs.flat_map(|block| {
        let start = block.range.start;
        let line = source[block.range].lines().next().unwrap_or_default();
        std::iter::once(structure.plain(source, DraftRange::new(start, start + line.len())))
    });
    lines.find(|line| !line.is_empty()).unwrap_or_default()
}

/// Returns the names of `author: A`, `author: [A, B]`, `author: [{name: A}]`.
fn authors(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(authors).collect(),
        Value::Object(fields) => fields.get("name").and_then(yaml::words).into_iter().collect(),
        value => yaml::words(value).into_iter().collect(),
    }
}

/// Returns a date, or the day of a time stamp.
fn day(words: &str) -> Option<PartialDate> {
    let day = words.split(['T', ' ']).next().unwrap_or_default();
    day.parse().ok()
}
