//! The menus by keyboard.

use super::journeys;
use crate::support::writer::Writer;

journeys! {
    a_menu_opens_by_its_letter_with_its_first_entry_chosen:
        "one", "X{alt+e}⏎" => "one";
    a_menu_is_walked_by_the_arrows:
        "", "before {alt+o}{Down}⏎after" => "before *after*";
    what_a_menu_took_back_it_does_again:
        "one", "X{alt+e}⏎{alt+e}⏎" => "oneX";
    the_menus_open_by_f10_and_the_arrow_goes_to_the_next:
        "one", "X{F10}{Right}⏎" => "one";
    the_arrow_goes_round_to_the_last_menu_and_back:
        "one", "X{F10}{Left}{Right}{Right}⏎" => "one";
    the_draft_has_the_keyboard_after_a_menu_was_left:
        "", "before {alt+f}{Escape}after" => "before after";
    the_draft_has_the_keyboard_after_an_entry_was_chosen:
        "", "before {alt+o}⏎after" => "before **after**";
    a_letter_of_no_menu_does_nothing:
        "", "before {alt+z}after" => "before after";
    the_menu_at_the_caret_opens_by_a_key_and_is_left_by_escape:
        "", "before {shift+F10}{Escape}after" => "before after";
    the_menu_at_the_caret_cuts_what_is_selected:
        "one two", "{ctrl+shift+Left}{shift+F10}⏎" => "one ";
    the_keys_of_the_search_come_before_those_of_the_menus:
        "One one", "{ctrl+f}one{alt+c}{Escape}x" => "One x";
}

#[test]
fn altgr_types_what_the_layout_has_there() {
    let Some(writer) = Writer::opens("") else { return };
    writer.has_layout("pl");
    writer.types("{ctrl+End}m{ISO_Level3_Shift+a}{ISO_Level3_Shift+z}");
    assert_eq!(writer.saves(), "mąż");
}
