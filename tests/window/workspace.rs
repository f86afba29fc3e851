//! The program without a window: what becomes of events that come late, twice
//! or out of order.

mod drafts;
mod journal;
mod judging;
mod pasting;
mod saving;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use nutgraf::{
    app::{Action, Command, Effect, EffectRunner, Event, InlineRunner, Workspace},
    persist::{SaveError, Settings, store},
};
use nutgraf_engine::{model::Ids, range::DraftRange, text::Change};

fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

struct Desk {
    workspace: Workspace,
    folder: tempfile::TempDir,
}

impl Desk {
    /// A workspace with a blank article called by its title.
    fn new(title: &str) -> Self {
        let workspace = Workspace::new(Settings::default(), Ids::seeded(1));
        let mut desk = Self { workspace, folder: tempfile::tempdir().unwrap() };
        desk.begin(title);
        desk
    }

    fn begin(&mut self, title: &str) {
        self.apply(Action::NewFromTemplate { template: 4, title: title.into() });
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn apply(&mut self, action: Action) -> Vec<Effect> {
        self.workspace.apply(action, now())
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.workspace.handle(event, now())
    }

    fn type_text(&mut self, text: &str) {
        let end = self.workspace.project().draft().len();
        self.apply(Action::Edit(Change::insert(end, text)));
    }

    /// Answers the file dialog of a first save; returns the save that follows.
    fn save_as(&mut self, name: &str) -> Effect {
        let effects = self.apply(Action::Command(Command::SaveAs));
        let [Effect::Pick(pick)] = &effects[..] else { panic!("{effects:?}") };
        let path = self.path(name);
        only_save(self.handle(Event::Picked(pick.clone(), Some(path))))
    }

    /// Saves the article under a name, as far as it goes on one thread.
    fn saved_as(&mut self, name: &str) {
        let save = self.save_as(name);
        let event = done(save);
        self.handle(event);
    }
}

fn only_save(effects: Vec<Effect>) -> Effect {
    let mut saves: Vec<_> =
        effects.into_iter().filter(|effect| matches!(effect, Effect::Save { .. })).collect();
    assert_eq!(saves.len(), 1, "{saves:?}");
    saves.remove(0)
}

/// Carries a save out.
fn done(effect: Effect) -> Event {
    let Effect::Save { project, path, replace, revision } = effect else { panic!("{effect:?}") };
    let result = store::save(&project.into_project(), &path, replace.expect());
    Event::Saved { path, revision, result }
}

fn on_disk(path: &Path) -> String {
    store::load(path).unwrap().project.draft().to_owned()
}

/// What a save met that is in place, but that the disk did not confirm.
fn unconfirmed(effect: Effect) -> Event {
    let Event::Saved { path, revision, result } = done(effect) else { unreachable!() };
    let cause = std::io::Error::from(std::io::ErrorKind::TimedOut);
    let result = Err(SaveError::Unsettled { path: path.clone(), stamp: result.unwrap(), cause });
    Event::Saved { path, revision, result }
}

impl Desk {
    /// Lets the worker do what was asked, and takes in what it says.
    fn work(&mut self, worker: &mut InlineRunner, effects: Vec<Effect>) {
        for effect in effects {
            worker.start(effect);
        }
        for event in worker.poll() {
            self.handle(event);
        }
    }

    fn verdicts(&self) -> Vec<&'static str> {
        let report = self.workspace.report().unwrap();
        report.quotations.iter().map(|checked| checked.judgement.verdict.as_str()).collect()
    }

    fn draft(&self) -> &str {
        self.workspace.project().draft()
    }

    /// Puts the caret behind the first of some words.
    fn caret_at(&mut self, words: &str) {
        let at = self.draft().find(words).unwrap();
        self.apply(Action::Select(DraftRange::at(at)));
    }
}
