//! One thing that the writer should look at: what, where and how severe.
//!
//! A finding is a value: a [`FindingKind`] with its parameters. The words for people are made
//! from it in [`wording`](super::wording), and nowhere else.
//!
//! # Invariants
//!
//! Code, severity and hint follow from the kind by matches that name every kind, so a kind
//! without one of them does not compile. Each [`Code`] has a subject and an example in the tests.

mod code;

pub use code::{Code, DiscrepancyKind, FindingSubject, Severity};

use super::note::Note;
use crate::range::DraftRange;

/// What was found, with everything that its words need.
///
/// `source` is the citation key of a source; `None` where no single source is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// The words of a quotation differ from its source's.
    QuoteAltered {
        /// The source.
        source: Option<String>,
        /// What changed, the most severe first.
        changes: Vec<ChangeReason>,
        /// Whether a figure, negation, modal verb, unit, sign or word of amount changed.
        is_about_a_fact: bool,
    },
    /// Spelling or a hesitation differs, which the house lets pass.
    QuoteExcused {
        /// The source.
        source: Option<String>,
        /// What changed.
        changes: Vec<ChangeReason>,
    },
    /// Words were left out of a quotation without a mark.
    QuoteOmission {
        /// The source.
        source: Option<String>,
        /// What was left out.
        changes: Vec<ChangeReason>,
    },
    /// A quotation is in another source than the cited one.
    QuoteOtherSource {
        /// The source that has the words.
        source: Option<String>,
    },
    /// A quotation is in no snapshot.
    QuoteNotFound,
    /// No snapshot was captured to compare a quotation with.
    QuoteNoSnapshot {
        /// The cited source that was not captured.
        source: Option<String>,
        /// What else is known.
        changes: Vec<ChangeReason>,
    },
    /// An ellipsis or bracket hides words that reverse the meaning.
    QuoteHidesNegation {
        /// The words, in order.
        words: Vec<String>,
    },
    /// A quotation marks a change, and the house allows none.
    QuoteMarked {
        /// The source.
        source: Option<String>,
    },
    /// Typography differs, and the house wants to know of it.
    QuoteTypographic {
        /// The source.
        source: Option<String>,
        /// What differs.
        changes: Vec<ChangeReason>,
    },
    /// The sentence names somebody else than the quote card.
    QuoteSpeaker {
        /// The name in the sentence.
        named: String,
        /// The speaker on the card.
        speaker: String,
    },
    /// A citation names no source of the project.
    CitationUnknown {
        /// The citation key.
        key: String,
    },
    /// A claim is confirmed and has no evidence.
    ClaimUnsupported {
        /// The claim's words in the draft.
        words: String,
    },
    /// A claim is confirmed on fewer sources than the house asks for.
    ClaimFewSources {
        /// The number of independent sources that support it.
        independent: usize,
    },
    /// The words of a claim changed after they were checked.
    ClaimStale {
        /// The claim's words in the draft.
        words: String,
    },
    /// The words of a claim were deleted from the draft.
    ClaimOrphaned {
        /// The claim's words as they were.
        words: String,
    },
    /// A figure, date or name of a claim and its evidence do not agree.
    Discrepancy {
        /// How they disagree.
        kind: DiscrepancyKind,
        /// The claim's words.
        claim_words: String,
        /// The place of the evidence, as a citation names it, and its words; `None` where it
        /// says nothing about them.
        evidence: Option<(String, String)>,
        /// Whether the claim is marked as confirmed.
        is_confirmed: bool,
    },
    /// A confirmed claim quotes words that none of its evidence has.
    QuoteNotInEvidence {
        /// The first of the words.
        words: String,
    },
    /// Invisible characters set the writing direction.
    BidiControl,
    /// Invisible characters do nothing where they are.
    InvisibleCharacter,
    /// A no-break space is behind a sign at the beginning of a line, which then is none.
    NoBreakSpace,
    /// The article has straight quotation marks or apostrophes beside typographic ones.
    MixedMarks,
    /// Quotes and lists are nested deeper than the parser goes.
    NestedTooDeep,
    /// An image has no words for those who do not see it.
    ImageUndescribed,
}

/// One change between a quotation and its source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChangeReason {
    /// A note of the judgement.
    Note(Note),
    /// The first words that differ, where no note says more.
    Words {
        /// The draft's words; `None` where the source has more.
        draft: Option<String>,
        /// The source's words; `None` where the draft has more.
        source: Option<String>,
    },
}

impl FindingKind {
    /// Returns the code used in JSON.
    pub fn code(&self) -> Code {
        match self {
            Self::QuoteAltered { .. } | Self::QuoteExcused { .. } => Code::QuoteAltered,
            Self::QuoteOmission { .. } => Code::QuoteOmission,
            Self::QuoteOtherSource { .. } => Code::QuoteOtherSource,
            Self::QuoteNotFound => Code::QuoteNotFound,
            Self::QuoteNoSnapshot { .. } => Code::QuoteNoSnapshot,
            Self::QuoteHidesNegation { .. } => Code::QuoteHidesNegation,
            Self::QuoteMarked { .. } => Code::QuoteMarked,
            Self::QuoteTypographic { .. } => Code::QuoteTypographic,
            Self::QuoteSpeaker { .. } => Code::QuoteSpeaker,
            Self::CitationUnknown { .. } => Code::CitationUnknown,
            Self::ClaimUnsupported { .. } => Code::ClaimUnsupported,
            Self::ClaimFewSources { .. } => Code::ClaimFewSources,
            Self::ClaimStale { .. } => Code::ClaimStale,
            Self::ClaimOrphaned { .. } => Code::ClaimOrphaned,
            Self::Discrepancy { kind, .. } => kind.code(),
            Self::QuoteNotInEvidence { .. } => Code::QuoteNotInEvidence,
            Self::BidiControl => Code::BidiControl,
            Self::InvisibleCharacter => Code::InvisibleCharacter,
            Self::NoBreakSpace => Code::NoBreakSpace,
            Self::MixedMarks => Code::MixedMarks,
            Self::NestedTooDeep => Code::NestedTooDeep,
            Self::ImageUndescribed => Code::ImageUndescribed,
        }
    }

    /// Returns what the draft's words were held against, by which a finding is told from
    /// another one on the same words: the key of a source, or words and their place. Empty
    /// where nothing was.
    pub fn against(&self) -> String {
        match self {
            Self::QuoteAltered { source, .. }
            | Self::QuoteExcused { source, .. }
            | Self::QuoteOmission { source, .. }
            | Self::QuoteOtherSource { source }
            | Self::QuoteNoSnapshot { source, .. }
            | Self::QuoteMarked { source }
            | Self::QuoteTypographic { source, .. } => source.clone().unwrap_or_default(),
            Self::QuoteHidesNegation { words } => words.join(" "),
            Self::QuoteSpeaker { named, speaker } => format!("{named}: {speaker}"),
            Self::CitationUnknown { key } => key.clone(),
            Self::Discrepancy { evidence, .. } => {
                let told = |(place, words): &(String, String)| format!("{place}: {words}");
                evidence.as_ref().map(told).unwrap_or_default()
            }
            Self::ClaimFewSources { independent } => independent.to_string(),
            Self::QuoteNotFound
            | Self::QuoteNotInEvidence { .. }
            | Self::ClaimUnsupported { .. }
            | Self::ClaimStale { .. }
            | Self::ClaimOrphaned { .. }
            | Self::BidiControl
            | Self::InvisibleCharacter
            | Self::NoBreakSpace
            | Self::MixedMarks
            | Self::NestedTooDeep
            | Self::ImageUndescribed => String::new(),
        }
    }

    /// Returns how severe it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::QuoteAltered { .. }
            | Self::QuoteOmission { .. }
            | Self::QuoteOtherSource { .. }
            | Self::QuoteNotFound
            | Self::QuoteNoSnapshot { .. }
            | Self::QuoteMarked { .. }
            | Self::QuoteNotInEvidence { .. }
            | Self::CitationUnknown { .. } => Severity::Error,
            Self::QuoteHidesNegation { .. }
            | Self::QuoteSpeaker { .. }
            | Self::ClaimUnsupported { .. }
            | Self::ClaimStale { .. }
            | Self::ClaimOrphaned { .. }
            | Self::BidiControl
            | Self::ImageUndescribed
            | Self::NestedTooDeep => Severity::Warning,
            Self::QuoteExcused { .. }
            | Self::QuoteTypographic { .. }
            | Self::ClaimFewSources { .. }
            | Self::InvisibleCharacter
            | Self::NoBreakSpace
            | Self::MixedMarks => Severity::Info,
            Self::Discrepancy { kind, is_confirmed, .. } => kind.severity(*is_confirmed),
        }
    }
}

/// One thing that the writer should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub kind: FindingKind,
    /// Where, in bytes of the draft.
    pub range: DraftRange,
}

impl Finding {
    /// Returns the code used in JSON.
    pub fn code(&self) -> Code {
        self.kind.code()
    }

    /// Returns how severe it is.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

#[cfg(test)]
mod tests;
