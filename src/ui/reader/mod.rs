//! The reader: a snapshot set to be read, where selecting words makes a quote.

mod page;
mod placed;
mod used;

use egui::{
    Align, CornerRadius, Frame, Id, Key, Margin, Modifiers, ScrollArea, Shape, TextBuffer,
    TextEdit, Ui, text::LayoutJob, text_edit::TextEditState,
};

use self::{
    page::{LABEL, Page, bottoms, layout_job},
    placed::{CharWalk, Placed, bytes_of},
    used::{Drawn, Passages},
};
use super::{
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
    passages: Passages,
}

/// The snapshot as it was last set, and for what.
struct Set {
    sha256: String,
    width: f32,
    is_dark: bool,
    pixels_per_point: f32,
    /// Set anew each frame through egui's own cache: a galley kept here would
    /// outlive the font atlas it points into.
    job: LayoutJob,
    page: Page,
    /// Where the empty line above each paragraph ends, in points from the top.
    bottoms: Vec<f32>,
}

/// Room left of the text for the signs of what the draft uses, in points.
const MARGIN: i8 = 26;

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
        self.passages.follow(workspace);
        let bar = workspace.reader_selection().is_some();
        Frame::new()
            .fill(theme.palette.page)
            .corner_radius(CornerRadius::same(theme.metrics.card_radius as u8))
            .inner_margin(Margin { left: 0, right: 14, top: 4, bottom: 4 })
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                let reading = height - if bar { 48.0 } else { 8.0 };
                ScrollArea::vertical()
                    .id_salt(("reader", &view.source))
                    .max_height(reading)
                    .min_scrolled_height(reading)
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        self.text(ui, workspace, theme, snapshot, fresh || jumped, actions);
                    });
                if bar {
                    let inner = Frame::new().inner_margin(Margin { left: 14, ..Margin::ZERO });
                    inner.show(ui, |ui| quote_bar(ui, workspace, theme, actions));
                }
            });
    }

    fn text(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        snapshot: &Snapshot,
        jumped: bool,
        actions: &mut Vec<Action>,
    ) {
        let width = ui.available_width();
        self.set_text(ui, theme, snapshot, width - f32::from(MARGIN));
        let Some(Set { page, job, bottoms, .. }) = &self.set else { return };
        let galley = &ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
        // Taken before the text field sees the key, which would let go of the selection.
        let has_keyboard = ui.memory(|memory| memory.has_focus(id()));
        if has_keyboard && workspace.reader_selection().is_some() && quote_key(ui) {
            actions.push(Action::Command(Command::QuoteSelection));
        }
        let quoting = !actions.is_empty();
        let mut text: &str = &page.text;
        let mut layouter = |_: &Ui, _: &dyn TextBuffer, _: f32| galley.clone();
        // Grounds lie beneath the text, and are known once it is placed.
        let ground = ui.painter().add(Shape::Noop);
        let output = TextEdit::multiline(&mut text)
            .id(id())
            .frame(Frame::NONE.inner_margin(Margin { left: MARGIN, ..Margin::ZERO }))
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
        let response = &output.response;
        let drawn = Drawn { page, placed: &placed, response, ground };
        let lit = workspace.view().reader.lit.as_ref();
        actions.extend(self.passages.show(ui, theme, &drawn, lit));
        if jumped && let Some(lit) = lit {
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

    fn set_text(&mut self, ui: &Ui, theme: &Theme, snapshot: &Snapshot, width: f32) {
        let pixels_per_point = ui.pixels_per_point();
        if let Some(set) = &self.set
            && set.sha256 == snapshot.sha256
            && set.width == width
            && set.is_dark == theme.is_dark
            && set.pixels_per_point == pixels_per_point
        {
            return;
        }
        let page = Page::of(snapshot);
        let job = layout_job(&page, theme, width);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
        let bottoms = bottoms(&page, &galley);
        self.set = Some(Set {
            sha256: snapshot.sha256.clone(),
            width,
            is_dark: theme.is_dark,
            pixels_per_point,
            job,
            page,
            bottoms,
        });
    }
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
