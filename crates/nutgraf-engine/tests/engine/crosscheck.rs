//! The cross-check: what a claim says in figures, dates and names, held against
//! what its evidence says.

mod checked;
mod labelled;
mod properties;
mod rules;

use nutgraf_engine::evidence::crosscheck;

/// The differences of a claim and one quote, as `code said ≠ found`.
fn differences(claim: &str, evidence: &str) -> Vec<String> {
    let found = crosscheck(claim, &[evidence]).into_iter().map(|difference| {
        let code = difference.kind.code().as_str();
        match difference.evidence {
            Some(found) => format!("{code}: {} ≠ {}", difference.claim_words, found.words),
            None => format!("{code}: {}", difference.claim_words),
        }
    });
    found.collect()
}

#[track_caller]
fn agrees(claim: &str, evidence: &str) {
    assert_eq!(differences(claim, evidence), [""; 0], "{claim} | {evidence}");
}

#[track_caller]
fn differs(claim: &str, evidence: &str, expected: &str) {
    assert_eq!(differences(claim, evidence), [expected], "{claim} | {evidence}");
}
