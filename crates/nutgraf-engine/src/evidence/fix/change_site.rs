//! One place at which draft and source differ, and the brackets that may be put there.

use crate::evidence::{
    diff::{DiffOp, DiffPart},
    grammar::LONGEST_REPLACED,
    token,
    vocabulary::{is_modal, is_number, is_quantifier, is_sign, is_unit, turns},
};

/// One place where draft and source differ.
#[derive(Clone, Copy)]
pub(super) struct ChangeSite<'a> {
    /// What only the draft has.
    pub(super) deleted: Option<&'a DiffPart>,
    /// What only the source has.
    pub(super) inserted: Option<&'a DiffPart>,
}

impl ChangeSite<'_> {
    /// Whether all that the draft has here is an ellipsis or a bracket, which may stand for the
    /// source's words.
    pub(super) fn is_mark(&self) -> bool {
        self.deleted.is_some_and(|part| {
            let text = part.text.trim();
            text.starts_with('[') && text.ends_with(']') && text.matches('[').count() == 1
                || matches!(text, "…" | "..." | ". . ." | "(…)" | "(...)")
        })
    }
}

/// Returns the places of a diff at which the texts differ, in order.
pub(super) fn change_sites(diff: &[DiffPart]) -> impl Iterator<Item = ChangeSite<'_>> {
    let runs = diff.chunk_by(|a, b| (a.op == DiffOp::Equal) == (b.op == DiffOp::Equal));
    runs.filter(|run| run.iter().all(|part| part.op != DiffOp::Equal)).map(|run| ChangeSite {
        deleted: run.iter().find(|part| part.op == DiffOp::Delete),
        inserted: run.iter().find(|part| part.op == DiffOp::Insert),
    })
}

/// Returns the draft's words in brackets, with an ellipsis before them where they replace more
/// words than a bracket may.
pub(super) fn bracketed(deleted: &DiffPart, inserted: Option<&DiffPart>) -> String {
    let words = deleted.text.trim();
    let source = inserted.map_or("", |part| part.text.trim());
    if let Some(adapted) = adapted_case(words, source) {
        return adapted;
    }
    let is_long = source.split_whitespace().count() > LONGEST_REPLACED;
    let gap = if is_long { "[…] " } else { "" };
    format!("{gap}[{words}]")
}

/// Whether words state a number, amount, negation or obligation: a bracket may explain them, but
/// not correct what somebody said.
pub(super) fn states_a_fact(part: &DiffPart) -> bool {
    let folded = &part.text;
    token::tokens(folded).into_iter().any(|range| {
        let word = token::token_text(folded, range);
        let rules = [is_number, is_modal, is_quantifier, is_unit, is_sign, turns];
        rules.iter().any(|rule| rule(word))
    })
}

/// `[t]he` for `the` where the source has `The`.
fn adapted_case(draft: &str, source: &str) -> Option<String> {
    let mut characters = draft.chars();
    let first = characters.next()?;
    let rest = characters.as_str();
    let mut sourced = source.chars();
    let other = sourced.next()?;
    let is_case = other != first && other.to_lowercase().eq(first.to_lowercase());
    (is_case && sourced.as_str() == rest).then(|| format!("[{first}]{rest}"))
}
