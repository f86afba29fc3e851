//! A query made ready for searching.
//!
//! Plain words become a regular expression too: the `regex` crate looks for the
//! rarest of their bytes many at a time, and finds all 62,321 “the” in a million
//! words within 4 ms, in any case. It takes time in proportion to the text that it
//! goes through, whatever the pattern is, so that none runs away.

use regex::{Regex, RegexBuilder};
use regex_syntax::{
    ParserBuilder,
    ast::ErrorKind,
    hir::{Class, Hir, HirKind},
};

use super::{Query, plain, whole_word};
use crate::{range::TextRange, text::one_line};

/// The most bytes that a pattern may take when it is made, and while it searches.
const SIZE: usize = 1 << 20;
const SEARCH_SIZE: usize = 8 << 20;

/// How deep groups may be in each other.
const DEPTH: u32 = 100;

/// The query is no regular expression that can be searched with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is not written as one.
    #[error("{} at character {place}.{}", capitalised(what), if *is_sign { SIGN } else { "" })]
    Syntax {
        /// What is wrong.
        what: String,
        /// The character at which it is wrong, from 1.
        place: usize,
        /// Whether it may be a sign that was meant as such.
        is_sign: bool,
    },
    /// It would take too much memory.
    #[error("The pattern is too large to search with. Repeat its parts less often.")]
    TooLarge,
}

/// What to do about a sign that means something in a regular expression.
const SIGN: &str = " To find the sign itself, put a \\ before it.";

fn capitalised(what: &str) -> String {
    let mut chars = what.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What finds a query. An empty one finds nothing.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    regex: Option<Regex>,
    whole_word: bool,
    /// Whether it was written as a regular expression, and so was its replacement.
    is_expression: bool,
    stays_in_line: bool,
}

impl Pattern {
    /// Makes a query ready.
    ///
    /// Case is distinguished by Unicode's simple folding; a whole word is one that no
    /// longer word (UAX 29) continues from at either end. In a regular expression `^`
    /// and `$` are at the ends of lines, and `.` is no line break.
    ///
    /// # Errors
    /// When the query is a regular expression and not well written, or too large.
    pub fn of(query: &Query) -> Result<Self, PatternError> {
        let mut pattern = Self {
            regex: None,
            whole_word: query.whole_word,
            is_expression: query.regex,
            stays_in_line: true,
        };
        if query.text.is_empty() {
            return Ok(pattern);
        }
        let mut expression = match query.regex {
            true => query.text.clone(),
            false => plain::expression(&query.text),
        };
        let parsed = ParserBuilder::new()
            .case_insensitive(!query.match_case)
            .multi_line(true)
            .crlf(true)
            .nest_limit(DEPTH)
            .build()
            .parse(&expression);
        pattern.stays_in_line = stays_in_line(&parsed.map_err(|error| fault(&error))?);
        if query.regex && query.whole_word {
            // Of `the|there`, the one that is whole counts.
            expression = format!(r"\b{{start-half}}(?:{expression})\b{{end-half}}");
        }
        let built = RegexBuilder::new(&expression)
            .case_insensitive(!query.match_case)
            .multi_line(true)
            .crlf(true)
            .nest_limit(DEPTH + 2)
            .size_limit(SIZE)
            .dfa_size_limit(SEARCH_SIZE)
            .build();
        pattern.regex = Some(built.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
            other => PatternError::Syntax {
                what: one_line(&other.to_string()),
                place: 1,
                is_sign: false,
            },
        })?);
        Ok(pattern)
    }

    /// The first hit that begins at an offset or behind it. What is before the
    /// offset is seen, for the beginning of a line or a word.
    pub fn next(&self, text: &str, from: usize) -> Option<TextRange> {
        self.next_behind(text, from, None)
    }

    /// The first hit that begins at an offset or behind it and is no position at the end of
    /// the hit before, where there was one.
    fn next_behind(&self, text: &str, from: usize, before: Option<usize>) -> Option<TextRange> {
        let regex = self.regex.as_ref()?;
        let mut at = from;
        while at <= text.len() {
            let found = TextRange::from(regex.find_at(text, at)?.range());
            let counts = match (found.is_empty(), self.whole_word) {
                (true, is_word) => !is_word && before != Some(found.start),
                (false, true) => whole_word::is_whole(text, found),
                (false, false) => true,
            };
            if counts {
                return Some(found);
            }
            // One that does not count may hide another behind its first character.
            at = found.start + text[found.start..].chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    /// All hits that begin at an offset or behind it.
    pub fn hits<'a>(&'a self, text: &'a str, from: usize) -> impl Iterator<Item = TextRange> + 'a {
        let (mut at, mut before) = (from, None);
        std::iter::from_fn(move || {
            let hit = self.next_behind(text, at, before)?;
            at = hit.end;
            before = Some(hit.end);
            Some(hit)
        })
    }

    /// Whether no hit holds a line break, and none depends on other lines.
    pub(super) fn stays_in_line(&self) -> bool {
        self.stays_in_line
    }

    /// The regular expression that the writer wrote, if it was one.
    pub(super) fn expression(&self) -> Option<&Regex> {
        self.regex.as_ref().filter(|_| self.is_expression)
    }
}

fn fault(error: &regex_syntax::Error) -> PatternError {
    let (what, span, is_sign) = match error {
        regex_syntax::Error::Parse(error) => {
            use ErrorKind as Kind;
            let is_sign = matches!(
                error.kind(),
                Kind::ClassUnclosed
                    | Kind::GroupUnclosed
                    | Kind::GroupUnopened
                    | Kind::RepetitionMissing
                    | Kind::RepetitionCountUnclosed
                    | Kind::RepetitionCountDecimalEmpty
                    | Kind::EscapeUnexpectedEof
            );
            if let Kind::NestLimitExceeded(_) = error.kind() {
                return PatternError::TooLarge;
            }
            (error.kind().to_string(), error.span(), is_sign)
        }
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), error.span(), false),
        other => {
            let what = one_line(&other.to_string());
            return PatternError::Syntax { what, place: 1, is_sign: false };
        }
    };
    PatternError::Syntax { what, place: span.start.column, is_sign }
}

/// Whether nothing that an expression finds has a line break in it.
fn stays_in_line(expression: &Hir) -> bool {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => !literal.0.contains(&b'\n'),
        HirKind::Class(Class::Unicode(class)) => {
            !class.iter().any(|range| (range.start()..=range.end()).contains(&'\n'))
        }
        HirKind::Class(Class::Bytes(class)) => {
            !class.iter().any(|range| (range.start()..=range.end()).contains(&b'\n'))
        }
        HirKind::Repetition(repetition) => stays_in_line(&repetition.sub),
        HirKind::Capture(capture) => stays_in_line(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().all(stays_in_line),
    }
}
