//! The reader: a snapshot laid out for reading, where selected words become a quote.
//!
//! What stands above the text scrolls with it: it is the space above the first line.
//!
//! # Invariants
//! Only lines in view are laid out, however long the snapshot. What is selected, copied and
//! quoted are the snapshot's own bytes, not those of the page.

mod input;
mod line_layout;
mod page;
mod uses;

use egui::{
    Align2, CornerRadius, Event, Id, Modifiers, Pos2, Rect, Response, Role, Sense, Ui, UiBuilder,
    pos2, text_selection::visuals::paint_text_cursor, vec2,
};

use self::{
    line_layout::{SnapshotLayouter, estimate},
    page::SnapshotPage,
    uses::{UsedPassages, VisiblePage},
};
use super::{
    flow::{self, Flow, LayoutCache, LayoutParams, ScrollAlign},
    menu::key_to_egui,
    text::{
        accesskit,
        caret::Caret,
        clicks::ClickTracker,
        layout::{self, CaretPosition, LineLayout, PlacedLine},
        primary_selection::PrimarySelection,
    },
    theme::{Face, Theme},
    widgets,
};
use crate::app::{Action, Command, READER_KEYS, Workspace};
use nutgraf_engine::{
    model::{Snapshot, SourceId},
    range::TextRange,
};

/// Space left of the text for the signs of the draft's uses, and right of it for the scroll
/// bar, in points.
const MARGIN: f32 = 26.0;
const BAR: f32 = 16.0;

/// Space of the card above and below the text, in points.
const CARD_ROOM: f32 = 4.0;

/// Width by which a ring is wider than what it is around, in points.
const RING: f32 = 8.0;

/// Height of the bar with what can be done with the selection, in points.
const QUOTE_BAR: f32 = 40.0;

/// Shows what is above the text, and returns what of it is to be brought into view.
type AboveText<'a> = dyn FnMut(&mut Ui, &mut Vec<Action>) -> Option<Rect> + 'a;

/// View state of the reader.
pub(super) struct SnapshotReader {
    serial: u64,
    shown: Option<SourceId>,
    /// The page, with the hash of its snapshot.
    page: Option<(String, SnapshotPage)>,
    flow: Flow,
    cache: LayoutCache<LineLayout>,
    caret: Caret,
    clicks: ClickTracker,
    /// Whether to scroll the caret into view.
    scroll_to_caret: bool,
    /// A byte of the page to scroll into view.
    jump: Option<usize>,
    primary_selection: PrimarySelection,
    accessible: accesskit::AccessibleText,
    passages: UsedPassages,
}

impl Default for SnapshotReader {
    fn default() -> Self {
        Self {
            serial: 0,
            shown: None,
            page: None,
            flow: Flow::new(0.0, 0.02),
            cache: LayoutCache::default(),
            caret: Caret::default(),
            clicks: ClickTracker::default(),
            scroll_to_caret: false,
            jump: None,
            primary_selection: PrimarySelection::default(),
            accessible: accesskit::AccessibleText::default(),
            passages: UsedPassages::default(),
        }
    }
}

/// The page in one frame: its place on the screen, and its input.
struct ReaderFrame<'a> {
    ui: &'a Ui,
    theme: &'a Theme,
    page: &'a SnapshotPage,
    response: Response,
    rect: Rect,
    /// Left edge and width of the column on the screen, in points.
    left: f32,
    width: f32,
}

/// Returns the id of the reader's text.
pub(super) fn id() -> Id {
    Id::unique("reader")
}

impl SnapshotReader {
    /// Shows what is above a snapshot's text, and the text, in the rest of the panel.
    ///
    /// `above` shows it and returns what is to be brought into view. Returns the view.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        snapshot: &Snapshot,
        actions: &mut Vec<Action>,
        above: &mut AboveText<'_>,
    ) -> Rect {
        let view = workspace.view();
        let fresh = self.shown != view.source;
        self.shown.clone_from(&view.source);
        let jumped = self.serial != view.reader.serial;
        self.serial = view.reader.serial;
        if self.page.as_ref().is_none_or(|(sha256, _)| *sha256 != snapshot.sha256) {
            self.page = Some((snapshot.sha256.clone(), SnapshotPage::of(snapshot)));
        }
        // Taken out so that the other fields can be borrowed.
        let Some((sha256, page)) = self.page.take() else { return Rect::NOTHING };
        if fresh || jumped {
            self.caret = Caret::default();
            self.jump = view.reader.lit.as_ref().map(|lit| page.to_shown(lit.start));
        }
        self.clicks.forget_if_gone(page.document.text().len());
        self.passages.follow(workspace);
        let bar = workspace.reader_selection().is_some();
        let room = (ui.available_height() - if bar { QUOTE_BAR } else { 0.0 }).max(60.0);
        let rect = self.text(ui, workspace, theme, (snapshot, &page), room, (actions, above));
        if bar {
            ui.add_space(4.0);
            quote_bar(ui, workspace, theme, actions);
        }
        self.page = Some((sha256, page));
        rect
    }

    /// Shows the text in a view of `room` points, below what is above it.
    fn text(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (snapshot, page): (&Snapshot, &SnapshotPage),
        room: f32,
        (actions, above): (&mut Vec<Action>, &mut AboveText<'_>),
    ) -> Rect {
        // Taken before the text handles the key.
        let has_keyboard = ui.memory(|memory| memory.has_focus(id()));
        if has_keyboard {
            actions.extend(commands(ui, workspace).into_iter().map(Action::Command));
        }
        let quoting = !actions.is_empty();
        let width = (ui.available_width() - MARGIN - BAR).max(40.0).round();
        self.cache.begin_frame(ui, theme, LayoutParams { width, mono: false });
        self.flow.follow(&page.document, &estimate(theme, width), room);
        self.learn_short(&SnapshotLayouter { ui, theme, page, width }, room);
        let size = vec2(ui.available_width(), room);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        // The ring around a card is wider than the card.
        let clip = ui.clip_rect().intersect(rect.expand2(vec2(RING, 0.0)));
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(rect));
        ui.set_clip_rect(clip);
        self.flow.wheel(ui, rect);
        let left = rect.left() + MARGIN;
        // What is above the text is drawn first: the text begins where it ends.
        self.settle(&SnapshotLayouter { ui, theme, page, width }, rect);
        self.above(ui, rect, actions, above);
        self.settle(&SnapshotLayouter { ui, theme, page, width }, rect);
        let card = self.card(rect);
        let response = ui.interact(card.intersect(rect), id(), Sense::click_and_drag());
        let response = widgets::named(response, Role::MultilineTextInput, "Source text");
        let frame = ReaderFrame { ui, theme, page, response, rect, left, width };

        let before = self.caret.selection();
        self.handle_pointer(&frame);
        self.handle_keys(&frame, snapshot);
        let selected = self.caret.selection();
        if selected != before && !quoting {
            let range = page.range_to_source(selected.into());
            let selection = (range.start < range.end).then_some(range);
            if selection != workspace.view().reader.selection {
                actions.push(Action::SelectInReader(selection));
            }
        }
        let lines = self.lines(&frame);
        let ReaderFrame { response, .. } = frame;
        let card = self.card(rect);
        let radius = CornerRadius::same(theme.metrics.card_radius as u8);
        ui.painter().rect_filled(card, radius, theme.palette.page);
        // No line is drawn over what is above the text.
        let mut on_card = ui.new_child(UiBuilder::new().max_rect(card.intersect(rect)));
        on_card.set_clip_rect(clip.intersect(card));
        let frame = ReaderFrame { ui: &on_card, theme, page, response, rect, left, width };
        self.primary_selection.offer(frame.ui, page.document.text(), selected);

        let drawn = VisiblePage { page, lines: &lines };
        let lit = workspace.view().reader.lit.as_ref();
        let visible = self.passages.grounds(frame.ui, theme, &drawn, lit.copied());
        self.words(&frame, &lines, selected);
        actions.extend(uses::marks(frame.ui, theme, &frame.response, &visible));
        let ReaderFrame { response, .. } = frame;
        let text = page.document.text();
        self.accessible = accesskit::publish(ui, (id(), false), text, &lines, &self.caret);
        if card.bottom() > rect.bottom() + 1.0 {
            flow::fade(ui, theme, rect.intersect(card));
        }
        flow::scroll_bar(ui, theme, response.id.with("bar"), rect, &mut self.flow);
        rect
    }

    /// Shows what is above the text where the view has it, and lets the text begin below it.
    fn above(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        actions: &mut Vec<Action>,
        above: &mut AboveText<'_>,
    ) {
        let hidden = (self.flow.top() + f64::from(self.flow.above())) as f32;
        let top = flow::on_pixel(ui, rect.top() - hidden);
        let size = vec2(rect.width() - BAR / 2.0, f32::INFINITY);
        let place = Rect::from_min_size(pos2(rect.left(), top), size);
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(place));
        let wanted = above(ui, actions);
        let shown = ui.min_rect();
        self.flow.set_above(shown.height().ceil() + CARD_ROOM);
        // A field or button that the keyboard went to is in view as well.
        let focused = ui.memory(|memory| memory.focused());
        let focused = focused.and_then(|id| ui.ctx().read_response(id));
        let focused = focused.filter(|it| it.gained_focus() && shown.contains_rect(it.rect));
        if let Some(wanted) = wanted.or(focused.map(|response| response.rect.expand(RING))) {
            let by = match wanted {
                wanted if wanted.top() < rect.top() => wanted.top() - rect.top(),
                wanted if wanted.bottom() > rect.bottom() => {
                    (wanted.bottom() - rect.bottom()).min(wanted.top() - rect.top())
                }
                _ => 0.0,
            };
            if by != 0.0 {
                self.flow.scroll_by(by, rect.height());
                ui.ctx().request_repaint();
            }
        }
    }

    /// Returns where the card is that the text stands on.
    fn card(&self, view: Rect) -> Rect {
        let top = f64::from(view.top()) - self.flow.top() - f64::from(CARD_ROOM);
        let height = self.flow.height() - f64::from(self.flow.above());
        let bottom = top + height + 2.0 * f64::from(CARD_ROOM);
        let (least, most) = (f64::from(view.top()) - 100.0, f64::from(view.bottom()) + 100.0);
        let y = |y: f64| y.clamp(least, most) as f32;
        Rect::from_min_max(pos2(view.left(), y(top)), pos2(view.right(), y(bottom)))
    }

    /// Measures a text that is so short that all of it can be laid out.
    fn learn_short(&mut self, layouter: &SnapshotLayouter<'_>, room: f32) {
        let Self { flow, cache, .. } = self;
        if flow.height() - f64::from(flow.above()) > 2.0 * f64::from(room) {
            return;
        }
        for piece in 0..flow.count() {
            flow.learn(piece, |range| layouter.line(cache, range).height);
        }
    }

    /// Brings into view what is to be, and returns the lines in view.
    fn settle(&mut self, layouter: &SnapshotLayouter<'_>, rect: Rect) -> Vec<flow::InView> {
        let Self { flow, cache, .. } = self;
        let (jump, view) = (self.jump.take(), rect.height());
        if jump.is_some() || std::mem::take(&mut self.scroll_to_caret) {
            let align = if jump.is_some() { ScrollAlign::Centre } else { ScrollAlign::Nearest };
            let position = jump.map_or(self.caret.head, CaretPosition::at);
            let piece = flow.at(position.byte);
            let range = flow.range(piece);
            let layout = layouter.line(cache, range);
            let row = PlacedLine { range: layouter.words(range), pos: Pos2::ZERO, layout }
                .caret(position);
            let measure = |range: TextRange| layouter.line(cache, range).height;
            flow.bring(piece, row.top()..row.bottom(), view, align, measure);
        }
        flow.settle(view, |range| layouter.line(cache, range).height)
    }

    /// Lays out what is in view.
    fn lines(&mut self, frame: &ReaderFrame<'_>) -> layout::VisibleLines {
        let ReaderFrame { ui, theme, page, rect, left, width, .. } = *frame;
        let layouter = SnapshotLayouter { ui, theme, page, width };
        let visible = self.settle(&layouter, rect);
        let Self { flow, cache, .. } = self;
        let place = |in_view: &flow::InView| {
            let range = flow.range(in_view.piece);
            let layout = layouter.line(cache, range);
            let y = flow::on_pixel(ui, rect.top() + in_view.y);
            PlacedLine { range: layouter.words(range), pos: pos2(left + layout.indent, y), layout }
        };
        let first = visible.first().map_or(0, |in_view| in_view.piece);
        layout::VisibleLines { lines: visible.iter().map(place).collect(), first }
    }

    /// Draws the words in view, the selection, and the locators above paragraphs.
    fn words(&self, frame: &ReaderFrame<'_>, lines: &layout::VisibleLines, selected: TextRange) {
        let ReaderFrame { ui, theme, page, response, .. } = frame;
        let palette = &theme.palette;
        for piece in page.without_labels(selected.into()) {
            for rect in lines.rects(piece.into()) {
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

/// Takes the reader's keys out of the input, with the letters that they would type.
///
/// Returns the commands that can be done.
fn commands(ui: &Ui, workspace: &Workspace) -> Vec<Command> {
    let keys = READER_KEYS.iter().filter(|(command, _)| command.is_enabled(workspace));
    let pressed = keys.filter(|(_, key)| {
        let Some(own) = key_to_egui(*key) else { return false };
        ui.input_mut(|input| {
            let is_pressed = input.consume_key(Modifiers::NONE, own);
            if is_pressed {
                let typed = key.label().to_lowercase();
                input.events.retain(|event| !matches!(event, Event::Text(text) if *text == typed));
            }
            is_pressed
        })
    });
    pressed.map(|(command, _)| *command).collect()
}

/// Returns the label of a button with the command's key in the reader.
fn label_with_key(label: &str, command: Command) -> String {
    match READER_KEYS.iter().find(|(own, _)| *own == command) {
        Some((_, key)) => format!("{label}  {}", key.label()),
        None => label.to_owned(),
    }
}

/// Shows the bar with what can be done with the selection.
fn quote_bar(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = 9.0;
        ui.spacing_mut().item_spacing.x = 6.0;
        if widgets::primary(ui, theme, &label_with_key("Quote", Command::QuoteSelection)).clicked()
        {
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
