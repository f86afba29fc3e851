//! Everything one project file holds, and the only ways to change it.
//!
//! A [`Project`] is changed by applying [`Step`]s. Each step returns the step
//! that takes it back, so one undo stack covers text, sources, quotes, claims
//! and anchors.
//!
//! # Invariants
//!
//! Keys and ids are unique, a quote's source exists, a claim's evidence exists, and every
//! anchor belongs to a claim or a quote that exists.

mod apply;
mod capture;
mod checklist;
mod cut_anchors;
mod gate;
mod impact;
mod intent;
mod merge;
mod quotation_text;
mod record_rules;
mod record_size;
mod search;
mod size;
mod step;
mod step_error;
mod step_label;
mod stet;
mod survey;
mod update;
mod view;
mod wording;

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;

use nutgraf_engine::{
    model::{Article, Claim, ClaimId, Quote, QuoteId, Signoff, Source, SourceId, Stet, sha256_hex},
    range::DraftRange,
    text::{AnchorKey, Document, DocumentCopy},
};

pub use capture::{CaptureError, Captured, capture_claim, capture_quote, words_in};
pub use checklist::{Checklist, PlacedClaim};
pub use gate::{Obstacle, ObstacleKind};
pub use impact::{Reason, Reliance};
pub use intent::{Intent, QuotationStyle};
pub use merge::{Conflict, ConflictPlace, Decisions, MergeNote, Merged, Take, merge};
pub use search::{HitPlace, MOST as MOST_HITS, PartHits, ProjectHit, ProjectPart, search};
pub use size::LARGEST_FILE;
pub use step::{Record, RecordKey, Step};
pub use step_error::{RecordUser, StepError, TurnBackError};
pub use step_label::StepLabel;
pub use survey::{OpenSentence, Survey};
pub use update::DraftUpdate;
pub use view::Headline;

/// One article with everything it rests on.
///
/// A copy shares its lists with the original until one of the two changes them;
/// for a thread there is [`Project::copy`], which shares the text too.
#[derive(Clone, Debug)]
pub struct Project {
    article: Arc<Article>,
    document: Document,
    sources: Arc<Vec<Source>>,
    quotes: Arc<Vec<Quote>>,
    claims: Arc<Vec<Claim>>,
    not_claims: Arc<BTreeSet<String>>,
    stets: Arc<BTreeSet<Stet>>,
    signoffs: Arc<Vec<Signoff>>,
    size: size::ProjectSize,
    /// What edits of this session took away from anchors; not saved.
    cut_anchors: cut_anchors::CutAnchors,
}

/// A project as it was at a moment, for a thread: it is taken at every keystroke
/// and costs next to nothing, however much the project holds.
#[derive(Clone, Debug)]
pub struct ProjectCopy {
    article: Arc<Article>,
    document: DocumentCopy,
    sources: Arc<Vec<Source>>,
    quotes: Arc<Vec<Quote>>,
    claims: Arc<Vec<Claim>>,
    not_claims: Arc<BTreeSet<String>>,
    stets: Arc<BTreeSet<Stet>>,
    signoffs: Arc<Vec<Signoff>>,
    size: size::ProjectSize,
}

impl ProjectCopy {
    /// The project that this is a copy of. Costs a walk through the draft, so it is
    /// for the thread to do.
    pub fn into_project(self) -> Project {
        let Self { article, document, sources, quotes, claims, not_claims, stets, signoffs, size } =
            self;
        let document = document.into_document();
        let cut_anchors = cut_anchors::CutAnchors::default();
        Project {
            article,
            document,
            sources,
            quotes,
            claims,
            not_claims,
            stets,
            signoffs,
            size,
            cut_anchors,
        }
    }
}

impl Default for Project {
    fn default() -> Self {
        Self::new(Article::default(), "")
    }
}

impl Project {
    /// A project with an article and its draft, and nothing else.
    pub fn new(article: Article, draft: impl Into<String>) -> Self {
        let mut project = Self {
            article: Arc::new(article),
            document: Document::new(draft),
            sources: Arc::default(),
            quotes: Arc::default(),
            claims: Arc::default(),
            not_claims: Arc::default(),
            stets: Arc::default(),
            signoffs: Arc::default(),
            size: size::ProjectSize::default(),
            cut_anchors: cut_anchors::CutAnchors::default(),
        };
        project.recount();
        project
    }

    /// The project as it is now, for a thread.
    pub fn copy(&self) -> ProjectCopy {
        let Self {
            article,
            document,
            sources,
            quotes,
            claims,
            not_claims,
            stets,
            signoffs,
            size,
            cut_anchors: _,
        } = self;
        ProjectCopy {
            article: article.clone(),
            document: document.copy(),
            sources: sources.clone(),
            quotes: quotes.clone(),
            claims: claims.clone(),
            not_claims: not_claims.clone(),
            stets: stets.clone(),
            signoffs: signoffs.clone(),
            size: *size,
        }
    }

    /// The article's metadata.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The draft with its anchors.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The draft's text.
    pub fn draft(&self) -> &str {
        self.document.text()
    }

    /// The sources, in the writer's order.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The quotes, in the order in which they were captured.
    pub fn quotes(&self) -> &[Quote] {
        &self.quotes
    }

    /// The claims, in the order in which they were made; see [`Project::claims_in_order`].
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Sentences that somebody said are no claims, by their words without markup, on
    /// one line. A sentence that is edited asks again.
    pub fn not_claims(&self) -> &BTreeSet<String> {
        &self.not_claims
    }

    /// The record of sign-offs, oldest first.
    pub fn signoffs(&self) -> &[Signoff] {
        &self.signoffs
    }

    /// The record that somebody called the draft, as it is now, final; `reason` is why
    /// although something stood against it, empty when nothing did.
    pub fn signoff(&self, by: &str, reason: &str, now: Timestamp) -> Signoff {
        Signoff {
            by: by.to_owned(),
            at: now,
            draft_sha256: self.draft_sha256(),
            reason: reason.to_owned(),
        }
    }

    /// SHA-256 of the draft in lower-case hexadecimal, by which a sign-off names it.
    pub fn draft_sha256(&self) -> String {
        sha256_hex(self.draft().as_bytes())
    }

    /// The source of an id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// The source of a citation key.
    pub fn source_by_key(&self, key: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.key == key)
    }

    /// Returns the source whose captured text is this one, byte for byte by its hash.
    ///
    /// The hashes of the sources are known, and the text is read only where one is as long.
    pub fn source_with_text(&self, text: &str) -> Option<&Source> {
        let mut hash = None;
        self.sources.iter().find(|source| {
            source.snapshot.as_ref().is_some_and(|snapshot| {
                snapshot.text.len() == text.len()
                    && *hash.get_or_insert_with(|| sha256_hex(text.as_bytes())) == snapshot.sha256
            })
        })
    }

    /// The quote of an id.
    pub fn quote(&self, id: &QuoteId) -> Option<&Quote> {
        self.quotes.iter().find(|quote| quote.id == *id)
    }

    /// The claim of an id.
    pub fn claim(&self, id: &ClaimId) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == *id)
    }

    /// The quotes captured from a source.
    pub fn quotes_of(&self, source: &SourceId) -> impl Iterator<Item = &Quote> {
        self.quotes.iter().filter(move |quote| quote.source == *source)
    }

    /// Adds a sign-off to the record. The record only grows, so it is not undone.
    ///
    /// # Errors
    /// When the project would become too large; nothing has changed then.
    pub fn sign(&mut self, signoff: Signoff) -> Result<(), StepError> {
        let (was, before) = (self.settled_size(), self.size);
        self.put_signoff(signoff);
        self.require_room(was).inspect_err(|_| {
            Arc::make_mut(&mut self.signoffs).pop();
            self.size = before;
        })
    }

    /// Where a claim stands in the draft; an empty range when its words are gone.
    pub fn claim_range(&self, id: &ClaimId) -> DraftRange {
        self.document
            .anchor(&AnchorKey::Claim(id.clone()))
            .map_or(DraftRange::at(0), nutgraf_engine::text::Anchor::range)
    }

    /// The words a claim holds in the draft now; empty when they are gone.
    pub fn claim_words(&self, id: &ClaimId) -> &str {
        self.document.anchored_text(&AnchorKey::Claim(id.clone())).unwrap_or("")
    }
}
