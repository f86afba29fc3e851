//! Tables of a page: those that Markdown can have, and those that only lay a page out.

use super::{
    block::{is_block, is_shown, line_of},
    run::Runs,
    style::{Look, property},
    tree::Element,
};

/// The most columns that a cell may span, and a table have: more than anybody reads.
const MOST_COLUMNS: usize = 64;

/// A table of lines; every row has as many cells as the first.
#[derive(Debug, PartialEq)]
pub(super) struct HtmlTable {
    pub(super) columns: Vec<ColumnSide>,
    pub(super) rows: Vec<Vec<Runs>>,
}

/// To which side the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ColumnSide {
    #[default]
    Unsaid,
    Left,
    Centre,
    Right,
}

/// Returns a table as Markdown can have it; `None` for one that only lays a page out.
pub(super) fn of(element: &Element, style: &Look) -> Option<HtmlTable> {
    let mut found = Vec::new();
    rows_of(element, &mut found);
    let has_blocks = |row: &&Element| cells_of(row).any(|cell| cell.elements().any(is_block));
    if found.iter().any(has_blocks) {
        return None;
    }
    let mut columns: Vec<ColumnSide> = Vec::new();
    let mut rows = Vec::new();
    for row in found {
        let style = style.within(row);
        let mut cells: Vec<Runs> = Vec::new();
        for cell in cells_of(row) {
            if cells.len() >= MOST_COLUMNS {
                return None;
            }
            // The weight of a head is the head's.
            let mut own = style.within(cell);
            own.bold &= &*cell.name != "th";
            if rows.is_empty() {
                columns.resize(cells.len(), ColumnSide::Unsaid);
                columns.push(column_of(cell));
            }
            cells.push(line_of(&cell.children, &own).trimmed());
            let span = cell.attribute("colspan").and_then(|span| span.trim().parse().ok());
            let further = span.unwrap_or(1_usize).saturating_sub(1);
            let end = cells.len().saturating_add(further).min(MOST_COLUMNS);
            cells.resize(end, Runs::default());
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(cells);
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize(width, Runs::default()));
    columns.resize(width, ColumnSide::Unsaid);
    (width > 1).then_some(HtmlTable { columns, rows })
}

/// Returns every cell of a table, in the order of its rows.
pub(super) fn cells(element: &Element) -> Vec<&Element> {
    let mut rows = Vec::new();
    rows_of(element, &mut rows);
    rows.into_iter().flat_map(cells_of).collect()
}

/// Finds the rows of a table, but for those of tables within it.
fn rows_of<'a>(element: &'a Element, rows: &mut Vec<&'a Element>) {
    for child in element.elements().filter(|child| is_shown(child)) {
        match &*child.name {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => rows_of(child, rows),
            _ => {}
        }
    }
}

fn cells_of(row: &Element) -> impl Iterator<Item = &Element> {
    row.elements().filter(|cell| matches!(&*cell.name, "td" | "th") && is_shown(cell))
}

fn column_of(cell: &Element) -> ColumnSide {
    let side = property(cell, "text-align").or_else(|| cell.attribute("align"));
    match side.unwrap_or_default() {
        "left" => ColumnSide::Left,
        "center" => ColumnSide::Centre,
        "right" => ColumnSide::Right,
        _ => ColumnSide::Unsaid,
    }
}
