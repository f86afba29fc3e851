//! Enter and Tab in texts with a marked caret.

use super::*;

/// Presses Enter in a text in which `|` is the caret.
fn enter(text: &str) -> Option<String> {
    let caret = text.find('|')?;
    let mut text = text.replace('|', "");
    let (change, caret) = continue_list(&Document::new(text.clone()), caret)?;
    change.apply(&mut text).unwrap();
    Some(format!("{}|{}", &text[..caret], &text[caret..]))
}

/// Presses Tab, or Shift and Tab, in a text in which `|` is the caret.
fn tab(text: &str, out: bool) -> Option<String> {
    let caret = text.find('|')?;
    let mut text = text.replace('|', "");
    let (change, caret) = indent(&Document::new(text.clone()), DraftRange::at(caret), out)?;
    change.apply(&mut text).unwrap();
    Some(format!("{}|{}", &text[..caret.start], &text[caret.start..]))
}

#[test]
fn a_list_goes_on_with_its_next_marker() {
    for (before, after) in [
        ("- one|", "- one\n- |"),
        ("  9. one|", "  9. one\n  10. |"),
        ("- [x] one| two", "- [x] one\n- [ ] | two"),
        ("> said|", "> said\n> |"),
        ("> - a|\r\nb", "> - a\r\n> - |\r\nb"),
    ] {
        assert_eq!(enter(before).as_deref(), Some(after));
    }
}

#[test]
fn items_below_a_new_one_count_on() {
    assert_eq!(enter("1. a|\n2. b\n3. c").as_deref(), Some("1. a\n2. |\n3. b\n4. c"));
    assert_eq!(enter("1. a\n1. b|\n1. c").as_deref(), Some("1. a\n1. b\n1. |\n1. c"));
    assert_eq!(enter("1. a|\n   1. in\n2. b").as_deref(), Some("1. a\n2. |\n   1. in\n3. b"));
}

#[test]
fn lists_within_the_items_below_keep_the_numbers_that_they_have() {
    let below = "\n- b\n  1. x\n  5. y";
    assert_eq!(enter(&format!("- a|{below}")), Some(format!("- a\n- |{below}")));
    let after = "1. a\n2. |\n3. b\n   1. x\n   5. y\n4. c";
    assert_eq!(enter("1. a|\n2. b\n   1. x\n   5. y\n3. c").as_deref(), Some(after));
    let after = "1. a\n   1. b|\n2. c\n   3. x\n   7. y";
    assert_eq!(tab("1. a\n2. b|\n3. c\n   3. x\n   7. y", false).as_deref(), Some(after));
}

#[test]
fn an_item_without_words_goes_out_one_level() {
    for (before, after) in [
        ("- one\n- |", "- one\n\n|"),
        ("1. one\n2. |", "1. one\n\n|"),
        ("- |", "\n|"),
        ("- a\n  - b\n  - |", "- a\n  - b\n- |"),
        ("1. a\n   - b\n   - |\n2. c", "1. a\n   - b\n2. |\n3. c"),
        ("- a\n- |\nwords", "- a\n\n|\n\nwords"),
        ("- a\n- |\n\nwords", "- a\n\n|\n\nwords"),
        ("- a\r\n- |\r\n", "- a\r\n\r\n|\r\n"),
    ] {
        assert_eq!(enter(before).as_deref(), Some(after), "{before:?}");
    }
}

#[test]
fn a_quotation_is_left_behind_a_blank_line() {
    for (before, after) in [
        ("> said\n> |", "> said\n\n|"),
        ("> > a\n> > |", "> > a\n>\n> |"),
        ("> - a\n> - |", "> - a\n>\n> |"),
        ("> said\n> |\n> more", "> said\n\n|\n\n> more"),
    ] {
        assert_eq!(enter(before).as_deref(), Some(after), "{before:?}");
    }
}

#[test]
fn other_lines_are_only_broken() {
    for text in ["words|", "|- one", "-|", "3.5 percent|", "**bold**|"] {
        assert_eq!(enter(text), None, "{text}");
    }
}

#[test]
fn an_item_moves_in_to_the_words_of_the_one_above_it() {
    for (before, after) in [
        ("- a\n- b|", "- a\n  - b|"),
        ("1. a\n2. b|", "1. a\n   1. b|"),
        ("10. a\n11. b|", "10. a\n    1. b|"),
        ("1. a\n   1. in\n2. b|", "1. a\n   1. in\n   2. b|"),
        ("1. a\n2. b|\n3. c", "1. a\n   1. b|\n2. c"),
        ("- [ ] a\n- [ ] b|", "- [ ] a\n  - [ ] b|"),
        ("> - a\n> - b|", "> - a\n>   - b|"),
        ("- a|", "- a|"),
    ] {
        assert_eq!(tab(before, false).as_deref(), Some(after), "{before:?}");
    }
    assert_eq!(tab("words|", false), None);
}

#[test]
fn an_item_moves_out_and_counts_on() {
    for (before, after) in [
        ("- a\n  - b|", "- a\n- b|"),
        ("1. a\n   1. in\n   2. b|\n2. c", "1. a\n   1. in\n2. b|\n3. c"),
        ("- a|", "- a|"),
    ] {
        assert_eq!(tab(before, true).as_deref(), Some(after), "{before:?}");
    }
}

#[test]
fn a_key_at_the_end_of_a_long_list_reads_no_more_of_it_than_of_a_short_one() {
    let list = |items: usize| {
        let item = |number| format!("{number}. item\n   1. inner\n");
        let list: String = (1..=items).map(item).collect();
        Document::new(list + &format!("{}. last", items + 1))
    };
    let (short, long) = (list(5), list(3_000));
    let work = |document: &Document| {
        let caret = document.text().len();
        [false, true].map(|out| {
            let key = || drop(indent(document, DraftRange::at(caret), out));
            allocation_counter::measure(key).count_total
        })
    };
    let enter = |document: &Document| {
        let caret = document.text().len();
        let key = || drop(continue_list(document, caret));
        allocation_counter::measure(key).count_total
    };
    assert!(enter(&short) > 0, "allocations are counted");
    assert!(enter(&long) <= enter(&short));
    assert!(work(&long) <= work(&short));
}
