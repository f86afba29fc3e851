//! Quotations of which every word is in the source, in order.
//!
//! # Invariants
//!
//! - Similarity plays no part: a placement is exact, apart from changes that the quotation
//!   marks itself.
//! - A match never cuts into a figure or compound and never replaces a bracket of the source by
//!   something else.

use super::{
    boundaries::{cut_at_edges, cut_by_ellipsis},
    brackets::replaces_source_bracket,
    diff::{DiffBuilder, DiffPart},
    grammar::QuotationPattern,
    hidden_negation::{negations_beside, negations_within},
    index::SnapshotIndex,
    nested_marks::{NestedMarks, PlacedQuotation, has_marks},
    note::Note,
    placement::{Placement, Placer, Tokens},
    reading::QuotationReading,
    searched::{Searched, Sought},
    verdict::Verdict,
};
use crate::range::{SourceRange, TextRange};

/// A quotation whose words are all in the source.
pub(super) struct ExactMatch {
    /// One that passes, or `Altered` where the nested quotation marks moved.
    pub(super) verdict: Verdict,
    /// The words of the source, in bytes of the snapshot.
    pub(super) matched: SourceRange,
    /// In how many places of the snapshot the quotation matches; 0 where it does not pass.
    pub(super) matches: usize,
    pub(super) diff: Vec<DiffPart>,
    pub(super) notes: Vec<Note>,
    /// How many tokens of the source its ellipses and brackets stand for.
    pub(super) hidden: usize,
}

/// Looks for a quotation in one snapshot; `raw` is its text as the draft has it.
///
/// Where all its words match but its nested quotation marks moved, the verdict is `Altered`.
pub(super) fn exact_match(
    index: &SnapshotIndex,
    raw: &str,
    readings: &[QuotationReading],
) -> Option<ExactMatch> {
    let searched = Searched { index, tokens: index };
    let mut altered = None;
    for any_case in [false, true] {
        let literal = readings.iter().map(|reading| (reading, &reading.literal));
        let marked = readings.iter().filter_map(|r| r.marked.as_ref().map(|pattern| (r, pattern)));
        for (reading, pattern) in literal.chain(marked) {
            let sought = Sought { raw, reading, pattern };
            let Some((placement, matches)) = searched.best_placement(&sought, any_case) else {
                continue;
            };
            let found = searched.describe(&sought, &placement, matches);
            if found.verdict.passes() {
                return Some(found);
            }
            altered.get_or_insert(found);
        }
    }
    altered
}

impl<T: Tokens> Searched<'_, T> {
    /// Returns the best placement of a quotation and the number of placements.
    ///
    /// Ranked by: byte for byte the draft's words (where the pattern has no marks), nested
    /// quotation marks around the same words, fewest omitted tokens, case as in the draft, first
    /// in the text.
    pub(super) fn best_placement(
        &self,
        sought: &Sought,
        any_case: bool,
    ) -> Option<(Placement, usize)> {
        let Sought { raw, reading, pattern } = *sought;
        let (mut found, count) = Placer::new(self.tokens, pattern, any_case)?.all();
        let all = found.len();
        found.retain(|placement| self.is_whole(pattern, placement));
        let count = count - (all - found.len());
        let drafted = raw.get(reading.folded.original(pattern.range).to_std());
        let is_verbatim = |placement: &Placement| {
            let matched = self.bytes(placement.tokens);
            drafted.is_some() && drafted == self.index.text().get(matched.to_std())
        };
        if !pattern.has_marks()
            && found.len() > 1
            && let Some(same) = found.iter().position(is_verbatim)
        {
            return Some((found.swap_remove(same), count));
        }
        let is_bare = found.len() < 2 || !has_marks(&reading.folded.text);
        let has_moved = |placement: &Placement| {
            !is_bare && self.placed(sought, placement).compare() == NestedMarks::Moved
        };
        let rank = |p: &Placement| (has_moved(p), p.left_out(), p.case_changed, p.tokens.start);
        let best = found.into_iter().min_by_key(rank)?;
        Some((best, count))
    }

    /// Whether a placement cuts into no figure or compound and replaces no bracket.
    fn is_whole(&self, pattern: &QuotationPattern, placement: &Placement) -> bool {
        let matched = self.tokens.origins(placement.tokens);
        cut_at_edges(self.index, matched, pattern).is_none()
            && placement.hidden.iter().all(|(word, hidden)| {
                let ids = self.tokens.ids()[*hidden].iter();
                let source: Vec<&str> = ids.map(|id| self.tokens.word(*id)).collect();
                let origins = self.tokens.origins(*hidden);
                !replaces_source_bracket(pattern, *word, &source)
                    && cut_by_ellipsis(self.index, origins, pattern, *word).is_none()
            })
    }

    /// Describes a placement: its verdict, notes and differences. `matches` is the number of
    /// placements.
    pub(super) fn describe(
        &self,
        sought: &Sought,
        placement: &Placement,
        matches: usize,
    ) -> ExactMatch {
        let Sought { raw, reading, pattern } = *sought;
        let tokens = self.tokens.origins(placement.tokens);
        let matched = self.index.original(tokens);
        let drafted = reading.folded.original(pattern.range);
        let mut notes = Vec::new();
        let mut hidden = negations_within(self.tokens, pattern, placement);
        let drafted_words = &reading.folded.text[pattern.range];
        hidden.extend(negations_beside(self.index, tokens, pattern, drafted_words));
        if !hidden.is_empty() {
            notes.push(Note::HidesNegation { words: hidden });
        }
        if placement.case_changed {
            notes.push(Note::CaseChanged);
        }
        // Marks right outside the first and last word emphasise them too.
        let around = TextRange::new(matched.start.saturating_sub(3), matched.end + 3);
        let emphasised = reading.folded.has_emphasis(TextRange::new(0, raw.len()));
        let is_emphasis_added = emphasised && !self.index.folded().has_emphasis(around);
        if is_emphasis_added {
            notes.push(Note::EmphasisAdded);
        }
        let is_marked = pattern.has_marks();
        let placed = self.placed(sought, placement);
        let nested = placed.compare();
        if nested != NestedMarks::Same {
            notes.push(Note::InnerMarks);
        }
        let verdict = if nested == NestedMarks::Moved {
            Verdict::Altered
        } else if is_marked {
            Verdict::Marked
        } else if !is_emphasis_added
            && raw.get(drafted.to_std()) == self.index.text().get(matched.to_std())
        {
            Verdict::Verbatim
        } else {
            Verdict::Typographic
        };
        let diff = match (nested, is_marked) {
            (NestedMarks::Moved, _) => placed.diff(),
            (_, true) => self.marked_diff(sought, placement),
            (_, false) => Vec::new(),
        };
        let matches = if verdict.passes() { matches } else { 0 };
        ExactMatch { verdict, matched, matches, diff, notes, hidden: placement.left_out() }
    }

    fn placed<'p>(
        &'p self,
        sought: &Sought<'p>,
        placement: &'p Placement,
    ) -> PlacedQuotation<'p, T> {
        PlacedQuotation {
            searched: self,
            draft: &sought.reading.folded,
            pattern: sought.pattern,
            placement,
        }
    }

    /// Returns the differences of a marked quotation: from its marks to the words that they
    /// stand for.
    fn marked_diff(&self, sought: &Sought, placement: &Placement) -> Vec<DiffPart> {
        let pattern = sought.pattern;
        let mut diff = DiffBuilder::new(
            (&sought.reading.folded, pattern.range.start),
            (self.index.folded(), self.folded_start(placement)),
        );
        let mut at = placement.tokens.start;
        let mut gaps = placement.hidden.iter().peekable();
        for word in 0..=pattern.words.len() {
            for mark in pattern.marks_before(word) {
                diff.delete(mark.range);
            }
            if let Some((_, hidden)) = gaps.next_if(|(next, _)| *next == word)
                && !hidden.is_empty()
            {
                let last = self.tokens.origins(*hidden).end - 1;
                diff.insert(self.index.token_range(last));
                at = hidden.end;
            }
            if let Some(wanted) = pattern.words.get(word) {
                diff.equal(wanted.range, self.folded_range(at));
                at += 1;
            }
        }
        diff.finish()
    }

    /// Returns the byte of the folded source at which a placement begins.
    fn folded_start(&self, placement: &Placement) -> usize {
        self.index.token_range(self.tokens.origins(placement.tokens).start).start
    }
}

/// Returns every place, in bytes of the snapshot, that has a reading's words with all their
/// signs taken literally; a first capital may differ.
pub(super) fn literal_matches(
    index: &SnapshotIndex,
    readings: &[QuotationReading],
) -> Vec<SourceRange> {
    for any_case in [false, true] {
        for reading in readings.iter().filter(|reading| !reading.literal.words.is_empty()) {
            let placer = Placer::new(index, &reading.literal, any_case);
            let (placements, _) = placer.map(|placer| placer.all()).unwrap_or_default();
            if !placements.is_empty() {
                return placements.into_iter().map(|p| index.original(p.tokens)).collect();
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use crate::{
        evidence::{Corpus, CorpusSource, Judgement, SnapshotIndex, Verdict, judge},
        model::{Profile, SnapshotFormat},
    };

    fn against(text: &str, quotation: &str) -> Judgement {
        let index = SnapshotIndex::build(text.into(), SnapshotFormat::Plain);
        let source = CorpusSource { key: "a".to_owned(), index: Some(index.into()) };
        judge(quotation, &[], &Corpus::new(vec![source]), Profile::Standard)
    }

    #[test]
    fn a_reference_in_brackets_stands_for_itself_and_nothing_else() {
        let text = "We used plain measures of neglect [8]. Samples of it were kept for years.";
        for passing in [
            "plain measures of neglect [8]. Samples of it",
            "plain measures of neglect [8]. Samples […] were kept",
            "plain measures […] Samples of it were kept",
            "plain measures [of theirs] [8]. Samples of it",
            "plain measures of neglect [8]. [These] of it were kept",
        ] {
            let found = against(text, passing);
            assert!(found.verdict.passes(), "{passing}: {found:?}");
        }
        for changed in [
            "plain measures of neglect [9]. Samples of it",
            "plain measures of [8]. Samples of it were kept",
            "plain measures […] [9]. Samples of it were kept",
            "plain measures of neglect [the eighth] Samples of it were kept",
        ] {
            assert_eq!(against(text, changed).verdict, Verdict::Altered, "{changed}");
        }
    }

    #[test]
    fn an_ellipsis_does_not_separate_a_figure_from_its_sign() {
        let text = "Shares fell 5.4 % in all, at p < 0.05 and more, to €30 a piece.";
        for cut in
            ["Shares fell 5.4 […] in all", "in all, at p […] 0.05 and more", "and […] 30 a piece"]
        {
            let found = against(text, cut);
            assert_eq!(found.verdict, Verdict::Altered, "{cut}");
            assert!(found.notes.iter().any(|note| note.as_str() == "cut"), "{cut}: {found:?}");
        }
        assert_eq!(against(text, "Shares fell […] in all").verdict, Verdict::Marked);
    }

    #[test]
    fn two_ellipses_in_a_row_are_one_gap() {
        let text = format!("It begins here {}and ends there.", "so ".repeat(150));
        assert_eq!(
            against(&text, "It begins here … […] and ends there").verdict,
            Verdict::Omission
        );
    }

    #[test]
    fn of_two_sources_the_one_with_less_left_out_is_meant() {
        let texts =
            ["The old bridge is very long and over the river", "The old bridge over the river"];
        let sources = texts.iter().zip(["a", "b"]).map(|(text, key)| {
            let index = SnapshotIndex::build((*text).into(), SnapshotFormat::Plain);
            CorpusSource { key: key.to_owned(), index: Some(index.into()) }
        });
        let corpus = Corpus::new(sources.collect());
        let found = judge("The old […] over the river", &[], &corpus, Profile::Standard);
        assert_eq!(found.source.as_deref(), Some("b"));
    }
}
