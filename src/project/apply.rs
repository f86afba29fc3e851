//! Applying steps, each of which can be taken back.

use std::{collections::HashSet, sync::Arc};

use super::{
    Project, Record, RecordKey, Step, StepError, TurnBackError,
    record_size::{article_size, aside_size, record_size, stet_size},
};
use nutgraf_engine::text::{Anchor, AnchorKey, Change};

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
            Step::LetStand { stet, stands } => {
                let list = Arc::make_mut(&mut self.stets);
                let size = stet_size(&stet);
                let was = if stands { !list.insert((*stet).clone()) } else { list.remove(&*stet) };
                match (was, stands) {
                    (false, true) => self.size.exchange(0, size),
                    (true, false) => self.size.exchange(size, 0),
                    _ => {}
                }
                Ok(Step::LetStand { stet, stands: was })
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
                .ok_or_else(|| StepError::NoAnchor(key.clone()))?;
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
            return Err(StepError::IdTaken(key));
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
        let missing = || StepError::Missing(record.key());
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
            return Err(StepError::InUse { record: key.clone(), by });
        }
        let found = match key {
            RecordKey::Source(id) => take(Arc::make_mut(&mut self.sources), |s| s.id == *id)
                .map(|(at, source)| (at, Record::Source(Box::new(source)))),
            RecordKey::Quote(id) => take(Arc::make_mut(&mut self.quotes), |q| q.id == *id)
                .map(|(at, quote)| (at, Record::Quote(Box::new(quote)))),
            RecordKey::Claim(id) => take(Arc::make_mut(&mut self.claims), |c| c.id == *id)
                .map(|(at, claim)| (at, Record::Claim(Box::new(claim)))),
        };
        let (at, record) = found.ok_or_else(|| StepError::Missing(key.clone()))?;
        self.size.exchange(record_size(&record), 0);
        Ok(Step::Insert { at, record })
    }
}

fn insert_at<T>(list: &mut Vec<T>, at: usize, item: T) {
    list.insert(at.min(list.len()), item);
}

fn take<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool) -> Option<(usize, T)> {
    let at = list.iter().position(is)?;
    Some((at, list.remove(at)))
}
