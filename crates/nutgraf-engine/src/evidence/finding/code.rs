//! The closed lists of findings: severities, subjects, codes.

/// How severe a finding is, the most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It must not be published like this.
    Error,
    /// Somebody should look at it.
    Warning,
    /// It is good to know.
    Info,
}

impl Severity {
    /// Returns the word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingSubject {
    /// A quotation, whose words are the range of the finding.
    Quotation,
    /// A citation.
    Citation,
    /// A claim and its record.
    Claim,
    /// A claim compared with its evidence: the cross-check.
    Evidence,
    /// The draft's text, whatever it says.
    Text,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident = $slug:literal, $subject:ident;)*) => {
        /// The code of a finding, as in JSON.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $code,)*
        }

        impl Code {
            /// Every code, in the order in which findings of one place are sorted.
            pub const ALL: [Self; { [$($slug),*].len() }] = [$(Self::$code),*];

            /// Returns the word used in JSON.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => $slug,)*
                }
            }

            /// Returns what findings of this code are about.
            pub fn subject(self) -> FindingSubject {
                match self {
                    $(Self::$code => FindingSubject::$subject,)*
                }
            }
        }
    };
}

codes! {
    /// A quotation's words differ from its source's.
    QuoteAltered = "quote-altered", Quotation;
    /// Words were left out of a quotation without a mark.
    QuoteOmission = "quote-omission", Quotation;
    /// A quotation is in another source than the cited one.
    QuoteOtherSource = "quote-other-source", Quotation;
    /// A quotation is in no snapshot.
    QuoteNotFound = "quote-not-found", Quotation;
    /// No snapshot was captured to compare a quotation with.
    QuoteNoSnapshot = "quote-no-snapshot", Quotation;
    /// An ellipsis or bracket hides words that reverse the meaning.
    QuoteHidesNegation = "quote-hides-negation", Quotation;
    /// A marked change, where the house allows none.
    QuoteMarked = "quote-marked", Quotation;
    /// Typography differs, where the house wants to know of it.
    QuoteTypographic = "quote-typographic", Quotation;
    /// The sentence names somebody else than the quote card.
    QuoteSpeaker = "quote-speaker", Quotation;
    /// A citation names no source of the project.
    CitationUnknown = "citation-unknown", Citation;
    /// A claim is confirmed and has no evidence.
    ClaimUnsupported = "claim-unsupported", Claim;
    /// A claim is confirmed on fewer sources than the house asks for.
    ClaimFewSources = "claim-few-sources", Claim;
    /// A claim's words changed after they were checked.
    ClaimStale = "claim-stale", Claim;
    /// The words of a claim were deleted from the draft.
    ClaimOrphaned = "claim-orphaned", Claim;
    /// A figure of a claim differs from the one in its evidence.
    FigureConflict = "figure-conflict", Evidence;
    /// A number of a claim has another unit in its evidence.
    UnitConflict = "unit-conflict", Evidence;
    /// A date of a claim differs from the one in its evidence.
    DateConflict = "date-conflict", Evidence;
    /// The evidence of a claim has no such figure.
    FigureAbsent = "figure-absent", Evidence;
    /// The evidence of a claim has no such date.
    DateAbsent = "date-absent", Evidence;
    /// A claim counts a time from the day of writing: *last year*.
    DateRelative = "date-relative", Evidence;
    /// A name of a claim differs from one in its evidence by a letter or two.
    NameNearMiss = "name-near-miss", Evidence;
    /// A confirmed claim quotes words that none of its evidence has.
    QuoteNotInEvidence = "quote-not-in-evidence", Evidence;
    /// Invisible characters set the writing direction.
    BidiControl = "bidi-control", Text;
    /// Invisible characters that do nothing where they stand.
    InvisibleCharacter = "invisible-character", Text;
    /// A no-break space behind a sign of Markdown, which then is none.
    NoBreakSpace = "no-break-space", Text;
    /// Straight quotation marks beside typographic ones.
    MixedMarks = "mixed-marks", Text;
    /// Quotes and lists are nested deeper than the parser goes.
    NestedTooDeep = "nested-too-deep", Text;
    /// An image has no words for those who do not see it.
    ImageUndescribed = "image-undescribed", Text;
}

impl Code {
    /// Whether findings of this code are about a quotation, whose words are then their range.
    pub fn is_about_a_quotation(self) -> bool {
        self.subject() == FindingSubject::Quotation
    }

    /// Whether findings of this code come from comparing a claim with its evidence.
    pub fn is_of_the_cross_check(self) -> bool {
        self.subject() == FindingSubject::Evidence
    }
}

/// How a figure, date or name of a claim differs from the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiscrepancyKind {
    /// The evidence has another figure.
    FigureConflict,
    /// The evidence has the figure with another unit.
    UnitConflict,
    /// The evidence has another date.
    DateConflict,
    /// The evidence has no such figure.
    FigureAbsent,
    /// The evidence has no such date.
    DateAbsent,
    /// The claim counts a time from the day of writing.
    DateRelative,
    /// The evidence has a name that differs by a letter or two.
    NameNearMiss,
}

impl DiscrepancyKind {
    /// Returns the code of its findings.
    pub fn code(self) -> Code {
        match self {
            Self::FigureConflict => Code::FigureConflict,
            Self::UnitConflict => Code::UnitConflict,
            Self::DateConflict => Code::DateConflict,
            Self::FigureAbsent => Code::FigureAbsent,
            Self::DateAbsent => Code::DateAbsent,
            Self::DateRelative => Code::DateRelative,
            Self::NameNearMiss => Code::NameNearMiss,
        }
    }

    /// Returns how severe it is; more where the claim is marked as confirmed.
    pub fn severity(self, is_confirmed: bool) -> Severity {
        match (self, is_confirmed) {
            (Self::FigureConflict | Self::UnitConflict | Self::DateConflict, true) => {
                Severity::Error
            }
            (Self::FigureConflict | Self::UnitConflict | Self::DateConflict, false)
            | (Self::FigureAbsent | Self::DateAbsent, true)
            | (Self::NameNearMiss, _) => Severity::Warning,
            (Self::FigureAbsent | Self::DateAbsent, false) | (Self::DateRelative, _) => {
                Severity::Info
            }
        }
    }
}
