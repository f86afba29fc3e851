//! The names of the entries of the undo stack, as values.

/// Names what an intent does, for the Edit menu and for a refusal.
///
/// Its words are [`StepLabel::as_str`]. It is kept in no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum StepLabel {
    Typing,
    Replace,
    ReplaceAll,
    Formatting,
    MoveSection,
    Link,
    InsertImage,
    InsertCitation,
    /// A hint about the text itself was followed.
    Mend,
    UpdateDraft,
    ArticleDetails,
    AddSource,
    EditSource,
    DeleteSource,
    AddQuote,
    EditQuote,
    InsertQuote,
    DeleteQuote,
    AddClaim,
    EditClaim,
    PlaceClaim,
    DeleteClaim,
    ClaimStatus,
    AcceptChange,
    TieEvidence,
    RemoveEvidence,
    /// A sentence was said to be no claim.
    SetAside,
    /// A finding was let stand.
    LetStand,
    /// That, or what was set aside, was taken back.
    AskAgain,
    /// The words of the source were put back into a quotation.
    RestoreWording,
    /// What a quotation changes was put into brackets, or what it leaves out marked.
    MarkChange,
    CiteSource,
    /// Quotation marks were taken away.
    Unquote,
    /// What a journal kept was done again.
    Restore,
    BringVersionBack,
    /// Another program's version took the place of one that was saved.
    Reload,
    /// Another program's version took the place of the writer's own.
    TakeOtherVersion,
    Merge,
}

impl StepLabel {
    /// Whether taking the step back leads over another program's version.
    pub fn is_of_other_version(self) -> bool {
        matches!(self, Self::Reload | Self::TakeOtherVersion | Self::Merge)
    }
}
