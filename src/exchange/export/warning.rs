//! What a writer should know about an export, as values and in words.

use std::fmt;

/// Something that an export could not do, or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportWarning {
    /// No source has this citation key.
    UnknownKey(String),
    /// What was added at the end is not read as what it is.
    LostAtEnd(EndMatter),
    /// The draft's own front matter cannot be added to.
    ForeignFrontMatter,
    /// The metadata does not read back as it is.
    NoFrontMatter,
    /// Images of other sites are not in the page.
    RemoteImages,
}

/// What an export adds at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum EndMatter {
    Notes,
    References,
}

impl fmt::Display for ExportWarning {
    /// Writes it as sentences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKey(key) => write!(
                f,
                "No source has the key “{key}”; its citations stay as they are in the draft."
            ),
            Self::LostAtEnd(what) => {
                let what = match what {
                    EndMatter::Notes => "notes",
                    EndMatter::References => "references",
                };
                write!(
                    f,
                    "The {what} at the end are not read as {what}. The draft probably leaves a \
                     code block or an HTML comment open; close it and export again."
                )
            }
            Self::ForeignFrontMatter => f.write_str(
                "The draft’s front matter is not YAML with a field on each line, so it was left \
                 as it is.",
            ),
            Self::NoFrontMatter => {
                f.write_str("The article’s metadata could not be written as YAML; it was left out.")
            }
            Self::RemoteImages => f.write_str(
                "Images from other sites were left out; --remote-images lets readers load them.",
            ),
        }
    }
}
