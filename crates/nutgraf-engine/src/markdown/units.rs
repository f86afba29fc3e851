//! The draft in units that can be rendered one by one.
//!
//! The preview renders what is in view. A [`RenderUnit`] is an outermost block, or an item
//! of an outermost list, since a list may go on for as long as the draft.
//!
//! # Invariants
//!
//! Units follow each other without overlapping, and each is the whole lines of the draft
//! that, below the definitions it refers to, mean the same by themselves.

use super::{Block, BlockKind, Structure, places::outermost};
use crate::range::DraftRange;

/// A stretch of the draft that is rendered at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderUnit {
    /// Its bytes in the draft, the white space in front of it included.
    pub range: DraftRange,
    /// What it has from its list, where it is an item.
    pub item: Option<ItemOf>,
    /// Whether it may be the rest of a paragraph that began with definitions, in which
    /// some lines do not mean what they do by themselves.
    pub(super) is_rest: bool,
}

/// What an item has from the list that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ItemOf {
    /// Its number where the list is ordered.
    pub number: Option<u64>,
    /// Whether blank lines separate its paragraphs.
    pub is_loose: bool,
    /// Whether no item of the list follows.
    pub is_last: bool,
}

/// Finds units in one state of a draft.
pub struct RenderUnits<'a> {
    text: &'a str,
    structure: &'a Structure,
    /// The item that was counted last, by its block and that of its list, and its index.
    counted: Option<(usize, usize, u64)>,
}

impl<'a> RenderUnits<'a> {
    /// The units of a text whose structure is known.
    pub fn of(text: &'a str, structure: &'a Structure) -> Self {
        Self { text, structure, counted: None }
    }

    /// The units whose blocks begin within a byte range, in order.
    pub fn beginning_in(&mut self, range: DraftRange) -> Vec<RenderUnit> {
        let first = self.behind(range.start);
        let blocks = (first..).map_while(|index| Some((index, self.block(index)?)));
        let blocks = blocks.take_while(|(_, block)| block.range.start < range.end);
        let begun: Vec<_> = blocks.filter(|(_, block)| is_unit(block)).collect();
        begun.into_iter().map(|(index, block)| self.unit(index, &block)).collect()
    }

    /// The bytes from where the unit at an offset begins to where the next one does,
    /// or the text ends; `None` in front of the first.
    pub fn around(&self, offset: usize) -> Option<DraftRange> {
        let begun = self.behind(offset + 1);
        let index = self.unit_of(begun.checked_sub(1)?);
        let block = self.block(index)?;
        let next = self.outer_behind(&block, index).find(is_unit);
        let end = next.map_or(self.text.len(), |next| self.indent(next.range.start));
        Some(DraftRange::new(self.indent(block.range.start), end))
    }

    fn block(&self, index: usize) -> Option<Block> {
        self.structure.blocks.get(index)
    }

    /// The first block that begins at an offset or behind it.
    fn behind(&self, offset: usize) -> usize {
        self.structure.blocks.partition_point(|block| block.range.start < offset)
    }

    /// The unit that holds a block, or is it; for a list, its first item.
    fn unit_of(&self, index: usize) -> usize {
        let outermost = outermost(&self.structure.blocks, index);
        let is_list = |block: Block| matches!(block.kind, BlockKind::List { .. });
        if !self.block(outermost).is_some_and(is_list) {
            return outermost;
        }
        let is_item = |at: &usize| self.block(*at).is_some_and(|block| block.depth == 1);
        (outermost + 1..=index).rev().find(is_item).unwrap_or(outermost + 1)
    }

    /// The outermost blocks and items of outermost lists behind a unit.
    fn outer_behind(&self, block: &Block, index: usize) -> impl Iterator<Item = Block> {
        let first = self.behind(block.range.end).max(index + 1);
        let blocks = (first..).map_while(|at| self.block(at));
        blocks.filter(|block| block.depth == 0 || is_unit(block))
    }

    fn unit(&mut self, index: usize, block: &Block) -> RenderUnit {
        let range = DraftRange::new(self.indent(block.range.start), block.range.end);
        let item = (block.depth == 1).then(|| self.item(index, block));
        let is_words = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
        let above = self.text[..range.start].trim_end_matches([' ', '\t']);
        let above = above.strip_suffix('\n').unwrap_or(above);
        let above = above.strip_suffix('\r').unwrap_or(above).trim_end_matches([' ', '\t']);
        let is_rest = is_words && !above.is_empty() && !above.ends_with(['\n', '\r']);
        RenderUnit { range, item, is_rest }
    }

    fn item(&mut self, index: usize, block: &Block) -> ItemOf {
        let inner =
            (index + 1..).map_while(|at| self.block(at)).take_while(|block| block.depth > 1);
        let mut own = inner.filter(|block| block.depth == 2);
        let is_loose = own.any(|block| block.kind == BlockKind::Paragraph);
        let is_last = self.outer_behind(block, index).next().is_none_or(|next| next.depth == 0);
        ItemOf { number: self.number(index), is_loose, is_last }
    }

    /// The number of an item of an ordered list: whatever it is written with, it is
    /// counted from the first one's.
    fn number(&mut self, index: usize) -> Option<u64> {
        let list = outermost(&self.structure.blocks, index);
        let block = self.block(list)?;
        if block.kind != (BlockKind::List { ordered: true }) {
            return None;
        }
        let known = self.counted.filter(|(item, of, _)| *of == list && *item <= index);
        let (from, before) = known.map_or((list, 0), |(item, _, count)| (item, count));
        let is_item = |at: &usize| self.block(*at).is_some_and(|block| block.depth == 1);
        let count = before + (from + 1..=index).filter(is_item).count() as u64;
        self.counted = Some((index, list, count));
        let written = self.text[block.range.start..].trim_start_matches([' ', '\t']);
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        let first: u64 = written[..digits].parse().ok()?;
        Some(first.saturating_add(count - 1))
    }

    /// Where the white space in front of an offset begins: of an indented block it
    /// says what is in it.
    fn indent(&self, offset: usize) -> usize {
        self.text[..offset].trim_end_matches([' ', '\t']).len()
    }
}

/// Whether a block is rendered at once.
fn is_unit(block: &Block) -> bool {
    match block.kind {
        BlockKind::List { .. } => false,
        BlockKind::Item => block.depth == 1,
        _ => block.depth == 0,
    }
}

impl Structure {
    /// The definitions of links and notes elsewhere in a text that one of its units
    /// may refer to, as Markdown; what a unit means depends on nothing else.
    pub fn definitions_for(&self, text: &str, unit: &RenderUnit) -> String {
        let mut definitions = String::new();
        let (above, below) = self.labels.wanted_by(&text[unit.range], unit.range);
        above.chain(below).for_each(|label| label.define_with_target(&mut definitions));
        definitions
    }
}
