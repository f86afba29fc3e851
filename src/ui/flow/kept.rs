//! What was set, for as long as it is seen.
//!
//! What always holds: what is given back was set from the same words and in the same
//! manner as what is asked for, and with a font atlas that still stands. egui drops
//! its own galleys when it rebuilds the atlas; a tiny text that is set again each
//! frame shows that it did, because egui then gives another galley for it.

use std::{collections::HashMap, rc::Rc, sync::Arc};

use egui::{Galley, Ui, text::LayoutJob};

use crate::ui::theme::{Face, Theme};

/// What a column decides of how everything in it is set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Manner {
    /// Its width, in points.
    pub width: f32,
    /// Whether it is set in the face for code.
    pub mono: bool,
}

/// What was set, by a hash of what it was set from.
pub struct Kept<T> {
    /// With whether the theme is dark, and how many pixels a point has.
    manner: Option<(Manner, bool, f32)>,
    /// Another one than before says that the atlas is another.
    witness: Option<Arc<Galley>>,
    sets: HashMap<u64, (Rc<T>, u64)>,
    frame: u64,
    /// How many were set in this frame.
    count: usize,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { manner: None, witness: None, sets: HashMap::new(), frame: 0, count: 0 }
    }
}

impl<T> Kept<T> {
    /// Begins a frame: forgets what was not asked for in the one before, and
    /// everything when the manner or the atlas is another.
    pub fn begin(&mut self, ui: &Ui, theme: &Theme, manner: Manner) {
        let manner = (manner, theme.is_dark, ui.pixels_per_point());
        let font = Face::Draft.at(theme.type_scale.draft.0);
        let job = LayoutJob::simple_singleline("w".to_owned(), font, theme.palette.ink);
        let witness = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let is_same = self.manner == Some(manner)
            && self.witness.as_ref().is_some_and(|before| Arc::ptr_eq(before, &witness));
        if !is_same {
            self.sets.clear();
        }
        self.manner = Some(manner);
        self.witness = Some(witness);
        let last = self.frame;
        self.sets.retain(|_, (_, used)| *used == last);
        self.frame += 1;
        self.count = 0;
    }

    /// What has this key; `set` makes it where it is not kept.
    pub fn get(&mut self, key: u64, set: impl FnOnce() -> T) -> Rc<T> {
        let Self { sets, frame, count, .. } = self;
        let (kept, used) = sets.entry(key).or_insert_with(|| {
            *count += 1;
            (Rc::new(set()), *frame)
        });
        *used = *frame;
        kept.clone()
    }

    /// How many were set in this frame, because they were not kept.
    pub fn count(&self) -> usize {
        self.count
    }
}
