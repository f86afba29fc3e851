//! What a file becomes once it was read: a text with what it says of itself.

use crate::{ImportError, ImportKind};
use nutgraf_engine::model::{PartialDate, SnapshotFormat, SourceKind};

/// A text with what it says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// What kind of file it was read from.
    pub kind: ImportKind,
    /// The text, without a byte order mark.
    pub text: String,
    /// A guess at the title; empty where there is none.
    pub title: String,
    /// The authors that the file names.
    pub authors: Vec<String>,
    /// The date that the file gives.
    pub issued: Option<PartialDate>,
    /// The address that the file gives; empty where there is none.
    pub url: String,
    /// Whether a byte order mark stood before the text.
    pub has_mark: bool,
}

impl Imported {
    /// Returns how the text is to be read.
    pub fn format(&self) -> SnapshotFormat {
        self.kind.snapshot_format()
    }

    /// Returns what the text is a source of, by the kind of file and whether it names an
    /// address.
    pub fn source_kind(&self) -> SourceKind {
        self.kind.source_kind(!self.url.is_empty())
    }
}

/// Makes a text of the bytes of a file, in the calling process.
///
/// Only the child calls this, and tests: whoever calls it breaks where the reader does.
///
/// # Errors
/// When the file is longer than its kind may be, or the reader refuses it.
pub fn import(bytes: &[u8], kind: ImportKind) -> Result<Imported, ImportError> {
    let most = kind.limits().bytes_in;
    if bytes.len() as u64 > most {
        return Err(ImportError::TooLarge { most });
    }
    let read = kind.reader()(bytes)?;
    Ok(Imported { kind, has_mark: kind.answer_rule().has_mark(bytes), ..read })
}
