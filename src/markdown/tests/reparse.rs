//! A structure that follows edits is the structure of a whole parse.

use proptest::prelude::*;

use super::{super::*, properties::PIECES};
use crate::text::Change;

/// An edit as the tests draw it: where, how much goes, what comes.
type Drawn = (prop::sample::Index, usize, String);

/// What a writer types, pastes and deletes.
fn drawn() -> impl Strategy<Value = Drawn> {
    let typed = prop_oneof![
        3 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => prop::collection::vec(prop::sample::select(PIECES), 1..6)
            .prop_map(|pieces| pieces.concat()),
        1 => Just(String::new()),
    ];
    (any::<prop::sample::Index>(), prop_oneof![3 => 0_usize..4, 1 => 0_usize..60], typed)
}

fn change(text: &str, (at, length, insert): Drawn) -> Change {
    let boundaries: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let start = at.index(boundaries.len());
    let end = (start + length).min(boundaries.len() - 1);
    Change::replace(boundaries[start]..boundaries[end], insert)
}

fn follows(start: &str, edits: Vec<Drawn>) -> Result<(), TestCaseError> {
    let mut text = start.to_owned();
    let mut structure = Structure::parse(&text);
    for edit in edits {
        let change = change(&text, edit);
        let before = text.clone();
        change.apply(&mut text).unwrap();
        structure.reparse(&text, &change);
        let whole = Structure::parse(&text);
        if structure != whole {
            let differ = first_difference(&structure, &whole);
            return Err(TestCaseError::fail(format!("{before:?}\n{change:?}\n{text:?}\n{differ}")));
        }
    }
    Ok(())
}

/// Where each list of two structures differs first.
fn first_difference(now: &Structure, whole: &Structure) -> String {
    fn tell<T: std::fmt::Debug + PartialEq>(name: &str, now: &[T], whole: &[T]) -> String {
        let same = now.iter().zip(whole).take_while(|(now, whole)| now == whole).count();
        match (now.get(same), whole.get(same)) {
            (None, None) => String::new(),
            (now, whole) => format!("{name} {same}:\n  now   {now:?}\n  whole {whole:?}\n"),
        }
    }
    [
        tell("blocks", &now.blocks, &whole.blocks),
        tell("headings", &now.headings, &whole.headings),
        tell("spans", &now.spans, &whole.spans),
        tell("prose", &now.prose, &whole.prose),
        tell("citations", &now.citations, &whole.citations),
        tell("sentences", &now.sentences, &whole.sentences),
        tell("quotations", &now.quotations, &whole.quotations),
        tell("leaves", &now.leaves, &whole.leaves),
        tell("labels", &now.labels, &whole.labels),
    ]
    .concat()
}

/// A draft with everything that drafts have.
const DRAFT: &str = "# Why *this* ban?\n\nOne “two three [@key]” four. Five[^1] “six\n\n\
    “seven” eight: [nine][ref] ten.\n\n> A quote of\n> two lines “within”.\n>\n> — Name [@a]\n\n\
    - item one\n- item **two**\n\n  more of it\n\n| a | b |\n|---|---|\n| “c” | d |\n\n\
    ```rust\nlet x = “y”;\n```\n\n[ref]: http://x.y \"title\"\n\n[^1]: A note “of it”.\n\n\
    Puts it so:\n\n> another\n\n    code\n\n<div>\nhtml\n</div>\n\n1. first\n2. second\n\n\
    Heading\n-------\n\n* * *\n\nEnd *of* it @key [p. 3].\n";

proptest! {
    #[test]
    fn after_any_edits_of_a_draft_it_is_that_of_a_whole_parse(
        edits in prop::collection::vec(drawn(), 1..8),
    ) {
        follows(DRAFT, edits)?;
    }

    #[test]
    fn after_any_edits_of_any_markdown_it_is_that_of_a_whole_parse(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        edits in prop::collection::vec(drawn(), 1..6),
    ) {
        follows(&pieces.concat(), edits)?;
    }
}
