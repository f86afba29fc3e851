//! What changed at one place between a quotation and its source, and what is noted about it.

use super::{
    note::Note,
    spelling::{is_respelt, is_slip},
    token,
    vocabulary::{
        denies, is_hesitation, is_idle, is_modal, is_negated, is_number, is_quantifier, is_sign,
        is_unit, modal, turn, turns,
    },
};

/// One place where the two sides differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WordChange {
    /// The draft's tokens.
    pub(super) draft: Vec<String>,
    /// The source's tokens.
    pub(super) source: Vec<String>,
}

impl WordChange {
    /// Returns the words of one side without its signs.
    fn words(side: &[String]) -> Vec<&str> {
        side.iter().map(String::as_str).filter(|word| token::is_word(word)).collect()
    }

    pub(super) fn draft_words(&self) -> Vec<&str> {
        Self::words(&self.draft)
    }

    /// Whether all that the source has more are figures and number words.
    pub(super) fn drops_only_figures(&self) -> bool {
        let words = self.source_words();
        self.draft.is_empty() && !words.is_empty() && words.into_iter().all(is_number)
    }

    pub(super) fn source_words(&self) -> Vec<&str> {
        Self::words(&self.source)
    }

    /// Whether the draft has anything here that the source has not, mere punctuation aside.
    pub(super) fn adds_words(&self) -> bool {
        self.draft.iter().any(|token| !is_pause(token))
    }

    /// Whether the only change is one that the lenient profile lets pass: a
    /// hesitation left out, with its comma, or British for American spelling.
    pub(super) fn is_lenient(&self) -> bool {
        let (draft, source) = (self.draft_words(), self.source_words());
        if draft.is_empty() && !source.is_empty() {
            let is_comma = |word: &String| word == "," || is_hesitation(word);
            return self.draft.is_empty() && self.source.iter().all(is_comma);
        }
        draft.len() == source.len()
            && !draft.is_empty()
            && self.draft.len() == draft.len()
            && self.source.len() == source.len()
            && draft.iter().zip(&source).all(|(draft, source)| is_respelt(draft, source))
    }
}

/// Whether a sign only separates words.
pub(super) fn is_pause(token: &str) -> bool {
    matches!(token, "," | "." | ";" | ":" | "!" | "?" | "(" | ")" | "[" | "]" | "...")
}

/// Returns what changed, the most severe first, each thing once.
pub(super) fn notes_of(differences: &[WordChange]) -> Vec<Note> {
    let mut notes = Vec::new();
    for difference in differences {
        note_negations(difference, &mut notes);
        let counts = |side: &[String], at: usize| is_number(&side[at]) && !is_idle(side, at);
        note_words(difference, counts, &mut notes, |draft, source| Note::Number { draft, source });
        let is_verb = |side: &[String], at: usize| is_modal(&side[at]);
        let (draft, source) = lone_by(difference, is_verb, modal);
        note_pairs(draft, source, &mut notes, |draft, source| Note::Modal { draft, source });
        // In a longer phrase that was left out, a unit or amount is one word of many.
        let (draft, source) = (difference.draft_words(), difference.source_words());
        let is_phrase = draft.len().min(source.len()) == 0
            && difference.draft.len().max(difference.source.len()) > 2;
        let signs = |side: &[String], at: usize| is_sign(&side[at]);
        note_words(difference, signs, &mut notes, |draft, source| Note::Sign { draft, source });
        if !is_phrase {
            let measures = |side: &[String], at: usize| is_unit(&side[at]) && !is_number(&side[at]);
            note_words(difference, measures, &mut notes, |draft, source| Note::Unit {
                draft,
                source,
            });
            let amounts =
                |side: &[String], at: usize| is_quantifier(&side[at]) && !is_idle(side, at);
            note_words(difference, amounts, &mut notes, |draft, source| Note::Quantifier {
                draft,
                source,
            });
        }
        note_spelling(difference, &mut notes);
        let (draft, source) = (difference.draft_words(), difference.source_words());
        let mut signs = difference.draft.iter().chain(&difference.source);
        if draft.is_empty()
            && source.is_empty()
            && signs.all(|sign| !is_sign(sign) && !is_unit(sign))
        {
            notes.push(Note::Punctuation);
        }
        if draft.is_empty() && !source.is_empty() && source.iter().all(|word| is_hesitation(word)) {
            notes.push(Note::Hesitation);
        }
    }
    if is_reordered(differences) {
        notes.retain(|note| !matches!(note, Note::Spelling { .. }));
        drop_moved_turns(&mut notes);
        notes.push(Note::WordOrder);
    }
    let mut seen = std::collections::HashSet::new();
    notes.retain(|note| seen.insert(note.clone()));
    notes
}

/// Words of a kind that only one side has.
fn lone(difference: &WordChange, is: impl Fn(&[String], usize) -> bool) -> (Vec<&str>, Vec<&str>) {
    lone_by(difference, is, str::to_owned)
}

/// Words of a kind that only one side has; two are the same where their `key` is.
fn lone_by<'a>(
    difference: &'a WordChange,
    is: impl Fn(&[String], usize) -> bool,
    key: impl Fn(&str) -> String,
) -> (Vec<&'a str>, Vec<&'a str>) {
    let of = |side: &'a [String]| -> Vec<&'a str> {
        (0..side.len()).filter(|at| is(side, *at)).map(|at| side[at].as_str()).collect()
    };
    let (mut draft, mut source) = (of(&difference.draft), of(&difference.source));
    draft.retain(|word| match source.iter().position(|other| key(other) == key(word)) {
        Some(at) => {
            source.remove(at);
            false
        }
        None => true,
    });
    (draft, source)
}

/// Notes words that reverse the meaning and that only one side has.
fn note_negations(difference: &WordChange, notes: &mut Vec<Note>) {
    let is_turn = |side: &[String], at: usize| turns(&side[at]) || denies(side, at);
    let (mut draft, mut source) = lone_by(difference, is_turn, turn);
    // *didnt* is a slip of the pen and denies as well as *didn't*.
    let is_slip_of = |word: &&str, others: &[String]| {
        let bare = word.replace('\'', "");
        word.contains('\'') && others.iter().any(|other| other.eq_ignore_ascii_case(&bare))
    };
    source.retain(|word| !is_slip_of(word, &difference.draft));
    draft.retain(|word| !is_slip_of(word, &difference.source));
    let shown = |word: &str| if turns(word) { word.to_owned() } else { format!("{word}-") };
    notes
        .extend(source.into_iter().map(|word| Note::Negation { word: shown(word), dropped: true }));
    notes
        .extend(draft.into_iter().map(|word| Note::Negation { word: shown(word), dropped: false }));
    let (draft, source) = (difference.draft_words(), difference.source_words());
    if draft.len() == source.len() {
        notes.extend(draft.into_iter().zip(source).filter_map(|(draft, source)| {
            match (is_negated(source, draft), is_negated(draft, source)) {
                (true, _) => Some(Note::Negation { word: source.into(), dropped: true }),
                (_, true) => Some(Note::Negation { word: draft.into(), dropped: false }),
                _ => None,
            }
        }));
    }
}

/// Removes notes on words that were dropped in one place and added in another: they moved.
fn drop_moved_turns(notes: &mut Vec<Note>) {
    let moved: Vec<String> = notes
        .iter()
        .filter_map(|note| match note {
            Note::Negation { word, dropped: true } => Some(word.clone()),
            _ => None,
        })
        .filter(|word| notes.contains(&Note::Negation { word: word.clone(), dropped: false }))
        .collect();
    notes.retain(|note| !matches!(note, Note::Negation { word, .. } if moved.contains(word)));
}

/// Notes words of a kind, by `is`, that only one side has.
fn note_words(
    difference: &WordChange,
    is: impl Fn(&[String], usize) -> bool,
    notes: &mut Vec<Note>,
    note: impl Fn(Option<String>, Option<String>) -> Note,
) {
    let (draft, source) = lone(difference, is);
    note_pairs(draft, source, notes, note);
}

/// Notes words that only one side has: in pairs, or all at once where they do not pair.
fn note_pairs(
    draft: Vec<&str>,
    source: Vec<&str>,
    notes: &mut Vec<Note>,
    note: impl Fn(Option<String>, Option<String>) -> Note,
) {
    if draft.len() == source.len() {
        let pairs = draft.into_iter().zip(source);
        notes.extend(pairs.map(|(draft, source)| note(Some(draft.into()), Some(source.into()))));
    } else {
        let all = |side: &[&str]| (!side.is_empty()).then(|| side.join(" "));
        notes.push(note(all(&draft), all(&source)));
    }
}

/// Notes words that differ by capitals or by a letter or two.
fn note_spelling(difference: &WordChange, notes: &mut Vec<Note>) {
    let (draft, source) = (difference.draft_words(), difference.source_words());
    if draft.len() != source.len() {
        return;
    }
    for (draft, source) in draft.into_iter().zip(source) {
        let plain = |word: &str| !is_number(word) && !is_unit(word) && !is_modal(word);
        let is_same_turn =
            turns(draft) == turns(source) || draft.replace('\'', "") == source.replace('\'', "");
        let (words, other) = (draft.to_owned(), source.to_owned());
        if draft != source && draft.to_lowercase() == source.to_lowercase() {
            notes.push(Note::Capitals { draft: words, source: other });
        } else if is_respelt(draft, source)
            || (plain(draft) && plain(source) && is_same_turn && is_slip(draft, source))
        {
            notes.push(Note::Spelling { draft: words, source: other });
        }
    }
}

/// Whether the draft has all the words of the source that it seems to lack, elsewhere.
fn is_reordered(differences: &[WordChange]) -> bool {
    let all = |side: fn(&WordChange) -> Vec<&str>| {
        let mut words: Vec<String> =
            differences.iter().flat_map(side).map(str::to_lowercase).collect();
        words.sort_unstable();
        words
    };
    let (draft, source) = (all(WordChange::draft_words), all(WordChange::source_words));
    let words: Vec<&str> = differences.iter().flat_map(WordChange::draft_words).collect();
    let has_moved = differences.iter().any(|difference| {
        let (draft, source) = (difference.draft_words(), difference.source_words());
        draft.len() != source.len()
            || draft.len() > 1
            || draft.iter().zip(&source).any(|(a, b)| a.to_lowercase() != b.to_lowercase())
    });
    !words.is_empty() && draft == source && has_moved
}
