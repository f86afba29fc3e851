//! What a card says, worked out once and not in every frame.
//!
//! A locator walks the snapshot and a fix is tried before it is offered; both are
//! too dear for sixty times a second. What always holds: a digest is of the
//! report as it is now; where words stand in a snapshot is kept longer, because
//! it is known by the snapshot's hash.

use std::{cell::OnceCell, collections::HashMap, ops::Range, rc::Rc};

use super::diff::{Piece, pieces, spoken};
use crate::{
    app::Workspace,
    evidence::{CheckedQuotation, FixKind, Verdict},
    model::{Snapshot, SourceId},
};

/// The most locators that are kept.
const MOST_LOCATORS: usize = 4_096;

/// What a card says of one quotation.
pub struct Digest {
    /// Where the words stand: the source's name and the locator.
    pub place: Option<String>,
    /// The passage, in bytes of the source's snapshot.
    pub passage: Option<(SourceId, Range<usize>)>,
    /// What changed, or what the verdict means, as sentences.
    pub sentences: Vec<String>,
    /// The word diff from the draft to the source.
    pub pieces: Vec<Piece>,
    /// The same for somebody who hears it.
    pub spoken: String,
    offers: OnceCell<Vec<Offer>>,
}

/// A fix as a button shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it does.
    pub kind: FixKind,
    /// The words on the button.
    pub label: String,
}

/// The digests of the quotations that were looked at since the report changed.
#[derive(Default)]
pub struct Digests {
    judged_at: Option<(u64, bool)>,
    known: HashMap<Range<usize>, Rc<Digest>>,
    locators: HashMap<(String, usize), String>,
}

impl Digests {
    /// What is to be said of a quotation of the workspace's report.
    pub fn of(&mut self, workspace: &Workspace, quotation: &CheckedQuotation) -> Rc<Digest> {
        if self.judged_at != Some(workspace.judged_at()) {
            self.judged_at = Some(workspace.judged_at());
            self.known.clear();
        }
        if let Some(digest) = self.known.get(&quotation.range) {
            return digest.clone();
        }
        let digest = Rc::new(self.worked_out(workspace, quotation));
        self.known.insert(quotation.range.clone(), digest.clone());
        digest
    }

    fn worked_out(&mut self, workspace: &Workspace, quotation: &CheckedQuotation) -> Digest {
        let judgement = &quotation.judgement;
        let key = judgement.source.as_deref();
        let source = key.and_then(|key| workspace.project().source_by_key(key));
        let passage = judgement.matched.clone();
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
            pieces: pieces(diff),
            spoken: spoken(diff),
            offers: OnceCell::new(),
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
    /// What can be done about the quotation, best first. Worked out when it is
    /// first asked for.
    pub fn offers(&self, workspace: &Workspace, quotation: &CheckedQuotation) -> &[Offer] {
        self.offers.get_or_init(|| {
            let fixes = workspace.fixes(quotation).into_iter();
            fixes.map(|fix| Offer { kind: fix.kind, label: fix.label() }).collect()
        })
    }
}

/// What changed; where that is not known word for word, what the verdict means.
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

/// The end of a sentence as one of its own.
fn sentence(end: &str) -> String {
    let mut chars = end.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}
