//! Random arrangements of links, modes, owners and special files at every name that the
//! program uses.
//!
//! `NUTGRAF_HOSTILE=10000 cargo test --test faults hostile::random -- --nocapture` tries so many.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::{Path, PathBuf},
};

use fastrand::Rng;
use nutgraf::{
    app::{Action, Command, InlineRunner},
    persist::{Settings, folder_faults, outside::conflict_copies},
};
use nutgraf_engine::text::Change;

use super::{
    desk::{Desk, in_time},
    place::{Hostile, Place},
};
use crate::support::machine;

/// How many arrangements every run tries.
const FEW: u64 = 25;

/// Modes that folders and files get.
const MODES: [u32; 8] = [0o700, 0o755, 0o777, 0o1777, 0o500, 0o000, 0o2775, 0o600];

const OTHER: u32 = 54_321;

/// Names in the project's folder that the program makes, reads or removes, but those that a
/// person names to be written to: a link there is meant.
const NAMES: [&str; 9] = [
    ".p.ron.lock",
    ".nutgraf-00000000-1-abcdef.tmp",
    "p (conflicted copy 2026-11-25).ron",
    "p.sync-conflict-20261125-170634-ABCDEFG.ron",
    "audit.txt",
    "packet/p-annotated-draft.md",
    "packet/p-checked-copy.md",
    "packet/p-checking-copy.html",
    "nutgraf-demo/how-to-check-a-quote.md",
];

/// Names in the program's own folders.
const OWN: [&str; 10] = [
    "settings.ron",
    "settings.damaged.ron",
    "state",
    "state/journal",
    "state/journal/1-00.journal",
    "state/journal/1-00.base",
    "state/journal/2-00.new",
    "state/journal/discarded",
    "state/history",
    "state/history/versions",
];

fn names(place: &Place) -> Vec<PathBuf> {
    let versions = [place.versions(), place.versions().join("00000000000000000001-auto-Old.ron")];
    let in_folder = NAMES.iter().map(|name| place.path(name));
    let own = OWN.iter().map(|name| place.config().join(name));
    in_folder.chain(own).chain(versions).collect()
}

/// Puts a thing at a name, unless something is there or it cannot be reached.
fn put(place: &Place, at: &Path, random: &mut Rng) {
    let Some(parent) = at.parent() else { return };
    // Never below a link: that would be the test's own doing.
    let is_reached = fs::create_dir_all(parent).is_ok()
        && parent.canonicalize().is_ok_and(|parent| !parent.starts_with(place.real_outside()));
    if !is_reached || (at.symlink_metadata().is_ok() && at != place.path("audit.txt")) {
        return;
    }
    if at == place.path("audit.txt") {
        fs::remove_file(at).unwrap();
    }
    let hostile = random.choice(Hostile::ALL).unwrap();
    if at == place.state() && hostile == Hostile::LinkToFolder {
        // A user may keep the state on another disk.
        return;
    }
    place.put(hostile, at);
}

fn arrange(place: &Place, random: &mut Rng) {
    fs::create_dir(place.config()).unwrap();
    let mut names = names(place);
    random.shuffle(&mut names);
    for at in &names {
        if random.u8(..100) < 25 {
            put(place, at, random);
        }
    }
    let own: Vec<PathBuf> = names
        .into_iter()
        .filter(|at| fs::symlink_metadata(at).is_ok_and(|found| found.is_dir() || found.is_file()))
        .filter(|at| !is_hard_link(at))
        .chain([place.folder(), place.config()])
        .collect();
    for at in own {
        if random.u8(..100) < 20 {
            // Only the superuser can go on where nobody may.
            let least = if machine::is_root() { 0 } else { 0o700 };
            let mode = random.choice(MODES).unwrap() | least;
            fs::set_permissions(&at, fs::Permissions::from_mode(mode)).unwrap();
        }
        if machine::is_root() && random.u8(..100) < 15 {
            chown(&at, Some(OTHER), Some(OTHER)).unwrap();
        }
    }
}

fn is_hard_link(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.nlink() > 1)
}

const COMMANDS: [&[&str]; 11] = [
    &["info", "p.ron"],
    &["check", "p.ron"],
    &["source", "add", "p.ron", "audit.txt"],
    &["claim", "add", "p.ron", "--exact", "It cost $3 million."],
    &["claim", "add", "p.ron", "--take-over", "--exact", "It cost"],
    &["export", "p.ron", "--final", "--override", "late"],
    &["export", "p.ron", "-o", "out.md"],
    &["packet", "p.ron", "-o", "packet"],
    &["merge", "p.ron", "p.ron", "p.ron", "-o", "p.ron"],
    &["verify", "article.md", "--source", "audit.txt"],
    &["demo"],
];

/// A writer's session that uses everything the program keeps for itself.
fn session(place: &Place) {
    let (project, state, config) = (place.project(), place.state(), place.config());
    in_time("a session", move || {
        let (settings, _) = Settings::load_from(&config);
        folder_faults(&state);
        conflict_copies(&project);
        let mut desk = Desk::open(&project, InlineRunner::at_home(&state));
        if desk.workspace.is_open() {
            desk.act(Action::Edit(Change::insert(0, "New. ")));
            desk.act(Action::Command(Command::Save));
            desk.act(Action::KeepVersion("Mine".to_owned()));
            desk.act(Action::Edit(Change::insert(0, "Newer. ")));
            desk.act(Action::Command(Command::Close));
        }
        // What is not kept is told.
        let _ = settings.save_to(&config);
    });
}

fn try_one(seed: u64) {
    let mut random = Rng::with_seed(seed);
    let place = Place::new();
    arrange(&place, &mut random);
    let outside = place.seen_outside();
    for _ in 0..2 {
        let arguments = random.choice(COMMANDS).unwrap();
        let output = place.nutgraf(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        let is_told = matches!(output.status.code(), Some(0..=2)) && !said.contains("panicked");
        assert!(is_told, "{arguments:?}: {output:?}");
        assert_eq!(place.seen_outside(), outside, "{arguments:?}: {said}");
    }
    session(&place);
    assert_eq!(place.seen_outside(), outside, "a session");
}

#[test]
fn random_folders_have_nothing_changed_outside_and_nothing_hang() {
    let asked = std::env::var("NUTGRAF_HOSTILE").ok().and_then(|number| number.parse().ok());
    let count = asked.unwrap_or(FEW);
    for seed in 0..count {
        if let Err(panicked) = catch_unwind(AssertUnwindSafe(|| try_one(seed))) {
            println!("arrangement {seed}");
            resume_unwind(panicked);
        }
    }
    println!("{count} arrangements: nothing outside was changed, nothing hung");
}
