//! Finds YAML front matter without the Markdown parser.
//!
//! The parser's own metadata blocks take minutes on hostile text, so the body
//! handed to it begins behind what is found here.

use crate::range::DraftRange;

/// Returns the place of a text's YAML front matter, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// Both fences and what is between them, without the last line break.
    pub range: DraftRange,
    /// The YAML between the fences, with its line breaks.
    pub content: DraftRange,
}

/// The byte order mark, which a draft may begin with.
pub(super) const BOM: char = '\u{feff}';

/// Finds front matter: `---` on the first line, up to a line `---` or `...`.
///
/// As in Pandoc, a rule above a blank line is a rule. The first line must also
/// look like YAML, so that prose between two rules stays prose.
pub fn front_matter(text: &str) -> Option<FrontMatter> {
    let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let opening = lines.next()?;
    if opening.trim_end() != "---" || !opening.ends_with('\n') {
        return None;
    }
    let content_start = start + opening.len();
    let mut at = content_start;
    for (number, line) in lines.enumerate() {
        let words = line.trim_end();
        if words == "---" || words == "..." {
            return Some(FrontMatter {
                range: DraftRange::new(start, at + words.len()),
                content: DraftRange::new(content_start, at),
            });
        }
        if number == 0 && !looks_like_yaml(words) {
            return None;
        }
        at += line.len();
    }
    None
}

fn looks_like_yaml(line: &str) -> bool {
    !line.is_empty() && (line.contains(':') || line.starts_with(['#', '-', '{', '%']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> Option<&str> {
        front_matter(text).map(|found| &text[found.content])
    }

    #[test]
    fn front_matter_ends_at_dashes_or_dots() {
        assert_eq!(content("---\ntitle: A\n---\nText"), Some("title: A\n"));
        assert_eq!(content("---\r\ntitle: A\r\n...\r\nText"), Some("title: A\r\n"));
        assert_eq!(content("\u{feff}---\na: 1\n---"), Some("a: 1\n"));
        assert_eq!(content("---\n---\n"), Some(""));
    }

    #[test]
    fn rules_and_unclosed_fences_are_not_front_matter() {
        for text in ["", "---", "---\n\ntitle: A\n---\n", "---\ntitle: A\n", " ---\na: 1\n---\n"] {
            assert_eq!(content(text), None, "{text:?}");
        }
        assert_eq!(content("---\nProse between two rules.\n---\n"), None);
    }
}
