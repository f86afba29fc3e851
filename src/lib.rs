//! Nutgraf ties the words of a draft to the words of its sources.
//!
//! The library is one column of layers. Each knows only those before it, and
//! `tests/architecture.rs` fails when one looks ahead:
//!
//! `model → text → markdown → evidence → project → persist → design_tokens → exchange → app → cli | ui`
//!
//! | layer | what it is |
//! |---|---|
//! | [`model`](nutgraf_engine::model) | sources, quotes, claims, the article: plain data without positions in the draft |
//! | [`text`](nutgraf_engine::text) | changes as values, the one writer of the draft, anchors that move with it, undo |
//! | [`markdown`](nutgraf_engine::markdown) | blocks, outline, source spans, quotations, citations, sentences |
//! | [`evidence`](nutgraf_engine::evidence) | the fold, the index, verdicts, findings: pure functions of texts |
//! | [`project`] | everything one file holds, and the steps that change it |
//! | [`persist`] | the project file, atomic saves, settings |
//! | [`design_tokens`] | colours by meaning, sizes and type, for the window and the packet |
//! | [`exchange`] | texts coming in, finished Markdown going out |
//! | [`app`] | the program without a window: commands, actions, workspace, effects |
//! | [`cli`] | the command line over the same engine |
//! | [`ui`] | the window |
//!
//! Files from elsewhere are read by the crate [`nutgraf_import`], in a process of its own.
//!
//! Offsets are bytes everywhere but at the border to egui, which counts characters.

#![warn(unreachable_pub)]

pub mod app;
pub mod cli;
pub mod design_tokens;
pub mod exchange;
pub mod persist;
pub mod project;
pub mod ui;
