//! Names that can be completed at the caret: citation keys, notes, headings.
//!
//! # Invariants
//! - Only the line of the caret is read, and of that so many bytes at most, so that a key costs
//!   the same in every draft.
//! - Nothing is completed in code, HTML, front matter or an address.
//! - What is completed is a citation, a note or a link afterwards: a bracket that is missing is
//!   added, one that is there is stepped over.

use super::{SpanKind, Structure};
use crate::{
    range::DraftRange,
    text::{Change, one_line},
};

/// Bytes of the line that are read before and behind the caret.
const REACH: usize = 400;

/// What a name at the caret stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// The key of a source.
    Key {
        /// Whether it is in brackets, `[@key]`, and not in the running text.
        is_bracketed: bool,
    },
    /// The label of a note, `[^label]`.
    Note,
    /// A heading that a link leads to, `](#heading)`.
    Heading,
}

/// A name that is being typed at the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompletionPlace {
    /// What the name stands for.
    pub kind: CompletionKind,
    /// What is typed of the name, up to the caret, in bytes of the draft.
    pub name: DraftRange,
}

/// What follows a completed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterName {
    /// The closing bracket, with the caret behind it.
    Close,
    /// `; @` and the key of another source, where the name is a key in brackets.
    Another,
}

/// A note that the draft defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinedNote {
    /// The label between `[^` and `]`.
    pub label: String,
    /// The words of the note on one line.
    pub words: String,
}

impl Structure {
    /// Returns the name that is being typed at a byte offset of the draft.
    pub fn completion_at(&self, text: &str, caret: usize) -> Option<CompletionPlace> {
        let (before, behind) = (before(text, caret), behind(text, caret));
        let place = read(before, behind, caret)?;
        let is_open_code = before.matches('`').count() % 2 == 1;
        let around = DraftRange::new(caret.saturating_sub(1), caret);
        let is_code = |kind| {
            use SpanKind::{Code, CodeBlock, FrontMatter, Html};
            matches!(kind, Code | CodeBlock | FrontMatter | Html)
        };
        let is_prose = !is_open_code && !self.spans_in(around).any(|span| is_code(span.kind));
        is_prose.then_some(place)
    }

    /// Returns the notes that the draft defines, in their order.
    pub fn notes(&self, text: &str) -> Vec<DefinedNote> {
        let note = |(range, label): (DraftRange, &str)| {
            let whole = &text[range];
            let words = whole.split_once("]:").map_or("", |(_, words)| words);
            DefinedNote { label: label.to_owned(), words: one_line(words) }
        };
        self.labels.notes().map(note).collect()
    }
}

impl CompletionPlace {
    /// Returns the change that completes the name, and where the caret goes.
    pub fn complete(self, text: &str, name: &str, then: AfterName) -> (Change, DraftRange) {
        let behind = behind(text, self.name.end);
        let (closing, is_closed) = match self.kind {
            CompletionKind::Key { is_bracketed: false } => ("", true),
            CompletionKind::Key { is_bracketed: true } => ("]", closing_bracket(behind).is_some()),
            CompletionKind::Note => ("]", behind.starts_with(']')),
            CompletionKind::Heading => (")", behind.starts_with(')')),
        };
        let is_another =
            then == AfterName::Another && self.kind == CompletionKind::Key { is_bracketed: true };
        let tail = match (is_another, is_closed) {
            (true, _) => "; @",
            (false, true) => "",
            (false, false) => closing,
        };
        let insert = format!("{name}{tail}");
        let is_past =
            !is_another && is_closed && !closing.is_empty() && behind.starts_with(closing);
        let caret = self.name.start + insert.len() + if is_past { closing.len() } else { 0 };
        let change = if text[self.name] == insert {
            Change::default()
        } else {
            Change::replace(self.name, insert)
        };
        (change, DraftRange::at(caret))
    }

    /// Returns the sign of a note around the name, its brackets included.
    pub fn note_sign(self, text: &str) -> DraftRange {
        let closing = usize::from(text[self.name.end..].starts_with(']'));
        DraftRange::new(self.name.start - "[^".len(), self.name.end + closing)
    }
}

/// The line up to the caret.
fn before(text: &str, caret: usize) -> &str {
    let from = text.floor_char_boundary(caret.saturating_sub(REACH));
    let before = &text[from..caret];
    before.rfind(['\n', '\r']).map_or(before, |at| &before[at + 1..])
}

/// The line from the caret on.
fn behind(text: &str, caret: usize) -> &str {
    let behind = &text[caret..text.floor_char_boundary(caret.saturating_add(REACH))];
    behind.find(['\n', '\r']).map_or(behind, |at| &behind[..at])
}

fn read(before: &str, behind: &str, caret: usize) -> Option<CompletionPlace> {
    if behind.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let place = |kind, head: &str| {
        let start = caret - (before.len() - head.len());
        Some(CompletionPlace { kind, name: DraftRange::new(start, caret) })
    };
    let is_slug = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let head = before.trim_end_matches(is_slug);
    if head.ends_with("](#") {
        return place(CompletionKind::Heading, head);
    }
    let head = before.trim_end_matches(|c: char| !c.is_whitespace() && !"[]^".contains(c));
    // At the start of a line a note is defined.
    if head.strip_suffix("[^").is_some_and(|words| !words.trim().is_empty()) {
        return place(CompletionKind::Note, head);
    }
    let is_key = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
    let head = before.trim_end_matches(is_key);
    let words = head.strip_suffix('@')?;
    let is_bracketed = is_bracketed(words.strip_suffix('-').unwrap_or(words), behind)?;
    place(CompletionKind::Key { is_bracketed }, head)
}

/// Whether a key behind these words is in brackets; `None` where it would be no key.
fn is_bracketed(words: &str, behind: &str) -> Option<bool> {
    let is_address = words.rfind("](").is_some_and(|at| !words[at..].contains(')'));
    if is_address {
        return None;
    }
    let begins_word = |words: &str| words.is_empty() || words.ends_with(char::is_whitespace);
    match open_bracket(words) {
        // In an inline note citations stand as in running text.
        Some(open) if !words[..open].ends_with('^') => {
            let inside = &words[open + 1..];
            let is_link = closing_bracket(behind)
                .is_some_and(|close| behind[close + 1..].starts_with(['(', '[']));
            (!is_link && (begins_word(inside) || inside.ends_with(';'))).then_some(true)
        }
        _ => begins_word(words).then_some(false),
    }
}

/// Where the innermost bracket opens that is not closed.
fn open_bracket(words: &str) -> Option<usize> {
    let mut closed = 0;
    words.bytes().enumerate().rev().find_map(|(at, byte)| {
        match byte {
            b']' => closed += 1,
            b'[' if closed > 0 => closed -= 1,
            b'[' => return Some(at),
            _ => {}
        }
        None
    })
}

/// Where the bracket that is open at the start of these words is closed.
fn closing_bracket(words: &str) -> Option<usize> {
    let mut open = 0;
    words.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'[' => open += 1,
            b']' if open > 0 => open -= 1,
            b']' => return Some(at),
            _ => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRACKETED: CompletionKind = CompletionKind::Key { is_bracketed: true };
    const IN_TEXT: CompletionKind = CompletionKind::Key { is_bracketed: false };

    /// What is completed at the caret `|`, and what is typed of it.
    fn at(marked: &str) -> Option<(CompletionKind, String)> {
        let caret = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let place = Structure::parse(&text).completion_at(&text, caret)?;
        Some((place.kind, text[place.name].to_owned()))
    }

    fn completed(marked: &str, name: &str, then: AfterName) -> String {
        let caret = marked.find('|').unwrap();
        let mut text = marked.replacen('|', "", 1);
        let place = Structure::parse(&text).completion_at(&text, caret).unwrap();
        let (change, caret) = place.complete(&text, name, then);
        change.apply(&mut text).unwrap();
        text.insert(caret.start, '|');
        text
    }

    #[test]
    fn a_key_is_completed_in_brackets_and_at_the_beginning_of_a_word() {
        let key = |name: &str| Some((BRACKETED, name.to_owned()));
        assert_eq!(at("So [@|]"), key(""));
        assert_eq!(at("So [@riv|"), key("riv"));
        assert_eq!(at("So [-@riv|]"), key("riv"));
        assert_eq!(at("So [see @riv|]"), key("riv"));
        assert_eq!(at("So [see [1] and @riv|]"), key("riv"));
        assert_eq!(at("So [@lee, p. 2; @riv|]"), key("riv"));
        assert_eq!(at("So [@lee;-@|]"), key(""));
        assert_eq!(at("So @riv|"), Some((IN_TEXT, "riv".to_owned())));
        assert_eq!(at("@|"), Some((IN_TEXT, String::new())));
        assert_eq!(at("So^[as @riv|]"), Some((IN_TEXT, "riv".to_owned())));
    }

    #[test]
    fn an_at_sign_elsewhere_completes_nothing() {
        for marked in [
            "me@home|",
            "write to me@|",
            "[write to me@|]",
            "[@nyt|](https://a.b)",
            "[here](https://a.b/@me|)",
            "[here](https://a.b/ @me|)",
            "https://a.b/@me|",
            "`[@riv|`",
            "`[@riv|",
            "```\n[@riv|\n```",
            "---\nauthor: @riv|\n---\n",
            "<div>\n[@riv|\n</div>",
            "So [@riv|er]",
            "So [@riv |]",
            "So [@riv]|",
            "[@riv, p. |3]",
        ] {
            assert_eq!(at(marked), None, "{marked}");
        }
    }

    #[test]
    fn notes_and_headings_are_completed_where_they_are_referred_to() {
        assert_eq!(at("So[^|]"), Some((CompletionKind::Note, String::new())));
        assert_eq!(at("So[^tw|"), Some((CompletionKind::Note, "tw".to_owned())));
        assert_eq!(at("So [here](#his|)"), Some((CompletionKind::Heading, "his".to_owned())));
        assert_eq!(at("[here](#|"), Some((CompletionKind::Heading, String::new())));
        for marked in ["[^1|]: Words", "[^|", "So^[|", "`[^|`", "[here](a#his|)", "# #|"] {
            assert_eq!(at(marked), None, "{marked}");
        }
    }

    #[test]
    fn a_bracket_is_added_or_stepped_over() {
        use AfterName::{Another, Close};
        assert_eq!(completed("So [@ri|].", "river", Close), "So [@river]|.");
        assert_eq!(completed("So [@ri|", "river", Close), "So [@river]|");
        assert_eq!(completed("So [@ri|, p. 3]", "river", Close), "So [@river|, p. 3]");
        assert_eq!(completed("So [@river|].", "river", Close), "So [@river]|.");
        assert_eq!(completed("So @ri| says", "river", Close), "So @river| says");
        assert_eq!(completed("So [@ri|].", "river", Another), "So [@river; @|].");
        assert_eq!(completed("So [@ri|", "river", Another), "So [@river; @|");
        assert_eq!(completed("So @ri|", "river", Another), "So @river|");
        assert_eq!(completed("So[^|].", "1", Close), "So[^1]|.");
        assert_eq!(completed("So[^|", "1", Close), "So[^1]|");
        assert_eq!(completed("[a](#h|) b", "history", Another), "[a](#history)| b");
        assert_eq!(completed("[a](#|", "history", Close), "[a](#history)|");
    }

    #[test]
    fn notes_are_listed_by_their_first_words() {
        let text = "One[^1] and[^two].\n\n[^1]: First *words*.\n[^two]: Second\n    line.\n";
        let notes = Structure::parse(text).notes(text);
        let notes: Vec<_> = notes.iter().map(|note| (&*note.label, &*note.words)).collect();
        assert_eq!(notes, [("1", "First *words*."), ("two", "Second line.")]);
    }
}
