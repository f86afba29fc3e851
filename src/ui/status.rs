//! The status bar: words, goal, reading time, position, save state, findings.

use std::path::Path;

use egui::{Align, Color32, CursorIcon, Layout, RichText, Role, Sense, Ui};
use jiff::{Timestamp, tz::TimeZone};

use super::{theme::Theme, widgets};
use crate::app::{Action, Command, Readiness, SaveState, Tab, Workspace};
use nutgraf_engine::{
    evidence::{FindingCounts, Severity},
    text::excerpt,
};

/// Widths below which the bar leaves out what matters less, in points.
const NARROW: f32 = 720.0;
const NARROWEST: f32 = 520.0;

/// Shows the status bar.
pub(super) fn bar(ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
    let mut actions = Vec::new();
    let palette = &theme.palette;
    let width = ui.available_width();
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        if !workspace.is_open() {
            ui.label(widgets::small("No article is open", theme));
            return;
        }
        let words = workspace.structure().word_count(workspace.settings().counts_notes);
        let goal = workspace.project().article().goal.map(|goal| goal as usize);
        let text = match goal {
            Some(goal) => {
                format!("{} of {} words", widgets::number(words), widgets::number(goal))
            }
            None if words == 1 => "1 word".to_owned(),
            None => format!("{} words", widgets::number(words)),
        };
        if part(ui, widgets::small(text.clone(), theme), &text, "Set a goal").clicked() {
            actions.push(Action::Command(Command::ArticleDetails));
        }
        if let Some(text) = session(workspace).filter(|_| width >= NARROW) {
            let response = part(ui, widgets::small(text.clone(), theme), &text, "");
            let is_clicked = response.clicked();
            response.on_hover_ui(|ui| {
                let today = workspace.words_of_days().last().map_or(0, |day| day.words);
                let today = widgets::number(today);
                ui.label(format!("Written since the article was opened; {today} today"));
                ui.label(widgets::small("Set a goal for a session", theme));
            });
            if is_clicked {
                actions.push(Action::Command(Command::ArticleDetails));
            }
        }
        if width >= NARROW {
            let minutes = workspace.structure().reading_minutes();
            ui.label(widgets::small(format!("{minutes} min read"), theme));
        }
        if width >= NARROWEST {
            let place = workspace.project().document().position(workspace.view().selection.start);
            ui.label(widgets::small(format!("Ln {}, Col {}", place.line, place.column), theme));
        }
        let (state, color) = save_state(workspace, theme);
        let state_text = widgets::small(state.clone(), theme).color(color);
        if part(ui, state_text, &state, "Save").clicked() {
            actions.push(Action::Command(Command::Save));
        }

        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            actions.extend(counts(ui, workspace, theme, width >= NARROW));
            let reading = workspace.view().reading.first();
            if has_waited(ui, "reading since", reading.is_some())
                && let Some(path) = reading
            {
                ui.label(widgets::small(reading_of(path), theme).color(palette.quiet));
            }
            if has_waited(ui, "checking since", !workspace.report_is_current()) {
                ui.label(widgets::small("Checking…", theme).color(palette.quiet));
            }
        });
    });
    actions
}

/// Returns how many words are written in this session; `None` where none are and none are to
/// be.
pub(super) fn session(workspace: &Workspace) -> Option<String> {
    let written = workspace.session_words();
    let number = widgets::number;
    match workspace.settings().session_goal.filter(|goal| *goal > 0) {
        Some(goal) => {
            Some(format!("{} of {} this session", number(written), number(goal as usize)))
        }
        None if written == 0 => None,
        None => Some(format!("{} this session", number(written))),
    }
}

/// Returns the name of the file being read, short enough for the bar.
fn reading_of(path: &Path) -> String {
    const LONGEST: usize = 40;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    format!("Reading {}…", excerpt(&name, LONGEST))
}

/// Whether something has taken long enough to be mentioned: checks while typing are over
/// before a word about them could be read.
fn has_waited(ui: &Ui, what: &str, is_waiting: bool) -> bool {
    const PATIENCE: f64 = 0.5;
    let id = egui::Id::unique(what);
    let now = ui.input(|input| input.time);
    let since = ui.data_mut(|data| {
        if !is_waiting {
            data.remove::<f64>(id);
            return now;
        }
        *data.get_temp_mut_or(id, now)
    });
    if is_waiting {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(PATIENCE));
    }
    now - since > PATIENCE
}

/// Shows the counts of findings; `tells_final` adds whether the article may be called
/// final.
fn counts(ui: &mut Ui, workspace: &Workspace, theme: &Theme, tells_final: bool) -> Vec<Action> {
    let mut actions = Vec::new();
    let palette = &theme.palette;
    let headline = workspace.checklist().headline();
    // Stale claims have a count of their own.
    let FindingCounts { errors, warnings, infos } = workspace.finding_counts();
    let counts = [
        (Severity::Info, infos, "i", "note", palette.note),
        (Severity::Warning, warnings, "⚠", "warning", palette.wary),
        (Severity::Error, errors, "≠", "error", palette.bad),
    ];
    if let Some(text) = readiness(workspace.readiness()).filter(|_| tells_final) {
        let response = part(ui, widgets::small(text.clone(), theme), &text, "");
        let obstacles = workspace.obstacles();
        response.clone().on_hover_ui(|ui| {
            for obstacle in obstacles.iter().take(12) {
                ui.label(obstacle.to_string());
            }
            ui.label(widgets::small("Export", theme));
        });
        if response.clicked() {
            actions.push(Action::Command(Command::Export));
        }
    }
    if headline.stale > 0 {
        let text = format!("◐ {} stale", headline.stale);
        let rich = widgets::small(text.clone(), theme).color(palette.wary);
        if part(ui, rich, &text, "Show claims").clicked() {
            actions.push(Action::Tab(Tab::Claims));
        }
    }
    for (severity, number, sign, name, color) in counts {
        if number == 0 {
            continue;
        }
        let plural = if number == 1 { "" } else { "s" };
        let text = format!("{sign} {number} {name}{plural}");
        let rich = widgets::small(text.clone(), theme).color(color);
        if part(ui, rich, &text, "Go to the next one").clicked() {
            actions.push(next_of(workspace, severity));
        }
    }
    actions
}

/// Returns whether the article may be called final, or what is to be done first.
fn readiness(readiness: Readiness) -> Option<String> {
    let things = |count: usize| match count {
        1 => "1 thing".to_owned(),
        count => format!("{} things", widgets::number(count)),
    };
    match readiness {
        Readiness::Unknown => None,
        Readiness::Ready => Some("Ready to export as final".to_owned()),
        Readiness::Open { obstacles: 0, unclaimed } => {
            Some(format!("{} unclaimed before final", widgets::number(unclaimed)))
        }
        Readiness::Open { obstacles, unclaimed: 0 } => {
            Some(format!("{} before final", things(obstacles)))
        }
        Readiness::Open { obstacles, unclaimed } => {
            let unclaimed = widgets::number(unclaimed);
            Some(format!("{} before final, {unclaimed} unclaimed", things(obstacles)))
        }
    }
}

/// Returns the next finding of a severity after the caret, wrapping around.
fn next_of(workspace: &Workspace, severity: Severity) -> Action {
    let caret = workspace.view().selection.start;
    let mut all = workspace.findings().iter().filter(|finding| finding.severity() == severity);
    let first = all.clone().next();
    let next = all.find(|finding| finding.range.start > caret).or(first);
    next.map_or(Action::Tab(Tab::Findings), |finding| Action::Jump(finding.range))
}

fn save_state(workspace: &Workspace, theme: &Theme) -> (String, Color32) {
    let palette = &theme.palette;
    match workspace.file().save_state() {
        SaveState::Saving(_) => match workspace.slow_save() {
            Some((_, seconds)) => (format!("Saving… {seconds} s"), palette.wary),
            None => ("Saving…".to_owned(), palette.dim),
        },
        _ if workspace.outside().is_some() => {
            ("Changed by another program".to_owned(), palette.bad)
        }
        SaveState::Failed(_) => ("Not saved".to_owned(), palette.bad),
        _ if workspace.is_dirty() && workspace.file().path().is_none() => {
            ("Not saved yet".to_owned(), palette.wary)
        }
        _ if workspace.is_dirty() => ("Edited".to_owned(), palette.dim),
        SaveState::Saved(at) => (format!("Saved {}", clock(*at)), palette.dim),
        SaveState::Untouched if workspace.file().path().is_none() => {
            ("Not saved yet".to_owned(), palette.dim)
        }
        SaveState::Untouched => ("Saved".to_owned(), palette.dim),
    }
}

/// Returns a time as the writer's wall clock shows it.
fn clock(at: Timestamp) -> String {
    let local = at.to_zoned_datetime(TimeZone::system());
    format!("{:02}:{:02}", local.hour(), local.minute())
}

fn part(ui: &mut Ui, text: RichText, name: &str, hint: &str) -> egui::Response {
    let response = ui.add(egui::Label::new(text).sense(Sense::click()));
    let response = widgets::named(response, Role::Button, name);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if hint.is_empty() { response } else { response.on_hover_text(hint) }
}
