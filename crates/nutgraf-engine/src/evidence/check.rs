//! The check of a whole draft.
//!
//! # Invariants
//!
//! - The report depends on nothing but the input: neither on the cache nor on a clock.
//! - Findings and quotations are in the order of the draft.
//! - A quotation that was judged before against the same snapshots is not judged again.

use std::sync::Arc;

use super::{
    cache::CheckCache,
    claim_quotations::quotations_without_evidence,
    corpus::{Corpus, CorpusSource},
    crosscheck::{Discrepancy, check_claims},
    finding::{Finding, FindingKind},
    image::undescribed_images,
    index::SnapshotIndex,
    input::CheckInput,
    invisible::invisible_findings,
    quotation_check::QuotationChecker,
    report::Report,
    support::Support,
    text_hints::text_hints,
};
use crate::{
    markdown::{Structure, nested_beyond},
    model::{ClaimStatus, Profile, SnapshotFormat, Standing},
    range::DraftRange,
};

/// Checks a draft against its sources: quotations, citations, claims and the text itself.
///
/// `cache` keeps indexes and judgements from one check to the next, so that a check after a
/// small edit costs little. A report does not depend on what the cache holds.
///
/// # Examples
///
/// ```
/// use nutgraf_engine::{
///     CheckCache, CheckInput, Code, check, markdown::Structure, model::Profile,
/// };
///
/// let draft = "It was “never meant for the public” [@audit].";
/// let structure = Structure::parse(draft);
/// let input = CheckInput {
///     text: draft,
///     structure: &structure,
///     sources: &[],
///     quotes: &[],
///     claims: Vec::new(),
///     uses: Vec::new(),
///     profile: Profile::Standard,
/// };
/// let report = check(&input, &mut CheckCache::default());
/// assert!(report.findings.iter().any(|finding| finding.code() == Code::CitationUnknown));
/// ```
pub fn check(input: &CheckInput, cache: &mut CheckCache) -> Report {
    let corpus = cache.corpus(input.sources);
    let mut check = CheckRun { input, corpus: &corpus, report: Report::default() };
    check.quotations(cache);
    check.claims();
    check.crosscheck(cache);
    check.quoted_claims();
    check.text();
    check.citations();
    check.finish()
}

/// Checks the quotations of any Markdown against texts, without a project.
///
/// A source is its key, its text and how to read it. A citation whose key is
/// none of these is not unknown: its quotation is held against every source.
///
/// # Examples
///
/// ```
/// use nutgraf_engine::{
///     Code, Verdict, check_article,
///     model::{Profile, SnapshotFormat},
/// };
///
/// let source = "Four staff looked at the file. The keeper was never asked.";
/// let sources = [("audit".to_owned(), source.to_owned(), SnapshotFormat::Plain)];
/// let article = "“Five staff looked at the file” [@audit], and “the keeper was never asked”.";
///
/// let report = check_article(article, &sources, Profile::Standard);
/// let verdicts: Vec<_> = report.quotations.iter().map(|q| q.judgement.verdict).collect();
/// assert_eq!(verdicts, [Verdict::Altered, Verdict::Typographic]);
/// assert_eq!(report.findings[0].code(), Code::QuoteAltered);
/// ```
pub fn check_article(
    text: &str,
    sources: &[(String, String, SnapshotFormat)],
    profile: Profile,
) -> Report {
    let sources = sources.iter().map(|(key, source, format)| CorpusSource {
        key: key.clone(),
        index: Some(Arc::new(SnapshotIndex::build(source.as_str().into(), *format))),
    });
    let corpus = Corpus::new(sources.collect());
    let structure = Structure::parse(text);
    let input = CheckInput {
        text,
        structure: &structure,
        sources: &[],
        quotes: &[],
        claims: Vec::new(),
        uses: Vec::new(),
        profile,
    };
    let mut check = CheckRun { input: &input, corpus: &corpus, report: Report::default() };
    check.quotations(&mut CheckCache::default());
    check.text();
    check.finish()
}

struct CheckRun<'a> {
    input: &'a CheckInput<'a>,
    corpus: &'a Corpus,
    report: Report,
}

impl CheckRun<'_> {
    fn finish(mut self) -> Report {
        self.report.sort_findings();
        self.report
    }

    fn quotations(&mut self, cache: &mut CheckCache) {
        cache.judgements.begin(self.corpus, self.input.profile);
        let quoted = QuotationChecker { input: self.input, corpus: self.corpus };
        let judgements = &mut cache.judgements;
        let mut new = Vec::new();
        let mut recall = |text: &str, cited: &[String]| {
            let known = judgements.recall(text, cited);
            if known.is_none() {
                new.push((text.to_owned(), cited.to_vec()));
            }
            known
        };
        let all = DraftRange::new(0, self.input.text.len());
        self.report.quotations = quoted.check(all, &mut |_| None, &mut recall);
        if !new.is_empty() {
            judgements.judge_all(new, self.corpus, self.input.profile);
            let mut recall = |text: &str, cited: &[String]| judgements.recall(text, cited);
            self.report.quotations = quoted.check(all, &mut |_| None, &mut recall);
        }
        judgements.end();
        let found = self.report.quotations.iter().flat_map(|checked| quoted.findings(checked));
        self.report.findings.extend(found);
    }

    /// Reports claims whose words changed or are gone, and confirmed ones without enough support.
    fn claims(&mut self) {
        for (claim, range) in &self.input.claims {
            let mut add = |kind| {
                self.report.findings.push(Finding { kind, range: *range });
            };
            let now = self.input.text.get(range.to_std()).unwrap_or_default();
            let standing = claim.standing(now);
            if standing == Standing::Orphaned {
                add(FindingKind::ClaimOrphaned { words: claim.text.clone() });
                continue;
            }
            if standing == Standing::Stale {
                add(FindingKind::ClaimStale { words: now.to_owned() });
            }
            if claim.status != ClaimStatus::Confirmed {
                continue;
            }
            if claim.evidence.is_empty() {
                add(FindingKind::ClaimUnsupported { words: now.to_owned() });
            } else if self.input.profile.asks_for_sources() {
                let support = Support::of(claim, self.input.quotes, self.input.sources);
                if !support.is_enough() {
                    add(FindingKind::ClaimFewSources { independent: support.independent });
                }
            }
        }
    }

    fn crosscheck(&mut self, cache: &mut CheckCache) {
        self.report.claims = check_claims(self.input, &mut cache.readings);
        let discrepancies = self.report.claims.iter().flat_map(|checked| &checked.discrepancies);
        self.report.findings.extend(discrepancies.map(Discrepancy::finding));
    }

    /// Reports quotations of confirmed claims that none of their evidence has.
    fn quoted_claims(&mut self) {
        let found = quotations_without_evidence(self.input, &self.report.quotations);
        self.report.findings.extend(found);
    }

    /// Reports invisible characters, nesting that is too deep, images that nothing is said of,
    /// and hints about the text.
    fn text(&mut self) {
        self.report.findings.extend(text_hints(self.input.text, self.input.structure));
        self.report.findings.extend(invisible_findings(self.input.text));
        let beyond = nested_beyond(self.input.text);
        let beyond = beyond.into_iter();
        self.report
            .findings
            .extend(beyond.map(|range| Finding { kind: FindingKind::NestedTooDeep, range }));
        let images = undescribed_images(self.input.text, self.input.structure);
        let finding = |range| Finding { kind: FindingKind::ImageUndescribed, range };
        self.report.findings.extend(images.map(finding));
    }

    /// Reports citations of sources that the project does not have.
    fn citations(&mut self) {
        for item in self.input.structure.citations.iter().flat_map(|citation| &citation.items) {
            if self.corpus.position(&item.key).is_none() {
                let kind = FindingKind::CitationUnknown { key: item.key.clone() };
                self.report.findings.push(Finding { kind, range: item.range });
            }
        }
    }
}

#[cfg(test)]
mod tests;
