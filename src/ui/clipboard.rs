//! The keys of the clipboard.
//!
//! The window tells of Ctrl+C, Ctrl+X and Ctrl+V as of any other key
//! (`NativeOptions::clipboard_shortcuts`): it would read the clipboard on the thread that
//! draws, parse an image on it there, and know plain text alone.
//!
//! # Invariants
//! - Every text that has the keyboard gets the same keys.

use egui::{Event, Key};

/// How something is pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PasteKey {
    /// With its look, as Markdown.
    Formatted,
    /// As plain text.
    Plain,
}

/// Returns how a key pastes; `None` for any other event.
pub(super) fn paste_key(event: &Event) -> Option<PasteKey> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    let is_insert = *key == Key::Insert && modifiers.shift && !modifiers.command && !modifiers.alt;
    match key {
        Key::V if modifiers.command && modifiers.shift && !modifiers.alt => Some(PasteKey::Plain),
        Key::V if modifiers.command_only() => Some(PasteKey::Formatted),
        Key::Paste => Some(PasteKey::Formatted),
        _ => is_insert.then_some(PasteKey::Formatted),
    }
}

/// Returns a key as the event of the clipboard that it means; any other event as it is.
pub(super) fn copying(event: Event) -> Event {
    let Event::Key { key, pressed: true, modifiers, .. } = &event else { return event };
    match key {
        Key::Copy => Event::Copy,
        Key::Cut => Event::Cut,
        Key::C | Key::Insert if modifiers.command_only() => Event::Copy,
        Key::X if modifiers.command_only() => Event::Cut,
        Key::Delete if modifiers.shift_only() && cfg!(target_os = "windows") => Event::Cut,
        _ => event,
    }
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    #[test]
    fn shift_pastes_plain_and_alt_is_another_command() {
        let command = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
        let pastes = |k, modifiers| paste_key(&key(k, modifiers));
        assert_eq!(pastes(Key::V, command), Some(PasteKey::Formatted));
        assert_eq!(pastes(Key::V, command | Modifiers::SHIFT), Some(PasteKey::Plain));
        assert_eq!(pastes(Key::V, command | Modifiers::ALT), None);
        assert_eq!(pastes(Key::Insert, Modifiers::SHIFT), Some(PasteKey::Formatted));
        assert_eq!(pastes(Key::V, Modifiers::NONE), None);
    }

    #[test]
    fn only_the_keys_of_the_clipboard_copy_and_cut() {
        let command = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
        assert_eq!(copying(key(Key::C, command)), Event::Copy);
        assert_eq!(copying(key(Key::X, command)), Event::Cut);
        for other in [key(Key::C, command | Modifiers::SHIFT), key(Key::X, Modifiers::NONE)] {
            assert_eq!(copying(other.clone()), other);
        }
    }
}
