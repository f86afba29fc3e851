//! A page of a terminal: pieces of text in ink, broken into lines.
//!
//! # Invariants
//!
//! - With the colours taken away the page reads the same.
//! - No line but one with a single long word is wider than the page.
//! - Columns count as a terminal counts them, an ideograph as two.
//! - Nothing that a draft or a source holds can steer the terminal or turn the direction
//!   of writing.

use unicode_width::UnicodeWidthStr;

use nutgraf_engine::text::invisible;

/// How a piece is set. Where there are no colours it is set plainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    /// What helps to find the way: places, labels.
    Dim,
    /// Words that only the draft has, and errors where bold.
    Red,
    /// Words that only the source has.
    Green,
    Error,
    Warning,
    Good,
}

impl Ink {
    /// The parameters of the ANSI sequence.
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Dim => Some("2"),
            Self::Red => Some("31"),
            Self::Green => Some("32"),
            Self::Error => Some("1;31"),
            Self::Warning => Some("1;33"),
            Self::Good => Some("1;32"),
        }
    }
}

/// Text and how it is set.
pub(super) type Piece = (Ink, String);

/// Collects lines.
pub(super) struct Page {
    pub(super) colour: bool,
    /// The width in columns; `None` where lines are not broken.
    pub(super) width: Option<usize>,
    pub(super) text: String,
}

impl Page {
    /// Writes pieces as a paragraph: behind `indent` columns, further lines behind `hang`.
    pub(super) fn paragraph(&mut self, indent: usize, hang: usize, pieces: &[Piece]) {
        let pieces: Vec<Piece> = pieces.iter().map(|(ink, text)| (*ink, harmless(text))).collect();
        let mut line: Vec<Piece> = Vec::new();
        let (mut column, mut margin) = (indent, indent);
        for (number, word) in words(&pieces).into_iter().enumerate() {
            let columns: usize = word.iter().map(|(_, text)| text.width()).sum();
            if number > 0 && self.width.is_some_and(|width| column + 1 + columns > width) {
                self.line(margin, std::mem::take(&mut line));
                (column, margin) = (hang, hang);
            }
            let mut space = if line.is_empty() { "" } else { " " };
            column += space.len() + columns;
            for (ink, text) in word {
                set(&mut line, Ink::Plain, space);
                set(&mut line, ink, text);
                space = "";
            }
        }
        self.line(margin, line);
    }

    fn line(&mut self, margin: usize, pieces: Vec<Piece>) {
        self.text.extend(std::iter::repeat_n(' ', margin));
        for (ink, text) in &pieces {
            self.paint(*ink, text);
        }
        self.text.push('\n');
    }

    /// Ends a group of paragraphs.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    fn paint(&mut self, ink: Ink, text: &str) {
        match ink.code().filter(|_| self.colour && !text.is_empty()) {
            Some(code) => self.text.extend(["\u{1b}[", code, "m", text, "\u{1b}[0m"]),
            None => self.text.push_str(text),
        }
    }
}

/// Controls, and characters that turn the direction of writing, as their numbers.
fn harmless(text: &str) -> String {
    let is_harmful = |c: char| c.is_control() || invisible::is_explicit_bidi(c);
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_harmful(c) {
            shown.push_str(&format!("<U+{:04X}>", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Adds text to a line. A space takes on the ink on both its sides, so that a
/// long passage is painted once.
fn set(line: &mut Vec<Piece>, ink: Ink, text: &str) {
    let same = line.iter().rposition(|(_, run)| run != " ");
    if let Some(same) = same.filter(|same| line[*same].0 == ink && !text.trim().is_empty()) {
        let spaces = line.len() - same - 1;
        line.truncate(same + 1);
        line[same].1.extend([&" ".repeat(spaces), text]);
    } else if !text.is_empty() {
        line.push((ink, text.to_owned()));
    }
}

/// What stands between two spaces; pieces that touch make one word.
fn words(pieces: &[Piece]) -> Vec<Vec<(Ink, &str)>> {
    let mut words: Vec<Vec<(Ink, &str)>> = vec![Vec::new()];
    for (ink, text) in pieces {
        for (number, part) in text.split(' ').enumerate() {
            if number > 0 {
                words.push(Vec::new());
            }
            if let Some(word) = words.last_mut().filter(|_| !part.is_empty()) {
                word.push((*ink, part));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: Option<usize>, colour: bool, pieces: &[(Ink, &str)]) -> String {
        let pieces: Vec<Piece> = pieces.iter().map(|(ink, text)| (*ink, (*text).into())).collect();
        let mut page = Page { colour, width, text: String::new() };
        page.paragraph(2, 4, &pieces);
        page.text
    }

    #[test]
    fn lines_are_broken_between_words_and_hang() {
        let pieces = [(Ink::Plain, "one two "), (Ink::Red, "three four five")];
        assert_eq!(page(Some(12), false, &pieces), "  one two\n    three\n    four\n    five\n");
        assert_eq!(page(None, false, &pieces), "  one two three four five\n");
        assert_eq!(page(Some(3), false, &[(Ink::Plain, "unbreakable")]), "  unbreakable\n");
    }

    #[test]
    fn a_piece_without_a_space_before_it_stays_with_the_word_before() {
        let pieces = [(Ink::Plain, "one “"), (Ink::Red, "two"), (Ink::Plain, "” three")];
        assert_eq!(page(Some(10), false, &pieces), "  one\n    “two”\n    three\n");
    }

    #[test]
    fn no_colour_runs_over_the_end_of_a_line() {
        let shown = page(Some(8), true, &[(Ink::Red, "one two")]);
        assert_eq!(shown, "  \u{1b}[31mone\u{1b}[0m\n    \u{1b}[31mtwo\u{1b}[0m\n");
        let shown = page(None, true, &[(Ink::Red, "one two")]);
        assert_eq!(shown, "  \u{1b}[31mone two\u{1b}[0m\n");
    }

    #[test]
    fn what_would_steer_the_terminal_is_shown_by_its_number() {
        let shown = page(None, false, &[(Ink::Plain, "a\u{1b}[31m \u{202e}b")]);
        assert_eq!(shown, "  a<U+001B>[31m <U+202E>b\n");
    }

    #[test]
    fn an_ideograph_takes_two_columns() {
        assert_eq!(page(Some(8), false, &[(Ink::Plain, "人工 智能")]), "  人工\n    智能\n");
    }
}
