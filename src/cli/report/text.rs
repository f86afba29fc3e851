//! A report as a person reads it in a terminal.
//!
//! What belongs to one quotation stands together: where it is, what it is, what
//! was changed, and what to do.
//!
//! # Invariants
//!
//! Every sign that a colour gives is also given by a character, so a report reads the same
//! in black and white, in a log and to a screen reader.

use super::{
    StandingFinding,
    page::{Ink, Page, Piece},
};
use nutgraf_engine::{
    evidence::{CheckedQuotation, DiffOp, DiffPart, Finding, Report, Severity, Verdict},
    range::DraftRange,
    text::{Lines, Position, one_line},
};

/// The longest excerpt of a quotation or source, in characters.
const LONGEST: usize = 240;

/// How many characters of unchanged words are shown beside a change.
const AROUND: usize = 48;

/// What a report looks like, and what it calls things.
pub struct ReportStyle<'a> {
    /// What the draft is called, usually its file name.
    pub name: &'a str,
    /// Whether to set ANSI colours.
    pub colour: bool,
    /// The width in columns; `None` where lines are not to be broken.
    pub width: Option<usize>,
    /// Where a reader finds a byte of the snapshot with a key: `p. 3`.
    pub locate: &'a dyn Fn(&str, usize) -> Option<String>,
}

/// The report as text: an entry for each quotation or other place that there is
/// something to say about, in the order of the draft, and last what was counted.
///
/// `text` is the draft that was checked.
pub fn report_text(
    report: &Report,
    text: &str,
    stands: &[StandingFinding],
    style: &ReportStyle,
) -> String {
    let lines = Lines::of(text);
    let page = Page { colour: style.colour, width: style.width, text: String::new() };
    let mut writer = ReportWriter { page, style };
    let mut told: Option<DraftRange> = None;
    for (at, finding) in report.findings.iter().enumerate() {
        let position = lines.position(text, finding.range.start);
        let Some(checked) = quotation_of(report, finding) else {
            writer.finding(finding, position);
            continue;
        };
        // The first finding of a quotation tells all that there is.
        if told.replace(checked.range) == Some(checked.range) {
            continue;
        }
        let of_it = report.findings[at..].iter();
        let of_it = of_it.take_while(|other| other.range.start <= finding.range.start);
        let of_it = of_it.filter(|other| quotation_of(report, other) == Some(checked));
        writer.quotation(checked, &of_it.collect::<Vec<_>>(), position);
    }
    for stands in stands {
        let position = lines.position(text, stands.finding.range.start);
        writer.standing(stands, position);
    }
    writer.counts(report);
    writer.page.text
}

/// The quotation that a finding is about.
fn quotation_of<'a>(report: &'a Report, finding: &Finding) -> Option<&'a CheckedQuotation> {
    let first = report.quotations.partition_point(|q| q.range.start < finding.range.start);
    let behind = &report.quotations[first..];
    behind
        .iter()
        .take_while(|checked| checked.range.start == finding.range.start)
        .find(|checked| checked.range == finding.range && finding.code().is_about_a_quotation())
}

struct ReportWriter<'a> {
    page: Page,
    style: &'a ReportStyle<'a>,
}

impl ReportWriter<'_> {
    fn quotation(&mut self, checked: &CheckedQuotation, findings: &[&Finding], at: Position) {
        let judgement = &checked.judgement;
        let verdict = judgement.verdict;
        let severity = findings.iter().map(|finding| finding.severity()).min();
        let ink = severity.map_or(Ink::Plain, ink_of);
        let mut head = vec![
            (Ink::Dim, format!("{}: ", self.place(at))),
            (ink, format!("{} {}", verdict.sign(), in_words(verdict))),
        ];
        let source = judgement.source.as_deref().zip(judgement.matched.as_ref());
        head.extend(source.map(|(key, matched)| {
            let place = (self.style.locate)(key, matched.start);
            let place = place.map_or(String::new(), |place| format!(", {place}"));
            (Ink::Dim, format!(" ({key}{place})"))
        }));
        self.page.paragraph(0, 4, &head);
        let mut quoted = vec![(Ink::Plain, "“".to_owned())];
        match judgement.diff.is_empty() {
            true => quoted.push((Ink::Plain, excerpt(&checked.text))),
            false => quoted.extend(diff(checked)),
        }
        quoted.push((Ink::Plain, "”".to_owned()));
        self.page.paragraph(2, 2, &quoted);
        for finding in findings {
            self.message(finding, findings.len() > 1);
        }
        self.page.gap();
    }

    fn finding(&mut self, finding: &Finding, at: Position) {
        let place = (Ink::Dim, format!("{}: ", self.place(at)));
        let code = (
            ink_of(finding.severity()),
            format!("! {}", finding.code().as_str().replace('-', " ")),
        );
        self.page.paragraph(0, 4, &[place, code]);
        self.message(finding, false);
        self.page.gap();
    }

    fn standing(&mut self, StandingFinding { finding, stet }: &StandingFinding, at: Position) {
        let place = (Ink::Dim, format!("{}: ", self.place(at)));
        let said = (Ink::Good, format!("✓ let stand by {}", one_line(&stet.by)));
        self.page.paragraph(0, 4, &[place, said]);
        self.page.paragraph(2, 4, &[(Ink::Plain, one_line(&finding.message()))]);
        let reason = format!("reason: {}", one_line(&stet.reason));
        self.page.paragraph(2, 4, &[(Ink::Dim, reason)]);
        self.page.gap();
    }

    /// What is the matter and what to do about it; `is_one_of_several` where the
    /// sign at the head does not say how much it weighs.
    fn message(&mut self, finding: &Finding, is_one_of_several: bool) {
        let mut pieces: Vec<Piece> = Vec::new();
        if is_one_of_several {
            let word = finding.severity().as_str();
            pieces.push((ink_of(finding.severity()), format!("{word}: ")));
        }
        pieces.push((Ink::Plain, one_line(&finding.message())));
        self.page.paragraph(2, 4, &pieces);
        if !finding.hint().is_empty() {
            let hint = [(Ink::Dim, "hint: ".to_owned()), (Ink::Plain, one_line(finding.hint()))];
            self.page.paragraph(2, 4, &hint);
        }
    }

    /// The draft's name with line and column, as editors open it.
    fn place(&self, at: Position) -> String {
        format!("{}:{}:{}", self.style.name, at.line, at.column)
    }

    fn counts(&mut self, report: &Report) {
        let summary = report.summary();
        let standing = |verdict: Verdict| {
            report.quotations.iter().filter(|checked| checked.judgement.verdict == verdict).count()
        };
        let verdicts: Vec<String> = Verdict::ALL
            .into_iter()
            .map(|verdict| (standing(verdict), verdict))
            .filter(|(count, _)| *count > 0)
            .map(|(count, verdict)| format!("{count} {}", in_words(verdict)))
            .collect();
        let checked = match report.quotations.len() {
            0 => "No quotation to check.".to_owned(),
            count => format!("{}: {}.", many(count, "quotation"), verdicts.join(", ")),
        };
        let (ink, found) = match (summary.errors, summary.warnings) {
            (0, 0) => (Ink::Good, "Nothing to correct".to_owned()),
            (0, warnings) => (Ink::Warning, many(warnings, "warning")),
            (errors, 0) => (Ink::Error, many(errors, "error")),
            (errors, warnings) => {
                (Ink::Error, format!("{}, {}", many(errors, "error"), many(warnings, "warning")))
            }
        };
        let noted = match summary.infos {
            0 => ".".to_owned(),
            infos => format!(", {infos} to note."),
        };
        // An article that quotes nothing was not found to be right.
        if report.quotations.is_empty() && report.findings.is_empty() {
            return self.page.paragraph(0, 0, &[(Ink::Plain, checked)]);
        }
        let counted = [(Ink::Plain, format!("{checked} ")), (ink, found), (Ink::Plain, noted)];
        self.page.paragraph(0, 0, &counted);
    }
}

fn ink_of(severity: Severity) -> Ink {
    match severity {
        Severity::Error => Ink::Error,
        Severity::Warning => Ink::Warning,
        Severity::Info => Ink::Good,
    }
}

fn many(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    }
}

/// The word for a verdict, as a person writes it.
fn in_words(verdict: Verdict) -> String {
    verdict.as_str().replace('-', " ")
}

/// A diff within the quotation, in the words of both sides as they are written:
/// `[-five-] {+four+} staff`.
fn diff(checked: &CheckedQuotation) -> Vec<Piece> {
    let parts = &checked.judgement.diff;
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let words = one_line(written(checked, part));
        let follows = at.checked_sub(1).map(|before| parts[before].op);
        // What stands for a deleted word reads better with a space before it.
        let is_spaced = part.text.starts_with(char::is_whitespace)
            || (part.op == DiffOp::Insert && follows == Some(DiffOp::Delete));
        if is_spaced && !pieces.is_empty() {
            pieces.push((Ink::Plain, " ".to_owned()));
        }
        pieces.push(match part.op {
            DiffOp::Equal => {
                (Ink::Plain, shortened(&words, at == 0, at + 1 == parts.len(), AROUND))
            }
            DiffOp::Delete => (Ink::Red, format!("[-{words}-]")),
            DiffOp::Insert => (Ink::Green, format!("{{+{}+}}", excerpt(&words))),
        });
    }
    pieces
}

/// The words of a part as its own side has them, not folded.
fn written<'a>(checked: &'a CheckedQuotation, part: &'a DiffPart) -> &'a str {
    let own = match part.op {
        DiffOp::Equal | DiffOp::Delete => checked.text.get(part.draft.to_std()),
        DiffOp::Insert => {
            let begin = checked.judgement.matched.as_ref().map_or(0, |matched| matched.start);
            let inside =
                part.source.start.checked_sub(begin).zip(part.source.end.checked_sub(begin));
            let source = checked.source_words.as_deref().zip(inside);
            source.and_then(|(source, (start, end))| source.get(start..end))
        }
    };
    own.unwrap_or(&part.text)
}

/// Equal words between two changes, without the middle of a long run.
fn shortened(words: &str, is_first: bool, is_last: bool, around: usize) -> String {
    let count = words.chars().count();
    if count <= 2 * around + 10 {
        return words.to_owned();
    }
    let at = |nth: usize| words.char_indices().nth(nth).map_or(words.len(), |(at, _)| at);
    let head = words[..at(around)].rsplit_once(' ').map_or("", |(head, _)| head);
    let tail = words[at(count - around)..].split_once(' ').map_or("", |(_, tail)| tail);
    match (is_first, is_last) {
        (true, false) => format!("⋯ {tail}"),
        (false, true) => format!("{head} ⋯"),
        _ => format!("{head} ⋯ {tail}"),
    }
}

/// A text on one line, without the middle of a long one.
fn excerpt(text: &str) -> String {
    shortened(&one_line(text), false, false, LONGEST / 2)
}
