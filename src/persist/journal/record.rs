//! What the frames of a journal hold, and what is read out of them.

use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::frame::{Frames, MAGIC, NAME, framed};
use crate::{
    persist::{
        EncodeError, FileFingerprint,
        file::{
            step::{SignedRecord, StepRecord},
            to_ron,
        },
    },
    project::{Project, ProjectCopy, Step},
};
use nutgraf_engine::model::Signoff;

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalEntry {
    /// The steps of an intent, or those of an undo or redo.
    Steps(Vec<Step>),
    /// The article was signed off.
    Signed(Signoff),
    /// What was done so far is about to be saved to this file. If that file holds just
    /// this, it was saved, whether or not the journal lived to know.
    Saving(PathBuf),
}

/// What a journal builds on.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The project's file and what it held.
    pub file: Option<(PathBuf, FileFingerprint)>,
    /// The whole project, when no file has it as it is.
    pub whole: Option<Box<ProjectCopy>>,
    /// A journal of a window that is gone, whose edits are the first entry of this one.
    pub restores: Option<PathBuf>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderRecord {
    program: String,
    whole: bool,
    /// Names of journals that hold nothing that is not in this one.
    #[serde(default)]
    replaces: Vec<String>,
    file: Option<FileRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRecord {
    path: String,
    length: u64,
    sha256: [u8; 32],
}

#[derive(Debug, Serialize, Deserialize)]
enum EntryRecord {
    Steps(Vec<StepRecord>),
    Signed(SignedRecord),
    Saving(String),
}

/// An entry as a payload; `None` for one that cannot be written and need not be.
pub(super) fn payload(entry: &JournalEntry) -> Result<Option<Vec<u8>>, EncodeError> {
    let record = match entry {
        JournalEntry::Steps(steps) => {
            EntryRecord::Steps(steps.iter().map(StepRecord::of).collect())
        }
        JournalEntry::Signed(signoff) => EntryRecord::Signed(SignedRecord::of(signoff)),
        JournalEntry::Saving(path) => match path.to_str() {
            Some(path) => EntryRecord::Saving(path.to_owned()),
            None => return Ok(None),
        },
    };
    // Texts stand as they are: escapes would make them up to six times as long.
    let layout = PrettyConfig::new().depth_limit(0).escape_strings(false);
    Ok(Some(ron::Options::default().to_string_pretty(&record, layout)?.into_bytes()))
}

fn entry(payload: &[u8]) -> Option<JournalEntry> {
    let text = std::str::from_utf8(payload).ok()?;
    Some(match ron::Options::default().from_str(text).ok()? {
        EntryRecord::Steps(records) => {
            let steps: Result<_, _> = records.into_iter().map(StepRecord::into_step).collect();
            JournalEntry::Steps(steps.ok()?)
        }
        EntryRecord::Signed(signoff) => JournalEntry::Signed(signoff.into_signoff()),
        EntryRecord::Saving(path) => JournalEntry::Saving(path.into()),
    })
}

/// The beginning of a journal that takes the place of others, and the number of the
/// next frame.
pub(super) fn opening<'a>(
    origin: &'a Origin,
    replaced: impl Iterator<Item = &'a Path>,
) -> Result<(Vec<u8>, u64), EncodeError> {
    let replaced = replaced.chain(origin.restores.as_deref()).filter_map(name_of);
    let replaces = replaced.map(str::to_owned).collect();
    let file = origin.file.as_ref().and_then(|(path, stamp)| {
        let path = path.to_str()?.to_owned();
        Some(FileRecord { path, length: stamp.length, sha256: stamp.sha256 })
    });
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let header = HeaderRecord { program, whole: origin.whole.is_some(), replaces, file };
    let header = ron::Options::default().to_string(&header)?;
    let mut bytes = MAGIC.to_vec();
    bytes.extend(framed(0, header.as_bytes()));
    let Some(whole) = &origin.whole else { return Ok((bytes, 1)) };
    let text = to_ron(&whole.clone().into_project())?;
    bytes.extend(framed(1, text.as_bytes()));
    Ok((bytes, 2))
}

/// The name of a journal, which says whose it is.
pub(super) fn name_of(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()
}

/// What a journal says.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The file it builds on.
    pub file: Option<(PathBuf, FileFingerprint)>,
    /// The text of the whole project that it builds on instead.
    pub whole: Option<String>,
    /// Names of journals that hold nothing that is not in this one.
    pub replaces: Vec<String>,
    /// What was done, in order, up to the first record that is not whole.
    pub entries: Vec<JournalEntry>,
    /// Whether records behind those were not whole.
    pub is_torn: bool,
}

impl Replay {
    /// Does what was done again, on the project that the journal builds on. Stops at
    /// what does not fit, and returns how many entries fitted.
    pub fn redo(&self, project: &mut Project) -> usize {
        let fits = self.entries.iter().take_while(|entry| redo(entry, project));
        fits.count()
    }
}

/// Does one entry again; `false` when it does not fit.
pub(super) fn redo(entry: &JournalEntry, project: &mut Project) -> bool {
    match entry {
        JournalEntry::Steps(steps) => project.replay(steps.clone()).is_ok(),
        JournalEntry::Signed(signoff) => {
            project.put_signoff(signoff.clone());
            true
        }
        JournalEntry::Saving(_) => true,
    }
}

/// A file says nothing of what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A newer program wrote it.
    Newer,
    /// It is no journal, or was torn before anything was in it.
    NoJournal,
}

/// Reads a journal.
///
/// # Errors
/// When it has no whole header.
pub fn read(bytes: &[u8]) -> Result<Replay, Unreadable> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        let is_other = bytes.len() > MAGIC.len() && bytes.starts_with(NAME);
        return Err(if is_other { Unreadable::Newer } else { Unreadable::NoJournal });
    };
    let mut frames = Frames::of(rest);
    let text = |payload: Option<&[u8]>| {
        payload
            .and_then(|payload| std::str::from_utf8(payload).ok())
            .map(str::to_owned)
            .ok_or(Unreadable::NoJournal)
    };
    let header = text(frames.next())?;
    let header: HeaderRecord =
        ron::Options::default().from_str(&header).map_err(|_| Unreadable::Newer)?;
    let whole = header.whole.then(|| text(frames.next())).transpose()?;
    let file = header.file.map(|FileRecord { path, length, sha256 }| {
        (PathBuf::from(path), FileFingerprint { length, sha256, modified: None, disk: None })
    });
    let mut entries = Vec::new();
    let mut is_known = true;
    for payload in frames.by_ref() {
        match entry(payload) {
            Some(entry) => entries.push(entry),
            // What a newer program did cannot be left out of what came after it.
            None => {
                is_known = false;
                break;
            }
        }
    }
    let is_torn = frames.is_torn() || !is_known;
    Ok(Replay { file, whole, replaces: header.replaces, entries, is_torn })
}

impl Origin {
    /// A project that is in its file as it is.
    pub fn file(path: &Path, stamp: &FileFingerprint) -> Self {
        Self { file: Some((path.to_owned(), stamp.clone())), whole: None, restores: None }
    }

    /// A project that is in no file.
    pub fn whole(project: ProjectCopy) -> Self {
        Self { file: None, whole: Some(Box::new(project)), restores: None }
    }
}
