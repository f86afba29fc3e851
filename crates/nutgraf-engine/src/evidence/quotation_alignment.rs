//! Aligns the words of a quotation with those of a window.
//!
//! # Invariants
//!
//! - Steps are in the order of the window and hold every word of the quotation.
//! - An alignment shows what differs; it never decides that nothing does.

use super::{
    align::{AlignSide, AlignStep, AlignTask, align},
    grammar::{QuotationPattern, WordShape},
    index::SnapshotIndex,
    placement::{Tokens, other_case},
    reading::QuotationReading,
    spelling::is_alike,
    swapped::{Swap, SwapInput, swap},
    token::is_word,
    vocabulary::{is_modal, is_number},
    window::SourceWindow,
    word_change::is_pause,
};
use crate::range::{TokenRange, WordRange};

/// The least share of the weight, in thousandths, that a place must have.
const LEAST_LIKENESS: u32 = 500;

/// The largest table, in cells, for which words are compared letter by letter.
const MOST_COMPARED: usize = 1 << 16;

/// Returns the weight of a word of a quotation, by its rarity in the snapshot.
pub(super) fn weight(index: &SnapshotIndex, id: Option<u32>) -> u32 {
    index.rarity(id).max(2)
}

/// A quotation's words aligned with those of a window.
pub(super) struct Alignment<'a> {
    pub(super) index: &'a SnapshotIndex,
    pub(super) window: &'a SourceWindow<'a>,
    pub(super) reading: &'a QuotationReading,
    pub(super) pattern: &'a QuotationPattern,
    weights: Vec<u32>,
    wanted: Vec<[Option<u32>; 2]>,
    /// The traits of each word of the quotation and of the window.
    looks: [Vec<TokenTraits>; 2],
    pub(super) steps: Vec<AlignStep>,
    /// Words of the quotation that the source has right before or behind the rest of it.
    moved: WordRange,
}

/// The kind of a token; tokens of unlike kinds are not alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    Sign,
    Word,
    Number,
    Modal,
}

/// The traits of a token that rule out likeness without comparing letters.
#[derive(Clone, Copy)]
struct TokenTraits {
    kind: TokenKind,
    /// Its first and last letter in small; none of a token that is not ASCII.
    ends: Option<(u8, u8)>,
}

impl TokenTraits {
    fn of(token: &str) -> Self {
        let ends = token.bytes().next().zip(token.bytes().next_back());
        let ends = ends.filter(|_| token.is_ascii());
        Self { kind: TokenKind::of(token), ends: ends.map(|(a, z)| (a | 0x20, z | 0x20)) }
    }

    /// Whether two words have neither end in common, and so are not alike.
    fn is_unlike(self, other: Self) -> bool {
        self.ends.zip(other.ends).is_some_and(|((a, y), (b, z))| a != b && y != z)
    }
}

impl TokenKind {
    fn of(token: &str) -> Self {
        match token {
            _ if !is_word(token) => Self::Sign,
            _ if is_number(token) => Self::Number,
            _ if is_modal(token) => Self::Modal,
            _ => Self::Word,
        }
    }
}

impl<'a> Alignment<'a> {
    /// Aligns them; `query` gives the number of each word in the index.
    pub(super) fn new(
        index: &'a SnapshotIndex,
        window: &'a SourceWindow<'a>,
        reading: &'a QuotationReading,
        pattern: &'a QuotationPattern,
        query: &[Option<u32>],
    ) -> Self {
        let wanted: Vec<[Option<u32>; 2]> = pattern
            .words
            .iter()
            .map(|word| {
                let text = word.shape.text();
                let other = word.begins || matches!(word.shape, WordShape::EitherCase(_));
                let other = if other { other_case(text) } else { None };
                [window.id(text), other.and_then(|text| window.id(&text))]
            })
            .collect();
        let weights: Vec<u32> = pattern
            .words
            .iter()
            .zip(query)
            .map(|(word, id)| match is_word(word.shape.text()) {
                true => weight(index, *id),
                false => 1,
            })
            .collect();
        let drafted = pattern.words.iter().map(|word| TokenTraits::of(word.shape.text()));
        // Kinds make diffs read better; a long text does without.
        let is_small = pattern.words.len() * window.ids().len() <= MOST_COMPARED;
        let sourced = window.ids().iter().take(if is_small { usize::MAX } else { 0 });
        let sourced = sourced.map(|id| TokenTraits::of(window.word(*id))).collect();
        let looks = [drafted.collect(), sourced];
        let steps = Vec::new();
        let moved = WordRange::at(0);
        let mut alignment =
            Self { index, window, reading, pattern, weights, wanted, looks, steps, moved };
        if let Some(swap) = alignment.swap() {
            (alignment.steps, alignment.moved) = (swap.steps, swap.moved);
        } else {
            alignment.steps = alignment.align();
            alignment.leave_outer_signs();
            alignment.take_in_moved_words();
        }
        alignment
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.pattern.words[at].shape.text()
    }

    pub(super) fn source(&self, place: usize) -> &'a str {
        self.window.word(self.window.ids()[place])
    }

    fn equal(&self, at: usize, place: usize) -> bool {
        let id = self.window.ids()[place];
        if self.wanted[at].contains(&Some(id)) {
            return true;
        }
        match &self.pattern.words[at].shape {
            WordShape::Stem { prefix, suffix, .. } => {
                let word = self.window.word(id);
                word.len() >= prefix.len() + suffix.len()
                    && word.starts_with(prefix)
                    && word.ends_with(suffix)
            }
            WordShape::Exact(_) | WordShape::EitherCase(_) => false,
        }
    }

    fn alike(&self, at: usize, place: usize) -> bool {
        let [drafted, sourced] = &self.looks;
        let (drafted, Some(sourced)) = (drafted[at], sourced.get(place)) else { return false };
        match (drafted.kind, sourced.kind) {
            (TokenKind::Sign, _) | (_, TokenKind::Sign) => false,
            (TokenKind::Number, TokenKind::Number) | (TokenKind::Modal, TokenKind::Modal) => true,
            _ if drafted.is_unlike(*sourced) => false,
            _ => is_alike(self.word(at), self.source(place)),
        }
    }

    fn swap(&self) -> Option<Swap> {
        swap(&SwapInput {
            query: self.pattern.words.len(),
            window: self.window.ids().len(),
            equal: &|at, place| self.equal(at, place),
            is_query_word: &|at| is_word(self.word(at)),
            is_window_word: &|place| is_word(self.source(place)),
        })
    }

    fn align(&self) -> Vec<AlignStep> {
        align(&AlignTask {
            query: self.pattern.words.len(),
            window: self.window.ids().len(),
            equal: &|at, place| self.equal(at, place),
            alike: &|at, place| self.alike(at, place),
            weight: &|at| self.weights[at],
            is_free: &|at| self.pattern.room_before(at).is_some(),
            number: &|side, at| match side {
                AlignSide::Query => self.wanted[at][0],
                AlignSide::Window => Some(self.window.ids()[at]),
            },
        })
    }

    /// Leaves out punctuation of the source at the ends of the match.
    fn leave_outer_signs(&mut self) {
        let is_outer = |step: &AlignStep| matches!(step, AlignStep::Insert(place) if is_pause(self.source(*place)));
        let behind = self.steps.iter().rposition(|step| !is_outer(step)).map_or(0, |at| at + 1);
        let before = self.steps.iter().position(|step| !is_outer(step)).unwrap_or(0);
        self.steps.truncate(behind);
        self.steps.drain(..before.min(behind));
    }

    /// Takes words right outside the match into it where the quotation has the
    /// very same words elsewhere: they were moved, not made up. Signs between
    /// the two are passed over, as those at the seam of two halves go astray. One
    /// or two words may be outside by chance, so they must be found near that
    /// end, and not also within the match.
    fn take_in_moved_words(&mut self) {
        const MOST_SIGNS: usize = 2;
        const BY_CHANCE: usize = 2;
        const NEAR: usize = 3;
        let places: Vec<usize> = self.steps.iter().filter_map(Self::place).collect();
        let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else { return };
        let (first, last) = (*first, *last);
        let runs = self
            .steps
            .chunk_by(|a, b| matches!((a, b), (AlignStep::Delete(_), AlignStep::Delete(_))))
            .filter_map(|run| match (run.first(), run.last()) {
                (Some(AlignStep::Delete(from)), Some(AlignStep::Delete(to))) => {
                    Some(*from..*to + 1)
                }
                _ => None,
            });
        let runs: Vec<WordRange> =
            runs.map(|run| self.without_signs(WordRange::from(run))).collect();
        let stands = |run: &WordRange, start: usize| {
            start + run.len() <= self.window.ids().len()
                && run.into_iter().zip(start..).all(|(at, place)| self.equal(at, place))
        };
        let are_signs = |places: TokenRange| places.into_iter().all(|at| !is_word(self.source(at)));
        let has_inside = |run: &WordRange| {
            let is_same = |(step, at): (&AlignStep, usize)| matches!(step, AlignStep::Insert(place) if self.equal(at, *place));
            self.steps.windows(run.len()).any(|steps| steps.iter().zip(*run).all(is_same))
        };
        let words = self.pattern.words.len();
        for run in runs.into_iter().filter(|run| !run.is_empty()) {
            let is_sure = run.len() > BY_CHANCE;
            if !is_sure && has_inside(&run) {
                continue;
            }
            let before =
                (0..=MOST_SIGNS).filter(|_| is_sure || run.start <= NEAR).filter_map(|signs| {
                    let start = first.checked_sub(run.len() + signs)?;
                    are_signs(TokenRange::new(start + run.len(), first)).then_some(start)
                });
            if let Some(start) = before.into_iter().find(|start| stands(&run, *start)) {
                self.steps.splice(0..0, (start..first).map(AlignStep::Insert));
                self.moved = run;
                return;
            }
            let length = self.window.ids().len();
            let mut behind = (last + 1..length.min(last + 2 + MOST_SIGNS))
                .take_while(|start| are_signs(TokenRange::new(last + 1, *start)))
                .filter(|_| is_sure || words - run.end <= NEAR);
            if let Some(start) = behind.find(|start| stands(&run, *start)) {
                self.steps.extend((last + 1..start + run.len()).map(AlignStep::Insert));
                self.moved = run;
                return;
            }
        }
    }

    /// A run of the quotation's words without the signs at its ends.
    fn without_signs(&self, run: WordRange) -> WordRange {
        let words = run.into_iter().filter(|at| is_word(self.word(*at)));
        let (first, last) = (words.clone().min(), words.max());
        first
            .zip(last)
            .map_or(WordRange::at(run.start), |(first, last)| WordRange::new(first, last + 1))
    }

    pub(super) fn place(step: &AlignStep) -> Option<usize> {
        match step {
            AlignStep::Equal(_, place) | AlignStep::Insert(place) => Some(*place),
            AlignStep::Delete(_) => None,
        }
    }

    /// Returns the likeness, in thousandths, and the number of other words between; `None` where
    /// the place has too little of the quotation.
    pub(super) fn likeness(&self) -> Option<(u32, usize)> {
        let (mut found, mut words, mut strangers) = (0, 0, 0);
        for step in &self.steps {
            match *step {
                AlignStep::Equal(at, _) => {
                    found += self.weights[at];
                    words += usize::from(is_word(self.word(at)));
                }
                AlignStep::Insert(place) => {
                    strangers += usize::from(self.window.begins_word(place))
                }
                AlignStep::Delete(_) => {}
            }
        }
        for at in self.moved.into_iter().filter(|at| is_word(self.word(*at))) {
            found += self.weights[at];
            words += 1;
            strangers = strangers.saturating_sub(1);
        }
        // A word changed by a slip is half found.
        for pair in self.steps.windows(2) {
            if let [AlignStep::Delete(at), AlignStep::Insert(place)] = pair
                && is_alike(self.word(*at), self.source(*place))
            {
                found += self.weights[*at] / 2;
            }
        }
        let all = (0..self.pattern.words.len()).filter(|at| is_word(self.word(*at))).count();
        let total: u32 = self.weights.iter().sum();
        let likeness = 1_000 * u64::from(found) / u64::from(total.max(1));
        let likeness = u32::try_from(likeness).unwrap_or(1_000);
        let is_weighty = likeness >= LEAST_LIKENESS && words * 2 >= all;
        // Common words weigh little, but two thirds of them in one row are no chance.
        let is_dense = words * 3 >= all * 2 && strangers <= all - words + 1;
        ((is_weighty || is_dense) && words >= 2.min(all)).then_some((likeness, strangers))
    }
}
