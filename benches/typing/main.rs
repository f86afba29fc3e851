//! What a writer waits for, measured on the whole program.
//!
//! `cargo bench --bench typing` opens seeded projects of 2,000 to 1,000,000 words
//! with their quotations, claims and 5 MB of snapshots in a window without a
//! display, and prints a line a row and a table. Short runs: `-- --words
//! 2000,10000 --rows key-write,idle`; `--tab claims` has another list beside the
//! draft.
//!
//! A key is the frame in which it is typed, from the event to the triangles. What
//! it leaves to do has rows of its own: `key-after` are the frames that the
//! program wants at once, `worker-check` what a thread does once the writer pauses,
//! `worker-report` the frame that takes it in. Each key is typed into a window
//! at rest, with the report of the key before.

#[path = "../documents/mod.rs"]
mod documents;
mod measure;
mod table;
mod window;
mod worker;

use std::{hint::black_box, io, path::Path};

use clap::{Parser, ValueEnum};
use nutgraf::{
    app::{Action, Command, Mode, Tab},
    exchange::export::{MarkdownOptions, markdown},
    persist::{Expect, store},
};
use nutgraf_engine::text::find::Query;
use sha2::{Digest, Sha256};

use crate::{
    documents::project::{SNAPSHOTS, place_to_type, project},
    measure::{Budget, Cost, Samples},
    table::{SIZES, Table},
    window::Window,
};

/// What is typed, from its beginning again and again.
const TYPED: &str = "typing steadily in the middle of a long article ";

/// Repeats of each measurement.
const WARM_UP: usize = 30;
const KEYS: usize = 100;
const IDLE_FRAMES: usize = 100;
const IDLE_SECONDS: usize = 10;
const STEPS: usize = 200;
const FINDS: usize = 20;
const REPLACEMENTS: usize = 10;
const JUMPS: usize = 20;
const LOADS: usize = 5;

/// Seconds after which no repeat of a measurement is begun.
const PATIENCE: u64 = 6;

/// Seconds between two keys: 60 words a minute.
const PAUSE: f64 = 0.2;

/// Points that the wheel turns in a frame, and after how many it turns back.
const STEP: f32 = 100.0;
const STEPS_ONE_WAY: usize = 20;

/// Measures how long a writer waits for the window.
#[derive(Parser)]
struct Options {
    /// Lengths of the documents, in words.
    #[arg(long, value_delimiter = ',', default_values_t = SIZES)]
    words: Vec<usize>,
    /// What to measure; everything where nothing is named.
    #[arg(long, value_delimiter = ',')]
    rows: Vec<Row>,
    /// The list that stands beside the draft.
    #[arg(long, default_value = "sources")]
    tab: List,
    /// Cargo says that this is a bench.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum List {
    Sources,
    Claims,
    Findings,
}

impl From<List> for Tab {
    fn from(list: List) -> Self {
        match list {
            List::Sources => Self::Sources,
            List::Claims => Self::Claims,
            List::Findings => Self::Findings,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Row {
    Load,
    KeyWrite,
    KeySplit,
    KeyScreenreader,
    Idle,
    Scroll,
    FindAll,
    ReplaceAll,
    Jump,
    Save,
    Export,
}

fn main() -> io::Result<()> {
    let options = Options::parse();
    let mut table = Table::default();
    let folder = tempfile::tempdir()?;
    table::print_probe(&probe());
    for words in &options.words {
        let path = folder.path().join(format!("{words}.ron"));
        let stamp = store::save(&project(*words, SNAPSHOTS), &path, Expect::Nothing);
        stamp.map_err(io::Error::other)?;
        document(&options, *words, &path, &mut table);
    }
    table::print_probe(&probe());
    table.print(&options.words);
    Ok(())
}

/// Measures the rows that are wanted of one document.
fn document(options: &Options, words: usize, path: &Path, table: &mut Table) {
    let tab = options.tab.into();
    let is_wanted = |row| options.rows.is_empty() || options.rows.contains(&row);
    let (window, load, first) = &mut opened(tab, path, is_wanted(Row::Load));
    if is_wanted(Row::Load) {
        table.add("load", words, load);
        table.add("worker-first", words, first);
    }
    window.rest();
    let to_middle = |window: &mut Window| {
        let draft = window.draft();
        window.jump(place_to_type(draft, draft.len() / 2));
        window.rest();
    };
    to_middle(window);
    if is_wanted(Row::KeyWrite) {
        let keys = Keys::typed(window);
        table.add("key-write", words, &keys.key);
        table.add("key-after", words, &keys.after);
        table.add("worker-check", words, &keys.check);
        table.add("worker-report", words, &keys.report);
    }
    if is_wanted(Row::KeySplit) {
        window.set_mode(Mode::Split);
        table.add("key-split", words, &Keys::typed(window).key);
        window.set_mode(Mode::Write);
    }
    if is_wanted(Row::KeyScreenreader) {
        window.set_reader(true);
        table.add("key-screenreader", words, &Keys::typed(window).key);
        window.set_reader(false);
    }
    if is_wanted(Row::Idle) {
        table.add("idle", words, &idle_frames(window));
        table.add("idle-second", words, &idle_seconds(window));
    }
    if is_wanted(Row::Scroll) {
        table.add("scroll", words, &scroll(window));
        to_middle(window);
    }
    if is_wanted(Row::FindAll) {
        table.add("find-all", words, &finds(window));
        to_middle(window);
    }
    if is_wanted(Row::ReplaceAll) {
        let (replace, undo) = replacements(window);
        table.add("replace-all", words, &replace);
        table.add("undo-all", words, &undo);
        to_middle(window);
    }
    if is_wanted(Row::Jump) {
        table.add("jump", words, &jumps(window));
    }
    if is_wanted(Row::Save) {
        let save = || store::save(window.project(), path, Expect::Overwrite);
        table.add("save", words, &again(LOADS, || assert!(save().is_ok())));
    }
    if is_wanted(Row::Export) {
        let options = MarkdownOptions::default();
        let export = || markdown(window.project(), &options);
        table.add("export", words, &again(LOADS, || assert!(!export().text.is_empty())));
    }
}

/// The same work some times.
fn again(times: usize, mut work: impl FnMut()) -> Samples {
    let mut samples = Samples::default();
    for _ in Budget::new(times, PATIENCE) {
        samples.push(Cost::of(&mut work).0);
    }
    samples
}

/// What keys took, and what they left to do.
#[derive(Default)]
struct Keys {
    key: Samples,
    after: Samples,
    check: Samples,
    report: Samples,
}

impl Keys {
    fn typed(window: &mut Window) -> Self {
        let mut letters = TYPED.chars().cycle();
        let mut type_for = |repeats: Budget, keys: &mut Self| {
            for (letter, _) in letters.by_ref().zip(repeats) {
                keys.press(window, letter);
            }
        };
        type_for(Budget::new(WARM_UP, PATIENCE / 2), &mut Self::default());
        let mut keys = Self::default();
        type_for(Budget::new(KEYS, PATIENCE), &mut keys);
        keys
    }

    fn press(&mut self, window: &mut Window, letter: char) {
        window.pass(PAUSE);
        let length = window.draft().len();
        self.key.push(window.press(letter).cost);
        assert_eq!(window.draft().len(), length + 1, "the letter went into the draft");
        self.after.push(window.follow());
        self.check.push(window.worker().work().unwrap_or_default());
        self.report.push(window.follow());
    }
}

/// The project in a window, opened again and again where that is to be measured;
/// with what that took, and what a thread did then for the first time.
fn opened(tab: Tab, path: &Path, is_measured: bool) -> (Window, Samples, Samples) {
    let (mut load, mut first) = (Samples::default(), Samples::default());
    let mut window = None;
    for _ in Budget::new(if is_measured { LOADS } else { 1 }, PATIENCE) {
        // A million words are not held twice.
        drop(window.take());
        let mut opened = Window::new(tab);
        load.push(opened.open(path));
        first.push(opened.worker().work().unwrap_or_default());
        window = Some(opened);
    }
    (window.expect("a budget has one repeat at least"), load, first)
}

fn idle_frames(window: &mut Window) -> Samples {
    let mut samples = Samples::default();
    for _ in Budget::new(IDLE_FRAMES, PATIENCE) {
        samples.push(window.frame(Vec::new()).cost);
    }
    samples
}

/// Seconds in which nothing happens: the frames that the program draws all the same.
fn idle_seconds(window: &mut Window) -> Samples {
    let mut samples = Samples::default();
    let last = window.frame(Vec::new());
    // Seconds until the next frame is due.
    let mut due = window.wait_after(&last);
    for _ in Budget::new(IDLE_SECONDS, PATIENCE) {
        let mut second = Cost::default();
        while due < 1.0 {
            let frame = window.frame(Vec::new());
            second += frame.cost;
            due += window.wait_after(&frame);
        }
        due -= 1.0;
        samples.push(second);
    }
    samples
}

/// Frames in which the wheel turns, some down and some up.
fn scroll(window: &mut Window) -> Samples {
    let mut samples = Samples::default();
    let before = window.frame(Vec::new()).caret;
    for step in Budget::new(STEPS, PATIENCE) {
        let is_down = (step / STEPS_ONE_WAY).is_multiple_of(2);
        let frame = window.wheel(if is_down { -STEP } else { STEP });
        samples.push(frame.cost);
        assert!(step != 2 || frame.caret != before, "the text moves under the wheel");
    }
    window.rest();
    samples
}

/// Every “the” of the draft, found anew with the bar open: from the query to the frame
/// that shows the first and counts all.
fn finds(window: &mut Window) -> Samples {
    let mut samples = Samples::default();
    window.act(Action::Command(Command::Find));
    for _ in Budget::new(FINDS, PATIENCE) {
        window.act(Action::SetQuery(Query::default()));
        window.rest();
        let mut cost = window.act(Action::SetQuery(the()));
        cost += window.frame(Vec::new()).cost;
        samples.push(cost);
        assert!(window.hits() > 0, "the word stands in every article");
    }
    window.act(Action::CloseFind);
    window.rest();
    samples
}

/// Every “the” of the draft replaced at once, and that taken back: what it takes until
/// the program answers. What the editor takes to set so much anew comes on top.
fn replacements(window: &mut Window) -> (Samples, Samples) {
    let (mut replace, mut undo) = (Samples::default(), Samples::default());
    window.act(Action::Command(Command::Replace));
    window.act(Action::SetQuery(the()));
    window.act(Action::SetReplacement("these".to_owned()));
    let count = window.hits();
    for _ in Budget::new(REPLACEMENTS, PATIENCE) {
        window.rest();
        replace.push(window.act(Action::Command(Command::ReplaceAll)));
        window.rest();
        undo.push(window.act(Action::Command(Command::Undo)));
        assert_eq!(window.hits(), count, "the draft is as it was");
    }
    window.act(Action::CloseFind);
    window.rest();
    (replace, undo)
}

fn the() -> Query {
    Query { text: "the".to_owned(), ..Query::default() }
}

/// Jumps all over the draft, each far from the one before.
fn jumps(window: &mut Window) -> Samples {
    let mut samples = Samples::default();
    for jump in Budget::new(JUMPS, PATIENCE) {
        let about = (jump + 1) * 618 % 1_000 * window.draft().len() / 1_000;
        let at = place_to_type(window.draft(), about);
        samples.push(window.jump(at));
        window.rest();
    }
    samples
}

/// Work that is always the same. Where the last probe differs from the first, the
/// machine had other things to do, and the figures between are not to be trusted.
fn probe() -> Samples {
    let bytes = vec![149; 1 << 20];
    let mut samples = Samples::default();
    for _ in 0..20 {
        samples.push(Cost::of(|| black_box(Sha256::digest(black_box(&bytes)))).0);
    }
    samples
}
