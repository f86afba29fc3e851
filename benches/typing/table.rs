//! What is aimed for, and how figures are told: a line a row for scripts, as soon
//! as it is known, and a table for people at the end.

use std::fmt::Write as _;

use crate::measure::Samples;

/// The lengths that targets are set for, in words.
pub const SIZES: [usize; 4] = [2_000, 10_000, 100_000, 1_000_000];

/// Milliseconds that the median is not to exceed, for each of [`SIZES`].
const TARGETS: [(&str, [f64; 4]); 14] = [
    ("key-write", [0.5, 0.7, 1.0, 1.5]),
    ("key-split", [1.0, 1.2, 2.0, 3.0]),
    // Twice what a key may take without a screen reader.
    ("key-screenreader", [1.0, 1.4, 2.0, 3.0]),
    ("idle", [0.7; 4]),
    ("idle-second", [1.0; 4]),
    ("scroll", [1.0; 4]),
    ("find-all", [15.0; 4]),
    ("replace-all", [300.0; 4]),
    ("undo-all", [300.0; 4]),
    ("jump", [5.0; 4]),
    // The last is set for the file of 10 MB, off the frame.
    ("save", [200.0; 4]),
    ("export", [50.0, 50.0, 50.0, 500.0]),
    // Set for a project of 10 MB, which a million words and their sources are.
    ("load", [300.0; 4]),
    // To index 5 MB of snapshots and to judge 200 quotations.
    ("worker-first", [600.0; 4]),
];

/// The target of a row, in milliseconds; for a length between two, that of the longer.
fn target(row: &str, words: usize) -> Option<f64> {
    let (_, targets) = TARGETS.iter().find(|(name, _)| *name == row)?;
    let at = SIZES.iter().position(|size| words <= *size).unwrap_or(SIZES.len() - 1);
    Some(targets[at])
}

/// Everything that was measured so far.
#[derive(Default)]
pub struct Table {
    rows: Vec<&'static str>,
    cells: Vec<(&'static str, usize, String)>,
}

impl Table {
    /// Takes in a row of a document and prints its line.
    pub fn add(&mut self, row: &'static str, words: usize, samples: &Samples) {
        let target = target(row, words);
        print_line(row, words, samples, target);
        let (median, _) = samples.percentile(50);
        let aim = target.map_or(String::new(), |target| {
            format!(" {} {target}", if median <= target { "≤" } else { ">" })
        });
        self.put(row, words, format!("{median:.2}{aim}"));
    }

    fn put(&mut self, row: &'static str, words: usize, cell: String) {
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
        self.cells.push((row, words, cell));
    }

    /// Prints the medians with their targets.
    pub fn print(&self, sizes: &[usize]) {
        let mut text =
            "\nMedian of the processor's milliseconds, and the target:\n\n| row |".to_owned();
        for words in sizes {
            // Writing to a String cannot fail.
            let _ = write!(text, " {words} words |");
        }
        let _ = write!(text, "\n|---|{}", "---:|".repeat(sizes.len()));
        for row in &self.rows {
            let _ = write!(text, "\n| {row} |");
            for words in sizes {
                let of = |(name, size, _): &&(&str, usize, String)| name == row && size == words;
                let cell = self.cells.iter().find(of).map_or("", |(.., cell)| cell);
                let _ = write!(text, " {cell} |");
            }
        }
        say(&text);
    }
}

/// Prints a line that stands in no table.
pub fn print_probe(samples: &Samples) {
    print_line("probe", 0, samples, None);
}

fn print_line(row: &str, words: usize, samples: &Samples, target: Option<f64>) {
    let ((median, wall), (p95, wall_p95)) = (samples.percentile(50), samples.percentile(95));
    let target = target.map_or("none".to_owned(), |target| target.to_string());
    say(&format!(
        "row={row} words={words} median_ms={median:.2} p95_ms={p95:.2} target_ms={target} \
         wall_median_ms={wall:.2} wall_p95_ms={wall_p95:.2} samples={}",
        samples.len()
    ));
}

#[allow(clippy::print_stdout, reason = "the figures are what this program is for")]
fn say(text: &str) {
    println!("{text}");
}
