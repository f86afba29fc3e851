//! The passages of the sources that a claim most likely rests on.
//!
//! # Invariants
//!
//! Nothing is judged here: a passage is only a place to look at. Words that a source has
//! everywhere lead nowhere and are not looked at, so the cost grows with the number of sources
//! and of the claim's words and not with the length of the sources.

use std::collections::{HashMap, HashSet};

use super::{
    corpus::Corpus,
    fold::fold,
    index::SnapshotIndex,
    token::{is_word, token_text, tokens},
};
use crate::{
    model::SnapshotFormat,
    range::{SourceRange, TokenRange},
};

/// Half the length of the windows in which words are counted together, in tokens.
const HALF: u32 = 12;

/// A word that a source has more often leads nowhere in it.
const MOST_HITS: usize = 4_000;

/// How much more a figure says than a word of the same rarity.
const FIGURE: u32 = 3;

/// A passage that has several of a claim's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LikelyPassage {
    /// The index of the source in [`Corpus::sources`].
    pub source: usize,
    /// From the first of the claim's words to the last, in bytes of the snapshot.
    pub range: SourceRange,
    /// How much the words in it say; comparable within one list.
    pub score: u32,
}

/// What a window has of the claim.
#[derive(Clone, Copy)]
struct Window {
    score: u32,
    words: u32,
    /// The number of the word that was counted last: each counts once.
    last: usize,
    first_token: u32,
    last_token: u32,
}

/// Returns the passages that have most of what a claim says, the best first: its words in
/// its order, its figures, its rare words. `claim` is Markdown.
pub fn likely_passages(claim: &str, corpus: &Corpus, most: usize) -> Vec<LikelyPassage> {
    let folded = fold(claim, SnapshotFormat::Markdown);
    let words: Vec<&str> = tokens(&folded.text)
        .into_iter()
        .map(|range| token_text(&folded.text, range))
        .filter(|word| is_word(word))
        .collect();
    let mut found = Vec::new();
    for (source, known) in corpus.sources().iter().enumerate() {
        let Some(index) = &known.index else { continue };
        found.extend(windows(&words, index, most).into_iter().map(|window| {
            let (first, end) = (window.first_token as usize, window.last_token as usize + 1);
            let range = index.original(TokenRange::new(first, end.min(index.len())));
            LikelyPassage { source, range, score: window.score }
        }));
    }
    // A stable sort: of equals the source that stands first.
    found.sort_by_key(|passage| std::cmp::Reverse(passage.score));
    found.truncate(most);
    found
}

/// A word in the plural, the singular and the past as English makes them most often; forms
/// that are none are in no source.
fn other_forms(word: &str) -> Vec<String> {
    if word.len() < 4 || !word.is_ascii() {
        return Vec::new();
    }
    let bare = ["ing", "ed", "es", "s", "d", "e"].iter().filter_map(|end| word.strip_suffix(end));
    let bare: Vec<&str> = bare.filter(|bare| bare.len() > 2).chain([word]).collect();
    let with = ["", "s", "es", "e", "ed", "d", "ing"];
    let forms = bare.iter().flat_map(|bare| with.map(|end| format!("{bare}{end}")));
    forms.filter(|form| form != word).collect()
}

/// What a word says by its rarity in a source, in hundredths.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the logarithm of a quotient of counts is small and not negative"
)]
fn rarity(index: &SnapshotIndex, id: u32) -> u32 {
    (100.0 * (index.len() as f64 / index.count(id).max(1) as f64).ln()) as u32
}

/// The best windows of one source that do not overlap.
fn windows(words: &[&str], index: &SnapshotIndex, most: usize) -> Vec<Window> {
    let mut windows: HashMap<u32, Window> = HashMap::new();
    let mut count = |number: usize, hits: &[u32], weight: u32, length: u32, is_word: bool| {
        for at in hits {
            let half = at / HALF;
            for window in [half.checked_sub(1), Some(half)].into_iter().flatten() {
                let entry = windows.entry(window).or_insert(Window {
                    score: 0,
                    words: 0,
                    last: usize::MAX,
                    first_token: *at,
                    last_token: *at + length - 1,
                });
                entry.first_token = entry.first_token.min(*at);
                entry.last_token = entry.last_token.max(*at + length - 1);
                if entry.last != number {
                    entry.last = number;
                    entry.score += weight;
                    entry.words += u32::from(is_word);
                }
            }
        }
    };
    let mut seen = HashSet::new();
    for (number, word) in words.iter().enumerate() {
        for id in other_forms(word).iter().filter_map(|form| index.id(form)) {
            if index.count(id) <= MOST_HITS && seen.insert(id) {
                count(2 * number, index.hits(&[id]), rarity(index, id), 1, true);
            }
        }
        let Some(id) = index.id(word) else { continue };
        if index.count(id) > MOST_HITS || !seen.insert(id) {
            continue;
        }
        let is_figure = word.starts_with(|letter: char| letter.is_numeric());
        let rarity = rarity(index, id);
        let weight = if is_figure { rarity * FIGURE / 2 } else { rarity };
        count(2 * number, index.hits(&[id]), weight, 1, true);
        // Two words in their order say more than the two.
        let next = words.get(number + 1).and_then(|next| index.id(next));
        if let Some(next) = next {
            let pair = index.hits(&[id, next]);
            let weight = (rarity + self::rarity(index, next)) / 4;
            count(2 * number + 1, pair, weight, 2, false);
        }
    }
    let mut found: Vec<(u32, Window)> =
        windows.into_iter().filter(|(_, window)| window.words > 1).collect();
    found.sort_by_key(|(at, window)| (std::cmp::Reverse(window.score), *at));
    let mut taken: Vec<Window> = Vec::new();
    for (_, window) in found {
        let is_apart = |other: &Window| {
            other.last_token < window.first_token || window.last_token < other.first_token
        };
        if taken.iter().all(is_apart) {
            taken.push(window);
            if taken.len() >= most {
                break;
            }
        }
    }
    taken
}
