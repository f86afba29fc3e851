//! The lists of what is inserted: quotes, and sources to cite.
//!
//! # Invariants
//! What is listed is in the project, and found by everything that a writer may know of it.

use super::{ChosenEntry, SHOWN};
use crate::{
    app::Action,
    project::{Project, QuotationStyle},
    ui::chooser::{ChooserEntry, Prompt},
};
use nutgraf_engine::{
    model::Source,
    text::{excerpt, one_line},
};

/// Sign behind which a citation's locator is typed: `hale, p. 3`.
pub(super) const LOCATOR: char = ',';

/// The keys of the list of sources, and what is typed in it.
pub(super) const CITATION_KEYS: &str =
    "Enter cites · “hale, p. 12” cites with a place · Esc goes back";

/// Returns the texts of the list of quotes.
pub(super) fn quote_prompt(style: QuotationStyle) -> Prompt<'static> {
    Prompt {
        name: match style {
            QuotationStyle::Inline => "Insert quote",
            QuotationStyle::InlineWithSpeaker => "Insert quote with speaker",
            QuotationStyle::Block => "Insert quote as block",
        },
        hint: "Search quotes by words, speaker, title or key",
        nothing: "No quote has these words.",
        ..Prompt::wide()
    }
}

/// Returns the quotes of a project.
pub(super) fn quotes(project: &Project, style: QuotationStyle) -> Vec<ChooserEntry<ChosenEntry>> {
    let fits = |quote: &&nutgraf_engine::model::Quote| {
        style != QuotationStyle::InlineWithSpeaker || quote.has_speaker()
    };
    let entries = project.quotes().iter().filter(fits).map(|quote| {
        let words = one_line(&quote.selector.exact);
        let source = project.source(&quote.source);
        let (key, title) = source.map_or(("", ""), |source| (&source.key, source.name()));
        let speaker = one_line(&quote.speaker);
        let trailing = match speaker.as_str() {
            "" => key.to_owned(),
            speaker => format!("{speaker} · {key}"),
        };
        let action = Action::InsertQuote { id: quote.id.clone(), style, at: None };
        ChooserEntry {
            // Words beyond those shown are found, too.
            also: format!("{words} {title}"),
            ..ChooserEntry::new(
                format!("“{}”", excerpt(&words, SHOWN)),
                trailing,
                ChosenEntry::Act(action),
            )
        }
    });
    entries.collect()
}

/// Returns the texts of the list of sources to cite.
pub(super) fn citation_prompt() -> Prompt<'static> {
    Prompt {
        name: "Cite a source",
        hint: "Search sources by key, author, title or year",
        nothing: "No source is like this. Add it first.",
        searched_until: Some(LOCATOR),
        ..Prompt::wide()
    }
}

/// Returns the sources of a project, to be cited.
pub(super) fn sources(project: &Project) -> Vec<ChooserEntry<ChosenEntry>> {
    let entries = project.sources().iter().map(|source| {
        let authors = source.authors.join("; ");
        let text = match line(source) {
            line if line.is_empty() => source.key.clone(),
            line => line,
        };
        ChooserEntry {
            also: format!("{authors} {}", source.title),
            ..ChooserEntry::new(
                text,
                format!("@{}", source.key),
                ChosenEntry::Cite(source.key.clone()),
            )
        }
    });
    entries.collect()
}

/// `Hale 2024 · What the tapes keep`, as much of it as is known.
fn line(source: &Source) -> String {
    let author = source.authors.first().map(|author| {
        let family = author.split(',').next().unwrap_or_default();
        let others = if source.authors.len() > 1 { " et al." } else { "" };
        format!("{family}{others}")
    });
    let year = source.issued.map(|date| date.to_string().chars().take(4).collect::<String>());
    let who = [author, year].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let title = source.title.trim().to_owned();
    let parts = [who, title].into_iter().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
