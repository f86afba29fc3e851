//! Updates a structure after an edit.
//!
//! Markdown is read from the top down, so what an edit can change begins with the block before
//! it and ends where a block begins again that began there before: from there on the text is
//! what it was and is read as it was. Only that stretch is parsed; what is in front stays,
//! what is behind moves.
//!
//! # Invariants
//!
//! The result is the structure that a whole parse of the text gives. Where that cannot be told
//! from a stretch (front matter, definitions of links and notes came or went), the whole text
//! is parsed.

use super::{
    Block, BlockKind, Structure,
    front_matter::{BOM, front_matter},
    parse::read,
    places::{outermost, outermost_behind},
};
use crate::{
    range::DraftRange,
    text::{Bias, Change, Shift},
};

/// Put between a stretch and the definitions that it needs: a rule ends whatever
/// is before it.
const DIVIDER: &str = "***\n\n";

/// Which part of a text [`Structure::reparse`] parsed again. What is in front of
/// it and behind it means what it did, and has only moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reread {
    /// Its bytes in the text before the change.
    pub before: DraftRange,
    /// Its bytes now.
    pub after: DraftRange,
    /// How many more quotations there are than before.
    pub(crate) more_quotations: isize,
}

impl Structure {
    /// Brings the structure along with a change; `text` is the text after it.
    ///
    /// Costs a parse of the blocks around the change, a step for everything between
    /// them and those of the change before, and one for each heading, citation and
    /// quotation behind them.
    pub fn reparse(&mut self, text: &str, change: &Change) -> Reread {
        let (Some(first), Some(last)) = (change.edits().first(), change.edits().last()) else {
            return Reread {
                before: DraftRange::at(0),
                after: DraftRange::at(0),
                more_quotations: 0,
            };
        };
        let damage = DraftRange::new(first.range.start, last.range.end);
        let delta = change.map(damage.end, Bias::Right).cast_signed() - damage.end.cast_signed();
        let quotations = self.quotations.len();
        let length = text.len().saturating_add_signed(-delta);
        let parsed = Stretch { old: self, text, change, damage, delta }.parse();
        let (before, after) = match parsed {
            Some(parsed) => {
                let DraftRange { start, end } = parsed.old_core;
                let before = DraftRange::new(start, end.min(length));
                let end = before.end.saturating_add_signed(parsed.delta);
                let after = DraftRange::new(start, end);
                self.splice(parsed);
                (before, after)
            }
            None => {
                *self = Self::parse(text);
                (DraftRange::new(0, length), DraftRange::new(0, text.len()))
            }
        };
        let more_quotations = self.quotations.len().cast_signed() - quotations.cast_signed();
        Reread { before, after, more_quotations }
    }
}

/// A parsed stretch, and which of it counts.
pub(super) struct Parsed {
    /// The structure of the stretch, with definitions in front of it and behind.
    pub(super) new: Structure,
    /// The part of the old text that is replaced; whole blocks.
    pub(super) old_core: DraftRange,
    /// The replaced part, in bytes of the text that `new` is of.
    pub(super) core: DraftRange,
    /// How far offsets of `new` lie behind those of the text.
    pub(super) shift: isize,
    /// By how much the text behind the edit has moved.
    pub(super) delta: isize,
}

/// The stretch of text around an edit.
struct Stretch<'a> {
    /// The structure before the edit.
    old: &'a Structure,
    /// The text after it.
    text: &'a str,
    change: &'a Change,
    /// From the first edited byte to the last, in the text before.
    damage: DraftRange,
    /// By how many bytes the text behind the edit has moved.
    delta: isize,
}

impl Stretch<'_> {
    /// `None` where only a whole parse will do.
    fn parse(&self) -> Option<Parsed> {
        let bom = if self.text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let base = self.old.front_matter.as_ref().map_or(bom, |range| range.end);
        let is_in_front = self.damage.start < base || (base > 0 && self.damage.start == base);
        if is_in_front || !self.has_same_front(base) {
            return None;
        }
        // The block before the edit may take in what is behind it.
        let core = self.block_before_damage().and_then(|block| self.where_reading_begins(block));
        // What that holds then may say whom the block quote before it quotes.
        let is_quote = |block: &usize| self.block(*block).kind == BlockKind::BlockQuote;
        let quote = core.and_then(|block| self.before(block)).filter(is_quote);
        let core = quote.map_or(core, |quote| self.where_reading_begins(quote));
        // And the quotations of a block may look at the one before it.
        let context = core.and_then(|block| self.before(block));
        let context = context.and_then(|block| self.where_reading_begins(block));
        let core_start = core.map_or(base, |block| self.line_of(block, base));
        let context_start = context.map_or(base, |block| self.line_of(block, base));
        let mut reach = 1;
        loop {
            let meeting = self.behind_damage(reach);
            let (next, core_end, context_end) = self.ends(meeting);
            let old_core = DraftRange::new(core_start, core_end.saturating_add_signed(-self.delta));
            let parsed = self.read(old_core, DraftRange::new(context_start, context_end), core_end);
            let meets = |block| parsed.holds(&self.block(block), self.delta);
            // A quotation that the edit left open may run on behind the stretch.
            let runs_on = |block| parsed.is_left_open() && self.may_begin_with_mark(block);
            if meeting.is_none_or(meets) && !next.is_some_and(runs_on) {
                return self.has_same_labels(&parsed).then_some(parsed);
            }
            reach *= 2;
        }
    }

    /// Whether the text has the front matter that it had, which ends at `base`.
    fn has_same_front(&self, base: usize) -> bool {
        let start = self.change.map(self.damage.start, Bias::Left);
        let end = self.now(self.damage.end);
        let start = self.text[..start].rfind('\n').map_or(0, |line| line + 1);
        if self.old.front_matter.is_some() {
            // It ends with the line that it ended with, unless that was edited.
            return start > base || self.front_is_old();
        }
        let text = self.text.strip_prefix(BOM).unwrap_or(self.text);
        if !text.starts_with("---") {
            return true;
        }
        // Its first two lines say whether it may be one, a fence where it ends.
        let head = text.split_inclusive('\n').take(2).map(str::len).sum::<usize>();
        let head = self.text.len() - text.len() + head;
        let end = self.text[end..].find('\n').map_or(self.text.len(), |line| end + line);
        let is_fence = |line: &str| matches!(line.trim_end(), "---" | "...");
        let makes_fence = self.text[start..end].split('\n').any(is_fence);
        (start >= head && !makes_fence) || self.front_is_old()
    }

    fn front_is_old(&self) -> bool {
        front_matter(self.text).map(|found| found.range) == self.old.front_matter
    }

    /// Parses a stretch between the definitions that it may refer to: of two of one
    /// name the first counts, so those of the text in front are in front.
    fn read(&self, old_core: DraftRange, stretch: DraftRange, core_end: usize) -> Parsed {
        let words = &self.text[stretch];
        let (above, below) = self.old.labels.wanted_by(words, old_core);
        let mut text = String::new();
        above.for_each(|label| label.define(&mut text));
        if !text.is_empty() {
            text.push_str(DIVIDER);
        }
        let before = text.len();
        text.push_str(words);
        let mut below = below.peekable();
        if below.peek().is_some() {
            text.push('\n');
            text.push_str(DIVIDER);
        }
        below.for_each(|label| label.define(&mut text));
        let shift = before.cast_signed() - stretch.start.cast_signed();
        let behind = |offset: usize| offset.saturating_add_signed(shift);
        let mut parsed = Parsed {
            new: read(&text, 0, None),
            old_core,
            core: DraftRange::new(behind(old_core.start), behind(core_end)),
            shift,
            delta: self.delta,
        };
        if core_end == self.text.len() {
            // Empty cells are behind the last byte.
            parsed.core.end = usize::MAX;
            parsed.old_core.end = usize::MAX;
        }
        parsed
    }

    /// Where an offset behind the edit stands now.
    fn now(&self, offset: usize) -> usize {
        offset.saturating_add_signed(self.delta)
    }

    /// A block of the old structure, by an index that this looked up in it.
    fn block(&self, block: usize) -> Block {
        self.old.blocks.get(block).expect("the index is of this list")
    }

    fn start(&self, block: usize) -> usize {
        self.block(block).range.start
    }

    /// Where the line begins on which a block in front of the edit does.
    fn line_of(&self, block: usize, base: usize) -> usize {
        line_start(self.text, self.start(block)).max(base)
    }

    /// The outermost block before a block.
    fn before(&self, block: usize) -> Option<usize> {
        Some(outermost(&self.old.blocks, block.checked_sub(1)?))
    }

    fn behind(&self, block: usize) -> Option<usize> {
        outermost_behind(&self.old.blocks, block)
    }

    /// The outermost block before the one that the edit touches or follows, which
    /// may take in what it adds.
    fn block_before_damage(&self) -> Option<usize> {
        let at = self.damage.start;
        let begun = self.old.blocks.partition_point(|block| block.range.start <= at);
        self.before(outermost(&self.old.blocks, begun.checked_sub(1)?))
    }

    /// Returns the outermost block that is `reach` blocks behind the edit; `None` beyond the last.
    fn behind_damage(&self, reach: usize) -> Option<usize> {
        let blocks = &self.old.blocks;
        // What begins on the edited line may begin otherwise now.
        let line = line_end(self.text, self.now(self.damage.end));
        let first = blocks.partition_point(|block| {
            block.range.start <= self.damage.end || self.now(block.range.start) <= line
        });
        let is_outermost = blocks.get(first)?.depth == 0;
        let mut found = if is_outermost { first } else { self.behind(first)? };
        let mut more = reach - 1;
        while more > 0 || self.is_behind_bare_return(found) {
            found = self.behind(found)?;
            more = more.saturating_sub(1);
        }
        Some(found)
    }

    /// The first block that is kept, where the replaced part ends in front of it,
    /// and where the parsed stretch does, in the text as it is now, when the old
    /// blocks are met again at `meeting`.
    fn ends(&self, meeting: Option<usize>) -> (Option<usize>, usize, usize) {
        let mut next = meeting.and_then(|block| self.behind(block));
        while let Some(block) = next
            && (self.may_go_on(block) || self.is_behind_bare_return(block))
        {
            next = self.behind(block);
        }
        let line = |block: usize| line_start(self.text, self.now(self.start(block)));
        let mut context = next.and_then(|block| self.behind(block));
        while let Some(block) = context
            && self.is_behind_bare_return(block)
        {
            context = self.behind(block);
        }
        let end = self.text.len();
        (next, next.map_or(end, line), context.map_or(end, line))
    }

    /// The block at or before a block from which on the text reads the same
    /// whatever is in front; `None` for the first of the text.
    fn where_reading_begins(&self, block: usize) -> Option<usize> {
        let mut block = block;
        while self.may_go_on(block)
            || self.follows_definition(block)
            || self.is_behind_bare_return(block)
        {
            block = self.before(block)?;
        }
        Some(block)
    }

    /// Whether the line above a block ends with a `\r` alone. The parser takes it for
    /// the end of a line, but not everywhere: some of what it finds before continues
    /// to the next `\n`.
    fn is_behind_bare_return(&self, block: usize) -> bool {
        let start = self.start(block);
        let start = if start > self.damage.end { self.now(start) } else { start };
        self.text[..line_start(self.text, start)].ends_with('\r')
    }

    /// Whether the line above a block holds something that is no block: the
    /// definition of a link, whose paragraph this is the rest of.
    fn follows_definition(&self, block: usize) -> bool {
        let above = &self.text[..line_start(self.text, self.start(block))];
        let line = above.strip_suffix('\n').unwrap_or(above);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let line = &line[line_start(line, line.len())..];
        if line.trim().is_empty() {
            return false;
        }
        let Some(before) = self.before(block) else { return true };
        let Block { kind, range, .. } = self.block(before);
        // A block that holds others is told to reach over definitions behind it.
        let is_leaf = !matches!(
            kind,
            BlockKind::BlockQuote | BlockKind::List { .. } | BlockKind::FootnoteDefinition
        );
        !is_leaf || above.get(range.end..).is_none_or(|gap| !gap.trim().is_empty())
    }

    /// Whether a block may go on with a quotation that was left open before it.
    fn may_go_on(&self, block: usize) -> bool {
        let leaves = &self.old.leaves;
        let behind = leaves.partition_point(|leaf| leaf.start < self.start(block));
        let before = behind.checked_sub(1).and_then(|before| leaves.get(before));
        before.is_some_and(|leaf| leaf.is_open) && self.may_begin_with_mark(block)
    }

    /// Whether a block is a paragraph that begins with what is, or may hide, a
    /// quotation mark, or holds no words that would end a quotation.
    fn may_begin_with_mark(&self, block: usize) -> bool {
        let Block { kind, range, .. } = self.block(block);
        let leaves = &self.old.leaves;
        let leaf = leaves.get(leaves.partition_point(|leaf| leaf.start < range.start));
        if leaf.is_none_or(|leaf| leaf.start >= range.end) {
            return true;
        }
        let start = if range.start > self.damage.end { self.now(range.start) } else { range.start };
        let words = self.text[start..].trim_start_matches([' ', '\t', '*', '_', '~', '[', '\\']);
        kind == BlockKind::Paragraph && words.starts_with(|c: char| "\"“”„‟«»‹›‘’‚'&<!".contains(c))
    }

    /// Whether the replaced part defines the labels that it did. One more, or one
    /// less, may be referred to anywhere.
    fn has_same_labels(&self, parsed: &Parsed) -> bool {
        let (old, new) = (&self.old.labels, &parsed.new.labels);
        old.names_within(parsed.old_core) == new.names_within(parsed.core)
    }
}

impl Parsed {
    /// Whether a quotation is open where the replaced part ends.
    fn is_left_open(&self) -> bool {
        let leaves = &self.new.leaves;
        let behind = leaves.partition_point(|leaf| leaf.start < self.core.end);
        let last = behind.checked_sub(1).and_then(|last| leaves.get(last));
        last.is_some_and(|leaf| leaf.is_open)
    }

    /// Whether an outermost block is what it was in the text before, from which it
    /// has moved by so much.
    fn holds(&self, old: &Block, moved: isize) -> bool {
        let mut old = old.clone();
        old.shift(moved + self.shift);
        let blocks = &self.new.blocks;
        let first = blocks.partition_point(|block| block.range.start < old.range.start);
        blocks.get(first).is_some_and(|block| block == old)
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |line| line + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |line| at + line)
}
