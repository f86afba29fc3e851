//! A draft that comes back from another program.
//!
//! An editor, a colleague or a translator worked on the article's Markdown
//! elsewhere. Their text becomes the draft in one undo step, and the writer is told
//! what became of the claims and quotations: those that found their words, those
//! whose words were changed, and those that lost their place, with what to do.

use crate::{
    app::{
        effect::Effect,
        state::{NoticeKind, Tab},
        workspace::Workspace,
    },
    project::{DraftUpdate, Step},
};
use nutgraf_engine::{
    range::DraftRange,
    text::{AnchorKey, Bias, number},
};

impl Workspace {
    /// Takes in a text that was read to become the draft.
    pub(super) fn draft_read(
        &mut self,
        project: u64,
        result: Result<String, String>,
    ) -> Vec<Effect> {
        match result {
            Ok(text) if project == self.file.opened_revision() && self.open.is_open() => {
                return self.update_draft(&text);
            }
            Ok(_) => self.problem(
                "Another article was opened meanwhile, so no draft was updated.",
                "Choose the file again to update the one that is open now.",
            ),
            Err(message) => self.problem(
                message,
                "The draft is as it was. Save the file as plain text or Markdown in UTF-8, or \
                 paste its text into the draft.",
            ),
        }
        Vec::new()
    }

    fn update_draft(&mut self, text: &str) -> Vec<Effect> {
        if text == self.open.project().draft() {
            self.done("The file holds the draft as it is; nothing was changed.");
            return vec![Effect::FocusEditor];
        }
        let update = self.open.project().replace_draft(text);
        let caret = update.caret(self.view.selection.start);
        let (message, lost) = (told(&update), update.lost.clone());
        let kept = self.keep_before("updating the draft");
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
            self.done(message);
            return kept.into_iter().chain([Effect::FocusEditor]).collect();
        }
        let hint = match lost.iter().find_map(claims) {
            Some(first) => {
                self.choose_claim(Some(first));
                self.show_tab(Tab::Claims);
                "Lost claims stand at the end of the checklist with the words they had. Select \
                 the right words in the draft and choose “Place it there”, or delete the claim. Undo \
                 takes the whole update back."
            }
            None => {
                "Put the caret into the quotation and keep it as a quote card again, or insert \
                 the quote once more. Undo takes the whole update back."
            }
        };
        self.notice(NoticeKind::Problem, message, hint);
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

/// What became of claims and quotations, in sentences.
fn told(update: &DraftUpdate) -> String {
    let mut parts = vec!["Updated the draft.".to_owned()];
    for (name, is_claim) in [("claim", true), ("quotation", false)] {
        let is_of = |key: &&AnchorKey| matches!(key, AnchorKey::Claim(_)) == is_claim;
        let count = |keys: &[AnchorKey]| keys.iter().filter(is_of).count();
        let said = [
            (count(&update.same) + count(&update.back), "found its words", "found their words"),
            (
                count(&update.changed),
                "stands on words that were changed",
                "stand on words that were changed",
            ),
            (count(&update.lost), "lost its place", "lost their place"),
        ];
        let said = said.into_iter().filter(|(count, ..)| *count > 0).enumerate();
        let said: Vec<String> = said
            .map(|(at, (count, one, many))| {
                let noun = match (at, count) {
                    (0, 1) => format!(" {name}"),
                    (0, _) => format!(" {name}s"),
                    _ => String::new(),
                };
                format!("{}{noun} {}", number(count), if count == 1 { one } else { many })
            })
            .collect();
        if !said.is_empty() {
            parts.push(format!("{}.", said.join(", ")));
        }
    }
    parts.join(" ")
}
