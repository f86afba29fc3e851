//! A column of text of which only what is in view is set.
//!
//! Editor and preview show the same draft, line by line or block by block, and
//! neither may cost more for a long one. A [`Flow`] knows how high every line is,
//! measured where it was seen and guessed elsewhere, and which of them the view
//! begins with. What always holds: the view hangs on a line and not on a number of
//! points from the top, so that guesses that turn out wrong, and edits above, move
//! the scroll bar and never the words; an edit costs what it touched, a resize
//! nothing.

mod bar;
mod heights;
mod kept;
mod scroll;

use std::ops::Range;

use egui::{Pos2, Rect, Ui};

pub(super) use self::{
    bar::{fade, scroll_bar},
    heights::Guess,
    kept::{Kept, Manner},
    scroll::{Align, InView},
};
use self::{
    heights::Heights,
    scroll::{Pads, Scroll},
};
use crate::text::{Bias, Change, Document};

/// By how much a drag beyond the edge scrolls in a frame: a part of how far beyond it
/// is, and the most, in points.
const PULL: f32 = 0.25;
const MOST_PULL: f32 = 60.0;

/// A height on the screen moved to a whole pixel, so that letters are sharp.
pub(super) fn on_pixel(ui: &Ui, y: f32) -> f32 {
    let scale = ui.pixels_per_point();
    (y * scale).round() / scale
}

/// A place in the column: a byte of the draft, and how far into its piece, as a part
/// of the piece's height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Where the piece begins, in bytes of the draft.
    pub offset: usize,
    /// How far into it, from 0 to 1; from -1 to 0 in the room above the first.
    pub part: f32,
}

impl Place {
    /// The place as bytes of the draft, where the words of its piece are those of a
    /// byte range: half-way down the piece is half-way through the range.
    pub fn to_bytes(self, range: &Range<usize>) -> f64 {
        let part = f64::from(self.part);
        if self.part < 0.0 { part } else { range.start as f64 + part * range.len() as f64 }
    }

    /// The place in the piece at `offset`, whose words are those of a byte range.
    pub fn of_bytes(bytes: f64, offset: usize, range: &Range<usize>) -> Self {
        if bytes < 0.0 {
            return Self { offset: 0, part: bytes.max(-1.0) as f32 };
        }
        let part = (bytes - range.start as f64) / range.len().max(1) as f64;
        Self { offset, part: part.clamp(0.0, 1.0) as f32 }
    }
}

/// The heights of a column and what of it is in view.
pub struct Flow {
    heights: Heights,
    scroll: Scroll,
    /// The document and version that the heights are of.
    of: Option<(u64, u64)>,
    width: f32,
    pads: Pads,
    /// Room below the last piece, as a part of the height of the view.
    below: f32,
    scrolls: u64,
}

impl Flow {
    /// A column with so many points of room above its first line, and room below its
    /// last one that is such a part of the height of the view.
    pub fn new(above: f32, below: f32) -> Self {
        Self {
            heights: Heights::default(),
            scroll: Scroll::default(),
            of: None,
            width: 0.0,
            pads: Pads { above, below: 0.0 },
            below,
            scrolls: 0,
        }
    }

    /// Brings the column in line with a document and with a column width and a
    /// height of the view, both in points.
    pub fn follow(&mut self, document: &Document, guess: &Guess, view: f32) {
        self.pads.below = view * self.below;
        let now = (document.id(), document.version());
        let known = self.of.filter(|(id, _)| *id == now.0);
        match known.map(|(_, version)| document.since(version)) {
            Some(Some(changes)) => {
                let change = changes.into_iter().fold(Change::default(), |all, change| {
                    if all.is_empty() { change.clone() } else { all.compose(change) }
                });
                self.change(document, &change, guess);
            }
            Some(None) => {
                // Too much has changed; the view stays at the bytes it showed.
                let offset = self.heights.start(self.scroll.top);
                self.heights = Heights::of(document, guess);
                self.scroll.top = self.heights.at(offset);
            }
            None => {
                self.heights = Heights::of(document, guess);
                self.scroll = Scroll::at_start(self.pads);
            }
        }
        self.of = Some(now);
        if self.width != guess.width && self.width > 0.0 {
            self.heights.rescale(self.width / guess.width);
            // How far into the first line is a part of its height.
            if self.scroll.top > 0 || self.scroll.into > 0.0 {
                self.scroll.into *= self.width / guess.width;
            }
        }
        self.width = guess.width;
    }

    fn change(&mut self, document: &Document, change: &Change, guess: &Guess) {
        let offset = change.map(self.heights.start(self.scroll.top), Bias::Left);
        self.heights.follow(document, change, guess);
        self.scroll.top = self.heights.at(offset);
    }

    /// How many pieces the column has. A piece is a line, or a part of a very long one.
    pub fn count(&self) -> usize {
        self.heights.count()
    }

    /// The piece that holds a byte of the draft.
    pub fn at(&self, offset: usize) -> usize {
        self.heights.at(offset)
    }

    /// The bytes of a piece, the line break behind it included.
    pub fn range(&self, piece: usize) -> Range<usize> {
        self.heights.range(piece)
    }

    /// Scrolls by so many points, down where they are positive.
    pub fn scroll_by(&mut self, points: f32, view: f32) {
        self.scrolls += 1;
        if points.abs() > 4.0 * view {
            let y = self.top() + f64::from(points);
            (self.scroll.top, self.scroll.into) = self.heights.find(y);
        } else {
            self.scroll.into += points;
        }
    }

    /// Scrolls as the wheel turns over a view, marks over the text or not.
    pub fn wheel(&mut self, ui: &Ui, view: Rect) {
        if !ui.rect_contains_pointer(view) {
            return;
        }
        let by = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
        if by != 0.0 {
            self.scroll_by(-by, view.height());
        }
    }

    /// Scrolls as a drag is pulled beyond the upper or lower edge of a view.
    pub fn pull(&mut self, ui: &Ui, view: Rect, place: Pos2) {
        let above = (view.top() - place.y).max(0.0);
        let below = (place.y - view.bottom()).max(0.0);
        let by = ((below - above) * PULL).clamp(-MOST_PULL, MOST_PULL);
        if by != 0.0 {
            self.scroll_by(by, view.height());
            ui.ctx().request_repaint();
        }
    }

    /// Scrolls so that the view begins so many points from the top of the column.
    pub fn scroll_to(&mut self, y: f64) {
        self.scrolls += 1;
        (self.scroll.top, self.scroll.into) = self.heights.find(y);
    }

    /// How many points above the view's beginning the column has, as far as known.
    pub fn top(&self) -> f64 {
        self.heights.top(self.scroll.top) + f64::from(self.scroll.into)
    }

    /// How high the column is in points, room above and below included, as far as known.
    pub fn height(&self) -> f64 {
        self.heights.total() + f64::from(self.pads.above + self.pads.below)
    }

    /// The room above the first line, in points.
    pub fn above(&self) -> f32 {
        self.pads.above
    }

    /// Rises whenever the column is scrolled because somebody wants to see another
    /// place of it; not when the view is kept at a place while the text or the column
    /// changes, nor by [`Flow::go_to`].
    pub fn scrolls(&self) -> u64 {
        self.scrolls
    }

    /// Where the view begins, where the column is in line with a document.
    pub fn place(&self, document: &Document) -> Option<Place> {
        let is_current = self.of == Some((document.id(), document.version()));
        let Scroll { top, into } = self.scroll;
        let whole = if into < 0.0 { self.pads.above } else { self.heights.height(top) };
        let offset = self.heights.start(top);
        is_current.then(|| Place { offset, part: into / whole.max(1.0) })
    }

    /// Lets the view begin at a place. `measure` gives the height, in points, of the
    /// piece with these bytes.
    pub fn go_to(&mut self, place: Place, mut measure: impl FnMut(Range<usize>) -> f32) {
        let top = self.heights.at(place.offset);
        let height = self.heights.learn(top, &mut measure);
        let whole = if place.part < 0.0 { self.pads.above } else { height };
        self.scroll = Scroll { top, into: place.part * whole.max(1.0) };
    }

    /// Measures one piece. `measure` gives the height, in points, of the piece with
    /// these bytes.
    pub fn learn(&mut self, piece: usize, mut measure: impl FnMut(Range<usize>) -> f32) {
        self.heights.learn(piece, &mut measure);
    }

    /// Measures what is in view and says what that is. `measure` gives the height, in
    /// points, of the piece with these bytes.
    pub fn settle(
        &mut self,
        view: f32,
        mut measure: impl FnMut(Range<usize>) -> f32,
    ) -> Vec<InView> {
        let Self { heights, scroll, pads, .. } = self;
        let count = heights.count();
        scroll.settle(count, view, *pads, &mut |piece| heights.learn(piece, &mut measure))
    }

    /// Brings a stretch of a piece into view; `span` in points from the piece's top.
    pub fn bring(
        &mut self,
        piece: usize,
        span: Range<f32>,
        view: f32,
        align: Align,
        mut measure: impl FnMut(Range<usize>) -> f32,
    ) {
        let Self { heights, scroll, .. } = self;
        let before = *scroll;
        scroll.bring(piece, span, view, align, &mut |piece| heights.learn(piece, &mut measure));
        self.scrolls += u64::from(self.scroll != before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUESS: Guess = Guess { width: 100.0, character: 10.0, row: 20.0, gap: 8.0 };

    #[test]
    fn a_place_is_found_again_by_its_bytes() {
        let document = Document::new("one\ntwo\nthree\n".repeat(20));
        let mut flow = Flow::new(40.0, 0.5);
        flow.follow(&document, &GUESS, 100.0);
        assert_eq!(flow.place(&document).map(|place| place.part), Some(-1.0));
        for bytes in [-0.5, 0.0, 1.5, 4.0, 100.25, 150.0] {
            let piece = flow.range(flow.at(f64::max(bytes, 0.0) as usize));
            flow.go_to(Place::of_bytes(bytes, piece.start, &piece), |_| 33.0);
            flow.settle(100.0, |_| 33.0);
            let place = flow.place(&document).unwrap();
            let found = place.to_bytes(&flow.range(flow.at(place.offset)));
            assert!((found - bytes).abs() < 0.01, "{bytes} {found}");
        }
        let mut other = document.clone();
        other.apply(&Change::insert(0, "x")).unwrap();
        assert_eq!(flow.place(&other), None, "another text");
    }

    #[test]
    fn only_who_wants_to_see_another_place_scrolls() {
        let mut document = Document::new("one\n".repeat(200));
        let mut flow = Flow::new(40.0, 0.5);
        flow.follow(&document, &GUESS, 100.0);
        let before = flow.scrolls();
        flow.settle(100.0, |_| 20.0);
        flow.go_to(Place { offset: 400, part: 0.5 }, |_| 20.0);
        flow.bring(flow.at(400), 12.0..18.0, 100.0, Align::Centre, |_| 20.0);
        document.apply(&Change::insert(0, "x\n")).unwrap();
        flow.follow(&document, &Guess { width: 50.0, ..GUESS }, 100.0);
        assert_eq!(flow.scrolls(), before);
        flow.bring(flow.at(40), 0.0..20.0, 100.0, Align::Nearest, |_| 20.0);
        flow.scroll_by(10.0, 100.0);
        flow.scroll_to(0.0);
        assert_eq!(flow.scrolls(), before + 3);
    }
}
