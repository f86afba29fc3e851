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

use crate::app::Workspace;
use crate::ui::text::range::CharacterRange;
use crate::ui::theme::{Face, Theme, TypeSize};
use nutgraf_engine::markdown::{ItemOf, ListItem, Rendered, StyledText, tables::ColumnAlignment};

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
pub(super) const CODE_ROOM: Vec2 = vec2(12.0, 10.0);

/// Size and row of notes and tables, as a part of the draft's.
const NOTE: f32 = 0.85;
const CELL: f32 = 0.9;

/// Size and height of the sign of a note, as a part of the size of the words beside it.
const SIGN_SIZE: f32 = 0.68;
const SIGN_HEIGHT: f32 = 0.85;

/// Side of the box of a task, in points.
const TASK_BOX: f32 = 13.0;

/// What leads back from a note to its sign.
const BACK: &str = "\u{a0}↩";

/// Space between the cells of a table, in points.
const CELL_GAP: Vec2 = vec2(16.0, 6.0);

/// Least width of a column, in points.
pub(super) const NARROWEST: f32 = 40.0;

/// The layout of a unit.
pub(super) struct UnitLayout {
    /// Height including the space below, in points.
    pub height: f32,
    /// The parts in drawing order.
    pub parts: Vec<UnitPart>,
}

/// Where words of the preview lead when they are pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To an address.
    Address(String),
    /// To the note with this number.
    Note(usize),
    /// To the first sign of the note with this number.
    Sign(usize),
}

/// A part of a unit to draw, in points from where the unit begins.
pub(super) enum UnitPart {
    /// Words that can be selected, and what they lead to by ranges of characters.
    Words(Pos2, Arc<Galley>, Vec<(CharacterRange, Target)>),
    /// A number or a bullet.
    Sign(Pos2, Arc<Galley>),
    /// The box of a task, and whether it is done.
    Task(Rect, bool),
    /// The line beside a quote.
    Bar(Rect),
    /// The background of code.
    Ground(Rect),
    /// A rule across the page.
    Rule(Rect),
    /// A picture, or its place: its address and its words.
    Picture(Rect, String, String),
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
    /// The number of the note whose words are laid out, in its smaller type; `None` in the
    /// running text.
    pub note: Option<usize>,
    /// Knows the pictures.
    pub workspace: &'a Workspace,
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
        if blocks.iter().all(is_definition) {
            return UnitLayout { height: 0.0, parts };
        }
        let bottom = self.blocks(blocks, Pos2::ZERO, width, GAP, &mut parts);
        let is_tight = item.is_some_and(|item| !item.is_loose && !item.is_last);
        UnitLayout { height: bottom + if is_tight { TIGHT_GAP } else { GAP }, parts }
    }

    /// Lays out a note with its number in front and the way back behind.
    pub(super) fn noted(&self, number: usize, mut blocks: Vec<Rendered>, width: f32) -> UnitLayout {
        if !matches!(blocks.first(), Some(Rendered::Paragraph(_))) {
            blocks.insert(0, Rendered::Paragraph(Vec::new()));
        }
        if let Some(Rendered::Paragraph(runs)) = blocks.first_mut() {
            runs.insert(0, StyledText::plain(format!("{number}. ")));
        }
        if !matches!(blocks.last(), Some(Rendered::Paragraph(_))) {
            blocks.push(Rendered::Paragraph(Vec::new()));
        }
        let mut parts = Vec::new();
        let bottom = self.blocks(&blocks, Pos2::ZERO, width, TIGHT_GAP, &mut parts);
        UnitLayout { height: bottom + TIGHT_GAP, parts }
    }

    /// Type of the running text, or of a note.
    fn body(&self) -> TypeSize {
        let draft = self.theme.type_scale.draft;
        if self.note.is_some() { scaled(draft, NOTE) } else { draft }
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
        let last = blocks.len().saturating_sub(1);
        let is_note = self.note.is_some() && at == Pos2::ZERO;
        // Definitions of notes are shown at the end of the preview and take no room here.
        let shown = blocks.iter().enumerate().filter(|(_, block)| !is_definition(block));
        let mut is_first = true;
        for (index, block) in shown {
            let top = if std::mem::take(&mut is_first) { y } else { y + gap };
            let (at, width) = (pos2(at.x, top), width.max(NARROWEST));
            y = match block {
                Rendered::Paragraph(words) if is_note && index == last => {
                    let words: Vec<_> =
                        words.iter().cloned().chain([StyledText::plain(BACK)]).collect();
                    self.lines(&words, at, width, (self.body(), false), self.note, parts)
                }
                block => self.block(block, at, width, parts),
            };
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
            Rendered::Paragraph(words) => self.paragraph(words, at, width, parts),
            Rendered::Quote(inner) => {
                let from = at + vec2(QUOTE_INDENT, 0.0);
                let bottom = self.blocks(inner, from, width - QUOTE_INDENT, GAP, parts);
                let bar = Rect::from_min_max(at + vec2(1.0, 0.0), pos2(at.x + 3.0, bottom));
                parts.push(UnitPart::Bar(bar));
                bottom
            }
            Rendered::List(first, items) => self.list(*first, items, at, width, parts),
            Rendered::Code(fence, text) => self.code((fence, text), at, width, parts),
            Rendered::Table(sides, rows) => self.table(sides, rows, at, width, parts),
            Rendered::Footnote(..) => at.y,
            Rendered::Rule => {
                parts.push(UnitPart::Rule(Rect::from_min_size(at, vec2(width, 1.0))));
                at.y + 1.0
            }
        }
    }

    /// Lays out a paragraph; each picture in it stands below the words before it.
    fn paragraph(
        &self,
        runs: &[StyledText],
        at: Pos2,
        width: f32,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let style = (self.body(), false);
        if runs.iter().all(|run| run.style.image.is_empty()) {
            return self.words(runs, at, width, style, parts);
        }
        let mut y = at.y;
        let mut is_first = true;
        for runs in runs.chunk_by(|a, b| a.style.image == b.style.image) {
            let address = &runs[0].style.image;
            // What separates two pictures is no line of words.
            if address.is_empty() && runs.iter().all(|run| run.text.trim().is_empty()) {
                continue;
            }
            let top = if std::mem::take(&mut is_first) { y } else { y + TIGHT_GAP };
            let at = pos2(at.x, top);
            y = match address.is_empty() {
                true => self.words(&trimmed(runs), at, width, style, parts),
                false => self.picture(address, runs, at, width, parts),
            };
        }
        y
    }

    fn list(
        &self,
        first: Option<u64>,
        items: &[ListItem],
        at: Pos2,
        width: f32,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let TypeSize(size, row) = self.body();
        let mut y = at.y;
        for (index, item) in (0..).zip(items) {
            let sign = first.map(|first| format!("{}.", first.saturating_add(index)));
            let sign = sign.unwrap_or_else(|| "•".to_owned());
            let color = self.theme.palette.dim;
            if let Some(is_done) = item.task {
                let corner = pos2(at.x + SIGN_LEFT, y + ((row - TASK_BOX) / 2.0).round());
                let rect = Rect::from_min_size(corner, Vec2::splat(TASK_BOX));
                parts.push(UnitPart::Task(rect, is_done));
            } else {
                let sign = self.plain(sign, Face::Draft.at(size), color, f32::INFINITY);
                // A number that is too long hangs into the margin.
                let left = SIGN_LEFT.min(SIGN_RIGHT - sign.size().x);
                let top = y + (row - sign.size().y) / 2.0;
                parts.push(UnitPart::Sign(pos2(at.x + left, top), sign));
            }
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

    fn table(
        &self,
        sides: &[ColumnAlignment],
        rows: &[Vec<Vec<StyledText>>],
        at: Pos2,
        width: f32,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let column = ((width + CELL_GAP.x) / columns as f32 - CELL_GAP.x).max(NARROWEST);
        let size = scaled(self.theme.type_scale.draft, CELL);
        let wide = columns as f32 * (column + CELL_GAP.x) - CELL_GAP.x;
        let mut cells = Vec::new();
        let mut y = 0.0;
        for (index, row) in rows.iter().enumerate() {
            let top = if index == 0 { 0.0 } else { y + CELL_GAP.y };
            y = top;
            for (number, cell) in row.iter().enumerate() {
                let from = pos2(number as f32 * (column + CELL_GAP.x), top);
                let side = sides.get(number).copied().unwrap_or_default();
                y = y.max(self.cell(cell, from, column, (size, index == 0, side), &mut cells));
            }
            if index == 0 {
                y += CELL_GAP.y / 2.0;
                let line = Rect::from_min_size(pos2(0.0, y), vec2(wide, 1.0));
                cells.push(UnitPart::Rule(line));
                y += 1.0;
            }
        }
        let whole = vec2(wide, y);
        // The columns of a page fill it, up to the rounding of their sum.
        if whole.x <= width + 0.5 {
            parts.extend(cells.into_iter().map(|part| part.moved(at.to_vec2())));
            return at.y + y;
        }
        let rect = Rect::from_min_size(at, vec2(width, y + self.scroll_bar));
        parts.push(UnitPart::Wide(rect, whole, cells));
        rect.bottom()
    }

    /// Lays out a cell at its side of the column and returns where it ends.
    fn cell(
        &self,
        runs: &[StyledText],
        at: Pos2,
        width: f32,
        (size, is_header, side): (TypeSize, bool, ColumnAlignment),
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let mut job = self.job(runs, width, (size, false));
        if is_header {
            let dim = self.theme.palette.dim;
            job.sections.iter_mut().for_each(|section| section.format.color = dim);
        }
        let targets = targets(runs, None);
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let part = match side {
            ColumnAlignment::Unset | ColumnAlignment::Left => 0.0,
            ColumnAlignment::Centre => 0.5,
            ColumnAlignment::Right => 1.0,
        };
        let left = at.x + ((width - galley.size().x).max(0.0) * part).round();
        let bottom = at.y + galley.size().y;
        parts.push(UnitPart::Words(pos2(left, at.y), galley, targets));
        bottom
    }

    /// Lays out runs as one wrapped text and returns where it ends.
    fn words(
        &self,
        runs: &[StyledText],
        at: Pos2,
        width: f32,
        style: (TypeSize, bool),
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        self.lines(runs, at, width, style, None, parts)
    }

    /// Lays out runs of which the last leads back to the sign of a note, where it is one.
    fn lines(
        &self,
        runs: &[StyledText],
        at: Pos2,
        width: f32,
        style: (TypeSize, bool),
        back: Option<usize>,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let job = match runs.split_last() {
            // The way back is set apart from words of the same style in front of it.
            Some((last, words)) if back.is_some() => {
                let mut job = self.job(words, width, style);
                let mut format = self.format(last, style.0, style.1);
                format.color = self.theme.palette.accent;
                job.append(&last.text, 0.0, format);
                job
            }
            _ => self.job(runs, width, style),
        };
        let targets = targets(runs, back);
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let bottom = at.y + galley.size().y;
        parts.push(UnitPart::Words(at, galley, targets));
        bottom
    }

    fn job(
        &self,
        runs: &[StyledText],
        width: f32,
        (size, is_strong): (TypeSize, bool),
    ) -> LayoutJob {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        for run in runs {
            job.append(&run.text, 0.0, self.format(run, size, is_strong));
        }
        if runs.is_empty() {
            job.append("", 0.0, self.format(&StyledText::default(), size, is_strong));
        }
        job
    }

    pub(super) fn plain(
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
        let color = match self.note {
            _ if style.is_unknown => palette.wary,
            _ if style.citation || is_link || style.note.is_some() => palette.accent,
            Some(_) => palette.dim,
            None => palette.ink,
        };
        if style.note.is_some() {
            return TextFormat {
                font_id: face.at(size * SIGN_SIZE),
                line_height: Some(size * SIGN_HEIGHT),
                color,
                valign: Align::TOP,
                ..TextFormat::default()
            };
        }
        let is_small = style.code || style.citation || style.is_unknown;
        let size = if is_small { size * 0.88 } else { size };
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

/// Returns runs without the white space at their edges.
fn trimmed(runs: &[StyledText]) -> Vec<StyledText> {
    let mut runs = runs.to_vec();
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    runs
}

/// Whether a block is the definition of a note.
fn is_definition(block: &Rendered) -> bool {
    matches!(block, Rendered::Footnote(..))
}

fn scaled(TypeSize(size, height): TypeSize, by: f32) -> TypeSize {
    TypeSize((size * by).round(), (height * by).round())
}

/// What runs lead to, by ranges of characters; the last to a sign, where it leads back.
fn targets(runs: &[StyledText], back: Option<usize>) -> Vec<(CharacterRange, Target)> {
    let mut targets = Vec::new();
    let mut count = 0;
    for (index, run) in runs.iter().enumerate() {
        let end = count + run.text.chars().count();
        let is_last = index + 1 == runs.len();
        let back = back.filter(|_| is_last).map(Target::Sign);
        let sign = run.style.note.map(Target::Note);
        let link = &run.style.link;
        let address = (!link.is_empty()).then(|| Target::Address(link.clone()));
        let target = back.or(sign).or(address);
        targets.extend(target.map(|target| (CharacterRange::new(count, end), target)));
        count = end;
    }
    targets
}

impl UnitPart {
    fn moved(self, by: Vec2) -> Self {
        match self {
            Self::Words(at, galley, links) => Self::Words(at + by, galley, links),
            Self::Sign(at, galley) => Self::Sign(at + by, galley),
            Self::Task(rect, is_done) => Self::Task(rect.translate(by), is_done),
            Self::Bar(rect) => Self::Bar(rect.translate(by)),
            Self::Ground(rect) => Self::Ground(rect.translate(by)),
            Self::Rule(rect) => Self::Rule(rect.translate(by)),
            Self::Picture(rect, address, words) => {
                Self::Picture(rect.translate(by), address, words)
            }
            Self::Wide(rect, whole, parts) => Self::Wide(rect.translate(by), whole, parts),
        }
    }
}
