//! Keys as the command table names them, before any toolkit.

/// A key of a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter (upper case), digit or sign, by what is printed on it.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Delete.
    Delete,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
}

impl Key {
    /// Returns the key as it is written in menus and help.
    pub fn label(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::F(number) => format!("F{number}"),
            Self::Up => "↑".to_owned(),
            Self::Down => "↓".to_owned(),
            Self::Left => "←".to_owned(),
            Self::Right => "→".to_owned(),
            Self::PageUp => "PgUp".to_owned(),
            Self::PageDown => "PgDn".to_owned(),
            Self::Home => "Home".to_owned(),
            Self::End => "End".to_owned(),
            Self::Delete => "Delete".to_owned(),
            Self::Enter => "Enter".to_owned(),
            Self::Escape => "Esc".to_owned(),
        }
    }
}

/// A key with its modifiers. `command` is Ctrl, and Cmd on macOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct Shortcut {
    pub key: Key,
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

impl Shortcut {
    /// The key alone.
    pub const fn plain(key: Key) -> Self {
        Self { key, command: false, shift: false, alt: false }
    }

    /// With Ctrl or Cmd.
    pub const fn command(key: char) -> Self {
        Self { command: true, ..Self::plain(Key::Char(key)) }
    }

    /// A key that is no sign, with Ctrl or Cmd.
    pub const fn command_key(key: Key) -> Self {
        Self { command: true, ..Self::plain(key) }
    }

    /// Also with Shift.
    pub const fn shift(self) -> Self {
        Self { shift: true, ..self }
    }

    /// Also with Alt.
    pub const fn alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// As it is written in menus: `Ctrl+Shift+P`, on macOS `⇧⌘P`.
    pub fn label(&self, mac: bool) -> String {
        let mut label = String::new();
        let parts = if mac {
            [(self.alt, "⌥"), (self.shift, "⇧"), (self.command, "⌘")]
        } else {
            [(self.command, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")]
        };
        parts.iter().filter(|(held, _)| *held).for_each(|(_, name)| label.push_str(name));
        label + &self.key.label()
    }
}
