//! The rules of following spans through a change from outside, case by case.

use super::*;
use crate::range::DraftRange;

/// The words of `⟦…⟧` in the old text, and what stands for them in the new one.
fn after(old: &str, new: &str) -> Option<String> {
    let start = old.find('⟦').unwrap();
    let end = old.find('⟧').unwrap() - '⟦'.len_utf8();
    let old = old.replace(['⟦', '⟧'], "");
    let followed = Comparison::new(&old, new).follow(DraftRange::from(start..end));
    followed.range().map(|range| new[range].to_owned())
}

const BEFORE: &str = "The office opened in March and closed again before the summer. ";
const BEHIND: &str = " Nobody in the ministry had asked for a second reading of the draft.";

fn in_place(old: &str, new: &str) -> Option<String> {
    after(&format!("{BEFORE}⟦{old}⟧{BEHIND}"), &format!("{BEFORE}{new}{BEHIND}"))
}

#[test]
fn a_sentence_that_did_not_change_is_followed_wherever_it_stands() {
    let sentence = "Four of the staff looked at the whole list.";
    assert_eq!(in_place(sentence, sentence).as_deref(), Some(sentence));
    let new = format!("{sentence} Something else was put in here.{BEHIND}\n\n{BEFORE}");
    assert_eq!(after(&format!("{BEFORE}⟦{sentence}⟧{BEHIND}"), &new).as_deref(), Some(sentence));
}

#[test]
fn words_that_were_edited_in_their_place_are_followed() {
    assert_eq!(
        in_place("Four staff looked at the list.", "Five people looked at the list.").as_deref(),
        Some("Five people looked at the list.")
    );
    assert_eq!(
        in_place(
            "Four staff looked at the list.",
            "In the end four staff looked twice at the list."
        )
        .as_deref(),
        Some("four staff looked twice at the list.")
    );
}

#[test]
fn a_sentence_that_was_taken_out_is_not_put_on_a_lookalike() {
    let (gone, other) = (
        "In 2019 the city counted 4,200 cargo bikes on its roads.",
        "In 2021 the city counted 7,900 cargo bikes on its roads.",
    );
    let far = "\n\nA whole paragraph stands between the two, about roads and bikes and about nothing else.\n\n";
    let old = format!("{BEFORE}⟦{gone}⟧{BEHIND}{far}{other}");
    assert_eq!(after(&old, &format!("{BEFORE}{BEHIND}{far}{other}")), None);
    let side_by_side = format!("{BEFORE}⟦{gone}⟧ {other}{BEHIND}");
    assert_eq!(after(&side_by_side, &format!("{BEFORE}{other}{BEHIND}")), None);
    let turned = format!("{BEFORE}{other} ⟦{gone}⟧{BEHIND}");
    assert_eq!(after(&turned, &format!("{BEFORE}{other}{BEHIND}")), None);
}

#[test]
fn signs_and_halves_of_words_at_the_edges_are_kept() {
    assert_eq!(
        in_place("\"four staff looked\"", "\"four men looked\"").as_deref(),
        Some("\"four men looked\"")
    );
    let old = format!("{BEFORE}Four st⟦aff looked at the li⟧st.{BEHIND}");
    let new = format!("{BEFORE}Four staff have looked at the list.{BEHIND}");
    assert_eq!(after(&old, &new).as_deref(), Some("aff have looked at the li"));
}

#[test]
fn the_change_between_two_texts_leads_from_one_to_the_other() {
    let (old, new) =
        ("One two three. Four five, six.\r\n\r\nEnd", "Two one three! four five six.\r\nEnd.");
    for (a, b) in [(old, new), (new, old), ("", new), (old, ""), (old, old)] {
        let change = Comparison::new(a, b).change();
        let mut text = a.to_owned();
        change.apply(&mut text).unwrap();
        assert_eq!(text, b);
    }
}

#[test]
fn texts_that_repeat_themselves_cost_no_more_than_others() {
    let old = "Nobody knew why. ".repeat(6_000);
    let new = format!("{}Everybody knew. {}", &old[..17 * 3_000], &old[17 * 3_001..]);
    let spans: Vec<_> = (0..1_000).map(|at| DraftRange::new(at * 102, at * 102 + 16)).collect();
    let followed = reanchor(&old, &new, &spans);
    let same = followed.iter().filter(|place| matches!(place, Followed::Same(_))).count();
    assert!(same >= 990, "{same}");
    reanchor(&old, &"why knew Nobody. ".repeat(6_000), &spans);
    reanchor(&"a ".repeat(50_000), &"a b ".repeat(30_000), &spans[..100]);
}
