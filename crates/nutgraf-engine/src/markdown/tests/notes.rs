//! The numbers of notes.

use super::super::*;
use crate::{markdown::tables::ColumnAlignment, range::DraftRange};

/// Each sign of a text with its number, and the first words of each note in order.
fn numbered(text: &str) -> (Vec<(&str, usize)>, Vec<&str>) {
    let structure = Structure::parse(text);
    let numbers = NoteNumbers::of(text, &structure, |_| true);
    let signs = numbers.signs_in(DraftRange::new(0, text.len() + 1));
    let signs = signs.iter().map(|sign| (&text[sign.range], sign.number)).collect();
    let notes = numbers.notes().iter().map(|note| match note.content {
        NoteContent::Definition(range) => text[range].trim_end(),
        NoteContent::Citation(index) => &text[structure.citations[index].range],
    });
    (signs, notes.collect())
}

#[test]
fn notes_are_numbered_by_their_first_sign_whatever_their_label() {
    let text = "A[^z] b[^2] c[^z].\n\n[^2]: two\n\n[^z]: last\n\n[^un]: unused\n";
    let (signs, notes) = numbered(text);
    assert_eq!(signs, [("[^z]", 1), ("[^2]", 2), ("[^z]", 1)]);
    assert_eq!(notes, ["[^z]: last", "[^2]: two"]);
}

#[test]
fn labels_are_compared_without_case_and_the_first_definition_counts() {
    let text = "A[^Straße] b[^STRASSE].\n\n[^straße]: one\n\n[^Straße]: two\n";
    let (signs, notes) = numbered(text);
    assert_eq!(signs, [("[^Straße]", 1), ("[^STRASSE]", 1)]);
    assert_eq!(notes, ["[^straße]: one"]);
}

#[test]
fn a_sign_without_a_definition_has_no_number() {
    assert_eq!(numbered("A[^none] b[^b].\n\n[^b]: one\n").0, [("[^b]", 1)]);
    assert_eq!(numbered("`[^b]`\n\n[^b]: one\n").0, []);
}

#[test]
fn citations_are_numbered_with_the_signs_and_not_within_notes() {
    let text = "A [@x] b[^n] @y says.\n\n[^n]: See [@z].\n";
    let (signs, notes) = numbered(text);
    assert_eq!(signs, [("[@x]", 1), ("[^n]", 2), ("@y", 3)]);
    assert_eq!(notes, ["[@x]", "[^n]: See [@z].", "@y"]);
}

#[test]
fn the_signs_of_notes_are_numbered_behind_those_of_the_text() {
    let text = "[^a]: More[^c].\n\nA[^a] b[^b].\n\n[^b]: one\n\n[^c]: two[^a]\n";
    let (signs, _) = numbered(text);
    assert_eq!(signs, [("[^c]", 3), ("[^a]", 1), ("[^b]", 2), ("[^a]", 1)]);
}

#[test]
fn what_is_shown_instead_takes_the_place_of_words_and_of_signs() {
    let text = "One *two [@key]* three[^n].\n\n[^n]: Note.\n";
    let structure = Structure::parse(text);
    let unit = RenderUnits::of(text, &structure).beginning_in(DraftRange::new(0, 1)).remove(0);
    let instead = |words: &str, runs: Vec<StyledText>| {
        let start = text.find(words).unwrap();
        RenderedReplacement { range: DraftRange::new(start, start + words.len()), runs }
    };
    let replacements =
        [instead(" [@key]", vec![StyledText::sign(1)]), instead("[^n]", vec![StyledText::sign(2)])];
    let definitions = structure.definitions_for(text, &unit);
    let blocks = rendered(text, &structure, &unit, &definitions, &replacements);
    let [Rendered::Paragraph(runs)] = &blocks[..] else { panic!("{blocks:?}") };
    let shown: Vec<_> =
        runs.iter().map(|run| (run.text.as_str(), run.style.note, run.style.emphasis)).collect();
    let expected = [
        ("One ", None, false),
        ("two", None, true),
        ("1", Some(1), true),
        (" three", None, false),
        ("2", Some(2), false),
        (".", None, false),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_table_knows_the_sides_of_its_columns_and_an_item_its_task() {
    let text = "| a | b | c |\n|---|:-:|--:|\n| d | e | f |\n\n- [x] done\n- [ ] open\n- none\n";
    let structure = Structure::parse(text);
    let all = DraftRange::new(0, text.len());
    let units = RenderUnits::of(text, &structure).beginning_in(all);
    let blocks: Vec<_> =
        units.iter().flat_map(|unit| rendered(text, &structure, unit, "", &[])).collect();
    let Rendered::Table(sides, _) = &blocks[0] else { panic!("{blocks:?}") };
    assert_eq!(
        sides[..],
        [ColumnAlignment::Unset, ColumnAlignment::Centre, ColumnAlignment::Right]
    );
    let tasks: Vec<_> = blocks[1..]
        .iter()
        .map(|block| match block {
            Rendered::List(_, items) => items[0].task,
            _ => panic!("{block:?}"),
        })
        .collect();
    assert_eq!(tasks, [Some(true), Some(false), None]);
}
