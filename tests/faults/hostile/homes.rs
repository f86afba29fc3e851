//! What may stand in the user's own folders: settings, journal, versions.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown, symlink},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use nutgraf::{
    app::{Action, Command, InlineRunner},
    persist::{SaveError, Settings, VersionFolder, VersionReason, folder_faults, journal},
    project::Project,
};
use nutgraf_engine::{model::Article, text::Change};

use super::{
    desk::{Desk, in_time, now},
    place::{Hostile, Place},
};
use crate::support::{machine, skip};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn below(folder: &Path) -> Vec<PathBuf> {
    super::place::seen(folder).into_keys().collect()
}

/// Whether something is refused for what it is, and not only for what it holds.
fn is_special(hostile: Hostile) -> bool {
    !matches!(hostile, Hostile::HardLink | Hostile::Foreign)
}

// Settings.

#[test]
fn settings_that_are_no_file_mean_the_usual_ones_and_are_told() {
    for hostile in Hostile::ALL {
        let place = Place::new();
        fs::create_dir(place.config()).unwrap();
        let path = place.config().join("settings.ron");
        place.put(hostile, &path);
        let outside = place.seen_outside();
        let config = place.config();
        let (settings, note) = in_time("settings", move || Settings::load_from(&config));
        assert_eq!(settings, Settings::default());
        // A link that leads to nothing is as good as no settings.
        let note = note.map_or(String::new(), |fault| fault.to_string());
        assert_eq!(note.contains("settings.ron"), hostile != Hostile::LinkToNothing, "{note}");
        let config = place.config();
        let kept = in_time("settings", move || Settings::default().save_to(&config));
        let is_set_aside =
            matches!(hostile, Hostile::LinkToFile | Hostile::HardLink | Hostile::Foreign);
        assert_eq!(kept.is_ok(), is_set_aside, "{hostile:?}: {kept:?}");
        assert_eq!(place.seen_outside(), outside, "{hostile:?}");
    }
}

#[test]
fn a_command_says_that_it_does_not_use_such_settings_and_goes_on() {
    for hostile in [Hostile::Pipe, Hostile::LinkToPipe, Hostile::LinkToDevice, Hostile::Folder] {
        let place = Place::new();
        fs::create_dir(place.config()).unwrap();
        place.put(hostile, &place.config().join("settings.ron"));
        let output = place.nutgraf(&["export", "p.ron", "--final", "--override", "late"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("settings.ron: this is a"), "{hostile:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn settings_larger_than_any_are_not_read() {
    let place = Place::new();
    fs::create_dir(place.config()).unwrap();
    let path = place.config().join("settings.ron");
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let (settings, note) = Settings::load_from(&place.config());
    assert_eq!(settings, Settings::default());
    assert!(note.unwrap().to_string().contains("which is too much"));
}

#[test]
fn settings_behind_a_link_are_read_and_kept_there() {
    let place = Place::new();
    fs::create_dir(place.config()).unwrap();
    let dotfiles = place.outside().join("dotfiles.ron");
    fs::write(&dotfiles, "(theme: Light)").unwrap();
    let path = place.config().join("settings.ron");
    symlink(&dotfiles, &path).unwrap();
    let (mut settings, note) = Settings::load_from(&place.config());
    assert!(note.is_none(), "{note:?}");
    settings.checker = "Jo".to_owned();
    settings.save_to(&place.config()).unwrap();
    assert!(path.is_symlink());
    assert!(fs::read_to_string(&dotfiles).unwrap().contains("Jo"));
    assert_eq!(mode(&dotfiles), 0o600);
}

// Journal and versions.

/// A session of a writer who types, saves and keeps a version.
fn session(place: &Place) -> String {
    let (project, state) = (place.project(), place.state());
    in_time("a session", move || {
        let mut desk = Desk::open(&project, InlineRunner::at_home(&state));
        desk.act(Action::Edit(Change::insert(0, "New. ")));
        desk.act(Action::Command(Command::Save));
        desk.act(Action::KeepVersion("Mine".to_owned()));
        desk.act(Action::Edit(Change::insert(0, "Newer. ")));
        assert_eq!(desk.workspace.project().draft(), "Newer. New. It cost $3 million.\n");
        desk.notices()
    })
}

#[test]
fn whatever_stands_for_the_journals_folder_is_neither_written_nor_read() {
    for hostile in Hostile::ALL.into_iter().filter(|hostile| *hostile != Hostile::Folder) {
        let place = Place::new();
        fs::create_dir_all(place.state()).unwrap();
        let journals = place.state().join("journal");
        place.put(hostile, &journals);
        let outside = place.seen_outside();
        let said = session(&place);
        assert!(said.contains("Your typing is not protected"), "{hostile:?}: {said}");
        assert!(said.contains("not a folder of the program’s own"), "{hostile:?}: {said}");
        assert_eq!(place.seen_outside(), outside, "{hostile:?}");
        let faults = folder_faults(&place.state());
        let said = faults[0].to_string();
        assert!(said.contains("journal: nothing is kept there"), "{faults:?}");
    }
}

#[test]
fn whatever_stands_for_a_folder_of_versions_is_neither_written_nor_read() {
    for hostile in Hostile::ALL.into_iter().filter(|hostile| *hostile != Hostile::Folder) {
        for is_deep in [false, true] {
            let place = Place::new();
            let at = if is_deep { place.versions() } else { place.state().join("history") };
            fs::create_dir_all(at.parent().unwrap()).unwrap();
            place.put(hostile, &at);
            let outside = place.seen_outside();
            let said = session(&place);
            assert!(said.contains("not a folder of the program’s own"), "{hostile:?}: {said}");
            assert_eq!(place.seen_outside(), outside, "{hostile:?}");
            assert_eq!(VersionFolder::of(&place.state(), &place.project()).list(), []);
        }
    }
}

#[test]
fn what_is_no_journal_of_this_user_is_left_alone() {
    for hostile in Hostile::ALL {
        let place = Place::new();
        let journals = place.state().join("journal");
        fs::create_dir_all(&journals).unwrap();
        for name in ["1-00.journal", "1-00.base", "2-00.base", "3-00.new", "discarded"] {
            place.put(hostile, &journals.join(name));
        }
        let outside = place.seen_outside();
        let folder = journals.clone();
        let found = in_time("journals", move || journal::find(&folder, None, now()));
        assert!(found.lost.is_empty());
        session(&place);
        assert_eq!(place.seen_outside(), outside, "{hostile:?}");
        if is_special(hostile) {
            let left = journals.join("1-00.journal");
            assert!(left.symlink_metadata().is_ok(), "{hostile:?}");
        }
    }
}

#[test]
fn what_is_no_version_is_neither_listed_nor_removed() {
    let place = Place::new();
    fs::create_dir_all(place.versions()).unwrap();
    let name = |number: usize| format!("{number:020}-auto-Saved.ron");
    for (number, hostile) in Hostile::ALL.into_iter().enumerate() {
        place.put(hostile, &place.versions().join(name(number)));
    }
    let outside = place.seen_outside();
    let versions = VersionFolder::of(&place.state(), &place.project());
    let project = |number| Project::new(Article::default(), format!("{number}"));
    for number in 0..40 {
        let late = Timestamp::from_second(2_000_000_000 + number).unwrap();
        assert!(versions.keep(&project(number), &VersionReason::Saved, late).unwrap());
    }
    assert_eq!(place.seen_outside(), outside);
    for (number, hostile) in Hostile::ALL.into_iter().enumerate().filter(|(_, h)| is_special(*h)) {
        let left = place.versions().join(name(number));
        assert!(left.symlink_metadata().is_ok(), "{hostile:?}");
    }
    // One of this very name and moment is not written through.
    let now = Timestamp::from_second(2_100_000_000).unwrap();
    let taken = place.versions().join(format!("{:020}-named-Mine.ron", now.as_millisecond()));
    place.put(Hostile::LinkToFile, &taken);
    let error =
        versions.keep(&project(41), &VersionReason::Named("Mine".to_owned()), now).unwrap_err();
    assert!(matches!(error, SaveError::NotAFile { .. }), "{error}");
    assert_eq!(place.seen_outside(), outside);
}

// Permissions.

#[test]
fn what_is_kept_is_the_users_alone_and_wider_folders_are_narrowed() {
    for width in [None, Some(0o755), Some(0o777)] {
        let place = Place::new();
        set_mode(&place.project(), 0o644);
        let folders = [
            place.state(),
            place.state().join("journal"),
            place.state().join("journal/discarded"),
            place.state().join("history"),
            place.versions(),
        ];
        if let Some(width) = width {
            for folder in &folders {
                fs::create_dir_all(folder).unwrap();
                set_mode(folder, width);
            }
        }
        let faults = folder_faults(&place.state());
        assert!(faults.is_empty(), "{faults:?}");
        let said = session(&place);
        assert!(!said.contains("not protected"), "{said}");
        Settings::default().save_to(&place.config()).unwrap();
        assert_eq!(mode(&place.config().join("settings.ron")), 0o600);
        let all = below(&place.state());
        for name in ["journal/", "history/", "-named-Mine.ron"] {
            assert!(all.iter().any(|path| path.to_string_lossy().contains(name)), "{all:?}");
        }
        for path in all.into_iter().chain([place.state()]) {
            let wanted = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&path), wanted, "{width:?} {}", path.display());
        }
    }
}

#[test]
fn settings_that_others_could_read_are_the_users_alone_after_the_next_save() {
    let place = Place::new();
    let nutgraf = place.config().join("nutgraf");
    fs::create_dir_all(&nutgraf).unwrap();
    set_mode(&place.config(), 0o755);
    set_mode(&nutgraf, 0o755);
    fs::write(nutgraf.join("settings.ron"), "()").unwrap();
    set_mode(&nutgraf.join("settings.ron"), 0o644);
    Settings::default().save_to(&nutgraf).unwrap();
    assert_eq!((mode(&nutgraf), mode(&nutgraf.join("settings.ron"))), (0o700, 0o600));
    assert_eq!(mode(&place.config()), 0o755, "what is not the program's own stays");
}

#[test]
fn a_state_folder_of_another_user_is_not_used_and_that_is_said() {
    if !machine::is_root() {
        return skip::skipped("needs the superuser, to give folders away");
    }
    for deep in ["", "journal", "history"] {
        let place = Place::new();
        fs::create_dir_all(place.state().join(deep)).unwrap();
        chown(place.state().join(deep), Some(54_321), Some(54_321)).unwrap();
        let said = folder_faults(&place.state());
        assert!(said[0].to_string().contains("the folder belongs to another user"), "{said:?}");
        let said = session(&place);
        let is_journal = deep != "history";
        assert_eq!(said.contains("Your typing is not protected"), is_journal, "{deep}: {said}");
        assert!(said.contains("the folder belongs to another user"), "{deep}: {said}");
        assert!(
            below(&place.state().join(deep)).iter().all(|path| path.is_dir()),
            "nothing is kept there"
        );
    }
}

#[test]
fn a_state_folder_that_everybody_may_write_to_is_no_ones_own() {
    let place = Place::new();
    let shared = place.outside().join("shared");
    fs::create_dir(&shared).unwrap();
    set_mode(&shared, 0o777);
    fs::create_dir(place.config()).unwrap();
    symlink(&shared, place.state()).unwrap();
    let said = folder_faults(&place.state());
    assert!(said[0].to_string().contains("other users may write to the folder"), "{said:?}");
    let said = session(&place);
    assert!(said.contains("Your typing is not protected"), "{said}");
    assert_eq!(mode(&shared), 0o777, "a folder elsewhere is not narrowed");
    assert_eq!(below(&shared).iter().filter(|path| path.is_file()).count(), 0);
}
