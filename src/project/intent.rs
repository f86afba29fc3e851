//! What a writer means to do, worked out into steps.
//!
//! The window and the command line ask for the same things; here stands, once,
//! what each of them takes. An intent has a name for the Edit menu and is one
//! entry of the undo stack.

use jiff::Timestamp;

use super::{
    Captured, Project, Record, RecordKey, Step, StepLabel,
    quotation_text::{block_quotation, inline_quotation},
};
use nutgraf_engine::{
    markdown::Structure,
    model::{
        Claim, ClaimId, ClaimStatus, Evidence, EvidenceTarget, Quote, QuoteId, Source, SourceId,
    },
    range::DraftRange,
    text::{Anchor, AnchorKey, Change, DraftEdit, Moved, one_line},
};

/// Steps that belong together, and what they are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// What the Edit menu calls it.
    pub label: StepLabel,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Whether it coalesces with what was done just before, as the letters of a word do.
    pub coalesces: bool,
}

/// How a quote is put into the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QuotationStyle {
    /// In quotation marks, in the running text.
    #[default]
    Inline,
    /// The same, with its speaker in front: `Jane Doe: “…”`.
    InlineWithSpeaker,
    /// As a block quote of its own.
    Block,
}

impl Intent {
    pub(super) fn of(label: StepLabel, steps: Vec<Step>) -> Self {
        Self { label, steps, coalesces: false }
    }

    /// Changes the draft by typing.
    pub fn typing(change: Change) -> Self {
        Self { label: StepLabel::Typing, steps: vec![Step::text(change)], coalesces: true }
    }

    /// Changes the draft by a command with a name of its own.
    pub fn edit(label: StepLabel, change: Change) -> Self {
        Self::of(label, vec![Step::text(change)])
    }

    /// Replaces the article's metadata.
    pub fn article(article: nutgraf_engine::model::Article) -> Self {
        Self::of(StepLabel::ArticleDetails, vec![Step::Article(Box::new(article))])
    }

    /// Adds a source at the end of the list.
    pub fn add_source(source: Source) -> Self {
        let record = Record::Source(Box::new(source));
        Self::of(StepLabel::AddSource, vec![Step::Insert { at: usize::MAX, record }])
    }

    /// Adds a quote at the end of the list.
    pub fn add_quote(quote: Quote) -> Self {
        let record = Record::Quote(Box::new(quote));
        Self::of(StepLabel::AddQuote, vec![Step::Insert { at: usize::MAX, record }])
    }

    /// Replaces a quote. The letters typed into a form coalesce.
    pub fn edit_quote(quote: Quote) -> Self {
        let steps = vec![Step::Replace(Record::Quote(Box::new(quote)))];
        Self { label: StepLabel::EditQuote, steps, coalesces: true }
    }

    /// Adds a claim about a byte range of the draft.
    pub fn add_claim(claim: Claim, range: DraftRange) -> Self {
        let key = AnchorKey::Claim(claim.id.clone());
        let record = Record::Claim(Box::new(claim));
        Self::of(
            StepLabel::AddClaim,
            vec![
                Step::Insert { at: usize::MAX, record },
                Step::Anchor { key, to: Some(Anchor::new(range)) },
            ],
        )
    }

    /// Replaces a claim's fields; its place stays. The letters typed into a form coalesce.
    pub fn edit_claim(claim: Claim) -> Self {
        let steps = vec![Step::Replace(Record::Claim(Box::new(claim)))];
        Self { label: StepLabel::EditClaim, steps, coalesces: true }
    }

    /// Says that a sentence is no claim, or takes that back; see [`Project::not_claims`].
    pub fn set_aside(words: &str, aside: bool) -> Intent {
        let label = if aside { StepLabel::SetAside } else { StepLabel::AskAgain };
        Intent::of(label, vec![Step::SetAside { words: words.to_owned(), aside }])
    }
}

impl Project {
    /// Changes the draft by a command that takes words to another place, and what is tied to
    /// them along.
    pub fn rearranged(&self, label: StepLabel, edit: DraftEdit) -> Intent {
        let DraftEdit { change, moved, .. } = edit;
        let place = |anchor: &Anchor| {
            let range = anchor.range();
            let holds = |moved: &&Moved| {
                !range.is_empty() && moved.from.start <= range.start && range.end <= moved.from.end
            };
            let moved = moved.iter().find(holds)?;
            let start = moved.to + (range.start - moved.from.start);
            Some(Anchor::new(start..start + range.len()))
        };
        let anchors = moved.first().map(|_| self.document().anchors()).into_iter().flatten();
        let restore = anchors.filter_map(|(key, anchor)| Some((key.clone(), place(anchor)?)));
        let restore = restore.collect();
        Intent::of(label, vec![Step::Text { change, restore }])
    }

    /// Replaces a source. When its key changed, the draft's citations are
    /// rewritten with it, so that none is left pointing nowhere.
    ///
    /// `citations` are the byte ranges of the draft that hold the old key
    /// itself, without `@`, in rising order.
    pub fn edit_source(&self, source: Source, citations: &[DraftRange]) -> Intent {
        let old_key = self.source(&source.id).map(|old| old.key.clone());
        let mut steps = Vec::new();
        if old_key.as_deref() != Some(source.key.as_str()) && !citations.is_empty() {
            let edits = citations
                .iter()
                .map(|range| nutgraf_engine::text::Edit {
                    range: *range,
                    insert: source.key.clone(),
                })
                .collect();
            steps.extend(self.steps_to_keep_checked(&source.key, old_key.as_deref()));
            // Ranges of distinct keys cannot overlap; were they to, nothing is rewritten.
            steps.extend(Change::of(edits).ok().map(Step::text));
        }
        steps.insert(0, Step::Replace(Record::Source(Box::new(source))));
        Intent::of(StepLabel::EditSource, steps)
    }

    /// A renamed key is no edit of a claim's words, so the words that were
    /// checked are renamed with it.
    fn steps_to_keep_checked(&self, new: &str, old: Option<&str>) -> Vec<Step> {
        let Some(old) = old else { return Vec::new() };
        let renamed = self.claims().iter().filter_map(|claim| {
            let mut claim = claim.clone();
            let check = claim.checked.as_mut()?;
            let words = Structure::parse(&check.text);
            let items = words.citations.iter().flat_map(|citation| &citation.items);
            let keys: Vec<_> =
                items.filter(|item| item.key == old).map(|item| item.range.end).collect();
            for end in keys.into_iter().rev() {
                check.text.replace_range(end - old.len()..end, new);
            }
            Some(Step::Replace(Record::Claim(Box::new(claim))))
        });
        renamed.collect()
    }

    /// Removes a quote, its ties to the draft, and the evidence that rests on it.
    pub fn remove_quote(&self, id: &QuoteId) -> Intent {
        Intent::of(StepLabel::DeleteQuote, self.steps_to_remove_quote(id))
    }

    fn steps_to_remove_quote(&self, id: &QuoteId) -> Vec<Step> {
        let mut steps = self.steps_to_untie(&EvidenceTarget::Quote(id.clone()));
        for (key, _) in self.document().anchors() {
            if matches!(key, AnchorKey::Use(used, _) if used == id) {
                steps.push(Step::Anchor { key: key.clone(), to: None });
            }
        }
        steps.push(Step::Remove(RecordKey::Quote(id.clone())));
        steps
    }

    /// Removes a source, its quotes, and the evidence that rests on them.
    pub fn remove_source(&self, id: &SourceId) -> Intent {
        // Each claim is rewritten once, whatever of it rests on this source.
        let quotes: Vec<_> = self.quotes_of(id).map(|quote| quote.id.clone()).collect();
        let goes = |target: &EvidenceTarget| match target {
            EvidenceTarget::Source(source) => source == id,
            EvidenceTarget::Quote(quote) => quotes.contains(quote),
        };
        let mut steps = self.steps_to_untie_where(&goes);
        for (key, _) in self.document().anchors() {
            if matches!(key, AnchorKey::Use(used, _) if quotes.contains(used)) {
                steps.push(Step::Anchor { key: key.clone(), to: None });
            }
        }
        steps.extend(quotes.into_iter().map(|quote| Step::Remove(RecordKey::Quote(quote))));
        steps.push(Step::Remove(RecordKey::Source(id.clone())));
        Intent::of(StepLabel::DeleteSource, steps)
    }

    fn steps_to_untie(&self, target: &EvidenceTarget) -> Vec<Step> {
        self.steps_to_untie_where(&|evidence| evidence == target)
    }

    fn steps_to_untie_where(&self, goes: &dyn Fn(&EvidenceTarget) -> bool) -> Vec<Step> {
        let rests = |claim: &&Claim| claim.evidence.iter().any(|e| goes(&e.target));
        let untied = self.claims().iter().filter(rests).map(|claim| {
            let mut claim = claim.clone();
            claim.evidence.retain(|evidence| !goes(&evidence.target));
            Step::Replace(Record::Claim(Box::new(claim)))
        });
        untied.collect()
    }

    /// Removes a claim and its place in the draft; the words stay.
    pub fn remove_claim(&self, id: &ClaimId) -> Intent {
        let key = AnchorKey::Claim(id.clone());
        Intent::of(
            StepLabel::DeleteClaim,
            vec![Step::Anchor { key, to: None }, Step::Remove(RecordKey::Claim(id.clone()))],
        )
    }

    /// Sets a claim's status and keeps the words it was set for.
    ///
    /// `by` is who sets it; see [`Claim::set_status`].
    ///
    /// Returns `None` when there is no such claim.
    pub fn set_status(
        &self,
        id: &ClaimId,
        status: ClaimStatus,
        by: &str,
        now: Timestamp,
    ) -> Option<Intent> {
        let mut claim = self.claim(id)?.clone();
        claim.set_status(status, self.claim_words(id), by, now);
        Some(Intent::of(
            StepLabel::ClaimStatus,
            vec![Step::Replace(Record::Claim(Box::new(claim)))],
        ))
    }

    /// Puts the words that a checker proposed into the draft in place of the claim's,
    /// and marks the claim as changed; `by` is who does.
    ///
    /// Returns `None` when there is no such claim, nothing is proposed, or the claim's
    /// words are gone.
    pub fn accept_proposed(&self, id: &ClaimId, by: &str, now: Timestamp) -> Option<Intent> {
        let mut claim = self.claim(id)?.clone();
        let range = self.claim_range(id);
        let words = std::mem::take(&mut claim.proposed).trim().to_owned();
        if words.is_empty() || range.is_empty() {
            return None;
        }
        claim.set_status(ClaimStatus::Changed, &words, by, now);
        // Words that take the place of all of a claim's are the claim's.
        let text = Step::text(Change::replace(range, words));
        let claim = Step::Replace(Record::Claim(Box::new(claim)));
        Some(Intent::of(StepLabel::AcceptChange, vec![text, claim]))
    }

    /// Ties evidence to a claim, or replaces what it had of the same target.
    ///
    /// Returns `None` when there is no such claim.
    pub fn tie_evidence(&self, id: &ClaimId, evidence: Evidence) -> Option<Intent> {
        let mut claim = self.claim(id)?.clone();
        match claim.evidence.iter_mut().find(|had| had.target == evidence.target) {
            Some(had) => *had = evidence,
            None => claim.evidence.push(evidence),
        }
        Some(Intent::of(
            StepLabel::TieEvidence,
            vec![Step::Replace(Record::Claim(Box::new(claim)))],
        ))
    }

    /// Takes evidence off a claim.
    ///
    /// Returns `None` when there is no such claim.
    pub fn untie_evidence(&self, id: &ClaimId, target: &EvidenceTarget) -> Option<Intent> {
        let mut claim = self.claim(id)?.clone();
        claim.evidence.retain(|evidence| evidence.target != *target);
        Some(Intent::of(
            StepLabel::RemoveEvidence,
            vec![Step::Replace(Record::Claim(Box::new(claim)))],
        ))
    }

    /// Moves an orphaned or misplaced claim to other words of the draft; see
    /// [`super::words_in`] for the range.
    pub fn place_claim(&self, id: &ClaimId, range: DraftRange) -> Intent {
        let key = AnchorKey::Claim(id.clone());
        Intent::of(StepLabel::PlaceClaim, vec![Step::Anchor { key, to: Some(Anchor::new(range)) }])
    }

    /// Puts a quote into the draft in place of a byte range, with its citation,
    /// and ties the new quotation to it.
    ///
    /// Returns `None` when there is no such quote or source.
    pub fn insert_quote(
        &self,
        id: &QuoteId,
        style: QuotationStyle,
        at: DraftRange,
    ) -> Option<Intent> {
        let quote = self.quote(id)?;
        let source = self.source(&quote.source)?;
        let citation = if quote.locator.trim().is_empty() {
            format!("[@{}]", source.key)
        } else {
            format!("[@{}, {}]", source.key, quote.locator.trim())
        };
        let speaker = one_line(&quote.speaker);
        let exact = &quote.selector.exact;
        let (text, quotation) = match style {
            QuotationStyle::Inline => inline_quotation(self.draft(), at, exact, "", &citation),
            QuotationStyle::InlineWithSpeaker => {
                inline_quotation(self.draft(), at, exact, &speaker, &citation)
            }
            QuotationStyle::Block => {
                block_quotation(self.document(), at, exact, &speaker, &citation)
            }
        };
        let quotation = at.start + quotation.start..at.start + quotation.end;
        let key = AnchorKey::Use(id.clone(), self.next_use(id));
        Some(Intent::of(
            StepLabel::InsertQuote,
            vec![
                Step::text(Change::replace(at, text)),
                Step::Anchor { key, to: Some(Anchor::new(quotation)) },
            ],
        ))
    }

    /// Ties a captured quote to the quotation of the draft, a byte range, that has its words.
    #[must_use]
    pub fn tied_to_draft(
        &self,
        mut captured: Captured<QuoteId>,
        quotation: DraftRange,
    ) -> Captured<QuoteId> {
        let key = AnchorKey::Use(captured.id.clone(), self.next_use(&captured.id));
        captured.intent.steps.push(Step::Anchor { key, to: Some(Anchor::new(quotation)) });
        captured
    }

    fn next_use(&self, id: &QuoteId) -> u32 {
        let taken = self.document().anchors().filter_map(|(key, _)| match key {
            AnchorKey::Use(quote, number) if quote == id => Some(*number),
            _ => None,
        });
        taken.max().map_or(0, |number| number.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_engine::{markdown::lines::LineEdits, model::Article};

    #[test]
    fn a_claim_goes_where_its_line_goes_and_so_does_one_in_the_line_that_is_passed() {
        let draft = "A ban.\n\nTwo.";
        let mut project = Project::new(Article::default(), draft);
        let claims = ["ban", "Two"].map(|words| {
            let start = draft.find(words).unwrap();
            let id = ClaimId::new(words);
            let range = DraftRange::new(start, start + words.len());
            let claim = Claim::new(id.clone(), words);
            project.apply_all(Intent::add_claim(claim, range).steps).unwrap();
            AnchorKey::Claim(id)
        });
        let structure = Structure::parse(draft);
        let lines = LineEdits { document: project.document(), structure: &structure };
        let edit = lines.moved(DraftRange::at(draft.len()), true);
        let intent = project.rearranged(StepLabel::Formatting, edit);
        let back = project.apply_all(intent.steps).unwrap();
        assert_eq!(project.draft(), "Two.\n\nA ban.");
        let words = |project: &Project| {
            claims.clone().map(|key| project.document().anchored_text(&key).map(str::to_owned))
        };
        let meant = [Some("ban".to_owned()), Some("Two".to_owned())];
        assert_eq!(words(&project), meant);
        project.turn_back(back).unwrap();
        assert_eq!((project.draft(), words(&project)), (draft, meant));
    }
}
