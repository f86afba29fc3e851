//! The evidence laboratory: quotations whose truth is known by how they were made.
//!
//! Shared by `tests/engine/evidence.rs`, which runs a few thousand, and by the programs
//! in `benches/`, which run all. Texts come from two halves, **tuning** and
//! **held out**: a rule of the program may be changed because of what it does to
//! the first; the second is only measured. What always holds: the same seed makes
//! the same corpus, and whether a quotation is harmful is decided here, never by
//! the program under test.

#![allow(dead_code, reason = "the tests and each of the benches use a part of it")]

pub mod case;
pub mod draft;
pub mod evaluation;
pub mod grammar;
pub mod harmful;
pub mod harmless;
pub mod kind;
pub mod lexicon;
pub mod oracle;
pub mod passage;
pub mod registers;
pub mod text;
