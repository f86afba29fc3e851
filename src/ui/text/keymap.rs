//! Maps keys to caret motions and deletions, following each system's conventions.

use egui::{Key, Modifiers};

/// A motion of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum CaretMotion {
    Left,
    Right,
    WordLeft,
    WordRight,
    RowStart,
    RowEnd,
    Up,
    Down,
    PageUp,
    PageDown,
    ParagraphUp,
    ParagraphDown,
    Start,
    End,
}

/// A command that a key gives a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextCommand {
    /// Moves the caret; `true` extends the selection.
    Move(CaretMotion, bool),
    /// Deletes the selection, or from the caret to where the motion leads.
    Delete(CaretMotion),
    /// Breaks the line.
    Break {
        /// Whether Shift is held: a list is then not continued.
        plain: bool,
    },
    /// Indents or outdents a list item, or types a tab.
    Indent {
        /// Whether the item is outdented.
        out: bool,
    },
    /// Selects the whole text.
    SelectAll,
}

impl TextCommand {
    /// Returns the command of a key, or `None` for a key that means nothing in a text.
    pub(crate) fn of_key(key: Key, modifiers: Modifiers, is_mac: bool) -> Option<Self> {
        let extend = modifiers.shift;
        let is_ctrl = !is_mac && modifiers.command;
        let by_word = if is_mac { modifiers.alt } else { is_ctrl };
        let to_edge = is_mac && modifiers.command;
        if is_mac && modifiers.ctrl && !modifiers.command {
            return emacs(key).map(|to| Self::Move(to, extend));
        }
        let way = |edge: CaretMotion, word: CaretMotion, one: CaretMotion| {
            if to_edge {
                edge
            } else if by_word {
                word
            } else {
                one
            }
        };
        let to = match key {
            Key::ArrowLeft => way(CaretMotion::RowStart, CaretMotion::WordLeft, CaretMotion::Left),
            Key::ArrowRight => way(CaretMotion::RowEnd, CaretMotion::WordRight, CaretMotion::Right),
            Key::ArrowUp => way(CaretMotion::Start, CaretMotion::ParagraphUp, CaretMotion::Up),
            Key::ArrowDown => way(CaretMotion::End, CaretMotion::ParagraphDown, CaretMotion::Down),
            Key::Home if is_ctrl => CaretMotion::Start,
            Key::End if is_ctrl => CaretMotion::End,
            Key::Home => CaretMotion::RowStart,
            Key::End => CaretMotion::RowEnd,
            Key::PageUp => CaretMotion::PageUp,
            Key::PageDown => CaretMotion::PageDown,
            Key::Backspace => {
                return Some(Self::Delete(way(
                    CaretMotion::RowStart,
                    CaretMotion::WordLeft,
                    CaretMotion::Left,
                )));
            }
            Key::Delete => {
                return Some(Self::Delete(way(
                    CaretMotion::RowEnd,
                    CaretMotion::WordRight,
                    CaretMotion::Right,
                )));
            }
            Key::Enter if !modifiers.command && !modifiers.alt => {
                return Some(Self::Break { plain: modifiers.shift });
            }
            Key::Tab if !modifiers.command && !modifiers.alt => {
                return Some(Self::Indent { out: modifiers.shift });
            }
            Key::A if modifiers.command && !modifiers.shift && !modifiers.alt => {
                return Some(Self::SelectAll);
            }
            _ => return None,
        };
        Some(Self::Move(to, extend))
    }
}

/// Returns the motion of the Emacs keys that every text field of macOS accepts.
fn emacs(key: Key) -> Option<CaretMotion> {
    Some(match key {
        Key::A => CaretMotion::RowStart,
        Key::E => CaretMotion::RowEnd,
        Key::B => CaretMotion::Left,
        Key::F => CaretMotion::Right,
        Key::P => CaretMotion::Up,
        Key::N => CaretMotion::Down,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_they_do_elsewhere_on_each_system() {
        let (none, shift, ctrl) = (Modifiers::NONE, Modifiers::SHIFT, Modifiers::CTRL);
        let ctrl = Modifiers { command: true, ..ctrl };
        let cmd = Modifiers { mac_cmd: true, command: true, ..none };
        for (key, modifiers, is_mac, command) in [
            (Key::ArrowLeft, none, false, TextCommand::Move(CaretMotion::Left, false)),
            (Key::ArrowLeft, shift, false, TextCommand::Move(CaretMotion::Left, true)),
            (Key::ArrowLeft, ctrl, false, TextCommand::Move(CaretMotion::WordLeft, false)),
            (Key::ArrowLeft, Modifiers::ALT, true, TextCommand::Move(CaretMotion::WordLeft, false)),
            (Key::ArrowLeft, cmd, true, TextCommand::Move(CaretMotion::RowStart, false)),
            (Key::ArrowDown, ctrl, false, TextCommand::Move(CaretMotion::ParagraphDown, false)),
            (Key::ArrowDown, cmd, true, TextCommand::Move(CaretMotion::End, false)),
            (Key::End, ctrl, false, TextCommand::Move(CaretMotion::End, false)),
            (Key::A, Modifiers::CTRL, true, TextCommand::Move(CaretMotion::RowStart, false)),
            (Key::A, ctrl, false, TextCommand::SelectAll),
            (Key::Backspace, ctrl, false, TextCommand::Delete(CaretMotion::WordLeft)),
            (Key::Enter, shift, false, TextCommand::Break { plain: true }),
        ] {
            assert_eq!(
                TextCommand::of_key(key, modifiers, is_mac),
                Some(command),
                "{key:?} {modifiers:?}"
            );
        }
        assert_eq!(TextCommand::of_key(Key::B, ctrl, false), None);
    }
}
