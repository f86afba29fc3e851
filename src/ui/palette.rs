//! The command palette: every command, found by a few letters.

use egui::{Key, Modifiers, ScrollArea, Ui};
use nucleo_matcher::{
    Config, Matcher,
    pattern::{CaseMatching, Normalization, Pattern},
};

use super::{
    menu,
    theme::{Face, Theme},
    widgets::{Row, styled},
};
use crate::app::{Action, Command, Spec, Workspace};

/// View state of the palette.
#[derive(Default)]
pub struct CommandPalette {
    typed: String,
    chosen: usize,
}

impl CommandPalette {
    /// The palette's contents. Choosing a command also closes the dialog.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
        ui.set_width(460.0);
        let hint = styled(
            "Type a command",
            Face::Interface.at(theme.type_scale.interface.0),
            theme.palette.faint,
        );
        let field = egui::TextEdit::singleline(&mut self.typed).hint_text(hint);
        let field = ui.add(field.desired_width(f32::INFINITY)).accessible_name("Command");
        field.request_focus();
        if field.changed() {
            self.chosen = 0;
        }
        let found = matches(&self.typed, workspace);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.chosen += 1;
        }
        if pressed(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        self.chosen = self.chosen.min(found.len().saturating_sub(1));
        let entered = ui.input(|input| input.key_pressed(Key::Enter));
        let mut picked = None;
        ui.add_space(8.0);
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, spec) in found.iter().enumerate() {
                let keys = spec.shortcut.map(|keys| keys.label(cfg!(target_os = "macos")));
                let text = menu::label(spec, workspace);
                let row = Row {
                    text: &text,
                    trailing: keys.map(|keys| (keys, theme.palette.dim)),
                    selected: index == self.chosen,
                    indent: 0.0,
                    accent: false,
                };
                let response = ui.push_id(index, |ui| row.show(ui, theme)).inner;
                if index == self.chosen {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (entered && index == self.chosen) {
                    picked = Some(spec.command);
                }
            }
        });
        let Some(command) = picked else { return Vec::new() };
        *self = Self::default();
        vec![Action::CloseDialog, Action::Command(command)]
    }
}

/// The commands that can be done now and match what was typed, best first.
fn matches(typed: &str, workspace: &Workspace) -> Vec<&'static Spec> {
    let enabled = Command::table()
        .iter()
        .filter(|spec| spec.command != Command::Palette && spec.command.is_enabled(workspace));
    if typed.trim().is_empty() {
        return enabled.collect();
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, &Spec)> = enabled
        .filter_map(|spec| {
            let words = nucleo_matcher::Utf32Str::new(spec.label, &mut buffer);
            Some((pattern.score(words, &mut matcher)?, spec))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, spec)| spec).collect()
}
