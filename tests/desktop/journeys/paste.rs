//! The clipboard, as other programs fill it and read it.

use super::journeys;
use crate::support::writer::Writer;

/// Pastes what another program put on the clipboard, and returns what was saved.
fn pasted(draft: &str, kind: &str, content: &[u8], keys: &str) -> Option<String> {
    let writer = Writer::opens_beside_a_clipboard(draft)?;
    writer.types("{ctrl+End}");
    writer.puts_on_clipboard(kind, content);
    writer.types(keys);
    Some(writer.saves())
}

fn check(draft: &str, kind: &str, content: &str, keys: &str, saved: &str) {
    if let Some(got) = pasted(draft, kind, content.as_bytes(), keys) {
        assert_eq!(got, saved);
    }
}

const PAGE: &str = "<h2>The audit</h2><p>Four <b>staff</b> looked at <a href='https://example.org/a'>it</a>.</p>\
     <ul><li>One<ul><li>Below</li></ul></li><li>Two</li></ul>\
     <table><tr><th>Year</th><th>Cases</th></tr><tr><td>2024</td><td>7</td></tr></table>";

const OF_PAGE: &str = "## The audit\n\nFour **staff** looked at [it](https://example.org/a).\n\n\
     - One\n  - Below\n- Two\n\n| Year | Cases |\n| --- | --- |\n| 2024 | 7 |";

#[test]
pub(super) fn a_page_becomes_markdown() {
    check("", "text/html", PAGE, "{ctrl+v}", OF_PAGE);
}

#[test]
fn what_is_typed_behind_a_paste_stands_behind_it() {
    check("A", "text/html", "<p> <b>b</b></p>", "{ctrl+v}cd", "A**b**cd");
}

#[test]
fn one_undo_takes_a_paste_back_and_leaves_what_was_typed() {
    check("", "text/html", PAGE, "ab{ctrl+v}{ctrl+z}", "ab");
}

#[test]
fn shift_pastes_the_words_without_their_look() {
    check("", "UTF8_STRING", "**a**\rb\r\nc", "{ctrl+shift+v}d", "**a**\nb\ncd");
}

#[test]
fn plain_words_replace_the_selection_and_an_address_links_it() {
    check("a word", "UTF8_STRING", "b", "{ctrl+shift+Left}{ctrl+v}c", "a bc");
    check(
        "a word",
        "UTF8_STRING",
        "https://b.org",
        "{ctrl+shift+Left}{ctrl+v}",
        "a [word](https://b.org)",
    );
}

journeys! {
    /// What was cut is there again, in its place and before what is typed next.
    cut_and_paste_is_the_same_draft: "one two", "{ctrl+shift+Left}{ctrl+x}x{ctrl+v}y" => "one xtwoy";
    /// The field of the bar for finding has the same keys; what it found is selected then.
    a_field_is_pasted_into: "one two", "{ctrl+shift+Left}{ctrl+c}{Home}{ctrl+f}{ctrl+v}{Escape}!" => "one !";
}

#[test]
fn what_is_typed_behind_a_paste_into_a_field_stays_behind_it() {
    let Some(writer) = Writer::opens_beside_a_clipboard("abc abcd\n") else { return };
    writer.types("{ctrl+End}");
    writer.puts_on_clipboard("UTF8_STRING", b"abc");
    // The one hit of all four letters is replaced.
    writer.types("{ctrl+h}{ctrl+v}d{Tab}x{alt+a}{Escape}");
    assert_eq!(writer.saves(), "abc x\n");
}

#[test]
pub(super) fn the_selection_is_copied_as_rich_text() {
    let Some(writer) =
        Writer::opens_beside_a_clipboard("# A\n\nSome **bold** <script>alert(1)</script> words\n")
    else {
        return;
    };
    writer.types("{ctrl+shift+p}Copy as rich⏎");
    let html = writer.clipboard("text/html");
    assert!(html.contains("<h1>A</h1>") && html.contains("<strong>bold</strong>"), "{html}");
    assert!(!html.contains("<script"), "{html}");
    assert!(writer.clipboard("UTF8_STRING").contains("Some **bold**"));
}

/// An image of two by two pixels, as a program for pictures puts it on the clipboard.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 2);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[200; 12]).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn an_image_is_kept_beside_the_article_and_described_next() {
    let Some(writer) = Writer::opens_beside_a_clipboard("See: ") else { return };
    writer.types("{ctrl+End}");
    writer.puts_on_clipboard("image/png", &picture());
    writer.types("{ctrl+v}a cat{End}!");
    let saved = writer.saves();
    let folder = writer.path().with_file_name("journey.nutgraf.files");
    let kept: Vec<_> = std::fs::read_dir(&folder).unwrap().flatten().collect();
    assert_eq!(kept.len(), 1);
    let name = kept[0].file_name().into_string().unwrap();
    assert_eq!(saved, format!("See: ![a cat](journey.nutgraf.files/{name})!"));
    let file = std::io::BufReader::new(std::fs::File::open(kept[0].path()).unwrap());
    let info = png::Decoder::new(file).read_info().unwrap();
    assert_eq!((info.info().width, info.info().height), (2, 2));
}

#[test]
fn what_is_no_image_is_not_pasted_and_the_selection_stays() {
    let Some(writer) = Writer::opens_beside_a_clipboard("a word") else { return };
    writer.types("{ctrl+End}{ctrl+shift+Left}");
    writer.puts_on_clipboard("image/png", b"no image at all");
    writer.types("{ctrl+v}b");
    assert_eq!(writer.saves(), "a b");
}
