//! What is at a place is what a walk over everything finds there.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{super::*, properties::PIECES};
use crate::range::DraftRange;

/// The spans that overlap a range, found by looking at each.
fn plainly(structure: &Structure, range: DraftRange) -> Vec<Span> {
    let overlap = |span: &Span| span.range.start < range.end && range.start < span.range.end;
    structure.spans.iter().filter(overlap).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_spans_of_a_range_are_those_that_overlap_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        ranges in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..30), 1..8),
    ) {
        let text = pieces.concat();
        let structure = Structure::parse(&text);
        for (start, length) in ranges {
            let start = start.index(text.len() + 1);
            let range = DraftRange::new(start, start + length);
            let found: Vec<Span> = structure.spans_in(range).collect();
            prop_assert_eq!(found, plainly(&structure, range), "{:?} of {:?}", range, text);
        }
    }

    #[test]
    fn the_outermost_block_is_the_last_that_begins_at_or_before_a_place(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        at in any::<prop::sample::Index>(),
        length in 0_usize..30,
    ) {
        let text = pieces.concat();
        let structure = Structure::parse(&text);
        let at = at.index(text.len() + 1);
        let outermost: Vec<Block> = structure.blocks.iter().filter(|b| b.depth == 0).collect();
        let last = outermost.iter().rfind(|block| block.range.start <= at).cloned();
        prop_assert_eq!(structure.outermost_at(at), last);
        let found: Vec<Block> = structure.outermost_in(DraftRange::new(at, at + length)).collect();
        let overlap = |b: &Block| b.range.start < at + length && at < b.range.end;
        let expected: Vec<Block> = outermost.into_iter().filter(overlap).collect();
        prop_assert_eq!(found, expected, "{}..{} of {:?}", at, at + length, text);
    }
}

#[test]
fn a_line_of_a_long_block_is_found_without_a_walk_through_it() {
    const LINES: usize = 50_000;
    let quote = "> quoted *words* here\n".repeat(LINES);
    let list = "- one **item** of it\n".repeat(LINES);
    let code = format!("```\n{}```\n", "let code;\n".repeat(LINES));
    for text in [&quote, &list, &code] {
        let structure = Structure::parse(text);
        let begin = Instant::now();
        for line in 0..10_000 {
            let start = line * text.len() / 10_000;
            assert!(structure.spans_in(DraftRange::new(start, start + 10)).count() < 9);
            assert_eq!(structure.outermost_at(start).map(|block| block.range.start), Some(0));
        }
        // Ten thousand walks take minutes.
        assert!(begin.elapsed() < Duration::from_secs(2), "{:?}", begin.elapsed());
    }
}
