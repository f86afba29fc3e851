//! A structure that follows edits is the structure of a whole parse.

use proptest::prelude::*;

use super::{super::*, properties::PIECES};
use crate::{
    range::DraftRange,
    text::{Change, Edit, Gapped, Shift},
};

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
    fn list<T: Shift>(places: &Gapped<T>) -> Vec<T> {
        places.iter().collect()
    }
    [
        tell("blocks", &list(&now.blocks), &list(&whole.blocks)),
        tell("headings", &now.headings, &whole.headings),
        tell("spans", &list(&now.spans), &list(&whole.spans)),
        tell("prose", &list(&now.prose), &list(&whole.prose)),
        tell("citations", &now.citations, &whole.citations),
        tell("sentences", &list(&now.sentences), &list(&whole.sentences)),
        tell("quotations", &now.quotations, &whole.quotations),
        tell("leaves", &list(&now.leaves), &list(&whole.leaves)),
        tell("labels", &now.labels.list(), &whole.labels.list()),
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

/// Every construct of CommonMark and of the extensions that we read, a block or a
/// few each, in ways that an edit nearby may turn into something else.
const CONSTRUCTS: &[&str] = &[
    // Headings: ATX, closed, empty, setext over several lines and in containers.
    "# One\n",
    "### Three ###\n",
    "#\n",
    "Two\n---\n",
    "Two *lines\nof* it\n===\n",
    "> Q\n> ---\n",
    "- Item\n  ===\n",
    // Rules.
    "***\n",
    " - - -\n",
    "___\n",
    // Paragraphs: hard breaks of both kinds, lazy lines, leading spaces.
    "A line  \nwith a break\\\nand “another”.\n",
    "   Three spaces\n  and two.\n",
    // Block quotes: lazy, nested, with blocks in them.
    "> A quote\nlazy line\n> more\n",
    "> > Deep “quote”\n>> deeper\n> still\n",
    "> - item\n>   > quote\n>\n> ```\n> code\n> ```\n",
    "> one\n\n> two\n",
    "Says so [@a]:\n\n> “Four staff”\n>\n> — Jane Doe\n",
    "> [!NOTE]\n> Not a quotation.\n",
    // Lists: tight, loose, nested, ordered, changed bullets, empty items, tasks.
    "- a\n- b\n- c\n",
    "- a\n\n- b\n\n  more\n",
    "- a\n  - b\n    - c\n\n      deep\n- d\n",
    "1. one\n2. two\n\n   1) nested\n3. three\n",
    "7) seven\n8) eight\n",
    "* star\n+ plus\n",
    "-\n- \n-   three\n",
    "- [ ] to do\n- [x] done “well”\n",
    "- ```\n  code\n  ```\n- # Heading\n",
    "10. ten\nlazy\n\n    indented\n",
    // Code: fenced with backticks and tildes, unclosed, indented.
    "```rust\nlet x = “y”;\n```\n",
    "~~~~\n```\n~~~\n~~~~\n",
    "````\n",
    "    indented\n\n    code\n",
    "\ttab\n",
    // HTML blocks of all seven kinds.
    "<script>\nlet a = 1;\n\n</script>\n",
    "<pre>\n\ntext</pre>\n",
    "<!-- a\n\ncomment -->\n",
    "<?php\n\n?>\n",
    "<!DOCTYPE html>\n",
    "<![CDATA[\n\n]]>\n",
    "<div>\n*html*\n</div>\n",
    "<a-tag>\nwords\n</a-tag>\n",
    "<del>\n\n*md*\n\n</del>\n",
    // Links: inline, all three kinds of references, definitions with all their parts.
    "[one](http://x.y \"t\") ![i](<p q.png>) <http://a.b> <a@b.c>\n",
    "[full][ref], [Ref][], [ref] and ![ref].\n",
    "[two\nlines][A  b] [a b][] [a\nb]\n",
    "> [in a\n> quote] and [ref]\n",
    "[ref]: http://x.y \"title\"\n",
    "[REF]: <second> 'one'\n",
    "[a b]:\n  http://x.y\n  \"over\n  lines\"\n",
    "[in a quote]: u\nrest of “it”\n",
    "> [ref]: in a quote\n",
    "[ẞ]: u\n\n[SS] [ß]\n",
    "[a\\]b]: u\n\n[a\\]b]\n",
    // Notes.
    "Noted[^1], again[^1], and[^long].\n",
    "[^1]: A note “of it”.\n",
    "[^long]: First.\n\n    Second “part”.\n\n    > quoted\n",
    "[^1]: twice\n",
    // Tables.
    "| a | b |\n|---|:-:|\n| “c” | d \\| e |\n| f\n",
    "a | b\n- | -\nc | `d|e`\n",
    "| [ref] | [a\\|b] |\n|---|---|\n",
    // Inline: code over lines, emphasis of every depth, entities, raw HTML, breaks.
    "`code` ``a ` b`` `over\nlines`\n",
    "*a **b** c* __d _e_ f__ ~~g~~ ***h***\n",
    "&amp; &quot;in&quot; &#8220;x&#8221; &nope; \\* \\[\n",
    "a <b>c</b> <br> <!-- d --> e\n",
    "http://x.org/@a and @key [p. 3; @b] [see @a, p. 1; -@b].\n",
    // Quotations over paragraphs, nested and left open.
    "“One\n\n“two\n\n“three” he said.\n",
    "He said “an ‘inner’ one” [@a]. “Left open\n",
    "„Deutsch“ «français» \"straight 'in' it\"\n",
    // Front matter and what looks like it.
    "---\ntitle: T\n---\n",
    "---\n",
    "...\n",
];

/// Texts of whole constructs, with the line breaks of every system between them.
fn constructed() -> impl Strategy<Value = String> {
    let construct = prop::sample::select(CONSTRUCTS);
    let gap = prop_oneof![4 => Just("\n"), 2 => Just(""), 1 => Just("\n\n"), 1 => Just("  ")];
    let parts = prop::collection::vec((construct, gap), 1..16);
    (parts, 0_usize..6).prop_map(|(parts, breaks)| {
        let text: String = parts.iter().flat_map(|(construct, gap)| [*construct, *gap]).collect();
        match breaks {
            0 => text.replace('\n', "\r\n"),
            1 => text.replace('\n', "\r"),
            _ => text,
        }
    })
}

/// What may be typed or pasted among constructs.
fn drawn_among_constructs() -> impl Strategy<Value = Drawn> {
    let typed = prop_oneof![
        3 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => prop::sample::select(CONSTRUCTS).prop_map(str::to_owned),
        1 => prop::sample::select(&["\n", "\n\n", " ", "\r\n", "\r", "    "][..])
            .prop_map(str::to_owned),
        2 => Just(String::new()),
    ];
    (any::<prop::sample::Index>(), prop_oneof![3 => 0_usize..4, 1 => 0_usize..60], typed)
}

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

    #[test]
    fn after_any_edits_among_all_constructs_it_is_that_of_a_whole_parse(
        text in constructed(),
        edits in prop::collection::vec(drawn_among_constructs(), 1..8),
    ) {
        follows(&text, edits)?;
    }

    #[test]
    fn edits_at_several_places_at_once_are_followed(
        text in constructed(),
        places in prop::collection::vec(drawn_among_constructs(), 1..5),
    ) {
        let boundaries: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut edits: Vec<Edit> = places
            .into_iter()
            .map(|(at, length, insert)| {
                let start = at.index(boundaries.len());
                let end = (start + length).min(boundaries.len() - 1);
                Edit { range: DraftRange::new(boundaries[start], boundaries[end]), insert }
            })
            .collect();
        edits.sort_by_key(|edit| edit.range.start);
        let mut end = 0;
        edits.retain(|edit| {
            let is_behind = edit.range.start >= end;
            end = end.max(edit.range.end);
            is_behind
        });
        let change = Change::of(edits).unwrap();
        let mut structure = Structure::parse(&text);
        let mut after = text.clone();
        change.apply(&mut after).unwrap();
        structure.reparse(&after, &change);
        let whole = Structure::parse(&after);
        prop_assert!(structure == whole, "{text:?}\n{change:?}\n{}", first_difference(&structure, &whole));
    }
}
