//! Chooses the quotations of a draft that are judged, and the sources they are judged against.
//!
//! The check of the whole draft and the one that follows a keystroke both use this module, so
//! that they cannot disagree.
//!
//! # Invariants
//!
//! A judgement depends on nothing but the quotation's words, the keys it is judged against, the
//! profile and the corpus.

use std::borrow::Cow;

use super::{
    corpus::Corpus,
    finding::{Finding, FindingKind},
    fold::fold,
    input::CheckInput,
    quotation_findings::findings_of,
    report::CheckedQuotation,
    speaker::other_speaker,
    token,
    verdict::Judgement,
};
use crate::{
    markdown::{Quotation, QuotationKind, Structure},
    model::{Quote, QuoteId, SnapshotFormat},
    range::DraftRange,
    text::one_line,
};

/// The fewest words of a quotation that is judged although it cites nothing; fewer are taken for
/// scare quotes.
pub(super) const FEWEST_WORDS: usize = 4;

/// A quotation with everything that its judgement depends on.
pub(super) struct QuotationCase<'a> {
    /// The bytes of the draft from its first word to its last.
    pub(super) range: DraftRange,
    /// Its words.
    pub(super) text: String,
    /// The citation keys that it is judged against.
    pub(super) cited: Vec<String>,
    /// The quote card that the draft says it uses.
    pub(super) tied: Option<QuoteId>,
    quotation: &'a Quotation,
}

/// Returns the earlier result for a quotation, if it still holds.
pub(super) type KnownFn<'a> = dyn FnMut(&QuotationCase) -> Option<CheckedQuotation> + 'a;

/// Judges words against the sources with these keys; `None` leaves it to a later check.
pub(super) type JudgeFn<'a> = dyn FnMut(&str, &[String]) -> Option<Judgement> + 'a;

/// Checks the quotations of a draft.
pub(super) struct QuotationChecker<'a> {
    pub(super) input: &'a CheckInput<'a>,
    pub(super) corpus: &'a Corpus,
}

impl QuotationChecker<'_> {
    /// Checks every quotation within a part of the draft that has to be, in the
    /// order of the draft. No quotation may reach over the ends of the part.
    pub(super) fn check(
        &self,
        part: DraftRange,
        known: &mut KnownFn,
        judge: &mut JudgeFn,
    ) -> Vec<CheckedQuotation> {
        let mut checked = Vec::new();
        // How far the quotations reach that pass; those inside begin behind their start.
        let mut passed = 0;
        let quotations = &self.input.structure.quotations;
        let begun = |at: usize| quotations.partition_point(|q| q.range.start < at);
        let (first, behind) = (begun(part.start), begun(part.end));
        for (number, quotation) in quotations.iter().enumerate().take(behind).skip(first) {
            let spoken = self.without_speaker(quotation);
            let Some(range) = words_range(&spoken) else { continue };
            // Words inside a quotation that stands as a whole stand too, and words
            // that are all of the one around them are told of once.
            let is_same = checked.last().is_some_and(|last: &CheckedQuotation| last.range == range);
            if quotation.depth > 0 && (range.end <= passed || is_same) {
                continue;
            }
            let tied = self.tied(quotation.range);
            let cited = self.cited(quotation, tied.as_ref());
            // A line break between two pieces stays one, so that a word broken there is mended.
            let text = spoken.written(self.input.text);
            let case = QuotationCase { range, text, cited, tied, quotation };
            let now = match known(&case) {
                Some(before) => Some(CheckedQuotation { quotation: number, ..before }),
                None => self.judged(number, case, judge),
            };
            let Some(now) = now else { continue };
            if now.judgement.verdict.passes() && now.range.end > passed {
                passed = now.range.end;
            }
            checked.push(now);
        }
        checked
    }

    /// Returns a block quote without a last line that names the speaker of a quote card.
    ///
    /// The parser knows `— Jane Doe` by its form. `— a spokesman` could as well go on with
    /// what is said; only a card tells that it does not.
    fn without_speaker<'q>(&self, quotation: &'q Quotation) -> Cow<'q, Quotation> {
        let text = self.input.text;
        let names_speaker = |line: &DraftRange| {
            let name = text[*line].trim().strip_prefix('—').map(str::trim).unwrap_or_default();
            !name.is_empty() && self.input.quotes.iter().any(|card| one_line(&card.speaker) == name)
        };
        let Some((last, spoken)) = quotation.words.split_last() else {
            return Cow::Borrowed(quotation);
        };
        let mut words = spoken.to_vec();
        while words.len() > 1 && words.last().is_some_and(|last| is_wordless(&text[*last])) {
            words.pop();
        }
        let Some(end) = words.last_mut().filter(|_| quotation.kind == QuotationKind::Block) else {
            return Cow::Borrowed(quotation);
        };
        if !names_speaker(last) {
            return Cow::Borrowed(quotation);
        }
        end.end = end.start + text[*end].trim_end().len();
        Cow::Owned(Quotation { words, ..quotation.clone() })
    }

    fn judged(
        &self,
        number: usize,
        case: QuotationCase,
        judge: &mut JudgeFn,
    ) -> Option<CheckedQuotation> {
        if !case.is_judged() {
            return None;
        }
        let QuotationCase { range, text, cited, tied, .. } = case;
        let judgement = judge(&text, &cited)?;
        let quote = tied.or_else(|| self.card(&judgement));
        let source_words = self.source_words(&judgement);
        Some(CheckedQuotation {
            quotation: number,
            range,
            text,
            cited,
            source_words,
            judgement,
            quote,
        })
    }

    /// Returns the findings about a checked quotation.
    pub(super) fn findings(&self, checked: &CheckedQuotation) -> Vec<Finding> {
        let found = findings_of(&checked.judgement, self.input.profile).into_iter();
        let found = found.chain(self.speaker(checked));
        found.map(|kind| Finding { kind, range: checked.range }).collect()
    }

    fn source_words(&self, judgement: &Judgement) -> Option<String> {
        let index = self.corpus.get(judgement.source.as_ref()?)?.index.as_ref()?;
        index.text().get(judgement.matched?.to_std()).map(str::to_owned)
    }

    /// The quote card that the draft says it uses here.
    fn tied(&self, range: DraftRange) -> Option<QuoteId> {
        let used = self.input.uses.iter().find(|(_, used)| used.overlaps(range));
        used.map(|(id, _)| id.clone())
    }

    /// Returns the keys that a quotation is judged against: those it cites, else its card's.
    fn cited(&self, quotation: &Quotation, tied: Option<&QuoteId>) -> Vec<String> {
        let mut keys = cited_keys(self.input.structure, quotation);
        if keys.is_empty()
            && let Some(quote) = self.input.quotes.iter().find(|quote| Some(&quote.id) == tied)
            && let Some(source) = self.input.sources.iter().find(|source| source.id == quote.source)
        {
            keys.push(source.key.clone());
        }
        keys
    }

    /// Returns the quote card whose passage overlaps the matched words most.
    fn card(&self, judgement: &Judgement) -> Option<QuoteId> {
        let (key, matched) = (judgement.source.as_ref()?, judgement.matched.as_ref()?);
        let source = self.input.sources.iter().find(|source| source.key == *key)?;
        let overlap = |quote: &Quote| {
            let range = quote.selector.range();
            range.end.min(matched.end).saturating_sub(range.start.max(matched.start))
        };
        // A card whose words went when the text was captured again is nowhere.
        let stands = |quote: &&Quote| {
            let snapshot = source.snapshot.as_ref();
            quote.source == source.id && snapshot.is_some_and(|s| s.holds(&quote.selector))
        };
        let cards = self.input.quotes.iter().filter(stands);
        let best = cards.rev().max_by_key(|quote| overlap(quote))?;
        (overlap(best) > 0).then(|| best.id.clone())
    }

    /// Returns a finding where the sentence names somebody else than the quote card.
    fn speaker(&self, checked: &CheckedQuotation) -> Option<FindingKind> {
        let structure = self.input.structure;
        let quotes = self.input.quotes;
        let card = quotes.iter().find(|quote| Some(&quote.id) == checked.quote.as_ref())?;
        let speaker = Some(card.speaker.trim()).filter(|speaker| !speaker.is_empty())?;
        let behind = structure.sentences.partition_point(|s| s.start <= checked.range.start);
        let sentence = structure.sentences.get(behind.checked_sub(1)?)?;
        if sentence.end <= checked.range.start {
            return None;
        }
        // Outer quotations lie side by side, so those of the sentence lie in a row.
        let near = structure.quotations.partition_point(|q| q.range.start < sentence.end);
        let outer = structure.quotations[..near].iter().rev().filter(|q| q.depth == 0);
        let outer = outer.map(|quotation| quotation.range);
        let mut quotations: Vec<DraftRange> =
            outer.take_while(|range| range.end > sentence.start).collect();
        quotations.reverse();
        let others: Vec<&str> = quotes.iter().map(|quote| quote.speaker.trim()).collect();
        let others: Vec<&str> = others.into_iter().filter(|name| !name.is_empty()).collect();
        let name = other_speaker(self.input.text, sentence, &quotations, speaker, &others)?;
        Some(FindingKind::QuoteSpeaker { named: name, speaker: speaker.to_owned() })
    }
}

fn is_wordless(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

/// The bytes from a quotation's first word to its last; `None` where it has none.
pub(super) fn words_range(quotation: &Quotation) -> Option<DraftRange> {
    let (first, last) = (quotation.words.first()?, quotation.words.last()?);
    Some(DraftRange::new(first.start, last.end.max(first.start)))
}

/// The keys of the citations of a quotation, each once.
pub(super) fn cited_keys(structure: &Structure, quotation: &Quotation) -> Vec<String> {
    let citations = quotation.citations.iter();
    let citations = citations.filter_map(|at| structure.citations.get(*at));
    let mut keys: Vec<String> = Vec::new();
    for item in citations.flat_map(|citation| &citation.items) {
        if !keys.contains(&item.key) {
            keys.push(item.key.clone());
        }
    }
    keys
}

impl QuotationCase<'_> {
    fn is_judged(&self) -> bool {
        let folded = fold(&self.text, SnapshotFormat::Markdown).text;
        let tokens = token::tokens(&folded);
        let words = token::count_words(tokens.iter().map(|range| &folded[*range]));
        words > 0
            && (self.quotation.kind == QuotationKind::Block
                || words >= FEWEST_WORDS
                || !self.quotation.citations.is_empty()
                || self.tied.is_some())
    }
}
