//! How a quote reads in the draft, in the running text and as a block.
//!
//! # Invariants
//! The words are those of the source; only marks within them follow print.

use nutgraf_engine::{
    markdown::nested_marks,
    range::DraftRange,
    text::{Document, one_line},
};

/// The text to insert and, in it, the byte range of the quotation itself.
pub(super) fn inline_quotation(
    draft: &str,
    at: DraftRange,
    exact: &str,
    speaker: &str,
    citation: &str,
) -> (String, DraftRange) {
    // A passage that ran over several lines becomes one run of text.
    let words = one_line(exact);
    let words = nested_marks(&words);
    let before = draft.get(..at.start).and_then(|text| text.chars().next_back());
    let after = draft.get(at.end..).and_then(|text| text.chars().next());
    let mut text = String::new();
    if before.is_some_and(|c| !c.is_whitespace() && !"([{—–“‘".contains(c)) {
        text.push(' ');
    }
    if !speaker.is_empty() {
        text.push_str(speaker);
        text.push_str(": ");
    }
    let start = text.len();
    text.push('“');
    text.push_str(&words);
    text.push('”');
    let end = text.len();
    text.push(' ');
    text.push_str(citation);
    if after.is_some_and(char::is_alphanumeric) {
        text.push(' ');
    }
    (text, DraftRange::new(start, end))
}

/// The block to insert and, in it, the byte range of the quotation itself.
///
/// It stands between blank lines, so that what is typed behind it is a paragraph of its own.
pub(super) fn block_quotation(
    document: &Document,
    at: DraftRange,
    exact: &str,
    speaker: &str,
    citation: &str,
) -> (String, DraftRange) {
    let before = document.text().get(..at.start).unwrap_or("");
    let ending = document.line_break(at.start);
    let mut text = String::new();
    if !before.is_empty() {
        let breaks = before.bytes().rev().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let breaks = breaks.filter(|byte| *byte == b'\n').count();
        text.push_str(&ending.repeat(2_usize.saturating_sub(breaks)));
    }
    let start = text.len();
    let mut lines = exact.trim().lines().peekable();
    while let Some(line) = lines.next() {
        text.push_str(if line.trim().is_empty() { ">" } else { "> " });
        text.push_str(line.trim());
        if lines.peek().is_some() {
            text.push_str(ending);
        }
    }
    let end = text.len();
    text.push(' ');
    text.push_str(citation);
    if !speaker.is_empty() {
        text.push_str(&format!("{ending}>{ending}> — {speaker}"));
    }
    text.push_str(&ending.repeat(2));
    (text, DraftRange::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inserts “It was so” of the archivist as a block where `|` is.
    fn block(text: &str) -> String {
        let at = text.find('|').unwrap();
        let mut text = text.replace('|', "");
        let document = Document::new(&*text);
        let (block, quotation) =
            block_quotation(&document, DraftRange::at(at), "It was\nso", "the archivist", "[@a]");
        assert!(block[quotation].starts_with("> It was") && block[quotation].ends_with("> so"));
        text.insert_str(at, &format!("{block}|"));
        text
    }

    #[test]
    fn a_block_stands_between_blank_lines_with_its_speaker_below() {
        let quoted = "> It was\n> so [@a]\n>\n> — the archivist\n\n|";
        assert_eq!(block("|"), quoted);
        assert_eq!(block("Intro.|"), format!("Intro.\n\n{quoted}"));
        assert_eq!(block("Intro.\n|\nNext."), format!("Intro.\n\n{quoted}\nNext."));
        assert_eq!(block("Intro.\n\n|Next."), format!("Intro.\n\n{quoted}Next."));
        let crlf = quoted.replace('\n', "\r\n");
        assert_eq!(block("Intro.\r\n|"), format!("Intro.\r\n\r\n{crlf}"));
    }
}
