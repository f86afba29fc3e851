//! The claims as they stand in the draft, and the sentences that are none.
//!
//! # Invariants
//! - The checklist is that of the project as it is now; the inventory is of the version of
//!   the draft that stands beside it.

use std::sync::Arc;

use super::{OpenProject, StepEffects};
use crate::project::{Checklist, OpenSentence, Project, Survey};
use nutgraf_engine::{
    evidence::{Coverage, Inventory, Sentence},
    range::DraftRange,
    text::Bias,
};

/// With more edits than this at once the checklist is made from the beginning.
const MOST_EDITS_TO_FOLLOW: usize = 64;

/// The claims as they stand, and the claim inventory.
#[derive(Default)]
pub(in crate::app) struct ChecklistState {
    checklist: Checklist,
    /// Rises when a claim changes, or how one stands; not when it only moves.
    revision: u64,
    /// The sentences of the draft at a version, with their cues.
    inventory: Option<(u64, Arc<Inventory>)>,
    /// Counted when claims or the inventory last changed.
    counts: Option<SurveyCounts>,
}

/// How much of what is worth checking is claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SurveyCounts {
    /// The sentences that ask for a claim.
    pub coverage: Coverage,
    /// Sentences that somebody said are no claims.
    pub aside: usize,
}

impl SurveyCounts {
    /// Returns how many sentences that ask for a claim are neither claimed nor set aside.
    pub fn unclaimed(&self) -> usize {
        self.coverage.checkable - self.coverage.claimed
    }
}

impl ChecklistState {
    /// The claims as they stand in the draft now.
    pub(in crate::app) fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// Changes whenever a claim does, or how one stands, or the draft was read again for
    /// sentences.
    pub(in crate::app) fn serial(&self) -> (u64, u64) {
        (self.revision, self.inventory_version().map_or(0, |version| version + 1))
    }

    /// The version of the draft that the inventory is of; `None` until there is one.
    pub(in crate::app) fn inventory_version(&self) -> Option<u64> {
        self.inventory.as_ref().map(|(version, _)| *version)
    }

    /// What of the draft is worth checking and no claim yet; `None` until the draft was read
    /// for the first time. Costs a step for each sentence and claim.
    pub(in crate::app) fn survey(&self, project: &Project) -> Option<Survey> {
        let (version, inventory) = self.inventory.as_ref()?;
        let place = |range: &DraftRange| place_since(project, *version, *range);
        Some(project.survey(inventory, &self.checklist, place))
    }

    /// How much of what is worth checking is claimed, as of the last check; `None` until the
    /// draft was read for the first time.
    pub(in crate::app) fn counts(&self) -> Option<SurveyCounts> {
        self.counts
    }

    /// Costs a step for each sentence and claim, so it is not done at each key.
    fn count(&mut self, project: &Project) {
        self.counts = self
            .survey(project)
            .map(|survey| SurveyCounts { coverage: survey.coverage, aside: survey.aside });
    }

    /// The cues and words of a sentence that is no claim yet.
    pub(in crate::app) fn sentence(&self, open: &OpenSentence) -> Option<&Sentence> {
        self.inventory.as_ref()?.1.sentences.get(open.sentence)
    }

    /// Takes over the claims of another project.
    pub(in crate::app) fn open(&mut self, project: &Project) {
        self.inventory = None;
        self.rebuild(project);
    }

    /// Takes in the inventory of a version of the draft.
    pub(in crate::app) fn take_inventory(
        &mut self,
        version: u64,
        inventory: Arc<Inventory>,
        project: &Project,
    ) {
        self.inventory = Some((version, inventory));
        self.count(project);
    }

    /// Makes the checklist from the beginning.
    pub(in crate::app) fn rebuild(&mut self, project: &Project) {
        self.revision += 1;
        self.checklist = Checklist::of(project);
        self.count(project);
    }

    /// Brings the checklist along with steps that were just applied.
    pub(in crate::app) fn follow(&mut self, effects: &StepEffects, open: &OpenProject) {
        let is_small = effects.change.edits().len() <= MOST_EDITS_TO_FOLLOW;
        if !(effects.only_types && is_small && effects.reread.is_some()) {
            self.rebuild(open.project());
        } else if self.checklist.follow(open.project(), &effects.change) {
            self.revision += 1;
            self.count(open.project());
        }
    }
}

/// Where a byte range of the draft at a version stands now; `None` where words in it were
/// changed since, or the version is too old to tell.
pub(in crate::app) fn place_since(
    project: &Project,
    version: u64,
    range: DraftRange,
) -> Option<DraftRange> {
    let mut range = range;
    for change in project.document().since(version)? {
        if change.changes_within(range) {
            return None;
        }
        let start = change.map(range.start, Bias::Right);
        range = DraftRange::new(start, change.map(range.end, Bias::Left).max(start));
    }
    Some(range)
}
