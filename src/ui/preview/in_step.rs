//! Editor and preview at the same place of the draft.
//!
//! What always holds: the one that was scrolled last leads, and the other is put where
//! it is, in every frame; being put somewhere is no scrolling, so neither ever pushes
//! the other back.

use egui::Context;

use super::Preview;
use crate::{app::Workspace, ui::editor::Editor};

/// Who leads.
#[derive(Default)]
pub struct InStep {
    is_led_by_preview: bool,
    /// How often each was scrolled when that was last looked at.
    editor: u64,
    preview: u64,
}

impl InStep {
    /// Puts the preview, which is shown next, where the editor is.
    pub fn lead_preview(&mut self, workspace: &Workspace, editor: &Editor, preview: &mut Preview) {
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

    /// Puts the editor where the preview is, which was shown.
    pub fn lead_editor(
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
