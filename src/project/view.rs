//! What panels and the command line read off a project.

use std::borrow::Cow;

use crate::project::{Project, Step};
use nutgraf_engine::{
    evidence::CheckInput,
    markdown::Structure,
    model::{Claim, EvidenceTarget, SourceId, Standing},
    text::AnchorKey,
};

/// How far the claims of a project have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// All claims.
    pub claims: usize,
    /// Confirmed or opinion, and the words are still those that were checked.
    pub settled: usize,
    /// The words changed after they were checked.
    pub stale: usize,
    /// The words are gone from the draft.
    pub orphaned: usize,
}

impl Project {
    /// Returns the project as it goes out: what its template still asks for is not in it.
    pub fn without_placeholders(&self) -> Cow<'_, Self> {
        let change = Structure::parse(self.draft()).without_placeholders(self.draft());
        if change.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut finished = self.clone();
        match finished.apply(Step::Text { change, restore: Vec::new() }) {
            Ok(_) => Cow::Owned(finished),
            Err(_) => Cow::Borrowed(self),
        }
    }

    /// What the evidence layer judges: the draft whose structure is given, and
    /// everything it rests on.
    pub fn check_input<'a>(&'a self, structure: &'a Structure) -> CheckInput<'a> {
        let claims = self.claims().iter().map(|claim| (claim, self.claim_range(&claim.id)));
        CheckInput { claims: claims.collect(), ..self.quotation_input(structure) }
    }

    /// What the evidence layer judges of quotations: everything but the claims.
    pub fn quotation_input<'a>(&'a self, structure: &'a Structure) -> CheckInput<'a> {
        let uses = self.document().anchors().filter_map(|(key, anchor)| match key {
            AnchorKey::Use(quote, _) => Some((quote.clone(), anchor.range())),
            AnchorKey::Claim(_) => None,
        });
        CheckInput {
            text: self.draft(),
            structure,
            sources: self.sources(),
            quotes: self.quotes(),
            claims: Vec::new(),
            uses: uses.collect(),
            profile: self.article().profile,
        }
    }

    /// The claims in the order of the draft; orphaned ones last.
    pub fn claims_in_order(&self) -> Vec<&Claim> {
        let mut claims: Vec<_> = self.claims().iter().collect();
        claims.sort_by_cached_key(|claim| {
            let range = self.claim_range(&claim.id);
            (range.is_empty(), range.start)
        });
        claims
    }

    /// The claim at a byte offset of the draft, the shortest where several stand.
    pub fn claim_at(&self, offset: usize) -> Option<&Claim> {
        let holds = |claim: &&Claim| {
            let range = self.claim_range(&claim.id);
            range.start <= offset && offset <= range.end && !range.is_empty()
        };
        self.claims().iter().filter(holds).min_by_key(|claim| self.claim_range(&claim.id).len())
    }

    /// Returns where a claim stands in the draft as it is now.
    pub fn standing(&self, claim: &Claim) -> Standing {
        claim.standing(self.claim_words(&claim.id))
    }

    /// The counts over the claim checklist.
    pub fn headline(&self) -> Headline {
        let mut headline = Headline { claims: self.claims().len(), ..Headline::default() };
        for claim in self.claims() {
            match self.standing(claim) {
                Standing::Orphaned => headline.orphaned += 1,
                Standing::Stale => headline.stale += 1,
                Standing::Settled => headline.settled += 1,
                Standing::Open => {}
            }
        }
        headline
    }

    /// The claims that rest on a source or on one of its quotes.
    pub fn claims_resting_on<'a>(
        &'a self,
        source: &'a SourceId,
    ) -> impl Iterator<Item = &'a Claim> {
        self.claims().iter().filter(move |claim| {
            claim.evidence.iter().any(|evidence| match &evidence.target {
                EvidenceTarget::Source(id) => id == source,
                EvidenceTarget::Quote(id) => {
                    self.quote(id).is_some_and(|quote| quote.source == *source)
                }
            })
        })
    }
}
