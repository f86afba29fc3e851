//! A report as the JSON that `check` and `verify` print.
//!
//! The structs here are the format, version 1: their fields and their order are
//! what other programs read, so they change only with the version.

use serde::Serialize;

use super::StandingFinding;
use nutgraf_engine::{
    evidence::{CheckedQuotation, Finding, Note, Report},
    range::DraftRange,
    text::Lines,
};

#[derive(Serialize)]
struct ReportJson<'a> {
    format: u32,
    quotations: Vec<QuotationJson<'a>>,
    findings: Vec<FindingJson>,
    /// Findings that somebody lets stand; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stands: Vec<StandingJson<'a>>,
    summary: SummaryJson,
}

#[derive(Serialize)]
struct QuotationJson<'a> {
    text: &'a str,
    span: SpanJson,
    verdict: &'static str,
    source: Option<&'a str>,
    #[serde(rename = "match")]
    matched: Option<MatchJson<'a>>,
    diff: Vec<DiffJson<'a>>,
    notes: Vec<&'static str>,
}

/// A place in the draft.
#[derive(Serialize)]
pub(super) struct SpanJson {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

impl SpanJson {
    pub(super) fn of(lines: &Lines, text: &str, range: DraftRange) -> Self {
        let position = lines.position(text, range.start);
        Self { start: range.start, end: range.end, line: position.line, column: position.column }
    }
}

#[derive(Serialize)]
struct MatchJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct DiffJson<'a> {
    op: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct FindingJson {
    code: &'static str,
    severity: &'static str,
    span: SpanJson,
    message: String,
    hint: &'static str,
}

#[derive(Serialize)]
struct StandingJson<'a> {
    #[serde(flatten)]
    finding: FindingJson,
    by: &'a str,
    at: String,
    reason: &'a str,
}

#[derive(Serialize)]
struct SummaryJson {
    errors: usize,
    warnings: usize,
    infos: usize,
}

/// The report as indented JSON with a line break at its end.
///
/// `text` is the draft that was checked. Spans count in its bytes, lines and
/// columns from 1 and columns in characters; a match counts in bytes of the
/// snapshot. `stands` are findings that are not in the report because somebody lets them
/// stand.
pub fn report_json(report: &Report, text: &str, stands: &[StandingFinding]) -> String {
    let lines = Lines::of(text);
    let span = |range: &DraftRange| SpanJson::of(&lines, text, *range);
    let summary = report.summary();
    let report = ReportJson {
        format: 1,
        quotations: report.quotations.iter().map(|q| quotation(q, span(&q.range))).collect(),
        findings: report.findings.iter().map(|f| finding(f, span(&f.range))).collect(),
        stands: stands
            .iter()
            .map(|StandingFinding { finding: found, stet }| StandingJson {
                finding: finding(found, span(&found.range)),
                by: &stet.by,
                at: stet.at.to_string(),
                reason: &stet.reason,
            })
            .collect(),
        summary: SummaryJson {
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
        },
    };
    pretty(&report)
}

/// A report as it is printed. For plain structs of strings and numbers alone.
pub(super) fn pretty(report: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(report);
    json.expect("plain structs of strings and numbers always serialise") + "\n"
}

fn quotation(checked: &CheckedQuotation, span: SpanJson) -> QuotationJson<'_> {
    let judgement = &checked.judgement;
    let matched = judgement.matched.zip(checked.source_words.as_deref());
    QuotationJson {
        text: &checked.text,
        span,
        verdict: judgement.verdict.as_str(),
        source: judgement.source.as_deref(),
        matched: matched.map(|(range, text)| MatchJson {
            start: range.start,
            end: range.end,
            text,
        }),
        diff: judgement
            .diff
            .iter()
            .map(|part| DiffJson { op: part.op.as_str(), text: &part.text })
            .collect(),
        notes: judgement.notes.iter().map(Note::as_str).collect(),
    }
}

fn finding(finding: &Finding, span: SpanJson) -> FindingJson {
    FindingJson {
        code: finding.code().as_str(),
        severity: finding.severity().as_str(),
        span,
        message: finding.message(),
        hint: finding.hint(),
    }
}
