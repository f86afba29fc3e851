//! What is done to tables, at a marked place, and against the parser's reading.

use proptest::prelude::*;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::*;
use crate::{markdown::events, text::Moved};

/// Does something to the table at the caret, written `^`, and marks the selection.
fn after(marked: &str, edit: impl Fn(&Table<'_>, usize) -> DraftEdit) -> String {
    let caret = marked.find('^').expect("the caret is marked");
    let mut text = marked.replace('^', "");
    let range = Structure::parse(&text).table_at(caret).expect("a table is at the caret");
    let DraftEdit { change, selection, moved } = {
        let table = Table::read(&text, range).expect("it can be read");
        edit(&table, caret)
    };
    let before = text.clone();
    change.apply(&mut text).unwrap();
    for Moved { from, to } in moved {
        assert_eq!(text[to..to + from.len()], before[from], "what moved is there");
    }
    let DraftRange { start, end } = selection;
    if start == end {
        return format!("{}^{}", &text[..start], &text[start..]);
    }
    format!("{}⟦{}⟧{}", &text[..start], &text[start..end], &text[end..])
}

fn tab(text: &str) -> String {
    after(text, |table, caret| table.step(caret, false))
}

fn back(text: &str) -> String {
    after(text, |table, caret| table.step(caret, true))
}

fn enter(text: &str) -> String {
    after(text, |table, caret| table.enter(caret).expect("it is no break above the table"))
}

fn does(text: &str, command: TableCommand) -> String {
    after(text, |table, caret| table.command(caret, command))
}

#[test]
fn tab_selects_the_next_cell_and_aligns_the_columns() {
    let table = "| Year^ | n |\n| --- | --- |\n| 1999 | 12345 |";
    assert_eq!(tab(table), "| Year | ⟦n⟧     |\n| ---- | ----- |\n| 1999 | 12345 |");
    let table = "|a^|  |\n|-|-|\n|b|c|";
    assert_eq!(tab(table), "| a   | ^    |\n| --- | --- |\n| b   | c   |");
    let table = "| a | b |\n| --^- | --- |\n| c | d |";
    assert_eq!(tab(table), "| a   | b   |\n| --- | --- |\n| ⟦c⟧   | d   |");
}

#[test]
fn tab_in_the_last_cell_makes_a_row() {
    let table = "| a | b |\n| --- | --- |\n| c | d^ |";
    assert_eq!(tab(table), "| a   | b   |\n| --- | --- |\n| c   | d   |\n| ^    |     |");
    let quoted = "> | a | b^ |\r\n> | --- | --- |\r\n\r\nwords";
    assert_eq!(tab(quoted), "> | a   | b   |\r\n> | --- | --- |\r\n> | ^    |     |\r\n\r\nwords");
}

#[test]
fn shift_tab_goes_back_as_far_as_the_first_cell() {
    let table = "| a   | b   |\n| --- | --- |\n| ^c   | d   |";
    assert_eq!(back(table), "| a   | ⟦b⟧   |\n| --- | --- |\n| c   | d   |");
    let table = "| a^   | b   |\n| --- | --- |";
    assert_eq!(back(table), "| ⟦a⟧   | b   |\n| --- | --- |");
}

#[test]
fn enter_goes_down_and_leaves_the_table_from_an_empty_last_row() {
    let table = "| a   | b^   |\n| --- | --- |\n| c   | d   |";
    assert_eq!(enter(table), "| a   | b   |\n| --- | --- |\n| c   | ⟦d⟧   |");
    let table = "| a   | b   |\n| --- | --- |\n| c   | d^   |";
    assert_eq!(enter(table), "| a   | b   |\n| --- | --- |\n| c   | d   |\n|     | ^    |");
    let table = "| a   | b   |\n| --- | --- |\n| c   | d   |\n|     | ^    |";
    let left = "| a   | b   |\n| --- | --- |\n| c   | d   |\n\n^";
    assert_eq!(enter(table), left);
    assert_eq!(enter(&format!("{table}\n\nwords")), format!("{left}\n\nwords"));
    assert_eq!(enter(&format!("{table}\n# Words")), format!("{left}\n\n# Words"));
    let quoted = "> | a |\n> | --- |\n> | ^ |";
    assert_eq!(enter(quoted), "> | a |\n> | --- |\n>\n> ^");
}

#[test]
fn bars_behind_backslashes_are_part_of_their_cell_and_others_in_code_are_not() {
    let table = "| a\\|b | `c^\\|d` |\n| - | - |";
    assert_eq!(tab(table), "| a\\|b | `c\\|d` |\n| ---- | ------ |\n| ^     |        |");
    let table = "| `a|b`^ |\n| - | - |";
    assert_eq!(back(table), "| ⟦`a⟧  | b`  |\n| --- | --- |");
}

#[test]
fn columns_are_aligned_by_what_is_seen() {
    let table = "| 日本^ | é |\n| :-: | --: |\n| word | e\u{301} |";
    let aligned = "| 日本 | ⟦é⟧ |\n| :--: | --: |\n| word |   e\u{301} |";
    assert_eq!(tab(table), aligned.replace("⟦é⟧", "  ⟦é⟧"));
}

#[test]
fn rows_are_added_moved_and_deleted() {
    let table = "| a   |\n| --- |\n| b^   |\n| c   |";
    let row = |above| does(table, TableCommand::AddRow { above });
    assert_eq!(row(true), "| a   |\n| --- |\n| ^    |\n| b   |\n| c   |");
    assert_eq!(row(false), "| a   |\n| --- |\n| b   |\n| ^    |\n| c   |");
    let moved = |up| does(table, TableCommand::MoveRow { up });
    assert_eq!(moved(true), "| b^   |\n| --- |\n| a   |\n| c   |");
    assert_eq!(moved(false), "| a   |\n| --- |\n| c   |\n| b^   |");
    assert_eq!(does(table, TableCommand::DeleteRow), "| a   |\n| --- |\n| ^c   |");
    assert_eq!(does("# T\n\n| a^ |\n|---|", TableCommand::DeleteRow), "# T\n\n^");
}

#[test]
fn columns_are_added_moved_aligned_and_deleted() {
    let table = "| ab^  | c   |\n| :-- | --- |\n| d   | e   |";
    let column = |left| does(table, TableCommand::AddColumn { left });
    assert_eq!(column(true), "| ^    | ab  | c   |\n| --- | :-- | --- |\n|     | d   | e   |");
    assert_eq!(column(false), "| ab  | ^    | c   |\n| :-- | --- | --- |\n| d   |     | e   |");
    let moved = |left| does(table, TableCommand::MoveColumn { left });
    assert_eq!(moved(false), "| c   | ab^  |\n| --- | :-- |\n| e   | d   |");
    assert_eq!(moved(true), table);
    assert_eq!(does(table, TableCommand::DeleteColumn), "| ^c   |\n| --- |\n| e   |");
    let aligned = |alignment| does(table, TableCommand::Align(alignment));
    assert_eq!(aligned(ColumnAlignment::Right), "|  ab^ | c   |\n| --: | --- |\n|   d | e   |");
    assert_eq!(aligned(ColumnAlignment::Left), "| ab^  | c   |\n| --- | --- |\n| d   | e   |");
}

#[test]
fn cells_that_no_reader_sees_are_kept() {
    let table = "| a^ |\n| --- |\n| b | unseen |";
    let added = does(table, TableCommand::AddColumn { left: false });
    assert_eq!(added, "| a   | ^    |\n| --- | --- |\n| b   |     | unseen |");
    let header = does(table, TableCommand::MoveRow { up: false });
    assert_eq!(header, "| b   | unseen |\n| --- | ------ |\n| a^   |        |");
}

/// The cells of the first table, as the parser reads them, and the columns' alignments.
fn cells(text: &str) -> (Vec<Vec<String>>, Vec<pulldown_cmark::Alignment>) {
    let (mut rows, mut alignments) = (Vec::new(), Vec::new());
    let mut cell: Option<String> = None;
    for (event, _) in events(text) {
        match event {
            Event::Start(Tag::Table(of)) => alignments = of,
            Event::End(TagEnd::Table) => break,
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => {
                rows.last_mut().unwrap().extend(cell.take());
            }
            Event::Text(words) => cell.iter_mut().for_each(|cell| cell.push_str(&words)),
            Event::Code(code) => {
                cell.iter_mut().for_each(|cell| cell.push_str(&format!("`{code}`")));
            }
            _ => {}
        }
    }
    (rows, alignments)
}

/// What a command does to rows of cells, plainly.
fn plainly(
    rows: &mut Vec<Vec<String>>,
    alignments: &mut Vec<pulldown_cmark::Alignment>,
    (row, column): (usize, usize),
    command: TableCommand,
) {
    use pulldown_cmark::Alignment;
    let (height, width) = (rows.len(), alignments.len());
    match command {
        TableCommand::AddRow { above } => {
            rows.insert(row + usize::from(!above), vec![String::new(); width]);
        }
        TableCommand::AddColumn { left } => {
            let at = column + usize::from(!left);
            rows.iter_mut().for_each(|row| row.insert(at, String::new()));
            alignments.insert(at, Alignment::None);
        }
        TableCommand::MoveRow { up: true } if row > 0 => rows.swap(row, row - 1),
        TableCommand::MoveRow { up: false } if row + 1 < height => rows.swap(row, row + 1),
        TableCommand::MoveColumn { left: true } if column > 0 => {
            rows.iter_mut().for_each(|row| row.swap(column, column - 1));
            alignments.swap(column, column - 1);
        }
        TableCommand::MoveColumn { left: false } if column + 1 < width => {
            rows.iter_mut().for_each(|row| row.swap(column, column + 1));
            alignments.swap(column, column + 1);
        }
        TableCommand::MoveRow { .. } | TableCommand::MoveColumn { .. } => {}
        TableCommand::DeleteRow => drop(rows.remove(row)),
        TableCommand::DeleteColumn => {
            rows.iter_mut().for_each(|row| drop(row.remove(column)));
            alignments.remove(column);
        }
        TableCommand::Align(to) => {
            let to = match to {
                ColumnAlignment::Unset => Alignment::None,
                ColumnAlignment::Left => Alignment::Left,
                ColumnAlignment::Centre => Alignment::Center,
                ColumnAlignment::Right => Alignment::Right,
            };
            let held = &mut alignments[column];
            *held = if *held == to { Alignment::None } else { to };
        }
    }
}

fn commands() -> impl Strategy<Value = TableCommand> {
    prop_oneof![
        any::<bool>().prop_map(|above| TableCommand::AddRow { above }),
        any::<bool>().prop_map(|left| TableCommand::AddColumn { left }),
        any::<bool>().prop_map(|up| TableCommand::MoveRow { up }),
        any::<bool>().prop_map(|left| TableCommand::MoveColumn { left }),
        Just(TableCommand::DeleteRow),
        Just(TableCommand::DeleteColumn),
        prop::sample::select(vec![
            ColumnAlignment::Left,
            ColumnAlignment::Centre,
            ColumnAlignment::Right,
        ])
        .prop_map(TableCommand::Align),
    ]
}

/// Tables as people write them: with and without bars at the edges, ragged, quoted.
fn tables() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(vec![
        "",
        "a",
        "two words",
        "12 %",
        "x\\|y",
        "`a\\|b`",
        "日本",
        "e\u{301}",
        "“so”",
    ]);
    let dashes = prop::sample::select(vec!["-", "---", ":--", ":-:", "--:"]);
    let rows = prop::collection::vec(prop::collection::vec(cell.clone(), 1..4), 0..4);
    let marks = prop::sample::select(vec![("", ""), ("> ", "> "), ("- ", "  ")]);
    let ending = prop::sample::select(vec!["\n", "\r\n"]);
    let blank = prop::sample::select(vec!["", " ", "  "]);
    (1..4_usize, marks, ending, blank).prop_flat_map(move |(width, marks, ending, blank)| {
        let header = prop::collection::vec(cell.clone(), width);
        let dashes = prop::collection::vec(dashes.clone(), width);
        (header, dashes, rows.clone()).prop_map(move |(header, dashes, rows)| {
            let line = |cells: &[&str]| {
                format!("|{blank}{}{blank}|", cells.join(&format!("{blank}|{blank}")))
            };
            let mut text = format!(
                "words{ending}{0}{ending}{1}{2}",
                marks.0.trim_end(),
                marks.0,
                line(&header)
            );
            for row in std::iter::once(&dashes).chain(&rows) {
                text.push_str(&format!("{ending}{}{}", marks.1, line(row)));
            }
            text + ending + ending + "Behind | it."
        })
    })
}

proptest! {
    #[test]
    fn a_command_moves_cells_as_said_and_changes_nothing_else(
        text in tables(),
        place in any::<prop::sample::Index>(),
        command in commands(),
    ) {
        let structure = Structure::parse(&text);
        let start = text.find('|').unwrap();
        let Some(range) = structure.table_at(start) else { return Ok(()) };
        let table = Table::read(&text, range).unwrap();
        let caret = range.start + place.index(range.len() + 1);
        prop_assume!(text.is_char_boundary(caret));
        let (mut rows, mut alignments) = cells(&text);
        let (row, column) = table.place(caret);
        prop_assume!(column < alignments.len());
        // Cells beyond the last column are no reader's.
        prop_assume!(table.rows.iter().all(|row| row.cells.len() <= alignments.len()));
        plainly(&mut rows, &mut alignments, (row, column), command);
        let DraftEdit { change, selection, .. } = table.command(caret, command);
        let mut after = text.clone();
        change.apply(&mut after).unwrap();
        prop_assert!(after.get(selection.to_std()).is_some());
        if !rows.is_empty() && !alignments.is_empty() {
            prop_assert_eq!(cells(&after), (rows, alignments), "{}", after);
        }
        prop_assert_eq!(&after[..range.start], &text[..range.start]);
        prop_assert!(after.ends_with(&text[range.end..]));
    }

    #[test]
    fn going_from_cell_to_cell_changes_no_cell_and_aligning_twice_is_aligning_once(
        text in tables(),
        place in any::<prop::sample::Index>(),
        is_back in any::<bool>(),
    ) {
        let Some(range) = Structure::parse(&text).table_at(text.find('|').unwrap()) else {
            return Ok(());
        };
        let table = Table::read(&text, range).unwrap();
        let caret = range.start + place.index(range.len() + 1);
        prop_assume!(text.is_char_boundary(caret));
        let DraftEdit { change, selection, moved } = table.step(caret, is_back);
        prop_assert!(moved.is_empty());
        let mut after = text.clone();
        change.apply(&mut after).unwrap();
        let (mut before, alignments) = cells(&text);
        if cells(&after).0.len() > before.len() {
            before.push(vec![String::new(); alignments.len()]);
        }
        prop_assert_eq!(cells(&after), (before, alignments), "{}", after);
        let range = Structure::parse(&after).table_at(selection.start).unwrap();
        let again = Table::read(&after, range).unwrap().align(selection);
        prop_assert!(again.change.is_empty(), "{:?}", again.change);
    }
}
