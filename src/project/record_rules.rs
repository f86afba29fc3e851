//! What holds of every record, whoever adds or changes it.

use super::{Project, Record, RecordKey, RecordUser, StepError};
use nutgraf_engine::{
    model::{EvidenceTarget, Selector, Snapshot, valid_key},
    text::AnchorKey,
};

impl Project {
    /// What holds of every record: its key can be cited and is its own, what it
    /// refers to exists, and its offsets fit its text.
    pub(super) fn check(&self, record: &Record) -> Result<(), StepError> {
        match record {
            Record::Source(source) => {
                if !valid_key(&source.key) {
                    return Err(StepError::BadKey(source.key.clone()));
                }
                if self.sources.iter().any(|s| s.key == source.key && s.id != source.id) {
                    return Err(StepError::KeyTaken(source.key.clone()));
                }
                source.snapshot.as_ref().map_or(Ok(()), check_marks)
            }
            Record::Quote(quote) => {
                let Selector { exact, start, .. } = &quote.selector;
                if start.checked_add(exact.len()).is_none() {
                    return Err(StepError::BadStart(*start));
                }
                self.require(&RecordKey::Source(quote.source.clone()))
            }
            Record::Claim(claim) => claim.evidence.iter().try_for_each(|evidence| {
                self.require(&match &evidence.target {
                    EvidenceTarget::Quote(id) => RecordKey::Quote(id.clone()),
                    EvidenceTarget::Source(id) => RecordKey::Source(id.clone()),
                })
            }),
        }
    }

    fn require(&self, key: &RecordKey) -> Result<(), StepError> {
        if self.has(key) {
            return Ok(());
        }
        Err(StepError::Missing(key.clone()))
    }

    pub(super) fn require_owner(&self, key: &AnchorKey) -> Result<(), StepError> {
        self.require(&match key {
            AnchorKey::Claim(id) => RecordKey::Claim(id.clone()),
            AnchorKey::Use(id, _) => RecordKey::Quote(id.clone()),
        })
    }

    pub(super) fn has(&self, key: &RecordKey) -> bool {
        match key {
            RecordKey::Source(id) => self.source(id).is_some(),
            RecordKey::Quote(id) => self.quote(id).is_some(),
            RecordKey::Claim(id) => self.claim(id).is_some(),
        }
    }

    /// Returns what still rests on a record; `None` when it can go.
    pub(super) fn user_of(&self, key: &RecordKey) -> Option<RecordUser> {
        let target = match key {
            RecordKey::Source(id) => EvidenceTarget::Source(id.clone()),
            RecordKey::Quote(id) => EvidenceTarget::Quote(id.clone()),
            RecordKey::Claim(id) => {
                let anchored = self.document.anchor(&AnchorKey::Claim(id.clone())).is_some();
                return anchored.then_some(RecordUser::Place);
            }
        };
        if let RecordKey::Source(id) = key
            && let Some(quote) = self.quotes_of(id).next()
        {
            return Some(RecordUser::Quote(quote.id.clone()));
        }
        let uses = self.document.anchors().any(
            |(anchor, _)| matches!((anchor, key), (AnchorKey::Use(used, _), RecordKey::Quote(id)) if used == id),
        );
        if uses {
            return Some(RecordUser::Draft);
        }
        let claim = self
            .claims
            .iter()
            .find(|claim| claim.evidence.iter().any(|evidence| evidence.target == target))?;
        Some(RecordUser::Claim(claim.id.clone()))
    }
}

fn check_marks(snapshot: &Snapshot) -> Result<(), StepError> {
    let bad = snapshot.marks.iter().find(|mark| !snapshot.text.is_char_boundary(mark.at));
    bad.map_or(Ok(()), |mark| {
        let (label, length) = (mark.label.clone(), snapshot.text.len());
        Err(StepError::BadMark { label, at: mark.at, length })
    })
}
