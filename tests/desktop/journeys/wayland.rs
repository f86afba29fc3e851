//! Journeys that are made under Wayland as well.
//!
//! What a journey does stands in its own module, once; here it has another seat. Chosen are
//! those in which most lies between the keyboard and the file: dialogs, menus, lists, keys
//! with modifiers, the clipboard, a start without a file.

use super::{
    carets, completion, find, insert, keyboard, lists, marks, menus, paste, placeholders, sources,
    tables, tabs, typography,
};
use crate::support::seat;

macro_rules! on_wayland {
    ($($module:ident::$name:ident,)*) => {
        $(
            #[test]
            fn $name() {
                seat::on_wayland($module::$name);
            }
        )*
    };
}

on_wayland! {
    keyboard::an_article_that_was_opened_is_typed_in_at_once,
    keyboard::a_new_article_is_typed_in_at_once,
    keyboard::a_finding_that_f8_leads_to_is_not_selected,
    keyboard::f6_goes_round_the_window_and_back_to_the_draft,
    keyboard::undo_brings_back_what_a_letter_replaced,
    keyboard::what_was_typed_into_a_form_comes_back_when_it_is_not_to_be_discarded,
    lists::shift_tab_counts_on_in_the_outer_list,
    lists::a_quotation_is_left_by_enter_on_an_empty_line,
    marks::bold_is_switched_on_and_off,
    menus::a_menu_is_walked_by_the_arrows,
    menus::the_menus_open_by_f10_and_the_arrow_goes_to_the_next,
    tables::tab_goes_from_cell_to_cell_and_aligns_the_columns,
    find::each_line_is_given_a_sign_in_front_of_it,
    carets::a_column_is_selected_and_deleted_by_keyboard,
    typography::quotation_marks_are_those_of_the_language,
    completion::a_source_is_found_by_its_title_and_chosen_by_the_arrows,
    insert::a_quote_as_block_ends_with_its_speaker_and_a_paragraph_follows,
    sources::a_text_is_typed_into_the_box_and_says_what_it_is,
    tabs::a_project_that_is_open_in_another_tab_is_shown_there,
    placeholders::nothing_that_a_template_asks_for_is_in_the_export,
    paste::a_page_becomes_markdown,
    paste::the_selection_is_copied_as_rich_text,
    paste::cut_and_paste_is_the_same_draft,
}
