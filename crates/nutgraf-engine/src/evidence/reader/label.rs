//! Numbers that say which one and not how many: `Figure 3`, `p. 12`, `COVID-19`.

use super::{
    super::lexicon::{labels, months},
    Purpose,
    family::is_stop,
    identifier::{address, bracketed, grouped, list_marker},
    unit::unit_at,
    word::{Word, lower, lower_before, touches},
};

/// Returns where the numbers end that only name something, if they begin at a word.
///
/// For noticing, references and addresses were taken out of the sentence before, and other
/// codes are numbers like any; for comparing, they name something too.
pub(crate) fn names_something(words: &[Word], at: usize, purpose: Purpose) -> Option<usize> {
    let word = words.get(at)?;
    if purpose == Purpose::Notice {
        let is_name = word.is_figure()
            && (is_generation(word)
                || numbers_heading(words, at)
                || is_variant(words, at, purpose)
                || is_labelled_for_noticing(words, at));
        return is_name.then(|| labelled_end(words, at, purpose));
    }
    let is_mark = word.lower == "zero" && matches!(lower_before(words, at, 1), "below" | "above");
    let is_labelled = || {
        word.has_digit_first()
            && (is_labelled_for_comparing(words, at) || is_variant(words, at, purpose))
    };
    is_mark
        .then_some(at + 1)
        .or_else(|| bracketed(words, at))
        .or_else(|| address(words, at))
        .or_else(|| grouped(words, at))
        .or_else(|| list_marker(words, at))
        .or_else(|| is_labelled().then(|| labelled_end(words, at, purpose)))
        .or_else(|| is_name_year(words, at).then_some(at + 1))
}

/// Whether a figure names a generation or a format: `5G`, `3D`.
fn is_generation(word: &Word) -> bool {
    word.text.ends_with(['G', 'D']) && word.text.len() <= 3
}

/// Whether a figure numbers the heading that is the sentence.
fn numbers_heading(words: &[Word], at: usize) -> bool {
    at == 0 && lower(words, 1) == "." && words.get(2).is_some_and(Word::is_capitalised)
}

/// Whether a number is labelled for noticing: by a word of the lists alone.
fn is_labelled_for_noticing(words: &[Word], at: usize) -> bool {
    let has_stop = lower_before(words, at, 1) == ".";
    let label = at.checked_sub(if has_stop { 2 } else { 1 });
    label.and_then(|label| words.get(label)).is_some_and(|label| {
        label.is(labels::LABELS)
            || has_stop && label.is(labels::SHORT_LABELS)
            || label.is_capitalised() && label.is(labels::CAPITAL_LABELS)
    })
}

/// Whether a number is labelled for comparing, which takes the number behind a name for part
/// of it too: *Fiat 500*.
fn is_labelled_for_comparing(words: &[Word], at: usize) -> bool {
    let has_stop = lower_before(words, at, 1) == ".";
    let back = if has_stop { 2 } else { 1 };
    let Some(label) = at.checked_sub(back).and_then(|label| words.get(label)) else { return false };
    if has_stop {
        let is_short = label.is(labels::SHORT_LABELS) || label.is(labels::COMPARED_SHORT_LABELS);
        return is_short && words[at - 1].touches;
    }
    if label.is(labels::LABELS) || label.is(labels::COMPARED_LABELS) {
        // `there are no 5 …` is rare, `table 5 people` too; `class` and `number` may end a sentence.
        return label.lower != "no" || label.is_capitalised();
    }
    let is_capital_label =
        label.is(labels::CAPITAL_LABELS) || label.is(labels::COMPARED_CAPITAL_LABELS);
    if label.is_capitalised() && is_capital_label {
        return true;
    }
    // A name and its number: `Fiat 500`, unless the number counts what follows.
    let is_name =
        label.is_capitalised() && at > 1 && !is_stop(&label.lower) && label.lower.len() > 1;
    let next = words.get(at + 1);
    let counts = next.is_some_and(|next| {
        next.text.starts_with(char::is_lowercase) && !is_stop(&next.lower)
            || matches!(next.text.as_str(), "%" | "°" | "-" | "$" | "€" | "£")
    }) || unit_at(words, at + 1).is_some();
    // `Norway 12, Sweden 15` is a list of counts.
    let goes_on = next.is_some_and(|next| next.is_wordy() && next.lower != "and");
    let is_code = label.text.len() == 3 && label.text.bytes().all(|b| b.is_ascii_uppercase());
    let is_small = words[at].text.bytes().all(|b| b.is_ascii_digit()) && words[at].text.len() < 4;
    is_name
        && is_small
        && goes_on
        && !counts
        && !is_code
        && months::by_prefix(&label.lower).is_none()
}

/// Returns where the numbers end that share a label: `pages 12–14`, `Figures 2 and 4`.
///
/// For comparing, a number that counts what follows is no longer one of them.
fn labelled_end(words: &[Word], at: usize, purpose: Purpose) -> usize {
    let goes_on = |end: usize| match purpose {
        Purpose::Notice => words.get(end + 1).is_some_and(Word::is_figure),
        Purpose::Compare => {
            words.get(end + 1).is_some_and(Word::has_digit_first)
                && unit_at(words, end + 2).is_none()
                && !words.get(end + 2).is_some_and(|next| next.is_wordy() && !is_stop(&next.lower))
        }
    };
    let mut end = at + 1;
    while matches!(lower(words, end), "-" | "and" | ",") && goes_on(end) {
        end += 2;
    }
    end
}

/// Whether a number is behind a name and a hyphen: `COVID-19`, `F-16`, `Mi-8`.
///
/// For noticing, only behind a name in capitals.
fn is_variant(words: &[Word], at: usize, purpose: Purpose) -> bool {
    let is_name = |name: &Word| match purpose {
        Purpose::Notice => name.text.chars().all(char::is_uppercase),
        Purpose::Compare => name.is_capitalised(),
    };
    let has_hyphen = lower_before(words, at, 1) == "-"
        && touches(words, at)
        && at.checked_sub(1).is_some_and(|hyphen| touches(words, hyphen));
    has_hyphen && at.checked_sub(2).and_then(|name| words.get(name)).is_some_and(is_name)
}

/// Whether a year is part of the name right before it: `Agenda 2030`, `Expo 2020`.
pub(crate) fn is_name_year(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let is_year = word.text.len() == 4 && word.text.bytes().all(|b| b.is_ascii_digit());
    is_year
        && at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|before| before.is_capitalised() && before.is(labels::YEAR_NAMES))
}
