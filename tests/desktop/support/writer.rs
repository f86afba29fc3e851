//! A person at the keyboard of the real window.
//!
//! What a journey does is a line of keys: letters are typed, `⏎` is Enter, and what stands
//! in braces is a key with its modifiers, `{ctrl+b}`. Nothing is ever clicked first.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use nutgraf::project::Intent;
use nutgraf_engine::text::Change;
use tempfile::TempDir;

use super::{
    desktop::{Running, wait_for},
    journal_copy::copied,
    seat::{self, Seat},
};

/// Time within which an event has reached the program.
const ON_ITS_WAY: Duration = Duration::from_millis(30);

/// A program is at rest when it was so that many times, that far apart.
const LOOKS: usize = 3;
const BETWEEN_LOOKS: Duration = Duration::from_millis(15);

/// A program that never rests is gone on with after this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// The program in a window of its own display, and who types in it.
pub struct Writer {
    program: Running,
    seat: Box<dyn Seat>,
    window: String,
    folder: TempDir,
}

impl Writer {
    /// Opens a project with this draft by its name, as a file manager does.
    ///
    /// `None`, with the reason printed, where there is no display to be had.
    pub fn opens(draft: &str) -> Option<Self> {
        Self::opens_after(draft, |_| ())
    }

    /// Opens a project as [`Writer::opens`] does, where a test can be another program with a
    /// clipboard.
    pub fn opens_beside_a_clipboard(draft: &str) -> Option<Self> {
        Self::opens_after(draft, |_| ()).filter(|writer| seat::has_clipboard(&*writer.seat))
    }

    /// Opens a project that something was done to first, given its path.
    pub fn opens_after(draft: &str, prepare: impl FnOnce(&Path)) -> Option<Self> {
        let seat = seat::of_this_test()?;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journey.ron");
        run(&[&"new", &path, &"--template", &"blank", &"--title", &"A journey"]);
        let mut project = nutgraf::persist::load(&path).unwrap().project;
        let change = Change::replace(0..project.draft().len(), draft);
        project.apply_all(Intent::typing(change).steps).unwrap();
        fs::write(&path, nutgraf::persist::to_ron(&project).unwrap()).unwrap();
        prepare(&path);
        let program = seat::start(&*seat, &[&path]);
        Some(Self::at(seat, program, folder, "A journey"))
    }

    /// Opens a project that has a source, `interview`, and two quotes of it, one with a
    /// speaker.
    pub fn opens_with_quotes(draft: &str) -> Option<Self> {
        Self::opens_after(draft, |path| {
            let source = path.with_file_name("interview.txt");
            fs::write(&source, "A reel keeps what was said.\n\nNobody asked the keeper.\n")
                .unwrap();
            run(&[&"source", &"add", &path, &source, &"--key", &"interview"]);
            let quote: [&dyn AsRef<std::ffi::OsStr>; 5] =
                [&"quote", &"add", &path, &"--source", &"interview"];
            let of =
                |words: &[&dyn AsRef<std::ffi::OsStr>]| drop(run(&[&quote[..], words].concat()));
            of(&[&"--exact", &"A reel keeps what was said", &"--speaker", &"the archivist"]);
            of(&[&"--exact", &"Nobody asked the keeper"]);
            fs::remove_file(source).unwrap();
        })
    }

    /// Opens a project that has three sources: `interview`, `river-board` and `doe2019`.
    pub fn opens_with_sources(draft: &str) -> Option<Self> {
        Self::opens_after(draft, |path| {
            let text = path.with_file_name("text.txt");
            let sources = [
                ("interview", "Interview with the lock keeper"),
                ("river-board", "Minutes of the board"),
                ("doe2019", "The law of rivers"),
            ];
            for (key, title) in sources {
                fs::write(&text, format!("{title}.\n")).unwrap();
                run(&[&"source", &"add", &path, &text, &"--key", &key, &"--title", &title]);
            }
            fs::remove_file(text).unwrap();
        })
    }

    /// Starts the program without a file: the welcome page.
    pub fn starts() -> Option<Self> {
        let seat = seat::of_this_test()?;
        let program = seat::start(&*seat, &[]);
        Some(Self::at(seat, program, tempfile::tempdir().unwrap(), "Nutgraf"))
    }

    fn at(seat: Box<dyn Seat>, program: Running, folder: TempDir, title: &str) -> Self {
        let window = seat.window(title);
        let writer = Self { program, seat, window, folder };
        writer.rests();
        writer.seat.gives_keyboard(&writer.window);
        writer.rests();
        writer
    }

    /// Waits until the program and its display have done what they were told: until no
    /// thread of theirs wants a processor, however busy the machine is.
    pub fn rests(&self) {
        thread::sleep(ON_ITS_WAY);
        let begun = Instant::now();
        let mut seen = 0;
        while seen < LOOKS && begun.elapsed() < PATIENCE {
            let is_busy = [self.program.0.id(), self.seat.server()].into_iter().any(is_busy);
            seen = if is_busy { 0 } else { seen + 1 };
            thread::sleep(BETWEEN_LOOKS);
        }
    }

    /// The project's file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("journey.ron")
    }

    /// Types a line of keys, one after the other as a person does.
    pub fn types(&self, line: &str) {
        for stroke in strokes(line) {
            match stroke {
                Stroke::Text(text) => self.seat.types(&text),
                Stroke::Key(key) => self.seat.presses(&key),
            }
            self.rests();
        }
    }

    /// Presses the pointer at a place of the window, in pixels, and moves it to another.
    pub fn holds(&self, from: (u32, u32), to: (u32, u32)) {
        let moves = |at: (u32, u32)| {
            self.seat.points(&self.window, at);
            self.rests();
        };
        moves(from);
        self.seat.holds(true);
        self.rests();
        moves((from.0, from.1 + 10));
        moves(to);
    }

    /// Lets the pointer go.
    pub fn lets_go(&self) {
        self.seat.holds(false);
        self.rests();
    }

    /// Drags from one place of the window to another, in pixels.
    pub fn drags(&self, from: (u32, u32), to: (u32, u32)) {
        self.holds(from, to);
        self.lets_go();
    }

    /// Saves, and returns the whole draft that the file holds then.
    pub fn saves(&self) -> String {
        self.seat.presses("ctrl+s");
        self.rests();
        let clean = || self.seat.title(&self.window).is_some_and(|title| !title.starts_with('•'));
        // What is not saved within this time is told by the draft that the file then holds.
        let begun = Instant::now();
        while !clean() && begun.elapsed() < Duration::from_secs(5) {
            thread::sleep(Duration::from_millis(50));
        }
        self.saved()
    }

    /// Saves an article that has no file yet, and returns the whole draft that its file holds.
    pub fn saves_first(&self) -> String {
        self.seat.presses("ctrl+s");
        self.names(&self.path());
        self.saved()
    }

    /// Exports by the leading buttons of the dialogs, and returns what is in the file.
    pub fn exports(&self) -> String {
        let path = self.path().with_extension("md");
        self.seat.presses("ctrl+e");
        self.rests();
        self.seat.presses("Return");
        self.names(&path);
        fs::read_to_string(path).unwrap()
    }

    /// Answers the dialog that asks for a path, and waits until the file is there.
    fn names(&self, path: &Path) {
        self.rests();
        self.types("{ctrl+a}");
        self.types(path.to_str().unwrap());
        self.types("⏎");
        wait_for("the file", || path.exists().then_some(()));
        self.rests();
    }

    /// The draft that the file holds now.
    pub fn saved(&self) -> String {
        nutgraf::persist::load(&self.path()).unwrap().project.draft().to_owned()
    }

    /// Waits until the journal holds words, of an article that has no file yet.
    pub fn journalled(&self, words: &str) -> String {
        let mut last = String::new();
        wait_for(words, || {
            let copy = copied(&self.seat.journals());
            let found = nutgraf::persist::journal::find(copy.path(), None, jiff::Timestamp::now());
            last =
                found.lost.last().map_or_else(String::new, |lost| lost.project.draft().to_owned());
            last.contains(words).then_some(())
        });
        last
    }

    /// Another program has something of a kind on the clipboard from now on.
    pub fn puts_on_clipboard(&self, kind: &str, content: &[u8]) {
        let path = self.folder.path().join("clipboard");
        fs::write(&path, content).unwrap();
        // It stays behind to answer, and keeps no pipe of this process open.
        let mut command = self.seat.fills_clipboard(kind, &path);
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(status.unwrap().success());
        self.rests();
    }

    /// What the clipboard gives a program that asks for a kind.
    pub fn clipboard(&self, kind: &str) -> String {
        let output = self.seat.reads_clipboard(kind).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// The keyboard has another layout from now on.
    pub fn has_layout(&self, layout: &str) {
        self.seat.has_layout(layout);
        self.rests();
    }
}

/// Whether a thread of a process runs, or waits for a processor.
fn is_busy(process: u32) -> bool {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return false };
    threads.flatten().any(|thread| {
        let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        // The name, in brackets, may hold anything.
        let runs = stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('R'));
        // A process that reads something for it is work of its own.
        let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        runs || !children.trim().is_empty()
    })
}

/// Runs the command line, and returns what it said.
fn run(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    let output = command.args(arguments.iter().map(|a| a.as_ref())).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[derive(Debug, PartialEq)]
enum Stroke {
    Text(String),
    Key(String),
}

fn strokes(line: &str) -> Vec<Stroke> {
    let mut found = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let stroke;
        (stroke, rest) = match rest.chars().next() {
            Some('{') => {
                let end = rest.find('}').expect("a key ends with a brace");
                (Stroke::Key(rest[1..end].to_owned()), &rest[end + 1..])
            }
            Some('⏎') => (Stroke::Key("Return".to_owned()), &rest['⏎'.len_utf8()..]),
            _ => {
                let end = rest.find(['{', '⏎']).unwrap_or(rest.len());
                (Stroke::Text(rest[..end].to_owned()), &rest[end..])
            }
        };
        found.push(stroke);
    }
    found
}

#[test]
fn a_line_of_keys_is_letters_and_keys_in_their_order() {
    let text = |text: &str| Stroke::Text(text.to_owned());
    let key = |key: &str| Stroke::Key(key.to_owned());
    let line = strokes("ab{ctrl+b}c⏎⏎d{F1}");
    let meant =
        [text("ab"), key("ctrl+b"), text("c"), key("Return"), key("Return"), text("d"), key("F1")];
    assert_eq!(line, meant);
}
