//! The cross-check: the figures, dates and names of a claim held against what
//! the claim rests on.
//!
//! A link from a claim to a source says that somebody saw a connection, not that
//! the numbers are the same. Here each figure, unit, sum, percentage, date and
//! name of the claim's own words is looked for in its evidence, and each
//! difference is shown with both sides. What always holds: it is a pure function
//! of texts; a figure that agrees says nothing about the claim being right; and
//! another figure about another thing is never called a conflict.

mod amount;
mod calendar;
mod change;
mod claims;
mod compare;
mod context;
mod dated;
mod family;
mod figure;
mod fraction;
mod hedge;
mod hold;
mod label;
mod listed;
mod moment;
mod name;
mod numeral;
mod pairing;
mod ratio;
mod reading;
mod relative;
mod topic;
mod unit;
mod word;
mod words;

use std::{ops::Range, sync::Arc};

pub(super) use claims::{Readings, check_claims};

use self::{
    hold::{Held, Passage, hold},
    reading::Reading,
    words::OwnWords,
};
use super::{
    finding::{Code, Finding, Severity},
    fold::fold,
};
use crate::{
    markdown::Structure,
    model::{ClaimId, EvidenceTarget, SnapshotFormat, SourceId},
    text::excerpt,
};

/// The longest words that a message shows, in characters.
const SHOWN: usize = 60;

/// What a piece of evidence says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its words.
    pub words: String,
    /// The evidence of the claim in which they stand.
    pub target: EvidenceTarget,
    /// The source whose snapshot that is of.
    pub source: SourceId,
    /// Where they stand, in bytes of the snapshot.
    pub range: Range<usize>,
    /// The place as a citation says it: `ft-audit, para. 2`.
    pub place: String,
}

/// A place at which a claim and its evidence are not at one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind of difference.
    pub code: Code,
    /// The claim's words, in bytes of the draft.
    pub said: Range<usize>,
    /// These words, with the word for what they count.
    pub said_words: String,
    /// What the evidence says instead; `None` where it says nothing of it.
    pub found: Option<Found>,
    /// Whether the claim is marked as confirmed, which makes the difference graver.
    pub is_confirmed: bool,
}

impl Difference {
    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        match (self.code, self.is_confirmed) {
            (Code::FigureConflict | Code::UnitConflict | Code::DateConflict, true) => {
                Severity::Error
            }
            (Code::FigureConflict | Code::UnitConflict | Code::DateConflict, false)
            | (Code::NameNearMiss, _)
            | (Code::FigureAbsent | Code::DateAbsent, true) => Severity::Warning,
            _ => Severity::Info,
        }
    }

    /// What is the matter, as a sentence that shows both sides.
    pub fn message(&self) -> String {
        let said = excerpt(&self.said_words, SHOWN);
        if let Some(found) = &self.found {
            let words = excerpt(&found.words, SHOWN);
            return format!("The claim says “{said}”; {} says “{words}”.", found.place);
        }
        match self.code {
            Code::DateRelative => {
                format!("“{said}” is told from the day of writing, and will be read later.")
            }
            Code::DateAbsent => format!("The claim says “{said}”; its evidence has no such date."),
            _ => format!("The claim says “{said}”; its evidence has no such figure."),
        }
    }

    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self.code {
            Code::FigureConflict => {
                "Correct the figure, or link the evidence that has it. If the two count different \
                 things, say which."
            }
            Code::UnitConflict => "Put the evidence’s unit, or convert the number with it.",
            Code::DateConflict => "Correct the date, or link the evidence that has it.",
            Code::FigureAbsent => {
                "Link the passage that has the figure, or say how it was worked out."
            }
            Code::DateAbsent => "Link the passage that has the date.",
            Code::DateRelative => "Name the day, the month or the year.",
            Code::NameNearMiss => "Spell the name as the evidence does, if it is the same.",
            _ => "",
        }
    }

    /// The finding that says it.
    pub(super) fn finding(&self) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity(),
            range: self.said.clone(),
            message: self.message(),
            hint: self.hint().to_owned(),
        }
    }
}

/// Words of a claim that its evidence has too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Borne {
    /// The claim's words, in bytes of the draft.
    pub said: Range<usize>,
    /// Where the evidence says so.
    pub found: Found,
}

/// A claim that was held against its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedClaim {
    /// Which claim.
    pub claim: ClaimId,
    /// Its words, in bytes of the draft.
    pub range: Range<usize>,
    /// Where it and its evidence are not at one, in the order of its words.
    pub differences: Vec<Difference>,
    /// What its evidence bears out, in the order of its words.
    pub borne: Vec<Borne>,
}

/// A difference between two texts without a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairDifference {
    /// What kind of difference.
    pub code: Code,
    /// Where, in bytes of the claim.
    pub said: Range<usize>,
    /// The claim's words there, with the word for what they count.
    pub said_words: String,
    /// Which evidence says otherwise, where in it, and in which words.
    pub found: Option<(usize, Range<usize>, String)>,
}

/// Holds the text of a claim against texts of evidence, each as a quote of its
/// own. Markdown is allowed in all.
pub fn crosscheck(claim_text: &str, evidence: &[&str]) -> Vec<PairDifference> {
    let structure = Structure::parse(claim_text);
    let own = OwnWords::of(claim_text, &structure, &(0..claim_text.len()));
    let passages: Vec<Passage> = evidence
        .iter()
        .map(|text| Passage {
            reading: Arc::new(read_snapshot(text, SnapshotFormat::Markdown)),
            window: Some(0..text.len()),
        })
        .collect();
    let held = held(&own, &passages);
    let words =
        |text: &str, range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
    let gaps = held.gaps.into_iter().map(|gap| PairDifference {
        code: gap.code,
        said_words: structure.plain(claim_text, gap.shown),
        said: gap.said,
        found: gap.found.map(|at| {
            let words = words(evidence[at.passage], &at.range);
            (at.passage, at.range, words)
        }),
    });
    gaps.collect()
}

fn read_snapshot(text: &str, format: SnapshotFormat) -> Reading {
    Reading::of(&fold(text, format), text, &|range| range)
}

fn held(own: &OwnWords, passages: &[Passage]) -> Held {
    let folded = fold(&own.text, SnapshotFormat::Plain);
    let mut reading = Reading::of(&folded, &own.text, &|range| own.place(range));
    reading.relative.retain(|place| !own.is_quoted(place));
    hold(&reading, passages)
}
