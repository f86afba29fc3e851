//! What a writer did, as the records of a journal.
//!
//! The records of sources, quotes and claims are those of the project file.
//!
//! # Invariants
//!
//! A step that was read is the step that was written, and a field that is not known is
//! refused.

use serde::{Deserialize, Serialize};

use super::{
    plain::{
        article_of, article_record, claim_of, claim_record, quote_of, quote_record, signoff_of,
        signoff_record, source_of, source_record, stet_of, stet_record,
    },
    record::{ArticleRecord, ClaimRecord, QuoteRecord, SignoffRecord, SourceRecord, StetRecord},
};
use crate::project::{Record, RecordKey, Step};
use nutgraf_engine::{
    model::{ClaimId, QuoteId, Signoff, SourceId},
    range::DraftRange,
    text::{Anchor, AnchorKey, Change, ChangeError, Edit},
};

/// One change of a project.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) enum StepRecord {
    Text {
        edits: Vec<EditRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        restore: Vec<PlaceRecord>,
    },
    Anchor {
        of: OwnerRecord,
        to: Option<(usize, usize)>,
    },
    Article(Box<ArticleRecord>),
    Insert {
        at: usize,
        record: ItemRecord,
    },
    Replace(ItemRecord),
    Remove(KeyRecord),
    SetAside {
        words: String,
        aside: bool,
    },
    LetStand {
        stet: Box<StetRecord>,
        stands: bool,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct EditRecord {
    start: usize,
    end: usize,
    insert: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct PlaceRecord {
    of: OwnerRecord,
    start: usize,
    end: usize,
}

/// Whose anchor it is.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::persist) enum OwnerRecord {
    Claim(ClaimId),
    Use(QuoteId, u32),
}

#[derive(Debug, Serialize, Deserialize)]
pub(in crate::persist) enum ItemRecord {
    Source(Box<SourceRecord>),
    Quote(Box<QuoteRecord>),
    Claim(Box<ClaimRecord>),
}

#[derive(Debug, Serialize, Deserialize)]
pub(in crate::persist) enum KeyRecord {
    Source(SourceId),
    Quote(QuoteId),
    Claim(ClaimId),
}

/// A sign-off, which is no step.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::persist) struct SignedRecord(SignoffRecord);

impl SignedRecord {
    pub(in crate::persist) fn of(signoff: &Signoff) -> Self {
        Self(signoff_record(signoff))
    }

    pub(in crate::persist) fn into_signoff(self) -> Signoff {
        signoff_of(self.0)
    }
}

impl StepRecord {
    pub(in crate::persist) fn of(step: &Step) -> Self {
        match step {
            Step::Text { change, restore } => {
                let edits = change.edits().iter().map(|Edit { range, insert }| EditRecord {
                    start: range.start,
                    end: range.end,
                    insert: insert.clone(),
                });
                let restore = restore.iter().map(|(key, anchor)| PlaceRecord {
                    of: owner_record(key),
                    start: anchor.range().start,
                    end: anchor.range().end,
                });
                Self::Text { edits: edits.collect(), restore: restore.collect() }
            }
            Step::Anchor { key, to } => {
                let to = to.as_ref().map(|anchor| (anchor.range().start, anchor.range().end));
                Self::Anchor { of: owner_record(key), to }
            }
            Step::Article(article) => Self::Article(Box::new(article_record(article))),
            Step::Insert { at, record } => Self::Insert { at: *at, record: item_record(record) },
            Step::Replace(record) => Self::Replace(item_record(record)),
            Step::Remove(key) => Self::Remove(match key.clone() {
                RecordKey::Source(id) => KeyRecord::Source(id),
                RecordKey::Quote(id) => KeyRecord::Quote(id),
                RecordKey::Claim(id) => KeyRecord::Claim(id),
            }),
            Step::SetAside { words, aside } => {
                Self::SetAside { words: words.clone(), aside: *aside }
            }
            Step::LetStand { stet, stands } => {
                Self::LetStand { stet: Box::new(stet_record(stet)), stands: *stands }
            }
        }
    }

    /// # Errors
    /// When the edits of a change overlap, which no change that was written does.
    pub(in crate::persist) fn into_step(self) -> Result<Step, ChangeError> {
        Ok(match self {
            Self::Text { edits, restore } => {
                let edits = edits.into_iter().map(|EditRecord { start, end, insert }| Edit {
                    range: DraftRange::new(start, end),
                    insert,
                });
                let restore = restore
                    .into_iter()
                    .map(|PlaceRecord { of, start, end }| (owner_of(of), Anchor::new(start..end)));
                Step::Text { change: Change::of(edits.collect())?, restore: restore.collect() }
            }
            Self::Anchor { of, to } => {
                let to = to.map(|(start, end)| Anchor::new(start..end));
                Step::Anchor { key: owner_of(of), to }
            }
            Self::Article(article) => Step::Article(Box::new(article_of(*article))),
            Self::Insert { at, record } => Step::Insert { at, record: item_of(record) },
            Self::Replace(record) => Step::Replace(item_of(record)),
            Self::Remove(key) => Step::Remove(match key {
                KeyRecord::Source(id) => RecordKey::Source(id),
                KeyRecord::Quote(id) => RecordKey::Quote(id),
                KeyRecord::Claim(id) => RecordKey::Claim(id),
            }),
            Self::SetAside { words, aside } => Step::SetAside { words, aside },
            Self::LetStand { stet, stands } => {
                Step::LetStand { stet: Box::new(stet_of(*stet)), stands }
            }
        })
    }
}

fn owner_record(key: &AnchorKey) -> OwnerRecord {
    match key.clone() {
        AnchorKey::Claim(id) => OwnerRecord::Claim(id),
        AnchorKey::Use(id, number) => OwnerRecord::Use(id, number),
    }
}

fn owner_of(record: OwnerRecord) -> AnchorKey {
    match record {
        OwnerRecord::Claim(id) => AnchorKey::Claim(id),
        OwnerRecord::Use(id, number) => AnchorKey::Use(id, number),
    }
}

fn item_record(record: &Record) -> ItemRecord {
    match record {
        Record::Source(source) => ItemRecord::Source(Box::new(source_record(source))),
        Record::Quote(quote) => ItemRecord::Quote(Box::new(quote_record(quote))),
        Record::Claim(claim) => ItemRecord::Claim(Box::new(claim_record(claim))),
    }
}

fn item_of(record: ItemRecord) -> Record {
    match record {
        ItemRecord::Source(source) => Record::Source(Box::new(source_of(*source))),
        ItemRecord::Quote(quote) => Record::Quote(Box::new(quote_of(*quote))),
        ItemRecord::Claim(claim) => Record::Claim(Box::new(claim_of(*claim))),
    }
}
