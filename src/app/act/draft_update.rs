//! A draft that comes back from another program.
//!
//! An editor, a colleague or a translator worked on the article's Markdown
//! elsewhere. Their text becomes the draft in one undo step, and the writer is told
//! what became of the claims and quotations: those that found their words, those
//! whose words were changed, and those that lost their place, with what to do.

use crate::{
    app::{
        effect::Effect,
        notice::{DoneNotice, DraftUpdateCounts, ProblemNotice, ReadFailure},
        state::Tab,
        workspace::Workspace,
    },
    exchange::export::without_annotations,
    persist::VersionReason,
    project::{DraftUpdate, Step},
};
use nutgraf_engine::{
    range::DraftRange,
    text::{AnchorKey, Bias},
};

impl Workspace {
    /// Takes in a text that was read to become the draft.
    pub(super) fn draft_read(
        &mut self,
        project: u64,
        result: Result<String, ReadFailure>,
    ) -> Vec<Effect> {
        match result {
            Ok(text) if project == self.file.opened_revision() && self.open.is_open() => {
                return self.update_draft(&text);
            }
            Ok(_) => self.problem(ProblemNotice::DraftOfClosed),
            Err(failure) => self.problem(ProblemNotice::DraftNotRead(failure)),
        };
        Vec::new()
    }

    fn update_draft(&mut self, text: &str) -> Vec<Effect> {
        match without_annotations(text) {
            Ok(Some(draft)) => {
                self.done(DoneNotice::AnnotationsTakenOut);
                self.take_draft(&draft)
            }
            Ok(None) => self.take_draft(text),
            Err(cause) => {
                self.problem(ProblemNotice::DraftIsAnnotated(cause));
                Vec::new()
            }
        }
    }

    fn take_draft(&mut self, text: &str) -> Vec<Effect> {
        if text == self.open.project().draft() {
            self.done(DoneNotice::DraftUnchanged);
            return vec![Effect::FocusEditor];
        }
        let update = self.open.project().replace_draft(text);
        let caret = update.caret(self.view.selection.start);
        let (counts, lost) = (DraftUpdateCounts::of(&update), update.lost.clone());
        let kept = self.keep(VersionReason::BeforeDraftUpdate);
        self.open.break_coalescing();
        let claims = |key: &AnchorKey| match key {
            AnchorKey::Claim(id) => Some(id.clone()),
            AnchorKey::Use(..) => None,
        };
        for (key, words) in self.words_of(&lost) {
            self.open.remember_words(key, &words);
        }
        if !self.apply_intent(update.intent) {
            return Vec::new();
        }
        self.open.break_coalescing();
        self.jump(DraftRange::at(caret));
        if lost.is_empty() {
            self.done(DoneNotice::DraftUpdated(counts));
            return kept.into_iter().chain([Effect::FocusEditor]).collect();
        }
        let first = lost.iter().find_map(claims);
        let has_claims = first.is_some();
        if has_claims {
            self.choose_claim(first);
            self.show_tab(Tab::Claims);
        }
        self.problem(ProblemNotice::DraftPlacesLost { counts, has_claims });
        kept.into_iter().chain([Effect::FocusEditor]).collect()
    }

    /// The words that anchors have now.
    fn words_of(&self, keys: &[AnchorKey]) -> Vec<(AnchorKey, String)> {
        let document = self.open.project().document();
        let words = keys
            .iter()
            .filter_map(|key| Some((key.clone(), document.anchored_text(key)?.to_owned())));
        words.collect()
    }
}

impl DraftUpdate {
    /// Where a caret comes to stand that was at a byte offset of the old draft.
    fn caret(&self, at: usize) -> usize {
        self.intent.steps.iter().fold(at, |at, step| match step {
            Step::Text { change, .. } => change.map(at, Bias::Left),
            _ => at,
        })
    }
}
