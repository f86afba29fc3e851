//! Seeded documents, for whoever has to measure or to test at length.
//!
//! What always holds: the same number of words gives the same bytes on every
//! machine. The article is that of the harness which measures other editors, so
//! that both sides type into one text; `tests/window/bench_documents.rs` keeps its hashes.

#![allow(dead_code, reason = "the tests and each of the benches use a part of it")]

pub mod article;
pub mod project;
