//! A whole draft checked at once.
//!
//! What always holds: the report depends on nothing but its input; findings and
//! quotations stand in the order of the draft; and a quotation that was judged
//! before, against the same snapshots, is not judged again.

use std::{ops::Range, sync::Arc};

use super::{
    corpus::{Corpus, CorpusSource, IndexCache},
    crosscheck::{CheckedClaim, Discrepancy, check_claims},
    finding::{Code, Finding, Severity},
    index::SnapshotIndex,
    quoted::Quoted,
    support::{ENOUGH, Support},
    unseen::unseen,
    verdict::Judgement,
};
use crate::{
    markdown::{DEEPEST, Structure, nested_beyond},
    model::{Claim, ClaimStatus, Profile, Quote, QuoteId, SnapshotFormat, Source},
    text::excerpt,
};

/// How much of a claim a message shows, in characters.
const SHOWN: usize = 60;

/// What a check looks at.
#[derive(Clone, Debug)]
pub struct CheckInput<'a> {
    /// The draft.
    pub text: &'a str,
    /// What its Markdown means.
    pub structure: &'a Structure,
    /// The sources it may cite.
    pub sources: &'a [Source],
    /// The quote cards.
    pub quotes: &'a [Quote],
    /// The claims, each with the words of the draft it stands on; an empty range where they are gone.
    pub claims: Vec<(&'a Claim, Range<usize>)>,
    /// Where the draft uses which quote.
    pub uses: Vec<(QuoteId, Range<usize>)>,
    /// The house's rules.
    pub profile: Profile,
}

/// A quotation of the draft and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedQuotation {
    /// Its index in [`Structure::quotations`].
    pub quotation: usize,
    /// The bytes of the draft from its first word to its last, without the marks around them.
    pub range: Range<usize>,
    /// Its words as the draft has them, without block markers.
    pub text: String,
    /// The keys of the sources it was held against first: those it cites, else
    /// its card's; empty where every source counts.
    pub cited: Vec<String>,
    /// What it is.
    pub judgement: Judgement,
    /// The words of the snapshot at the place the judgement points to.
    pub source_words: Option<String>,
    /// The quote card that it uses, or whose passage it quotes.
    pub quote: Option<QuoteId>,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The quotations that were judged, in the order of the draft.
    pub quotations: Vec<CheckedQuotation>,
    /// The claims that were held against their evidence, in the order of the draft.
    pub claims: Vec<CheckedClaim>,
    /// What to look at, in the order of the draft.
    pub findings: Vec<Finding>,
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl Summary {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}

impl Report {
    /// Counts the findings.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        self.findings.iter().for_each(|finding| summary.add(finding.severity));
        summary
    }

    /// Puts the findings into the order of the draft.
    pub(super) fn sort_findings(&mut self) {
        let key = |f: &Finding| (f.range.start, f.range.end, f.severity, f.code);
        // Most keys leave the order as it is, and sorting makes room for all of them.
        if !self.findings.is_sorted_by_key(key) {
            self.findings.sort_by_key(key);
        }
    }
}

/// Checks a draft against its sources.
pub fn check(input: &CheckInput, cache: &mut IndexCache) -> Report {
    let corpus = Corpus::of(input.sources, cache);
    let mut check = Check { input, corpus: &corpus, report: Report::default() };
    check.quotations(cache);
    check.claims();
    check.crosscheck(cache);
    check.text();
    check.citations();
    check.finish()
}

/// Checks the quotations of any Markdown against texts, without a project.
///
/// A source is its key, its text and how to read it. A citation whose key is
/// none of these is not unknown: its quotation is held against every source.
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
    let mut check = Check { input: &input, corpus: &corpus, report: Report::default() };
    check.quotations(&mut IndexCache::default());
    check.text();
    check.finish()
}

struct Check<'a> {
    input: &'a CheckInput<'a>,
    corpus: &'a Corpus,
    report: Report,
}

impl Check<'_> {
    fn finish(mut self) -> Report {
        self.report.sort_findings();
        self.report
    }

    fn quotations(&mut self, cache: &mut IndexCache) {
        cache.judged.begin(self.corpus, self.input.profile);
        let quoted = Quoted { input: self.input, corpus: self.corpus };
        let memo = &mut cache.judged;
        let mut new = Vec::new();
        let mut recall = |text: &str, cited: &[String]| {
            let known = memo.recall(text, cited);
            if known.is_none() {
                new.push((text.to_owned(), cited.to_vec()));
            }
            known
        };
        let all = 0..self.input.text.len();
        self.report.quotations = quoted.check(&all, &mut |_| None, &mut recall);
        if !new.is_empty() {
            memo.judge_all(new, self.corpus, self.input.profile);
            let mut recall = |text: &str, cited: &[String]| memo.recall(text, cited);
            self.report.quotations = quoted.check(&all, &mut |_| None, &mut recall);
        }
        memo.end();
        let found = self.report.quotations.iter().flat_map(|checked| quoted.findings(checked));
        self.report.findings.extend(found);
    }

    fn claims(&mut self) {
        for (claim, range) in &self.input.claims {
            let mut add = |code, message: String, hint: &str| {
                let severity = match code {
                    Code::ClaimFewSources => Severity::Info,
                    _ => Severity::Warning,
                };
                self.report.findings.push(Finding {
                    code,
                    severity,
                    range: range.clone(),
                    message,
                    hint: hint.to_owned(),
                });
            };
            if range.is_empty() {
                add(
                    Code::ClaimOrphaned,
                    format!(
                        "The words of the claim “{}” are gone from the draft.",
                        excerpt(&claim.text, SHOWN)
                    ),
                    "Attach the claim to other words, or delete it.",
                );
                continue;
            }
            let now = self.input.text.get(range.clone()).unwrap_or_default();
            if claim.is_stale(now) {
                add(
                    Code::ClaimStale,
                    format!(
                        "The claim “{}” was changed after it was checked.",
                        excerpt(now, SHOWN)
                    ),
                    "Check it again as it stands now.",
                );
            }
            if claim.status == ClaimStatus::Confirmed && claim.evidence.is_empty() {
                add(
                    Code::ClaimUnsupported,
                    format!(
                        "The claim “{}” is confirmed, but rests on nothing.",
                        excerpt(now, SHOWN)
                    ),
                    "Link the quote or source that bears it out.",
                );
            } else if claim.status == ClaimStatus::Confirmed
                && self.input.profile.asks_for_sources()
            {
                let support = Support::of(claim, self.input.quotes, self.input.sources);
                if !support.is_enough() {
                    add(
                        Code::ClaimFewSources,
                        format!(
                            "The claim is confirmed on {} of {ENOUGH} independent sources.",
                            support.independent
                        ),
                        "Link another source that does not depend on these, or a primary one.",
                    );
                }
            }
        }
    }

    fn crosscheck(&mut self, cache: &mut IndexCache) {
        self.report.claims = check_claims(self.input, &mut cache.readings);
        let discrepancies = self.report.claims.iter().flat_map(|checked| &checked.discrepancies);
        self.report.findings.extend(discrepancies.map(Discrepancy::finding));
    }

    /// What is to be said of the text itself, whatever it says.
    fn text(&mut self) {
        self.report.findings.extend(unseen(self.input.text));
        let beyond = nested_beyond(self.input.text);
        self.report.findings.extend(beyond.into_iter().map(|range| Finding {
            code: Code::NestedTooDeep,
            severity: Severity::Warning,
            range,
            message: format!(
                "This line begins more than {DEEPEST} quotes and lists within each other; what \
                 goes beyond is read as text."
            ),
            hint: "Take some of the marks at its beginning away.".to_owned(),
        }));
    }

    fn citations(&mut self) {
        for item in self.input.structure.citations.iter().flat_map(|citation| &citation.items) {
            if self.corpus.position(&item.key).is_none() {
                self.report.findings.push(Finding {
                    code: Code::CitationUnknown,
                    severity: Severity::Error,
                    range: item.range.clone(),
                    message: format!("No source has the key “{}”.", item.key),
                    hint: "Add the source, or correct the key.".to_owned(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
