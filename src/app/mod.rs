//! The program without a window.
//!
//! Data flows one way: a panel returns an [`Action`], [`Workspace::apply`]
//! changes the project and answers with [`Effect`]s, a [`Runner`] carries them
//! out and answers with [`Event`]s, and [`Workspace::handle`] takes these in.
//! What always holds: nothing here knows egui, nothing here reads the clock or
//! a file, and a save that was asked for is carried out before the program ends.

mod act;
mod action;
mod checking;
mod claim_list;
mod command;
mod draft_update;
mod edit;
mod effect;
mod export;
mod file;
mod find;
mod finding_list;
mod form;
mod handle;
mod importer;
mod journal;
mod journalist;
mod judging;
mod limits;
mod outside;
mod perform;
mod samples;
mod saving;
mod shortcut;
mod versions;
mod view;
mod worker;
mod workspace;

pub use action::{Action, CheckAction, UnsavedAnswer};
pub use claim_list::{
    ClaimFilter, ClaimGroup, ClaimList, ListedClaim, ListedClaims, checker_name, section_name,
};
pub use command::{Command, MORE_KEYS, Menu, Spec};
pub use effect::{Effect, Event, Pick, Replace};
pub use file::{FileState, LockState, Queued, SaveState, project_name};
pub use find::{Find, Turn};
pub use finding_list::{FindingGroup, FindingList, FindingOrder, Listed};
pub use form::{ArticleForm, ExportForm, ExportFormat, SourceForm};
pub use journal::RecoveryAnswer;
pub use outside::{Merging, Outside, OutsideAction, OutsideEvent, OutsideTask};
pub use samples::{Sample, TEMPLATES, Template};
pub use shortcut::{Key, Shortcut};
pub use versions::{Side, Versions};
pub use view::{Choice, Dialog, Jump, Mode, Next, Notice, NoticeKind, Reader, Tab, View};
pub use worker::{Ending, Inline, Runner, Threads, Wake, failed_save};
pub use workspace::Workspace;
