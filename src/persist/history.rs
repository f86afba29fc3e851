//! Earlier versions of a project, kept outside its folder.
//!
//! While somebody works, and before anything drastic, the whole project is kept in
//! the user's state folder, by the path of its file.
//!
//! # Invariants
//!
//! - A version is a project file like any other, written in one stroke.
//! - One that somebody named is never pruned.
//! - Of the others the newest ten stay, then one an hour for a day and one a day for
//!   thirty days.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{
    attributes::folder_of,
    file::to_ron_within,
    limits::Limit,
    load_error::LoadError,
    private,
    regular::{self, Links},
    save_error::SaveError,
    store::load_own,
};
use crate::project::Project;

/// How many of the newest versions stay whatever their age.
const NEWEST: usize = 10;

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

/// For how many days one version a day stays.
const DAYS: i64 = 30;

/// The versions of one project.
#[derive(Clone, Debug)]
pub struct VersionFolder {
    folder: PathBuf,
}

/// A version that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// When it was kept.
    pub at: Timestamp,
    /// Why it was kept, or what somebody called it.
    pub label: String,
    /// Whether somebody named it.
    pub is_named: bool,
    /// Its file.
    pub path: PathBuf,
}

/// Why a version is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionReason {
    /// The project was saved as it is.
    Saved,
    /// It is about to be merged with another version.
    BeforeMerge,
    /// Another program's version is about to take its place.
    BeforeOtherVersion,
    /// Another program's version, which it is, is about to be taken back.
    BeforeUndoOfOtherVersion,
    /// Its draft is about to be updated from a file.
    BeforeDraftUpdate,
    /// An earlier version is about to take its place.
    BeforeBringingBack,
    /// All hits of a search are about to be replaced.
    BeforeReplaceAll,
    /// Somebody wants it kept, under this name.
    Named(String),
}

impl VersionReason {
    /// Whether somebody named the version.
    pub fn is_named(&self) -> bool {
        matches!(self, Self::Named(_))
    }

    /// Returns what the version's file is called by. The words are the format's own: a file
    /// that is there keeps them, whatever they are called elsewhere.
    fn label(&self) -> &str {
        match self {
            Self::Saved => "Saved",
            Self::BeforeMerge => "Before merging",
            Self::BeforeOtherVersion => "Before taking another program’s version",
            Self::BeforeUndoOfOtherVersion => "Before undoing another program’s version",
            Self::BeforeDraftUpdate => "Before updating the draft",
            Self::BeforeBringingBack => "Before bringing a version back",
            Self::BeforeReplaceAll => "Before replace all",
            Self::Named(name) => name,
        }
    }
}

impl VersionFolder {
    /// The versions of the project of a file, below the user's state folder.
    pub fn of(state: &Path, project: &Path) -> Self {
        let path = fs::canonicalize(project).unwrap_or_else(|_| project.to_owned());
        let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
        let name: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Self { folder: state.join("history").join(name) }
    }

    /// Keeps a version, unless the newest one is the same and this one has no name.
    /// Then prunes. Says whether it was kept.
    ///
    /// # Errors
    /// When it could not be written; those that are kept are as they were.
    pub fn keep(
        &self,
        project: &Project,
        reason: &VersionReason,
        now: Timestamp,
    ) -> Result<bool, SaveError> {
        let system = |cause| SaveError::System { path: self.folder.clone(), cause };
        // A project that is too large to be saved is still kept where it can be read.
        let text = to_ron_within(project, Limit::Project.read())
            .map_err(|cause| SaveError::encoding(&self.folder, cause))?;
        private::folder(folder_of(&self.folder)).map_err(system)?;
        private::folder(&self.folder).map_err(system)?;
        let versions = self.list();
        let newest = versions.first().and_then(|version| {
            let (bytes, _) =
                regular::read(&version.path, Links::Refuse, Limit::Project.read()).ok()?;
            Some(bytes)
        });
        if !reason.is_named() && newest.is_some_and(|newest| newest == text.as_bytes()) {
            return Ok(false);
        }
        let path = self.folder.join(file_name(now, reason));
        private::write(&path, text.as_bytes(), Links::Refuse)?;
        self.prune(now).map_err(system)?;
        Ok(true)
    }

    /// The versions, newest first. What is no version is not listed.
    pub fn list(&self) -> Vec<Version> {
        let mut versions: Vec<Version> =
            private::files_in(&self.folder).iter().filter_map(|path| version_of(path)).collect();
        versions.sort_by(|one, other| (other.at, &other.path).cmp(&(one.at, &one.path)));
        versions
    }

    /// Reads a version.
    ///
    /// # Errors
    /// When it is gone or damaged.
    pub fn load(version: &Version) -> Result<Project, LoadError> {
        load_own(&version.path).map(|opened| opened.project)
    }

    fn prune(&self, now: Timestamp) -> io::Result<()> {
        let versions = self.list();
        let times: Vec<Option<i64>> = versions
            .iter()
            .map(|version| (!version.is_named).then_some(version.at.as_second()))
            .collect();
        for (version, _) in
            versions.iter().zip(kept(&times, now.as_second())).filter(|(_, is_kept)| !is_kept)
        {
            fs::remove_file(&version.path)?;
        }
        Ok(())
    }
}

/// Which of the versions stay, given their times in seconds since 1970, youngest first;
/// `None` is one with a name.
///
/// Of an hour of the clock, and of a day, the youngest stays: it is the one that was
/// kept last time too, so that pruning again and again takes nothing away with it.
fn kept(times: &[Option<i64>], now: i64) -> Vec<bool> {
    let mut unnamed = 0;
    let (mut hour, mut day) = (None, None);
    let keep = |time: &Option<i64>| {
        let Some(time) = *time else { return true };
        unnamed += 1;
        // A clock that went back makes versions of the future: they are kept.
        let age = now - time;
        let is_first_of_hour = hour.replace(time.div_euclid(HOUR)) != Some(time.div_euclid(HOUR));
        let is_first_of_day = day.replace(time.div_euclid(DAY)) != Some(time.div_euclid(DAY));
        unnamed <= NEWEST
            || (age < DAY && is_first_of_hour)
            || (age < DAYS * DAY && is_first_of_day)
    };
    times.iter().map(keep).collect()
}

/// `1764072000-named-Before%20the%20desk.ron`: sorted by time, readable by people.
fn file_name(now: Timestamp, reason: &VersionReason) -> String {
    let sort = if reason.is_named() { "named" } else { "auto" };
    let mut encoded = String::new();
    for c in reason.label().chars().take(60) {
        match c {
            c if c.is_alphanumeric() || " -_,()".contains(c) => encoded.push(c),
            _ => encoded.push('_'),
        }
    }
    format!("{:020}-{sort}-{}.ron", now.as_millisecond(), encoded.trim())
}

fn version_of(path: &Path) -> Option<Version> {
    let name = path.file_name()?.to_str()?.strip_suffix(".ron")?;
    let mut parts = name.splitn(3, '-');
    let at = Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?;
    let is_named = match parts.next()? {
        "named" => true,
        "auto" => false,
        _ => return None,
    };
    let label = parts.next()?.to_owned();
    Some(Version { at, label, is_named, path: path.to_owned() })
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test's files are its own")]
mod tests {
    use super::*;
    use nutgraf_engine::model::Article;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_764_000_000 + seconds).unwrap()
    }

    fn project(text: &str) -> Project {
        Project::new(Article::default(), text)
    }

    #[test]
    fn versions_are_listed_newest_first_and_read_back() {
        let state = tempfile::tempdir().unwrap();
        let versions = VersionFolder::of(state.path(), Path::new("/nowhere/article.ron"));
        assert_eq!(versions.list(), []);
        assert!(versions.keep(&project("one"), &VersionReason::Saved, at(0)).unwrap());
        assert!(!versions.keep(&project("one"), &VersionReason::Saved, at(9)).unwrap(), "the same");
        let named = VersionReason::Named("For the desk: v1/2".to_owned());
        assert!(versions.keep(&project("one"), &named, at(10)).unwrap());
        assert!(versions.keep(&project("two"), &VersionReason::BeforeReplaceAll, at(20)).unwrap());
        let listed = versions.list();
        let labels: Vec<_> = listed.iter().map(|version| version.label.as_str()).collect();
        assert_eq!(labels, ["Before replace all", "For the desk_ v1_2", "Saved"]);
        assert_eq!(VersionFolder::load(&listed[0]).unwrap().draft(), "two");
        assert!(listed[1].is_named && !listed[0].is_named);
    }

    #[test]
    fn two_projects_have_versions_of_their_own() {
        let state = tempfile::tempdir().unwrap();
        let one = VersionFolder::of(state.path(), Path::new("/nowhere/one.ron"));
        let other = VersionFolder::of(state.path(), Path::new("/nowhere/other.ron"));
        one.keep(&project("one"), &VersionReason::Saved, at(0)).unwrap();
        assert_eq!(other.list(), []);
    }

    #[test]
    fn who_keeps_on_working_has_the_newest_ten_then_one_an_hour_then_one_a_day() {
        let mut times: Vec<Option<i64>> = Vec::new();
        let start = 100 * DAY;
        // A version every two minutes for forty days, pruned each time.
        for step in 0..40 * 24 * 30 {
            let now = start + step * 120;
            times.insert(0, Some(now));
            let stay = kept(&times, now);
            times =
                times.into_iter().zip(stay).filter(|(_, stays)| *stays).map(|(t, _)| t).collect();
        }
        let now = times[0].unwrap();
        let ages: Vec<i64> = times.iter().map(|time| now - time.unwrap()).collect();
        assert_eq!(ages[..10], [0, 120, 240, 360, 480, 600, 720, 840, 960, 1080]);
        let within =
            |from: i64, to: i64| ages.iter().filter(|age| (from..to).contains(*age)).count();
        assert_eq!(within(1_200, DAY), 23);
        assert!((28..=30).contains(&within(DAY, 31 * DAY)), "{}", within(DAY, 31 * DAY));
        let named = [vec![None; 50], vec![Some(0); 12]].concat();
        let stay = kept(&named, 400 * DAY);
        assert_eq!(stay.iter().filter(|kept| **kept).count(), 60, "named ones stay");
        assert!(kept(&[Some(10 * DAY)], DAY)[0], "a version of the future stays");
    }

    #[test]
    fn a_file_that_is_no_version_is_left_alone() {
        let state = tempfile::tempdir().unwrap();
        let versions = VersionFolder::of(state.path(), Path::new("/nowhere/article.ron"));
        versions.keep(&project("one"), &VersionReason::Saved, at(0)).unwrap();
        fs::write(versions.folder.join("notes.txt"), "mine").unwrap();
        versions.keep(&project("two"), &VersionReason::Saved, at(1)).unwrap();
        assert_eq!(versions.list().len(), 2);
        assert!(versions.folder.join("notes.txt").exists());
    }
}
