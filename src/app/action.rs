//! What panels ask for.

use std::{path::PathBuf, sync::Arc};

use super::{
    claim_list::ClaimList,
    command::Command,
    effect::{Opening, Pick, Side},
    finding_list::FindingList,
    form::{ArticleForm, ExportForm, ImageForm, SourceForm, StetForm},
    samples::Sample,
    state::{Choice, Mode, Question, Tab},
};
use crate::{
    persist::{Version, journal::RecoverableSession, settings::SourceOrder},
    project::{ConflictPlace, HitPlace, QuotationStyle, Take},
};
use nutgraf_engine::{
    evidence::{Finding, FixKind},
    markdown::{CompletionKind, sections::SectionMove},
    model::{
        Claim, ClaimId, ClaimStatus, Evidence, EvidenceTarget, Quote, QuoteId, SourceId, Stet,
    },
    range::{DraftRange, SourceRange},
    text::{Change, find::Query},
};

impl From<Opening> for Action {
    fn from(opening: Opening) -> Self {
        match opening {
            Opening::Project(path) => Self::OpenPath(path),
            Opening::LargeProject(path) => Self::OpenLarge(path),
            Opening::Sample(sample) => Self::OpenSample(sample),
            Opening::New { template, title } => Self::NewFromTemplate { template, title },
            Opening::Recovered(lost) => Self::Recover(lost),
        }
    }
}

/// A request. Panels return actions; only the workspace acts on them.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Does what a menu entry says.
    Command(Command),
    /// Changes the draft by typing; the caret comes to stand behind what was typed.
    Edit(Change),
    /// Changes the draft by typing, and says where the selection comes to stand.
    Type {
        /// What is typed.
        change: Change,
        /// In bytes of the draft after it.
        selection: DraftRange,
    },
    /// Sets a table by a key that leaves a cell: an undo step of its own.
    SetTable {
        /// What becomes of the table.
        change: Change,
        /// Where the selection comes to stand, in bytes of the draft after it.
        selection: DraftRange,
    },
    /// Completes a name that was begun: an undo step of its own, which leaves what was typed.
    Complete {
        /// What the name stands for.
        kind: CompletionKind,
        /// What is put in its place.
        change: Change,
        /// Where the selection comes to stand, in bytes of the draft after it.
        selection: DraftRange,
    },
    /// Begins a note whose sign was begun, with the caret in it.
    BeginNote {
        /// The sign as far as it is typed, its brackets included, in bytes of the draft.
        sign: DraftRange,
        /// What the note is called.
        label: String,
    },
    /// The selection or caret in the draft moved, in bytes.
    Select(DraftRange),
    /// Shows a byte range of the draft and puts the selection there.
    Jump(DraftRange),

    /// Looks for something in the draft and shows the first hit, while the bar for it
    /// is open.
    SetQuery(Query),
    /// Says what is to stand in its place.
    SetReplacement(String),
    /// Looks for something in everything that the project holds.
    SearchProject(Query),
    /// Shows where a hit of that search stands.
    ShowHit(HitPlace),
    /// Closes the bar; the selection stays.
    CloseFind,

    /// Pastes what is on the clipboard at the selection of the draft.
    Paste {
        /// Whether without its look.
        is_plain: bool,
    },

    /// Starts an article from a template.
    NewFromTemplate {
        /// Index into [`super::TEMPLATES`].
        template: usize,
        /// The article's title.
        title: String,
    },
    /// Opens a project, after asking about unsaved work.
    OpenPath(PathBuf),
    /// Opens a project that is too large to be opened unasked, after asking about unsaved
    /// work.
    OpenLarge(PathBuf),
    /// Opens a copy of a sample project, after asking about unsaved work.
    OpenSample(Sample),
    /// Opens what a window that is gone left behind, after asking about unsaved work.
    Recover(Arc<RecoverableSession>),
    /// Files were dropped on the window.
    Dropped(Vec<PathBuf>),
    /// Puts the form of a file that was read in the place of the empty one on top of it.
    FillSource,
    /// Takes a project off the list of recent ones.
    Forget(PathBuf),

    /// Asks for a picture of the article, by its address in the draft.
    AskPicture(String),
    /// Switches Write, Split, Read.
    Mode(Mode),
    /// Switches the right panel.
    Tab(Tab),
    /// Sets the order of the list of sources.
    OrderSources(SourceOrder),
    /// Sets the widths of the side panels, in points.
    PanelWidths {
        /// The navigator's.
        navigator: f32,
        /// The right panel's.
        panel: f32,
    },
    /// The window was resized or moved.
    WindowPlace(WindowPlace),

    /// Chooses a source in the list; `None` goes back to the list.
    ShowSource(Option<SourceId>),
    /// Opens the reader at a byte range of a source's snapshot.
    ReadAt(SourceId, SourceRange),
    /// Lights a passage of the open source up without scrolling to it.
    LightPassage(SourceRange),
    /// Words were selected in the reader, in bytes of the snapshot.
    SelectInReader(Option<SourceRange>),
    /// Adds or changes a source.
    SaveSource(Box<SourceForm>),
    /// Deletes a source with its quotes.
    DeleteSource(SourceId),

    /// Chooses a quote.
    ShowQuote(Option<QuoteId>),
    /// Changes a quote's speaker, locator or note.
    EditQuote(Box<Quote>),
    /// Deletes a quote.
    DeleteQuote(QuoteId),
    /// Puts a quote into the draft at the caret, or at a byte offset.
    InsertQuote {
        /// The quote.
        id: QuoteId,
        /// Inline or block.
        style: QuotationStyle,
        /// Where, in bytes of the draft; `None` means at the selection.
        at: Option<usize>,
    },

    /// Cites a source at the caret, or adds it to the citation there.
    Cite {
        /// Its citation key.
        key: String,
        /// Where in it, `p. 12`; empty where nothing is said.
        locator: String,
    },
    /// Gives the link or the words at the selection an address; an empty one takes the link
    /// away.
    SetLink(String),
    /// Inserts an image at the caret.
    InsertImage(ImageForm),
    /// Moves the section of a heading, with all below it; the keyboard stays where it is.
    MoveSection {
        /// Index of the heading in the outline.
        heading: usize,
        /// Where to.
        to: SectionMove,
    },
    /// Mends what a finding about the text itself is about.
    Mend(Box<Finding>),
    /// Asks by whom and why a finding may stand.
    AskStet(Box<Finding>),
    /// Lets a finding stand.
    LetStand(Box<Finding>, StetForm),
    /// Takes back that a finding may stand.
    TakeStetBack(Box<Stet>),

    /// Opens the verdict of the quotation whose words have this place, or closes it.
    ShowCard(Option<DraftRange>),
    /// Mends the quotation whose words have this place.
    Fix(DraftRange, FixKind),
    /// Narrows or orders the list of findings.
    ListFindings(FindingList),

    /// Works on the claims.
    Check(CheckAction),

    /// Keeps the project as it is under a name that is never pruned.
    KeepVersion(String),
    /// Reads an earlier version, for one side of the comparison.
    ReadVersion(Version, Side),
    /// Holds the version that is looked at against the project as it is now.
    AgainstNow,
    /// Brings back the version that is looked at.
    RestoreVersion,

    /// Takes over the article's details.
    SaveArticle(Box<ArticleForm>),
    /// Exports to a file.
    Export(ExportForm),
    /// Copies the export to the clipboard.
    CopyExport(ExportForm),

    /// Answers with a typed path where the desktop has no file dialog.
    PathTyped(Pick, PathBuf),
    /// Says what is to become of what was lost.
    Recovery(RecoveryAnswer),
    /// Answers the question about unsaved work: save, discard or stay.
    Unsaved(UnsavedAnswer),
    /// Looks at a question that waits.
    LookAt(Question),
    /// Closes the dialog that is open.
    CloseDialog,
    /// List a folder, for a path that is typed.
    ListFolder(PathBuf),
    /// Show words of the draft without giving it the keyboard.
    LeadTo(DraftRange),
    /// Give the draft the keyboard, where its caret is.
    GiveDraftKeyboard,
    /// Ask whether to discard what was typed into the dialog on top.
    AskDiscard,
    /// Close the dialog on top, which asked, and the form below it.
    DiscardTyped,
    /// Takes a notice away.
    Dismiss(u64),
    /// Changes a project that another computer has open: nobody is at it any more.
    TakeLock,
    /// Says what is to become of what another program did to the file.
    Outside(OutsideAction),
    /// Saves under this name only: the other names of the file keep the old version.
    SaveThisName,
    /// Shows a folder in the desktop's file manager.
    ShowFolder(PathBuf),
    /// Shows an address and asks whether to open it.
    AskLink(String),
    /// Opens an address in the browser, after it was shown.
    OpenLink(String),
    /// The window is asked to close.
    CloseRequested,
    /// Ends the program although a save has not ended.
    Leave,
}

/// Where the window is on the screen, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowPlace {
    /// Width and height without decorations.
    pub size: (f32, f32),
    /// The upper left corner; `None` where the system does not tell.
    pub corner: Option<(f32, f32)>,
    /// Whether it fills the screen.
    pub is_maximized: bool,
}

/// What a checker asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckAction {
    /// Chooses a claim and shows its words; the keyboard stays where it is.
    Show(ClaimId),
    /// Shows a sentence that is no claim, in bytes of the draft.
    ShowSentence(DraftRange),
    /// Makes a claim of a sentence, in bytes of the draft.
    Claim(DraftRange),
    /// Says that a sentence, in bytes of the draft, is no claim.
    SetAside(DraftRange),
    /// Asks again about a sentence that was said to be no claim, by its words.
    AskAgain(String),
    /// Sets a claim's status.
    SetStatus(ClaimId, ClaimStatus),
    /// Changes a claim's kind, note or other fields.
    Edit(Box<Claim>),
    /// Puts the proposed words into the draft.
    Accept(ClaimId),
    /// Deletes a claim; the words stay.
    Delete(ClaimId),
    /// Puts a claim on the selected words, else on the sentence at the caret.
    Place(ClaimId),
    /// Ties evidence to a claim, or changes how it is tied.
    Tie(ClaimId, Evidence),
    /// Makes a quote of a passage, in bytes of a source's snapshot, and ties it to a claim.
    Quote {
        /// The claim.
        claim: ClaimId,
        /// The source.
        source: SourceId,
        /// The passage.
        range: SourceRange,
        /// Whether it is primary for this claim.
        primary: bool,
    },
    /// Takes evidence off a claim.
    Untie(ClaimId, EvidenceTarget),
    /// Shows only some claims, or groups them.
    List(ClaimList),
    /// Opens a list to choose from.
    Choose(Choice),
    /// Shows the keys of the checklist.
    Keys,
}

impl From<CheckAction> for Action {
    fn from(action: CheckAction) -> Self {
        Self::Check(action)
    }
}

/// What to do with unsaved work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnsavedAnswer {
    Save,
    Discard,
    Stay,
}

/// What the writer says to what was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryAnswer {
    /// Open it with what was lost.
    Restore,
    /// Ask again at the next start.
    Later,
    /// It is not wanted; asks once more.
    Discard,
    /// It is really not wanted.
    DiscardForGood,
}

/// What the writer says to what another program did to the file.
#[derive(Clone, Debug, PartialEq)]
pub enum OutsideAction {
    /// The window was come back to: look at once.
    Look,
    /// Merge both versions.
    Merge,
    /// Keep this version; the other is copied first.
    KeepMine,
    /// Take the other version; undo brings this one back.
    TakeTheirs,
    /// Merge a copy that a sync tool made.
    MergeCopy(PathBuf),
    /// Decide one conflict.
    Decide(ConflictPlace, Take),
    /// Decide all of them alike.
    DecideAll(Take),
    /// Take over the merge as it was decided.
    Finish,
}
