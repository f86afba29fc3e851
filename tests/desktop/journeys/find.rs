//! Finding, replacing, and going to places of the draft.

use super::journeys;
use crate::support::writer::Writer;

journeys! {
    a_number_leads_to_its_line:
        "one\ntwo\nthree\n", "{ctrl+alt+g}2⏎X" => "one\nXtwo\nthree\n";
    a_number_beyond_the_draft_leads_to_its_last_line:
        "one\ntwo\nthree", "{ctrl+Home}{ctrl+alt+g}99⏎X" => "one\ntwo\nXthree";
    letters_of_a_heading_lead_to_it:
        "# Ban\n\n## What the law says\n\nIt bans.\n",
        "{ctrl+alt+g}lawsays⏎ now" => "# Ban\n\n## What the law says now\n\nIt bans.\n";
    the_arrows_choose_the_heading_to_go_to:
        "# One\n\n# Two\n\n# Three\n", "{ctrl+Home}{ctrl+alt+g}{Down}⏎X" => "# One\n\n# TwoX\n\n# Three\n";
    the_caret_is_where_it_was_when_going_somewhere_was_given_up:
        "one\ntwo", "{ctrl+alt+g}1{Escape}X" => "one\ntwoX";
    a_search_with_several_lines_selected_is_in_them_alone:
        "one\none\none\n", "{ctrl+Home}{Down}{shift+Down}{shift+End}{ctrl+h}one{Tab}two{alt+a}{Escape}"
            => "one\ntwo\ntwo\n";
    a_search_in_lines_is_forgotten_when_the_bar_is_closed:
        "one\none\none\n", "{ctrl+Home}{Down}{shift+Down}{shift+End}{ctrl+f}{Escape}\
         {ctrl+Home}{ctrl+h}one{Tab}two{alt+a}{Escape}" => "two\ntwo\ntwo\n";
    each_line_is_given_a_sign_in_front_of_it:
        "one\ntwo", "{ctrl+h}{alt+r}^{Tab}> {alt+a}{Escape}" => "> one\n> two";
    one_undo_takes_away_what_was_put_at_the_end_of_each_line:
        "one\ntwo", "{ctrl+h}{alt+r}${Tab}.{alt+a}{Escape}{ctrl+z}X" => "oneX\ntwo";
    positions_are_replaced_one_after_the_other:
        "one\ntwo\nthree", "{ctrl+Home}{ctrl+h}{alt+r}^{Tab}> ⏎⏎{Escape}" => "> one\n> two\nthree";
}

/// What a search through everything leads to, by keyboard alone.
#[test]
fn a_hit_of_the_search_through_everything_is_gone_to_in_the_draft() {
    let Some(writer) = Writer::opens_with_quotes("# Rivers\n\nA reel turns.\n") else { return };
    writer.types("{ctrl+End}{ctrl+shift+f}reel⏎X");
    assert_eq!(writer.saves(), "# Rivers\n\nA Xreel turns.\n");
}

#[test]
fn a_hit_in_a_source_is_shown_in_the_reader_and_typing_goes_on_in_the_draft() {
    let Some(writer) = Writer::opens_with_quotes("One. ") else { return };
    writer.types("{ctrl+End}{ctrl+shift+f}nobody asked⏎Two.");
    assert_eq!(writer.saves(), "One. Two.");
}

#[test]
fn the_draft_has_the_keyboard_after_the_search_through_everything_was_left() {
    let Some(writer) = Writer::opens("before ") else { return };
    writer.types("{ctrl+End}{ctrl+shift+f}before{Down}{Escape}after");
    assert_eq!(writer.saves(), "before after");
}
