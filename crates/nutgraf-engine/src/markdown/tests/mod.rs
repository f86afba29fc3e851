//! The markdown layer through its public functions, mostly on marked strings:
//! in `He said ⟦“four staff”⟧.` the brackets show what is to be found.

mod citations;
mod notes;
mod places;
mod properties;
mod quotations;
mod rendered;
mod reparse;
mod sentences;
mod spans;
mod structure;

use crate::range::DraftRange;

/// The text without its marks.
fn unmarked(marked: &str) -> String {
    marked.replace(['⟦', '⟧'], "")
}

/// Holds each marked text against what is found in it without its marks.
fn check_all(cases: &[&str], found: impl Fn(&str) -> String) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|case| (*case, found(&unmarked(case))))
        .filter(|(case, found)| case != found)
        .collect();
    assert!(wrong.is_empty(), "expected, found: {wrong:#?}");
}

/// The text with marks around the ranges, which nest or are apart.
fn marked<'a>(text: &str, ranges: impl IntoIterator<Item = &'a DraftRange>) -> String {
    let mut marks: Vec<(usize, char)> = Vec::new();
    for range in ranges {
        marks.push((range.start, '⟦'));
        marks.push((range.end, '⟧'));
    }
    marks.sort_by_key(|(at, mark)| (*at, *mark == '⟦'));
    let mut result = text.to_owned();
    for (at, mark) in marks.into_iter().rev() {
        result.insert(at, mark);
    }
    result
}
