//! What windows that are gone left behind, made ready to be offered.
//!
//! # Invariants
//!
//! - A journal is looked at only while its lock is held here, so that no two windows
//!   offer the same.
//! - Nothing is offered that the file has already.
//! - Nothing that is found changes a project by itself.

use std::{
    fs::{self, File, TryLockError},
    io::Read,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    Counts, JournalEntry, KEPT, Replay, Unreadable, base_of,
    compare::compare,
    discard,
    open_journal::is_live,
    problem::RecoveryProblem,
    read,
    record::{name_of, redo},
};
use crate::{
    persist::{
        FileFingerprint, Limit, Opened, Reading,
        file::from_ron_as,
        is_same, load_as,
        private::files_in,
        regular::{self, Access, Links},
    },
    project::{Project, Step},
};
use nutgraf_engine::{evidence::DiffPart, markdown::Structure};

/// How what was lost stands to the file on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseFile {
    /// The project was never saved.
    NeverSaved,
    /// The file holds what the edits were made on, and opens as this.
    Fits(FileFingerprint),
    /// The file was changed by somebody else since.
    Changed,
    /// The file is gone or cannot be read.
    Missing,
}

/// What a window that is gone left behind.
#[derive(Debug)]
pub struct RecoverableSession {
    /// Its journal.
    pub journal: PathBuf,
    /// What a person calls the article.
    pub title: String,
    /// The project's file; `None` for one that was never saved.
    pub path: Option<PathBuf>,
    /// When the last edit was written down.
    pub typed: Option<Timestamp>,
    /// How it stands to the file.
    pub standing: BaseFile,
    /// The project with everything that was done.
    pub project: Project,
    /// The project as it is in the file, and what leads from it to the other; `None`
    /// where the file is not what the edits were made on.
    pub steps: Option<(Project, Vec<JournalEntry>)>,
    /// From the draft as it is saved to the draft that was lost, word by word.
    pub diff: Vec<DiffPart>,
    /// The rest of the difference.
    pub counts: Counts,
    /// Whether the end of the journal was torn, so that the very last edit may be missing.
    pub is_torn: bool,
    /// Held for as long as this is offered, so that nobody else offers it.
    _lock: File,
}

impl PartialEq for RecoverableSession {
    fn eq(&self, other: &Self) -> bool {
        self.journal == other.journal
    }
}

impl Eq for RecoverableSession {}

fn title_of(project: &Project) -> String {
    let title = project.article().title.trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    let headings = Structure::parse(project.draft()).headings;
    headings.into_iter().next().map_or_else(|| "Untitled".to_owned(), |first| first.title)
}

/// What was found in a folder of journals.
#[derive(Debug, Default)]
pub struct RecoveryScan {
    /// What can be offered, the newest first.
    pub lost: Vec<RecoverableSession>,
    /// What keeps edits from being brought back.
    pub problems: Vec<RecoveryProblem>,
}

/// Looks for what windows that are gone left behind: of every project, or of that of
/// one file. Puts things in order besides: what was thrown away long ago is removed.
pub fn find(folder: &Path, only: Option<&Path>, now: Timestamp) -> RecoveryScan {
    let mut found = RecoveryScan::default();
    if only.is_none() {
        prune(folder, now);
    }
    let mut dead: Vec<_> = files_in(folder).into_iter().filter_map(Dead::of).collect();
    let replaced: Vec<_> =
        dead.iter().flat_map(|dead| dead.replay.replaces.iter().cloned()).collect();
    dead.retain(|dead| {
        let is_replaced = name_of(&dead.path).is_some_and(|n| replaced.iter().any(|r| r == n));
        if is_replaced {
            // All that is in it is in the one that took its place.
            let _ = discard(&dead.path);
        }
        !is_replaced
    });
    // Whoever opens a file has said what it may take; else only what is read unasked is.
    let reading = if only.is_some() { Reading::Large } else { Reading::Usual };
    for dead in dead.into_iter().filter(|dead| only.is_none_or(|only| dead.is_of(only))) {
        match dead.offered(reading) {
            Ok(lost) => found.lost.extend(lost),
            Err(problem) => found.problems.push(problem),
        }
    }
    found.lost.sort_by_key(|lost| std::cmp::Reverse(lost.typed));
    found
}

/// Takes a journal whose writer is gone; `None` when it lives or another window has it.
fn claim(path: &Path) -> Option<File> {
    // Some network folders lock only what may be written to.
    let (file, _) = regular::open(path, Links::Refuse, Access::WriteIfAllowed).ok()?;
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock) => None,
        Err(TryLockError::Error(_)) => (!may_live(path)).then_some(file),
    }
}

/// Whether the process that a journal is named after may be running. Only for folders
/// without locks.
fn may_live(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let id = name.split('-').next().unwrap_or_default();
    id == std::process::id().to_string() || Path::new("/proc").join(id).exists()
}

/// A journal whose writer is gone.
struct Dead {
    path: PathBuf,
    lock: File,
    replay: Replay,
}

impl Dead {
    fn of(path: PathBuf) -> Option<Self> {
        if path.extension().is_none_or(|ending| ending != "journal") || is_live(&path) {
            return None;
        }
        let mut lock = claim(&path)?;
        let mut bytes = Vec::new();
        (&mut lock).take(Limit::Journal.read()).read_to_end(&mut bytes).ok()?;
        match read(&bytes) {
            Ok(replay) => Some(Self { path, lock, replay }),
            // Left for the program that knows it.
            Err(Unreadable::Newer) => None,
            Err(Unreadable::NoJournal) => {
                // Nothing was in it yet; kept all the same, for nothing is thrown away here.
                let _ = discard(&path);
                None
            }
        }
    }

    /// Whether it is of the project of this file.
    fn is_of(&self, file: &Path) -> bool {
        let builds_on = self.replay.file.as_ref().map(|(path, _)| path);
        let saved_to = self.replay.entries.iter().filter_map(|entry| match entry {
            JournalEntry::Saving(path) => Some(path),
            _ => None,
        });
        builds_on.into_iter().chain(saved_to).any(|path| is_same_file(path, file))
    }

    /// What there is to offer of it, or why it cannot be.
    fn offered(self, reading: Reading) -> Result<Option<RecoverableSession>, RecoveryProblem> {
        let Self { path, lock, replay } = self;
        if let Some(waits) = waits_for_opening(reading, &replay) {
            return Err(waits);
        }
        let end = Start::of(reading, &path, &replay).ok_or(Misfit);
        let end = end.and_then(|start| start.into_end(reading, &replay));
        match end {
            Ok(Some(end)) => Ok(Some(end.into_lost(&path, replay, lock))),
            Ok(None) => {
                // All of it is saved.
                let _ = discard(&path);
                Ok(None)
            }
            Err(Misfit) => Err(misfit(&path, &replay)),
        }
    }
}

/// What is to be said of edits of a file that is too large to be read unasked.
fn waits_for_opening(reading: Reading, replay: &Replay) -> Option<RecoveryProblem> {
    let (file, _) = replay.file.as_ref()?;
    let length = fs::metadata(file).ok()?.len();
    (length > reading.most()).then(|| RecoveryProblem::WaitsForOpening(file.clone()))
}

/// Says that edits cannot be brought back. One whose file may come back with its disk is
/// left where it is; else it is set aside, so that this is said once.
fn misfit(journal: &Path, replay: &Replay) -> RecoveryProblem {
    let file = replay.file.as_ref().map(|(file, _)| file.clone());
    let is_gone = file.as_ref().is_some_and(|file| !file.exists());
    let is_discarded = !is_gone && discard(journal).is_ok();
    let journal = if is_discarded {
        let name = journal.file_name().unwrap_or_default();
        journal.parent().unwrap_or(Path::new("")).join("discarded").join(name)
    } else {
        journal.to_owned()
    };
    RecoveryProblem::Misfit { file, journal, is_discarded }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    one == other
        || fs::canonicalize(one).ok().zip(fs::canonicalize(other).ok()).is_some_and(|(a, b)| a == b)
}

/// Where a journal starts.
struct Start {
    project: Project,
    /// The file's project and stamp, when it holds just that.
    fits: Option<FileFingerprint>,
}

impl Start {
    fn of(reading: Reading, journal: &Path, replay: &Replay) -> Option<Self> {
        let name = Path::new("the journal");
        let on_disk = replay.file.as_ref().and_then(|(path, stamp)| {
            let opened = load_as(reading, path).ok()?;
            (opened.stamp.sha256 == stamp.sha256).then_some(opened)
        });
        if let Some(whole) = &replay.whole {
            // What a journal may hold is bounded by the journal.
            let project = from_ron_as(Reading::Large, whole.as_bytes(), name).ok()?.project;
            // A project that had a file holds more than that file does.
            return Some(Self { project, fits: None });
        }
        if let Some(opened) = on_disk {
            return Some(Self { project: opened.project, fits: Some(opened.stamp) });
        }
        let (_, stamp) = replay.file.as_ref()?;
        let (bytes, _) = regular::read(&base_of(journal), Links::Refuse, stamp.length).ok()?;
        let is_it = FileFingerprint::of(&bytes, None).sha256 == stamp.sha256;
        let project =
            is_it.then(|| from_ron_as(Reading::Large, &bytes, name).ok()).flatten()?.project;
        Some(Self { project, fits: None })
    }

    /// Does everything again; `None` when all of it is saved.
    fn into_end(self, reading: Reading, replay: &Replay) -> Result<Option<End>, Misfit> {
        let Self { mut project, fits } = self;
        let mut path = replay.file.as_ref().map(|(path, _)| path.clone());
        // What the file opens as, and how much of the journal it has.
        let mut saved = fits.map(|stamp| (project.clone(), stamp, 0));
        let mut done = 0;
        for entry in &replay.entries {
            if let JournalEntry::Saving(to) = entry
                && let Ok(opened) = load_as(reading, to)
                && is_same(&opened.project, &project)
            {
                path = Some(to.clone());
                saved = Some((opened.project, opened.stamp, done));
            }
            if !redo(entry, &mut project) {
                break;
            }
            done += 1;
        }
        let opened = path.as_ref().and_then(|path| load_as(reading, path).ok());
        let is_saved = opened.as_ref().is_some_and(|now| is_same(&now.project, &project));
        match (is_saved, done < replay.entries.len()) {
            (true, false) => Ok(None),
            // Words that did not fit are not saved, whatever the file holds.
            (true, true) => Err(Misfit),
            (false, _) => Ok(Some(End { project, path, opened, saved, done })),
        }
    }
}

/// Not one of the edits fits the file.
struct Misfit;

/// Where a journal leads.
struct End {
    project: Project,
    path: Option<PathBuf>,
    /// The file as it is now.
    opened: Option<Opened>,
    /// What of the journal the file has, when it has just that: the project, and how
    /// many entries are in it.
    saved: Option<(Project, FileFingerprint, usize)>,
    /// How many entries fitted.
    done: usize,
}

impl End {
    fn into_lost(self, journal: &Path, replay: Replay, lock: File) -> RecoverableSession {
        let Self { project, path, opened, saved, done } = self;
        // A whole project that has a file fits that file when nobody changed it.
        let same_file = replay.file.as_ref().zip(opened.as_ref());
        let unchanged = same_file
            .filter(|((_, stamp), opened)| stamp.sha256 == opened.stamp.sha256)
            .map(|(_, opened)| opened.stamp.clone());
        let fits = saved.as_ref().map(|(_, stamp, _)| stamp.clone()).or(unchanged);
        let standing = match (&path, fits) {
            (None, _) => BaseFile::NeverSaved,
            (Some(_), Some(stamp)) => BaseFile::Fits(stamp),
            (Some(_), None) if opened.is_some() => BaseFile::Changed,
            (Some(_), None) => BaseFile::Missing,
        };
        let empty = Project::default();
        let before = opened.as_ref().map_or(&empty, |opened| &opened.project);
        let (diff, counts) = compare(before, &project);
        let steps = saved.map(|(saved, _, from)| (saved, replay.entries[from..done].to_vec()));
        let modified = lock.metadata().and_then(|data| data.modified()).ok();
        RecoverableSession {
            journal: journal.to_owned(),
            title: title_of(&project),
            path,
            typed: modified.and_then(|time| Timestamp::try_from(time).ok()),
            standing,
            project,
            steps,
            diff,
            counts,
            is_torn: replay.is_torn || done < replay.entries.len(),
            _lock: lock,
        }
    }
}

/// Removes what was thrown away 30 days ago, and what half-made journals left.
fn prune(folder: &Path, now: Timestamp) {
    let is_old = |path: &PathBuf| {
        let modified = fs::symlink_metadata(path).and_then(|data| data.modified()).ok();
        let modified = modified.and_then(|time| Timestamp::try_from(time).ok());
        modified.is_some_and(|time| now.as_second() - time.as_second() > KEPT)
    };
    for path in files_in(&folder.join("discarded")).iter().filter(|path| is_old(path)) {
        let _ = fs::remove_file(path);
    }
    for path in files_in(folder) {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_left = match ending {
            Some("new") => is_old(&path) && claim(&path).is_some(),
            Some("base") => is_old(&path) && !path.with_extension("journal").exists(),
            _ => false,
        };
        if is_left {
            let _ = fs::remove_file(&path);
        }
    }
}

impl RecoverableSession {
    /// The steps and sign-offs that lead from the file to what was lost, each in order.
    pub fn split(entries: &[JournalEntry]) -> (Vec<Step>, Vec<nutgraf_engine::model::Signoff>) {
        let (mut steps, mut signoffs) = (Vec::new(), Vec::new());
        for entry in entries {
            match entry {
                JournalEntry::Steps(more) => steps.extend(more.iter().cloned()),
                JournalEntry::Signed(signoff) => signoffs.push(signoff.clone()),
                JournalEntry::Saving(_) => {}
            }
        }
        (steps, signoffs)
    }
}
