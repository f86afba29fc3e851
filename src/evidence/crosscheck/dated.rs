//! Which date of the evidence a date of the claim is held against.
//!
//! What always holds: a date that the evidence gives more or less exactly agrees;
//! another date is a conflict only where the same thing is dated.

use std::ops::Range;

use super::{
    super::finding::Code,
    compare::{Relation, relation},
    hold::{At, Gap, Hold, Ref},
    listed::{self, Parts},
    moment::{Accord, Moment},
    pairing::WHOLE_SHARED,
    reading::Told,
    topic::likeness,
};

impl Hold<'_> {
    /// Pairs the dates of a sentence of the claim.
    pub(super) fn dates(&mut self, told: &Told) {
        let mut open: Vec<&Moment> = Vec::new();
        for moment in &told.moments {
            let mut best: Option<(Ref, usize)> = None;
            self.each_moment(|at, other, beside| {
                if moment.accord(beside) == Accord::Agrees {
                    let rank = match self.passages[at.0].window {
                        None => told.shares(other),
                        Some(_) => {
                            let own = told.around_moment(moment);
                            let like = likeness(&own, &other.around_moment(beside));
                            like.near * 4 + like.shared
                        }
                    };
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
            let is_whole = self.passages[at.0].window.is_none();
            if is_whole && told.shares(other) < WHOLE_SHARED {
                return;
            }
            let like = likeness(&told.around_moment(moment), &other.around_moment(beside));
            let is_bare = like.shared == 0 && like.part >= 1.0;
            let enough = match is_whole {
                true => like.shared >= WHOLE_SHARED && like.part >= 0.6,
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
