//! The order of a merged list.
//!
//! # Invariants
//!
//! - A list that only one side changed comes out as that side has it.
//! - The order does not depend on which side runs the merge.

use std::{collections::HashSet, hash::Hash};

/// Puts what both sides keep in order: as in the base, or as the side has it that
/// moved something; what was added stands behind what it was added behind. `kept`
/// says what is in the merged list.
pub(super) fn merged_order<T: Clone + Eq + Hash + Ord>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    kept: impl Fn(&T) -> bool,
) -> Vec<T> {
    let known: HashSet<&T> = base.iter().collect();
    let old = |list: &[T]| -> Vec<T> {
        list.iter().filter(|item| known.contains(item) && kept(item)).cloned().collect()
    };
    // What one side deleted and the other keeps is ordered by where the base had it.
    let whole = old(base);
    let filled = |list: &[T]| -> Vec<T> {
        let had: HashSet<&T> = list.iter().collect();
        let missing = |item: &&T| !had.contains(*item);
        let mut filled = old(list);
        for item in whole.iter().filter(missing) {
            let before = whole.iter().take_while(|other| *other != item).last();
            let at = before.and_then(|before| filled.iter().position(|other| other == before));
            filled.insert(at.map_or(0, |at| at + 1), item.clone());
        }
        filled
    };
    let (a, b) = (filled(ours), filled(theirs));
    let spine = if a == b || b == whole {
        a
    } else if a == whole {
        b
    } else {
        a.min(b)
    };
    let mut result: Vec<T> = Vec::new();
    let mut done: HashSet<T> = HashSet::new();
    let runs = [added(ours, &known, &kept), added(theirs, &known, &kept)];
    let ends = std::iter::once(None).chain(spine.iter().map(Some));
    for item in ends {
        if let Some(item) = item
            && done.insert(item.clone())
        {
            result.push(item.clone());
        }
        let mut behind: Vec<&Vec<T>> = runs
            .iter()
            .flatten()
            .filter(|(place, _)| place.as_ref() == item)
            .map(|(_, run)| run)
            .collect();
        behind.sort();
        for new in behind.into_iter().flatten() {
            if done.insert(new.clone()) {
                result.push(new.clone());
            }
        }
    }
    result
}

/// What a side added, in runs, each with what it stands behind.
fn added<T: Clone + Eq + Hash>(
    list: &[T],
    known: &HashSet<&T>,
    kept: &impl Fn(&T) -> bool,
) -> Vec<(Option<T>, Vec<T>)> {
    let mut runs: Vec<(Option<T>, Vec<T>)> = vec![(None, Vec::new())];
    for item in list.iter().filter(|item| kept(item)) {
        match runs.last_mut() {
            Some((_, run)) if !known.contains(item) => run.push(item.clone()),
            _ => runs.push((Some(item.clone()), Vec::new())),
        }
    }
    runs.retain(|(_, run)| !run.is_empty());
    runs
}
