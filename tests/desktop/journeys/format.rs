//! What the Format and Insert menus do, by their keys and by the palette.

use super::{LAYOUTS, journeys};
use crate::support::writer::Writer;

journeys! {
    words_are_struck_out_and_typing_goes_on_behind:
        "", "{ctrl+shift+x}gone{ctrl+shift+x} on" => "~~gone~~ on";
    a_heading_goes_deeper_and_higher:
        "The law", "{alt+shift+Right}{alt+shift+Right}{alt+shift+Left}!" => "# The law!";
    lines_become_a_list_by_the_palette:
        "one\ntwo", "{ctrl+shift+Home}{ctrl+shift+p}numbered⏎" => "1. one\n2. two";
    a_task_is_ticked_by_the_palette:
        "- [ ] call", "{ctrl+shift+p}task⏎!" => "- [x] call!";
    a_note_is_written_at_its_sign_and_typing_goes_on_there:
        "One", "{ctrl+alt+shift+f}A note.{ctrl+alt+shift+f}, two" => "One[^1], two\n\n[^1]: A note.\n";
    a_rule_stands_between_blank_lines:
        "words", "{ctrl+shift+p}rule⏎more" => "words\n\n---\n\nmore";
    code_is_fenced_and_typed_between:
        "", "{ctrl+shift+p}code block⏎x = 1" => "```\nx = 1\n```";
    a_table_begins_in_its_first_cell:
        "", "{ctrl+shift+p}table⏎Year" => "| Year |  |\n| --- | --- |\n|  |  |";
}

#[test]
fn the_keys_of_lists_and_headings_are_where_the_digits_are_on_each_layout() {
    for layout in LAYOUTS {
        let Some(writer) = Writer::opens("one\n\ntwo\n\nthree\n\nfour") else { return };
        writer.has_layout(layout);
        writer.types("{ctrl+End}{ctrl+shift+7}{Up}{Up}{ctrl+shift+8}{Up}{Up}{ctrl+shift+9}");
        writer.types("{Up}{Up}{ctrl+alt+4}");
        assert_eq!(writer.saves(), "#### one\n\n> two\n\n- three\n\n1. four", "{layout}");
    }
}
