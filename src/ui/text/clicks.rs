//! Selecting with the pointer: by character, word or line.

use egui::{Pos2, Ui};

use super::{
    caret::{self, Caret},
    layout::CaretPosition,
};
use nutgraf_engine::{range::TextRange, text::Document};

/// The unit that a drag extends the selection by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SelectionUnit {
    #[default]
    Letter,
    Word,
    Line,
}

impl SelectionUnit {
    fn around(self, document: &Document, at: usize) -> TextRange {
        match self {
            Self::Letter => TextRange::at(at),
            Self::Word => caret::word_at(document, at),
            Self::Line => caret::whole_line(document, at),
        }
    }
}

/// Counts clicks and tracks the drag that the last one began.
#[derive(Default)]
pub(crate) struct ClickTracker {
    /// When the button was last pressed or released, in seconds, and where.
    time: f64,
    place: Pos2,
    count: usize,
    unit: SelectionUnit,
    /// Bytes under the press; they stay selected whichever way the drag goes.
    from: TextRange,
    is_dragging: bool,
}

impl ClickTracker {
    /// Updates the drag from the state of the primary button.
    pub(crate) fn follow(&mut self, ui: &Ui) {
        let (is_down, is_pressed, is_released) = ui.input(|input| {
            let pointer = &input.pointer;
            (pointer.primary_down(), pointer.primary_pressed(), pointer.primary_released())
        });
        self.is_dragging &= is_down;
        if is_released && !is_pressed {
            self.time = ui.input(|input| input.time);
        }
    }

    /// Whether a drag is extending the selection.
    pub(crate) fn is_dragging(&self) -> bool {
        self.is_dragging
    }

    /// Ends a drag whose words are gone from a text that is now `length` bytes long.
    pub(crate) fn forget_if_gone(&mut self, length: usize) {
        if self.from.end > length {
            self.is_dragging = false;
            self.from = TextRange::at(0);
        }
    }

    /// Puts the caret at a press of the primary button, at `place` on the screen.
    ///
    /// A second and third press select the word and the line; with Shift held, the
    /// selection is extended instead.
    pub(crate) fn press(
        &mut self,
        ui: &Ui,
        document: &Document,
        caret: &mut Caret,
        (place, position): (Pos2, CaretPosition),
    ) {
        let count = self.count(ui, place);
        self.unit = match count {
            1 => SelectionUnit::Letter,
            2 => SelectionUnit::Word,
            _ => SelectionUnit::Line,
        };
        self.is_dragging = true;
        if count == 1 && ui.input(|input| input.modifiers.shift) {
            self.from = TextRange::at(caret.anchor);
            return self.drag(document, caret, position);
        }
        self.from = self.unit.around(document, position.byte);
        if count == 1 {
            caret.move_to(position, false);
        } else {
            *caret = Caret { anchor: self.from.start, ..Caret::at(self.from.end) };
        }
    }

    /// Returns which of several quick presses this one is, from 1 to 3.
    fn count(&mut self, ui: &Ui, place: Pos2) -> usize {
        let (soon, near) = ui.ctx().options(|options| {
            let options = &options.input_options;
            (options.max_double_click_delay, options.max_click_dist)
        });
        let time = ui.input(|input| input.time);
        let goes_on = time - self.time < soon && place.distance(self.place) < near;
        self.count = if goes_on { self.count % 3 + 1 } else { 1 };
        (self.time, self.place) = (time, place);
        self.count
    }

    /// Extends the selection from what was under the press to a position.
    pub(crate) fn drag(&self, document: &Document, caret: &mut Caret, position: CaretPosition) {
        let Self { unit, from, .. } = self;
        let under = unit.around(document, position.byte);
        let (anchor, head) = if under.start < from.start {
            (from.end, under.start)
        } else {
            (from.start, under.end.max(from.end))
        };
        let is_upstream = position.is_upstream && head == position.byte;
        *caret = Caret { anchor, head: CaretPosition { byte: head, is_upstream }, goal: None };
    }
}
