//! The checklist by keyboard.
//!
//! While the list itself has the keyboard, letters do what they name, so that a checker
//! goes through a hundred claims without the mouse.
//!
//! # Invariants
//! The keys are those of [`ChecklistCommand`], which help lists.

use egui::{Event, Id, Key as EguiKey, Modifiers, Ui};

use crate::{
    app::{ChecklistCommand, Key},
    ui::event_order,
};

/// Returns the id by which the list has the keyboard.
pub(crate) fn id() -> Id {
    Id::unique("claims.list")
}

/// Takes the keys pressed while the list has the keyboard out of the input.
///
/// Returns each command, and which of the command's keys it was.
pub(super) fn read(ui: &Ui) -> Vec<(ChecklistCommand, usize)> {
    let ctx = ui.ctx();
    if ctx.memory(|memory| memory.focused()) != Some(id()) {
        return Vec::new();
    }
    let mut commands = Vec::new();
    let mut leaves = false;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            if leaves {
                return true;
            }
            let command = key_of(event).and_then(ChecklistCommand::of_key);
            leaves = command.is_some_and(|(command, _)| command.moves_keyboard());
            commands.extend(command);
            command.is_none()
        });
    });
    // What is typed behind such a key is for what it leads to.
    if leaves {
        event_order::put_back(ctx);
    }
    commands
}

/// Returns the key of an event.
///
/// Letters come as text, so that they are where the keyboard's print has them.
fn key_of(event: &Event) -> Option<Key> {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() => {
            Some(match key {
                EguiKey::ArrowUp => Key::Up,
                EguiKey::ArrowDown => Key::Down,
                EguiKey::PageUp => Key::PageUp,
                EguiKey::PageDown => Key::PageDown,
                EguiKey::Home => Key::Home,
                EguiKey::End => Key::End,
                EguiKey::Delete => Key::Delete,
                EguiKey::Enter => Key::Enter,
                EguiKey::Escape => Key::Escape,
                _ => return None,
            })
        }
        Event::Text(text) => {
            let mut letters = text.chars();
            let letter = letters.next().filter(|_| letters.next().is_none())?;
            Some(Key::Char(letter.to_ascii_uppercase()))
        }
        _ => None,
    }
}

/// Whether Escape was pressed, which leaves a field of the list.
pub(super) fn left(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(EguiKey::Escape) && input.modifiers == Modifiers::NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::menu::key_to_egui;

    #[test]
    fn every_key_of_the_checklist_reaches_its_command() {
        for command in ChecklistCommand::ALL {
            for (index, key) in command.keys().iter().enumerate() {
                let event = match key {
                    Key::Char(c) => Event::Text(c.to_lowercase().to_string()),
                    key => Event::Key {
                        key: key_to_egui(*key).unwrap(),
                        physical_key: None,
                        pressed: true,
                        repeat: false,
                        modifiers: Modifiers::NONE,
                    },
                };
                let read = key_of(&event).and_then(ChecklistCommand::of_key);
                assert_eq!(read, Some((*command, index)), "{command:?}");
            }
        }
    }
}
