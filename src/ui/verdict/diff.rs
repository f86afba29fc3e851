//! A word diff that shows the change however long the quotation is.
//!
//! # Invariants
//! The first and the last of the differing words are shown, and what is left out is
//! replaced by the number of its words.

use egui::{
    Role, Ui,
    text::{LayoutJob, TextFormat},
};

use crate::ui::{
    theme::{Face, Theme},
    widgets,
};
use nutgraf_engine::evidence::{DiffOp, DiffPart, word_diff};

/// Words kept at each end of a shortened stretch: where both texts agree, and where they
/// differ.
const KEPT: (usize, usize) = (6, 24);

/// Least number of hidden words for which a stretch is shortened.
const FEWEST_HIDDEN: usize = 8;

/// A run of a diff as it is displayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DiffRun {
    /// Words with one operation, including the white space before them.
    Words(DiffOp, String),
    /// A number of words with one operation that are not shown.
    Hidden(DiffOp, usize),
}

/// Returns the parts of a diff, with the middle of long stretches left out.
pub(crate) fn diff_runs(parts: &[DiffPart]) -> Vec<DiffRun> {
    let mut diff_runs = Vec::new();
    for part in parts {
        let kept = if part.op == DiffOp::Equal { KEPT.0 } else { KEPT.1 };
        let starts: Vec<usize> = word_starts(&part.text);
        let hidden = starts.len().saturating_sub(2 * kept);
        if hidden < FEWEST_HIDDEN {
            diff_runs.push(DiffRun::Words(part.op, part.text.clone()));
            continue;
        }
        let (head, tail) = (starts[kept], starts[starts.len() - kept]);
        diff_runs.push(DiffRun::Words(part.op, part.text[..head].trim_end().to_owned()));
        diff_runs.push(DiffRun::Hidden(part.op, hidden));
        diff_runs.push(DiffRun::Words(part.op, format!(" {}", &part.text[tail..])));
    }
    diff_runs
}

/// Returns the bytes at which words begin.
fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut is_space = true;
    for (at, c) in text.char_indices() {
        if is_space && !c.is_whitespace() {
            starts.push(at);
        }
        is_space = c.is_whitespace();
    }
    starts
}

/// Returns both sides one after the other, for a screen reader.
pub(super) fn spoken(parts: &[DiffPart]) -> String {
    spoken_as("Draft", "Source", parts)
}

fn spoken_as(one: &str, other: &str, parts: &[DiffPart]) -> String {
    let side = |other: DiffOp| {
        let own = parts.iter().filter(|part| part.op != other);
        own.map(|part| part.text.as_str()).collect::<String>().trim().to_owned()
    };
    format!("{one}: {}. {other}: {}.", side(DiffOp::Insert), side(DiffOp::Delete))
}

/// A word diff that is computed once and shown in many frames.
#[derive(Clone, Debug)]
pub(crate) struct Diff {
    diff_runs: Vec<DiffRun>,
    spoken: String,
}

impl Diff {
    /// Compares two versions, each with its name: *then* and *now*.
    pub(crate) fn of((one, was): (&str, &str), (other, is): (&str, &str)) -> Self {
        let parts = word_diff(was, is);
        Self { diff_runs: diff_runs(&parts), spoken: spoken_as(one, other, &parts) }
    }

    /// Whether both versions have the same words.
    pub(crate) fn is_same(&self) -> bool {
        self.diff_runs.iter().all(|piece| {
            let (DiffRun::Words(op, _) | DiffRun::Hidden(op, _)) = piece;
            *op == DiffOp::Equal
        })
    }

    /// Shows the diff over the available width.
    pub(crate) fn show(&self, ui: &mut Ui, theme: &Theme) {
        show(ui, theme, &self.diff_runs, &self.spoken);
    }
}

/// Shows a diff over the available width.
pub(crate) fn show(ui: &mut Ui, theme: &Theme, diff_runs: &[DiffRun], spoken: &str) {
    let palette = &theme.palette;
    let base = TextFormat {
        font_id: Face::Draft.at(theme.type_scale.draft.0 - 2.0),
        line_height: Some(theme.type_scale.draft.1 - 4.0),
        color: palette.ink,
        ..TextFormat::default()
    };
    let format = |op| match op {
        DiffOp::Equal => base.clone(),
        DiffOp::Delete => TextFormat {
            color: palette.bad,
            background: theme.tint(palette.bad),
            strikethrough: egui::Stroke::new(1.0, palette.bad),
            ..base.clone()
        },
        DiffOp::Insert => TextFormat {
            color: palette.good,
            background: theme.tint(palette.good),
            underline: egui::Stroke::new(1.0, palette.good),
            ..base.clone()
        },
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for piece in diff_runs {
        let (op, text) = match piece {
            DiffRun::Words(op, text) => (*op, text),
            DiffRun::Hidden(_, words) => {
                let font_id = Face::Interface.at(theme.type_scale.small.0);
                let quiet = TextFormat { font_id, color: palette.dim, ..base.clone() };
                job.append(&format!("  … {} words … ", widgets::number(*words)), 0.0, quiet);
                continue;
            }
        };
        // The colour is on the words, not on the space around them.
        let words = text.trim();
        if words.is_empty() {
            job.append(text, 0.0, base.clone());
            continue;
        }
        let start = text.len() - text.trim_start().len();
        let touching = job.text.ends_with(|c: char| !c.is_whitespace());
        if start == 0 && touching && op == DiffOp::Insert {
            job.append(" ", 0.0, base.clone());
        }
        let lead = if job.text.is_empty() { "" } else { &text[..start] };
        job.append(lead, 0.0, base.clone());
        job.append(words, 0.0, format(op));
        job.append(&text[start + words.len()..], 0.0, base.clone());
    }
    let label = ui.label(job);
    widgets::named(label, Role::Label, spoken);
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_engine::range::{SourceRange, TextRange};

    fn part(op: DiffOp, text: String) -> DiffPart {
        DiffPart { op, text, draft: TextRange::at(0), source: SourceRange::at(0) }
    }

    fn words(from: usize, to: usize) -> String {
        (from..to).map(|number| format!(" w{number}")).collect()
    }

    #[test]
    fn a_long_equal_stretch_keeps_its_ends_and_says_what_is_missing() {
        let parts = [
            part(DiffOp::Equal, words(0, 100)),
            part(DiffOp::Delete, " five".into()),
            part(DiffOp::Equal, words(0, 12)),
        ];
        let diff_runs = diff_runs(&parts);
        assert_eq!(diff_runs[0], DiffRun::Words(DiffOp::Equal, words(0, 6)));
        assert_eq!(diff_runs[1], DiffRun::Hidden(DiffOp::Equal, 88));
        assert_eq!(diff_runs[2], DiffRun::Words(DiffOp::Equal, words(94, 100)));
        assert_eq!(
            diff_runs[3..],
            [
                DiffRun::Words(DiffOp::Delete, " five".into()),
                DiffRun::Words(DiffOp::Equal, words(0, 12)),
            ]
        );
    }

    #[test]
    fn words_that_differ_are_shortened_only_when_there_are_very_many() {
        let short = [part(DiffOp::Insert, words(0, 50))];
        assert_eq!(diff_runs(&short), [DiffRun::Words(DiffOp::Insert, words(0, 50))]);
        let long = [part(DiffOp::Insert, words(0, 500))];
        assert_eq!(diff_runs(&long)[1], DiffRun::Hidden(DiffOp::Insert, 452));
    }

    #[test]
    fn who_hears_the_diff_hears_each_side_whole() {
        let parts = [
            part(DiffOp::Delete, "five".into()),
            part(DiffOp::Insert, "4".into()),
            part(DiffOp::Equal, " staff".into()),
        ];
        assert_eq!(spoken(&parts), "Draft: five staff. Source: 4 staff.");
    }
}
