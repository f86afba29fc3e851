//! Focus mode: the draft alone.

use super::journeys;

journeys! {
    the_draft_has_the_keyboard_in_focus_mode:
        "", "before {F11}after" => "before after";
    panels_are_gone_in_focus_mode_and_back_behind_it:
        "", "{F11}{F6}a{F11}{F6}b{Escape}c" => "ac";
    escape_leaves_focus_mode:
        "", "{F11}a{Escape}{F6}b{Escape}c" => "ac";
    escape_closes_the_search_before_it_leaves_focus_mode:
        "", "{F11}{ctrl+f}{Escape}{F6}a{Escape}{F6}b{Escape}c" => "ac";
    the_menus_open_by_keyboard_in_focus_mode:
        "one", "X{F11}{alt+e}⏎{F10}{Right}⏎" => "oneX";
    the_draft_has_the_keyboard_after_the_palette_in_focus_mode:
        "", "before {F11}{ctrl+shift+p}bold⏎after" => "before **after**";
    sources_are_shown_beside_the_draft_when_they_are_asked_for:
        "", "{F11}{ctrl+4}a{Escape}b" => "b";
    the_line_of_the_caret_is_typed_in_by_a_typewriter:
        "one\ntwo", "{ctrl+shift+p}typewriter⏎{ctrl+Home}X{Down}Y" => "Xone\ntYwo";
    escape_takes_away_further_carets_before_it_leaves_focus_mode:
        "one one", "{ctrl+Home}{F11}{ctrl+d}{ctrl+d}{Escape}{F6}x{Escape}{F6}b{Escape}c"
            => "one xc";
}
