//! What is put into the draft: quotes, links, images, citations, comments.

use super::journeys;
use crate::support::writer::Writer;

journeys! {
    words_are_linked_by_their_address:
        "see here", "{ctrl+k}https://a.b/c⏎ now" => "see [here](https://a.b/c) now";
    an_address_on_the_clipboard_is_offered:
        "https://a.b/c", "{ctrl+shift+Home}{ctrl+x}see here{ctrl+k}⏎ now" => "see [here](https://a.b/c) now";
    words_on_the_clipboard_are_no_address:
        "one", "{ctrl+shift+Left}{ctrl+c}{End} here{ctrl+k}a.html⏎" => "one [here](a.html)";
    what_is_offered_is_typed_over:
        "https://a.b", "{ctrl+shift+Home}{ctrl+x}here{ctrl+k}https://c.d⏎" => "[here](https://c.d)";
    a_link_that_was_not_set_leaves_everything:
        "see here", "{ctrl+k}{Escape}!" => "see here!";
    a_typed_address_is_asked_about_before_it_is_lost:
        "see here", "{ctrl+k}https://a.b{Escape}⏎⏎!" => "see [here](https://a.b)!";
    a_link_gets_another_address:
        "see [here](https://a.b) now", "{Home}{ctrl+Right}{Right}{Right}{Right}{ctrl+k}https://c.d⏎!"
        => "see [here](https://c.d)! now";
    a_link_without_an_address_is_words_again:
        "see [here](https://a.b)", "{Left}{ctrl+k}{BackSpace}⏎!" => "see here!";
    a_link_is_one_step_of_undo:
        "see here", "{ctrl+k}https://a.b⏎{ctrl+z}" => "see here";
    an_address_pasted_over_words_links_them:
        "https://a.b", "{ctrl+shift+Home}{ctrl+x}see here{ctrl+shift+Left}{ctrl+v} now"
        => "see [here](https://a.b) now";
    an_image_is_asked_for_with_what_it_shows:
        "Before ", "{ctrl+shift+p}picture⏎images/map.png{Tab}A map⏎ behind"
        => "Before ![A map](images/map.png) behind";
    a_comment_is_written_where_it_stands:
        "One ", "{ctrl+shift+p}remark⏎check this{End} two" => "One <!-- check this --> two";
    a_command_is_found_by_another_name:
        "One", "{ctrl+shift+p}footnote⏎A note." => "One[^1]\n\n[^1]: A note.\n";
    a_command_that_is_none_does_nothing:
        "One", "{ctrl+shift+p}xyzxyz⏎{Escape} two" => "One two";
    a_no_break_space_behind_a_sign_is_mended:
        "#\u{a0}Title", "{F8}{ctrl+shift+p}plain space⏎{ctrl+End}!" => "# Title!";
    mixed_marks_are_mended_in_one_step:
        "“One”, \"two\" and don't", "{ctrl+shift+p}mend⏎{ctrl+z}{ctrl+shift+p}mend⏎{ctrl+End}!"
        => "“One”, “two” and don’t!";
}

/// Types into a project with quotes, from the end of the draft.
fn with_quotes(draft: &str, keys: &str, saved: &str) {
    let Some(writer) = Writer::opens_with_quotes(draft) else { return };
    writer.types("{ctrl+End}");
    writer.types(keys);
    assert_eq!(writer.saves(), saved);
}

#[test]
fn a_quote_is_searched_and_inserted() {
    let inserted = "Intro. “Nobody asked the keeper” [@interview, para. 2] on";
    with_quotes("Intro.", "{ctrl+shift+i}asked⏎ on", inserted);
}

#[test]
pub(super) fn a_quote_as_block_ends_with_its_speaker_and_a_paragraph_follows() {
    with_quotes(
        "Intro.",
        "{ctrl+shift+b}archivist⏎Next",
        "Intro.\n\n> A reel keeps what was said [@interview, para. 1]\n>\n> — the archivist\n\nNext",
    );
}

#[test]
fn a_quote_is_inserted_with_its_speaker() {
    with_quotes(
        "",
        "{ctrl+shift+p}with speaker⏎⏎",
        "the archivist: “A reel keeps what was said” [@interview, para. 1]",
    );
}

#[test]
fn the_list_of_quotes_is_left_without_one() {
    with_quotes("Intro.", "{ctrl+shift+i}{Escape} on", "Intro. on");
}

#[test]
fn a_source_is_cited_with_a_place_and_another_is_added() {
    with_quotes(
        "It is so",
        "{ctrl+shift+p}citation⏎inter, p. 3⏎{ctrl+shift+p}citation⏎⏎.",
        "It is so [@interview, p. 3; @interview].",
    );
}
