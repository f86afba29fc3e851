//! Runs quotations of known truth through the program and counts what it gets wrong.

use std::{collections::BTreeMap, fmt, ops::Range};

use fastrand::Rng;
use nutgraf_engine::{
    evidence::{Judgement, Report, Severity, Verdict, check_article, judge},
    model::Profile,
};

use super::{
    case::{Case, Expected},
    draft::FRAMES,
    oracle::plain,
    text::Shelf,
};

/// The most examples a row keeps of each sort.
const MOST_EXAMPLES: usize = 60;

/// For each quotation wanted, so many passages are tried before a kind is given up.
const PATIENCE: usize = 600;

/// What came of all quotations of one kind.
#[derive(Debug, Default)]
pub struct Row {
    /// The kind, or the frame.
    pub name: &'static str,
    /// How many were judged.
    pub count: usize,
    /// How many were not judged as they must be.
    pub missed: usize,
    /// Some of these.
    pub examples: Vec<String>,
    /// How many come from one place that stands once.
    pub placed: usize,
    /// How many of these were found there, to the word.
    pub located: usize,
    /// Some that were not.
    pub strays: Vec<String>,
    /// How often each verdict was given.
    pub verdicts: BTreeMap<Verdict, usize>,
}

impl Row {
    fn add(&mut self, case: &Case, expected: Expected, judgement: &Judgement) {
        self.count += 1;
        *self.verdicts.entry(judgement.verdict).or_default() += 1;
        if expected.is_missed_by(judgement) {
            self.miss(|| told(case, judgement));
        }
        if let Some(is_located) = case.is_located(expected, judgement) {
            self.placed += 1;
            self.located += usize::from(is_located);
            if !is_located && self.strays.len() < MOST_EXAMPLES {
                self.strays.push(told(case, judgement));
            }
        }
    }

    fn miss(&mut self, example: impl FnOnce() -> String) {
        self.missed += 1;
        if self.examples.len() < MOST_EXAMPLES {
            self.examples.push(example());
        }
    }
}

/// A case and what the program made of it, on a few lines.
fn told(case: &Case, judgement: &Judgement) -> String {
    let text = case.passage.text();
    let found = judgement.matched.and_then(|range| text.source.get(range.to_std()));
    let found = found.filter(|_| judgement.source.as_ref() == Some(&text.key));
    format!(
        "{} ({}, cites {:?})\n  quotation {:?}\n  passage   {:?}\n  found     {:?} in {:?}, {:?}",
        case.kind.name,
        judgement.verdict.as_str(),
        case.cited,
        case.quotation,
        case.passage.raw(),
        found,
        judgement.source,
        judgement.notes
    )
}

/// Rows added up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Total {
    /// How many were judged.
    pub count: usize,
    /// How many were not judged as they must be.
    pub missed: usize,
    /// How many come from one place that stands once.
    pub placed: usize,
    /// How many of these were found there, to the word.
    pub located: usize,
}

impl Total {
    /// Adds rows up.
    pub fn of(rows: &[Row]) -> Self {
        rows.iter().fold(Self::default(), |total, row| Self {
            count: total.count + row.count,
            missed: total.missed + row.missed,
            placed: total.placed + row.placed,
            located: total.located + row.located,
        })
    }

    /// The share that was not judged as it must be.
    pub fn missed_share(self) -> f64 {
        share(self.missed, self.count)
    }

    /// The share of unique passages that were found, to the word.
    pub fn located_share(self) -> f64 {
        share(self.located, self.placed)
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below the limit")]
fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

/// Judges about `count` quotations, the same number of each kind, of these shelves.
///
/// A kind for which the texts have too few fit passages comes out shorter.
pub fn judged(expected: Expected, shelves: &[Shelf], count: usize, rng: &mut Rng) -> Vec<Row> {
    let kinds = expected.kinds();
    let each = count.div_ceil(kinds.len());
    let mut rows = Vec::new();
    for kind in kinds {
        let mut row = Row { name: kind.name, ..Row::default() };
        for _ in 0..each * PATIENCE {
            if row.count == each {
                break;
            }
            let shelf = &shelves[rng.usize(..shelves.len())];
            let Some(case) = Case::make(kind, expected, shelf, rng) else { continue };
            let cited: Vec<String> = case.cited.iter().cloned().collect();
            let judgement = judge(&case.quotation, &cited, &shelf.corpus, Profile::Standard);
            row.add(&case, expected, &judgement);
        }
        rows.push(row);
    }
    rows
}

/// Sets about `count` quotations into articles of 60 and checks these whole. A row a frame.
pub fn checked(expected: Expected, shelves: &[Shelf], count: usize, rng: &mut Rng) -> Vec<Row> {
    const EACH: usize = 60;
    let frames = FRAMES.iter().map(|frame| Row { name: frame.name, ..Row::default() });
    let mut rows: Vec<Row> = frames.collect();
    for article in 0..count.div_ceil(EACH) {
        let shelf = &shelves[article % shelves.len()];
        let mut text = String::from("# An article\n\n");
        let mut set: Vec<(Case, usize, Range<usize>)> = Vec::new();
        for _ in 0..EACH * PATIENCE {
            if set.len() == EACH {
                break;
            }
            let kinds = expected.kinds();
            let kind = &kinds[rng.usize(..kinds.len())];
            let Some(case) = Case::make(kind, expected, shelf, rng) else { continue };
            // Fewer words without a citation are scare quotes, and not judged.
            if case.cited.is_none() && plain(&case.quotation).len() < 6 {
                continue;
            }
            let first = rng.usize(..FRAMES.len());
            let mut frames = (first..FRAMES.len()).chain(0..first);
            if let Some(frame) = frames.find(|frame| FRAMES[*frame].holds(&case.quotation)) {
                let citation = case.cited.as_ref().map_or(String::new(), |key| format!("[@{key}]"));
                let range = FRAMES[frame].write(&mut text, &case.quotation, &citation, set.len());
                set.push((case, frame, range));
            }
        }
        let sources = shelf.texts.iter();
        let sources: Vec<_> =
            sources.map(|text| (text.key.clone(), text.source.to_string(), text.format)).collect();
        let report = check_article(&text, &sources, Profile::Standard);
        for (case, frame, range) in set {
            let row = &mut rows[frame];
            match found(&report, &range) {
                Some(judgement) => row.add(&case, expected, judgement),
                // Not judged is passed, for one, and failed, for the other.
                None => {
                    row.count += 1;
                    row.miss(|| {
                        format!("{}: not judged: {:?}", case.kind.name, &text[range.clone()])
                    });
                }
            }
            let is_flagged = expected == Expected::Harmless && flagged(&report, &range);
            if is_flagged && found(&report, &range).is_some_and(|j| !expected.is_missed_by(j)) {
                row.miss(|| format!("{}: finding: {:?}", case.kind.name, &text[range.clone()]));
            }
        }
    }
    rows
}

/// What the report says of the words set on a range: of all quotations inside it,
/// the longest. A block quote may be told with the marks around its words.
fn found<'a>(report: &'a Report, range: &Range<usize>) -> Option<&'a Judgement> {
    const MARK: usize = '“'.len_utf8();
    let inside = report.quotations.iter().filter(|checked| {
        range.start <= checked.range.start + MARK && checked.range.end <= range.end + MARK
    });
    inside.max_by_key(|checked| checked.range.len()).map(|checked| &checked.judgement)
}

fn flagged(report: &Report, range: &Range<usize>) -> bool {
    report.findings.iter().any(|finding| {
        finding.severity() < Severity::Info
            && range.start <= finding.range.start
            && finding.range.end <= range.end
    })
}

/// Rows as a table, with a last line for all.
pub struct Table<'a>(pub &'a str, pub &'a [Row]);

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "{:<36}{:>7}{:>7}{:>8}{:>9}  verdicts",
            self.0, "count", "wrong", "unique", "located"
        )?;
        for row in self.1 {
            let verdicts: Vec<String> = row
                .verdicts
                .iter()
                .map(|(verdict, count)| format!("{} {count}", verdict.as_str()))
                .collect();
            writeln!(
                f,
                "{:<36}{:>7}{:>7}{:>8}{:>9}  {}",
                row.name,
                row.count,
                row.missed,
                row.placed,
                row.located,
                verdicts.join(", ")
            )?;
        }
        let total = Total::of(self.1);
        writeln!(
            f,
            "{:<36}{:>7}{:>7}{:>8}{:>9}  {:.3} % wrong, {:.3} % located",
            "all",
            total.count,
            total.missed,
            total.placed,
            total.located,
            100.0 * total.missed_share(),
            100.0 * total.located_share()
        )
    }
}
