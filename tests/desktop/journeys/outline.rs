//! Sections moved: by the palette, by keys in the outline, by the pointer.

use super::journeys;
use crate::support::writer::Writer;

const DRAFT: &str = "# Rivers\r\n\r\n## Aa\r\n\r\nÜber a[^1].\r\n\r\n### In\r\n\r\n## Bb\r\n\r\nb\r\n\r\n[^1]: Note.\r\n";

const MOVED: &str = "# Rivers\r\n\r\n## Bb\r\n\r\nb\r\n\r\n## Aa\r\n\r\nÜber a[^1].\r\n\r\n### In\r\n\r\n[^1]: Note.\r\n";

journeys! {
    a_section_is_moved_down_by_the_palette_and_typed_on_in:
        "# A\n\none\n\n# B\n\ntwo", "{ctrl+Home}{Down}{Down}{End}{ctrl+shift+p}move section down⏎ more"
        => "# B\n\ntwo\n\n# A\n\none more";
    the_palette_finds_it_by_another_name:
        "# A\n\none\n\n# B\n\ntwo", "{ctrl+shift+p}reorder⏎!" => "# B\n\ntwo!\n\n# A\n\none";
    one_undo_gives_the_draft_back:
        DRAFT, "{ctrl+Home}{Down}{Down}{ctrl+shift+p}move section down⏎{ctrl+z}" => DRAFT;
    a_section_with_all_below_it_passes_the_next_and_the_notes_stay_last:
        DRAFT, "{ctrl+Home}{Down}{Down}{ctrl+shift+p}move section down⏎" => MOVED;
    a_section_is_moved_in_the_outline_and_writing_goes_on_in_it:
        "# A\n\none\n\n# B\n\ntwo", "{ctrl+Home}{End}{shift+F6}{alt+Down}{Escape}!"
        => "# B\n\ntwo\n\n# A!\n\none";
    a_section_goes_there_and_back_in_the_outline:
        DRAFT, "{ctrl+Home}{shift+F6}{Down}{alt+Down}{alt+Up}{alt+Up}{Escape}" => DRAFT;
    alt_and_an_arrow_move_a_line_when_the_draft_has_the_keyboard:
        "# A\n\none\n\ntwo", "{shift+F6}{Escape}{alt+Up}!" => "# A\n\ntwo!\n\none";
}

#[test]
fn a_section_is_dragged_in_the_outline_and_escape_leaves_a_drag() {
    let Some(writer) = Writer::opens("# A\n\none\n\n# B\n\ntwo\n\n# C") else { return };
    writer.types("{ctrl+End}");
    // The first row of the outline is 28 points high, below the menu bar and the label.
    let row = |number: u32| (90, 88 + 28 * number);
    writer.drags(row(0), row(3));
    assert_eq!(writer.saves(), "# B\n\ntwo\n\n# C\n\n# A\n\none");
    writer.holds(row(0), row(2));
    writer.types("{Escape}");
    writer.lets_go();
    assert_eq!(writer.saves(), "# B\n\ntwo\n\n# C\n\n# A\n\none");
    writer.types("!");
    assert_eq!(writer.saves(), "# B\n\ntwo\n\n# C!\n\n# A\n\none");
}
