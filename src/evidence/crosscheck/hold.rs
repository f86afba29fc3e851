//! Holds what a claim says against the passages that it rests on.
//!
//! First what agrees is paired; only then is looked for figures and dates that
//! say otherwise of the same thing, among those that nothing else of the claim
//! agrees with. What always holds: a figure of something else is never a conflict.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    super::finding::Code,
    change,
    compare::Relation,
    figure::Figure,
    name,
    pairing::Candidate,
    reading::{Reading, Told},
};

/// The most pairs of a figure or date of the claim and one of its quotes that are looked
/// at. A claim is a sentence or two; a whole article marked as one is told nothing of,
/// because each of its figures would meet each of the evidence's.
const MOST_PAIRS: usize = 10_000;

fn pairs(claim: &Reading, passages: &[Passage]) -> usize {
    let count = |sentences: &[Told]| {
        sentences.iter().map(|told| told.figures.len() + told.moments.len()).sum::<usize>()
    };
    let quotes = passages.iter().filter(|passage| passage.window.is_some());
    count(&claim.sentences) * quotes.map(|quote| count(quote.sentences())).sum::<usize>()
}

/// A text that a claim rests on, or a part of it.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub(super) reading: Arc<Reading>,
    /// The quote's bytes; `None` where the whole text is the evidence.
    pub(super) window: Option<Range<usize>>,
}

impl Passage {
    pub(super) fn sentences(&self) -> &[Told] {
        self.reading.within(self.window.as_ref())
    }
}

/// A place in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) passage: usize,
    pub(super) range: Range<usize>,
}

/// A difference, before anybody knows whose claim it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) code: Code,
    pub(super) said: Range<usize>,
    /// The same with the word for what is counted.
    pub(super) shown: Range<usize>,
    pub(super) found: Option<At>,
}

/// What was found of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) gaps: Vec<Gap>,
    pub(super) borne: Vec<(Range<usize>, At)>,
    /// Words with a figure that the evidence has too, of something else as far as the
    /// words tell: neither missing nor borne out.
    pub(super) alike: Vec<Range<usize>>,
}

/// Which fact of the evidence: passage, sentence, place in its list.
pub(super) type Ref = (usize, usize, usize);

/// Holds a claim against passages.
pub(super) fn hold(claim: &Reading, passages: &[Passage]) -> Held {
    let mut held = Held::default();
    if !passages.is_empty() && pairs(claim, passages) <= MOST_PAIRS {
        Hold { claim, passages, used: HashMap::new(), used_dates: HashSet::new(), held: &mut held }
            .all();
    }
    let relative = claim.relative.iter().map(|said| Gap {
        code: Code::DateRelative,
        said: said.clone(),
        shown: said.clone(),
        found: None,
    });
    held.gaps.extend(relative);
    held.gaps.sort_by_key(|gap| (gap.said.start, gap.said.end));
    held.borne.sort_by_key(|(said, _)| (said.start, said.end));
    held
}

pub(super) struct Hold<'a> {
    pub(super) claim: &'a Reading,
    pub(super) passages: &'a [Passage],
    /// Figures of the evidence that agree with one of the claim, and whether they
    /// surely count the same.
    pub(super) used: HashMap<Ref, bool>,
    pub(super) used_dates: HashSet<Ref>,
    pub(super) held: &'a mut Held,
}

impl Hold<'_> {
    fn all(&mut self) {
        let claim = self.claim;
        let mut open = Vec::new();
        for told in &claim.sentences {
            for figure in &told.figures {
                let candidates = self.candidates(told, figure);
                let best = self.agreeing(&candidates);
                if let Some(best) = &best {
                    let is_sure = !best.is_other_noun && !best.like.contrasts;
                    self.used.insert(best.at, is_sure);
                }
                open.push((told, figure, candidates, best));
            }
        }
        for told in &claim.sentences {
            self.dates(told);
        }
        let mut absent: Vec<(&Told, &Figure)> = Vec::new();
        for (told, figure, candidates, best) in open {
            if let Some(best) = best {
                let other = self.pointed(told, figure, &candidates, Some(&best));
                let other = other
                    .filter(|other| !matches!(other.relation, Relation::Holds | Relation::Open));
                match other.or_else(|| self.better_conflict(told, figure, &candidates, &best)) {
                    Some(conflict) => self.conflict(told, figure, &conflict),
                    None if best.is_other_noun => {
                        self.held.alike.push(told.place(&figure.words));
                    }
                    None => self.bear(told, figure, best.at),
                }
            } else if let Some(at) = self.worked_out(told, figure) {
                self.held.borne.push((told.place(&figure.words), at));
            } else if let Some(pointed) = self.pointed(told, figure, &candidates, None) {
                match pointed.relation {
                    Relation::Holds | Relation::Open => self.bear(told, figure, pointed.at),
                    _ => self.conflict(told, figure, &pointed),
                }
            } else if let Some(conflict) = self.conflicting(told, figure, &candidates) {
                self.conflict(told, figure, &conflict);
            } else if let Some(at) = self.worked_out_otherwise(told, figure) {
                self.gap(Code::FigureConflict, told, figure, Some(at));
            } else if !figure.is_derived && !figure.is_weak && !self.is_open(figure, &candidates) {
                absent.push((told, figure));
            }
        }
        for (told, figure) in absent {
            let place = told.place(&figure.words);
            let is_within =
                |said: &Range<usize>| said.start <= place.start && place.end <= said.end;
            let borne = self.held.borne.iter().map(|(said, _)| said);
            if !borne.chain(&self.held.alike).any(is_within) {
                self.gap(Code::FigureAbsent, told, figure, None);
            }
        }
        self.names();
    }

    pub(super) fn figure(&self, at: Ref) -> (&Told, &Figure) {
        let told = &self.passages[at.0].sentences()[at.1];
        (told, &told.figures[at.2])
    }

    fn conflict(&mut self, told: &Told, figure: &Figure, conflict: &Candidate) {
        let code = match conflict.relation {
            Relation::OtherUnit => Code::UnitConflict,
            _ => Code::FigureConflict,
        };
        self.used.insert(conflict.at, true);
        let at = self.at(conflict.at);
        self.gap(code, told, figure, Some(at));
    }

    fn at(&self, at: Ref) -> At {
        let (told, figure) = self.figure(at);
        At { passage: at.0, range: told.place_with_noun(figure) }
    }

    fn bear(&mut self, told: &Told, figure: &Figure, at: Ref) {
        let at = self.at(at);
        self.held.borne.push((told.place(&figure.words), at));
    }

    fn gap(&mut self, code: Code, told: &Told, figure: &Figure, found: Option<At>) {
        let said = told.place(&figure.words);
        self.held.gaps.push(Gap { code, said, shown: told.place_with_noun(figure), found });
    }

    /// Where a passage lets the figure be worked out as the claim has it.
    fn worked_out(&self, told: &Told, figure: &Figure) -> Option<At> {
        let quotes =
            self.passages.iter().enumerate().filter(|(_, passage)| passage.window.is_some());
        quotes.into_iter().find_map(|(passage, evidence)| {
            let range = change::worked_out(told, figure, evidence.sentences())?;
            Some(At { passage, range })
        })
    }

    /// The same where all that can be worked out is otherwise.
    fn worked_out_otherwise(&self, told: &Told, figure: &Figure) -> Option<At> {
        let quotes =
            self.passages.iter().enumerate().filter(|(_, passage)| passage.window.is_some());
        quotes.into_iter().find_map(|(passage, evidence)| {
            let range = change::worked_out_otherwise(told, figure, evidence.sentences())?;
            Some(At { passage, range })
        })
    }

    fn names(&mut self) {
        let claim = self.claim;
        let known =
            |word: &str| self.passages.iter().any(|passage| passage.reading.known.contains(word));
        if claim.names.iter().all(|name| known(&name.folded)) {
            return;
        }
        let plain = |word: &str| {
            claim.plain.contains(word)
                || self.passages.iter().any(|passage| passage.reading.plain.contains(word))
        };
        let mut flagged: HashSet<usize> = HashSet::new();
        for (passage, evidence) in self.passages.iter().enumerate() {
            let window = evidence.window.as_ref();
            let sentences = window.map(|range| widened(&evidence.reading, range));
            let names: Vec<name::Name> = evidence
                .reading
                .names
                .iter()
                .filter(|name| {
                    sentences.as_ref().is_none_or(|range| {
                        range.start <= name.range.start && name.range.end <= range.end
                    })
                })
                .cloned()
                .collect();
            for (own, other) in
                name::near_misses(&claim.names, &names, &known, &claim.known, &plain)
            {
                if flagged.insert(own) {
                    let said = claim.names[own].range.clone();
                    let range = names[other].range.clone();
                    self.held.gaps.push(Gap {
                        code: Code::NameNearMiss,
                        said: said.clone(),
                        shown: said,
                        found: Some(At { passage, range }),
                    });
                }
            }
        }
    }
}

/// A quote's bytes with the sentences that it is part of, as far as they were kept.
fn widened(reading: &Reading, range: &Range<usize>) -> Range<usize> {
    reading.within(Some(range)).iter().fold(range.clone(), |range, told| {
        range.start.min(told.range.start)..range.end.max(told.range.end)
    })
}
