//! `info`: what a project holds, in counts.

use std::{collections::BTreeMap, fmt::Write};

use serde::Serialize;

use super::{
    Env, Failure, Outcome,
    args::{InfoArgs, OutputFormat},
    count,
};
use crate::project::Project;
use nutgraf_engine::{markdown::Structure, model::ClaimStatus};

/// What `info --format json` prints; its fields are part of the program's interface.
#[derive(Serialize)]
struct ProjectSummary {
    format: u32,
    title: String,
    authors: Vec<String>,
    words: usize,
    reading_minutes: usize,
    goal: Option<u32>,
    quotations: usize,
    citations: usize,
    sources: Vec<SourceSummary>,
    quotes: usize,
    claims: ClaimSummary,
    signoffs: usize,
}

#[derive(Serialize)]
struct SourceSummary {
    key: String,
    title: String,
    snapshot: bool,
    quotes: usize,
}

#[derive(Serialize)]
struct ClaimSummary {
    total: usize,
    settled: usize,
    stale: usize,
    orphaned: usize,
    /// By the statuses' names on the command line; those without a claim included.
    status: BTreeMap<&'static str, usize>,
}

impl ProjectSummary {
    fn of(project: &Project) -> Self {
        let structure = Structure::parse(project.draft());
        let article = project.article();
        let headline = project.headline();
        let of_status = |status: ClaimStatus| {
            project.claims().iter().filter(|claim| claim.status == status).count()
        };
        Self {
            format: 1,
            title: article.title.clone(),
            authors: article.authors.clone(),
            words: structure.words,
            reading_minutes: structure.reading_minutes(),
            goal: article.goal,
            quotations: structure.quotations.len(),
            citations: structure.citations.len(),
            sources: project
                .sources()
                .iter()
                .map(|source| SourceSummary {
                    key: source.key.clone(),
                    title: source.title.clone(),
                    snapshot: source.snapshot.is_some(),
                    quotes: project.quotes_of(&source.id).count(),
                })
                .collect(),
            quotes: project.quotes().len(),
            claims: ClaimSummary {
                total: headline.claims,
                settled: headline.settled,
                stale: headline.stale,
                orphaned: headline.orphaned,
                status: ClaimStatus::ALL
                    .into_iter()
                    .map(|status| (status.as_str(), of_status(status)))
                    .collect(),
            },
            signoffs: project.signoffs().len(),
        }
    }

    fn in_words(&self) -> String {
        let mut text = String::new();
        let title = if self.title.is_empty() { "Untitled" } else { &self.title };
        let mut line = |label: &str, value: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{label:<12}{value}");
        };
        line("Title", title.to_owned());
        if !self.authors.is_empty() {
            line("By", self.authors.join(", "));
        }
        let goal = self.goal.map_or_else(String::new, |goal| format!(" of {goal}"));
        line(
            "Words",
            format!("{}{goal}, {} to read", self.words, count(self.reading_minutes, "minute")),
        );
        line("Quotations", format!("{}, {}", self.quotations, count(self.citations, "citation")));
        line("Sources", self.sources.len().to_string());
        for source in &self.sources {
            let snapshot = if source.snapshot { "" } else { ", no snapshot" };
            line(
                "",
                format!(
                    "@{}  {} ({}{snapshot})",
                    source.key,
                    source.title,
                    count(source.quotes, "quote")
                ),
            );
        }
        line("Quotes", self.quotes.to_string());
        let mut parts: Vec<String> = ClaimStatus::ALL
            .into_iter()
            .filter_map(|status| {
                let number = *self.claims.status.get(status.as_str())?;
                (number > 0).then(|| format!("{number} {}", status.label().to_lowercase()))
            })
            .collect();
        parts.extend((self.claims.stale > 0).then(|| format!("{} stale", self.claims.stale)));
        parts.extend(
            (self.claims.orphaned > 0)
                .then(|| format!("{} without their words", self.claims.orphaned)),
        );
        let parts =
            if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
        line("Claims", format!("{}{parts}", self.claims.total));
        if self.signoffs > 0 {
            line("Sign-offs", self.signoffs.to_string());
        }
        text
    }
}

pub(super) fn info(args: InfoArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let (project, _) = env.open_as(args.size.reading(), &args.file)?;
    let summary = ProjectSummary::of(&project);
    let printed = match args.format {
        OutputFormat::Text => summary.in_words(),
        OutputFormat::Json => {
            let json = serde_json::to_string_pretty(&summary).map_err(Failure::CountsNotPrinted)?;
            format!("{json}\n")
        }
    };
    env.print(&printed)?;
    Ok(Outcome::Done)
}
