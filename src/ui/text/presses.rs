//! Selecting with the pointer: by letters, words or lines.

use std::ops::Range;

use egui::{Pos2, Ui};

use super::{
    caret::{self, Caret},
    set::Spot,
};
use crate::text::Document;

/// What a drag selects by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Unit {
    #[default]
    Letter,
    Word,
    Line,
}

impl Unit {
    fn around(self, document: &Document, at: usize) -> Range<usize> {
        match self {
            Self::Letter => at..at,
            Self::Word => caret::word_at(document, at),
            Self::Line => caret::whole_line(document, at),
        }
    }
}

/// The presses of the pointer, and what the drag that the last one began selects.
#[derive(Default)]
pub struct Presses {
    /// When it was last pressed or let go of, and where.
    time: f64,
    place: Pos2,
    count: usize,
    unit: Unit,
    /// What was under the press; it stays selected whichever way the drag goes.
    from: Range<usize>,
    is_dragging: bool,
}

impl Presses {
    /// Looks at whether the primary button is held or was let go of.
    pub fn follow(&mut self, ui: &Ui) {
        let (is_down, is_pressed, is_released) = ui.input(|input| {
            let pointer = &input.pointer;
            (pointer.primary_down(), pointer.primary_pressed(), pointer.primary_released())
        });
        self.is_dragging &= is_down;
        if is_released && !is_pressed {
            self.time = ui.input(|input| input.time);
        }
    }

    /// Whether a drag selects.
    pub fn is_dragging(&self) -> bool {
        self.is_dragging
    }

    /// Lets go of a drag whose words are no longer there.
    pub fn forget_if_gone(&mut self, length: usize) {
        if self.from.end > length {
            self.is_dragging = false;
            self.from = 0..0;
        }
    }

    /// Puts the caret where the primary button was pressed, at `place` on the screen;
    /// selects the word or line there where that was done before, or what lies between
    /// where Shift is held.
    pub fn press(
        &mut self,
        ui: &Ui,
        document: &Document,
        caret: &mut Caret,
        (place, spot): (Pos2, Spot),
    ) {
        let count = self.count(ui, place);
        self.unit = match count {
            1 => Unit::Letter,
            2 => Unit::Word,
            _ => Unit::Line,
        };
        self.is_dragging = true;
        if count == 1 && ui.input(|input| input.modifiers.shift) {
            self.from = caret.anchor..caret.anchor;
            return self.drag(document, caret, spot);
        }
        self.from = self.unit.around(document, spot.byte);
        if count == 1 {
            caret.move_to(spot, false);
        } else {
            *caret = Caret { anchor: self.from.start, ..Caret::at(self.from.end) };
        }
    }

    /// How many presses in a row this one is, from 1 to 3.
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

    /// Selects from what was under the press to a spot.
    pub fn drag(&self, document: &Document, caret: &mut Caret, spot: Spot) {
        let Self { unit, from, .. } = self;
        let under = unit.around(document, spot.byte);
        let (anchor, head) = if under.start < from.start {
            (from.end, under.start)
        } else {
            (from.start, under.end.max(from.end))
        };
        let at_end = spot.at_end && head == spot.byte;
        *caret = Caret { anchor, head: Spot { byte: head, at_end }, goal: None };
    }
}
