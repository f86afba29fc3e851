//! Which records a merged project has.
//!
//! What one side deleted is deleted if the other left it as it was and nothing new
//! rests on it there. Otherwise a person decides, and until then it is kept. Asked from
//! the top: claims need quotes and sources, quotes need their sources.
//!
//! # Invariants
//!
//! What a record in the result needs is in the result.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::Hash,
};

use super::{Conflict, ConflictPlace, MergeSide, Take, conflict_text, fields::FieldMerger};
use crate::project::{Project, RecordKey};
use nutgraf_engine::{
    model::{Claim, ClaimId, EvidenceTarget, Quote, QuoteId, Source, SourceId},
    text::AnchorKey,
};

/// What became of a record that one side or both still have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RecordFate {
    Stays,
    /// One side deleted it, and the other left it as it was.
    Deleted(MergeSide),
    /// One side deleted it, and the other changed it.
    Disputed(MergeSide),
}

/// The records that are kept.
#[derive(Debug, Default)]
pub(super) struct Existence {
    sources: BTreeSet<SourceId>,
    quotes: BTreeSet<QuoteId>,
    claims: BTreeSet<ClaimId>,
}

/// A list of records by id on all three versions, as references.
struct Three<'a, Id, T> {
    all: BTreeMap<Id, [Option<&'a T>; 3]>,
}

impl<'a, Id: Ord + Clone, T: PartialEq> Three<'a, Id, T> {
    fn of(lists: [&'a [T]; 3], id: impl Fn(&T) -> Id) -> Self {
        let mut all: BTreeMap<Id, [Option<&T>; 3]> = BTreeMap::new();
        for (at, list) in lists.into_iter().enumerate() {
            for item in list {
                all.entry(id(item)).or_default()[at] = Some(item);
            }
        }
        all.retain(|_, [_, ours, theirs]| ours.is_some() || theirs.is_some());
        Self { all }
    }

    /// What became of each; `changed` says whether more than the record itself changed.
    fn fates(&self, changed: impl Fn(&Id, MergeSide) -> bool) -> BTreeMap<Id, RecordFate> {
        let fate = |id: &Id, versions: &[Option<&T>; 3]| match *versions {
            [_, Some(_), Some(_)] | [None, ..] | [_, None, None] => RecordFate::Stays,
            [Some(base), Some(kept), None] => match base != kept || changed(id, MergeSide::Ours) {
                true => RecordFate::Disputed(MergeSide::Theirs),
                false => RecordFate::Deleted(MergeSide::Theirs),
            },
            [Some(base), None, Some(kept)] => {
                match base != kept || changed(id, MergeSide::Theirs) {
                    true => RecordFate::Disputed(MergeSide::Ours),
                    false => RecordFate::Deleted(MergeSide::Ours),
                }
            }
        };
        self.all.iter().map(|(id, versions)| (id.clone(), fate(id, versions))).collect()
    }
}

/// Asks the person who decides, or finds that nobody did: `true` where it is kept.
fn keeps<T>(
    key: RecordKey,
    by: MergeSide,
    versions: &[Option<&T>; 3],
    called: &str,
    why: &str,
    show: impl Fn(&T) -> String,
    fields: &mut FieldMerger<'_>,
) -> bool {
    let [base, ours, theirs] = versions.map(|version| version.map(&show));
    let conflict = Conflict {
        place: ConflictPlace::Record(key.clone()),
        what: format!("{called}: deleted on one side, {why} on the other"),
        around: String::new(),
        base,
        ours,
        theirs,
        can_be_both: false,
    };
    let take = fields.conflict(conflict);
    let goes = matches!(
        (take, by),
        (Some(Take::Ours), MergeSide::Ours) | (Some(Take::Theirs), MergeSide::Theirs)
    );
    if goes {
        fields.given_up.insert(key);
    }
    !goes
}

impl Existence {
    pub(super) fn of(
        base: &Project,
        ours: &Project,
        theirs: &Project,
        fields: &mut FieldMerger<'_>,
    ) -> Self {
        let side = |side: MergeSide| if side == MergeSide::Ours { ours } else { theirs };
        let other = |by: MergeSide| if by == MergeSide::Ours { theirs } else { ours };
        let sources =
            Three::of([base.sources(), ours.sources(), theirs.sources()], |s: &Source| {
                s.id.clone()
            });
        let quotes =
            Three::of([base.quotes(), ours.quotes(), theirs.quotes()], |q: &Quote| q.id.clone());
        let claims =
            Three::of([base.claims(), ours.claims(), theirs.claims()], |c: &Claim| c.id.clone());
        let mut kept = Self::default();

        let source_fates = sources.fates(|_, _| false);
        for (id, fate) in &source_fates {
            let versions = &sources.all[id];
            let stays = match *fate {
                RecordFate::Stays => true,
                RecordFate::Deleted(_) => false,
                RecordFate::Disputed(by) => {
                    let called = conflict_text::source(versions.iter().flatten().last().copied());
                    let key = RecordKey::Source(id.clone());
                    keeps(
                        key,
                        by,
                        versions,
                        &called,
                        "changed",
                        conflict_text::whole_source,
                        fields,
                    )
                }
            };
            if stays {
                kept.sources.insert(id.clone());
            }
        }
        for (id, fate) in claims.fates(|_, _| false) {
            let versions = &claims.all[&id];
            let stays = match fate {
                RecordFate::Stays => true,
                RecordFate::Deleted(_) => false,
                RecordFate::Disputed(by) => {
                    let called = conflict_text::claim(versions.iter().flatten().last().copied());
                    let key = RecordKey::Claim(id.clone());
                    keeps(key, by, versions, &called, "changed", conflict_text::whole_claim, fields)
                }
            };
            if stays {
                kept.claims.insert(id);
            }
        }
        let needed = |target: &EvidenceTarget, by: MergeSide, kept: &Self| {
            other(by).claims().iter().any(|claim| {
                let rests = |claim: &Claim| claim.evidence.iter().any(|one| one.target == *target);
                // Whoever deletes a record unties it, and that is no new tie.
                let is_new = side(by).claim(&claim.id).is_none()
                    || !base.claim(&claim.id).is_some_and(rests);
                kept.claims.contains(&claim.id) && rests(claim) && is_new
            })
        };
        let uses = |project: &Project, id: &QuoteId| -> BTreeSet<u32> {
            let uses = project.document().anchors().filter_map(|(key, _)| match key {
                AnchorKey::Use(used, number) if used == id => Some(*number),
                _ => None,
            });
            uses.collect()
        };
        let used_anew =
            |id: &QuoteId, keeper: MergeSide| !uses(side(keeper), id).is_subset(&uses(base, id));
        for (id, fate) in quotes.fates(used_anew) {
            let versions = &quotes.all[&id];
            let source = versions.iter().flatten().last().map(|quote| quote.source.clone());
            let is_given_up = source
                .as_ref()
                .is_some_and(|source| fields.given_up.contains(&RecordKey::Source(source.clone())));
            if is_given_up {
                continue;
            }
            let target = EvidenceTarget::Quote(id.clone());
            let (by, why) = match fate {
                RecordFate::Stays => {
                    kept.quotes.insert(id);
                    continue;
                }
                RecordFate::Disputed(by) => (by, "changed or used"),
                RecordFate::Deleted(by) if needed(&target, by, &kept) => (by, "evidence"),
                RecordFate::Deleted(by) => {
                    // It went with its source, which is kept.
                    let fate = source.as_ref().and_then(|source| source_fates.get(source));
                    if fate == Some(&RecordFate::Disputed(by)) {
                        kept.quotes.insert(id);
                    }
                    continue;
                }
            };
            let called = conflict_text::quote(versions.iter().flatten().last().copied());
            let key = RecordKey::Quote(id.clone());
            if keeps(key, by, versions, &called, why, conflict_text::whole_quote, fields) {
                kept.quotes.insert(id);
            }
        }
        for (id, fate) in source_fates {
            let RecordFate::Deleted(by) = fate else { continue };
            let is_quoted = other(by)
                .quotes()
                .iter()
                .any(|quote| quote.source == id && kept.quotes.contains(&quote.id));
            if !is_quoted && !needed(&EvidenceTarget::Source(id.clone()), by, &kept) {
                continue;
            }
            let versions = &sources.all[&id];
            let called = conflict_text::source(versions.iter().flatten().last().copied());
            let key = RecordKey::Source(id.clone());
            if keeps(key, by, versions, &called, "needed", conflict_text::whole_source, fields) {
                kept.sources.insert(id);
            } else {
                let of_it = other(by).quotes_of(&id).map(|quote| &quote.id);
                of_it.for_each(|quote| {
                    kept.quotes.remove(quote);
                });
            }
        }
        kept
    }

    pub(super) fn has_source(&self, id: &SourceId) -> bool {
        self.sources.contains(id)
    }

    pub(super) fn has_quote(&self, id: &QuoteId) -> bool {
        self.quotes.contains(id)
    }

    pub(super) fn has_claim(&self, id: &ClaimId) -> bool {
        self.claims.contains(id)
    }

    /// The sources that are kept, by rising id.
    pub(super) fn sources(&self) -> impl Iterator<Item = &SourceId> {
        self.sources.iter()
    }
}

/// The ids of three lists, in the order of a merged one.
pub(super) fn ids_in_order<T, Id: Clone + Ord + Hash>(
    lists: [&[T]; 3],
    id: impl Fn(&T) -> Id,
    kept: impl Fn(&Id) -> bool,
) -> Vec<Id> {
    let [base, ours, theirs] = lists.map(|list| list.iter().map(&id).collect::<Vec<Id>>());
    super::order::merged_order(&base, &ours, &theirs, kept)
}
