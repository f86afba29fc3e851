//! One thing to look at, with where and why.

use std::ops::Range;

use super::{
    diff::{DiffOp, DiffPart},
    note::Note,
    verdict::{Judgement, Verdict},
};
use crate::{model::Profile, text::excerpt};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It must not be published so.
    Error,
    /// Somebody should look.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A quotation's words differ from its source's.
    QuoteAltered,
    /// Words were left out of a quotation without a mark.
    QuoteOmission,
    /// A quotation stands in another source than the cited one.
    QuoteOtherSource,
    /// A quotation stands in no snapshot.
    QuoteNotFound,
    /// There is no snapshot to hold a quotation against.
    QuoteNoSnapshot,
    /// A gap or bracket hides words that turn the sense.
    QuoteHidesNegation,
    /// A marked change, where the house allows none.
    QuoteMarked,
    /// A change of typography, where the house wants to know of each.
    QuoteTypographic,
    /// The sentence names somebody else than the quote card.
    QuoteSpeaker,
    /// A citation names no source of the project.
    CitationUnknown,
    /// A claim is confirmed and rests on nothing.
    ClaimUnsupported,
    /// A claim is confirmed on fewer sources than the house asks for.
    ClaimFewSources,
    /// A claim's words changed after they were checked.
    ClaimStale,
    /// A claim's words are gone from the draft.
    ClaimOrphaned,
    /// A figure of a claim is another one in its evidence.
    FigureConflict,
    /// A number of a claim has another unit in its evidence.
    UnitConflict,
    /// A date of a claim is another one in its evidence.
    DateConflict,
    /// The evidence of a claim has no such figure.
    FigureAbsent,
    /// The evidence of a claim has no such date.
    DateAbsent,
    /// A claim tells a time from the day of writing.
    DateRelative,
    /// A name of a claim is nearly one of its evidence.
    NameNearMiss,
    /// Invisible characters that turn the direction of writing.
    BidiControl,
    /// Invisible characters that do nothing where they stand.
    InvisibleCharacter,
    /// Blocks within each other beyond what is read as such.
    NestedTooDeep,
}

impl Code {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::QuoteAltered => "quote-altered",
            Self::QuoteOmission => "quote-omission",
            Self::QuoteOtherSource => "quote-other-source",
            Self::QuoteNotFound => "quote-not-found",
            Self::QuoteNoSnapshot => "quote-no-snapshot",
            Self::QuoteHidesNegation => "quote-hides-negation",
            Self::QuoteMarked => "quote-marked",
            Self::QuoteTypographic => "quote-typographic",
            Self::QuoteSpeaker => "quote-speaker",
            Self::CitationUnknown => "citation-unknown",
            Self::ClaimUnsupported => "claim-unsupported",
            Self::ClaimFewSources => "claim-few-sources",
            Self::ClaimStale => "claim-stale",
            Self::ClaimOrphaned => "claim-orphaned",
            Self::FigureConflict => "figure-conflict",
            Self::UnitConflict => "unit-conflict",
            Self::DateConflict => "date-conflict",
            Self::FigureAbsent => "figure-absent",
            Self::DateAbsent => "date-absent",
            Self::DateRelative => "date-relative",
            Self::NameNearMiss => "name-near-miss",
            Self::BidiControl => "bidi-control",
            Self::InvisibleCharacter => "invisible-character",
            Self::NestedTooDeep => "nested-too-deep",
        }
    }

    /// Whether it is about a quotation, whose words are then its range.
    pub fn is_about_a_quotation(self) -> bool {
        match self {
            Self::QuoteAltered
            | Self::QuoteOmission
            | Self::QuoteOtherSource
            | Self::QuoteNotFound
            | Self::QuoteNoSnapshot
            | Self::QuoteHidesNegation
            | Self::QuoteMarked
            | Self::QuoteTypographic
            | Self::QuoteSpeaker => true,
            Self::CitationUnknown
            | Self::ClaimUnsupported
            | Self::ClaimFewSources
            | Self::ClaimStale
            | Self::ClaimOrphaned
            | Self::FigureConflict
            | Self::UnitConflict
            | Self::DateConflict
            | Self::FigureAbsent
            | Self::DateAbsent
            | Self::DateRelative
            | Self::NameNearMiss
            | Self::BidiControl
            | Self::InvisibleCharacter
            | Self::NestedTooDeep => false,
        }
    }

    /// Whether it comes of holding a claim against its evidence.
    pub fn is_of_the_cross_check(self) -> bool {
        matches!(
            self,
            Self::FigureConflict
                | Self::UnitConflict
                | Self::DateConflict
                | Self::FigureAbsent
                | Self::DateAbsent
                | Self::DateRelative
                | Self::NameNearMiss
        )
    }
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Where, in bytes of the draft.
    pub range: Range<usize>,
    /// What is the matter, as a sentence.
    pub message: String,
    /// What to do about it; empty where that is plain.
    pub hint: String,
}

/// What a judgement makes the writer look at, under the house's rules.
pub(super) fn findings_of(
    judgement: &Judgement,
    profile: Profile,
    range: &Range<usize>,
) -> Vec<Finding> {
    let source = judgement.source.as_deref().unwrap_or("the sources");
    let what = reasons(judgement);
    let what = if what.is_empty() { String::new() } else { format!(": {}", what.join("; ")) };
    let mut found = Vec::new();
    let mut add = |code, severity, message: String, hint: &str| {
        found.push(Finding {
            code,
            severity,
            range: range.clone(),
            message,
            hint: hint.to_owned(),
        });
    };
    match judgement.verdict {
        Verdict::Verbatim => {}
        Verdict::Typographic if profile == Profile::Strict => add(
            Code::QuoteTypographic,
            Severity::Info,
            format!("The quotation differs from {source} in its typography{what}."),
            "",
        ),
        Verdict::Typographic if !judgement.diff.is_empty() => add(
            Code::QuoteAltered,
            Severity::Info,
            format!("The quotation is not set exactly as {source} has it{what}."),
            "The lenient profile lets spelling and dropped hesitations pass.",
        ),
        Verdict::Typographic => {}
        Verdict::Marked if profile == Profile::Strict => add(
            Code::QuoteMarked,
            Severity::Error,
            format!("The quotation marks changes to {source}, and the strict profile allows none."),
            "Quote the words in full, or paraphrase without quotation marks.",
        ),
        Verdict::Marked => {}
        Verdict::Altered => add(
            Code::QuoteAltered,
            Severity::Error,
            format!("The quotation is not what {source} says{what}."),
            match judgement.notes.iter().any(Note::is_about_a_fact) {
                true => {
                    "Restore the source’s words, or put it in your own without quotation marks."
                }
                false => {
                    "Restore the source’s words, or mark the change with brackets or an ellipsis."
                }
            },
        ),
        Verdict::Omission => add(
            Code::QuoteOmission,
            Severity::Error,
            format!("The quotation leaves out words of {source} without a mark{what}."),
            "Put the words back, or mark the place with an ellipsis.",
        ),
        Verdict::OtherSource => add(
            Code::QuoteOtherSource,
            Severity::Error,
            format!("The quotation stands in {source}, not in the source cited here."),
            "Cite the source in which the words stand.",
        ),
        Verdict::NotFound => add(
            Code::QuoteNotFound,
            Severity::Error,
            "The quotation stands in no snapshot.".to_owned(),
            "Add the source it comes from, or take the quotation marks away.",
        ),
        Verdict::NoSnapshot => add(
            Code::QuoteNoSnapshot,
            Severity::Error,
            match &judgement.source {
                Some(key) => format!("The text of {key} was not captured{what}."),
                None => "No source has a captured text to hold the quotation against.".to_owned(),
            },
            "Capture the source’s text, so that the quotation can be checked.",
        ),
    }
    if let Some(words) = judgement.hidden_words() {
        let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
        add(
            Code::QuoteHidesNegation,
            Severity::Warning,
            format!("A gap or bracket of the quotation hides or adds {}.", words.join(", ")),
            "Read the source’s words: does the quotation still say the same?",
        );
    }
    found
}

/// The longest words of a change that a message shows, in characters.
const SHOWN: usize = 40;

/// What changed, the gravest first. Where the notes tell nothing but how it is
/// set, the first words that differ stand before them.
fn reasons(judgement: &Judgement) -> Vec<String> {
    let told = judgement.notes.iter().filter(|note| !matches!(note, Note::HidesNegation { .. }));
    let (quiet, grave): (Vec<&Note>, Vec<&Note>) = told.partition(|note| note.is_about_setting());
    let mut reasons: Vec<String> = grave.into_iter().map(Note::in_words).collect();
    if reasons.is_empty() && judgement.verdict == Verdict::Altered {
        reasons.extend(first_change(&judgement.diff));
    }
    reasons.extend(quiet.into_iter().map(Note::in_words));
    reasons
}

/// The first place at which words differ, as the end of a sentence.
fn first_change(diff: &[DiffPart]) -> Option<String> {
    let first = diff.iter().position(|part| part.op != DiffOp::Equal)?;
    let place = diff[first..].iter().take_while(|part| part.op != DiffOp::Equal);
    let words = |op: DiffOp| {
        let part = place.clone().find(|part| part.op == op)?;
        Some(excerpt(&part.text, SHOWN))
    };
    match (words(DiffOp::Delete), words(DiffOp::Insert)) {
        (Some(draft), Some(source)) => Some(format!("“{source}” became “{draft}”")),
        (Some(draft), None) => Some(format!("“{draft}” was added")),
        (None, Some(source)) => Some(format!("“{source}” was dropped")),
        (None, None) => None,
    }
}
