//! A writer's session without a window, on whatever stands in the folders.

use std::{path::Path, sync::mpsc, thread};

use jiff::Timestamp;
use nutgraf::{
    app::{Action, Effect, EffectRunner, InlineRunner, Workspace},
    persist::Settings,
};
use nutgraf_engine::model::Ids;

use super::place::MOST;

pub fn now() -> Timestamp {
    "2026-11-23T14:00:00Z".parse().unwrap()
}

/// A workspace whose effects are carried out at once.
pub struct Desk {
    pub workspace: Workspace,
    runner: InlineRunner,
}

impl Desk {
    pub fn open(path: &Path, runner: InlineRunner) -> Self {
        let workspace = Workspace::new(Settings::default(), Ids::seeded(1));
        let mut desk = Self { workspace, runner };
        let found = desk.workspace.begin_session(now());
        desk.carry_out(found);
        desk.act(Action::OpenPath(path.to_owned()));
        desk
    }

    pub fn act(&mut self, action: Action) {
        let effects = self.workspace.apply(action, now());
        self.carry_out(effects);
    }

    fn carry_out(&mut self, mut effects: Vec<Effect>) {
        loop {
            for effect in effects.drain(..) {
                self.runner.start(effect);
            }
            let events = self.runner.poll();
            if events.is_empty() {
                return;
            }
            for event in events {
                effects.extend(self.workspace.handle(event, now()));
            }
        }
    }

    /// All that is said to the writer.
    pub fn notices(&self) -> String {
        let notices = self.workspace.view().notices.iter();
        notices.map(|notice| format!("{} {}\n", notice.message(), notice.hint())).collect()
    }
}

/// Does something that may hang, and fails where it does.
pub fn in_time<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, outcome) = mpsc::channel();
    let thread = thread::spawn(move || {
        let _ = done.send(work());
    });
    match outcome.recv_timeout(MOST) {
        Ok(outcome) => outcome,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{what}: hangs"),
        Err(mpsc::RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panicked) => std::panic::resume_unwind(panicked),
            Ok(()) => unreachable!("it answers before it ends"),
        },
    }
}
