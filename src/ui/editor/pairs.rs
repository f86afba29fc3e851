//! Brackets and quotation marks that are typed in pairs.
//!
//! # Invariants
//! The typed character is always in the draft. A pair adds the closing mark, and typing
//! that mark steps over it. An apostrophe is never doubled.

use nutgraf_engine::{range::DraftRange, text::Change};

/// Opening marks with their closing marks.
const PAIRS: [(char, char); 8] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('‘', '’'),
];

/// Marks of Markdown that surround selected words and are not doubled otherwise.
const AROUND: [char; 4] = ['*', '_', '`', '~'];

/// Returns the change that a typed character makes beyond being typed, and the selection
/// after it; `None` where it is typed like any other.
pub(super) fn typed(
    text: &str,
    selection: DraftRange,
    typed: &str,
) -> Option<(Change, DraftRange)> {
    let mut chars = typed.chars();
    let mark = chars.next().filter(|_| chars.next().is_none())?;
    let DraftRange { start, end } = selection;
    let pair = PAIRS.iter().find(|(open, _)| *open == mark).map(|(_, close)| *close);
    if start < end {
        let close = pair.or_else(|| AROUND.contains(&mark).then_some(mark))?;
        let words = &text[start..end];
        let change = Change::replace(start..end, format!("{mark}{words}{close}"));
        let start = start + mark.len_utf8();
        return Some((change, DraftRange::new(start, start + words.len())));
    }
    let (before, after) = (text[..start].chars().next_back(), text[start..].chars().next());
    if after == Some(mark) && closes(text, start, mark) {
        let past = start + mark.len_utf8();
        return Some((Change::default(), DraftRange::at(past)));
    }
    let close = pair?;
    // A straight mark after a word closes. One before a word opens, and where it closes is
    // for the writer to type.
    let is_opening = mark != close || before.is_none_or(|c| c.is_whitespace() || is_opening(c));
    if !is_open_behind(text, start) || !is_opening || before == Some('\\') {
        return None;
    }
    let at = start + mark.len_utf8();
    Some((Change::insert(start, format!("{mark}{close}")), DraftRange::at(at)))
}

/// Returns the change that the third mark of a fence makes on a line of its own, and the
/// selection after it.
///
/// Outside of code it adds the closing fence, or everything after it would be code until
/// that is typed. In a block whose closing fence is on the next line, it steps over that
/// fence. `ending` is the line break of the draft. `None` where the mark is typed like any
/// other.
pub(super) fn fence(
    text: &str,
    selection: DraftRange,
    typed: &str,
    (is_code, ending): (bool, &str),
) -> Option<(Change, DraftRange)> {
    let at = selection.start;
    if !selection.is_empty() || !["`", "~"].contains(&typed) {
        return None;
    }
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let marks = before[start..].trim_start_matches(' ');
    let blanks = &before[start..at - marks.len()];
    let is_second = marks.len() == 2 && marks.chars().all(|c| typed.starts_with(c));
    let behind = &text[at..];
    let is_end = behind.is_empty() || behind.starts_with(['\n', '\r']);
    if !is_second || !is_end || blanks.len() > 3 {
        return None;
    }
    let fence = format!("{ending}{blanks}{}", typed.repeat(3));
    if !is_code {
        let caret = at + typed.len();
        return Some((Change::insert(at, format!("{typed}{fence}")), DraftRange::at(caret)));
    }
    let below = behind.strip_prefix(&fence)?;
    let is_whole = below.is_empty() || below.starts_with(['\n', '\r']);
    let caret = start + fence.len() - ending.len();
    is_whole.then(|| (Change::delete(start..at + ending.len()), DraftRange::at(caret)))
}

/// Whether an opening mark that is typed at an offset gets its closing mark.
pub(super) fn is_open_behind(text: &str, at: usize) -> bool {
    let after = text[at..].chars().next();
    after.is_none_or(|c| c.is_whitespace() || is_closing(c) || ",.;:!?".contains(c))
}

/// Returns the bytes that Backspace deletes where the caret is in an empty pair.
pub(super) fn empty_pair(text: &str, caret: usize) -> Option<DraftRange> {
    let open = text[..caret].chars().next_back()?;
    let close = text[caret..].chars().next()?;
    PAIRS
        .contains(&(open, close))
        .then(|| caret - open.len_utf8()..caret + close.len_utf8())
        .map(DraftRange::from)
}

fn is_opening(c: char) -> bool {
    PAIRS.iter().any(|(open, _)| *open == c) || "—–-*_".contains(c)
}

fn is_closing(c: char) -> bool {
    PAIRS.iter().any(|(_, close)| *close == c)
}

/// Whether a mark at an offset closes something on its line.
fn closes(text: &str, at: usize, mark: char) -> bool {
    let Some(open) = PAIRS.iter().find(|(_, close)| *close == mark).map(|(open, _)| *open) else {
        return false;
    };
    let line = &text[..at];
    let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
    if open == mark {
        return line.chars().filter(|c| *c == mark).count() % 2 == 1;
    }
    let opened = line.chars().filter(|c| *c == open).count();
    let closed = line.chars().filter(|c| *c == mark).count();
    opened > closed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types into a text in which `|` is the caret, or `⟦` and `⟧` the selection.
    fn after(text: &str, mark: &str) -> Option<String> {
        let (start, end) = match text.find('|') {
            Some(at) => (at, at),
            None => (text.find('⟦')?, text.find('⟧')? - '⟦'.len_utf8()),
        };
        let mut text = text.replace(['|', '⟦', '⟧'], "");
        let (change, selection) = typed(&text, DraftRange::from(start..end), mark)?;
        change.apply(&mut text).unwrap();
        let DraftRange { start, end } = selection;
        Some(if start == end {
            format!("{}|{}", &text[..start], &text[start..])
        } else {
            format!("{}⟦{}⟧{}", &text[..start], &text[start..end], &text[end..])
        })
    }

    #[test]
    fn a_pair_is_closed_where_nothing_else_stands_behind() {
        assert_eq!(after("a |", "(").as_deref(), Some("a (|)"));
        assert_eq!(after("say |.", "“").as_deref(), Some("say “|”."));
        assert_eq!(after("say |", "\"").as_deref(), Some("say \"|\""));
        assert_eq!(after("a |word", "("), None);
    }

    #[test]
    fn a_mark_that_closes_is_stepped_over() {
        assert_eq!(after("a (b|)", ")").as_deref(), Some("a (b)|"));
        assert_eq!(after("say \"b|\"", "\"").as_deref(), Some("say \"b\"|"));
        assert_eq!(after("a |)", ")"), None);
    }

    #[test]
    fn apostrophes_and_inches_are_left_alone() {
        assert_eq!(after("don|", "'"), None);
        assert_eq!(after("a 6|", "\""), None);
        assert_eq!(after("\\|", "["), None);
    }

    #[test]
    fn selected_words_are_put_between_the_marks() {
        assert_eq!(after("a ⟦b c⟧ d", "“").as_deref(), Some("a “⟦b c⟧” d"));
        assert_eq!(after("a ⟦b⟧", "*").as_deref(), Some("a *⟦b⟧*"));
        assert_eq!(after("a ⟦b⟧", "x"), None);
    }

    #[test]
    fn a_fence_is_opened_with_the_one_that_closes_it() {
        let marked = |text: &str, mark: &str, is_code: bool| {
            let at = text.find('|').unwrap();
            let mut text = text.replace('|', "");
            let (change, caret) = fence(&text, DraftRange::from(at..at), mark, (is_code, "\n"))?;
            change.apply(&mut text).unwrap();
            Some(format!("{}|{}", &text[..caret.start], &text[caret.start..]))
        };
        let opened = |text: &str, mark: &str| marked(text, mark, false);
        assert_eq!(opened("a\n\n``|", "`").as_deref(), Some("a\n\n```|\n```"));
        assert_eq!(opened("  ~~|\nb", "~").as_deref(), Some("  ~~~|\n  ~~~\nb"));
        let closed = |text: &str| marked(text, "`", true);
        assert_eq!(closed("```\na\n``|\n```\nb").as_deref(), Some("```\na\n```|\nb"));
        assert_eq!(closed("```\na\n``|\nb"), None);
        for (text, mark) in
            [("a ``|", "`"), ("``| b", "`"), ("`|", "`"), ("``|", "~"), ("    ``|", "`")]
        {
            assert_eq!(opened(text, mark), None, "{text}");
        }
    }

    #[test]
    fn deleting_the_opening_mark_of_an_empty_pair_deletes_both() {
        assert_eq!(empty_pair("a ()", 3), Some(DraftRange::new(2, 4)));
        assert_eq!(empty_pair("a (b)", 3), None);
        assert_eq!(empty_pair("“”", "“".len()), Some(DraftRange::new(0, "“”".len())));
    }
}
