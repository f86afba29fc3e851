//! A long list of items of unequal height that lays out only those in view.
//!
//! # Invariants
//! An item's height is estimated until it was in view once, and then remembered by its key
//! while the list keeps its width. An item to scroll to is always laid out.

use std::collections::HashMap;

use egui::{Rect, Ui, UiBuilder, vec2};

/// Most heights that are remembered.
const MOST: usize = 20_000;

/// View state of a list.
#[derive(Default)]
pub(super) struct TallList {
    heights: HashMap<u64, f32>,
    width: f32,
}

impl TallList {
    /// Shows the items with these keys, one below the other.
    ///
    /// Items with equal keys must have equal heights. `guess` is the estimated height of an
    /// item never in view, in points; `wanted` is the item to scroll to.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        keys: impl IntoIterator<Item = u64>,
        guess: f32,
        wanted: Option<usize>,
        item: impl FnMut(&mut Ui, usize),
    ) {
        if let Some(rect) = self.show_in(ui, keys, guess, wanted, item) {
            ui.scroll_to_rect(rect, None);
        }
    }

    /// Shows the items as [`TallList::show`] does, in what scrolls by itself. Returns where
    /// the item is that is to be brought into view.
    pub(super) fn show_in(
        &mut self,
        ui: &mut Ui,
        keys: impl IntoIterator<Item = u64>,
        guess: f32,
        wanted: Option<usize>,
        mut item: impl FnMut(&mut Ui, usize),
    ) -> Option<Rect> {
        let mut found = None;
        let width = ui.available_width();
        if self.width != width || self.heights.len() > MOST {
            self.width = width;
            self.heights.clear();
        }
        let mut skipped = 0.0;
        for (index, key) in keys.into_iter().enumerate() {
            let height = self.heights.get(&key).copied().unwrap_or(guess);
            let top = ui.cursor().min + vec2(0.0, skipped);
            let place = Rect::from_min_size(top, vec2(width, height));
            if !ui.is_rect_visible(place) && wanted != Some(index) {
                skipped += height;
                continue;
            }
            ui.add_space(std::mem::take(&mut skipped));
            let top = ui.cursor().min;
            // By the index alone: what else of the list is in view must not take the keyboard
            // from a widget of the item.
            let id = ui.unique_id().with(("item", index));
            ui.scope_builder(UiBuilder::new().scope_id(id), |ui| item(ui, index));
            let bottom = ui.cursor().top();
            self.heights.insert(key, bottom - top.y);
            if wanted == Some(index) {
                found = Some(Rect::from_min_max(top, egui::pos2(top.x, bottom)));
            }
        }
        // Space after the last item would make the list longer, even if it is zero.
        if skipped > 0.0 {
            ui.add_space(skipped);
        }
        found
    }
}
