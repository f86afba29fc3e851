//! The place from which a quotation without an exact match most likely comes.
//!
//! The snapshots that have most of its words are searched first, each in the few windows that
//! share its rarest pairs of words.
//!
//! # Invariants
//!
//! A window is only a place to look at; [`mismatch`](super::mismatch) judges it.

use std::cmp::Reverse;

use super::{
    candidates::{CandidateWindow, candidates},
    exact_match::ExactMatch,
    grammar::{QuotationPattern, WordShape},
    index::SnapshotIndex,
    mismatch::Mismatch,
    note::Note,
    placement::{Tokens, other_case},
    quotation_alignment::{Alignment, weight},
    reading::QuotationReading,
    searched::{Searched, Sought},
    token::is_word,
    upper_bound::{BoundWord, UpperBound},
    window::{SourceWindow, WindowOptions},
};

/// The nearest place to a quotation.
pub(super) enum NearestMatch {
    /// An exact match after all, with words broken at line ends and reference marks read as the
    /// quotation has them.
    Exact(Box<ExactMatch>),
    Mismatch(Box<Mismatch>),
}

/// A slip may hide a known word, but not most of them.
const LEAST_REACHABLE: u32 = 300;

/// Snapshots whose words say no more than so much, of 1,000, against one another
/// are searched together.
const SAME_REACH: u32 = 50;

/// A snapshot in which a quotation may have its origin, before anything is searched.
pub(super) struct Prospect<'a> {
    index: &'a SnapshotIndex,
    readings: &'a [QuotationReading],
    /// The number of each of the quotation's words, where the snapshot has it.
    query: Vec<Option<u32>>,
    /// The weight of the words that the snapshot has anywhere, in thousandths of the weight of all
    /// words: no place in it can be more like the quotation, slips of the pen aside.
    reachable: u32,
}

/// The most windows that are aligned for one quotation, best first. The place that
/// a quotation comes from is among the first few; words that are together
/// nowhere would have all of them looked at.
const MOST_ALIGNED: usize = 6;

/// Returns the place nearest to the quotation `raw`, with the position of its source. Each
/// prospect is given with the position of its source.
///
/// Snapshots with the most of its words come first, and among these the windows that share the
/// rarest pairs. Places that cannot be more like it than the best so far are skipped.
pub(super) fn nearest(
    mut prospects: Vec<(usize, Prospect)>,
    raw: &str,
) -> Option<(usize, NearestMatch)> {
    prospects.sort_by_key(|(_, prospect)| Reverse(prospect.reachable));
    let mut best: Option<(usize, Mismatch)> = None;
    let mut best_score = 0;
    let mut left = MOST_ALIGNED;
    for group in prospects.chunk_by(|a, b| a.1.reachable <= b.1.reachable + SAME_REACH) {
        if best.as_ref().is_some_and(|(_, best)| best.likeness >= group[0].1.reachable) {
            break;
        }
        let searches: Vec<(usize, WindowSearch)> =
            group.iter().filter_map(|(at, prospect)| Some((*at, prospect.search()?))).collect();
        let mut windows: Vec<(usize, &WindowSearch, &CandidateWindow)> = searches
            .iter()
            .flat_map(|(at, search)| search.windows.iter().map(move |window| (*at, search, window)))
            .collect();
        windows.sort_by_key(|(_, _, window)| Reverse(window.score));
        for (at, search, window) in windows {
            best_score = window.score.max(best_score);
            if window.score * 4 < best_score {
                break;
            }
            match search.look(window, raw, best.as_ref().map(|(_, near)| near), &mut left) {
                Some(NearestMatch::Exact(pass)) => return Some((at, NearestMatch::Exact(pass))),
                Some(NearestMatch::Mismatch(near)) => best = Some((at, *near)),
                None => {}
            }
        }
    }
    best.map(|(at, near)| (at, NearestMatch::Mismatch(Box::new(near))))
}

impl<'a> Prospect<'a> {
    /// `None` where the snapshot has next to none of the words.
    pub(super) fn new(index: &'a SnapshotIndex, readings: &'a [QuotationReading]) -> Option<Self> {
        let pattern = readings.first()?.pattern();
        let query: Vec<Option<u32>> =
            pattern.words.iter().map(|word| known(index, &word.shape)).collect();
        let weigh = |id: &Option<u32>| u64::from(index.rarity(*id));
        let total: u64 = query.iter().map(weigh).sum();
        let known: u64 = query.iter().filter(|id| id.is_some()).map(weigh).sum();
        let reachable = u32::try_from(1_000 * known / total.max(1)).unwrap_or(1_000);
        (reachable >= LEAST_REACHABLE).then_some(Self { index, readings, query, reachable })
    }

    /// The windows worth a look.
    fn search(&self) -> Option<WindowSearch<'_, 'a>> {
        let reading = self.readings.first()?;
        let pattern = reading.pattern();
        let rooms = (1..pattern.words.len()).filter_map(|word| pattern.room_before(word));
        let mut windows = candidates(self.index, &self.query, rooms.sum::<usize>().min(1_000));
        let top = windows.first()?.score;
        windows.retain(|window| window.score * 2 >= top);
        let asked = WindowOptions::by(reading.literal.words.iter().map(|word| word.shape.text()));
        Some(WindowSearch { prospect: self, reading, asked, bound: self.bound(pattern), windows })
    }

    fn bound(&self, pattern: &QuotationPattern) -> Option<UpperBound> {
        let words = pattern.words.iter().zip(&self.query);
        let words = words.filter(|(word, _)| is_word(word.shape.text()));
        let asked = words.map(|(word, id)| {
            let ids = match &word.shape {
                WordShape::Stem { .. } => None,
                WordShape::Exact(text) | WordShape::EitherCase(text) => {
                    let other = other_case(text).and_then(|text| self.index.id(&text));
                    Some([self.index.id(text), other])
                }
            };
            BoundWord { ids, weight: weight(self.index, *id) }
        });
        let asked: Vec<BoundWord> = asked.collect();
        let signs = u32::try_from(pattern.words.len() - asked.len()).ok()?;
        UpperBound::new(&asked, signs)
    }
}

/// A snapshot's windows, and what is needed to look at them.
struct WindowSearch<'p, 'a> {
    prospect: &'p Prospect<'a>,
    reading: &'a QuotationReading,
    asked: WindowOptions,
    bound: Option<UpperBound>,
    windows: Vec<CandidateWindow>,
}

impl WindowSearch<'_, '_> {
    /// Returns the match in a window, where it is nearer than the best so far.
    /// `left` is how many windows may still be aligned.
    fn look(
        &self,
        candidate: &CandidateWindow,
        raw: &str,
        best: Option<&Mismatch>,
        left: &mut usize,
    ) -> Option<NearestMatch> {
        let Prospect { index, readings, query, .. } = self.prospect;
        let window = SourceWindow::read(index, candidate.tokens, &self.asked);
        if window.is_reread()
            && let Some(pass) = reread(index, &window, raw, readings)
        {
            return Some(NearestMatch::Exact(Box::new(pass)));
        }
        // Numbers of a window that is read otherwise are not the index's.
        if let Some(bound) = self.bound.as_ref().filter(|_| !window.is_reread()) {
            let words = window.ids().iter().copied().filter(|id| index.is_word(*id));
            let least = best.map_or(0, |best| best.likeness);
            if !bound.reaches(words, least) {
                return None;
            }
        }
        *left = left.checked_sub(1)?;
        let alignment = Alignment::new(index, &window, self.reading, self.reading.pattern(), query);
        let found = alignment.judge()?;
        best.is_none_or(|best| best.rank() < found.rank())
            .then(|| NearestMatch::Mismatch(Box::new(found)))
    }
}

fn known(index: &SnapshotIndex, shape: &WordShape) -> Option<u32> {
    let text = shape.text();
    index.id(text).or_else(|| other_case(text).and_then(|text| index.id(&text)))
}

/// Looks for an exact match in a window that is not read as the index reads it.
fn reread(
    index: &SnapshotIndex,
    window: &SourceWindow,
    raw: &str,
    readings: &[QuotationReading],
) -> Option<ExactMatch> {
    let searched = Searched { index, tokens: window };
    for any_case in [false, true] {
        for reading in readings {
            for pattern in [Some(&reading.literal), reading.marked.as_ref()].into_iter().flatten() {
                let sought = Sought { raw, reading, pattern };
                if let Some((placement, matches)) = searched.best_placement(&sought, any_case) {
                    let mut found = searched.describe(&sought, &placement, matches);
                    if window.passes_over_reference(window.origins(placement.tokens)) {
                        found.notes.push(Note::ReferenceMark);
                    }
                    return Some(found);
                }
            }
        }
    }
    None
}
