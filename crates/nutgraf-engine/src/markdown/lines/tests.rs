//! Lines moved, duplicated, joined and deleted, in texts with a marked selection.

use proptest::prelude::*;

use super::*;

/// Does something to a text in which `|` is the caret or `⟦…⟧` the selection.
fn after(marked: &str, edit: impl Fn(LineEdits<'_>, DraftRange) -> DraftEdit) -> String {
    let (start, end) = match marked.find('|') {
        Some(at) => (at, at),
        None => {
            let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
            (marked.find('⟦').unwrap(), end)
        }
    };
    let mut text = marked.replace(['|', '⟦', '⟧'], "");
    let (document, structure) = (Document::new(text.clone()), Structure::parse(&text));
    let lines = LineEdits { document: &document, structure: &structure };
    let DraftEdit { change, selection, moved } = edit(lines, DraftRange::new(start, end));
    change.apply(&mut text).unwrap();
    for Moved { from, to } in moved {
        assert_eq!(&text[to..to + from.len()], &document.text()[from], "what moved is there");
    }
    let DraftRange { start, end } = selection;
    if start == end {
        return format!("{}|{}", &text[..start], &text[start..]);
    }
    format!("{}⟦{}⟧{}", &text[..start], &text[start..end], &text[end..])
}

fn up(text: &str) -> String {
    after(text, |lines, selection| lines.moved(selection, true))
}

fn down(text: &str) -> String {
    after(text, |lines, selection| lines.moved(selection, false))
}

#[test]
fn a_line_passes_the_line_beside_it() {
    assert_eq!(up("one\ntwo|\nthree"), "two|\none\nthree");
    assert_eq!(down("one\ntwo|\nthree"), "one\nthree\ntwo|");
    assert_eq!(down("|one\r\ntwo"), "two\r\n|one");
    assert_eq!(up("one\n⟦two\nthree⟧\n"), "⟦two\nthree⟧\none\n");
    assert_eq!(up("o|ne\ntwo"), "o|ne\ntwo");
    assert_eq!(down("one\ntw|o"), "one\ntw|o");
}

#[test]
fn a_paragraph_passes_a_whole_block_and_stays_between_blank_lines() {
    assert_eq!(up("one\n\ntw|o\n"), "tw|o\n\none\n");
    assert_eq!(up("- a\n- b\n\ntw|o"), "tw|o\n\n- a\n- b");
    assert_eq!(down("on|e\n\n```\na\n\nb\n```\n"), "```\na\n\nb\n```\n\non|e\n");
    assert_eq!(up("> a\n>\n> b|"), "> b|\n>\n> a");
    assert_eq!(down("# T|\n\n\nwords"), "words\n\n\n# T|");
}

#[test]
fn an_item_moves_with_what_is_part_of_it() {
    assert_eq!(up("- a\n  - x\n- b|\n  - y\n- c"), "- b|\n  - y\n- a\n  - x\n- c");
    assert_eq!(down("- a|\n  - x\n\n- b\n"), "- b\n\n- a|\n  - x\n");
    assert_eq!(down("- a\n  - x|\n  - y\n- b"), "- a\n  - y\n  - x|\n- b");
    assert_eq!(down("- a\n  go|es on\n- b"), "- b\n- a\n  go|es on");
    assert_eq!(up("- a\n  - x|\n- b"), "- a\n  - x|\n- b");
    assert_eq!(up("words\n\n- a|"), "words\n\n- a|");
}

#[test]
fn numbered_items_count_on_when_they_move() {
    assert_eq!(up("1. a\n2. b|\n3. c"), "1. b|\n2. a\n3. c");
    assert_eq!(down("1. a|\n1. b"), "1. b\n1. a|");
    assert_eq!(down("9. a|\n   - x\n10. b\n    - y\n"), "9. b\n   - y\n10. a|\n    - x\n");
}

#[test]
fn lines_of_code_are_lines() {
    assert_eq!(up("```\na\n\nb|\n```"), "```\na\nb|\n\n```");
    for still in ["```\nb|\n```", "```|\nb\n```", "---\ntitle: a|\n---\n\nwords"] {
        assert_eq!((up(still), down(still)), (still.to_owned(), still.to_owned()));
    }
}

#[test]
fn a_line_or_what_is_selected_is_put_once_more() {
    let twice = |text: &str| after(text, |lines, selection| lines.duplicated(selection));
    assert_eq!(twice("on|e\ntwo"), "one\non|e\ntwo");
    assert_eq!(twice("a\r\non|e"), "a\r\none\r\non|e");
    assert_eq!(twice("a ⟦b⟧ c"), "a b⟦b⟧ c");
    assert_eq!(twice("1. a|\n2. b"), "1. a\n2. a|\n3. b");
}

#[test]
fn lines_are_deleted_and_the_caret_keeps_its_column() {
    let gone = |text: &str| after(text, |lines, selection| lines.deleted(selection));
    assert_eq!(gone("one\ntw|o\nthree"), "one\nth|ree");
    assert_eq!(gone("one\r\ntwo|"), "one|");
    assert_eq!(gone("one|"), "|");
    assert_eq!(gone("1. a|\n2. b\n3. c"), "1. b|\n2. c");
    assert_eq!(gone("1. a\n2. b|\n3. c"), "1. a\n2. c|");
    assert_eq!(gone("⟦one\ntwo\n⟧three"), "|three");
}

#[test]
fn lines_are_joined_by_a_blank() {
    let joined = |text: &str| after(text, |lines, selection| lines.joined(selection));
    assert_eq!(joined("o|ne \n  two\nthree"), "one |two\nthree");
    assert_eq!(joined("one|\r\n\r\ntwo"), "one |two");
    assert_eq!(joined("- a|\n- b"), "- a |b");
    assert_eq!(joined("> a|\n> b"), "> a |b");
    assert_eq!(joined("|\ntwo"), "|two");
    assert_eq!(joined("⟦one\ntwo\nthree⟧\nfour"), "⟦one two three⟧\nfour");
    assert_eq!(joined("one|"), "one|");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn moving_keeps_every_line_and_the_caret_stays_on_its_own(
        kinds in prop::collection::vec(
            prop::sample::select(vec!["word", "- item", "  - inner", "> said", "", "  more"]), 1..9
        ),
        ending in prop::sample::select(vec!["\n", "\r\n"]),
        is_ended in any::<bool>(),
        place in any::<prop::sample::Index>(),
        up in any::<bool>(),
    ) {
        let lines: Vec<String> = kinds
            .iter()
            .enumerate()
            .map(|(at, kind)| if kind.is_empty() { String::new() } else { format!("{kind}{at}") })
            .collect();
        let mut text = lines.join(ending);
        if is_ended {
            text.push_str(ending);
        }
        let document = Document::new(text.clone());
        let structure = Structure::parse(&text);
        let line = place.index(document.line_count());
        let caret = DraftRange::at(Row::of(&document, line).end);
        let edit = LineEdits { document: &document, structure: &structure }.moved(caret, up);
        let mut after = text.clone();
        edit.change.apply(&mut after).unwrap();
        let sorted = |text: &str| {
            let mut lines: Vec<_> = text.split(ending).map(str::to_owned).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(sorted(&after), sorted(&text), "{:?}", after);
        let now = Document::new(after.clone());
        let own = Row::of(&now, now.line_at(edit.selection.start));
        let was = Row::of(&document, line);
        prop_assert_eq!(&after[own.start..own.end], &text[was.start..was.end]);
    }
}
