//! The strips of questions that came while the writer writes.
//!
//! # Invariants
//! No question takes the keyboard: it is a line beside the draft until it is looked at.

use egui::{Align, Frame, Label, Layout, Margin, Panel, Ui};

use crate::{
    app::{Action, Question, RecoveryAnswer, Workspace},
    ui::{theme::Theme, widgets},
};

/// Shows the questions that wait, above the status bar.
pub(super) fn questions(ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
    let mut actions = Vec::new();
    let frame =
        Frame::new().fill(theme.tint(theme.palette.wary)).inner_margin(Margin::symmetric(16, 8));
    for (number, question) in workspace.view().questions.iter().enumerate() {
        let (message, look) = words(question);
        Panel::bottom(egui::Id::unique(("question", number))).frame(frame).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    if widgets::button(ui, look).clicked() {
                        actions.push(Action::LookAt(question.clone()));
                    }
                    if matches!(question, Question::Recovery(_))
                        && widgets::button(ui, "Later").clicked()
                    {
                        actions.push(Action::Recovery(RecoveryAnswer::Later));
                    }
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        // On the line of the buttons' words.
                        ui.add_space(4.0);
                        ui.add(Label::new(message).wrap().selectable(true));
                    });
                });
            });
        });
    }
    actions
}

/// Returns what happened, and the words of the button that leads to the question.
fn words(question: &Question) -> (String, &'static str) {
    match question {
        Question::Recovery(lost) => (
            format!("Nutgraf ended before all of “{}” was saved.", lost.title),
            "Look at what was lost…",
        ),
        Question::ChangedOutside => {
            ("Another program changed the file, which is not overwritten.".to_owned(), "Decide…")
        }
        Question::Linked(names) => (
            format!("Not saved: the file has {names} names, and a save would part them."),
            "Decide…",
        ),
        Question::Copies(copies) if copies.len() == 1 => {
            ("A sync tool left another copy of this article.".to_owned(), "Look at it…")
        }
        Question::Copies(copies) => (
            format!("A sync tool left {} other copies of this article.", copies.len()),
            "Look at them…",
        ),
    }
}
