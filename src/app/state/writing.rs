//! How many words are written since the article was opened.
//!
//! # Invariants
//! Counted is what the writer's own edits add, less what they take away; undo takes it back.
//! What another program, an earlier version or another article brings is not written here.

/// The words written since the article was opened, which may be fewer than none.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::app) struct WritingState {
    /// The words of the article when they were last counted.
    last: usize,
    written: i64,
    /// Whether words of today are not kept yet.
    is_unkept: bool,
}

impl WritingState {
    /// Begins a session with an article of so many words.
    pub(in crate::app) fn begin(&mut self, words: usize) {
        *self = Self { last: words, written: 0, ..*self };
    }

    /// Counts an article that has so many words now. Returns by how many they grew, where the
    /// writer wrote them.
    pub(in crate::app) fn count(&mut self, words: usize, is_written: bool) -> Option<i64> {
        let before = std::mem::replace(&mut self.last, words);
        let grown = i64::try_from(words).ok()? - i64::try_from(before).ok()?;
        if grown == 0 || !is_written {
            return None;
        }
        self.written += grown;
        self.is_unkept = true;
        Some(grown)
    }

    /// Returns the words written, none where more were taken away.
    pub(in crate::app) fn written(&self) -> usize {
        usize::try_from(self.written).unwrap_or_default()
    }

    /// Notes that the words of today are kept. Returns whether they were not.
    pub(in crate::app) fn keep(&mut self) -> bool {
        std::mem::take(&mut self.is_unkept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_others_bring_are_not_written() {
        let mut writing = WritingState::default();
        writing.begin(100);
        assert_eq!(writing.count(103, true), Some(3));
        assert_eq!(writing.count(500, false), None);
        assert_eq!(writing.count(498, true), Some(-2));
        assert_eq!(writing.written(), 1);
        assert_eq!(writing.count(400, true), Some(-98));
        assert_eq!(writing.written(), 0, "fewer than none is none");
        writing.begin(7);
        assert_eq!(writing.written(), 0);
    }
}
