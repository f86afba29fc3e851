//! A whole draft checked at once.
//!
//! What always holds: the report depends on nothing but its input; findings and
//! quotations stand in the order of the draft; and a quotation that was judged
//! before, against the same snapshots, is not judged again.

use std::{ops::Range, sync::Arc};

use super::{
    corpus::{Corpus, CorpusSource, IndexCache},
    finding::{Code, Finding, Severity, findings_of},
    fold::fold,
    index::SnapshotIndex,
    speaker::other_speaker,
    token,
    verdict::Judgement,
};
use crate::{
    markdown::{Quotation, QuotationKind, Structure},
    model::{Claim, ClaimStatus, Profile, Quote, QuoteId, SnapshotFormat, Source},
    text::one_line,
};

/// A quotation of fewer words that cites nothing is taken for scare quotes.
pub const FEWEST_WORDS: usize = 4;

/// What a check looks at.
#[derive(Clone, Debug)]
pub struct CheckInput<'a> {
    /// The draft.
    pub text: &'a str,
    /// What its Markdown means.
    pub structure: &'a Structure,
    /// The sources it may cite.
    pub sources: &'a [Source],
    /// The quote cards.
    pub quotes: &'a [Quote],
    /// The claims, each with the words of the draft it stands on; an empty range where they are gone.
    pub claims: Vec<(&'a Claim, Range<usize>)>,
    /// Where the draft uses which quote.
    pub uses: Vec<(QuoteId, Range<usize>)>,
    /// The house's rules.
    pub profile: Profile,
}

/// A quotation of the draft and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedQuotation {
    /// Its index in [`Structure::quotations`].
    pub quotation: usize,
    /// The bytes of the draft from its first word to its last, without the marks around them.
    pub range: Range<usize>,
    /// Its words as the draft has them, without block markers.
    pub text: String,
    /// What it is.
    pub judgement: Judgement,
    /// The words of the snapshot at the place the judgement points to.
    pub source_words: Option<String>,
    /// The quote card that it uses, or whose passage it quotes.
    pub quote: Option<QuoteId>,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The quotations that were judged, in the order of the draft.
    pub quotations: Vec<CheckedQuotation>,
    /// What to look at, in the order of the draft.
    pub findings: Vec<Finding>,
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl Report {
    /// Counts the findings.
    pub fn summary(&self) -> Summary {
        let count = |severity| self.findings.iter().filter(|f| f.severity == severity).count();
        Summary {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }
}

/// Checks a draft against its sources.
pub fn check(input: &CheckInput, cache: &mut IndexCache) -> Report {
    let corpus = Corpus::of(input.sources, cache);
    let mut check = Check { input, corpus: &corpus, report: Report::default() };
    check.quotations(cache);
    check.speakers();
    check.claims();
    check.bidi_controls();
    check.citations();
    check.finish()
}

/// Checks the quotations of any Markdown against texts, without a project.
///
/// A source is its key, its text and how to read it. A citation whose key is
/// none of these is not unknown: its quotation is held against every source.
pub fn check_article(
    text: &str,
    sources: &[(String, String, SnapshotFormat)],
    profile: Profile,
) -> Report {
    let sources = sources.iter().map(|(key, source, format)| CorpusSource {
        key: key.clone(),
        index: Some(Arc::new(SnapshotIndex::build(source.as_str().into(), *format))),
    });
    let corpus = Corpus::new(sources.collect());
    let structure = Structure::parse(text);
    let input = CheckInput {
        text,
        structure: &structure,
        sources: &[],
        quotes: &[],
        claims: Vec::new(),
        uses: Vec::new(),
        profile,
    };
    let mut check = Check { input: &input, corpus: &corpus, report: Report::default() };
    check.quotations(&mut IndexCache::default());
    check.bidi_controls();
    check.finish()
}

struct Check<'a> {
    input: &'a CheckInput<'a>,
    corpus: &'a Corpus,
    report: Report,
}

impl Check<'_> {
    fn finish(mut self) -> Report {
        self.report.findings.sort_by_key(|f| (f.range.start, f.range.end, f.severity, f.code));
        self.report
    }

    fn quotations(&mut self, cache: &mut IndexCache) {
        cache.judged.begin(self.corpus, self.input.profile);
        let mut passed: Vec<Range<usize>> = Vec::new();
        for (number, quotation) in self.input.structure.quotations.iter().enumerate() {
            let Some((range, text)) = self.words(quotation) else { continue };
            let tied = self.tied(&quotation.range);
            // Words inside a quotation that stands as a whole stand too.
            let is_inside = |outer: &Range<usize>| {
                outer.start <= range.start && range.end <= outer.end && *outer != range
            };
            if (quotation.depth > 0 && passed.iter().any(is_inside))
                || !self.is_judged(quotation, &text, tied.is_some())
            {
                continue;
            }
            let cited = self.cited(quotation, tied.as_ref());
            let judgement = cache.judged.judge(&text, &cited, self.corpus, self.input.profile);
            if judgement.verdict.passes() {
                passed.push(range.clone());
            }
            self.report.findings.extend(findings_of(&judgement, self.input.profile, &range));
            let quote = tied.or_else(|| self.card(&judgement));
            self.report.quotations.push(CheckedQuotation {
                quotation: number,
                range,
                text,
                source_words: self.source_words(&judgement),
                judgement,
                quote,
            });
        }
        cache.judged.end();
    }

    /// The quoted words, and the bytes from the first to the last. A line break
    /// between two pieces stays one, so that a word broken there is mended.
    fn words(&self, quotation: &Quotation) -> Option<(Range<usize>, String)> {
        let (first, last) = (quotation.words.first()?, quotation.words.last()?);
        let words = quotation.written(self.input.text);
        let range = first.start..last.end.max(first.start);
        (!words.trim().is_empty()).then_some((range, words))
    }

    fn source_words(&self, judgement: &Judgement) -> Option<String> {
        let index = self.corpus.get(judgement.source.as_ref()?)?.index.as_ref()?;
        index.text().get(judgement.matched.clone()?).map(str::to_owned)
    }

    fn is_judged(&self, quotation: &Quotation, text: &str, is_tied: bool) -> bool {
        let folded = fold(text, SnapshotFormat::Markdown).text;
        let tokens = token::tokens(&folded);
        let words = token::count_words(tokens.iter().map(|range| &folded[range.clone()]));
        words > 0
            && (quotation.kind == QuotationKind::Block
                || words >= FEWEST_WORDS
                || !quotation.citations.is_empty()
                || is_tied)
    }

    /// The quote card that the draft says it uses here.
    fn tied(&self, range: &Range<usize>) -> Option<QuoteId> {
        let used =
            self.input.uses.iter().find(|(_, used)| {
                !used.is_empty() && used.start < range.end && range.start < used.end
            });
        used.map(|(id, _)| id.clone())
    }

    /// The keys a quotation is held against: those it cites, else its card's.
    fn cited(&self, quotation: &Quotation, tied: Option<&QuoteId>) -> Vec<String> {
        let citations = quotation.citations.iter();
        let citations = citations.filter_map(|at| self.input.structure.citations.get(*at));
        let mut keys: Vec<String> = Vec::new();
        for item in citations.flat_map(|citation| &citation.items) {
            if !keys.contains(&item.key) {
                keys.push(item.key.clone());
            }
        }
        if keys.is_empty()
            && let Some(quote) = self.input.quotes.iter().find(|quote| Some(&quote.id) == tied)
            && let Some(source) = self.input.sources.iter().find(|source| source.id == quote.source)
        {
            keys.push(source.key.clone());
        }
        keys
    }

    /// The card whose passage overlaps what a quotation was found to be.
    fn card(&self, judgement: &Judgement) -> Option<QuoteId> {
        let (key, matched) = (judgement.source.as_ref()?, judgement.matched.as_ref()?);
        let source = self.input.sources.iter().find(|source| source.key == *key)?;
        let overlap = |quote: &Quote| {
            let range = quote.selector.range();
            range.end.min(matched.end).saturating_sub(range.start.max(matched.start))
        };
        // A card whose words went when the text was captured anew stands nowhere.
        let stands = |quote: &&Quote| {
            let snapshot = source.snapshot.as_ref();
            quote.source == source.id && snapshot.is_some_and(|s| s.holds(&quote.selector))
        };
        let cards = self.input.quotes.iter().filter(stands);
        let best = cards.rev().max_by_key(|quote| overlap(quote))?;
        (overlap(best) > 0).then(|| best.id.clone())
    }

    fn speakers(&mut self) {
        let structure = self.input.structure;
        let ranges: Vec<Range<usize>> =
            structure.quotations.iter().map(|quotation| quotation.range.clone()).collect();
        let mut found = Vec::new();
        for checked in &self.report.quotations {
            let card =
                self.input.quotes.iter().find(|quote| Some(&quote.id) == checked.quote.as_ref());
            let Some(card) = card.filter(|card| !card.speaker.trim().is_empty()) else { continue };
            let sentence = structure
                .sentences
                .partition_point(|sentence| sentence.start <= checked.range.start)
                .checked_sub(1)
                .and_then(|at| structure.sentences.get(at));
            let Some(sentence) = sentence.filter(|s| checked.range.start < s.end) else { continue };
            let others: Vec<&str> =
                self.input.quotes.iter().map(|quote| quote.speaker.trim()).collect();
            let others: Vec<&str> = others.into_iter().filter(|name| !name.is_empty()).collect();
            let named =
                other_speaker(self.input.text, sentence, &ranges, card.speaker.trim(), &others);
            found.extend(named.map(|name| Finding {
                code: Code::QuoteSpeaker,
                severity: Severity::Warning,
                range: checked.range.clone(),
                message: format!(
                    "The sentence names {name}, the quote card says that {} spoke.",
                    card.speaker.trim()
                ),
                hint: "Correct the name in the sentence or the speaker on the card.".to_owned(),
            }));
        }
        self.report.findings.extend(found);
    }

    fn claims(&mut self) {
        for (claim, range) in &self.input.claims {
            let mut add = |code, message: String, hint: &str| {
                self.report.findings.push(Finding {
                    code,
                    severity: Severity::Warning,
                    range: range.clone(),
                    message,
                    hint: hint.to_owned(),
                });
            };
            if range.is_empty() {
                add(
                    Code::ClaimOrphaned,
                    format!(
                        "The words of the claim “{}” are gone from the draft.",
                        shortened(&claim.text)
                    ),
                    "Attach the claim to other words, or delete it.",
                );
                continue;
            }
            let now = self.input.text.get(range.clone()).unwrap_or_default();
            if claim.is_stale(now) {
                add(
                    Code::ClaimStale,
                    format!("The claim “{}” was changed after it was checked.", shortened(now)),
                    "Check it again as it stands now.",
                );
            }
            if claim.status == ClaimStatus::Confirmed && claim.evidence.is_empty() {
                add(
                    Code::ClaimUnsupported,
                    format!("The claim “{}” is confirmed, but rests on nothing.", shortened(now)),
                    "Link the quote or source that bears it out.",
                );
            }
        }
    }

    fn bidi_controls(&mut self) {
        let is_control = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, c) in self.input.text.char_indices().filter(|(_, c)| is_control(*c)) {
            match runs.last_mut() {
                Some(last) if last.end == at => last.end += c.len_utf8(),
                _ => runs.push(at..at + c.len_utf8()),
            }
        }
        self.report.findings.extend(runs.into_iter().map(|range| {
            Finding {
                code: Code::BidiControl,
                severity: Severity::Warning,
                range,
                message:
                    "Invisible characters here turn the direction of writing: readers may see \
                      other words than the file holds."
                        .to_owned(),
                hint: "Delete them unless a right-to-left passage needs them.".to_owned(),
            }
        }));
    }

    fn citations(&mut self) {
        for item in self.input.structure.citations.iter().flat_map(|citation| &citation.items) {
            if self.corpus.position(&item.key).is_none() {
                self.report.findings.push(Finding {
                    code: Code::CitationUnknown,
                    severity: Severity::Error,
                    range: item.range.clone(),
                    message: format!("No source has the key “{}”.", item.key),
                    hint: "Add the source, or correct the key.".to_owned(),
                });
            }
        }
    }
}

/// The first words of a text, for a message.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let text = one_line(text);
    match text.char_indices().nth(MOST) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').filter(|at| *at > MOST / 2).unwrap_or(end);
            format!("{}…", text[..cut].trim_end())
        }
    }
}

#[cfg(test)]
mod tests;
