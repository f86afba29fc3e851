//! The program without a window.
//!
//! Data flows one way: a panel returns an [`Action`], [`Workspace::apply`] changes the
//! project and answers with [`Effect`]s, an [`EffectRunner`] carries them out and answers with
//! [`Event`]s, and [`Workspace::handle`] takes these in.
//!
//! Modules know only those before them:
//!
//! 1. `form`, `samples`, `shortcut`, `claim_list`, `finding_list`: values;
//! 2. `notice`: what the writer is told, and its words;
//! 3. `effect`: what is to be done outside, and what came of it;
//! 4. `runner`: carries effects out;
//! 5. `state`: the parts of the state, each with private fields;
//! 6. `workspace`: the parts put together;
//! 7. `command` and `action`: what can be asked for;
//! 8. `act`: what each action, command and event does.
//!
//! # Invariants
//! - Nothing here knows egui.
//! - Apart from `runner`, nothing here reads the clock or a file.
//! - A save that was asked for is carried out before the program ends.

mod act;
mod action;
mod claim_list;
mod command;
mod effect;
mod finding_list;
mod form;
mod notice;
mod runner;
mod samples;
mod shortcut;
mod state;
mod workspace;

pub use action::{Action, CheckAction, OutsideAction, RecoveryAnswer, UnsavedAnswer, WindowPlace};
pub use claim_list::{
    ClaimFilter, ClaimGroup, ClaimList, ListedClaim, ListedClaims, checker_name, section_name,
};
pub use command::{ChecklistCommand, Command, KeyScope, MORE_KEYS, Menu, READER_KEYS, Spec};
pub use effect::{
    CaretPlaces, ClipboardContent, ClipboardEdit, Effect, Event, FocusedList, FolderEntry,
    ImageSource, Opening, OutsideEvent, OutsideTask, PasteTarget, Pick, Replace, Side, TabChange,
};
pub use finding_list::{FindingGroup, FindingList, FindingOrder, Listed};
pub use form::{
    ArticleForm, ArticleFormError, ExportForm, ExportFormat, ImageForm, LinkForm, SourceForm,
    StetForm, TypedFields,
};
pub use notice::{JournalFailure, Notice, NoticeKind, ReadFailure, TaskFailure, WarningNotice};
pub use runner::{EffectRunner, InlineRunner, ShutdownHandle, ThreadedRunner, Wake, failed_save};
pub use samples::{Sample, TEMPLATES, Template};
pub use shortcut::{Key, Shortcut};
pub use state::{
    ArticlePicture, Choice, Dialog, Find, Jump, LockState, Merging, Mode, Next, Outside,
    ProjectSearch, Question, Reader, Readiness, SaveInProgress, SaveState, ShownPicture,
    SurveyCounts, Tab, Turn, VersionState, View, project_name,
};
pub use workspace::{WordsOfDay, Workspace};
