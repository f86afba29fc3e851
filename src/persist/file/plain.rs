//! Single records and what they are records of, each made of the other.
//!
//! The project file and the journal both hold them; where a claim or a quote stands
//! in the draft is for those to say.
//!
//! # Invariants
//!
//! Both sides are taken apart field by field, so that the compiler asks where a new field
//! of the model goes.

use super::{
    field::AsText,
    record::{
        ArticleRecord, CheckRecord, ClaimRecord, EvidenceRecord, MarkRecord, PastCheckRecord,
        QuoteRecord, SharedText, SignoffRecord, SnapshotRecord, SourceRecord, StetRecord,
    },
};
use nutgraf_engine::model::{
    Article, Claim, ClaimCheck, Evidence, Mark, PastCheck, Quote, Selector, Signoff, Snapshot,
    Source, Stet,
};

pub(super) fn article_record(article: &Article) -> ArticleRecord {
    let Article { title, subtitle, authors, language, date, goal, profile } = article.clone();
    let (date, profile) = (date.map(AsText), profile.into());
    ArticleRecord { title, subtitle, authors, language, date, goal, profile }
}

pub(super) fn article_of(record: ArticleRecord) -> Article {
    let ArticleRecord { title, subtitle, authors, language, date, goal, profile } = record;
    let (date, profile) = (date.map(|date| date.0), profile.into());
    Article { title, subtitle, authors, language, date, goal, profile }
}

pub(super) fn source_record(source: &Source) -> SourceRecord {
    let Source { id, key, kind, title, authors, publisher, url, issued, accessed, note, snapshot } =
        source;
    SourceRecord {
        id: id.clone(),
        key: key.clone(),
        kind: (*kind).into(),
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
    let mark = |Mark { kind, label, at }: &Mark| MarkRecord {
        kind: (*kind).into(),
        label: label.clone(),
        at: *at,
    };
    SnapshotRecord {
        captured: AsText(*captured),
        format: (*format).into(),
        sha256: sha256.clone(),
        marks: marks.iter().map(mark).collect(),
        text: SharedText(text.clone()),
    }
}

/// A quote, but for the places where the draft uses it.
pub(super) fn quote_record(quote: &Quote) -> QuoteRecord {
    let Quote { id, source, selector, locator, speaker, note } = quote.clone();
    let Selector { exact, prefix, suffix, start } = selector;
    let uses = Vec::new();
    QuoteRecord { id, source, exact, prefix, suffix, start, locator, speaker, note, uses }
}

pub(super) fn quote_of(record: QuoteRecord) -> Quote {
    let QuoteRecord { id, source, exact, prefix, suffix, start, locator, speaker, note, uses: _ } =
        record;
    let selector = Selector { exact, prefix, suffix, start };
    Quote { id, source, selector, locator, speaker, note }
}

/// A claim, but for its place in the draft.
pub(super) fn claim_record(claim: &Claim) -> ClaimRecord {
    let Claim { id, text, kind, status, evidence, note, proposed, response, .. } = claim.clone();
    let Claim { checker, checked, history, .. } = claim.clone();
    let evidence = evidence.into_iter().map(|Evidence { target, role, primary, locator }| {
        EvidenceRecord { target: target.into(), role: role.into(), primary, locator }
    });
    let history = history.into_iter().map(|PastCheck { at, by, status, text }| PastCheckRecord {
        at: AsText(at),
        by,
        status: status.into(),
        text,
    });
    ClaimRecord {
        id,
        text,
        start: None,
        end: None,
        words: None,
        kind: kind.into(),
        status: status.into(),
        evidence: evidence.collect(),
        note,
        proposed,
        response,
        checker,
        checked: checked.map(|ClaimCheck { at, by, text }| CheckRecord {
            at: AsText(at),
            by,
            text,
        }),
        history: history.collect(),
    }
}

pub(super) fn claim_of(record: ClaimRecord) -> Claim {
    let ClaimRecord { id, text, start: _, end: _, words: _, kind, status, evidence, .. } = record;
    let evidence = evidence.into_iter().map(|EvidenceRecord { target, role, primary, locator }| {
        Evidence { target: target.into(), role: role.into(), primary, locator }
    });
    let history = record.history.into_iter().map(|PastCheckRecord { at, by, status, text }| {
        PastCheck { at: at.0, by, status: status.into(), text }
    });
    Claim {
        id,
        text,
        kind: kind.into(),
        status: status.into(),
        evidence: evidence.collect(),
        note: record.note,
        proposed: record.proposed,
        response: record.response,
        checker: record.checker,
        checked: record.checked.map(|CheckRecord { at, by, text }| ClaimCheck {
            at: at.0,
            by,
            text,
        }),
        history: history.collect(),
    }
}

pub(super) fn signoff_record(signoff: &Signoff) -> SignoffRecord {
    let Signoff { by, at, draft_sha256, reason } = signoff.clone();
    SignoffRecord { by, at: AsText(at), draft_sha256, reason }
}

pub(super) fn signoff_of(record: SignoffRecord) -> Signoff {
    let SignoffRecord { by, at, draft_sha256, reason } = record;
    Signoff { by, at: at.0, draft_sha256, reason }
}

pub(super) fn stet_record(stet: &Stet) -> StetRecord {
    let Stet { code, claim, words, against, said, by, at, reason } = stet.clone();
    StetRecord { code, claim, words, against, said, by, at: AsText(at), reason }
}

pub(super) fn stet_of(record: StetRecord) -> Stet {
    let StetRecord { code, claim, words, against, said, by, at, reason } = record;
    Stet { code, claim, words, against, said, by, at: at.0, reason }
}

pub(super) fn source_of(record: SourceRecord) -> Source {
    let SourceRecord { id, key, kind, title, authors, publisher, url, .. } = record;
    Source {
        id,
        key,
        kind: kind.into(),
        title,
        authors,
        publisher,
        url,
        issued: record.issued.map(|date| date.0),
        accessed: record.accessed.map(|date| date.0),
        note: record.note,
        snapshot: record.snapshot.map(snapshot_of),
    }
}

fn snapshot_of(record: SnapshotRecord) -> Snapshot {
    let SnapshotRecord { captured, format, sha256, marks, text: SharedText(text) } = record;
    let marks = marks.into_iter().map(|MarkRecord { kind, label, at }| Mark {
        kind: kind.into(),
        label,
        at,
    });
    Snapshot { text, format: format.into(), captured: captured.0, sha256, marks: marks.collect() }
}
