//! Sources, added and looked at without a pointer.

use std::fs;

use nutgraf_engine::model::Source;

use crate::support::writer::Writer;

/// Adds a source by these keys, writes on, and returns what was saved.
fn added(keys: &str) -> Option<(String, Vec<Source>)> {
    let writer = Writer::opens("One two")?;
    writer.types("{ctrl+End}");
    writer.types(keys);
    let draft = writer.saves();
    let project = nutgraf::persist::load(&writer.path()).unwrap().project;
    Some((draft, project.sources().to_vec()))
}

fn text(source: &Source) -> &str {
    source.snapshot.as_ref().map_or("", |snapshot| &snapshot.text)
}

#[test]
pub(super) fn a_text_is_typed_into_the_box_and_says_what_it_is() {
    let keys = "{ctrl+shift+a}Gate stays shut⏎By Ann Grey⏎23 August 2024⏎⏎The level fell.\
                {ctrl+Return} three";
    let Some((draft, sources)) = added(keys) else { return };
    assert_eq!(draft, "One two three");
    let [source] = &sources[..] else { panic!("{sources:?}") };
    assert_eq!(text(source), "Gate stays shut\nBy Ann Grey\n23 August 2024\n\nThe level fell.");
    assert_eq!((&*source.title, &*source.key), ("Gate stays shut", "gate-stays-shut"));
    assert_eq!(source.authors, ["Ann Grey"]);
    assert_eq!(source.issued.map(|date| date.to_string()).as_deref(), Some("2024-08-23"));
}

#[test]
fn words_of_a_source_are_quoted_and_inserted_without_the_pointer() {
    // Enter on a source without quotes leads to its text.
    let keys = "{ctrl+shift+a}The level fell.{ctrl+Return}{ctrl+4}⏎{ctrl+a}q{ctrl+1}{ctrl+shift+i}";
    let Some((draft, _)) = added(keys) else { return };
    assert_eq!(draft, "One two “The level fell.” [@the-level-fell, para. 1]");
}

#[test]
fn an_address_alone_is_the_address_of_the_source() {
    let keys = "{ctrl+shift+a}https://www.example.org/a{ctrl+Return} three";
    let Some((draft, sources)) = added(keys) else { return };
    assert_eq!(draft, "One two three");
    let [source] = &sources[..] else { panic!("{sources:?}") };
    assert_eq!(source.url, "https://www.example.org/a");
    assert_eq!((&*source.title, text(source)), ("example.org", ""));
}

#[test]
fn what_was_typed_stays_and_the_rest_is_unfolded_by_keys() {
    // Title, authors and date; then the line that unfolds, the key and the kind.
    let keys = "{ctrl+shift+a}A text.{Tab}{Tab}{ctrl+a}My title{Tab}Grey, Ann{Tab}2024{Tab}\
                {space}{Tab}{ctrl+a}grey{Tab}{Tab}https://a.org/{Tab}The Courier⏎ three";
    let Some((draft, sources)) = added(keys) else { return };
    assert_eq!(draft, "One two three");
    let [source] = &sources[..] else { panic!("{sources:?}") };
    assert_eq!((&*source.title, &*source.key, text(source)), ("My title", "grey", "A text."));
    assert_eq!((&*source.url, &*source.publisher), ("https://a.org/", "The Courier"));
    assert_eq!(source.authors, ["Grey, Ann"]);
}

#[test]
fn a_file_comes_into_the_box_of_the_form_that_asked_for_it() {
    let Some(writer) = Writer::opens("One two") else { return };
    let file = writer.path().with_file_name("audit.md");
    fs::write(&file, "# The audit\n\nFour staff looked.\n").unwrap();
    writer.types("{ctrl+End}{ctrl+shift+a}{Tab}{Tab}Mine{shift+Tab}{space}");
    writer.types(&format!("{{ctrl+a}}{}⏎", file.display()));
    writer.types("{ctrl+Return} three");
    assert_eq!(writer.saves(), "One two three");
    let project = nutgraf::persist::load(&writer.path()).unwrap().project;
    let [source] = project.sources() else { panic!("one source") };
    assert_eq!((&*source.title, text(source)), ("Mine", "# The audit\n\nFour staff looked.\n"));
}

#[test]
fn the_same_text_again_is_said_and_leads_to_the_source_that_has_it() {
    let again = "{ctrl+shift+a}The level fell.";
    // Once more all the same; then what the last one says is followed.
    let keys = format!(
        "{again}{{ctrl+Return}}{again}{{ctrl+Return}}{again}{{shift+Tab}}{{shift+Tab}}{{shift+Tab}}{{space}} three"
    );
    let Some(writer) = Writer::opens("One two") else { return };
    writer.types("{ctrl+End}");
    writer.types(&keys);
    assert_eq!(writer.saves(), "One two three");
    let project = nutgraf::persist::load(&writer.path()).unwrap().project;
    assert_eq!(project.sources().len(), 2, "shown and not added");
}

#[test]
fn the_keys_lead_from_the_list_of_sources_over_a_quote_into_the_draft() {
    let Some(writer) = Writer::opens_with_quotes("One two ") else { return };
    writer.types("{ctrl+End}{ctrl+4}⏎{ctrl+4}{Home}{Down}⏎ three");
    assert_eq!(writer.saves(), "One two “Nobody asked the keeper” [@interview, para. 2] three");
}

#[test]
fn an_article_with_pictures_is_read_and_written_on() {
    let draft = "![a dot](dot.png)\n\n![gone](gone.png)\n\nOne two";
    let Some(writer) = Writer::opens_after(draft, |path| {
        let mut bytes = Vec::new();
        let encoder = png::Encoder::new(&mut bytes, 40, 20);
        encoder.write_header().unwrap().write_image_data(&[9; 40 * 20]).unwrap();
        fs::write(path.with_file_name("dot.png"), bytes).unwrap();
    }) else {
        return;
    };
    writer.types("{ctrl+End}{ctrl+shift+p}Read⏎{ctrl+shift+p}Split⏎ three");
    assert_eq!(writer.saves(), format!("{draft} three"));
}
