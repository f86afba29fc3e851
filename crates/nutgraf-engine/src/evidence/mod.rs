//! Checks what the draft's words rest on: quotations against snapshots, claims against their
//! evidence.
//!
//! Everything here is a pure function of texts: no IO, no clock, no state but caches that can
//! be thrown away at any time. Both sides are read through one [`fold`](fold::fold), every
//! snapshot is indexed once, and [`judge`](judge::judge) gives a quotation its verdict.
//!
//! # Invariants
//!
//! - Similarity decides where to look and what to show, never whether a quotation passes.
//! - A quotation passes only when every one of its words is in the snapshot in order, apart
//!   from changes that it marks itself.

pub mod align;
pub mod cache;
pub mod check;
mod claim_quotations;
pub mod corpus;
pub mod crosscheck;
pub mod diff;
pub mod finding;
pub mod fix;
pub mod fold;
pub mod follow;
pub mod index;
pub mod input;
pub mod inventory;
pub mod judge;
mod lexicon;
mod likely_passages;
pub mod note;
pub mod passage;

pub mod reanchor;
pub mod report;
pub mod support;
pub mod verdict;
pub mod word_diff;
pub mod wording;

mod boundaries;
mod brackets;
mod candidates;
mod exact_match;
mod grammar;
mod hidden_negation;
mod image;
mod invisible;
mod mismatch;
mod nearest;
mod nested_marks;
mod placement;
mod quotation_alignment;
mod quotation_check;
mod quotation_findings;
mod reader;
mod reading;
mod searched;
mod speaker;
mod spelling;
mod suffix;
mod swapped;
mod text_direction;
mod text_hints;
mod token;
mod upper_bound;
mod vocabulary;
mod window;
mod word_change;
mod written_date;

pub use cache::CheckCache;
pub use check::{check, check_article};
pub use corpus::{Corpus, CorpusSource};
pub use crosscheck::{
    CheckedClaim, Discrepancy, EvidenceExcerpt, PairDiscrepancy, PairEvidence, Supported,
    crosscheck,
};
pub use diff::{DiffOp, DiffPart};
pub use finding::{
    ChangeReason, Code, DiscrepancyKind, Finding, FindingKind, FindingSubject, Severity,
};
pub use fix::{Fix, FixInput, FixKind, Remedy, fixes};
pub use follow::follow;
pub use index::SnapshotIndex;
pub use input::CheckInput;
pub use inventory::{
    Claimed, Coverage, Cue, Form, Inventory, InventoryCache, Sentence, coverage, inventory,
    inventory_with, suggested_kind,
};
pub use judge::judge;
pub use likely_passages::{LikelyPassage, likely_passages};
pub use note::Note;
pub use passage::{PassageMatch, find_passage};
pub use report::{CheckedQuotation, FindingCounts, Report};
pub use support::Support;
pub use text_direction::TextDirectionNote;
pub use text_hints::mended;
pub use verdict::{Judgement, Verdict};
pub use word_diff::word_diff;
pub use written_date::written_date;
