//! Words such as *not* that the marks of a quotation hide, replace or add.

use super::{
    grammar::{EditorialMarkKind, LONGEST_REPLACED, QuotationPattern, WordShape},
    index::SnapshotIndex,
    placement::{Placement, Tokens},
    token::is_word,
    vocabulary::{is_negated, turn, turns},
};
use crate::range::TokenRange;

/// Returns the words that reverse the meaning and that the quotation's marks hide, replace or
/// add, in the order of the quotation.
pub(super) fn negations_within<T: Tokens>(
    tokens: &T,
    pattern: &QuotationPattern,
    placement: &Placement,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = placement.tokens.start;
    let mut gaps = placement.hidden.iter().peekable();
    for word in 0..=pattern.words.len() {
        let hidden = gaps.next_if(|(next, _)| *next == word);
        let hidden = hidden.map_or(at..at, |(_, hidden)| hidden.to_std());
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

/// Returns the words right outside a match that reverse the meaning and that the quotation
/// hides: a bracket at its edge may replace them, and a first capital of its own makes the
/// rest of a sentence look like a whole one.
///
/// `matched` are the tokens of the match in the index, `draft` the folded words of the
/// quotation.
pub(super) fn negations_beside(
    index: &SnapshotIndex,
    matched: TokenRange,
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
    let mut before = (0..matched.start).rev();
    let mut behind = matched.end..index.len();
    let mut found = Vec::new();
    if let Some(said) = bracketed(0) {
        found.extend(turning(&mut before, LONGEST_REPLACED, &said));
    } else if draft.starts_with(char::is_uppercase)
        && !matched.is_empty()
        && index.token(matched.start).starts_with(char::is_lowercase)
    {
        found.extend(turning(&mut before, 1, &[]));
    }
    if let Some(said) = bracketed(pattern.words.len()) {
        found.extend(turning(&mut behind, LONGEST_REPLACED, &said));
    }
    found
}

/// Returns the negated word that a bracket of several words makes by touching the next word:
/// `unfair` for `a[n un]fair`.
fn negating_bracket(pattern: &QuotationPattern, word: usize) -> Option<String> {
    let next = &pattern.words[word];
    let WordShape::Exact(text) = &next.shape else { return None };
    let mark = pattern.marks_before(word).find(|mark| mark.range.end == next.range.start)?;
    let EditorialMarkKind::Bracket(words) = &mark.kind else { return None };
    let whole = format!("{}{text}", words.last()?);
    is_negated(&whole, text).then_some(whole)
}
