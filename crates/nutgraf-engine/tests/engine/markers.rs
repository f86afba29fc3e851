//! The marks by which tests say where selections, carets and anchors stand.

use crate::support::markers::{Marked, bracketed, marked, with_marks};

#[test]
fn marks_are_taken_out_and_their_places_are_of_the_text_without_them() {
    let found = marked("a ⟦quöte⟧ ⟦b⟧|");
    let ranges = vec![2..8, 9..10];
    assert_eq!(found, Marked { text: "a quöte b".into(), ranges, caret: Some(10) });
    let found = marked("⟦an ⟦in|ner⟧ one⟧ and ⟦⟧none");
    assert_eq!(found.text, "an inner one and none");
    assert_eq!((found.ranges, found.caret), (vec![0..12, 3..8, 17..17], Some(5)));
    assert_eq!(marked("plain"), Marked { text: "plain".into(), ranges: vec![], caret: None });
}

#[test]
fn a_stroke_is_a_sign_like_another_where_no_caret_is_looked_for() {
    let (text, ranges) = bracketed("| ⟦a⟧ | ⟦b⟧ |");
    assert_eq!((text.as_str(), ranges), ("| a | b |", vec![2..3, 6..7]));
}

#[test]
#[should_panic(expected = "a mark is not closed")]
fn a_mark_that_is_not_closed_is_an_error_of_the_test() {
    marked("a ⟦quote");
}

#[test]
#[should_panic(expected = "a mark that opens")]
fn a_mark_that_was_not_opened_is_an_error_of_the_test() {
    marked("a quote⟧");
}

#[test]
#[should_panic(expected = "two carets")]
fn two_carets_are_an_error_of_the_test() {
    marked("a | b |");
}

#[test]
fn marks_are_put_in_where_they_were_taken_out() {
    for text in ["", "|", "a ⟦quöte⟧ b|", "⟦one⟧⟦two⟧ |x", "⟦a⟧ and ⟦b⟧"] {
        let found = marked(text);
        assert_eq!(with_marks(&found.text, &found.ranges, found.caret), text);
    }
}
