//! Layout of lines with right-to-left words, as in Hebrew and Arabic.
//!
//! egui lays out everything from left to right. Such a line is therefore cut into runs of
//! one direction, each is shaped by egui, and they are placed side by side in visual order.
//!
//! # Invariants
//! A row shows its characters in the order of the Unicode Bidirectional Algorithm (UAX #9,
//! rules L1 and L2), each where its glyph is drawn. An invisible character that can mislead
//! is shown by its short name in a box, so that a caret can be placed beside it; other
//! invisible characters have no width.

mod clusters;
mod fill;
mod levels;
mod shaping;

use std::sync::Arc;

use egui::{Galley, Rect, Ui, epaint::text::PlacedRow, pos2, text::LayoutJob, vec2};
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class, get_base_direction};

pub(crate) use self::fill::WrapSpace;
use self::{
    clusters::Cluster,
    fill::{RowEdges, fill},
    levels::{Levels, isolated},
    shaping::ShapedRun,
};
use super::geometry::{ClusterBox, Direction, TextRow, TextRows};
use crate::ui::text::range::LineRange;
use nutgraf_engine::text::invisible;

/// A line that is laid out.
pub(crate) struct BidiLayout {
    /// The shapes to draw.
    pub galley: Galley,
    /// Where each character is.
    pub rows: TextRows,
    /// Distance from the column's left edge to where the line begins, in points.
    pub indent: f32,
}

/// Returns the direction of a paragraph, given by its first strong letter (rules P2 and
/// P3), or `None` without one.
pub(crate) fn direction(text: &str) -> Option<Direction> {
    match get_base_direction(text) {
        unicode_bidi::Direction::Ltr => Some(Direction::LeftToRight),
        unicode_bidi::Direction::Rtl => Some(Direction::RightToLeft),
        unicode_bidi::Direction::Mixed => None,
    }
}

/// Whether a text has right-to-left or invisible characters, which egui alone would show
/// wrongly.
pub(crate) fn is_needed(text: &str) -> bool {
    // All such characters follow the Latin, Greek and Cyrillic blocks.
    text.chars().filter(|c| *c >= '\u{590}').any(|c| {
        matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
            || invisible::short_name(c).is_some()
    })
}

/// Lays out the text of a job with the formats of its sections.
///
/// `isolates` are byte ranges that run left to right by themselves, whatever surrounds
/// them.
pub(crate) fn lay_out(
    ui: &Ui,
    job: LayoutJob,
    isolates: &[LineRange],
    room: WrapSpace,
) -> BidiLayout {
    let text = isolated(&job.text, isolates);
    let levels = Levels::new(&text, isolates, room.direction);
    BidiLayouter { ui, scale: ui.pixels_per_point(), job: &job, levels }.lay_out(room)
}

struct BidiLayouter<'a> {
    ui: &'a Ui,
    /// Physical pixels per point.
    scale: f32,
    job: &'a LayoutJob,
    levels: Levels<'a>,
}

impl BidiLayouter<'_> {
    fn lay_out(&self, room: WrapSpace) -> BidiLayout {
        let text = self.job.text.as_str();
        let direction = room.direction;
        let mut clusters = self.clusters();
        let advances: Vec<f32> =
            self.shape_all(&clusters).into_iter().flat_map(|run| run.advances).collect();
        let starts: Vec<usize> = clusters.iter().map(|cluster| cluster.start).collect();
        let frame = RowEdges::new(room);
        let ranges = fill(text, &starts, &advances, frame);
        let base = self.galley(String::new(), 0);
        let (mut rows, mut placed) = (Vec::new(), Vec::new());
        let mut top = 0.0;
        for (index, range) in ranges.iter().enumerate() {
            let bytes = LineRange::new(clusters[range.start].start, clusters[range.end - 1].end);
            let clusters = &mut clusters[range.to_std()];
            let levels = self.levels.in_row(bytes, clusters.iter().map(|cluster| cluster.start));
            clusters.iter_mut().zip(levels).for_each(|(cluster, level)| cluster.level = level);
            let runs = self.shape_all(clusters);
            let width: f32 = runs.iter().map(ShapedRun::width).sum();
            let left = self.snap(match direction {
                Direction::LeftToRight => frame.left(index),
                Direction::RightToLeft => frame.right(index) - width,
            });
            let height = runs
                .iter()
                .filter(|run| !run.is_named)
                .filter_map(|run| run.galley.as_ref())
                .map(|galley| galley.size().y)
                .reduce(f32::max)
                .unwrap_or(base.size().y);
            let rect = Rect::from_min_size(pos2(left, top), vec2(width, height));
            let cells = self.place(clusters, &runs, rect, &mut placed);
            let is_soft = index + 1 < ranges.len();
            rows.push(TextRow::new(text, bytes, rect, cells, is_soft));
            top += self.snap(height);
        }
        let rect = rows.iter().fold(Rect::NOTHING, |rect, row| rect.union(row.rect));
        let galley = one_galley(&base, self.job.clone(), placed, rect);
        BidiLayout { galley, rows: TextRows::new(rows, direction), indent: frame.indent }
    }

    /// Places the runs of a row side by side in visual order.
    ///
    /// Adds what is drawn to `placed` and returns the box of each cluster.
    fn place(
        &self,
        clusters: &[Cluster],
        runs: &[ShapedRun],
        rect: Rect,
        placed: &mut Vec<PlacedRow>,
    ) -> Vec<ClusterBox> {
        let firsts: Vec<usize> = runs
            .iter()
            .scan(0, |next, run| {
                let first = *next;
                *next += run.advances.len();
                Some(first)
            })
            .collect();
        let mut cells: Vec<ClusterBox> = clusters
            .iter()
            .map(|cluster| ClusterBox {
                start: cluster.start,
                left: 0.0,
                right: 0.0,
                level: cluster.level.number(),
            })
            .collect();
        let levels: Vec<Level> = runs.iter().map(|run| run.level).collect();
        let mut x = rect.left();
        for index in ParagraphBidiInfo::reorder_visual(&levels) {
            let run = &runs[index];
            if let Some(galley) = &run.galley {
                let middle = self.snap((rect.height() - galley.size().y) / 2.0);
                let y = rect.top() + middle + self.drop_of(run, galley);
                let at = vec2(self.snap(x), y);
                let rows = galley.rows.iter().cloned();
                placed.extend(rows.map(|row| PlacedRow { pos: row.pos + at, ..row }));
            }
            let mut set = |offset: usize, advance: f32| {
                let cell = &mut cells[firsts[index] + offset];
                cell.left = self.snap(x);
                x += advance;
                cell.right = self.snap(x);
            };
            let advances = run.advances.iter().copied().enumerate();
            if run.level.is_rtl() {
                advances.rev().for_each(|(offset, advance)| set(offset, advance));
            } else {
                advances.for_each(|(offset, advance)| set(offset, advance));
            }
        }
        cells
    }

    /// Returns how far a run is lowered onto the baseline of Latin letters, in points: egui
    /// centres faces of different height.
    fn drop_of(&self, run: &ShapedRun, galley: &Galley) -> f32 {
        if run.is_named {
            return 0.0;
        }
        let glyphs = |galley: &Galley| -> Vec<f32> {
            let glyphs = galley.rows.iter().flat_map(|row| &row.glyphs);
            glyphs.map(|glyph| glyph.pos.y).collect()
        };
        let latin = glyphs(&self.galley("x".to_owned(), run.section));
        let own = glyphs(galley);
        match (latin.first(), own.first()) {
            (Some(latin), Some(first)) if own.iter().all(|y| y == first) => latin - first,
            _ => 0.0,
        }
    }

    /// Rounds to a whole pixel, so that letters are sharp.
    fn snap(&self, points: f32) -> f32 {
        (points * self.scale).round() / self.scale
    }
}

/// Returns one galley that draws the rows of others.
fn one_galley(base: &Galley, job: LayoutJob, rows: Vec<PlacedRow>, rect: Rect) -> Galley {
    let mut galley = base.clone();
    let meshes = || rows.iter().map(|row| &row.visuals.mesh);
    galley.num_vertices = meshes().map(|mesh| mesh.vertices.len()).sum();
    galley.num_indices = meshes().map(|mesh| mesh.indices.len()).sum();
    galley.mesh_bounds = rows.iter().fold(Rect::NOTHING, |bounds, row| {
        bounds.union(row.visuals.mesh_bounds.translate(row.pos.to_vec2()))
    });
    galley.job = Arc::new(job);
    galley.rows = rows;
    galley.rect = rect;
    galley
}

#[cfg(test)]
mod tests;
