//! What a cloned folder may bring under the name of the lock.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown},
};

use jiff::Timestamp;
use nutgraf::app::{Action, Command, InlineRunner};
use nutgraf_engine::text::Change;

use super::{
    desk::Desk,
    place::{Hostile, Place, seen},
};
use crate::support::{machine, skip};

/// What is said of the lock, by what it is.
fn lock_fault(hostile: Hostile) -> &'static str {
    match hostile {
        Hostile::LinkToFile
        | Hostile::LinkToNothing
        | Hostile::LinkToDevice
        | Hostile::LinkToFolder
        | Hostile::LinkToPipe => "is a symbolic link",
        Hostile::HardLink => "has 2 names (hard links)",
        Hostile::Folder => "is a folder",
        Hostile::Pipe => "is a pipe",
        Hostile::Foreign => "holds something that Nutgraf did not write",
    }
}

#[test]
fn commands_leave_whatever_has_the_name_of_a_lock_and_say_what_to_remove() {
    for hostile in Hostile::ALL {
        let place = Place::new();
        let lock = place.path(".p.ron.lock");
        place.put(hostile, &lock);
        let (outside, before) = (place.seen_outside(), seen(&place.folder()));
        for (arguments, code) in [
            (&["info", "p.ron"][..], 0),
            (&["check", "p.ron"], 0),
            (&["source", "add", "p.ron", "audit.txt"], 2),
            (&["claim", "add", "p.ron", "--exact", "It cost $3 million."], 2),
            (&["claim", "add", "p.ron", "--take-over", "--exact", "It cost $3 million."], 2),
            (&["merge", "p.ron", "p.ron", "p.ron", "-o", "p.ron"], 2),
            (&["export", "p.ron"], 0),
            (&["export", "p.ron", "--final", "--override", "late", "--by", "Jo"], 2),
        ] {
            let output = place.nutgraf(arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{hostile:?} {arguments:?}: {said}");
            if code == 2 {
                let fault = format!("its lock file {} {}", lock.display(), lock_fault(hostile));
                for words in ["p.ron: not written: ", &fault, "Remove ", "or move it away"] {
                    assert!(said.contains(words), "{hostile:?} {arguments:?}: {said}");
                }
            }
            assert_eq!(place.seen_outside(), outside, "{hostile:?} {arguments:?}");
            assert_eq!(seen(&place.folder()), before, "{hostile:?} {arguments:?}");
        }
    }
}

#[test]
fn a_window_reads_only_beside_whatever_has_the_name_of_a_lock_until_it_is_gone() {
    for hostile in Hostile::ALL {
        let place = Place::new();
        let lock = place.path(".p.ron.lock");
        place.put(hostile, &lock);
        let (outside, before) = (place.seen_outside(), seen(&place.folder()));
        let project = place.project();
        let mut desk = Desk::open(&project, InlineRunner::default());
        assert!(desk.workspace.is_read_only(), "{hostile:?}");
        desk.act(Action::Command(Command::Save));
        let notices = desk.notices();
        let fault = format!("Not saved: its lock file {} {}", lock.display(), lock_fault(hostile));
        assert!(notices.contains(&fault), "{notices}");
        desk.act(Action::TakeLock);
        assert!(desk.workspace.is_read_only(), "{hostile:?}: by force neither");
        assert_eq!(place.seen_outside(), outside, "{hostile:?}");
        assert_eq!(seen(&place.folder()), before, "{hostile:?}");

        match hostile {
            Hostile::Folder => fs::remove_dir(&lock).unwrap(),
            _ => fs::remove_file(&lock).unwrap(),
        }
        desk.act(Action::TakeLock);
        assert!(!desk.workspace.is_read_only(), "{hostile:?}");
        desk.act(Action::Edit(Change::insert(0, "New. ")));
        desk.act(Action::Command(Command::Save));
        assert!(!desk.workspace.is_dirty(), "{}", desk.notices());
    }
}

/// Leaves the note of another computer beside the project, this many seconds ahead of now.
fn leave_note(place: &Place, ahead: i64, user: &str) {
    let since = Timestamp::now().as_second() + ahead;
    let note = format!(r#"(user: "{user}", host: "elsewhere.invalid", pid: 1, since: {since})"#);
    fs::write(place.path(".p.ron.lock"), note).unwrap();
}

const ADD: [&str; 4] = ["source", "add", "p.ron", "audit.txt"];

#[test]
fn the_lock_of_another_computer_is_named_and_taken_over_when_somebody_says_so() {
    for ahead in [-60, 60 * 60] {
        let place = Place::new();
        leave_note(&place, ahead, "jo");
        let output = place.nutgraf(&ADD);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        let lock = place.path(".p.ron.lock");
        for words in ["jo on elsewhere.invalid", "--take-over", lock.to_str().unwrap()] {
            assert!(said.contains(words), "{said}");
        }
        let output = place.nutgraf(&[&ADD[..], &["--take-over"]].concat());
        assert!(output.status.success(), "{output:?}");
        assert!(lock.symlink_metadata().is_err(), "no lock is left");
    }
}

#[test]
fn a_lock_from_years_ahead_stops_nobody() {
    for ahead in [366 * 24 * 60 * 60, 9_999_999_999, -i64::from(i32::MAX)] {
        let place = Place::new();
        leave_note(&place, ahead, "jo");
        let output = place.nutgraf(&ADD);
        assert!(output.status.success(), "{ahead}: {output:?}");
    }
}

#[test]
fn a_lock_has_nothing_for_a_terminal_to_obey() {
    let place = Place::new();
    leave_note(&place, -60, "jo\\u{1b}]0;owned\\u{7}\\u{202e}\\u{9b}");
    let output = place.nutgraf(&ADD);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("jo\u{fffd}]0;owned\u{fffd}[RLO]\u{fffd} on elsewhere.invalid"),
        "{said:?}"
    );
    assert!(said.chars().all(|c| c == '\n' || !c.is_control()), "{said:?}");
}

/// Somebody who is not this user.
const OTHER: u32 = 54_321;

#[test]
fn the_stale_lock_of_another_user_is_replaced_or_the_sticky_folder_is_named() {
    if !machine::is_root() || !machine::has("setpriv") {
        return skip::skipped("needs the superuser and setpriv, to be two users");
    }
    for (mode, is_taken) in [(0o777, true), (0o1777, false)] {
        let place = Place::new();
        leave_note(&place, -48 * 60 * 60, "jo");
        let (lock, project) = (place.path(".p.ron.lock"), place.project());
        fs::set_permissions(&lock, fs::Permissions::from_mode(0o644)).unwrap();
        fs::set_permissions(place.folder(), fs::Permissions::from_mode(mode)).unwrap();
        fs::set_permissions(place.folder().parent().unwrap(), fs::Permissions::from_mode(0o755))
            .unwrap();
        chown(&project, Some(OTHER), Some(OTHER)).unwrap();
        let before = fs::read(&lock).unwrap();
        let output = place.nutgraf_as(OTHER, &ADD);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), is_taken, "{said}");
        if !is_taken {
            let folder = place.folder().canonicalize().unwrap();
            for words in ["p.ron: not written: its lock file", "another user", "a sticky folder"] {
                assert!(said.contains(words), "{said}");
            }
            assert!(said.contains(folder.to_str().unwrap()), "{said}");
            assert_eq!(fs::read(&lock).unwrap(), before);
        }
    }
}
