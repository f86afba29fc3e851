//! A process that writes, and what is to be there after its end.
//!
//! It edits a project through the workspace and the program's own threads, saves now and
//! then, and prints each edit that was made and each save that went well. Its every edit
//! follows from a seed, so that whoever reads what it left knows what it made.

use std::{
    env,
    io::{BufRead, Write},
    path::Path,
    sync::Arc,
    thread,
    time::{Duration, SystemTime},
};

use fastrand::Rng;
use jiff::Timestamp;
use nutgraf::{
    app::{
        Action, CheckAction, Command, Effect, EffectRunner, Event, Pick, SourceForm,
        ThreadedRunner, Workspace,
    },
    persist::{Settings, is_same, journal, store},
    project::Project,
};
use nutgraf_engine::{model::Ids, range::DraftRange, text::Change};

/// Where the process that is to be killed works; set only in that process.
pub const FOLDER: &str = "NUTGRAF_CRASH_FOLDER";
pub const SEED: &str = "NUTGRAF_CRASH_SEED";
/// After how many edits it ends by itself.
pub const EDITS: &str = "NUTGRAF_CRASH_EDITS";

pub fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

/// Milliseconds by which both processes go.
pub fn clock() -> u128 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis()
}

/// A writer whose every edit follows from the seed.
pub struct Writer {
    pub workspace: Workspace,
    rng: Rng,
    /// What beginning the article asks for.
    begun: Vec<Effect>,
}

impl Writer {
    pub fn new(seed: u64) -> Self {
        let mut workspace = Workspace::new(Settings::default(), Ids::seeded(seed));
        let begin = Action::NewFromTemplate { template: 4, title: "A ban".into() };
        let begun = workspace.apply(begin, now());
        Self { workspace, rng: Rng::with_seed(seed), begun }
    }

    /// The next edit. Saves change no project, so they are no edits.
    pub fn edit(&mut self) -> Vec<Effect> {
        let draft = self.workspace.project().draft();
        let mut at = self.rng.usize(..=draft.len());
        while !draft.is_char_boundary(at) {
            at -= 1;
        }
        let action = match self.rng.u8(..40) {
            0 => Action::Command(Command::Undo),
            1 => Action::Command(Command::Redo),
            2 => {
                let end = (at + self.rng.usize(..30)).min(draft.len());
                let end = (at..=end).rev().find(|end| draft.is_char_boundary(*end)).unwrap();
                Action::Edit(Change::delete(at..end))
            }
            3 => Action::Command(Command::MarkClaim),
            4 => {
                let form = SourceForm {
                    key: format!("key{}", self.rng.u64(..)),
                    title: "A source".into(),
                    text: "Words of a source. ".repeat(self.rng.usize(1..2_000)),
                    capture: true,
                    ..SourceForm::default()
                };
                Action::SaveSource(Box::new(form))
            }
            5 => {
                let claims = self.workspace.project().claims();
                match claims.first() {
                    Some(claim) => Action::Check(CheckAction::Delete(claim.id.clone())),
                    None => Action::Edit(Change::insert(at, "A whole sentence stands here. ")),
                }
            }
            6 => Action::Jump(DraftRange::at(at)),
            7 => Action::Edit(Change::insert(at, "Pasted words, “quoted”. ".repeat(200))),
            _ => Action::Edit(Change::insert(at, self.rng.alphanumeric().to_string())),
        };
        let mut effects = self.workspace.apply(action, now());
        // Saves close what is typed in one go, and undo must not depend on them.
        let end = self.workspace.project().draft().len();
        let caret = if self.workspace.view().selection.end == 0 { end } else { 0 };
        effects.extend(self.workspace.apply(Action::Select(DraftRange::at(caret)), now()));
        effects
    }
}

/// What the process does that is killed.
pub fn write(folder: &Path, seed: u64) {
    let mut runner = ThreadedRunner::new(Arc::new(|| {}), Some(folder.to_owned())).unwrap();
    end_on_sigterm(&runner);
    let limit = Arc::new(std::sync::atomic::AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, limit).unwrap();
    let mut writer = Writer::new(seed);
    let mut pace = Rng::with_seed(!seed);
    // Half of the articles have a file from the start.
    let named = seed.is_multiple_of(2);
    // Which edit was the last one in the save of a revision.
    let mut saving = Vec::new();
    let project = writer.workspace.file().opened_revision();
    let mut pick = Some(Pick::SaveAs { name: String::new(), project });
    let mut out = std::io::stdout().lock();
    let last = env::var(EDITS).ok().and_then(|edits| edits.parse().ok()).unwrap_or(u64::MAX);
    for number in 0..last {
        let mut effects = std::mem::take(&mut writer.begun);
        effects.extend(writer.edit());
        let saves = (named && number == 3) || pace.u8(..20) == 0;
        if let Some(pick) = pick.take_if(|_| saves && named) {
            let event = Event::Picked(pick, Some(folder.join("ban.ron")));
            effects.extend(writer.workspace.handle(event, now()));
        } else if saves && writer.workspace.file().path().is_some() {
            let save = Action::Command(Command::Save);
            effects.extend(writer.workspace.apply(save, now()));
        }
        let mut events = Vec::new();
        let mut is_told = false;
        loop {
            for effect in effects.drain(..) {
                if let Effect::Save { revision, .. } = &effect {
                    saving.push((*revision, number));
                }
                // Judging is not what is tried here, and would only take time from it.
                if !matches!(effect, Effect::Check { .. } | Effect::KeepSettings(_)) {
                    runner.start(effect);
                }
            }
            if !is_told {
                // It is with the thread that writes it.
                writeln!(out, "edit {number} {}", clock()).unwrap();
                is_told = true;
            }
            events.extend(runner.poll());
            if events.is_empty() {
                break;
            }
            for event in events.drain(..) {
                if let Event::JournalBroke(failure) = &event {
                    writeln!(out, "broke {failure}").unwrap();
                }
                if let Event::Saved { revision, result: Ok(_), .. } = &event {
                    let saved = saving.iter().rfind(|(of, _)| of == revision).unwrap();
                    writeln!(out, "saved {}", saved.1).unwrap();
                }
                effects.extend(writer.workspace.handle(event, now()));
            }
        }
        thread::sleep(Duration::from_micros(pace.u64(..4_000)));
    }
}

fn end_on_sigterm(runner: &ThreadedRunner) {
    use signal_hook::{consts::SIGTERM, iterator::Signals, low_level::emulate_default_handler};
    let ending = runner.shutdown_handle();
    let mut signals = Signals::new([SIGTERM]).unwrap();
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            ending.settle(Duration::from_secs(3));
            emulate_default_handler(signal).unwrap();
        }
    });
}

/// What a run showed.
#[derive(Default)]
pub struct Tally {
    pub runs: usize,
    pub edits: u64,
    /// Edits that were printed and are not there, all of them young.
    pub young: u64,
    pub offered: usize,
    pub all_saved: usize,
    pub with_file: usize,
    pub torn: usize,
    /// Saves that were acknowledged.
    pub saves: usize,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.edits += other.edits;
        self.young += other.young;
        self.offered += other.offered;
        self.all_saved += other.all_saved;
        self.with_file += other.with_file;
        self.torn += other.torn;
        self.saves += other.saves;
    }
}

/// What a process printed.
#[derive(Default)]
pub struct Heard {
    /// The edits, each with its time.
    pub edits: Vec<(u64, u128)>,
    /// The last edit in each save that went well.
    pub saved: Vec<u64>,
    /// Whether its journal broke.
    pub broke: bool,
}

/// Reads what a process prints, until it ends.
pub fn heard(out: &mut dyn BufRead) -> Heard {
    let mut heard = Heard::default();
    for line in out.lines().map_while(Result::ok) {
        heard.broke |= line.starts_with("broke");
        let saved = line.strip_prefix("saved ").and_then(|number| number.parse::<u64>().ok());
        heard.saved.extend(saved);
        let mut words = line.strip_prefix("edit ").unwrap_or_default().split(' ');
        // The last line may be cut off.
        let number = words.next().and_then(|word| word.parse().ok());
        heard.edits.extend(number.zip(words.next().and_then(|word| word.parse().ok())));
    }
    heard
}

impl Heard {
    /// How many edits are in a save that went well.
    fn saved_count(&self) -> u64 {
        self.saved.iter().max().map_or(0, |number| number + 1)
    }

    /// How many edits there may be at the most: one may have been made and not printed.
    fn may(&self) -> u64 {
        self.edits.last().map_or(0, |(number, _)| number + 1) + 1
    }
}

/// The project in the file, which is whole and has what every save had that went well.
pub fn look_at_file(folder: &Path, seed: u64, heard: &Heard) -> Option<Project> {
    let file = folder.join("ban.ron");
    let on_disk = file.exists().then(|| store::load(&file).expect("the file is whole").project);
    if heard.saved_count() > 0 {
        let project = on_disk.as_ref().expect("a save that went well left a file");
        state_of(project, seed, heard.saved_count(), heard.may());
    }
    on_disk
}

/// Looks at what a process left, and returns how many edits are there. Those that were
/// printed until a moment must be, and so must those of every save that went well.
pub fn look(folder: &Path, seed: u64, heard: &Heard, until: u128, tally: &mut Tally) -> u64 {
    let Heard { edits, saved, .. } = heard;
    let must = edits.iter().filter(|(_, at)| *at <= until).map(|(number, _)| number + 1);
    let must = must.max().unwrap_or(0).max(heard.saved_count());
    let may = heard.may();
    let on_disk = look_at_file(folder, seed, heard);
    tally.saves += saved.len();
    let journals = folder.join("journal");
    let mut found = journal::find(&journals, None, now());
    assert!(found.problems.is_empty(), "seed {seed}: {:?}", found.problems);
    assert!(found.lost.len() <= 1, "seed {seed}: {} journals", found.lost.len());
    tally.runs += 1;
    tally.edits += edits.len() as u64;
    tally.with_file += usize::from(on_disk.is_some());
    let project = match found.lost.pop() {
        Some(lost) => {
            tally.offered += 1;
            tally.torn += usize::from(lost.is_torn);
            Some(lost.project)
        }
        None => {
            tally.all_saved += usize::from(on_disk.is_some());
            on_disk
        }
    };
    let state = project.map(|project| state_of(&project, seed, must, may));
    let state = state.unwrap_or(0);
    assert!(
        (must..=may).contains(&state),
        "seed {seed}: {state} edits are there, and {must} to {may} were to be"
    );
    state
}

/// How many edits led to a project, of those that may have; the most, where several did.
pub fn state_of(project: &Project, seed: u64, must: u64, may: u64) -> u64 {
    let mut writer = Writer::new(seed);
    let mut state = None;
    for number in 0..=may {
        if number > 0 {
            writer.edit();
        }
        if number >= must && is_same(writer.workspace.project(), project) {
            state = Some(number);
        }
    }
    state.unwrap_or_else(|| panic!("seed {seed}: no {must} to {may} edits lead to what was found"))
}
