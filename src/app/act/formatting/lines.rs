//! What whole lines are: headings, items of lists, tasks, quotations.
//!
//! # Invariants
//! - Only what precedes the words of a line is changed, and the selection stays on its words.
//! - A second time takes back what the first did.

use nutgraf_engine::{
    markdown::item_mark,
    range::DraftRange,
    text::{Bias, Change, Document, Edit},
};

/// Deepest heading of Markdown.
const DEEPEST: usize = 6;

/// A kind of list or quotation that lines can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app::act) enum LineKind {
    Bullet,
    Number,
    Quotation,
}

/// A line that has words, or any line where the selection has one alone.
struct Line<'a> {
    /// Where it begins, in bytes of the draft.
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    /// Length of the blanks and quotation marks in front of it.
    fn lead(&self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t', '>']).len()
    }

    /// Length of the mark of an item with its blanks, behind the lead; without a task's box.
    fn mark(&self) -> usize {
        item_mark(&self.text[self.lead()..])
    }

    fn is(&self, kind: LineKind) -> bool {
        let mark = &self.text[self.lead()..self.lead() + self.mark()];
        match kind {
            LineKind::Bullet => mark.starts_with(['-', '*', '+']),
            LineKind::Number => mark.starts_with(|c: char| c.is_ascii_digit()),
            LineKind::Quotation => self.text.starts_with('>'),
        }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn replace(&self, range: std::ops::Range<usize>, insert: impl Into<String>) -> Edit {
        let range = DraftRange::new(self.start + range.start, self.start + range.end);
        Edit { range, insert: insert.into() }
    }
}

/// Which heading lines are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app::act) enum HeadingChange {
    /// One level deeper.
    Deeper,
    /// One level higher, up to a paragraph.
    Higher,
    /// Of this level, from 1 to 6; 0 is a paragraph.
    Level(usize),
}

/// Makes the lines of the selection headings of another level, or paragraphs.
pub(super) fn heading(
    document: &Document,
    selection: DraftRange,
    change: HeadingChange,
) -> (Change, DraftRange) {
    let lines = lines(document.text(), selection);
    let edits = lines.iter().filter_map(|line| {
        let signs = line.text.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = signs <= DEEPEST && line.text[signs..].starts_with([' ', '\t']);
        let signs = if is_heading { signs } else { 0 };
        let level = match change {
            HeadingChange::Deeper => (signs + 1).min(DEEPEST),
            HeadingChange::Higher => signs.saturating_sub(1),
            HeadingChange::Level(level) => level.min(DEEPEST),
        };
        let words = line.text[signs..].trim_start();
        let before = line.text.len() - words.len();
        let before = if signs == 0 { 0 } else { before };
        let insert = if level == 0 { String::new() } else { format!("{} ", "#".repeat(level)) };
        (level != signs).then(|| line.replace(0..before, insert))
    });
    changed(selection, edits.collect())
}

/// Makes the selected lines a list or a quotation, or paragraphs again where all are one.
pub(super) fn toggle(
    document: &Document,
    selection: DraftRange,
    kind: LineKind,
) -> (Change, DraftRange) {
    let text = document.text();
    let lines = lines(text, selection);
    let all = lines.iter().all(|line| line.is(kind));
    let mut edits = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let (lead, mark) = (line.lead(), line.mark());
        edits.push(match (kind, all) {
            (LineKind::Quotation, true) => {
                let blank = usize::from(line.text[1..].starts_with(' '));
                line.replace(0..1 + blank, "")
            }
            (LineKind::Quotation, false) => {
                let sign = if line.is_blank() { ">" } else { "> " };
                line.replace(0..0, sign)
            }
            (_, true) => line.replace(lead..lead + mark, ""),
            (LineKind::Bullet, false) => line.replace(lead..lead + mark, "- "),
            (LineKind::Number, false) => line.replace(lead..lead + mark, format!("{}. ", at + 1)),
        });
    }
    // What follows a quotation without a blank line would belong to it.
    if kind == LineKind::Quotation && !all {
        let end = lines.last().map_or(selection.end, |line| line.start + line.text.len());
        let next = text[end..].strip_prefix("\r\n").or(text[end..].strip_prefix('\n'));
        let next = next.and_then(|rest| rest.lines().next()).unwrap_or_default();
        if !next.trim().is_empty() && !next.starts_with('>') {
            let insert = document.line_break(end).to_owned();
            edits.push(Edit { range: DraftRange::at(end), insert });
        }
    }
    changed(selection, edits)
}

/// Ticks the tasks of the selected lines, or makes tasks of them.
pub(super) fn toggle_task(document: &Document, selection: DraftRange) -> (Change, DraftRange) {
    let lines = lines(document.text(), selection);
    let edits = lines.iter().map(|line| {
        let at = line.lead() + line.mark();
        let rest = &line.text[at..];
        match rest.get(..4) {
            _ if line.mark() == 0 => line.replace(at..at, "- [ ] "),
            Some("[ ] ") => line.replace(at..at + 4, "[x] "),
            Some("[x] " | "[X] ") => line.replace(at..at + 4, "[ ] "),
            _ => line.replace(at..at, "[ ] "),
        }
    });
    changed(selection, edits.collect())
}

/// Returns the lines that a selection touches; without blank ones, where it touches others.
fn lines(text: &str, selection: DraftRange) -> Vec<Line<'_>> {
    let mut start = text[..selection.start].rfind('\n').map_or(0, |at| at + 1);
    let mut found = Vec::new();
    loop {
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[start..end].trim_end_matches('\r');
        found.push(Line { start, text: line });
        // A selection that ends at the start of a line does not touch it.
        if end + 1 >= selection.end.max(1) || end == text.len() {
            break;
        }
        start = end + 1;
    }
    if found.iter().any(|line| !line.is_blank()) {
        let last = found.iter().rposition(|line| !line.is_blank()).unwrap_or_default();
        found.truncate(last + 1);
    }
    found
}

fn changed(selection: DraftRange, edits: Vec<Edit>) -> (Change, DraftRange) {
    let change = Change::of(edits).expect("lines follow each other, so their edits are in order");
    // A caret goes behind what comes in front of it; a selection does not grow at its end.
    let at_end = if selection.is_empty() { Bias::Right } else { Bias::Left };
    let start = change.map(selection.start, Bias::Right);
    let selection = DraftRange::new(start, change.map(selection.end, at_end).max(start));
    (change, selection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::act::formatting::after;

    #[test]
    fn a_heading_goes_deeper_and_back_to_a_paragraph() {
        let deeper = |text: &str| after(text, |text, at| heading(text, at, HeadingChange::Deeper));
        let higher = |text: &str| after(text, |text, at| heading(text, at, HeadingChange::Higher));
        assert_eq!(deeper("a\nThe l|aw\nb"), "a\n# The l|aw\nb");
        assert_eq!(deeper("# The l|aw"), "## The l|aw");
        assert_eq!(deeper("###### deep|"), "###### deep|");
        assert_eq!(higher("## The l|aw"), "# The l|aw");
        assert_eq!(higher("# The l|aw"), "The l|aw");
        assert_eq!(higher("plain|"), "plain|");
        assert_eq!(deeper("#tag|"), "# #tag|");
        let third = |text: &str| after(text, |text, at| heading(text, at, HeadingChange::Level(3)));
        assert_eq!(third("The l|aw"), "### The l|aw");
        assert_eq!(third("# The l|aw"), "### The l|aw");
        assert_eq!(third("### The l|aw"), "### The l|aw");
        let words = |text: &str| after(text, |text, at| heading(text, at, HeadingChange::Level(0)));
        assert_eq!(words("## The l|aw"), "The l|aw");
    }

    #[test]
    fn lines_become_a_list_and_paragraphs_again() {
        let bullets = |text: &str| after(text, |text, at| toggle(text, at, LineKind::Bullet));
        let numbers = |text: &str| after(text, |text, at| toggle(text, at, LineKind::Number));
        assert_eq!(bullets("one|"), "- one|");
        assert_eq!(bullets("- one|"), "one|");
        assert_eq!(bullets("⟦one\ntwo⟧"), "- ⟦one\n- two⟧");
        assert_eq!(bullets("1. o|ne"), "- o|ne");
        assert_eq!(numbers("⟦- one\n- two⟧\nthree"), "1. ⟦one\n2. two⟧\nthree");
        assert_eq!(numbers("⟦one\n⟧two"), "1. ⟦one\n⟧two");
        assert_eq!(bullets("|"), "- |");
    }

    #[test]
    fn lines_become_a_quotation_that_ends_where_they_do() {
        let quoted = |text: &str| after(text, |text, at| toggle(text, at, LineKind::Quotation));
        assert_eq!(quoted("said|"), "> said|");
        assert_eq!(quoted("> said|"), "said|");
        assert_eq!(quoted("⟦one\n\ntwo⟧\nthree"), "> ⟦one\n>\n> two⟧\n\nthree");
        assert_eq!(quoted("> - a|"), "- a|");
    }

    #[test]
    fn a_task_is_made_ticked_and_unticked() {
        let task = |text: &str| after(text, toggle_task);
        assert_eq!(task("call|"), "- [ ] call|");
        assert_eq!(task("- call|"), "- [ ] call|");
        assert_eq!(task("- [ ] call|"), "- [x] call|");
        assert_eq!(task("1. [x] call|"), "1. [ ] call|");
    }
}
