//! Finds the spans and blocks at a place without a walk from the beginning.
//!
//! A block quote or a code block may cover fifty thousand lines and everything in
//! them. So that a reader of one line finds what covers it, each block and span
//! holds the distance in its list back to the one that it lies in. Following these
//! steps gives everything that covers a place and nothing else. The steps count
//! items of the list, so an edit elsewhere changes none of them; the blocks around
//! an edit are parsed and counted again.

use super::{Block, Span, SpanKind, Structure};
use crate::{
    range::DraftRange,
    text::{Gapped, Shift},
};

impl Shift for Block {
    fn shift(&mut self, by: isize) {
        self.range.shift(by);
    }
}

impl Shift for Span {
    fn shift(&mut self, by: isize) {
        self.range.shift(by);
    }
}

impl Span {
    pub(super) fn new(kind: SpanKind, range: DraftRange) -> Self {
        Self { kind, range, around: 0 }
    }
}

/// Tells each of the sorted spans which one continues where it begins.
pub(super) fn nest(spans: &mut [Span]) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, span) in spans.iter_mut().enumerate() {
        // What has ended here has ended for all that follow.
        while open.last().is_some_and(|(_, end)| *end <= span.range.start) {
            open.pop();
        }
        let around = open.last().map_or(0, |(around, _)| index - around);
        span.around = u32::try_from(around).unwrap_or(0);
        open.push((index, span.range.end));
    }
}

impl Structure {
    /// All spans that overlap a byte range, in their order.
    ///
    /// Costs a step for each of them, however long the blocks are that they lie in.
    pub fn spans_in(&self, range: DraftRange) -> impl Iterator<Item = Span> + '_ {
        let begun = |at: usize| self.spans.partition_point(|span| span.range.start < at);
        let first = begun(range.start);
        // What continues at the start of the range went on where the last span before
        // it began, or is that span.
        let mut around = Vec::new();
        let mut next = first.checked_sub(1);
        while let Some((at, span)) = next.and_then(|at| Some((at, self.spans.get(at)?))) {
            next = (span.around > 0).then(|| at.saturating_sub(span.around as usize));
            if span.range.end > range.start {
                around.push(span);
            }
        }
        let within = self.spans.range(first..begun(range.end).max(first));
        around.into_iter().rev().chain(within)
    }

    /// The outermost block that holds a byte offset, or else the last one before it.
    pub fn outermost_at(&self, offset: usize) -> Option<Block> {
        let begun = self.blocks.partition_point(|block| block.range.start <= offset);
        self.blocks.get(outermost(&self.blocks, begun.checked_sub(1)?))
    }

    /// The outermost blocks that overlap a byte range, in order.
    pub fn outermost_in(&self, range: DraftRange) -> impl Iterator<Item = Block> + '_ {
        let blocks = &self.blocks;
        let begun = blocks.partition_point(|block| block.range.start <= range.start);
        let first = outermost(blocks, begun.saturating_sub(1));
        let all = std::iter::successors(Some(first), |block| outermost_behind(blocks, *block));
        let begun = all.map_while(|block| blocks.get(block));
        let begun = begun.take_while(move |block| block.range.start < range.end);
        begun.filter(move |block| block.range.end > range.start)
    }
}

/// The index of the outermost block that a block lies in, or is.
pub(super) fn outermost(blocks: &Gapped<Block>, block: usize) -> usize {
    let steps = blocks.get(block).map_or(0, |block| block.outermost as usize);
    block.saturating_sub(steps)
}

/// The index of the first outermost block behind a block.
pub(super) fn outermost_behind(blocks: &Gapped<Block>, block: usize) -> Option<usize> {
    let end = blocks.get(outermost(blocks, block))?.range.end;
    let behind = blocks.partition_point(|block| block.range.start < end).max(block + 1);
    // The empty cells of a table may be at its end.
    (behind..blocks.len()).find(|at| blocks.get(*at).is_some_and(|block| block.depth == 0))
}
