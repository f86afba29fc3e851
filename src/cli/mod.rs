//! The command line: the same engine without a window.
//!
//! # Invariants
//!
//! - Stdout is data and stderr is talk.
//! - The clock, the ids and the streams come in through [`Env`], so that a test and a
//!   person get the same bytes.
//! - Every failure is one message that says what to do next, and a project that failed to
//!   load is never written.
//!
//! | exit code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | findings of severity error (`check` and `verify` alone), a refused final export, or a merge with conflicts |
//! | 2 | unusable input, wrong arguments, or a failed write |

mod add;
mod args;
mod claims;
mod create;
mod export;
mod failure;
mod info;
mod judge;
mod merge;
mod packet;
pub mod report;

use std::{
    ffi::OsString,
    io::Write,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{
    exchange::import::{ImportProcess, import_file},
    persist::{
        Expect, FileFingerprint, Opened, Reading, SaveError, Settings, load_as,
        lock::{self, Refusal},
        save,
    },
    project::Project,
};
pub use args::CommandLine;
use args::{ClaimCommand, CliCommand, DemoArgs, QuoteCommand, SourceCommand, Writing};
use failure::{Failure, LISTED_PLACES, PassagePlace, SearchedText};
use nutgraf_engine::{model::Ids, text::one_line};
use nutgraf_import::Imported;

/// What a command takes from outside.
pub struct Env<'a> {
    /// Data goes here.
    pub out: &'a mut dyn Write,
    /// Talk goes here.
    pub err: &'a mut dyn Write,
    /// The time at which captures and statuses are stamped.
    pub now: Timestamp,
    /// Draws the ids of new records.
    pub ids: Ids,
    /// Who signs where no name is given; see [`signer`].
    pub signer: &'a dyn Fn() -> String,
    /// Whether data may carry colours; see [`wants_colour`].
    pub colour: bool,
    /// Reads files that come from elsewhere.
    pub importer: ImportProcess,
    /// How many columns the terminal has that data goes to; `None` where it goes elsewhere.
    pub width: Option<usize>,
}

/// What the arguments ask for.
#[derive(Debug)]
pub enum Invocation {
    /// The window, with a project or without.
    Window(Option<PathBuf>),
    /// Something that needs no window; see [`run`].
    Task(Task),
}

/// Something that is done without a window.
#[derive(Debug)]
pub struct Task(TaskKind);

#[derive(Debug)]
enum TaskKind {
    CliCommand(CliCommand),
    /// A project was to be opened where there is no display.
    NoDisplay(PathBuf),
    /// Nothing was asked for where there is no display.
    DemoInstead,
}

/// Says which commands need no display: all that the grammar has.
fn work_without_display() -> String {
    let mut names = args::command_names();
    let last = names.pop().unwrap_or_default();
    format!("{} and {last} work without one", names.join(", "))
}

impl Task {
    /// What is done when the display that the environment names cannot be opened.
    pub fn without_window(file: Option<PathBuf>) -> Self {
        Self(file.map_or(TaskKind::DemoInstead, TaskKind::NoDisplay))
    }
}

impl Invocation {
    /// Decides between the window and a task.
    pub fn of(line: CommandLine, display: bool) -> Self {
        match line {
            CommandLine { command: Some(command), .. } => {
                Self::Task(Task(TaskKind::CliCommand(command)))
            }
            CommandLine { file, .. } if display => Self::Window(file),
            CommandLine { file, .. } => Self::Task(Task::without_window(file)),
        }
    }
}

/// Whether there is a display to open a window on, as far as the environment says.
///
/// Only systems that name their display in the environment can lack one.
pub fn has_display(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let named = |name| variable(name).is_some_and(|value| !value.is_empty());
    cfg!(any(not(unix), target_os = "macos"))
        || ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().any(named)
}

/// Whether data is to carry colours: on a terminal that can show them, unless the
/// environment says otherwise in one of the usual ways.
///
/// `NO_COLOR` refuses them, `CLICOLOR_FORCE` asks for them anywhere; both count
/// where they are not empty.
pub fn wants_colour(is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let says = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let is_forced = says("CLICOLOR_FORCE") && variable("CLICOLOR_FORCE") != Some("0".into());
    let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
    !says("NO_COLOR") && (is_forced || (is_terminal && !is_dumb))
}

/// Who signs at this desk where no name is given: the checker of the settings, else
/// whoever the environment says is logged in; empty where nobody is named. What is to be
/// known of the settings is told.
pub fn signer(variable: impl Fn(&str) -> Option<OsString>, tell: impl FnOnce(&str)) -> String {
    let (settings, note) = Settings::load();
    if let Some(note) = note {
        tell(&note.to_string());
    }
    let checker = settings.checker;
    let login = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(variable);
    let login = login.map(|name| name.to_string_lossy().into_owned());
    let mut names = std::iter::once(checker).chain(login).map(|name| one_line(&name));
    names.find(|name| !name.is_empty()).unwrap_or_default()
}

/// How a command ended that did what it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    /// There are findings of severity error, the gate is shut, or a merge has conflicts.
    Refused,
}

/// Does a task and returns the exit code.
pub fn run(task: Task, env: &mut Env<'_>) -> u8 {
    let outcome = dispatch(task, env);
    let flushed = env.out.flush().map_err(Failure::from);
    let ended = match (outcome, flushed) {
        (Ok(outcome), Ok(()) | Err(Failure::ReaderLeft)) => Ok(outcome),
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    };
    match ended {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Refused) => 1,
        // Whoever stopped reading has what they wanted.
        Err(Failure::ReaderLeft) => 0,
        Err(failure) => {
            let hint = failure.hint();
            env.say(&format!("nutgraf: {failure}"));
            if !hint.is_empty() {
                env.say(&format!("hint: {hint}"));
            }
            2
        }
    }
}

fn dispatch(Task(kind): Task, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    match kind {
        TaskKind::CliCommand(command) => match command {
            CliCommand::New(args) => create::new(args, env),
            CliCommand::Source(SourceCommand::Add(args)) => add::source(args, env),
            CliCommand::Quote(QuoteCommand::Add(args)) => add::quote(args, env),
            CliCommand::Claim(ClaimCommand::Add(args)) => add::claim(args, env),
            CliCommand::Check(args) => judge::check(args, env),
            CliCommand::Verify(args) => judge::verify(args, env),
            CliCommand::Claims(args) => claims::claims(args, env),
            CliCommand::Export(args) => export::export(args, env),
            CliCommand::Packet(args) => packet::packet(args, env),
            CliCommand::Merge(args) => merge::merge(args, env),
            CliCommand::Info(args) => info::info(args, env),
            CliCommand::Demo(args) => create::demo(args, env),
        },
        TaskKind::NoDisplay(file) => Err(Failure::NoDisplay(file)),
        TaskKind::DemoInstead => {
            env.say(&format!(
                "nutgraf: there is no display to open a window on, so this is the demo; {}",
                work_without_display()
            ));
            create::demo(DemoArgs { output: "nutgraf-demo".into() }, env)
        }
    }
}

impl Env<'_> {
    /// Talks to the person.
    fn say(&mut self, line: &str) {
        // There is nobody left to tell when even this cannot be written.
        let _ = writeln!(self.err, "{line}");
    }

    /// Prints data.
    fn print(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// The width at which lines are broken; `None` where data does not go to a terminal.
    fn page_width(&self) -> Option<usize> {
        self.width.map(|width| width.clamp(NARROWEST, WIDEST))
    }

    /// Opens a project and passes on what is to be known of it.
    fn open(&mut self, path: &Path) -> Result<(Project, FileFingerprint), Failure> {
        self.open_as(Reading::Usual, path)
    }

    /// Opens a project, up to a size.
    fn open_as(
        &mut self,
        reading: Reading,
        path: &Path,
    ) -> Result<(Project, FileFingerprint), Failure> {
        let Opened { project, notes, stamp } = load_as(reading, path)?;
        for note in notes {
            self.say(&format!("note: {note}"));
        }
        Ok((project, stamp))
    }

    /// Saves a project back to the file that it was read from, unless somebody has it
    /// open.
    fn save_back(
        &self,
        project: &Project,
        path: &Path,
        stamp: &FileFingerprint,
        writing: Writing,
    ) -> Result<(), Failure> {
        let take = if writing.take_over { lock::take_over } else { lock::take };
        let lock = match take(path, self.now) {
            Ok(lock) => Some(lock),
            // A folder that cannot be written to lets the save say why.
            Err(Refusal::Impossible(_)) => None,
            Err(refusal) => {
                return Err(Failure::NotLocked { path: path.to_owned(), refusal });
            }
        };
        save(project, path, Expect::Unchanged(stamp)).map_err(|error| match error {
            SaveError::Linked { .. } => Failure::Linked(error),
            other => other.into(),
        })?;
        drop(lock);
        Ok(())
    }
}

/// Lines are broken no closer, on however narrow a terminal.
const NARROWEST: usize = 40;

/// Lines are broken here on wider terminals, so that they stay readable.
const WIDEST: usize = 100;

/// Reads a text to the byte: the byte order mark that imports leave out stays,
/// so that offsets are those of the file.
fn read_whole(path: &Path, importer: &ImportProcess) -> Result<Imported, Failure> {
    let mut imported = import_file(path, importer)?;
    if imported.has_mark {
        imported.text.insert(0, '\u{feff}');
    }
    Ok(imported)
}

fn times(number: usize) -> String {
    if number == 1 { "once".to_owned() } else { format!("{number} times") }
}

/// `1 quote`, `2 quotes`.
fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_person_without_a_display_is_told_every_command() {
        assert_eq!(
            super::work_without_display(),
            "new, source add, quote add, claim add, check, verify, claims, export, packet, merge, \
             info and demo work without one"
        );
    }

    #[test]
    fn readme_shows_every_command_and_no_other() {
        let readme = include_str!("../../README.md");
        let names = super::args::command_names();
        for name in &names {
            assert!(
                readme.contains(&format!("nutgraf {name} "))
                    || readme.contains(&format!("nutgraf {name}\n")),
                "README does not show {name}"
            );
        }
        for shown in readme.lines().filter_map(|line| line.strip_prefix("nutgraf ")) {
            let is_known = names.iter().any(|name| shown.starts_with(name.as_str()));
            assert!(is_known, "README shows nutgraf {shown}");
        }
    }
}
