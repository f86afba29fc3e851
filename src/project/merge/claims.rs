//! Claims, field by field, with their checks and their evidence.

use std::collections::{BTreeMap, HashSet};

use super::{
    ConflictPlace, Take, conflict_text,
    existence::{Existence, ids_in_order},
    fields::{FieldMerger, FieldOwner, FieldVersions, one_sided, versions},
    order::merged_order,
};
use crate::project::{Project, RecordKey};
use nutgraf_engine::model::{
    Claim, ClaimCheck, Evidence, EvidenceTarget, PastCheck, Quote, Source,
};

pub(super) fn claims(
    base: &Project,
    ours: &Project,
    theirs: &Project,
    existence: &Existence,
    quotes: &[Quote],
    sources: &[Source],
    fields: &mut FieldMerger<'_>,
) -> Vec<Claim> {
    let lists = [base.claims(), ours.claims(), theirs.claims()];
    let ids = ids_in_order(lists, |claim| claim.id.clone(), |id| existence.has_claim(id));
    let quotes: HashSet<_> = quotes.iter().map(|quote| &quote.id).collect();
    let sources: HashSet<_> = sources.iter().map(|source| &source.id).collect();
    let merged = ids.iter().filter_map(|id| {
        let mut claim = match (ours.claim(id), theirs.claim(id)) {
            (Some(one), Some(other)) => merged_claim(base.claim(id), one, other, fields),
            (Some(only), None) | (None, Some(only)) => only.clone(),
            (None, None) => return None,
        };
        claim.evidence.retain(|evidence| match &evidence.target {
            EvidenceTarget::Quote(id) => quotes.contains(id),
            EvidenceTarget::Source(id) => sources.contains(id),
        });
        Some(claim)
    });
    merged.collect()
}

fn merged_claim(
    was: Option<&Claim>,
    one: &Claim,
    other: &Claim,
    fields: &mut FieldMerger<'_>,
) -> Claim {
    let at = FieldOwner::Record(RecordKey::Claim(one.id.clone()), conflict_text::claim(Some(one)));
    let text = String::clone;
    let (checks, history) = checks(&at, was, one, other, fields);
    let checker = versions!(was, one, other, checker);
    Claim {
        id: one.id.clone(),
        text: fields.merge(&at, "words", &versions!(was, one, other, text), text),
        kind: fields
            .merge(&at, "kind", &versions!(was, one, other, kind), |kind| kind.label().to_owned()),
        status: checks.status,
        evidence: evidence(&at, was, one, other, fields),
        note: fields.text(&at, "note", &versions!(was, one, other, note)),
        proposed: fields.text(&at, "proposed words", &versions!(was, one, other, proposed)),
        response: fields.text(&at, "response", &versions!(was, one, other, response)),
        checker: match checker.settled() {
            Some(checker) => checker.clone(),
            // Each took the check up in their name, and both checks are kept.
            None if is_checked_twice(was, one, other) => checks.checker.clone(),
            None => fields.merge(&at, "checker", &checker, text),
        },
        checked: checks.checked.clone(),
        history,
    }
}

fn is_checked_twice(was: Option<&Claim>, one: &Claim, other: &Claim) -> bool {
    one.checked.is_some()
        && other.checked.is_some()
        && [one, other].iter().all(|side| was.is_none_or(|was| was.checked != side.checked))
}

/// The version whose status and check stand, and the checks before that.
///
/// Of two checks with the same outcome for the same words the later stands; the other
/// goes into the history, as any check does that is followed by another.
fn checks<'c>(
    at: &FieldOwner,
    was: Option<&Claim>,
    one: &'c Claim,
    other: &'c Claim,
    fields: &mut FieldMerger<'_>,
) -> (&'c Claim, Vec<PastCheck>) {
    let check = |claim: &Claim| (claim.status, claim.checked.clone());
    let (base, ours, theirs) = (was.map(check), check(one), check(other));
    let versions = FieldVersions { base: base.as_ref(), ours: &ours, theirs: &theirs };
    let histories = versions!(was, one, other, history);
    let history = || match histories.settled() {
        Some(settled) => settled.clone(),
        None => {
            let mut all = one.history.clone();
            all.extend(other.history.iter().filter(|past| !one.history.contains(past)).cloned());
            sort_checks(&mut all);
            all
        }
    };
    if let Some(settled) = versions.settled() {
        let stands = if std::ptr::eq(settled, &ours) { one } else { other };
        return (stands, history());
    }
    let alike = match (&one.checked, &other.checked) {
        (Some(a), Some(b)) => one.status == other.status && a.text == b.text,
        _ => false,
    };
    let is_ours = if alike {
        let key = |claim: &Claim| claim.checked.as_ref().map(|check| (check.at, check.by.clone()));
        key(one) >= key(other)
    } else {
        let shown = FieldVersions { base: was, ours: one, theirs: other };
        fields.differ(at, "status", &shown, conflict_text::status, false) != Take::Theirs
    };
    let (stands, goes) = if is_ours { (one, other) } else { (other, one) };
    let mut history = history();
    if let Some(ClaimCheck { at, by, text }) = goes.checked.clone() {
        let past = PastCheck { at, by, status: goes.status, text };
        if !history.contains(&past) {
            history.push(past);
        }
    }
    sort_checks(&mut history);
    (stands, history)
}

fn sort_checks(checks: &mut [PastCheck]) {
    checks.sort_by(|a, b| (a.at, &a.by, a.status, &a.text).cmp(&(b.at, &b.by, b.status, &b.text)));
}

/// What a piece of evidence is called among those of a claim: a file may name one
/// target twice.
type Tie = (String, usize);

fn evidence(
    at: &FieldOwner,
    was: Option<&Claim>,
    one: &Claim,
    other: &Claim,
    fields: &mut FieldMerger<'_>,
) -> Vec<Evidence> {
    let lists = versions!(was, one, other, evidence);
    let none = Vec::new();
    if let Some(settled) = one_sided(lists.base.unwrap_or(&none), lists.ours, lists.theirs) {
        return settled.clone();
    }
    let ties = |list: &[Evidence]| -> Vec<(Tie, Evidence)> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let tie = |evidence: &Evidence| {
            let name = match &evidence.target {
                EvidenceTarget::Quote(id) => format!("quote {id}"),
                EvidenceTarget::Source(id) => format!("source {id}"),
            };
            let number = seen.entry(name.clone()).or_default();
            *number += 1;
            ((name, *number), evidence.clone())
        };
        list.iter().map(tie).collect()
    };
    let [base, ours, theirs] =
        [lists.base.unwrap_or(&none), lists.ours, lists.theirs].map(|list| ties(list));
    let find = |list: &[(Tie, Evidence)], tie: &Tie| {
        list.iter().find(|(known, _)| known == tie).map(|(_, evidence)| evidence.clone())
    };
    let mut merged: BTreeMap<Tie, Evidence> = BTreeMap::new();
    let mut all: Vec<&Tie> = ours.iter().chain(&theirs).map(|(tie, _)| tie).collect();
    all.sort();
    all.dedup();
    for tie in all {
        let (b, o, t) = (find(&base, tie), find(&ours, tie), find(&theirs, tie));
        let stands = match one_sided(&b, &o, &t) {
            Some(settled) => settled.clone(),
            None => {
                let shown = |evidence: &Option<Evidence>| match evidence {
                    Some(evidence) => conflict_text::evidence(evidence),
                    None => "(taken off)".to_owned(),
                };
                let versions =
                    FieldVersions { base: b.is_some().then_some(&b), ours: &o, theirs: &t };
                let name = format!("evidence on {}", tie.0);
                let place = match at {
                    FieldOwner::Record(key, _) => ConflictPlace::Field(key.clone(), name.clone()),
                    FieldOwner::Article => ConflictPlace::Article("details"),
                };
                let is_decided = fields.decisions.get(&place).filter(|take| !take.is_wide());
                let take = fields.differ(at, &name, &versions, shown, false);
                match (is_decided, take) {
                    (Some(_), Take::Theirs) => t,
                    (Some(_), _) => o,
                    // What one side changed and the other took off is kept.
                    (None, _) => o.or(t),
                }
            }
        };
        if let Some(stands) = stands {
            merged.insert(tie.clone(), stands);
        }
    }
    let order = |list: &[(Tie, Evidence)]| -> Vec<Tie> {
        list.iter().map(|(tie, _)| tie.clone()).collect()
    };
    let order =
        merged_order(&order(&base), &order(&ours), &order(&theirs), |tie| merged.contains_key(tie));
    order.iter().filter_map(|tie| merged.get(tie).cloned()).collect()
}
