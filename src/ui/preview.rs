//! The preview: the draft as a reader reads it.

use egui::{
    Align, CornerRadius, CursorIcon, Frame, Margin, ScrollArea, Sense, Stroke, Ui,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::theme::{Face, Size, Theme};
use crate::{
    app::{Action, Workspace},
    markdown::{Rendered, RenderedKind, Run, rendered},
};

/// View state of the preview.
#[derive(Default)]
pub struct Preview {
    version: Option<u64>,
    blocks: Vec<Rendered>,
    follows: f32,
}

impl Preview {
    /// Shows the preview over the whole of `ui`. With `scrolled`, it follows the
    /// editor, which is scrolled by that part of its length.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        scrolled: Option<f32>,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let version = workspace.revision();
        if self.version != Some(version) {
            self.blocks = rendered(workspace.project().draft(), workspace.structure());
            self.version = Some(version);
        }
        let scale = &theme.type_scale;
        let wanted = workspace.settings().measure as f32 * scale.character * scale.draft.0;
        let available = ui.available_width();
        let width = wanted.min(available - 64.0).max(160.0);
        let left = ((available - width) / 2.0).max(0.0);
        let id = ui.scope_id().with("preview");
        let mut area = ScrollArea::vertical().id_salt(id).auto_shrink(false);
        if let Some(scrolled) = scrolled.filter(|scrolled| *scrolled != self.follows) {
            self.follows = scrolled;
            let height = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0);
            area = area.vertical_scroll_offset(scrolled * height);
        }
        let output = area.show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(left);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 14.0;
                    ui.add_space(40.0);
                    if self.blocks.is_empty() {
                        ui.label(super::widgets::small("What you write appears here.", theme));
                    }
                    blocks(ui, theme, &self.blocks, &mut actions);
                    ui.add_space(80.0);
                });
            });
        });
        let height = (output.content_size.y - output.inner_rect.height()).max(0.0);
        ui.data_mut(|data| data.insert_temp(id, height));
        actions
    }
}

fn blocks(ui: &mut Ui, theme: &Theme, all: &[Rendered], actions: &mut Vec<Action>) {
    for block in all {
        one(ui, theme, block, actions);
    }
}

fn one(ui: &mut Ui, theme: &Theme, block: &Rendered, actions: &mut Vec<Action>) {
    let palette = &theme.palette;
    let scale = &theme.type_scale;
    match &block.kind {
        RenderedKind::Heading(level, words) => {
            let size = match level {
                1 => scale.heading_1,
                2 => scale.heading_2,
                3 => scale.heading_3,
                _ => scale.draft,
            };
            ui.add_space(if *level == 1 { 0.0 } else { 12.0 });
            runs(ui, theme, words, size, true, actions);
        }
        RenderedKind::Paragraph(words) => runs(ui, theme, words, scale.draft, false, actions),
        RenderedKind::Quote(inner) => {
            let start = ui.cursor().min;
            let frame = Frame::new().inner_margin(Margin { left: 20, ..Margin::ZERO });
            let response = frame.show(ui, |ui| blocks(ui, theme, inner, actions)).response;
            let y = start.y..=response.rect.bottom();
            ui.painter().vline(start.x + 2.0, y, Stroke::new(2.0, palette.line));
        }
        RenderedKind::List(first, items) => {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                for (index, item) in items.iter().enumerate() {
                    let mark = match first {
                        Some(first) => format!("{}.", first.saturating_add(index as u64)),
                        None => "•".to_owned(),
                    };
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        let font = Face::Draft.at(scale.draft.0);
                        let mark = ui.painter().layout_no_wrap(mark, font, palette.dim);
                        let (rect, _) =
                            ui.allocate_exact_size(vec2(28.0, scale.draft.1), Sense::hover());
                        let at =
                            egui::pos2(rect.left() + 6.0, rect.center().y - mark.size().y / 2.0);
                        ui.painter().galley(at, mark, palette.dim);
                        ui.vertical(|ui| blocks(ui, theme, item, actions));
                    });
                }
            });
        }
        RenderedKind::Code(text) => {
            Frame::new()
                .fill(palette.side)
                .corner_radius(CornerRadius::same(theme.metrics.radius as u8))
                .inner_margin(Margin::symmetric(12, 10))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let font = Face::Mono.at(scale.mono_draft.0 - 2.0);
                    let text = super::widgets::styled(text.trim_end(), font, palette.ink);
                    ui.add(egui::Label::new(text).wrap());
                });
        }
        RenderedKind::Table(rows) => table(ui, theme, rows, block.range.start, actions),
        RenderedKind::Footnote(label, inner) => {
            ui.horizontal_top(|ui| {
                ui.label(super::widgets::small(format!("[{label}]"), theme));
                ui.vertical(|ui| blocks(ui, theme, inner, actions));
            });
        }
        RenderedKind::Rule => super::widgets::hairline(ui, theme),
    }
}

fn table(ui: &mut Ui, theme: &Theme, rows: &[Vec<Vec<Run>>], id: usize, actions: &mut Vec<Action>) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let width = (ui.available_width() / columns as f32 - 16.0).max(40.0);
    ScrollArea::horizontal().id_salt(("table", id)).show(ui, |ui| {
        egui::Grid::new(("grid", id)).spacing([16.0, 6.0]).show(ui, |ui| {
            for (index, row) in rows.iter().enumerate() {
                for cell in row {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        let Size(size, height) = theme.type_scale.draft;
                        let size = Size(size - 2.0, height - 4.0);
                        runs(ui, theme, cell, size, index == 0, actions);
                    });
                }
                ui.end_row();
            }
        });
    });
}

/// Sets runs as one wrapped text; links can be pressed.
fn runs(
    ui: &mut Ui,
    theme: &Theme,
    all: &[Run],
    size: Size,
    strong: bool,
    actions: &mut Vec<Action>,
) {
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for run in all {
        job.append(&run.text, 0.0, format(theme, run, size, strong));
    }
    let has_link = all.iter().any(|run| !run.style.link.is_empty());
    if !has_link {
        ui.add(egui::Label::new(job).selectable(true));
        return;
    }
    let label = egui::Label::new(job).sense(Sense::click());
    let (place, galley, response) = label.layout_in_ui(ui);
    ui.painter().galley(place, galley.clone(), theme.palette.ink);
    let link = response.hover_pos().and_then(|at| {
        let index = galley.cursor_from_pos(at - place).index.0;
        let mut end = 0;
        all.iter().find(|run| {
            end += run.text.chars().count();
            index < end
        })
    });
    let Some(run) = link.filter(|run| !run.style.link.is_empty()) else { return };
    let response =
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&run.style.link);
    if response.clicked() {
        actions.push(Action::AskLink(run.style.link.clone()));
    }
}

fn format(theme: &Theme, run: &Run, Size(size, height): Size, strong: bool) -> TextFormat {
    let palette = &theme.palette;
    let style = &run.style;
    let face = match (style.code, strong || style.strong, style.emphasis) {
        (true, ..) => Face::Mono,
        (_, true, true) => Face::DraftSemiBoldItalic,
        (_, true, false) => Face::DraftSemiBold,
        (_, false, true) => Face::DraftItalic,
        _ => Face::Draft,
    };
    let color = if style.citation || !style.link.is_empty() { palette.accent } else { palette.ink };
    let size = if style.code || style.citation { size * 0.88 } else { size };
    TextFormat {
        font_id: face.at(size),
        line_height: Some(height),
        color,
        underline: if style.link.is_empty() { Stroke::NONE } else { Stroke::new(1.0, color) },
        strikethrough: if style.strike { Stroke::new(1.0, color) } else { Stroke::NONE },
        valign: Align::Center,
        ..TextFormat::default()
    }
}
