//! HTML of the clipboard, read by the confined child.

use std::time::Instant;

use nutgraf::exchange::import::ImportProcessError;

use super::{honest, ms, script};

#[test]
fn the_child_makes_markdown_of_html_within_its_confinement() {
    let markdown = honest().clipboard_markdown("<h1>A</h1><p>b <b>c</b></p>".to_owned());
    assert_eq!(markdown.unwrap().as_deref(), Some("# A\n\nb **c**\n"));
    let plain = honest().clipboard_markdown("<span>only words</span>".to_owned());
    assert_eq!(plain.unwrap(), None);
}

#[test]
fn html_that_was_made_to_do_harm_is_answered_in_time() {
    for html in [
        "<b>".repeat(300_000),
        format!("{}x", "<div>".repeat(3_000)),
        "<!-- ".repeat(1_000_000),
        "&lt;".repeat(1_000_000),
        format!("<b>{}", "a ".repeat(4_000_000)),
    ] {
        let begin = Instant::now();
        // Refused or read, the writer's process goes on.
        let _ = honest().clipboard_markdown(html);
        assert!(begin.elapsed() < ms(4000), "{:?}", begin.elapsed());
    }
}

#[test]
fn more_than_eight_mebibytes_are_not_handed_over() {
    let error = honest().clipboard_markdown("a".repeat((8 << 20) + 1)).unwrap_err();
    assert!(matches!(error, ImportProcessError::TooLong(most) if most == 8 << 20), "{error}");
}

#[test]
fn a_child_that_hangs_or_lies_gives_no_markdown() {
    let html = || "<p>a <b>b</b></p>".to_owned();
    let slow = script("hangs").within(ms(400)).clipboard_markdown(html()).unwrap_err();
    assert!(matches!(slow, ImportProcessError::Slow(_)), "{slow}");
    let other = script("honest").clipboard_markdown(html()).unwrap_err();
    assert!(matches!(other, ImportProcessError::Rubbish), "{other}");
}
