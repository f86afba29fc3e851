//! The reference of a citation, shown while the pointer rests on it.
//!
//! # Invariants
//! - Nothing is looked for in a frame in which something was typed, nor while the pointer rests
//!   elsewhere.
//! - A reference is made once for the words of a citation and the state of the sources.

use std::time::Duration;

use egui::{
    Margin, Pos2, Rect, Tooltip, Ui,
    text::{LayoutJob, TextFormat},
};

use super::{id, layout::VisibleLines};
use crate::{
    app::Workspace,
    exchange::export::{ReferenceRun, printed_note},
    ui::theme::{Face, Theme},
};
use nutgraf_engine::{markdown::Citation, range::DraftRange};

/// How long the pointer rests on a citation before its reference is shown, in seconds.
const DELAY: f64 = 0.3;

/// Width of the reference, and its distance from the citation, in points.
const WIDTH: f32 = 380.0;
const GAP: f32 = 6.0;

/// Space left and right of the reference, and above and below it, beside that of every tooltip,
/// in points.
const PADDING: (i8, i8) = (6, 4);

/// View state of the reference.
#[derive(Default)]
pub(super) struct ReferenceHover {
    /// The citation under the pointer, and since when, in seconds.
    over: Option<(DraftRange, f64)>,
    printed: Option<PrintedCitation>,
}

/// What a citation looks like when it is printed.
struct PrintedCitation {
    /// The citation's words in the draft, and [`Workspace::sources_at`].
    of: (String, u64),
    runs: Vec<ReferenceRun>,
}

impl ReferenceHover {
    /// Hides the reference.
    pub(super) fn dismiss(&mut self) {
        self.over = None;
    }

    /// Shows the reference of the citation under the pointer, which is over the draft.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        visible_lines: &VisibleLines,
        pointer: Option<Pos2>,
    ) {
        let (now, has_moved, is_down) = ui.input(|input| {
            let pointer = &input.pointer;
            (input.time, pointer.delta() != egui::Vec2::ZERO, pointer.any_down())
        });
        let Some(pointer) = pointer.filter(|_| !is_down) else {
            self.over = None;
            return;
        };
        // A citation that scrolls under a resting pointer does not count.
        if self.over.is_none() && !has_moved {
            return;
        }
        let Some((citation, rect)) = citation_under(workspace, visible_lines, pointer) else {
            self.over = None;
            return;
        };
        let before = self.over.filter(|(range, _)| *range == citation.range);
        let (_, since) = *self.over.insert(before.unwrap_or((citation.range, now)));
        let rest = DELAY - (now - since);
        if rest > 0.0 {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(rest + 0.01));
            return;
        }
        let words = &workspace.project().draft()[citation.range];
        let serial = workspace.sources_at();
        if self
            .printed
            .as_ref()
            .is_none_or(|printed| printed.of.0 != words || printed.of.1 != serial)
        {
            let of = (words.to_owned(), serial);
            self.printed = Some(PrintedCitation { of, runs: runs(workspace, citation) });
        }
        let Some(printed) = &self.printed else { return };
        let spoken: String = printed.runs.iter().map(|run| run.words.as_str()).collect();
        let tooltip =
            Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id().with("reference"), rect);
        tooltip.gap(GAP).width(WIDTH).accessible_name(spoken).show(|ui| {
            ui.set_max_width(WIDTH);
            let padding = Margin::symmetric(PADDING.0, PADDING.1);
            egui::Frame::new().inner_margin(padding).show(ui, |ui| {
                ui.label(set(theme, &printed.runs));
            });
        });
    }
}

/// Returns the citation at a place of the screen, and the rectangle from its row there down to
/// its last one.
fn citation_under<'a>(
    workspace: &'a Workspace,
    visible_lines: &VisibleLines,
    pointer: Pos2,
) -> Option<(&'a Citation, Rect)> {
    let at = visible_lines.hit(pointer)?.byte;
    let citations = &workspace.structure().citations;
    let begun = citations.partition_point(|citation| citation.range.start <= at);
    let citation = &citations[begun.checked_sub(1)?];
    let rects = visible_lines.rects(citation.range.into());
    let row = rects.iter().find(|rect| rect.contains(pointer))?;
    Some((citation, row.with_max_y(rects.last()?.bottom())))
}

/// Returns a citation as its note will be printed, each of its sources in full.
fn runs(workspace: &Workspace, citation: &Citation) -> Vec<ReferenceRun> {
    let plain = |words: String| ReferenceRun { words, is_italic: false };
    let mut runs: Vec<ReferenceRun> = Vec::new();
    for item in &citation.items {
        if !runs.is_empty() {
            runs.push(plain("; ".to_owned()));
        }
        let Some(source) = workspace.project().source_by_key(&item.key) else {
            runs.push(plain(format!("No source has the key @{}", item.key)));
            continue;
        };
        if !item.prefix.is_empty() {
            runs.push(plain(format!("{} ", item.prefix)));
        }
        runs.extend(printed_note(source, &item.locator));
    }
    if runs.last().is_some_and(|run| !run.words.ends_with(['.', '?', '!', '…'])) {
        runs.push(plain(".".to_owned()));
    }
    runs
}

fn set(theme: &Theme, runs: &[ReferenceRun]) -> LayoutJob {
    let mut job = LayoutJob::default();
    for run in runs {
        let face = if run.is_italic { Face::DraftItalic } else { Face::Draft };
        let font = face.at(theme.type_scale.interface.0);
        job.append(&run.words, 0.0, TextFormat::simple(font, theme.palette.ink));
    }
    job
}
