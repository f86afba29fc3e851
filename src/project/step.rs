//! The steps that change a project, each of which can be taken back.

use std::{collections::HashSet, sync::Arc};

use crate::project::{
    Project,
    size::{article_size, aside_size, record_size},
};
use nutgraf_engine::{
    model::{
        Article, Claim, ClaimId, EvidenceTarget, Quote, QuoteId, Selector, Snapshot, Source,
        SourceId, valid_key,
    },
    text::{Anchor, AnchorKey, Change, ChangeError, size_in_words},
};

/// One record of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Record {
    Source(Box<Source>),
    Quote(Box<Quote>),
    Claim(Box<Claim>),
}

/// Names a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum RecordKey {
    Source(SourceId),
    Quote(QuoteId),
    Claim(ClaimId),
}

/// One change of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Changes the draft, then sets anchors that the change alone does not bring back.
    Text {
        /// What happens to the text.
        change: Change,
        /// Anchors as they are to be afterwards.
        restore: Vec<(AnchorKey, Anchor)>,
    },
    /// Sets or removes an anchor.
    Anchor {
        /// Whose anchor it is.
        key: AnchorKey,
        /// Where it is to stand; `None` removes it.
        to: Option<Anchor>,
    },
    /// Replaces the article's metadata.
    Article(Box<Article>),
    /// Adds a record at a place in its list; beyond the end means last.
    Insert {
        /// Index in its list.
        at: usize,
        /// The new record.
        record: Record,
    },
    /// Replaces the record of the same id.
    Replace(Record),
    /// Removes a record, which must have nothing that rests on it.
    Remove(RecordKey),
    /// Says that a sentence is no claim, or takes that back; see [`Project::not_claims`].
    SetAside {
        /// The sentence's words.
        words: String,
        /// Whether it is none.
        aside: bool,
    },
}

impl Step {
    /// A change of the draft alone.
    pub fn text(change: Change) -> Self {
        Self::Text { change, restore: Vec::new() }
    }
}

/// A step does not fit the project. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The change does not fit the draft.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// There is no such record, or no such record that this one refers to.
    #[error("there is no {what} “{id}” in this project")]
    Missing {
        /// `source`, `quote` or `claim`.
        what: &'static str,
        /// The id that was not found.
        id: String,
    },
    /// The id or citation key is taken.
    #[error("the {what} “{id}” is already in this project; choose another")]
    Taken {
        /// `citation key`, or what the id names.
        what: &'static str,
        /// What is taken.
        id: String,
    },
    /// The citation key cannot be written in a draft.
    #[error(
        "“{0}” cannot be a citation key; use letters, digits, and single - _ . : / between them"
    )]
    BadKey(String),
    /// Something rests on the record.
    #[error("the {what} “{id}” is still used by {by}")]
    InUse {
        /// `source` or `quote`.
        what: &'static str,
        /// Its id.
        id: String,
        /// What uses it.
        by: String,
    },
    /// A page or section of a snapshot begins at no character of its text.
    #[error("mark “{label}” stands at byte {at}, which does not fit a text of {length} bytes")]
    BadMark {
        /// The label of the page or section.
        label: String,
        /// Where it is said to begin, in bytes.
        at: usize,
        /// The length of the text, in bytes.
        length: usize,
    },
    /// The passage of a quote is beyond any text.
    #[error("a quote starts at byte {0}, beyond any text")]
    BadStart(usize),
    /// The project could not be saved any more.
    #[error(
        "this would make the project {}; a project can hold {}. Nothing was changed",
        size_in_words(*.size),
        size_in_words(*.most)
    )]
    TooLarge {
        /// How many bytes its file would have at most.
        size: u64,
        /// How many it may have.
        most: u64,
    },
}

impl StepError {
    /// What to do next, as one sentence; empty where the message says it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => {
                "Take the part that you need, or delete a source that is not used any more; large sources can have a project of their own."
            }
            _ => "",
        }
    }
}

/// Steps that were to be taken back, or done again, and are refused.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct TurnBackError {
    /// Why.
    pub error: StepError,
    /// The steps, for another time; empty where they can never be taken.
    pub steps: Vec<Step>,
}

impl Step {
    /// Whether quotations are held against something else afterwards: another
    /// source, card or house rule.
    pub fn changes_evidence(&self) -> bool {
        match self {
            Self::Text { .. } | Self::Anchor { .. } | Self::SetAside { .. } => false,
            Self::Article(_) => true,
            Self::Insert { record, .. } | Self::Replace(record) => {
                !matches!(record, Record::Claim(_))
            }
            Self::Remove(key) => !matches!(key, RecordKey::Claim(_)),
        }
    }
}

impl Project {
    /// Applies one step and returns the steps that take it back.
    ///
    /// # Errors
    /// When the step does not fit; the project is then as it was.
    pub fn apply(&mut self, step: Step) -> Result<Step, StepError> {
        match step {
            Step::Text { change, restore } => self.change_draft(&change, restore),
            Step::Anchor { key, to } => {
                self.require_owner(&key)?;
                let was = self.document.set_anchor(key.clone(), to)?;
                Ok(Step::Anchor { key, to: was })
            }
            Step::Article(article) => {
                let was = std::mem::replace(Arc::make_mut(&mut self.article), *article);
                self.size.exchange(article_size(&was), article_size(&self.article));
                Ok(Step::Article(Box::new(was)))
            }
            Step::Insert { at, record } => self.insert(at, record),
            Step::Replace(record) => self.replace(record),
            Step::Remove(key) => self.remove(&key),
            Step::SetAside { words, aside } => {
                let list = Arc::make_mut(&mut self.not_claims);
                let had = list.len();
                let was = if aside { !list.insert(words.clone()) } else { list.remove(&words) };
                match (list.len(), aside_size(&words)) {
                    (now, size) if now > had => self.size.exchange(0, size),
                    (now, size) if now < had => self.size.exchange(size, 0),
                    _ => {}
                }
                Ok(Step::SetAside { words, aside: was })
            }
        }
    }

    /// Changes the draft, then sets anchors. Only anchors that are there can be set,
    /// so that the inverse has an anchor for each.
    fn change_draft(
        &mut self,
        change: &Change,
        restore: Vec<(AnchorKey, Anchor)>,
    ) -> Result<Step, StepError> {
        let mut before = Vec::with_capacity(restore.len());
        for (key, _) in &restore {
            let anchor = self
                .document
                .anchor(key)
                .cloned()
                .ok_or_else(|| StepError::Missing { what: "place of", id: key.to_string() })?;
            before.push((key.clone(), anchor));
        }
        let mut applied = self.document.apply(change)?;
        self.size.follow(change, self.document.text());
        for (key, anchor) in restore {
            if let Err(error) = self.document.set_anchor(key, Some(anchor)) {
                self.document
                    .apply(&applied.inverse)
                    .expect("the inverse of a change that was just applied fits");
                for (key, anchor) in applied.displaced.into_iter().chain(before) {
                    self.document
                        .set_anchor(key, Some(anchor))
                        .expect("an anchor fits the text that it was in");
                }
                return Err(error.into());
            }
        }
        // What the inverse makes of an anchor depends on where it was put.
        let set: HashSet<AnchorKey> = before.iter().map(|(key, _)| key.clone()).collect();
        applied.displaced.retain(|(key, _)| !set.contains(key));
        for (key, was) in before {
            let now = self.document.anchor(&key).map(|anchor| anchor.map(&applied.inverse));
            if now.as_ref() != Some(&was) {
                applied.displaced.push((key, was));
            }
        }
        Ok(Step::Text { change: applied.inverse, restore: applied.displaced })
    }

    /// Applies several steps and returns those that take them back, in the
    /// order in which they are to be applied.
    ///
    /// # Errors
    /// When one does not fit, or when the project would become too large to be saved, or
    /// larger than it is where it is too large already; all are then taken back.
    pub fn apply_all(&mut self, steps: Vec<Step>) -> Result<Vec<Step>, StepError> {
        self.require_room_for(&steps)?;
        let was = self.settled_size();
        let back = self.replay(steps)?;
        match self.require_room(was) {
            Ok(()) => Ok(back),
            Err(error) => {
                self.replay(back).expect("the inverse of steps that were just applied fits");
                Err(error)
            }
        }
    }

    /// Takes steps back, or does them again; as [`Project::apply_all`] otherwise. They
    /// lead to where the project was, which is refused only where it could be saved
    /// before and could not afterwards.
    ///
    /// # Errors
    /// As for [`Project::apply_all`], with the steps.
    pub fn turn_back(&mut self, steps: Vec<Step>) -> Result<Vec<Step>, TurnBackError> {
        let was_too_large = self.settled_size() > self.most();
        let unfit = |error| TurnBackError { error, steps: Vec::new() };
        let back = self.replay(steps).map_err(unfit)?;
        let allowed = if was_too_large { u64::MAX } else { 0 };
        match self.require_room(allowed) {
            Ok(()) => Ok(back),
            Err(error) => {
                let steps =
                    self.replay(back).expect("the inverse of steps that were just applied fits");
                Err(TurnBackError { error, steps })
            }
        }
    }

    /// Applies steps that were taken before, as a journal has them or another program's
    /// version, whatever room there is.
    ///
    /// # Errors
    /// When one does not fit; all are then taken back.
    pub fn replay(&mut self, steps: Vec<Step>) -> Result<Vec<Step>, StepError> {
        let mut back = Vec::with_capacity(steps.len());
        for step in steps {
            match self.apply(step) {
                Ok(inverse) => back.push(inverse),
                Err(error) => {
                    for inverse in back.into_iter().rev() {
                        self.apply(inverse)
                            .expect("the inverse of a step that was just applied fits");
                    }
                    return Err(error);
                }
            }
        }
        back.reverse();
        Ok(back)
    }

    fn insert(&mut self, at: usize, record: Record) -> Result<Step, StepError> {
        let key = record.key();
        self.check(&record)?;
        if self.has(&key) {
            return Err(StepError::Taken { what: key.what(), id: key.id().to_owned() });
        }
        self.size.exchange(0, record_size(&record));
        match record {
            Record::Source(source) => insert_at(Arc::make_mut(&mut self.sources), at, *source),
            Record::Quote(quote) => insert_at(Arc::make_mut(&mut self.quotes), at, *quote),
            Record::Claim(claim) => insert_at(Arc::make_mut(&mut self.claims), at, *claim),
        }
        Ok(Step::Remove(key))
    }

    fn replace(&mut self, record: Record) -> Result<Step, StepError> {
        self.check(&record)?;
        let missing = || {
            let key = record.key();
            StepError::Missing { what: key.what(), id: key.id().to_owned() }
        };
        let was = match &record {
            Record::Source(new) => {
                let old = Arc::make_mut(&mut self.sources)
                    .iter_mut()
                    .find(|s| s.id == new.id)
                    .ok_or_else(missing)?;
                Record::Source(Box::new(std::mem::replace(old, (**new).clone())))
            }
            Record::Quote(new) => {
                let old = Arc::make_mut(&mut self.quotes)
                    .iter_mut()
                    .find(|q| q.id == new.id)
                    .ok_or_else(missing)?;
                Record::Quote(Box::new(std::mem::replace(old, (**new).clone())))
            }
            Record::Claim(new) => {
                let old = Arc::make_mut(&mut self.claims)
                    .iter_mut()
                    .find(|c| c.id == new.id)
                    .ok_or_else(missing)?;
                Record::Claim(Box::new(std::mem::replace(old, (**new).clone())))
            }
        };
        self.size.exchange(record_size(&was), record_size(&record));
        Ok(Step::Replace(was))
    }

    fn remove(&mut self, key: &RecordKey) -> Result<Step, StepError> {
        if let Some(by) = self.user_of(key) {
            return Err(StepError::InUse { what: key.what(), id: key.id().to_owned(), by });
        }
        let found = match key {
            RecordKey::Source(id) => take(Arc::make_mut(&mut self.sources), |s| s.id == *id)
                .map(|(at, source)| (at, Record::Source(Box::new(source)))),
            RecordKey::Quote(id) => take(Arc::make_mut(&mut self.quotes), |q| q.id == *id)
                .map(|(at, quote)| (at, Record::Quote(Box::new(quote)))),
            RecordKey::Claim(id) => take(Arc::make_mut(&mut self.claims), |c| c.id == *id)
                .map(|(at, claim)| (at, Record::Claim(Box::new(claim)))),
        };
        let (at, record) = found
            .ok_or_else(|| StepError::Missing { what: key.what(), id: key.id().to_owned() })?;
        self.size.exchange(record_size(&record), 0);
        Ok(Step::Insert { at, record })
    }

    /// What holds of every record: its key can be cited and is its own, what it
    /// refers to exists, and its offsets fit its text.
    fn check(&self, record: &Record) -> Result<(), StepError> {
        match record {
            Record::Source(source) => {
                if !valid_key(&source.key) {
                    return Err(StepError::BadKey(source.key.clone()));
                }
                if self.sources.iter().any(|s| s.key == source.key && s.id != source.id) {
                    let id = source.key.clone();
                    return Err(StepError::Taken { what: "citation key", id });
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
        Err(StepError::Missing { what: key.what(), id: key.id().to_owned() })
    }

    fn require_owner(&self, key: &AnchorKey) -> Result<(), StepError> {
        self.require(&match key {
            AnchorKey::Claim(id) => RecordKey::Claim(id.clone()),
            AnchorKey::Use(id, _) => RecordKey::Quote(id.clone()),
        })
    }

    fn has(&self, key: &RecordKey) -> bool {
        match key {
            RecordKey::Source(id) => self.source(id).is_some(),
            RecordKey::Quote(id) => self.quote(id).is_some(),
            RecordKey::Claim(id) => self.claim(id).is_some(),
        }
    }

    /// What still rests on a record, in words; `None` when it can go.
    fn user_of(&self, key: &RecordKey) -> Option<String> {
        let target = match key {
            RecordKey::Source(id) => EvidenceTarget::Source(id.clone()),
            RecordKey::Quote(id) => EvidenceTarget::Quote(id.clone()),
            RecordKey::Claim(id) => {
                let anchored = self.document.anchor(&AnchorKey::Claim(id.clone())).is_some();
                return anchored.then(|| "its place in the draft".to_owned());
            }
        };
        if let RecordKey::Source(id) = key
            && let Some(quote) = self.quotes_of(id).next()
        {
            return Some(format!("quote {}", quote.id));
        }
        let uses = self.document.anchors().any(
            |(anchor, _)| matches!((anchor, key), (AnchorKey::Use(used, _), RecordKey::Quote(id)) if used == id),
        );
        if uses {
            return Some("the draft".to_owned());
        }
        let claim = self
            .claims
            .iter()
            .find(|claim| claim.evidence.iter().any(|evidence| evidence.target == target))?;
        Some(format!("claim {}", claim.id))
    }
}

impl Record {
    /// The name of the record.
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Source(source) => RecordKey::Source(source.id.clone()),
            Self::Quote(quote) => RecordKey::Quote(quote.id.clone()),
            Self::Claim(claim) => RecordKey::Claim(claim.id.clone()),
        }
    }
}

impl RecordKey {
    fn what(&self) -> &'static str {
        match self {
            Self::Source(_) => "source",
            Self::Quote(_) => "quote",
            Self::Claim(_) => "claim",
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Source(id) => id.as_str(),
            Self::Quote(id) => id.as_str(),
            Self::Claim(id) => id.as_str(),
        }
    }
}

fn check_marks(snapshot: &Snapshot) -> Result<(), StepError> {
    let bad = snapshot.marks.iter().find(|mark| !snapshot.text.is_char_boundary(mark.at));
    bad.map_or(Ok(()), |mark| {
        let (label, length) = (mark.label.clone(), snapshot.text.len());
        Err(StepError::BadMark { label, at: mark.at, length })
    })
}

fn insert_at<T>(list: &mut Vec<T>, at: usize, item: T) {
    list.insert(at.min(list.len()), item);
}

fn take<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool) -> Option<(usize, T)> {
    let at = list.iter().position(is)?;
    Some((at, list.remove(at)))
}
