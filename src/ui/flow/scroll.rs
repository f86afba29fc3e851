//! Which pieces of a column are in view.
//!
//! # Invariants
//! The view begins within a piece, and everything else follows from the heights of the
//! pieces below it. Only pieces that come into view, or are scrolled over, are measured.

use std::ops::Range;

/// Where the view begins.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Scroll {
    /// First piece in view.
    pub top: usize,
    /// Distance into it at which the view begins, in points; negative in the space above
    /// the first piece.
    pub into: f32,
}

/// Space above the first piece and below the last, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pads {
    /// Above the first.
    pub above: f32,
    /// Below the last.
    pub below: f32,
}

/// A piece in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct InView {
    /// Its index.
    pub piece: usize,
    /// Where it begins, in points below the top of the view.
    pub y: f32,
}

/// Where to place what is scrolled into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScrollAlign {
    /// By the shortest way, with a little space around it.
    Nearest,
    /// In the upper third, unless it is in view already.
    Centre,
    /// In the middle of the view.
    Middle,
}

/// Space kept around what is scrolled into view, in points.
const ROOM: f32 = 28.0;

impl Scroll {
    /// Returns the beginning of a column.
    pub(super) fn at_start(pads: Pads) -> Self {
        Self { top: 0, into: -pads.above }
    }

    /// Moves the view within the column and returns the pieces in it.
    pub(super) fn settle(
        &mut self,
        count: usize,
        view: f32,
        pads: Pads,
        measure: &mut impl FnMut(usize) -> f32,
    ) -> Vec<InView> {
        self.normalise(count, pads, measure);
        let (seen, bottom) = self.fill(count, view, measure);
        // No more than the space below the last piece may follow it.
        let missing = view - pads.below - bottom;
        let is_end = seen.last().is_none_or(|last| last.piece + 1 == count);
        let is_start = self.top == 0 && self.into <= -pads.above;
        if !is_end || missing <= 0.0 || is_start {
            return seen;
        }
        self.into -= missing;
        self.normalise(count, pads, measure);
        self.fill(count, view, measure).0
    }

    /// Changes the top piece so that the view begins within it.
    fn normalise(&mut self, count: usize, pads: Pads, measure: &mut impl FnMut(usize) -> f32) {
        self.top = self.top.min(count.saturating_sub(1));
        while self.into < 0.0 && self.top > 0 {
            self.top -= 1;
            self.into += measure(self.top);
        }
        if self.top == 0 {
            self.into = self.into.max(-pads.above);
        }
        while self.top + 1 < count && self.into > 0.0 {
            let height = measure(self.top);
            if self.into < height {
                break;
            }
            self.into -= height;
            self.top += 1;
        }
    }

    fn fill(
        &self,
        count: usize,
        view: f32,
        measure: &mut impl FnMut(usize) -> f32,
    ) -> (Vec<InView>, f32) {
        let (mut seen, mut y) = (Vec::new(), -self.into);
        for piece in self.top..count {
            if y >= view {
                break;
            }
            seen.push(InView { piece, y });
            y += measure(piece);
        }
        (seen, y)
    }

    /// Scrolls a part of a piece into view.
    pub(super) fn bring(
        &mut self,
        piece: usize,
        span: Range<f32>,
        view: f32,
        align: ScrollAlign,
        measure: &mut impl FnMut(usize) -> f32,
    ) {
        if align == ScrollAlign::Middle {
            let middle = (span.start + span.end) / 2.0;
            *self = Self { top: piece, into: middle - view / 2.0 };
            return;
        }
        let room = ROOM.min((view - (span.end - span.start)).max(0.0) / 2.0);
        match self.distance(piece, view, measure) {
            Some(y) => {
                let (start, end) = (y + span.start, y + span.end);
                let is_in_view = start >= 0.0 && end <= view;
                if align == ScrollAlign::Centre && is_in_view {
                    return;
                }
                if align == ScrollAlign::Nearest || is_in_view {
                    self.into += if start < room {
                        start - room
                    } else if end > view - room {
                        end - view + room
                    } else {
                        0.0
                    };
                    return;
                }
            }
            None if align == ScrollAlign::Nearest => {
                // Far away: place the part just beyond the edge it lies at.
                let at = if piece < self.top { span.start - room } else { span.end - view + room };
                *self = Self { top: piece, into: at };
                return;
            }
            None => {}
        }
        *self = Self { top: piece, into: span.start - view / 3.0 };
    }

    /// Returns how far below the top of the view a piece begins, or `None` where that is
    /// more than about two views away.
    fn distance(
        &self,
        piece: usize,
        view: f32,
        measure: &mut impl FnMut(usize) -> f32,
    ) -> Option<f32> {
        let mut y = -self.into;
        if piece >= self.top {
            for before in self.top..piece {
                y += measure(before);
                if y > 2.0 * view {
                    return None;
                }
            }
        } else {
            for above in (piece..self.top).rev() {
                y -= measure(above);
                if y < -2.0 * view {
                    return None;
                }
            }
        }
        Some(y)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PADS: Pads = Pads { above: 40.0, below: 100.0 };

    proptest! {
        #[test]
        fn the_view_is_full_and_never_beyond_the_column(
            heights in prop::collection::vec(0.0_f32..120.0, 1..40),
            top in 0_usize..60,
            into in -2_000.0_f32..2_000.0,
        ) {
            let view = 300.0;
            let mut scroll = Scroll { top, into };
            let mut measure = |piece: usize| heights[piece];
            let seen = scroll.settle(heights.len(), view, PADS, &mut measure);
            prop_assert!(scroll.top < heights.len());
            prop_assert!(scroll.into >= -PADS.above - 0.01);
            let first = seen.first().unwrap();
            prop_assert!(first.y <= PADS.above + 0.01);
            for pair in seen.windows(2) {
                let below = pair[0].y + heights[pair[0].piece];
                prop_assert!((below - pair[1].y).abs() < 0.01);
            }
            let last = seen.last().unwrap();
            let bottom = last.y + heights[last.piece];
            let is_whole = scroll.top == 0 && (scroll.into + PADS.above).abs() < 0.01;
            prop_assert!(bottom >= view - PADS.below - 0.1 || is_whole);
        }

        #[test]
        fn what_is_brought_to_the_middle_is_there_however_near_an_end_it_is(
            heights in prop::collection::vec(10.0_f32..120.0, 1..60),
            from in 0_usize..60,
            piece in 0_usize..60,
        ) {
            let (view, count) = (300.0, heights.len());
            let (from, piece) = (from % count, piece % count);
            let pads = Pads { above: view / 2.0, below: view / 2.0 };
            let mut scroll = Scroll { top: from, into: 0.0 };
            let mut measure = |piece: usize| heights[piece];
            scroll.bring(piece, 0.0..10.0, view, ScrollAlign::Middle, &mut measure);
            let seen = scroll.settle(count, view, pads, &mut measure);
            let found = seen.iter().find(|in_view| in_view.piece == piece).unwrap();
            prop_assert!((found.y + 5.0 - view / 2.0).abs() < 5.1);
        }

        #[test]
        fn what_is_brought_into_view_is_in_it(
            heights in prop::collection::vec(10.0_f32..120.0, 1..60),
            from in 0_usize..60,
            piece in 0_usize..60,
            is_centred: bool,
        ) {
            let (view, count) = (300.0, heights.len());
            let (from, piece) = (from % count, piece % count);
            let mut scroll = Scroll { top: from, into: 0.0 };
            let mut measure = |piece: usize| heights[piece];
            scroll.settle(count, view, PADS, &mut measure);
            let align = if is_centred { ScrollAlign::Centre } else { ScrollAlign::Nearest };
            let span = 0.0..10.0;
            scroll.bring(piece, span, view, align, &mut measure);
            let seen = scroll.settle(count, view, PADS, &mut measure);
            let found = seen.iter().find(|in_view| in_view.piece == piece).unwrap();
            prop_assert!(found.y >= -0.1 && found.y + 10.0 <= view + 0.1);
        }
    }
}
