//! How the draft uses sources and quotes.
//!
//! # Invariants
//! The report is walked once for each state of draft and report, not for a row or a frame.

use std::collections::HashMap;

use egui::Color32;

use crate::{app::Workspace, ui::theme::Theme};
use nutgraf_engine::{
    evidence::{CheckedQuotation, Verdict},
    model::QuoteId,
};

/// The quotations of the draft, by the quotes and the sources that they use.
#[derive(Default)]
pub(super) struct Usage {
    of: Option<(u64, bool)>,
    /// Indexes in the report's quotations.
    quotes: HashMap<QuoteId, Vec<usize>>,
    sources: HashMap<String, SourceUse>,
}

/// How often the draft quotes a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SourceUse {
    /// Its quotations, those that do not pass included.
    pub(super) count: usize,
    /// The first verdict that does not pass, and how many quotations have it.
    pub(super) failing: Option<(Verdict, usize)>,
}

impl SourceUse {
    fn add(&mut self, verdict: Verdict) {
        self.count += 1;
        match &mut self.failing {
            Some((failing, count)) if *failing == verdict => *count += 1,
            None if !verdict.passes() => self.failing = Some((verdict, 1)),
            _ => {}
        }
    }

    /// Returns the words of the pill, and its colour; `None` where it is an outline.
    pub(super) fn label(self, theme: &Theme) -> (String, Option<Color32>) {
        match (self.failing, self.count) {
            (Some((verdict, count)), _) => {
                let words = format!("{count} {}", verdict.label().to_lowercase());
                (words, Some(theme.verdict(verdict)))
            }
            (None, 0) => ("not used".to_owned(), None),
            (None, count) => (format!("{count} used"), Some(theme.palette.good)),
        }
    }
}

impl Usage {
    /// Walks the report, where it or the draft changed since.
    pub(super) fn follow(&mut self, workspace: &Workspace) {
        if self.of == Some(workspace.judged_at()) {
            return;
        }
        let (quotes, sources) = (HashMap::new(), HashMap::new());
        *self = Self { of: Some(workspace.judged_at()), quotes, sources };
        for (index, quotation) in quotations(workspace).iter().enumerate() {
            if let Some(quote) = &quotation.quote {
                self.quotes.entry(quote.clone()).or_default().push(index);
            }
            let verdict = quotation.judgement.verdict;
            // What does not pass is told of the source that it cites.
            let keys = match (&quotation.judgement.source, &*quotation.cited) {
                (Some(source), []) => std::slice::from_ref(source),
                (Some(source), _) if verdict.passes() => std::slice::from_ref(source),
                (_, cited) => cited,
            };
            for key in keys {
                self.sources.entry(key.clone()).or_default().add(verdict);
            }
        }
    }

    /// Returns how the draft uses the source of a citation key.
    pub(super) fn of_source(&self, key: &str) -> SourceUse {
        self.sources.get(key).copied().unwrap_or_default()
    }

    /// Returns the quotations of the draft that use a quote.
    pub(super) fn of_quote<'a>(
        &'a self,
        workspace: &'a Workspace,
        id: &QuoteId,
    ) -> impl Iterator<Item = &'a CheckedQuotation> + use<'a> {
        let indexes = self.quotes.get(id).map_or(&[][..], |indexes| indexes);
        indexes.iter().filter_map(|index| quotations(workspace).get(*index))
    }

    /// Returns how the draft uses a quote, and the colour of the worst use.
    pub(super) fn quote_label(
        &self,
        workspace: &Workspace,
        theme: &Theme,
        id: &QuoteId,
    ) -> (String, Option<Color32>) {
        let verdicts = || self.of_quote(workspace, id).map(|used| used.judgement.verdict);
        if let Some(worst) = verdicts().find(|verdict| !verdict.passes()) {
            let text = format!("{} in draft", worst.label().to_lowercase());
            return (text, Some(theme.verdict(worst)));
        }
        match verdicts().count() {
            0 => ("not used".to_owned(), None),
            1 => ("used once".to_owned(), Some(theme.palette.good)),
            many => (format!("used {many} times"), Some(theme.palette.good)),
        }
    }
}

fn quotations(workspace: &Workspace) -> &[CheckedQuotation] {
    workspace.report().map_or(&[], |report| &report.quotations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_tells_of_the_first_verdict_that_does_not_pass_and_how_often() {
        let mut used = SourceUse::default();
        for verdict in [Verdict::Verbatim, Verdict::Altered, Verdict::NotFound, Verdict::Altered] {
            used.add(verdict);
        }
        assert_eq!(used, SourceUse { count: 4, failing: Some((Verdict::Altered, 2)) });
    }
}
