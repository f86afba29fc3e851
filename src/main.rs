//! Picks the window, the command line or the process that reads an import, and maps the result to an exit code.

use std::{
    env,
    io::{self, BufWriter, IsTerminal, Write},
    process::ExitCode,
};

use nutgraf::{
    cli::{self, CommandLine, Env, Invocation, Task},
    exchange::{clipboard_image, import::ImportProcess},
    persist::this_second,
    ui::{self, WindowError},
};
use nutgraf_engine::model::Ids;

fn main() -> ExitCode {
    if let Some(code) = nutgraf_import::serve_if_asked(env::args_os()) {
        return code;
    }
    if let Some(code) = clipboard_image::serve_if_asked(env::args_os()) {
        return code;
    }
    outlive_file_limits();
    let line = match CommandLine::read(env::args_os()) {
        Ok(line) => line,
        // Help and version are no failures; clap knows which stream and code is whose.
        Err(error) => error.exit(),
    };
    let task = match Invocation::of(line, cli::has_display(|name| env::var_os(name))) {
        Invocation::Task(task) => task,
        Invocation::Window(path) => match ui::run(path.clone()) {
            Ok(()) => return ExitCode::SUCCESS,
            // A display was named, but nobody answers there.
            Err(WindowError::NoDisplay) => Task::without_window(path),
            Err(error) => {
                // A closed stderr is no reason to panic on the way out.
                let _ = writeln!(io::stderr(), "nutgraf: {error}");
                return ExitCode::from(2);
            }
        },
    };
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let width = terminal_size::terminal_size_of(&stdout).filter(|_| is_terminal);
    // A closed stderr is no reason not to sign.
    let note = |note: &str| drop(writeln!(io::stderr(), "note: {note}"));
    let mut env = Env {
        out: &mut BufWriter::new(stdout.lock()),
        err: &mut io::stderr().lock(),
        now: this_second(),
        ids: Ids::seeded(fastrand::u64(..)),
        signer: &|| cli::signer(|name| env::var_os(name), note),
        colour: cli::wants_colour(is_terminal, |name| env::var_os(name)),
        importer: ImportProcess::this_program(),
        width: width.map(|(width, _)| usize::from(width.0)),
    };
    ExitCode::from(cli::run(task, &mut env))
}

/// At a limit on the size of files a write is to fail with a reason, and not to end
/// the program.
#[cfg(unix)]
fn outlive_file_limits() {
    use std::sync::{Arc, atomic::AtomicBool};
    // A handler that does nothing to speak of: ignored outright, the limit would be
    // inherited by programs that know nothing of it.
    let _ =
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

#[cfg(not(unix))]
fn outlive_file_limits() {}
