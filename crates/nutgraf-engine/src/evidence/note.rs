//! What changed between a quotation and its source, in plain words.

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
    /// An ellipsis stands for more words than one may.
    LongGap {
        /// How many.
        words: usize,
    },
    /// The quotation begins or ends in the middle of a figure or compound.
    Cut {
        /// What the source has.
        source: String,
    },
    /// The words are in another source, while the cited one has no snapshot.
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
