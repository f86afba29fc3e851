//! Whole lines: moved, duplicated, joined, deleted.

use super::journeys;

journeys! {
    an_item_moves_up_with_its_children_and_the_list_counts_on:
        "1. one\n2. two\n   - in", "{Up}{End}{alt+Up}!" => "1. two!\n   - in\n2. one";
    a_paragraph_moves_over_a_paragraph_and_back:
        "One.\n\nTwo.\n\nThree.", "{alt+Up}{alt+Up}{alt+Down}!" => "One.\n\nThree.!\n\nTwo.";
    a_line_is_duplicated_and_one_undo_takes_that_back:
        "one", "{alt+shift+Down}{alt+shift+Down}{ctrl+z}{ctrl+End}!" => "one\none!";
    lines_are_joined:
        "one\n\ntwo\nthree", "{ctrl+Home}{ctrl+j}{ctrl+j}!" => "one two !three";
    a_line_is_deleted_by_the_palette:
        "one\r\ntwo\r\nthree", "{Up}{ctrl+shift+p}delete line⏎!" => "one\r\nthr!ee";
}
