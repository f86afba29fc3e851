//! Three versions of a project become one.
//!
//! Two people, or two programs, went on from one version. What one of them changed is
//! taken, what both changed alike is taken once, and what both changed differently is
//! a [`Conflict`] that a person decides.
//!
//! # Invariants
//!
//! - Nothing that either side wrote goes without being told, by a conflict or a note,
//!   unless the other side deleted it and it was left as it was.
//! - The result is a project like any other, whose references are valid.
//! - Swapping the sides swaps what conflicts say and nothing else, but for which side
//!   stands where nobody has decided.
//! - No clock and no random number is asked, so every machine merges alike.
//!
//! Where nobody decides, the words of our side stand. Git's driver decides for
//! [`Take::Marked`]: both versions of a line stand in the draft between the marks that
//! Git uses, and what conflicts elsewhere is written out in the same way at the end of
//! the draft. So the file opens, every tool shows the conflict, a person who only
//! looks at the draft cannot miss it, and the gate is shut while it stands, for the
//! closing mark reads as a block quotation that no source has.

mod anchors;
mod become_other;
mod claims;
mod conflict_text;
mod draft;
mod existence;
mod fields;
mod hunks;
mod keys;
mod order;
mod records;
mod render;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{Project, RecordKey};
use draft::{common_text, merge_draft};
use existence::Existence;
use fields::FieldMerger;
use nutgraf_engine::{
    model::{Article, Signoff},
    text::Document,
};

/// What is to stand where both sides changed the same thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Take {
    /// Ours.
    #[default]
    Ours,
    /// Theirs.
    Theirs,
    /// Both, one behind the other.
    Both,
    /// Both, between the marks that Git uses.
    Marked,
}

impl Take {
    fn is_wide(self) -> bool {
        matches!(self, Self::Both | Self::Marked)
    }
}

/// Names a place where two sides can be in conflict. The same three versions have the
/// same places, whatever was decided.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ConflictPlace {
    /// Words of the draft; conflicts there are counted from 0.
    Draft(usize),
    /// A field of the article's details.
    Article(&'static str),
    /// A record that one side deleted and the other still needs or changed.
    Record(RecordKey),
    /// A field of a record.
    Field(RecordKey, String),
}

/// Something that both sides changed, each in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Names it.
    pub place: ConflictPlace,
    /// What it is, for a person: `the draft, line 12`, `claim “Four staff”: note`.
    pub what: String,
    /// The words around it in its line of the draft, with `…` where it stands; empty
    /// elsewhere.
    pub around: String,
    /// How it was; `None` where it was not there.
    pub base: Option<String>,
    /// How it is on our side; `None` where it is not there.
    pub ours: Option<String>,
    /// How it is on the other side; `None` where it is not there.
    pub theirs: Option<String>,
    /// Whether both can stand, one behind the other.
    pub can_be_both: bool,
}

/// What is decided of conflicts.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// What is decided of some.
    pub of: HashMap<ConflictPlace, Take>,
    /// What is to stand of all others; `None` keeps our words, and of a record that
    /// one side deleted what the other needs.
    pub others: Option<Take>,
}

impl Decisions {
    /// Decides every conflict alike.
    pub fn all(take: Take) -> Self {
        Self { of: HashMap::new(), others: Some(take) }
    }

    fn get(&self, place: &ConflictPlace) -> Option<Take> {
        self.of.get(place).copied().or(self.others)
    }
}

/// What came of a merge.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The project.
    pub project: Project,
    /// What both sides changed, in the order draft, article, sources, quotes, claims.
    pub conflicts: Vec<Conflict>,
    /// What else a person should know.
    pub notes: Vec<MergeNote>,
}

/// Something that a person should know of a merge that was not in conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeNote {
    /// A claim has no place any more.
    ClaimLostPlace {
        /// The words that it had.
        words: String,
    },
    /// A quote is no longer used where it was.
    QuoteLostUse {
        /// The words of the quote.
        words: String,
    },
    /// Two sources had one citation key, and one of them has another now.
    KeyRenamed {
        /// The key that both had.
        from: String,
        /// The key that one of them has.
        to: String,
    },
    /// The text of a source was captured on both sides.
    CapturedTwice {
        /// The key of the source with our text.
        ours: String,
        /// The key of the source that was made of theirs.
        theirs: String,
    },
}

/// The two sides of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MergeSide {
    Ours,
    Theirs,
}

/// Merges what two sides made of a version that both began with. Without one, what
/// they have in common takes its place.
pub fn merge(
    base: Option<&Project>,
    ours: &Project,
    theirs: &Project,
    decisions: &Decisions,
) -> Merged {
    let known = base;
    let made;
    let base = match base {
        Some(base) => base,
        None => {
            made = Project::new(Article::default(), common_text(ours.draft(), theirs.draft()));
            &made
        }
    };
    let mut fields = FieldMerger::new(decisions);
    let existence = Existence::of(base, ours, theirs, &mut fields);
    let [base, ours, theirs] =
        keys::with_one_key_each([base, ours, theirs], &existence, &mut fields);
    let (base, ours, theirs) = (&*base, &*ours, &*theirs);

    let take = |at| decisions.get(&ConflictPlace::Draft(at)).unwrap_or_default();
    let mut draft = merge_draft(base.draft(), ours.draft(), theirs.draft(), take);
    let article = match known {
        // Without a version that both began with, nothing says who changed what.
        None => records::article(None, ours.article(), theirs.article(), &mut fields),
        Some(_) => {
            records::article(Some(base.article()), ours.article(), theirs.article(), &mut fields)
        }
    };
    let sources = records::sources(base, ours, theirs, &existence, &mut fields);
    let quotes = records::quotes(base, ours, theirs, &existence, &sources, &mut fields);
    let claims = claims::claims(base, ours, theirs, &existence, &quotes, &sources, &mut fields);

    let FieldMerger { mut conflicts, mut notes, .. } = fields;
    conflict_text::sort(&mut conflicts);
    let draft_conflicts = std::mem::take(&mut draft.conflicts);
    let marked: String = conflicts
        .iter()
        .filter(|conflict| decisions.get(&conflict.place) == Some(Take::Marked))
        .map(conflict_text::block)
        .collect();
    let end = match draft.text.ends_with('\n') || draft.text.is_empty() || marked.is_empty() {
        true => "",
        false => "\n",
    };
    let text = format!("{}{end}{marked}", draft.text);
    let mut draft_first: Vec<Conflict> = draft_conflicts
        .into_iter()
        .enumerate()
        .map(|(at, conflict)| conflict_text::of_draft(at, conflict, &text))
        .collect();
    draft_first.append(&mut conflicts);

    let mut project = Project {
        article: Arc::new(article),
        document: Document::new(text),
        sources: Arc::new(sources),
        quotes: Arc::new(quotes),
        claims: Arc::new(claims),
        not_claims: merged_set([base, ours, theirs].map(Project::not_claims)),
        stets: merged_set([base, ours, theirs].map(Project::stets)),
        signoffs: Arc::new(signoffs(base.signoffs(), ours.signoffs(), theirs.signoffs())),
        size: ours.size,
        cut_anchors: super::cut_anchors::CutAnchors::default(),
    };
    anchors::place(&mut project, [base, ours, theirs], &draft, &mut notes);
    project.recount();
    Merged { project, conflicts: draft_first, notes }
}

/// What both sides have, and what one has added.
fn merged_set<T: Ord + Clone>([base, ours, theirs]: [&BTreeSet<T>; 3]) -> Arc<BTreeSet<T>> {
    let all = ours.union(theirs).filter(|item| {
        [ours, theirs].iter().all(|side| side.contains(item)) || !base.contains(item)
    });
    Arc::new(all.cloned().collect())
}

/// Sign-offs of both sides, oldest first.
fn signoffs(base: &[Signoff], ours: &[Signoff], theirs: &[Signoff]) -> Vec<Signoff> {
    if let Some(one) = fields::one_sided(&base, &ours, &theirs) {
        return one.to_vec();
    }
    let mut all = ours.to_vec();
    all.extend(theirs.iter().filter(|signoff| !ours.contains(signoff)).cloned());
    all.sort_by(|a, b| {
        (a.at, &a.by, &a.draft_sha256, &a.reason).cmp(&(b.at, &b.by, &b.draft_sha256, &b.reason))
    });
    all
}

/// The line, counted from 1, in which a byte of a text stands.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}
