//! The claim inventory: which cues are found, how sentences are ranked, and how
//! much of them is claimed.
//!
//! `tests/fixtures/inventory` holds sentences labelled by hand, a line each. The
//! rules were made with `tuning.txt` in sight; `held-out.txt` was written before
//! there were rules.

#![allow(clippy::unwrap_used, reason = "a test that fails here has failed")]

use std::{fmt::Write as _, fs, ops::Range, path::PathBuf};

use jiff::Timestamp;
use nutgraf::{
    evidence::{
        Coverage, Cue, Inventory, InventoryStyle, coverage, inventory, inventory_json,
        inventory_text,
    },
    markdown::Structure,
    model::{Check, Claim, ClaimId, ClaimStatus},
};

fn listed(draft: &str) -> Inventory {
    inventory(draft, &Structure::parse(draft))
}

/// The names of the cues of a draft of one sentence.
fn cues(sentence: &str) -> Vec<&'static str> {
    let found = listed(sentence);
    assert_eq!(found.sentences.len(), 1, "{sentence}");
    found.sentences[0].cues.iter().map(|cue| cue.as_str()).collect()
}

/// A sentence and the cues that it must have.
struct Labelled {
    sentence: String,
    cues: Vec<Cue>,
}

/// The paragraphs of a file of labelled sentences.
fn labelled(file: &str) -> Vec<Vec<Labelled>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("tests/fixtures/inventory").join(file)).unwrap();
    let read = |line: &str| {
        let (cues, sentence) = line.split_once(" | ").unwrap_or_else(|| panic!("{line}"));
        let named = |name: &str| Cue::ALL.into_iter().find(|cue| cue.as_str() == name).expect(name);
        let cues = if cues == "-" { Vec::new() } else { cues.split(", ").map(named).collect() };
        Labelled { sentence: sentence.to_owned(), cues }
    };
    let paragraphs = text.split("\n\n").map(|paragraph| {
        paragraph.lines().filter(|line| !line.starts_with('#')).map(read).collect::<Vec<_>>()
    });
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect()
}

/// How often a cue is labelled, found where it is, and found where it is not.
#[derive(Clone, Copy, Default)]
struct Tally {
    labelled: usize,
    found: usize,
    beside: usize,
}

/// Holds the inventory of a file's paragraphs against its labels.
fn tally(file: &str) -> ([Tally; Cue::ALL.len()], String) {
    let (mut tallies, mut missed) = ([Tally::default(); Cue::ALL.len()], String::new());
    for paragraph in labelled(file) {
        let sentences: Vec<&str> = paragraph.iter().map(|label| &*label.sentence).collect();
        let draft = sentences.join(" ");
        let found = listed(&draft);
        let cut: Vec<&str> = found.sentences.iter().map(|s| &draft[s.range.clone()]).collect();
        assert_eq!(cut, sentences, "the sentences of {file}");
        for (label, sentence) in paragraph.iter().zip(&found.sentences) {
            for (cue, tally) in Cue::ALL.into_iter().zip(&mut tallies) {
                let (is_labelled, is_found) =
                    (label.cues.contains(&cue), sentence.cues.contains(&cue));
                tally.labelled += usize::from(is_labelled);
                tally.found += usize::from(is_labelled && is_found);
                tally.beside += usize::from(!is_labelled && is_found);
                let sign = match (is_labelled, is_found) {
                    (true, false) => '-',
                    (false, true) => '+',
                    _ => continue,
                };
                writeln!(missed, "{sign} {}: {}", cue.as_str(), label.sentence).unwrap();
            }
        }
    }
    (tallies, missed)
}

#[test]
fn figures_quotations_dates_and_superlatives_are_found_in_labelled_sentences() {
    let files = ["tuning.txt", "held-out.txt", "later.txt"];
    let sentences: usize = files.iter().flat_map(|file| labelled(file)).map(|p| p.len()).sum();
    assert!(sentences >= 400, "{sentences} sentences");
    for file in files {
        let (tallies, missed) = tally(file);
        println!("{file}\n{missed}");
        let (mut labels, mut found) = (0, 0);
        for (cue, tally) in Cue::ALL.into_iter().zip(tallies) {
            let Tally { labelled, found: hits, beside } = tally;
            println!("{:12} {hits} of {labelled}, {beside} beside", cue.as_str());
            if cue.asks_for_a_claim() {
                labels += labelled;
                found += hits;
            }
        }
        println!("{found} of {labels}");
        assert!(found * 1000 >= labels * 995, "{file}: {found} of {labels}\n{missed}");
    }
}
