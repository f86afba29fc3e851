//! The reader: a snapshot set to be read, where selecting words makes a quote.

use std::{ops::Range, sync::Arc};

use egui::{
    Align, CornerRadius, Frame, Galley, Id, Key, Margin, Modifiers, ScrollArea, TextBuffer,
    TextEdit, Ui,
    text::{ByteIndex, LayoutJob, LayoutSection, TextFormat},
    text_edit::TextEditState,
};

use super::{
    editor::{CharWalk, Placed, bytes_of},
    theme::{Face, Theme},
    widgets,
};
use crate::{
    app::{Action, Command, Workspace},
    model::{MarkKind, Snapshot, SourceId},
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
    /// Set anew each frame through egui's own cache: a galley kept here would
    /// outlive the font atlas it points into.
    job: Arc<LayoutJob>,
    page: Page,
    /// Where the empty line above each paragraph ends, in points from the top.
    bottoms: Vec<f32>,
}

/// Height of the line above a paragraph that holds its locator, in points.
const LABEL: f32 = 24.0;

/// The snapshot's text as it is shown: each paragraph with an empty line above
/// it for its locator, whatever stood between paragraphs in the source.
struct Page {
    text: String,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    /// Bytes of the shown text.
    shown: Range<usize>,
    /// Bytes of the snapshot.
    source: Range<usize>,
    locator: String,
}

impl Page {
    fn of(snapshot: &Snapshot) -> Self {
        let mut text = String::with_capacity(snapshot.text.len() + 64);
        let paged = snapshot.marks.iter().any(|mark| mark.kind == MarkKind::Page);
        let mut paragraphs = Vec::new();
        for (index, source) in snapshot.paragraphs().into_iter().enumerate() {
            text.push('\n');
            let start = text.len();
            text.push_str(&snapshot.text[source.clone()]);
            let locator = match paged {
                true => snapshot.locator(source.start),
                false => format!("para. {}", index + 1),
            };
            paragraphs.push(Paragraph { shown: start..text.len(), source, locator });
            text.push('\n');
        }
        Self { text, paragraphs }
    }

    /// The byte of the snapshot behind a byte of the shown text.
    fn to_source(&self, shown: usize) -> usize {
        let next = self.paragraphs.partition_point(|paragraph| paragraph.shown.start <= shown);
        match next.checked_sub(1).map(|index| &self.paragraphs[index]) {
            Some(paragraph) => {
                let inside = shown.min(paragraph.shown.end) - paragraph.shown.start;
                paragraph.source.start + inside
            }
            None => self.paragraphs.first().map_or(0, |paragraph| paragraph.source.start),
        }
    }

    /// The byte of the shown text for a byte of the snapshot.
    fn to_shown(&self, source: usize) -> usize {
        let next = self.paragraphs.partition_point(|paragraph| paragraph.source.start <= source);
        next.checked_sub(1).map_or(0, |index| {
            let paragraph = &self.paragraphs[index];
            paragraph.shown.start + source.min(paragraph.source.end) - paragraph.source.start
        })
    }

    fn range_to_shown(&self, source: &Range<usize>) -> Range<usize> {
        self.to_shown(source.start)..self.to_shown(source.end)
    }
}

/// The id of the reader's text.
pub fn id() -> Id {
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
            TextEditState::default().store(ui.ctx(), id());
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
                    quote_bar(ui, workspace, theme, actions);
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
        let Some(Set { page, job, bottoms, .. }) = &self.set else { return };
        let galley = &ui.fonts_mut(|fonts| fonts.layout_job((**job).clone()));
        // Taken before the text field sees the key, which would let go of the selection.
        let has_keyboard = ui.memory(|memory| memory.has_focus(id()));
        if has_keyboard && workspace.reader_selection().is_some() && quote_key(ui) {
            actions.push(Action::Command(Command::QuoteSelection));
        }
        let quoting = !actions.is_empty();
        let mut text: &str = &page.text;
        let mut layouter = |_: &Ui, _: &dyn TextBuffer, _: f32| galley.clone();
        let output = TextEdit::multiline(&mut text)
            .id(id())
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .desired_width(width)
            .layouter(&mut layouter)
            .show(ui);
        output.response.response.clone().accessible_name("Source text");
        let placed = Placed { text: &page.text, galley, origin: output.galley_pos };
        for (paragraph, bottom) in page.paragraphs.iter().zip(bottoms) {
            // The empty line above the paragraph is the locator's.
            let at = output.galley_pos + egui::vec2(0.0, bottom - 3.0);
            let place = egui::Rect::from_min_max(at - egui::vec2(0.0, LABEL), at);
            if ui.clip_rect().y_range().intersection(place.y_range()).span() > 0.0 {
                let font = Face::Mono.at(theme.type_scale.key.0);
                let faint = theme.palette.faint;
                ui.painter().text(at, egui::Align2::LEFT_BOTTOM, &paragraph.locator, font, faint);
            }
        }
        if jumped && let Some(lit) = &workspace.view().reader.lit {
            let row = placed.row(&mut CharWalk::new(&page.text), page.to_shown(lit.start));
            ui.scroll_to_rect(row, Some(Align::Center));
        }
        let focused = output.response.has_focus();
        if focused && let Some(range) = &output.cursor_range {
            let shown = bytes_of(&page.text, range);
            let range = page.to_source(shown.start)..page.to_source(shown.end);
            let selection = (range.start < range.end).then_some(range);
            if selection != workspace.view().reader.selection && !jumped && !quoting {
                actions.push(Action::SelectInReader(selection));
            }
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
        let page = Page::of(snapshot);
        let job = layout_job(&page, &lit, theme, width);
        let job = Arc::new(job);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job((*job).clone()));
        let bottoms = bottoms(&page, &galley);
        self.set = Some(Set {
            sha256: snapshot.sha256.clone(),
            width,
            is_dark: theme.is_dark,
            pixels_per_point,
            lit,
            job,
            page,
            bottoms,
        });
    }
}

/// One walk over the rows, because asking the galley for a place walks them all.
fn bottoms(page: &Page, galley: &Galley) -> Vec<f32> {
    let mut rows = galley.rows.iter();
    let (mut character, mut byte, mut read) = (0, 0, 0);
    let mut bottom = 0.0;
    let one = |paragraph: &Paragraph| {
        let label = paragraph.shown.start - 1;
        character += page.text[byte..label].chars().count();
        byte = label;
        while read <= character {
            let Some(row) = rows.next() else { break };
            read += row.char_count_including_newline().0;
            bottom = row.rect().bottom();
        }
        bottom
    };
    page.paragraphs.iter().map(one).collect()
}

/// Takes the key that quotes, with the letter it would type.
fn quote_key(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        let pressed = input.consume_key(Modifiers::NONE, Key::Q);
        if pressed {
            input.events.retain(|event| !matches!(event, egui::Event::Text(text) if text == "q"));
        }
        pressed
    })
}

/// The bar that comes up over selected words.
fn quote_bar(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = 9.0;
        ui.spacing_mut().item_spacing.x = 6.0;
        if widgets::primary(ui, theme, "Quote  Q").clicked() {
            actions.push(Action::Command(Command::QuoteSelection));
        }
        if widgets::button(ui, "Quote and insert").clicked() {
            actions.push(Action::Command(Command::QuoteAndInsert));
        }
        let tie = Command::QuoteAsEvidence;
        let button = ui.add_enabled(tie.is_enabled(workspace), egui::Button::new("As evidence"));
        if button.on_disabled_hover_text("Choose a claim first.").clicked() {
            actions.push(Action::Command(tie));
        }
    });
}

/// The passages of the open source that are quotes, and the one that is shown.
fn lit_passages(workspace: &Workspace) -> Vec<(Range<usize>, bool)> {
    let Some(source) = workspace.current_source() else { return Vec::new() };
    let Some(snapshot) = &source.snapshot else { return Vec::new() };
    let quotes = workspace.project().quotes_of(&source.id);
    let stands = quotes.filter(|quote| snapshot.holds(&quote.selector));
    let mut lit: Vec<_> = stands.map(|quote| (quote.selector.range(), false)).collect();
    lit.extend(workspace.view().reader.lit.clone().map(|range| (range, true)));
    lit
}

fn layout_job(page: &Page, lit: &[(Range<usize>, bool)], theme: &Theme, width: f32) -> LayoutJob {
    let text = &page.text;
    let mut job = LayoutJob { text: text.clone(), ..LayoutJob::default() };
    job.wrap.max_width = width;
    let (size, height) = (theme.type_scale.draft.0 - 2.0, theme.type_scale.draft.1 - 4.0);
    let plain = TextFormat {
        font_id: Face::Draft.at(size),
        line_height: Some(height),
        color: theme.palette.ink,
        ..TextFormat::default()
    };
    let label = TextFormat { line_height: Some(LABEL), ..plain.clone() };
    let lit: Vec<_> =
        lit.iter().map(|(range, shown)| (page.range_to_shown(range), *shown)).collect();
    let mut cuts: Vec<usize> = lit
        .iter()
        .flat_map(|(range, _)| [range.start, range.end])
        .chain(page.paragraphs.iter().flat_map(|p| [p.shown.start - 1, p.shown.start]))
        .chain([0, text.len()])
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let is_label = page
            .paragraphs
            .binary_search_by_key(&(start + 1), |paragraph| paragraph.shown.start)
            .is_ok();
        let mut format = if is_label { label.clone() } else { plain.clone() };
        let over = |(range, _): &&(Range<usize>, bool)| range.start <= start && end <= range.end;
        if let Some((_, is_shown)) = lit.iter().rev().find(over).filter(|_| !is_label) {
            format.background = if *is_shown {
                theme.palette.selection
            } else {
                theme.tint(theme.palette.verbatim)
            };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SnapshotFormat;

    #[test]
    fn what_is_selected_on_the_page_is_found_in_the_snapshot() {
        let text = "First line\nof one.\n\n\n  Second — ünd.\n";
        let now = jiff::Timestamp::UNIX_EPOCH;
        let page = Page::of(&Snapshot::capture(text, SnapshotFormat::Plain, now));
        for paragraph in &page.paragraphs {
            for (at, _) in text[paragraph.source.clone()].char_indices() {
                let source = paragraph.source.start + at;
                assert_eq!(page.to_source(page.to_shown(source)), source);
            }
            assert_eq!(page.text[paragraph.shown.clone()], text[paragraph.source.clone()]);
        }
        assert_eq!(page.to_source(0), 0);
    }
}
