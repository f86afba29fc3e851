//! The ring around what has the keyboard.
//!
//! # Invariants
//! Every widget that takes the keyboard is ringed here, whatever it looks like; texts have
//! their caret instead, and lists a ring around their current row.

use egui::Context;

use super::keyboard::is_holder;
use crate::ui::{theme::Theme, widgets};

/// Draws the ring. Called behind everything else of a frame.
pub(super) fn show(ctx: &Context, theme: &Theme) {
    let Some(focused) = ctx.memory(|memory| memory.focused()).filter(|id| !is_holder(*id)) else {
        return;
    };
    let Some(response) = ctx.read_response(focused).filter(|response| response.enabled()) else {
        return;
    };
    let painter = ctx.layer_painter(response.layer_id);
    // Of a text longer than its box, the box.
    let rect = response.rect.intersect(response.interact_rect);
    widgets::ring(&painter, theme, rect, response.interact_rect);
}
