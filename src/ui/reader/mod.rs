//! The reader: a snapshot set to be read, where selecting words makes a quote.
//!
//! What always holds: only lines in view are set, however long the snapshot; and what
//! is selected, copied and quoted are the snapshot's own bytes, not those of the page.

mod hand;
mod lines;
mod page;
mod used;

use std::ops::Range;

use egui::{
    Align2, CornerRadius, Frame, Id, Key, Margin, Modifiers, Pos2, Rect, Response, Role, Sense, Ui,
    UiBuilder, pos2, text_selection::visuals::paint_text_cursor, vec2,
};

use self::{
    lines::{Setter, guess},
    page::Page,
    used::{Drawn, Passages},
};
use super::{
    flow::{self, Align, Flow, Kept, Manner},
    text::{
        access,
        caret::Caret,
        offer::Offered,
        presses::Presses,
        set::{self, Set, SetLine, Spot},
    },
    theme::{Face, Theme},
    widgets,
};
use crate::{
    app::{Action, Command, Workspace},
    model::{Snapshot, SourceId},
};

/// Room left of the text for the signs of what the draft uses, and right of it for the
/// scroll bar, in points.
const MARGIN: f32 = 26.0;
const BAR: f32 = 16.0;

/// View state of the reader.
pub struct Reader {
    serial: u64,
    shown: Option<SourceId>,
    /// The page of the snapshot with this hash.
    page: Option<(String, Page)>,
    flow: Flow,
    kept: Kept<Set>,
    caret: Caret,
    presses: Presses,
    /// Whether the caret is to be brought into view.
    wants_view: bool,
    /// A stretch of the page that is to be brought into view.
    jump: Option<usize>,
    offered: Offered,
    told: access::Told,
    passages: Passages,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            serial: 0,
            shown: None,
            page: None,
            flow: Flow::new(0.0, 0.0),
            kept: Kept::default(),
            caret: Caret::default(),
            presses: Presses::default(),
            wants_view: false,
            jump: None,
            offered: Offered::default(),
            told: access::Told::default(),
            passages: Passages::default(),
        }
    }
}

/// The page in one frame: where it stands, and what hears the pointer and the keys.
struct Stage<'a> {
    ui: &'a Ui,
    theme: &'a Theme,
    page: &'a Page,
    response: Response,
    rect: Rect,
    /// Where the column begins on the screen, and how wide it is, in points.
    left: f32,
    width: f32,
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
        if self.page.as_ref().is_none_or(|(sha256, _)| *sha256 != snapshot.sha256) {
            self.page = Some((snapshot.sha256.clone(), Page::of(snapshot)));
        }
        // Taken out while the rest of the reader works with it.
        let Some((sha256, page)) = self.page.take() else { return };
        if fresh || jumped {
            self.caret = Caret::default();
            self.jump = view.reader.lit.as_ref().map(|lit| page.to_shown(lit.start));
        }
        self.presses.forget_if_gone(page.document.text().len());
        self.passages.follow(workspace);
        let bar = workspace.reader_selection().is_some();
        Frame::new()
            .fill(theme.palette.page)
            .corner_radius(CornerRadius::same(theme.metrics.card_radius as u8))
            .inner_margin(Margin::symmetric(0, 4))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                let reading = height - if bar { 48.0 } else { 8.0 };
                self.text(ui, workspace, theme, (snapshot, &page), reading, actions);
                if bar {
                    let inner = Frame::new().inner_margin(Margin { left: 14, ..Margin::ZERO });
                    inner.show(ui, |ui| quote_bar(ui, workspace, theme, actions));
                }
            });
        self.page = Some((sha256, page));
    }

    /// The text, as high as it is or as there is room, in points.
    fn text(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (snapshot, page): (&Snapshot, &Page),
        room: f32,
        actions: &mut Vec<Action>,
    ) {
        // Taken before the text sees the key.
        let has_keyboard = ui.memory(|memory| memory.has_focus(id()));
        if has_keyboard && workspace.reader_selection().is_some() && quote_key(ui) {
            actions.push(Action::Command(Command::QuoteSelection));
        }
        let quoting = !actions.is_empty();
        let width = (ui.available_width() - MARGIN - BAR).max(40.0).round();
        self.kept.begin(ui, theme, Manner { width, mono: false });
        self.flow.follow(&page.document, &guess(theme, width), room);
        let setter = Setter { ui, theme, page, width };
        let height = self.height(&setter, room);
        let size = vec2(ui.available_width(), height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let clip = ui.clip_rect().intersect(rect);
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(rect));
        ui.set_clip_rect(clip);
        let response = ui.interact(rect, id(), Sense::click_and_drag());
        let response = widgets::named(response, Role::MultilineTextInput, "Source text");
        let left = rect.left() + MARGIN;
        let stage = Stage { ui, theme, page, response, rect, left, width };

        let before = self.caret.selection();
        self.point(&stage);
        self.keys(&stage, snapshot);
        let selected = self.caret.selection();
        if selected != before && !quoting {
            let range = page.range_to_source(&selected);
            let selection = (range.start < range.end).then_some(range);
            if selection != workspace.view().reader.selection {
                actions.push(Action::SelectInReader(selection));
            }
        }
        let lines = self.lines(&stage);
        self.offered.offer(ui, page.document.text(), &selected);

        let drawn = Drawn { page, lines: &lines };
        let lit = workspace.view().reader.lit.as_ref();
        let seen = self.passages.grounds(stage.ui, theme, &drawn, lit);
        self.words(&stage, &lines, &selected);
        actions.extend(used::marks(stage.ui, theme, &stage.response, &seen));
        let Stage { response, .. } = stage;
        let text = page.document.text();
        self.told = access::tell(ui, (id(), false), text, &lines, &self.caret);
        if self.flow.height() > f64::from(rect.height()) + 1.0 {
            flow::fade(ui, theme, rect);
        }
        flow::scroll_bar(ui, theme, response.id.with("bar"), rect, &mut self.flow);
    }

    /// How high a page is where that is no more than there is room, in points.
    fn height(&mut self, setter: &Setter<'_>, room: f32) -> f32 {
        let Self { flow, kept, .. } = self;
        let most = f64::from(room);
        if flow.height() > 2.0 * most {
            return room;
        }
        // So short that all of it can be set.
        for piece in 0..flow.count() {
            flow.learn(piece, |range| setter.set(kept, range).height);
        }
        flow.height().min(most) as f32
    }

    /// Sets what is in view.
    fn lines(&mut self, stage: &Stage<'_>) -> set::Page {
        let Stage { ui, theme, page, rect, left, width, .. } = *stage;
        let Self { flow, kept, .. } = self;
        let setter = Setter { ui, theme, page, width };
        let (jump, view) = (self.jump.take(), rect.height());
        if jump.is_some() || std::mem::take(&mut self.wants_view) {
            let align = if jump.is_some() { Align::Centre } else { Align::Nearest };
            let spot = jump.map_or(self.caret.head, Spot::at);
            let piece = flow.at(spot.byte);
            let range = flow.range(piece);
            let set = setter.set(kept, range.clone());
            let row = SetLine { range: setter.words(range), pos: Pos2::ZERO, set }.caret(spot);
            let measure = |range: Range<usize>| setter.set(kept, range).height;
            flow.bring(piece, row.top()..row.bottom(), view, align, measure);
        }
        let seen = flow.settle(view, |range| setter.set(kept, range).height);
        let place = |in_view: &flow::InView| {
            let range = flow.range(in_view.piece);
            let set = setter.set(kept, range.clone());
            let y = flow::on_pixel(ui, rect.top() + in_view.y);
            SetLine { range: setter.words(range), pos: pos2(left + set.indent, y), set }
        };
        let first = seen.first().map_or(0, |in_view| in_view.piece);
        set::Page { lines: seen.iter().map(place).collect(), first }
    }

    /// Draws the words in view, what is selected of them, and the locators above.
    fn words(&self, stage: &Stage<'_>, lines: &set::Page, selected: &Range<usize>) {
        let Stage { ui, theme, page, response, .. } = stage;
        let palette = &theme.palette;
        for piece in page.without_labels(selected.clone()) {
            for rect in lines.rects(&piece) {
                ui.painter().rect_filled(rect, 0.0, palette.selection);
            }
        }
        for line in &lines.lines {
            line.paint(ui.painter(), palette.ink);
            if let Some(paragraph) = page.labelled(line.range.start) {
                let at = line.rect().left_bottom() - vec2(0.0, 3.0);
                let font = Face::Mono.at(theme.type_scale.key.0);
                let locator = &paragraph.locator;
                ui.painter().text(at, Align2::LEFT_BOTTOM, locator, font, palette.faint);
            }
        }
        if response.has_focus()
            && selected.is_empty()
            && let Some(line) = lines.line_of(self.caret.head)
        {
            let time = ui.input(|input| input.time);
            paint_text_cursor(ui, ui.painter(), line.caret(self.caret.head), time);
        }
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
