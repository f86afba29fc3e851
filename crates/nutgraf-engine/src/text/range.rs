//! How two ranges of one text lie to each other.

use std::ops::Range;

/// Whether two ranges share at least one position. Empty ranges share none with anything.
pub fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end && !one.is_empty() && !other.is_empty()
}

/// Whether two ranges share a position or meet at an edge.
pub fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_overlap_where_they_share_a_position_and_touch_at_their_edges_too() {
        for (one, other, shared, met) in [
            (0..3, 2..5, true, true),
            (0..3, 3..5, false, true),
            (0..3, 4..5, false, false),
            (0..9, 4..5, true, true),
            (4..4, 0..9, false, true),
            (4..4, 4..4, false, true),
        ] {
            assert_eq!(overlaps(&one, &other), shared, "{one:?} {other:?}");
            assert_eq!(overlaps(&other, &one), shared, "{other:?} {one:?}");
            assert_eq!(touches(&one, &other), met, "{one:?} {other:?}");
            assert_eq!(touches(&other, &one), met, "{other:?} {one:?}");
        }
    }
}
