//! Which sources the list shows, in which order.
//!
//! # Invariants
//! The rows are worked out when what they are of changes, not in every frame.

use std::cmp::Reverse;

use super::usage::Usage;
use crate::{app::Workspace, persist::settings::SourceOrder};
use nutgraf_engine::{
    model::{Quote, Source},
    text::counted,
};

/// A row of the list, by its index in the project's sources or quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SourceRow {
    Source(usize),
    /// A quote that has the words that are searched for.
    Quote(usize),
}

/// The rows of the list of sources.
#[derive(Default)]
pub(super) struct SourceListing {
    of: Option<((u64, bool), String, SourceOrder)>,
    pub(super) rows: Vec<SourceRow>,
    /// How many sources and quotes are listed, in words.
    pub(super) counts: String,
}

impl SourceListing {
    /// Works out the rows for words that are searched for, where something changed since.
    pub(super) fn follow(&mut self, workspace: &Workspace, usage: &Usage, wanted: &str) {
        let order = workspace.settings().source_order;
        let of = (workspace.judged_at(), wanted.to_owned(), order);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.of = Some(of);
        let project = workspace.project();
        let sources = project.sources();
        let mut order_of: Vec<usize> = (0..sources.len()).collect();
        match order {
            SourceOrder::Use => {
                order_of.sort_by_key(|at| Reverse(usage.of_source(&sources[*at].key).count));
            }
            SourceOrder::Title => {
                order_of.sort_by_cached_key(|at| sources[*at].name().to_lowercase())
            }
            SourceOrder::Year => order_of.sort_by_key(|at| Reverse(sources[*at].issued)),
            SourceOrder::Added => order_of.reverse(),
        }
        let has_words = |quote: &Quote| !wanted.is_empty() && matches_quote(quote, wanted);
        let mut hits: Vec<Vec<usize>> = vec![Vec::new(); sources.len()];
        let place: std::collections::HashMap<_, _> =
            sources.iter().enumerate().map(|(at, source)| (&source.id, at)).collect();
        for (at, quote) in project.quotes().iter().enumerate().filter(|(_, it)| has_words(it)) {
            if let Some(source) = place.get(&quote.source) {
                hits[*source].push(at);
            }
        }
        self.rows.clear();
        let (mut shown, mut quotes) = (0, 0);
        for at in order_of {
            if matches_source(&sources[at], wanted) || !hits[at].is_empty() {
                shown += 1;
                quotes += hits[at].len();
                self.rows.push(SourceRow::Source(at));
                self.rows.extend(hits[at].iter().copied().map(SourceRow::Quote));
            }
        }
        let quotes = if wanted.is_empty() { project.quotes().len() } else { quotes };
        let (sources, quotes) =
            (counted(shown, "source", "sources"), counted(quotes, "quote", "quotes"));
        self.counts = format!("{sources} · {quotes}");
    }
}

/// Returns what is said below a source's title: who wrote it, when, and what it is.
pub(super) fn about(source: &Source) -> String {
    let author = match &*source.authors {
        [] => source.publisher.trim().to_owned(),
        [one] => one.clone(),
        [first, ..] => format!("{first} and others"),
    };
    let year = source.issued.map(|issued| issued.year.to_string()).unwrap_or_default();
    let parts = [author, year, source.kind.label().to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn matches_source(source: &Source, wanted: &str) -> bool {
    let fields = [&source.title, &source.key, &source.publisher];
    wanted.is_empty()
        || fields.iter().any(|field| field.to_lowercase().contains(wanted))
        || source.authors.iter().any(|author| author.to_lowercase().contains(wanted))
}

fn matches_quote(quote: &Quote, wanted: &str) -> bool {
    let fields = [&quote.selector.exact, &quote.speaker];
    fields.iter().any(|field| field.to_lowercase().contains(wanted))
}
