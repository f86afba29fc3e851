//! The reader: a snapshot set to be read, where selecting words makes a quote.

use std::{ops::Range, sync::Arc};

use egui::{
    Align, CornerRadius, Frame, Galley, Id, Key, Margin, Modifiers, ScrollArea, TextBuffer,
    TextEdit, Ui,
    text::{ByteIndex, CCursor, LayoutJob, LayoutSection, TextFormat},
    text_edit::TextEditState,
};

use super::{
    editor::{bytes_of, chars_of},
    theme::{Face, Theme},
    widgets,
};
use crate::{
    app::{Action, Command, Workspace},
    model::{Snapshot, SourceId},
};

/// View state of the reader.
#[derive(Default)]
pub struct Reader {
    serial: u64,
    shown: Option<SourceId>,
    set: Option<Set>,
}

/// The snapshot as it was last set, and for what.
struct Set {
    sha256: String,
    width: f32,
    is_dark: bool,
    pixels_per_point: f32,
    lit: Vec<(Range<usize>, bool)>,
    galley: Arc<Galley>,
    paragraphs: Vec<Range<usize>>,
}

/// Room above a paragraph for its locator, in points.
const LABEL: f32 = 22.0;

fn id() -> Id {
    Id::unique("reader")
}

impl Reader {
    /// Shows a snapshot in a card of a given height.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        snapshot: &Snapshot,
        height: f32,
        actions: &mut Vec<Action>,
    ) {
        let view = workspace.view();
        let fresh = self.shown != view.source;
        self.shown.clone_from(&view.source);
        let jumped = self.serial != view.reader.serial;
        self.serial = view.reader.serial;
        if fresh || jumped {
            let mut state = TextEditState::default();
            let start = view.reader.lit.as_ref().map_or(0..0, |lit| lit.start..lit.start);
            state.cursor.set_char_range(Some(chars_of(&snapshot.text, &start)));
            state.store(ui.ctx(), id());
        }
        let lit = lit_passages(workspace);
        let bar = workspace.reader_selection().is_some();
        Frame::new()
            .fill(theme.palette.page)
            .corner_radius(CornerRadius::same(theme.metrics.card_radius as u8))
            .inner_margin(Margin::symmetric(16, 4))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                let reading = height - if bar { 48.0 } else { 8.0 };
                ScrollArea::vertical()
                    .id_salt(("reader", &view.source))
                    .max_height(reading)
                    .min_scrolled_height(reading)
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        self.text(ui, workspace, theme, snapshot, lit, fresh || jumped, actions);
                    });
                if bar {
                    quote_bar(ui, theme, actions);
                }
            });
    }

    #[expect(clippy::too_many_arguments, reason = "what one frame of the text needs, once")]
    fn text(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        snapshot: &Snapshot,
        lit: Vec<(Range<usize>, bool)>,
        jumped: bool,
        actions: &mut Vec<Action>,
    ) {
        let width = ui.available_width();
        self.set_text(ui, theme, snapshot, lit, width);
        let Some(set) = &self.set else { return };
        let mut text: &str = &snapshot.text;
        let galley = set.galley.clone();
        let mut layouter = move |_: &Ui, _: &dyn TextBuffer, _: f32| galley.clone();
        let output = TextEdit::multiline(&mut text)
            .id(id())
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .desired_width(width)
            .layouter(&mut layouter)
            .show(ui);
        output.response.response.clone().accessible_name("Source text");
        let mut characters = 0;
        let mut byte = 0;
        for (index, paragraph) in set.paragraphs.iter().enumerate() {
            characters += snapshot.text[byte..paragraph.start].chars().count();
            byte = paragraph.start;
            let row = output.galley.pos_from_cursor(CCursor::new(egui::text::CharIndex(characters)));
            let at = output.galley_pos + row.min.to_vec2() + egui::vec2(0.0, 4.0);
            let label = snapshot.locator(paragraph.start);
            let label =
                if label.starts_with("para.") { format!("para. {}", index + 1) } else { label };
            let place = egui::Rect::from_min_size(at, egui::vec2(width, LABEL));
            if ui.is_rect_visible(place) {
                let font = Face::Mono.at(theme.type_scale.key.0);
                ui.painter().text(at, egui::Align2::LEFT_TOP, label, font, theme.palette.faint);
            }
        }
        if jumped && let Some(lit) = &workspace.view().reader.lit {
            let start = chars_of(&snapshot.text, lit).primary;
            let row = output.galley.pos_from_cursor(start).translate(output.galley_pos.to_vec2());
            ui.scroll_to_rect(row, Some(Align::Center));
        }
        let focused = output.response.has_focus();
        if focused && let Some(range) = &output.cursor_range {
            let range = bytes_of(&snapshot.text, range);
            let selection = (!range.is_empty()).then_some(range);
            if selection != workspace.view().reader.selection && !jumped {
                actions.push(Action::SelectInReader(selection));
            }
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if focused && workspace.reader_selection().is_some() && pressed(Key::Q) {
            actions.push(Action::Command(Command::QuoteSelection));
        }
    }

    fn set_text(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        snapshot: &Snapshot,
        lit: Vec<(Range<usize>, bool)>,
        width: f32,
    ) {
        let pixels_per_point = ui.pixels_per_point();
        if let Some(set) = &self.set
            && set.sha256 == snapshot.sha256
            && set.width == width
            && set.is_dark == theme.is_dark
            && set.pixels_per_point == pixels_per_point
            && set.lit == lit
        {
            return;
        }
        let paragraphs = snapshot.paragraphs();
        let job = layout_job(snapshot, &paragraphs, &lit, theme, width);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        self.set = Some(Set {
            sha256: snapshot.sha256.clone(),
            width,
            is_dark: theme.is_dark,
            pixels_per_point,
            lit,
            galley,
            paragraphs,
        });
    }
}

/// The bar that comes up over selected words.
fn quote_bar(ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        if widgets::primary(ui, theme, "Quote  Q").clicked() {
            actions.push(Action::Command(Command::QuoteSelection));
        }
        if widgets::button(ui, "Quote and insert").clicked() {
            actions.push(Action::Command(Command::QuoteAndInsert));
        }
    });
}

/// The passages of the open source that are quotes, and the one that is shown.
fn lit_passages(workspace: &Workspace) -> Vec<(Range<usize>, bool)> {
    let Some(source) = &workspace.view().source else { return Vec::new() };
    let quotes = workspace.project().quotes_of(source);
    let mut lit: Vec<_> = quotes.map(|quote| (quote.selector.range(), false)).collect();
    lit.extend(workspace.view().reader.lit.clone().map(|range| (range, true)));
    lit
}

fn layout_job(
    snapshot: &Snapshot,
    paragraphs: &[Range<usize>],
    lit: &[(Range<usize>, bool)],
    theme: &Theme,
    width: f32,
) -> LayoutJob {
    let text: &str = &snapshot.text;
    let mut job = LayoutJob { text: text.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = width;
    let (size, height) = (theme.type_scale.draft.0 - 2.0, theme.type_scale.draft.1 - 4.0);
    let plain = TextFormat {
        font_id: Face::Draft.at(size),
        line_height: Some(height),
        color: theme.palette.ink,
        ..TextFormat::default()
    };
    let quoted = theme.tint(theme.palette.verbatim);
    let shown = theme.palette.selection;
    let mut cuts: Vec<usize> = lit
        .iter()
        .flat_map(|(range, _)| [range.start, range.end])
        .chain(paragraphs.iter().flat_map(|p| [p.start, first_end(text, p.start), p.end]))
        .chain([0, text.len()])
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let mut format = plain.clone();
        if let Some((_, is_shown)) =
            lit.iter().rev().find(|(range, _)| range.start <= start && end <= range.end)
        {
            format.background = if *is_shown { shown } else { quoted };
        }
        let next = paragraphs.partition_point(|paragraph| paragraph.start <= start);
        let paragraph = next.checked_sub(1).map(|index| &paragraphs[index]);
        if paragraph.is_some_and(|paragraph| paragraph.start == start) {
            format.line_height = Some(height + LABEL);
        } else if paragraph.is_none_or(|paragraph| start >= paragraph.end) {
            // Blank lines between paragraphs: the label's room stands for them.
            format.line_height = Some(1.0);
            format.font_id.size = 1.0;
        }
        job.sections.push(LayoutSection {
            leading_space: 0.0,
            byte_range: ByteIndex(start)..ByteIndex(end),
            format,
        });
    }
    if job.sections.is_empty() {
        job.append("", 0.0, plain);
    }
    job
}

/// The end of the character at an offset.
fn first_end(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(at, |c| at + c.len_utf8())
}
