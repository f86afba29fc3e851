//! Blocks, outline, prose and words.

use super::super::*;
use crate::range::DraftRange;

#[test]
fn blocks_come_outer_before_inner_with_their_depth() {
    let text = "# H\n\n- a\n\n  > b\n\n| c |\n|---|\n| d |\n";
    let blocks = Structure::parse(text).blocks;
    let found: Vec<_> = blocks.iter().map(|block| (block.kind, block.depth)).collect();
    use BlockKind::*;
    assert_eq!(
        found,
        [
            (Heading(1), 0),
            (List { ordered: false }, 0),
            (Item, 1),
            (Paragraph, 2),
            (BlockQuote, 2),
            (Paragraph, 3),
            (Table, 0),
            (TableRow, 1),
            (TableCell, 2),
            (TableRow, 1),
            (TableCell, 2),
        ]
    );
}

#[test]
fn the_outline_tells_titles_without_markup() {
    let text = "# The *big* `code` [link](u) [@a]\n\nTwo\nlines\n---\n\n### A &amp; B [@x].\r\n";
    let headings = Structure::parse(text).headings;
    let titles: Vec<_> = headings.iter().map(|h| (h.level, h.title.as_str())).collect();
    assert_eq!(titles, [(1, "The big code link"), (2, "Two lines"), (3, "A & B.")]);
    assert_eq!(&text[headings[2].range], "### A &amp; B [@x].");
}

#[test]
fn words_are_counted_as_a_reader_reads_them() {
    for (text, words) in [
        ("Four staff don’t look.", 4),
        ("# Title\n\n*un*believ**able** words", 3),
        ("It is so [@key, p. 12].", 3),
        ("[link words](http://example.org/many/words)", 2),
        ("`cargo run` is code, <b>html</b> reads", 6),
        ("a state-of-the-art idea", 3),
        ("On 30.11.2026, at https://example.org/a/b?c=d", 4),
        ("before – after & more", 5),
        ("人工智能 and カナ", 7),
        ("It is so [@key]. “Quite” (so) …", 5),
        ("```\nnot these\n```\n<div>\nnor these\n</div>\n", 0),
        ("---\ntitle: not this\n---\nonly this", 2),
        ("A note.[^1]\n\n[^1]: Two words.\n", 4),
        ("| a | b |\n|---|---|\n| c | d |", 4),
        ("<http://example.org> ![alt words](p.png)", 3),
        ("AT&amp;T &nbsp; x", 2),
        ("", 0),
    ] {
        assert_eq!(Structure::parse(text).words, words, "{text}");
    }
    assert_eq!(count_words("Four staff, don’t look."), 4);
}

#[test]
fn the_words_of_notes_are_counted_apart() {
    let structure = Structure::parse("One two.[^1]\n\n[^1]: Three four.\n\n    - five\n\nSix.\n");
    assert_eq!((structure.words, structure.note_words), (6, 3));
    assert_eq!((structure.word_count(true), structure.word_count(false)), (6, 3));
}

#[test]
fn reading_takes_a_minute_for_230_words() {
    let minutes = |words: usize| Structure::parse(&"word ".repeat(words)).reading_minutes();
    assert_eq!([0, 1, 230, 231].map(minutes), [0, 1, 1, 2]);
}

#[test]
fn plain_words_of_a_range_have_no_markup() {
    let text = "> He *said* [“four\n> staff”](http://x.org) with `code` [@key], then.\n";
    let structure = Structure::parse(text);
    assert_eq!(
        structure.plain(text, DraftRange::new(0, text.len())),
        "He said “four staff” with code, then."
    );
    let sentence = structure.sentences.get(0).unwrap();
    assert_eq!(structure.plain(text, sentence), "He said “four staff” with code, then.");
    assert_eq!(structure.plain(text, DraftRange::new(5, 10)), "said");
    assert_eq!(structure.plain(text, DraftRange::at(50)), "");
    assert_eq!(structure.plain(text, DraftRange::new(900, 1000)), "");
}

#[test]
fn prose_is_what_a_reader_reads_line_by_line() {
    let prose = |text: &'static str| -> Vec<&str> {
        Structure::parse(text).prose.iter().map(|range| &text[range]).collect()
    };
    assert_eq!(prose("# A\r\n\r\nb *c*\r\nd [@k]\r\n"), ["A", "b ", "c", "d "]);
    assert_eq!(prose("`x` [a](b) <i>c</i>"), [" ", "a", " ", "c"]);
    assert_eq!(prose("\u{feff}a"), ["a"]);
    assert_eq!(prose("---\na: b\n---\nc"), ["c"]);
}

#[test]
fn old_line_ends_shift_nothing() {
    let unix = "# H\n\nHe said “four\nstaff” [@a]. Then.\n\n> a\n> b\n>\n> — Jane Doe\n";
    for breaks in ["\r\n", "\r"] {
        let text = unix.replace('\n', breaks);
        let (left, right) = (Structure::parse(unix), Structure::parse(&text));
        let slices = |structure: &Structure, text: &str| -> Vec<String> {
            let ranges = structure.blocks.iter().map(|block| block.range);
            let ranges = ranges.chain(structure.spans.iter().map(|span| span.range));
            let ranges = ranges.chain(structure.prose.iter()).chain(structure.sentences.iter());
            let ranges = ranges.chain(structure.quotations.iter().map(|q| q.range));
            let words = structure.quotations.iter().flat_map(|q| q.words.clone());
            ranges.chain(words).map(|range| text[range].replace(breaks, "\n")).collect()
        };
        if breaks == "\r\n" {
            assert_eq!(slices(&left, unix), slices(&right, &text));
        }
        assert_eq!(left.words, right.words);
    }
}
