//! Records of a file and the model, each made of the other.
//!
//! Records are taken apart field by field, so that the compiler asks where a
//! new field of the model goes. A project is built through its own steps, so
//! that what a file holds meets the same rules as what a person does.

use std::ops::Range;

use super::{
    Fault, Loaded,
    field::AsText,
    record::{
        ArticleRecord, CheckRecord, ClaimRecord, EvidenceRecord, MarkRecord, PastCheckRecord,
        ProjectRecord, QuoteRecord, SharedText, SignoffRecord, SnapshotRecord, SourceRecord,
        UseRecord,
    },
    strayed::StrayedAnchor,
};
use crate::{
    model::{
        Article, Check, Claim, Evidence, Mark, PastCheck, Quote, QuoteId, Selector, Signoff,
        Snapshot, Source,
    },
    persist::{FORMAT, LoadFault},
    project::{Project, Record, Step, StepError},
    text::{Anchor, AnchorKey},
};

impl ProjectRecord {
    pub(in crate::persist) fn of(project: &Project) -> Self {
        Self {
            format: FORMAT,
            article: article_record(project.article()),
            draft: project.draft().to_owned(),
            sources: project.sources().iter().map(source_record).collect(),
            quotes: project.quotes().iter().map(|quote| quote_record(quote, project)).collect(),
            claims: project.claims().iter().map(|claim| claim_record(claim, project)).collect(),
            not_claims: project.not_claims().iter().cloned().collect(),
            signoffs: project.signoffs().iter().map(signoff_record).collect(),
        }
    }

    pub(in crate::persist) fn into_project(self) -> Result<Loaded, Fault> {
        let Self { format: _, article, draft, sources, quotes, claims, not_claims, signoffs } =
            self;
        let mut loading = Loading {
            project: Project::new(article_of(article), draft),
            notes: Vec::new(),
            strayed: Vec::new(),
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
            loading.project.apply(step).map_err(|error| misfit("a sentence set aside", &error))?;
        }
        for SignoffRecord { by, at, draft_sha256, reason } in signoffs {
            loading.project.sign(Signoff { by, at: at.0, draft_sha256, reason });
        }
        loading.settle()?;
        Ok(Loaded { project: loading.project, notes: loading.notes })
    }
}

/// A project on its way in.
pub(super) struct Loading {
    pub(super) project: Project,
    pub(super) notes: Vec<String>,
    /// Anchors whose words do not stand where they did.
    pub(super) strayed: Vec<StrayedAnchor>,
    /// How many anchors there is something to say of, by [`Fate`].
    pub(super) told: [usize; 3],
}

impl Loading {
    fn source(&mut self, record: SourceRecord) -> Result<(), Fault> {
        let SourceRecord { id, key, kind, title, authors, publisher, url, .. } = record;
        let who = format!("source “{id}”");
        let snapshot = record.snapshot.map(|record| self.snapshot(record, &who)).transpose()?;
        let source = Source {
            id,
            key,
            kind,
            title,
            authors,
            publisher,
            url,
            issued: record.issued.map(|date| date.0),
            accessed: record.accessed.map(|date| date.0),
            note: record.note,
            snapshot,
        };
        self.insert(&who, Record::Source(Box::new(source)))
    }

    fn snapshot(&mut self, record: SnapshotRecord, who: &str) -> Result<Snapshot, Fault> {
        let SnapshotRecord { captured, format, sha256, marks, text: SharedText(text) } = record;
        for MarkRecord { label, at, .. } in &marks {
            if !text.is_char_boundary(*at) {
                let length = text.len();
                return Err(inconsistent(format!(
                    "mark “{label}” of {who} stands at byte {at}, which does not fit a text of {length} bytes"
                )));
            }
        }
        let marks =
            marks.into_iter().map(|MarkRecord { kind, label, at }| Mark { kind, label, at });
        let snapshot =
            Snapshot { text, format, captured: captured.0, sha256, marks: marks.collect() };
        if !snapshot.is_intact() {
            self.notes.push(format!(
                "The snapshot of {who} is no longer the text that was captured: its SHA-256 differs."
            ));
        }
        Ok(snapshot)
    }

    fn quote(&mut self, record: QuoteRecord) -> Result<(), Fault> {
        let QuoteRecord { id, source, exact, prefix, suffix, start, locator, speaker, note, uses } =
            record;
        let who = format!("quote “{id}”");
        if start.checked_add(exact.len()).is_none() {
            return Err(inconsistent(format!("{who} starts at byte {start}, beyond any text")));
        }
        let selector = Selector { exact, prefix, suffix, start };
        let quote = Quote { id: id.clone(), source, selector, locator, speaker, note };
        self.insert(&who, Record::Quote(Box::new(quote)))?;
        for UseRecord { n, start, end, words } in uses {
            let key = AnchorKey::Use(id.clone(), n);
            if self.project.document().anchor(&key).is_some() {
                return Err(inconsistent(format!("use {n} of {who} stands twice in the file")));
            }
            self.anchor(key, start..end, &words, &format!("use {n} of {who}"))?;
        }
        Ok(())
    }

    fn claim(&mut self, record: ClaimRecord) -> Result<(), Fault> {
        let ClaimRecord { id, text, start, end, words, kind, status, evidence, .. } = record;
        let who = format!("claim “{id}”");
        let words_now = words.unwrap_or_else(|| text.clone());
        let claim = Claim {
            id: id.clone(),
            text,
            kind,
            status,
            evidence: evidence
                .into_iter()
                .map(|EvidenceRecord { target, role, primary, locator }| Evidence {
                    target,
                    role,
                    primary,
                    locator,
                })
                .collect(),
            note: record.note,
            proposed: record.proposed,
            response: record.response,
            checker: record.checker,
            checked: record.checked.map(|CheckRecord { at, by, text }| Check {
                at: at.0,
                by,
                text,
            }),
            history: record
                .history
                .into_iter()
                .map(|PastCheckRecord { at, by, status, text }| PastCheck {
                    at: at.0,
                    by,
                    status,
                    text,
                })
                .collect(),
        };
        self.insert(&who, Record::Claim(Box::new(claim)))?;
        match (start, end) {
            (Some(start), Some(end)) => {
                self.anchor(AnchorKey::Claim(id), start..end, &words_now, &who)
            }
            (None, None) => Ok(()),
            _ => Err(inconsistent(format!("{who} has only one of “start” and “end”"))),
        }
    }

    fn insert(&mut self, who: &str, record: Record) -> Result<(), Fault> {
        let step = Step::Insert { at: usize::MAX, record };
        self.project.apply(step).map_err(|error| misfit(who, &error))?;
        Ok(())
    }

    /// Sets an anchor on the words it held when the file was written.
    ///
    /// Where other words stand there now, the draft was changed outside this
    /// program: see [`Loading::settle`].
    fn anchor(
        &mut self,
        key: AnchorKey,
        range: Range<usize>,
        words: &str,
        who: &str,
    ) -> Result<(), Fault> {
        let draft = self.project.draft();
        if range.start > range.end {
            return Err(inconsistent(format!(
                "{who} stands at bytes {} to {}, which is no place",
                range.start, range.end
            )));
        }
        // A draft that was shortened by hand or by Git has other lengths too.
        let found = draft.get(range.clone());
        let stands = found.is_some_and(|found| found == words || range.is_empty());
        if stands {
            return self.set(key, range, who);
        }
        let mut place = range.start.min(draft.len());
        while !draft.is_char_boundary(place) {
            place -= 1;
        }
        self.set(key.clone(), place..place, who)?;
        let (words, who) = (words.to_owned(), who.to_owned());
        self.strayed.push(StrayedAnchor { key, start: range.start, words, who });
        Ok(())
    }

    pub(super) fn set(
        &mut self,
        key: AnchorKey,
        range: Range<usize>,
        who: &str,
    ) -> Result<(), Fault> {
        let step = Step::Anchor { key, to: Some(Anchor::new(range)) };
        self.project.apply(step).map_err(|error| misfit(who, &error))?;
        Ok(())
    }
}

fn inconsistent(message: String) -> Fault {
    LoadFault::NotAProject(message).into()
}

fn misfit(who: &str, error: &StepError) -> Fault {
    inconsistent(match error {
        StepError::Taken { what: "citation key", id } => {
            format!("{who} has the citation key “{id}” of another source")
        }
        StepError::Taken { .. } => format!("{who} stands twice in the file"),
        StepError::Missing { what, id } => {
            format!("{who} refers to {what} “{id}”, which is not in the file")
        }
        other => format!("{who}: {other}"),
    })
}

fn article_record(article: &Article) -> ArticleRecord {
    let Article { title, subtitle, authors, language, date, goal, profile } = article.clone();
    ArticleRecord { title, subtitle, authors, language, date: date.map(AsText), goal, profile }
}

fn article_of(record: ArticleRecord) -> Article {
    let ArticleRecord { title, subtitle, authors, language, date, goal, profile } = record;
    Article { title, subtitle, authors, language, date: date.map(|date| date.0), goal, profile }
}

fn source_record(source: &Source) -> SourceRecord {
    let Source { id, key, kind, title, authors, publisher, url, issued, accessed, note, snapshot } =
        source;
    SourceRecord {
        id: id.clone(),
        key: key.clone(),
        kind: *kind,
        title: title.clone(),
        authors: authors.clone(),
        publisher: publisher.clone(),
        url: url.clone(),
        issued: issued.map(AsText),
        accessed: accessed.map(AsText),
        note: note.clone(),
        snapshot: snapshot.as_ref().map(snapshot_record),
    }
}

fn snapshot_record(snapshot: &Snapshot) -> SnapshotRecord {
    let Snapshot { text, format, captured, sha256, marks } = snapshot;
    let mark =
        |Mark { kind, label, at }: &Mark| MarkRecord { kind: *kind, label: label.clone(), at: *at };
    SnapshotRecord {
        captured: AsText(*captured),
        format: *format,
        sha256: sha256.clone(),
        marks: marks.iter().map(mark).collect(),
        text: SharedText(text.clone()),
    }
}

fn quote_record(quote: &Quote, project: &Project) -> QuoteRecord {
    let Quote { id, source, selector, locator, speaker, note } = quote.clone();
    let Selector { exact, prefix, suffix, start } = selector;
    let uses = uses_of(&id, project);
    QuoteRecord { id, source, exact, prefix, suffix, start, locator, speaker, note, uses }
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
        words: project.draft().get(range).unwrap_or_default().to_owned(),
    })
    .collect()
}

fn claim_record(claim: &Claim, project: &Project) -> ClaimRecord {
    let Claim { id, text, kind, status, evidence, note, proposed, response, .. } = claim.clone();
    let Claim { checker, checked, history, .. } = claim.clone();
    let key = AnchorKey::Claim(id.clone());
    let range = project.document().anchor(&key).map(Anchor::range);
    let words = project.claim_words(&id);
    let words = (!words.is_empty() && words != text).then(|| words.to_owned());
    ClaimRecord {
        id,
        text,
        start: range.as_ref().map(|range| range.start),
        end: range.as_ref().map(|range| range.end),
        words,
        kind,
        status,
        evidence: evidence
            .into_iter()
            .map(|Evidence { target, role, primary, locator }| EvidenceRecord {
                target,
                role,
                primary,
                locator,
            })
            .collect(),
        note,
        proposed,
        response,
        checker,
        checked: checked.map(|Check { at, by, text }| CheckRecord { at: AsText(at), by, text }),
        history: history
            .into_iter()
            .map(|PastCheck { at, by, status, text }| PastCheckRecord {
                at: AsText(at),
                by,
                status,
                text,
            })
            .collect(),
    }
}

fn signoff_record(signoff: &Signoff) -> SignoffRecord {
    let Signoff { by, at, draft_sha256, reason } = signoff.clone();
    SignoffRecord { by, at: AsText(at), draft_sha256, reason }
}
