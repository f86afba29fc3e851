//! The preview: the draft as its readers see it.
//!
//! As in the editor, only what is in view is rendered, laid out and drawn.
//!
//! # Invariants
//! The height of a unit is stored at the line that it begins on, and the other lines have
//! none, so the preview needs no list of blocks to keep consistent with the draft.

mod layout;
mod paint;
mod scroll_sync;

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

use egui::{Id, Rect, Ui, UiBuilder, pos2};

use self::layout::{GAP, UnitLayout, UnitLayouter};
pub(super) use self::scroll_sync::ScrollSync;
use super::{
    flow::{self, Flow, HeightEstimate, LayoutCache, LayoutParams, ScrollAnchor},
    theme::Theme,
    widgets,
};
use crate::app::{Action, Workspace};
use nutgraf_engine::{
    markdown::{RenderUnit, RenderUnits, rendered},
    range::{DraftRange, TextRange},
};

/// Space above the first block and beside the column, in points.
const ABOVE: f32 = 40.0;
const BESIDE: f32 = 32.0;

/// Space below the last block, as a part of the view.
const BELOW: f32 = 1.0 / 3.0;

/// View state of the preview.
pub(super) struct Preview {
    flow: Flow,
    layouts: LayoutCache<UnitLayout>,
    known: UnitIndex,
    /// Where to scroll to in the next frame, in bytes of the draft: see [`Preview::go_to`].
    wanted: Option<f64>,
}

impl Default for Preview {
    fn default() -> Self {
        Self {
            flow: Flow::new(ABOVE, BELOW),
            layouts: LayoutCache::default(),
            known: UnitIndex::default(),
            wanted: None,
        }
    }
}

/// The units that were looked up in one version of the draft.
#[derive(Default)]
struct UnitIndex {
    /// Id and version of the document.
    of: Option<(u64, u64)>,
    /// Units by the start of the piece that they begin in, in bytes.
    pieces: HashMap<usize, Rc<[IndexedUnit]>>,
}

/// A unit of the draft, and the key of its layout.
struct IndexedUnit {
    unit: RenderUnit,
    key: u64,
    definitions: String,
}

/// Lays out the preview in one frame.
struct PreviewFrame<'a> {
    layouter: UnitLayouter<'a>,
    workspace: &'a Workspace,
    width: f32,
    units: RenderUnits<'a>,
    known: &'a mut UnitIndex,
    layouts: &'a mut LayoutCache<UnitLayout>,
}

impl Preview {
    /// Shows the preview over the whole of `ui`.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let rect = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(rect);
        let clip = ui.clip_rect().intersect(rect);
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(rect));
        ui.set_clip_rect(clip);
        let scale = &theme.type_scale;
        let wanted = workspace.settings().measure as f32 * scale.character * scale.draft.0;
        let width = wanted.min(rect.width() - 2.0 * BESIDE).max(160.0).round();
        let left = rect.left() + ((rect.width() - width) / 2.0).max(0.0).round();
        let (document, structure) = (workspace.project().document(), workspace.structure());
        if structure.blocks.is_empty() {
            let place = Rect::from_min_size(pos2(left, rect.top() + ABOVE), rect.size());
            let hint = widgets::small("What you write appears here.", theme);
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| ui.label(hint));
        }
        self.flow.wheel(ui, rect);
        let estimate = HeightEstimate {
            width,
            character: scale.character * scale.draft.0 * 0.82,
            row: scale.draft.1,
            gap: GAP,
        };
        self.flow.follow(document, &estimate, rect.height());
        self.layouts.begin_frame(ui, theme, LayoutParams { width, mono: false });
        self.known.follow((document.id(), document.version()));
        let scroll_bar = ui.spacing().scroll.allocated_width();
        let mut frame = PreviewFrame {
            layouter: UnitLayouter { ui, theme, scroll_bar },
            workspace,
            width,
            units: RenderUnits::of(document.text(), structure),
            known: &mut self.known,
            layouts: &mut self.layouts,
        };
        if let Some(bytes) = self.wanted.take() {
            let place = match frame.units.around(bytes.max(0.0) as usize) {
                Some(around) => {
                    let piece = self.flow.range(self.flow.at(around.start));
                    ScrollAnchor::of_bytes(bytes, piece.start, around.into())
                }
                // Before the first unit there is nothing to show.
                None => ScrollAnchor { offset: 0, part: bytes.min(0.0) as f32 },
            };
            self.flow.go_to(place, |piece| frame.height(piece));
        }
        let seen = self.flow.settle(rect.height(), |piece| frame.height(piece));
        let mut drawn = Vec::new();
        for in_view in seen {
            let mut y = rect.top() + in_view.y;
            for (unit, layout) in frame.piece(self.flow.range(in_view.piece)) {
                drawn.push((unit, layout.clone(), y));
                y += layout.height;
            }
        }
        for (start, layout, y) in &drawn {
            let origin = pos2(left, flow::on_pixel(ui, *y));
            let id = Id::unique("preview").with(start);
            paint::parts(ui, theme, (id, origin), &layout.parts, &mut actions);
        }
        flow::fade(ui, theme, rect);
        flow::scroll_bar(ui, theme, Id::unique("preview bar"), rect, &mut self.flow);
        actions
    }

    /// Returns where the view begins, as a fractional byte of the draft; from -1 to 0 in
    /// the space above the first block. `None` when the draft changed since.
    fn place(&self, workspace: &Workspace) -> Option<f64> {
        let document = workspace.project().document();
        let place = self.flow.place(document)?;
        let piece = self.flow.range(self.flow.at(place.offset));
        let units = RenderUnits::of(document.text(), workspace.structure());
        // A piece in which no unit begins has no height.
        let around = units.around(piece.end.saturating_sub(1));
        let around = around.filter(|around| piece.contains(around.start));
        Some(place.to_bytes(around.unwrap_or(DraftRange::at(place.offset)).into()))
    }

    /// Scrolls to a fractional byte of the draft, in the next frame.
    fn go_to(&mut self, bytes: f64) {
        self.wanted = Some(bytes);
    }

    /// Returns how many units the last frame laid out.
    pub(super) fn work(&self) -> usize {
        self.layouts.count()
    }
}

impl UnitIndex {
    /// Forgets the units of another version of the draft.
    fn follow(&mut self, now: (u64, u64)) {
        // Scrolling through a long draft leaves many entries behind.
        if self.of != Some(now) || self.pieces.len() > 2_000 {
            self.pieces.clear();
        }
        self.of = Some(now);
    }
}

impl PreviewFrame<'_> {
    /// Returns the layouts of the units that begin within a piece of the draft, by where
    /// they begin.
    fn piece(&mut self, piece: TextRange) -> Vec<(usize, Rc<UnitLayout>)> {
        let known = self.known.pieces.get(&piece.start).cloned();
        let seen = known.unwrap_or_else(|| {
            let seen: Rc<[IndexedUnit]> = self.look_up(piece).into();
            self.known.pieces.insert(piece.start, seen.clone());
            seen
        });
        seen.iter().map(|seen| (seen.unit.range.start, self.layout(seen))).collect()
    }

    fn height(&mut self, piece: TextRange) -> f32 {
        self.piece(piece).iter().map(|(_, layout)| layout.height).sum()
    }

    fn look_up(&mut self, piece: TextRange) -> Vec<IndexedUnit> {
        let (draft, structure) = (self.workspace.project().draft(), self.workspace.structure());
        let seen = |unit: RenderUnit| {
            let definitions = structure.definitions_for(draft, &unit);
            let mut hasher = DefaultHasher::new();
            (&draft[unit.range], &unit.item, &definitions).hash(&mut hasher);
            IndexedUnit { key: hasher.finish(), unit, definitions }
        };
        // The end of the text belongs to the last piece.
        let end = if piece.end == draft.len() { piece.end + 1 } else { piece.end };
        self.units.beginning_in(DraftRange::new(piece.start, end)).into_iter().map(seen).collect()
    }

    fn layout(&mut self, seen: &IndexedUnit) -> Rc<UnitLayout> {
        let Self { layouter, workspace, width, layouts, .. } = self;
        let IndexedUnit { unit, key, definitions } = seen;
        layouts.get(*key, || {
            let draft = workspace.project().draft();
            let blocks = rendered(draft, workspace.structure(), unit, definitions);
            layouter.unit(&blocks, unit.item.as_ref(), *width)
        })
    }
}
