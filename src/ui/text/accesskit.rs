//! The text as a screen reader sees it: lines in view as paragraphs and headings, rows as
//! text runs, the caret and the selection.
//!
//! # Invariants
//! Only what is in view is published, so the cost does not grow with the text; and requests
//! are answered only for runs that were published in the frame before.

use egui::{
    Id, Rect, Sense, Ui, UiBuilder,
    accesskit::{Action as AccessAction, NodeId, Role, TextDirection, TextPosition, TextSelection},
};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    caret::Caret,
    layout::{CaretPosition, PlacedLine, VisibleLines},
};
use nutgraf_engine::range::TextRange;

/// AccessKit stores word starts as `u8` indices of characters, so longer runs are split.
const LONGEST_RUN: usize = 255;

/// The runs that were published, in text order.
#[derive(Default)]
pub(crate) struct AccessibleText {
    runs: Vec<AccessibleRun>,
}

/// A row, or a part of a long one.
struct AccessibleRun {
    node: NodeId,
    /// Bytes of the draft that it shows, including a line break after it.
    range: TextRange,
}

/// Publishes what is in view to AccessKit where a screen reader listens.
///
/// `id` is the id of the text field.
pub(crate) fn publish(
    ui: &mut Ui,
    (id, can_be_edited): (Id, bool),
    text: &str,
    page: &VisibleLines,
    caret: &Caret,
) -> AccessibleText {
    let mut accessible = AccessibleText::default();
    let listens = ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::MultilineTextInput);
        if can_be_edited {
            node.add_action(AccessAction::ReplaceSelectedText);
        } else {
            node.set_read_only();
        }
        node.add_action(AccessAction::SetTextSelection);
        node.add_action(AccessAction::ScrollUp);
        node.add_action(AccessAction::ScrollDown);
    });
    if listens.is_none() {
        return accessible;
    }
    for (number, line) in page.lines.iter().enumerate() {
        // Line numbers keep ids stable while other lines are edited or scrolled.
        publish_line(ui, text, (id, page.first + number), line, &mut accessible);
    }
    let position = |byte: usize| accessible.position(text, byte);
    if let (Some(anchor), Some(focus)) = (position(caret.anchor), position(caret.head.byte)) {
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_text_selection(TextSelection { anchor, focus });
        });
    }
    accessible
}

fn publish_line(
    ui: &mut Ui,
    text: &str,
    (id, number): (Id, usize),
    line: &PlacedLine,
    accessible: &mut AccessibleText,
) {
    let line_id = id.with(("line", number));
    let role = if line.layout.heading > 0 { Role::Heading } else { Role::Paragraph };
    let builder = UiBuilder::new()
        .scope_id(line_id)
        .max_rect(line.rect())
        .accessibility_parent(id)
        .accessibility_role(role);
    let child = ui.new_child(builder);
    ui.ctx().accesskit_node_builder(line_id, |node| {
        node.set_bounds(bounds(line.rect()));
        if line.layout.heading > 0 {
            node.set_level(usize::from(line.layout.heading));
        }
    });
    let view = ui.clip_rect().y_range();
    for row in 0..line.row_count() {
        if !view.intersects(line.row_rect(row).y_range()) {
            continue;
        }
        let start = line.row_start(row).byte;
        let is_last = row + 1 == line.row_count();
        let end = if is_last {
            line.range.end + break_length(&text[line.range.end..])
        } else {
            line.row_start(row + 1).byte
        };
        publish_row(
            &child,
            text,
            line,
            (row, TextRange::new(start, end)),
            line_id.with(row),
            accessible,
        );
    }
}

fn bounds(rect: Rect) -> egui::accesskit::Rect {
    egui::accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    }
}

fn break_length(rest: &str) -> usize {
    if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) }
}

/// Publishes a row as runs of one direction and at most [`LONGEST_RUN`] characters.
fn publish_row(
    ui: &Ui,
    text: &str,
    line: &PlacedLine,
    (row, range): (usize, TextRange),
    row_id: Id,
    accessible: &mut AccessibleText,
) {
    let rect = line.row_rect(row);
    let mut ways = line.row_runs(row).into_iter().peekable();
    let mut start = range.start;
    let mut part = 0;
    while let Some((way, is_rtl)) = ways.next() {
        // A line break after the row belongs to the last of its runs.
        let is_last = ways.peek().is_none();
        let end = if is_last { range.end } else { way.end };
        if end <= start && !is_last {
            // A preedit is not part of the draft.
            continue;
        }
        loop {
            let rest = &text[start..end];
            let length = rest.char_indices().nth(LONGEST_RUN).map_or(rest.len(), |(at, _)| at);
            let run = TextRange::new(start, start + length);
            publish_run(ui, text, line, (rect, is_rtl), run, row_id.with(part));
            accessible
                .runs
                .push(AccessibleRun { node: row_id.with(part).accesskit_id(), range: run });
            start = run.end;
            part += 1;
            if start >= end {
                break;
            }
        }
    }
}

fn publish_run(
    ui: &Ui,
    text: &str,
    line: &PlacedLine,
    (row, is_rtl): (Rect, bool),
    run: TextRange,
    run_id: Id,
) {
    let value = &text[run];
    let x = |position: CaretPosition| {
        line.caret(CaretPosition { byte: position.byte.min(line.range.end), ..position }).left()
    };
    // Where each character begins and ends; all but the first of a cluster have no width.
    let mut edges = Vec::with_capacity(value.len());
    for (at, grapheme) in value.grapheme_indices(true) {
        let start = run.start + at;
        let begin = if start < line.range.end {
            CaretPosition::at(start)
        } else {
            CaretPosition::upstream(start)
        };
        let end = x(CaretPosition::upstream(start + grapheme.len()));
        edges.push((x(begin), end));
        edges.extend(grapheme.chars().skip(1).map(|_| (end, end)));
    }
    let xs = || edges.iter().flat_map(|(start, end)| [*start, *end]);
    let here = x(CaretPosition::at(run.start));
    let left = xs().reduce(f32::min).unwrap_or(here);
    let right = xs().reduce(f32::max).unwrap_or(here).max(left + 1.0);
    let rect = Rect::from_x_y_ranges(left..=right, row.y_range());
    let direction = if is_rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    // Registers the run as a child of its line; it takes no clicks from the text.
    ui.interact(rect, run_id, Sense::hover());
    ui.ctx().accesskit_node_builder(run_id, |node| {
        node.set_role(Role::TextRun);
        node.set_bounds(bounds(rect));
        node.set_text_direction(direction);
        node.set_value(value);
        // A character of UTF-8 has at most four bytes.
        node.set_character_lengths(value.chars().map(|c| c.len_utf8() as u8).collect::<Vec<_>>());
        // Positions count from where the run begins, in its own direction.
        let offset = |(start, _): &(f32, f32)| if is_rtl { right - start } else { start - left };
        node.set_character_positions(edges.iter().map(offset).collect::<Vec<_>>());
        let width = |(start, end): &(f32, f32)| (end - start).abs();
        node.set_character_widths(edges.iter().map(width).collect::<Vec<_>>());
        node.set_word_starts(word_starts(value));
    });
}

/// Returns the indices of the characters at which words begin.
fn word_starts(value: &str) -> Vec<u8> {
    let mut was_word = false;
    let mut starts = Vec::new();
    for (index, c) in value.chars().enumerate() {
        let is_word = c.is_alphanumeric();
        if is_word && !was_word {
            // A run has no more characters than a `u8` counts.
            starts.extend(u8::try_from(index));
        }
        was_word = is_word;
    }
    starts
}

impl AccessibleText {
    /// Maps a byte of the draft to a published position; one out of view to the nearest
    /// position in view.
    fn position(&self, text: &str, byte: usize) -> Option<TextPosition> {
        let behind = self.runs.partition_point(|run| run.range.start <= byte);
        let run = self.runs.get(behind.saturating_sub(1))?;
        let byte = byte.clamp(run.range.start, run.range.end);
        let before = text.get(run.range.start..byte)?;
        Some(TextPosition { node: run.node, character_index: before.chars().count() })
    }

    /// Maps a published position to a byte of the draft.
    fn byte(&self, text: &str, position: &TextPosition) -> Option<usize> {
        let run = self.runs.iter().find(|run| run.node == position.node)?;
        let words = text.get(run.range.to_std())?;
        let at = words.char_indices().nth(position.character_index);
        Some(run.range.start + at.map_or(words.len(), |(at, _)| at))
    }

    /// Returns the caret for a selection in published positions.
    pub(crate) fn selection(&self, text: &str, selection: &TextSelection) -> Option<Caret> {
        let anchor = self.byte(text, &selection.anchor)?;
        let focus = self.byte(text, &selection.focus)?;
        Some(Caret { anchor, ..Caret::at(focus) })
    }
}
