//! The Sources tab: the list of sources, and one source with its reader and quotes.

mod list;
mod listing;
mod open_source;
mod usage;

use egui::{Id, Rect, Ui};

use self::{listing::SourceListing, usage::Usage};
use super::{
    impact::Impact, keyed_list::KeyedList, reader::SnapshotReader, tall_list::TallList,
    theme::Theme, verdict::Digests,
};
use crate::app::{Action, Workspace};
use nutgraf_engine::model::{Quote, SourceId};

/// Returns the id by which the list has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("sources.list")
}

/// View state of the tab.
#[derive(Default)]
pub(super) struct SourcesPanel {
    search: String,
    list: KeyedList,
    /// The source whose quotes the list is of; `None` for the list of sources.
    listed: Option<SourceId>,
    listing: SourceListing,
    /// Heights of the rows of the list.
    heights: TallList,
    usage: Usage,
    reader: SnapshotReader,
    impact: Impact,
    /// Heights of the cards of quotes.
    quote_heights: TallList,
    /// Where the card of the current quote was drawn, where it was.
    current_card: Option<Rect>,
    /// The quote that is being edited.
    editing: Option<Quote>,
}

impl SourcesPanel {
    /// Shows the tab.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        digests: &mut Digests,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        self.usage.follow(workspace);
        let current = workspace.current_source().map(|source| &source.id);
        if self.listed.as_ref() != current {
            self.list.reset();
            self.listed = current.cloned();
        }
        match workspace.current_source() {
            Some(source) => self.one(ui, workspace, theme, (source, digests), &mut actions),
            None => self.list(ui, workspace, theme, &mut actions),
        }
        actions
    }
}
