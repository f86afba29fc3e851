//! The obvious version of a draft with anchors.
//!
//! A text is a row of letters, and each letter knows which anchors have it. An
//! anchor stands on the letters that it has, wherever they are; one that has none is
//! orphaned. Undo is a pile of copies of the whole.

use std::{collections::HashMap, ops::Range};

/// A set of anchors, a bit for each.
pub type Tags = u32;

/// What is taken out or put in with fewer bytes is typing, by the rule under test.
const LEAST: usize = 4;

/// Shorter words come back only where they are all that is put in.
const LEAST_WITHIN: usize = 16;

/// A draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub letters: Vec<(char, Tags)>,
}

/// A piece that was taken out, and what anchors had in it: which anchor, which of
/// the piece's letters, and the words that were left to it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    text: Vec<char>,
    held: Vec<(u32, Range<usize>, String)>,
}

/// What was taken out in this session, and the words that each claim was made of.
/// Undo does not make it forgotten.
#[derive(Clone, Debug, Default)]
pub struct Memory(Vec<Piece>, pub HashMap<u32, Vec<char>>);

impl Draft {
    pub fn text(&self) -> String {
        self.letters.iter().map(|(letter, _)| letter).collect()
    }

    pub fn slice(&self, range: &Range<usize>) -> String {
        self.letters[range.clone()].iter().map(|(letter, _)| letter).collect()
    }

    /// The letters of an anchor, from the first to the last.
    pub fn span(&self, anchor: u32) -> Option<Range<usize>> {
        let has = |(_, tags): &(char, Tags)| tags & (1 << anchor) != 0;
        let first = self.letters.iter().position(has)?;
        let last = self.letters.iter().rposition(has)?;
        Some(first..last + 1)
    }

    /// The byte at which a letter begins.
    pub fn byte(&self, at: usize) -> usize {
        self.letters[..at].iter().map(|(letter, _)| letter.len_utf8()).sum()
    }

    pub fn words(&self, anchor: u32) -> String {
        self.span(anchor).map(|span| self.slice(&span)).unwrap_or_default()
    }

    fn set(&mut self, anchor: u32, span: Range<usize>) {
        for (at, (_, tags)) in self.letters.iter_mut().enumerate() {
            *tags = *tags & !(1 << anchor) | u32::from(span.contains(&at)) << anchor;
        }
    }

    /// Puts letters in place of others. This is the rule for words that are typed:
    /// what comes between two letters of an anchor, or in place of some of its
    /// letters and of no others, is its own.
    fn replace(&mut self, range: Range<usize>, insert: &[char], anchors: u32) {
        let mut tags = 0;
        for anchor in 0..anchors {
            if let Some(span) = self.span(anchor) {
                let inside = match range.is_empty() {
                    true => span.start < range.start && range.start < span.end,
                    false => span.start <= range.start && range.end <= span.end,
                };
                tags |= u32::from(inside) << anchor;
            }
        }
        self.letters.splice(range, insert.iter().map(|letter| (*letter, tags)));
    }

    /// One edit of a writer: words typed, deleted, replaced, cut or pasted.
    pub fn edit(
        &mut self,
        range: Range<usize>,
        insert: &[char],
        anchors: u32,
        memory: &mut Memory,
    ) {
        let before = self.clone();
        self.replace(range.clone(), insert, anchors);
        let mut given: Tags = 0;
        let bytes =
            |letters: &[char]| letters.iter().map(|letter| letter.len_utf8()).sum::<usize>();
        if bytes(insert) >= LEAST {
            // The last piece that was cut comes first.
            for piece in memory.0.iter().rev() {
                let Some(at) = found(insert, &piece.text) else { continue };
                for (anchor, part, left) in &piece.held {
                    if given & (1 << anchor) != 0 || before.words(*anchor) != *left {
                        continue;
                    }
                    let came = range.start + at + part.start..range.start + at + part.end;
                    if let Some(span) = joined(
                        &before,
                        *anchor,
                        &range,
                        insert.len(),
                        came,
                        bytes(&piece.text[part.clone()]),
                    ) {
                        self.set(*anchor, span);
                        given |= 1 << anchor;
                    }
                }
            }
            // What is put in again with marks around it is where it was.
            let replaced: Vec<char> = before.slice(&range).chars().collect();
            if bytes(&replaced) >= LEAST
                && let Some(at) = found(insert, &replaced)
            {
                let moved = |place: usize| match place {
                    place if place < range.start => place,
                    place if place > range.end => place + insert.len() - range.len(),
                    place => place + at,
                };
                for anchor in 0..anchors {
                    if let Some(span) = before.span(anchor)
                        && span.start < range.end
                        && range.start < span.end
                    {
                        self.set(anchor, moved(span.start)..moved(span.end));
                        given |= 1 << anchor;
                    }
                }
            }
            self.whole_words(&before, &range, insert, anchors, memory, &mut given);
        }
        memory.note(&before, &range, insert, anchors, given);
    }

    /// Anchors that have no words, or are losing them by this edit, get them back
    /// where all their words stand in what is put in.
    fn whole_words(
        &mut self,
        before: &Self,
        range: &Range<usize>,
        insert: &[char],
        anchors: u32,
        memory: &Memory,
        given: &mut Tags,
    ) {
        let wanted: Vec<(u32, Vec<char>)> = (0..anchors)
            .filter(|anchor| *given & (1 << anchor) == 0)
            .filter_map(|anchor| match before.span(anchor) {
                Some(span) => {
                    let goes = range.start <= span.start && span.end <= range.end && span != *range;
                    goes.then(|| (anchor, before.slice(&span).chars().collect()))
                }
                None => Some((anchor, memory.last_words(anchor)?)),
            })
            .collect();
        for (anchor, words) in &wanted {
            // Claims have even numbers, ties of quotes odd ones.
            let is_twin =
                |other: &&(u32, Vec<char>)| other.1 == *words && other.0 % 2 == anchor % 2;
            let is_only = wanted.iter().filter(is_twin).count() == 1;
            if is_only && let Some(at) = found(insert, words) {
                self.set(*anchor, range.start + at..range.start + at + words.len());
                *given |= 1 << anchor;
            }
        }
    }
}

/// Where an anchor stands once letters of it came back at `came`; `None` where it
/// stays on those it has.
fn joined(
    before: &Draft,
    anchor: u32,
    range: &Range<usize>,
    inserted: usize,
    came: Range<usize>,
    came_bytes: usize,
) -> Option<Range<usize>> {
    let Some(left) = before.span(anchor) else { return Some(came) };
    if left.start < range.start && range.end < left.end {
        return None;
    }
    if range.is_empty() && range.start == left.end && came.start == range.start {
        return Some(left.start..came.end);
    }
    if range.is_empty() && range.start == left.start && came.end == range.start + inserted {
        return Some(came.start..left.end + inserted);
    }
    let left = before.slice(&left).len();
    (came_bytes > left).then_some(came)
}

impl Memory {
    /// Keeps what an edit takes out together with the anchors in it.
    fn note(
        &mut self,
        before: &Draft,
        range: &Range<usize>,
        insert: &[char],
        anchors: u32,
        given: Tags,
    ) {
        let taken = before.slice(range);
        if taken.len() < LEAST {
            return;
        }
        let mut held = Vec::new();
        for anchor in (0..anchors).filter(|anchor| given & (1 << anchor) == 0) {
            let Some(span) = before.span(anchor) else { continue };
            let cut = span.start.max(range.start)..span.end.min(range.end);
            let goes = cut == span && span != *range;
            if cut.start < cut.end && (insert.is_empty() || goes) {
                let left =
                    before.slice(&(span.start..cut.start)) + &before.slice(&(cut.end..span.end));
                held.push((anchor, cut.start - range.start..cut.end - range.start, left));
            }
        }
        if !held.is_empty() {
            let piece = Piece { text: taken.chars().collect(), held };
            self.0.retain(|known| *known != piece);
            self.0.push(piece);
        }
    }

    /// The words that an anchor lost last, all at once; else those it was made of.
    fn last_words(&self, anchor: u32) -> Option<Vec<char>> {
        let last = self.0.iter().rev().find_map(|piece| {
            let (_, part, _) =
                piece.held.iter().find(|(a, _, left)| *a == anchor && left.is_empty())?;
            Some(piece.text[part.clone()].to_vec())
        });
        last.or_else(|| self.1.get(&anchor).cloned())
    }
}

/// Where letters stand in others that have them once, by no chance: they are many,
/// or all that is there, and neither begin nor end inside a word.
fn found(text: &[char], letters: &[char]) -> Option<usize> {
    let whole: String = text.iter().collect();
    let part: String = letters.iter().collect();
    if part.len() < LEAST || part.len() < LEAST_WITHIN && part.trim() != whole.trim() {
        return None;
    }
    let mut places = (0..text.len()).filter(|at| text[*at..].starts_with(letters));
    let (at, again) = (places.next()?, places.next());
    let inside = |at: usize| {
        let side =
            |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|l| l.is_alphanumeric());
        side(at.checked_sub(1)) && side(Some(at))
    };
    (again.is_none() && !inside(at) && !inside(at + letters.len())).then_some(at)
}
