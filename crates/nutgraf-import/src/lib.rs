//! Readers that make texts of files from elsewhere, and the process that they run in.
//!
//! A reader of a strange format may crash, run away, eat the memory or be taken over by the
//! file. So no reader runs in the process that holds a writer's draft: a child process
//! confines itself, reads the bytes, answers and ends. This crate is all of that child, and
//! the words that the two processes speak. Opening the file, starting the child and ending
//! it is the parent's business.
//!
//! # Entry points
//!
//! | for | door |
//! |---|---|
//! | the program's `main` | [`serve_if_asked`], before anything else is set up |
//! | the parent, before it reads the file | [`ImportKind::of_path`], [`ChildTask::limits`] |
//! | the parent, with the child's pipes | [`child_argument`], [`write_request`], [`UncheckedAnswer`] |
//! | the child, and tests of readers | [`import`], [`markdown_of`], [`picture`](picture()) |
//!
//! # A reader
//!
//! A [`KindReader`] is a function of the file's bytes. It runs confined: a file that it opens, a
//! thread that it starts, a socket, a process are refused by the system, and the
//! [`Limits`] of its kind end it. What it needs beside the bytes (tables, fonts, word lists)
//! is compiled in. It may panic, loop and overflow its stack without harm; it is still to
//! refuse what it cannot read with an [`ImportError`] that says what to do next.
//!
//! # Invariants
//!
//! - Nothing here opens a file, starts a thread or reads the clock.
//! - A text of a kind whose [`AnswerRule`] is [`OwnBytes`](AnswerRule::OwnBytes) is the
//!   file's bytes without a byte order mark: quotes point into it by offset.
//! - A kind without a reader, limits and an answer rule does not compile.
//!
//! # Examples
//!
//! ```
//! use nutgraf_import::{ImportError, ImportKind, import};
//!
//! let file = b"---\ntitle: The audit\nauthor: Ann Grey\n---\n\nFour staff looked at it.\n";
//! let imported = import(file, ImportKind::of_path("audit.md".as_ref()))?;
//! assert_eq!(imported.title, "The audit");
//! assert_eq!(imported.authors, ["Ann Grey"]);
//! assert_eq!(imported.text.as_bytes(), file, "byte for byte");
//!
//! assert_eq!(import(b"caf\xe9", ImportKind::Text), Err(ImportError::NotUtf8(3)));
//! # Ok::<(), ImportError>(())
//! ```

// A library that others use: what is public is what they see.
#![warn(unreachable_pub)]

/// Holds the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ImportReadme;

mod answer;
mod child;
mod clipboard;
mod confine;
mod error;
mod frame;
mod imported;
mod kind;
mod limits;
mod picture;
mod readers;
mod task;
pub mod title;
pub mod yaml;

pub use answer::{Answer, AnswerRule, UncheckedAnswer, UntrueAnswer};
pub use child::{UNCONFINED, child_argument, serve_if_asked, write_request};
pub use confine::{Confined, confine};
pub use error::{ImportError, OtherKind};
pub use frame::FrameError;
pub use imported::{Imported, import};
pub use kind::ImportKind;
pub use limits::{LARGEST_TEXT, Limits};
pub use picture::{Picture, PictureError, picture};
pub use readers::KindReader;
pub use task::{ChildTask, markdown_of};
