//! A cache of layouts, for as long as they are in view.
//!
//! # Invariants
//! A cached layout was made from the same words and parameters as requested, and with a
//! font atlas that is still alive. egui drops its own galleys when it rebuilds the atlas. A
//! tiny text that is laid out every frame detects that, because egui then returns another
//! galley for it.

use std::{collections::HashMap, rc::Rc, sync::Arc};

use egui::{Galley, Ui, text::LayoutJob};

use crate::ui::theme::{Face, Theme};

/// The parameters that all layouts of a column share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct LayoutParams {
    /// Width of the column, in points.
    pub width: f32,
    /// Whether everything is in the monospaced face.
    pub mono: bool,
}

/// Layouts by a hash of what they were made from.
pub(crate) struct LayoutCache<T> {
    /// The parameters, whether the theme is dark, and pixels per point.
    params: Option<(LayoutParams, bool, f32)>,
    /// A galley that changes when egui rebuilds its font atlas.
    probe: Option<Arc<Galley>>,
    layouts: HashMap<u64, (Rc<T>, u64)>,
    frame: u64,
    /// How many layouts were made in this frame.
    count: usize,
}

impl<T> Default for LayoutCache<T> {
    fn default() -> Self {
        Self { params: None, probe: None, layouts: HashMap::new(), frame: 0, count: 0 }
    }
}

impl<T> LayoutCache<T> {
    /// Begins a frame.
    ///
    /// Drops the layouts that were not used in the frame before, and all of them when the
    /// parameters or the font atlas changed.
    pub(crate) fn begin_frame(&mut self, ui: &Ui, theme: &Theme, params: LayoutParams) {
        let params = (params, theme.is_dark, ui.pixels_per_point());
        let font = Face::Draft.at(theme.type_scale.draft.0);
        let job = LayoutJob::simple_singleline("w".to_owned(), font, theme.palette.ink);
        let probe = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let is_same = self.params == Some(params)
            && self.probe.as_ref().is_some_and(|before| Arc::ptr_eq(before, &probe));
        if !is_same {
            self.layouts.clear();
        }
        self.params = Some(params);
        self.probe = Some(probe);
        let last = self.frame;
        self.layouts.retain(|_, (_, used)| *used == last);
        self.frame += 1;
        self.count = 0;
    }

    /// Returns the layout with this key; `lay_out` makes it where it is not cached.
    pub(crate) fn get(&mut self, key: u64, lay_out: impl FnOnce() -> T) -> Rc<T> {
        let Self { layouts, frame, count, .. } = self;
        let (cache, used) = layouts.entry(key).or_insert_with(|| {
            *count += 1;
            (Rc::new(lay_out()), *frame)
        });
        *used = *frame;
        cache.clone()
    }

    /// Returns how many layouts were made in this frame because they were not cached.
    pub(crate) fn count(&self) -> usize {
        self.count
    }
}
