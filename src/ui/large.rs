//! The dialog about a file that is too large to be opened unasked.

use std::path::{Path, PathBuf};

use egui::{Label, Ui};

use super::{
    dialogs::title,
    theme::Theme,
    widgets::{self, small},
};
use crate::{
    app::Action,
    persist::limits::{Limit, memory_to_open},
};
use nutgraf_engine::text::size_in_words;

/// Says what it costs to open a file of a size, in bytes, and asks.
pub(super) fn ask(ui: &mut Ui, theme: &Theme, path: &Path, size: u64, actions: &mut Vec<Action>) {
    title(ui, 520.0, "This file is very large");
    ui.label(small(path.display().to_string(), theme));
    ui.add_space(4.0);
    let about = format!(
        "It has {}, and opening it takes about {} of memory and some time. Projects are saved up to \
         {}: until it is smaller, you can read it, export it, and delete sources. If it is no \
         project of yours, check that this is the right file.",
        size_in_words(size),
        size_in_words(memory_to_open(size)),
        size_in_words(Limit::Project.written()),
    );
    ui.add(Label::new(about).wrap());
    ui.add_space(12.0);
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, theme, "Open all the same").clicked() {
            actions.push(Action::OpenLarge(PathBuf::from(path)));
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
