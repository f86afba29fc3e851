//! One quotation of known truth.

use std::ops::Range;

use fastrand::Rng;
use nutgraf_engine::{
    evidence::{Judgement, Note},
    range::SourceRange,
};

use super::{
    harmful::{HARMFUL, WARNED},
    harmless::HARMLESS,
    kind::{Cites, Kind, Within},
    passage::Passage,
    text::{Shelf, Text},
};

/// What must come of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It must not pass.
    Harmful,
    /// It must pass, and nothing be said against it.
    Harmless,
    /// It may pass, but only with a warning.
    Warned,
}

impl Expected {
    /// The kinds of which this is expected.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Harmful => HARMFUL,
            Self::Harmless => HARMLESS,
            Self::Warned => WARNED,
        }
    }

    /// Whether a judgement is not what was expected.
    pub fn is_missed_by(self, judgement: &Judgement) -> bool {
        let warns = judgement.notes.iter().any(|note| matches!(note, Note::HidesNegation { .. }));
        match self {
            Self::Harmful => judgement.verdict.passes(),
            Self::Harmless => !judgement.verdict.passes() || warns,
            Self::Warned => judgement.verdict.passes() && !warns,
        }
    }
}

/// A quotation and what is known about it.
pub struct Case<'a> {
    /// What was done.
    pub kind: &'static Kind,
    /// What it was made of.
    pub passage: Passage<'a>,
    /// Its words as a draft would have them.
    pub quotation: String,
    /// The key it cites, if any.
    pub cited: Option<String>,
}

impl<'a> Case<'a> {
    /// Makes one of a shelf; `None` where the passage picked does not lend itself,
    /// or where what must not stand in the texts happens to stand there.
    pub fn make(
        kind: &'static Kind,
        expected: Expected,
        shelf: &'a Shelf,
        rng: &mut Rng,
    ) -> Option<Self> {
        let passage = match kind.within {
            Within::Paragraph => Passage::pick(shelf, 7..=32, rng)?,
            Within::Paragraphs => {
                Passage::anywhere(shelf, 12..=60, rng).filter(|p| !p.paragraphs().is_empty())?
            }
        };
        let quotation = (kind.make)(&passage, rng)?;
        let quotation = match expected {
            Expected::Harmful if !kind.breaks_a_rule => dressed(quotation, rng),
            Expected::Harmful | Expected::Harmless | Expected::Warned => quotation,
        };
        let own = &passage.text().key;
        let lacks: Vec<&Text> = shelf
            .texts
            .iter()
            .zip(&shelf.words)
            .filter(|(_, words)| expected == Expected::Harmful && !words.holds(&quotation))
            .map(|(text, _)| text)
            .collect();
        let must_lack = expected == Expected::Harmful && !kind.breaks_a_rule;
        let cited = match kind.cites {
            Cites::Right if must_lack && lacks.len() < shelf.texts.len() => return None,
            Cites::Right => rng.bool().then(|| own.clone()),
            Cites::Wrong if lacks.is_empty() => return None,
            Cites::Wrong => Some(lacks[rng.usize(..lacks.len())].key.clone()),
        };
        Some(Self { kind, passage, quotation, cited })
    }

    /// Whether the place found is the one it was made of, word for word; `None`
    /// where it was made of none, or its words stand in several.
    pub fn is_located(&self, expected: Expected, judgement: &Judgement) -> Option<bool> {
        let is_marked = ["[", "…", "...", ". . ."].iter().any(|mark| self.quotation.contains(mark));
        let has_its_words = expected == Expected::Harmless && !is_marked;
        let is_meant = match has_its_words {
            true => self.passage.is_unique(),
            false => self.passage.is_meant_by(&self.quotation),
        };
        if !self.kind.has_place || !is_meant {
            return None;
        }
        let text = self.passage.text();
        let is_same_source = judgement.source.as_ref() == Some(&text.key);
        let found = judgement.matched.filter(|_| is_same_source);
        Some(found.map(|found| chunks(text, &found)) == Some(self.passage.chunks.clone()))
    }
}

/// The chunks that a range of bytes touches.
fn chunks(text: &Text, range: &SourceRange) -> Range<usize> {
    let first = text.chunks.partition_point(|chunk| chunk.range.end <= range.start);
    let end = text.chunks.partition_point(|chunk| chunk.range.start < range.end);
    first..end
}

/// Half of the harmful quotations also wear something harmless.
fn dressed(quotation: String, rng: &mut Rng) -> String {
    match rng.usize(..10) {
        0 => quotation.replace(['“', '”'], "\"").replace('’', "'"),
        1 => quotation.replace(" the ", "\u{a0}the\n"),
        2 => format!("{quotation}."),
        3 => quotation.replacen(" a ", " *a* ", 1),
        4 | 5 => {
            let mut words: Vec<&str> = quotation.split(' ').collect();
            if words.len() > 9 {
                let from = rng.usize(2..words.len() - 5);
                words.splice(from..from + rng.usize(1..3), ["[…]"]);
            }
            words.join(" ")
        }
        _ => quotation,
    }
}
