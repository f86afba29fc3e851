//! Why a file cannot be a source, in words that say what to do next.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of file that is often taken for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum OtherKind {
    Pdf,
    Zip,
    RichText,
    OldWord,
    Picture,
}

impl fmt::Display for OtherKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF",
            Self::Zip => "a ZIP archive, as word processors and e-books use",
            Self::RichText => "a rich text file",
            Self::OldWord => "an old word-processor file",
            Self::Picture => "a picture",
        })
    }
}

/// Why a file cannot be a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportError {
    /// Nothing but white space.
    #[error("The file holds no words.")]
    Empty,
    /// It is longer than a file of its kind may be.
    #[error(
        "The file is larger than {} MiB. Keep the part you cite in a file of its own.",
        most >> 20
    )]
    TooLarge {
        /// The longest that is read, in bytes.
        most: u64,
    },
    /// It begins with the byte order mark of UTF-16, or as UTF-16 without it does.
    #[error("The file is encoded as UTF-16. Save it as UTF-8 in your editor and try again.")]
    Utf16,
    /// It begins as a file of another kind begins.
    #[error("This is {0}, not a text. Copy its words into a text file and try again.")]
    OtherKind(OtherKind),
    /// A byte that no UTF-8 text has.
    #[error(
        "The file is not UTF-8: byte {0} belongs to no character. Save it as UTF-8 in your \
         editor and try again."
    )]
    NotUtf8(
        /// Where, in bytes of the file, counted from 0.
        usize,
    ),
    /// A NUL byte, which no text has.
    #[error("The file is not a text: there is a NUL byte at {0}.")]
    Nul(
        /// Where, in bytes of the file, counted from 0.
        usize,
    ),
}
