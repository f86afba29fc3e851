//! Layout of the blocks of a unit: words, and the shapes around them.
//!
//! # Invariants
//! Everything is relative to where the unit begins, so a layout stays valid wherever the
//! unit is scrolled to.

use std::sync::Arc;

use egui::{
    Align, Galley, Pos2, Rect, Stroke, Ui, Vec2, pos2,
    text::{LayoutJob, TextFormat},
    vec2,
};

use crate::ui::text::range::CharacterRange;
use crate::ui::theme::{Face, Theme, TypeSize};
use nutgraf_engine::markdown::{ItemOf, ListItem, Rendered, StyledText};

/// Space between blocks, between the items of a tight list, and above headings other than
/// the title, in points.
pub(super) const GAP: f32 = 14.0;
const TIGHT_GAP: f32 = 6.0;
const HEADING_GAP: f32 = 12.0;

/// Indent of the blocks of an item and of a quote, in points.
const ITEM_INDENT: f32 = 28.0;
const QUOTE_INDENT: f32 = 20.0;

/// Where the number or bullet of an item begins, and where it ends at the latest, in
/// points.
const SIGN_LEFT: f32 = 6.0;
const SIGN_RIGHT: f32 = 22.0;

/// Padding of code, in points.
const CODE_ROOM: Vec2 = vec2(12.0, 10.0);

/// Space between a footnote's label and its words, in points.
const LABEL_GAP: f32 = 8.0;

/// Space between the cells of a table, in points.
const CELL_GAP: Vec2 = vec2(16.0, 6.0);

/// Least width of a column, in points.
const NARROWEST: f32 = 40.0;

/// The layout of a unit.
pub(super) struct UnitLayout {
    /// Height including the space below, in points.
    pub height: f32,
    /// The parts in drawing order.
    pub parts: Vec<UnitPart>,
}

/// A part of a unit to draw, in points from where the unit begins.
pub(super) enum UnitPart {
    /// Words that can be selected, and the targets of links by ranges of characters.
    Words(Pos2, Arc<Galley>, Vec<(CharacterRange, String)>),
    /// A number or a bullet.
    Sign(Pos2, Arc<Galley>),
    /// The line beside a quote.
    Bar(Rect),
    /// The background of code.
    Ground(Rect),
    /// A rule across the page.
    Rule(Rect),
    /// A table wider than the page: its place, its size, and its parts relative to its own
    /// corner.
    Wide(Rect, Vec2, Vec<UnitPart>),
}

/// Lays out units.
pub(super) struct UnitLayouter<'a> {
    /// Gives access to fonts.
    pub ui: &'a Ui,
    /// Gives sizes and colours.
    pub theme: &'a Theme,
    /// Height of a scroll bar below a table, in points.
    pub scroll_bar: f32,
}

impl UnitLayouter<'_> {
    /// Lays out a unit in a column of a width.
    pub(super) fn unit(
        &self,
        blocks: &[Rendered],
        item: Option<&ItemOf>,
        width: f32,
    ) -> UnitLayout {
        let mut parts = Vec::new();
        let bottom = self.blocks(blocks, Pos2::ZERO, width, GAP, &mut parts);
        let is_tight = item.is_some_and(|item| !item.is_loose && !item.is_last);
        UnitLayout { height: bottom + if is_tight { TIGHT_GAP } else { GAP }, parts }
    }

    /// Lays out blocks below each other and returns where the last one ends.
    fn blocks(
        &self,
        blocks: &[Rendered],
        at: Pos2,
        width: f32,
        gap: f32,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let mut y = at.y;
        for (index, block) in blocks.iter().enumerate() {
            let top = if index == 0 { y } else { y + gap };
            y = self.block(block, pos2(at.x, top), width.max(NARROWEST), parts);
        }
        y
    }

    fn block(&self, block: &Rendered, at: Pos2, width: f32, parts: &mut Vec<UnitPart>) -> f32 {
        let scale = &self.theme.type_scale;
        match block {
            Rendered::Heading(level, words) => {
                let size = match level {
                    1 => scale.heading_1,
                    2 => scale.heading_2,
                    3 => scale.heading_3,
                    _ => scale.draft,
                };
                let room = if *level == 1 { 0.0 } else { HEADING_GAP };
                self.words(words, at + vec2(0.0, room), width, (size, true), parts)
            }
            Rendered::Paragraph(words) => self.words(words, at, width, (scale.draft, false), parts),
            Rendered::Quote(inner) => {
                let from = at + vec2(QUOTE_INDENT, 0.0);
                let bottom = self.blocks(inner, from, width - QUOTE_INDENT, GAP, parts);
                let bar = Rect::from_min_max(at + vec2(1.0, 0.0), pos2(at.x + 3.0, bottom));
                parts.push(UnitPart::Bar(bar));
                bottom
            }
            Rendered::List(first, items) => self.list(*first, items, at, width, parts),
            Rendered::Code(text) => self.code(text, at, width, parts),
            Rendered::Table(rows) => self.table(rows, at, width, parts),
            Rendered::Footnote(label, inner) => {
                let font = Face::Interface.at(scale.small.0);
                let label = self.plain(format!("[{label}]"), font, self.theme.palette.dim, width);
                let (size, indent) = (label.size(), label.size().x + LABEL_GAP);
                let top = (scale.draft.1 - size.y) / 2.0;
                parts.push(UnitPart::Words(at + vec2(0.0, top), label, Vec::new()));
                let from = at + vec2(indent, 0.0);
                let bottom = self.blocks(inner, from, width - indent, GAP, parts);
                bottom.max(at.y + size.y)
            }
            Rendered::Rule => {
                parts.push(UnitPart::Rule(Rect::from_min_size(at, vec2(width, 1.0))));
                at.y + 1.0
            }
        }
    }

    fn list(
        &self,
        first: Option<u64>,
        items: &[ListItem],
        at: Pos2,
        width: f32,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let TypeSize(size, row) = self.theme.type_scale.draft;
        let mut y = at.y;
        for (index, item) in (0..).zip(items) {
            let sign = first.map(|first| format!("{}.", first.saturating_add(index)));
            let sign = sign.unwrap_or_else(|| "•".to_owned());
            let color = self.theme.palette.dim;
            let sign = self.plain(sign, Face::Draft.at(size), color, f32::INFINITY);
            // A number that is too long hangs into the margin.
            let left = SIGN_LEFT.min(SIGN_RIGHT - sign.size().x);
            let top = y + (row - sign.size().y) / 2.0;
            parts.push(UnitPart::Sign(pos2(at.x + left, top), sign));
            let gap = if item.is_loose { GAP } else { TIGHT_GAP };
            let from = pos2(at.x + ITEM_INDENT, y);
            let bottom = self.blocks(&item.blocks, from, width - ITEM_INDENT, gap, parts);
            y = bottom.max(y + row) + gap;
            if index + 1 == items.len() as u64 {
                y -= gap;
            }
        }
        y
    }

    fn code(&self, text: &str, at: Pos2, width: f32, parts: &mut Vec<UnitPart>) -> f32 {
        let font = Face::Mono.at(self.theme.type_scale.mono_draft.0 - 2.0);
        let inner = (width - 2.0 * CODE_ROOM.x).max(NARROWEST);
        let color = self.theme.palette.ink;
        let galley = self.plain(text.to_owned(), font, color, inner);
        let height = galley.size().y + 2.0 * CODE_ROOM.y;
        parts.push(UnitPart::Ground(Rect::from_min_size(at, vec2(width, height))));
        parts.push(UnitPart::Words(at + CODE_ROOM, galley, Vec::new()));
        at.y + height
    }

    fn table(
        &self,
        rows: &[Vec<Vec<StyledText>>],
        at: Pos2,
        width: f32,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let column = (width / columns as f32 - CELL_GAP.x).max(NARROWEST);
        let TypeSize(size, height) = self.theme.type_scale.draft;
        let size = TypeSize(size - 2.0, height - 4.0);
        let mut cells = Vec::new();
        let mut y = 0.0;
        for (index, row) in rows.iter().enumerate() {
            let top = if index == 0 { 0.0 } else { y + CELL_GAP.y };
            y = top;
            for (number, cell) in row.iter().enumerate() {
                let from = pos2(number as f32 * (column + CELL_GAP.x), top);
                y = y.max(self.words(cell, from, column, (size, index == 0), &mut cells));
            }
        }
        let whole = vec2(columns as f32 * (column + CELL_GAP.x) - CELL_GAP.x, y);
        if whole.x <= width {
            parts.extend(cells.into_iter().map(|part| part.moved(at.to_vec2())));
            return at.y + y;
        }
        let rect = Rect::from_min_size(at, vec2(width, y + self.scroll_bar));
        parts.push(UnitPart::Wide(rect, whole, cells));
        rect.bottom()
    }

    /// Lays out runs as one wrapped text and returns where it ends.
    fn words(
        &self,
        runs: &[StyledText],
        at: Pos2,
        width: f32,
        (size, is_strong): (TypeSize, bool),
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        let mut links = Vec::new();
        let mut count = 0;
        for run in runs {
            job.append(&run.text, 0.0, self.format(run, size, is_strong));
            let end = count + run.text.chars().count();
            if !run.style.link.is_empty() {
                links.push((CharacterRange::new(count, end), run.style.link.clone()));
            }
            count = end;
        }
        if runs.is_empty() {
            job.append("", 0.0, self.format(&StyledText::default(), size, is_strong));
        }
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let bottom = at.y + galley.size().y;
        parts.push(UnitPart::Words(at, galley, links));
        bottom
    }

    fn plain(
        &self,
        text: String,
        font: egui::FontId,
        color: egui::Color32,
        width: f32,
    ) -> Arc<Galley> {
        let job = LayoutJob::simple(text, font, color, width);
        self.ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    fn format(
        &self,
        run: &StyledText,
        TypeSize(size, height): TypeSize,
        is_strong: bool,
    ) -> TextFormat {
        let palette = &self.theme.palette;
        let style = &run.style;
        let face = match (style.code, is_strong || style.strong, style.emphasis) {
            (true, ..) => Face::Mono,
            (_, true, true) => Face::DraftSemiBoldItalic,
            (_, true, false) => Face::DraftSemiBold,
            (_, false, true) => Face::DraftItalic,
            _ => Face::Draft,
        };
        let is_link = !style.link.is_empty();
        let color = if style.citation || is_link { palette.accent } else { palette.ink };
        let size = if style.code || style.citation { size * 0.88 } else { size };
        TextFormat {
            font_id: face.at(size),
            line_height: Some(height),
            color,
            underline: if is_link { Stroke::new(1.0, color) } else { Stroke::NONE },
            strikethrough: if style.strike { Stroke::new(1.0, color) } else { Stroke::NONE },
            valign: Align::Center,
            ..TextFormat::default()
        }
    }
}

impl UnitPart {
    fn moved(self, by: Vec2) -> Self {
        match self {
            Self::Words(at, galley, links) => Self::Words(at + by, galley, links),
            Self::Sign(at, galley) => Self::Sign(at + by, galley),
            Self::Bar(rect) => Self::Bar(rect.translate(by)),
            Self::Ground(rect) => Self::Ground(rect.translate(by)),
            Self::Rule(rect) => Self::Rule(rect.translate(by)),
            Self::Wide(rect, whole, parts) => Self::Wide(rect.translate(by), whole, parts),
        }
    }
}
