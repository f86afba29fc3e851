//! Sections: a heading with everything below it, moved before or behind another one.
//!
//! # Invariants
//! - A section ends at the next heading of its level or a higher one, so its sub-sections move
//!   with it, and so does what it defines. Headings in quotations and lists begin none.
//! - No word is lost, and line breaks are those of the draft. Sections that change places keep
//!   the blank lines that stood between them, and have one where there was none.
//! - The definitions of links and notes at the end of the draft stay there; those in front of
//!   words of a section move with them.
//! - What is moved takes in no section that was not a part of it, and all headings of the
//!   draft are headings afterwards; what would break either is not done.
//! - The section stays in the text and what it passes is put on its other side; the selection
//!   stays on its words.

#[cfg(test)]
mod tests;

use super::{BlockKind, Heading, Structure};
use crate::{
    range::DraftRange,
    text::{Bias, Change, Document, DraftEdit, Edit, Moved},
};

/// Where a section is moved to. Numbers are indexes into [`Structure::headings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionMove {
    /// Before the section of its level in front of it, within the section that holds both.
    Up,
    /// Behind the next section of its level, within the section that holds both.
    Down,
    /// In front of the heading with this number.
    Before(usize),
    /// Behind the section of the heading with this number, its sub-sections included.
    Behind(usize),
}

/// A draft as this module reads it.
#[derive(Clone, Copy)]
pub struct SectionEdits<'a> {
    /// The text.
    pub document: &'a Document,
    /// What it means.
    pub structure: &'a Structure,
}

/// Two stretches of the draft that change places, and what stands between and behind them.
struct Swap {
    upper: DraftRange,
    lower: DraftRange,
    /// Whether more of the draft follows the lower one.
    is_followed: bool,
}

impl SectionEdits<'_> {
    /// The number of the heading whose section holds a byte offset of the draft.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let headings = self.headings();
        let begun = headings.partition_point(|heading| heading.range.start <= offset);
        (0..begun).rev().find(|heading| self.begins_section(*heading))
    }

    /// Whether a heading begins a section, because it stands in no quotation and no list.
    pub fn begins_section(&self, heading: usize) -> bool {
        let Some(Heading { range, .. }) = self.headings().get(heading) else { return false };
        let blocks = &self.structure.blocks;
        let block = blocks.get(blocks.partition_point(|block| block.range.start < range.start));
        let is_own = |kind| matches!(kind, BlockKind::Heading(_));
        block.is_some_and(|block| block.depth == 0 && is_own(block.kind))
    }

    /// The number of the heading behind a section; that of all headings for the last section.
    pub fn end(&self, heading: usize) -> usize {
        let headings = self.headings();
        let Some(own) = headings.get(heading) else { return headings.len() };
        let behind = heading + 1..headings.len();
        let ends = |next: &usize| headings[*next].level <= own.level && self.begins_section(*next);
        behind.into_iter().find(ends).unwrap_or(headings.len())
    }

    /// The number of the heading in front of which a section comes to stand, that of all
    /// headings for the end; `None` where it cannot go there.
    ///
    /// A section stays where it is in front of itself and in front of what follows it.
    pub fn landing(&self, heading: usize, to: SectionMove) -> Option<usize> {
        let headings = self.headings();
        let own = headings.get(heading).filter(|_| self.begins_section(heading))?;
        let end = self.end(heading);
        let landing = match to {
            SectionMove::Up => {
                let mut before = (0..heading).rev().filter(|before| self.begins_section(*before));
                before.find(|before| headings[*before].level <= own.level)?
            }
            SectionMove::Down => self.end(Some(end).filter(|end| *end < headings.len())?),
            SectionMove::Before(other) => other,
            SectionMove::Behind(other) => self.end(Some(other).filter(|at| *at < headings.len())?),
        };
        // What it is to pass in one step is of its own level.
        let passed = match to {
            SectionMove::Up => Some(landing),
            SectionMove::Down => Some(end),
            SectionMove::Before(_) | SectionMove::Behind(_) => None,
        };
        if passed.is_some_and(|passed| headings[passed].level != own.level) {
            return None;
        }
        if heading < landing && landing < end {
            return None;
        }
        if landing == headings.len() || landing == heading {
            return Some(landing);
        }
        let next = headings.get(landing)?;
        (self.begins_section(landing) && next.level <= own.level).then_some(landing)
    }

    /// Moves the section of a heading; `selection`, in bytes of the draft, stays on its words.
    ///
    /// `None` where it cannot go there or stands there already. Costs a parse of the draft.
    pub fn moved(
        &self,
        heading: usize,
        to: SectionMove,
        selection: DraftRange,
    ) -> Option<DraftEdit> {
        let landing = self.landing(heading, to)?;
        let end = self.end(heading);
        let is_up = landing < heading;
        if landing == heading || landing == end {
            return None;
        }
        let (first, middle, last) =
            if is_up { (landing, heading, end) } else { (heading, end, landing) };
        let swap = self.swap(first, middle, last);
        let edit = self.swapped(&swap, is_up, selection)?;
        self.keeps_headings(&edit.change, (first, middle, last)).then_some(edit)
    }

    fn headings(&self) -> &[Heading] {
        &self.structure.headings
    }

    /// The stretches from a heading to a second and from there to a third.
    fn swap(&self, first: usize, middle: usize, last: usize) -> Swap {
        let text = self.document.text();
        let tail = self.tail();
        let start = |heading: usize| match self.headings().get(heading) {
            Some(next) => text[..next.range.start].rfind(['\n', '\r']).map_or(0, |line| line + 1),
            None => tail,
        };
        let bare = |from: usize, to: usize| {
            let to = to.max(from);
            DraftRange::new(from, from + trimmed(&text[from..to]))
        };
        let upper = bare(start(first).max(self.front()), start(middle));
        let lower = bare(start(middle), start(last));
        let is_followed = !text[lower.end..].trim().is_empty();
        Swap { upper, lower, is_followed }
    }

    /// Where the draft's Markdown begins, behind front matter and a byte order mark.
    fn front(&self) -> usize {
        let bom = self.document.text().starts_with('\u{feff}');
        let bom = if bom { '\u{feff}'.len_utf8() } else { 0 };
        self.structure.front_matter.map_or(bom, |front| front.end)
    }

    /// Where the definitions at the end of the draft begin, or the end of the draft.
    fn tail(&self) -> usize {
        let text = self.document.text();
        let mut tail = text.len();
        for place in self.structure.labels.places().iter().rev() {
            let line = text[..place.start].rfind('\n').map_or(0, |line| line + 1);
            let is_last = text.get(place.end..tail).is_some_and(|rest| rest.trim().is_empty());
            let is_outermost = text[line..place.start].trim().is_empty();
            if !is_last || !is_outermost || place.end > tail {
                break;
            }
            tail = line;
        }
        tail
    }

    fn swapped(&self, swap: &Swap, is_up: bool, selection: DraftRange) -> Option<DraftEdit> {
        let text = self.document.text();
        let Swap { upper, lower, is_followed } = *swap;
        let ending = self.document.line_break(upper.start);
        let between = &text[upper.end..lower.start];
        let between = format!("{between}{}", missing_breaks(between, ending));
        let behind = &text[lower.end..];
        let behind = &behind[..behind.len() - behind.trim_start_matches(BLANK).len()];
        let (own, other) = if is_up { (lower, upper) } else { (upper, lower) };
        let (taken, put, shift) = if is_up {
            // Behind the section, where the draft goes on with what followed it.
            let taken = DraftRange::new(upper.start, lower.start);
            (taken, format!("{between}{}", &text[other]), between.len())
        } else {
            (DraftRange::new(upper.end, lower.end), format!("{}{between}", &text[other]), 0)
        };
        let at = if is_up { own.end } else { own.start };
        let put_edit = Edit { range: DraftRange::at(at), insert: put };
        let taken_edit = Edit { range: taken, insert: String::new() };
        let mut edits = if is_up { vec![taken_edit, put_edit] } else { vec![put_edit, taken_edit] };
        // Both end where the lower stretch does.
        if let Some(last) = edits.last_mut().filter(|_| is_followed) {
            last.insert.push_str(&missing_breaks(behind, ending));
        }
        let change = Change::of(edits).ok()?;
        let to = change.map(at, Bias::Left) + shift;
        let moved = Moved { from: other, to };
        let place = |offset: usize| {
            let is_own = own.start <= offset && offset <= own.end;
            if !is_own && other.start <= offset && offset <= other.end {
                return moved.to + (offset - other.start);
            }
            // What is put beside the section does not become a part of it.
            let bias = if offset == own.start { Bias::Right } else { Bias::Left };
            change.map(offset, bias)
        };
        let start = place(selection.start);
        let selection = DraftRange::new(start, place(selection.end).max(start));
        Some(DraftEdit { change, selection, moved: vec![moved] })
    }

    /// Whether the headings after a change are those before it, with two stretches of them
    /// in each other's place. What is left open at the end of a draft, as a fence, would
    /// take in all that comes behind it.
    fn keeps_headings(&self, change: &Change, (a, b, c): (usize, usize, usize)) -> bool {
        let mut after = self.document.text().to_owned();
        if change.apply(&mut after).is_err() {
            return false;
        }
        let parsed = Structure::parse(&after);
        let all = self.headings();
        let meant = all[..a].iter().chain(&all[b..c]).chain(&all[a..b]).chain(&all[c..]);
        let is_same = |(a, b): (&Heading, &Heading)| a.level == b.level && a.title == b.title;
        parsed.headings.len() == all.len() && parsed.headings.iter().zip(meant).all(is_same)
    }
}

/// What blank lines are made of.
const BLANK: [char; 4] = ['\n', '\r', ' ', '\t'];

/// The length of a text without the blank lines at its end.
fn trimmed(text: &str) -> usize {
    let bare = text.trim_end_matches(BLANK).len();
    // Blanks at the end of its last line are the line's.
    bare + text[bare..].find(['\n', '\r']).unwrap_or(text.len() - bare)
}

/// The line breaks that are lacking to a blank line.
fn missing_breaks(blank: &str, ending: &str) -> String {
    ending.repeat(2_usize.saturating_sub(blank.matches('\n').count()))
}
