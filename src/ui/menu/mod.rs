//! The menu bar, labels and shortcuts, all made from the table of commands.

mod bar;
mod entry;

use egui::{Event, InputState, Key as EguiKey, KeyboardShortcut, Modifiers, Ui};

pub(super) use self::{bar::MenuBar, entry::MenuEntries};
use crate::app::{Action, Command, Key, KeyScope, MORE_KEYS, Shortcut, Spec, Workspace};

/// Returns the label of a command; undo and redo name what they apply to.
pub(super) fn label(spec: &Spec, workspace: &Workspace) -> String {
    let of = match spec.command {
        Command::Undo => workspace.undo_label(),
        Command::Redo => workspace.redo_label(),
        _ => None,
    };
    let mark = if spec.command.is_checked(workspace) == Some(true) { "✓ " } else { "" };
    match of {
        Some(what) => format!("{} {}", spec.label, lower_first(what.as_str())),
        None => format!("{mark}{}", spec.label),
    }
}

/// Returns a label with a lower-case first letter, for use within a sentence.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// Takes the shortcuts of commands out of the input and returns their actions.
///
/// `elsewhere` says that a text field other than the draft has the keyboard: undo and the
/// formatting keys are then left to it.
pub(super) fn shortcuts(ui: &Ui, workspace: &Workspace, elsewhere: bool) -> Vec<Action> {
    let table = Command::table().iter().filter_map(|spec| Some((spec.command, spec.shortcut?)));
    let mut keys: Vec<_> = table.chain(MORE_KEYS.iter().copied()).collect();
    // Ctrl+Shift+S before Ctrl+S: egui lets a shortcut match with more modifiers held.
    keys.sort_by_key(|(_, keys)| -(i32::from(keys.shift) + i32::from(keys.alt)));
    let mut actions = Vec::new();
    for (command, keys) in keys {
        let counts = match command.spec().scope {
            KeyScope::Window => true,
            KeyScope::Text => !elsewhere,
            // They reach the focused text as events of their own.
            KeyScope::Clipboard => false,
            KeyScope::FindBar => workspace.find().is_some(),
        };
        if !counts {
            continue;
        }
        let Some(shortcut) = to_egui(keys) else { continue };
        if ui.input_mut(|input| consume(input, &shortcut)) {
            actions.push(Action::Command(command));
        }
    }
    actions
}

/// Takes a shortcut out of the input, however often it was pressed.
///
/// With Shift or Alt a digit is told by its place as well: what else its key has there is
/// different on every layout.
fn consume(input: &mut InputState, shortcut: &KeyboardShortcut) -> bool {
    let KeyboardShortcut { modifiers, logical_key } = *shortcut;
    let is_place = (modifiers.shift || modifiers.alt) && is_digit(logical_key);
    let before = input.events.len();
    input.events.retain(|event| {
        !matches!(event, Event::Key { key, physical_key, modifiers: held, pressed: true, .. }
            if (*key == logical_key || (is_place && *physical_key == Some(logical_key)))
                && held.matches_logically(modifiers))
    });
    input.events.len() < before
}

fn is_digit(key: EguiKey) -> bool {
    key.name().len() == 1 && key.name().bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns egui's name of a key, or `None` for a character that egui knows no key for.
pub(super) fn key_to_egui(key: Key) -> Option<EguiKey> {
    Some(match key {
        Key::Char('+') => EguiKey::Plus,
        Key::Char('-') => EguiKey::Minus,
        Key::Char(c) => EguiKey::from_name(&c.to_string())?,
        Key::F(number) => EguiKey::from_name(&format!("F{number}"))?,
        Key::Up => EguiKey::ArrowUp,
        Key::Down => EguiKey::ArrowDown,
        Key::Left => EguiKey::ArrowLeft,
        Key::Right => EguiKey::ArrowRight,
        Key::PageUp => EguiKey::PageUp,
        Key::PageDown => EguiKey::PageDown,
        Key::Home => EguiKey::Home,
        Key::End => EguiKey::End,
        Key::Delete => EguiKey::Delete,
        Key::Enter => EguiKey::Enter,
        Key::Escape => EguiKey::Escape,
    })
}

fn to_egui(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let key = key_to_egui(shortcut.key)?;
    let modifiers = Modifiers {
        alt: shortcut.alt,
        shift: shortcut.shift,
        command: shortcut.command,
        ..Modifiers::NONE
    };
    Some(KeyboardShortcut::new(modifiers, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_of_the_table_is_a_key_that_egui_knows() {
        let table = Command::table().iter().filter_map(|spec| Some((spec.command, spec.shortcut?)));
        for (command, shortcut) in table.chain(MORE_KEYS.iter().copied()) {
            assert!(to_egui(shortcut).is_some(), "{command:?}");
        }
    }
}
