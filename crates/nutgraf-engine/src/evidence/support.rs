//! How well a claim is supported, by the number and independence of its sources.
//!
//! The rule is that of many fact-checking desks: one primary source, or three secondary ones
//! that do not depend on each other.
//!
//! # Invariants
//!
//! - Sources that share a publisher or a web site count as one.
//! - Only evidence that supports counts.

use std::collections::HashSet;

use crate::model::{Claim, EvidenceRole, EvidenceTarget, Quote, Source};

/// How many independent secondary sources stand for a primary one.
pub const ENOUGH: usize = 3;

/// What supports a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Whether a primary source does.
    pub primary: bool,
    /// How many secondary sources that do not depend on each other do.
    pub independent: usize,
}

impl Support {
    /// Counts what supports a claim among these quotes and sources.
    pub fn of(claim: &Claim, quotes: &[Quote], sources: &[Source]) -> Self {
        let mut support = Self::default();
        let mut origins = HashSet::new();
        for evidence in claim.evidence.iter().filter(|e| e.role == EvidenceRole::Supports) {
            let id = match &evidence.target {
                EvidenceTarget::Source(id) => Some(id),
                EvidenceTarget::Quote(id) => {
                    quotes.iter().find(|quote| quote.id == *id).map(|quote| &quote.source)
                }
            };
            support.primary |= evidence.primary;
            let source = id.and_then(|id| sources.iter().find(|source| source.id == *id));
            origins.extend(source.map(origin));
        }
        support.independent = origins.len();
        support
    }

    /// Whether that is enough for a claim to be confirmed.
    pub fn is_enough(self) -> bool {
        self.primary || self.independent >= ENOUGH
    }
}

/// Where a source comes from: who published it, else the web site it is on, else
/// the source itself.
fn origin(source: &Source) -> String {
    let publisher = source.publisher.trim().to_lowercase();
    if !publisher.is_empty() {
        return publisher;
    }
    let host = source.url.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next());
    match host.map(|host| host.trim_start_matches("www.").to_lowercase()) {
        Some(host) if !host.is_empty() => host,
        _ => source.id.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimId, Evidence, SourceId};

    fn source(id: &str, publisher: &str, url: &str) -> Source {
        let mut source = Source::new(SourceId::new(id), id);
        publisher.clone_into(&mut source.publisher);
        url.clone_into(&mut source.url);
        source
    }

    fn claim(sources: &[Source]) -> Claim {
        let mut claim = Claim::new(ClaimId::new("c1"), "words");
        let targets = sources.iter().map(|source| EvidenceTarget::Source(source.id.clone()));
        claim.evidence = targets.map(Evidence::supporting).collect();
        claim
    }

    #[test]
    fn sources_of_one_publisher_or_web_site_count_once() {
        let sources = [
            source("s1", "The Times", "https://a.example/1"),
            source("s2", "the times ", "https://b.example/2"),
            source("s3", "", "https://www.c.example/3"),
            source("s4", "", "http://c.example/4?x"),
            source("s5", "", ""),
        ];
        let support = Support::of(&claim(&sources), &[], &sources);
        assert_eq!(support, Support { primary: false, independent: 3 });
        assert!(support.is_enough());
        assert!(!Support::of(&claim(&sources[..4]), &[], &sources).is_enough());
    }

    #[test]
    fn one_primary_source_is_enough_and_what_contradicts_does_not_count() {
        let sources = [source("s1", "", "")];
        let mut claim = claim(&sources);
        assert!(!Support::of(&claim, &[], &sources).is_enough());
        claim.evidence[0].primary = true;
        assert!(Support::of(&claim, &[], &sources).is_enough());
        claim.evidence[0].role = EvidenceRole::Contradicts;
        assert_eq!(Support::of(&claim, &[], &sources), Support::default());
    }
}
