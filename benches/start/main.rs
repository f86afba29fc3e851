//! What it costs to have the program open, measured from outside on the real one.
//!
//! `cargo bench --bench start` starts the program in a real window on a display of
//! its own (Xvfb; Linux only) with seeded projects, and prints for each length: the
//! time from starting the process until words of the draft are seen on the screen,
//! the processor time until then, the memory that is the program's own share (PSS)
//! ten seconds later, and the processor time of a second in which nothing happens.
//! `--words 10000,100000` and `--runs 5` narrow it; `--program PATH` measures
//! another build.

#![cfg_attr(not(target_os = "linux"), allow(dead_code, unused_imports))]

#[path = "../documents/mod.rs"]
mod documents;
#[cfg(target_os = "linux")]
mod screen;

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use clap::Parser;
use nutgraf::persist::{Expect, store};

use crate::documents::project::{SNAPSHOTS, project};

/// How long the program may rest before its memory is read.
const REST: Duration = Duration::from_secs(10);

/// For how long nothing happens.
const IDLE: Duration = Duration::from_secs(10);

/// Measures start, memory and idleness.
#[derive(Parser)]
struct Options {
    /// Lengths of the documents, in words; 0 is the welcome page.
    #[arg(long, value_delimiter = ',', default_values_t = [0, 2_000, 10_000, 100_000, 1_000_000])]
    words: Vec<usize>,
    /// How often each is started.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The program to measure; else the one that cargo built for this bench.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_nutgraf"))]
    program: PathBuf,
    /// Cargo says that this is a bench.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Ends a program when it is no longer needed.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What was measured of one start.
#[derive(Clone, Copy)]
struct Figures {
    visible: Duration,
    cpu: Duration,
    pss_kib: u64,
    idle: Duration,
}

#[cfg(not(target_os = "linux"))]
fn main() {
    say("skipped: this bench reads /proc and draws on Xvfb, which only Linux has");
}

#[cfg(target_os = "linux")]
fn main() -> io::Result<()> {
    let options = Options::parse();
    let Some((number, _server)) = display()? else {
        say("skipped: Xvfb is not installed (Debian: xvfb)");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    for words in &options.words {
        let path = folder.path().join(format!("{words}.ron"));
        if *words > 0 {
            let stamp = store::save(&project(*words, SNAPSHOTS), &path, Expect::Nothing);
            stamp.map_err(io::Error::other)?;
        }
        let path = (*words > 0).then_some(path.as_path());
        let title = if *words > 0 { format!("{words} words") } else { "Nutgraf".to_owned() };
        let mut runs = Vec::new();
        // The first start fills the caches of files, for all the same.
        for run in 0..=options.runs {
            let figures = start(&options.program, (path, &title), &number, folder.path())?;
            if run > 0 {
                runs.push(figures);
            }
        }
        print(*words, &runs);
    }
    Ok(())
}

/// A display on which nothing else is, and its number.
fn display() -> io::Result<Option<(String, Running)>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("display");
    let server = Command::new("Xvfb")
        .args(["-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset", "-displayfd", "1"])
        .stdin(Stdio::null())
        .stdout(fs::File::create(&file)?)
        .stderr(Stdio::null())
        .spawn();
    let server = match server {
        Ok(server) => Running(server),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        let text = fs::read_to_string(&file)?;
        if text.ends_with('\n') {
            return Ok(Some((format!(":{}", text.trim()), server)));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Err(io::Error::other("Xvfb did not say its number within 20 seconds"))
}

#[cfg(target_os = "linux")]
fn start(
    program: &Path,
    (project, title): (Option<&Path>, &str),
    display: &str,
    folder: &Path,
) -> io::Result<Figures> {
    let config = tempfile::tempdir_in(folder)?;
    let begun = Instant::now();
    let running = Command::new(program)
        .args(project)
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("NUTGRAF_CONFIG_DIR", config.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut running = Running(running);
    let pid = running.0.id();
    let mut screen = screen::Screen::open(display)?;
    while !(screen.has_title(title)? && screen.shows_words()?) {
        if let Some(status) = running.0.try_wait()? {
            return Err(io::Error::other(format!("the program ended with {status}")));
        }
        if begun.elapsed() > Duration::from_secs(30) {
            return Err(io::Error::other("no words were seen within 30 seconds"));
        }
        thread::sleep(Duration::from_millis(2));
    }
    let (visible, cpu) = (begun.elapsed(), processor_time(pid)?);
    thread::sleep(REST);
    let pss_kib = share_of_memory(pid)?;
    let before = processor_time(pid)?;
    thread::sleep(IDLE);
    let idle = (processor_time(pid)? - before) / 10;
    Ok(Figures { visible, cpu, pss_kib, idle })
}

/// The processor time of all threads of a process that live, to the nanosecond.
fn processor_time(pid: u32) -> io::Result<Duration> {
    let mut nanoseconds = 0;
    for task in fs::read_dir(format!("/proc/{pid}/task"))? {
        // A thread may end while it is looked at.
        let Ok(text) = fs::read_to_string(task?.path().join("schedstat")) else { continue };
        let run = text.split_whitespace().next().and_then(|field| field.parse::<u64>().ok());
        nanoseconds += run.unwrap_or(0);
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// Memory in KiB, what is shared with other programs counted by its share.
fn share_of_memory(pid: u32) -> io::Result<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).ok_or_else(|| io::Error::other("no Pss line"))
}

fn print(words: usize, runs: &[Figures]) {
    let median = |of: &dyn Fn(&Figures) -> f64| {
        let mut values: Vec<f64> = runs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        (values[values.len() / 2], values[values.len() - 1])
    };
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let line = |row: &str, (median, most): (f64, f64), unit: &str, target: Option<f64>| {
        let target = target.map_or("none".to_owned(), |target| target.to_string());
        say(&format!(
            "row={row} words={words} median_{unit}={median:.1} max_{unit}={most:.1} \
             target_{unit}={target} samples={}",
            runs.len()
        ));
    };
    let mib = median(&|figures| figures.pss_kib as f64 / 1_024.0);
    let memory_target = (words == 10_000).then_some(130.0);
    let start_target = (words <= 10_000).then_some(400.0);
    line("start", median(&|figures| ms(figures.visible)), "ms", start_target);
    line("start-cpu", median(&|figures| ms(figures.cpu)), "ms", None);
    line("memory", mib, "mib", memory_target);
    line("idle-cpu", median(&|figures| ms(figures.idle)), "ms", Some(1.0));
}

#[allow(clippy::print_stdout, reason = "the figures are what this program is for")]
fn say(text: &str) {
    println!("{text}");
}
