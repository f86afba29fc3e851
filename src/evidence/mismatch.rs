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

use std::ops::Range;

use super::{
    align::{AlignSide, AlignStep, AlignTask, align},
    boundaries::{cut_at_edges, cut_by_ellipsis},
    brackets::replaces_source_bracket,
    diff::{DiffBuilder, DiffPart},
    grammar::{EditorialMarkKind, QuotationPattern, WordShape},
    index::SnapshotIndex,
    note::{Note, WordChange, is_pause, notes_of},
    placement::{Tokens, other_case},
    reading::QuotationReading,
    spelling::is_alike,
    swapped::{Swap, SwapInput, swap},
    token::{is_figure, is_word},
    verdict::Verdict,
    vocabulary::{is_modal, is_number, turns},
    window::SourceWindow,
};

/// What comes nearest to a quotation in one snapshot.
pub(super) struct Mismatch {
    pub(super) verdict: Verdict,
    /// Of 1,000, how much of what the words weigh stands there.
    pub(super) likeness: u32,
    /// How many words of the source stand between without being the quotation's.
    strangers: usize,
    /// Bytes of the snapshot.
    pub(super) matched: Range<usize>,
    pub(super) diff: Vec<DiffPart>,
    pub(super) notes: Vec<Note>,
    /// Whether nothing differs but what the lenient profile lets pass.
    pub(super) is_lenient: bool,
    /// Whether the quotation carries marks of its own.
    pub(super) has_marks: bool,
}

impl Mismatch {
    /// Greater where a place comes nearer: more of the words, then fewer others between.
    pub(super) fn rank(&self) -> (u32, std::cmp::Reverse<usize>) {
        (self.likeness, std::cmp::Reverse(self.strangers))
    }
}

/// Below this share, of 1,000, a place is no place.
const LEAST_LIKENESS: u32 = 500;

/// The largest table, in cells, for which words are compared letter by letter.
const MOST_COMPARED: usize = 1 << 16;

/// The word as the draft has it.
pub(super) fn text_of(shape: &WordShape) -> &str {
    match shape {
        WordShape::Exact(text)
        | WordShape::EitherCase(text)
        | WordShape::Stem { written: text, .. } => text,
    }
}

/// What it says that a word of a quotation is found.
pub(super) fn weight(index: &SnapshotIndex, id: Option<u32>) -> u32 {
    index.rarity(id).max(2)
}

/// A quotation's words beside those of a window.
pub(super) struct Alignment<'a> {
    index: &'a SnapshotIndex,
    window: &'a SourceWindow<'a>,
    reading: &'a QuotationReading,
    pattern: &'a QuotationPattern,
    weights: Vec<u32>,
    wanted: Vec<[Option<u32>; 2]>,
    /// What each word of the quotation and of the window looks like.
    looks: [Vec<TokenTraits>; 2],
    steps: Vec<AlignStep>,
    /// Words of the quotation that stand right outside the rest of it.
    moved: Range<usize>,
}

/// What one token may stand for another as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    Sign,
    Word,
    Number,
    Modal,
}

/// What can be seen of a token at once.
#[derive(Clone, Copy)]
struct TokenTraits {
    kind: TokenKind,
    /// Its first and last letter in small; none of a token that is not ASCII.
    ends: Option<(u8, u8)>,
}

impl TokenTraits {
    fn of(token: &str) -> Self {
        let ends = token.bytes().next().zip(token.bytes().next_back());
        let ends = ends.filter(|_| token.is_ascii());
        Self { kind: TokenKind::of(token), ends: ends.map(|(a, z)| (a | 0x20, z | 0x20)) }
    }

    /// Whether two words have neither end in common, and so are not alike.
    fn is_unlike(self, other: Self) -> bool {
        self.ends.zip(other.ends).is_some_and(|((a, y), (b, z))| a != b && y != z)
    }
}

impl TokenKind {
    fn of(token: &str) -> Self {
        match token {
            _ if !is_word(token) => Self::Sign,
            _ if is_number(token) => Self::Number,
            _ if is_modal(token) => Self::Modal,
            _ => Self::Word,
        }
    }
}

impl<'a> Alignment<'a> {
    /// Aligns them; `query` gives the number of each word in the index.
    pub(super) fn new(
        index: &'a SnapshotIndex,
        window: &'a SourceWindow<'a>,
        reading: &'a QuotationReading,
        pattern: &'a QuotationPattern,
        query: &[Option<u32>],
    ) -> Self {
        let wanted: Vec<[Option<u32>; 2]> = pattern
            .words
            .iter()
            .map(|word| {
                let text = text_of(&word.shape);
                let other = word.begins || matches!(word.shape, WordShape::EitherCase(_));
                let other = if other { other_case(text) } else { None };
                [window.id(text), other.and_then(|text| window.id(&text))]
            })
            .collect();
        let weights: Vec<u32> = pattern
            .words
            .iter()
            .zip(query)
            .map(|(word, id)| match is_word(text_of(&word.shape)) {
                true => weight(index, *id),
                false => 1,
            })
            .collect();
        let drafted = pattern.words.iter().map(|word| TokenTraits::of(text_of(&word.shape)));
        // Kinds make diffs read better; a long text does without.
        let is_small = pattern.words.len() * window.ids().len() <= MOST_COMPARED;
        let sourced = window.ids().iter().take(if is_small { usize::MAX } else { 0 });
        let sourced = sourced.map(|id| TokenTraits::of(window.word(*id))).collect();
        let looks = [drafted.collect(), sourced];
        let steps = Vec::new();
        let moved = 0..0;
        let mut alignment =
            Self { index, window, reading, pattern, weights, wanted, looks, steps, moved };
        if let Some(swap) = alignment.swap() {
            (alignment.steps, alignment.moved) = (swap.steps, swap.moved);
        } else {
            alignment.steps = alignment.align();
            alignment.leave_outer_signs();
            alignment.take_in_moved_words();
        }
        alignment
    }

    fn word(&self, at: usize) -> &'a str {
        text_of(&self.pattern.words[at].shape)
    }

    fn source(&self, place: usize) -> &'a str {
        self.window.word(self.window.ids()[place])
    }

    fn equal(&self, at: usize, place: usize) -> bool {
        let id = self.window.ids()[place];
        if self.wanted[at].contains(&Some(id)) {
            return true;
        }
        match &self.pattern.words[at].shape {
            WordShape::Stem { prefix, suffix, .. } => {
                let word = self.window.word(id);
                word.len() >= prefix.len() + suffix.len()
                    && word.starts_with(prefix)
                    && word.ends_with(suffix)
            }
            WordShape::Exact(_) | WordShape::EitherCase(_) => false,
        }
    }

    fn alike(&self, at: usize, place: usize) -> bool {
        let [drafted, sourced] = &self.looks;
        let (drafted, Some(sourced)) = (drafted[at], sourced.get(place)) else { return false };
        match (drafted.kind, sourced.kind) {
            (TokenKind::Sign, _) | (_, TokenKind::Sign) => false,
            (TokenKind::Number, TokenKind::Number) | (TokenKind::Modal, TokenKind::Modal) => true,
            _ if drafted.is_unlike(*sourced) => false,
            _ => is_alike(self.word(at), self.source(place)),
        }
    }

    fn swap(&self) -> Option<Swap> {
        swap(&SwapInput {
            query: self.pattern.words.len(),
            window: self.window.ids().len(),
            equal: &|at, place| self.equal(at, place),
            is_query_word: &|at| is_word(self.word(at)),
            is_window_word: &|place| is_word(self.source(place)),
        })
    }

    fn align(&self) -> Vec<AlignStep> {
        align(&AlignTask {
            query: self.pattern.words.len(),
            window: self.window.ids().len(),
            equal: &|at, place| self.equal(at, place),
            alike: &|at, place| self.alike(at, place),
            weight: &|at| self.weights[at],
            is_free: &|at| self.pattern.room_before(at).is_some(),
            number: &|side, at| match side {
                AlignSide::Query => self.wanted[at][0],
                AlignSide::Window => Some(self.window.ids()[at]),
            },
        })
    }

    /// Leaves out punctuation of the source at the ends of the match.
    fn leave_outer_signs(&mut self) {
        let is_outer = |step: &AlignStep| matches!(step, AlignStep::Insert(place) if is_pause(self.source(*place)));
        let behind = self.steps.iter().rposition(|step| !is_outer(step)).map_or(0, |at| at + 1);
        let before = self.steps.iter().position(|step| !is_outer(step)).unwrap_or(0);
        self.steps.truncate(behind);
        self.steps.drain(..before.min(behind));
    }

    /// Takes words right outside the match into it where the quotation has the
    /// very same words elsewhere: they were moved, not made up. Signs between
    /// the two are passed over, as those at the seam of two halves go astray. One
    /// or two words may stand outside by chance, so they must be found near that
    /// end, and not also within the match.
    fn take_in_moved_words(&mut self) {
        const MOST_SIGNS: usize = 2;
        const BY_CHANCE: usize = 2;
        const NEAR: usize = 3;
        let places: Vec<usize> = self.steps.iter().filter_map(Self::place).collect();
        let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else { return };
        let (first, last) = (*first, *last);
        let runs = self
            .steps
            .chunk_by(|a, b| matches!((a, b), (AlignStep::Delete(_), AlignStep::Delete(_))))
            .filter_map(|run| match (run.first(), run.last()) {
                (Some(AlignStep::Delete(from)), Some(AlignStep::Delete(to))) => {
                    Some(*from..*to + 1)
                }
                _ => None,
            });
        let runs: Vec<Range<usize>> = runs.map(|run| self.without_signs(run)).collect();
        let stands = |run: &Range<usize>, start: usize| {
            start + run.len() <= self.window.ids().len()
                && run.clone().zip(start..).all(|(at, place)| self.equal(at, place))
        };
        let are_signs =
            |places: Range<usize>| places.into_iter().all(|at| !is_word(self.source(at)));
        let has_inside = |run: &Range<usize>| {
            let is_same = |(step, at): (&AlignStep, usize)| matches!(step, AlignStep::Insert(place) if self.equal(at, *place));
            self.steps.windows(run.len()).any(|steps| steps.iter().zip(run.clone()).all(is_same))
        };
        let words = self.pattern.words.len();
        for run in runs.into_iter().filter(|run| !run.is_empty()) {
            let is_sure = run.len() > BY_CHANCE;
            if !is_sure && has_inside(&run) {
                continue;
            }
            let before =
                (0..=MOST_SIGNS).filter(|_| is_sure || run.start <= NEAR).filter_map(|signs| {
                    let start = first.checked_sub(run.len() + signs)?;
                    are_signs(start + run.len()..first).then_some(start)
                });
            if let Some(start) = before.into_iter().find(|start| stands(&run, *start)) {
                self.steps.splice(0..0, (start..first).map(AlignStep::Insert));
                self.moved = run;
                return;
            }
            let length = self.window.ids().len();
            let mut behind = (last + 1..length.min(last + 2 + MOST_SIGNS))
                .take_while(|start| are_signs(last + 1..*start))
                .filter(|_| is_sure || words - run.end <= NEAR);
            if let Some(start) = behind.find(|start| stands(&run, *start)) {
                self.steps.extend((last + 1..start + run.len()).map(AlignStep::Insert));
                self.moved = run;
                return;
            }
        }
    }

    /// A run of the quotation's words without the signs at its ends.
    fn without_signs(&self, run: Range<usize>) -> Range<usize> {
        let words = run.clone().filter(|at| is_word(self.word(*at)));
        let (first, last) = (words.clone().min(), words.max());
        first.zip(last).map_or(run.start..run.start, |(first, last)| first..last + 1)
    }

    fn place(step: &AlignStep) -> Option<usize> {
        match step {
            AlignStep::Equal(_, place) | AlignStep::Insert(place) => Some(*place),
            AlignStep::Delete(_) => None,
        }
    }

    /// How much of the quotation stands here, of 1,000, and how many other words
    /// between; `None` for too little.
    fn likeness(&self) -> Option<(u32, usize)> {
        let (mut found, mut words, mut strangers) = (0, 0, 0);
        for step in &self.steps {
            match *step {
                AlignStep::Equal(at, _) => {
                    found += self.weights[at];
                    words += usize::from(is_word(self.word(at)));
                }
                AlignStep::Insert(place) => {
                    strangers += usize::from(self.window.begins_word(place))
                }
                AlignStep::Delete(_) => {}
            }
        }
        for at in self.moved.clone().filter(|at| is_word(self.word(*at))) {
            found += self.weights[at];
            words += 1;
            strangers = strangers.saturating_sub(1);
        }
        // A word changed by a slip is half found.
        for pair in self.steps.windows(2) {
            if let [AlignStep::Delete(at), AlignStep::Insert(place)] = pair
                && is_alike(self.word(*at), self.source(*place))
            {
                found += self.weights[*at] / 2;
            }
        }
        let all = (0..self.pattern.words.len()).filter(|at| is_word(self.word(*at))).count();
        let total: u32 = self.weights.iter().sum();
        let likeness = 1_000 * u64::from(found) / u64::from(total.max(1));
        let likeness = u32::try_from(likeness).unwrap_or(1_000);
        let is_weighty = likeness >= LEAST_LIKENESS && words * 2 >= all;
        // Common words weigh little, but two thirds of them in one row are no chance.
        let is_dense = words * 3 >= all * 2 && strangers <= all - words + 1;
        ((is_weighty || is_dense) && words >= 2.min(all)).then_some((likeness, strangers))
    }

    /// Says what differs; `None` where this is no place the quotation comes from.
    pub(super) fn judge(self) -> Option<Mismatch> {
        let (likeness, strangers) = self.likeness()?;
        let places = self.steps.iter().filter_map(Self::place);
        let (first, last) = (places.clone().min()?, places.max()?);
        let inner = self.window.origins(first..last + 1);
        let cut = cut_at_edges(self.index, &inner, self.pattern);
        let tokens = cut.clone().unwrap_or_else(|| inner.clone());
        let (differences, asides) = self.differences();
        let mut notes = notes_of(&differences);
        notes.extend(asides);
        if cut.is_some() {
            let whole = self.index.original(if tokens.start < inner.start {
                tokens.start..inner.start + 1
            } else {
                inner.end - 1..tokens.end
            });
            notes.push(Note::Cut { source: self.index.text()[whole].to_owned() });
            if notes.len() == 1 && is_figure(self.index.token(inner.start)) {
                notes.push(Note::Number { draft: None, source: None });
            }
        }
        let deleted = differences.iter().any(WordChange::puts_in);
        let inserted = differences.iter().any(|d| !d.source_words().is_empty());
        let turned = notes.iter().any(|note| matches!(note, Note::Negation { .. }));
        let refigured = differences.iter().any(WordChange::drops_figures);
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
            matched: self.index.original(tokens.clone()),
            diff: self.diff(&inner, &tokens),
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
                    notes.extend(behind.and_then(|from| self.cut_by_gap(at, from..place)));
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
    fn cut_by_gap(&self, at: usize, hidden: Range<usize>) -> Option<Note> {
        let whole = cut_by_ellipsis(self.index, &self.window.origins(hidden), self.pattern, at)?;
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

    fn diff(&self, inner: &Range<usize>, tokens: &Range<usize>) -> Vec<DiffPart> {
        let mut diff = DiffBuilder::new(
            (&self.reading.folded, self.pattern.range.start),
            (self.index.folded(), self.index.token_range(tokens.start).start),
        );
        if tokens.start < inner.start {
            diff.insert(&self.index.token_range(inner.start - 1));
        }
        for step in &self.steps {
            if let AlignStep::Equal(at, _) | AlignStep::Delete(at) = *step {
                for mark in self.pattern.marks_before(at) {
                    diff.delete(&mark.range);
                }
            }
            match *step {
                AlignStep::Equal(at, place) => {
                    diff.equal(&self.pattern.words[at].range, &self.range(place));
                }
                AlignStep::Delete(at) => diff.delete(&self.pattern.words[at].range),
                AlignStep::Insert(place) => diff.insert(&self.range(place)),
            }
        }
        if tokens.end > inner.end {
            diff.insert(&self.index.token_range(tokens.end - 1));
        }
        for mark in self.pattern.marks_before(self.pattern.words.len()) {
            diff.delete(&mark.range);
        }
        diff.finish()
    }

    fn range(&self, place: usize) -> Range<usize> {
        self.index.token_range(self.window.origins(place..place + 1).start)
    }
}
