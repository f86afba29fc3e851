//! What may stand where a command reads and writes.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    process::Command,
};

use super::place::{Hostile, Place, seen};

fn is_special(hostile: Hostile) -> bool {
    !matches!(hostile, Hostile::HardLink | Hostile::Foreign)
}

#[test]
fn what_a_command_is_to_read_is_read_or_named_at_once() {
    let hanging = [
        Hostile::LinkToDevice,
        Hostile::LinkToFolder,
        Hostile::LinkToNothing,
        Hostile::LinkToPipe,
        Hostile::Folder,
        Hostile::Pipe,
    ];
    for hostile in hanging {
        let place = Place::new();
        place.put(hostile, &place.path("in"));
        let (outside, before) = (place.seen_outside(), seen(&place.folder()));
        for arguments in [
            &["info", "in"][..],
            &["check", "in"],
            &["claims", "in"],
            &["export", "in"],
            &["new", "new.ron", "--from", "in"],
            &["source", "add", "p.ron", "in"],
            &["verify", "article.md", "--source", "in"],
            &["verify", "in", "--source", "audit.txt"],
            &["packet", "--strip", "in"],
            &["packet", "in", "-o", "folder"],
            &["merge", "p.ron", "in", "p.ron", "-o", "out.ron"],
        ] {
            let output = place.nutgraf(arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{hostile:?} {arguments:?}: {said}");
            assert!(said.contains("in"), "{hostile:?} {arguments:?}: {said}");
            assert_eq!(place.seen_outside(), outside, "{hostile:?} {arguments:?}");
            assert_eq!(seen(&place.folder()), before, "{hostile:?} {arguments:?}");
        }
    }
}

#[test]
fn a_packet_follows_no_link_that_waits_under_the_name_of_one_of_its_files() {
    for hostile in Hostile::ALL {
        for name in ["p-annotated-draft.md", "p-checked-copy.html"] {
            let place = Place::new();
            let folder = place.path("packet");
            fs::create_dir(&folder).unwrap();
            place.put(hostile, &folder.join(name));
            let (outside, before) = (place.seen_outside(), seen(&folder));
            let output = place.nutgraf(&["packet", "p.ron", "-o", "packet"]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(place.seen_outside(), outside, "{hostile:?} {name}");
            assert_eq!(output.status.success(), !is_special(hostile), "{hostile:?} {name}: {said}");
            if is_special(hostile) {
                assert!(said.contains(name), "{hostile:?}: {said}");
                assert_eq!(seen(&folder), before, "{hostile:?}: nothing is written before it");
            }
        }
    }
}

#[test]
fn a_demo_follows_no_link_that_waits_under_the_name_of_one_of_its_files() {
    for hostile in Hostile::ALL {
        for name in ["how-to-check-a-quote.nutgraf.ron", "how-to-check-a-quote.md"] {
            let place = Place::new();
            fs::create_dir(place.path("nutgraf-demo")).unwrap();
            place.put(hostile, &place.path("nutgraf-demo").join(name));
            let outside = place.seen_outside();
            let output = place.nutgraf(&["demo"]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{hostile:?}: {said}");
            assert!(said.contains(name), "{hostile:?}: {said}");
            assert_eq!(place.seen_outside(), outside, "{hostile:?} {name}");
        }
    }
}

#[test]
fn a_demo_is_not_written_through_a_link_that_waits_for_it() {
    let place = Place::new();
    symlink(place.outside().join("folder"), place.path("nutgraf-demo")).unwrap();
    let outside = place.seen_outside();
    let output = place.nutgraf(&["demo"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("nutgraf-demo"), "{said}");
    assert_eq!(place.seen_outside(), outside);
    // Whoever names a link means what it leads to.
    let output = place.nutgraf(&["demo", "-o", "./nutgraf-demo/"]);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn an_export_into_a_pipe_that_nobody_reads_is_an_error() {
    for hostile in [Hostile::Pipe, Hostile::LinkToPipe] {
        let place = Place::new();
        place.put(hostile, &place.path("out.md"));
        let output = place.nutgraf(&["export", "p.ron", "-o", "out.md"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("out.md: not saved: nobody reads what is written there"), "{said}");
    }
}

#[test]
fn an_export_into_a_pipe_that_somebody_reads_arrives() {
    let place = Place::new();
    let pipe = place.path("out.md");
    place.put(Hostile::Pipe, &pipe);
    let reader = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(300));
        fs::read_to_string(pipe).unwrap()
    });
    let output = place.nutgraf(&["export", "p.ron", "-o", "out.md"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(reader.join().unwrap(), "It cost $3 million.\n");
}

#[test]
fn links_that_a_writer_made_go_on_working() {
    let place = Place::new();
    let elsewhere = place.outside().join("p.ron");
    fs::rename(place.project(), &elsewhere).unwrap();
    symlink(&elsewhere, place.project()).unwrap();
    fs::write(place.outside().join("out.md"), "old").unwrap();
    symlink(place.outside().join("out.md"), place.path("out.md")).unwrap();
    assert!(place.nutgraf(&["source", "add", "p.ron", "audit.txt"]).status.success());
    assert!(place.nutgraf(&["export", "p.ron", "-o", "out.md"]).status.success());
    assert!(fs::read_to_string(&elsewhere).unwrap().contains("Four staff"));
    assert!(fs::read_to_string(place.outside().join("out.md")).unwrap().contains("million"));
    assert!(place.project().is_symlink() && place.path("out.md").is_symlink());
    assert!(!place.path(".p.ron.lock").exists() && !place.outside().join(".p.ron.lock").exists());
}

/// Makes something look as old as what a save leaves alone no longer.
fn age(path: &Path) {
    let touched = Command::new("touch").args(["-h", "-d", "3 days ago"]).arg(path).status();
    assert!(touched.unwrap().success());
}

#[test]
fn a_save_takes_away_nothing_but_files_that_a_save_left() {
    for hostile in Hostile::ALL {
        let place = Place::new();
        let stray = place.path(".nutgraf-00000000-1-abcdef.tmp");
        place.put(hostile, &stray);
        age(&stray);
        let outside = place.seen_outside();
        let output = place.nutgraf(&["source", "add", "p.ron", "audit.txt"]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(place.seen_outside(), outside, "{hostile:?}");
        let is_left = stray.symlink_metadata().is_ok();
        assert_eq!(is_left, hostile != Hostile::Foreign, "{hostile:?}");
    }
}

#[test]
fn a_project_that_is_a_device_or_pipe_is_not_opened_for_writing() {
    for hostile in Hostile::ALL {
        let place = Place::new();
        fs::remove_file(place.project()).unwrap();
        place.put(hostile, &place.project());
        fs::set_permissions(place.folder(), fs::Permissions::from_mode(0o777)).unwrap();
        let outside = place.seen_outside();
        for arguments in [
            &["source", "add", "p.ron", "audit.txt"][..],
            &["merge", "p.ron", "p.ron", "p.ron", "-o", "p.ron"],
            &["export", "p.ron", "--final", "--override", "late", "--by", "Jo"],
        ] {
            let output = place.nutgraf(arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{hostile:?} {arguments:?}: {said}");
            assert_eq!(place.seen_outside(), outside, "{hostile:?} {arguments:?}");
        }
    }
}
