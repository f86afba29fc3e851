//! The preview: the draft as a reader reads it.
//!
//! It has the same economy as the editor: what is in view is rendered, set and drawn,
//! and nothing else, however long the draft. What always holds: the height of a unit
//! is kept at the line that it begins on, and the other lines have none, so that the
//! preview knows no list of blocks that it would have to keep in step with the draft.

mod in_step;
mod paint;
mod set;

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
    rc::Rc,
};

use egui::{Id, Rect, Ui, UiBuilder, pos2};

pub(super) use self::in_step::InStep;
use self::set::{GAP, Set, Setter};
use super::{
    flow::{self, Flow, Guess, Kept, Manner, Place},
    theme::Theme,
    widgets,
};
use crate::{
    app::{Action, Workspace},
    markdown::{RenderUnit, RenderUnits, rendered},
};

/// Room above the first block and beside the column, in points.
const ABOVE: f32 = 40.0;
const BESIDE: f32 = 32.0;

/// Room below the last block, as a part of the view.
const BELOW: f32 = 1.0 / 3.0;

/// View state of the preview.
pub struct Preview {
    flow: Flow,
    sets: Kept<Set>,
    known: Known,
    /// Where the view is to begin, in bytes of the draft: see [`Preview::go_to`].
    wanted: Option<f64>,
}

impl Default for Preview {
    fn default() -> Self {
        Self {
            flow: Flow::new(ABOVE, BELOW),
            sets: Kept::default(),
            known: Known::default(),
            wanted: None,
        }
    }
}

/// The units that were looked up in one state of the draft.
#[derive(Default)]
struct Known {
    /// The document and its version.
    of: Option<(u64, u64)>,
    /// By where the piece begins that they begin in.
    pieces: HashMap<usize, Rc<[Seen]>>,
}

/// A unit of the draft, and what its set is kept by.
struct Seen {
    unit: RenderUnit,
    key: u64,
    definitions: String,
}

/// Gives what is set of the draft in one frame.
struct Frame<'a> {
    setter: Setter<'a>,
    workspace: &'a Workspace,
    width: f32,
    units: RenderUnits<'a>,
    known: &'a mut Known,
    sets: &'a mut Kept<Set>,
}

impl Preview {
    /// Shows the preview over the whole of `ui`.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
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
        let guess = Guess {
            width,
            character: scale.character * scale.draft.0 * 0.82,
            row: scale.draft.1,
            gap: GAP,
        };
        self.flow.follow(document, &guess, rect.height());
        self.sets.begin(ui, theme, Manner { width, mono: false });
        self.known.follow((document.id(), document.version()));
        let scroll_bar = ui.spacing().scroll.allocated_width();
        let mut frame = Frame {
            setter: Setter { ui, theme, scroll_bar },
            workspace,
            width,
            units: RenderUnits::of(document.text(), structure),
            known: &mut self.known,
            sets: &mut self.sets,
        };
        if let Some(bytes) = self.wanted.take() {
            let place = match frame.units.around(bytes.max(0.0) as usize) {
                Some(around) => {
                    let piece = self.flow.range(self.flow.at(around.start));
                    Place::of_bytes(bytes, piece.start, &around)
                }
                // In front of the first unit there is nothing to see.
                None => Place { offset: 0, part: bytes.min(0.0) as f32 },
            };
            self.flow.go_to(place, |piece| frame.height(piece));
        }
        let seen = self.flow.settle(rect.height(), |piece| frame.height(piece));
        let mut drawn = Vec::new();
        for in_view in seen {
            let mut y = rect.top() + in_view.y;
            for (unit, set) in frame.piece(self.flow.range(in_view.piece)) {
                drawn.push((unit, set.clone(), y));
                y += set.height;
            }
        }
        for (start, set, y) in &drawn {
            let origin = pos2(left, flow::on_pixel(ui, *y));
            let id = Id::unique("preview").with(start);
            paint::parts(ui, theme, (id, origin), &set.parts, &mut actions);
        }
        flow::fade(ui, theme, rect);
        flow::scroll_bar(ui, theme, Id::unique("preview bar"), rect, &mut self.flow);
        actions
    }

    /// Where the view begins, in bytes of the draft and parts of a byte; from -1 to 0
    /// in the room above the first block. `None` when the draft changed since.
    fn place(&self, workspace: &Workspace) -> Option<f64> {
        let document = workspace.project().document();
        let place = self.flow.place(document)?;
        let piece = self.flow.range(self.flow.at(place.offset));
        let units = RenderUnits::of(document.text(), workspace.structure());
        // A piece that no unit begins in is no higher than a point.
        let around = units.around(piece.end.saturating_sub(1));
        let around = around.filter(|around| piece.contains(&around.start));
        Some(place.to_bytes(&around.unwrap_or(place.offset..place.offset)))
    }

    /// Lets the view begin at such a place when it is shown next.
    fn go_to(&mut self, bytes: f64) {
        self.wanted = Some(bytes);
    }

    /// How many units the last frame set anew.
    pub fn work(&self) -> usize {
        self.sets.count()
    }
}

impl Known {
    /// Forgets what was known of another state of the draft.
    fn follow(&mut self, now: (u64, u64)) {
        // A long way through a draft leaves much behind.
        if self.of != Some(now) || self.pieces.len() > 2_000 {
            self.pieces.clear();
        }
        self.of = Some(now);
    }
}

impl Frame<'_> {
    /// The units that begin within a piece of the draft, by where they begin.
    fn piece(&mut self, piece: Range<usize>) -> Vec<(usize, Rc<Set>)> {
        let known = self.known.pieces.get(&piece.start).cloned();
        let seen = known.unwrap_or_else(|| {
            let seen: Rc<[Seen]> = self.look_up(&piece).into();
            self.known.pieces.insert(piece.start, seen.clone());
            seen
        });
        seen.iter().map(|seen| (seen.unit.range.start, self.set(seen))).collect()
    }

    fn height(&mut self, piece: Range<usize>) -> f32 {
        self.piece(piece).iter().map(|(_, set)| set.height).sum()
    }

    fn look_up(&mut self, piece: &Range<usize>) -> Vec<Seen> {
        let (draft, structure) = (self.workspace.project().draft(), self.workspace.structure());
        let seen = |unit: RenderUnit| {
            let definitions = structure.definitions_for(draft, &unit);
            let mut hasher = DefaultHasher::new();
            (&draft[unit.range.clone()], &unit.item, &definitions).hash(&mut hasher);
            Seen { key: hasher.finish(), unit, definitions }
        };
        // The end of the text belongs to the last piece.
        let end = if piece.end == draft.len() { piece.end + 1 } else { piece.end };
        self.units.beginning_in(&(piece.start..end)).into_iter().map(seen).collect()
    }

    fn set(&mut self, seen: &Seen) -> Rc<Set> {
        let Self { setter, workspace, width, sets, .. } = self;
        let Seen { unit, key, definitions } = seen;
        sets.get(*key, || {
            let draft = workspace.project().draft();
            let blocks = rendered(draft, workspace.structure(), unit, definitions);
            setter.set(&blocks, unit.item.as_ref(), *width)
        })
    }
}
