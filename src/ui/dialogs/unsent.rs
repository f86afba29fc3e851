//! What was typed into a form and not sent: one rule for all forms.
//!
//! # Invariants
//! - A form is never closed with what was typed into it unless the writer says so. Esc,
//!   Cancel and every other way out ask first.
//! - The match names every dialog, so that a form without an answer does not compile.

use super::Dialogs;
use crate::app::{Action, Dialog, Workspace};

impl Dialogs {
    /// Replaces the actions that would lose what was typed by the question whether to.
    pub(super) fn asking_first(
        &self,
        dialog: &Dialog,
        workspace: &Workspace,
        actions: Vec<Action>,
    ) -> Vec<Action> {
        // A new article is begun after its form is closed.
        let is_sent = actions.iter().any(|action| matches!(action, Action::NewFromTemplate { .. }));
        let closes = actions.first() == Some(&Action::CloseDialog) && !is_sent;
        if closes && self.has_typed(dialog, workspace) {
            return vec![Action::AskDiscard];
        }
        actions
    }

    /// Whether a dialog holds words that are nowhere else.
    fn has_typed(&self, dialog: &Dialog, workspace: &Workspace) -> bool {
        match dialog {
            Dialog::New => !self.new_title.trim().is_empty(),
            Dialog::Source(_) => self.source.is_changed(),
            Dialog::Article => self.article != workspace.article_form(),
            Dialog::Export => {
                !self.export.reason.trim().is_empty()
                    || self.export.by != workspace.settings().checker
            }
            Dialog::Versions => self.versions.has_typed(),
            Dialog::Address(_) => self.insertions.has_typed_address(),
            Dialog::Stet(_) => !self.stet.reason.trim().is_empty(),
            Dialog::Image(form) => self.insertions.has_typed_image(form),
            Dialog::Path(pick) => self.path.is_changed(pick),
            Dialog::Conflicts => workspace.merging().is_some_and(|merging| merging.is_begun()),
            // What is typed there only looks for something, or nothing is.
            Dialog::Palette
            | Dialog::Choose(_)
            | Dialog::FindEverywhere
            | Dialog::GoTo
            | Dialog::Unsaved(_)
            | Dialog::StillSaving
            | Dialog::ChangedOutside
            | Dialog::Large { .. }
            | Dialog::Linked(_)
            | Dialog::Recovery(_)
            | Dialog::DiscardRecovery(_)
            | Dialog::Copies(_)
            | Dialog::Link(_)
            | Dialog::DiscardTyped
            | Dialog::Shortcuts
            | Dialog::About => false,
        }
    }
}
