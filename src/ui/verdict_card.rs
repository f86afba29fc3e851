//! What a verdict says: in words, with the source's words beside the draft's.

use egui::{Ui, text::LayoutJob, text::TextFormat};

use super::{
    theme::{Face, Theme},
    widgets::{self, styled},
};
use crate::{
    app::Workspace,
    evidence::{CheckedQuotation, DiffOp, DiffPart, Verdict},
};

/// The card of one quotation.
pub fn contents(ui: &mut Ui, theme: &Theme, workspace: &Workspace, quotation: &CheckedQuotation) {
    let judgement = &quotation.judgement;
    let verdict = judgement.verdict;
    let color = theme.verdict(verdict);
    let font = Face::InterfaceSemiBold.at(theme.type_scale.small.0);
    ui.label(styled(format!("{}  {}", verdict.sign(), verdict.label()), font, color));
    if let Some(place) = place(workspace, quotation) {
        ui.label(widgets::small(place, theme));
    }
    if verdict != Verdict::Verbatim && !judgement.diff.is_empty() {
        diff(ui, theme, &judgement.diff);
    }
    for note in &judgement.notes {
        ui.label(widgets::small(note.in_words(), theme));
    }
}

/// Where the words stand: the source's name and the locator.
fn place(workspace: &Workspace, quotation: &CheckedQuotation) -> Option<String> {
    let key = quotation.judgement.source.as_deref()?;
    let source = workspace.project().source_by_key(key)?;
    let locator = quotation
        .judgement
        .matched
        .as_ref()
        .zip(source.snapshot.as_ref())
        .map(|(range, snapshot)| snapshot.locator(range.start));
    Some(match locator {
        Some(locator) => format!("{}, {locator}", source.name()),
        None => source.name().to_owned(),
    })
}

/// A word diff from the draft's words to the source's.
pub fn diff(ui: &mut Ui, theme: &Theme, parts: &[DiffPart]) {
    let palette = &theme.palette;
    let base = TextFormat {
        font_id: Face::Draft.at(theme.type_scale.draft.0 - 2.0),
        line_height: Some(theme.type_scale.draft.1 - 4.0),
        color: palette.ink,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for part in parts {
        let format = match part.op {
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
                ..base.clone()
            },
        };
        // The colour lies on the words, not on the space around them.
        let words = part.text.trim();
        if words.is_empty() {
            job.append(&part.text, 0.0, base.clone());
            continue;
        }
        let start = part.text.len() - part.text.trim_start().len();
        let touching = job.text.ends_with(|c: char| !c.is_whitespace());
        if start == 0 && touching && part.op == DiffOp::Insert {
            job.append(" ", 0.0, base.clone());
        }
        job.append(&part.text[..start], 0.0, base.clone());
        job.append(words, 0.0, format);
        job.append(&part.text[start + words.len()..], 0.0, base.clone());
    }
    ui.label(job);
}
