//! Quotations that pass: every word stands in the source, in order.

use std::ops::Range;

use super::{
    diff::{DiffBuilder, DiffPart},
    fold::Folded,
    grammar::{EditorialMarkKind, LONGEST_REPLACED, QuotationPattern, WordShape},
    index::SnapshotIndex,
    nested_marks::{NestedMarks, PlacedQuotation, has_marks},
    note::Note,
    placement::{Placement, Placer, Tokens},
    reading::QuotationReading,
    token::{is_figure, is_word},
    verdict::Verdict,
    vocabulary::{is_negated, turn, turns},
};

/// A quotation that stands in a source.
pub(super) struct ExactMatch {
    pub(super) verdict: Verdict,
    /// Bytes of the snapshot.
    pub(super) matched: Range<usize>,
    pub(super) matches: usize,
    pub(super) diff: Vec<DiffPart>,
    pub(super) notes: Vec<Note>,
    /// How many tokens of the source its marks stand for.
    pub(super) hidden: usize,
}

/// Looks for a quotation in one snapshot; `raw` is its text as the draft has it.
///
/// Where all its words stand but its inner marks moved, the verdict is `altered`.
pub(super) fn pass(
    index: &SnapshotIndex,
    raw: &str,
    readings: &[QuotationReading],
) -> Option<ExactMatch> {
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
    pattern: &QuotationPattern,
    any_case: bool,
    reading: &QuotationReading,
    raw: &str,
    origins: &dyn Fn(Range<usize>) -> Range<usize>,
) -> Option<(Placement, usize)> {
    let (mut found, count) = Placer::new(tokens, pattern, any_case)?.all();
    let all = found.len();
    found.retain(|placement| {
        cuts(index, &origins(placement.tokens.clone()), pattern).is_none()
            && !swallows_reference(tokens, pattern, placement)
            && !placement.hidden.iter().any(|(word, hidden)| {
                cut_by_gap(index, &origins(hidden.clone()), pattern, *word).is_some()
            })
    });
    let count = count - (all - found.len());
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
    let is_bare = found.len() < 2 || !has_marks(&reading.folded.text);
    let has_moved = |placement: &Placement| {
        let draft = &reading.folded;
        !is_bare
            && PlacedQuotation { index, draft, pattern, placement, origins }.compare()
                == NestedMarks::Moved
    };
    let rank = |p: &Placement| (has_moved(p), p.left_out(), p.case_changed, p.tokens.start);
    let best = found.into_iter().min_by_key(rank)?;
    Some((best, count))
}

/// Whether a bracket of the quotation stands for a bracket of the source that
/// says something else: `[93]` may not pass for `[90]`.
fn swallows_reference<T: Tokens>(
    tokens: &T,
    pattern: &QuotationPattern,
    placement: &Placement,
) -> bool {
    placement.hidden.iter().any(|(word, hidden)| {
        let ids = tokens.ids()[hidden.clone()].iter();
        let source: Vec<&str> = ids.map(|id| tokens.word(*id)).collect();
        swallows(pattern, *word, &source)
    })
}

/// The same for the source's tokens that stand where the marks before a word do.
/// A bracket may say again what the source's says, and then stands for nothing
/// else; an ellipsis may leave the source's out, but not where another figure in
/// brackets stands beside it.
pub(super) fn swallows(pattern: &QuotationPattern, word: usize, source: &[&str]) -> bool {
    let mut rest = source.to_vec();
    let (mut has_gap, mut has_other, mut has_other_figure) = (false, false, false);
    for mark in pattern.marks_before(word) {
        match &mark.kind {
            EditorialMarkKind::Gap => has_gap = true,
            EditorialMarkKind::Aside => {}
            EditorialMarkKind::Bracket(words) => match bracket(&rest, words) {
                Some(same) => drop(rest.drain(same)),
                None => {
                    has_other = true;
                    has_other_figure |= words.iter().all(|word| is_figure(word));
                }
            },
        }
    }
    let has_bracket = rest.iter().any(|token| matches!(*token, "[" | "]"));
    // Words in brackets are somebody's explanation, which the writer may put otherwise.
    let has_reference = rest.iter().filter(|token| is_word(token)).all(|word| is_figure(word));
    (has_bracket && (has_other_figure || (has_reference && !has_gap)))
        || !(rest.is_empty() || has_gap || has_other)
}

/// Where among tokens a bracket stands that holds these words.
fn bracket(tokens: &[&str], words: &[String]) -> Option<Range<usize>> {
    let opening = tokens.iter().enumerate().filter(|(_, token)| **token == "[");
    let mut ranges = opening.filter_map(|(at, _)| {
        let length = tokens[at..].iter().position(|token| *token == "]")?;
        Some(at..at + length + 1)
    });
    ranges.find(|range| tokens[range.clone()].iter().filter(|token| is_word(token)).eq(words))
}

/// The figure or compound that a match would cut into, as tokens of the index.
pub(super) fn cuts(
    index: &SnapshotIndex,
    tokens: &Range<usize>,
    pattern: &QuotationPattern,
) -> Option<Range<usize>> {
    let is_open_before = pattern.marks_before(0).next().is_some();
    let is_open_behind = pattern.marks_before(pattern.words.len()).next().is_some();
    if let Some(start) = (!is_open_before).then(|| cut_before(index, tokens.start)).flatten() {
        return Some(start..tokens.end);
    }
    let end = (!is_open_behind).then(|| cut_behind(index, tokens.end)).flatten()?;
    Some(tokens.start..end)
}

/// The figure that an ellipsis would part from its sign or unit, as tokens of
/// the index: `± 3` is not `… 3`. `hidden` is what the marks before a word leave out.
pub(super) fn cut_by_gap(
    index: &SnapshotIndex,
    hidden: &Range<usize>,
    pattern: &QuotationPattern,
    word: usize,
) -> Option<Range<usize>> {
    let mut marks = pattern.marks_before(word).peekable();
    let is_gap = marks.peek().is_some() && marks.all(|mark| mark.kind == EditorialMarkKind::Gap);
    if !is_gap || hidden.is_empty() || word == 0 || word == pattern.words.len() {
        return None;
    }
    let before = cut_before(index, hidden.end).map(|start| start..hidden.end + 1);
    before.or_else(|| cut_behind(index, hidden.start).map(|end| hidden.start - 1..end))
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
    reading: &QuotationReading,
    pattern: &QuotationPattern,
    placement: &Placement,
    matches: usize,
    origins: &dyn Fn(Range<usize>) -> Range<usize>,
) -> ExactMatch {
    let matched = index.original(origins(placement.tokens.clone()));
    let drafted = reading.folded.original(pattern.range.clone());
    let mut notes = Vec::new();
    let mut hidden = hidden_turns(tokens, pattern, placement);
    let outer = origins(placement.tokens.clone());
    let drafted_words = &reading.folded.text[pattern.range.clone()];
    hidden.extend(turns_at_edges(index, &outer, pattern, drafted_words));
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
    let pair = PlacedQuotation { index, draft: &reading.folded, pattern, placement, origins };
    let inner = pair.compare();
    if inner != NestedMarks::Same {
        notes.push(Note::InnerMarks);
    }
    let verdict = if inner == NestedMarks::Moved {
        Verdict::Altered
    } else if is_marked {
        Verdict::Marked
    } else if !is_emphasis_added && raw.get(drafted) == index.text().get(matched.clone()) {
        Verdict::Verbatim
    } else {
        Verdict::Typographic
    };
    let diff = match (inner, is_marked) {
        (NestedMarks::Moved, _) => pair.diff(),
        (_, true) => marked_diff(index, &reading.folded, pattern, placement, origins),
        (_, false) => Vec::new(),
    };
    let matches = if verdict.passes() { matches } else { 0 };
    ExactMatch { verdict, matched, matches, diff, notes, hidden: placement.left_out() }
}

/// Words that turn the sense and that the marks hide, replace or add.
fn hidden_turns<T: Tokens>(
    tokens: &T,
    pattern: &QuotationPattern,
    placement: &Placement,
) -> Vec<String> {
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
            EditorialMarkKind::Bracket(words) => Some(words.iter()),
            EditorialMarkKind::Gap | EditorialMarkKind::Aside => None,
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
        if let WordShape::Stem { written, .. } = &wanted.shape {
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

/// Words right outside a placement that turn the sense, where the quotation
/// stands for them without showing it: a bracket at its edge may replace them,
/// and a first capital of its own makes a whole sentence of the rest of one.
/// `span` are the tokens of the index.
fn turns_at_edges(
    index: &SnapshotIndex,
    span: &Range<usize>,
    pattern: &QuotationPattern,
    draft: &str,
) -> Vec<String> {
    let ends = |at: &usize| matches!(index.token(*at), "." | "!" | "?" | ";" | ":");
    let bracketed = |word: usize| {
        let brackets = pattern.marks_before(word).filter_map(|mark| match &mark.kind {
            EditorialMarkKind::Bracket(words) => Some(words.iter().map(String::as_str)),
            EditorialMarkKind::Gap | EditorialMarkKind::Aside => None,
        });
        let words: Vec<&str> = brackets.flatten().collect();
        (!words.is_empty()).then_some(words)
    };
    let turning = |places: &mut dyn Iterator<Item = usize>, most: usize, said: &[&str]| {
        let words = places.take_while(|at| !ends(at)).map(|at| index.token(at));
        let words = words.filter(|word| is_word(word)).take(most);
        let turning = words.filter(|word| turns(word));
        let hidden = turning.filter(|word| !said.iter().any(|own| turn(own) == turn(word)));
        hidden.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut before = (0..span.start).rev();
    let mut behind = span.end..index.len();
    let mut found = Vec::new();
    if let Some(said) = bracketed(0) {
        found.extend(turning(&mut before, LONGEST_REPLACED, &said));
    } else if draft.starts_with(char::is_uppercase)
        && !span.is_empty()
        && index.token(span.start).starts_with(char::is_lowercase)
    {
        found.extend(turning(&mut before, 1, &[]));
    }
    if let Some(said) = bracketed(pattern.words.len()) {
        found.extend(turning(&mut behind, LONGEST_REPLACED, &said));
    }
    found
}

/// `a[n un]fair`: the word that a bracket of several makes by touching the next.
fn negating_bracket(pattern: &QuotationPattern, word: usize) -> Option<String> {
    let next = &pattern.words[word];
    let WordShape::Exact(text) = &next.shape else { return None };
    let mark = pattern.marks_before(word).find(|mark| mark.range.end == next.range.start)?;
    let EditorialMarkKind::Bracket(words) = &mark.kind else { return None };
    let whole = format!("{}{text}", words.last()?);
    is_negated(&whole, text).then_some(whole)
}

/// From the draft's marks to the words they stand for.
fn marked_diff(
    index: &SnapshotIndex,
    draft: &Folded,
    pattern: &QuotationPattern,
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
pub(super) fn pass_literally(
    index: &SnapshotIndex,
    readings: &[QuotationReading],
) -> Vec<Range<usize>> {
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
    fn an_ellipsis_does_not_part_a_figure_from_its_sign() {
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
