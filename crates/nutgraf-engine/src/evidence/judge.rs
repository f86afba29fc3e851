//! Judges one quotation against the sources it may come from.
//!
//! First every exact place in the sources it cites, or in all where it cites
//! none; then every exact place elsewhere; only then what comes nearest.
//!
//! # Invariants
//!
//! Only an exact place passes, and only where the marks inside the quotation are around the
//! source's words.

use super::{
    corpus::{Corpus, CorpusSource},
    exact_match::{ExactMatch, exact_match},
    mismatch::Mismatch,
    nearest::{NearestMatch, Prospect, nearest},
    note::Note,
    reading::{QuotationReading, readings},
    verdict::{Judgement, Verdict},
};
use crate::model::Profile;

/// Judges a quotation.
///
/// `quotation` is what is between its marks, as the draft has it; lines of
/// a block quote without their `>`. `cited` are the keys of its citations; keys
/// that no source has are passed over, and where none is left the quotation is
/// held against every snapshot. The profile decides only whether British or
/// American spelling and dropped hesitations pass.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
///
/// use nutgraf_engine::{
///     Corpus, CorpusSource, SnapshotIndex, Verdict, judge,
///     model::{Profile, SnapshotFormat},
/// };
///
/// let text = "It was, she recalled, never meant for the public.";
/// let index = SnapshotIndex::build(text.into(), SnapshotFormat::Plain);
/// let source = CorpusSource { key: "interview".to_owned(), index: Some(Arc::new(index)) };
/// let corpus = Corpus::new(vec![source]);
///
/// let judged = |quotation: &str| judge(quotation, &[], &corpus, Profile::Standard);
/// assert_eq!(judged("never meant for the public").verdict, Verdict::Verbatim);
/// assert_eq!(judged("It was … never meant for the public").verdict, Verdict::Marked);
/// assert_eq!(judged("meant for the public").verdict, Verdict::Verbatim);
///
/// let altered = judged("never meant for the press");
/// assert_eq!(altered.verdict, Verdict::Altered);
/// assert_eq!(&text[altered.matched.unwrap()], "never meant for the public");
/// ```
pub fn judge(quotation: &str, cited: &[String], corpus: &Corpus, profile: Profile) -> Judgement {
    let cited: Vec<usize> = cited.iter().filter_map(|key| corpus.position(key)).collect();
    SourceSearch { raw: quotation, readings: readings(quotation), corpus, profile, cited }.judge()
}

struct SourceSearch<'a> {
    raw: &'a str,
    readings: Vec<QuotationReading>,
    corpus: &'a Corpus,
    profile: Profile,
    /// Positions of the cited sources; empty where every source counts.
    cited: Vec<usize>,
}

impl SourceSearch<'_> {
    fn judge(&self) -> Judgement {
        let is_wordless = self.readings.iter().all(|reading| reading.literal.words.is_empty());
        if is_wordless {
            return Judgement::bare(Verdict::NotFound, None);
        }
        let all: Vec<usize> = (0..self.corpus.sources().len()).collect();
        let others: Vec<usize> =
            all.iter().copied().filter(|at| !self.cited.contains(at)).collect();
        let pool = if self.cited.is_empty() { &all } else { &self.cited };
        if let Some((at, pass)) = self.pass(pool) {
            return self.passed(at, pass);
        }
        let unseen = pool.iter().copied().find(|at| self.corpus.sources()[*at].index.is_none());
        let elsewhere = if self.cited.is_empty() { None } else { self.pass(&others) };
        let elsewhere = elsewhere.filter(|(_, pass)| pass.verdict.passes());
        // The words may well be in a cited source that was never captured.
        if let Some((at, pass)) = elsewhere {
            return match unseen {
                Some(unseen) => self.unseen(unseen, Some(at)),
                None => Judgement { verdict: Verdict::OtherSource, ..self.passed(at, pass) },
            };
        }
        if let Some(judgement) = self.nearest(pool) {
            return judgement;
        }
        let has_seen = pool.iter().any(|at| self.corpus.sources()[*at].index.is_some());
        if let Some(unseen) = unseen.filter(|_| !self.cited.is_empty()) {
            return self.unseen(unseen, None);
        }
        if !has_seen {
            return Judgement::bare(Verdict::NoSnapshot, None);
        }
        if !self.cited.is_empty()
            && let Some(judgement) = self.nearest(&others)
        {
            return judgement;
        }
        Judgement::bare(Verdict::NotFound, None)
    }

    fn source(&self, at: usize) -> &CorpusSource {
        &self.corpus.sources()[at]
    }

    fn key(&self, at: usize) -> Option<String> {
        Some(self.source(at).key.clone())
    }

    /// Returns the best exact match in some sources, by their index. Ranked by: verdict, fewest
    /// omitted tokens, first source.
    fn pass(&self, pool: &[usize]) -> Option<(usize, ExactMatch)> {
        let mut best: Option<(usize, ExactMatch)> = None;
        for at in pool {
            let Some(index) = &self.source(*at).index else { continue };
            if let Some(pass) = exact_match(index, self.raw, &self.readings) {
                if pass.verdict == Verdict::Verbatim {
                    return Some((*at, pass));
                }
                let rank = |pass: &ExactMatch| (pass.verdict, pass.hidden);
                if best.as_ref().is_none_or(|(_, known)| rank(&pass) < rank(known)) {
                    best = Some((*at, pass));
                }
            }
        }
        best
    }

    fn nearest(&self, pool: &[usize]) -> Option<Judgement> {
        let prospects = pool.iter().filter_map(|at| {
            let index = self.source(*at).index.as_ref()?;
            Some((*at, Prospect::new(index, &self.readings)?))
        });
        match nearest(prospects.collect(), self.raw)? {
            (at, NearestMatch::Exact(pass)) => {
                let is_other = !self.cited.is_empty() && !self.cited.contains(&at);
                let judgement = self.passed(at, *pass);
                let verdict = if is_other { Verdict::OtherSource } else { judgement.verdict };
                Some(Judgement { verdict, ..judgement })
            }
            (at, NearestMatch::Mismatch(near)) => Some(self.differs(at, *near)),
        }
    }

    fn passed(&self, at: usize, pass: ExactMatch) -> Judgement {
        Judgement {
            verdict: pass.verdict,
            source: self.key(at),
            matched: Some(pass.matched),
            matches: pass.matches,
            diff: pass.diff,
            notes: pass.notes,
        }
    }

    fn differs(&self, at: usize, near: Mismatch) -> Judgement {
        let is_excused = self.profile == Profile::Lenient && near.is_lenient;
        let verdict = match (is_excused, near.has_marks) {
            (false, _) => near.verdict,
            (true, false) => Verdict::Typographic,
            (true, true) => Verdict::Marked,
        };
        Judgement {
            verdict,
            source: self.key(at),
            matched: Some(near.matched),
            matches: usize::from(is_excused),
            diff: near.diff,
            notes: near.notes,
        }
    }

    fn unseen(&self, at: usize, elsewhere: Option<usize>) -> Judgement {
        let mut judgement = Judgement::bare(Verdict::NoSnapshot, self.key(at));
        let key = elsewhere.and_then(|at| self.key(at));
        judgement.notes.extend(key.map(|key| Note::StandsIn { key }));
        judgement
    }
}

#[cfg(test)]
mod tests;
