//! Names that are completed while they are typed: keys, notes, headings.

use super::journeys;
use crate::support::writer::Writer;

journeys! {
    a_note_is_pointed_to_again:
        "One[^1].\n\n[^1]: Of the river.\n\nTwo", "[^riv⏎ on" => "One[^1].\n\n[^1]: Of the river.\n\nTwo[^1] on";
    a_new_note_is_begun_from_its_sign:
        "One", "[^⏎A note." => "One[^1]\n\n[^1]: A note.\n";
    a_link_leads_to_a_heading:
        "# History\n\n## History\n\nSee ", "[here](#hist{Down}⏎." => "# History\n\n## History\n\nSee [here](#history-1).";
    without_sources_an_at_sign_is_one:
        "One ", "[@x]⏎@two⏎" => "One [@x]\n@two\n";
}

/// Types into a project with the sources `interview`, `river-board` and `doe2019`, from the end
/// of the draft.
fn with_sources(draft: &str, keys: &str, saved: &str) {
    let Some(writer) = Writer::opens_with_sources(draft) else { return };
    writer.types("{ctrl+End}");
    writer.types(keys);
    assert_eq!(writer.saves(), saved);
}

#[test]
fn a_key_is_completed_by_enter() {
    with_sources("So ", "[@riv⏎ on", "So [@river-board] on");
}

#[test]
pub(super) fn a_source_is_found_by_its_title_and_chosen_by_the_arrows() {
    with_sources("So ", "[@river{Down}⏎.", "So [@doe2019].");
}

#[test]
fn a_comma_goes_on_with_the_page() {
    with_sources("So ", "[@inter⏎, p. 3] on", "So [@interview, p. 3] on");
}

#[test]
fn a_comma_of_the_sentence_is_taken_out_again() {
    with_sources("So ", "[@inter⏎,{BackSpace} and on", "So [@interview], and on");
}

#[test]
fn tab_goes_on_with_another_key() {
    with_sources("So ", "[see @riv{Tab}-{BackSpace}doe⏎.", "So [see @river-board; @doe2019].");
}

#[test]
fn escape_leaves_what_was_typed_and_the_keyboard_where_it_is() {
    with_sources("So ", "[@riv{Escape}e⏎on", "So [@rive\non]");
}

#[test]
fn undo_leaves_what_was_typed() {
    with_sources("So ", "[@riv⏎{ctrl+z}", "So [@riv]");
}

#[test]
fn an_address_of_mail_completes_nothing() {
    with_sources("Write to ", "me@river⏎Now", "Write to me@river\nNow");
}

#[test]
fn a_source_is_named_in_the_sentence_and_without_its_author_in_brackets() {
    with_sources("So ", "@riv⏎ says [-@doe⏎.", "So @river-board says [-@doe2019].");
}
