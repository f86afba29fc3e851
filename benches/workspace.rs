//! What a key costs outside the window, part by part.
//!
//! `cargo bench --bench workspace` types into seeded projects of 2,000 to 1,000,000
//! words and prints, for each, microseconds of the processor: the median of two
//! hundred keys typed in a row in the middle of the draft, with a copy of the
//! project held all the while, as a thread holds it that is checking or saving.
//! `apply` is all of a key, the parts before it among it; `far` is a key typed at
//! another place than the one before, up and down the whole draft; `cut` and `paste`
//! take a claim along, `update` takes over a draft of which every tenth word was
//! changed outside. Other lengths:
//! `-- --words 2000,50000`.

mod documents;
#[allow(dead_code, reason = "the other bench uses the rest of it")]
#[path = "typing/measure.rs"]
mod measure;

use std::{hint::black_box, io, path::Path};

use clap::Parser;
use jiff::Timestamp;
use nutgraf::{
    app::{Action, Effect, EffectRunner as _, Event, InlineRunner, Workspace},
    persist::{Expect, Settings, store},
};
use nutgraf_engine::{
    evidence::{CheckCache, check, follow},
    markdown::Structure,
    model::Ids,
    text::Change,
};

use crate::{
    documents::project::{SNAPSHOTS, place_to_type, project},
    measure::{Cost, Samples},
};

/// What is typed, from its beginning again and again.
const TYPED: &str = "typing steadily in the middle of a long article ";

const KEYS: usize = 200;
const WARM_UP: usize = 20;

/// The parts of the draft at which keys are typed that stand far apart.
const PARTS: usize = 50;

/// Measures what a key costs outside the window.
#[derive(Parser)]
struct Options {
    /// Lengths of the documents, in words.
    #[arg(long, value_delimiter = ',', default_values_t = [2_000, 10_000, 100_000, 1_000_000])]
    words: Vec<usize>,
    /// Bytes of all snapshots together.
    #[arg(long, default_value_t = SNAPSHOTS)]
    snapshots: usize,
    /// Cargo says that this is a bench.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> io::Result<()> {
    let options = Options::parse();
    let folder = tempfile::tempdir()?;
    for words in options.words {
        let path = folder.path().join(format!("{words}.ron"));
        let stamp = store::save(&project(words, options.snapshots), &path, Expect::Nothing);
        stamp.map_err(io::Error::other)?;
        parts(words, &path)?;
        whole(words, &path)?;
    }
    Ok(())
}

/// The parts of a key, one by one.
fn parts(words: usize, path: &Path) -> io::Result<()> {
    let opened = store::load(path).map_err(io::Error::other)?;
    let mut project = opened.project;
    let mut structure = Structure::parse(project.draft());
    let mut cache = CheckCache::default();
    let mut report = check(&project.check_input(&structure), &mut cache);
    let corpus = cache.corpus(project.sources());
    say(&format!(
        "words={words} bytes={} blocks={} spans={} sentences={} headings={} citations={} \
         quotations={} claims={} quotes={} findings={}",
        project.draft().len(),
        structure.blocks.len(),
        structure.spans.len(),
        structure.sentences.len(),
        structure.headings.len(),
        structure.citations.len(),
        structure.quotations.len(),
        project.claims().len(),
        project.quotes().len(),
        report.findings.len(),
    ));
    let mut rows: [Samples; 4] = Default::default();
    let mut at = place_to_type(project.draft(), project.draft().len() / 2);
    let mut held = project.copy();
    for (key, letter) in TYPED.chars().cycle().take(WARM_UP + KEYS).enumerate() {
        let change = Change::insert(at, letter);
        at += letter.len_utf8();
        let step = nutgraf::project::Step::text(change.clone());
        let (document, _) = Cost::of(|| project.apply(step).map_err(io::Error::other));
        let (reparse, reread) = Cost::of(|| structure.reparse(project.draft(), &change));
        let (followed, ()) = Cost::of(|| {
            let input = project.quotation_input(&structure);
            follow(&mut report, &change, &reread, &input, Some(&corpus));
        });
        let (copy, new) = Cost::of(|| project.copy());
        held = black_box(new);
        if key >= WARM_UP {
            for (row, cost) in rows.iter_mut().zip([document, reparse, followed, copy]) {
                row.push(cost);
            }
        }
    }
    drop(held);
    for (name, row) in ["document", "reparse", "follow", "copy"].into_iter().zip(&rows) {
        tell(name, words, row);
    }
    Ok(())
}

/// All that a key does in the workspace.
fn whole(words: usize, path: &Path) -> io::Result<()> {
    let now = Timestamp::UNIX_EPOCH;
    let mut workspace = Workspace::new(Settings::default(), Ids::seeded(1));
    let mut runner = InlineRunner::default();
    let result = store::load(path).map(Box::new);
    let (load, effects) =
        Cost::of(|| workspace.handle(Event::Loaded { path: path.to_owned(), result }, now));
    say(&format!("row=open words={words} cpu_us={:.0}", load.cpu.as_secs_f64() * 1e6));
    for effect in effects {
        runner.start(effect);
    }
    for event in runner.poll() {
        workspace.handle(event, now);
    }
    let mut held: Vec<Effect> = Vec::new();
    let mut key = |at: usize, letter: char, workspace: &mut Workspace| {
        let action = Action::Edit(Change::insert(at, letter));
        let (cost, effects) = Cost::of(|| workspace.apply(action, now));
        held = effects;
        cost
    };
    let mut at = place_to_type(workspace.project().draft(), workspace.project().draft().len() / 2);
    let mut near = Samples::default();
    for (number, letter) in TYPED.chars().cycle().take(WARM_UP + KEYS).enumerate() {
        let cost = key(at, letter, &mut workspace);
        at += letter.len_utf8();
        if number >= WARM_UP {
            near.push(cost);
        }
    }
    tell("apply", words, &near);
    let mut far = Samples::default();
    for number in 0..PARTS {
        let draft = workspace.project().draft();
        let at = place_to_type(draft, draft.len() / PARTS * (number * 19 % PARTS));
        far.push(key(at, 'x', &mut workspace));
    }
    tell("far", words, &far);
    moves(words, &mut workspace);
    Ok(())
}

/// What moves anchors: cutting and pasting a claim, and a draft from outside.
fn moves(words: usize, workspace: &mut Workspace) {
    let now = Timestamp::UNIX_EPOCH;
    let (mut cut, mut paste, mut update) =
        (Samples::default(), Samples::default(), Samples::default());
    let ids: Vec<_> = workspace.project().claims().iter().map(|claim| claim.id.clone()).collect();
    for id in ids.iter().step_by(ids.len() / PARTS + 1) {
        let range = workspace.project().claim_range(id);
        let text = workspace.project().draft()[range].to_owned();
        let action = Action::Edit(Change::delete(range));
        cut.push(Cost::of(|| workspace.apply(action, now)).0);
        let draft = workspace.project().draft();
        let at = place_to_type(draft, draft.len() / 2);
        let action = Action::Edit(Change::insert(at, text));
        paste.push(Cost::of(|| workspace.apply(action, now)).0);
        assert!(!workspace.project().claim_words(id).is_empty(), "a pasted claim has its words");
    }
    let mut changed = String::new();
    for (number, word) in workspace.project().draft().split_inclusive(' ').enumerate() {
        changed.push_str(if number % 10 == 9 { "other " } else { word });
    }
    let mut lost = 0;
    for _ in 0..5 {
        let (cost, done) = Cost::of(|| workspace.project().replace_draft(&changed));
        lost = done.lost.len();
        update.push(cost);
    }
    tell("cut", words, &cut);
    tell("paste", words, &paste);
    tell("update", words, &update);
    let anchors = workspace.project().document().anchors().count();
    say(&format!("words={words} anchors={anchors} lost={lost}"));
}

/// A row in microseconds of the processor.
fn tell(row: &str, words: usize, samples: &Samples) {
    let micros = |percent| samples.percentile(percent).0 * 1_000.0;
    say(&format!(
        "row={row} words={words} n={} cpu_us_p50={:.1} cpu_us_p95={:.1}",
        samples.len(),
        micros(50),
        micros(95)
    ));
}

#[allow(clippy::print_stdout, reason = "a bench prints what it measured")]
fn say(line: &str) {
    println!("{line}");
}
