//! A quotation beside the words it most likely comes from: what differs.
//!
//! A quotation is said to come from a place only where that place has, in order,
//! at least half of its words and half of what they weigh when rare words weigh
//! more than common ones; or two thirds of its words with hardly any others
//! between; and two words at the least. Below that the likeness is that of any
//! two sentences of one language, and the honest answer is that the quotation
//! was not found.
//!
//! Words that only the source has are an omission. They are more than that where
//! one of them turns the sense, or where all of them are figures: leaving out
//! *not* says the opposite, so the quotation is altered.

use super::{
    align::AlignStep,
    boundaries::{cut_at_edges, cut_by_ellipsis},
    brackets::replaces_source_bracket,
    diff::{DiffBuilder, DiffPart},
    grammar::{EditorialMarkKind, WordShape},
    note::Note,
    placement::Tokens,
    quotation_alignment::Alignment,
    token::is_figure,
    verdict::Verdict,
    vocabulary::turns,
    word_change::{WordChange, notes_of},
};
use crate::range::{FoldedRange, SourceRange, TokenRange};

/// What comes nearest to a quotation in one snapshot.
pub(super) struct Mismatch {
    pub(super) verdict: Verdict,
    /// The weight of the words that the place has, in thousandths of the weight of all words.
    pub(super) likeness: u32,
    /// The number of words of the source between those that match.
    strangers: usize,
    /// Bytes of the snapshot.
    pub(super) matched: SourceRange,
    pub(super) diff: Vec<DiffPart>,
    pub(super) notes: Vec<Note>,
    /// Whether the lenient profile lets all differences pass.
    pub(super) is_lenient: bool,
    /// Whether the quotation carries marks of its own.
    pub(super) has_marks: bool,
}

impl Mismatch {
    /// Returns a rank that is greater for a nearer place: more of the words, then fewer others
    /// between them.
    pub(super) fn rank(&self) -> (u32, std::cmp::Reverse<usize>) {
        (self.likeness, std::cmp::Reverse(self.strangers))
    }
}

impl Alignment<'_> {
    /// Returns what differs; `None` where the quotation does not come from this place.
    pub(super) fn judge(self) -> Option<Mismatch> {
        let (likeness, strangers) = self.likeness()?;
        let places = self.steps.iter().filter_map(Self::place);
        let (first, last) = (places.clone().min()?, places.max()?);
        let inner = self.window.origins(TokenRange::new(first, last + 1));
        let cut = cut_at_edges(self.index, inner, self.pattern);
        let tokens = cut.unwrap_or(inner);
        let (differences, asides) = self.differences();
        let mut notes = notes_of(&differences);
        notes.extend(asides);
        if cut.is_some() {
            let whole = self.index.original(if tokens.start < inner.start {
                TokenRange::new(tokens.start, inner.start + 1)
            } else {
                TokenRange::new(inner.end - 1, tokens.end)
            });
            notes.push(Note::Cut { source: self.index.text()[whole].to_owned() });
            if notes.len() == 1 && is_figure(self.index.token(inner.start)) {
                notes.push(Note::Number { draft: None, source: None });
            }
        }
        let deleted = differences.iter().any(WordChange::adds_words);
        let inserted = differences.iter().any(|d| !d.source_words().is_empty());
        let turned = notes.iter().any(|note| matches!(note, Note::Negation { .. }));
        let refigured = differences.iter().any(WordChange::drops_only_figures);
        let long = notes.iter().any(|note| matches!(note, Note::LongGap { .. }));
        let verdict = match (deleted, inserted || long) {
            (false, true) if !turned && !refigured && cut.is_none() => Verdict::Omission,
            _ => Verdict::Altered,
        };
        let is_lenient = cut.is_none()
            && !long
            && !differences.is_empty()
            && differences.iter().all(WordChange::is_lenient);
        Some(Mismatch {
            verdict,
            likeness,
            strangers,
            matched: self.index.original(tokens),
            diff: self.diff(inner, tokens),
            notes,
            is_lenient,
            has_marks: self.pattern.has_marks(),
        })
    }

    /// What differs outside the room that the quotation's marks give, and what
    /// is to be said about that room.
    fn differences(&self) -> (Vec<WordChange>, Vec<Note>) {
        let mut differences: Vec<WordChange> = Vec::new();
        let mut notes = Vec::new();
        let mut open = WordChange::default();
        let mut next = 0;
        let mut case_changed = false;
        let mut behind = None;
        for step in &self.steps {
            match *step {
                AlignStep::Equal(at, place) => {
                    self.close(&mut open, at, &mut differences, &mut notes);
                    notes.extend(
                        behind.and_then(|from| self.cut_by_gap(at, TokenRange::new(from, place))),
                    );
                    behind = Some(place + 1);
                    let word = &self.pattern.words[at];
                    if let WordShape::Exact(text) = &word.shape {
                        case_changed |= word.begins && self.source(place) != text;
                    }
                    next = at + 1;
                }
                AlignStep::Delete(at) => {
                    if self.pattern.room_before(at).is_some() && at > 0 {
                        self.close(&mut open, at, &mut differences, &mut notes);
                    }
                    open.draft.push(self.word(at).to_owned());
                    next = at + 1;
                }
                AlignStep::Insert(place) => {
                    // Behind a replaced word the room of the next mark begins.
                    let is_replaced = !open.draft.is_empty()
                        && open.source.len() >= open.draft.len()
                        && next < self.pattern.words.len()
                        && self.pattern.room_before(next).is_some();
                    if is_replaced {
                        differences.push(std::mem::take(&mut open));
                    }
                    open.source.push(self.source(place).to_owned());
                }
            }
        }
        self.close(&mut open, next, &mut differences, &mut notes);
        if case_changed {
            notes.push(Note::CaseChanged);
        }
        (differences, notes)
    }

    /// What an ellipsis before the word at `at` cuts into by leaving `hidden` out.
    fn cut_by_gap(&self, at: usize, hidden: TokenRange) -> Option<Note> {
        let whole = cut_by_ellipsis(self.index, self.window.origins(hidden), self.pattern, at)?;
        Some(Note::Cut { source: self.index.text()[self.index.original(whole)].to_owned() })
    }

    /// Ends a place of change before the word at `at`.
    fn close(
        &self,
        open: &mut WordChange,
        at: usize,
        differences: &mut Vec<WordChange>,
        notes: &mut Vec<Note>,
    ) {
        let difference = std::mem::take(open);
        if difference == WordChange::default() {
            return;
        }
        let room = if at == 0 { None } else { self.pattern.room_before(at) };
        let (Some(room), true) = (room, difference.draft.is_empty()) else {
            differences.push(difference);
            return;
        };
        let source: Vec<&str> = difference.source.iter().map(String::as_str).collect();
        if replaces_source_bracket(self.pattern, at, &source) {
            let brackets = self.pattern.marks_before(at).filter_map(|mark| match &mark.kind {
                EditorialMarkKind::Bracket(words) => Some(words.iter().cloned()),
                EditorialMarkKind::Gap | EditorialMarkKind::Aside => None,
            });
            let draft = brackets.flatten().collect();
            differences.push(WordChange { draft, ..difference });
            return;
        }
        let words = difference.source_words().len();
        if words > room {
            let has_gap =
                self.pattern.marks_before(at).any(|mark| mark.kind == EditorialMarkKind::Gap);
            if has_gap {
                notes.push(Note::LongGap { words });
            } else {
                differences.push(difference);
                return;
            }
        }
        let hidden: Vec<String> =
            difference.source.into_iter().filter(|word| turns(word)).collect();
        if !hidden.is_empty() {
            notes.push(Note::HidesNegation { words: hidden });
        }
    }

    fn diff(&self, inner: TokenRange, tokens: TokenRange) -> Vec<DiffPart> {
        let mut diff = DiffBuilder::new(
            (&self.reading.folded, self.pattern.range.start),
            (self.index.folded(), self.index.token_range(tokens.start).start),
        );
        if tokens.start < inner.start {
            diff.insert(self.index.token_range(inner.start - 1));
        }
        for step in &self.steps {
            if let AlignStep::Equal(at, _) | AlignStep::Delete(at) = *step {
                for mark in self.pattern.marks_before(at) {
                    diff.delete(mark.range);
                }
            }
            match *step {
                AlignStep::Equal(at, place) => {
                    diff.equal(self.pattern.words[at].range, self.range(place));
                }
                AlignStep::Delete(at) => diff.delete(self.pattern.words[at].range),
                AlignStep::Insert(place) => diff.insert(self.range(place)),
            }
        }
        if tokens.end > inner.end {
            diff.insert(self.index.token_range(tokens.end - 1));
        }
        for mark in self.pattern.marks_before(self.pattern.words.len()) {
            diff.delete(mark.range);
        }
        diff.finish()
    }

    fn range(&self, place: usize) -> FoldedRange {
        self.index.token_range(self.window.origins(TokenRange::new(place, place + 1)).start)
    }
}
