//! Holds what a claim says against the passages that it rests on.
//!
//! First what agrees is paired; only then is looked for figures and dates that
//! say otherwise of the same thing, among those that nothing else of the claim
//! agrees with. What always holds: a figure of something else is never a conflict.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    super::finding::Code,
    amount::Exact,
    change,
    compare::{Relation, is_slip, relation},
    figure::Figure,
    listed::{self, Parts},
    moment::{Accord, Moment},
    name,
    reading::{Reading, Told},
    topic::{Likeness, likeness},
    unit::Dimension,
};

/// A text that a claim rests on, or a part of it.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub(super) reading: Arc<Reading>,
    /// The quote's bytes; `None` where the whole text is the evidence.
    pub(super) window: Option<Range<usize>>,
}

impl Passage {
    fn sentences(&self) -> &[Told] {
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
}

/// Which fact of the evidence: passage, sentence, place in its list.
type Ref = (usize, usize, usize);

/// A fact of the evidence beside one of the claim.
struct Candidate {
    at: Ref,
    like: Likeness,
    relation: Relation,
    is_same_noun: bool,
    is_other_noun: bool,
}

impl Candidate {
    fn rank(&self) -> (bool, bool, usize, usize) {
        (!self.like.contrasts, self.is_same_noun, self.like.near, self.like.shared)
    }
}

/// Holds a claim against passages.
pub(super) fn hold(claim: &Reading, passages: &[Passage]) -> Held {
    let mut held = Held::default();
    if !passages.is_empty() {
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

struct Hold<'a> {
    claim: &'a Reading,
    passages: &'a [Passage],
    /// Figures of the evidence that agree with one of the claim, and whether they
    /// surely count the same.
    used: HashMap<Ref, bool>,
    used_dates: HashSet<Ref>,
    held: &'a mut Held,
}

impl Hold<'_> {
    fn all(&mut self) {
        let claim = self.claim;
        let mut open: Vec<(&Told, &Figure, Option<Candidate>)> = Vec::new();
        for told in &claim.sentences {
            for figure in &told.figures {
                let best = self.agreeing(told, figure);
                if let Some(best) = &best {
                    let is_sure = !best.is_other_noun && !best.like.contrasts;
                    self.used.insert(best.at, is_sure);
                }
                open.push((told, figure, best));
            }
        }
        for told in &claim.sentences {
            self.dates(told);
        }
        let mut absent: Vec<(&Told, &Figure)> = Vec::new();
        for (told, figure, best) in open {
            if let Some(best) = best {
                let other = self.pointed(told, figure, Some(&best));
                let other = other
                    .filter(|other| !matches!(other.relation, Relation::Holds | Relation::Open));
                match other.or_else(|| self.better_conflict(told, figure, &best)) {
                    Some(conflict) => self.conflict(told, figure, &conflict),
                    None => self.bear(told, figure, best.at),
                }
            } else if let Some(at) = self.worked_out(told, figure) {
                self.held.borne.push((told.place(&figure.words), at));
            } else if let Some(pointed) = self.pointed(told, figure, None) {
                match pointed.relation {
                    Relation::Holds | Relation::Open => self.bear(told, figure, pointed.at),
                    _ => self.conflict(told, figure, &pointed),
                }
            } else if let Some(conflict) = self.conflicting(told, figure) {
                self.conflict(told, figure, &conflict);
            } else if let Some(at) = self.worked_out_otherwise(told, figure) {
                self.gap(Code::FigureConflict, told, figure, Some(at));
            } else if !figure.is_derived && !figure.is_weak && !self.is_open(told, figure) {
                absent.push((told, figure));
            }
        }
        for (told, figure) in absent {
            let place = told.place(&figure.words);
            let is_within =
                |(said, _): &(Range<usize>, At)| said.start <= place.start && place.end <= said.end;
            if !self.held.borne.iter().any(is_within) {
                self.gap(Code::FigureAbsent, told, figure, None);
            }
        }
        self.names();
    }

    fn figure(&self, at: Ref) -> (&Told, &Figure) {
        let told = &self.passages[at.0].sentences()[at.1];
        (told, &told.figures[at.2])
    }

    fn candidates(&self, told: &Told, figure: &Figure) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (passage, evidence) in self.passages.iter().enumerate() {
            for (sentence, other) in evidence.sentences().iter().enumerate() {
                for (at, beside) in other.figures.iter().enumerate() {
                    let relation = directed(told, figure, other, beside);
                    if relation == Relation::Unrelated {
                        continue;
                    }
                    let mut like = likeness(&told.around(figure), &other.around(beside));
                    like.contrasts |= figure.role.is_some()
                        && beside.role.is_some()
                        && figure.role != beside.role;
                    let has_nouns = !figure.nouns.is_empty() && !beside.nouns.is_empty();
                    let is_same_noun = figure.nouns.iter().any(|noun| beside.nouns.contains(noun))
                        || has_nouns && are_lone(told, other) && counts_the_same(told, beside);
                    found.push(Candidate {
                        at: (passage, sentence, at),
                        like,
                        relation,
                        is_same_noun,
                        is_other_noun: has_nouns && !is_same_noun,
                    });
                }
            }
        }
        found
    }

    /// The figure of the evidence that bears one out, the likeliest if several do.
    fn agreeing(&self, told: &Told, figure: &Figure) -> Option<Candidate> {
        let candidates = self.candidates(told, figure).into_iter();
        let holding = candidates.filter(|candidate| candidate.relation == Relation::Holds);
        holding.max_by_key(Candidate::rank)
    }

    fn is_open(&self, told: &Told, figure: &Figure) -> bool {
        let open = |candidate: &Candidate| {
            candidate.relation == Relation::Open
                && figure.unit.dimension == Dimension::Count
                && figure.nouns.is_empty()
        };
        self.candidates(told, figure).iter().any(open)
    }

    /// The figure beside the words that the claim has beside its own, where a
    /// sentence has several figures. `best` is the one that agrees.
    fn pointed(&self, told: &Told, figure: &Figure, best: Option<&Candidate>) -> Option<Candidate> {
        if figure.is_derived || figure.is_weak {
            return None;
        }
        let mut by_sentence: BTreeMap<(usize, usize), Vec<Candidate>> = BTreeMap::new();
        for candidate in self.candidates(told, figure) {
            let (_, beside) = self.figure(candidate.at);
            let is_quote = self.passages[candidate.at.0].window.is_some();
            if is_quote && !beside.is_derived {
                by_sentence.entry((candidate.at.0, candidate.at.1)).or_default().push(candidate);
            }
        }
        let own_facts = told.figures.iter().filter(|other| !other.is_derived).count();
        let own = listed::own_stems(told, &figure.words, own_facts < 2);
        for mut candidates in by_sentence.into_values() {
            let other = self.figure(candidates[0].at).0;
            if are_other_times(told, other) {
                continue;
            }
            let facts: Vec<&Range<usize>> =
                candidates.iter().map(|candidate| &self.figure(candidate.at).1.words).collect();
            let instead = best.and_then(|best| candidates.iter().position(|c| c.at == best.at));
            let Some(pointed) =
                Parts::of(other, &facts).pointed(&own, instead).filter(|p| p.is_sure)
            else {
                continue;
            };
            let candidate = candidates.swap_remove(pointed.at);
            let is_elsewhere =
                best.is_some_and(|best| (best.at.0, best.at.1) != (candidate.at.0, candidate.at.1));
            let is_taken = self.used.get(&candidate.at) == Some(&true);
            let is_bare_unit = candidate.relation == Relation::DiffersBarely
                && figure.unit.dimension != Dimension::Count;
            if !is_elsewhere && !is_bare_unit && (best.is_some() || !is_taken) {
                return Some(candidate);
            }
        }
        None
    }

    /// The figure that says otherwise of the same thing.
    fn conflicting(&self, told: &Told, figure: &Figure) -> Option<Candidate> {
        let candidates = self.candidates(told, figure).into_iter();
        let differing = candidates.filter(|candidate| {
            matches!(
                candidate.relation,
                Relation::Differs | Relation::OtherUnit | Relation::DiffersBarely
            ) && !self.used.contains_key(&candidate.at)
                && self.is_same_thing(told, figure, candidate)
        });
        differing
            .max_by_key(|candidate| (candidate.relation == Relation::OtherUnit, candidate.rank()))
    }

    /// Where the figure that agrees counts something else, and another one of the
    /// same passage counts what the claim counts.
    fn better_conflict(&self, told: &Told, figure: &Figure, best: &Candidate) -> Option<Candidate> {
        if !(best.is_other_noun || best.like.contrasts) || self.passages[best.at.0].window.is_none()
        {
            return None;
        }
        let candidates = self.candidates(told, figure).into_iter();
        let others = candidates.filter(|candidate| {
            candidate.relation == Relation::Differs
                && candidate.at.0 == best.at.0
                && candidate.is_same_noun
                && self.used.get(&candidate.at) != Some(&true)
                && !candidate.like.contrasts
                && candidate.like.near >= best.like.near
                && self.is_same_thing(told, figure, candidate)
        });
        others.max_by_key(Candidate::rank)
    }

    /// Whether two figures tell the same of the same thing.
    fn is_same_thing(&self, told: &Told, figure: &Figure, candidate: &Candidate) -> bool {
        let (other, beside) = self.figure(candidate.at);
        let Candidate { like, is_same_noun, is_other_noun, relation, .. } = candidate;
        if like.contrasts
            || figure.is_weak && beside.is_weak
            || beside.is_derived
                && !figure.is_derived
                && !figure.is_fraction
                && figure.unit.dimension != Dimension::Share
        {
            return false;
        }
        if are_other_times(told, other) || are_complements(figure, beside) {
            return false;
        }
        let is_bare = like.part >= 1.0 && like.shared == 0;
        let is_slip = is_slip(figure, beside);
        if *relation == Relation::DiffersBarely {
            return are_lone(told, other)
                && (like.shared >= 3 && like.part >= 0.6 && is_of_the_size(figure, beside)
                    || is_slip && like.shared >= 2);
        }
        let is_whole = self.passages[candidate.at.0].window.is_none();
        if is_whole && (like.shared < 3 || like.part < 0.6) {
            return false;
        }
        match figure.unit.dimension {
            Dimension::Count | Dimension::Rank => {
                let is_unnamed = figure.nouns.is_empty() || beside.nouns.is_empty();
                let is_alike = like.shared >= 2 && like.part >= 0.5
                    || like.shared >= 1 && like.part >= 1.0 && are_lone(told, other);
                *is_same_noun && (like.shared >= 1 || is_bare || is_slip && are_lone(told, other))
                    || is_unnamed && !figure.is_weak && is_alike && is_of_the_size(figure, beside)
            }
            Dimension::Score | Dimension::Clock | Dimension::Times => like.shared >= 1 || is_bare,
            _ if *relation == Relation::OtherUnit => like.shared >= 1 || is_bare || *is_same_noun,
            _ if *is_other_noun => like.shared >= 2 && like.part >= 0.5,
            _ => {
                like.shared >= 2
                    || like.shared == 1 && like.part >= 0.34
                    || is_bare
                    || *is_same_noun && like.part >= 0.2
            }
        }
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
        // A share that was worked out shows the two figures it was worked out of.
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

    fn dates(&mut self, told: &Told) {
        let mut open: Vec<&Moment> = Vec::new();
        for moment in &told.moments {
            let mut best: Option<(Ref, usize)> = None;
            self.each_moment(|at, other, beside| {
                if moment.accord(beside) == Accord::Agrees {
                    let like = likeness(&told.around_moment(moment), &other.around_moment(beside));
                    let rank = like.near * 4 + like.shared;
                    if best.is_none_or(|(_, known)| rank > known) {
                        best = Some((at, rank));
                    }
                }
            });
            match best {
                Some(_) if self.pointed_date(told, moment).is_some() => open.push(moment),
                Some((at, _)) => {
                    self.used_dates.insert(at);
                    let found = self.moment_at(at);
                    self.held.borne.push((told.place(&moment.words), found));
                }
                None => open.push(moment),
            }
        }
        for moment in open {
            let said = told.place(&moment.words);
            let found = self.pointed_date(told, moment).or_else(|| self.other_date(told, moment));
            let code = if found.is_some() { Code::DateConflict } else { Code::DateAbsent };
            if found.is_some() || !moment.is_slight() {
                self.held.gaps.push(Gap { code, said: said.clone(), shown: said, found });
            }
        }
    }

    /// Another date beside the words that the claim has beside its own, where a
    /// sentence has several dates.
    fn pointed_date(&self, told: &Told, moment: &Moment) -> Option<At> {
        let own = listed::own_stems(told, &moment.words, told.moments.len() < 2);
        for (passage, evidence) in self.passages.iter().enumerate() {
            for other in evidence.sentences().iter().filter(|_| evidence.window.is_some()) {
                let like = |beside: &&Moment| moment.is_like(beside);
                let dates: Vec<&Moment> = other.moments.iter().filter(like).collect();
                let facts: Vec<&Range<usize>> = dates.iter().map(|date| &date.words).collect();
                let pointed = Parts::of(other, &facts).pointed(&own, None).filter(|p| p.is_sure);
                let date = pointed.map(|pointed| dates[pointed.at]);
                if let Some(date) = date.filter(|date| moment.accord(date) == Accord::Differs) {
                    return Some(At { passage, range: other.place(&date.words) });
                }
            }
        }
        None
    }

    fn moment_at(&self, at: Ref) -> At {
        let told = &self.passages[at.0].sentences()[at.1];
        At { passage: at.0, range: told.place(&told.moments[at.2].words) }
    }

    fn each_moment(&self, mut look: impl FnMut(Ref, &Told, &Moment)) {
        for (passage, evidence) in self.passages.iter().enumerate() {
            for (sentence, other) in evidence.sentences().iter().enumerate() {
                for (at, beside) in other.moments.iter().enumerate() {
                    look((passage, sentence, at), other, beside);
                }
            }
        }
    }

    /// Another date for what the claim dates.
    fn other_date(&self, told: &Told, moment: &Moment) -> Option<At> {
        let mut best: Option<(Ref, (usize, usize))> = None;
        self.each_moment(|at, other, beside| {
            let like = likeness(&told.around_moment(moment), &other.around_moment(beside));
            let is_whole = self.passages[at.0].window.is_none();
            let is_bare = like.shared == 0 && like.part >= 1.0;
            let enough = match is_whole {
                true => like.shared >= 3 && like.part >= 0.6,
                false => {
                    let is_close = moment.is_close(beside) && like.shared >= 1 && like.part >= 0.3;
                    like.part > 0.5 && like.shared >= 1 || like.shared >= 3 || is_bare || is_close
                }
            };
            let fits = moment.accord(beside) == Accord::Differs
                && moment.is_like(beside)
                && !self.used_dates.contains(&at)
                && !like.contrasts
                && enough
                && !tells_other_figures(told, other);
            let rank = (like.near, like.shared);
            if fits && best.is_none_or(|(_, known)| rank > known) {
                best = Some((at, rank));
            }
        });
        best.map(|(at, _)| self.moment_at(at))
    }

    fn names(&mut self) {
        let claim = self.claim;
        let mut known: HashSet<String> = HashSet::new();
        for passage in self.passages {
            known.extend(passage.reading.known.iter().cloned());
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

/// The relation of two figures where the sentences say which way things went:
/// a fall of 3 % is a change of −3 %, and no rise of 3 %.
fn directed(told: &Told, figure: &Figure, other: &Told, beside: &Figure) -> Relation {
    let is_negative = |figure: &Figure| figure.value < Exact::ZERO;
    let ways = (change::direction(told, figure), change::direction(other, beside));
    let unsigned = |figure: &Figure| Figure { value: figure.value.abs(), ..figure.clone() };
    let holds = || relation(&unsigned(figure), &unsigned(beside));
    let opposed = |related: Relation| match related {
        Relation::Holds => Relation::Differs,
        related => related,
    };
    let falls = match (is_negative(figure), is_negative(beside)) {
        (false, true) => ways.0.filter(|_| !figure.is_to),
        (true, false) => ways.1.filter(|_| !beside.is_to),
        _ => None,
    };
    match (is_negative(figure), is_negative(beside), ways) {
        (true, false, _) | (false, true, _) => match falls {
            Some(false) => holds(),
            Some(true) => opposed(holds()),
            None => relation(figure, beside),
        },
        (false, false, (Some(own), Some(other)))
            if own != other && figure.is_to == beside.is_to =>
        {
            opposed(relation(figure, beside))
        }
        _ => relation(figure, beside),
    }
}

/// `20 percent below` and `80 percent of` are one thing.
fn are_complements(figure: &Figure, beside: &Figure) -> bool {
    let is_share = |figure: &Figure| figure.unit.dimension == Dimension::Share;
    let sum = || figure.base()?.abs().plus(beside.base()?.abs());
    is_share(figure) && is_share(beside) && sum() == Some(Exact::ONE)
}

/// Whether two sentences have one figure each, so that nothing else can be meant.
fn are_lone(told: &Told, other: &Told) -> bool {
    let lone = |told: &Told| told.figures.iter().filter(|figure| !figure.is_derived).count() == 1;
    lone(told) && lone(other)
}

/// Whether what one figure counts stands beside the other: *killed 19 people* and *19 lives*.
fn counts_the_same(told: &Told, beside: &Figure) -> bool {
    let has = |told: &Told, nouns: &[String]| {
        nouns.first().is_some_and(|noun| told.keys.iter().any(|key| key.stem == *noun))
    };
    has(told, &beside.nouns)
}

/// Whether two numbers can be the same thing wrongly told.
fn is_of_the_size(figure: &Figure, beside: &Figure) -> bool {
    let (own, other) = (figure.value.abs(), beside.value.abs());
    let four = Exact::whole(4);
    own.times(four).is_some_and(|most| other <= most)
        && other.times(four).is_some_and(|most| own <= most)
}

/// Whether two sentences tell of different years or months.
fn are_other_times(own: &Told, other: &Told) -> bool {
    let accords: Vec<Accord> = own
        .moments
        .iter()
        .flat_map(|moment| other.moments.iter().map(|beside| moment.accord(beside)))
        .filter(|accord| *accord != Accord::Unrelated)
        .collect();
    !accords.is_empty() && accords.iter().all(|accord| *accord == Accord::Differs)
}

/// Whether two sentences have figures of one measure, none of which agree.
fn tells_other_figures(own: &Told, other: &Told) -> bool {
    let relations: Vec<Relation> = own
        .figures
        .iter()
        .flat_map(|figure| other.figures.iter().map(|beside| relation(figure, beside)))
        .collect();
    relations.contains(&Relation::Differs) && !relations.contains(&Relation::Holds)
}
