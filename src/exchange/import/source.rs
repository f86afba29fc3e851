//! What a file that was read becomes: a source.
//!
//! # Invariants
//!
//! Window and command line make the same source of the same file.

use std::path::Path;

use jiff::Timestamp;

use super::TextDescription;
use nutgraf_engine::model::{PartialDate, Snapshot, Source, SourceId, key_from, valid_key};
use nutgraf_import::Imported;

/// Returns the source that a file becomes. `taken` are the citation keys that it cannot have.
///
/// Its key is the file's own name where that can be one, as `verify` has it. What it is (a
/// web page, a document) is said by its kind of file and what the file names.
pub fn source_from_import(
    imported: Imported,
    path: &Path,
    id: SourceId,
    taken: &[&str],
    now: Timestamp,
) -> Source {
    let format = imported.format();
    // A reader knows what stands in front matter; a byline and a date line are words of the text.
    let said = TextDescription::of(&imported.text);
    let has_authors = !imported.authors.is_empty();
    Source {
        kind: imported.source_kind(),
        title: imported.title,
        authors: if has_authors { imported.authors } else { said.authors },
        url: imported.url,
        issued: imported.issued.or(said.issued),
        accessed: Some(PartialDate::of(now)),
        snapshot: Some(Snapshot::capture(imported.text, format, now)),
        ..Source::new(id, key_of_file(path, taken))
    }
}

fn key_of_file(path: &Path, taken: &[&str]) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    if valid_key(&stem) && !taken.contains(&&*stem) {
        return stem.into_owned();
    }
    key_from(&stem, taken.iter().copied())
}

#[cfg(test)]
mod tests {
    use nutgraf_engine::model::SourceKind;

    use super::*;

    fn source(imported: Imported, name: &str, taken: &[&str]) -> Source {
        let id = SourceId::new("s1");
        source_from_import(imported, Path::new(name), id, taken, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn the_key_is_the_files_name_where_that_is_free_and_can_be_cited() {
        let key = |name: &str, taken: &[&str]| source(Imported::default(), name, taken).key;
        assert_eq!(key("texts/FT_2026.md", &[]), "FT_2026");
        assert_eq!(key("texts/FT_2026.md", &["FT_2026"]), "ft-2026");
        assert_eq!(key("An evening.txt", &["an-evening"]), "an-evening-2");
    }

    #[test]
    fn a_byline_and_a_date_in_the_text_say_what_its_file_does_not() {
        let text = "Gate shut\nBy Ann Grey\n23 August 2024\n".to_owned();
        let read = Imported { text: text.clone(), ..Imported::default() };
        let found = source(read, "a.txt", &[]);
        assert_eq!(found.authors, ["Ann Grey"]);
        assert_eq!(found.issued.map(|date| date.to_string()).as_deref(), Some("2024-08-23"));
        let named = Imported { text, authors: vec!["The Courier".into()], ..Imported::default() };
        assert_eq!(source(named, "a.txt", &[]).authors, ["The Courier"]);
    }

    #[test]
    fn a_file_that_names_an_address_is_a_web_page_and_any_other_a_document() {
        let page = Imported { url: "https://example.org/a".into(), ..Imported::default() };
        assert_eq!(source(page, "a.md", &[]).kind, SourceKind::Webpage);
        assert_eq!(source(Imported::default(), "a.md", &[]).kind, SourceKind::Document);
    }
}
