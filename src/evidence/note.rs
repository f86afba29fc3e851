//! What changed between a quotation and its source, in plain words.

use super::{
    spelling::{is_respelt, is_slip},
    vocabulary::{
        denies, is_hesitation, is_idle, is_modal, is_negated, is_number, is_quantifier, is_sign,
        is_unit, modal, turn, turns,
    },
};

/// One thing a writer should know about a judgement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Note {
    /// A figure or number word differs; `None` where that side has none.
    Number {
        /// The draft's.
        draft: Option<String>,
        /// The source's.
        source: Option<String>,
    },
    /// A word that turns the sense, such as *not*, was dropped or added.
    Negation {
        /// The word.
        word: String,
        /// Whether the source has it and the draft does not.
        dropped: bool,
    },
    /// A modal verb differs: *may*, *will*, *must*.
    Modal {
        /// The draft's.
        draft: Option<String>,
        /// The source's.
        source: Option<String>,
    },
    /// A unit or currency differs.
    Unit {
        /// The draft's.
        draft: Option<String>,
        /// The source's.
        source: Option<String>,
    },
    /// A sign that says something differs: `<`, `=`, `±`, `§`, an emoji.
    Sign {
        /// The draft's.
        draft: Option<String>,
        /// The source's.
        source: Option<String>,
    },
    /// A word of amount or frequency differs: *some*, *all*, *often*.
    Quantifier {
        /// The draft's.
        draft: Option<String>,
        /// The source's.
        source: Option<String>,
    },
    /// A gap or bracket hides, replaces or adds words that turn the sense.
    HidesNegation {
        /// The words, in order.
        words: Vec<String>,
    },
    /// The first letter's case was adapted without brackets.
    CaseChanged,
    /// A word differs only by capitals.
    Capitals {
        /// The draft's.
        draft: String,
        /// The source's.
        source: String,
    },
    /// The draft emphasises words that the source does not.
    EmphasisAdded,
    /// Quotation marks inside the quotation differ in number.
    InnerMarks,
    /// Reference marks of the source, `[12]`, were left out.
    ReferenceMark,
    /// The words are the source's, in another order.
    WordOrder,
    /// A word differs by a letter or two, or is spelt as on the other side of the Atlantic.
    Spelling {
        /// The draft's.
        draft: String,
        /// The source's.
        source: String,
    },
    /// Only punctuation differs in one place.
    Punctuation,
    /// *Um*, *uh* or *er* was left out.
    Hesitation,
    /// An ellipsis stands for more words than it may.
    LongGap {
        /// How many.
        words: usize,
    },
    /// The quotation begins or ends in the middle of a figure or compound.
    Cut {
        /// What the source has.
        source: String,
    },
    /// The words stand in another source, while the cited one has no snapshot.
    StandsIn {
        /// That source's key.
        key: String,
    },
}

impl Note {
    /// The word used in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Number { .. } => "number",
            Self::Negation { .. } => "negation",
            Self::Modal { .. } => "modal",
            Self::Unit { .. } => "unit",
            Self::Sign { .. } => "sign",
            Self::Quantifier { .. } => "quantifier",
            Self::HidesNegation { .. } => "hides-negation",
            Self::CaseChanged => "case-changed",
            Self::Capitals { .. } => "capitals",
            Self::EmphasisAdded => "emphasis-added",
            Self::InnerMarks => "inner-marks",
            Self::ReferenceMark => "reference-mark",
            Self::WordOrder => "word-order",
            Self::Spelling { .. } => "spelling",
            Self::Punctuation => "punctuation",
            Self::Hesitation => "hesitation",
            Self::LongGap { .. } => "long-gap",
            Self::Cut { .. } => "cut",
            Self::StandsIn { .. } => "stands-in",
        }
    }

    /// Whether it is about how many, how much, or whether at all: what a bracket
    /// may explain, but not correct.
    pub fn is_about_a_fact(&self) -> bool {
        matches!(
            self,
            Self::Number { .. }
                | Self::Negation { .. }
                | Self::Modal { .. }
                | Self::Unit { .. }
                | Self::Sign { .. }
                | Self::Quantifier { .. }
        )
    }

    /// Whether it is about how the words are set, and not about the words.
    pub fn is_about_setting(&self) -> bool {
        matches!(
            self,
            Self::CaseChanged | Self::EmphasisAdded | Self::InnerMarks | Self::ReferenceMark
        )
    }
}

/// One place where the two sides differ: the tokens of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WordChange {
    pub(super) draft: Vec<String>,
    pub(super) source: Vec<String>,
}

impl WordChange {
    /// Words, not signs, of one side.
    fn words(side: &[String]) -> Vec<&str> {
        side.iter().map(String::as_str).filter(|word| super::token::is_word(word)).collect()
    }

    pub(super) fn draft_words(&self) -> Vec<&str> {
        Self::words(&self.draft)
    }

    /// Whether all that the source has more are figures and number words.
    pub(super) fn drops_figures(&self) -> bool {
        let words = self.source_words();
        self.draft.is_empty() && !words.is_empty() && words.into_iter().all(is_number)
    }

    pub(super) fn source_words(&self) -> Vec<&str> {
        Self::words(&self.source)
    }

    /// Whether the draft has anything here that the source has not, mere punctuation aside.
    pub(super) fn puts_in(&self) -> bool {
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

/// Signs that part words and say nothing.
pub(super) fn is_pause(token: &str) -> bool {
    matches!(token, "," | "." | ";" | ":" | "!" | "?" | "(" | ")" | "[" | "]" | "...")
}

/// Says what changed, most serious first, each thing once.
pub(super) fn notes_of(differences: &[WordChange]) -> Vec<Note> {
    let mut notes = Vec::new();
    for difference in differences {
        turned(difference, &mut notes);
        let counts = |side: &[String], at: usize| is_number(&side[at]) && !is_idle(side, at);
        changed(difference, counts, &mut notes, |draft, source| Note::Number { draft, source });
        let is_verb = |side: &[String], at: usize| is_modal(&side[at]);
        let (draft, source) = lone_by(difference, is_verb, modal);
        told(draft, source, &mut notes, |draft, source| Note::Modal { draft, source });
        // In a longer phrase that was left out, a unit or amount is one word of many.
        let (draft, source) = (difference.draft_words(), difference.source_words());
        let is_phrase = draft.len().min(source.len()) == 0
            && difference.draft.len().max(difference.source.len()) > 2;
        let signs = |side: &[String], at: usize| is_sign(&side[at]);
        changed(difference, signs, &mut notes, |draft, source| Note::Sign { draft, source });
        if !is_phrase {
            let measures = |side: &[String], at: usize| is_unit(&side[at]) && !is_number(&side[at]);
            changed(difference, measures, &mut notes, |draft, source| Note::Unit { draft, source });
            let amounts =
                |side: &[String], at: usize| is_quantifier(&side[at]) && !is_idle(side, at);
            changed(difference, amounts, &mut notes, |draft, source| Note::Quantifier {
                draft,
                source,
            });
        }
        spelt(difference, &mut notes);
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

fn turned(difference: &WordChange, notes: &mut Vec<Note>) {
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

/// Takes out what was dropped in one place and put in at another: it moved.
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

fn changed(
    difference: &WordChange,
    is: impl Fn(&[String], usize) -> bool,
    notes: &mut Vec<Note>,
    note: impl Fn(Option<String>, Option<String>) -> Note,
) {
    let (draft, source) = lone(difference, is);
    told(draft, source, notes, note);
}

/// Tells words that only one side has: in pairs, or all at once where they do not pair.
fn told(
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

fn spelt(difference: &WordChange, notes: &mut Vec<Note>) {
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
