//! How large the file of a project would be, known at every moment without writing it.
//!
//! A step that would make a project too large to be saved has to be refused before it is
//! taken, at every key. So each project carries along how many bytes its file takes at
//! most; [`record_size`](super::record_size) counts each record.
//!
//! # Invariants
//! - The file is never longer than [`Project::size`].
//! - A step costs time in proportion to what it changes, and none for the rest.
//! - Of the draft only the longest run of `#` is not exact: it may be one that was there
//!   earlier. Whoever is about to refuse a step counts it again first.

use std::sync::Arc;

use super::{
    Project, Step, StepError,
    record_size::{
        article_size, aside_size, claim_size, longest_run, marks, quote_size, record_size,
        signoff_size, source_size, stet_size,
    },
};
use nutgraf_engine::{model::Signoff, text::Change};

/// The size in bytes beyond which the file of a project is not written.
pub const LARGEST_FILE: u64 = 256 << 20;

/// The names, brackets and line breaks of a file that holds nothing.
const EMPTY_FILE: usize = 160;

/// A use in the file, `(n: …, start: …, end: …, words: …),` with its indent, or a claim's
/// `start`, `end` and `words`, without the words; offsets have at most ten digits.
const ANCHOR: usize = 96;

/// A change of more edits has the longest run of `#` counted in the whole draft.
const FEW_EDITS: usize = 16;

/// What a project carries along to know its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ProjectSize {
    /// Bytes of everything but the draft and its anchors.
    records: usize,
    /// No run of `#` in the draft is longer.
    hashes: usize,
    /// Bytes that the file may have.
    pub(super) most: u64,
}

impl Default for ProjectSize {
    fn default() -> Self {
        Self { records: 0, hashes: 0, most: LARGEST_FILE }
    }
}

impl ProjectSize {
    /// Counts a project from the beginning.
    pub(super) fn of(project: &Project, most: u64) -> Self {
        let Project {
            article, document, sources, quotes, claims, not_claims, stets, signoffs, ..
        } = project;
        let lists = [
            article_size(article),
            sources.iter().map(source_size).sum(),
            quotes.iter().map(quote_size).sum(),
            claims.iter().map(claim_size).sum(),
            not_claims.iter().map(|words| aside_size(words)).sum(),
            stets.iter().map(stet_size).sum(),
            signoffs.iter().map(signoff_size).sum(),
        ];
        Self { records: lists.iter().sum(), hashes: longest_run(document.text()), most }
    }

    /// Puts a size in the place of another.
    pub(super) fn exchange(&mut self, old: usize, new: usize) {
        self.records = (self.records + new).saturating_sub(old);
    }

    /// Brings the longest run of `#` along with a change of the draft; `draft` is the
    /// draft after it.
    pub(super) fn follow(&mut self, change: &Change, draft: &str) {
        let edits = change.edits();
        if edits.len() > FEW_EDITS {
            self.hashes = longest_run(draft);
            return;
        }
        let is_hash = |byte: &&u8| **byte == b'#';
        let mut shift = 0_isize;
        for edit in edits {
            let start = edit.range.start.saturating_add_signed(shift);
            let end = start + edit.insert.len();
            shift += edit.insert.len().cast_signed() - edit.range.len().cast_signed();
            // A run that is new has some of the edit, or both its ends, in it.
            let (before, after) = (&draft.as_bytes()[..start], &draft.as_bytes()[end..]);
            let before = before.iter().rev().take_while(is_hash).count();
            let after = after.iter().take_while(is_hash).count();
            let run = longest_run(&draft[start - before..end + after]);
            self.hashes = self.hashes.max(run);
        }
    }
}

impl Project {
    /// Upper bound of the length of the project's file, in bytes. Costs nothing.
    pub fn size(&self) -> u64 {
        let ProjectSize { records, hashes, most: _ } = self.size;
        let quoted = marks(hashes);
        let anchors = self.document.anchor_count() * (ANCHOR + quoted);
        let draft = self.draft().len() + quoted + self.document.anchored_bytes() + anchors;
        (EMPTY_FILE + records + draft) as u64
    }

    /// Bytes that the project's file may have: [`LARGEST_FILE`], but for tests.
    pub fn most(&self) -> u64 {
        self.size.most
    }

    /// Lets the project's file have at most so many bytes.
    pub fn limit_to(&mut self, most: u64) {
        self.size.most = most;
    }

    /// How long the draft may become, in bytes, if nothing else changes.
    pub fn longest_draft(&self) -> usize {
        let room = self.size.most.saturating_sub(self.size());
        self.draft().len().saturating_add(usize::try_from(room).unwrap_or(usize::MAX))
    }

    /// Whether the project is too large to be saved: it was opened so.
    pub fn is_too_large(&self) -> bool {
        self.size() > self.size.most
    }

    /// Counts everything again, where records were changed in no step.
    pub(super) fn recount(&mut self) {
        self.size = ProjectSize::of(self, self.size.most);
    }

    /// The size, counted again where it is about to count against the project.
    pub(super) fn settled_size(&mut self) -> u64 {
        if self.is_too_large() {
            self.size.hashes = longest_run(self.document.text());
        }
        self.size()
    }

    /// Refuses a size that is too large. `was` is the size that it is not to exceed in
    /// any case: a project that is too large already may shrink.
    pub(super) fn require_room(&mut self, was: u64) -> Result<(), StepError> {
        let (size, most) = (self.settled_size(), self.size.most);
        if size <= most.max(was) { Ok(()) } else { Err(StepError::TooLarge { size, most }) }
    }

    /// Refuses steps that put in more than there can be room for, whatever becomes of
    /// anchors, before they are taken. Nothing is said of steps that also take away.
    pub(super) fn require_room_for(&self, steps: &[Step]) -> Result<(), StepError> {
        let mut grown = 0_isize;
        for step in steps {
            grown += match step {
                Step::Text { change, .. } => {
                    let deleted: usize = change.edits().iter().map(|edit| edit.range.len()).sum();
                    change.inserted().cast_signed() - deleted.cast_signed()
                }
                Step::Insert { record, .. } => record_size(record).cast_signed(),
                Step::Anchor { .. } => 0,
                Step::Article(_)
                | Step::Replace(_)
                | Step::Remove(_)
                | Step::SetAside { .. }
                | Step::LetStand { .. } => return Ok(()),
            };
        }
        let least = (self.draft().len() + self.size.records).saturating_add_signed(grown) as u64;
        if grown <= 0 || least <= self.size.most {
            return Ok(());
        }
        let size = self.size().saturating_add(grown.cast_unsigned() as u64);
        Err(StepError::TooLarge { size, most: self.size.most })
    }

    /// Adds a sign-off that stands in a file or journal, whatever room there is.
    pub(crate) fn put_signoff(&mut self, signoff: Signoff) {
        self.size.exchange(0, signoff_size(&signoff));
        Arc::make_mut(&mut self.signoffs).push(signoff);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Intent;
    use nutgraf_engine::model::Article;

    fn project(draft: &str, most: u64) -> Project {
        let mut project = Project::new(Article::default(), draft);
        project.limit_to(most);
        project
    }

    #[test]
    fn the_longest_run_is_found_wherever_an_edit_makes_it() {
        for (draft, change, run) in [
            ("a##b", Change::replace(0..1, "#"), 3),
            ("##a##", Change::delete(2..3), 4),
            ("##", Change::insert(1, "###"), 5),
            ("##", Change::insert(2, "x##"), 2),
            ("x", Change::insert(0, "##y"), 2),
        ] {
            let mut project = project(draft, LARGEST_FILE);
            project.apply_all(vec![Step::text(change)]).unwrap();
            assert_eq!(project.size.hashes, run, "{draft}");
            assert_eq!(longest_run(project.draft()), run);
        }
    }

    #[test]
    fn a_key_at_the_limit_is_refused_and_a_deletion_is_not() {
        let mut project = project("four", LARGEST_FILE);
        project.limit_to(project.size() + 1);
        project.apply_all(Intent::typing(Change::insert(4, "s")).steps).unwrap();
        let refused = project.apply_all(Intent::typing(Change::insert(5, "s")).steps);
        let most = project.most();
        assert_eq!(refused, Err(StepError::TooLarge { size: most + 1, most }));
        assert_eq!(project.draft(), "fours");
        project.apply_all(Intent::typing(Change::delete(0..1)).steps).unwrap();
    }

    #[test]
    fn a_run_that_is_gone_takes_no_room() {
        let run = "#".repeat(1_000);
        let mut project = project("", LARGEST_FILE);
        let back = project.apply_all(Intent::typing(Change::insert(0, run)).steps).unwrap();
        project.apply_all(back).unwrap();
        project.limit_to(1_500);
        project.apply_all(Intent::typing(Change::insert(0, "a".repeat(1_000))).steps).unwrap();
    }

    #[test]
    fn a_project_that_is_too_large_may_shrink_but_not_grow() {
        let mut project = project(&"a".repeat(500), 300);
        assert!(project.is_too_large());
        project.apply_all(Intent::typing(Change::delete(0..1)).steps).unwrap();
        project.apply_all(Intent::typing(Change::replace(0..2, "b")).steps).unwrap();
        project.apply_all(Intent::typing(Change::replace(0..2, "bcd")).steps).unwrap_err();
    }
}
