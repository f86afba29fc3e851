//! How a command fails: once, in one message, with what to do next.
//!
//! # Invariants
//! - A failure is a value; its English is made here, and nowhere else in the command line.

use std::{fmt::Display, io, path::PathBuf};

use super::{count, times, work_without_display};
use crate::{
    exchange::{
        export::{PacketError, StripError},
        import::{ImportFileError, named},
    },
    persist::{LoadError, SaveError, lock::Refusal, regular::RegularError},
    project::{CaptureError, StepError},
};
use nutgraf_engine::text::excerpt;

/// Characters of the words that were looked for, in a message.
const SHOWN_WORDS: usize = 200;

/// Characters of the nearest passage, in a hint.
const SHOWN_PASSAGE: usize = 400;

/// Places listed at most, where words stand more than once.
pub(super) const LISTED_PLACES: usize = 20;

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Whatever read the output stopped reading, as `head` does. Nobody is told.
    #[error("nobody reads the output")]
    ReaderLeft,
    #[error("the result could not be printed: {0}")]
    NotPrinted(io::Error),
    #[error("the counts could not be printed: {0}")]
    CountsNotPrinted(serde_json::Error),
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Save(#[from] SaveError),
    #[error(transparent)]
    Packet(#[from] PacketError),
    #[error(transparent)]
    Step(#[from] StepError),
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// Its message names the file and says what to do.
    #[error(transparent)]
    Import(#[from] ImportFileError),
    #[error("{}: not written: {refusal}", .path.display())]
    NotLocked { path: PathBuf, refusal: Refusal },
    /// A save that only the window can ask about.
    #[error(transparent)]
    Linked(SaveError),
    /// A new project never replaces a file.
    #[error(transparent)]
    Exists(SaveError),
    #[error("there is no display to open {} on; {}", .0.display(), work_without_display())]
    NoDisplay(PathBuf),
    #[error("there is no template “{0}”")]
    NoTemplate(String),
    #[error("{}: not written: this is a symbolic link", .0.display())]
    DemoFolderIsLink(PathBuf),
    #[error("{}: the folder could not be made: {cause}", .path.display())]
    DemoFolder { path: PathBuf, cause: io::Error },
    #[error("{}: not written: the file is there and was changed", .0.display())]
    DemoFileChanged(PathBuf),
    #[error("a packet needs a project file and a folder")]
    PacketArguments,
    #[error("{}: {cause}", .path.display())]
    NotStripped { path: PathBuf, cause: StripError },
    #[error("{}: {}", .path.display(), annotated_fault(.cause))]
    AnnotatedUnread { path: PathBuf, cause: RegularError },
    #[error("{}: not a text in UTF-8", .0.display())]
    AnnotatedNotText(PathBuf),
    #[error("{}: not written: this is the project itself", .0.display())]
    ExportOverProject(PathBuf),
    #[error("--override needs a reason, and this one is empty")]
    NoReason,
    #[error("a sign-off needs a name")]
    NoSigner,
    #[error("{} and {} are both the source “{key}”", .first.display(), .second.display())]
    SameKey { key: String, first: PathBuf, second: PathBuf },
    #[error("{}: not added: the source “{key}” has the same text", named(path))]
    SameText { path: PathBuf, key: String },
    #[error("there is no source “{key}” in this project")]
    NoSource { key: String, known: Vec<String> },
    #[error("“{0}” has no snapshot to take words from")]
    NoSnapshot(String),
    #[error("there are no words in --exact")]
    NoWords,
    #[error("“{}” does not stand in {within}{}", shown(.exact), nor_near(.nearest))]
    NotThere { exact: String, within: SearchedText, nearest: Option<PassagePlace> },
    #[error(
        "there is no occurrence {number}: “{}” stands in {within} {}", shown(.exact), times(*.found)
    )]
    NoOccurrence { number: usize, exact: String, within: SearchedText, found: usize },
    /// With the first places alone, at most [`LISTED_PLACES`].
    #[error("“{}” stands in {within} {}", shown(.exact), times(*.found))]
    Several { exact: String, within: SearchedText, places: Vec<PassagePlace>, found: usize },
}

/// A text in which words were looked for.
#[derive(Clone, Debug)]
pub(super) enum SearchedText {
    /// The snapshot of the source with this key.
    Snapshot(String),
    Draft,
}

impl Display for SearchedText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Snapshot(key) => write!(f, "the snapshot of “{key}”"),
            Self::Draft => f.write_str("the draft"),
        }
    }
}

/// A passage of a text that was searched.
#[derive(Clone, Debug)]
pub(super) struct PassagePlace {
    /// How a person finds it: a page, a line.
    pub(super) place: String,
    /// Its words, with a few around them where there are several.
    pub(super) words: String,
}

impl Failure {
    /// What to do next; empty where the message says it, or nothing can be done.
    pub(super) fn hint(&self) -> String {
        match self {
            Self::Load(error) => error.hint().to_owned(),
            Self::Save(error) => error.hint().to_owned(),
            Self::Packet(error) => error.hint().to_owned(),
            Self::Step(error) => error.hint().to_owned(),
            Self::NotLocked { refusal, .. } => refusal.hint(),
            Self::Linked(_) => {
                "It is as it was; work on a copy of it, or save it once in the window, which asks \
                 whether this name may part from the others."
                    .to_owned()
            }
            Self::Exists(_) => {
                "“nutgraf new” never replaces a file; choose another name.".to_owned()
            }
            Self::DemoFolderIsLink(_) => "Name another folder with -o.".to_owned(),
            Self::DemoFolder { .. } => "Name another one with -o.".to_owned(),
            Self::DemoFileChanged(_) => "It is as it was; name another folder with -o.".to_owned(),
            Self::NotStripped { .. } => {
                "Give the annotated draft in Markdown that “nutgraf packet” wrote.".to_owned()
            }
            Self::ExportOverProject(_) => "Name another file for the export.".to_owned(),
            Self::NoReason => "Say why the article may be published as it is.".to_owned(),
            Self::NoSigner => "Say whose with --by NAME.".to_owned(),
            Self::SameKey { .. } => {
                "A citation key means the file of that name; give the files different names."
                    .to_owned()
            }
            Self::SameText { .. } => {
                "Cite that one, or add this one all the same with --again.".to_owned()
            }
            Self::NoSource { known, .. } if known.is_empty() => {
                "Add one with “nutgraf source add”.".to_owned()
            }
            Self::NoSource { known, .. } => {
                let known: Vec<String> = known.iter().map(|key| format!("“{key}”")).collect();
                format!("The sources are {}.", known.join(", "))
            }
            Self::NoSnapshot(_) => {
                "Add its text with “nutgraf source add”, or paste it in the window.".to_owned()
            }
            Self::NotThere { nearest: Some(PassagePlace { place, words }), .. } => {
                let words = excerpt(words, SHOWN_PASSAGE);
                format!("The nearest passage there is ({place}): “{words}”")
            }
            Self::Several { places, found, .. } => which_of(places, *found),
            Self::ReaderLeft
            | Self::NotPrinted(_)
            | Self::CountsNotPrinted(_)
            | Self::Capture(_)
            | Self::Import(_)
            | Self::NoDisplay(_)
            | Self::NoTemplate(_)
            | Self::PacketArguments
            | Self::AnnotatedUnread { .. }
            | Self::AnnotatedNotText(_)
            | Self::NoWords
            | Self::NotThere { nearest: None, .. }
            | Self::NoOccurrence { .. } => String::new(),
        }
    }
}

/// Only the output streams are written to without a path of their own.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ReaderLeft;
        }
        Self::NotPrinted(error)
    }
}

fn shown(words: &str) -> String {
    excerpt(words, SHOWN_WORDS)
}

fn nor_near(nearest: &Option<PassagePlace>) -> &'static str {
    if nearest.is_some() { "" } else { ", nor does anything near it" }
}

fn annotated_fault(cause: &RegularError) -> String {
    match cause {
        RegularError::TooLarge { .. } => "too large to be an annotated draft".to_owned(),
        RegularError::System(cause) => format!("could not be read: {cause}"),
        RegularError::Special(_) => format!("could not be read: {cause}"),
    }
}

/// Lists the places that words stand in, a number each.
fn which_of(places: &[PassagePlace], found: usize) -> String {
    let mut hint = "Say which one with --occurrence N:".to_owned();
    for (at, PassagePlace { place, words }) in places.iter().enumerate() {
        hint += &format!("\n  {}  {place}: {words}", at + 1);
    }
    if found > places.len() {
        hint += &format!("\n  and {}", count(found - places.len(), "more place"));
    }
    hint
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_is_too_large_is_told_with_both_sizes_and_a_way_out() {
        let error = StepError::TooLarge { size: 301 << 20, most: 256 << 20 };
        let failure = Failure::from(error);
        let said = "this would make the project 301 MiB; a project can hold 256 MiB. Nothing was \
                    changed";
        assert_eq!(failure.to_string(), said);
        assert!(failure.hint().contains("delete a source"), "{}", failure.hint());
    }
}
