//! What the workspace wants done outside it, and what came of it.

mod clipboard;

use std::{path::PathBuf, sync::Arc};

use jiff::Timestamp;

use super::samples::Sample;
use crate::{
    app::notice::{JournalFailure, ReadFailure, TaskFailure},
    exchange::{
        export::PacketError,
        picture::{PictureReading, PictureStamp},
    },
    persist::{
        Expect, FileFingerprint, KeepImageError, LoadError, Lock, Opened, SaveError, Settings,
        Version, VersionReason,
        journal::{self, Order, RecoverableSession},
        lock::Refusal,
        outside,
    },
    project::{PartHits, Project, ProjectCopy},
};
use nutgraf_engine::{
    evidence::{Corpus, Inventory, Report},
    text::find::Pattern,
};
use nutgraf_import::Imported;

pub use clipboard::{ClipboardContent, ClipboardEdit, ImageSource, PasteTarget};

/// A file the writer is to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A project to open.
    Open,
    /// Where to save the project.
    SaveAs {
        /// The name to suggest.
        name: String,
        /// The project that is to be saved, by `FileState::opened_revision`: the
        /// writer may have gone on to another before answering.
        project: u64,
    },
    /// A text or Markdown file to add as a source.
    Source,
    /// A text or Markdown file to update the draft from.
    Draft {
        /// The project whose draft it is, by `FileState::opened_revision`.
        project: u64,
    },
    /// Where to export; the name to suggest, and the text to write there.
    Export(String, Arc<str>),
    /// The folder for the documents of the fact check.
    Packet,
}

/// What a save may replace; the owned form of [`Expect`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replace {
    /// Nothing: no file of this name may be there.
    Nothing,
    /// The file as it was read or written last.
    Unchanged(FileFingerprint),
    /// The file as it was read or written last, whose hard links break; the writer was asked.
    BreakHardLink(FileFingerprint),
    /// Whatever is there; the writer was asked.
    Anything,
}

impl Replace {
    /// As the store takes it.
    pub fn expect(&self) -> Expect<'_> {
        match self {
            Self::Nothing => Expect::Nothing,
            Self::Unchanged(stamp) => Expect::Unchanged(stamp),
            Self::BreakHardLink(stamp) => Expect::BreakHardLink(stamp),
            Self::Anything => Expect::Overwrite,
        }
    }
}

/// Which side of a comparison a version is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one that is looked at, and can be brought back.
    Chosen,
    /// The one that it is held against.
    Against,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its name.
    pub name: String,
    /// Whether it is a folder itself.
    pub is_folder: bool,
}

/// A list that can have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum FocusedList {
    Outline,
    Sources,
    Claims,
    Findings,
}

/// Something to be done outside the workspace.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Judge every quotation. Only the newest request counts.
    Check {
        /// The project as it is now.
        project: Box<ProjectCopy>,
        /// Its revision, which comes back with the report.
        revision: u64,
    },
    /// Look for something in everything that the project holds. Only the newest request
    /// counts.
    SearchProject {
        /// The project as it is now.
        project: Box<ProjectCopy>,
        /// What to look for.
        pattern: Pattern,
        /// The project's revision, which comes back with the answer.
        revision: u64,
        /// The number of the question, which comes back with the answer.
        serial: u64,
    },
    /// Save the project. Never dropped, and finished before the program ends.
    Save {
        /// The project to write.
        project: Box<ProjectCopy>,
        /// Where to.
        path: PathBuf,
        /// What may be replaced there.
        replace: Replace,
        /// The revision being saved.
        revision: u64,
    },
    /// Open a project.
    Load(PathBuf),
    /// Open a project whatever its size.
    LoadLarge(PathBuf),
    /// Keep a version of the project.
    Keep {
        /// The project as it is now.
        project: Box<ProjectCopy>,
        /// The project's file, which the version is kept by.
        path: PathBuf,
        /// Why it is kept, or what the writer calls it.
        reason: VersionReason,
        /// When.
        now: Timestamp,
    },
    /// List the versions of the project of a file.
    ListVersions(PathBuf),
    /// Read a version.
    ReadVersion(Version, Side),
    /// Take the lock of the project's file.
    Lock {
        /// The project's file.
        path: PathBuf,
        /// The time that others are told.
        now: Timestamp,
        /// Whether a person said that nobody is at the other computer any more.
        is_forced: bool,
    },
    /// List a folder, for a path that is typed.
    ListFolder(PathBuf),
    /// Read a source file.
    Import(PathBuf),
    /// Read a picture of the article.
    ReadPicture {
        /// The project's file, where there is one.
        project: Option<PathBuf>,
        /// The picture's address in the draft.
        address: String,
        /// What its file was when it was read last.
        known: Option<PictureStamp>,
    },
    /// Read a text that is to become the draft.
    ReadDraft {
        /// The file.
        path: PathBuf,
        /// The project whose draft it is, as in [`Pick::Draft`].
        project: u64,
    },
    /// Write exported text.
    Write {
        /// Where to.
        path: PathBuf,
        /// What.
        text: Arc<str>,
        /// Whether a file of this name may be replaced: a dialog has asked.
        replace: bool,
    },
    /// Write the documents of the fact check.
    Packet {
        /// The project as it is now.
        project: Box<ProjectCopy>,
        /// The folder to write to.
        folder: PathBuf,
        /// What the files' names begin with.
        stem: String,
        /// The project's own file.
        file: Option<PathBuf>,
        /// The time that is printed.
        now: Timestamp,
    },
    /// Tell the journal. Order matters, and nothing else waits for it.
    Journal(Box<Order>),
    /// Look for what windows that are gone left behind.
    FindLost {
        /// The file whose project it is to be of; `None` for all.
        of: Option<PathBuf>,
        /// For what was thrown away long ago.
        now: Timestamp,
    },
    /// Look after the file and what other programs do to it.
    Outside(OutsideTask),
    /// Keep the settings.
    KeepSettings(Box<Settings>),
    /// Ask for a file.
    Pick(Pick),
    /// Put text on the clipboard.
    CopyText(String),
    /// Put rich text on the clipboard.
    CopyRichText {
        /// For programs that take it.
        html: String,
        /// For all others.
        text: String,
    },
    /// Read the clipboard.
    ReadClipboard {
        /// Where what is on it goes.
        target: PasteTarget,
        /// Whether only its plain text is asked for.
        is_plain: bool,
    },
    /// Keep an image beside the project.
    KeepImage {
        /// The number of the paste that it belongs to.
        serial: u64,
        /// The project's file.
        project: PathBuf,
        /// The image.
        image: ImageSource,
    },
    /// Type text into the field that waits for it.
    PasteIntoField(String),
    /// Let the window paste in its own way.
    PasteByWindow,
    /// Let the focused text do something with the clipboard.
    EditFocused(ClipboardEdit),
    /// Give the editor the keyboard.
    FocusEditor,
    /// Give a list the keyboard.
    FocusList(FocusedList),
    /// Give the next part of the window the keyboard, or the one before.
    FocusPart {
        /// Whether it is the next one.
        forward: bool,
    },
    /// Open the context menu at the caret of the draft.
    OpenContextMenu,
    /// Put further carets into the draft.
    AddCarets(CaretPlaces),
    /// Give the bar for finding the keyboard.
    FocusFind,
    /// Show a folder in the desktop's file manager.
    ShowFolder(PathBuf),
    /// Show an address in the browser.
    OpenLink(String),
    /// Do something in a tab of its own.
    InTab(Opening),
    /// Show another tab, open one, or close this one.
    Tab(TabChange),
    /// End the program. Saves under way are finished first.
    Quit,
    /// End the program without waiting for a disk that does not answer.
    Leave,
}

/// What is opened in a tab of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// A project.
    Project(PathBuf),
    /// A project that is too large to be opened unasked.
    LargeProject(PathBuf),
    /// A copy of a sample project.
    Sample(Sample),
    /// A new article.
    New {
        /// Index into [`TEMPLATES`](crate::app::TEMPLATES).
        template: usize,
        /// The article's title.
        title: String,
    },
    /// What a window that is gone left behind.
    Recovered(Arc<RecoverableSession>),
}

/// What becomes of the tabs of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabChange {
    /// Open one with nothing in it.
    New,
    /// Show the next one, round the end.
    Next,
    /// Show the one before, round the beginning.
    Previous,
    /// Show one, by its number from 0.
    Show(usize),
    /// Take this one away: its article was closed.
    Close,
}

/// Where further carets of the draft go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaretPlaces {
    /// The word at the caret first; then where the selected words stand next.
    NextOccurrence,
    /// Wherever the selected words stand.
    AllOccurrences,
    /// The row above the topmost caret.
    RowAbove,
    /// The row below the last caret.
    RowBelow,
}

/// Something that was done.
#[derive(Debug)]
pub enum Event {
    /// The project that was to be opened is open in another tab.
    IsInOtherTab,
    /// The quotations of a revision were judged.
    Checked {
        /// The revision that was judged.
        revision: u64,
        /// What was found.
        report: Report,
        /// The sources it was held against.
        corpus: Arc<Corpus>,
    },
    /// The sentences of a revision were listed with their cues.
    Listed {
        /// The revision that was read.
        revision: u64,
        /// The sentences.
        inventory: Arc<Inventory>,
    },
    /// The project was searched.
    ProjectSearched {
        /// The revision that was searched.
        revision: u64,
        /// The number of the question.
        serial: u64,
        /// What was found, part by part.
        found: Vec<PartHits>,
    },
    /// A save ended.
    Saved {
        /// Where it went.
        path: PathBuf,
        /// The revision that was saved.
        revision: u64,
        /// What the file holds now, or why it was not written.
        result: Result<FileFingerprint, SaveError>,
    },
    /// A project was read.
    Loaded {
        /// The file.
        path: PathBuf,
        /// The project, or why it could not be read.
        result: Result<Box<Opened>, LoadError>,
    },
    /// A version was kept, or why not; whether the writer named it.
    VersionKept {
        /// The project's file.
        path: PathBuf,
        /// Whether the writer asked for it.
        is_named: bool,
        /// Why it was not kept.
        result: Result<(), SaveError>,
    },
    /// The versions of the project of a file, newest first.
    Versions(PathBuf, Vec<Version>),
    /// A version was read.
    VersionRead {
        /// The version.
        version: Version,
        /// For which side of the comparison.
        side: Side,
        /// The project, or why it could not be read.
        result: Result<Box<Project>, LoadError>,
    },
    /// The lock of a project's file was asked for.
    Locked {
        /// The file.
        path: PathBuf,
        /// The lock, or why it was not given.
        result: Result<Lock, Refusal>,
    },
    /// A folder was listed, by name; empty where it cannot be.
    FolderListed {
        /// The folder.
        folder: PathBuf,
        /// What is in it.
        entries: Vec<FolderEntry>,
    },
    /// A source file was read.
    Imported {
        /// The file.
        path: PathBuf,
        /// Its text, or why it could not be read.
        result: Result<Imported, ReadFailure>,
    },
    /// A picture of an article was read.
    PictureRead {
        /// The project's file.
        project: Option<PathBuf>,
        /// The picture's address in the draft.
        address: String,
        /// What came of it.
        reading: PictureReading,
    },
    /// The clipboard was read.
    ClipboardRead {
        /// Where what is on it goes.
        target: PasteTarget,
        /// What is on it.
        content: ClipboardContent,
    },
    /// An image was kept beside the project, or not.
    ImageKept {
        /// The number of the paste that it belongs to.
        serial: u64,
        /// Its path from the project's folder, or why it was not kept.
        result: Result<String, KeepImageError>,
    },
    /// Rich text was put on the clipboard, or not.
    RichTextCopied {
        /// Whether it is there.
        is_done: bool,
    },
    /// A text that is to become the draft was read.
    DraftRead {
        /// The file.
        path: PathBuf,
        /// The project whose draft it is, as in [`Pick::Draft`].
        project: u64,
        /// Its text, or why it could not be read.
        result: Result<String, ReadFailure>,
    },
    /// Exported text was written.
    Written {
        /// The file.
        path: PathBuf,
        /// Why it could not be written.
        result: Result<(), SaveError>,
    },
    /// The documents of the fact check were written.
    PacketWritten {
        /// The folder.
        folder: PathBuf,
        /// How many files there are, or why they were not written.
        result: Result<usize, PacketError>,
    },
    /// A file was chosen; `None` when the writer cancelled.
    Picked(Pick, Option<PathBuf>),
    /// The desktop has no file dialog to ask with.
    NoDialog(Pick),
    /// What windows that are gone left behind.
    Recoverable(journal::RecoveryScan),
    /// The journal broke, and what is typed is not protected.
    JournalBroke(JournalFailure),
    /// There is no journal, and there will be none until the next start.
    NoJournal(JournalFailure),
    /// The journal that was broken works again.
    JournalWorks,
    /// The journal is so long that it should begin anew.
    JournalIsLong,
    /// What other programs did to the file.
    Outside(OutsideEvent),
    /// The settings were kept.
    Kept,
    /// Something failed that has no answer of its own.
    Failed(TaskFailure),
}

/// Something to be found out or done about files that other programs write.
#[derive(Clone, Debug)]
pub enum OutsideTask {
    /// From now on look after this file, which holds this, and no other.
    Watch {
        /// The file.
        path: PathBuf,
        /// What it held when it was read or written last.
        stamp: FileFingerprint,
        /// Comes back with what is found.
        serial: u64,
    },
    /// Look now.
    Look {
        /// Whether to tell what is there also if it was told before.
        anew: bool,
    },
    /// Keep a copy of the file beside it.
    KeepCopy {
        /// The file.
        path: PathBuf,
        /// The project it belongs to, by `FileState::opened_revision`.
        project: u64,
        /// The time, for its name.
        now: Timestamp,
    },
    /// Look for copies that sync tools made.
    FindCopies {
        /// The file.
        path: PathBuf,
        /// The project it belongs to.
        project: u64,
    },
    /// Open such a copy.
    LoadCopy {
        /// The copy.
        path: PathBuf,
        /// The project that it is to be merged into.
        project: u64,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum OutsideEvent {
    /// The watched file is not what it was.
    Looked {
        /// The serial of the watch.
        serial: u64,
        /// What was found.
        found: outside::WatchOutcome,
    },
    /// A copy was kept, with what it holds, or could not be.
    CopyKept {
        /// The project it belongs to.
        project: u64,
        /// The copy and what it holds.
        result: Result<(PathBuf, FileFingerprint), SaveError>,
    },
    /// Copies of sync tools stand beside the file.
    Copies {
        /// The project they belong to.
        project: u64,
        /// The copies.
        copies: Vec<PathBuf>,
    },
    /// A copy was read.
    CopyLoaded {
        /// The copy.
        path: PathBuf,
        /// The project that it is to be merged into.
        project: u64,
        /// The project in it, or why it could not be read.
        result: Result<Box<Opened>, LoadError>,
    },
}
