//! The definitions that links and notes refer to, wherever in the draft they are.
//!
//! A stretch that is parsed on its own needs the definitions that it refers to and may not pay
//! for the thousands that it does not.
//!
//! # Invariants
//!
//! - Of the labels that the parser would look up in a stretch none is missing.
//! - A few that it would not may be among them, which does no harm. Names stay as they are
//!   until the whole text is parsed again.
//! - Only places move.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
    sync::Arc,
};

use super::depth;
use crate::{range::DraftRange, text::Gapped};

/// The parser gives up a label with more backslashes; so do we, so that hostile
/// texts cost time in proportion.
const MOST_ESCAPES: usize = 1_000;

/// A name that links or notes elsewhere in the text refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) name: String,
    /// Where a link of this name leads; empty for a note.
    pub(super) target: String,
    /// Whether it names a note; else the target of a link.
    pub(super) is_note: bool,
}

impl Label {
    /// Writes a definition of the same name.
    pub(super) fn define(&self, text: &mut String) {
        let mark = if self.is_note { "^" } else { "" };
        text.extend(["[", mark, self.name.as_str(), "]: x\n\n"]);
    }

    /// Writes a definition of the same name and target.
    pub(super) fn define_with_target(&self, text: &mut String) {
        if self.is_note {
            return self.define(text);
        }
        text.extend(["[", self.name.as_str(), "]: <"]);
        for c in self.target.chars().filter(|c| !matches!(c, '\n' | '\r')) {
            if c.is_ascii_punctuation() {
                text.push('\\');
            }
            text.push(c);
        }
        text.push_str(">\n\n");
    }
}

/// The labels of a text, in the order in which they are defined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Labels {
    /// Where each is defined.
    places: Gapped<DraftRange>,
    names: Arc<Names>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Names {
    list: Vec<Label>,
    /// The indexes of those that one [`key`] may mean.
    by_key: HashMap<String, Vec<usize>>,
}

impl Labels {
    pub(super) fn of(mut labels: Vec<(DraftRange, Label)>) -> Self {
        labels.sort_by_key(|(range, _)| range.start);
        let (places, list): (Vec<_>, Vec<_>) = labels.into_iter().unzip();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, label) in list.iter().enumerate() {
            let mark = if label.is_note { "^" } else { "" };
            by_key.entry(key(&[mark, &label.name].concat())).or_default().push(index);
        }
        Self { places: places.into(), names: Arc::new(Names { list, by_key }) }
    }

    /// The indexes of the labels that are defined within a range.
    fn within(&self, range: DraftRange) -> Range<usize> {
        let first = self.places.partition_point(|place| place.start < range.start);
        first..self.places.partition_point(|place| place.start < range.end).max(first)
    }

    /// The labels that are defined within a range, in order.
    pub(super) fn names_within(&self, range: DraftRange) -> &[Label] {
        &self.names.list[self.within(range)]
    }

    /// Where each label is defined, in order.
    pub(super) fn places(&self) -> &Gapped<DraftRange> {
        &self.places
    }

    /// The labels of notes, and where each note is defined.
    pub(super) fn notes(&self) -> impl Iterator<Item = (DraftRange, &str)> {
        let labels = self.places.iter().zip(&self.names.list);
        labels.filter(|(_, label)| label.is_note).map(|(place, label)| (place, &*label.name))
    }

    /// The labels that a stretch of text may refer to and that are defined
    /// elsewhere: those in front of a range, and those behind it.
    pub(super) fn wanted_by<'a>(
        &'a self,
        stretch: &str,
        range: DraftRange,
    ) -> (impl Iterator<Item = &'a Label>, impl Iterator<Item = &'a Label>) {
        let mut indexes: BTreeSet<usize> = BTreeSet::new();
        if !self.names.list.is_empty() {
            // The parser sees what this makes of hostile text.
            let stretch = depth::bounded(stretch);
            let wanted = bracketed(&stretch).filter_map(|words| self.names.by_key.get(&key(words)));
            indexes.extend(wanted.flatten());
        }
        let inside = self.within(range);
        let behind = indexes.split_off(&inside.end);
        indexes.split_off(&inside.start);
        let label = |index: usize| &self.names.list[index];
        (indexes.into_iter().map(label), behind.into_iter().map(label))
    }

    /// Puts the places of a range where they were parsed again; the names are the same.
    pub(super) fn splice(
        &mut self,
        range: DraftRange,
        new: &Self,
        new_range: DraftRange,
        moved: impl Fn(DraftRange) -> DraftRange,
        shift: isize,
    ) {
        let places = new.places.range(new.within(new_range)).map(moved);
        self.places.splice(self.within(range), places, shift);
    }

    #[cfg(test)]
    pub(super) fn list(&self) -> Vec<(DraftRange, Label)> {
        self.places.iter().zip(self.names.list.iter().cloned()).collect()
    }
}

/// The words in brackets that may name a label: up to the first closing bracket,
/// with no other opened before it. A backslash takes its meaning from a bracket.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('[').filter_map(|(open, _)| {
        let inner = &text[open + 1..];
        let mut escapes = 0;
        let mut is_escaped = false;
        let end = inner.bytes().position(|byte| {
            let ends = !is_escaped && matches!(byte, b'[' | b']');
            is_escaped = byte == b'\\' && !is_escaped;
            escapes += usize::from(is_escaped);
            ends || escapes > MOST_ESCAPES
        })?;
        (inner.as_bytes()[end] == b']').then(|| &inner[..end])
    })
}

/// What all ways to write one label have in common. Case does not count, nor how
/// much white space there is; nor do the marks of the block quote whose next line
/// it runs into, or the backslash before a bar in a table.
fn key(words: &str) -> String {
    let counts = |c: &char| !c.is_whitespace() && !matches!(c, '>' | '\\');
    without_case(words.chars().filter(counts))
}

/// A label as CommonMark compares it: without case, and with one space for any white space.
pub(super) fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    without_case(words.join(" ").chars())
}

/// `ẞ`, `ß` and `SS` are one; no single step leads from each of them to one form.
fn without_case(chars: impl Iterator<Item = char>) -> String {
    let lower = chars.flat_map(char::to_lowercase);
    lower.flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{SpanKind, Structure};

    #[test]
    fn brackets_that_may_name_a_label_are_found() {
        let found = |text| bracketed(text).collect::<Vec<_>>();
        assert_eq!(found("[a] [b][c] ![d]"), ["a", "b", "c", "d"]);
        assert_eq!(found("[a [b] c]"), ["b"]);
        assert_eq!(found(r"[a\]b] [c\\] [d\[e] [f"), [r"a\]b", r"c\\", r"d\[e", "e"]);
        assert_eq!(found("[^1]: [two\nlines]"), ["^1", "two\nlines"]);
    }

    /// Whichever two ways to write a label the parser takes for one have one key.
    #[test]
    fn labels_that_the_parser_takes_for_one_have_one_key() {
        let ways = [
            ["a b", "A   B"],
            ["ß", "SS"],
            ["ẞ", "ss"],
            ["ẞ", "ß"],
            ["Σ", "ς"],
            ["σ", "ς"],
            ["ſ", "S"],
            ["İ", "i̇"],
            ["ŉ", "ʼN"],
            ["ᾳ", "ΑΙ"],
            ["ﬃ", "FFI"],
            ["Å", "å"],
            ["K", "k"],
            ["Ꭰ", "ꭰ"],
            ["µ", "Μ"],
            ["a\nb", "a b"],
        ];
        let is_link = |name: &str, used: &str| {
            let text = format!("[{name}]: u\n\n[{used}]\n");
            let structure = Structure::parse(&text);
            structure.spans.iter().any(|span| span.kind == SpanKind::LinkText)
        };
        for [name, used] in ways {
            assert!(is_link(name, used) && is_link(used, name), "{name} {used}");
            assert_eq!(key(name), key(used));
        }
        // Every letter that has another case or form.
        for c in '\u{80}'..='\u{1ffff}' {
            let other: String = c.to_uppercase().collect();
            let lower: String = c.to_lowercase().collect();
            for other in [other, lower] {
                assert_eq!(key(&c.to_string()), key(&other), "{c} {other}");
            }
        }
    }
}
