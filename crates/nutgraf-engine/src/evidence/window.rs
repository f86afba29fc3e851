//! A stretch of a snapshot as one quotation asks to read it.
//!
//! The index joins words that were broken at the end of a line. Where the quotation has such a
//! word with its hyphen, the window reads it so, one word at a time, so that a passage with
//! both kinds of hyphen is still read right. And where the quotation carries no reference
//! marks, the window passes over those of the source.
//!
//! # Invariants
//!
//! A mark is passed over only where it can be nothing else, so no year, index or exponent is.

use std::collections::{HashMap, HashSet};

use super::{index::SnapshotIndex, placement::Tokens, token::is_word};
use crate::range::TokenRange;

/// The most digits of a reference number; a year has more.
const LONGEST_REFERENCE: usize = 3;

/// The most tokens in the bracket of reference numbers.
const MOST_REFERENCES: usize = 16;

/// How a quotation asks for a window to be read.
pub(super) struct WindowOptions {
    /// Its words with hyphens, each as one string.
    compounds: HashSet<String>,
    /// Whether it has reference marks itself.
    has_references: bool,
}

impl WindowOptions {
    /// What the words of a quotation ask for; words with up to three hyphens count.
    pub(super) fn by<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.collect();
        let lengths = [3, 5, 7].into_iter();
        let runs = lengths.flat_map(|length| words.windows(length));
        let runs = runs.filter(|run| run.iter().skip(1).step_by(2).all(|word| *word == "-"));
        let is_bracketed = |pair: &[&str]| pair[0] == "[" && is_reference(pair[1]);
        Self {
            compounds: runs.map(|run| run.concat()).collect(),
            has_references: words.windows(2).any(is_bracketed)
                || words.iter().any(|word| is_raised(word)),
        }
    }
}

fn is_reference(token: &str) -> bool {
    token.len() <= LONGEST_REFERENCE && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a token is nothing but raised figures.
fn is_raised(token: &str) -> bool {
    token.chars().all(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'))
}

/// The end of the reference mark that begins at a token: `[12]`, `[3, 5–7]` right
/// behind a word or its punctuation, `¹²` right behind punctuation.
///
/// `follows_another` says that a reference mark ends right before.
///
/// Behind a word a raised figure may be an exponent, behind letters that are no
/// word, `x[1]` or `CO[2]`, a bracketed one an index, so those stand.
fn reference_end(index: &SnapshotIndex, at: usize, follows_another: bool) -> Option<usize> {
    let token = index.token(at);
    let is_open = token == "[";
    if !is_open && !is_raised(token) {
        return None;
    }
    let before = at.checked_sub(1)?;
    let text = &index.folded().text;
    let gap = text.get(index.token_range(before).end..index.token_range(at).start)?;
    if gap.contains(' ') {
        return None;
    }
    let before = index.token(before);
    let is_closing = matches!(before, "." | "," | ";" | ":" | "!" | "?");
    if !is_open {
        return is_closing.then_some(at + 1);
    }
    let is_real_word = before.chars().nth(2).is_some()
        && before.chars().all(|c| c.is_alphabetic() || c == '\'')
        && !before.chars().all(char::is_uppercase);
    if !(is_closing || is_real_word || before == ")" || follows_another) {
        return None;
    }
    let inside = (at + 1..index.len()).take(MOST_REFERENCES);
    let inside = inside.take_while(|at| index.token(*at) != "]").collect::<Vec<_>>();
    let close = inside.last()? + 1;
    let is_number = |at: &usize| is_reference(index.token(*at));
    let is_row = inside.iter().step_by(2).all(is_number)
        && inside.iter().skip(1).step_by(2).all(|at| matches!(index.token(*at), "," | "-"))
        && inside.len() % 2 == 1;
    let is_whole = close < index.len() && index.token(close) == "]";
    let goes_on = index.touches_next(close) && is_word(index.token(close + 1));
    (is_row && is_whole && !goes_on).then_some(close + 1)
}

/// Tokens of a window, as numbers that go on where the index's end.
pub(super) struct SourceWindow<'a> {
    index: &'a SnapshotIndex,
    ids: Vec<u32>,
    /// The index's token that each token came from.
    origins: Vec<usize>,
    extra_ids: HashMap<String, u32>,
    extras: Vec<String>,
    /// The index's tokens at which a reference mark was passed over, rising.
    references: Vec<usize>,
    is_reread: bool,
}

impl<'a> SourceWindow<'a> {
    /// Reads a range of tokens as a quotation asks for.
    pub(super) fn read(
        index: &'a SnapshotIndex,
        tokens: TokenRange,
        asked: &WindowOptions,
    ) -> Self {
        let mut window = Self {
            index,
            ids: Vec::with_capacity(tokens.len()),
            origins: Vec::with_capacity(tokens.len()),
            extra_ids: HashMap::new(),
            extras: Vec::new(),
            references: Vec::new(),
            is_reread: false,
        };
        let mut broken = index.broken(tokens).iter().map(|token| *token as usize).peekable();
        let (mut at, mut behind_reference) = (tokens.start, tokens.start);
        while at < tokens.end {
            let follows_another = at == behind_reference && at > tokens.start;
            let reference = (!asked.has_references)
                .then(|| reference_end(index, at, follows_another))
                .flatten();
            if let Some(end) = reference {
                behind_reference = end;
                window.references.push(at);
                window.is_reread = true;
                at = end;
                continue;
            }
            match broken.next_if_eq(&at) {
                Some(token) => window.broken(token, asked),
                None => {
                    window.ids.push(index.ids()[at]);
                    window.origins.push(at);
                }
            }
            at += 1;
        }
        window
    }

    /// Whether a reference mark was passed over within a range of the index's tokens.
    pub(super) fn passes_over_reference(&self, tokens: TokenRange) -> bool {
        let first = self.references.partition_point(|at| *at < tokens.start);
        self.references.get(first).is_some_and(|at| *at < tokens.end)
    }

    fn broken(&mut self, token: usize, asked: &WindowOptions) {
        let word = self.index.token(token);
        let mut parts = Vec::new();
        let mut from = 0;
        for at in self.index.break_offsets(token) {
            parts.extend([&word[from..at], "-"]);
            from = at;
        }
        parts.push(&word[from..]);
        if parts.len() > 1 && asked.compounds.contains(&parts.concat()) {
            self.is_reread = true;
            for part in parts {
                let id = self.id(part).unwrap_or_else(|| self.add(part));
                self.ids.push(id);
                self.origins.push(token);
            }
        } else {
            self.ids.push(self.index.ids()[token]);
            self.origins.push(token);
        }
    }

    fn add(&mut self, word: &str) -> u32 {
        let id = self.index.vocabulary_len() + self.extras.len();
        let id = u32::try_from(id).unwrap_or(u32::MAX);
        self.extras.push(word.to_owned());
        self.extra_ids.insert(word.to_owned(), id);
        id
    }

    /// Whether anything is read otherwise than the index reads it.
    pub(super) fn is_reread(&self) -> bool {
        self.is_reread
    }
}

impl Tokens for SourceWindow<'_> {
    fn ids(&self) -> &[u32] {
        &self.ids
    }

    fn id(&self, word: &str) -> Option<u32> {
        self.index.id(word).or_else(|| self.extra_ids.get(word).copied())
    }

    fn is_word(&self, id: u32) -> bool {
        is_word(self.word(id))
    }

    fn word(&self, id: u32) -> &str {
        match (id as usize).checked_sub(self.index.vocabulary_len()) {
            Some(extra) => &self.extras[extra],
            None => self.index.word(id),
        }
    }

    fn begins_word(&self, at: usize) -> bool {
        let is_first = at == 0 || self.origins[at - 1] != self.origins[at];
        is_first && self.index.begins_word(self.origins[at])
    }

    fn find(&self, ids: &[u32], most: usize) -> Vec<u32> {
        let starts = self.ids.windows(ids.len().max(1)).enumerate();
        let starts = starts.filter(|(_, run)| *run == ids).take(most);
        starts.filter_map(|(at, _)| u32::try_from(at).ok()).collect()
    }

    fn count(&self, ids: &[u32]) -> usize {
        self.ids.windows(ids.len().max(1)).filter(|run| *run == ids).count()
    }

    fn origins(&self, range: TokenRange) -> TokenRange {
        match (self.origins.get(range.start), self.origins.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => TokenRange::new(*first, *last + 1),
            _ => TokenRange::at(0),
        }
    }
}
