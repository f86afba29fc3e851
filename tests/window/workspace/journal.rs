//! The journal: broken, begun anew, without a folder, beside a disk that hangs.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use nutgraf::{
    app::{Action, Command, Effect, EffectRunner, Event, JournalFailure, ThreadedRunner},
    persist::journal::Order,
};
use nutgraf_engine::text::Change;

use super::{Desk, only_save, unconfirmed};

#[test]
fn a_journal_that_broke_is_tried_again_although_the_clock_went_back() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("Perhaps.");
    desk.handle(Event::JournalBroke(JournalFailure::Panic));
    let a_year_before: Timestamp = "2025-11-23T14:02:00Z".parse().unwrap();
    let is_journal = |effect: &Effect| matches!(effect, Effect::Journal(_));
    assert!(!desk.workspace.tick(a_year_before).iter().any(is_journal));
    let later: Timestamp = "2025-11-23T14:02:05Z".parse().unwrap();
    assert!(desk.workspace.tick(later).iter().any(is_journal));
}

#[test]
fn a_journal_that_broke_meanwhile_begins_anew_with_what_the_disk_did_not_confirm() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("One.");
    let save = only_save(desk.apply(Action::Command(Command::Save)));
    desk.handle(Event::JournalBroke(JournalFailure::Panic));
    let effects = desk.handle(unconfirmed(save));
    let orders: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Journal(order) => Some(&**order),
            _ => None,
        })
        .collect();
    let [Order::NotSaved, Order::Anew(origin)] = orders[..] else { panic!("{orders:?}") };
    let whole = origin.whole.clone().unwrap().into_project();
    assert!(whole.draft().ends_with("One."));
}

#[test]
fn without_a_folder_for_the_journal_words_are_not_said_to_be_in_it() {
    let mut desk = Desk::new("First");
    let mut threads = ThreadedRunner::new(Arc::new(|| {}), None).unwrap();
    let effects = desk.apply(Action::Edit(Change::insert(0, "One.")));
    for effect in effects.into_iter().filter(|effect| matches!(effect, Effect::Journal(_))) {
        assert!(threads.start(effect).is_none());
    }
    for event in threads.poll() {
        desk.handle(event);
    }
    assert!(!desk.workspace.is_journalled());
    let notices = &desk.workspace.view().notices;
    assert!(notices[0].message().starts_with("Your typing is not protected: no home folder"));
    desk.type_text("Two.");
    desk.saved_as("first.ron");
    assert!(!desk.workspace.is_journalled(), "a save makes no journal");
}

#[cfg(unix)]
#[test]
fn a_disk_that_hangs_keeps_nobody_from_hearing_of_the_other_and_idle_threads_owe_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let start = || ThreadedRunner::new(Arc::new(|| {}), Some(state.clone())).unwrap();
    assert!(start().finish(Duration::ZERO).1, "nothing was begun");

    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut threads = start();
    // Nobody reads from it, so that to open it takes for ever.
    let write = Effect::Write { path: pipe, text: "text".into(), replace: true };
    assert!(threads.start(write).is_none());
    assert!(threads.start(Effect::ListVersions(folder.path().join("a.ron"))).is_none());
    let (events, is_done) = threads.finish(Duration::ZERO);
    assert!(!is_done);
    assert!(matches!(&events[..], [Event::Versions(..)]), "{events:?}");
    assert!(threads.close(), "and the journal ends all the same");
}
