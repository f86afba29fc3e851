//! A column of text that lays out only what is in view.
//!
//! Editor and preview show the same draft, line by line or block by block, and neither may
//! cost more for a long one. A [`Flow`] knows the height of every line, measured where it
//! was in view and estimated elsewhere, and which line the view begins with.
//!
//! # Invariants
//! The view is anchored to a line and not to a number of points from the top, so wrong
//! estimates and edits above move the scroll bar and never the words. An edit costs what it
//! touched, a resize nothing.

mod heights;
mod layout_cache;
mod scroll;
mod scroll_bar;

use std::ops::Range;

use egui::{Pos2, Rect, Ui};

pub(super) use self::{
    heights::HeightEstimate,
    layout_cache::{LayoutCache, LayoutParams},
    scroll::{InView, ScrollAlign},
    scroll_bar::{fade, scroll_bar},
};
use self::{
    heights::Heights,
    scroll::{Pads, Scroll},
};
use nutgraf_engine::{
    range::TextRange,
    text::{Bias, Change, Document},
};

/// Scrolling per frame by a drag beyond the edge: as a part of the distance beyond it, and
/// at most, in points.
const PULL: f32 = 0.25;
const MOST_PULL: f32 = 60.0;

/// Rounds a `y` on the screen to a whole pixel, so that letters are sharp.
pub(super) fn on_pixel(ui: &Ui, y: f32) -> f32 {
    let scale = ui.pixels_per_point();
    (y * scale).round() / scale
}

/// A scroll position that survives edits and resizes: a byte of the draft, and the part of
/// its piece that is scrolled by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ScrollAnchor {
    /// Where the piece begins, in bytes of the draft.
    pub offset: usize,
    /// The part of the piece above the view, from 0 to 1; from -1 to 0 in the space above
    /// the first piece.
    pub part: f32,
}

impl ScrollAnchor {
    /// Converts to a fractional byte of the draft, where `range` are the bytes of the
    /// piece's words: half-way down the piece is half-way through the range.
    pub(super) fn to_bytes(self, range: TextRange) -> f64 {
        let part = f64::from(self.part);
        if self.part < 0.0 { part } else { range.start as f64 + part * range.len() as f64 }
    }

    /// Converts from a fractional byte of the draft, in the piece at `offset` whose words
    /// are `range`.
    pub(super) fn of_bytes(bytes: f64, offset: usize, range: TextRange) -> Self {
        if bytes < 0.0 {
            return Self { offset: 0, part: bytes.max(-1.0) as f32 };
        }
        let part = (bytes - range.start as f64) / range.len().max(1) as f64;
        Self { offset, part: part.clamp(0.0, 1.0) as f32 }
    }
}

/// The heights of a column and the part of it in view.
pub(super) struct Flow {
    heights: Heights,
    scroll: Scroll,
    /// Id and version of the document that the heights belong to.
    of: Option<(u64, u64)>,
    width: f32,
    pads: Pads,
    /// Space below the last piece, as a part of the height of the view.
    below: f32,
    scrolls: u64,
}

impl Flow {
    /// Creates a column with `above` points of space above its first line and space below
    /// its last one of `below` times the height of the view.
    pub(super) fn new(above: f32, below: f32) -> Self {
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

    /// Sets the space above the first line in points, and the space below the last one as a
    /// part of the height of the view. It holds from the next frame on.
    pub(super) fn set_pads(&mut self, above: f32, below: f32) {
        self.set_above(above);
        self.below = below;
    }

    /// Sets the space above the first line, in points. What the view begins with stays there,
    /// be it in that space.
    pub(super) fn set_above(&mut self, above: f32) {
        let is_in_it = self.scroll.into < 0.0 || self.scroll.into <= -self.pads.above;
        if self.scroll.top == 0 && is_in_it {
            self.scroll.into += self.pads.above - above;
        }
        self.pads.above = above;
    }

    /// Brings the column up to date with a document, a column width and a height of the
    /// view, both in points.
    pub(super) fn follow(&mut self, document: &Document, estimate: &HeightEstimate, view: f32) {
        self.pads.below = view * self.below;
        let now = (document.id(), document.version());
        let known = self.of.filter(|(id, _)| *id == now.0);
        match known.map(|(_, version)| document.since(version)) {
            Some(Some(changes)) => {
                let change = changes.into_iter().fold(Change::default(), |all, change| {
                    if all.is_empty() { change.clone() } else { all.compose(change) }
                });
                self.change(document, &change, estimate);
            }
            Some(None) => {
                // The changes are no longer known; the view stays at the bytes it showed.
                let offset = self.heights.start(self.scroll.top);
                self.heights = Heights::of(document, estimate);
                self.scroll.top = self.heights.at(offset);
            }
            None => {
                self.heights = Heights::of(document, estimate);
                self.scroll = Scroll::at_start(self.pads);
            }
        }
        self.of = Some(now);
        if self.width != estimate.width && self.width > 0.0 {
            self.heights.rescale(self.width / estimate.width);
            // The distance into the first line is a part of its height.
            if self.scroll.top > 0 || self.scroll.into > 0.0 {
                self.scroll.into *= self.width / estimate.width;
            }
        }
        self.width = estimate.width;
    }

    fn change(&mut self, document: &Document, change: &Change, estimate: &HeightEstimate) {
        let offset = change.map(self.heights.start(self.scroll.top), Bias::Left);
        self.heights.follow(document, change, estimate);
        self.scroll.top = self.heights.at(offset);
    }

    /// Returns the number of pieces. A piece is a line, or a part of a very long one.
    pub(super) fn count(&self) -> usize {
        self.heights.count()
    }

    /// Returns the piece that holds a byte of the draft.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.heights.at(offset)
    }

    /// Returns the bytes of a piece, including the line break after it.
    pub(super) fn range(&self, piece: usize) -> TextRange {
        self.heights.range(piece)
    }

    /// Scrolls by `points`, downwards where they are positive.
    pub(super) fn scroll_by(&mut self, points: f32, view: f32) {
        self.scrolls += 1;
        if points.abs() > 4.0 * view {
            let y = self.top() + f64::from(points);
            (self.scroll.top, self.scroll.into) = self.heights.find(y);
        } else {
            self.scroll.into += points;
        }
    }

    /// Scrolls by the wheel where the pointer is over a view, including over overlays.
    pub(super) fn wheel(&mut self, ui: &Ui, view: Rect) {
        if !ui.rect_contains_pointer(view) {
            return;
        }
        let by = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
        if by != 0.0 {
            self.scroll_by(-by, view.height());
        }
    }

    /// Scrolls while a drag is pulled beyond the upper or lower edge of a view.
    pub(super) fn pull(&mut self, ui: &Ui, view: Rect, place: Pos2) {
        let above = (view.top() - place.y).max(0.0);
        let below = (place.y - view.bottom()).max(0.0);
        let by = ((below - above) * PULL).clamp(-MOST_PULL, MOST_PULL);
        if by != 0.0 {
            self.scroll_by(by, view.height());
            ui.ctx().request_repaint();
        }
    }

    /// Scrolls the view to `y` points from the top of the column.
    pub(super) fn scroll_to(&mut self, y: f64) {
        self.scrolls += 1;
        (self.scroll.top, self.scroll.into) = self.heights.find(y);
    }

    /// Returns where the view begins, in points from the top of the column, as far as
    /// heights are known.
    pub(super) fn top(&self) -> f64 {
        self.heights.top(self.scroll.top) + f64::from(self.scroll.into)
    }

    /// Returns the height of the column in points, including the space above and below, as
    /// far as heights are known.
    pub(super) fn height(&self) -> f64 {
        self.heights.total() + f64::from(self.pads.above + self.pads.below)
    }

    /// Returns the space above the first line, in points.
    pub(super) fn above(&self) -> f32 {
        self.pads.above
    }

    /// Returns a counter that rises when the user scrolls to another place.
    ///
    /// It does not rise when the view is kept in place while the text or the column
    /// changes, nor by [`Flow::go_to`].
    pub(super) fn scrolls(&self) -> u64 {
        self.scrolls
    }

    /// Returns where the view begins, or `None` where the column is not up to date with the
    /// document.
    pub(super) fn place(&self, document: &Document) -> Option<ScrollAnchor> {
        let is_current = self.of == Some((document.id(), document.version()));
        let Scroll { top, into } = self.scroll;
        let whole = if into < 0.0 { self.pads.above } else { self.heights.height(top) };
        let offset = self.heights.start(top);
        is_current.then(|| ScrollAnchor { offset, part: into / whole.max(1.0) })
    }

    /// Scrolls the view to a place. `measure` returns the height of the piece with these
    /// bytes, in points.
    pub(super) fn go_to(&mut self, place: ScrollAnchor, mut measure: impl FnMut(TextRange) -> f32) {
        let top = self.heights.at(place.offset);
        let height = self.heights.learn(top, &mut measure);
        let whole = if place.part < 0.0 { self.pads.above } else { height };
        self.scroll = Scroll { top, into: place.part * whole.max(1.0) };
    }

    /// Measures one piece. `measure` returns the height of the piece with these bytes, in
    /// points.
    pub(super) fn learn(&mut self, piece: usize, mut measure: impl FnMut(TextRange) -> f32) {
        self.heights.learn(piece, &mut measure);
    }

    /// Measures and returns the pieces in view. `measure` returns the height of the piece
    /// with these bytes, in points.
    pub(super) fn settle(
        &mut self,
        view: f32,
        mut measure: impl FnMut(TextRange) -> f32,
    ) -> Vec<InView> {
        let Self { heights, scroll, pads, .. } = self;
        let count = heights.count();
        scroll.settle(count, view, *pads, &mut |piece| heights.learn(piece, &mut measure))
    }

    /// Scrolls a part of a piece into view; `span` is in points from the piece's top.
    pub(super) fn bring(
        &mut self,
        piece: usize,
        span: Range<f32>,
        view: f32,
        align: ScrollAlign,
        mut measure: impl FnMut(TextRange) -> f32,
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

    const GUESS: HeightEstimate =
        HeightEstimate { width: 100.0, character: 10.0, row: 20.0, gap: 8.0 };

    #[test]
    fn a_place_is_found_again_by_its_bytes() {
        let document = Document::new("one\ntwo\nthree\n".repeat(20));
        let mut flow = Flow::new(40.0, 0.5);
        flow.follow(&document, &GUESS, 100.0);
        assert_eq!(flow.place(&document).map(|place| place.part), Some(-1.0));
        for bytes in [-0.5, 0.0, 1.5, 4.0, 100.25, 150.0] {
            let piece = flow.range(flow.at(f64::max(bytes, 0.0) as usize));
            flow.go_to(ScrollAnchor::of_bytes(bytes, piece.start, piece), |_| 33.0);
            flow.settle(100.0, |_| 33.0);
            let place = flow.place(&document).unwrap();
            let found = place.to_bytes(flow.range(flow.at(place.offset)));
            assert!((found - bytes).abs() < 0.01, "{bytes} {found}");
        }
        let mut other = document.clone();
        other.apply(&Change::insert(0, "x")).unwrap();
        assert_eq!(flow.place(&other), None, "another text");
    }

    #[test]
    fn what_grows_above_the_first_line_moves_no_line_that_the_view_begins_with() {
        let document = Document::new("one\n".repeat(200));
        let mut flow = Flow::new(40.0, 0.0);
        flow.follow(&document, &GUESS, 100.0);
        flow.scroll_by(10.0, 100.0);
        flow.set_above(60.0);
        assert_eq!(flow.top(), -50.0, "ten points of it stay above the view");
        flow.scroll_to(400.0);
        flow.set_above(10.0);
        assert_eq!(flow.top(), 400.0);
        let mut flow = Flow::new(0.0, 0.0);
        flow.follow(&document, &GUESS, 100.0);
        flow.set_above(60.0);
        assert_eq!(flow.top(), -60.0, "what comes above the beginning is seen");
    }

    #[test]
    fn only_who_wants_to_see_another_place_scrolls() {
        let mut document = Document::new("one\n".repeat(200));
        let mut flow = Flow::new(40.0, 0.5);
        flow.follow(&document, &GUESS, 100.0);
        let before = flow.scrolls();
        flow.settle(100.0, |_| 20.0);
        flow.go_to(ScrollAnchor { offset: 400, part: 0.5 }, |_| 20.0);
        flow.bring(flow.at(400), 12.0..18.0, 100.0, ScrollAlign::Centre, |_| 20.0);
        document.apply(&Change::insert(0, "x\n")).unwrap();
        flow.follow(&document, &HeightEstimate { width: 50.0, ..GUESS }, 100.0);
        assert_eq!(flow.scrolls(), before);
        flow.bring(flow.at(40), 0.0..20.0, 100.0, ScrollAlign::Nearest, |_| 20.0);
        flow.scroll_by(10.0, 100.0);
        flow.scroll_to(0.0);
        assert_eq!(flow.scrolls(), before + 3);
    }
}
