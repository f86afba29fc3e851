//! A word diff, set so that the change is seen however long the quotation is.
//!
//! What always holds: of words that differ, the first and the last are shown, and
//! what is left out says how many words it was.

use egui::{
    Role, Ui,
    text::{LayoutJob, TextFormat},
};

use crate::{
    evidence::{DiffOp, DiffPart, word_diff},
    ui::{
        theme::{Face, Theme},
        widgets,
    },
};

/// How many words stay at each end of a stretch that is shortened: where both
/// texts agree, and where they differ.
const KEPT: (usize, usize) = (6, 24);

/// A stretch is shortened only if that hides at least so many words.
const FEWEST_HIDDEN: usize = 8;

/// A run of a diff as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words with one fate, with the white space before them.
    Words(DiffOp, String),
    /// So many words with that fate are not shown.
    Hidden(DiffOp, usize),
}

/// The parts of a diff, with the middle of long stretches left out.
pub fn pieces(parts: &[DiffPart]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in parts {
        let kept = if part.op == DiffOp::Equal { KEPT.0 } else { KEPT.1 };
        let starts: Vec<usize> = word_starts(&part.text);
        let hidden = starts.len().saturating_sub(2 * kept);
        if hidden < FEWEST_HIDDEN {
            pieces.push(Piece::Words(part.op, part.text.clone()));
            continue;
        }
        let (head, tail) = (starts[kept], starts[starts.len() - kept]);
        pieces.push(Piece::Words(part.op, part.text[..head].trim_end().to_owned()));
        pieces.push(Piece::Hidden(part.op, hidden));
        pieces.push(Piece::Words(part.op, format!(" {}", &part.text[tail..])));
    }
    pieces
}

/// The bytes at which words begin.
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

/// Both sides one after the other, for somebody who hears them.
pub fn spoken(parts: &[DiffPart]) -> String {
    spoken_as("Draft", "Source", parts)
}

fn spoken_as(one: &str, other: &str, parts: &[DiffPart]) -> String {
    let side = |other: DiffOp| {
        let own = parts.iter().filter(|part| part.op != other);
        own.map(|part| part.text.as_str()).collect::<String>().trim().to_owned()
    };
    format!("{one}: {}. {other}: {}.", side(DiffOp::Insert), side(DiffOp::Delete))
}

/// What became of words, worked out once.
#[derive(Clone, Debug)]
pub struct Diff {
    pieces: Vec<Piece>,
    spoken: String,
}

impl Diff {
    /// The way from one version to another, each with what it is called: *then* and
    /// *now*.
    pub fn of((one, was): (&str, &str), (other, is): (&str, &str)) -> Self {
        let parts = word_diff(was, is);
        Self { pieces: pieces(&parts), spoken: spoken_as(one, other, &parts) }
    }

    /// Whether both versions have the same words.
    pub fn is_same(&self) -> bool {
        self.pieces.iter().all(|piece| {
            let (Piece::Words(op, _) | Piece::Hidden(op, _)) = piece;
            *op == DiffOp::Equal
        })
    }

    /// Shows it over the available width.
    pub fn show(&self, ui: &mut Ui, theme: &Theme) {
        show(ui, theme, &self.pieces, &self.spoken);
    }
}

/// Shows a diff over the available width.
pub fn show(ui: &mut Ui, theme: &Theme, pieces: &[Piece], spoken: &str) {
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
            color: palette.altered,
            background: theme.tint(palette.altered),
            strikethrough: egui::Stroke::new(1.0, palette.altered),
            ..base.clone()
        },
        DiffOp::Insert => TextFormat {
            color: palette.verbatim,
            background: theme.tint(palette.verbatim),
            underline: egui::Stroke::new(1.0, palette.verbatim),
            ..base.clone()
        },
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for piece in pieces {
        let (op, text) = match piece {
            Piece::Words(op, text) => (*op, text),
            Piece::Hidden(_, words) => {
                let font_id = Face::Interface.at(theme.type_scale.small.0);
                let quiet = TextFormat { font_id, color: palette.dim, ..base.clone() };
                job.append(&format!("  … {} words … ", widgets::number(*words)), 0.0, quiet);
                continue;
            }
        };
        // The colour lies on the words, not on the space around them.
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

    fn part(op: DiffOp, text: String) -> DiffPart {
        DiffPart { op, text, draft: 0..0, source: 0..0 }
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
        let pieces = pieces(&parts);
        assert_eq!(pieces[0], Piece::Words(DiffOp::Equal, words(0, 6)));
        assert_eq!(pieces[1], Piece::Hidden(DiffOp::Equal, 88));
        assert_eq!(pieces[2], Piece::Words(DiffOp::Equal, words(94, 100)));
        assert_eq!(
            pieces[3..],
            [
                Piece::Words(DiffOp::Delete, " five".into()),
                Piece::Words(DiffOp::Equal, words(0, 12)),
            ]
        );
    }

    #[test]
    fn words_that_differ_are_shortened_only_when_there_are_very_many() {
        let short = [part(DiffOp::Insert, words(0, 50))];
        assert_eq!(pieces(&short), [Piece::Words(DiffOp::Insert, words(0, 50))]);
        let long = [part(DiffOp::Insert, words(0, 500))];
        assert_eq!(pieces(&long)[1], Piece::Hidden(DiffOp::Insert, 452));
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
