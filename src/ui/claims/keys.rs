//! The checklist by keyboard.
//!
//! While the list itself has the keyboard, letters do what they name, so that a
//! checker goes through a hundred claims without the mouse. What always holds: the
//! keys are those of the table that is shown on asking for it.

use egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

use crate::model::ClaimStatus;

/// The list as something that has the keyboard.
pub fn id() -> Id {
    Id::unique("claims.list")
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChecklistKey {
    Move(isize),
    First,
    Last,
    /// Confirms the claim, or makes one of a sentence.
    Settle,
    Status(ClaimStatus),
    PickStatus,
    PickKind,
    Evidence,
    Role,
    Passage,
    Note,
    Propose,
    Respond,
    Checker,
    Accept,
    Place,
    /// Deletes the claim, or says that the sentence is none.
    Remove,
    Filter,
    Group,
    Help,
    /// Goes to the words in the draft.
    Enter,
    Leave,
}

/// The keys as they are told.
pub(super) const TABLE: [(&str, &str); 17] = [
    ("↑ ↓", "The claim above or below; the draft goes along"),
    ("Home End", "The first or last one"),
    ("Space", "Confirm, or still true where it is stale; make a sentence a claim"),
    (
        "1 – 8",
        "Unchecked, in progress, confirmed, change requested, changed, unverifiable, on author, opinion",
    ),
    ("S  K", "Choose the status, the kind"),
    ("E", "Tie evidence: a quote, a source, or a passage found in any source"),
    ("R", "Change what evidence does: primary, contradicts, context, remove"),
    ("V", "Read the evidence in its source"),
    ("N", "Write a note"),
    ("P", "Propose other words"),
    ("A", "Accept the proposed words into the draft"),
    ("W", "Write the author’s response"),
    ("C", "Write who checks it"),
    ("M", "Put the claim on the selected words, or the sentence at the caret"),
    ("X  Delete", "Not a claim; for a claim, delete it"),
    ("F  G", "Show only some claims; group them"),
    ("Enter  Esc", "Go to the words in the draft; go back to the editor"),
];

/// Reads the keys that were pressed while the list has the keyboard.
pub(super) fn read(ui: &Ui) -> Vec<ChecklistKey> {
    let ctx = ui.ctx();
    if ctx.memory(|memory| memory.focused()) != Some(id()) {
        return Vec::new();
    }
    let filter = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
    ctx.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
    let mut keys_pressed = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let key_pressed = match event {
                Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() => {
                    of_key(*key)
                }
                Event::Text(text) => of_text(text),
                _ => None,
            };
            keys_pressed.extend(key_pressed);
            key_pressed.is_none()
        });
    });
    keys_pressed
}

fn of_key(key: Key) -> Option<ChecklistKey> {
    Some(match key {
        Key::ArrowDown => ChecklistKey::Move(1),
        Key::ArrowUp => ChecklistKey::Move(-1),
        Key::PageDown => ChecklistKey::Move(8),
        Key::PageUp => ChecklistKey::Move(-8),
        Key::Home => ChecklistKey::First,
        Key::End => ChecklistKey::Last,
        Key::Delete => ChecklistKey::Remove,
        Key::Enter => ChecklistKey::Enter,
        Key::Escape => ChecklistKey::Leave,
        _ => return None,
    })
}

/// Letters come as text, so that they are where the keyboard's print has them.
fn of_text(text: &str) -> Option<ChecklistKey> {
    let mut letters = text.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    if let Some(digit @ 1..=8) = letter.to_digit(10) {
        return ClaimStatus::ALL.get(digit as usize - 1).copied().map(ChecklistKey::Status);
    }
    Some(match letter.to_ascii_lowercase() {
        ' ' => ChecklistKey::Settle,
        's' => ChecklistKey::PickStatus,
        'k' => ChecklistKey::PickKind,
        'e' => ChecklistKey::Evidence,
        'r' => ChecklistKey::Role,
        'v' => ChecklistKey::Passage,
        'n' => ChecklistKey::Note,
        'p' => ChecklistKey::Propose,
        'a' => ChecklistKey::Accept,
        'w' => ChecklistKey::Respond,
        'c' => ChecklistKey::Checker,
        'm' => ChecklistKey::Place,
        'x' => ChecklistKey::Remove,
        'f' => ChecklistKey::Filter,
        'g' => ChecklistKey::Group,
        '?' => ChecklistKey::Help,
        _ => return None,
    })
}

/// Whether Escape was pressed, which leaves a field of the list.
pub(super) fn left(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Escape) && input.modifiers == Modifiers::NONE)
}
