//! The targets of `tests/fuzz` for a moment on every run of the tests: each seed, then
//! seeds that were mangled at random.
//!
//! `NUTGRAF_FUZZ=600 cargo test --test faults fuzzing:: -- --nocapture` goes on for ten minutes a
//! target and prints how many inputs each had; `NUTGRAF_PATTERNS=1000000` tries as many
//! patterns. Coverage-guided, with a nightly compiler
//! and cargo-fuzz, as
//! `tests/fuzz/Cargo.toml` says.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use cpu_time::ThreadTime;

use crate::targets;

/// For how long a target runs where nobody asked for longer.
const SHORT: Duration = Duration::from_millis(1_500);

/// The longest mangled input, in bytes.
const LONGEST: usize = 40_000;

/// What is put into inputs: what parsers stumble over.
const TOKENS: &[&str] = &[
    "\"",
    "\"#",
    "r#\"",
    "\\",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\u{feff}",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "Some(",
    "None",
    ": ",
    ",",
    "0",
    "18446744073709551616",
    "-1",
    "1e999",
    "[@",
    "@key",
    "]: ",
    "[^1]",
    "“",
    "”",
    "‘",
    "’",
    "> ",
    "- ",
    "1. ",
    "# ",
    "```",
    "~~~",
    "---\n",
    "***",
    "`",
    "<",
    "</",
    "<script>",
    "<!--",
    "-->",
    "&#0;",
    "&amp;",
    "![",
    "](",
    "javascript:",
    "|",
    "\t",
    "    ",
    "…",
    "[…]",
    "[sic]",
    "four",
    "$1.2bn",
    "50 %",
    "2019-02-30",
    "half a million",
    "\u{202e}",
    "\u{1e}",
    "é",
    "👩‍👩‍👧",
    "אב",
    "one in five",
    "nineteen eighty-four",
];

/// The seeds of a target: its folder, and files of the project that are like its input.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let own = root.join("tests/fuzz/seeds").join(target);
    let also: &[&str] = match target {
        "project" => &["projects", "tests/fixtures/format-1"],
        "journal" => &[],
        _ => &[
            "projects/sources",
            "crates/nutgraf-engine/tests/fixtures/quotations",
            "tests/fixtures/packet",
        ],
    };
    for folder in [own].into_iter().chain(also.iter().map(|folder| root.join(folder))) {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).filter(|p| p.is_file()).collect();
        paths.sort();
        files.extend(paths.into_iter().map(|path| fs::read(path).unwrap()));
    }
    files.retain(|file| file.len() <= LONGEST);
    assert!(!files.is_empty(), "{target} has seeds");
    files
}

fn mangled(seeds: &[Vec<u8>], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = seeds[random.usize(..seeds.len())].clone();
    // A piece of it is as good as the whole, and faster.
    if random.bool() && bytes.len() > 64 {
        let start = random.usize(..bytes.len() - 32);
        let end = (start + random.usize(16..2_000)).min(bytes.len());
        bytes = bytes[start..end].to_vec();
    }
    for _ in 0..random.usize(1..12) {
        let at = random.usize(..=bytes.len());
        match random.u8(..7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.u8(..8),
            1 => bytes.truncate(at),
            2 => {
                let end = (at + random.usize(..40)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + random.usize(..200)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let times = random.usize(1..20);
                let to = random.usize(..=bytes.len());
                bytes.splice(to..to, piece.repeat(times));
            }
            4 => {
                let other = &seeds[random.usize(..seeds.len())];
                let start = random.usize(..=other.len());
                let end = (start + random.usize(..300)).min(other.len());
                bytes.splice(at..at, other[start..end].iter().copied());
            }
            _ => {
                let token = TOKENS[random.usize(..TOKENS.len())].repeat(random.usize(1..4));
                bytes.splice(at..at, token.into_bytes());
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

fn run(target: &str, try_one: fn(&[u8])) {
    let asked = std::env::var("NUTGRAF_FUZZ").ok().and_then(|seconds| seconds.parse().ok());
    let time = asked.map_or(SHORT, Duration::from_secs);
    let seeds = seeds(target);
    seeds.iter().for_each(|seed| try_one(seed));
    // Another run tries other inputs; what fails is printed and kept as a seed.
    let start = if asked.is_some() { fastrand::u64(..) } else { 7 };
    let mut random = fastrand::Rng::with_seed(start);
    let begun = Instant::now();
    let (mut tried, mut slowest) = (0_u64, Duration::ZERO);
    while begun.elapsed() < time {
        let input = mangled(&seeds, &mut random);
        let one = Instant::now();
        if std::panic::catch_unwind(|| try_one(&input)).is_err() {
            let path = std::env::temp_dir().join(format!("nutgraf-{target}-{tried}.input"));
            fs::write(&path, &input).unwrap();
            panic!("{target} failed; the input is {}", path.display());
        }
        slowest = slowest.max(one.elapsed());
        tried += 1;
    }
    println!("{target}: {tried} inputs, the slowest took {} ms", slowest.as_millis());
    assert!(slowest < Duration::from_secs(20), "{target}: {slowest:?} for one input");
}

/// How many patterns are tried where nobody asked for more.
const PATTERNS: u64 = 25;

/// How long a pattern is made, in bytes, and how much longer to see how its cost grows.
const PATTERN: usize = 2_048;
const LONGER: usize = 8;

/// Tries patterns: a few tokens over and over, which is what makes parsers slow. The cost
/// of one may grow with its length and not with the square of that.
fn patterns(target: &str, try_one: fn(&[u8])) {
    let asked = std::env::var("NUTGRAF_PATTERNS").ok().and_then(|count| count.parse().ok());
    let start = if asked.is_some() { fastrand::u64(..) } else { 7 };
    let mut random = fastrand::Rng::with_seed(start);
    let cost = |text: &[u8], times: usize| {
        let runs = (0..times).map(|_| {
            let begun = ThreadTime::now();
            try_one(text);
            begun.elapsed().as_secs_f64()
        });
        runs.fold(f64::INFINITY, f64::min)
    };
    let (mut total, mut looked_at, mut worst) = (0.0, 0, 0.0_f64);
    let tried = asked.unwrap_or(PATTERNS);
    for number in 1..=tried {
        let tokens = (0..random.usize(1..6)).map(|_| TOKENS[random.usize(..TOKENS.len())]);
        let pattern: String = tokens.collect();
        let of = |length: usize| pattern.repeat(length.div_ceil(pattern.len())).into_bytes();
        let once = cost(&of(PATTERN), 1);
        total += once;
        // Most cost what all do; only of the others is it worth while to know more.
        if number > 20 && once < 4.0 * total / number as f64 {
            continue;
        }
        looked_at += 1;
        let growth = cost(&of(PATTERN * LONGER), 2) / cost(&of(PATTERN), 4);
        worst = worst.max(growth);
        assert!(
            growth < 4.0 * LONGER as f64,
            "{target}: {LONGER} times {pattern:?} cost {growth:.0} times as much"
        );
    }
    println!(
        "{target}: {tried} patterns, {looked_at} looked at closely, {LONGER} times the length \
         cost {worst:.1} times as much at most"
    );
}

#[test]
fn no_pattern_of_markdown_costs_more_than_its_length() {
    patterns("markdown", targets::markdown);
}

#[test]
fn no_pattern_of_articles_and_sources_costs_more_than_its_length() {
    patterns("verify", targets::verify);
}

#[test]
fn no_pattern_of_html_costs_more_than_its_length() {
    patterns("html", targets::html);
}

#[test]
fn no_pattern_of_project_files_costs_more_than_its_length() {
    patterns("project", targets::project);
}

#[test]
fn project_files_are_refused_or_read() {
    run("project", targets::project);
}

#[test]
fn journals_are_read_as_far_as_they_are_whole() {
    run("journal", targets::journal);
}

#[test]
fn any_text_is_markdown() {
    run("markdown", targets::markdown);
}

#[test]
fn any_article_is_held_against_any_source() {
    run("verify", targets::verify);
}

#[test]
fn any_bytes_are_refused_or_imported() {
    run("source", targets::source);
}

#[test]
fn no_pattern_on_the_clipboard_costs_more_than_its_length() {
    patterns("clipboard", targets::clipboard);
}

#[test]
fn any_html_of_the_clipboard_becomes_a_text() {
    run("clipboard", targets::clipboard);
}

#[test]
fn any_html_comes_out_clean() {
    run("html", targets::html);
}
