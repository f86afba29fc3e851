//! A passage that a writer might quote: some chunks of a text, cut at words.

use std::ops::{Range, RangeInclusive};

use fastrand::Rng;

use super::{
    oracle::plain,
    text::{Chunk, Shelf, Text},
};

/// What a writer leaves off the beginning of what is quoted.
const OPENING: &[char] = &['“', '‘', '"', '\'', '(', '«', '„', '—', '–'];

/// What a writer leaves off the end.
const CLOSING: &[char] =
    &['”', '’', '"', '\'', ')', '»', '.', ',', ';', ':', '!', '?', '—', '–', '…'];

/// Signs that stand alone and hang on the figure beside them.
const SIGNS: &str = "<>=≤≥±%‰°×+≈";

/// Whether a word is nothing but signs that hang on a figure beside it.
pub fn is_sign(word: &str) -> bool {
    let core = word.trim_start_matches(OPENING).trim_end_matches(CLOSING);
    !core.is_empty() && core.chars().all(|c| SIGNS.contains(c))
}

/// Chunks of one text of a shelf.
#[derive(Clone)]
pub struct Passage<'a> {
    /// The texts around it.
    pub shelf: &'a Shelf,
    /// The position of its text on the shelf.
    pub at: usize,
    /// Its chunks.
    pub chunks: Range<usize>,
}

impl<'a> Passage<'a> {
    /// Picks a passage of so many chunks within one paragraph; `None` where the
    /// dice gave one that no writer would cut out so.
    pub fn pick(shelf: &'a Shelf, length: RangeInclusive<usize>, rng: &mut Rng) -> Option<Self> {
        let passage = Self::anywhere(shelf, length, rng)?;
        let inner = passage.slice().iter().skip(1);
        inner.into_iter().all(|chunk| !chunk.begins_paragraph).then_some(passage)
    }

    /// Picks a passage that may run over several paragraphs.
    pub fn anywhere(
        shelf: &'a Shelf,
        length: RangeInclusive<usize>,
        rng: &mut Rng,
    ) -> Option<Self> {
        let at = rng.usize(..shelf.texts.len());
        let count = shelf.texts[at].chunks.len();
        let start = rng.usize(..count);
        let chunks = start..start + rng.usize(length);
        let passage = Self { shelf, at, chunks };
        (passage.chunks.end <= count && passage.can_be_cut_out()).then_some(passage)
    }

    /// Its text.
    pub fn text(&self) -> &'a Text {
        &self.shelf.texts[self.at]
    }

    fn slice(&self) -> &'a [Chunk] {
        &self.text().chunks[self.chunks.clone()]
    }

    /// Whether a writer would begin and end a quotation where it does.
    pub fn can_be_cut_out(&self) -> bool {
        let chunks = &self.text().chunks;
        let before = self.chunks.start.checked_sub(1).map(|at| &chunks[at]);
        let beside = [before, chunks.get(self.chunks.end)];
        let edges = [self.slice().first(), self.slice().last()];
        let is_bracketed = |chunk: &Chunk| chunk.clean.contains(['[', ']']);
        // Without its inches `5'10"` ends like a quotation.
        let is_measure = |chunk: &Chunk| {
            let has_digit = chunk.clean.contains(|c: char| c.is_ascii_digit());
            has_digit && chunk.clean.contains(['\'', '"'])
        };
        // A figure that hangs on a sign beside it would be cut in two.
        !self.slice().iter().any(|chunk| chunk.is_doubtful)
            && !beside.into_iter().flatten().any(|chunk| is_sign(&chunk.clean))
            && edges.into_iter().flatten().all(|chunk| {
                chunk.clean.contains(char::is_alphanumeric)
                    && !is_bracketed(chunk)
                    && !is_measure(chunk)
            })
    }

    /// Its words as they read, without the marks around them.
    pub fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.slice().iter().map(|chunk| chunk.clean.clone()).collect();
        if let Some(first) = words.first_mut() {
            *first = first.trim_start_matches(OPENING).to_owned();
        }
        if let Some(last) = words.last_mut() {
            *last = last.trim_end_matches(CLOSING).to_owned();
        }
        words
    }

    /// The bytes of the source that they stand on.
    pub fn range(&self) -> Range<usize> {
        let (Some(first), Some(last)) = (self.slice().first(), self.slice().last()) else {
            return 0..0;
        };
        let opening = first.clean.len() - first.clean.trim_start_matches(OPENING).len();
        let closing = last.clean.len() - last.clean.trim_end_matches(CLOSING).len();
        first.range.start + opening..last.range.end - closing
    }

    /// Its bytes as the source has them.
    pub fn raw(&self) -> &'a str {
        &self.text().source[self.range()]
    }

    /// Positions of its chunks that open a paragraph, the first aside.
    pub fn paragraphs(&self) -> Vec<usize> {
        let inner = self.slice().iter().enumerate().skip(1);
        inner.filter(|(_, chunk)| chunk.begins_paragraph).map(|(at, _)| at).collect()
    }

    /// Words, as many as it has, with an empty line where a paragraph of it begins.
    pub fn in_paragraphs(&self, words: &[String]) -> String {
        let breaks = self.paragraphs();
        let mut text = String::new();
        for (at, word) in words.iter().enumerate() {
            let space = if breaks.contains(&at) { "\n\n" } else { " " };
            text.push_str(if at == 0 { "" } else { space });
            text.push_str(word);
        }
        text
    }

    /// Whether a word of it is broken at the end of a line.
    pub fn has_broken_word(&self) -> bool {
        self.slice().iter().any(|chunk| self.text().source[chunk.range.clone()].contains('\n'))
    }

    /// Whether a row of plain words stands once on the whole shelf.
    pub fn is_row_unique(&self, row: &[String]) -> bool {
        let places = self.shelf.words.iter().map(|words| words.places(row).len());
        places.sum::<usize>() == 1
    }

    /// Whether its words stand once on the whole shelf.
    pub fn is_unique(&self) -> bool {
        self.is_row_unique(&plain(&self.words().join(" ")))
    }

    /// Whether a changed quotation made of it can come from nowhere else: it
    /// begins and ends as the passage does, and either end stands once on the
    /// shelf. Without firm ends it may well be nearer to another place.
    pub fn is_meant_by(&self, quotation: &str) -> bool {
        const END: usize = 4;
        let (own, row) = (plain(&self.words().join(" ")), plain(quotation));
        let ends = (own.first_chunk::<END>(), own.last_chunk::<END>());
        let (Some(first), Some(last)) = ends else { return false };
        row.starts_with(first)
            && row.ends_with(last)
            && self.is_row_unique(first)
            && self.is_row_unique(last)
    }
}
