//! The full run of the evidence laboratory.
//!
//! `cargo bench --bench quotations` judges 30,000 harmful and 30,000 harmless
//! quotations of each half of the corpus, sets a few thousand into articles, and
//! prints a table for each; it fails where a target is missed.
//! `-- --texts DIR` does the same to every `.txt` file of a folder instead,
//! `-- --examples` prints what went wrong.

#[path = "../crates/nutgraf-engine/tests/engine/corpora/mod.rs"]
mod corpora;

use std::{env, fs, io, path::Path, process::ExitCode};

use corpora::{
    case::Expected,
    evaluation::{Row, Table, Total, checked, judged},
    text::{Shelf, Text, shelves},
};
use fastrand::Rng;

/// Makes the corpus what it is.
const SEED: u64 = 20_260_722;

/// Words of each generated text.
const WORDS: usize = 30_000;

/// Quotations of each sort.
const QUOTATIONS: usize = 30_000;

/// Quotations of each sort that are set into articles.
const SET: usize = 3_000;

/// At most this share of harmless quotations may be flagged.
const MOST_FLAGGED: f64 = 0.001;

/// At least this share of unique passages must be located.
const LEAST_LOCATED: f64 = 0.999;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let with_examples = arguments.iter().any(|argument| argument == "--examples");
    let folder = arguments.iter().skip_while(|argument| *argument != "--texts").nth(1);
    let corpora = match folder {
        Some(folder) => match read(Path::new(folder)) {
            Ok(shelves) => vec![("texts", shelves)],
            Err(error) => {
                say(&format!("{folder}: {error}"));
                return ExitCode::from(2);
            }
        },
        None => [("tuning", false), ("held-out", true)]
            .map(|(name, half)| (name, shelves(half, WORDS, &mut Rng::with_seed(SEED))))
            .into(),
    };
    let mut is_met = true;
    for (name, shelves) in &corpora {
        is_met &= run(name, shelves, with_examples);
    }
    if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[allow(clippy::print_stdout, reason = "the tables are what this program is for")]
fn say(text: &str) {
    println!("{text}");
}

/// The `.txt` files of a folder, four to a shelf.
fn read(folder: &Path) -> io::Result<Vec<Shelf>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        let key = path.file_stem().unwrap_or_default().to_string_lossy().replace(' ', "-");
        texts.push(Text::read(&key, &fs::read_to_string(&path)?));
    }
    let mut shelves = Vec::new();
    while !texts.is_empty() {
        shelves.push(Shelf::new(texts.drain(..texts.len().min(4)).collect()));
    }
    match shelves.is_empty() {
        true => Err(io::Error::new(io::ErrorKind::NotFound, "no .txt file in it")),
        false => Ok(shelves),
    }
}

/// Runs one corpus; gives whether every target is met.
fn run(name: &str, shelves: &[Shelf], with_examples: bool) -> bool {
    let rng = &mut Rng::with_seed(SEED);
    let bytes: usize =
        shelves.iter().flat_map(|shelf| &shelf.texts).map(|text| text.source.len()).sum();
    say(&format!("{name}: {bytes} bytes of text on {} shelves\n", shelves.len()));
    let mut is_met = true;
    for expected in [Expected::Harmful, Expected::Harmless, Expected::Warned] {
        let count = if expected == Expected::Warned { QUOTATIONS / 10 } else { QUOTATIONS };
        let share = if expected == Expected::Warned { SET / 10 } else { SET };
        for (how, rows) in [
            ("judged", judged(expected, shelves, count, rng)),
            ("in articles", checked(expected, shelves, share, rng)),
        ] {
            let title = format!("{name}, {}, {how}", format!("{expected:?}").to_lowercase());
            say(&Table(&title, &rows).to_string());
            let total = Total::of(&rows);
            let most = if expected == Expected::Harmless { MOST_FLAGGED } else { 0.0 };
            let misses = total.missed_share() > most;
            let strays = expected == Expected::Harmless && total.located_share() < LEAST_LOCATED;
            is_met &= !misses && !strays;
            say(&format!(
                "row={name}-{expected:?}-{} count={} wrong={} unique={} located={} target={}\n",
                how.replace(' ', "-"),
                total.count,
                total.missed,
                total.placed,
                total.located,
                if misses || strays { "missed" } else { "met" }
            ));
            if with_examples {
                show(&rows);
            }
        }
    }
    is_met
}

fn show(rows: &[Row]) {
    for row in rows {
        row.examples.iter().for_each(|example| say(&format!("WRONG in {}: {example}", row.name)));
        row.strays.iter().for_each(|stray| say(&format!("STRAY in {}: {stray}", row.name)));
    }
}
