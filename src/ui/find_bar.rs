//! The bar above the draft for finding and replacing.
//!
//! # Invariants
//! The bar has no state of its own: what is typed goes to the workspace at once and comes
//! back from there. The keyboard stays in the field while the draft shows hit after hit.
//! The Tab key reaches the fields before the buttons beside them.

use egui::{
    Color32, Context, Frame, Id, Key, Label, Margin, Modifiers, Popup, Response, TextEdit, Ui,
    accesskit::Live,
    text::{CCursor, CCursorRange, CharIndex},
    text_edit::TextEditState,
    vec2,
};

use super::{
    editor,
    theme::{Face, Theme},
    widgets::{self, styled},
};
use crate::app::{Action, Command, Find, Turn, Workspace};

/// Least width for which everything is in one row, in points.
const WIDE: f32 = 720.0;

/// Greatest width of a field, and the widths of the buttons beside a narrow one without and
/// with replacing, in points.
const FIELD: f32 = 320.0;
const BUTTONS: f32 = 96.0;
const REPLACE_BUTTONS: f32 = 160.0;

/// Longest text of a field, in characters.
const LONGEST: usize = 1_000;

/// Space between items of a row, and between rows, in points.
const GAP: egui::Vec2 = vec2(6.0, 6.0);

fn query_id() -> Id {
    Id::unique("find")
}

fn replacement_id() -> Id {
    Id::unique("replacement")
}

/// Focuses the field of the query and selects its text.
pub(super) fn take_keyboard(ctx: &Context, workspace: &Workspace) {
    let Some(find) = workspace.find() else { return };
    let mut state = TextEditState::load(ctx, query_id()).unwrap_or_default();
    let end = CharIndex(find.query().text.chars().count());
    let all = CCursorRange::two(CCursor::new(CharIndex(0)), CCursor::new(end));
    state.cursor.set_char_range(Some(all));
    state.store(ctx, query_id());
    ctx.memory_mut(|memory| memory.request_focus(query_id()));
}

/// Handles Escape, which closes the bar from its fields and from the draft.
///
/// `last` is the text that had the keyboard last: egui drops the focus on Escape before the
/// key can be handled.
pub(super) fn keys(ctx: &Context, workspace: &Workspace, last: Option<Id>) -> Option<Action> {
    workspace.find()?;
    let is_here = last.is_none_or(|id| [editor::id(), query_id(), replacement_id()].contains(&id));
    let closes = is_here
        && !Popup::is_any_open(ctx)
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    closes.then_some(Action::CloseFind)
}

/// Whether undo applies to the draft although the keyboard is in the bar.
pub(super) fn leaves_undo(workspace: &Workspace, focused: Option<Id>) -> bool {
    let find = workspace.find();
    let is_in_bar = focused == Some(query_id()) || focused == Some(replacement_id());
    is_in_bar && find.is_some_and(Find::has_just_replaced)
}

/// Shows the bar over the whole width of `ui` while it is open.
pub(super) fn bar(ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
    let Some(find) = workspace.find() else { return Vec::new() };
    let mut bar = Bar { theme, workspace, find, actions: Vec::new() };
    bar.take_enter(ui);
    let margin = Margin { left: 16, right: 10, top: 8, bottom: 8 };
    let frame = Frame::new().fill(theme.palette.side).inner_margin(margin);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = GAP;
            bar.show(ui);
        });
        widgets::hairline(ui, theme);
    });
    if !bar.actions.is_empty() {
        // The count is updated in the next frame.
        ui.ctx().request_repaint();
    }
    bar.actions
}

struct Bar<'a> {
    theme: &'a Theme,
    workspace: &'a Workspace,
    find: &'a Find,
    actions: Vec<Action>,
}

impl Bar<'_> {
    /// Handles Enter before a field would give up the focus on it.
    fn take_enter(&mut self, ui: &Ui) {
        let focused = ui.memory(|memory| memory.focused());
        let forward = match focused {
            Some(id) if id == query_id() => Command::FindNext,
            Some(id) if id == replacement_id() => Command::ReplaceHit,
            _ => return,
        };
        // With Shift first: egui lets a key match with more modifiers held.
        for (held, command) in
            [(Modifiers::SHIFT, Command::FindPrevious), (Modifiers::NONE, forward)]
        {
            if ui.input_mut(|input| input.consume_key(held, Key::Enter)) {
                self.actions.push(Action::Command(command));
            }
        }
    }

    fn show(&mut self, ui: &mut Ui) {
        let width = ui.available_width();
        let is_wide = width >= WIDE;
        let buttons = if self.find.is_replacing() { REPLACE_BUTTONS } else { BUTTONS };
        let field = if is_wide { (width * 0.4).min(FIELD) } else { width - buttons - GAP.x };
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(field);
                self.query(ui);
                if self.find.is_replacing() {
                    self.replacement(ui);
                }
            });
            ui.vertical(|ui| {
                self.row(ui, |bar, ui| {
                    bar.steps(ui);
                    if is_wide {
                        bar.toggles(ui);
                        bar.count(ui);
                    }
                    bar.close(ui);
                });
                if self.find.is_replacing() {
                    self.row(ui, |bar, ui| {
                        bar.button(ui, "Replace", Command::ReplaceHit);
                        bar.button(ui, "Replace all", Command::ReplaceAll);
                    });
                }
            });
        });
        if !is_wide {
            ui.horizontal_wrapped(|ui| {
                self.toggles(ui);
                self.count(ui);
            });
        }
        if let Some(error) = self.find.error() {
            let text = widgets::small(format!("≠ {error}"), self.theme);
            told(ui.add(Label::new(text.color(self.theme.palette.bad)).wrap()));
        }
    }

    /// Shows a row as high as a field.
    fn row(&mut self, ui: &mut Ui, show: impl FnOnce(&mut Self, &mut Ui)) {
        ui.horizontal(|ui| {
            ui.set_height(self.theme.metrics.row);
            show(self, ui);
        });
    }

    fn query(&mut self, ui: &mut Ui) {
        let mut query = self.find.query().clone();
        if self.field(ui, query_id(), "Find", &mut query.text) {
            self.actions.push(Action::SetQuery(query));
        }
    }

    fn replacement(&mut self, ui: &mut Ui) {
        let mut replacement = self.find.replacement().to_owned();
        if self.field(ui, replacement_id(), "Replace with", &mut replacement) {
            self.actions.push(Action::SetReplacement(replacement));
        }
    }

    /// Shows a field. Returns whether its text changed.
    fn field(&self, ui: &mut Ui, id: Id, name: &str, text: &mut String) -> bool {
        let font = Face::Interface.at(self.theme.type_scale.interface.0);
        let field = TextEdit::singleline(text)
            .id(id)
            .char_limit(LONGEST)
            .hint_text(styled(name, font, self.theme.palette.faint))
            .align(egui::Align2::LEFT_CENTER)
            .min_size(vec2(0.0, self.theme.metrics.row))
            .desired_width(f32::INFINITY);
        ui.add(field).accessible_name(name).changed()
    }

    fn steps(&mut self, ui: &mut Ui) {
        let steps = [("↑", Command::FindPrevious), ("↓", Command::FindNext)];
        for (sign, command) in steps {
            let hint = hint(command);
            let says = (sign, command.spec().label, hint.as_str());
            if widgets::icon_button_with(ui, self.theme, says).clicked() {
                self.actions.push(Action::Command(command));
            }
        }
    }

    fn toggles(&mut self, ui: &mut Ui) {
        let query = self.find.query();
        let toggles = [
            ("Aa", Command::MatchCase, query.match_case),
            ("Word", Command::WholeWord, query.whole_word),
            (".*", Command::RegularExpression, query.regex),
        ];
        for (sign, command, is_on) in toggles {
            let hint = hint(command);
            let says = (sign, command.spec().label, hint.as_str());
            if widgets::toggle(ui, self.theme, says, is_on).clicked() {
                self.actions.push(Action::Command(command));
            }
        }
        let command = Command::InSelection;
        let hint = hint(command);
        let says = (command.spec().label, command.spec().label, hint.as_str());
        ui.add_enabled_ui(command.is_enabled(self.workspace), |ui| {
            let is_on = self.find.limit().is_some();
            if widgets::toggle(ui, self.theme, says, is_on).clicked() {
                self.actions.push(Action::Command(command));
            }
        });
    }

    /// Shows the number of hits, which one is selected, and whether the search wrapped
    /// around.
    fn count(&self, ui: &mut Ui) {
        let palette = &self.theme.palette;
        let mut say = |text: &str, color: Color32| {
            let label = Label::new(widgets::small(text, self.theme).color(color)).extend();
            told(ui.add(label));
        };
        let find = self.find;
        if find.query().text.is_empty() || find.error().is_some() {
            return;
        }
        let all = widgets::number(find.count());
        match (find.position(), find.count()) {
            (_, 0) => say("≠ no hits", palette.bad),
            (Some(position), _) => {
                say(&format!("{} of {all}", widgets::number(position)), palette.dim);
            }
            (None, 1) => say("1 hit", palette.dim),
            (None, _) => say(&format!("{all} hits"), palette.dim),
        }
        match find.turn() {
            Some(Turn::FromTop) => say("from the top", palette.faint),
            Some(Turn::FromEnd) => say("from the end", palette.faint),
            None => {}
        }
    }

    fn close(&mut self, ui: &mut Ui) {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let says = ("×", "Close the find bar", "Close the find bar (Esc)");
            if widgets::icon_button_with(ui, self.theme, says).clicked() {
                self.actions.push(Action::CloseFind);
            }
        });
    }

    fn button(&mut self, ui: &mut Ui, text: &str, command: Command) {
        let hint = match command {
            Command::ReplaceHit => format!("{} (Enter)", command.spec().label),
            command => hint(command),
        };
        ui.add_enabled_ui(command.is_enabled(self.workspace), |ui| {
            if widgets::small_button(ui, self.theme, text).on_hover_text(hint).clicked() {
                self.actions.push(Action::Command(command));
            }
        });
    }
}

/// Makes a screen reader announce it although the keyboard is elsewhere.
fn told(response: Response) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// Returns the label of a command and its keys.
fn hint(command: Command) -> String {
    let spec = command.spec();
    match spec.shortcut {
        Some(keys) => format!("{} ({})", spec.label, keys.label(cfg!(target_os = "macos"))),
        None => spec.label.to_owned(),
    }
}
