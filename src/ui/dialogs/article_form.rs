//! The forms of a new article and of the article's details.

use egui::Ui;

use super::{Dialogs, buttons, title};
use crate::{
    app::{Action, TEMPLATES, Workspace},
    ui::{
        menu::lower_first,
        theme::Theme,
        widgets::{self, area, field},
        word_history,
    },
};
use nutgraf_engine::model::Profile;

impl Dialogs {
    /// Shows the form of a new article.
    pub(super) fn new_article(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        title(ui, 420.0, "New article");
        field(ui, theme, "Title", "What is it about?", &mut self.new_title);
        ui.label(widgets::small("Template", theme));
        for (index, template) in TEMPLATES.iter().enumerate() {
            let text = format!("{} — {}", template.label, lower_first(template.about));
            widgets::radio(ui, &mut self.new_template, index, text);
        }
        if buttons(ui, theme, "Start writing", actions) {
            let title = self.new_title.clone();
            actions.push(Action::CloseDialog);
            actions.push(Action::NewFromTemplate { template: self.new_template, title });
        }
    }

    /// Shows the form of the article's details.
    pub(super) fn article(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        actions: &mut Vec<Action>,
    ) {
        let form = &mut self.article;
        title(ui, 520.0, "Article details");
        field(ui, theme, "Title", "", &mut form.title);
        field(ui, theme, "Subtitle", "", &mut form.subtitle);
        area(ui, theme, "Authors, one a line", "", 1, &mut form.authors);
        ui.columns(4, |columns| {
            field(&mut columns[0], theme, "Language", "en", &mut form.language);
            field(&mut columns[1], theme, "Date", "2026-11-23", &mut form.date);
            field(&mut columns[2], theme, "Goal in words", "1200", &mut form.goal);
            field(&mut columns[3], theme, "Words a session", "500", &mut form.session_goal);
        });
        word_history::show(ui, workspace, theme);
        ui.add_space(6.0);
        ui.label(widgets::small("House rules for quotations", theme));
        for (profile, about) in [
            (Profile::Strict, "Strict — not even a marked change"),
            (Profile::Standard, "Standard — changes are marked"),
            (Profile::Lenient, "Lenient — spelling and hesitations may differ"),
        ] {
            widgets::radio(ui, &mut form.profile, profile, about);
        }
        if buttons(ui, theme, "Save", actions) {
            actions.push(Action::SaveArticle(Box::new(form.clone())));
        }
    }
}
