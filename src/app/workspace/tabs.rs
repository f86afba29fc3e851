//! A workspace among others, each in a tab of one window.
//!
//! # Invariants
//! - In a window with tabs nothing takes an open article's place: what is opened gets a tab.
//! - Settings are one for all tabs: the tab that is shown has them, and hands them on.

use super::Workspace;
use crate::persist::Settings;

impl Workspace {
    /// Tells that there are so many tabs; none in a window without.
    pub fn is_one_of(&mut self, tabs: usize) {
        self.tabs = tabs;
    }

    /// Returns the number of tabs of the window, this one included.
    pub fn tab_count(&self) -> usize {
        self.tabs
    }

    /// Whether what is opened goes beside the article that is open here.
    pub(in crate::app) fn is_beside_others(&self) -> bool {
        self.tabs > 0 && self.is_open()
    }

    /// Takes over the settings of the tab that was shown before, with what is known of the
    /// article that is open here.
    pub fn take_settings(&mut self, settings: Settings) {
        self.settings = settings;
        self.note_open();
    }

    /// Goes on after the end of the program was called off in another tab: what is typed is
    /// journalled again.
    pub fn stay(&mut self) {
        self.file.keep_discarded();
        self.file.take_after_save();
        if self.is_open() {
            let notice = self.journal.begin(&self.open, &self.file);
            self.take_away(notice);
            // What the file does not have is not in a journal that begins with it.
            self.journal.restart();
        }
    }

    /// Whether the writer turned back when asked what is to become of unsaved work.
    pub fn has_turned_back(&self) -> bool {
        self.view.dialogs.is_empty() && self.file.after_save().is_none()
    }
}
