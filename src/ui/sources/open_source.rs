//! One source: what it is, its quotes, and its text, which scroll as one.
//!
//! # Invariants
//! - Only the cards of quotes and the lines of the text that are in view are laid out.
//! - While the list of quotes has the keyboard, its current quote is seen: as its card, else
//!   pinned above its passage.

use std::hash::{DefaultHasher, Hash, Hasher};

use egui::{CursorIcon, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{SourcesPanel, id};
use crate::{
    app::{Action, CheckAction, Command, Workspace},
    project::QuotationStyle,
    ui::{
        keyed_list::{ListCommand, ListFrame},
        reader,
        theme::{Face, Theme},
        verdict::{self, Digests},
        widgets::{self, styled},
    },
};
use nutgraf_engine::{
    evidence::Verdict,
    model::{Evidence, EvidenceTarget, Quote, QuoteId, Snapshot, Source},
    text::one_line,
};

/// Estimated height of the card of a quote that was not in view yet, in points.
const CARD: f32 = 76.0;

/// Height of a card, in points, that has to be in view for its quote to be seen.
const HEAD: f32 = 36.0;

impl SourcesPanel {
    /// Shows a source: what it is, its quotes and its text, which scroll as one.
    pub(super) fn one(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (source, digests): (&Source, &mut Digests),
        actions: &mut Vec<Action>,
    ) {
        ui.horizontal(|ui| {
            if widgets::link(ui, theme, "‹ All sources").clicked() {
                actions.push(Action::ShowSource(None));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                menu_of_source(ui, theme, source, actions);
            });
        });
        ui.add_space(4.0);
        let quotes: Vec<Quote> = workspace.project().quotes_of(&source.id).cloned().collect();
        let keys = self.quote_keys(ui, workspace, &quotes, actions);
        let Some(snapshot) = &source.snapshot else {
            ScrollArea::vertical().id_salt("source").auto_shrink(false).show(ui, |ui| {
                let wanted = self.details(
                    ui,
                    workspace,
                    theme,
                    (source, digests),
                    (&quotes, &keys),
                    actions,
                );
                if let Some(wanted) = wanted {
                    ui.scroll_to_rect(wanted, None);
                }
                let about = "Nothing can be checked against it until its text is here.";
                if widgets::empty_state(ui, theme, "No text captured", about, Some("Add its text…"))
                {
                    actions.push(Action::Command(Command::EditSource));
                }
            });
            return;
        };
        // Taken out so that what is above the text can be shown by the other fields.
        let mut reader = std::mem::take(&mut self.reader);
        let view = reader.show(ui, workspace, theme, snapshot, actions, &mut |ui, actions| {
            self.details(ui, workspace, theme, (source, digests), (&quotes, &keys), actions)
        });
        self.reader = reader;
        let current = keys.current.and_then(|row| quotes.get(row).map(|quote| (row, quote)));
        let is_seen = self.current_card.is_some_and(|card| {
            let head = Rect::from_min_size(card.min, vec2(card.width(), HEAD.min(card.height())));
            view.y_range().contains(head.top()) && view.y_range().contains(head.bottom())
        });
        if let Some((row, quote)) = current.filter(|_| !is_seen) {
            pinned(ui, theme, view, snapshot, quote, (row + 1, quotes.len()));
        }
    }

    /// Shows what stands above the text: what the source is, what rests on it, and its quotes.
    /// Returns what is to be brought into view.
    fn details(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (source, digests): (&Source, &mut Digests),
        (quotes, keys): (&[Quote], &ListFrame),
        actions: &mut Vec<Action>,
    ) -> Option<Rect> {
        ui.label(widgets::strong(source.name(), theme));
        ui.label(widgets::small(about(workspace, source), theme));
        ui.add_space(8.0);
        actions.extend(self.impact.show(ui, workspace, theme, &source.id));
        ui.add_space(10.0);
        widgets::section_label(ui, theme, "Quotes from this source");
        ui.add_space(4.0);
        if quotes.is_empty() {
            let text = match source.snapshot {
                Some(_) => "Select words below and press Q.",
                None => "Quotes can be made once its text is here.",
            };
            ui.label(widgets::small(text, theme));
        }
        // A key that leads to the passage shows that, and the card stays pinned above it.
        let leads = keys.commands.iter().any(|(command, _)| *command == ListCommand::Moved);
        let leads = leads && source.snapshot.is_some();
        let wanted = keys.current.filter(|row| keys.scrolls_to(*row) && !leads);
        let chosen = workspace.view().quote.as_ref();
        let heights = quotes.iter().map(|quote| height_key(quote, chosen == Some(&quote.id)));
        let mut cards = std::mem::take(&mut self.quote_heights);
        self.current_card = None;
        let found = cards.show_in(ui, heights, CARD, wanted, |ui, index| {
            let quote = &quotes[index];
            let card = ui.push_id(&quote.id, |ui| {
                self.card(ui, workspace, theme, (quote, digests), actions);
            });
            if keys.current == Some(index) {
                let rect = card.response.rect.expand2(vec2(8.0, 0.0));
                self.current_card = Some(rect);
                widgets::row_ring(ui, theme, rect);
            }
            widgets::hairline(ui, theme);
        });
        self.quote_heights = cards;
        ui.add_space(12.0);
        found
    }

    /// Takes the keys of the list of quotes.
    fn quote_keys(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        quotes: &[Quote],
        actions: &mut Vec<Action>,
    ) -> ListFrame {
        let chosen = workspace.view().quote.as_ref();
        let start = quotes.iter().position(|quote| Some(&quote.id) == chosen);
        let text = |row: usize| quotes[row].selector.exact.as_str();
        let keys = self.list.show(ui, (id(), "List of quotes"), quotes.len(), start, text);
        for (command, row) in &keys.commands {
            let quote = row.and_then(|row| quotes.get(row));
            match (command, quote) {
                (ListCommand::Moved, Some(quote)) => {
                    actions.push(Action::ShowQuote(Some(quote.id.clone())));
                    actions.push(Action::ReadAt(quote.source.clone(), quote.selector.range()));
                }
                (ListCommand::Open, Some(quote)) => {
                    let style = QuotationStyle::Inline;
                    actions.push(Action::InsertQuote { id: quote.id.clone(), style, at: None });
                }
                (ListCommand::Delete, Some(quote)) => {
                    actions.push(Action::DeleteQuote(quote.id.clone()));
                }
                (ListCommand::Back, _) => actions.push(Action::ShowSource(None)),
                (ListCommand::Leave, _) => actions.push(Action::GiveDraftKeyboard),
                // Without quotes the words that they are taken from are next.
                (ListCommand::Moved | ListCommand::Open, None) => {
                    ui.memory_mut(|memory| memory.request_focus(reader::id()));
                }
                (ListCommand::Delete, None) => {}
            }
        }
        keys
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (quote, digests): (&Quote, &mut Digests),
        actions: &mut Vec<Action>,
    ) {
        let palette = &theme.palette;
        let chosen = workspace.view().quote.as_ref() == Some(&quote.id);
        let scope = UiBuilder::new().sense(Sense::click_and_drag()).id_salt("card");
        let mut head = ui.scope_builder(scope, |ui| {
            if chosen {
                let rect = ui.available_rect_before_wrap();
                let ground = ui.painter().add(egui::Shape::Noop);
                self.card_head(ui, workspace, theme, quote);
                let rect = egui::Rect::from_min_max(
                    rect.min,
                    egui::pos2(rect.right(), ui.min_rect().bottom()),
                );
                ui.painter().set(
                    ground,
                    egui::Shape::rect_filled(
                        rect.expand2(egui::vec2(8.0, 0.0)),
                        6.0,
                        palette.selection,
                    ),
                );
            } else {
                self.card_head(ui, workspace, theme, quote);
            }
            ui.set_min_width(ui.available_width());
        });
        head.response = head.response.on_hover_cursor(CursorIcon::PointingHand);
        let name = format!("Quote: {}", quote.selector.exact);
        let response = widgets::named(head.response, Role::Button, &name);
        response.dnd_set_drag_payload::<QuoteId>(quote.id.clone());
        if response.clicked() {
            actions.push(Action::ShowQuote((!chosen).then(|| quote.id.clone())));
            // The card that was pressed stays where it is.
            actions.push(Action::LightPassage(quote.selector.range()));
        }
        if chosen {
            self.card_body(ui, workspace, theme, (quote, digests), actions);
        }
    }

    fn card_head(&self, ui: &mut Ui, workspace: &Workspace, theme: &Theme, quote: &Quote) {
        let palette = &theme.palette;
        ui.add_space(8.0);
        ui.horizontal_top(|ui| {
            let source = workspace.project().source(&quote.source);
            let snapshot = source.and_then(|source| source.snapshot.as_ref());
            let is_found = snapshot.is_some_and(|snapshot| snapshot.holds(&quote.selector));
            let verdict = if is_found { Verdict::Verbatim } else { Verdict::NotFound };
            let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
            ui.label(styled(verdict.sign().to_string(), font, theme.verdict(verdict)));
            ui.add_space(6.0);
            ui.vertical(|ui| {
                let words = one_line(&quote.selector.exact);
                let font = Face::Draft.at(theme.type_scale.draft.0 - 2.0);
                ui.add(egui::Label::new(styled(words, font, palette.ink)).wrap());
                if !is_found {
                    let text = "These words are not in the text as it is captured now.";
                    ui.label(widgets::small(text, theme).color(palette.bad));
                }
                ui.horizontal_wrapped(|ui| {
                    for part in [&quote.speaker, &quote.locator] {
                        if !part.trim().is_empty() {
                            ui.label(widgets::small(part.as_str(), theme));
                        }
                    }
                    let (text, color) = self.usage.quote_label(workspace, theme, &quote.id);
                    match color {
                        Some(color) => widgets::pill(ui, theme, &text, color),
                        None => widgets::outlined_pill(ui, theme, &text),
                    };
                });
            });
        });
        ui.add_space(8.0);
    }

    fn card_body(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (quote, digests): (&Quote, &mut Digests),
        actions: &mut Vec<Action>,
    ) {
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            if widgets::primary(ui, theme, "Insert").clicked() {
                let style = QuotationStyle::Inline;
                actions.push(Action::InsertQuote { id: quote.id.clone(), style, at: None });
            }
            if quote.has_speaker() && widgets::button(ui, "With speaker").clicked() {
                let style = QuotationStyle::InlineWithSpeaker;
                actions.push(Action::InsertQuote { id: quote.id.clone(), style, at: None });
            }
            if widgets::button(ui, "As block").clicked() {
                let style = QuotationStyle::Block;
                actions.push(Action::InsertQuote { id: quote.id.clone(), style, at: None });
            }
            let claim = workspace.view().claim.clone();
            let tie = ui.add_enabled(claim.is_some(), egui::Button::new("Tie to claim"));
            let tie = tie.on_disabled_hover_text("Choose a claim first.");
            if let Some(claim) = claim.filter(|_| tie.clicked()) {
                let evidence = Evidence::supporting(EvidenceTarget::Quote(quote.id.clone()));
                actions.push(CheckAction::Tie(claim, evidence).into());
            }
            if widgets::button(ui, "Show in text").clicked() {
                actions.push(Action::ReadAt(quote.source.clone(), quote.selector.range()));
            }
            if widgets::button(ui, "Delete").clicked() {
                actions.push(Action::DeleteQuote(quote.id.clone()));
            }
        });
        ui.add_space(8.0);
        if self.editing.as_ref().is_none_or(|editing| editing.id != quote.id) {
            self.editing = Some(quote.clone());
        }
        let Some(editing) = &mut self.editing else { return };
        let speaker = widgets::field(ui, theme, "Speaker", "Who said it", &mut editing.speaker);
        let locator =
            widgets::field(ui, theme, "Locator", "p. 12 or para. 14", &mut editing.locator);
        if speaker.changed() || locator.changed() {
            let mut changed = quote.clone();
            changed.speaker.clone_from(&editing.speaker);
            changed.locator.clone_from(&editing.locator);
            actions.push(Action::EditQuote(Box::new(changed)));
        } else if editing != quote {
            // Undo and other panels change it, too.
            *editing = quote.clone();
        }
        let uses = self.usage.of_quote(workspace, &quote.id);
        for used in uses.filter(|used| used.judgement.verdict != Verdict::Verbatim) {
            let digest = digests.of(workspace, used);
            verdict::brief(ui, theme, used, &digest);
            ui.add_space(6.0);
        }
    }
}

/// Returns what the height of a card hangs on.
fn height_key(quote: &Quote, is_chosen: bool) -> u64 {
    let mut key = DefaultHasher::new();
    (&quote.id, &quote.selector.exact, &quote.speaker, &quote.locator, is_chosen).hash(&mut key);
    key.finish()
}

/// Draws the current quote over the upper edge of the view, with its sign and its number.
fn pinned(
    ui: &Ui,
    theme: &Theme,
    view: Rect,
    snapshot: &Snapshot,
    quote: &Quote,
    (number, count): (usize, usize),
) {
    let palette = &theme.palette;
    let strip = Rect::from_min_size(view.min, vec2(view.width(), theme.metrics.row));
    let painter = ui.painter().with_clip_rect(strip.expand(4.0));
    painter.rect_filled(strip, theme.metrics.radius, palette.card);
    widgets::row_ring(ui, theme, strip);
    let is_found = snapshot.holds(&quote.selector);
    let verdict = if is_found { Verdict::Verbatim } else { Verdict::NotFound };
    let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
    let sign = pos2(strip.left() + 10.0, strip.center().y);
    let align = egui::Align2::LEFT_CENTER;
    painter.text(sign, align, verdict.sign(), font, theme.verdict(verdict));
    let font = Face::Interface.at(theme.type_scale.small.0);
    let place = format!("{number} of {count}");
    let right = pos2(strip.right() - 10.0, strip.center().y);
    let place = painter.text(right, egui::Align2::RIGHT_CENTER, place, font, palette.dim);
    let left = strip.left() + 28.0;
    let font = Face::Draft.at(theme.type_scale.draft.0 - 3.0);
    let words = one_line(&quote.selector.exact);
    let words = widgets::truncated(ui, &words, font, palette.ink, place.left() - 10.0 - left);
    painter.galley(pos2(left, strip.center().y - words.size().y / 2.0), words, palette.ink);
}

fn menu_of_source(ui: &mut Ui, theme: &Theme, source: &Source, actions: &mut Vec<Action>) {
    if widgets::link(ui, theme, "Edit…").clicked() {
        actions.push(Action::Command(Command::EditSource));
    }
    ui.add_space(6.0);
    if !source.url.trim().is_empty() && widgets::link(ui, theme, "Link").clicked() {
        actions.push(Action::AskLink(source.url.clone()));
    }
}

/// Returns the line below a source's name: key, kind, when captured, how often quoted.
fn about(workspace: &Workspace, source: &Source) -> String {
    let mut parts = vec![source.key.clone(), source.kind.label().to_lowercase()];
    if let Some(snapshot) = &source.snapshot {
        let day = nutgraf_engine::model::PartialDate::of(snapshot.captured).in_words();
        parts.push(format!("captured {day}"));
    }
    match workspace.project().quotes_of(&source.id).count() {
        0 => {}
        1 => parts.push("1 quote".to_owned()),
        many => parts.push(format!("{many} quotes")),
    }
    match workspace.project().claims_resting_on(&source.id).count() {
        0 => {}
        1 => parts.push("1 claim rests on it".to_owned()),
        many => parts.push(format!("{many} claims rest on it")),
    }
    parts.join(" · ")
}
