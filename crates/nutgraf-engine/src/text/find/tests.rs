//! What is found and what comes in its place, in small texts.

use proptest::prelude::*;

use super::*;
use crate::{
    range::DraftRange,
    text::{Change, Edit},
};

/// A query as it is typed, and behind a slash its switches: case, word, regex.
fn query(typed: &str) -> Query {
    let (text, switches) = typed.rsplit_once('/').unwrap_or((typed, ""));
    Query {
        text: text.to_owned(),
        match_case: switches.contains('c'),
        whole_word: switches.contains('w'),
        regex: switches.contains('r'),
    }
}

/// The text with every hit in brackets.
fn found(typed: &str, text: &str) -> String {
    let pattern = Pattern::of(&query(typed)).unwrap();
    let mut marked = text.to_owned();
    for hit in Hits::of(&pattern, text).iter().collect::<Vec<_>>().into_iter().rev() {
        marked.insert(hit.end, ']');
        marked.insert(hit.start, '[');
    }
    marked
}

fn replaced(typed: &str, text: &str, replacement: &str) -> String {
    let pattern = Pattern::of(&query(typed)).unwrap();
    let replacement = Replacement::of(&pattern, replacement);
    let change =
        replace_all(&pattern, Hits::of(&pattern, text).iter(), text, &replacement, usize::MAX)
            .unwrap();
    let mut text = text.to_owned();
    change.apply(&mut text).unwrap();
    text
}

fn fault(typed: &str) -> String {
    Pattern::of(&query(&format!("{typed}/r"))).unwrap_err().to_string()
}

#[test]
fn words_are_found_in_any_case_unless_it_matters() {
    assert_eq!(found("the", "The other the"), "[The] o[the]r [the]");
    assert_eq!(found("the/c", "The other the"), "The o[the]r [the]");
    assert_eq!(found("ärger", "ÄRGER Ärger"), "[ÄRGER] [Ärger]");
    assert_eq!(found("ΟΔΟΣ", "οδος οδοσ"), "[οδος] [οδοσ]");
}

#[test]
fn an_empty_query_finds_nothing() {
    assert_eq!(found("", "a b"), "a b");
    assert_eq!(found("/wr", "a b"), "a b");
}

#[test]
fn signs_of_regular_expressions_are_signs_in_plain_words() {
    assert_eq!(found("(a.b)", "(a.b) (acb)"), "[(a.b)] (acb)");
    assert_eq!(found("$5", "$5 and 5"), "[$5] and 5");
}

#[test]
fn quotation_marks_apostrophes_and_spaces_find_each_other_within_words() {
    assert_eq!(found("don't", "don't don’t don‘t"), "[don't] [don’t] [don‘t]");
    assert_eq!(found("don’t", "don't don’t"), "[don't] [don’t]");
    assert_eq!(found("\"ban\"", "“ban” „ban“ \"ban\""), "[“ban”] [„ban“] [\"ban\"]");
    assert_eq!(
        found("10 km", "10\u{a0}km 10\u{202f}km 10 km"),
        "[10\u{a0}km] [10\u{202f}km] [10 km]"
    );
    assert_eq!(found("don't/c", "Don’t don’t"), "Don’t [don’t]");
}

#[test]
fn marks_alone_and_regular_expressions_are_taken_to_the_letter() {
    assert_eq!(found("\"", "\"a” “b\""), "[\"]a” “b[\"]");
    assert_eq!(found("  ", "a  b \u{a0}"), "a[  ]b \u{a0}");
    assert_eq!(found("n't/r", "don't don’t"), "do[n't] don’t");
}

#[test]
fn an_accent_is_found_however_it_is_put_together() {
    assert_eq!(found("café", "café cafe\u{301}"), "[café] [cafe\u{301}]");
    assert_eq!(found("cafe\u{301}", "café cafe\u{301}"), "[café] [cafe\u{301}]");
}

#[test]
fn a_whole_word_is_no_part_of_a_longer_one() {
    assert_eq!(found("the/w", "the other then, the-end"), "[the] other then, [the]-end");
    assert_eq!(found("don/w", "don don’t don't"), "[don] don’t don't");
    assert_eq!(found("ban/w", "Über-ban übban ban."), "Über-[ban] übban [ban].");
    assert_eq!(found("12/w", "12 12.5 112"), "[12] 12.5 112");
    assert_eq!(found("彼/w", "彼は"), "[彼]は");
    assert_eq!(found("aa/w", "aaa aa"), "aaa [aa]");
}

#[test]
fn of_several_ways_to_read_a_regular_expression_the_whole_word_counts() {
    assert_eq!(found("the|there/wr", "there the other"), "[there] [the] other");
}

#[test]
fn a_regular_expression_knows_lines_and_their_ends() {
    assert_eq!(found("^a/r", "a a\na"), "[a] a\n[a]");
    assert_eq!(found("a$/r", "a a\r\na"), "a [a]\r\n[a]");
    assert_eq!(found("a.*/r", "ab\nac\r\nb"), "[ab]\n[ac]\r\nb");
    assert_eq!(found(r"a\nb/r", "a\nb"), "[a\nb]");
}

#[test]
fn positions_are_found_but_for_those_at_the_end_of_a_hit() {
    assert_eq!(found("^/r", "a\nb"), "[]a\n[]b");
    assert_eq!(found("$/r", "a\r\nb\n"), "a[]\r\nb[]\n[]");
    assert_eq!(found(r"\b/r", "ab c"), "[]ab[] []c[]");
    assert_eq!(found("x*/r", "xaax"), "[x]a[]a[x]");
    assert_eq!(found("é*?/r", "é"), "[]é[]");
    assert_eq!(found("^/r", ""), "[]");
}

#[test]
fn a_position_is_no_whole_word_and_no_plain_one() {
    assert_eq!(found("^|a/wr", "a b"), "[a] b");
    assert_eq!(found("^", "a\n^"), "a\n[^]");
}

#[test]
fn lines_are_put_in_front_and_behind_by_their_positions() {
    assert_eq!(replaced("^/r", "a\n\nb", "> "), "> a\n> \n> b");
    assert_eq!(replaced("$/r", "a\r\nb", "."), "a.\r\nb.");
    assert_eq!(replaced(r"\b/r", "ab", "|$0|"), "||ab||");
    assert_eq!(replaced("(?:^)(a)?/r", "ab\nb", "<$1>"), "<a>b\n<>b");
}

#[test]
fn a_faulty_pattern_says_what_is_wrong_and_where() {
    assert_eq!(
        fault("ab(c"),
        "Unclosed group at character 3. To find the sign itself, put a \\ before it."
    );
    assert_eq!(
        fault("é[a"),
        "Unclosed character class at character 2. To find the sign itself, put a \\ before it."
    );
    assert_eq!(
        fault("*"),
        "Repetition operator missing expression at character 1. To find the sign itself, put a \
         \\ before it."
    );
    assert_eq!(fault(r"(a)\1"), "Backreferences are not supported at character 4.");
}

#[test]
fn a_pattern_that_would_eat_memory_is_refused() {
    let large = "The pattern is too large to search with. Repeat its parts less often.";
    assert_eq!(fault(r"(\w{1000}){1000}"), large);
    assert_eq!(fault(&format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000))), large);
}

#[test]
fn plain_words_of_some_length_are_no_large_pattern() {
    let words = "it's é ".repeat(150);
    assert_eq!(found(&words, &words), format!("[{words}]"));
}

#[test]
fn plain_replacements_are_put_in_as_they_are() {
    assert_eq!(replaced("a", "a b A", "$1\\n"), "$1\\n b $1\\n");
}

#[test]
fn groups_of_a_regular_expression_stand_in_its_replacement() {
    let swap = r"(?P<first>\w+) (\w+)/r";
    assert_eq!(replaced(swap, "one two", "$2 ${first}"), "two one");
    assert_eq!(replaced(swap, "one two", r"$0:\t$1st$$\\"), "one two:\tonest$\\");
    assert_eq!(replaced(", /r", "a, b", r",\n"), "a,\nb");
    assert_eq!(replaced("sum/r", "the sum", "$5 million"), "the $5 million");
    assert_eq!(replaced("(a)|(b)/r", "ab", "<$1$2>"), "<a><b>");
    assert_eq!(replaced("(a)/r", "a", "$12 ${no} ${ $"), "a2 ${no} ${ $");
    assert_eq!(replaced("^(a)/r", "a a\na", "b$1"), "ba a\nba");
}

#[test]
fn what_reads_so_already_is_not_replaced() {
    let pattern = Pattern::of(&query("the")).unwrap();
    let text = "The the THE";
    let replacement = Replacement::of(&pattern, "the");
    let change =
        replace_all(&pattern, Hits::of(&pattern, text).iter(), text, &replacement, usize::MAX)
            .unwrap();
    assert_eq!(change.edits().len(), 2);
}

#[test]
fn hits_are_looked_up_by_place() {
    let pattern = Pattern::of(&query("ab")).unwrap();
    let hits = Hits::of(&pattern, "ab ab ab");
    assert_eq!(hits.within(DraftRange::new(1, 4)).collect::<Vec<_>>(), [0..2, 3..5]);
    assert_eq!(hits.within(DraftRange::new(2, 3)).count(), 0);
    assert_eq!(hits.index_of(DraftRange::from(3..5)), Some(1));
    assert_eq!(hits.index_of(DraftRange::from(3..4)), None);
    assert_eq!((hits.before(3), hits.before(4), hits.before(9)), (1, 2, 3));
    assert_eq!((hits.ended(2), hits.ended(4), hits.ended(9)), (1, 1, 3));
    let positions = Hits::of(&Pattern::of(&query("^|$/r")).unwrap(), "ab\nab");
    assert_eq!(positions.within(DraftRange::new(2, 3)).collect::<Vec<_>>(), [2..2, 3..3]);
}

const QUERIES: [&str; 21] = [
    "a",
    "ab/c",
    "a/w",
    "ab/w",
    "a b",
    "^a/r",
    "b$/r",
    "a.*b/r",
    r"\bab\b/r",
    r"a\s+b/r",
    "[^a]+/r",
    "a|ab/wr",
    r"\Aa|b\z/r",
    "x*/r",
    "^/r",
    "$/r",
    r"\b/r",
    "a*|$/r",
    r"\A|\z/r",
    r"^\s*/r",
    "^|a/wr",
];

proptest! {
    #[test]
    fn hits_that_follow_edits_are_those_of_the_whole_text(
        query_number in 0..QUERIES.len(),
        mut text in "([abA' ]|\n|\r\n|ü){0,40}",
        edits in prop::collection::vec(
            prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, "([ab ]|\n|\r|ü){0,4}"), 1..4), 1..8,
        ),
    ) {
        let pattern = Pattern::of(&query(QUERIES[query_number])).unwrap();
        let mut hits = Hits::of(&pattern, &text);
        for wishes in edits {
            let places: Vec<usize> =
                text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let place = |part: f64| places[(part * (places.len() - 1) as f64) as usize];
            let mut edits: Vec<Edit> = wishes
                .into_iter()
                .map(|(a, b, insert)| {
                    let (a, b) = (place(a), place(b));
                    Edit { range: DraftRange::new(a.min(b), a.max(b)), insert }
                })
                .collect();
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            let mut end = 0;
            edits.retain(|edit| {
                let fits = edit.range.start >= end;
                end = if fits { edit.range.end } else { end };
                fits
            });
            let change = Change::of(edits).unwrap();
            change.apply(&mut text).unwrap();
            hits.follow(&pattern, &text, &change);
            prop_assert_eq!(&hits, &Hits::of(&pattern, &text), "in {:?}", text);
        }
    }

    #[test]
    fn replacing_all_is_what_the_regex_crate_does(
        query_number in 0..QUERIES.len(),
        text in "([abA' ]|\n|\r\n|ü){0,40}",
        replacement in "(>|\\$0|a| ){0,3}",
    ) {
        let typed = QUERIES[query_number];
        // A whole word is a rule of ours.
        prop_assume!(typed.ends_with("/r"));
        let regex = regex::RegexBuilder::new(&query(typed).text)
            .case_insensitive(true)
            .multi_line(true)
            .crlf(true)
            .build()
            .unwrap();
        // Signs in it that name no group are ours as well.
        let meant = regex.replace_all(&text, replacement.replace("$0", "${0}"));
        prop_assert_eq!(replaced(typed, &text, &replacement), meant);
    }

    #[test]
    fn plain_words_are_found_where_a_walk_over_the_text_finds_them(
        words in "[ab.]{1,3}", text in "[ab.\n]{0,40}",
    ) {
        let pattern = Pattern::of(&Query { text: words.clone(), match_case: true, ..Query::default() });
        let hits: Vec<_> = Hits::of(&pattern.unwrap(), &text).iter().collect();
        let walked: Vec<_> = text.match_indices(&words).map(|(at, _)| at..at + words.len()).collect();
        prop_assert_eq!(hits, walked);
    }
}

#[test]
fn a_replacement_that_makes_the_text_too_long_is_counted_and_not_made() {
    let text = "ab ".repeat(1_000);
    let pattern = Pattern::of(&query("(?s)(.+)/r")).unwrap();
    let hits = Hits::of(&pattern, &text);
    // A hundred thousand times three thousand bytes.
    let doubled = Replacement::of(&pattern, &"$1".repeat(100_000));
    let replace = |most| replace_all(&pattern, hits.iter(), &text, &doubled, most);
    assert_eq!(replace(1 << 20), Err(TooLong { length: 300_000_000 }));
    let one = doubled.of_hit(&pattern, &text, DraftRange::from(0..text.len()), 1 << 20);
    assert_eq!(one, Err(TooLong { length: 300_000_000 }));
    let twice = Replacement::of(&pattern, "$1$1");
    assert!(replace_all(&pattern, hits.iter(), &text, &twice, 6_000).is_ok());
    assert_eq!(
        replace_all(&pattern, hits.iter(), &text, &twice, 5_999),
        Err(TooLong { length: 6_000 })
    );
}

#[test]
fn hits_that_shrink_behind_others_that_grow_count_together() {
    let pattern = Pattern::of(&query("a+|b/r")).unwrap();
    let text = "b aaaa";
    let hits = Hits::of(&pattern, text);
    let longer = Replacement::of(&pattern, "ccc");
    assert!(replace_all(&pattern, hits.iter(), text, &longer, 7).is_ok());
    assert_eq!(replace_all(&pattern, hits.iter(), text, &longer, 6), Err(TooLong { length: 7 }));
}
