//! Alignments held against every alignment there is, and texts of one word.

use proptest::prelude::*;

use super::*;

fn steps(query: &[u32], window: &[u32]) -> Vec<AlignStep> {
    align(&AlignTask {
        query: query.len(),
        window: window.len(),
        equal: &|at, place| query[at] == window[place],
        alike: &|_, _| false,
        weight: &|_| 3,
        is_free: &|_| false,
        number: &|side, at| Some(if side == AlignSide::Query { query[at] } else { window[at] }),
    })
}

/// What an alignment costs by the documented prices, whatever made it.
fn score(steps: &[AlignStep]) -> i32 {
    let mut score = 0;
    let mut at = 0;
    while at < steps.len() {
        let run =
            steps[at..].iter().take_while(|step| !matches!(step, AlignStep::Equal(..))).count();
        if run == 0 {
            score += 4 * cost::POINT;
            at += 1;
            continue;
        }
        let deleted =
            steps[at..at + run].iter().filter(|s| matches!(s, AlignStep::Delete(_))).count();
        let inserted = run - deleted;
        let gap = |count: usize, price: i32| {
            if count == 0 { 0 } else { cost::OPEN + as_cost(count) * price }
        };
        // The cheapest way to price a run: some words replaced, the rest in gaps.
        let prices = (0..=deleted.min(inserted)).map(|replaced| {
            as_cost(replaced) * cost::REPLACED
                + gap(deleted - replaced, cost::PUT_IN)
                + gap(inserted - replaced, cost::LEFT_OUT)
        });
        score -= prices.min().unwrap_or(0);
        at += run;
    }
    score
}

/// Every alignment, one after the other: the obvious version.
fn obvious(query: &[u32], window: &[u32]) -> i32 {
    fn rest(
        query: &[u32],
        window: &[u32],
        at: usize,
        place: usize,
        so_far: &mut Vec<AlignStep>,
        best: &mut i32,
    ) {
        if at == query.len() {
            *best = (*best).max(score(so_far));
            return;
        }
        so_far.push(AlignStep::Delete(at));
        rest(query, window, at + 1, place, so_far, best);
        so_far.pop();
        for next in place..window.len() {
            if query[at] == window[next] {
                let length = so_far.len();
                // Words before the first of the query are not part of the match.
                if !so_far.is_empty() {
                    so_far.extend((place..next).map(AlignStep::Insert));
                }
                so_far.push(AlignStep::Equal(at, next));
                rest(query, window, at + 1, next + 1, so_far, best);
                so_far.truncate(length);
            }
        }
    }
    let mut best = i32::MIN;
    rest(query, window, 0, 0, &mut Vec::new(), &mut best);
    best
}

proptest! {
    #[test]
    fn every_word_of_the_query_is_aligned_once_and_in_order(
        query in proptest::collection::vec(0u32..6, 0..30),
        window in proptest::collection::vec(0u32..6, 0..40),
    ) {
        let steps = steps(&query, &window);
        let words: Vec<usize> = steps.iter().filter_map(|step| match step {
            AlignStep::Equal(at, _) | AlignStep::Delete(at) => Some(*at),
            AlignStep::Insert(_) => None,
        }).collect();
        prop_assert_eq!(words, (0..query.len()).collect::<Vec<_>>());
        let mut places: Vec<usize> = steps.iter().filter_map(|step| match step {
            AlignStep::Equal(_, place) | AlignStep::Insert(place) => Some(*place),
            AlignStep::Delete(_) => None,
        }).collect();
        prop_assert!(steps.iter().all(|s| !matches!(s, AlignStep::Equal(a, p) if query[*a] != window[*p])));
        let sorted = { let mut sorted = places.clone(); sorted.sort_unstable(); sorted };
        prop_assert_eq!(&places, &sorted);
        places.dedup();
        prop_assert_eq!(places.len(), sorted.len());
    }

    #[test]
    fn no_other_alignment_is_better(
        query in proptest::collection::vec(0u32..3, 1..6),
        window in proptest::collection::vec(0u32..3, 0..7),
    ) {
        let found = score(&steps(&query, &window));
        let best = obvious(&query, &window);
        prop_assert!(found >= best, "{} < {}: {:?}", found, best, steps(&query, &window));
    }

    #[test]
    fn a_query_that_stands_in_the_window_is_aligned_without_a_difference(
        window in proptest::collection::vec(0u32..9, 1..60), from in 0usize..60, length in 1usize..60,
    ) {
        let from = from % window.len();
        let to = (from + length).min(window.len());
        let query = &window[from..to];
        prop_assert!(steps(query, &window).iter().all(|step| matches!(step, AlignStep::Equal(..))));
    }
}

#[test]
fn a_long_text_with_one_change_is_cut_where_words_are_unique() {
    let window: Vec<u32> = (0..6_000).collect();
    let mut query = window[500..5_500].to_vec();
    query[2_000] = 9_999;
    let steps = steps(&query, &window);
    assert_eq!(steps.iter().filter(|step| !matches!(step, AlignStep::Equal(..))).count(), 2);
}

#[test]
fn one_word_over_and_over_is_aligned_in_a_moment() {
    let window = vec![7; 40_000];
    let mut query = vec![7; 20_000];
    query[10_000] = 8;
    let steps = steps(&query, &window);
    assert!(steps.iter().filter(|step| matches!(step, AlignStep::Equal(..))).count() >= 19_000);
}
