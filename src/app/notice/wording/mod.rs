//! The words of the window's notices, in English.
//!
//! # Invariants
//! - Nothing else in this layer makes a sentence for the writer, but for the tables of
//!   commands. What a lower layer has to say is said by its own values.

mod done;
mod failure;
mod problem;

use super::{NoticeText, WarningNotice};

/// Returns what a notice says happened.
pub(super) fn message(text: &NoticeText) -> String {
    match text {
        NoticeText::Done(done) => done::message(done),
        NoticeText::Problem(problem) => problem::message(problem),
        NoticeText::Warning(WarningNotice::Settings(fault)) => fault.to_string(),
        NoticeText::Warning(WarningNotice::Folder(fault)) => fault.to_string(),
        NoticeText::Warning(WarningNotice::NoTab(cause)) => {
            format!("No tab was opened: {cause}. Close another one, or another program.")
        }
    }
}

/// Returns what a notice says to do next; empty when nothing is to be done.
pub(super) fn hint(text: &NoticeText) -> String {
    match text {
        NoticeText::Problem(problem) => problem::hint(problem),
        NoticeText::Done(_) | NoticeText::Warning(_) => String::new(),
    }
}
