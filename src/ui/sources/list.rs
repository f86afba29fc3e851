//! The list of sources, and the quotes below them while words are searched for.

use egui::{
    Align2, CornerRadius, CursorIcon, Layout, Popup, Rect, Response, Role, ScrollArea, Sense, Ui,
    UiBuilder, pos2, vec2,
};

use super::{
    SourcesPanel, id,
    listing::{SourceRow, about},
    usage::SourceUse,
};
use crate::{
    app::{Action, Command, Workspace},
    persist::settings::SourceOrder,
    project::Project,
    ui::{
        keyed_list::ListCommand,
        theme::{Face, Theme},
        widgets::{self, ListRow, styled},
    },
};
use nutgraf_engine::model::{Source, SourceId};

/// Height of a source's row, in points.
const ROW: f32 = 50.0;

impl SourceRow {
    fn text(self, project: &Project) -> &str {
        match self {
            Self::Source(at) => project.sources().get(at).map_or("", Source::name),
            Self::Quote(at) => project.quotes().get(at).map_or("", |quote| &quote.selector.exact),
        }
    }

    fn open(self, project: &Project) -> Vec<Action> {
        match self {
            Self::Source(at) => {
                let source = project.sources().get(at);
                source
                    .map(|source| Action::ShowSource(Some(source.id.clone())))
                    .into_iter()
                    .collect()
            }
            Self::Quote(at) => match project.quotes().get(at) {
                Some(quote) => vec![
                    Action::ReadAt(quote.source.clone(), quote.selector.range()),
                    Action::ShowQuote(Some(quote.id.clone())),
                ],
                None => Vec::new(),
            },
        }
    }

    fn delete(self, project: &Project) -> Option<Action> {
        match self {
            Self::Source(at) => Some(Action::DeleteSource(project.sources().get(at)?.id.clone())),
            Self::Quote(at) => Some(Action::DeleteQuote(project.quotes().get(at)?.id.clone())),
        }
    }
}

impl SourcesPanel {
    /// Shows the list of sources.
    pub(super) fn list(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        actions: &mut Vec<Action>,
    ) {
        let project = workspace.project();
        let wanted = self.search.trim().to_lowercase();
        self.listing.follow(workspace, &self.usage, &wanted);
        let rows = &self.listing.rows;
        let text = |row: usize| rows[row].text(project);
        let keys = self.list.show(ui, (id(), "List of sources"), rows.len(), None, text);
        for (command, row) in &keys.commands {
            let row = row.and_then(|row| rows.get(row));
            match command {
                ListCommand::Open => {
                    actions.extend(row.into_iter().flat_map(|row| row.open(project)));
                }
                ListCommand::Delete => actions.extend(row.and_then(|row| row.delete(project))),
                ListCommand::Leave => actions.push(Action::GiveDraftKeyboard),
                ListCommand::Moved | ListCommand::Back => {}
            }
        }
        if project.sources().is_empty() {
            none_yet(ui, theme, actions);
            return;
        }
        ui.horizontal(|ui| {
            let width = ui.available_width() - 72.0;
            let hint = styled(
                "Search sources and quotes",
                Face::Interface.at(theme.type_scale.interface.0),
                theme.palette.faint,
            );
            let search = egui::TextEdit::singleline(&mut self.search).hint_text(hint);
            ui.add(search.desired_width(width)).accessible_name("Search sources and quotes");
            if widgets::button(ui, "Add…").clicked() {
                actions.push(Action::Command(Command::AddSource));
            }
        });
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            actions.extend(order(ui, theme, workspace.settings().source_order));
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(widgets::small(self.listing.counts.as_str(), theme));
            });
        });
        ui.add_space(4.0);
        let (usage, listing, heights) = (&self.usage, &self.listing, &mut self.heights);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let wanted = keys.current.filter(|row| keys.scrolls_to(*row));
            let kinds =
                listing.rows.iter().map(|row| u64::from(matches!(row, SourceRow::Quote(_))));
            heights.show(ui, kinds, ROW, wanted, |ui, index| {
                let row = listing.rows[index];
                let response = match row {
                    SourceRow::Source(at) => {
                        let source = &project.sources()[at];
                        let used = usage.of_source(&source.key);
                        let response =
                            ui.push_id(&source.id, |ui| show_source(ui, theme, source, used)).inner;
                        let dragged = response.interact(Sense::drag());
                        dragged.dnd_set_drag_payload::<SourceId>(source.id.clone());
                        response
                    }
                    SourceRow::Quote(at) => {
                        let quote = &project.quotes()[at];
                        let row = ListRow {
                            text: &quote.selector.exact,
                            trailing: None,
                            selected: false,
                            indent: 16.0,
                            accent: false,
                        };
                        ui.push_id(("hit", &quote.id), |ui| row.show(ui, theme)).inner
                    }
                };
                if keys.current == Some(index) {
                    widgets::row_ring(ui, theme, response.rect);
                }
                if response.clicked() {
                    actions.extend(row.open(project));
                }
            });
            if listing.rows.is_empty() {
                ui.label(widgets::small("Nothing here has these words.", theme));
            }
        });
    }
}

/// Says what to do where there is no source.
fn none_yet(ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
    let about = "Paste a text or open a file. Its words are kept as they are today, and every quotation of it is held against them.";
    if widgets::empty_state(ui, theme, "No sources yet", about, Some("Add source…")) {
        actions.push(Action::Command(Command::AddSource));
    }
    ui.add_space(4.0);
    if widgets::link(ui, theme, "Add from a file…").clicked() {
        actions.push(Action::Command(Command::OpenSourceFile));
    }
}

/// Shows the order of the list, and offers the others.
fn order(ui: &mut Ui, theme: &Theme, current: SourceOrder) -> Option<Action> {
    let button = widgets::link(ui, theme, &format!("Sort: {}", label(current)));
    let mut chosen = None;
    Popup::menu(&button).show(|ui| {
        for order in SourceOrder::ALL {
            if ui.selectable_label(order == current, label(order)).clicked() {
                chosen = Some(Action::OrderSources(order));
                ui.close();
            }
        }
    });
    chosen
}

/// Returns what an order of the list is called.
fn label(order: SourceOrder) -> &'static str {
    match order {
        SourceOrder::Use => "most used",
        SourceOrder::Title => "title",
        SourceOrder::Year => "newest",
        SourceOrder::Added => "recently added",
    }
}

/// Shows the row of a source: its title, what tells it from others of this title, and how
/// the draft uses it.
fn show_source(ui: &mut Ui, theme: &Theme, source: &Source, used: SourceUse) -> Response {
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let (words, color) = used.label(theme);
    let about = about(source);
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            let radius = CornerRadius::same(theme.metrics.radius as u8);
            ui.painter().rect_filled(rect, radius, palette.line.gamma_multiply(0.5));
        }
        let (left, right) = (rect.left() + 8.0, rect.right() - 8.0);
        let below = rect.top() + 35.0;
        let place = Rect::from_x_y_ranges(left..=right, below - 10.0..=below + 10.0);
        let builder = UiBuilder::new().max_rect(place);
        let mut ui = ui.new_child(builder.layout(Layout::right_to_left(egui::Align::Center)));
        let pill = match color {
            Some(color) => widgets::pill(&mut ui, theme, &words, color),
            None => widgets::outlined_pill(&mut ui, theme, &words),
        };
        let font = Face::InterfaceSemiBold.at(theme.type_scale.interface.0);
        let title = widgets::truncated(&ui, source.name(), font, palette.ink, right - left);
        let at = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.top() + 15.0), title.size());
        ui.painter().galley(at.min, title, palette.ink);
        let font = Face::Interface.at(theme.type_scale.small.0);
        let room = pill.rect.left() - 8.0 - left;
        let line = widgets::truncated(&ui, &about, font, palette.dim, room);
        let at = Align2::LEFT_CENTER.anchor_size(pos2(left, below), line.size());
        ui.painter().galley(at.min, line, palette.dim);
    }
    let response = response.on_hover_text(format!("{about}\n@{}", source.key));
    widgets::named(response, Role::Button, source.name()).on_hover_cursor(CursorIcon::PointingHand)
}
