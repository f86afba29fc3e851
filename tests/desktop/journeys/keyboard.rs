//! The keyboard belongs to the draft, and comes back to it.

use super::journeys;
use crate::support::writer::Writer;

journeys! {
    an_article_that_was_opened_is_typed_in_at_once:
        "# Title\n\n", "words without a click" => "# Title\n\nwords without a click";
    the_draft_has_the_keyboard_after_the_shortcuts_were_looked_at:
        "", "before {F1}{Escape}after" => "before after";
    the_draft_has_the_keyboard_after_the_palette_was_left:
        "", "before {ctrl+shift+p}{Escape}after" => "before after";
    a_command_of_the_palette_acts_where_the_caret_was:
        "", "before {ctrl+shift+p}bold⏎after" => "before **after**";
    the_draft_has_the_keyboard_after_reading:
        "", "before {ctrl+3}{ctrl+1}after" => "before after";
    the_draft_has_the_keyboard_in_the_split_view:
        "", "before {ctrl+2}after" => "before after";
    the_draft_has_the_keyboard_after_the_search:
        "", "before {ctrl+f}{Escape}after" => "before after";
    the_draft_has_the_keyboard_after_a_search_with_enter:
        "one two", " {ctrl+f}one⏎{Escape}{ctrl+End}after" => "one two after";
    the_draft_has_the_keyboard_after_replacing:
        "", "before {ctrl+h}{Escape}after" => "before after";
    the_draft_has_the_keyboard_after_the_export_was_left:
        "", "before {ctrl+e}{Escape}after" => "before after";
    the_draft_has_the_keyboard_after_the_versions_were_left:
        "", "before {ctrl+alt+v}{Escape}after" => "before after";
    the_draft_has_the_keyboard_after_zooming:
        "", "before {ctrl+plus}{ctrl+0}after" => "before after";
    a_sentence_that_f9_leads_to_is_not_selected:
        "The town has 12,000 people.", "{ctrl+Home}{F9}x" => "xThe town has 12,000 people.";
    a_finding_that_f8_leads_to_is_not_selected:
        "As was said [@nobody].", "{ctrl+Home}{F8}x" => "As was said [x@nobody].";
    alt_and_a_letter_type_nothing:
        "", "clean {alt+v}{Escape}{Escape}words" => "clean words";
    alt_alone_types_nothing:
        "", "clean {alt+x}{alt+q}words" => "clean words";
}

#[test]
pub(super) fn a_new_article_is_typed_in_at_once() {
    let Some(writer) = Writer::starts() else { return };
    writer.types("{ctrl+n}My piece⏎");
    writer.types("typed right after");
    let draft = writer.journalled("typed right after");
    assert!(draft.starts_with("# My piece\n\ntyped right after\n\n"), "{draft}");
}

#[test]
fn a_template_is_chosen_by_the_arrows() {
    let Some(writer) = Writer::starts() else { return };
    writer.types("{ctrl+n}My piece{Tab}{Down}{Down}{Down}{Down}⏎");
    writer.types("typed right after");
    assert_eq!(writer.journalled("typed right after").trim_end(), "# My piece\ntyped right after");
}

journeys! {
    what_was_typed_into_a_form_comes_back_when_it_is_not_to_be_discarded:
        "", "before {ctrl+shift+a}A report{Escape}⏎ of it{Escape}{Tab}⏎after" => "before after";
    the_draft_has_the_keyboard_after_a_source_was_added_by_enter:
        "", "before {ctrl+shift+a}A report{ctrl+Return}after" => "before after";
    the_draft_has_the_keyboard_after_adding_a_source_was_left:
        "", "before {ctrl+shift+a}{Escape}after" => "before after";
    enter_in_any_field_of_a_form_presses_its_leading_button:
        "", "before {ctrl+shift+a}A text{Tab}{Tab}A report{Tab}Ann{Tab}2024⏎after" => "before after";
    a_form_that_the_palette_opened_is_typed_into_at_once:
        "", "before {ctrl+shift+p}article details⏎Title⏎after" => "before after";
    the_draft_has_the_keyboard_after_write_was_asked_for_again:
        "", "before {ctrl+5}{ctrl+1}after" => "before after";
    the_draft_has_the_keyboard_after_about_was_closed_by_enter:
        "", "before {ctrl+shift+p}about⏎⏎after" => "before after";
    the_draft_has_the_keyboard_after_closing_was_called_off:
        "", "before {ctrl+w}{Escape}after" => "before after";
    the_draft_has_the_keyboard_after_the_shortcuts_were_closed_by_enter:
        "", "before {F1}⏎after" => "before after";
    the_draft_has_the_keyboard_after_a_new_article_was_called_off:
        "", "{ctrl+s}{ctrl+n}{Escape}after" => "after";
}

journeys! {
    f6_goes_round_the_window_and_back_to_the_draft:
        "", "before {F6}lost{F6}lost{F6}after" => "before after";
    the_outline_leads_to_the_heading_that_is_typed:
        "# One\n\n# Two\n", "{ctrl+Home}{F6}{F6}tw⏎ more" => "# One\n\n# Two more\n";
    the_outline_is_walked_by_the_arrows_and_left_by_escape:
        "# One\n\n# Two\n", "{ctrl+Home}{shift+F6}{Down}{Escape}x" => "x# One\n\n# Two\n";
    the_sources_are_left_by_escape:
        "", "before {ctrl+4}lost{Escape}after" => "before after";
    the_claims_are_left_by_escape:
        "", "before {ctrl+5}{Down}{Escape}after" => "before after";
    the_findings_lead_to_their_place_by_enter:
        "As was said [@nobody].", "{ctrl+Home}{ctrl+6}⏎x" => "As was said [x@nobody].";
    a_source_is_deleted_by_a_key_and_brought_back_by_undo:
        "", "before {ctrl+shift+a}A report{ctrl+Return}{ctrl+4}{BackSpace}{Delete}{Escape}after" => "before after";
    undo_brings_back_what_backspace_took:
        "one", " two{BackSpace}{ctrl+z}" => "one two";
    undo_brings_back_what_a_letter_replaced:
        "one two", "{ctrl+shift+Left}xy{ctrl+z}{ctrl+z}" => "one two";
    undo_brings_back_what_delete_took:
        "one two", "{ctrl+Left}{Delete}{Delete}{ctrl+z}" => "one wo";
}
