//! Sets the lines of a page.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
    rc::Rc,
    sync::Arc,
};

use egui::{
    Ui, pos2,
    text::{LayoutJob, TextFormat},
};

use super::page::Page;
use crate::{
    text::Document,
    ui::{
        flow::{Flow, Guess, Kept},
        text::{
            bidi::{self, Room},
            rows::{Direction, Rows},
            set::{Set, SetLine},
            steps,
        },
        theme::{Face, Size, Theme},
    },
};

/// Height of the line above a paragraph that holds its locator, in points.
const LABEL: f32 = 24.0;

/// Height of the empty line below the last paragraph, in points.
const END: f32 = 12.0;

/// Sets lines of a page for one frame.
pub(super) struct Setter<'a> {
    pub(super) ui: &'a Ui,
    pub(super) theme: &'a Theme,
    pub(super) page: &'a Page,
    /// Of the column, in points.
    pub(super) width: f32,
}

/// Size and line height of the words, in points.
fn size(theme: &Theme) -> Size {
    let Size(size, height) = theme.type_scale.draft;
    Size(size - 2.0, height - 4.0)
}

/// The heights that lines are guessed to have in a column of a width.
pub(super) fn guess(theme: &Theme, width: f32) -> Guess {
    let Size(size, row) = size(theme);
    Guess { width, character: theme.type_scale.character * size * 0.82, row, gap: LABEL }
}

impl Setter<'_> {
    /// The bytes of a piece without its line break.
    pub(super) fn words(&self, piece: Range<usize>) -> Range<usize> {
        let words = &self.page.document.text()[piece.clone()];
        piece.start..piece.start + words.trim_end_matches(['\n', '\r']).len()
    }

    /// Sets a piece of the page.
    pub(super) fn set(&self, kept: &mut Kept<Set>, piece: Range<usize>) -> Rc<Set> {
        let range = self.words(piece);
        let words = &self.page.document.text()[range.clone()];
        let Size(_, row) = size(self.theme);
        let height = match words.is_empty() {
            true if self.page.labelled(range.start).is_some() => LABEL,
            true => END,
            false => row,
        };
        let mut hasher = DefaultHasher::new();
        let direction = self.direction(range.start);
        (words, height.to_bits(), direction).hash(&mut hasher);
        kept.get(hasher.finish(), || self.lay_out(words, height, direction))
    }

    /// Which way the line runs that holds a piece beginning at `at`: as its first letter
    /// does.
    fn direction(&self, at: usize) -> Direction {
        let document = &self.page.document;
        let line = document.line_range(document.line_at(at));
        bidi::direction(&document.text()[line]).unwrap_or(Direction::LeftToRight)
    }

    fn lay_out(&self, words: &str, height: f32, direction: Direction) -> Set {
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
                let room = Room { width: self.width, marks: 0.0, outside: false, direction };
                let layout = bidi::lay_out(self.ui, job, &[], room);
                (Arc::new(layout.galley), layout.rows, layout.indent)
            } else {
                job.wrap.max_width = self.width;
                let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
                let rows = Rows::of(&galley);
                (galley, rows, 0.0)
            };
        Set { height: galley.size().y, galley, rows, indent, preedit: None, heading: 0 }
    }
}

/// The lines of a page, for whatever moves the caret in them.
pub(super) struct InLines<'a> {
    pub(super) setter: Setter<'a>,
    pub(super) flow: &'a Flow,
    pub(super) kept: &'a mut Kept<Set>,
    /// Where the column begins on the screen.
    pub(super) left: f32,
}

impl steps::InLines for InLines<'_> {
    fn document(&self) -> &Document {
        &self.setter.page.document
    }

    fn flow(&self) -> &Flow {
        self.flow
    }

    fn line(&mut self, piece: usize) -> SetLine {
        let piece = self.flow.range(piece);
        let set = self.setter.set(self.kept, piece.clone());
        let pos = pos2(self.left + set.indent, 0.0);
        SetLine { range: self.setter.words(piece), pos, set }
    }
}
