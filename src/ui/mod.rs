//! The window: panels, dialogs, the editor and the reader, drawn with egui.
//!
//! # Invariants
//! Panels take `&Workspace` and return actions; they keep view state only. Everything that
//! can be pressed has an accessible name.

mod app;
mod articles;
mod choices;
mod chooser;
mod claims;
mod clipboard;
mod dialogs;
mod editor;
mod event_order;
mod export_form;
mod field_menu;
mod files;
mod find_bar;
mod find_everywhere;
mod findings;
mod flow;
mod folder;
mod go_to;
mod impact;
mod keyed_list;
mod large;
mod limits;
mod menu;
mod navigator;
mod outside_changes;
mod palette;
mod preview;
mod reader;
mod recovery;
mod second_start;
mod slow_save;
mod sources;
mod status;
mod tall_list;
mod text;
mod theme;
mod verdict;
mod versions;
mod welcome_page;
mod widgets;
mod window;
mod word_history;

pub use app::{App, AppServices};
pub use editor::{CompletionWork, LayoutWork};
pub use files::{FileDialogs, NativeFileDialogs, ScriptedFileDialogs};
pub use theme::{Face, Metrics, Palette, Theme, TypeScale, TypeSize};
pub use window::{WindowError, run};

/// Gives a context what the window needs before its first frame: fonts, themes, the order
/// of keys.
pub fn install(ctx: &egui::Context) {
    Theme::install(ctx);
    ctx.add_plugin(event_order::EventOrder::default());
}
