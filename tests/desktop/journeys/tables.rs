//! Tables by keyboard: from cell to cell, and what the Format menu does to them.

use super::journeys;

const TABLE: &str = "| Year | n |\n| --- | --- |\n| 1999 | 12345 |";

journeys! {
    tab_goes_from_cell_to_cell_and_aligns_the_columns:
        "", "{ctrl+shift+p}table⏎Year{Tab}Cases{Tab}1999{Tab}4{Tab}2000"
        => "| Year | Cases |\n| ---- | ----- |\n| 1999 | 4     |\n| 2000     |       |";
    shift_tab_goes_back_and_replaces_the_words_of_the_cell:
        TABLE, "{shift+Tab}2000" => "| Year | n     |\n| ---- | ----- |\n| 2000 | 12345 |";
    enter_goes_down_and_an_empty_row_is_left_for_a_paragraph:
        TABLE, "⏎{shift+Tab}2001⏎⏎On we go."
        => "| Year | n     |\n| ---- | ----- |\n| 1999 | 12345 |\n| 2001 |       |\n\nOn we go.";
    a_table_is_aligned_when_the_caret_leaves_it_and_undo_takes_that_back_alone:
        "A\n\n| Year | n |\n| --- | --- |", "{Up}{End}{Left}{Left}ow{ctrl+Home}{ctrl+z}"
        => "A\n\n| Year | now |\n| --- | --- |";
    what_was_typed_in_a_table_is_aligned_behind_it:
        "A\n\n| Year | n |\n| --- | --- |", "{Up}{End}{Left}{Left}ow{ctrl+Home}B"
        => "BA\n\n| Year | now |\n| ---- | --- |";
    a_table_that_is_only_passed_stays_as_it_is:
        "A\n\n| Year | n |\n| --- | --- |", "{Up}{Up}{Up}B" => "AB\n\n| Year | n |\n| --- | --- |";
    a_row_is_moved_by_the_key_that_moves_lines:
        TABLE, "{alt+Up}!" => "| 1999 | 12345! |\n| ---- | ----- |\n| Year | n     |";
    a_column_is_added_and_deleted_by_the_palette:
        TABLE, "{ctrl+shift+p}column at the left⏎a{ctrl+shift+p}move column left⏎b{ctrl+shift+p}align column right⏎{ctrl+shift+p}add row above⏎c"
        => "|     | Year | n     |\n| --: | ---- | ----- |\n| c    |      |       |\n|  ab | 1999 | 12345 |";
    a_table_without_rows_is_no_table:
        "One", "{ctrl+shift+p}table⏎{ctrl+shift+p}delete row⏎{ctrl+shift+p}delete row⏎two" => "One\n\ntwo";
}
