//! Which figure of the evidence a figure of the claim is held against.
//!
//! What always holds: figures are compared only where they count or measure the
//! same, and where what stands around them says that they are about one thing.

use std::{collections::BTreeMap, ops::Range};

use super::{
    amount::Exact,
    change,
    compare::{Relation, is_slip, may_hold, relation},
    figure::Figure,
    hold::{Hold, Ref},
    listed::{self, Parts},
    moment::Accord,
    reading::Told,
    topic::{Likeness, likeness},
    unit::Dimension,
};

/// How many stems a sentence of a whole source has to share with the claim's to say
/// otherwise of the same thing.
pub(super) const WHOLE_SHARED: usize = 3;

/// A fact of the evidence beside one of the claim.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) at: Ref,
    pub(super) like: Likeness,
    pub(super) relation: Relation,
    pub(super) is_same_noun: bool,
    pub(super) is_other_noun: bool,
}

impl Candidate {
    fn rank(&self) -> (bool, bool, usize, usize) {
        (!self.like.contrasts, self.is_same_noun, self.like.near, self.like.shared)
    }
}

impl Hold<'_> {
    /// The figures of the evidence that can be compared with one of the claim.
    pub(super) fn candidates(&self, told: &Told, figure: &Figure) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (passage, evidence) in self.passages.iter().enumerate() {
            for (sentence, other) in evidence.sentences().iter().enumerate() {
                let is_whole = evidence.window.is_none();
                let is_far = is_whole && told.shares(other) < WHOLE_SHARED;
                for (at, beside) in other.figures.iter().enumerate() {
                    if is_far && !may_hold(figure, beside) {
                        continue;
                    }
                    let relation = directed(told, figure, other, beside);
                    let tells_nothing =
                        is_far && !matches!(relation, Relation::Holds | Relation::Open);
                    if relation == Relation::Unrelated || tells_nothing {
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
    pub(super) fn agreeing(&self, candidates: &[Candidate]) -> Option<Candidate> {
        let candidates = candidates.iter().copied();
        let holding = candidates.filter(|candidate| candidate.relation == Relation::Holds);
        holding.max_by_key(Candidate::rank)
    }

    /// Whether a number that says nothing of what it counts stands in the evidence.
    pub(super) fn is_open(&self, figure: &Figure, candidates: &[Candidate]) -> bool {
        let open = |candidate: &Candidate| {
            candidate.relation == Relation::Open
                && figure.unit.dimension == Dimension::Count
                && figure.nouns.is_empty()
        };
        candidates.iter().any(open)
    }

    /// The figure beside the words that the claim has beside its own, where a
    /// sentence has several figures. `best` is the one that agrees.
    pub(super) fn pointed(
        &self,
        told: &Told,
        figure: &Figure,
        candidates: &[Candidate],
        best: Option<&Candidate>,
    ) -> Option<Candidate> {
        if figure.is_derived || figure.is_weak {
            return None;
        }
        let mut by_sentence: BTreeMap<(usize, usize), Vec<Candidate>> = BTreeMap::new();
        for candidate in candidates.iter().copied() {
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
    pub(super) fn conflicting(
        &self,
        told: &Told,
        figure: &Figure,
        candidates: &[Candidate],
    ) -> Option<Candidate> {
        let candidates = candidates.iter().copied();
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
    pub(super) fn better_conflict(
        &self,
        told: &Told,
        figure: &Figure,
        candidates: &[Candidate],
        best: &Candidate,
    ) -> Option<Candidate> {
        if !(best.is_other_noun || best.like.contrasts) || self.passages[best.at.0].window.is_none()
        {
            return None;
        }
        let candidates = candidates.iter().copied();
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
        if are_other_times(told, other) || are_complements(told, figure, other, beside) {
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
        if is_whole && (like.shared < WHOLE_SHARED || like.part < 0.6) {
            return false;
        }
        match figure.unit.dimension {
            Dimension::Count | Dimension::Rank => {
                let is_unnamed = figure.nouns.is_empty() || beside.nouns.is_empty();
                let is_same_end = figure.role.is_some() && figure.role == beside.role;
                let is_alike = is_same_end && like.shared >= 1
                    || like.shared >= 2 && like.part >= 0.5
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
fn are_complements(told: &Told, figure: &Figure, other: &Told, beside: &Figure) -> bool {
    let is_share = |figure: &Figure| figure.unit.dimension == Dimension::Share;
    let sum = || figure.base()?.abs().plus(beside.base()?.abs());
    (told.is_less || other.is_less)
        && is_share(figure)
        && is_share(beside)
        && sum() == Some(Exact::ONE)
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
