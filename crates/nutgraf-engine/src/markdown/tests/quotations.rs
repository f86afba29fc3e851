//! Quotations, their words and their citations.

use super::{super::*, check_all, marked};

fn found(text: &str) -> String {
    let structure = Structure::parse(text);
    marked(text, structure.quotations.iter().map(|quotation| &quotation.range))
}

fn check(cases: &[&str]) {
    check_all(cases, found);
}

fn words(text: &str) -> Vec<String> {
    let structure = Structure::parse(text);
    structure.quotations.iter().map(|quotation| quotation.text(text).replace('\n', " ")).collect()
}

/// For each quotation the keys of its citations.
fn keys(text: &str) -> Vec<Vec<String>> {
    let structure = Structure::parse(text);
    let keys =
        |index: &usize| structure.citations[*index].items.iter().map(|item| item.key.clone());
    structure.quotations.iter().map(|q| q.citations.iter().flat_map(keys).collect()).collect()
}

#[test]
fn every_kind_of_marks_makes_a_quotation() {
    check(&[
        "He said ⟦“four staff”⟧.",
        "He said ⟦\"four staff\"⟧.",
        "Er sagte ⟦„vier Leute“⟧.",
        "Ő ezt mondta: ⟦„négy ember”⟧.",
        "Il dit ⟦«quatre personnes»⟧.",
        "Il dit ⟦« quatre personnes »⟧.",
        "Il dit ⟦«\u{a0}quatre personnes\u{a0}»⟧.",
        "Er sagte ⟦»vier Leute«⟧.",
        "Il dit ⟦‹quatre personnes›⟧.",
        "Er sagte ⟦›vier Leute‹⟧.",
        "He said ⟦‘four staff’⟧.",
        "He said ⟦'four staff'⟧.",
        "Er sagte ⟦‚vier Leute‘⟧.",
        "Hon sa ⟦”fyra personer”⟧.",
        "⟦“All of it.”⟧",
        "(⟦“four staff”⟧)",
        "He said:⟦“four staff”⟧",
        "—⟦“four staff”⟧—",
        "⟦“one”⟧, ⟦“two”⟧ and ⟦“three”⟧",
        "⟦\"one\"⟧, ⟦\"two\"⟧ and ⟦\"three\"⟧",
        "⟦'one'⟧, ⟦'two'⟧ and ⟦'three'⟧",
        "⟦\"Yes,\"⟧ she said, ⟦\"of course.\"⟧",
        "⟦\"…and then it ended\"⟧",
        "⟦\"...and then it ended\"⟧",
        "⟦\"[T]he staff\"⟧",
        "⟦\"$5 a head\"⟧",
        "He wrote &ldquo;not a mark.",
        "He wrote ⟦&ldquo;four staff&rdquo;⟧.",
        "He wrote ⟦&quot;four staff&quot;⟧.",
        "He wrote \\⟦\"four staff\\\"⟧.",
    ]);
}

#[test]
fn nested_quotations_are_found_inside_outer_ones() {
    check(&[
        "⟦“He said ⟦‘no’⟧ twice”⟧",
        "⟦\"He said ⟦'no'⟧ twice\"⟧",
        "⟦‘He said ⟦“no”⟧ twice’⟧",
        "⟦„Er sagte ⟦‚nein‘⟧ laut“⟧",
        "Er sagte: ⟦„Ich wollte –“⟧ und ging.",
        "⟦«Il dit ⟦‹non›⟧ fort»⟧",
        "⟦»Er sagte ⟦›nein‹⟧ laut«⟧",
        "⟦“⟦‘No’⟧ was all”⟧",
        "⟦“All he said was ⟦‘no’⟧”⟧",
        "⟦“All he said was ⟦‘no.’⟧”⟧",
        "⟦“A ⟦‘b ⟦“c”⟧ d’⟧ e”⟧",
        "⟦“He said ⟦\"no\"⟧ twice”⟧",
        "⟦«Il dit ⟦“non”⟧ fort»⟧",
    ]);
    let structure = Structure::parse("“A ‘b “c” d’ e” and “f”");
    let depths: Vec<_> = structure.quotations.iter().map(|quotation| quotation.depth).collect();
    assert_eq!(depths, [0, 1, 2, 0]);
}

#[test]
fn apostrophes_and_primes_are_no_quotation_marks() {
    check(&[
        "Don’t say it isn’t so.",
        "Don't say it isn't so.",
        "In the ’90s and the ’80s.",
        "In the '90s and the '80s, didn't they.",
        "In the ‘90s the writers’ room was full.",
        "The writers’ room and the readers’ room.",
        "The writers' room and the readers' room.",
        "’Tis the season, isn’t it?",
        "'Tis the season for goin' home'.",
        "Rock ’n’ roll is here.",
        "Rock 'n' roll is here.",
        "He is 6'2\" tall.",
        "He is 6′2″ tall.",
        "A 5\" pipe and a 6\" pipe.",
        "A 6' wall and a 7' wall.",
        "⟦\"He is 6'2\" tall,\"⟧ she said.",
        "⟦\"About 12\" of snow,\"⟧ she said.",
        "⟦\"It was in 2019\"⟧ he said.",
        "⟦‘We can’t do it,’⟧ she said.",
        "⟦'We can't do it,'⟧ she said.",
        "⟦‘The writers’ room was full,’⟧ she said.",
        "⟦'The writers' room was full,'⟧ she said.",
        "She read ⟦‘n of 15 sites was missing’⟧ aloud.",
        "⟦‘dark kitchens’⟧ are new",
        "⟦'dark kitchens'⟧ are new",
        "⟦‘writers’⟧ and ⟦‘readers’⟧ met",
        "⟦“The writers’ room wasn’t full,”⟧ she said.",
        "⟦“In the ’90s”⟧ he said.",
        "Hawai‘i and O‘ahu are islands’ names.",
        "The O'Neills' house's roof.",
    ]);
}

#[test]
fn an_unclosed_mark_swallows_nothing() {
    check(&[
        "He said “four staff and left. Then ⟦“done”⟧ came.",
        "He said \"four staff and left. Then ⟦\"done\"⟧ came.",
        "He said “four staff.\n\nThen ⟦“done”⟧ came.",
        "He said “four staff.\n\nThen nothing” came.",
        "- “one\n- two”",
        "| “a | b” |\n|---|---|\n| c | d |",
        "# “Heading\n\nText”",
        "He said ” and ’ and » too.",
        "“”, \"\", ‘’ and «»",
        "“?!”",
        "A \" alone \" is nothing.",
        "⟦“An ‘unclosed inner one”⟧ is dropped.",
    ]);
}

#[test]
fn several_paragraphs_that_each_open_are_one_quotation() {
    check(&[
        "He said ⟦“first.\n\n“Second.\n\n“Third.”⟧ Then.",
        "⟦\"First.\n\n\"Second.\"⟧",
        "⟦«First.\n\n«Second.»⟧",
        "⟦„Erstens.\n\n„Zweitens.“⟧",
        "⟦‘First.\n\n‘Second.’⟧",
        "“First.\n\nSecond.”",
        "“First.\n\n---\n\n⟦“Second.”⟧",
        "“First.\n\n```\ncode\n```\n\n⟦“Second.”⟧",
        "“First.\n\n- item\n\n⟦“Second.”⟧",
        "⟦“First ⟦‘a.\n\n“‘B’⟧ end.”⟧",
    ]);
    assert_eq!(words("He said “first.\n\n“Second.\r\n\r\n“Third.”"), ["first. Second. Third."]);
}

#[test]
fn what_is_no_prose_holds_no_quotation() {
    check(&[
        "`“four staff”`",
        "```\n“four staff”\n```",
        "    “four staff”",
        "[a](http://example.org/“four” \"a title of words\")",
        "<a title=\"four staff\">x</a>",
        "<div>\n“four staff”\n</div>",
        "<!-- “four staff” -->",
        "---\ntitle: “four staff”\n---\n",
        "[a]: http://example.org \"four staff\"",
        "\\“four staff",
    ]);
}

#[test]
fn quotations_are_found_inside_links_emphasis_tables_notes_and_lists() {
    check(&[
        "[⟦“four staff”⟧](http://example.org)",
        "⟦“four [staff](http://example.org \"title\")”⟧",
        "**⟦“four staff”⟧**",
        "⟦“**four** staff”⟧",
        "*⟦\"four staff\"⟧*",
        "~~⟦“four”⟧~~",
        "- ⟦“four staff”⟧\n- b",
        "1. ⟦\"four staff\"⟧",
        "- [ ] ⟦“four staff”⟧",
        "- a\n\n  ⟦“four staff”⟧",
        "| ⟦“a”⟧ | b |\n|---|---|\n| c | ⟦\"d\"⟧ |",
        "a[^1]\n\n[^1]: ⟦“four staff”⟧\n",
        "# The ⟦“dark”⟧ kitchen",
        "![⟦“four staff”⟧](a.png)",
        "⟦“run `cargo “x”` now”⟧",
        "⟦“four\nstaff”⟧",
        "⟦“four\r\nstaff”⟧",
    ]);
}

#[test]
fn words_are_what_stands_between_the_marks() {
    assert_eq!(words("“four **bold** staff”"), ["four **bold** staff"]);
    assert_eq!(words("“**four** staff”"), ["**four** staff"]);
    assert_eq!(words("**“four staff”**"), ["four staff"]);
    assert_eq!(words("“four [staff](http://x.org), who”"), ["four staff, who"]);
    assert_eq!(words("“four staff [@key] looked”"), ["four staff looked"]);
    assert_eq!(words("“four staff [@key].”"), ["four staff"]);
    assert_eq!(words("“it\\'s four”"), ["it's four"]);
    assert_eq!(words("“AT&amp;T said so”"), ["AT&T said so"]);
    assert_eq!(words("“run `cargo` now”"), ["run cargo now"]);
    assert_eq!(words("« quatre personnes »"), ["quatre personnes"]);
    assert_eq!(words("“four staff[^1] looked”\n\n[^1]: a\n"), ["four staff looked"]);
    assert_eq!(words("- “four\n  staff”"), ["four   staff"]);
    assert_eq!(words("“four <b>staff</b> looked”"), ["four staff looked"]);
    assert_eq!(words("“four<br>staff”").len(), 1);
}

#[test]
fn a_block_quote_is_a_quotation_without_its_markers() {
    check(&[
        "⟦> four staff⟧",
        "a\n\n⟦> four\n> staff⟧\n\nb",
        "⟦> four\nstaff⟧\n",
        "- ⟦> four⟧\n- b",
        "⟦> four\n>\n> ⟦> deep⟧⟧\n",
        "⟦> ⟦“four staff”⟧⟧",
        "⟦> a ⟦“b”⟧ c⟧",
        "> ```\n> code\n> ```",
        "⟦> a\r\n> b⟧\r\n\r\nc",
    ]);
    assert_eq!(words("> four\n> staff"), ["four staff"]);
    assert_eq!(words("> four\r\n> staff\r\n"), ["four staff"]);
    assert_eq!(words("> four\nstaff"), ["four staff"]);
    assert_eq!(words("> four\n>\n> staff"), ["four staff"]);
    assert_eq!(words("> a\n> > b\n>\n> c"), ["a b c", "b"]);
    assert_eq!(words("> - a\n> - b"), ["a b"]);
    let structure = Structure::parse("> four staff  \n> looked at it\n");
    let pieces: Vec<_> = structure.quotations[0].words.iter().collect();
    assert_eq!(pieces, [&(2..12), &(17..29)]);
}

#[test]
fn quotation_marks_around_a_whole_block_quote_are_not_its_words() {
    let text = "> “four staff”";
    assert_eq!(words(text), ["four staff", "four staff"]);
    let structure = Structure::parse(text);
    let depths: Vec<_> = structure.quotations.iter().map(|q| (q.kind, q.depth)).collect();
    assert_eq!(depths, [(QuotationKind::Block, 0), (QuotationKind::Inline, 1)]);
    assert_eq!(words("> “one” and “two”")[0], "“one” and “two”");
}

#[test]
fn an_attribution_is_not_part_of_the_words() {
    for text in [
        "> four staff\n> — Jane Doe",
        "> four staff\n>\n> — Jane Doe, *The Guardian*, 2020",
        "> four staff\n> – Jane Doe",
        "> four staff\n> -- Jane Doe",
        "> four staff\n> — the Guardian",
        "> four staff\n> — The keeper",
        "> four staff\n> —Jane Doe [@doe]",
        "> four staff\n> — [@doe, p. 3]",
        "> four staff\n> — [Jane Doe](http://x.org)",
        "> four staff [@doe]",
        "> four staff [@doe].",
        "> four staff\n>\n> [@doe]",
    ] {
        assert_eq!(words(text), ["four staff"], "{text}");
    }
    for text in [
        "> four staff\n> — and others",
        "> four staff\n> — The keeper went home.",
        "> four staff\n> — I went home",
        "> — Jane Doe",
    ] {
        assert!(words(text)[0].contains('—'), "{text}");
    }
}

#[test]
fn a_quotation_has_the_citations_of_its_sentence() {
    for (text, expected) in [
        ("“Four staff,” he said [@a].", vec![vec!["a"]]),
        ("“Four staff.” [@a] Then “more” [@b].", vec![vec!["a"], vec!["b"]]),
        ("He left [@a]. “Four staff,” he said.", vec![vec![]]),
        ("As [@a] says, “four staff”.", vec![vec!["a"]]),
        ("“Four staff” [@a; @b] and [@c].", vec![vec!["a", "b", "c"]]),
        ("“A” and “B” [@a], but “C” [@b].", vec![vec!["a"], vec!["a"], vec!["b"]]),
        ("[@a] has “A” and [@b] has “B”.", vec![vec!["b"], vec!["b"]]),
        ("“A” and “B” [@a].", vec![vec!["a"], vec!["a"]]),
        ("“He said ‘no’ twice” [@a].", vec![vec!["a"], vec!["a"]]),
        ("@smith [p. 3] says “four staff”.", vec![vec!["smith"]]),
        ("“Four staff.” @smith says so.", vec![vec![]]),
        ("“Why four?” Smith asked [@a].", vec![vec!["a"]]),
        ("“One. Two. Three,” he said [@a].", vec![vec!["a"]]),
        ("“Four staff”\n\n[@a]", vec![vec![]]),
        ("| “A” [@a] | “B” [@b] |\n|---|---|\n", vec![vec!["a"], vec!["b"]]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn a_block_quote_has_the_citations_inside_and_right_behind_it() {
    for (text, expected) in [
        ("> four staff [@a]", vec![vec!["a"]]),
        ("> four staff\n> — Doe [@a]", vec![vec!["a"]]),
        ("> four staff\n\n[@a]", vec![vec!["a"]]),
        ("> four staff\n\n([@a]).\n\nText [@b]", vec![vec!["a"]]),
        ("> four staff\n\n— Jane Doe [@a]", vec![vec!["a"]]),
        ("> four staff\n\nText [@b]", vec![vec![]]),
        ("> four staff\n\n# H\n\n[@b]", vec![vec![]]),
        ("He left [@b]. Doe writes [@a]:\n\n> four staff", vec![vec!["a"]]),
        ("Doe writes [@a].\n\n> four staff", vec![vec![]]),
        ("> “four staff”\n\n[@a]", vec![vec!["a"], vec!["a"]]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn nesting_has_a_bottom() {
    let text = format!("{}deep words here{}", "“".repeat(40), "”".repeat(40));
    let structure = Structure::parse(&text);
    assert_eq!(structure.quotations.len(), 16);
    assert!(structure.quotations.iter().all(|quotation| quotation.depth < 16));
}
