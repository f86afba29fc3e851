//! What holds for every text.

use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::super::*;
use crate::range::DraftRange;

/// Every range of a structure, with the list it is from.
fn ranges(structure: &Structure) -> Vec<(&'static str, Vec<DraftRange>)> {
    vec![
        ("front matter", structure.front_matter.iter().cloned().collect()),
        ("blocks", structure.blocks.iter().map(|block| block.range).collect()),
        ("headings", structure.headings.iter().map(|heading| heading.range).collect()),
        ("spans", structure.spans.iter().map(|span| span.range).collect()),
        ("prose", structure.prose.iter().collect()),
        ("citations", structure.citations.iter().map(|c| c.range).collect()),
        ("items", structure.citations.iter().flat_map(|c| &c.items).map(|i| i.range).collect()),
        ("sentences", structure.sentences.iter().collect()),
        ("quotations", structure.quotations.iter().map(|q| q.range).collect()),
    ]
}

fn holds(text: &str) {
    let structure = Structure::parse(text);
    for (name, list) in ranges(&structure) {
        for range in &list {
            let slice = text.get(range.to_std());
            // The cells that a table row lacks are there and empty.
            let fits = slice.is_some_and(|slice| name == "blocks" || !slice.is_empty());
            assert!(fits, "{name} {range:?} of {text:?}");
            assert!(!slice.unwrap_or("").ends_with(['\n', '\r']), "{name} {range:?} of {text:?}");
        }
        assert!(list.is_sorted_by_key(|range| range.start), "{name} of {text:?}: {list:?}");
    }
    for list in [&structure.prose, &structure.sentences] {
        let pairs = list.iter().zip(list.iter().skip(1));
        assert!(pairs.into_iter().all(|(a, b)| a.end <= b.start), "{list:?} of {text:?}");
    }
    for quotation in &structure.quotations {
        assert!(!quotation.words.is_empty());
        assert!(quotation.words.windows(2).all(|pair| pair[0].end <= pair[1].start));
        for piece in &quotation.words {
            assert!(quotation.range.start <= piece.start && piece.end <= quotation.range.end);
            assert!(text.get(piece.to_std()).is_some_and(|piece| !piece.is_empty()));
        }
        assert!(quotation.citations.iter().all(|index| *index < structure.citations.len()));
        quotation.text(text);
    }
    for citation in &structure.citations {
        assert!(!citation.items.is_empty());
        assert!(citation.items.iter().all(|item| crate::model::valid_key(&item.key)));
    }
    for sentence in structure.sentences.iter() {
        structure.plain(text, sentence);
    }
}

/// Pieces of Markdown that meet in odd ways.
pub(super) const PIECES: &[&str] = &[
    "a",
    "word",
    "Word",
    "ä",
    "日本",
    "😀",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    ".",
    ". ",
    "? ",
    "…",
    "...",
    ",",
    ";",
    ":",
    "-",
    "--",
    "—",
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "‚",
    "«",
    "»",
    "‹",
    "›",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "@",
    "@key",
    "[@key]",
    "[see @a, p. 1; @b]",
    "-@k",
    "\\",
    "`",
    "``",
    "```\n",
    "~",
    "~~",
    "*",
    "**",
    "_",
    "__",
    "> ",
    ">",
    "# ",
    "## ",
    "#",
    "- ",
    "* ",
    "1. ",
    "12) ",
    "- [ ] ",
    "|",
    "| a | b |\n|---|---|\n",
    "---\n",
    "===\n",
    "...\n",
    "***\n",
    "<b>",
    "</b>",
    "<br>",
    "<!-- ",
    " -->",
    "<div>\n",
    "</div>\n",
    "<http://x.org>",
    "[a](b)",
    "![a](b)",
    "![](b)",
    "[a][b]",
    "[b]: u\n",
    "[^1]",
    "[^1]: ",
    "&amp;",
    "&quot;",
    "&ldquo;",
    "http://x.org/",
    "Dr. ",
    "e.g. ",
    "U.S. ",
    "6'2\"",
    "’90s",
    "\u{feff}",
    "\0",
    "\u{a0}",
    "\u{2028}",
    "---\na: b\n---\n",
    "— Jane",
    "said ",
    "n’t",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn ranges_are_sorted_and_fit_any_text(text in "\\PC{0,80}") {
        holds(&text);
    }

    #[test]
    fn ranges_are_sorted_and_fit_any_mix_of_markdown(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
    ) {
        holds(&pieces.concat());
    }

    #[test]
    fn every_prose_character_of_a_plain_text_is_in_one_run(text in "[a-zA-Z ,“”]{0,60}") {
        let structure = Structure::parse(&text);
        let read: String = structure.prose.iter().map(|run| &text[run]).collect();
        prop_assert!(text.starts_with("    ") || read == text.trim());
        prop_assert!(text.starts_with("    ") || structure.words == count_words(&text));
    }
}

#[test]
fn hostile_texts_cost_time_in_proportion() {
    const SIZE: usize = 200_000;
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let half = |left: &str, right: &str| {
        left.repeat(SIZE / 2 / left.len()) + "words" + &right.repeat(SIZE / 2 / right.len())
    };
    let mut texts: Vec<String> = [
        "\"",
        "“",
        "' ",
        " '",
        "‘a ",
        "a’ ",
        "a \"b ",
        "”",
        "«",
        "»",
        "‹",
        "[",
        "]",
        "@",
        "@a ",
        "[@a ",
        "@a [",
        "@a]",
        "> ",
        "- ",
        "* ",
        "*",
        "_",
        "`",
        "~",
        "|",
        "<",
        "![",
        "](",
        "[a](",
        ". ",
        ". A",
        "? A",
        "1. A",
        "A. ",
        "((",
        "Dr. ",
        "… ",
        "“A. ",
        "’ ",
        "\\",
        "&quot;",
        "#",
        "-",
        "\r",
        "\n> a",
        "“a [@b] ",
        "5\" ",
        "\"5\" ",
        "[^a]",
        "Four staff looked at it. ",
        "“Four” [@a], ",
        "““a” ",
        "“a\n\n",
        "> a\n\n",
        "> > a\n",
        "|a|\n|-|\n",
        "---\na: b\n",
        "a\n---\n",
        "– A\n",
        "_a*b ",
        "[[@a]",
        "; ",
        "://",
        "www.",
        "<br>",
        "<b>",
        "[^a]: b\n\n",
    ]
    .iter()
    .map(|piece| fill(piece))
    .collect();
    for (left, right) in [
        ("“", "”"),
        ("[", "]"),
        ("[@a ", "]"),
        ("“a [@k] ", "”"),
        ("> ", "\na"),
        ("*", "*"),
        ("(", ". A"),
        ("'a ‘", "'"),
        ("((", "1. A "),
        ("@a [", "]"),
        ("![", "](a)"),
        ("“‘", "’”"),
        ("\" ‘a ", " a\" b’ "),
    ] {
        texts.push(half(left, right));
    }
    texts.push("> ".repeat(300) + &"a\n".repeat(SIZE / 2));
    texts.push(format!("{}\n", ">".repeat(440)).repeat(440));
    texts.push(format!("---\n{}", "a: b\n".repeat(SIZE / 5)));
    let mut slow = Vec::new();
    for text in &texts {
        // The thread's own time: other programs and tests run beside this one.
        let begin = ThreadTime::now();
        Structure::parse(text);
        let took = begin.elapsed();
        if took > Duration::from_secs(2) {
            slow.push((text.chars().take(12).collect::<String>(), text.len(), took));
        }
    }
    assert!(slow.is_empty(), "too slow in {} bytes: {slow:?}", SIZE);
}
