//! A report as a person reads it in a terminal.

use std::{fmt::Write, ops::Range};

use super::{
    check::{CheckedQuotation, Report},
    diff::{DiffOp, DiffPart},
    finding::{Finding, Severity},
    verdict::Verdict,
};
use crate::text::{Lines, one_line};

/// The longest excerpt of a quotation or source, in characters.
const LONGEST: usize = 240;

/// The report as text: an entry for each finding, and a last line with counts.
///
/// `name` is what the draft is called, usually its file name; `text` is the
/// draft that was checked. With `colour` the text carries ANSI colours; every
/// sign that a colour gives is also given by a character.
pub fn report_text(report: &Report, text: &str, name: &str, colour: bool) -> String {
    let lines = Lines::of(text);
    let ink = Ink { colour };
    let mut out = String::new();
    let mut shown: Option<&Range<usize>> = None;
    for finding in &report.findings {
        let position = lines.position(text, finding.range.start);
        let place = format!("{name}:{}:{}", position.line, position.column);
        let checked = report
            .quotations
            .iter()
            .find(|checked| checked.range == finding.range && finding.code.is_about_a_quotation());
        // A second finding on the same quotation needs no second excerpt.
        let checked = checked.filter(|_| shown != Some(&finding.range));
        entry(&mut out, &ink, &place, finding, checked);
        if checked.is_some() {
            shown = Some(&finding.range);
        }
    }
    out.push_str(&counts(report, &ink));
    out
}

fn entry(
    out: &mut String,
    ink: &Ink,
    place: &str,
    finding: &Finding,
    checked: Option<&CheckedQuotation>,
) {
    // Writing to a String cannot fail.
    let _ = match checked {
        Some(checked) => {
            let verdict = checked.judgement.verdict;
            writeln!(
                out,
                "{}  {}  “{}”",
                ink.dim(place),
                ink.severity(finding.severity, &format!("{} {}", verdict.sign(), verdict.as_str())),
                excerpt(&checked.text)
            )
        }
        None => writeln!(
            out,
            "{}  {}",
            ink.dim(place),
            ink.severity(finding.severity, finding.code.as_str())
        ),
    };
    let _ = writeln!(out, "  {}", finding.message);
    if let Some(checked) = checked {
        if !checked.judgement.diff.is_empty() {
            let _ = writeln!(out, "  {} {}", ink.dim("diff  "), diff(&checked.judgement.diff, ink));
        }
        if let (Some(words), Some(key)) = (&checked.source_words, &checked.judgement.source) {
            let _ = writeln!(out, "  {} “{}” ({key})", ink.dim("source"), excerpt(words));
        }
    }
    if !finding.hint.is_empty() {
        let _ = writeln!(out, "  {} {}", ink.dim("hint  "), finding.hint);
    }
    out.push('\n');
}

/// A diff in one line: `[-five-] {+four+}`.
fn diff(parts: &[DiffPart], ink: &Ink) -> String {
    const AROUND: usize = 40;
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        let words = part.text.trim();
        let space =
            if out.is_empty() || !part.text.starts_with(char::is_whitespace) { "" } else { " " };
        out.push_str(space);
        match part.op {
            DiffOp::Equal => {
                out.push_str(&shortened(words, at == 0, at + 1 == parts.len(), AROUND))
            }
            DiffOp::Delete => out.push_str(&ink.red(&format!("[-{words}-]"))),
            DiffOp::Insert => {
                let insert = ink.green(&format!("{{+{}+}}", excerpt(words)));
                // What stands for a deleted word reads better with a space before it.
                if space.is_empty() && at > 0 && parts[at - 1].op == DiffOp::Delete {
                    out.push(' ');
                }
                out.push_str(&insert);
            }
        }
    }
    out
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

fn excerpt(text: &str) -> String {
    let text = one_line(text);
    shortened(&text, false, false, LONGEST / 2)
}

fn counts(report: &Report, ink: &Ink) -> String {
    let summary = report.summary();
    let many = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let judged = report.quotations.len();
    let standing = |verdict: Verdict| {
        report.quotations.iter().filter(|checked| checked.judgement.verdict == verdict).count()
    };
    let verdicts: Vec<String> = Verdict::ALL
        .into_iter()
        .map(|verdict| (standing(verdict), verdict))
        .filter(|(count, _)| *count > 0)
        .map(|(count, verdict)| format!("{count} {}", verdict.as_str()))
        .collect();
    let verdicts =
        if verdicts.is_empty() { String::new() } else { format!(" ({})", verdicts.join(", ")) };
    let severity = match (summary.errors, summary.warnings) {
        (0, 0) => Severity::Info,
        (0, _) => Severity::Warning,
        _ => Severity::Error,
    };
    let found = [
        many(summary.errors, "error"),
        many(summary.warnings, "warning"),
        format!("{} to note", summary.infos),
    ]
    .join(", ");
    format!("{} checked{verdicts}: {}\n", many(judged, "quotation"), ink.severity(severity, &found))
}

/// ANSI colours, where they are wanted.
struct Ink {
    colour: bool,
}

impl Ink {
    fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }

    fn red(&self, text: &str) -> String {
        self.paint("31", text)
    }

    fn green(&self, text: &str) -> String {
        self.paint("32", text)
    }

    fn severity(&self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;32",
        };
        self.paint(code, text)
    }
}
