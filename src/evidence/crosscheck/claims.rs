//! The claims of a draft held against what they rest on, and what is kept of it.
//!
//! What always holds: a snapshot is read once while it stays the same, and a
//! claim is held again only when its words or its evidence changed.

use std::{cell::OnceCell, collections::HashMap, ops::Range, sync::Arc};

use super::{
    Borne, CheckedClaim, Difference, Found, held,
    hold::{At, Held, Passage},
    read_snapshot,
    reading::Reading,
    words::OwnWords,
};
use crate::{
    evidence::CheckInput,
    model::{
        Claim, ClaimStatus, EvidenceRole, EvidenceTarget, Locators, Quote, QuoteId, Snapshot,
        SnapshotFormat, Source, SourceId,
    },
};

/// What is kept between checks.
#[derive(Debug, Default)]
pub(in super::super) struct Readings {
    texts: HashMap<(String, SnapshotFormat), Kept>,
    known: HashMap<Ground, Known>,
    used: HashMap<Ground, Known>,
}

/// A text and what was read in it; used in the running check or not.
#[derive(Debug)]
struct Kept {
    text: Arc<str>,
    reading: Arc<Reading>,
    is_used: bool,
}

/// What a claim was held against: its words, and for each passage the address of
/// its reading and the quote's bytes.
type Ground = (OwnWords, Vec<(usize, Option<Range<usize>>)>);

/// What was found. The readings are kept so that no other takes their address.
#[derive(Debug)]
struct Known {
    held: Arc<Held>,
    _readings: Vec<Arc<Reading>>,
}

impl Readings {
    fn reading(&mut self, key: String, text: &Arc<str>, format: SnapshotFormat) -> Arc<Reading> {
        let key = (key, format);
        let known = self.texts.get_mut(&key);
        if let Some(kept) =
            known.filter(|kept| Arc::ptr_eq(&kept.text, text) || *kept.text == **text)
        {
            kept.is_used = true;
            return Arc::clone(&kept.reading);
        }
        let reading = Arc::new(read_snapshot(text, format));
        let kept = Kept { text: Arc::clone(text), reading: Arc::clone(&reading), is_used: true };
        self.texts.insert(key, kept);
        reading
    }

    fn held(&mut self, own: OwnWords, passages: &[Passage]) -> Arc<Held> {
        let ground = passages
            .iter()
            .map(|passage| (Arc::as_ptr(&passage.reading).addr(), passage.window.clone()));
        let ground = (own, ground.collect());
        if let Some(known) = self.used.get(&ground) {
            return Arc::clone(&known.held);
        }
        let known = self.known.remove(&ground).unwrap_or_else(|| Known {
            held: Arc::new(held(&ground.0, passages)),
            _readings: passages.iter().map(|passage| Arc::clone(&passage.reading)).collect(),
        });
        let held = Arc::clone(&known.held);
        self.used.insert(ground, known);
        held
    }

    /// Forgets what the check that ends did not use.
    fn end(&mut self) {
        self.known = std::mem::take(&mut self.used);
        self.texts.retain(|_, kept| std::mem::take(&mut kept.is_used));
    }
}

/// Where a passage comes from.
struct Origin<'a> {
    target: &'a EvidenceTarget,
    source: &'a Source,
    /// Worked out for the first place that is told.
    locators: &'a OnceCell<Option<Locators>>,
    /// What is added to a place of the passage to have one of the snapshot.
    offset: usize,
    text: Arc<str>,
}

/// Holds every claim against its evidence, in the order of the draft.
pub(in super::super) fn check_claims(
    input: &CheckInput<'_>,
    readings: &mut Readings,
) -> Vec<CheckedClaim> {
    let quotes: HashMap<_, &Quote> = input.quotes.iter().map(|quote| (&quote.id, quote)).collect();
    let sources: HashMap<_, _> =
        input.sources.iter().map(|source| (&source.id, (source, OnceCell::new()))).collect();
    let desk = Desk { input, quotes, sources };
    let mut checked: Vec<CheckedClaim> = input
        .claims
        .iter()
        .filter(|(claim, range)| !range.is_empty() && claim.status != ClaimStatus::Opinion)
        .filter_map(|(claim, range)| desk.check(claim, range, readings))
        .collect();
    checked.sort_by_key(|checked| (checked.range.start, checked.range.end));
    readings.end();
    checked
}

struct Desk<'a> {
    input: &'a CheckInput<'a>,
    quotes: HashMap<&'a QuoteId, &'a Quote>,
    sources: HashMap<&'a SourceId, (&'a Source, OnceCell<Option<Locators>>)>,
}

impl<'a> Desk<'a> {
    /// `None` where there is nothing to hold a claim against and nothing to say of it.
    fn check(
        &self,
        claim: &'a Claim,
        range: &Range<usize>,
        readings: &mut Readings,
    ) -> Option<CheckedClaim> {
        let bears = claim.evidence.iter().filter(|link| link.role != EvidenceRole::Contradicts);
        let (passages, origins): (Vec<Passage>, Vec<Origin<'_>>) =
            bears.filter_map(|link| self.passage(&link.target, readings)).unzip();
        let own = OwnWords::of(self.input.text, self.input.structure, range);
        let held = readings.held(own, &passages);
        if passages.is_empty() && held.gaps.is_empty() {
            return None;
        }
        let place = |within: &Range<usize>| within.start + range.start..within.end + range.start;
        let found = |at: &At| origins.get(at.passage).map(|origin| origin.found(&at.range));
        let differences = held.gaps.iter().map(|gap| Difference {
            code: gap.code,
            said: place(&gap.said),
            said_words: self.input.structure.plain(self.input.text, place(&gap.shown)),
            found: gap.found.as_ref().and_then(found),
            is_confirmed: claim.status == ClaimStatus::Confirmed,
        });
        let borne = held
            .borne
            .iter()
            .filter_map(|(said, at)| Some(Borne { said: place(said), found: found(at)? }));
        Some(CheckedClaim {
            claim: claim.id.clone(),
            range: range.clone(),
            differences: differences.collect(),
            borne: borne.collect(),
        })
    }

    /// The text that a link points to; none where nothing was captured.
    fn passage<'s>(
        &'s self,
        target: &'s EvidenceTarget,
        readings: &mut Readings,
    ) -> Option<(Passage, Origin<'s>)> {
        let id = match target {
            EvidenceTarget::Source(id) => id,
            EvidenceTarget::Quote(id) => &self.quotes.get(id)?.source,
        };
        let (source, locators) = self.sources.get(id)?;
        let whole = |snapshot: &Snapshot, readings: &mut Readings| {
            let text = Arc::clone(&snapshot.text);
            let reading = readings.reading(snapshot.sha256.clone(), &text, snapshot.format);
            (reading, Origin { target, source, locators, offset: 0, text })
        };
        match target {
            EvidenceTarget::Source(_) => {
                let (reading, origin) = whole(source.snapshot.as_ref()?, readings);
                Some((Passage { reading, window: None }, origin))
            }
            EvidenceTarget::Quote(id) => {
                let quote = *self.quotes.get(id)?;
                let selector = &quote.selector;
                let holding = source.snapshot.as_ref().filter(|kept| kept.holds(selector));
                if let Some(snapshot) = holding {
                    let (reading, origin) = whole(snapshot, readings);
                    return Some((Passage { reading, window: Some(selector.range()) }, origin));
                }
                // The words as they were captured; the sentence around them is not known.
                let text: Arc<str> = selector.exact.as_str().into();
                let format = source.snapshot.as_ref().map_or(SnapshotFormat::Plain, |s| s.format);
                let reading = readings.reading(selector.exact.clone(), &text, format);
                let window = Some(0..text.len());
                let origin = Origin { target, source, locators, offset: selector.start, text };
                Some((Passage { reading, window }, origin))
            }
        }
    }
}

impl Origin<'_> {
    fn found(&self, range: &Range<usize>) -> Found {
        let start = range.start + self.offset;
        let locators = self.locators.get_or_init(|| {
            let snapshot = self.source.snapshot.as_ref();
            snapshot.map(Snapshot::locators)
        });
        let place = match locators.as_ref().map(|locators| locators.of(start)) {
            Some(locator) => format!("{}, {locator}", self.source.key),
            None => self.source.key.clone(),
        };
        Found {
            words: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            target: self.target.clone(),
            source: self.source.id.clone(),
            range: start..range.end + self.offset,
            place,
        }
    }
}
