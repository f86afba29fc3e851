//! The preview: the draft as its readers see it.
//!
//! As in the editor, only what is in view is rendered, laid out and drawn.
//!
//! # Invariants
//! The height of a unit is stored at the line that it begins on, and the other lines have
//! none, so the preview needs no list of blocks to keep consistent with the draft. The notes
//! below them are a part of the last line.

mod code;
mod layout;
mod notes;
mod paint;
mod pictures;
mod scroll_sync;

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

use egui::{Id, Rect, Stroke, Ui, UiBuilder, pos2};

use self::layout::{GAP, Target, UnitLayout, UnitLayouter};
use self::notes::{IndexedNote, NoteColumn};
use self::paint::Drawing;
use self::pictures::PictureTextures;
pub(super) use self::scroll_sync::ScrollSync;
use super::{
    flow::{self, Flow, HeightEstimate, LayoutCache, LayoutParams, ScrollAnchor},
    theme::Theme,
    widgets,
};
use crate::app::{Action, Workspace};
use crate::exchange::export::{CitationPreview, NoteReferences};
use nutgraf_engine::{
    markdown::{NoteNumbers, RenderUnit, RenderUnits, RenderedReplacement, rendered},
    range::{DraftRange, TextRange},
};

/// Space above the first block and beside the column, in points.
const ABOVE: f32 = 40.0;
const BESIDE: f32 = 32.0;

/// What is shown in front of a note or a sign that was gone to, as a part of the view.
const BEFORE_JUMP: f32 = 0.35;

/// Space below the last block, as a part of the view.
const BELOW: f32 = 1.0 / 3.0;

/// How a picture begins in the draft.
const PICTURE: &str = "![";

/// View state of the preview.
pub(super) struct Preview {
    flow: Flow,
    layouts: LayoutCache<UnitLayout>,
    known: UnitIndex,
    /// Where to scroll to in the next frame, in bytes of the draft: see [`Preview::go_to`].
    wanted: Option<f64>,
    /// The note or sign to scroll to in the next frame.
    jump: Option<Target>,
    numbers: NoteNumbers,
    references: NoteReferences,
    pictures: PictureTextures,
}

impl Default for Preview {
    fn default() -> Self {
        Self {
            flow: Flow::new(ABOVE, BELOW),
            layouts: LayoutCache::default(),
            known: UnitIndex::default(),
            wanted: None,
            jump: None,
            numbers: NoteNumbers::default(),
            references: NoteReferences::default(),
            pictures: PictureTextures::default(),
        }
    }
}

/// The units that were looked up in one version of the draft.
#[derive(Default)]
struct UnitIndex {
    /// Id and version of the document, revision of the project, which the sources have, and
    /// serial of the pictures.
    of: Option<[u64; 4]>,
    /// Units by the start of the piece that they begin in, in bytes.
    pieces: HashMap<usize, Rc<[IndexedUnit]>>,
    /// The notes, once they were looked up.
    notes: Option<Rc<[IndexedNote]>>,
}

/// A unit of the draft, and the key of its layout.
struct IndexedUnit {
    unit: RenderUnit,
    key: u64,
    definitions: String,
    replacements: Vec<RenderedReplacement>,
}

/// Lays out the preview in one frame.
struct PreviewFrame<'a> {
    layouter: UnitLayouter<'a>,
    workspace: &'a Workspace,
    width: f32,
    units: RenderUnits<'a>,
    known: &'a mut UnitIndex,
    layouts: &'a mut LayoutCache<UnitLayout>,
    numbers: &'a NoteNumbers,
    references: &'a mut NoteReferences,
    /// The citations, once one was looked up.
    citations: Option<CitationPreview<'a>>,
    /// The last piece of the draft, below which the notes are.
    last: TextRange,
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
        let (id, version) = (document.id(), document.version());
        let now = [id, version, workspace.revision(), workspace.pictures_at()];
        if self.known.follow(now) {
            let citations = CitationPreview::of(workspace.project(), structure);
            let is_note = |citation: &_| citations.is_note(citation);
            self.numbers = NoteNumbers::of(document.text(), structure, is_note);
        }
        if self.references.is_behind() {
            self.known.forget();
        }
        self.references.begin_frame();
        let scroll_bar = ui.spacing().scroll.allocated_width();
        let mut frame = PreviewFrame {
            layouter: UnitLayouter { ui, theme, scroll_bar, note: None, workspace },
            workspace,
            width,
            units: RenderUnits::of(document.text(), structure),
            known: &mut self.known,
            layouts: &mut self.layouts,
            numbers: &self.numbers,
            references: &mut self.references,
            citations: None,
            last: self.flow.range(self.flow.count().saturating_sub(1)),
        };
        if let Some(bytes) = self.wanted.take() {
            let place = frame.place_of(&self.flow, bytes);
            self.flow.go_to(place, |piece| frame.height(piece));
        }
        if let Some(target) = self.jump.take()
            && let Some(place) = frame.place_of_target(&self.flow, &target)
        {
            self.flow.go_to(place, |piece| frame.height(piece));
            // The view leads from here on, and shows what is in front as well.
            self.flow.scroll_by(-rect.height() * BEFORE_JUMP, rect.height());
            ui.ctx().request_repaint();
        }
        let seen = self.flow.settle(rect.height(), |piece| frame.height(piece));
        let (mut drawn, mut notes) = (Vec::new(), None);
        for in_view in seen {
            let mut y = rect.top() + in_view.y;
            let piece = self.flow.range(in_view.piece);
            for (unit, layout) in frame.piece(piece) {
                drawn.push((("unit", unit), layout.clone(), y));
                y += layout.height;
            }
            if piece == frame.last {
                notes = frame.note_column().map(|column| (column, y));
            }
        }
        if self.references.is_behind() {
            ui.ctx().request_repaint();
        }
        if let Some((NoteColumn { notes, rule, .. }, top)) = notes {
            let line = Stroke::new(1.0, theme.palette.line);
            let columns = egui::Rangef::new(left, left + width);
            ui.painter().hline(columns, flow::on_pixel(ui, top + rule), line);
            for (number, (y, layout)) in (1..).zip(notes) {
                let y = top + y;
                if y < rect.bottom() && y + layout.height > rect.top() {
                    drawn.push((("note", number), layout, y));
                }
            }
        }
        self.pictures.begin_frame();
        let pictures = &mut self.pictures;
        let mut drawing = Drawing { workspace, pictures, pressed: Vec::new(), asked: Vec::new() };
        for (name, layout, y) in &drawn {
            let origin = pos2(left, flow::on_pixel(ui, *y));
            let id = Id::unique("preview").with(name);
            paint::parts(ui, theme, (id, origin), &layout.parts, &mut drawing);
        }
        let Drawing { pressed, asked, .. } = drawing;
        actions.extend(asked.into_iter().map(Action::AskPicture));
        for target in pressed {
            match target {
                Target::Address(address) => actions.push(Action::AskLink(address)),
                Target::Note(_) | Target::Sign(_) => {
                    self.jump = Some(target);
                    ui.ctx().request_repaint();
                }
            }
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
    /// Forgets the units of another version of the draft, and returns whether it is another.
    fn follow(&mut self, now: [u64; 4]) -> bool {
        let is_other = self.of != Some(now);
        // Scrolling through a long draft leaves many entries behind.
        if is_other || self.pieces.len() > 2_000 {
            self.forget();
        }
        self.of = Some(now);
        is_other
    }

    fn forget(&mut self) {
        self.pieces.clear();
        self.notes = None;
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
        let notes = if piece == self.last { self.note_column() } else { None };
        self.units_height(piece) + notes.map_or(0.0, |notes| notes.height)
    }

    fn units_height(&mut self, piece: TextRange) -> f32 {
        self.piece(piece).iter().map(|(_, layout)| layout.height).sum()
    }

    /// Where a fractional byte of the draft is.
    fn place_of(&self, flow: &Flow, bytes: f64) -> ScrollAnchor {
        match self.units.around(bytes.max(0.0) as usize) {
            Some(around) => {
                let piece = flow.range(flow.at(around.start));
                ScrollAnchor::of_bytes(bytes, piece.start, around.into())
            }
            // Before the first unit there is nothing to show.
            None => ScrollAnchor { offset: 0, part: bytes.min(0.0) as f32 },
        }
    }

    /// Where a note is, or its first sign.
    fn place_of_target(&mut self, flow: &Flow, target: &Target) -> Option<ScrollAnchor> {
        match target {
            Target::Address(_) => None,
            Target::Sign(number) => {
                let note = self.numbers.notes().get(number.checked_sub(1)?)?;
                Some(self.place_of(flow, note.sign.start as f64))
            }
            Target::Note(number) => {
                let column = self.note_column()?;
                let (top, _) = column.notes.get(number.checked_sub(1)?)?;
                let units = self.units_height(self.last);
                let part = (units + top) / (units + column.height).max(1.0);
                Some(ScrollAnchor { offset: self.last.start, part })
            }
        }
    }

    fn look_up(&mut self, piece: TextRange) -> Vec<IndexedUnit> {
        let (draft, structure) = (self.workspace.project().draft(), self.workspace.structure());
        // The end of the text belongs to the last piece.
        let end = if piece.end == draft.len() { piece.end + 1 } else { piece.end };
        let units = self.units.beginning_in(DraftRange::new(piece.start, end));
        let seen = |unit: RenderUnit| {
            let definitions = structure.definitions_for(draft, &unit);
            let replacements = self.replacements(unit.range);
            let mut hasher = DefaultHasher::new();
            (&draft[unit.range], &unit.item, &definitions).hash(&mut hasher);
            for RenderedReplacement { range, runs } in &replacements {
                (range.start - unit.range.start, runs).hash(&mut hasher);
            }
            // What is known of a picture decides how high it is.
            if draft[unit.range].contains(PICTURE) {
                self.workspace.pictures_at().hash(&mut hasher);
            }
            IndexedUnit { key: hasher.finish(), unit, definitions, replacements }
        };
        units.into_iter().map(seen).collect()
    }

    fn layout(&mut self, seen: &IndexedUnit) -> Rc<UnitLayout> {
        let Self { layouter, workspace, width, layouts, .. } = self;
        let IndexedUnit { unit, key, definitions, replacements } = seen;
        layouts.get(*key, || {
            let (draft, structure) = (workspace.project().draft(), workspace.structure());
            let blocks = rendered(draft, structure, unit, definitions, replacements);
            layouter.unit(&blocks, unit.item.as_ref(), *width)
        })
    }
}
