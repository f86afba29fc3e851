//! The notes at the end of the preview, and the signs that lead to them.
//!
//! # Invariants
//! - The notes are a part of the last line of the draft, so the column needs no lines that the
//!   draft does not have. They are laid out when that line comes into view, and drawn where
//!   they are in view.
//! - Numbers are worked out once a version of the draft, with a step for each sign and citation.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

use super::{
    PICTURE, PreviewFrame,
    layout::{GAP, UnitLayout},
};
use crate::exchange::export::CitationPreview;
use nutgraf_engine::{
    markdown::{NoteContent, NumberedNote, Rendered, RenderedReplacement, StyledText, rendered},
    range::DraftRange,
};

/// Space above the rule over the notes and below it, in points.
const ABOVE_RULE: f32 = GAP;
const BELOW_RULE: f32 = 10.0;

/// A note, and the key of its layout.
#[derive(Clone)]
pub(super) struct IndexedNote {
    number: usize,
    blocks: Rc<[Rendered]>,
    key: u64,
}

/// The layouts of the notes, each with its top in points from where the notes begin.
pub(super) struct NoteColumn {
    pub(super) notes: Vec<(f32, Rc<UnitLayout>)>,
    /// Where the rule is.
    pub(super) rule: f32,
    pub(super) height: f32,
}

impl PreviewFrame<'_> {
    /// What is shown otherwise than it is written in a range of the draft: citations and the
    /// signs of notes.
    pub(super) fn replacements(&mut self, range: DraftRange) -> Vec<RenderedReplacement> {
        let structure = self.workspace.structure();
        let signs = self.numbers.signs_in(range);
        let number = |place: DraftRange| {
            let found = signs.binary_search_by_key(&place.start, |sign| sign.range.start);
            found.ok().map(|index| signs[index].number)
        };
        let first = structure.citations.partition_point(|c| c.range.start < range.start);
        let cited = structure.citations[first..].iter();
        let cited = cited.take_while(|citation| citation.range.start < range.end);
        let mut all = Vec::new();
        for citation in cited {
            let project = self.workspace.project();
            let citations =
                self.citations.get_or_insert_with(|| CitationPreview::of(project, structure));
            all.push(citations.shown(citation, number(citation.range), self.references));
        }
        let first = structure.note_signs.partition_point(|sign| sign.start < range.start);
        let end = structure.note_signs.partition_point(|sign| sign.start < range.end);
        for sign in structure.note_signs.range(first..end.max(first)) {
            let runs = number(sign).map(|number| vec![StyledText::sign(number)]);
            all.extend(runs.map(|runs| RenderedReplacement { range: sign, runs }));
        }
        all.sort_by_key(|replacement| replacement.range.start);
        all
    }

    /// Lays out the notes below the last line; `None` where there are none.
    pub(super) fn note_column(&mut self) -> Option<NoteColumn> {
        if self.numbers.notes().is_empty() {
            return None;
        }
        let indexed = match &self.known.notes {
            Some(known) => known.clone(),
            None => {
                let numbers = self.numbers.clone();
                let notes = numbers.notes().iter().enumerate();
                let notes: Rc<[IndexedNote]> =
                    notes.map(|(index, note)| self.indexed(index + 1, note)).collect();
                self.known.notes = Some(notes.clone());
                notes
            }
        };
        let mut y = ABOVE_RULE + 1.0 + BELOW_RULE;
        let mut notes = Vec::with_capacity(indexed.len());
        for note in indexed.iter() {
            let layout = self.layouts.get(note.key, || {
                self.layouter.note = Some(note.number);
                let layout = self.layouter.noted(note.number, note.blocks.to_vec(), self.width);
                self.layouter.note = None;
                layout
            });
            notes.push((y, layout.clone()));
            y += layout.height;
        }
        Some(NoteColumn { notes, rule: ABOVE_RULE, height: y })
    }

    fn indexed(&mut self, number: usize, note: &NumberedNote) -> IndexedNote {
        let blocks = match note.content {
            NoteContent::Definition(range) => self.definition(range),
            NoteContent::Citation(index) => {
                let structure = self.workspace.structure();
                let project = self.workspace.project();
                let citations =
                    self.citations.get_or_insert_with(|| CitationPreview::of(project, structure));
                let words = citations.note(&structure.citations[index], self.references);
                vec![Rendered::Paragraph(words)]
            }
        };
        let mut hasher = DefaultHasher::new();
        ("note", number).hash(&mut hasher);
        blocks.hash(&mut hasher);
        if let NoteContent::Definition(range) = note.content
            && self.workspace.project().draft()[range].contains(PICTURE)
        {
            self.workspace.pictures_at().hash(&mut hasher);
        }
        IndexedNote { number, key: hasher.finish(), blocks: blocks.into() }
    }

    /// The blocks of a definition, which may stand within a list or a quote.
    fn definition(&mut self, range: DraftRange) -> Vec<Rendered> {
        let (draft, structure) = (self.workspace.project().draft(), self.workspace.structure());
        let Some(around) = self.units.around(range.start) else { return Vec::new() };
        let to_sign = DraftRange::new(around.start, range.start + 1);
        let Some(unit) = self.units.beginning_in(to_sign).pop() else { return Vec::new() };
        let replacements = self.replacements(unit.range);
        let definitions = structure.definitions_for(draft, &unit);
        let blocks = rendered(draft, structure, &unit, &definitions, &replacements);
        found(blocks, range.start).unwrap_or_default()
    }
}

/// The blocks of the definition that begins at a byte of the draft.
fn found(blocks: Vec<Rendered>, start: usize) -> Option<Vec<Rendered>> {
    blocks.into_iter().find_map(|block| match block {
        Rendered::Footnote(at, inner) if at == start => Some(inner),
        Rendered::Footnote(_, inner) | Rendered::Quote(inner) => found(inner, start),
        Rendered::List(_, items) => items.into_iter().find_map(|item| found(item.blocks, start)),
        Rendered::Heading(..)
        | Rendered::Paragraph(_)
        | Rendered::Code(..)
        | Rendered::Table(..)
        | Rendered::Rule => None,
    })
}
