//! A report brought along with an edit, so that a keystroke shows its verdict at once.
//!
//! The whole check runs on a worker and comes later. Until then the report's
//! places move with the text, and only the quotations that the edit touched, or
//! that it made, are judged again. What always holds: the quotations and what is
//! said of them are those that a whole check would give, apart from who speaks
//! where only the sentence changed; those that are put off because judging them
//! here would hold up the typing are missing until the worker has them. What is
//! said of claims and citations only moves.

use std::{collections::HashSet, ops::Range};

use super::{
    check::{CheckInput, Report},
    corpus::Corpus,
    finding::Finding,
    judge::judge,
    quoted::Quoted,
};
use crate::text::{Bias, Change};

/// The longest quotation that is judged while its writer types, in bytes.
const LONGEST: usize = 4_096;

/// The most quotations that one edit has judged at once.
const MOST_JUDGED: usize = 16;

/// The most places at which one edit may change the text; a replacement all over
/// the draft waits for the worker.
const MOST_EDITS: usize = 16;

/// Brings a report along with a change of the draft.
///
/// `report` is of the draft before the change, `input` of the draft after it;
/// sources, cards and profile must be those of the report, and `corpus` of
/// these sources; without one, what the change touched is put off. The claims of
/// `input` are not looked at. Costs a step for each quotation of the draft, and
/// a judgement for each that the change touched.
pub fn follow(report: &mut Report, change: &Change, input: &CheckInput, corpus: Option<&Corpus>) {
    if change.edits().len() > MOST_EDITS {
        *report = Report::default();
        return;
    }
    for checked in &mut report.quotations {
        moved(&mut checked.range, change);
    }
    let quotations = std::mem::take(&mut report.quotations);
    let mut before = quotations.into_iter().peekable();
    let none = Corpus::default();
    let quoted = Quoted { input, corpus: corpus.unwrap_or(&none) };
    let mut judged = 0;
    let mut kept: HashSet<Range<usize>> = HashSet::new();
    report.quotations = quoted.check(
        &mut |case| {
            // Both stand in the order of the draft.
            while before.next_if(|old| is_before(&old.range, &case.range)).is_some() {}
            let old = before.next_if(|old| {
                let is_tied = case.tied.is_none() || old.quote == case.tied;
                let is_same = old.range == case.range && old.text == case.text;
                is_same && old.cited == case.cited && is_tied
            });
            kept.extend(old.iter().map(|old| old.range.clone()));
            old
        },
        &mut |text, cited| {
            judged += 1;
            let may = text.len() <= LONGEST && judged <= MOST_JUDGED;
            corpus.filter(|_| may).map(|corpus| judge(text, cited, corpus, input.profile))
        },
    );
    report.findings.retain_mut(|finding| {
        moved(&mut finding.range, change);
        !finding.code.is_about_a_quotation() || kept.contains(&finding.range)
    });
    let new = report.quotations.iter().filter(|checked| !kept.contains(&checked.range));
    let new: Vec<Finding> = new.flat_map(|checked| quoted.findings(checked)).collect();
    report.findings.extend(new);
    report.sort_findings();
}

/// The order in which quotations stand in a structure: outer before inner.
fn is_before(a: &Range<usize>, b: &Range<usize>) -> bool {
    (a.start, std::cmp::Reverse(a.end)) < (b.start, std::cmp::Reverse(b.end))
}

fn moved(range: &mut Range<usize>, change: &Change) {
    let start = change.map(range.start, Bias::Right);
    *range = start..change.map(range.end, Bias::Left).max(start);
}
