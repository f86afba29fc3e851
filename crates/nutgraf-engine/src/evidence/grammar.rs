//! What a quotation's own marks allow: fragments, gaps, brackets.
//!
//! A quotation is read as words that must be in the source, with marks between them that say
//! where the writer left something out, put something in or changed a letter.
//!
//! # Invariants
//!
//! A mark gives room only where it stands, and only as much as the house rules say.

use super::token::{ELLIPSIS, is_word, token_text, tokens};
use crate::range::FoldedRange;

/// The most words of the source that an ellipsis may stand for.
pub(super) const LONGEST_GAP: usize = 100;

/// The most words of the source that a bracket may replace.
pub(super) const LONGEST_REPLACED: usize = 3;

/// No bracket holds more tokens; what follows an unclosed one is quoted text.
const LONGEST_BRACKET: usize = 60;

/// Which words of the source a word of the quotation matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WordShape {
    /// This word alone.
    Exact(String),
    /// `[T]he`: this word, its first letter in either case.
    EitherCase(String),
    /// `walk[ed]`: a word with this beginning and end; `written` is the whole word of the draft.
    Stem { prefix: String, suffix: String, written: String },
}

impl WordShape {
    /// Returns the word as the draft has it.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Exact(text) | Self::EitherCase(text) | Self::Stem { written: text, .. } => text,
        }
    }
}

/// A word, figure or sign that the source must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PatternWord {
    pub(super) shape: WordShape,
    /// Its place in the folded quotation, in bytes.
    pub(super) range: FoldedRange,
    /// It begins the quotation or follows an ellipsis, so its first letter's case may be adapted.
    pub(super) begins: bool,
}

/// The kind of a mark between two words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EditorialMarkKind {
    /// An ellipsis: words were left out.
    Gap,
    /// Words in brackets: put in, or standing for others.
    Bracket(Vec<String>),
    /// `[sic]`, or one of the brackets of a changed letter: no width.
    Aside,
}

/// A mark of the quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EditorialMark {
    pub(super) kind: EditorialMarkKind,
    /// The index of the word before which it stands.
    pub(super) before: usize,
    /// Its place in the folded quotation, in bytes.
    pub(super) range: FoldedRange,
}

impl EditorialMark {
    /// How many words of the source it may stand for.
    pub(super) fn room(&self) -> usize {
        match self.kind {
            EditorialMarkKind::Gap => LONGEST_GAP,
            EditorialMarkKind::Bracket(_) => LONGEST_REPLACED,
            EditorialMarkKind::Aside => 0,
        }
    }
}

/// A quotation as words and marks, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct QuotationPattern {
    pub(super) words: Vec<PatternWord>,
    pub(super) marks: Vec<EditorialMark>,
    /// The folded quotation without the punctuation that closes it.
    pub(super) range: FoldedRange,
}

impl QuotationPattern {
    /// Reads a folded quotation literally: brackets and dots are words to be matched.
    pub(super) fn literal(folded: &str) -> Self {
        let tokens = trimmed(folded, tokens(folded));
        let words = tokens.into_iter().map(|range| exact(folded, range)).collect();
        Self { words, ..Self::default() }.finished()
    }

    /// Reads a folded quotation with its brackets and ellipses as marks.
    pub(super) fn marked(folded: &str) -> Self {
        PatternReader {
            folded,
            tokens: trimmed(folded, tokens(folded)),
            at: 0,
            pattern: Self::default(),
        }
        .read()
        .finished()
    }

    pub(super) fn has_marks(&self) -> bool {
        !self.marks.is_empty()
            || self.words.iter().any(|word| !matches!(word.shape, WordShape::Exact(_)))
    }

    /// Returns the marks between a word and the one before it.
    pub(super) fn marks_before(&self, word: usize) -> impl Iterator<Item = &EditorialMark> {
        let from = self.marks.partition_point(|mark| mark.before < word);
        self.marks[from..].iter().take_while(move |mark| mark.before == word)
    }

    /// Returns the number of words of the source that the marks before a word may stand for;
    /// `None` without such marks. Two ellipses in a row count as one.
    pub(super) fn room_before(&self, word: usize) -> Option<usize> {
        let is_gap = |mark: &&EditorialMark| mark.kind == EditorialMarkKind::Gap;
        let gap = self.marks_before(word).find(is_gap).map_or(0, EditorialMark::room);
        let brackets = self.marks_before(word).filter(|mark| !is_gap(mark));
        let room = gap + brackets.map(EditorialMark::room).sum::<usize>();
        (room > 0).then_some(room)
    }

    fn finished(mut self) -> Self {
        let starts = self.words.iter().map(|word| word.range.start);
        let start = starts.chain(self.marks.iter().map(|mark| mark.range.start)).min();
        let ends = self.words.iter().map(|word| word.range.end);
        let end = ends.chain(self.marks.iter().map(|mark| mark.range.end)).max();
        self.range = FoldedRange::new(start.unwrap_or(0), end.unwrap_or(0));
        if let Some(first) = self.words.first_mut() {
            first.begins = true;
        }
        self
    }
}

fn exact(folded: &str, range: FoldedRange) -> PatternWord {
    PatternWord {
        shape: WordShape::Exact(token_text(folded, range).to_owned()),
        range,
        begins: false,
    }
}

/// Punctuation that closes a quotation or a fragment and belongs to the sentence around it.
fn closes(token: &str) -> bool {
    matches!(
        token,
        "." | ","
            | ";"
            | ":"
            | "!"
            | "?"
            | "-"
            | "。"
            | "，"
            | "、"
            | "！"
            | "？"
            | "；"
            | "："
            | "؟"
            | "،"
            | "؛"
    )
}

fn trimmed(folded: &str, mut tokens: Vec<FoldedRange>) -> Vec<FoldedRange> {
    while tokens.last().is_some_and(|last| closes(token_text(folded, *last))) {
        tokens.pop();
    }
    tokens
}

struct PatternReader<'a> {
    folded: &'a str,
    tokens: Vec<FoldedRange>,
    at: usize,
    pattern: QuotationPattern,
}

impl PatternReader<'_> {
    fn read(mut self) -> QuotationPattern {
        while self.at < self.tokens.len() {
            match self.text(self.at) {
                ELLIPSIS => self.gap(self.tokens[self.at], 1),
                "(" if self.is_dots_in(")") => self.gap(self.span(3), 3),
                "[" => self.bracket(),
                _ => self.word(),
            }
        }
        // Whatever follows the last word closes the quotation.
        while self.ends_in_punctuation() {
            self.pattern.words.pop();
        }
        let count = self.pattern.words.len();
        for mark in &mut self.pattern.marks {
            mark.before = mark.before.min(count);
        }
        self.pattern
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |range| token_text(self.folded, *range))
    }

    fn span(&self, count: usize) -> FoldedRange {
        FoldedRange::new(self.tokens[self.at].start, self.tokens[self.at + count - 1].end)
    }

    fn is_dots_in(&self, close: &str) -> bool {
        self.text(self.at + 1) == ELLIPSIS && self.text(self.at + 2) == close
    }

    fn word(&mut self) {
        let range = self.tokens[self.at];
        self.at += 1;
        let follows_gap = self.follows_gap();
        // Punctuation right behind an ellipsis is the writer's.
        if follows_gap && closes(token_text(self.folded, range)) {
            return;
        }
        let begins = follows_gap;
        self.pattern.words.push(PatternWord { begins, ..exact(self.folded, range) });
    }

    fn follows_gap(&self) -> bool {
        let count = self.pattern.words.len();
        let last = self.pattern.marks.last();
        last.is_some_and(|mark| mark.before == count && mark.kind == EditorialMarkKind::Gap)
    }

    fn ends_in_punctuation(&self) -> bool {
        let is_behind_mark =
            self.pattern.marks.last().is_some_and(|mark| mark.before == self.pattern.words.len());
        let last = self.pattern.words.last();
        let last = last.filter(|_| !is_behind_mark || self.follows_gap());
        last.is_some_and(|word| matches!(&word.shape, WordShape::Exact(text) if closes(text)))
    }

    fn mark(&mut self, kind: EditorialMarkKind, range: FoldedRange, tokens: usize) {
        self.pattern.marks.push(EditorialMark { kind, before: self.pattern.words.len(), range });
        self.at += tokens;
    }

    fn gap(&mut self, range: FoldedRange, tokens: usize) {
        // Punctuation before an ellipsis may be the writer's or the source's.
        let is_own = |pattern: &QuotationPattern| {
            let touches = pattern.marks.last().is_some_and(|m| m.before == pattern.words.len());
            let last = pattern.words.last().filter(|_| !touches);
            last.is_some_and(|word| matches!(&word.shape, WordShape::Exact(text) if closes(text)))
        };
        while is_own(&self.pattern) {
            self.pattern.words.pop();
        }
        self.mark(EditorialMarkKind::Gap, range, tokens);
    }

    fn bracket(&mut self) {
        let inside = self.tokens[self.at + 1..].iter().take(LONGEST_BRACKET);
        let mut inside = inside.map(|range| token_text(self.folded, *range));
        let Some(length) = inside.position(|text| matches!(text, "]" | "[")) else {
            return self.word();
        };
        let close = self.at + 1 + length;
        if length == 0 || self.text(close) == "[" {
            return self.word();
        }
        let range = self.span(length + 2);
        let words: Vec<String> = (self.at + 1..close)
            .map(|at| self.text(at))
            .filter(|text| is_word(text))
            .map(str::to_owned)
            .collect();
        if length == 1 && self.text(self.at + 1) == ELLIPSIS {
            self.gap(range, 3);
        } else if self.text(self.at + 1).eq_ignore_ascii_case("sic") && words.len() == 1 {
            self.mark(EditorialMarkKind::Aside, range, length + 2);
        } else if words.len() == 1 && self.part_of_word(close, &words[0]) {
            // Done: the word and its bracket are one wanted word.
        } else {
            self.mark(EditorialMarkKind::Bracket(words), range, length + 2);
        }
    }

    /// Reads `[T]he` or `walk[ed]` where the bracket touches a word.
    fn part_of_word(&mut self, close: usize, inner: &str) -> bool {
        let touches_before =
            self.at > 0 && self.tokens[self.at - 1].end == self.tokens[self.at].start;
        let behind = self.tokens.get(close + 1).filter(|next| next.start == self.tokens[close].end);
        let suffix =
            behind.map(|range| token_text(self.folded, *range)).filter(|text| is_word(text));
        let suffix = suffix.unwrap_or_default().to_owned();
        let previous = self.pattern.words.last().filter(|_| touches_before);
        let previous = previous.filter(|word| word.range.end == self.tokens[self.at].start);
        let prefix = match previous.map(|word| &word.shape) {
            Some(WordShape::Exact(text)) if is_word(text) => text.clone(),
            _ => String::new(),
        };
        // No letter of a figure is a writer's to change: `4[5] million`.
        let has_digit = |part: &str| part.contains(|c: char| c.is_numeric());
        let is_bare = prefix.is_empty() && suffix.is_empty();
        if is_bare || has_digit(&prefix) || has_digit(inner) || has_digit(&suffix) {
            return false;
        }
        let mut range = FoldedRange::new(self.tokens[self.at].start, self.tokens[close].end);
        let mut begins = self.follows_gap();
        if !prefix.is_empty()
            && let Some(word) = self.pattern.words.pop()
        {
            range.start = word.range.start;
            begins = word.begins;
        }
        self.at = close + 1;
        if !suffix.is_empty() {
            range.end = self.tokens[self.at].end;
            self.at += 1;
        }
        let is_letter = inner.chars().count() == 1 && prefix.is_empty();
        let shape = if is_letter {
            WordShape::EitherCase(format!("{inner}{suffix}"))
        } else {
            WordShape::Stem { written: format!("{prefix}{inner}{suffix}"), prefix, suffix }
        };
        self.pattern.words.push(PatternWord { shape, range, begins });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as they are, `<n>` for the room of the marks between them.
    fn shown(folded: &str) -> String {
        let pattern = QuotationPattern::marked(folded);
        let mut parts = Vec::new();
        for at in 0..=pattern.words.len() {
            parts.extend(pattern.marks_before(at).map(|mark| format!("<{}>", mark.room())));
            parts.extend(pattern.words.get(at).map(|word| match &word.shape {
                WordShape::Exact(text) => text.clone(),
                WordShape::EitherCase(text) => format!("~{text}"),
                WordShape::Stem { prefix, suffix, .. } => format!("{prefix}*{suffix}"),
            }));
        }
        parts.join(" ")
    }

    #[test]
    fn every_ellipsis_makes_a_gap_and_takes_its_punctuation() {
        for text in ["a, ... b.", "a. . . b", "a [...], b", "a (...) b", "a [. . .] b,"] {
            assert_eq!(shown(text), "a <100> b", "{text}");
        }
        assert_eq!(shown("... a b ..."), "<100> a b <100>");
    }

    #[test]
    fn brackets_insert_replace_or_change_a_letter() {
        assert_eq!(shown("[T]he [great] dog bark[ed] [sic]!"), "~The <3> dog bark* <0>");
        assert_eq!(shown("a [b c] d"), "a <3> d");
        assert_eq!(shown("an unclosed [ bracket"), "an unclosed [ bracket");
        assert_eq!(shown("empty [] one"), "empty [ ] one");
        assert_eq!(shown("[un]able"), "*able");
    }

    #[test]
    fn closing_punctuation_is_not_wanted() {
        assert_eq!(shown("so it is.,"), "so it is");
        assert_eq!(shown("so it is?!"), "so it is");
        assert_eq!(shown("up 5%."), "up 5 %");
    }
}
