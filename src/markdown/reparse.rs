//! A structure brought along with an edit.
//!
//! Markdown is read from the top down, so what an edit can change begins with
//! the block before it and ends where a block begins again that began there
//! before: from there on the text is what it was and is read as it was. Only
//! that stretch is parsed; what stands in front stays, what stands behind moves.
//! What always holds: the result is the structure that a whole parse of the text
//! gives. Where that cannot be told from a stretch (front matter, definitions of
//! links and notes came or went), the whole text is parsed.

use std::ops::Range;

use super::{
    Block, BlockKind, Quotation, Structure,
    front_matter::{BOM, front_matter},
    leaves::LeafRead,
    parse::{Label, read},
};
use crate::text::{Bias, Change};

/// Put between the definitions that a stretch needs and the stretch: a rule ends
/// whatever stands before it.
const DIVIDER: &str = "***\n";

impl Structure {
    /// Brings the structure along with a change; `text` is the text after it.
    ///
    /// Costs a parse of the blocks around the change and a step for everything
    /// behind it.
    pub fn reparse(&mut self, text: &str, change: &Change) {
        let (Some(first), Some(last)) = (change.edits().first(), change.edits().last()) else {
            return;
        };
        let damage = first.range.start..last.range.end;
        match (Stretch { old: self, text, change, damage }).parse() {
            Some(parsed) => self.splice(parsed),
            None => *self = Self::parse(text),
        }
    }

    /// Puts a parsed stretch in the place of what stood there.
    fn splice(&mut self, parsed: Parsed) {
        let Parsed { new, old_core, core, shift, delta } = parsed;
        let tail = |offset: &mut usize| *offset = offset.saturating_add_signed(delta);
        let body = |offset: &mut usize| *offset = offset.saturating_add_signed(-shift);
        let places = Places { old: old_core, new: core };

        let cited = places.old_count(&self.citations, |c| c.range.start);
        let kept = places.new_count(&new.citations, |c| c.range.start);
        let (before, after) = (cited.start, kept.start);
        let grown = kept.len().cast_signed() - cited.len().cast_signed();

        self.words -= places.old_words(&self.leaves);
        self.words += places.new_words(&new.leaves);
        places.splice(
            &mut self.leaves,
            new.leaves,
            |l| l.start,
            |leaf, by| match by {
                Part::Body => body(&mut leaf.start),
                Part::Tail => tail(&mut leaf.start),
            },
        );
        let range = |range: &mut Range<usize>, by: Part| {
            let by: &dyn Fn(&mut usize) = if by == Part::Body { &body } else { &tail };
            by(&mut range.start);
            by(&mut range.end);
        };
        places.splice(
            &mut self.blocks,
            new.blocks,
            |b| b.range.start,
            |b, by| {
                range(&mut b.range, by);
            },
        );
        places.splice(
            &mut self.headings,
            new.headings,
            |h| h.range.start,
            |h, by| {
                range(&mut h.range, by);
            },
        );
        places.splice(
            &mut self.spans,
            new.spans,
            |s| s.range.start,
            |s, by| {
                range(&mut s.range, by);
            },
        );
        places.splice(&mut self.prose, new.prose, |p| p.start, range);
        places.splice(&mut self.sentences, new.sentences, |s| s.start, range);
        places.splice(
            &mut self.labels,
            new.labels,
            |l| l.range.start,
            |l, by| {
                range(&mut l.range, by);
            },
        );
        places.splice(
            &mut self.citations,
            new.citations,
            |c| c.range.start,
            |c, by| {
                range(&mut c.range, by);
                c.items.iter_mut().for_each(|item| range(&mut item.range, by));
            },
        );
        let quotation = |quotation: &mut Quotation, by: Part| {
            range(&mut quotation.range, by);
            quotation.words.iter_mut().for_each(|words| range(words, by));
            for index in &mut quotation.citations {
                *index = match by {
                    // It may be one of the block before, which both lists have.
                    Part::Body => *index + before - after,
                    Part::Tail => index.saturating_add_signed(grown),
                };
            }
        };
        places.splice(&mut self.quotations, new.quotations, |q| q.range.start, quotation);
    }
}

/// A parsed stretch, and which of it counts.
struct Parsed {
    /// The structure of definitions, divider and stretch.
    new: Structure,
    /// The part of the old text that is replaced; whole blocks.
    old_core: Range<usize>,
    /// The same part in the text that `new` is of.
    core: Range<usize>,
    /// How far offsets of `new` lie behind those of the text.
    shift: isize,
    /// By how much the text behind the edit has moved.
    delta: isize,
}

/// Where the replaced part stands in both structures.
struct Places {
    old: Range<usize>,
    new: Range<usize>,
}

/// What an item of a list is moved with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It comes from the stretch.
    Body,
    /// It stands behind it.
    Tail,
}

impl Places {
    fn within<T>(list: &[T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> Range<usize> {
        let first = list.partition_point(|item| start(item) < range.start);
        first..first + list[first..].partition_point(|item| start(item) < range.end)
    }

    fn old_count<T>(&self, list: &[T], start: impl Fn(&T) -> usize) -> Range<usize> {
        Self::within(list, &self.old, start)
    }

    fn new_count<T>(&self, list: &[T], start: impl Fn(&T) -> usize) -> Range<usize> {
        Self::within(list, &self.new, start)
    }

    fn old_words(&self, list: &[LeafRead]) -> usize {
        list[self.old_count(list, |leaf| leaf.start)].iter().map(|leaf| leaf.words).sum()
    }

    fn new_words(&self, list: &[LeafRead]) -> usize {
        list[self.new_count(list, |leaf| leaf.start)].iter().map(|leaf| leaf.words).sum()
    }

    fn splice<T>(
        &self,
        list: &mut Vec<T>,
        mut new: Vec<T>,
        start: impl Fn(&T) -> usize,
        shift: impl Fn(&mut T, Part),
    ) {
        let old = Self::within(list, &self.old, &start);
        let kept = Self::within(&new, &self.new, &start);
        list[old.end..].iter_mut().for_each(|item| shift(item, Part::Tail));
        new.truncate(kept.end);
        let body = new.drain(kept.start..).map(|mut item| {
            shift(&mut item, Part::Body);
            item
        });
        list.splice(old, body);
    }
}

/// The stretch of text around an edit.
struct Stretch<'a> {
    /// The structure before the edit.
    old: &'a Structure,
    /// The text after it.
    text: &'a str,
    change: &'a Change,
    /// From the first edited byte to the last, in the text before.
    damage: Range<usize>,
}

impl Stretch<'_> {
    /// `None` where only a whole parse will do.
    fn parse(&self) -> Option<Parsed> {
        let front = front_matter(self.text).map(|found| found.range);
        let bom = if self.text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let base = front.as_ref().map_or(bom, |range| range.end);
        let is_in_front = self.damage.start < base || (base > 0 && self.damage.start == base);
        if front != self.old.front_matter || is_in_front || self.defines() {
            return None;
        }
        // The block before the edit may take in what stands behind it.
        let core = self.block_before_damage().and_then(|block| self.where_reading_begins(block));
        // And the quotations of a block may look at the one before it.
        let context = core.and_then(|block| self.before(block));
        let context = context.and_then(|block| self.where_reading_begins(block));
        let core_start = core.map_or(base, |block| self.line_of(block, base));
        let context_start = context.map_or(base, |block| self.line_of(block, base));
        let mut reach = 1;
        loop {
            let meeting = self.behind_damage(reach);
            let (next, core_end, context_end) = self.ends(meeting);
            let shift = self.shift();
            let old_core = core_start..core_end.saturating_add_signed(-shift);
            let parsed = self.read(&old_core, context_start..context_end, core_end);
            let meets = |block| parsed.begins_at(self.now(self.start(block)));
            // A quotation that the edit left open may run on behind the stretch.
            let runs_on = |block| parsed.is_left_open() && self.may_begin_with_mark(block);
            if meeting.is_none_or(meets) && !next.is_some_and(runs_on) {
                return self.has_same_labels(&parsed).then_some(parsed);
            }
            reach *= 2;
        }
    }

    /// Parses a stretch below the definitions that it may refer to.
    fn read(&self, old_core: &Range<usize>, stretch: Range<usize>, core_end: usize) -> Parsed {
        let mut text = String::new();
        for label in &self.old.labels {
            if !old_core.contains(&label.range.start) {
                label.define(&mut text);
            }
        }
        if !text.is_empty() {
            text.push_str(DIVIDER);
        }
        let before = text.len();
        text.push_str(&self.text[stretch.clone()]);
        let shift = before.cast_signed() - stretch.start.cast_signed();
        let behind = |offset: usize| offset.saturating_add_signed(shift);
        let mut parsed = Parsed {
            new: read(&text, 0, None),
            old_core: old_core.clone(),
            core: behind(old_core.start)..behind(core_end),
            shift,
            delta: self.shift(),
        };
        if core_end == self.text.len() {
            // Empty cells stand behind the last byte.
            parsed.core.end = usize::MAX;
            parsed.old_core.end = usize::MAX;
        }
        parsed
    }

    /// By how many bytes the text behind the edit has moved.
    fn shift(&self) -> isize {
        self.change.map(self.damage.end, Bias::Right).cast_signed() - self.damage.end.cast_signed()
    }

    /// Where an offset behind the edit stands now.
    fn now(&self, offset: usize) -> usize {
        offset.saturating_add_signed(self.shift())
    }

    fn start(&self, block: usize) -> usize {
        self.old.blocks[block].range.start
    }

    /// Where the line begins on which a block in front of the edit does.
    fn line_of(&self, block: usize, base: usize) -> usize {
        line_start(self.text, self.start(block)).max(base)
    }

    /// The outermost block that holds a block.
    fn outermost(&self, block: usize) -> Option<usize> {
        (0..=block).rev().find(|at| self.old.blocks[*at].depth == 0)
    }

    fn before(&self, block: usize) -> Option<usize> {
        self.outermost(block.checked_sub(1)?)
    }

    fn behind(&self, block: usize) -> Option<usize> {
        let blocks = self.old.blocks.get(block + 1..)?;
        blocks.iter().position(|next| next.depth == 0).map(|at| block + 1 + at)
    }

    /// The outermost block before the one that the edit touches or follows, which
    /// may take in what it adds.
    fn block_before_damage(&self) -> Option<usize> {
        let at = self.damage.start;
        let begun = self.old.blocks.partition_point(|block| block.range.start <= at);
        self.before(self.outermost(begun.checked_sub(1)?)?)
    }

    /// The outermost block so many blocks behind the edit; `None` beyond the last.
    fn behind_damage(&self, reach: usize) -> Option<usize> {
        let blocks = &self.old.blocks;
        // What begins on the edited line may begin otherwise now.
        let line = line_end(self.text, self.now(self.damage.end));
        let first = blocks.partition_point(|block| {
            block.range.start <= self.damage.end || self.now(block.range.start) <= line
        });
        (first..blocks.len()).filter(|at| blocks[*at].depth == 0).nth(reach - 1)
    }

    /// The first block that is kept, where the replaced part ends in front of it,
    /// and where the parsed stretch does, in the text as it is now, when the old
    /// blocks are met again at `meeting`.
    fn ends(&self, meeting: Option<usize>) -> (Option<usize>, usize, usize) {
        let mut next = meeting.and_then(|block| self.behind(block));
        while let Some(block) = next
            && self.may_go_on(block)
        {
            next = self.behind(block);
        }
        let line = |block: usize| line_start(self.text, self.now(self.start(block)));
        let context = next.and_then(|block| self.behind(block));
        let end = self.text.len();
        (next, next.map_or(end, line), context.map_or(end, line))
    }

    /// The block at or before a block from which on the text reads the same
    /// whatever stands in front; `None` for the first of the text.
    fn where_reading_begins(&self, block: usize) -> Option<usize> {
        let mut block = block;
        while self.may_go_on(block) || self.follows_definition(block) {
            block = self.before(block)?;
        }
        Some(block)
    }

    /// Whether the line above a block holds something that is no block: the
    /// definition of a link, whose paragraph this is the rest of.
    fn follows_definition(&self, block: usize) -> bool {
        let end = self.before(block).map_or(0, |before| self.old.blocks[before].range.end);
        let above = &self.text[..line_start(self.text, self.start(block))];
        let above = above.get(end..).unwrap_or_default();
        let line = above.strip_suffix('\n').unwrap_or(above);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let line = line.rsplit(['\n', '\r']).next().unwrap_or_default();
        !line.trim().is_empty()
    }

    /// Whether a block may go on with a quotation that was left open before it.
    fn may_go_on(&self, block: usize) -> bool {
        let leaves = &self.old.leaves;
        let behind = leaves.partition_point(|leaf| leaf.start < self.start(block));
        let is_open = behind.checked_sub(1).is_some_and(|before| leaves[before].is_open);
        is_open && self.may_begin_with_mark(block)
    }

    /// Whether a block is a paragraph that begins with what is, or may hide, a
    /// quotation mark, or holds no words that would end a quotation.
    fn may_begin_with_mark(&self, block: usize) -> bool {
        let Block { kind, range, .. } = &self.old.blocks[block];
        let leaves = &self.old.leaves;
        let leaf = leaves.get(leaves.partition_point(|leaf| leaf.start < range.start));
        if leaf.is_none_or(|leaf| leaf.start >= range.end) {
            return true;
        }
        let start = if range.start > self.damage.end { self.now(range.start) } else { range.start };
        let words = self.text[start..].trim_start_matches([' ', '\t', '*', '_', '~', '[', '\\']);
        *kind == BlockKind::Paragraph
            && words.starts_with(|c: char| "\"“”„‟«»‹›‘’‚'&<!".contains(c))
    }

    /// Whether the edit touches a line that may define the target of a link. Of
    /// two definitions of one label the first counts, wherever it stands.
    fn defines(&self) -> bool {
        let start = line_start(self.text, self.change.map(self.damage.start, Bias::Left));
        let end = line_end(self.text, self.now(self.damage.end));
        self.text[start..end].match_indices("]:").any(|(at, _)| {
            let label = self.text[..start + at].rfind('[').unwrap_or(0);
            !self.text[label..].starts_with("[^")
        })
    }

    /// Whether the replaced part defines the labels that it did.
    fn has_same_labels(&self, parsed: &Parsed) -> bool {
        let within = |list: &'_ [Label], range: &Range<usize>| {
            let labels = list.iter().filter(|label| range.contains(&label.range.start));
            labels.map(|label| (label.name.clone(), label.is_note)).collect::<Vec<_>>()
        };
        within(&self.old.labels, &parsed.old_core) == within(&parsed.new.labels, &parsed.core)
    }
}

impl Parsed {
    /// Whether a quotation is open where the replaced part ends.
    fn is_left_open(&self) -> bool {
        let leaves = &self.new.leaves;
        let behind = leaves.partition_point(|leaf| leaf.start < self.core.end);
        behind.checked_sub(1).is_some_and(|last| leaves[last].is_open)
    }

    /// Whether an outermost block begins at an offset of the text.
    fn begins_at(&self, offset: usize) -> bool {
        let at = offset.saturating_add_signed(self.shift);
        let blocks = &self.new.blocks;
        let first = blocks.partition_point(|block| block.range.start < at);
        blocks.get(first).is_some_and(|block| block.range.start == at && block.depth == 0)
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |line| line + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |line| at + line)
}
