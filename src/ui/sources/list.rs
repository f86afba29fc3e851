//! The list of sources, and the quotes below them while words are searched for.

use egui::{ScrollArea, Ui};

use super::{SourcesPanel, id};
use crate::{
    app::{Action, Command, Workspace},
    ui::{
        keyed_list::ListCommand,
        theme::{Face, Theme},
        widgets::{self, ListRow, styled},
    },
};
use nutgraf_engine::model::{Quote, Source, SourceId};

/// A row of the list of sources.
enum SourceRow<'a> {
    Source(&'a Source, usize),
    /// A quote that has the words that are searched for.
    Quote(&'a Quote),
}

impl SourceRow<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Source(source, _) => source.name(),
            Self::Quote(quote) => &quote.selector.exact,
        }
    }

    fn open(&self) -> Vec<Action> {
        match self {
            Self::Source(source, _) => vec![Action::ShowSource(Some(source.id.clone()))],
            Self::Quote(quote) => vec![
                Action::ReadAt(quote.source.clone(), quote.selector.range()),
                Action::ShowQuote(Some(quote.id.clone())),
            ],
        }
    }

    fn delete(&self) -> Action {
        match self {
            Self::Source(source, _) => Action::DeleteSource(source.id.clone()),
            Self::Quote(quote) => Action::DeleteQuote(quote.id.clone()),
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
        let wanted = self.search.trim().to_lowercase();
        let rows = rows(workspace, &wanted);
        let text = |row: usize| rows[row].text();
        let keys = self.list.show(ui, (id(), "List of sources"), rows.len(), None, text);
        for (command, row) in &keys.commands {
            let row = row.and_then(|row| rows.get(row));
            match command {
                ListCommand::Open => actions.extend(row.into_iter().flat_map(SourceRow::open)),
                ListCommand::Delete => actions.extend(row.map(SourceRow::delete)),
                ListCommand::Leave => actions.push(Action::GiveDraftKeyboard),
                ListCommand::Moved | ListCommand::Back => {}
            }
        }
        if workspace.project().sources().is_empty() {
            let about = "Paste a text or open a file. Its words are kept as they are today, and every quotation of it is held against them.";
            if widgets::empty_state(ui, theme, "No sources yet", about, Some("Add source…")) {
                actions.push(Action::Command(Command::AddSource));
            }
            ui.add_space(4.0);
            if widgets::link(ui, theme, "Add from a file…").clicked() {
                actions.push(Action::Command(Command::OpenSourceFile));
            }
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
        ui.add_space(8.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (index, row) in rows.iter().enumerate() {
                let response = match row {
                    SourceRow::Source(source, quotes) => {
                        let response = show_source(ui, theme, source, *quotes);
                        let dragged = response.interact(egui::Sense::drag());
                        dragged.dnd_set_drag_payload::<SourceId>(source.id.clone());
                        response
                    }
                    SourceRow::Quote(quote) => {
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
                if keys.scrolls_to(index) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    actions.extend(row.open());
                }
            }
            if rows.is_empty() {
                ui.label(widgets::small("Nothing here has these words.", theme));
            }
        });
    }
}

/// Returns the sources, and the quotes below them, that have the words searched for.
fn rows<'a>(workspace: &'a Workspace, wanted: &str) -> Vec<SourceRow<'a>> {
    let mut rows = Vec::new();
    for source in workspace.project().sources() {
        let quotes: Vec<&Quote> = workspace.project().quotes_of(&source.id).collect();
        let is_hit = |quote: &&&Quote| !wanted.is_empty() && matches_quote(quote, wanted);
        let hits: Vec<&Quote> = quotes.iter().filter(is_hit).copied().collect();
        if matches_source(source, wanted) || !hits.is_empty() {
            rows.push(SourceRow::Source(source, quotes.len()));
            rows.extend(hits.into_iter().map(SourceRow::Quote));
        }
    }
    rows
}

/// Shows the row of a source with the number of its quotes.
fn show_source(ui: &mut Ui, theme: &Theme, source: &Source, quotes: usize) -> egui::Response {
    let count = match quotes {
        0 => String::new(),
        1 => "1 quote".to_owned(),
        many => format!("{many} quotes"),
    };
    let row = ListRow {
        text: source.name(),
        trailing: Some((count, theme.palette.dim)),
        selected: false,
        indent: 0.0,
        accent: false,
    };
    ui.push_id(("source", &source.id), |ui| row.show(ui, theme)).inner
}

fn matches_source(source: &Source, wanted: &str) -> bool {
    let fields = [&source.title, &source.key, &source.publisher];
    wanted.is_empty()
        || fields.iter().any(|field| field.to_lowercase().contains(wanted))
        || source.authors.iter().any(|author| author.to_lowercase().contains(wanted))
}

fn matches_quote(quote: &Quote, wanted: &str) -> bool {
    let fields = [&quote.selector.exact, &quote.speaker];
    fields.iter().any(|field| field.to_lowercase().contains(wanted))
}
