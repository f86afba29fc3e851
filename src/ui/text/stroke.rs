//! Which keys move the caret and which delete, as writers know them from their system.

use egui::{Key, Modifiers};

/// Where the caret goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Move {
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

/// What a key asks of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Moves the caret; the second says whether the selection is extended.
    Move(Move, bool),
    /// Deletes the selection, or what lies between the caret and a place.
    Delete(Move),
    /// Begins a line; `plain` ones do not go on with a list.
    Break {
        /// Whether Shift is held.
        plain: bool,
    },
    /// Moves an item of a list in or out, or types a tab.
    Indent {
        /// Whether it goes out.
        out: bool,
    },
    /// Selects everything.
    SelectAll,
}

impl Stroke {
    /// What a key does, if it is one of the editor's.
    pub fn of(key: Key, modifiers: Modifiers, is_mac: bool) -> Option<Self> {
        let extend = modifiers.shift;
        let is_ctrl = !is_mac && modifiers.command;
        let by_word = if is_mac { modifiers.alt } else { is_ctrl };
        let to_edge = is_mac && modifiers.command;
        if is_mac && modifiers.ctrl && !modifiers.command {
            return emacs(key).map(|to| Self::Move(to, extend));
        }
        let way = |edge: Move, word: Move, one: Move| {
            if to_edge {
                edge
            } else if by_word {
                word
            } else {
                one
            }
        };
        let to = match key {
            Key::ArrowLeft => way(Move::RowStart, Move::WordLeft, Move::Left),
            Key::ArrowRight => way(Move::RowEnd, Move::WordRight, Move::Right),
            Key::ArrowUp => way(Move::Start, Move::ParagraphUp, Move::Up),
            Key::ArrowDown => way(Move::End, Move::ParagraphDown, Move::Down),
            Key::Home if is_ctrl => Move::Start,
            Key::End if is_ctrl => Move::End,
            Key::Home => Move::RowStart,
            Key::End => Move::RowEnd,
            Key::PageUp => Move::PageUp,
            Key::PageDown => Move::PageDown,
            Key::Backspace => {
                return Some(Self::Delete(way(Move::RowStart, Move::WordLeft, Move::Left)));
            }
            Key::Delete => {
                return Some(Self::Delete(way(Move::RowEnd, Move::WordRight, Move::Right)));
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

/// The keys that every text field of macOS knows.
fn emacs(key: Key) -> Option<Move> {
    Some(match key {
        Key::A => Move::RowStart,
        Key::E => Move::RowEnd,
        Key::B => Move::Left,
        Key::F => Move::Right,
        Key::P => Move::Up,
        Key::N => Move::Down,
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
        for (key, modifiers, is_mac, stroke) in [
            (Key::ArrowLeft, none, false, Stroke::Move(Move::Left, false)),
            (Key::ArrowLeft, shift, false, Stroke::Move(Move::Left, true)),
            (Key::ArrowLeft, ctrl, false, Stroke::Move(Move::WordLeft, false)),
            (Key::ArrowLeft, Modifiers::ALT, true, Stroke::Move(Move::WordLeft, false)),
            (Key::ArrowLeft, cmd, true, Stroke::Move(Move::RowStart, false)),
            (Key::ArrowDown, ctrl, false, Stroke::Move(Move::ParagraphDown, false)),
            (Key::ArrowDown, cmd, true, Stroke::Move(Move::End, false)),
            (Key::End, ctrl, false, Stroke::Move(Move::End, false)),
            (Key::A, Modifiers::CTRL, true, Stroke::Move(Move::RowStart, false)),
            (Key::A, ctrl, false, Stroke::SelectAll),
            (Key::Backspace, ctrl, false, Stroke::Delete(Move::WordLeft)),
            (Key::Enter, shift, false, Stroke::Break { plain: true }),
        ] {
            assert_eq!(Stroke::of(key, modifiers, is_mac), Some(stroke), "{key:?} {modifiers:?}");
        }
        assert_eq!(Stroke::of(Key::B, ctrl, false), None);
    }
}
