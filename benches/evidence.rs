//! How long the evidence engine takes, a line a row.
//!
//! `cargo bench --bench evidence`. A row has the median and the 95th percentile of
//! its runs and what the median must stay under; a hostile input has beside it how
//! long ordinary text of its size takes, and their ratio. The program fails where a
//! target is missed. `-- NAME` runs the rows whose name begins so; `-- --texts DIR`
//! quotes from the `.txt` files of a folder instead of generated texts.

#[path = "../crates/nutgraf-engine/tests/engine/corpora/mod.rs"]
mod corpora;
#[path = "evidence/drafts.rs"]
mod drafts;
#[path = "evidence/hostile.rs"]
mod hostile;
#[path = "evidence/row.rs"]
mod row;

use std::{hint::black_box, process::ExitCode, sync::Arc};

use drafts::{Draft, KINDS, library, quotations};
use nutgraf_engine::{
    evidence::{CheckCache, CheckInput, Corpus, SnapshotIndex, check, follow, judge},
    markdown::Structure,
    model::{Profile, SnapshotFormat},
    text::Change,
};
use row::{Bench, Target};

/// Bytes of the snapshots of a large project.
const LARGE: usize = 5_000_000;

fn main() -> ExitCode {
    let mut bench = Bench::of_arguments();
    indexing(&mut bench);
    judging(&mut bench);
    typing(&mut bench);
    hostile::rows(&mut bench);
    bench.finish()
}

/// Every snapshot indexed anew, as one and as twenty.
fn indexing(bench: &mut Bench) {
    for count in [1, 20] {
        let texts: Vec<Arc<str>> =
            library(LARGE, count).into_iter().map(|source| source.text).collect();
        bench.row(&format!("index bytes={LARGE} sources={count}"), Target::Ms(500.0), 7, || {
            for text in &texts {
                black_box(SnapshotIndex::build(Arc::clone(text), SnapshotFormat::Plain));
            }
        });
    }
}

/// Two hundred quotations over all of it: each judged on one thread, all checked
/// anew as the program does it, and checked again after one was touched.
fn judging(bench: &mut Bench) {
    let library = library(LARGE, 20);
    let quotations = quotations(&library, 200, 1);
    let corpus = Corpus::new(library.iter().map(drafts::Source::indexed).collect());
    let name = format!("judge quotations={} bytes={LARGE}", quotations.len());
    bench.row(&name, Target::None, 15, || {
        for quotation in &quotations {
            black_box(judge(&quotation.words, &quotation.cited, &corpus, Profile::Standard));
        }
    });
    for (kind, name) in KINDS.iter().enumerate() {
        bench.row(&format!("judge-{name} quotations=50 bytes={LARGE}"), Target::None, 7, || {
            for quotation in quotations.iter().skip(kind).step_by(KINDS.len()) {
                black_box(judge(&quotation.words, &quotation.cited, &corpus, Profile::Standard));
            }
        });
    }
    let mut draft = Draft::of(&library, &quotations);
    let mut cache = CheckCache::default();
    check(&draft.input(), &mut cache);
    // Another house has other rules, so nothing that was judged is remembered.
    let mut houses = [Profile::Strict, Profile::Standard].into_iter().cycle();
    let name = format!("check-anew quotations={} bytes={LARGE}", quotations.len());
    bench.row_of_all_cores(&name, Target::Ms(100.0), 16, || {
        let profile = houses.next().unwrap_or_default();
        black_box(check(&CheckInput { profile, ..draft.input() }, &mut cache));
    });
    let name = format!("recheck quotations={} touched=1 bytes={LARGE}", quotations.len());
    bench.row(&name, Target::Ms(100.0), 40, || {
        draft.touch();
        black_box(check(&draft.input(), &mut cache));
    });
}

/// One key in one of two hundred quotations, for snapshots of three sizes.
fn typing(bench: &mut Bench) {
    for bytes in [50_000, 500_000, LARGE] {
        let library = library(bytes, 20);
        let quotations = quotations(&library, 200, 1);
        let mut draft = Draft::of(&library, &quotations);
        let mut cache = CheckCache::default();
        let corpus = cache.corpus(&draft.sources);
        let mut report = check(&draft.input(), &mut cache);
        bench.row(&format!("key bytes={bytes}"), Target::Ms(2.0), 200, || {
            let change: Change = draft.typed();
            let reread = draft.structure.reparse(&draft.text, &change);
            follow(&mut report, &change, &reread, &draft.input(), Some(&corpus));
        });
        assert_eq!(draft.structure.quotations, Structure::parse(&draft.text).quotations);
        assert_eq!(report.quotations, check(&draft.input(), &mut cache).quotations);
    }
}
