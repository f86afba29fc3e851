//! What of the draft nobody has claimed yet.
//!
//! # Invariants
//!
//! - A sentence is open only while no claim shares words with it and nobody said that it
//!   is none.
//! - Sentences with figures, dates, superlatives or quotations stand before those with
//!   weaker cues where ranks are asked for.

use super::{Checklist, Project};
use nutgraf_engine::{
    evidence::{Claimed, Coverage, Inventory, Sentence, inventory},
    markdown::Structure,
    model::{ClaimStatus, Standing},
    range::DraftRange,
};

/// What is worth checking and no claim, and how much is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// How many of the sentences that ask for a claim have one. Those that somebody
    /// said are no claims are not counted.
    pub coverage: Coverage,
    /// How many sentences somebody said are no claims.
    pub aside: usize,
    /// The sentences with a cue that are no claim yet, in the order of the draft.
    pub open: Vec<OpenSentence>,
}

/// A sentence that is worth checking and no claim.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenSentence {
    /// Its bytes in the draft.
    pub range: DraftRange,
    /// Its index in the inventory.
    pub sentence: usize,
    /// Whether it is one of those that coverage counts.
    pub asks: bool,
    /// Its score in the inventory.
    pub score: f64,
}

impl Survey {
    /// Returns how many sentences ask for a claim and are neither claimed nor set aside.
    pub fn unclaimed(&self) -> usize {
        self.coverage.checkable - self.coverage.claimed
    }

    /// The open sentences as they are listed: first those that ask for a claim, then
    /// those with weaker cues; each by place, or the one most worth checking first.
    pub fn listed(&self, is_ranked: bool) -> Vec<&OpenSentence> {
        let mut listed: Vec<_> = self.open.iter().collect();
        if is_ranked {
            listed.sort_by(|one, other| other.score.total_cmp(&one.score));
        }
        // The sort is stable, so each part keeps its order.
        listed.sort_by_key(|open| !open.asks);
        listed
    }

    /// The open sentence to go to from a stretch of the draft, round the end.
    ///
    /// By place, sentences with weaker cues come only when no others are left.
    pub fn step(&self, here: DraftRange, is_ranked: bool, forward: bool) -> Option<&OpenSentence> {
        let listed = self.listed(is_ranked);
        if is_ranked {
            let at = listed.iter().position(|open| open.range == here);
            let next = match (at, forward) {
                (None, _) => 0,
                (Some(at), true) => (at + 1) % listed.len(),
                (Some(at), false) => (at + listed.len() - 1) % listed.len(),
            };
            return listed.get(next).copied();
        }
        let asking = listed.partition_point(|open| open.asks);
        let listed = if asking > 0 { &listed[..asking] } else { &listed[..] };
        let is_behind = |open: &&&OpenSentence| {
            open.range.start > here.start || (here.is_empty() && open.range.start == here.start)
        };
        let found = if forward {
            listed.iter().find(is_behind).or(listed.first())
        } else {
            listed.iter().rfind(|open| open.range.start < here.start).or(listed.last())
        };
        found.copied()
    }
}

impl Project {
    /// Looks through an inventory for what is open. `place` says where a range of the
    /// inventory's draft stands in the draft as it is now; `None` leaves a sentence out.
    ///
    /// Costs a step for each sentence and each claim.
    pub fn survey(
        &self,
        inventory: &Inventory,
        checklist: &Checklist,
        place: impl Fn(&DraftRange) -> Option<DraftRange>,
    ) -> Survey {
        let claimed = Claimed::of(checklist.claims().iter().filter_map(|placed| {
            let claim = self.claims().get(placed.claim)?;
            let is_current = placed.standing == Standing::Settled;
            Some((placed.range, is_current && claim.status == ClaimStatus::Confirmed))
        }));
        let mut survey = Survey::default();
        for (index, sentence) in inventory.sentences.iter().enumerate() {
            let is_open = sentence.score > 0.0;
            let Some(range) = place(&sentence.range).filter(|_| is_open) else { continue };
            let over = claimed.over(range);
            if over.is_none() && self.is_aside(sentence) {
                survey.aside += 1;
                continue;
            }
            let asks = sentence.asks_for_a_claim();
            if asks {
                survey.coverage.add(over);
            }
            if over.is_none() {
                let score = sentence.score;
                survey.open.push(OpenSentence { range, sentence: index, asks, score });
            }
        }
        survey
    }

    /// Looks through the draft as it is now for what is open, and reads it for that; costs a
    /// walk through the draft.
    pub fn survey_of(&self, structure: &Structure) -> Survey {
        let inventory = inventory(self.draft(), structure);
        self.survey(&inventory, &Checklist::of(self), |range| Some(*range))
    }

    /// Whether somebody said that a sentence is no claim.
    pub fn is_aside(&self, sentence: &Sentence) -> bool {
        !self.not_claims().is_empty() && self.not_claims().contains(&sentence.words)
    }
}
