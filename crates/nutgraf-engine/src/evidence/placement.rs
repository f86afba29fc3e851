//! Finds the exact places of a pattern in a source.
//!
//! The rarest fragment between two marks is found first; from each of its hits
//! the other fragments are sought to both sides, within the room that the marks
//! between them give. Similarity plays no part here: a fragment is there or it
//! is not.

use std::{cell::Cell, collections::HashSet};

use super::{
    grammar::{QuotationPattern, WordShape},
    index::SnapshotIndex,
};
use crate::range::{TokenRange, WordRange};

/// The most hits of a fragment from which the others are sought. A quotation of
/// nothing but more common fragments may be missed.
const MOST_ANCHORS: usize = 4_096;

/// The most hits of a whole quotation that are looked at one by one. The first
/// in the text is always among them; the others are counted.
const MOST_HITS: usize = 512;

/// How many signs a gap may hold on top of four tokens a word.
const MOST_SIGNS: usize = 32;

/// The most places at which the fragments of one pattern are tried. A pattern
/// that needs more has not been found: thousands of fragments of common words.
const BUDGET: usize = 4_000_000;

/// A row of tokens to search in: a whole snapshot, or a window read in another way.
pub(super) trait Tokens {
    fn ids(&self) -> &[u32];
    fn id(&self, word: &str) -> Option<u32>;
    fn is_word(&self, id: u32) -> bool;
    fn word(&self, id: u32) -> &str;
    /// Whether a word begins at a position, as a reader counts words.
    fn begins_word(&self, at: usize) -> bool;
    /// Returns the places of a run of tokens, in no order; at most `most` of them, the first one
    /// always among them.
    fn find(&self, ids: &[u32], most: usize) -> Vec<u32>;
    /// Returns how often a run of tokens occurs.
    fn count(&self, ids: &[u32]) -> usize;
    /// Returns the tokens of the snapshot's index that a non-empty range comes from.
    fn origins(&self, range: TokenRange) -> TokenRange;
}

impl Tokens for SnapshotIndex {
    fn ids(&self) -> &[u32] {
        self.ids()
    }
    fn id(&self, word: &str) -> Option<u32> {
        self.id(word)
    }
    fn is_word(&self, id: u32) -> bool {
        self.is_word(id)
    }
    fn word(&self, id: u32) -> &str {
        self.word(id)
    }
    fn begins_word(&self, at: usize) -> bool {
        self.begins_word(at)
    }
    fn find(&self, ids: &[u32], most: usize) -> Vec<u32> {
        let hits = self.hits(ids);
        if hits.len() <= most {
            return hits.to_vec();
        }
        let first = hits.iter().min().copied();
        hits.iter().copied().take(most - 1).chain(first).collect()
    }
    fn count(&self, ids: &[u32]) -> usize {
        self.hits(ids).len()
    }
    fn origins(&self, range: TokenRange) -> TokenRange {
        range
    }
}

/// Words of a pattern with room before them, and the tokens of the source in that room.
type Hidden = Vec<(usize, TokenRange)>;

/// One place of a pattern in a sequence of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    /// The tokens from the first word to the last.
    pub(super) tokens: TokenRange,
    /// For each word of the pattern that has room before it, the tokens in that room.
    pub(super) hidden: Hidden,
    /// A first letter differs in case although no bracket says so.
    pub(super) case_changed: bool,
}

impl Placement {
    /// How many tokens the pattern's marks stand for.
    pub(super) fn left_out(&self) -> usize {
        self.hidden.iter().map(|(_, tokens)| tokens.len()).sum()
    }
}

/// How a wanted word is compared.
#[derive(Clone, Debug)]
enum TokenWant<'a> {
    /// One of these ids.
    Ids([Option<u32>; 2]),
    Stem {
        prefix: &'a str,
        suffix: &'a str,
    },
}

/// A pattern's words as numbers of one row of tokens.
pub(super) struct Placer<'a, T: Tokens> {
    tokens: &'a T,
    pattern: &'a QuotationPattern,
    wants: Vec<TokenWant<'a>>,
    /// Runs of words without room inside.
    fragments: Vec<WordRange>,
    /// Words whose first letter may be of the other case.
    adapted: Vec<usize>,
    budget: Cell<usize>,
}

impl<'a, T: Tokens> Placer<'a, T> {
    /// `None` where a word of the pattern is nowhere in the text.
    ///
    /// With `any_case` the first letter of the quotation, and of what follows
    /// an ellipsis, may be of the other case.
    pub(super) fn new(
        tokens: &'a T,
        pattern: &'a QuotationPattern,
        any_case: bool,
    ) -> Option<Self> {
        let mut wants = Vec::with_capacity(pattern.words.len());
        for word in &pattern.words {
            let want = match &word.shape {
                WordShape::Exact(text) if any_case && word.begins => TokenWant::Ids([
                    tokens.id(text),
                    other_case(text).and_then(|text| tokens.id(&text)),
                ]),
                WordShape::Exact(text) => TokenWant::Ids([tokens.id(text), None]),
                WordShape::EitherCase(text) => TokenWant::Ids([
                    tokens.id(text),
                    other_case(text).and_then(|text| tokens.id(&text)),
                ]),
                WordShape::Stem { prefix, suffix, .. } => TokenWant::Stem { prefix, suffix },
            };
            if matches!(want, TokenWant::Ids([None, None])) {
                return None;
            }
            wants.push(want);
        }
        let mut fragments: Vec<WordRange> = Vec::new();
        for at in 0..wants.len() {
            match fragments.last_mut() {
                Some(last) if pattern.room_before(at).is_none() => last.end = at + 1,
                _ => fragments.push(WordRange::new(at, at + 1)),
            }
        }
        let begins = pattern.words.iter().enumerate().filter(|(_, word)| any_case && word.begins);
        let adapted = begins.map(|(at, _)| at).collect();
        Some(Self { tokens, pattern, wants, fragments, adapted, budget: Cell::new(BUDGET) })
    }

    /// Every placement, first in the text first, and how many there are.
    pub(super) fn all(&self) -> (Vec<Placement>, usize) {
        let anchors = self.fragments.iter().enumerate();
        let Some((_, anchor)) = anchors.map(|(at, run)| (self.cost(*run), at)).min() else {
            return (Vec::new(), 0);
        };
        let run = self.fragments[anchor];
        let (mut starts, count) = self.starts(run);
        starts.sort_unstable();
        starts.dedup();
        let placements: Vec<Placement> =
            starts.into_iter().filter_map(|start| self.grow(anchor, start)).collect();
        let is_cut_short = self.fragments.len() == 1 && count > MOST_HITS;
        let count = if is_cut_short { count } else { placements.len() };
        (placements, count)
    }

    fn spend(&self) -> bool {
        self.budget.set(self.budget.get().saturating_sub(1));
        self.budget.get() > 0
    }

    fn most(&self) -> usize {
        if self.fragments.len() == 1 { MOST_HITS } else { MOST_ANCHORS }
    }

    /// The longest run of words within a fragment that is one id each.
    fn core(&self, run: WordRange) -> WordRange {
        let mut best = WordRange::at(run.start);
        let mut from = run.start;
        for at in run {
            match self.wants[at] {
                TokenWant::Ids([Some(_), None] | [None, Some(_)]) if at + 1 - from > best.len() => {
                    best = WordRange::new(from, at + 1);
                }
                TokenWant::Ids([Some(_), None] | [None, Some(_)]) => {}
                _ => from = at + 1,
            }
        }
        best
    }

    fn core_ids(&self, core: WordRange) -> Vec<u32> {
        let ids = self.wants[core].iter().filter_map(|want| match want {
            TokenWant::Ids(ids) => ids.iter().flatten().next().copied(),
            TokenWant::Stem { .. } => None,
        });
        ids.collect()
    }

    fn cost(&self, run: WordRange) -> usize {
        let core = self.core(run);
        if !core.is_empty() {
            return self.tokens.count(&self.core_ids(core));
        }
        match &self.wants[run.start] {
            TokenWant::Ids(ids) => ids.iter().flatten().map(|id| self.tokens.count(&[*id])).sum(),
            TokenWant::Stem { .. } => usize::MAX,
        }
    }

    /// Where a fragment begins, and how many places have its core.
    fn starts(&self, run: WordRange) -> (Vec<usize>, usize) {
        let core = self.core(run);
        if !core.is_empty() {
            let ids = self.core_ids(core);
            let lead = core.start - run.start;
            let hits = self.tokens.find(&ids, self.most());
            let starts = hits.iter().filter_map(|hit| (*hit as usize).checked_sub(lead));
            // What was found whole need not be looked at again.
            let starts = starts.filter(|start| core == run || self.stands(run, *start));
            return (starts.collect(), self.tokens.count(&ids));
        }
        let ids: Vec<u32> = match &self.wants[run.start] {
            TokenWant::Ids(ids) => ids.iter().flatten().copied().collect(),
            // Nothing but a stem: too little to look for.
            TokenWant::Stem { .. } => Vec::new(),
        };
        let hits =
            ids.iter().flat_map(|id| self.tokens.find(&[*id], self.most())).map(|hit| hit as usize);
        let starts: Vec<usize> = hits.filter(|start| self.stands(run, *start)).collect();
        let count = starts.len();
        (starts, count)
    }

    fn stands(&self, run: WordRange, start: usize) -> bool {
        let Some(ids) = self.tokens.ids().get(start..start + run.len()) else { return false };
        self.wants[run].iter().zip(ids).all(|(want, id)| match want {
            TokenWant::Ids(ids) => ids.contains(&Some(*id)),
            TokenWant::Stem { prefix, suffix } => {
                let word = self.tokens.word(*id);
                word.len() >= prefix.len() + suffix.len()
                    && word.starts_with(prefix)
                    && word.ends_with(suffix)
                    && self.tokens.is_word(*id)
            }
        })
    }

    /// Places the other fragments around one that begins at `start`.
    fn grow(&self, anchor: usize, start: usize) -> Option<Placement> {
        let end = start + self.fragments[anchor].len();
        let (first, mut hidden) = self.chain(start, anchor, GrowDirection::Before)?;
        hidden.reverse();
        let (last, more) = self.chain(end, anchor, GrowDirection::Behind)?;
        hidden.extend(more);
        let mut placement =
            Placement { tokens: TokenRange::new(first, last), hidden, case_changed: false };
        placement.case_changed = self.case_changed(&placement);
        Some(placement)
    }

    /// Returns the fragment that is placed at a depth on a side of the anchor, from 0 beside it;
    /// `None` beyond the last.
    ///
    /// Made when it is needed: of thousands of anchors most lead no further than a fragment.
    fn link(&self, anchor: usize, depth: usize, side: GrowDirection) -> Option<FragmentLink> {
        match side {
            // The room is the one before the fragment last placed.
            GrowDirection::Before => {
                let at = anchor.checked_sub(depth + 1)?;
                let word = self.fragments[at + 1].start;
                Some(FragmentLink { run: self.fragments[at], word })
            }
            GrowDirection::Behind => {
                let run = *self.fragments.get(anchor + 1 + depth)?;
                Some(FragmentLink { run, word: run.start })
            }
        }
    }

    /// Places the fragments on a side of the anchor one after the other from an edge on, each
    /// as near as it can stand, going back where a nearer place leads nowhere. Returns the far
    /// edge and what was left out before each.
    fn chain(&self, edge: usize, anchor: usize, side: GrowDirection) -> Option<(usize, Hidden)> {
        let mut path =
            vec![PlacementFrame { edge, skip: 0, words: 0, skipped: TokenRange::at(edge) }];
        let mut dead: HashSet<(usize, usize)> = HashSet::new();
        while let Some(frame) = path.last_mut() {
            let edge = frame.edge;
            let depth = path.len() - 1;
            let Some(link) = self.link(anchor, depth, side) else {
                let taken = path.drain(1..).enumerate().filter_map(|(depth, way)| {
                    Some((self.link(anchor, depth, side)?.word, way.skipped))
                });
                return Some((edge, taken.collect()));
            };
            match path.last_mut().and_then(|frame| self.advance(frame, &link, side)) {
                Some(next) if dead.contains(&(depth + 1, next.edge)) => {}
                Some(next) => path.push(next),
                None => {
                    dead.insert((depth, edge));
                    path.pop();
                }
            }
        }
        None
    }

    /// The next place for a fragment within the room beside a frame's edge.
    fn advance(
        &self,
        frame: &mut PlacementFrame,
        link: &FragmentLink,
        side: GrowDirection,
    ) -> Option<PlacementFrame> {
        let room = self.pattern.room_before(link.word).unwrap_or(0);
        let length = link.run.len();
        // Signs have no width in words, so tokens are bounded too.
        while frame.words <= room && frame.skip <= room * 4 + MOST_SIGNS && self.spend() {
            let (edge, skip) = (frame.edge, frame.skip);
            let (start, far, skipped, next) = match side {
                GrowDirection::Behind => {
                    (edge + skip, edge + skip + length, edge..edge + skip, Some(edge + skip))
                }
                GrowDirection::Before => {
                    let start = edge.checked_sub(skip + length)?;
                    (start, start, edge - skip..edge, (edge - skip).checked_sub(1))
                }
            };
            let next = next.filter(|at| *at < self.tokens.ids().len())?;
            frame.skip += 1;
            frame.words += usize::from(self.tokens.begins_word(next));
            if self.stands(link.run, start) {
                return Some(PlacementFrame {
                    edge: far,
                    skip: 0,
                    words: 0,
                    skipped: TokenRange::from(skipped),
                });
            }
        }
        None
    }

    fn case_changed(&self, placement: &Placement) -> bool {
        let changed = |word: &usize| {
            let before = placement.hidden.iter().take_while(|(next, _)| next <= word);
            let hidden: usize = before.map(|(_, tokens)| tokens.len()).sum();
            let at = placement.tokens.start + word + hidden;
            let text = &self.pattern.words[*word].shape;
            matches!(text, WordShape::Exact(text) if self.tokens.word(self.tokens.ids()[at]) != text)
        };
        self.adapted.iter().any(changed)
    }
}

#[derive(Clone, Copy)]
enum GrowDirection {
    Before,
    Behind,
}

/// A fragment to place, and the word whose marks give the room beside it.
struct FragmentLink {
    run: WordRange,
    word: usize,
}

/// A fragment that was placed, and how far the search for the next has come.
struct PlacementFrame {
    edge: usize,
    skip: usize,
    words: usize,
    /// What was left out to come here.
    skipped: TokenRange,
}

/// The word with its first letter in the other case; `None` where it has none.
pub(super) fn other_case(word: &str) -> Option<String> {
    let mut rest = word.chars();
    let first = rest.next()?;
    let other: String = if first.is_uppercase() {
        first.to_lowercase().collect()
    } else {
        first.to_uppercase().collect()
    };
    (!other.starts_with(first)).then(|| other + rest.as_str())
}
