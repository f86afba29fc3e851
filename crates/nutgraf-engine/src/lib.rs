//! The evidence engine: the words of a draft held against the words of its sources.
//!
//! Everything here is a function of texts. A draft is Markdown with Pandoc citations; a
//! source is the text that was captured of it. The engine says whether a quotation's words
//! stand in a source, in which words the two differ, which figures, dates and names of a
//! claim its evidence does not have, and which sentences there is something to check in.
//! It never says that a source is right.
//!
//! # Entry points
//!
//! | function | holds | against | returns |
//! |---|---|---|---|
//! | [`check_article`] | the quotations of a Markdown text | texts of sources | [`Report`] |
//! | [`check()`] | a whole project: quotations, citations, claims | its sources and quotes | [`Report`] |
//! | [`judge()`] | one quotation | a [`Corpus`] | [`Judgement`] |
//! | [`crosscheck()`] | figures, dates and names of a claim | texts of evidence | [`PairDiscrepancy`]s |
//! | [`inventory()`] | every sentence of a draft | | [`Inventory`] |
//!
//! # Layers
//!
//! Each module knows only those before it: [`range`] → [`model`] → [`text`] → [`markdown`] →
//! [`evidence`].
//!
//! # Invariants
//!
//! - Similarity decides where to look and what to show, never whether a quotation passes.
//! - Offsets are bytes of the text that they point into, on character boundaries. The types of
//!   [`range`] say which text.
//! - Nothing here opens a file, reads the clock, prints, or draws random numbers of its
//!   own. Work is shared among threads where they start, and done on the caller's where
//!   they do not, as in a browser.

// A library that others use: what is public is what they see.
#![warn(unreachable_pub)]

/// Holds the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod evidence;
pub mod markdown;
pub mod model;
pub mod range;
pub mod text;

pub use evidence::{
    CheckCache, CheckInput, Code, Corpus, CorpusSource, Finding, Inventory, Judgement,
    PairDiscrepancy, Report, Severity, SnapshotIndex, Verdict, check, check_article, crosscheck,
    inventory, judge,
};
