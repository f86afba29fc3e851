//! The rules of quotation as tables of source, quotation, verdict and notes.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::{
    evidence::{diff::DiffOp, index::SnapshotIndex},
    model::SnapshotFormat,
    range::SourceRange,
};

fn source(key: &str, text: &str, format: SnapshotFormat) -> CorpusSource {
    CorpusSource {
        key: key.to_owned(),
        index: Some(Arc::new(SnapshotIndex::build(text.into(), format))),
    }
}

fn corpus(texts: &[(&str, &str)]) -> Corpus {
    Corpus::new(texts.iter().map(|(key, text)| source(key, text, SnapshotFormat::Plain)).collect())
}

fn one(text: &str, quotation: &str) -> Judgement {
    judge(quotation, &[], &corpus(&[("s", text)]), Profile::Standard)
}

fn slugs(judgement: &Judgement) -> Vec<&'static str> {
    judgement.notes.iter().map(Note::as_str).collect()
}

/// Source, quotation, verdict, notes. A source that begins with `md:` is Markdown.
type Row = (&'static str, &'static str, Verdict, &'static [&'static str]);

#[track_caller]
fn all(rows: &[Row]) {
    let mut wrong = Vec::new();
    for (text, quotation, verdict, notes) in rows {
        let (format, text) = match text.strip_prefix("md:") {
            Some(text) => (SnapshotFormat::Markdown, text),
            None => (SnapshotFormat::Plain, *text),
        };
        let found =
            judge(quotation, &[], &Corpus::new(vec![source("s", text, format)]), Profile::Standard);
        if found.verdict != *verdict || slugs(&found) != *notes {
            let (verdict, notes) = (found.verdict, slugs(&found));
            wrong.push(format!(
                "{quotation:?} against {text:?}: {verdict:?} {notes:?} {:?}",
                found.diff
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

use Verdict::{Altered, Marked, NotFound, Omission, Typographic, Verbatim};

const RULE: &str = "Visitors must know that flash photography is not permitted inside the museum, \
                    unless the director has given leave in writing.";

#[test]
fn typography_is_no_change_of_words() {
    all(&[
        ("He said “it’s fine” — twice.", "He said “it’s fine” — twice", Verbatim, &[]),
        ("He said “it’s fine” — twice.", "He said \"it's fine\" - twice", Typographic, &[]),
        ("He said “it’s fine” — twice.", "He said ‘it’s fine’ — twice", Typographic, &[]),
        ("He said “it’s fine” — twice.", "He said „it’s fine“—twice", Typographic, &[]),
        ("He said “it’s fine” — twice.", "He said «it’s fine» – twice", Typographic, &[]),
        ("He said \"it's fine\" -- twice.", "He said “it’s fine” — twice", Typographic, &[]),
        ("the ﬁrst ofﬁce ﬂoor plan", "the first office floor plan", Typographic, &[]),
        (
            "a soft\u{ad}hyphen and zero\u{200b}width",
            "a softhyphen and zerowidth",
            Typographic,
            &[],
        ),
        ("the cafe\u{301} was always full", "the café was always full", Typographic, &[]),
        ("ten\u{a0}per\u{202f}cent of all cases", "ten per cent of all cases", Typographic, &[]),
        ("one line\nand the next line", "one line and the next line", Typographic, &[]),
        ("one line and the next line", "one line\nand the next line", Typographic, &[]),
        ("one line\nand the next line", "one line\nand the next line", Verbatim, &[]),
        ("so it was… and so it is", "so it was... and so it is", Typographic, &[]),
        ("so it was… and so it is", "so it was . . . and so it is", Typographic, &[]),
        ("so it was… and so it is", "so it was… and so it is", Verbatim, &[]),
        ("p < 0.05 was found in all", "p<0.05 was found in all", Typographic, &[]),
        ("a loss of −5 degrees overnight", "a loss of -5 degrees overnight", Typographic, &[]),
        ("the years 1990–95 were bad", "the years 1990-95 were bad", Typographic, &[]),
        (
            "the so-called “experts” agreed with it",
            "the so-called experts agreed with it",
            Typographic,
            &["inner-marks"],
        ),
    ]);
}

#[test]
fn closing_punctuation_and_a_first_capital_belong_to_the_sentence_around() {
    all(&[
        ("We saw that it was good, and left.", "We saw that it was good.", Verbatim, &[]),
        ("We saw that it was good, and left.", "We saw that it was good,", Verbatim, &[]),
        ("We saw that it was good.", "We saw that it was good", Verbatim, &[]),
        ("We saw that it was good.", "We saw that it was good!?", Verbatim, &[]),
        (
            "But we saw that it was good.",
            "We saw that it was good.",
            Typographic,
            &["case-changed"],
        ),
        ("We saw that it was good.", "we saw that it was good", Typographic, &["case-changed"]),
        ("A good day for the town.", "a good day for the town", Typographic, &["case-changed"]),
        (
            "we met the Polish minister today",
            "we met the polish minister today",
            Altered,
            &["capitals"],
        ),
        ("the US position is clear now", "us position is clear now", Altered, &["capitals"]),
    ]);
}

#[test]
fn emphasis_is_read_on_both_sides_alike() {
    all(&[
        (
            "this is very important to us",
            "this is *very* important to us",
            Typographic,
            &["emphasis-added"],
        ),
        (
            "this is very important to us",
            "this is **very important** to us",
            Typographic,
            &["emphasis-added"],
        ),
        ("md:this is *very* important to us", "this is very important to us", Typographic, &[]),
        ("md:this is *very* important to us", "this is _very_ important to us", Typographic, &[]),
        ("md:this is *very* important to us", "this is *very* important to us", Verbatim, &[]),
        (
            "md:**it rose by 5 percent** that year",
            "it rose by 5 percent that year",
            Typographic,
            &[],
        ),
        ("md:as [the law](http://x.y) says of it", "as the law says of it", Typographic, &[]),
        ("md:> quoted in a\n> block of lines", "quoted in a block of lines", Typographic, &[]),
        ("this is *very* important to us", "this is *very* important to us", Verbatim, &[]),
        ("the product 2*3*4 is not 234", "the product 2*3*4 is not 234", Verbatim, &[]),
        (
            "the product 2*3*4 is twenty-four",
            "the product 234 is twenty-four",
            Altered,
            &["number", "sign"],
        ),
        (
            "rose by 5 percent in May",
            "rose by **5** percent in May",
            Typographic,
            &["emphasis-added"],
        ),
    ]);
}

#[test]
fn figures_signs_and_units_are_never_folded() {
    all(&[
        ("the effect (p=0.05) was small", "the effect (p<0.05) was small", Altered, &["sign"]),
        ("the effect (p<0.05) was small", "the effect (p=0.05) was small", Altered, &["sign"]),
        ("a correlation of -0.42 was seen", "a correlation of 0.42 was seen", Altered, &["number"]),
        ("a correlation of 0.42 was seen", "a correlation of -0.42 was seen", Altered, &["number"]),
        ("it fell by 4.5 points in May", "it fell by 45 points in May", Altered, &["number"]),
        ("it cost 1,200 dollars to build", "it cost 1,300 dollars to build", Altered, &["number"]),
        ("it cost $5 million to build", "it cost €5 million to build", Altered, &["unit"]),
        ("it cost $5 million to build", "it cost 5 million to build", Altered, &["unit"]),
        ("it rose by 5% in a year", "it rose by 5 in a year", Altered, &["unit"]),
        ("it rose by 5 percent in May", "it rose by 5 points in May", Altered, &["unit"]),
        ("four staff looked at the file", "five staff looked at the file", Altered, &["number"]),
        ("it lasted 10-20 days in all", "it lasted 10 days in all", Altered, &["number"]),
        (
            "the wall is 5' 10\" high here",
            "the wall is 5\" 10' high here",
            Altered,
            &["unit", "unit"],
        ),
        ("between 1990 and 1995 it grew", "between 1991 and 1995 it grew", Altered, &["number"]),
        ("H2O is what they drank there", "H20 is what they drank there", Altered, &["spelling"]),
        ("x² was found to be right", "x2 was found to be right", Altered, &[]),
    ]);
}

#[test]
fn a_quotation_that_cuts_into_a_figure_or_compound_does_not_pass() {
    all(&[
        ("It cost $5 million to build.", "5 million to build", Altered, &["cut", "number"]),
        ("Of those it reached 5% overall.", "Of those it reached 5", Altered, &["cut"]),
        ("We saw 10–20 people every day.", "20 people every day", Altered, &["cut", "number"]),
        ("It holds for p < 0.05 in each case.", "0.05 in each case", Altered, &["cut", "number"]),
        (
            "All non-permitted use of the drug ends.",
            "permitted use of the drug ends",
            Altered,
            &["cut"],
        ),
        ("The town—permitted by law—grew fast.", "permitted by law—grew fast", Verbatim, &[]),
        ("He is unpermitted to go there now.", "permitted to go there now", Altered, &["negation"]),
    ]);
}

#[test]
fn marks_allow_what_they_stand_for() {
    all(&[
        (RULE, "flash photography is … inside the museum", Marked, &["hides-negation"]),
        (RULE, "Visitors must know that … photography is not permitted", Marked, &[]),
        (RULE, "Visitors must know that... photography is not permitted", Marked, &[]),
        (RULE, "Visitors must know that . . . photography is not permitted", Marked, &[]),
        (RULE, "Visitors must know that […] photography is not permitted", Marked, &[]),
        (RULE, "Visitors must know that [...] photography is not permitted", Marked, &[]),
        (RULE, "Visitors … know … is not permitted … museum", Marked, &[]),
        (RULE, "… flash photography is not permitted …", Marked, &[]),
        (RULE, "[F]lash photography is not permitted", Marked, &[]),
        (RULE, "[v]isitors must know that flash photography", Marked, &[]),
        (RULE, "[w]isitors must know that flash photography", Altered, &["spelling"]),
        (RULE, "Visitors must know that [such] photography is not permitted", Marked, &[]),
        (RULE, "Visitors must [surely] know that flash photography", Marked, &[]),
        (RULE, "[The public] must know that flash photography", Marked, &[]),
        (RULE, "Visitors must know that flash [sic] photography is not permitted", Marked, &[]),
        (RULE, "flash photograph[s are] not permitted", Altered, &["spelling"]),
        (RULE, "Visitors must know that flash photo[s] is not permitted", Marked, &[]),
        (RULE, "flash photography is [clearly] permitted inside", Marked, &["hides-negation"]),
        (RULE, "flash photography is [not] permitted inside", Marked, &[]),
        (RULE, "Visitors must [not] know that flash photography", Marked, &["hides-negation"]),
        (
            RULE,
            "photography is not permitted inside the museum, [if] the director has",
            Marked,
            &["hides-negation"],
        ),
        (RULE, "Visitors must know … Is not permitted", Marked, &["case-changed"]),
        (RULE, "is not permitted … flash photography", Altered, &["word-order"]),
        (RULE, "Visitors may know that … photography is not permitted", Altered, &["modal"]),
        (
            RULE,
            "Visitors must know [that any kind of indoor] photography is not permitted",
            Marked,
            &[],
        ),
        (
            "It was the best of times, and then it was the worst of times.",
            "the best of times … the worst",
            Marked,
            &[],
        ),
        ("He [the mayor] said it was over.", "He [the mayor] said it was over", Verbatim, &[]),
        ("They recieve the post each day.", "They recieve [sic] the post each day", Marked, &[]),
        ("one two three four five six seven", "one [x] six seven", Altered, &["number"]),
        ("one two three four five six seven", "one [x] five six seven", Marked, &[]),
        (
            "You can do this at any time.",
            "You can[not] do this at any time",
            Marked,
            &["hides-negation"],
        ),
    ]);
}

#[test]
fn a_gap_holds_a_hundred_words_and_no_more() {
    let of = |words: usize| format!("It began there {} and it ended here.", "so ".repeat(words));
    assert_eq!(one(&of(100), "It began there … and it ended here").verdict, Marked);
    let long = one(&of(101), "It began there … and it ended here");
    assert_eq!((long.verdict, slugs(&long)), (Omission, vec!["long-gap"]));
    assert_eq!(long.notes, [Note::LongGap { words: 101 }]);
}

#[test]
fn a_gap_that_could_stand_for_more_or_less_stands_for_the_least() {
    let judgement = one("a b x a b y c d and c d", "a b … c d");
    assert_eq!(judgement.verdict, Marked);
    assert_eq!(judgement.matched, Some(SourceRange::new(6, 15)), "{judgement:?}");
}

#[test]
fn changed_words_are_altered_and_say_what_changed() {
    all(&[
        (RULE, "flash photography is permitted inside the museum", Altered, &["negation"]),
        (RULE, "flash photography is not allowed inside the museum", Altered, &[]),
        (RULE, "photography flash is not permitted inside the museum", Altered, &["word-order"]),
        (RULE, "flash photography is not permited inside the museum", Altered, &["spelling"]),
        (
            RULE,
            "Visitors must not know that flash photography is not permitted",
            Altered,
            &["negation"],
        ),
        (RULE, "Visitors should know that flash photography is not permitted", Altered, &["modal"]),
        (
            "Some of the rivers have run dry.",
            "All of the rivers have run dry",
            Altered,
            &["quantifier"],
        ),
        (
            "the casual link was never proven",
            "the causal link was never proven",
            Altered,
            &["spelling"],
        ),
        (
            "Let’s eat, Grandma, before it is cold.",
            "Let’s eat Grandma, before it is cold",
            Altered,
            &["punctuation"],
        ),
        ("It is only a model of the world.", "It is a model of the world", Altered, &["negation"]),
        ("We can’t rule that out at all.", "We can rule that out at all", Altered, &["negation"]),
        (
            "Its colour was a deep dark red.",
            "Its color was a deep dark red",
            Altered,
            &["spelling"],
        ),
        (
            "She resigned in the autumn of 1995.",
            "She re-signed in the autumn of 1995",
            Altered,
            &[],
        ),
    ]);
}

#[test]
fn words_left_out_without_a_mark_are_an_omission() {
    all(&[
        (RULE, "Visitors must know that photography is not permitted inside", Omission, &[]),
        (
            "He said, after some thought, that it was over.",
            "He said that it was over",
            Omission,
            &[],
        ),
        ("It was a cold, dark and stormy night.", "It was a cold and stormy night", Omission, &[]),
        (
            "It cost, um, about ten pounds then.",
            "It cost about ten pounds then",
            Omission,
            &["hesitation"],
        ),
        ("The two old men went home early.", "The old men went home early", Altered, &["number"]),
        (
            "Alpha beta gamma delta epsilon zeta eta theta iota kappa.",
            "Alpha beta gamma theta iota kappa",
            Omission,
            &[],
        ),
    ]);
}

#[test]
fn what_has_too_little_in_common_is_not_found() {
    all(&[
        (RULE, "the committee rejected every single proposal", NotFound, &[]),
        (RULE, "it is the that of and", NotFound, &[]),
        ("", "any four words here", NotFound, &[]),
        (" \n\t ", "any four words here", NotFound, &[]),
        ("short text", "a quotation much longer than its source is", NotFound, &[]),
        (RULE, "…", NotFound, &[]),
        (RULE, "", NotFound, &[]),
        (RULE, "[some words in brackets]", NotFound, &[]),
    ]);
}

#[test]
fn broken_lines_and_pages_do_not_break_a_quotation() {
    all(&[
        ("an exam-\nple of a broken word", "an example of a broken word", Typographic, &[]),
        ("a well-\nknown case of the kind", "a well-known case of the kind", Typographic, &[]),
        (
            "a well-\nknown exam-\nple of the kind",
            "a well-known example of the kind",
            Typographic,
            &[],
        ),
        ("a well-\nknown exam-\nple of the kind", "a wellknown ex-ample of the kind", Altered, &[]),
        ("a well-\nknown exam-\nple of the kind", "a well-known … of the kind", Marked, &[]),
        (
            "a sentence that runs\u{c}over a page break",
            "a sentence that runs over a page break",
            Typographic,
            &[],
        ),
        (
            "a sentence that runs\n12\n\u{c}over a page break",
            "a sentence that runs over a page break",
            Typographic,
            &[],
        ),
        ("a sen-\n\u{c}tence on two pages now", "a sentence on two pages now", Typographic, &[]),
        ("an example of a broken word", "an exam-\nple of a broken word", Typographic, &[]),
        ("a well-known case of the kind", "a well-\nknown case of the kind", Typographic, &[]),
        ("a wrapped\r\nWindows line of text", "a wrapped Windows line of text", Typographic, &[]),
        (
            "first para ends.\n\n“Second para begins here",
            "first para ends.\n\nSecond para begins here",
            Typographic,
            &[],
        ),
    ]);
}

#[test]
fn every_script_is_compared_by_its_own_words() {
    all(&[
        ("人工智能正在改变世界，专家说。", "人工智能正在改变世界", Verbatim, &[]),
        ("人工智能正在\n改变世界，专家说。", "人工智能正在改变世界", Typographic, &[]),
        ("人工智能没有改变世界，专家说。", "人工智能正在改变世界", Altered, &[]),
        ("قال الوزير إن الاتفاق لم يوقع بعد", "الاتفاق لم يوقع بعد", Verbatim, &[]),
        ("قال الوزير إن الاتفاق لم يوقع بعد", "إن الاتفاق يوقع بعد", Altered, &["negation"]),
        ("Các nhà khoa học Việt Nam đã nói", "Các nhà khoa học Việt Nam", Verbatim, &[]),
        ("Die „größte“ Straße der Stadt", "Die »größte« Straße der Stadt", Typographic, &[]),
        (
            "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}\u{110b}\u{1165} 문장은 이렇게 쓴다",
            "한국어 문장은 이렇게 쓴다",
            Typographic,
            &[],
        ),
    ]);
}

#[test]
fn a_sentence_that_stands_twice_is_found_as_it_is_punctuated() {
    let text = "It works; we know it works. It works: we know it works.";
    let judgement = one(text, "It works: we know it works");
    assert_eq!((judgement.verdict, judgement.matched), (Verbatim, Some((28..54).into())));
    assert_eq!(one("so it is. And so it is.", "so it is").matches, 2);
}

#[test]
fn what_stands_in_another_source_than_the_cited_one_is_said_so() {
    let corpus =
        corpus(&[("a", "Nothing of the kind is here."), ("b", "The river rose by a metre.")]);
    let cited = ["a".to_owned()];
    let found = judge("The river rose by a metre", &cited, &corpus, Profile::Standard);
    assert_eq!((found.verdict, found.source.as_deref()), (Verdict::OtherSource, Some("b")));
    let found = judge("The river rose by a mile", &cited, &corpus, Profile::Standard);
    assert_eq!((found.verdict, found.source.as_deref()), (Altered, Some("b")));
    let found = judge("The river rose by a metre", &["x".to_owned()], &corpus, Profile::Standard);
    assert_eq!((found.verdict, found.source.as_deref()), (Verbatim, Some("b")), "an unknown key");
}

#[test]
fn a_cited_source_without_a_snapshot_decides_nothing() {
    let mut sources = vec![source("b", "The river rose by a metre.", SnapshotFormat::Plain)];
    sources.push(CorpusSource { key: "a".to_owned(), index: None });
    let corpus = Corpus::new(sources);
    let cited = ["a".to_owned()];
    let found = judge("The river rose by a metre", &cited, &corpus, Profile::Standard);
    assert_eq!((found.verdict, found.source.as_deref()), (Verdict::NoSnapshot, Some("a")));
    assert_eq!(found.notes, [Note::StandsIn { key: "b".into() }]);
    let both = ["a".to_owned(), "b".to_owned()];
    assert_eq!(
        judge("The river rose by a metre", &both, &corpus, Profile::Standard).verdict,
        Verbatim
    );
    let none = Corpus::new(vec![CorpusSource { key: "a".to_owned(), index: None }]);
    assert_eq!(
        judge("any four words here", &[], &none, Profile::Standard).verdict,
        Verdict::NoSnapshot
    );
}

#[test]
fn the_lenient_profile_lets_spelling_and_hesitations_pass_as_notes() {
    let corpus = corpus(&[("s", "Well, um, the colour of it was not what we organised, er, for.")]);
    let lenient = |quotation: &str| judge(quotation, &[], &corpus, Profile::Lenient);
    let found = lenient("the color of it was not what we organized, er, for");
    assert_eq!((found.verdict, slugs(&found)), (Typographic, vec!["spelling", "spelling"]));
    assert_eq!(lenient("the colour of it was not what we organised for").verdict, Typographic);
    assert_eq!(lenient("the color … was not what we organised").verdict, Marked);
    assert_eq!(lenient("the colour of it was what we organised").verdict, Altered);
    assert_eq!(lenient("the colour of it was now what we organised").verdict, Altered);
    assert_eq!(lenient("the colour of it was not what he organised").verdict, Altered);
}

#[test]
fn a_diff_leads_from_the_drafts_words_to_the_sources() {
    let shown = |quotation: &str| -> String {
        let parts = one(RULE, quotation).diff.into_iter();
        parts
            .map(|part| match part.op {
                DiffOp::Equal => part.text,
                DiffOp::Delete => format!("[-{}-]", part.text),
                DiffOp::Insert => format!("{{+{}+}}", part.text),
            })
            .collect()
    };
    assert_eq!(
        shown("photography is allowed inside"),
        "photography is[- allowed-]{+ not permitted+} inside"
    );
    assert_eq!(shown("photography is permitted inside"), "photography is{+ not+} permitted inside");
    assert_eq!(
        shown("Visitors … is [never] permitted"),
        "Visitors[- ...-]{+ must know that flash photography+} is[- [never]-]{+ not+} permitted"
    );
    assert_eq!(shown("flash photography is not permitted"), "");
}

#[test]
fn notes_are_told_in_plain_words() {
    let told = |quotation: &str| -> Vec<String> {
        let text = "Four of the nine witnesses may not return before May.";
        one(text, quotation).notes.iter().map(Note::in_words).collect()
    };
    assert_eq!(told("Five of the nine witnesses may not return"), ["“Four” became “Five”"]);
    assert_eq!(
        told("Four of the nine witnesses may return before"),
        ["a negation (“not”) was dropped"]
    );
    assert_eq!(told("Four of the nine witnesses will not return"), ["“may” became “will”"]);
}

const PROSE: &str = "The survey, which ran from 2019 to 2023, asked 1,204 people in four towns. Of \
    these, 62% said that they would not move; “we were born here,” one of them wrote. The rest \
    weren’t sure — prices had risen by $1.2bn in a year (p<0.05), and few could pay. It is well-known \
    that towns shrink when work goes: the mill closed, the school followed, and then the bus.\n\nIn the \
    second part of the survey the same people were asked what would make them stay. Most named work; \
    some named a doctor. Only three named the view.";

proptest! {
    #[test]
    fn every_passage_of_a_snapshot_is_verbatim(from in 0usize..110, length in 2usize..60) {
        let words: Vec<(usize, &str)> = PROSE.split_whitespace().map(|word| (word.as_ptr().addr() - PROSE.as_ptr().addr(), word)).collect();
        let from = from % (words.len() - 2);
        let to = (from + length).min(words.len()) - 1;
        let passage = &PROSE[words[from].0..words[to].0 + words[to].1.len()];
        let judgement = one(PROSE, passage);
        // A lone dash or figure at an edge may belong to what is beside it.
        prop_assert_eq!(judgement.verdict, Verbatim, "{}", passage);
    }

    #[test]
    fn a_passage_with_one_word_replaced_never_passes(from in 0usize..100, length in 3usize..40, at in 0usize..40, word in "(not|never|four|will|zebra|[a-z]{1,6}|[0-9]{1,3})") {
        let words: Vec<&str> = PROSE.split_whitespace().collect();
        let from = from % (words.len() - 3);
        let mut passage = words[from..(from + length).min(words.len())].to_vec();
        let at = at % passage.len();
        let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assume!(letters(passage[at]) != letters(&word) && letters(passage[at]).to_lowercase() != letters(&word));
        passage[at] = &word;
        let quotation = passage.join(" ");
        prop_assert!(!one(PROSE, &quotation).verdict.passes() || PROSE.replace(['\n', '—'], " ").contains(&quotation), "{}", quotation);
    }

    #[test]
    fn no_quotation_makes_the_checker_panic(text in "[a-c“”‘’\\[\\]….,* \n-]{0,80}", quotation in "[a-c“”\\[\\]….,* \n0-2%-]{0,40}") {
        let judgement = one(&text, &quotation);
        if let Some(range) = judgement.matched {
            prop_assert!(text.get(range.to_std()).is_some());
        }
        let deleted: String = judgement.diff.iter().filter(|part| part.op != DiffOp::Insert).map(|part| part.text.as_str()).collect();
        let folded = crate::evidence::fold::fold(&quotation, SnapshotFormat::Markdown).text;
        let plain = crate::evidence::fold::fold(&quotation, SnapshotFormat::Plain).text;
        prop_assert!(folded.contains(&deleted) || plain.contains(&deleted), "{:?} lacks {:?}", folded, deleted);
    }
}

#[test]
fn a_thousand_gaps_in_a_text_of_two_words_end_in_a_moment() {
    let corpus = corpus(&[("s", &"a b ".repeat(25_000))]);
    assert!(judge(&"a … b … ".repeat(1_000), &[], &corpus, Profile::Standard).verdict == Marked);
    assert!(!judge(&"a … a z … ".repeat(500), &[], &corpus, Profile::Standard).verdict.passes());
}

#[test]
fn a_bracket_may_stand_for_an_address_of_many_signs() {
    let text = "Write to the office at https://www.example.org/a/b/c/index.html?q=1 for more.";
    assert_eq!(one(text, "the office at [its address] for more").verdict, Marked);
}

#[test]
fn one_word_over_and_over_costs_no_more_than_other_texts() {
    let text = "word ".repeat(40_000);
    let corpus = corpus(&[("s", &text)]);
    for changed in [0, 1_000, 3_999] {
        let mut words = vec!["word"; 4_000];
        words[changed] = "other";
        assert_eq!(judge(&words.join(" "), &[], &corpus, Profile::Standard).verdict, Altered);
    }
    let judgement = judge("word word … word word", &[], &corpus, Profile::Standard);
    assert_eq!((judgement.verdict, judgement.matched), (Marked, Some((0..19).into())));
    assert_eq!(judge("word word word word", &[], &corpus, Profile::Standard).matches, 39_997);
}
