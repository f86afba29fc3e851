//! A list that has the keyboard: which row is current, how keys move it, and how it is
//! brought into view. Sources, findings and the outline are such lists; the checklist has
//! letters of its own and takes the moves from here.
//!
//! # Invariants
//! - The list has the keyboard as one widget; its current row has the ring.
//! - A row is named by its index, so that what follows a deleted row is current next.

use egui::{Event, EventFilter, Id, Key, Rect, Role, Sense, Ui, WidgetInfo};

/// Rows that Page up and Page down go by.
const PAGE: usize = 8;

/// Letters typed within so many seconds belong together.
const TYPE_AHEAD: f64 = 1.0;

/// A move through a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListMove {
    Previous,
    Next,
    PageUp,
    PageDown,
    First,
    Last,
}

impl ListMove {
    fn of(key: Key) -> Option<Self> {
        Some(match key {
            Key::ArrowUp => Self::Previous,
            Key::ArrowDown => Self::Next,
            Key::PageUp => Self::PageUp,
            Key::PageDown => Self::PageDown,
            Key::Home => Self::First,
            Key::End => Self::Last,
            _ => return None,
        })
    }

    /// Returns the row that a move leads to; `None` in an empty list. Where no row was
    /// current, the first one is.
    pub(super) fn from(self, here: Option<usize>, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        Some(match (self, here) {
            (Self::Last, _) => last,
            (Self::First, _) | (_, None) => 0,
            (Self::Previous, Some(here)) => here.saturating_sub(1).min(last),
            (Self::Next, Some(here)) => (here + 1).min(last),
            (Self::PageUp, Some(here)) => here.saturating_sub(PAGE).min(last),
            (Self::PageDown, Some(here)) => (here + PAGE).min(last),
        })
    }
}

/// What a key asks of the current row, or of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListCommand {
    /// The current row changed.
    Moved,
    /// Enter.
    Open,
    Delete,
    /// Back to where the list was opened from.
    Back,
    /// The keyboard goes back to the draft.
    Leave,
}

/// View state of a list.
#[derive(Default)]
pub(super) struct KeyedList {
    current: Option<usize>,
    had_keyboard: bool,
    /// What was typed to find a row, and when, in seconds.
    typed: (String, f64),
}

/// The list in one frame.
pub(super) struct ListFrame {
    /// The row with the ring; `None` where the list does not have the keyboard.
    pub(super) current: Option<usize>,
    /// Whether to bring that row into view.
    pub(super) scrolls: bool,
    /// What the keys ask for, in order, and of which row.
    pub(super) commands: Vec<(ListCommand, Option<usize>)>,
}

impl ListFrame {
    /// Whether a row is the one to bring into view.
    pub(super) fn scrolls_to(&self, row: usize) -> bool {
        self.scrolls && self.current == Some(row)
    }
}

impl KeyedList {
    /// Forgets the current row, because the list shows something else.
    pub(super) fn reset(&mut self) {
        self.current = None;
    }

    /// Returns the current row.
    pub(super) fn current(&self) -> Option<usize> {
        self.current
    }

    /// Makes another row the current one, because what it showed stands there now.
    pub(super) fn set_current(&mut self, row: usize) {
        self.current = Some(row);
    }

    /// Takes the keys of a list of `count` rows.
    ///
    /// `text` returns a row's words; `start` is current when the list gets the keyboard.
    pub(super) fn show<'a>(
        &mut self,
        ui: &Ui,
        (id, name): (Id, &str),
        count: usize,
        start: Option<usize>,
        text: impl Fn(usize) -> &'a str,
    ) -> ListFrame {
        let value = self.current.filter(|row| *row < count).map(|row| text(row).to_owned());
        let has_keyboard = take_place(ui, ui.max_rect(), id, name, value);
        let gained = has_keyboard && !std::mem::replace(&mut self.had_keyboard, has_keyboard);
        if gained {
            self.current = start.or(self.current);
        }
        if has_keyboard {
            self.current.get_or_insert(0);
        }
        self.current =
            self.current.map(|row| row.min(count.saturating_sub(1))).filter(|_| count > 0);
        let mut commands = Vec::new();
        if has_keyboard {
            for event in taken(ui) {
                commands.extend(self.command(ui, event, count, &text));
            }
        }
        let moved = commands.iter().any(|(command, _)| *command == ListCommand::Moved);
        ListFrame {
            current: self.current.filter(|_| has_keyboard),
            scrolls: gained || moved,
            commands,
        }
    }

    fn command<'a>(
        &mut self,
        ui: &Ui,
        event: Event,
        count: usize,
        text: &impl Fn(usize) -> &'a str,
    ) -> Option<(ListCommand, Option<usize>)> {
        let command = match event {
            Event::Text(typed) => {
                self.current = self.typed(&typed, ui.input(|input| input.time), count, text);
                ListCommand::Moved
            }
            Event::Key { key: Key::Enter, .. } => ListCommand::Open,
            Event::Key { key: Key::Delete, .. } => ListCommand::Delete,
            Event::Key { key: Key::Escape, .. } => ListCommand::Leave,
            Event::Key { key: Key::Backspace | Key::ArrowLeft, .. } => ListCommand::Back,
            Event::Key { key, .. } => {
                self.current = ListMove::of(key)?.from(self.current, count);
                ListCommand::Moved
            }
            _ => return None,
        };
        Some((command, self.current))
    }

    /// Returns the row that begins with what was typed, else one with a word that does.
    fn typed<'a>(
        &mut self,
        letters: &str,
        now: f64,
        count: usize,
        text: &impl Fn(usize) -> &'a str,
    ) -> Option<usize> {
        let (typed, at) = &mut self.typed;
        if now - *at > TYPE_AHEAD {
            typed.clear();
        }
        *at = now;
        typed.push_str(&letters.to_lowercase());
        let begun = self.current.unwrap_or(0);
        // The same letter again goes on to the next row; more letters may fit this one still.
        let is_first = typed.chars().count() == 1;
        let rows = || (0..count).map(|row| (row + begun + usize::from(is_first)) % count);
        let starts = |row: &usize| text(*row).to_lowercase().starts_with(&**typed);
        let has_word = |row: &usize| {
            let words = text(*row).to_lowercase();
            words.split_whitespace().any(|word| word.starts_with(&**typed))
        };
        rows().find(starts).or_else(|| rows().find(has_word)).or(self.current)
    }
}

/// Makes a place a list that can have the keyboard. Returns whether it has it.
///
/// A screen reader is told the list's name, and the words of the current row.
pub(super) fn take_place(ui: &Ui, rect: Rect, id: Id, name: &str, current: Option<String>) -> bool {
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo {
        current_text_value: current.clone(),
        ..WidgetInfo::labeled(Role::List, true, name)
    });
    if response.has_focus() {
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    response.has_focus()
}

/// Takes the keys that a list understands out of the input.
fn taken(ui: &Ui) -> Vec<Event> {
    let is_taken = |event: &mut Event| match event {
        Event::Text(_) => true,
        Event::Key { key, pressed: true, modifiers, .. } => {
            let others = [Key::Enter, Key::Delete, Key::Escape, Key::Backspace, Key::ArrowLeft];
            modifiers.is_none() && (ListMove::of(*key).is_some() || others.contains(key))
        }
        _ => false,
    };
    ui.input_mut(|input| input.events.extract_if(.., is_taken).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_stay_within_the_list() {
        assert_eq!(ListMove::Next.from(None, 3), Some(0));
        assert_eq!(ListMove::Next.from(Some(2), 3), Some(2));
        assert_eq!(ListMove::Previous.from(Some(0), 3), Some(0));
        assert_eq!(ListMove::PageDown.from(Some(1), 30), Some(9));
        assert_eq!(ListMove::Last.from(None, 3), Some(2));
        assert_eq!(ListMove::First.from(Some(2), 3), Some(0));
        assert_eq!(ListMove::Next.from(Some(7), 3), Some(2));
        assert_eq!(ListMove::Next.from(None, 0), None);
    }

    #[test]
    fn what_is_typed_finds_the_row_that_begins_so_and_then_one_with_such_a_word() {
        let rows = ["The audit", "Annual report", "The ban", "An appeal"];
        let text = |row: usize| rows[row];
        let mut list = KeyedList::default();
        let mut typed = |letters: &str, now| {
            list.current = list.typed(letters, now, rows.len(), &text);
            list.current
        };
        assert_eq!(typed("a", 1.0), Some(1));
        assert_eq!(typed("n", 1.2), Some(1));
        assert_eq!(typed(" ", 1.4), Some(3));
        assert_eq!(typed("b", 9.0), Some(2), "a word of it begins so");
        assert_eq!(typed("t", 19.0), Some(0), "round the end");
        assert_eq!(typed("x", 29.0), Some(0), "nothing begins so");
    }
}
