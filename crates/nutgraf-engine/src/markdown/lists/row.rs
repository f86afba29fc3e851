//! A line of a list or quotation, taken apart.

use crate::{
    markdown::item_mark,
    range::DraftRange,
    text::{Document, Edit},
};

/// Spaces that a tab may stand for.
const TAB: usize = 4;

/// A line: what precedes its words, and where they are.
///
/// # Invariants
/// `prefix` is what stands before `words`, unless the line was moved or numbered anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::markdown) struct Row {
    /// Where the line, its words and its end are, in bytes of the draft; without its break.
    pub start: usize,
    pub words: usize,
    pub end: usize,
    /// Marks of the quotations around it, with the space behind them.
    pub quote: String,
    /// Column of the item within its quotations.
    pub indent: usize,
    pub mark: ListMark,
    /// Whether the item was moved to another level.
    pub is_moved: bool,
    original: String,
}

/// The mark of an item with the spaces behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::markdown) enum ListMark {
    /// The line begins no item.
    None,
    /// `- `, `* `, `+ `, with the box of a task.
    Bullet { mark: String, task: String },
    /// `1. `, `1) `, with the box of a task.
    Number { number: u64, behind: String, task: String },
}

impl Row {
    /// Takes a line of a document apart.
    pub(in crate::markdown) fn of(document: &Document, line: usize) -> Self {
        let range = document.line_range(line);
        let text = document.text()[range].trim_end_matches('\r');
        let lead = text.len() - text.trim_start_matches([' ', '\t', '>']).len();
        let quoted = text[..lead].rfind('>').map_or(0, |at| at + 1);
        let quoted = quoted + usize::from(quoted > 0 && text[quoted..lead].starts_with(' '));
        let (mark, width) = ListMark::of(&text[lead..]);
        let words = lead + width;
        Self {
            start: range.start,
            words: range.start + words,
            end: range.start + text.len(),
            quote: text[..quoted].to_owned(),
            indent: columns(&text[quoted..lead]),
            mark,
            is_moved: false,
            original: text[..words].to_owned(),
        }
    }

    pub(in crate::markdown) fn is_item(&self) -> bool {
        self.mark != ListMark::None
    }

    pub(super) fn is_quoted(&self) -> bool {
        !self.quote.is_empty()
    }

    pub(in crate::markdown) fn is_blank(&self) -> bool {
        !self.is_item() && self.words == self.end
    }

    /// Whether it is part of an item above it.
    pub(in crate::markdown) fn is_inside(&self, above: &Self) -> bool {
        above.is_item() && above.indent < self.indent && self.levels() == above.levels()
    }

    /// Whether it belongs to the list of another item, whatever its number.
    pub(in crate::markdown) fn is_sibling_of(&self, other: &Self) -> bool {
        let reach = other.indent..other.column_of_words().max(other.indent + 1);
        other.is_item() && reach.contains(&self.indent) && self.levels() == other.levels()
    }

    fn levels(&self) -> usize {
        self.quote.matches('>').count()
    }

    /// The column of its words, where an item that is part of it begins.
    pub(in crate::markdown) fn column_of_words(&self) -> usize {
        self.indent
            + match &self.mark {
                ListMark::None => 0,
                ListMark::Bullet { mark, .. } => mark.len(),
                ListMark::Number { number, behind, .. } => number.to_string().len() + behind.len(),
            }
    }

    /// The quotation around its innermost one.
    pub(super) fn outer_quote(&self) -> &str {
        let outer = self.quote.rfind('>').map_or("", |at| &self.quote[..at]);
        if outer.contains('>') { outer } else { "" }
    }

    /// The line behind it, in the same list.
    pub(super) fn next(&self) -> Self {
        let mark = match self.mark.clone() {
            ListMark::Bullet { mark, task } => ListMark::Bullet { mark, task: unchecked(&task) },
            ListMark::Number { number, behind, task } => {
                let number = number.saturating_add(1);
                ListMark::Number { number, behind, task: unchecked(&task) }
            }
            ListMark::None => ListMark::None,
        };
        Self { mark, is_moved: true, ..self.clone() }
    }

    /// The line as the next item of another item's list.
    pub(super) fn moved_beside(&self, other: &Self) -> Self {
        Self { indent: other.indent, mark: other.next().mark, is_moved: true, ..self.clone() }
    }

    /// What precedes its words.
    pub(super) fn prefix(&self) -> String {
        let blanks = " ".repeat(self.indent);
        let mark = match &self.mark {
            ListMark::None => String::new(),
            ListMark::Bullet { mark, task } => format!("{mark}{task}"),
            ListMark::Number { number, behind, task } => format!("{number}{behind}{task}"),
        };
        format!("{}{blanks}{mark}", self.quote)
    }

    /// The edit that gives the line its prefix; `None` where it has it.
    pub(super) fn edit(&self) -> Option<Edit> {
        let prefix = self.prefix();
        let is_other = prefix != self.original && !self.original.contains('\t');
        // Tabs are left as they are, unless the line was moved.
        let changes = is_other || (self.is_moved && prefix != self.original);
        changes.then(|| Edit { range: DraftRange::new(self.start, self.words), insert: prefix })
    }

    /// Gives a numbered item another number.
    pub(super) fn renumber(&mut self, to: u64) {
        if let ListMark::Number { number, .. } = &mut self.mark {
            *number = to;
        }
    }

    pub(in crate::markdown) fn number(&self) -> Option<(u64, &str)> {
        match &self.mark {
            ListMark::Number { number, behind, .. } => Some((*number, behind.trim_end())),
            _ => None,
        }
    }
}

impl ListMark {
    /// Reads the mark that the words of a line begin with, and its length in bytes.
    fn of(text: &str) -> (Self, usize) {
        let end = item_mark(text);
        if end == 0 {
            return (Self::None, 0);
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let is_task = ["[ ] ", "[x] ", "[X] "].iter().any(|task| text[end..].starts_with(task));
        let task = text[end..end + if is_task { 4 } else { 0 }].to_owned();
        let width = end + task.len();
        let mark = match text[..digits].parse() {
            Ok(number) => Self::Number { number, behind: text[digits..end].to_owned(), task },
            Err(_) => Self::Bullet { mark: text[..end].to_owned(), task },
        };
        (mark, width)
    }
}

/// Numbers the items from a row on, each after the one before it in its own list.
///
/// Only the lists in the columns `lists` are numbered, as far as they go on, and the rows
/// that were moved, which begin at 1 where they begin a list. A list within an item is the
/// writer's.
pub(super) fn number_from(rows: &mut [Row], first: usize, lists: &[usize]) {
    let mut lists = lists.to_vec();
    for at in first..rows.len() {
        if rows[at].is_item() {
            // An item further out ends the lists within the one before it.
            lists.retain(|column| *column <= rows[at].indent);
        }
        if !rows[at].is_moved && !lists.contains(&rows[at].indent) {
            continue;
        }
        let Some((number, sign)) = rows[at].number() else { continue };
        let before = rows[..at].iter().rev().filter(|row| row.is_item());
        let mut siblings = before
            .take_while(|row| row.indent >= rows[at].indent || rows[at].is_sibling_of(row))
            .filter(|row| rows[at].is_sibling_of(row))
            .map_while(|row| row.number().filter(|(_, other)| *other == sign));
        let last = siblings.next().map(|(number, _)| number);
        let one_before = siblings.next().map(|(number, _)| number);
        let number = match (last, one_before) {
            (Some(last), Some(before)) if last == before => last,
            (Some(last), _) => last.saturating_add(1),
            (None, _) if rows[at].is_moved => 1,
            (None, _) => number,
        };
        if let ListMark::Number { number: held, .. } = &mut rows[at].mark {
            *held = number;
        }
    }
}

fn unchecked(task: &str) -> String {
    if task.is_empty() { String::new() } else { "[ ] ".to_owned() }
}

/// How many columns blanks fill.
fn columns(blanks: &str) -> usize {
    blanks.chars().fold(0, |column, c| match c {
        '\t' => column / TAB * TAB + TAB,
        _ => column + 1,
    })
}
