//! The project file: a [`Project`] as text that a person can read and Git can merge.
//!
//! Files are records (`record`) of their own, apart from the model, so that
//! the model can change without old files becoming unreadable. Field order is
//! the order of the records' fields and never depends on the content. Long
//! texts stand as they are, with their own line breaks; small records stand on
//! one line each.

mod convert;
mod field;
mod migrate;
mod note;
mod plain;
pub(super) mod record;
pub(super) mod step;
pub(super) mod syntax;
mod unresolved;
mod variants;

use std::path::Path;

use ron::ser::PrettyConfig;

use super::{
    limits::Reading,
    load_error::{LoadError, LoadFault},
    save_error::EncodeError,
};
use crate::project::Project;
pub use note::{AnchorOutcome, LoadNote};
use record::ProjectRecord;
use syntax::Fault;

/// A project as it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The project.
    pub project: Project,
    /// What a person should know of it.
    pub notes: Vec<LoadNote>,
}

/// The project as the text of its file.
///
/// The text is read back and compared, so what this returns is known to hold
/// the whole project.
///
/// # Errors
/// When the text would not read back to the same project.
pub fn to_ron(project: &Project) -> Result<String, EncodeError> {
    to_ron_within(project, u64::MAX)
}

/// The project as the text of its file, of so many bytes at most; see [`to_ron`].
///
/// # Errors
/// When the text is longer, or would not read back to the same project.
pub fn to_ron_within(project: &Project, most: u64) -> Result<String, EncodeError> {
    let record = ProjectRecord::of(project);
    let layout = PrettyConfig::new().new_line("\n").escape_strings(false);
    let mut text = ron::Options::default().to_string_pretty(&record, layout)?;
    text.push('\n');
    let size = text.len() as u64;
    if size > most {
        return Err(EncodeError::TooLarge { size, most });
    }
    let back = from_text(&text)
        .map_err(|fault| EncodeError::Differs(fault.error_at(Path::new("the new file")).into()))?;
    if ProjectRecord::of(&back.project) != record {
        return Err(EncodeError::Lossy);
    }
    Ok(text)
}

/// Whether a file of the one project would hold the same as a file of the other.
pub fn is_same(one: &Project, other: &Project) -> bool {
    // Drafts differ most often, and are compared without a copy.
    one.draft() == other.draft() && ProjectRecord::of(one) == ProjectRecord::of(other)
}

/// Reads the bytes of a project file. `path` is only named in errors.
///
/// # Errors
/// When the bytes are not a project of a format that this program knows.
pub fn from_ron(bytes: &[u8], path: &Path) -> Result<Loaded, LoadError> {
    from_ron_as(Reading::Usual, bytes, path)
}

/// Reads the bytes of a project file, up to a size; see [`from_ron`].
///
/// # Errors
/// When the bytes are too many, or no project of a format that this program knows.
pub fn from_ron_as(reading: Reading, bytes: &[u8], path: &Path) -> Result<Loaded, LoadError> {
    from_bytes(reading, bytes).map_err(|fault| fault.error_at(path))
}

fn from_bytes(reading: Reading, bytes: &[u8]) -> Result<Loaded, Fault> {
    if bytes.len() as u64 > reading.most() {
        return Err(LoadFault::TooLarge { size: bytes.len() as u64 }.into());
    }
    if !bytes.is_empty() && bytes.iter().all(|byte| *byte == 0) {
        return Err(LoadFault::AllZero.into());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error))?;
    from_text(text)
}

fn from_text(text: &str) -> Result<Loaded, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(LoadFault::Empty.into());
    }
    migrate::read(text)?.into_project()
}

fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> Fault {
    let offset = error.valid_up_to();
    let before = std::str::from_utf8(&bytes[..offset]).unwrap_or_default();
    let place = nutgraf_engine::text::Lines::of(before).position(before, offset);
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    Fault::at(place, LoadFault::NotUtf8 { offset, utf16 })
}
