//! Which passages of the open source the draft uses, and how.
//!
//! What always holds: they are worked out when the report or the source changes,
//! and only those in view are placed and drawn.

use std::ops::Range;

use egui::{
    CornerRadius, CursorIcon, Id, Painter, Rect, Response, Role, Sense, Shape, Ui, pos2, vec2,
};

use super::{
    page::Page,
    placed::{CharWalk, Placed},
};
use crate::{
    app::{Action, Workspace},
    evidence::Verdict,
    model::SourceId,
    ui::{
        editor::{line_of, underline},
        theme::{Face, Theme},
        widgets,
    },
};

/// Passages of the open source that stand out on its page.
#[derive(Default)]
pub(super) struct Passages {
    of: Option<((u64, bool), SourceId)>,
    /// Those kept as quotes, in bytes of the snapshot.
    cards: Vec<Range<usize>>,
    /// Those that the draft quotes, by where they begin.
    quoted: Vec<Quoted>,
}

/// A passage that the draft quotes.
struct Quoted {
    /// In bytes of the snapshot.
    passage: Range<usize>,
    /// The quotation's words, in bytes of the draft.
    draft: Range<usize>,
    verdict: Verdict,
    /// The line of the draft, from 1.
    line: usize,
}

impl Quoted {
    /// `Quoted in line 12: ≠ altered`.
    fn in_words(&self) -> String {
        let (sign, label) = (self.verdict.sign(), self.verdict.label().to_lowercase());
        format!("Quoted in line {}: {sign} {label}", widgets::number(self.line))
    }
}

/// What of the page is drawn over: where it stands, and the shape kept free for
/// the grounds, beneath the text.
pub(super) struct Drawn<'a> {
    pub(super) page: &'a Page,
    pub(super) placed: &'a Placed<'a>,
    pub(super) response: &'a Response,
    pub(super) ground: egui::layers::ShapeIdx,
}

impl Passages {
    /// Brings the passages up to date with the report and the open source.
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
            let passage = judgement.matched.clone()?;
            (judgement.source.as_deref() == Some(&source.key)).then(|| Quoted {
                passage,
                draft: quotation.range.clone(),
                verdict: judgement.verdict,
                line: project.document().position(quotation.range.start).line,
            })
        });
        self.quoted = here.collect();
        self.quoted.sort_by_key(|quoted| (quoted.passage.start, quoted.draft.start));
    }

    /// Draws the grounds and lines of what is in view, and the signs beside it.
    pub(super) fn show(
        &self,
        ui: &Ui,
        theme: &Theme,
        drawn: &Drawn<'_>,
        lit: Option<&Range<usize>>,
    ) -> Vec<Action> {
        let Drawn { page, placed, response, ground } = drawn;
        let view = placed.visible(ui.clip_rect());
        let mut walk = CharWalk::new(placed.text);
        let mut rects = |passage: &Range<usize>| -> Vec<Rect> {
            let shown = page.range_to_shown(passage);
            if shown.end < view.start || view.end < shown.start {
                return Vec::new();
            }
            // A passage over several paragraphs does not cover their locators.
            let pieces = page.without_labels(shown);
            pieces.into_iter().flat_map(|piece| placed.rects(&mut walk, piece)).collect()
        };
        let mut grounds = Vec::new();
        let mut fill = |rects: &[Rect], color| {
            let shape = |rect: &Rect| Shape::rect_filled(rect.shrink2(vec2(0.0, 1.0)), 2.0, color);
            grounds.extend(rects.iter().map(shape));
        };
        for card in &self.cards {
            fill(&rects(card), theme.tint(theme.palette.verbatim));
        }
        let mut seen: Vec<(&Quoted, Vec<Rect>)> = Vec::new();
        for quoted in &self.quoted {
            let rects = rects(&quoted.passage);
            fill(&rects, theme.wash(theme.verdict(quoted.verdict)));
            if !rects.is_empty() {
                seen.push((quoted, rects));
            }
        }
        if let Some(lit) = lit {
            let rects = rects(lit);
            fill(&rects, theme.lit());
            bar(ui.painter(), theme, response, &rects);
        }
        ui.painter().set(*ground, Shape::Vec(grounds));
        for (quoted, rects) in &seen {
            for rect in rects {
                underline(
                    ui.painter(),
                    *rect,
                    line_of(quoted.verdict),
                    theme.verdict(quoted.verdict),
                );
            }
        }
        let mut actions = signs(ui, theme, response.rect.left(), &seen);
        actions.extend(on_page(response, &seen));
        actions
    }
}

/// A bar at the edge of the page along the passage that was opened.
fn bar(painter: &Painter, theme: &Theme, response: &Response, rects: &[Rect]) {
    if let (Some(first), Some(last)) = (rects.first(), rects.last()) {
        let left = response.rect.left();
        let rect = Rect::from_min_max(pos2(left, first.top()), pos2(left + 3.0, last.bottom()));
        painter.rect_filled(rect, CornerRadius::same(1), theme.palette.accent);
    }
}

/// A sign beside the first row of each passage; those that begin in one row share
/// the sign of the gravest.
fn signs(ui: &Ui, theme: &Theme, left: f32, seen: &[(&Quoted, Vec<Rect>)]) -> Vec<Action> {
    let mut actions = Vec::new();
    let row = |(_, rects): &(&Quoted, Vec<Rect>)| rects[0].center().y.round() as i32;
    for beside in seen.chunk_by(|a, b| row(a) == row(b)) {
        let Some((worst, rects)) = beside.iter().max_by_key(|(quoted, _)| quoted.verdict) else {
            continue;
        };
        let place =
            Rect::from_center_size(pos2(left + 11.0, rects[0].center().y), vec2(22.0, 24.0));
        if !ui.clip_rect().intersects(place) {
            continue;
        }
        let words: Vec<String> = beside.iter().map(|(quoted, _)| quoted.in_words()).collect();
        let id = Id::unique("passage").with(worst.draft.start);
        let sign = ui.interact(place, id, Sense::click());
        let sign = widgets::named(sign, Role::Button, &words.join("; "))
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_ui(|ui| said(ui, &words));
        if sign.hovered() || sign.has_focus() {
            ui.painter().rect_filled(place, CornerRadius::same(6), theme.palette.selection);
        }
        let font = Face::InterfaceSemiBold.at(theme.type_scale.interface.0);
        let color = theme.verdict(worst.verdict);
        let text = worst.verdict.sign();
        ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, text, font, color);
        if sign.clicked() {
            actions.push(Action::Jump(worst.draft.clone()));
        }
    }
    actions
}

/// A passage under the pointer says how it is used, and a click leads there.
fn on_page(response: &Response, seen: &[(&Quoted, Vec<Rect>)]) -> Option<Action> {
    let at = response.hover_pos()?;
    let under = seen.iter().filter(|(_, rects)| rects.iter().any(|rect| rect.contains(at)));
    let under: Vec<&Quoted> = under.map(|(quoted, _)| *quoted).collect();
    let first = under.first()?;
    let words: Vec<String> = under.iter().map(|quoted| quoted.in_words()).collect();
    response.clone().on_hover_ui_at_pointer(|ui| said(ui, &words));
    (response.clicked() && !response.double_clicked()).then(|| Action::Jump(first.draft.clone()))
}

fn said(ui: &mut Ui, words: &[String]) {
    for one in words {
        ui.label(one);
    }
}
