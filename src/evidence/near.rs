//! Where a quotation that passes nowhere most likely comes from.
//!
//! The snapshots that have most of its words are searched first, each in the
//! few windows that share its rarest pairs of words. What always holds: a
//! window is only a place to look; [`compared`](super::compared) says what it is.

use std::ops::Range;

use super::{
    bound::Bound,
    candidates::candidates,
    compared::{Alignment, Near, text_of},
    exact::{Pass, describe, place},
    grammar::{Pattern, Shape},
    index::SnapshotIndex,
    note::Note,
    placement::{Tokens, other_case},
    reading::Reading,
    token::is_word,
    window::{Asked, Window},
};

/// What a search beyond exact hits gave.
pub(super) enum Found {
    /// It does pass: words broken at line ends, and reference marks, are read as
    /// the quotation has them.
    Pass(Box<Pass>),
    Near(Box<Near>),
}

/// A slip may hide a known word, but not most of them.
const LEAST_REACHABLE: u32 = 300;

/// A snapshot in which a quotation may have its origin, before anything is searched.
pub(super) struct Prospect<'a> {
    index: &'a SnapshotIndex,
    readings: &'a [Reading],
    /// The number of each of the quotation's words, where the snapshot has it.
    query: Vec<Option<u32>>,
    /// Of 1,000, how much of what the words weigh is anywhere in the snapshot:
    /// no place in it can be liker than that, slips aside.
    pub(super) reachable: u32,
}

impl<'a> Prospect<'a> {
    /// `None` where the snapshot has next to none of the words.
    pub(super) fn new(index: &'a SnapshotIndex, readings: &'a [Reading]) -> Option<Self> {
        let pattern = readings.first()?.pattern();
        let query: Vec<Option<u32>> =
            pattern.words.iter().map(|word| known(index, &word.shape)).collect();
        let weigh = |id: &Option<u32>| u64::from(index.rarity(*id));
        let total: u64 = query.iter().map(weigh).sum();
        let known: u64 = query.iter().filter(|id| id.is_some()).map(weigh).sum();
        let reachable = u32::try_from(1_000 * known / total.max(1)).unwrap_or(1_000);
        (reachable >= LEAST_REACHABLE).then_some(Self { index, readings, query, reachable })
    }

    /// Looks for what comes nearest. Windows with less than a quarter of
    /// `best_score`, the best so far anywhere, are passed over; it is kept up to date.
    pub(super) fn near(&self, raw: &str, best_score: &mut u32) -> Option<Found> {
        let reading = self.readings.first()?;
        let pattern = reading.pattern();
        let rooms = (1..pattern.words.len()).filter_map(|word| pattern.room_before(word));
        let asked = Asked::by(reading.literal.words.iter().map(|word| text_of(&word.shape)));
        let windows = candidates(self.index, &self.query, rooms.sum::<usize>().min(1_000));
        let bound = self.bound(pattern);
        let top = windows.first()?.score;
        *best_score = top.max(*best_score);
        let mut best: Option<Near> = None;
        for candidate in windows {
            if candidate.score * 2 < top || candidate.score * 4 < *best_score {
                break;
            }
            let window = Window::read(self.index, candidate.tokens, &asked);
            if window.is_reread()
                && let Some(pass) = reread(self.index, &window, raw, self.readings)
            {
                return Some(Found::Pass(Box::new(pass)));
            }
            let words = window.ids().iter().filter(|id| self.index.is_word(**id));
            let is_hopeless =
                || bound.as_ref().is_some_and(|bound| !bound.reaches_half(words.copied()));
            // Numbers of a window that is read otherwise are not the index's.
            if !window.is_reread() && is_hopeless() {
                continue;
            }
            let found = Alignment::new(self.index, &window, reading, pattern, &self.query).judge();
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| best.rank() < found.rank())
            {
                best = Some(found);
            }
        }
        best.map(|near| Found::Near(Box::new(near)))
    }

    fn bound(&self, pattern: &Pattern) -> Option<Bound> {
        let words = pattern.words.iter().filter(|word| is_word(text_of(&word.shape)));
        let ids = words.map(|word| match &word.shape {
            Shape::Stem { .. } => None,
            Shape::Exact(text) | Shape::EitherCase(text) => {
                let other = other_case(text).and_then(|text| self.index.id(&text));
                Some([self.index.id(text), other])
            }
        });
        Bound::new(&ids.collect::<Vec<_>>())
    }
}

fn known(index: &SnapshotIndex, shape: &Shape) -> Option<u32> {
    let text = text_of(shape);
    index.id(text).or_else(|| other_case(text).and_then(|text| index.id(&text)))
}

fn reread(index: &SnapshotIndex, window: &Window, raw: &str, readings: &[Reading]) -> Option<Pass> {
    let origins = |tokens: Range<usize>| window.origins(tokens);
    for any_case in [false, true] {
        for reading in readings {
            for pattern in [Some(&reading.literal), reading.marked.as_ref()].into_iter().flatten() {
                if let Some((placement, matches)) =
                    place(index, window, pattern, any_case, reading, raw, &origins)
                {
                    let mut pass = describe(
                        index, window, raw, reading, pattern, &placement, matches, &origins,
                    );
                    if window.passes_over_reference(origins(placement.tokens)) {
                        pass.notes.push(Note::ReferenceMark);
                    }
                    return Some(pass);
                }
            }
        }
    }
    None
}
