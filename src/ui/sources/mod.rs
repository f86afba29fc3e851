//! The Sources tab: the list of sources, and one source with its reader and quotes.

mod list;
mod listing;
mod usage;

use egui::{CursorIcon, Id, Role, ScrollArea, Sense, Ui, UiBuilder};

use self::{listing::SourceListing, usage::Usage};
use super::{
    impact::Impact,
    keyed_list::{KeyedList, ListCommand, ListFrame},
    reader::SnapshotReader,
    tall_list::TallList,
    theme::{Face, Theme},
    verdict::{self, Digests},
    widgets::{self, styled},
};
use crate::{
    app::{Action, CheckAction, Command, Workspace},
    project::QuotationStyle,
};
use nutgraf_engine::{
    evidence::Verdict,
    model::{Evidence, EvidenceTarget, Quote, QuoteId, Source, SourceId},
    text::one_line,
};

/// Returns the id by which the list has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("sources.list")
}

/// View state of the tab.
#[derive(Default)]
pub(super) struct SourcesPanel {
    search: String,
    list: KeyedList,
    /// The source whose quotes the list is of; `None` for the list of sources.
    listed: Option<SourceId>,
    listing: SourceListing,
    /// Heights of the rows of the list.
    heights: TallList,
    usage: Usage,
    reader: SnapshotReader,
    impact: Impact,
    /// The quote that is being edited.
    editing: Option<Quote>,
}

impl SourcesPanel {
    /// Shows the tab.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        digests: &mut Digests,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        self.usage.follow(workspace);
        let current = workspace.current_source().map(|source| &source.id);
        if self.listed.as_ref() != current {
            self.list.reset();
            self.listed = current.cloned();
        }
        match workspace.current_source() {
            Some(source) => self.one(ui, workspace, theme, (source, digests), &mut actions),
            None => self.list(ui, workspace, theme, &mut actions),
        }
        actions
    }

    fn one(
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
        ui.label(widgets::strong(source.name(), theme));
        ui.label(widgets::small(about(workspace, source), theme));
        ui.add_space(8.0);
        let quotes: Vec<Quote> = workspace.project().quotes_of(&source.id).cloned().collect();
        let keys = self.quote_keys(ui, workspace, &quotes, actions);
        let room = ui.available_height();
        let is_used = self.impact.count(workspace, &source.id) > 0;
        let is_long = is_used || !quotes.is_empty();
        let reading = if is_long { room * 0.52 } else { room - 148.0 };
        match &source.snapshot {
            Some(snapshot) => {
                self.reader.show(ui, workspace, theme, snapshot, reading.max(120.0), actions);
            }
            None => {
                let about = "Nothing can be checked against it until its text is here.";
                if widgets::empty_state(ui, theme, "No text captured", about, Some("Add its text…"))
                {
                    actions.push(Action::Command(Command::EditSource));
                }
            }
        }
        ui.add_space(12.0);
        ScrollArea::vertical().id_salt("below").auto_shrink(false).show(ui, |ui| {
            actions.extend(self.impact.show(ui, workspace, theme, &source.id));
            ui.add_space(12.0);
            widgets::section_label(ui, theme, "Quotes from this source");
            ui.add_space(4.0);
            if quotes.is_empty() {
                let text = match source.snapshot {
                    Some(_) => "Select words above and press Q.",
                    None => "Quotes can be made once its text is here.",
                };
                ui.label(widgets::small(text, theme));
            }
            for (index, quote) in quotes.iter().enumerate() {
                let card = ui.push_id(&quote.id, |ui| {
                    self.card(ui, workspace, theme, (quote, digests), actions);
                });
                let card = card.response;
                if keys.current == Some(index) {
                    let rect = card.rect.expand2(egui::vec2(8.0, 0.0));
                    widgets::row_ring(ui, theme, rect);
                }
                if keys.scrolls_to(index) {
                    card.scroll_to_me(None);
                }
                widgets::hairline(ui, theme);
            }
        });
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
                (ListCommand::Moved | ListCommand::Open | ListCommand::Delete, None) => {}
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
            actions.push(Action::ReadAt(quote.source.clone(), quote.selector.range()));
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
