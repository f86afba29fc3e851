//! Updates a report after an edit, so that a keystroke shows its verdict at once.
//!
//! The whole check runs on a worker and comes later. Until then the report's places move with
//! the text, and only the quotations that the edit touched, or that it made, are judged again.
//!
//! # Invariants
//!
//! - Quotations and their findings are those of a check of the whole draft, except that a new
//!   name in the sentence is noticed only by that check.
//! - Quotations that would take too long to judge while the writer types are missing until the
//!   next check.
//! - Findings about claims and citations only move; a claim whose words changed loses its
//!   cross-check.

use std::collections::HashSet;

use super::{
    corpus::Corpus,
    crosscheck::CheckedClaim,
    finding::Finding,
    input::CheckInput,
    judge::judge,
    quotation_check::QuotationChecker,
    report::{CheckedQuotation, Report},
};
use crate::{
    markdown::Reread,
    range::DraftRange,
    text::{Bias, Change},
};

/// The longest quotation that is judged while its writer types, in bytes.
const LONGEST: usize = 4_096;

/// The most quotations that one edit has judged at once.
const MOST_JUDGED: usize = 16;

/// The most places at which one edit may change the text; a replacement all over
/// the draft waits for the worker.
const MOST_EDITS: usize = 16;

/// Updates a report after a change of the draft.
///
/// `report` is of the draft before the change, `input` of the draft after it, and `reread` what
/// [`Structure::reparse`](crate::markdown::Structure::reparse) parsed again. Sources, quote cards
/// and profile must be those of the report; the claims of `input` are not read. `corpus` must be
/// of the same sources; without one, quotations that the change touched are left to the next
/// check.
///
/// Takes a comparison for each quotation that was parsed again, a judgement for each that the
/// change touched, and an addition for each behind them.
pub fn follow(
    report: &mut Report,
    change: &Change,
    reread: &Reread,
    input: &CheckInput,
    corpus: Option<&Corpus>,
) {
    if change.edits().len() > MOST_EDITS {
        *report = Report::default();
        return;
    }
    // No quotation reaches into what was parsed again from outside, or out of it.
    let begun = |at: usize| report.quotations.partition_point(|old| old.range.start < at);
    let old = begun(reread.before.start)..begun(reread.before.end);
    for behind in &mut report.quotations[old.end..] {
        moved(&mut behind.range, change);
        behind.quotation = behind.quotation.saturating_add_signed(reread.more_quotations);
    }
    let mut before = report.quotations[old.clone()].iter().map(|old| {
        let mut range = old.range;
        moved(&mut range, change);
        CheckedQuotation { range, ..old.clone() }
    });
    let mut before = before.by_ref().peekable();
    let none = Corpus::default();
    let quoted = QuotationChecker { input, corpus: corpus.unwrap_or(&none) };
    let mut judged = 0;
    let mut kept: HashSet<DraftRange> = HashSet::new();
    let found = quoted.check(
        reread.after,
        &mut |case| {
            // Both are in the order of the draft.
            while before.next_if(|old| is_before(old.range, case.range)).is_some() {}
            let old = before.next_if(|old| {
                let is_tied = case.tied.is_none() || old.quote == case.tied;
                let is_same = old.range == case.range && old.text == case.text;
                is_same && old.cited == case.cited && is_tied
            });
            kept.extend(old.iter().map(|old| old.range));
            old
        },
        &mut |text, cited| {
            judged += 1;
            let may = text.len() <= LONGEST && judged <= MOST_JUDGED;
            corpus.filter(|_| may).map(|corpus| judge(text, cited, corpus, input.profile))
        },
    );
    let dropped = follow_claims(report, change);
    report.findings.retain_mut(|finding| {
        if finding.code().is_of_the_cross_check() && is_dropped(&dropped, finding) {
            return false;
        }
        let is_outside = !reread.before.contains(finding.range.start);
        moved(&mut finding.range, change);
        is_outside || !finding.code().is_about_a_quotation() || kept.contains(&finding.range)
    });
    let new = found.iter().filter(|checked| !kept.contains(&checked.range));
    report.findings.extend(new.flat_map(|checked| quoted.findings(checked)));
    report.sort_findings();
    report.quotations.splice(old, found);
}

/// Brings the claims along; those whose words the change touched are taken out
/// and given back, with the places they had before.
fn follow_claims(report: &mut Report, change: &Change) -> Vec<CheckedClaim> {
    let dropped =
        report.claims.extract_if(.., |checked| change.changes_within(checked.range)).collect();
    for checked in &mut report.claims {
        moved(&mut checked.range, change);
        let discrepancies = checked.discrepancies.iter_mut();
        discrepancies.for_each(|found| moved(&mut found.claim_range, change));
        let supported = checked.supported.iter_mut();
        supported.for_each(|found| moved(&mut found.claim_range, change));
    }
    dropped
}

/// Whether a finding was of a claim that was taken out.
fn is_dropped(dropped: &[CheckedClaim], finding: &Finding) -> bool {
    dropped.iter().any(|checked| {
        let mut own = checked.discrepancies.iter();
        own.any(|own| own.kind.code() == finding.code() && own.claim_range == finding.range)
    })
}

/// Whether a quotation comes before another in a structure: outer before inner.
fn is_before(a: DraftRange, b: DraftRange) -> bool {
    (a.start, std::cmp::Reverse(a.end)) < (b.start, std::cmp::Reverse(b.end))
}

fn moved(range: &mut DraftRange, change: &Change) {
    let start = change.map(range.start, Bias::Right);
    *range = DraftRange::new(start, change.map(range.end, Bias::Left).max(start));
}
