//! How many words were written: in this session, and on the last days.

use jiff::{ToSpan, civil::Date};

use super::Workspace;
use crate::persist::{local_day, settings::DAYS};

/// How many words were written on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsOfDay {
    /// The day as a person reads it: `Mon 30 Nov`.
    pub name: String,
    /// The words, none where more were taken away than written.
    pub words: usize,
}

impl Workspace {
    /// How many words were written since the article was opened.
    pub fn session_words(&self) -> usize {
        self.writing.written()
    }

    /// How many words were written on each of the last days, today last.
    pub fn words_of_days(&self) -> Vec<WordsOfDay> {
        let today = local_day(self.now);
        let days = i64::try_from(DAYS).unwrap_or_default();
        let day = |before: i64| today.checked_sub(before.days()).unwrap_or(today);
        (0..days).rev().map(|before| self.words_on(day(before))).collect()
    }

    fn words_on(&self, day: Date) -> WordsOfDay {
        let words = self.settings.words_by_day.get(&day.to_string()).copied().unwrap_or_default();
        WordsOfDay {
            name: day.strftime("%a %-d %b").to_string(),
            words: usize::try_from(words).unwrap_or_default(),
        }
    }

    /// Counts the words of the article after something was done to it. Costs nothing where
    /// their number stays.
    pub(in crate::app) fn count_words(&mut self, is_written: bool) {
        let words = self.open.structure().word_count(true);
        if let Some(grown) = self.writing.count(words, is_written) {
            self.settings.note_words(&local_day(self.now).to_string(), grown);
        }
    }
}
