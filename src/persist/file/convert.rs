//! A whole project and the records of its file, each made of the other.
//!
//! Records are taken apart field by field, so that the compiler asks where a
//! new field of the model goes. A project is built through its own steps, so
//! that what a file holds meets the same rules as what a person does.

use super::{
    Fault, Loaded,
    note::LoadNote,
    plain::{
        article_of, article_record, claim_of, claim_record, quote_of, quote_record, signoff_of,
        signoff_record, source_of, source_record, stet_of, stet_record,
    },
    record::{ClaimRecord, ProjectRecord, QuoteRecord, SourceRecord, UseRecord},
    unresolved::UnresolvedAnchor,
};
use crate::{
    persist::{
        format::FORMAT,
        inconsistency::{Inconsistency, RecordInFile},
        load_error::LoadFault,
    },
    project::{Project, Record, Step, StepError},
};
use nutgraf_engine::{
    model::{Claim, Quote, QuoteId},
    range::DraftRange,
    text::{Anchor, AnchorKey},
};

impl ProjectRecord {
    pub(in crate::persist) fn of(project: &Project) -> Self {
        Self {
            format: FORMAT,
            article: article_record(project.article()),
            draft: project.draft().to_owned(),
            sources: project.sources().iter().map(source_record).collect(),
            quotes: project
                .quotes()
                .iter()
                .map(|quote| used_quote_record(quote, project))
                .collect(),
            claims: project
                .claims()
                .iter()
                .map(|claim| placed_claim_record(claim, project))
                .collect(),
            not_claims: project.not_claims().iter().cloned().collect(),
            stets: project.stets().iter().map(stet_record).collect(),
            signoffs: project.signoffs().iter().map(signoff_record).collect(),
        }
    }

    pub(in crate::persist) fn into_project(self) -> Result<Loaded, Fault> {
        let Self {
            format: _,
            article,
            draft,
            sources,
            quotes,
            claims,
            not_claims,
            stets,
            signoffs,
        } = self;
        let mut loading = Loading {
            project: Project::new(article_of(article), draft),
            notes: Vec::new(),
            unresolved: Vec::new(),
            told: [0; 3],
        };
        for record in sources {
            loading.source(record)?;
        }
        for record in quotes {
            loading.quote(record)?;
        }
        for record in claims {
            loading.claim(record)?;
        }
        for words in not_claims {
            let step = Step::SetAside { words, aside: true };
            loading.project.apply(step).map_err(|error| misfit(RecordInFile::NotClaim, error))?;
        }
        for stet in stets {
            let step = Step::LetStand { stet: Box::new(stet_of(stet)), stands: true };
            loading.project.apply(step).map_err(|error| misfit(RecordInFile::Stet, error))?;
        }
        for signoff in signoffs {
            loading.project.put_signoff(signoff_of(signoff));
        }
        loading.settle()?;
        Ok(Loaded { project: loading.project, notes: loading.notes })
    }
}

/// A project on its way in.
pub(super) struct Loading {
    pub(super) project: Project,
    pub(super) notes: Vec<LoadNote>,
    /// Anchors whose words do not stand where they did.
    pub(super) unresolved: Vec<UnresolvedAnchor>,
    /// How many anchors there is something to say of, by `AnchorOutcome`.
    pub(super) told: [usize; 3],
}

impl Loading {
    fn source(&mut self, record: SourceRecord) -> Result<(), Fault> {
        let who = RecordInFile::Source(record.id.clone());
        let source = source_of(record);
        if source.snapshot.as_ref().is_some_and(|snapshot| !snapshot.is_intact()) {
            self.notes.push(LoadNote::SnapshotChanged(source.id.clone()));
        }
        self.insert(&who, Record::Source(Box::new(source)))
    }

    fn quote(&mut self, mut record: QuoteRecord) -> Result<(), Fault> {
        let who = RecordInFile::Quote(record.id.clone());
        let uses = std::mem::take(&mut record.uses);
        let quote = quote_of(record);
        let id = quote.id.clone();
        self.insert(&who, Record::Quote(Box::new(quote)))?;
        for UseRecord { n, start, end, words } in uses {
            let key = AnchorKey::Use(id.clone(), n);
            let who = RecordInFile::Use(n, id.clone());
            if self.project.document().anchor(&key).is_some() {
                return Err(inconsistent(Inconsistency::UseTwice(who)));
            }
            self.anchor(key, DraftRange::new(start, end), &words, &who)?;
        }
        Ok(())
    }

    fn claim(&mut self, mut record: ClaimRecord) -> Result<(), Fault> {
        let who = RecordInFile::Claim(record.id.clone());
        let words_now = record.words.take().unwrap_or_else(|| record.text.clone());
        let (start, end) = (record.start, record.end);
        let claim = claim_of(record);
        let id = claim.id.clone();
        self.insert(&who, Record::Claim(Box::new(claim)))?;
        match (start, end) {
            (Some(start), Some(end)) => {
                self.anchor(AnchorKey::Claim(id), DraftRange::new(start, end), &words_now, &who)
            }
            (None, None) => Ok(()),
            _ => Err(inconsistent(Inconsistency::HalfPlace(who))),
        }
    }

    fn insert(&mut self, who: &RecordInFile, record: Record) -> Result<(), Fault> {
        let step = Step::Insert { at: usize::MAX, record };
        self.project.apply(step).map_err(|error| misfit(who.clone(), error))?;
        Ok(())
    }

    /// Sets an anchor on the words it held when the file was written.
    ///
    /// Where other words stand there now, the draft was changed outside this
    /// program: see [`Loading::settle`].
    fn anchor(
        &mut self,
        key: AnchorKey,
        range: DraftRange,
        words: &str,
        who: &RecordInFile,
    ) -> Result<(), Fault> {
        let draft = self.project.draft();
        if range.start > range.end {
            return Err(inconsistent(Inconsistency::NoPlace {
                who: who.clone(),
                start: range.start,
                end: range.end,
            }));
        }
        // A draft that was shortened by hand or by Git has other lengths too.
        let found = draft.get(range.to_std());
        let stands = found.is_some_and(|found| found == words || range.is_empty());
        if stands {
            return self.set(key, range, who);
        }
        let mut place = range.start.min(draft.len());
        while !draft.is_char_boundary(place) {
            place -= 1;
        }
        self.set(key.clone(), DraftRange::at(place), who)?;
        let (words, who) = (words.to_owned(), who.clone());
        self.unresolved.push(UnresolvedAnchor { key, start: range.start, words, who });
        Ok(())
    }

    pub(super) fn set(
        &mut self,
        key: AnchorKey,
        range: DraftRange,
        who: &RecordInFile,
    ) -> Result<(), Fault> {
        let step = Step::Anchor { key, to: Some(Anchor::new(range)) };
        self.project.apply(step).map_err(|error| misfit(who.clone(), error))?;
        Ok(())
    }
}

fn inconsistent(what: Inconsistency) -> Fault {
    LoadFault::from(what).into()
}

fn misfit(who: RecordInFile, error: StepError) -> Fault {
    inconsistent(Inconsistency::Misfit { who, error })
}

/// A quote with the places where the draft uses it.
fn used_quote_record(quote: &Quote, project: &Project) -> QuoteRecord {
    QuoteRecord { uses: uses_of(&quote.id, project), ..quote_record(quote) }
}

fn uses_of(quote: &QuoteId, project: &Project) -> Vec<UseRecord> {
    let uses = project.document().anchors().filter_map(|(key, anchor)| match key {
        AnchorKey::Use(id, n) if id == quote => Some((*n, anchor.range())),
        _ => None,
    });
    uses.map(|(n, range)| UseRecord {
        n,
        start: range.start,
        end: range.end,
        words: project.draft().get(range.to_std()).unwrap_or_default().to_owned(),
    })
    .collect()
}

/// A claim with its place in the draft.
fn placed_claim_record(claim: &Claim, project: &Project) -> ClaimRecord {
    let key = AnchorKey::Claim(claim.id.clone());
    let range = project.document().anchor(&key).map(Anchor::range);
    let words = project.claim_words(&claim.id);
    let words = (!words.is_empty() && words != claim.text).then(|| words.to_owned());
    ClaimRecord {
        start: range.as_ref().map(|range| range.start),
        end: range.as_ref().map(|range| range.end),
        words,
        ..claim_record(claim)
    }
}
