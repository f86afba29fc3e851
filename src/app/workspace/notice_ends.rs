//! Notices leave when they are no longer true.

use super::Workspace;
use crate::app::notice::NoticeEnd;
use nutgraf_engine::range::DraftRange;

/// What notices are held against: the state before an action or an event.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Moment {
    revision: u64,
    selection: DraftRange,
    article: u64,
    /// The last notice that was there.
    notice: u64,
}

impl Workspace {
    /// Returns the state that the notices are of.
    pub(in crate::app) fn moment(&self) -> Moment {
        Moment {
            revision: self.revision(),
            selection: self.view.selection,
            article: self.file.opened_revision(),
            notice: self.last_notice,
        }
    }

    /// Takes the notices away that what happened since a moment made untrue. Those that came
    /// since are about it, and stay.
    pub(in crate::app) fn end_notices(&mut self, before: Moment) {
        if self.view.notices.is_empty() {
            return;
        }
        let now = self.moment();
        let is_edit = now.revision != before.revision;
        let is_other = now.article != before.article;
        let is_move = now.selection != before.selection;
        let is_checked = self.report_is_current();
        let is_ready = is_checked && self.obstacles().is_empty();
        let is_saved = self.file.path().is_some();
        let (is_writable, is_open) = (!self.is_read_only(), self.is_open());
        self.view.notices.retain(|notice| {
            let is_over = match notice.end() {
                NoticeEnd::Dismissed => return true,
                NoticeEnd::Edit => is_edit,
                NoticeEnd::Move => is_edit || is_move,
                NoticeEnd::Checked => is_checked,
                NoticeEnd::Ready => is_ready,
                NoticeEnd::Saved => is_saved,
                NoticeEnd::Writable => is_writable,
                NoticeEnd::Open => is_open,
            };
            notice.id > before.notice || !(is_over || is_other)
        });
    }
}
