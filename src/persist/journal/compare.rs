//! What differs between a project as it is saved and as it was lost.

use std::collections::HashMap;

use crate::project::Project;
use nutgraf_engine::evidence::{DiffOp, DiffPart, word_diff};

/// How many of something came, went and changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Count {
    pub added: usize,
    pub removed: usize,
    pub changed: usize,
}

/// What differs between what is saved and what was lost, besides the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Counts {
    pub sources: Count,
    pub quotes: Count,
    pub claims: Count,
    /// How many words the draft gained, and how many it lost.
    pub words: Count,
}

/// The difference of two projects: the drafts word by word, and the rest in numbers.
pub(super) fn compare(before: &Project, after: &Project) -> (Vec<DiffPart>, Counts) {
    let diff = word_diff(before.draft(), after.draft());
    let words = |op: DiffOp| {
        let parts = diff.iter().filter(|part| part.op == op);
        parts.map(|part| part.text.split_whitespace().count()).sum()
    };
    let counts = Counts {
        sources: count(before.sources(), after.sources(), |source| source.id.as_str()),
        quotes: count(before.quotes(), after.quotes(), |quote| quote.id.as_str()),
        claims: count(before.claims(), after.claims(), |claim| claim.id.as_str()),
        words: Count { added: words(DiffOp::Insert), removed: words(DiffOp::Delete), changed: 0 },
    };
    (diff, counts)
}

fn count<T: PartialEq>(before: &[T], after: &[T], id: impl Fn(&T) -> &str) -> Count {
    let old: HashMap<&str, &T> = before.iter().map(|one| (id(one), one)).collect();
    let mut count = Count::default();
    let mut kept = 0;
    for one in after {
        match old.get(id(one)) {
            Some(was) => {
                kept += 1;
                count.changed += usize::from(*was != one);
            }
            None => count.added += 1,
        }
    }
    count.removed = old.len() - kept;
    count
}
