//! Layout of the lines of a snapshot's page.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
    sync::Arc,
};

use egui::{
    Ui, pos2,
    text::{LayoutJob, TextFormat},
};

use super::page::SnapshotPage;
use crate::ui::{
    flow::{Flow, HeightEstimate, LayoutCache},
    text::{
        bidi::{self, WrapSpace},
        geometry::{Direction, TextRows},
        layout::{LineLayout, PlacedLine},
        motion,
    },
    theme::{Face, Theme, TypeSize},
};
use nutgraf_engine::{range::TextRange, text::Document};

/// Height of the line above a paragraph that holds its locator, in points.
const LABEL: f32 = 24.0;

/// Height of the empty line below the last paragraph, in points.
const END: f32 = 12.0;

/// Lays out lines of a page in one frame.
pub(super) struct SnapshotLayouter<'a> {
    pub(super) ui: &'a Ui,
    pub(super) theme: &'a Theme,
    pub(super) page: &'a SnapshotPage,
    /// Width of the column, in points.
    pub(super) width: f32,
}

/// Returns size and line height of the words, in points.
fn size(theme: &Theme) -> TypeSize {
    let TypeSize(size, height) = theme.type_scale.draft;
    TypeSize(size - 2.0, height - 4.0)
}

/// Returns the parameters for estimating heights of lines.
pub(super) fn estimate(theme: &Theme, width: f32) -> HeightEstimate {
    let TypeSize(size, row) = size(theme);
    HeightEstimate { width, character: theme.type_scale.character * size * 0.82, row, gap: LABEL }
}

impl SnapshotLayouter<'_> {
    /// Returns the bytes of a piece without its line break.
    pub(super) fn words(&self, piece: TextRange) -> TextRange {
        let words = &self.page.document.text()[piece];
        TextRange::new(piece.start, piece.start + words.trim_end_matches(['\n', '\r']).len())
    }

    /// Returns the layout of a piece of the page.
    pub(super) fn line(
        &self,
        cache: &mut LayoutCache<LineLayout>,
        piece: TextRange,
    ) -> Rc<LineLayout> {
        let range = self.words(piece);
        let words = &self.page.document.text()[range];
        let TypeSize(_, row) = size(self.theme);
        let height = match words.is_empty() {
            true if self.page.labelled(range.start).is_some() => LABEL,
            true => END,
            false => row,
        };
        let mut hasher = DefaultHasher::new();
        let direction = self.direction(range.start);
        (words, height.to_bits(), direction).hash(&mut hasher);
        cache.get(hasher.finish(), || self.lay_out(words, height, direction))
    }

    /// Returns the direction of the line with a piece that begins at `at`: that of its
    /// first letter.
    fn direction(&self, at: usize) -> Direction {
        let document = &self.page.document;
        let line = document.line_range(document.line_at(at));
        bidi::direction(&document.text()[line]).unwrap_or(Direction::LeftToRight)
    }

    fn lay_out(&self, words: &str, height: f32, direction: Direction) -> LineLayout {
        let format = TextFormat {
            font_id: Face::Draft.at(size(self.theme).0),
            line_height: Some(height),
            color: self.theme.palette.ink,
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(words.to_owned(), format);
        job.keep_trailing_whitespace = true;
        job.break_on_newline = false;
        let (galley, rows, indent) =
            if direction == Direction::RightToLeft || bidi::is_needed(words) {
                let room = WrapSpace { width: self.width, marks: 0.0, outside: false, direction };
                let layout = bidi::lay_out(self.ui, job, &[], room);
                (Arc::new(layout.galley), layout.rows, layout.indent)
            } else {
                job.wrap.max_width = self.width;
                let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
                let rows = TextRows::of(&galley);
                (galley, rows, 0.0)
            };
        let (height, signs) = (galley.size().y, Vec::new());
        LineLayout { height, galley, rows, indent, preedit: None, heading: 0, signs }
    }
}

/// The lines of a page, for moving the caret in them.
pub(super) struct SnapshotLines<'a> {
    pub(super) layouter: SnapshotLayouter<'a>,
    pub(super) flow: &'a Flow,
    pub(super) cache: &'a mut LayoutCache<LineLayout>,
    /// Left edge of the column on the screen, in points.
    pub(super) left: f32,
}

impl motion::LineSource for SnapshotLines<'_> {
    fn document(&self) -> &Document {
        &self.layouter.page.document
    }

    fn flow(&self) -> &Flow {
        self.flow
    }

    fn line(&mut self, piece: usize) -> PlacedLine {
        let piece = self.flow.range(piece);
        let layout = self.layouter.line(self.cache, piece);
        let pos = pos2(self.left + layout.indent, 0.0);
        PlacedLine { range: self.layouter.words(piece), pos, layout }
    }
}
