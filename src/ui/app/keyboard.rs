//! Who has the keyboard, and who gets it back.
//!
//! # Invariants
//! - While a project is open somebody has the keyboard: a dialog, a menu, a field or a list
//!   that took it, and otherwise its holder. The holder is the draft, until the checklist
//!   or the text of a source is chosen.
//! - Whoever closes gives the keyboard back without saying so. egui leaves the focus nowhere
//!   then, and nowhere is the holder's, so no dialog, menu or mode can forget it.
//! - Keys of one frame do not overtake what the keys before them opened or closed.

use std::collections::VecDeque;

use egui::{Context, Event, Id, Key, Popup, RawInput};

use crate::{
    app::Workspace,
    ui::{claims, editor, reader},
};

/// Frames within which a holder that is on the screen has taken the keyboard. egui gives no
/// widget behind a dialog the focus, nor in the frame after the dialog.
const PATIENCE: u8 = 4;

/// Who has the keyboard when nobody took it.
pub(super) struct Keyboard {
    holder: Id,
    /// Number of frames for which the holder has been given the keyboard without taking it.
    asked: u8,
    /// Events that wait for the next frame.
    waiting: VecDeque<Event>,
}

impl Default for Keyboard {
    fn default() -> Self {
        Self { holder: editor::id(), asked: 0, waiting: VecDeque::new() }
    }
}

impl Keyboard {
    /// Makes a widget the holder of the keyboard.
    pub(super) fn give(&mut self, ctx: &Context, holder: Id) {
        self.holder = holder;
        self.asked = 0;
        ctx.memory_mut(|memory| memory.request_focus(holder));
        ctx.request_repaint();
    }

    /// Whether what is typed now is for the draft.
    ///
    /// That is so already in the frames in which egui does not give it the focus yet, so
    /// that no letter is lost behind a dialog.
    pub(super) fn is_drafts(&self, ctx: &Context, workspace: &Workspace) -> bool {
        match ctx.memory(|memory| memory.focused()) {
            Some(focused) => focused == editor::id(),
            None => self.holder == editor::id() && !is_taken(ctx, workspace),
        }
    }

    /// Gives the keyboard back where nobody has it. Called at the end of each frame.
    pub(super) fn settle(&mut self, ctx: &Context, workspace: &Workspace) {
        if is_taken(ctx, workspace) {
            self.asked = 0;
            return;
        }
        if let Some(focused) = ctx.memory(|memory| memory.focused()) {
            if [editor::id(), reader::id(), claims::id()].contains(&focused) {
                self.holder = focused;
            }
            self.asked = 0;
            return;
        }
        if self.asked == PATIENCE && self.holder != editor::id() {
            // The list or the reader is not on the screen any more.
            self.holder = editor::id();
            self.asked = 0;
        }
        ctx.memory_mut(|memory| memory.request_focus(self.holder));
        if self.asked < PATIENCE {
            self.asked += 1;
            ctx.request_repaint();
        }
    }

    /// Leaves one frame no more than one key that may move the keyboard, and what was typed
    /// before it. The rest waits for the next frame.
    pub(super) fn take_in_order(&mut self, ctx: &Context, input: &mut RawInput) {
        let is_mac = ctx.os() == egui::os::OperatingSystem::Mac;
        self.waiting.extend(without_alt_text(input.events.drain(..), is_mac));
        while let Some(event) = self.waiting.pop_front() {
            let is_last = moves_keyboard(&event);
            input.events.push(event);
            if is_last {
                break;
            }
        }
        // A key that was let go belongs to the key before it.
        while self.waiting.front().is_some_and(is_release) {
            input.events.extend(self.waiting.pop_front());
        }
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// Whether a dialog or a menu has the keyboard, or there is no draft that could.
fn is_taken(ctx: &Context, workspace: &Workspace) -> bool {
    !workspace.is_open() || workspace.view().dialog().is_some() || Popup::is_any_open(ctx)
}

/// Drops the letters of keys that are held with Alt, which names a menu and types nothing.
///
/// AltGr types: it is no Alt on X11 and Wayland, and Ctrl with Alt on Windows. So does
/// Option on macOS.
fn without_alt_text(
    events: impl Iterator<Item = Event>,
    is_mac: bool,
) -> impl Iterator<Item = Event> {
    let mut is_behind_alt = false;
    events.filter(move |event| match event {
        Event::Key { pressed: true, modifiers, .. } => {
            is_behind_alt = modifiers.alt && !modifiers.ctrl && !is_mac;
            true
        }
        Event::Text(_) => !std::mem::take(&mut is_behind_alt),
        _ => true,
    })
}

fn moves_keyboard(event: &Event) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    let is_function = || key.name().strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok());
    modifiers.command
        || modifiers.alt
        || matches!(key, Key::Tab | Key::Enter | Key::Escape)
        || is_function()
}

fn is_release(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: false, .. })
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn key(key: Key, pressed: bool) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
    }

    #[test]
    fn alt_types_nothing_and_altgr_and_option_do() {
        let pressed = |modifiers| Event::Key {
            key: Key::Q,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        };
        let typed = |modifiers, is_mac| {
            let events = [pressed(modifiers), Event::Text("q".to_owned())];
            without_alt_text(events.into_iter(), is_mac).count() == 2
        };
        assert!(!typed(Modifiers::ALT, false));
        assert!(typed(Modifiers::NONE, false));
        assert!(typed(Modifiers { ctrl: true, ..Modifiers::ALT }, false));
        assert!(typed(Modifiers::ALT, true));
    }

    #[test]
    fn what_follows_a_key_that_may_move_the_keyboard_waits_for_the_next_frame() {
        let text = |text: &str| Event::Text(text.to_owned());
        let mut keyboard = Keyboard::default();
        let ctx = Context::default();
        let events = vec![
            text("a"),
            key(Key::Tab, true),
            key(Key::Tab, false),
            text("b"),
            key(Key::Enter, true),
            text("c"),
        ];
        let mut input = RawInput { events, ..RawInput::default() };
        keyboard.take_in_order(&ctx, &mut input);
        assert_eq!(input.events, [text("a"), key(Key::Tab, true), key(Key::Tab, false)]);
        let mut input = RawInput { events: vec![text("d")], ..RawInput::default() };
        keyboard.take_in_order(&ctx, &mut input);
        assert_eq!(input.events, [text("b"), key(Key::Enter, true)]);
        let mut input = RawInput::default();
        keyboard.take_in_order(&ctx, &mut input);
        assert_eq!(input.events, [text("c"), text("d")]);
    }
}
