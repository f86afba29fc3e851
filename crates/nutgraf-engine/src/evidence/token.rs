//! The words, figures and signs of a folded text.
//!
//! A quotation is compared token by token, so white space never matters and a match can never
//! begin in the middle of a word or figure. Quotation marks are not tokens: the same words may
//! be nested in other marks, or opened again at each paragraph.
//!
//! # Invariants
//!
//! - A figure is one token with its sign, its decimals and its thousands, so `-0.42` is never
//!   found inside `0.42`, nor the other way round.
//! - Feet and inches are tokens.

use unicode_normalization::char::is_combining_mark;

use super::fold::is_ideographic;
use crate::range::FoldedRange;

/// What three or more dots become.
pub(crate) const ELLIPSIS: &str = "...";

/// No ellipsis has more dots; a longer row is several.
const MOST_DOTS: usize = 12;

/// How far back an opening quotation mark can stand, in bytes, for a mark
/// behind a digit to be taken as its end and not as feet or inches.
const LONGEST_NESTED: usize = 400;

/// Feet and inches have no more digits; `1915"` is a year that ends a quotation
/// whose beginning was not quoted.
const MOST_INCHES: usize = 3;

/// Whether a token is a word or figure and not a sign.
pub(crate) fn is_word(token: &str) -> bool {
    token.chars().next().is_some_and(char::is_alphanumeric) || is_figure(token)
}

/// Whether a token is a figure: digits, perhaps with a sign before them.
pub(crate) fn is_figure(token: &str) -> bool {
    let digits = token.trim_start_matches(['-', '+', '.']);
    digits.chars().next().is_some_and(char::is_numeric)
}

/// How many words a text has, by its tokens. Ideographs count half.
pub(crate) fn count_words<'a>(tokens: impl IntoIterator<Item = &'a str>) -> usize {
    let (mut words, mut ideographs) = (0usize, 0usize);
    for token in tokens.into_iter().filter(|token| is_word(token)) {
        match token.chars().next().is_some_and(is_ideographic) {
            true => ideographs += 1,
            false => words += 1,
        }
    }
    words + ideographs.div_ceil(2)
}

/// The byte ranges of the tokens of a folded text, in order.
pub(crate) fn tokens(text: &str) -> Vec<FoldedRange> {
    let mut scan = TokenScan { text, at: 0, before: None, open: [None, None] };
    let mut found = Vec::with_capacity(text.len() / 5);
    while let Some(token) = scan.next() {
        found.push(token);
    }
    found
}

struct TokenScan<'a> {
    text: &'a str,
    at: usize,
    /// The character right before `at`.
    before: Option<char>,
    /// Where a single and a double quotation mark were opened last.
    open: [Option<usize>; 2],
}

impl TokenScan<'_> {
    fn peek(&self, skip: usize) -> Option<char> {
        self.text[self.at..].chars().nth(skip)
    }

    fn step(&mut self) {
        if let Some(c) = self.peek(0) {
            self.at += c.len_utf8();
            self.before = Some(c);
        }
    }

    fn next(&mut self) -> Option<FoldedRange> {
        loop {
            let c = self.peek(0)?;
            let start = self.at;
            if c.is_whitespace() {
                self.step();
                continue;
            }
            if matches!(c, '\'' | '"') {
                if self.is_measure(c) {
                    self.step();
                    return Some(FoldedRange::new(start, self.at));
                }
                self.step();
                continue;
            }
            if is_ideographic(c) {
                self.step();
                self.marks();
            } else if c.is_alphanumeric() || c == '_' {
                self.word();
            } else if self.begins_figure(c) {
                self.step();
                if self.before != Some('.') && self.peek(0) == Some('.') {
                    self.step();
                }
                self.word();
            } else if c == '.' {
                self.dots();
            } else {
                self.step();
                self.marks();
            }
            return Some(FoldedRange::new(start, self.at));
        }
    }

    /// A mark right behind a digit that ends no quotation: feet or inches.
    fn is_measure(&mut self, mark: char) -> bool {
        let digits = self.digits_before();
        let open = &mut self.open[usize::from(mark == '"')];
        let next = self.text[self.at + 1..].chars().next();
        let opens = self.before.is_none_or(|c| !c.is_alphanumeric())
            && next.is_some_and(|c| !c.is_whitespace());
        let is_open = open.is_some_and(|at| self.at - at <= LONGEST_NESTED);
        if !is_open && (1..=MOST_INCHES).contains(&digits) {
            return true;
        }
        *open = opens.then_some(self.at);
        false
    }

    /// Returns the number of digits right before the scan, at most one more than
    /// [`MOST_INCHES`].
    fn digits_before(&self) -> usize {
        let before = self.text.as_bytes()[..self.at].iter().rev();
        before.take(MOST_INCHES + 1).take_while(|byte| byte.is_ascii_digit()).count()
    }

    fn begins_figure(&self, c: char) -> bool {
        let next = self.peek(1);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_free = |before: Option<char>| {
            before.is_none_or(|c| {
                !c.is_alphanumeric() && !matches!(c, ')' | ']' | '-' | '+' | '.' | '%' | '\'' | '"')
            })
        };
        match c {
            '-' | '+' => {
                is_free(self.before) && (digit(next) || (next == Some('.') && digit(self.peek(2))))
            }
            '.' => is_free(self.before) && digit(next),
            _ => false,
        }
    }

    fn marks(&mut self) {
        while let Some(c) = self.peek(0)
            && !c.is_ascii()
            && is_combining_mark(c)
        {
            self.step();
        }
    }

    fn word(&mut self) {
        while let Some(c) = self.peek(0) {
            let next_is = |test: fn(char) -> bool| self.peek(1).is_some_and(test);
            let before_is = |test: fn(char) -> bool| self.before.is_some_and(test);
            let goes_on = match c {
                '\'' => before_is(char::is_alphabetic) && next_is(char::is_alphabetic),
                '.' | ',' => before_is(|c| c.is_ascii_digit()) && next_is(|c| c.is_ascii_digit()),
                '_' => true,
                c if c.is_ascii() => c.is_ascii_alphanumeric(),
                c => (c.is_alphanumeric() && !is_ideographic(c)) || is_combining_mark(c),
            };
            if !goes_on {
                break;
            }
            self.step();
        }
    }

    /// A full stop, or three or more dots with or without single spaces between.
    fn dots(&mut self) {
        let (mut count, mut end) = (0, self.at);
        let mut ahead = self.text[self.at..].char_indices().peekable();
        let mut spaced = false;
        while let Some((offset, c)) = ahead.next() {
            match c {
                '.' if count < MOST_DOTS => {
                    count += 1;
                    end = self.at + offset + 1;
                    spaced = false;
                }
                ' ' if !spaced && ahead.peek().is_some_and(|(_, c)| *c == '.') => spaced = true,
                _ => break,
            }
        }
        self.at = if count >= 3 { end } else { self.at + 1 };
        self.before = Some('.');
    }
}

/// The token as it is compared: any number of dots from three on is one ellipsis.
pub(crate) fn token_text(text: &str, range: FoldedRange) -> &str {
    let token = &text[range];
    if token.len() >= 3 && token.starts_with('.') && !is_figure(token) { ELLIPSIS } else { token }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|range| token_text(text, *range)).collect()
    }

    #[test]
    fn a_figure_is_one_token_with_its_sign_and_decimals() {
        assert_eq!(split("p<0.05, r = -0.42"), ["p", "<", "0.05", ",", "r", "=", "-0.42"]);
        assert_eq!(
            split("1,200 or $1.2bn, 10-20 and -.5"),
            ["1,200", "or", "$", "1.2bn", ",", "10", "-", "20", "and", "-.5"]
        );
        assert_eq!(split("2*3*4 = 24."), ["2", "*", "3", "*", "4", "=", "24", "."]);
    }

    #[test]
    fn quotation_marks_are_not_tokens_but_apostrophes_and_inches_are() {
        assert_eq!(split("\"Don't,\" he 'said'"), ["Don't", ",", "he", "said"]);
        assert_eq!(split("5' 10\" tall"), ["5", "'", "10", "\"", "tall"]);
        assert_eq!(split("'since 1999' and"), ["since", "1999", "and"]);
        assert_eq!(split("since 1999\". And"), ["since", "1999", ".", "And"]);
    }

    #[test]
    fn dots_are_one_ellipsis_however_they_are_set() {
        assert_eq!(split("so ... then"), split("so . . . then"));
        assert_eq!(split("so... then. End"), ["so", "...", "then", ".", "End"]);
    }

    #[test]
    fn ideographs_stand_alone_and_accents_stay_on_their_letter() {
        assert_eq!(split("人工AI智能。"), ["人", "工", "AI", "智", "能", "。"]);
        assert_eq!(split("مُحَمَّد قال"), ["مُحَمَّد", "قال"]);
        assert_eq!(count_words(split("人工智能")), 2);
    }
}
