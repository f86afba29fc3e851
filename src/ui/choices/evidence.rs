//! What a claim may rest on: its quotes and sources, and passages found in the sources.
//!
//! # Invariants
//! The offered passages are in a snapshot as they are shown.

use super::{Choices, ChosenEntry, SHOWN};
use crate::{
    app::Workspace,
    project::Project,
    ui::chooser::{ChooserEntry, EntryPlace},
};
use nutgraf_engine::{
    model::{Claim, EvidenceTarget, QuoteId, Snapshot, Source, SourceId},
    range::{SourceRange, TextRange},
    text::{
        excerpt,
        find::{Pattern, Query},
        one_line,
    },
};

/// Least number of typed letters for which snapshots are searched.
const FEWEST_LETTERS: usize = 3;

/// Most passages that are offered by a claim's own words.
const MOST_LIKELY: usize = 6;

/// Most passages offered, of one source and in all.
const MOST_PASSAGES: (usize, usize) = (6, 24);

/// A passage of a snapshot that contains the typed text.
pub(super) struct FoundPassage {
    source: SourceId,
    range: SourceRange,
    text: String,
    place: String,
}

impl FoundPassage {
    fn new(source: &Source, snapshot: &Snapshot, range: TextRange) -> Self {
        let text = one_line(snapshot.text.get(range.to_std()).unwrap_or_default());
        Self {
            source: source.id.clone(),
            text: format!("… {} …", excerpt(&text, SHOWN)),
            place: format!("{}, {}", source.key, snapshot.locator(range.start)),
            range: range.in_source(),
        }
    }

    fn entry(&self) -> ChooserEntry<ChosenEntry> {
        let value = ChosenEntry::Passage(self.source.clone(), self.range);
        ChooserEntry {
            place: EntryPlace::Found,
            ..ChooserEntry::new(&self.text, &self.place, value)
        }
    }
}

impl Choices {
    /// Returns the possible evidence of a claim.
    ///
    /// Quotes used in the claim's words come first, then what they cite and the passages that
    /// have most of its words, then all others; once something is typed, what has it word for
    /// word.
    pub(super) fn evidence(
        &mut self,
        workspace: &Workspace,
        claim: &Claim,
    ) -> Vec<ChooserEntry<ChosenEntry>> {
        let project = workspace.project();
        let place = project.claim_range(&claim.id);
        let citations = workspace.structure().citations.iter();
        let cited: Vec<&str> = citations
            .filter(|citation| place.contains(citation.range.start))
            .flat_map(|citation| citation.items.iter().map(|item| item.key.as_str()))
            .collect();
        let checked = workspace.report().map_or(&[][..], |report| &report.quotations);
        let quoted: Vec<&QuoteId> = checked
            .iter()
            .filter(|quotation| place.contains(quotation.range.start))
            .filter_map(|quotation| quotation.quote.as_ref())
            .collect();
        let tied = |target: &EvidenceTarget| claim.evidence.iter().any(|e| e.target == *target);
        let sign = |target: &EvidenceTarget| if tied(target) { "✓ " } else { "" };
        let mut ranked: Vec<(u8, ChooserEntry<ChosenEntry>)> = Vec::new();
        for quote in project.quotes() {
            let target = EvidenceTarget::Quote(quote.id.clone());
            let words = excerpt(&one_line(&quote.selector.exact), SHOWN);
            let key = project.source(&quote.source).map_or("", |source| source.key.as_str());
            let place = match quote.locator.trim() {
                "" => key.to_owned(),
                locator => format!("{key}, {locator}"),
            };
            let text = format!("{}“{words}”", sign(&target));
            let rank = match (quoted.contains(&&quote.id), cited.contains(&key)) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 3,
            };
            ranked.push((rank, ChooserEntry::new(text, place, ChosenEntry::Tie(target))));
        }
        for source in project.sources() {
            let target = EvidenceTarget::Source(source.id.clone());
            let text = format!("{}{}", sign(&target), source.name());
            let trailing = format!("source · {}", source.key);
            let rank = if cited.contains(&source.key.as_str()) { 2 } else { 4 };
            ranked.push((rank, ChooserEntry::new(text, trailing, ChosenEntry::Tie(target))));
        }
        let typed = self.chooser.typed().trim().to_owned();
        if typed.is_empty() {
            let found = self.likely(workspace, claim);
            ranked.extend(found.iter().map(|passage| (1, passage.entry())));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut entries: Vec<_> = ranked.into_iter().map(|(_, entry)| entry).collect();
        if self.found.as_ref().is_none_or(|(of, _)| *of != typed) {
            let passages = if typed.chars().count() >= FEWEST_LETTERS {
                passages(project, &typed)
            } else {
                Vec::new()
            };
            self.found = Some((typed, passages));
        }
        let found = self.found.iter().flat_map(|(_, passages)| passages);
        entries.extend(found.map(FoundPassage::entry));
        entries
    }

    /// The passages that have most of a claim's words and are no quotes yet; looked for once.
    fn likely(&mut self, workspace: &Workspace, claim: &Claim) -> &[FoundPassage] {
        if self.likely.as_ref().is_none_or(|(of, _)| *of != claim.id) {
            let project = workspace.project();
            let is_quote = |source: &SourceId, range: SourceRange| {
                project.quotes_of(source).any(|quote| {
                    let start = quote.selector.start;
                    start < range.end && range.start < start + quote.selector.exact.len()
                })
            };
            let found = workspace.likely_passages(&claim.id, MOST_LIKELY).into_iter();
            let found = found.filter(|(source, range)| !is_quote(source, *range));
            let found = found.filter_map(|(source, range)| {
                let source = project.source(&source)?;
                let snapshot = source.snapshot.as_ref()?;
                let hit = TextRange::new(range.start, range.end);
                let range = sentence_around(&snapshot.text, hit);
                Some(FoundPassage::new(source, snapshot, range))
            });
            self.likely = Some((claim.id.clone(), found.collect()));
        }
        self.likely.as_ref().map_or(&[], |(_, found)| found)
    }
}

/// Returns the sentences of snapshots that contain `words`.
fn passages(project: &Project, words: &str) -> Vec<FoundPassage> {
    let mut passages: Vec<FoundPassage> = Vec::new();
    let query = Query { text: words.to_owned(), ..Query::default() };
    let Ok(pattern) = Pattern::of(&query) else { return passages };
    for source in project.sources() {
        let Some(snapshot) = &source.snapshot else { continue };
        let before = passages.len();
        let mut from = 0;
        while let Some(hit) = pattern.next(&snapshot.text, from) {
            let range = sentence_around(&snapshot.text, hit);
            from = range.end.max(hit.end);
            passages.push(FoundPassage::new(source, snapshot, range));
            if passages.len() - before >= MOST_PASSAGES.0 {
                break;
            }
        }
        if passages.len() >= MOST_PASSAGES.1 {
            break;
        }
    }
    passages
}

/// Returns the sentence around a hit, bounded by sentence marks and paragraph breaks, and
/// at most some hundred bytes on each side.
fn sentence_around(text: &str, hit: TextRange) -> TextRange {
    const REACH: usize = 400;
    let mut from = hit.start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (hit.end + REACH).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let ends = |at: usize, sign: char| match sign {
        '!' | '?' | '\n' => true,
        '.' => is_full_stop(text, at),
        _ => false,
    };
    let mut before = text[from..hit.start].char_indices().rev();
    let start = before.find(|(at, sign)| ends(from + at, *sign));
    let start = start.map_or(from, |(at, _)| from + at + 1);
    let mut behind = text[hit.end..to].char_indices();
    let end = behind.find(|(at, sign)| ends(hit.end + at, *sign));
    let end = end.map_or(to, |(at, _)| hit.end + at + 1);
    let inside = &text[start..end];
    let lead = inside.len() - inside.trim_start().len();
    TextRange::new(start + lead, start + lead + inside.trim().len())
}

/// Whether a point ends a sentence: not one in a figure or an address, nor one behind a letter
/// or a short word that is mostly abbreviated, nor one that small letters follow.
fn is_full_stop(text: &str, at: usize) -> bool {
    const ABBREVIATED: [&str; 8] = ["Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "vs"];
    let behind = &text[at + 1..];
    let is_apart = |sign: char| sign.is_whitespace() || "”’\"')]»".contains(sign);
    if !behind.chars().next().is_none_or(is_apart) {
        return false;
    }
    let word = text[..at].rsplit(|sign: char| !sign.is_alphanumeric() && sign != '.').next();
    let word = word.unwrap_or_default();
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let has_point = word.contains('.') && word.contains(char::is_alphabetic);
    if is_letter || has_point || ABBREVIATED.contains(&word) {
        return false;
    }
    !behind.trim_start().starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, hit: &str) -> String {
        let start = text.find(hit).unwrap();
        let range = sentence_around(text, TextRange::new(start, start + hit.len()));
        text[range.start..range.end].to_owned()
    }

    #[test]
    fn a_passage_is_not_cut_at_a_decimal_point_or_an_abbreviation() {
        let text =
            "It was cold. Mr. Hale said it rose to 3.5 percent at 8 a.m. on Monday. He left.";
        let whole = "Mr. Hale said it rose to 3.5 percent at 8 a.m. on Monday.";
        for hit in ["rose", "percent", "Monday", "Hale"] {
            assert_eq!(sentence(text, hit), whole, "{hit}");
        }
        assert_eq!(sentence(text, "left"), "He left.");
        assert_eq!(sentence("See a.b/page. “It is.” So.", "It"), "“It is.");
    }
}
