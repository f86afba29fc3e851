//! One field that both sides may have changed.

use std::collections::HashSet;

use super::{Conflict, ConflictPlace, Decisions, MergeNote, Take};
use crate::project::RecordKey;

/// Decides fields and collects what they are in conflict about.
pub(super) struct FieldMerger<'a> {
    pub(super) decisions: &'a Decisions,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) notes: Vec<MergeNote>,
    /// Records that a person decided not to keep although something rests on them.
    pub(super) given_up: HashSet<RecordKey>,
}

/// What a field is one of.
#[derive(Clone, Debug)]
pub(super) enum FieldOwner {
    Article,
    /// A record, and what it is called.
    Record(RecordKey, String),
}

/// The three versions of a field; no base where both sides added its record.
pub(super) struct FieldVersions<'a, T: ?Sized> {
    pub(super) base: Option<&'a T>,
    pub(super) ours: &'a T,
    pub(super) theirs: &'a T,
}

/// The versions of one field of records.
macro_rules! versions {
    ($base:expr, $ours:expr, $theirs:expr, $field:ident) => {
        FieldVersions {
            base: $base.map(|base| &base.$field),
            ours: &$ours.$field,
            theirs: &$theirs.$field,
        }
    };
}
pub(super) use versions;

/// What stands where at most one side changed something, or both did alike.
pub(super) fn one_sided<'a, T: PartialEq + ?Sized>(
    base: &T,
    ours: &'a T,
    theirs: &'a T,
) -> Option<&'a T> {
    if ours == theirs || base == theirs { Some(ours) } else { (base == ours).then_some(theirs) }
}

impl<'a, T: PartialEq + ?Sized> FieldVersions<'a, T> {
    /// The version that stands, where there is no conflict.
    pub(super) fn settled(&self) -> Option<&'a T> {
        match self.base {
            Some(base) => one_sided(base, self.ours, self.theirs),
            None => (self.ours == self.theirs).then_some(self.ours),
        }
    }
}

impl<'a> FieldMerger<'a> {
    pub(super) fn new(decisions: &'a Decisions) -> Self {
        Self { decisions, conflicts: Vec::new(), notes: Vec::new(), given_up: HashSet::new() }
    }

    /// Notes a conflict and says what is to stand.
    pub(super) fn conflict(&mut self, conflict: Conflict) -> Option<Take> {
        let take = self.decisions.get(&conflict.place);
        self.conflicts.push(conflict);
        take
    }

    /// Merges a field; `show` says a version of it for a person.
    pub(super) fn merge<T: PartialEq + Clone>(
        &mut self,
        owner: &FieldOwner,
        name: &'static str,
        versions: &FieldVersions<'_, T>,
        show: impl Fn(&T) -> String,
    ) -> T {
        match versions.settled() {
            Some(settled) => settled.clone(),
            None => match self.differ(owner, name, versions, show, false) {
                Take::Theirs => versions.theirs.clone(),
                _ => versions.ours.clone(),
            },
        }
    }

    /// Merges a field of free text, of which both versions can stand.
    pub(super) fn text(
        &mut self,
        owner: &FieldOwner,
        name: &'static str,
        versions: &FieldVersions<'_, String>,
    ) -> String {
        if let Some(settled) = versions.settled() {
            return settled.clone();
        }
        match self.differ(owner, name, versions, String::clone, true) {
            Take::Theirs => versions.theirs.clone(),
            Take::Both if versions.ours.is_empty() => versions.theirs.clone(),
            Take::Both if !versions.theirs.is_empty() => {
                format!("{}\n\n{}", versions.ours, versions.theirs)
            }
            _ => versions.ours.clone(),
        }
    }

    /// Notes that both sides changed a field differently, and says what is to stand.
    pub(super) fn differ<T: ?Sized>(
        &mut self,
        owner: &FieldOwner,
        name: &str,
        versions: &FieldVersions<'_, T>,
        show: impl Fn(&T) -> String,
        can_be_both: bool,
    ) -> Take {
        let (place, what) = match owner {
            FieldOwner::Article => {
                let name = article_field(name);
                (ConflictPlace::Article(name), format!("the article’s {name}"))
            }
            FieldOwner::Record(key, called) => {
                let place = ConflictPlace::Field(key.clone(), name.to_owned());
                (place, format!("{called}: {name}"))
            }
        };
        let conflict = Conflict {
            place,
            what,
            around: String::new(),
            base: versions.base.map(&show),
            ours: Some(show(versions.ours)),
            theirs: Some(show(versions.theirs)),
            can_be_both,
        };
        self.conflict(conflict).unwrap_or_default()
    }
}

/// The names of the article's fields.
pub(super) const ARTICLE_FIELDS: [&str; 7] =
    ["title", "subtitle", "authors", "language", "date", "goal", "house rules"];

fn article_field(name: &str) -> &'static str {
    ARTICLE_FIELDS.into_iter().find(|known| *known == name).unwrap_or("details")
}
