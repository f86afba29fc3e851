//! The texts of a card, computed once and not in every frame.
//!
//! Finding a locator walks the snapshot, and a fix is tried before it is offered; both are
//! too slow for every frame.
//!
//! # Invariants
//! A digest belongs to the current report. Locators are kept longer, because they are keyed
//! by the snapshot's hash.

use std::{cell::OnceCell, collections::HashMap, rc::Rc};

use super::diff::{DiffRun, diff_runs, spoken};
use crate::app::Workspace;
use nutgraf_engine::{
    evidence::{CheckedQuotation, FixKind, Verdict},
    model::{Snapshot, SourceId},
    range::{DraftRange, SourceRange},
};

/// Most locators that are cached.
const MOST_LOCATORS: usize = 4_096;

/// The texts of the card of one quotation.
pub(crate) struct Digest {
    /// Where the words are: the source's name and the locator.
    pub place: Option<String>,
    /// The passage, in bytes of the source's snapshot.
    pub passage: Option<(SourceId, SourceRange)>,
    /// What changed, or what the verdict means, as sentences.
    pub sentences: Vec<String>,
    /// The word diff from the draft to the source.
    pub diff_runs: Vec<DiffRun>,
    /// The word diff as text for a screen reader.
    pub spoken: String,
    fixes: OnceCell<Vec<OfferedFix>>,
}

/// A fix as its button shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfferedFix {
    /// What the fix does.
    pub kind: FixKind,
    /// The label of the button.
    pub label: String,
}

/// Digests of the quotations that were shown since the report changed.
#[derive(Default)]
pub(crate) struct Digests {
    judged_at: Option<(u64, bool)>,
    known: HashMap<DraftRange, Rc<Digest>>,
    locators: HashMap<(String, usize), String>,
}

impl Digests {
    /// Returns the digest of a quotation of the workspace's report.
    pub(crate) fn of(&mut self, workspace: &Workspace, quotation: &CheckedQuotation) -> Rc<Digest> {
        if self.judged_at != Some(workspace.judged_at()) {
            self.judged_at = Some(workspace.judged_at());
            self.known.clear();
        }
        if let Some(digest) = self.known.get(&quotation.range) {
            return digest.clone();
        }
        let digest = Rc::new(self.worked_out(workspace, quotation));
        self.known.insert(quotation.range, digest.clone());
        digest
    }

    fn worked_out(&mut self, workspace: &Workspace, quotation: &CheckedQuotation) -> Digest {
        let judgement = &quotation.judgement;
        let key = judgement.source.as_deref();
        let source = key.and_then(|key| workspace.project().source_by_key(key));
        let passage = judgement.matched;
        let snapshot = source.and_then(|source| source.snapshot.as_ref());
        let locator = snapshot.zip(passage.as_ref()).map(|(text, at)| self.locator(text, at.start));
        let place = source.map(|source| match locator {
            Some(locator) => format!("{}, {locator}", source.name()),
            None => source.name().to_owned(),
        });
        let differs = judgement.verdict != Verdict::Verbatim;
        let diff = if differs { &judgement.diff[..] } else { &[] };
        Digest {
            place,
            passage: source.map(|source| source.id.clone()).zip(passage),
            sentences: sentences(quotation),
            diff_runs: diff_runs(diff),
            spoken: spoken(diff),
            fixes: OnceCell::new(),
        }
    }

    fn locator(&mut self, snapshot: &Snapshot, at: usize) -> String {
        if self.locators.len() > MOST_LOCATORS {
            self.locators.clear();
        }
        let place = (snapshot.sha256.clone(), at);
        self.locators.entry(place).or_insert_with(|| snapshot.locator(at)).clone()
    }
}

impl Digest {
    /// Returns the fixes of the quotation, best first. Computed on the first call.
    pub(crate) fn fixes(
        &self,
        workspace: &Workspace,
        quotation: &CheckedQuotation,
    ) -> &[OfferedFix] {
        self.fixes.get_or_init(|| {
            let fixes = workspace.fixes(quotation).into_iter();
            fixes.map(|fix| OfferedFix { kind: fix.kind, label: fix.label() }).collect()
        })
    }
}

/// Returns what changed or, where no word-for-word changes are known, what the verdict
/// means.
fn sentences(quotation: &CheckedQuotation) -> Vec<String> {
    let judgement = &quotation.judgement;
    let notes = judgement.notes.iter().map(|note| sentence(&note.in_words()));
    let mut said: Vec<String> = notes.collect();
    let is_plain = said.is_empty();
    let means = match judgement.verdict {
        Verdict::OtherSource => {
            format!("The words stand here, and not in {}.", keys(&quotation.cited))
        }
        Verdict::NotFound if quotation.cited.is_empty() => {
            "Too little of it stands together in any source.".to_owned()
        }
        Verdict::NotFound => {
            format!("Too little of it stands together in {}.", keys(&quotation.cited))
        }
        Verdict::NoSnapshot if quotation.cited.is_empty() => {
            "No source has a text that it could be held against.".to_owned()
        }
        Verdict::NoSnapshot => {
            format!("There is no text of {} that it could be held against.", keys(&quotation.cited))
        }
        Verdict::Verbatim if is_plain => "The words stand in the source as they are.".to_owned(),
        Verdict::Typographic if is_plain => {
            "Only marks, dashes, spaces or emphasis differ.".to_owned()
        }
        Verdict::Marked if is_plain => "It differs only where it says so itself.".to_owned(),
        Verdict::Omission if is_plain => "Words were left out without a mark.".to_owned(),
        Verdict::Altered if is_plain => "Words differ from the source’s.".to_owned(),
        _ => return said,
    };
    said.insert(0, means);
    said
}

fn keys(cited: &[String]) -> String {
    let keys: Vec<String> = cited.iter().map(|key| format!("@{key}")).collect();
    keys.join(" or ")
}

/// Turns the end of a sentence into a sentence of its own.
fn sentence(end: &str) -> String {
    let mut chars = end.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}
