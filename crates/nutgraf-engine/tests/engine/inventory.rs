//! The claim inventory: which cues are found, how sentences are ranked, and how
//! much of them is claimed.
//!
//! `tests/fixtures/inventory` holds sentences labelled by hand, a line each. The
//! rules were made with `tuning.txt` in sight; `held-out.txt` was written before
//! there were rules.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::PathBuf};

use jiff::Timestamp;
use nutgraf_engine::{
    evidence::{Coverage, Cue, Inventory, InventoryCache, coverage, inventory, inventory_with},
    markdown::Structure,
    model::{Claim, ClaimCheck, ClaimId, ClaimStatus},
    range::DraftRange,
};
use proptest::prelude::*;

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
        let cut: Vec<&str> = found.sentences.iter().map(|s| &draft[s.range]).collect();
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

/// The files of labelled sentences.
const LABELLED: [&str; 5] =
    ["tuning.txt", "held-out.txt", "later.txt", "blind.txt", "second-blind.txt"];

/// Of a thousand labels for cues that ask for a claim, so many must be found.
const RECALL: usize = 995;

#[test]
fn figures_quotations_dates_and_superlatives_are_found_in_labelled_sentences() {
    let sentences: usize = LABELLED.into_iter().flat_map(labelled).map(|p| p.len()).sum();
    assert!(sentences >= 400, "{sentences} sentences");
    let mut sums = [Tally::default(); Cue::ALL.len()];
    for file in LABELLED {
        let (tallies, missed) = tally(file);
        println!("{file}\n{missed}");
        for (sum, tally) in sums.iter_mut().zip(tallies) {
            sum.labelled += tally.labelled;
            sum.found += tally.found;
            sum.beside += tally.beside;
        }
    }
    println!("{sentences} sentences");
    for (cue, Tally { labelled, found, beside }) in Cue::ALL.into_iter().zip(sums) {
        println!("{:12} {found} of {labelled} found, {beside} beside", cue.as_str());
    }
    for (cue, Tally { labelled, found, .. }) in Cue::ALL.into_iter().zip(sums) {
        let is_found = found * 1000 >= labelled * RECALL;
        assert!(is_found || !cue.asks_for_a_claim(), "{}: {found} of {labelled}", cue.as_str());
    }
}

#[test]
fn what_only_looks_like_a_figure_is_none() {
    for sentence in [
        "As Figure 3 and page 12 show, it is so.",
        "See pp. 33–35 and Figs. 2 and 4.",
        "Earlier work [12] and [3, 7] says so.",
        "The driver of version 2.1 is old.",
        "It stands at https://example.org/2021/05 for all.",
        "It is archived (doi:10.1000/182) there.",
        "It says so [@smith2019, p. 12; @jones, ch. 3].",
        "The COVID-19 wards and the 5G masts are old.",
        "Vitamin B12 and H5N1 are names.",
        "1. Introduction",
        "He came at once, once and for all, in one way or another.",
    ] {
        let found = cues(sentence);
        assert!(!found.iter().any(|cue| matches!(*cue, "number" | "date")), "{sentence} {found:?}");
    }
}

#[test]
fn a_figure_belongs_to_the_cue_that_says_most() {
    let table: [(&str, &[&str]); 14] = [
        ("It cost $3 million.", &["money"]),
        ("It cost three and a half million euros.", &["money"]),
        ("It cost hundreds of millions of dollars.", &["money"]),
        ("It was 5 % of it.", &["percentage"]),
        ("It was half a percentage point.", &["percentage"]),
        ("It went from 12 to 9 per cent.", &["percentage"]),
        ("It was on 12 March 2024.", &["date"]),
        ("It was in 1998.", &["date"]),
        ("It was 2024-02-29.", &["date"]),
        ("It was in the 1990s and the 18th century.", &["date"]),
        ("It was at 8.30 p.m. on the third of May.", &["date"]),
        ("It had 2000 desks.", &["number"]),
        ("It had 4 desks on 3 January.", &["number", "date"]),
        ("It paid 7 of 9 people £5 in 2019.", &["number", "date", "money"]),
    ];
    for (sentence, expected) in table {
        assert_eq!(cues(sentence), expected, "{sentence}");
    }
}

#[test]
fn names_stand_in_mid_sentence_and_are_no_days() {
    let table: [(&str, &[&str]); 6] = [
        ("Clara went home.", &[]),
        ("There Clara went home.", &["name"]),
        ("They went home: Nobody stayed.", &[]),
        ("So I went home in a hurry.", &[]),
        ("They went home on Monday, in May.", &["date"]),
        ("“The door is shut”", &["quotation"]),
    ];
    for (sentence, expected) in table {
        assert_eq!(cues(sentence), expected, "{sentence}");
    }
}

#[test]
fn questions_instructions_and_marked_opinion_are_listed_with_score_0() {
    for sentence in [
        "Did 4 % of them leave in 2019?",
        "Is “safe” the right word?",
        "See the 2019 report for all 12 figures.",
        "Note that 5 % is a lot.",
        "Don't trust the 9 judges.",
        "I think that 9 judges are too many.",
        "In our view, the law of 1998 was the worst.",
    ] {
        let found = listed(sentence);
        assert_eq!(found.sentences[0].score, 0.0, "{sentence}");
        assert!(!found.sentences[0].asks_for_a_claim(), "{sentence}");
        assert_ne!(found.sentences[0].cues, [], "{sentence}: the cues are shown all the same");
    }
}

#[test]
fn what_others_ask_or_think_is_stated() {
    for sentence in [
        "“Did 4 % of them leave?” the mayor asked.",
        "He asked: “Did 4 % of them leave?”",
        "“I think that 9 judges are too many,” she said.",
        "Note 3 was lost in 1998.",
        "Call centres lost 40 staff.",
        "Use of water doubled in 2020.",
        "Share prices fell by 5 %.",
    ] {
        assert!(listed(sentence).sentences[0].score > 0.0, "{sentence}");
    }
}

#[test]
fn every_sentence_of_the_prose_is_listed_and_no_code_is() {
    let draft = "---\ntitle: In 1998\n---\n# Heading 1\n\nIt rains. It cost $3.\n\n- One item\n\n| Year |\n|---|\n| 1998 |\n\n```\nIn 1998.\n```\n\n> They left in 2019.\n";
    let structure = Structure::parse(draft);
    let found = inventory(draft, &structure);
    let ranges: Vec<DraftRange> = found.sentences.iter().map(|s| s.range).collect();
    assert_eq!(ranges, structure.sentences.iter().collect::<Vec<_>>());
    let words: Vec<&str> = found.sentences.iter().map(|s| &*s.words).collect();
    let expected =
        ["Heading 1", "It rains.", "It cost $3.", "One item", "Year", "1998", "They left in 2019."];
    assert_eq!(words, expected);
    assert!(found.sentences[6].cues.contains(&Cue::Quotation), "a block quote");
}

#[test]
fn a_sentence_with_more_cues_ranks_higher_and_equals_keep_their_order() {
    let draft =
        "It rains. He was there in 1998. It rose by 5 % to $3 in 2019. He was here in 2001.";
    let found = listed(draft);
    let ranked: Vec<&str> = found.ranked().iter().map(|s| &*s.words).collect();
    let expected = [
        "It rose by 5 % to $3 in 2019.",
        "He was there in 1998.",
        "He was here in 2001.",
        "It rains.",
    ];
    assert_eq!(ranked, expected);
    let scores: Vec<f64> = found.ranked().iter().map(|s| s.score).collect();
    assert!(scores[0] < 1.0 && scores[3] == 0.0, "{scores:?}");
}

#[test]
fn emphasis_links_and_line_breaks_hide_no_figure() {
    for sentence in [
        "It has **12** desks.",
        "It has [12 desks](https://example.org).",
        "It has twenty\nfour desks.",
        "It has 1\u{202f}200 desks.",
        "It has 12&nbsp;desks.",
    ] {
        assert_eq!(cues(sentence), ["number"], "{sentence}");
    }
}

proptest! {
    #[test]
    fn any_row_of_words_is_listed_in_full_with_scores_from_0_to_1(
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..24),
    ) {
        let draft = words.concat();
        let structure = Structure::parse(&draft);
        let found = inventory(&draft, &structure);
        prop_assert_eq!(found.sentences.len(), structure.sentences.len());
        for sentence in &found.sentences {
            prop_assert!((0.0..=1.0).contains(&sentence.score));
            prop_assert!(sentence.cues.is_sorted_by(|one, other| one < other));
        }
    }
}

/// What the rules look at most, in any order.
const WORDS: [&str; 40] = [
    "12",
    "1998",
    "'89",
    "1,200",
    "½",
    "-",
    "/",
    ".",
    ":",
    ",",
    "[",
    "]",
    "(",
    "%",
    "$",
    "€",
    "p",
    "a",
    " of",
    " and",
    " per",
    " cent",
    " percentage",
    " point",
    " May",
    " March",
    " Dec.",
    " AD",
    " century",
    " twenty",
    " first",
    " third",
    " quarter",
    " past",
    " one",
    " No",
    " million",
    " ",
    "\u{301}",
    "\u{202f}",
];

/// A claim of some status about words of a draft, and the words as they were checked.
fn claim(draft: &str, words: &str, status: ClaimStatus, checked: &str) -> (Claim, DraftRange) {
    let start = draft.find(words).unwrap();
    let mut claim = Claim::new(ClaimId::new(format!("c{start}")), words);
    claim.status = status;
    claim.checked =
        Some(ClaimCheck { at: Timestamp::UNIX_EPOCH, by: String::new(), text: checked.to_owned() });
    (claim, DraftRange::new(start, start + words.len()))
}

#[test]
fn a_draft_that_is_listed_again_is_listed_as_if_for_the_first_time() {
    let drafts = [
        "It has 12 desks. They call it “home”. It has 12 desks.",
        "They call it home. It has 13 desks. “It has 12 desks.”",
        "",
        "It has 12 desks. They call it “home”.",
    ];
    let mut cache = InventoryCache::default();
    for draft in drafts {
        let structure = Structure::parse(draft);
        assert_eq!(inventory_with(draft, &structure, &mut cache), inventory(draft, &structure));
    }
}

#[test]
fn coverage_counts_what_asks_for_a_claim_what_has_one_and_what_is_confirmed() {
    let draft = "It has 12 desks. It began in 1998. It is the oldest. It rains. Did 9 leave? They call it “home”.";
    let found = listed(draft);
    let covered = |claims: &[(Claim, DraftRange)]| {
        let claims: Vec<_> = claims.iter().map(|(claim, range)| (claim, *range)).collect();
        let Coverage { checkable, claimed, confirmed } =
            coverage(draft, &found, &claims, &BTreeSet::new());
        (checkable, claimed, confirmed)
    };
    let confirmed = ClaimStatus::Confirmed;
    assert_eq!(covered(&[]), (4, 0, 0));
    let desks = claim(draft, "12 desks", confirmed, "12 desks");
    assert_eq!(covered(std::slice::from_ref(&desks)), (4, 1, 1));
    let stale = claim(draft, "in 1998", confirmed, "in 1997");
    let open = claim(draft, "the oldest", ClaimStatus::InProgress, "the oldest");
    assert_eq!(covered(&[open.clone(), stale.clone(), desks.clone()]), (4, 3, 1));
    let idle = claim(draft, "It rains.", confirmed, "It rains.");
    assert_eq!(covered(&[idle]), (4, 0, 0), "a claim about what asks for none");
    let both = claim(draft, "desks. It began", confirmed, "desks. It began");
    assert_eq!(covered(std::slice::from_ref(&both)), (4, 2, 2));
    assert_eq!(covered(&[both, stale]), (4, 2, 1), "one of two claims is stale");
    assert_eq!(covered(&[(open.0, DraftRange::at(0))]), (4, 0, 0), "a claim whose words are gone");

    let aside = BTreeSet::from(["It has 12 desks.".to_owned(), "It rains.".to_owned()]);
    let coverage = coverage(draft, &found, &[], &aside);
    assert_eq!(coverage.checkable, 3, "a sentence that was said to be no claim");
    let whole = claim(draft, draft, confirmed, draft);
    assert_eq!(covered(&[whole, desks]), (4, 4, 4), "a long claim around a short one");
}

#[test]
fn no_draft_is_too_odd_to_list() {
    for draft in
        ["[", "[1", "1", "-", "'", "%", "$", "a%", "1 per", "per cent", "19th", "May", "'89"]
    {
        let _ = listed(draft);
        let _ = listed(&format!("{draft} {draft}"));
    }
    for repeated in ["5 million of ", "[1 ", "one - ", "“a", "1. ", "12 March "] {
        let _ = listed(&repeated.repeat(5_000));
    }
}
