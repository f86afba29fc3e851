//! A row of the outline that is dragged to where its section is to stand.
//!
//! # Invariants
//! - The line shows where the section lands, which is where it may stand and nearest to the
//!   pointer; without a line it stays.
//! - A change of the draft ends the drag, because the rows are others then; so does Escape.

use egui::{CursorIcon, Rect, Stroke, Ui, vec2};

use crate::{
    app::{Action, Mode, Workspace},
    ui::theme::Theme,
};
use nutgraf_engine::markdown::sections::{SectionEdits, SectionMove};

/// Distance from the edge of the list within which it scrolls, in points.
const EDGE: f32 = 24.0;

/// How fast it scrolls there, in points a second.
const SPEED: f32 = 300.0;

/// Radius of the dot at the beginning of the line, in points.
const DOT: f32 = 3.0;

/// The rows of the outline, all of one height.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    /// All of them, also those out of view.
    pub(super) list: Rect,
    pub(super) height: f32,
    pub(super) count: usize,
}

impl Rows {
    /// The number of the row in front of which a height on the screen is nearest.
    fn nearest(&self, y: f32) -> usize {
        (((y - self.list.top()) / self.height).round().max(0.0) as usize).min(self.count)
    }

    fn top(&self, row: usize) -> f32 {
        self.list.top() + self.height * row as f32
    }
}

/// A drag under way.
#[derive(Clone, Copy)]
pub(super) struct Dragging {
    heading: usize,
    /// The revision that the rows are of.
    revision: u64,
}

impl Dragging {
    /// Begins the drag of a row; `None` where its section cannot be moved.
    pub(super) fn begin(workspace: &Workspace, heading: usize) -> Option<Self> {
        let may_move = workspace.view().mode != Mode::Read
            && !workspace.is_read_only()
            && sections(workspace).begins_section(heading);
        may_move.then(|| Self { heading, revision: workspace.revision() })
    }

    /// Shows where the section lands. Returns whether the drag goes on, and what it asks for.
    pub(super) fn show(
        self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (rows, indent): (Rows, f32),
    ) -> (bool, Option<Action>) {
        if self.revision != workspace.revision() {
            ui.ctx().stop_dragging();
            return (false, None);
        }
        let (pointer, is_down, is_released) = ui.input(|input| {
            let pointer = &input.pointer;
            (pointer.latest_pos(), pointer.primary_down(), pointer.primary_released())
        });
        let view = ui.clip_rect();
        let near = view.expand(EDGE);
        let inside = pointer.filter(|at| near.contains(*at));
        let sections = sections(workspace);
        let end = sections.end(self.heading);
        let landing = inside.and_then(|at| self.landing(&sections, rows, at.y));
        let landing = landing.filter(|at| *at != self.heading && *at != end);
        if !is_down {
            let to = |landing| match landing {
                landing if landing < rows.count => SectionMove::Before(landing),
                _ => SectionMove::Behind(rows.count.saturating_sub(1)),
            };
            let moved = |at| Action::MoveSection { heading: self.heading, to: to(at) };
            return (false, landing.filter(|_| is_released).map(moved));
        }
        ui.set_cursor_icon(CursorIcon::Grabbing);
        let taken = Rect::from_x_y_ranges(
            rows.list.x_range(),
            rows.top(self.heading)..=rows.top(end.min(rows.count)),
        );
        ui.painter().rect_filled(
            taken,
            theme.metrics.radius,
            theme.palette.side.gamma_multiply(0.6),
        );
        if let Some(row) = landing {
            let color = theme.palette.accent;
            let (left, y) = (rows.list.left() + 8.0 + indent, rows.top(row));
            let stroke = Stroke::new(theme.metrics.focus_ring, color);
            ui.painter().hline(left..=rows.list.right(), y, stroke);
            ui.painter().circle_filled(egui::pos2(left, y), DOT, color);
        }
        if let Some(at) = inside {
            self.scroll(ui, at.y, view);
        }
        (true, None)
    }

    /// Returns the row in front of which the section may stand that is nearest to a height.
    fn landing(self, sections: &SectionEdits<'_>, rows: Rows, y: f32) -> Option<usize> {
        let nearest = rows.nearest(y);
        let may_land = |row: &usize| {
            let to = match *row {
                row if row < rows.count => SectionMove::Before(row),
                _ => SectionMove::Behind(rows.count.saturating_sub(1)),
            };
            let end = sections.end(self.heading);
            *row == self.heading || *row == end || sections.landing(self.heading, to) == Some(*row)
        };
        let mut found = (0..=rows.count).filter(may_land).collect::<Vec<_>>();
        found.sort_by_key(|row| row.abs_diff(nearest));
        found.first().copied()
    }

    /// Scrolls the list while the pointer is at one of its edges.
    fn scroll(self, ui: &Ui, y: f32, view: Rect) {
        let way = match y {
            y if y < view.top() + EDGE => 1.0,
            y if y > view.bottom() - EDGE => -1.0,
            _ => return,
        };
        let seconds = ui.input(|input| input.stable_dt).min(0.1);
        ui.scroll_with_delta(vec2(0.0, way * SPEED * seconds));
        ui.ctx().request_repaint();
    }
}

/// Returns the sections of the draft.
pub(super) fn sections(workspace: &Workspace) -> SectionEdits<'_> {
    SectionEdits { document: workspace.project().document(), structure: workspace.structure() }
}
