//! A long list of items of unequal height, of which only those in view are set.
//!
//! What always holds: an item's height is guessed until it was seen once, and is
//! then remembered by its key for as long as the list is as wide as it was. An
//! item that is named to be brought into view is always set.

use std::collections::HashMap;

use egui::{Rect, Ui, vec2};

/// The most heights that are remembered.
const MOST: usize = 20_000;

/// View state of a list.
#[derive(Default)]
pub struct TallList {
    heights: HashMap<u64, f32>,
    width: f32,
}

impl TallList {
    /// Shows the items with these keys, one below the other. Items with the same
    /// key must be of the same height. `guess` is the height of one never seen, in
    /// points; `wanted` is the item to be brought into view.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        keys: impl IntoIterator<Item = u64>,
        guess: f32,
        wanted: Option<usize>,
        mut item: impl FnMut(&mut Ui, usize),
    ) {
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
            ui.push_id(index, |ui| item(ui, index));
            let bottom = ui.cursor().top();
            self.heights.insert(key, bottom - top.y);
            if wanted == Some(index) {
                ui.scroll_to_rect(Rect::from_min_max(top, egui::pos2(top.x, bottom)), None);
            }
        }
        // Space behind the last item would make the list longer, be it none.
        if skipped > 0.0 {
            ui.add_space(skipped);
        }
    }
}
