//! The nouns of Nutgraf as plain data.
//!
//! # Invariants
//!
//! No IO, no clock, no randomness of its own, and no positions in the draft: where a claim is in
//! the draft is an [`Anchor`](crate::text::Anchor), because only the text layer
//! knows how a position moves.

mod article;
mod claim;
mod date;
mod id;
mod quote;
mod source;

pub use article::{Article, Profile, Signoff, Stet};
pub use claim::{
    Claim, ClaimCheck, ClaimKind, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, PastCheck,
    Standing,
};
pub use date::{PartialDate, PartialDateError};
pub use id::{ClaimId, Ids, QuoteId, SourceId};
pub use quote::{Quote, Selector};
pub use source::{
    Locators, Mark, MarkKind, Snapshot, SnapshotFormat, Source, SourceKind, key_from, sha256_hex,
    valid_key,
};
