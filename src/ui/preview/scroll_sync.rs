//! Keeps editor and preview at the same place of the draft.
//!
//! # Invariants
//! The one that the user scrolled last leads, and the other follows in every frame.
//! Following does not count as scrolling, so neither pushes the other back.

use egui::Context;

use super::Preview;
use crate::{app::Workspace, ui::editor::Editor};

/// Which of editor and preview leads.
#[derive(Default)]
pub(crate) struct ScrollSync {
    is_led_by_preview: bool,
    /// The scroll counters of both when they were last read.
    editor: u64,
    preview: u64,
}

impl ScrollSync {
    /// Moves the preview, which is shown next, to where the editor is.
    pub(crate) fn lead_preview(
        &mut self,
        workspace: &Workspace,
        editor: &Editor,
        preview: &mut Preview,
    ) {
        let scrolls = editor.scrolls();
        if std::mem::replace(&mut self.editor, scrolls) != scrolls {
            self.is_led_by_preview = false;
        }
        if !self.is_led_by_preview
            && let Some(place) = editor.place(workspace)
        {
            preview.go_to(place);
        }
    }

    /// Moves the editor to where the preview is, which was just shown.
    pub(crate) fn lead_editor(
        &mut self,
        ctx: &Context,
        workspace: &Workspace,
        editor: &mut Editor,
        preview: &Preview,
    ) {
        let scrolls = preview.flow.scrolls();
        if std::mem::replace(&mut self.preview, scrolls) != scrolls {
            self.is_led_by_preview = true;
            // The editor was drawn before.
            ctx.request_repaint();
        }
        if self.is_led_by_preview
            && let Some(place) = preview.place(workspace)
        {
            editor.go_to(place);
        }
    }
}
