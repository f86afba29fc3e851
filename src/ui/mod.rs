//! The window.
//!
//! What always holds: panels take `&Workspace` and give back actions; they keep
//! view state only. Everything that can be pressed has an accessible name.

mod app;
mod choices;
mod chooser;
mod claims;
mod dialogs;
mod editor;
mod export;
mod files;
mod find;
mod findings;
mod flow;
mod impact;
mod large;
mod limits;
mod menu;
mod navigator;
mod outside;
mod palette;
mod preview;
mod reader;
mod recovery;
mod saving;
mod sources;
mod status;
mod tall_list;
mod text;
mod theme;
mod verdict;
mod versions;
mod welcome;
mod widgets;
mod window;

pub use app::{App, Parts};
pub use editor::Work;
pub use files::{FileDialogs, Native, Scripted};
pub use theme::{Face, Metrics, Palette, Size, Theme, TypeScale};
pub use window::{WindowError, run, this_second};
