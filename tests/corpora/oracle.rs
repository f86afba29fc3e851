//! Says whether words stand in a text, without the program's help.
//!
//! On purpose nothing here comes from the program: no fold, no tokens, no index.
//! It only has to be right about the texts of this laboratory: words are parted
//! by white space, punctuation around them does not count, capitals neither.
//! What always holds: where it says that a quotation does not stand, no reader
//! would say that it does.

use std::collections::HashMap;

use super::text::Text;

/// The most words an ellipsis may stand for.
const LONGEST_GAP: usize = 100;

/// A text as a row of plain words, and where each stands.
pub struct Words {
    words: Vec<String>,
    places: HashMap<String, Vec<usize>>,
}

impl Words {
    /// Reads the chunks of a text.
    pub fn of(text: &Text) -> Self {
        let words: Vec<String> = text.chunks.iter().flat_map(|chunk| plain(&chunk.clean)).collect();
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            places.entry(word.clone()).or_default().push(at);
        }
        Self { words, places }
    }

    /// Where a row of words stands, each place by its first word.
    pub fn places(&self, row: &[String]) -> Vec<usize> {
        let none: &[usize] = &[];
        let of = |word: &String| self.places.get(word).map_or(none, Vec::as_slice);
        let Some((rarest, starts)) =
            row.iter().enumerate().map(|(at, word)| (at, of(word))).min_by_key(|(_, p)| p.len())
        else {
            return Vec::new();
        };
        let starts = starts.iter().filter_map(|at| at.checked_sub(rarest));
        starts.filter(|start| self.words[*start..].starts_with(row)).collect()
    }

    /// Whether the fragments of a quotation, parted by its ellipses, stand in
    /// order, each within the room of a gap behind the one before.
    pub fn holds(&self, quotation: &str) -> bool {
        let fragments: Vec<Vec<String>> =
            fragments(quotation).into_iter().map(plain).filter(|row| !row.is_empty()).collect();
        let Some((first, rest)) = fragments.split_first() else { return false };
        let mut ends: Vec<usize> =
            self.places(first).into_iter().map(|start| start + first.len()).collect();
        for row in rest {
            let starts = self.places(row).into_iter();
            let reachable = |start: &usize| {
                ends.iter().any(|end| *end <= *start && *start <= *end + LONGEST_GAP)
            };
            ends = starts.filter(reachable).map(|start| start + row.len()).collect();
        }
        !ends.is_empty()
    }
}

fn fragments(quotation: &str) -> Vec<&str> {
    let mut parts = vec![quotation];
    for mark in ["[…]", "[...]", "…", ". . .", "..."] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts
}

/// The words of a text, without the punctuation around them, in small letters.
/// A word with a hyphen or dash inside is the row of its parts.
pub fn plain(text: &str) -> Vec<String> {
    let is_around = |c: char| ".,;:!?()[]\"'“”‘’„‟«»‹›…*_".contains(c);
    let mut words = Vec::new();
    for chunk in text.split(|c: char| c.is_whitespace() || "—–".contains(c)) {
        let word = chunk.trim_matches(is_around);
        let is_signed = word.starts_with(['-', '−']);
        let mut parts = word.trim_start_matches(['-', '−', '‐']).split(['-', '‐', '‑']);
        let first = parts.next().unwrap_or_default().trim_matches(is_around);
        let sign = if is_signed && !first.is_empty() { "-" } else { "" };
        words.push(format!("{sign}{}", straight(first)));
        words.extend(parts.map(|part| straight(part.trim_matches(is_around))));
    }
    words.retain(|word| !word.is_empty());
    words
}

fn straight(word: &str) -> String {
    word.replace(['’', 'ʼ'], "'").to_lowercase()
}
