//! What is shown: modes, tabs, dialogs, notices. Nothing here is saved in a project.

use std::{path::PathBuf, sync::Arc};

use crate::{
    app::{
        claim_list::ClaimList,
        effect::{FolderEntry, Pick},
        finding_list::FindingList,
        form::{ImageForm, LinkForm, SourceForm},
        notice::Notice,
        samples::Sample,
    },
    persist::journal::RecoverableSession,
    project::QuotationStyle,
};
use nutgraf_engine::{
    evidence::Finding,
    model::{ClaimId, QuoteId, SourceId},
    range::{DraftRange, SourceRange},
};

/// What stands in the centre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The editor alone.
    #[default]
    Write,
    /// The editor beside the preview.
    Split,
    /// The preview alone.
    Read,
}

/// What stands in the right panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tab {
    #[default]
    Sources,
    Claims,
    Findings,
}

/// A place in a snapshot that the reader is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// The words the writer selected, in bytes of the snapshot.
    pub selection: Option<SourceRange>,
    /// The passage to light up and bring into view.
    pub lit: Option<SourceRange>,
    /// Rises whenever the passage is to be brought into view.
    pub serial: u64,
}

/// A place in the draft that the editor is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jump {
    /// In bytes of the draft.
    pub range: DraftRange,
    /// Rises with every jump, so that the same place can be jumped to again.
    pub serial: u64,
}

/// What to do once unsaved work is dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Next {
    Close,
    Quit,
    New,
    Open(PathBuf),
    OpenLarge(PathBuf),
    PickOpen,
    Sample(Sample),
    Recover(Arc<RecoverableSession>),
}

/// What is chosen from a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// What a claim rests on: a quote, a source, or a passage of a snapshot.
    Evidence(ClaimId),
    /// What a claim's evidence does for it, and whether it is primary.
    Role(ClaimId),
    /// A claim's status.
    Status(ClaimId),
    /// A claim's kind.
    Kind(ClaimId),
    /// Which claims are listed.
    Filter,
    /// By what they are put together.
    Group,
    /// The quote that is inserted in this style.
    Quote(QuotationStyle),
    /// The source that is cited.
    Citation,
}

/// The dialog that stands over the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Template and title of a new article.
    New,
    /// Add or edit a source.
    Source(Arc<SourceForm>),
    /// The article's details.
    Article,
    /// How to export.
    Export,
    /// What to do with unsaved work.
    Unsaved(Next),
    /// A save takes long that the end of the program waits for.
    StillSaving,
    /// The file was changed by another program.
    ChangedOutside,
    /// Whether to open a file that is too large to be opened unasked.
    Large {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
    },
    /// The file has so many names, and a save would part this one from the others.
    Linked(u64),
    /// What a window that is gone left behind.
    Recovery(Arc<RecoverableSession>),
    /// Whether that is really not wanted.
    DiscardRecovery(Arc<RecoverableSession>),
    /// What both sides of a merge changed, to be decided.
    Conflicts,
    /// Copies of the file that a sync tool made.
    Copies(Vec<PathBuf>),
    /// A file's path, typed where the desktop has no dialog for it.
    Path(Pick),
    /// Whether to open an address.
    Link(String),
    /// The address of a link in the draft.
    Address(LinkForm),
    /// The file and the words of an image.
    Image(ImageForm),
    /// By whom and why a finding may stand.
    Stet(Arc<Finding>),
    /// Whether to discard what was typed into the form below.
    DiscardTyped,
    /// All commands, to be searched.
    Palette,
    /// A list to choose from.
    Choose(Choice),
    /// What to find in everything that the project holds.
    FindEverywhere,
    /// The line or the heading to go to.
    GoTo,
    /// The earlier versions of the project.
    Versions,
    /// All shortcuts.
    Shortcuts,
    /// Version and licences.
    About,
}

/// A question that nobody's key or click asks for: something happened meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// What a window that is gone left behind.
    Recovery(Arc<RecoverableSession>),
    /// The file was changed by another program.
    ChangedOutside,
    /// The file has so many names, and a save would part this one from the others.
    Linked(u64),
    /// Copies of the file that a sync tool made.
    Copies(Vec<PathBuf>),
}

impl From<Question> for Dialog {
    fn from(question: Question) -> Self {
        match question {
            Question::Recovery(lost) => Self::Recovery(lost),
            Question::ChangedOutside => Self::ChangedOutside,
            Question::Linked(names) => Self::Linked(names),
            Question::Copies(copies) => Self::Copies(copies),
        }
    }
}

/// Everything about what is shown.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Write, Split or Read.
    pub mode: Mode,
    /// Whether there is nothing but the draft, on the whole screen.
    pub is_focused: bool,
    /// The right panel's tab.
    pub tab: Tab,
    /// The selection in the draft, in bytes; empty at the caret.
    pub selection: DraftRange,
    /// Where the editor is to go.
    pub jump: Jump,
    /// The words that the writer was led to, until the caret moves or the draft changes.
    pub lit: Option<DraftRange>,
    /// The quotation, by the place of its words, whose verdict stands open beside
    /// it; any edit or move of the caret closes it.
    pub card: Option<DraftRange>,
    /// The source that is open in the panel.
    pub source: Option<SourceId>,
    /// Its reader.
    pub reader: Reader,
    /// The quote that is chosen.
    pub quote: Option<QuoteId>,
    /// The claim that is chosen.
    pub claim: Option<ClaimId>,
    /// Which claims are listed, and how.
    pub claims: ClaimList,
    /// Which findings are listed, and how.
    pub findings: FindingList,
    /// Whether the keyboard goes back to the checklist when the dialog is closed.
    pub returns_to_list: bool,
    /// Rises when something was pasted, which the editor then brings into view.
    pub pastes: u64,
    /// The dialogs that are open; the last stands on top and is the one shown.
    pub dialogs: Vec<Dialog>,
    /// Questions that came by themselves while the writer writes, oldest first. Each waits
    /// beside the draft until it is looked at.
    pub questions: Vec<Question>,
    /// The file that is being opened; until it is there, what was open stays.
    pub opening: Option<PathBuf>,
    /// The folder that was listed last, and what is in it.
    pub folder: Option<(PathBuf, Vec<FolderEntry>)>,
    /// Texts that are being read for the article that is open, oldest first.
    pub reading: Vec<PathBuf>,
    /// Messages, oldest first.
    pub notices: Vec<Notice>,
}

impl View {
    /// Where the writer is: the words that were led to, else the selection.
    pub fn place(&self) -> DraftRange {
        self.lit.unwrap_or(self.selection)
    }

    /// The dialog that is shown.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialogs.last()
    }
}
