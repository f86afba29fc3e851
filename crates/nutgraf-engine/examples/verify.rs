//! Says of an article in which of its quotations the words are not the source's.
//!
//! ```sh
//! cargo run -p nutgraf-engine --example verify -- ARTICLE.md SOURCE.txt…
//! ```
//!
//! A citation key means the source file of that name: `[@audit]` is `audit.txt`. Without
//! arguments it checks an article of its own. The exit code is 1 where there are errors.

#![allow(clippy::print_stdout, reason = "an example says on stdout what it found")]

use std::{env, fs, path::Path, process::ExitCode};

use nutgraf_engine::{
    Severity, check_article,
    model::{Profile, SnapshotFormat},
    text::Lines,
};

const ARTICLE: &str = "\
The inspectors were blunt. “Five staff looked at the file,” they wrote [@audit, p. 3].

The keeper called it “never meant for the public” [@audit], and her deputy said that
“nobody had asked” [@audit].
";

const SOURCE: &str = "\
Four staff looked at the file. The keeper said it was never meant for the public.
";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(article) = arguments.next() else {
        return verify("article.md", ARTICLE, &[source("audit", SOURCE)]);
    };
    let Ok(text) = fs::read_to_string(&article) else { return unreadable(&article) };
    let mut sources = Vec::new();
    for path in arguments {
        let Ok(text) = fs::read_to_string(&path) else { return unreadable(&path) };
        let key = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy();
        sources.push(source(&key, &text));
    }
    verify(&article, &text, &sources)
}

/// A source's citation key, its text, and how the text is to be read.
fn source(key: &str, text: &str) -> (String, String, SnapshotFormat) {
    (key.to_owned(), text.to_owned(), SnapshotFormat::Plain)
}

fn verify(name: &str, text: &str, sources: &[(String, String, SnapshotFormat)]) -> ExitCode {
    let report = check_article(text, sources, Profile::Standard);
    let lines = Lines::of(text);
    for checked in &report.quotations {
        let at = lines.position(text, checked.range.start);
        let verdict = checked.judgement.verdict.as_str();
        println!("{name}:{}:{}: {verdict}: “{}”", at.line, at.column, checked.text);
    }
    println!();
    for finding in &report.findings {
        let at = lines.position(text, finding.range.start);
        let severity = finding.severity().as_str();
        println!("{name}:{}:{}: {severity}: {}", at.line, at.column, finding.message());
        println!("    {}", finding.hint());
    }
    let has_errors = report.findings.iter().any(|finding| finding.severity() == Severity::Error);
    if has_errors { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn unreadable(path: &str) -> ExitCode {
    println!("{path} could not be read as a text in UTF-8");
    ExitCode::from(2)
}
