//! Several articles in one window.

use super::journeys;
use crate::support::writer::Writer;

journeys! {
    a_new_article_gets_a_tab_and_the_other_one_waits:
        "", "first {ctrl+n}Second⏎other words{ctrl+Prior}back" => "first back";
    a_tab_is_closed_and_the_keyboard_is_the_other_articles:
        "", "first {ctrl+t}{ctrl+w}back" => "first back";
    tabs_are_gone_through_round_the_end:
        "", "first {ctrl+t}{ctrl+Next}back{ctrl+Next}{ctrl+Next} again" => "first back again";
    what_undo_takes_back_is_of_the_tab_that_is_shown:
        "", "first{ctrl+n}Second⏎other{ctrl+Prior}{ctrl+z}after" => "after";
    the_end_that_was_called_off_in_another_tab_loses_nothing:
        "", "first {ctrl+n}Second⏎other{ctrl+q}{Escape}{ctrl+Prior}back" => "first back";
}

#[test]
pub(super) fn a_project_that_is_open_in_another_tab_is_shown_there() {
    let Some(writer) = Writer::opens("") else { return };
    writer.types("first {ctrl+t}{ctrl+o}{ctrl+a}");
    writer.types(writer.path().to_str().unwrap());
    writer.types("⏎");
    writer.types("back");
    assert_eq!(writer.saves(), "first back");
}

#[test]
fn words_in_a_tab_that_is_not_shown_are_in_the_journal() {
    let Some(writer) = Writer::opens("") else { return };
    writer.types("{ctrl+n}Second⏎hidden words{ctrl+Prior}shown");
    let draft = writer.journalled("hidden words");
    assert!(draft.starts_with("# Second\n\nhidden words"), "{draft}");
}
