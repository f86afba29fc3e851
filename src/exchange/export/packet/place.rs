//! Where the number of a claim can stand in the draft.
//!
//! # Invariants
//!
//! - A number stands at the end of its words or a little behind it, never inside a link,
//!   a citation, a note's mark, code or HTML, nor between words and the marks that end
//!   their emphasis.
//! - Where no number can stand, there is none.

use pulldown_cmark::{Event, Tag};

use nutgraf_engine::{
    markdown::{BlockKind, Structure},
    range::DraftRange,
};

/// The places of a draft in which nothing can be put.
pub(super) struct MarkPlaces<'a> {
    draft: &'a str,
    structure: &'a Structure,
    /// What must stay in one piece.
    atoms: Vec<DraftRange>,
    /// What ends with marks that no punctuation may stand before.
    emphasis: Vec<DraftRange>,
}

impl<'a> MarkPlaces<'a> {
    pub(super) fn of(
        draft: &'a str,
        structure: &'a Structure,
        events: &[(Event<'_>, DraftRange)],
    ) -> Self {
        let mut atoms: Vec<DraftRange> =
            structure.citations.iter().map(|citation| citation.range).collect();
        let mut emphasis = Vec::new();
        for (event, range) in events {
            match event {
                Event::Start(Tag::Link { .. } | Tag::Image { .. })
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::TaskListMarker(_) => atoms.push(*range),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                    emphasis.push(*range);
                }
                _ => {}
            }
        }
        atoms.sort_by_key(|range| range.start);
        emphasis.sort_by_key(|range| range.start);
        Self { draft, structure, atoms, emphasis }
    }

    /// Where the number behind the words of a range stands; `None` where it would be read
    /// as something else: in front matter, in HTML, in a definition of a link.
    pub(super) fn behind(&self, range: DraftRange) -> Option<usize> {
        let words = self.draft.get(range.to_std())?;
        let end = range.start + words.trim_end().len();
        if end == range.start || self.structure.front_matter.as_ref().is_some_and(|f| end <= f.end)
        {
            return None;
        }
        let block = self.structure.outermost_at(end - 1)?;
        if block.range.end < end || block.kind == BlockKind::Html {
            return None;
        }
        let mut at = end;
        loop {
            let next = self.out_of(at);
            if next == at {
                return Some(at);
            }
            at = next;
        }
    }

    /// The end of what holds an offset and must not be cut.
    fn out_of(&self, at: usize) -> usize {
        let holds = |range: &&DraftRange| range.start < at && at < range.end;
        // Links may hold code, so the one that begins first need not be the last that holds it.
        let begun = |ranges: &[DraftRange]| ranges.partition_point(|range| range.start < at);
        let atom = self.atoms[..begun(&self.atoms)].iter().rev().take(NEAR).find(holds);
        if let Some(atom) = atom {
            return atom.end;
        }
        let ends_here = |range: &&DraftRange| {
            let rest = self.draft.get(at..range.end).unwrap_or_default();
            rest.chars().all(|c| matches!(c, '*' | '_' | '~'))
        };
        let around = self.emphasis[..begun(&self.emphasis)].iter().rev().take(NEAR);
        around.filter(holds).find(ends_here).map_or(at, |range| range.end)
    }
}

/// So many that begin in front of an offset are looked at: what is nested deeper or
/// goes on for longer is seen by the comparison of the woven text with the draft.
const NEAR: usize = 64;
