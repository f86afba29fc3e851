//! The dialog about unsaved work of a session that ended unexpectedly.
//!
//! # Invariants
//! Nothing is restored or discarded without a button that says so, and discarding is
//! confirmed twice.

use egui::{ScrollArea, Ui};

use super::{
    theme::Theme,
    verdict::{DiffRun, diff_runs, show_diff},
    widgets,
};
use crate::{
    app::{Action, RecoveryAnswer},
    persist::{
        journal::{BaseFile, Count, RecoverableSession},
        local_time,
    },
};
use nutgraf_engine::{evidence::DiffOp, text::number};

/// The texts of the dialog, computed once because a draft may be long.
#[derive(Default)]
pub(super) struct Recovery {
    about: Vec<String>,
    diff_runs: Vec<DiffRun>,
    spoken: String,
}

impl Recovery {
    /// Computes the texts for a session that can be recovered.
    pub(super) fn of(lost: &RecoverableSession) -> Self {
        let diff_runs = diff_runs(&lost.diff);
        let spoken = spoken(&diff_runs);
        Self { about: about(lost), diff_runs, spoken }
    }

    /// Shows the dialog below its title. `fits` says whether what was lost can be put back onto
    /// its file.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        lost: &RecoverableSession,
        fits: bool,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        for line in &self.about {
            ui.add(egui::Label::new(line).wrap());
        }
        let changes = lost.counts.words;
        if changes != Count::default() {
            ui.add_space(6.0);
            let height = (ui.ctx().content_rect().height() - 360.0).clamp(80.0, 320.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                show_diff(ui, theme, &self.diff_runs, &self.spoken);
            });
        }
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let restore = if fits { "Restore" } else { "Open as a new article" };
            let answers = [("Later", RecoveryAnswer::Later), ("Discard…", RecoveryAnswer::Discard)];
            if widgets::primary(ui, theme, restore).clicked() {
                actions.push(Action::Recovery(RecoveryAnswer::Restore));
            }
            for (label, answer) in answers {
                if widgets::button(ui, label).clicked() {
                    actions.push(Action::Recovery(answer));
                }
            }
        });
        actions
    }
}

/// Shows the confirmation of discarding, below its title.
pub(super) fn discard(ui: &mut Ui, theme: &Theme, lost: &RecoverableSession) -> Vec<Action> {
    let mut actions = Vec::new();
    let folder = lost.journal.parent().map(|folder| folder.join("discarded"));
    let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
    let about = match lost.path {
        Some(_) => "The file on disk stays as it is. What was done after it was last saved goes.",
        None => "The article was never saved, so all of it goes.",
    };
    ui.add(egui::Label::new(about).wrap());
    let kept = format!("For 30 days it is kept in {folder}.");
    ui.add(egui::Label::new(widgets::small(kept, theme)).wrap());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if widgets::button(ui, "Discard").clicked() {
            actions.push(Action::Recovery(RecoveryAnswer::DiscardForGood));
        }
        if widgets::primary(ui, theme, "Keep it").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
    actions
}

fn about(lost: &RecoverableSession) -> Vec<String> {
    let place = match &lost.path {
        Some(path) => path.display().to_string(),
        None => "This article was never saved.".to_owned(),
    };
    let mut lines = vec![place];
    let typed = lost.typed.map_or(String::new(), |at| format!(" Last typed {}.", local_time(at)));
    lines.push(format!("Nutgraf ended before everything was saved.{typed}"));
    lines.push(changes(lost));
    match &lost.standing {
        BaseFile::Changed => lines.push(
            "Another program changed the file since. What was lost opens as a new article, so \
             that you can compare the two; the file stays as it is."
                .to_owned(),
        ),
        BaseFile::Missing => lines.push(
            "The file is not there any more, or cannot be read. What was lost opens as a new \
             article."
                .to_owned(),
        ),
        BaseFile::Fits(_) | BaseFile::NeverSaved => {}
    }
    if lost.is_torn {
        lines.push("The very last edit was written down only in part and is not in it.".to_owned());
    }
    lines
}

/// Returns what differs, in a sentence.
fn changes(lost: &RecoverableSession) -> String {
    let counts = &lost.counts;
    let kinds = [
        (counts.words, "word", "words"),
        (counts.sources, "source", "sources"),
        (counts.quotes, "quote", "quotes"),
        (counts.claims, "claim", "claims"),
    ];
    let mut parts = Vec::new();
    for (count, one, many) in kinds {
        let fates =
            [(count.added, "added"), (count.changed, "changed"), (count.removed, "removed")];
        for (n, fate) in fates.into_iter().filter(|(n, _)| *n > 0) {
            parts.push(format!("{} {} {fate}", number(n), if n == 1 { one } else { many }));
        }
    }
    if parts.is_empty() {
        return "No words differ, but other details do.".to_owned();
    }
    format!("Not saved: {}.", parts.join(", "))
}

/// Returns what differs, for a screen reader.
fn spoken(diff_runs: &[DiffRun]) -> String {
    /// Longest text that is read out, in bytes.
    const MOST: usize = 2_000;
    let mut text = String::from("What differs:");
    for piece in diff_runs {
        match piece {
            DiffRun::Words(DiffOp::Insert, words) => {
                text.push_str(&format!(" not saved: {}.", words.trim()));
            }
            DiffRun::Words(DiffOp::Delete, words) => {
                text.push_str(&format!(" only in the file: {}.", words.trim()));
            }
            _ => {}
        }
        if text.len() > MOST {
            text.push_str(" And more.");
            break;
        }
    }
    text
}
