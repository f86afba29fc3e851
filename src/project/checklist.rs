//! The claims as they stand in the draft, kept from one key to the next.
//!
//! What shows claims asks for their order, places and counts in every frame, and
//! a project may have thousands.
//!
//! # Invariants
//!
//! - The list is what one made anew of the project would be.
//! - An edit of the draft costs an addition for each claim, and a look at the words of
//!   those that it touched.

use super::{Headline, Project};
use nutgraf_engine::{
    model::Standing,
    range::DraftRange,
    text::{Anchor, Change},
};

/// A claim and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedClaim {
    /// Its index in [`Project::claims`].
    pub claim: usize,
    /// Its words, in bytes of the draft; empty where they are gone.
    pub range: DraftRange,
    /// Where it stands.
    pub standing: Standing,
}

/// The claims in the order of the draft, orphaned ones last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    claims: Vec<PlacedClaim>,
    headline: Headline,
}

impl Checklist {
    /// The claims of a project.
    pub fn of(project: &Project) -> Self {
        let claims = project.claims().iter().enumerate().map(|(index, claim)| PlacedClaim {
            claim: index,
            range: project.claim_range(&claim.id),
            standing: project.standing(claim),
        });
        let mut list = Self { claims: claims.collect(), headline: Headline::default() };
        list.settle();
        list
    }

    /// Brings the list along with a change of the draft and of nothing else. Says
    /// whether a claim stands otherwise than before, or in another order.
    pub fn follow(&mut self, project: &Project, change: &Change) -> bool {
        let mut differs = false;
        for placed in &mut self.claims {
            let before = Anchor::new(placed.range);
            placed.range = before.map(change).range();
            if before.is_touched_by(change)
                && let Some(claim) = project.claims().get(placed.claim)
            {
                // Words that are gone have a place in the draft, but none to be shown.
                placed.range = project.claim_range(&claim.id);
                let standing = project.standing(claim);
                differs |= placed.standing != standing;
                placed.standing = standing;
            }
        }
        self.settle() || differs
    }

    /// The claims in the order of the draft, orphaned ones last. Those with a place
    /// rise by where they begin.
    pub fn claims(&self) -> &[PlacedClaim] {
        &self.claims
    }

    /// The counts over the checklist.
    pub fn headline(&self) -> Headline {
        self.headline
    }

    /// The claim at a byte offset of the draft, by its index in [`Project::claims`];
    /// the shortest where several stand.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let begun = self.claims.iter().take_while(|placed| {
            placed.standing != Standing::Orphaned && placed.range.start <= offset
        });
        let holding = begun.filter(|placed| offset <= placed.range.end);
        let shortest = holding.min_by_key(|placed| (placed.range.len(), placed.claim));
        shortest.map(|placed| placed.claim)
    }

    /// Says whether the order had to be mended.
    fn settle(&mut self) -> bool {
        let place = |placed: &PlacedClaim| {
            let is_orphaned = placed.range.is_empty();
            (is_orphaned, placed.range.start, placed.claim)
        };
        let is_sorted = self.claims.is_sorted_by_key(place);
        if !is_sorted {
            self.claims.sort_by_key(place);
        }
        let count = |standing| self.claims.iter().filter(|c| c.standing == standing).count();
        self.headline = Headline {
            claims: self.claims.len(),
            settled: count(Standing::Settled),
            stale: count(Standing::Stale),
            orphaned: count(Standing::Orphaned),
        };
        !is_sorted
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;
    use crate::project::{Intent, Step};
    use nutgraf_engine::model::{Article, Claim, ClaimId, ClaimStatus};

    const DRAFT: &str = "Four staff looked. Two cameras were sold in 1912. Nobody knew.";

    fn project(claims: &[(usize, usize, bool)]) -> Project {
        let mut project = Project::new(Article::default(), DRAFT);
        for (number, (start, length, is_checked)) in claims.iter().enumerate() {
            let range = DraftRange::new(
                start % DRAFT.len(),
                (start % DRAFT.len() + length).min(DRAFT.len()),
            );
            let id = ClaimId::new(format!("c{}", number * 7 % 10));
            let claim = Claim::new(id.clone(), &DRAFT[range]);
            project.apply_all(Intent::add_claim(claim, range).steps).unwrap();
            if *is_checked {
                let status = ClaimStatus::Confirmed;
                let intent = project.set_status(&id, status, "", Timestamp::UNIX_EPOCH).unwrap();
                project.apply_all(intent.steps).unwrap();
            }
        }
        project
    }

    proptest! {
        #[test]
        fn a_list_that_follows_edits_is_one_made_anew(
            claims in prop::collection::vec((0_usize..60, 0_usize..20, any::<bool>()), 0..9),
            edits in prop::collection::vec((0_usize..80, 0_usize..30, "[a-c ]{0,3}"), 1..12),
            probe in 0_usize..70,
        ) {
            let mut project = project(&claims);
            let mut list = Checklist::of(&project);
            for (start, length, insert) in edits {
                let start = start.min(project.draft().len());
                let end = (start + length).min(project.draft().len());
                let change = Change::replace(start..end, insert);
                project.apply(Step::text(change.clone())).unwrap();
                list.follow(&project, &change);
                prop_assert_eq!(&list, &Checklist::of(&project));
                let ids = list.claims().iter().map(|placed| &project.claims()[placed.claim].id);
                let expected = project.claims_in_order().into_iter().map(|claim| &claim.id);
                prop_assert!(ids.eq(expected));
                prop_assert_eq!(list.headline(), project.headline());
                let at = list.at(probe).map(|at| &project.claims()[at].id);
                prop_assert_eq!(at, project.claim_at(probe).map(|claim| &claim.id));
            }
        }
    }
}
