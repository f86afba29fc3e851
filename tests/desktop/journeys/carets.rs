//! Several carets.

use super::journeys;
use crate::support::writer::Writer;

journeys! {
    the_same_word_is_selected_where_it_stands_next_and_written_over:
        "one two one two one", "{ctrl+Home}{ctrl+d}{ctrl+d}six" => "six two six two one";
    carets_below_each_other_write_into_each_row:
        "ab\ncd\nef", "{ctrl+Home}{ctrl+alt+Down}{ctrl+alt+Down}- " => "- ab\n- cd\n- ef";
    a_column_is_selected_and_deleted_by_keyboard:
        "1. ab\n1. cd\n", "{ctrl+Home}{ctrl+alt+Down}{shift+Right}{shift+Right}{shift+Right}{Delete}"
        => "ab\ncd\n";
    escape_leaves_one_caret:
        "ab\ncd", "{ctrl+Home}{ctrl+alt+Down}{Escape}x" => "ab\nxcd";
    backspace_and_undo_are_of_all_carets:
        "one two one", "{ctrl+Home}{ctrl+d}{ctrl+d}{Right}{BackSpace}{BackSpace}{ctrl+z}{ctrl+z}"
        => "one two one";
    bold_after_several_carets_is_of_the_last_one:
        "one two one", "{ctrl+Home}{ctrl+d}{ctrl+d}{ctrl+b}" => "one two **one**";
}

#[test]
fn what_several_carets_cut_is_pasted_one_each() {
    let Some(writer) = Writer::opens("ab\ncd") else { return };
    writer.types("{ctrl+Home}{ctrl+alt+Down}{shift+Right}{ctrl+x}{End}{ctrl+v}");
    assert_eq!(writer.saves(), "ba\ndc");
}
