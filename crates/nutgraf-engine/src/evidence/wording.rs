//! The words that people read about findings, in one place, in English.
//!
//! Everything else in the engine hands on values: [`FindingKind`], [`Note`], [`FixKind`]. A
//! second language of the program replaces this module. Words in quotation marks are the draft's or the
//! source's own and are never translated; the words of JSON are not here.

use super::{
    crosscheck::Discrepancy,
    finding::{ChangeReason, DiscrepancyKind, Finding, FindingKind},
    fix::{Fix, FixKind},
    note::Note,
    support::ENOUGH,
    text_direction::TextDirectionNote,
};
use crate::{
    markdown::DEEPEST,
    text::{excerpt, invisible::with_short_names},
};

/// The most characters of a claim or its evidence in a message.
const CLAIM_SHOWN: usize = 60;

/// The most characters of a change in a message.
const CHANGE_SHOWN: usize = 40;

impl Finding {
    /// Returns what was found, as a sentence.
    pub fn message(&self) -> String {
        message(&self.kind)
    }

    /// Returns what the writer can do about it; empty where that is plain.
    pub fn hint(&self) -> &'static str {
        hint(&self.kind)
    }

    /// Returns what the button says that mends it, see [`mended`](super::mended).
    pub fn mend_label(&self) -> Option<&'static str> {
        mend_label(&self.kind)
    }
}

impl Discrepancy {
    /// Returns a sentence that describes the difference and quotes both sides.
    pub fn message(&self) -> String {
        let evidence = self.evidence.as_ref().map(|found| (&*found.place, &*found.words));
        discrepancy(self.kind, &self.claim_words, evidence)
    }

    /// Returns what the writer can do about it.
    pub fn hint(&self) -> &'static str {
        discrepancy_hint(self.kind)
    }
}

impl Note {
    /// Returns the note as the end of a sentence about the quotation: `“four” became “five”`.
    pub fn in_words(&self) -> String {
        note(self)
    }
}

impl Fix {
    /// Returns the words of its button: `Cite @hale-2024`.
    pub fn label(&self) -> String {
        match self.kind {
            FixKind::Restore => "Restore the source’s words".to_owned(),
            FixKind::Mark => "Mark the change".to_owned(),
            FixKind::Cite => format!("Cite @{}", self.source.as_deref().unwrap_or_default()),
            FixKind::Capture => "Keep as quote card".to_owned(),
            FixKind::Paraphrase => "Take the quotation marks away".to_owned(),
        }
    }
}

fn message(kind: &FindingKind) -> String {
    match kind {
        FindingKind::QuoteAltered { source, changes, .. } => {
            format!("The quotation is not what {} says{}.", named(source), list(changes))
        }
        FindingKind::QuoteExcused { source, changes } => format!(
            "The quotation is not set exactly as {} has it{}.",
            named(source),
            list(changes)
        ),
        FindingKind::QuoteOmission { source, changes } => format!(
            "The quotation leaves out words of {} without a mark{}.",
            named(source),
            list(changes)
        ),
        FindingKind::QuoteOtherSource { source } => {
            format!("The quotation stands in {}, not in the source cited here.", named(source))
        }
        FindingKind::QuoteNotFound => "The quotation stands in no snapshot.".to_owned(),
        FindingKind::QuoteNoSnapshot { source: Some(key), changes } => {
            format!("The text of {key} was not captured{}.", list(changes))
        }
        FindingKind::QuoteNoSnapshot { source: None, .. } => {
            "No source has a captured text to hold the quotation against.".to_owned()
        }
        FindingKind::QuoteHidesNegation { words } => {
            format!("A gap or bracket of the quotation hides or adds {}.", quoted_list(words))
        }
        FindingKind::QuoteMarked { source } => format!(
            "The quotation marks changes to {}, and the strict profile allows none.",
            named(source)
        ),
        FindingKind::QuoteTypographic { source, changes } => format!(
            "The quotation differs from {} in its typography{}.",
            named(source),
            list(changes)
        ),
        FindingKind::QuoteSpeaker { named, speaker } => {
            format!("The sentence names {named}, the quote card says that {speaker} spoke.")
        }
        FindingKind::QuoteNotInEvidence { words } => {
            format!("The claim is confirmed, but none of its evidence has the words “{words}”.")
        }
        FindingKind::CitationUnknown { key } => format!("No source has the key “{key}”."),
        FindingKind::ClaimUnsupported { words } => {
            format!("The claim “{}” is confirmed, but rests on nothing.", claim(words))
        }
        FindingKind::ClaimFewSources { independent } => {
            format!("The claim is confirmed on {independent} of {ENOUGH} independent sources.")
        }
        FindingKind::ClaimStale { words } => {
            format!("The claim “{}” was changed after it was checked.", claim(words))
        }
        FindingKind::ClaimOrphaned { words } => {
            format!("The words of the claim “{}” are gone from the draft.", claim(words))
        }
        FindingKind::Discrepancy { kind, claim_words, evidence, .. } => {
            let evidence = evidence.as_ref().map(|(place, words)| (&**place, &**words));
            discrepancy(*kind, claim_words, evidence)
        }
        FindingKind::BidiControl => {
            "Invisible characters here turn the direction of writing: readers may see other \
             words than the file holds."
                .to_owned()
        }
        FindingKind::InvisibleCharacter => {
            "Invisible characters stand here: whoever searches for these words may not find them."
                .to_owned()
        }
        FindingKind::NoBreakSpace => {
            "A no-break space stands behind this sign, so it makes no heading, list or quotation."
                .to_owned()
        }
        FindingKind::MixedMarks => {
            "Straight and typographic quotation marks or apostrophes are mixed in this article."
                .to_owned()
        }
        FindingKind::NestedTooDeep => format!(
            "This line begins more than {DEEPEST} quotes and lists within each other; what goes \
             beyond is read as text."
        ),
        FindingKind::ImageUndescribed => "This image has no description.".to_owned(),
    }
}

/// Returns what the button says that mends a finding; `None` where only the writer can, or
/// where quotations are mended by their fixes.
fn mend_label(kind: &FindingKind) -> Option<&'static str> {
    match kind {
        FindingKind::NoBreakSpace => Some("Put a plain space"),
        FindingKind::MixedMarks => Some("Make all typographic"),
        FindingKind::QuoteAltered { .. }
        | FindingKind::ImageUndescribed
        | FindingKind::QuoteExcused { .. }
        | FindingKind::QuoteOmission { .. }
        | FindingKind::QuoteOtherSource { .. }
        | FindingKind::QuoteNotFound
        | FindingKind::QuoteNoSnapshot { .. }
        | FindingKind::QuoteHidesNegation { .. }
        | FindingKind::QuoteMarked { .. }
        | FindingKind::QuoteTypographic { .. }
        | FindingKind::QuoteSpeaker { .. }
        | FindingKind::QuoteNotInEvidence { .. }
        | FindingKind::CitationUnknown { .. }
        | FindingKind::ClaimUnsupported { .. }
        | FindingKind::ClaimFewSources { .. }
        | FindingKind::ClaimStale { .. }
        | FindingKind::ClaimOrphaned { .. }
        | FindingKind::Discrepancy { .. }
        | FindingKind::BidiControl
        | FindingKind::InvisibleCharacter
        | FindingKind::NestedTooDeep => None,
    }
}

fn hint(kind: &FindingKind) -> &'static str {
    match kind {
        FindingKind::QuoteAltered { is_about_a_fact: true, .. } => {
            "Restore the source’s words, or put it in your own without quotation marks."
        }
        FindingKind::QuoteAltered { is_about_a_fact: false, .. } => {
            "Restore the source’s words, or mark the change with brackets or an ellipsis."
        }
        FindingKind::QuoteExcused { .. } => {
            "The lenient profile lets spelling and dropped hesitations pass."
        }
        FindingKind::QuoteOmission { .. } => {
            "Put the words back, or mark the place with an ellipsis."
        }
        FindingKind::QuoteOtherSource { .. } => "Cite the source in which the words stand.",
        FindingKind::QuoteNotFound => {
            "Add the source it comes from, or take the quotation marks away."
        }
        FindingKind::QuoteNoSnapshot { .. } => {
            "Capture the source’s text, so that the quotation can be checked."
        }
        FindingKind::QuoteHidesNegation { .. } => {
            "Read the source’s words: does the quotation still say the same?"
        }
        FindingKind::QuoteMarked { .. } => {
            "Quote the words in full, or paraphrase without quotation marks."
        }
        FindingKind::QuoteTypographic { .. } => "",
        FindingKind::QuoteSpeaker { .. } => {
            "Correct the name in the sentence or the speaker on the card."
        }
        FindingKind::QuoteNotInEvidence { .. } => "Link the passage that has them.",
        FindingKind::CitationUnknown { .. } => "Add the source, or correct the key.",
        FindingKind::ClaimUnsupported { .. } => "Link the quote or source that bears it out.",
        FindingKind::ClaimFewSources { .. } => {
            "Link another source that does not depend on these, or a primary one."
        }
        FindingKind::ClaimStale { .. } => "Check it again as it stands now.",
        FindingKind::ClaimOrphaned { .. } => "Attach the claim to other words, or delete it.",
        FindingKind::Discrepancy { kind, .. } => discrepancy_hint(*kind),
        FindingKind::BidiControl => "Delete them unless a right-to-left passage needs them.",
        FindingKind::InvisibleCharacter => {
            "Delete them, unless you know what they are for; they often come along when text is \
             pasted from a web page."
        }
        FindingKind::NoBreakSpace => {
            "Put a plain space there; AltGr or Option with the space bar types the other."
        }
        FindingKind::MixedMarks => "Code, addresses and feet and inches keep their straight marks.",
        FindingKind::ImageUndescribed => {
            "Say between the brackets what the image shows, for those who do not see it."
        }
        FindingKind::NestedTooDeep => "Take some of the marks at its beginning away.",
    }
}

/// Returns how a claim and its evidence differ, as a sentence that quotes both sides.
///
/// `evidence` is its place, as a citation names it, and its words.
fn discrepancy(kind: DiscrepancyKind, claim_words: &str, evidence: Option<(&str, &str)>) -> String {
    let said = claim(claim_words);
    if let Some((place, words)) = evidence {
        return format!("The claim says “{said}”; {place} says “{}”.", claim(words));
    }
    match kind {
        DiscrepancyKind::DateRelative => {
            format!("“{said}” is told from the day of writing, and will be read later.")
        }
        DiscrepancyKind::DateAbsent | DiscrepancyKind::DateConflict => {
            format!("The claim says “{said}”; its evidence has no such date.")
        }
        DiscrepancyKind::FigureAbsent
        | DiscrepancyKind::FigureConflict
        | DiscrepancyKind::UnitConflict
        | DiscrepancyKind::NameNearMiss => {
            format!("The claim says “{said}”; its evidence has no such figure.")
        }
    }
}

fn discrepancy_hint(kind: DiscrepancyKind) -> &'static str {
    match kind {
        DiscrepancyKind::FigureConflict => {
            "Correct the figure, or link the evidence that has it. If the two count different \
             things, say which."
        }
        DiscrepancyKind::UnitConflict => "Put the evidence’s unit, or convert the number with it.",
        DiscrepancyKind::DateConflict => "Correct the date, or link the evidence that has it.",
        DiscrepancyKind::FigureAbsent => {
            "Link the passage that has the figure, or say how it was worked out."
        }
        DiscrepancyKind::DateAbsent => "Link the passage that has the date.",
        DiscrepancyKind::DateRelative => "Name the day, the month or the year.",
        DiscrepancyKind::NameNearMiss => "Spell the name as the evidence does, if it is the same.",
    }
}

fn note(note: &Note) -> String {
    match note {
        Note::Number { draft, source } => became("a number", draft, source),
        Note::Modal { draft, source } => became("a modal verb", draft, source),
        Note::Unit { draft, source } => became("a unit", draft, source),
        Note::Sign { draft, source } => became("a sign", draft, source),
        Note::Quantifier { draft, source } => became("a word of amount", draft, source),
        Note::Negation { word, dropped } => {
            let what = match word.to_lowercase().as_str() {
                "only" | "unless" | "except" | "excepting" => format!("“{word}”"),
                _ => format!("a negation (“{word}”)"),
            };
            format!("{what} was {}", if *dropped { "dropped" } else { "added" })
        }
        Note::HidesNegation { words } => {
            format!("a gap or bracket hides or adds {}", quoted_list(words))
        }
        Note::CaseChanged => "the case of a first letter was adapted".to_owned(),
        Note::Capitals { draft, source } => format!("“{source}” became “{draft}”"),
        Note::EmphasisAdded => "emphasis was added".to_owned(),
        Note::InnerMarks => "quotation marks inside it differ".to_owned(),
        Note::ReferenceMark => "reference marks were left out".to_owned(),
        Note::WordOrder => "the words stand in another order".to_owned(),
        Note::Spelling { draft, source } => {
            format!("“{source}” is spelt “{draft}”")
        }
        Note::Punctuation => "punctuation differs".to_owned(),
        Note::Hesitation => "a hesitation was left out".to_owned(),
        Note::LongGap { words } => {
            format!("an ellipsis stands for {words} words; the most is 100")
        }
        Note::Cut { source } => format!("it cuts into “{source}”"),
        Note::StandsIn { key } => format!("the words stand in {key}"),
    }
}

fn became(what: &str, draft: &Option<String>, source: &Option<String>) -> String {
    match (draft, source) {
        (Some(draft), Some(source)) => format!("“{source}” became “{draft}”"),
        (Some(draft), None) => format!("{what} was added (“{draft}”)"),
        (None, Some(source)) => format!("{what} was dropped (“{source}”)"),
        (None, None) => format!("{what} differs"),
    }
}

impl TextDirectionNote {
    /// Returns what an imported text holds, as a sentence.
    pub fn message(&self) -> String {
        let Self { title, count } = self;
        let characters = if *count == 1 { "character that turns" } else { "characters that turn" };
        format!(
            "The text of “{}” holds {count} invisible {characters} the direction of writing: \
             whoever reads it elsewhere may see other words.",
            with_short_names(title)
        )
    }

    /// Returns what the writer can do about it.
    pub fn hint(&self) -> &'static str {
        "Here they are shown by their names. Look at the passage before you quote it."
    }
}

/// Returns how a message names a source.
fn named(source: &Option<String>) -> &str {
    source.as_deref().unwrap_or("the sources")
}

/// Returns a claim's words or its evidence's as a message quotes them.
fn claim(words: &str) -> String {
    excerpt(words, CLAIM_SHOWN)
}

/// Returns changes as the end of a sentence: `: …; …`, or nothing where there are none.
fn list(changes: &[ChangeReason]) -> String {
    let words: Vec<String> = changes.iter().map(change).collect();
    if words.is_empty() { String::new() } else { format!(": {}", words.join("; ")) }
}

fn change(reason: &ChangeReason) -> String {
    match reason {
        ChangeReason::Note(changed) => note(changed),
        ChangeReason::Words { draft, source } => {
            let shown = |words: &String| excerpt(words, CHANGE_SHOWN);
            match (draft.as_ref().map(shown), source.as_ref().map(shown)) {
                (Some(draft), Some(source)) => format!("“{source}” became “{draft}”"),
                (Some(draft), None) => format!("“{draft}” was added"),
                (None, Some(source)) => format!("“{source}” was dropped"),
                (None, None) => String::new(),
            }
        }
    }
}

fn quoted_list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    words.join(", ")
}
