//! Words whose change in a quotation changes what it says.
//!
//! Looked at only to say what changed. The words are in the [`lexicon`](super::lexicon).

use super::lexicon::{hesitations, idioms, modals, negations, numbers, quantifiers, units};

/// Whether a word turns the sense of a sentence, so that no gap or bracket may hide or add it.
pub(super) fn turns(word: &str) -> bool {
    let word = word.to_lowercase();
    negations::NEGATIONS.contains(&word.as_str()) || word.ends_with("n't")
}

/// Returns the negation that a word contains: *isn't*, *cannot* and *not* are one.
pub(super) fn turn(word: &str) -> String {
    let word = word.to_lowercase();
    if word == "cannot" || word.ends_with("n't") { "not".to_owned() } else { word }
}

/// Whether a word and the hyphen behind it deny the word that follows: *non-binding*.
pub(super) fn denies(tokens: &[String], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next == "-")
        && negations::NEGATING_HYPHENATED.contains(&tokens[at].to_lowercase().as_str())
}

pub(super) fn is_modal(word: &str) -> bool {
    // The month is more often quoted than the verb at the head of a sentence.
    word != "May" && modals::MODALS.contains(&modal(word).as_str())
}

/// Returns a modal verb without its negation: *can't* and *cannot* are *can*.
pub(super) fn modal(word: &str) -> String {
    let word = word.to_lowercase();
    match word.as_str() {
        "cannot" | "can't" => "can".to_owned(),
        "won't" => "will".to_owned(),
        "shan't" => "shall".to_owned(),
        _ => word.strip_suffix("n't").unwrap_or(&word).to_owned(),
    }
}

pub(super) fn is_quantifier(word: &str) -> bool {
    quantifiers::QUANTIFIERS.contains(&word.to_lowercase().as_str())
}

pub(super) fn is_number(word: &str) -> bool {
    if super::token::is_figure(word) {
        return true;
    }
    let word = word.to_lowercase();
    numbers::CARDINALS.contains(&word.as_str()) || numbers::NUMBER_WORDS.contains(&word.as_str())
}

/// Whether a word is part of a phrase in which it counts nothing: *once more*.
pub(super) fn is_idle(tokens: &[String], at: usize) -> bool {
    idioms::IDIOMS.iter().any(|idiom| {
        let starts = at.saturating_sub(idiom.len() - 1)..=at;
        starts.into_iter().any(|start| {
            let run = tokens.get(start..start + idiom.len()).unwrap_or_default();
            run.len() == idiom.len()
                && run.iter().zip(*idiom).all(|(token, word)| token.eq_ignore_ascii_case(word))
        })
    })
}

/// Whether a word or sign is a unit or currency, squared and cubed ones included.
pub(super) fn is_unit(word: &str) -> bool {
    let is_currency = |c: char| matches!(c, '\u{20a0}'..='\u{20cf}');
    let plain = word.trim_end_matches(['²', '³']).to_lowercase();
    units::UNITS.contains(&plain.as_str()) || word.chars().all(is_currency)
}

/// Whether a token is a sign with a meaning: of arithmetic and comparison, `§`, an emoji.
pub(super) fn is_sign(token: &str) -> bool {
    let is_calculus = matches!(token, "<" | ">" | "=" | "+" | "*" | "~" | "^");
    let is_punctuation = |c: char| {
        c.is_ascii_punctuation()
            || matches!(c, '¡' | '¿' | '·' | '،' | '؛' | '؟' | '।' | '॥')
            || matches!(c, '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff65}')
    };
    let first = token.chars().next();
    is_calculus
        || first.is_some_and(|c| !c.is_alphanumeric() && !is_punctuation(c) && !is_unit(token))
}

/// Whether a word is the other with a prefix that negates it: *unpermitted*.
pub(super) fn is_negated(word: &str, other: &str) -> bool {
    let (word, other) = (word.to_lowercase(), other.to_lowercase());
    other.len() >= 3
        && negations::NEGATING_PREFIXES
            .iter()
            .any(|prefix| word.strip_prefix(prefix) == Some(other.as_str()))
}

pub(super) fn is_hesitation(word: &str) -> bool {
    hesitations::HESITATIONS.contains(&word.to_lowercase().as_str())
}
