//! Random texts and changes that fit them.

use nutgraf_engine::{
    range::DraftRange,
    text::{Change, Edit},
};
use proptest::prelude::*;

/// Letters of one to four bytes, so that a wrong boundary shows.
pub fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof!["[a-c ]", Just("ü".into()), Just("—".into()), Just("🜁".into())],
        0..24,
    )
    .prop_map(|parts: Vec<String>| parts.concat())
}

/// A change that fits `text`, made of fractions so that proptest can shrink it.
pub fn change_of(text: &str, wishes: &[(f64, f64, String)]) -> Change {
    let boundaries: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |fraction: f64| boundaries[(fraction * (boundaries.len() - 1) as f64) as usize];
    let mut edits: Vec<Edit> = wishes
        .iter()
        .map(|(a, b, insert)| {
            let (a, b) = (place(*a), place(*b));
            Edit { range: DraftRange::new(a.min(b), a.max(b)), insert: insert.clone() }
        })
        .collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    edits.retain(|edit| {
        let fits = edit.range.start >= end;
        end = if fits { edit.range.end } else { end };
        fits
    });
    Change::of(edits).unwrap()
}

pub fn wishes() -> impl Strategy<Value = Vec<(f64, f64, String)>> {
    proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64, text()), 1..4)
}

pub fn applied(text: &str, change: &Change) -> String {
    let mut text = text.to_owned();
    change.apply(&mut text).unwrap();
    text
}
