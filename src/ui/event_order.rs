//! The order of keys: what was pressed first is done first.
//!
//! egui moves the focus between two frames, and a slow frame gathers what was typed
//! meanwhile. So without this a letter typed before Tab would land behind it, and one typed
//! after Enter in a dialog that Enter closes.
//!
//! # Invariants
//! - A key that may move the keyboard has a frame to itself, so that it meets what was typed
//!   before it, and is met by what is typed after it. No event is dropped but the letters of
//!   Alt, and none overtakes another.

use std::collections::VecDeque;

use egui::{Context, Event, Key, Plugin, RawInput};

use super::clipboard::copying;

/// Hands events to the frames in the order in which they came.
#[derive(Default)]
pub(super) struct EventOrder {
    /// Events that wait for the next frame.
    waiting: VecDeque<Event>,
    /// Until when, in seconds, events wait for what is pasted into a field before them.
    held: Option<f64>,
}

/// How long what is typed behind a paste into a field waits for the clipboard, in seconds:
/// longer than another program takes that answers at all.
const LONGEST_HOLD: f64 = 2.0;

impl EventOrder {
    /// Lets events wait until [`EventOrder::release`], or until the clipboard is given up on.
    pub(super) fn hold(&mut self, now: f64) {
        self.held = Some(now + LONGEST_HOLD);
    }

    /// Hands on what was pasted, and then what waited for it.
    pub(super) fn release(&mut self, pasted: String) {
        // What comes after its time would land somewhere else.
        if self.held.take().is_some() && !pasted.is_empty() {
            self.waiting.push_front(Event::Paste(pasted));
        }
    }
}

impl Plugin for EventOrder {
    fn debug_name(&self) -> &'static str {
        "event order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let is_mac = ctx.os() == egui::os::OperatingSystem::Mac;
        let events = input.events.drain(..).map(copying);
        self.waiting.extend(without_alt_text(events, is_mac));
        let now = input.time.unwrap_or(f64::INFINITY);
        if self.held.is_some_and(|end| now < end) {
            ctx.request_repaint_after(std::time::Duration::from_millis(50));
            return;
        }
        self.held = None;
        let mut has_typed = false;
        while let Some(event) = self.waiting.pop_front() {
            let is_last = moves_keyboard(&event);
            if is_last && has_typed {
                self.waiting.push_front(event);
                break;
            }
            has_typed |= is_typed(&event) && !is_release(&event);
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

/// Leaves what was typed in this frame to the next one, because what it is for is not there
/// before.
pub(super) fn put_back(ctx: &Context) {
    let typed: Vec<Event> =
        ctx.input_mut(|input| input.events.extract_if(.., |event| is_typed(event)).collect());
    if let Some(order) = ctx.plugin_opt::<EventOrder>().filter(|_| !typed.is_empty()) {
        let waiting = &mut order.lock().waiting;
        typed.into_iter().rev().for_each(|event| waiting.push_front(event));
        ctx.request_repaint();
    }
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

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Copy)
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
    fn a_key_that_may_move_the_keyboard_has_a_frame_to_itself() {
        let text = |text: &str| Event::Text(text.to_owned());
        let mut order = EventOrder::default();
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
        order.input_hook(&ctx, &mut input);
        assert_eq!(input.events, [text("a")]);
        let mut next = |events| {
            let mut input = RawInput { events, ..RawInput::default() };
            order.input_hook(&ctx, &mut input);
            input.events
        };
        assert_eq!(next(vec![text("d")]), [key(Key::Tab, true), key(Key::Tab, false)]);
        assert_eq!(next(Vec::new()), [text("b")]);
        assert_eq!(next(Vec::new()), [key(Key::Enter, true)]);
        assert_eq!(next(Vec::new()), [text("c"), text("d")]);
    }
}
