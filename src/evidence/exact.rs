//! Quotations that pass: every word stands in the source, in order.

use std::ops::Range;

use super::{
    diff::{DiffBuilder, DiffPart},
    fold::Folded,
    grammar::{MarkKind, Pattern, Shape},
    index::SnapshotIndex,
    inner::{InnerMarks, Pair, has_marks},
    note::Note,
    placement::{Placement, Placer, Tokens},
    reading::Reading,
    token::{is_figure, is_word},
    verdict::Verdict,
    vocabulary::{is_negated, turn, turns},
};

/// The most words, over all places of a quotation, between which inner marks are
/// compared to choose among the places.
const MOST_COMPARED: usize = 1 << 16;

/// A quotation that stands in a source.
pub(super) struct Pass {
    pub(super) verdict: Verdict,
    /// Bytes of the snapshot.
    pub(super) matched: Range<usize>,
    pub(super) matches: usize,
    pub(super) diff: Vec<DiffPart>,
    pub(super) notes: Vec<Note>,
}

/// Looks for a quotation in one snapshot; `raw` is its text as the draft has it.
///
/// Where all its words stand but its inner marks moved, the verdict is `altered`.
pub(super) fn pass(index: &SnapshotIndex, raw: &str, readings: &[Reading]) -> Option<Pass> {
    let mut fallen = None;
    for any_case in [false, true] {
        let literal = readings.iter().map(|reading| (reading, &reading.literal));
        let marked = readings.iter().filter_map(|r| r.marked.as_ref().map(|pattern| (r, pattern)));
        for (reading, pattern) in literal.chain(marked) {
            let found = place(index, index, pattern, any_case, reading, raw, &|tokens| tokens);
            let Some((placement, matches)) = found else { continue };
            let pass = describe(index, index, raw, reading, pattern, &placement, matches, &|t| t);
            if pass.verdict.passes() {
                return Some(pass);
            }
            fallen.get_or_insert(pass);
        }
    }
    fallen
}

/// The best place for a pattern, and in how many it stands: the one with the
/// least left out, and among equals the one that is byte for byte the draft's, or
/// else has its inner marks, or else the first. `origins` leads from the tokens searched to the index's.
pub(super) fn place<T: Tokens>(
    index: &SnapshotIndex,
    tokens: &T,
    pattern: &Pattern,
    any_case: bool,
    reading: &Reading,
    raw: &str,
    origins: &dyn Fn(Range<usize>) -> Range<usize>,
) -> Option<(Placement, usize)> {
    let (mut found, count) = Placer::new(tokens, pattern, any_case)?.all();
    let all = found.len();
    found.retain(|placement| cuts(index, &origins(placement.tokens.clone()), pattern).is_none());
    let count = count - (all - found.len());
    let hidden = |placement: &Placement| -> usize {
        placement.hidden.iter().map(|(_, tokens)| tokens.len()).sum()
    };
    let drafted = raw.get(reading.folded.original(pattern.range.clone()));
    let is_verbatim = |placement: &Placement| {
        let matched = index.original(origins(placement.tokens.clone()));
        drafted.is_some() && drafted == index.text().get(matched)
    };
    if !pattern.has_marks()
        && found.len() > 1
        && let Some(same) = found.iter().position(is_verbatim)
    {
        return Some((found.swap_remove(same), count));
    }
    let cost = found.len().saturating_mul(pattern.words.len());
    let is_bare = found.len() < 2 || cost > MOST_COMPARED || !has_marks(&reading.folded.text);
    let has_moved = |placement: &Placement| {
        let draft = &reading.folded;
        !is_bare
            && Pair { index, draft, pattern, placement, origins }.compare() == InnerMarks::Moved
    };
    let rank = |p: &Placement| (has_moved(p), hidden(p), p.case_changed, p.tokens.start);
    let best = found.into_iter().min_by_key(rank)?;
    Some((best, count))
}

/// The figure or compound that a match would cut into, as tokens of the index.
pub(super) fn cuts(
    index: &SnapshotIndex,
    tokens: &Range<usize>,
    pattern: &Pattern,
) -> Option<Range<usize>> {
    let is_open_before = pattern.marks_before(0).next().is_some();
    let is_open_behind = pattern.marks_before(pattern.words.len()).next().is_some();
    if let Some(start) = (!is_open_before).then(|| cut_before(index, tokens.start)).flatten() {
        return Some(start..tokens.end);
    }
    let end = (!is_open_behind).then(|| cut_behind(index, tokens.end)).flatten()?;
    Some(tokens.start..end)
}

/// Where what the first token belongs to begins, where that is before it.
fn cut_before(index: &SnapshotIndex, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    let touches = index.touches_next(before);
    let (word, sign) = (index.token(first), index.token(before));
    let is_joined =
        touches && before > 0 && index.touches_next(before - 1) && is_word(index.token(before - 1));
    match sign {
        "$" | "€" | "£" | "¥" | "#" | "/" if touches && is_figure(word) => Some(before),
        "<" | ">" | "≤" | "≥" | "±" | "~" | "≈" | "≠" if is_figure(word) => Some(before),
        // The dollars of `A$5` are not those of `$5`.
        _ if touches && matches!(word, "$" | "£") && is_word(sign) => Some(before),
        "-" if is_joined && is_word(word) && is_inner_dash(index, before) => Some(before - 1),
        _ => None,
    }
}

/// Where what the last token belongs to ends, where that is behind it.
fn cut_behind(index: &SnapshotIndex, end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    if end >= index.len() {
        return None;
    }
    let touches = index.touches_next(last);
    let (word, sign) = (index.token(last), index.token(end));
    let is_joined = touches
        && index.touches_next(end)
        && end + 1 < index.len()
        && is_word(index.token(end + 1));
    match sign {
        "%" | "‰" if is_figure(word) => Some(end + 1),
        "°" | "€" | "£" if touches && is_figure(word) => Some(end + 1),
        "/" if is_joined && is_figure(word) => Some(end + 2),
        "-" if is_joined && is_word(word) && is_inner_dash(index, end) => Some(end + 2),
        _ => None,
    }
}

/// Whether a dash joins two parts of one word or range.
fn is_inner_dash(index: &SnapshotIndex, at: usize) -> bool {
    let is_range = is_figure(index.token(at - 1)) && is_figure(index.token(at + 1));
    is_range || index.is_hyphen(at)
}

/// Says what kind of pass a placement is.
#[allow(clippy::too_many_arguments)]
pub(super) fn describe<T: Tokens>(
    index: &SnapshotIndex,
    tokens: &T,
    raw: &str,
    reading: &Reading,
    pattern: &Pattern,
    placement: &Placement,
    matches: usize,
    origins: &dyn Fn(Range<usize>) -> Range<usize>,
) -> Pass {
    let matched = index.original(origins(placement.tokens.clone()));
    let drafted = reading.folded.original(pattern.range.clone());
    let mut notes = Vec::new();
    let hidden = hidden_turns(tokens, pattern, placement);
    if !hidden.is_empty() {
        notes.push(Note::HidesNegation { words: hidden });
    }
    if placement.case_changed {
        notes.push(Note::CaseChanged);
    }
    // Marks right outside the first and last word emphasise them too.
    let around = matched.start.saturating_sub(3)..matched.end + 3;
    let emphasised = reading.folded.has_emphasis(0..raw.len());
    let is_emphasis_added = emphasised && !index.folded().has_emphasis(around);
    if is_emphasis_added {
        notes.push(Note::EmphasisAdded);
    }
    let is_marked = pattern.has_marks();
    let pair = Pair { index, draft: &reading.folded, pattern, placement, origins };
    let inner = pair.compare();
    if inner != InnerMarks::Same {
        notes.push(Note::InnerMarks);
    }
    let verdict = if inner == InnerMarks::Moved {
        Verdict::Altered
    } else if is_marked {
        Verdict::Marked
    } else if !is_emphasis_added && raw.get(drafted) == index.text().get(matched.clone()) {
        Verdict::Verbatim
    } else {
        Verdict::Typographic
    };
    let diff = match (inner, is_marked) {
        (InnerMarks::Moved, _) => pair.diff(),
        (_, true) => marked_diff(index, &reading.folded, pattern, placement, origins),
        (_, false) => Vec::new(),
    };
    let matches = if verdict.passes() { matches } else { 0 };
    Pass { verdict, matched, matches, diff, notes }
}

/// Words that turn the sense and that the marks hide, replace or add.
fn hidden_turns<T: Tokens>(tokens: &T, pattern: &Pattern, placement: &Placement) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = placement.tokens.start;
    let mut gaps = placement.hidden.iter().peekable();
    for word in 0..=pattern.words.len() {
        let hidden = gaps.next_if(|(next, _)| *next == word);
        let hidden = hidden.map_or(at..at, |(_, hidden)| hidden.clone());
        at = hidden.end;
        let mut left_out: Vec<String> = tokens.ids()[hidden]
            .iter()
            .map(|id| tokens.word(*id).to_owned())
            .filter(|word| turns(word))
            .collect();
        let brackets = pattern.marks_before(word).filter_map(|mark| match &mark.kind {
            MarkKind::Bracket(words) => Some(words.iter()),
            MarkKind::Gap | MarkKind::Aside => None,
        });
        for added in brackets.flatten().filter(|word| turns(word)) {
            // A bracket that says again what it replaces hides nothing.
            match left_out.iter().position(|word| turn(word) == turn(added)) {
                Some(same) => {
                    left_out.remove(same);
                }
                None => left_out.push(added.clone()),
            }
        }
        found.append(&mut left_out);
        let Some(wanted) = pattern.words.get(word) else { break };
        found.extend(negating_bracket(pattern, word));
        if let Shape::Stem { written, .. } = &wanted.shape {
            let source = tokens.word(tokens.ids()[at]);
            if turns(source) != turns(written) || is_negated(source, written) {
                found.push(if turns(written) { written.clone() } else { source.to_owned() });
            } else if is_negated(written, source) {
                found.push(written.clone());
            }
        }
        at += 1;
    }
    found
}

/// `a[n un]fair`: the word that a bracket of several makes by touching the next.
fn negating_bracket(pattern: &Pattern, word: usize) -> Option<String> {
    let next = &pattern.words[word];
    let Shape::Exact(text) = &next.shape else { return None };
    let mark = pattern.marks_before(word).find(|mark| mark.range.end == next.range.start)?;
    let MarkKind::Bracket(words) = &mark.kind else { return None };
    let whole = format!("{}{text}", words.last()?);
    is_negated(&whole, text).then_some(whole)
}

/// From the draft's marks to the words they stand for.
fn marked_diff(
    index: &SnapshotIndex,
    draft: &Folded,
    pattern: &Pattern,
    placement: &Placement,
    origins: &dyn Fn(Range<usize>) -> Range<usize>,
) -> Vec<DiffPart> {
    let first = origins(placement.tokens.clone()).start;
    let mut diff = DiffBuilder::new(
        (draft, pattern.range.start),
        (index.folded(), index.token_range(first).start),
    );
    let mut at = placement.tokens.start;
    let mut gaps = placement.hidden.iter().peekable();
    for word in 0..=pattern.words.len() {
        for mark in pattern.marks_before(word) {
            diff.delete(&mark.range);
        }
        if let Some((_, hidden)) = gaps.next_if(|(next, _)| *next == word)
            && !hidden.is_empty()
        {
            diff.insert(&index.token_range(origins(hidden.clone()).end - 1));
            at = hidden.end;
        }
        if let Some(wanted) = pattern.words.get(word) {
            diff.equal(&wanted.range, &index.token_range(origins(at..at + 1).start));
            at += 1;
        }
    }
    diff.finish()
}

/// Every place, in bytes of the snapshot, where a reading stands with all its
/// signs as they are; a first capital may differ.
pub(super) fn pass_literally(index: &SnapshotIndex, readings: &[Reading]) -> Vec<Range<usize>> {
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
