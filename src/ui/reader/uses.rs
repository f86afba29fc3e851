//! Passages of the open source that the draft uses.
//!
//! # Invariants
//! Passages are computed when the report or the source changes, and only those in view are
//! placed and drawn.

use egui::{CornerRadius, CursorIcon, Id, Painter, Rect, Response, Role, Sense, Ui, pos2, vec2};

use super::page::{ShownRange, SnapshotPage};
use crate::{
    app::{Action, Workspace},
    ui::{
        editor::{line_of, underline},
        text::layout,
        theme::{Face, Theme},
        widgets,
    },
};
use nutgraf_engine::{
    evidence::Verdict,
    model::SourceId,
    range::{DraftRange, SourceRange},
};

/// Passages of the open source that are marked on its page.
#[derive(Default)]
pub(super) struct UsedPassages {
    of: Option<((u64, bool), SourceId)>,
    /// Passages kept as quotes, in bytes of the snapshot.
    cards: Vec<SourceRange>,
    /// Passages that the draft quotes, sorted by where they begin.
    quoted: Vec<QuotedPassage>,
}

/// A passage that the draft quotes.
pub(super) struct QuotedPassage {
    /// In bytes of the snapshot.
    passage: SourceRange,
    /// The quotation's words, in bytes of the draft.
    draft: DraftRange,
    verdict: Verdict,
    /// Line of the draft, from 1.
    line: usize,
}

impl QuotedPassage {
    /// Returns a description such as `Quoted in line 12: ≠ altered`.
    fn in_words(&self) -> String {
        let (sign, label) = (self.verdict.sign(), self.verdict.label().to_lowercase());
        format!("Quoted in line {}: {sign} {label}", widgets::number(self.line))
    }
}

/// A passage in view that the draft quotes.
pub(super) struct VisiblePassage<'a> {
    quoted: &'a QuotedPassage,
    /// Rectangles of the part in view, on the screen.
    rects: Vec<Rect>,
    /// Whether its beginning is in view.
    begins: bool,
}

/// A page and its lines in view.
pub(super) struct VisiblePage<'a> {
    pub(super) page: &'a SnapshotPage,
    pub(super) lines: &'a layout::VisibleLines,
}

impl VisiblePage<'_> {
    /// Returns the rectangles of a passage of the snapshot on the screen.
    fn rects(&self, passage: SourceRange) -> Vec<Rect> {
        let view = self.lines.visible();
        let shown = self.page.range_to_shown(passage);
        if shown.end < view.start || view.end < shown.start {
            return Vec::new();
        }
        // A passage over several paragraphs does not cover their locators.
        let shown = ShownRange::new(shown.start.max(view.start), shown.end.min(view.end));
        let pieces = self.page.without_labels(shown);
        pieces.iter().flat_map(|piece| self.lines.rects((*piece).into())).collect()
    }
}

impl UsedPassages {
    /// Updates the passages from the report and the open source.
    pub(super) fn follow(&mut self, workspace: &Workspace) {
        let Some(source) = workspace.current_source() else { return };
        let judged_at = workspace.judged_at();
        if self.of.as_ref().is_some_and(|(at, id)| *at == judged_at && *id == source.id) {
            return;
        }
        self.of = Some((judged_at, source.id.clone()));
        let project = workspace.project();
        let quotes = project.quotes_of(&source.id);
        let stands = quotes.filter(|quote| {
            source.snapshot.as_ref().is_some_and(|snapshot| snapshot.holds(&quote.selector))
        });
        self.cards = stands.map(|quote| quote.selector.range()).collect();
        let quotations = workspace.report().map_or(&[][..], |report| &report.quotations);
        let here = quotations.iter().filter_map(|quotation| {
            let judgement = &quotation.judgement;
            let passage = judgement.matched?;
            (judgement.source.as_deref() == Some(&source.key)).then(|| QuotedPassage {
                passage,
                draft: quotation.range,
                verdict: judgement.verdict,
                line: project.document().position(quotation.range.start).line,
            })
        });
        self.quoted = here.collect();
        self.quoted.sort_by_key(|quoted| (quoted.passage.start, quoted.draft.start));
    }

    /// Draws the backgrounds of passages in view and returns the quoted ones.
    pub(super) fn grounds(
        &self,
        ui: &Ui,
        theme: &Theme,
        drawn: &VisiblePage<'_>,
        lit: Option<SourceRange>,
    ) -> Vec<VisiblePassage<'_>> {
        let fill = |rects: &[Rect], color| {
            for rect in rects {
                ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), 2.0, color);
            }
        };
        for card in &self.cards {
            fill(&drawn.rects(*card), theme.tint(theme.palette.good));
        }
        let mut visible: Vec<VisiblePassage<'_>> = Vec::new();
        for quoted in &self.quoted {
            let rects = drawn.rects(quoted.passage);
            fill(&rects, theme.wash(theme.verdict(quoted.verdict)));
            if !rects.is_empty() {
                let start = drawn.page.to_shown(quoted.passage.start);
                let begins = start >= drawn.lines.visible().start;
                visible.push(VisiblePassage { quoted, rects, begins });
            }
        }
        if let Some(lit) = lit {
            let rects = drawn.rects(lit);
            fill(&rects, theme.lit());
            bar(ui.painter(), theme, ui.max_rect().left(), &rects);
        }
        visible
    }
}

/// Draws the underlines of passages in view and the signs beside them.
pub(super) fn marks(
    ui: &Ui,
    theme: &Theme,
    response: &Response,
    visible: &[VisiblePassage<'_>],
) -> Vec<Action> {
    for VisiblePassage { quoted, rects, .. } in visible {
        for rect in rects {
            let (line, color) = (line_of(quoted.verdict), theme.verdict(quoted.verdict));
            underline(ui.painter(), *rect, line, color);
        }
    }
    let mut actions = signs(ui, theme, response.rect.left(), visible);
    actions.extend(on_page(response, visible));
    actions
}

/// Draws a bar at the edge of the page along the opened passage.
fn bar(painter: &Painter, theme: &Theme, left: f32, rects: &[Rect]) {
    if let (Some(first), Some(last)) = (rects.first(), rects.last()) {
        let rect = Rect::from_min_max(pos2(left, first.top()), pos2(left + 3.0, last.bottom()));
        painter.rect_filled(rect, CornerRadius::same(1), theme.palette.accent);
    }
}

/// Shows a sign beside the first row of each passage; passages that begin in the same row
/// share the sign of the gravest.
fn signs(ui: &Ui, theme: &Theme, left: f32, visible: &[VisiblePassage<'_>]) -> Vec<Action> {
    let mut actions = Vec::new();
    let begun: Vec<&VisiblePassage<'_>> = visible.iter().filter(|visible| visible.begins).collect();
    let row = |visible: &VisiblePassage<'_>| visible.rects[0].center().y;
    for beside in begun.chunk_by(|a, b| row(a).round() == row(b).round()) {
        let Some(first) = beside.iter().max_by_key(|visible| visible.quoted.verdict) else {
            continue;
        };
        let worst = first.quoted;
        let place = Rect::from_center_size(pos2(left + 11.0, row(first)), vec2(22.0, 24.0));
        if !ui.clip_rect().intersects(place) {
            continue;
        }
        let words: Vec<String> = beside.iter().map(|visible| visible.quoted.in_words()).collect();
        let id = Id::unique("passage").with(worst.draft.start);
        let sign = ui.interact(place, id, Sense::click());
        let sign = widgets::named(sign, Role::Button, &words.join("; "))
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_ui(|ui| tooltip(ui, &words));
        if sign.hovered() || sign.has_focus() {
            ui.painter().rect_filled(place, CornerRadius::same(6), theme.palette.selection);
        }
        let font = Face::InterfaceSemiBold.at(theme.type_scale.interface.0);
        let color = theme.verdict(worst.verdict);
        let text = worst.verdict.sign();
        ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, text, font, color);
        if sign.clicked() {
            actions.push(Action::Jump(worst.draft));
        }
    }
    actions
}

/// Shows how the passage under the pointer is used; a click jumps there.
fn on_page(response: &Response, visible: &[VisiblePassage<'_>]) -> Option<Action> {
    let at = response.hover_pos()?;
    let under = visible.iter().filter(|visible| visible.rects.iter().any(|rect| rect.contains(at)));
    let under: Vec<&QuotedPassage> = under.map(|visible| visible.quoted).collect();
    let first = under.first()?;
    let words: Vec<String> = under.iter().map(|quoted| quoted.in_words()).collect();
    response.clone().on_hover_ui_at_pointer(|ui| tooltip(ui, &words));
    (response.clicked() && !response.double_clicked()).then_some(Action::Jump(first.draft))
}

fn tooltip(ui: &mut Ui, words: &[String]) {
    for one in words {
        ui.label(one);
    }
}
