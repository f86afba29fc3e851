//! The numbers of notes, in the order in which a reader meets their signs.
//!
//! The preview shows these numbers. A web page has the same, because its notes stand in this
//! order ([`notes_last`](super::notes_last)); exported Markdown keeps the writer's labels.
//!
//! # Invariants
//!
//! - Numbers begin at 1 and none is left out: a note has one where a sign leads to it.
//! - The signs of the running text come first, then those of each note in turn, so that every
//!   sign leads on to a note that stands further below.
//! - Two signs of one label have one number. Labels are compared as CommonMark compares them,
//!   and of two definitions of a label the first counts.
//! - Working it out costs a step for each sign, citation and definition, and none for the words
//!   between them.

use std::collections::{HashMap, VecDeque};

use super::{Citation, Structure, labels};
use crate::range::DraftRange;

/// The numbers of the notes of one state of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteNumbers {
    notes: Vec<NumberedNote>,
    signs: Vec<NoteSign>,
}

/// A note that a sign leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberedNote {
    /// What the note says.
    pub content: NoteContent,
    /// The first sign that leads to it.
    pub sign: DraftRange,
}

/// What a note says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteContent {
    /// The words of a definition; the range is the whole definition.
    Definition(DraftRange),
    /// The reference of a citation, by its index in [`Structure::citations`].
    Citation(usize),
}

/// A place of the draft where the number of a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteSign {
    /// The sign, or the citation that becomes one, in bytes of the draft.
    pub range: DraftRange,
    /// The number, from 1.
    pub number: usize,
}

/// A sign that has no number yet.
#[derive(Clone, Copy)]
enum Unnumbered {
    Sign(DraftRange),
    Citation(usize, DraftRange),
}

impl NoteNumbers {
    /// Numbers the notes of a text whose structure is known.
    ///
    /// `is_note` says which citations become notes. Those in definitions never do, because a
    /// note may not hold another.
    pub fn of(text: &str, structure: &Structure, is_note: impl Fn(&Citation) -> bool) -> Self {
        let definitions: Vec<DraftRange> = structure.labels.notes().map(|(at, _)| at).collect();
        let mut first: HashMap<String, usize> = HashMap::new();
        for (index, (_, name)) in structure.labels.notes().enumerate() {
            first.entry(labels::folded(name)).or_insert(index);
        }
        let (body, mut inner) = signs(structure, &definitions, is_note);
        let mut numbers = Self::default();
        let mut number_of: HashMap<usize, usize> = HashMap::new();
        let mut waiting: VecDeque<usize> = VecDeque::new();
        let mut signs = body;
        loop {
            for sign in signs {
                let (range, content) = match sign {
                    Unnumbered::Citation(index, range) => (range, NoteContent::Citation(index)),
                    Unnumbered::Sign(range) => {
                        let name = text.get(range.start + 2..range.end - 1).unwrap_or_default();
                        let Some(index) = first.get(&labels::folded(name)).copied() else {
                            continue;
                        };
                        if let Some(number) = number_of.get(&index) {
                            numbers.signs.push(NoteSign { range, number: *number });
                            continue;
                        }
                        number_of.insert(index, numbers.notes.len() + 1);
                        waiting.push_back(index);
                        (range, NoteContent::Definition(definitions[index]))
                    }
                };
                numbers.notes.push(NumberedNote { content, sign: range });
                numbers.signs.push(NoteSign { range, number: numbers.notes.len() });
            }
            let Some(next) = waiting.pop_front() else { break };
            signs = inner.remove(&next).unwrap_or_default();
        }
        numbers.signs.sort_by_key(|sign| sign.range.start);
        numbers
    }

    /// The notes in the order of their numbers; the first has number 1.
    pub fn notes(&self) -> &[NumberedNote] {
        &self.notes
    }

    /// The signs that begin within a byte range of the draft, in order.
    pub fn signs_in(&self, range: DraftRange) -> &[NoteSign] {
        let first = self.signs.partition_point(|sign| sign.range.start < range.start);
        let end = self.signs.partition_point(|sign| sign.range.start < range.end);
        &self.signs[first..end.max(first)]
    }
}

/// The signs of the running text, and those of each definition by its index.
fn signs(
    structure: &Structure,
    definitions: &[DraftRange],
    is_note: impl Fn(&Citation) -> bool,
) -> (Vec<Unnumbered>, HashMap<usize, Vec<Unnumbered>>) {
    let signs = structure.note_signs.iter().map(|range| (range, Unnumbered::Sign(range)));
    let cited = structure.citations.iter().enumerate().filter(|(_, citation)| is_note(citation));
    let cited = cited.map(|(index, c)| (c.range, Unnumbered::Citation(index, c.range)));
    let mut all: Vec<(DraftRange, Unnumbered)> = signs.chain(cited).collect();
    all.sort_by_key(|(range, _)| range.start);
    let (mut body, mut inner) = (Vec::new(), HashMap::<usize, Vec<Unnumbered>>::new());
    let (mut next, mut open) = (0, Vec::<usize>::new());
    for (range, sign) in all {
        while next < definitions.len() && definitions[next].start <= range.start {
            open.push(next);
            next += 1;
        }
        while open.last().is_some_and(|at| definitions[*at].end <= range.start) {
            open.pop();
        }
        match (open.last(), sign) {
            (None, sign) => body.push(sign),
            (Some(_), Unnumbered::Citation(..)) => {}
            (Some(at), sign) => inner.entry(*at).or_default().push(sign),
        }
    }
    (body, inner)
}
