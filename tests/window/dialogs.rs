//! Every dialog by Esc, by Enter and by its button, from one list of the dialogs.
//!
//! A new dialog does not compile here before it has a row: how it is opened, what its
//! buttons are, and who has the keyboard afterwards.

mod forms;
mod row;

use egui::{Key, Modifiers};

use self::row::{After, Desk, Kind, Way};

/// Opens each dialog, leaves it in one way, and looks who has the keyboard then.
fn left_by(way: Way) {
    for kind in Kind::ALL {
        let Some(mut desk) = Desk::opens(*kind) else { continue };
        assert_eq!(desk.shown(), Some(*kind), "{kind:?} is open");
        match way {
            Way::Escape => desk.window.key(Modifiers::NONE, Key::Escape),
            Way::Enter => {
                kind.prepare_enter(&mut desk);
                desk.window.key(Modifiers::NONE, Key::Enter);
            }
            Way::Button => match kind.way_out() {
                Some(button) => desk.window.click_last(button),
                None => desk.window.press(egui::pos2(700.0, 890.0), 1, Modifiers::NONE),
            },
        }
        let after = kind.after(way);
        let shown = desk.shown();
        match after {
            After::Dialog(other) => assert_eq!(shown, Some(other), "{kind:?} by {way:?}"),
            _ => assert_eq!(shown, None, "{kind:?} by {way:?} is closed"),
        }
        if after == After::List {
            desk.window.type_text("z");
            assert!(!desk.window.draft().contains('z'), "{kind:?} came from the checklist");
            desk.window.key(Modifiers::NONE, Key::Escape);
        }
        if matches!(after, After::Draft | After::List) {
            desk.window.type_text("Typed.");
            let draft = desk.window.draft();
            assert!(draft.contains("Typed."), "{kind:?} by {way:?}: {draft:?}");
        }
    }
}

#[test]
fn every_dialog_gives_the_keyboard_back_when_it_is_left_by_escape() {
    left_by(Way::Escape);
}

#[test]
fn every_dialog_gives_the_keyboard_back_when_enter_pressed_its_leading_button() {
    left_by(Way::Enter);
}

#[test]
fn every_dialog_gives_the_keyboard_back_when_it_is_left_by_its_button() {
    left_by(Way::Button);
}

#[test]
fn every_dialog_has_the_keyboard_while_it_is_open() {
    for kind in Kind::ALL {
        let Some(mut desk) = Desk::opens(*kind) else { continue };
        let focused = desk.window.harness.ctx.memory(|memory| memory.focused());
        assert!(focused.is_some(), "{kind:?} has something focused");
        let before = desk.window.draft();
        desk.window.type_text("x");
        assert_eq!(desk.window.draft(), before, "{kind:?}");
    }
}

/// The place of the dialog on the screen.
fn place(desk: &Desk) -> egui::Rect {
    let id = egui::Id::unique("dialog");
    desk.window.harness.ctx.memory(|memory| memory.area_rect(id)).expect("a dialog is open")
}

#[test]
fn every_dialog_is_seen_first_at_its_full_height() {
    for kind in Kind::ALL {
        let Some(mut desk) = Desk::before(*kind) else { continue };
        kind.open_without_waiting(&mut desk);
        let mut frames = 0;
        while desk.shown() != Some(*kind) {
            frames += 1;
            assert!(frames < 20, "{kind:?} opens");
            desk.window.harness.step();
        }
        // The first frame measures and is not seen.
        desk.window.harness.step();
        desk.window.harness.step();
        let first = place(&desk);
        desk.window.harness.run_steps(10);
        assert_eq!(place(&desk), first, "{kind:?}");
    }
}
