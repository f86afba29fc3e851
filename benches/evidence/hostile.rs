//! Inputs made to be slow, beside ordinary text of their size.

use std::{hint::black_box, sync::Arc, time::Duration};

use nutgraf_engine::{
    evidence::{Corpus, CorpusSource, SnapshotIndex, check_article, judge},
    model::{Profile, SnapshotFormat},
};

use crate::{
    drafts::{Source, library, quotations},
    row::{Bench, Target},
};

const MEGABYTE: usize = 1_000_000;

/// The bytes of a very long quotation.
const LONG: usize = 100_000;

/// The same order as ordinary text: not ten times as long.
const ORDER: f64 = 10.0;

/// Every row.
pub fn rows(bench: &mut Bench) {
    let library = library(MEGABYTE, 1);
    let ordinary = ordinary_index(bench, &library[0].text);
    for (name, text) in [
        ("one-word", "word ".repeat(MEGABYTE / 5)),
        ("two-words", "one two ".repeat(MEGABYTE / 8)),
        ("no-spaces", "abcdefghij".repeat(MEGABYTE / 10)),
        ("ideographs", "的一是不了人我在有他".repeat(MEGABYTE / 30)),
        ("hyphens", "-a".repeat(MEGABYTE / 2)),
        ("broken-lines", "exam-\n".repeat(MEGABYTE / 6)),
        ("form-feeds", "\u{c}1\n".repeat(MEGABYTE / 3)),
        ("quotation-marks", "\"5'".repeat(MEGABYTE / 3)),
    ] {
        let text: Arc<str> = text.into();
        bench.row(
            &format!("index-{name} bytes={}", text.len()),
            Target::Times(ORDER, ordinary),
            5,
            || {
                black_box(SnapshotIndex::build(Arc::clone(&text), SnapshotFormat::Plain));
            },
        );
        let marked = text.replace("word", "*wo_[d](").replace("one", "`<em");
        let markdown: Arc<str> = marked.chars().take(MEGABYTE).collect::<String>().into();
        let name = format!("index-markdown-{name} bytes={}", markdown.len());
        bench.row(&name, Target::Times(ORDER, ordinary), 3, || {
            black_box(SnapshotIndex::build(Arc::clone(&markdown), SnapshotFormat::Markdown));
        });
    }
    long_quotations(bench, &library);
    repetitive_sources(bench);
    drafts(bench, &library[0]);
}

fn ordinary_index(bench: &mut Bench, text: &Arc<str>) -> Duration {
    bench.row(&format!("index-ordinary bytes={}", text.len()), Target::None, 7, || {
        black_box(SnapshotIndex::build(Arc::clone(text), SnapshotFormat::Plain));
    })
}

fn corpus(text: &str) -> Corpus {
    let index = SnapshotIndex::build(text.into(), SnapshotFormat::Plain);
    Corpus::new(vec![CorpusSource { key: "a".to_owned(), index: Some(Arc::new(index)) }])
}

fn judged(bench: &mut Bench, name: &str, target: Target, corpus: &Corpus, words: &str) {
    bench.row(&format!("judge-{name} bytes={}", words.len()), target, 5, || {
        black_box(judge(words, &[], corpus, Profile::Standard));
    });
}

/// The words of `LONG` bytes in the middle of a text.
fn middle(text: &str) -> Vec<&str> {
    let from = text.len() / 3;
    let from = from + text[from..].find("\n\n").unwrap_or(0);
    let mut bytes = 0;
    let words = text[from..].split_whitespace();
    words
        .take_while(|word| {
            bytes += word.len() + 1;
            bytes < LONG
        })
        .collect()
}

/// Quotations of a hundred kilobytes, held against as many bytes of ordinary ones.
fn long_quotations(bench: &mut Bench, library: &[Source]) {
    let text = &library[0].text;
    let corpus = corpus(text);
    let many = quotations(library, LONG / 150, 2);
    let bytes: usize = many.iter().map(|quotation| quotation.words.len()).sum();
    let ordinary = bench.row(&format!("judge-ordinary bytes={bytes}"), Target::None, 7, || {
        for quotation in &many {
            black_box(judge(&quotation.words, &[], &corpus, Profile::Standard));
        }
    });
    let target = Target::Times(ORDER, ordinary);
    let words = middle(text);
    let half = words.len() / 2;
    judged(bench, "long-verbatim", target, &corpus, &words.join(" "));
    let mut changed = words.clone();
    changed[half] = "zebra";
    judged(bench, "long-changed", target, &corpus, &changed.join(" "));
    let mut dropped = words.clone();
    dropped.remove(half);
    judged(bench, "long-dropped", target, &corpus, &dropped.join(" "));
    let every = |step: usize, with: &'static str| {
        let changed = words.iter().enumerate();
        let changed: Vec<&str> =
            changed.map(|(at, word)| if at % step == step / 2 { with } else { word }).collect();
        changed.join(" ")
    };
    judged(bench, "long-changed-everywhere", target, &corpus, &every(5, "zebra"));
    judged(bench, "long-ellipses", target, &corpus, &every(10, "[…]"));
    judged(bench, "long-brackets", target, &corpus, &every(10, "[they]"));
    let mut turned = words.clone();
    turned.reverse();
    judged(bench, "long-backwards", target, &corpus, &turned.join(" "));
    let mut halves = words.clone();
    halves.rotate_left(half);
    judged(bench, "long-halves", target, &corpus, &halves.join(" "));
    judged(bench, "ellipses-only", target, &corpus, &"… ".repeat(10_000));
    judged(bench, "common-words-and-ellipses", target, &corpus, &"the […] and […] ".repeat(5_000));
    judged(bench, "common-words-and-brackets", target, &corpus, &"the [x] and [y] ".repeat(5_000));
    judged(bench, "open-brackets", target, &corpus, &"[the ".repeat(10_000));
    judged(
        bench,
        "nested-marks",
        target,
        &corpus,
        &format!("{}the rule{}", "“‘".repeat(10_000), "’”".repeat(10_000)),
    );
    judged(bench, "emphasis-marks", target, &corpus, &"*the _and ".repeat(10_000));
}

/// Long and short quotations of sources that say one thing over and over.
fn repetitive_sources(bench: &mut Bench) {
    let ordinary_library = library(MEGABYTE, 1);
    let ordinary_corpus = corpus(&ordinary_library[0].text);
    let many = quotations(&ordinary_library, 200, 3);
    let ordinary = bench.row("judge-ordinary quotations=200", Target::None, 7, || {
        for quotation in &many {
            black_box(judge(&quotation.words, &[], &ordinary_corpus, Profile::Standard));
        }
    });
    for (name, text) in
        [("one-word", "word ".repeat(MEGABYTE / 5)), ("two-words", "one two ".repeat(MEGABYTE / 8))]
    {
        let corpus = corpus(&text);
        let run = &text[..LONG];
        let target = Target::Times(ORDER, ordinary);
        judged(bench, &format!("long-in-{name}"), target, &corpus, run);
        judged(
            bench,
            &format!("long-changed-in-{name}"),
            target,
            &corpus,
            &run.replacen(" ", " zebra ", 10),
        );
        judged(
            bench,
            &format!("gaps-in-{name}"),
            target,
            &corpus,
            &format!("{} […] zebra", run.replace("e ", "e […] ")),
        );
        let short: Vec<String> = (0..200)
            .map(|at| format!("{}zebra {}", &text[..8 * (at % 7 + 1)], &text[..8 * (at % 5 + 1)]))
            .collect();
        bench.row(&format!("judge-altered-in-{name} quotations=200"), target, 5, || {
            for words in &short {
                black_box(judge(words, &[], &corpus, Profile::Standard));
            }
        });
    }
}

/// Drafts that are hard to read, held against an ordinary one.
fn drafts(bench: &mut Bench, source: &Source) {
    let source = Source {
        key: source.key.clone(),
        text: source.text[..200_000 + source.text[200_000..].find(' ').unwrap_or(0)].into(),
    };
    let library = [source];
    let sources = [("a".to_owned(), library[0].text.to_string(), SnapshotFormat::Plain)];
    let article = |count: usize| {
        let parts = quotations(&library, count, 4).into_iter();
        let parts = parts.map(|quotation| format!("He said: “{}” [@a].\n\n", quotation.words));
        parts.collect::<String>()
    };
    let mut checked = |name: &str, target: Target, text: &str| {
        bench.row(&format!("draft-{name} bytes={}", text.len()), target, 3, || {
            black_box(check_article(text, &sources, Profile::Standard));
        })
    };
    let thousand = article(1_000);
    let ordinary = checked("1000-quotations", Target::None, &thousand);
    checked("10000-quotations", Target::Times(10.0 * ORDER / 5.0, ordinary), &article(10_000));
    let target = Target::Times(ORDER, ordinary);
    for (name, text) in [
        ("nested-marks", format!("{}the rule{}", "“".repeat(30_000), "”".repeat(30_000))),
        ("nested-kinds", format!("{}the rule is so{}", "“‘".repeat(15_000), "’”".repeat(15_000))),
        ("open-marks", "“the rule is so ".repeat(10_000)),
        ("straight-marks", "\"the 'rule' is ".repeat(10_000)),
        ("block-quotes", format!("{}the rule", "> ".repeat(2_000))),
        ("ellipses", format!("“{}”", "the … ".repeat(10_000))),
        ("brackets", format!("“{}”", "the [x] ".repeat(10_000))),
        ("apostrophes", "don’t ’tis ’n’ ".repeat(10_000)),
        ("one-sentence", format!("“{}” [@a].", "the rule, ".repeat(15_000))),
        ("quotations-in-one-sentence", "“the rule is so” [@a], ".repeat(5_000)),
    ] {
        checked(name, target, &text);
    }
}
