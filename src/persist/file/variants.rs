//! The closed lists of the file format, by the names that they are written with.
//!
//! # Invariants
//!
//! - A name that was ever written is read for as long as its format is: renaming a variant
//!   of the model changes nothing here but its right-hand side.
//! - A variant of the model without a name in the file does not compile.

use serde::{Deserialize, Serialize};

use nutgraf_engine::model::{
    ClaimKind, ClaimStatus, EvidenceRole, EvidenceTarget, MarkKind, Profile, QuoteId,
    SnapshotFormat, SourceId, SourceKind,
};

/// Declares how an enum of the model is written: name in the file, variant of the model.
macro_rules! written {
    ($record:ident for $model:ident { $($written:ident = $variant:ident),+ $(,)? }) => {
        #[doc = concat!("How a [`", stringify!($model), "`] is written.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub(in crate::persist) enum $record {
            $($written),+
        }

        impl From<$model> for $record {
            fn from(value: $model) -> Self {
                match value {
                    $($model::$variant => Self::$written),+
                }
            }
        }

        impl From<$record> for $model {
            fn from(value: $record) -> Self {
                match value {
                    $($record::$written => Self::$variant),+
                }
            }
        }
    };
}

written!(ProfileRecord for Profile {
    Strict = Strict,
    Standard = Standard,
    Lenient = Lenient,
});

impl Default for ProfileRecord {
    /// What a file means that does not name its profile.
    fn default() -> Self {
        Self::Standard
    }
}

written!(SourceKindRecord for SourceKind {
    Webpage = Webpage,
    ArticleNewspaper = ArticleNewspaper,
    ArticleMagazine = ArticleMagazine,
    ArticleJournal = ArticleJournal,
    Book = Book,
    Report = Report,
    Legislation = Legislation,
    Interview = Interview,
    Broadcast = Broadcast,
    Dataset = Dataset,
    Document = Document,
});

written!(SnapshotFormatRecord for SnapshotFormat {
    Plain = Plain,
    Markdown = Markdown,
});

written!(MarkKindRecord for MarkKind {
    Page = Page,
    Section = Section,
});

written!(ClaimKindRecord for ClaimKind {
    Number = Number,
    Date = Date,
    Name = Name,
    Title = Title,
    Place = Place,
    Quote = Quote,
    Superlative = Superlative,
    Comparison = Comparison,
    Cause = Cause,
    Law = Law,
    Other = Other,
});

written!(ClaimStatusRecord for ClaimStatus {
    Unchecked = Unchecked,
    InProgress = InProgress,
    Confirmed = Confirmed,
    ChangeRequested = ChangeRequested,
    Changed = Changed,
    Unverifiable = Unverifiable,
    OnAuthor = OnAuthor,
    Opinion = Opinion,
});

written!(EvidenceRoleRecord for EvidenceRole {
    Supports = Supports,
    Contradicts = Contradicts,
    Context = Context,
});

/// How an [`EvidenceTarget`] is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::persist) enum TargetRecord {
    Quote(QuoteId),
    Source(SourceId),
}

impl From<EvidenceTarget> for TargetRecord {
    fn from(target: EvidenceTarget) -> Self {
        match target {
            EvidenceTarget::Quote(id) => Self::Quote(id),
            EvidenceTarget::Source(id) => Self::Source(id),
        }
    }
}

impl From<TargetRecord> for EvidenceTarget {
    fn from(target: TargetRecord) -> Self {
        match target {
            TargetRecord::Quote(id) => Self::Quote(id),
            TargetRecord::Source(id) => Self::Source(id),
        }
    }
}
