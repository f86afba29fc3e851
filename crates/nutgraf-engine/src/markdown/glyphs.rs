//! One block's running text as the reader sees it, character by character.
//!
//! Citations, sentences and quotation marks do not care about emphasis or
//! links; they read glyphs. Each glyph knows the bytes it comes from, so what
//! is found among glyphs is given in bytes of the draft.

use crate::range::{DraftRange, define_range};

/// Stands for what is no character to read: inline code, images, notes.
const OBJECT: char = '\u{fffc}';

define_range! {
    /// A range of the glyphs of one block, by their numbers.
    pub(super) struct GlyphRange
}

/// What a glyph stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GlyphKind {
    /// A character as it is in the source.
    Text,
    /// A character behind a backslash.
    Escaped,
    /// A character written as an entity.
    Entity,
    /// A line break.
    Break,
    /// Inline code, all of it.
    Code,
    /// A bare address or an image without words.
    Object,
    /// A footnote reference.
    Note,
    /// Part of a citation in brackets.
    Citation,
    /// Part of a citation in the running text.
    InTextCitation,
}

/// One character to read and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// The character; an object replacement character where there is none.
    pub(super) ch: char,
    pub(super) kind: GlyphKind,
    /// Whether it is in the words of a link.
    pub(super) in_link: bool,
    /// Its bytes in the source.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the markup that opens right before it begins.
    pub(super) lead: usize,
    /// Where the markup that closes right behind it ends.
    pub(super) tail: usize,
}

impl Glyph {
    /// Whether it is a character that a reader reads.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.kind, GlyphKind::Text | GlyphKind::Escaped | GlyphKind::Entity)
    }

    pub(super) fn is_space(&self) -> bool {
        self.kind == GlyphKind::Break || (self.is_prose() && self.ch.is_whitespace())
    }

    /// Whether it is a letter or digit of the running text.
    pub(super) fn is_word(&self) -> bool {
        self.is_prose() && self.ch.is_alphanumeric()
    }

    /// The character, if it is one to read.
    pub(super) fn prose(&self) -> Option<char> {
        self.is_prose().then_some(self.ch)
    }
}

/// Collects the glyphs of one block.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    list: Vec<Glyph>,
    /// Where markup began that no glyph follows yet.
    pending: Option<usize>,
    /// How many links are open.
    links: usize,
}

impl Glyphs {
    pub(super) fn list(&self) -> &[Glyph] {
        &self.list
    }

    pub(super) fn list_mut(&mut self) -> &mut [Glyph] {
        &mut self.list
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Forgets all glyphs but the first.
    pub(super) fn truncate(&mut self, length: usize) {
        self.list.truncate(length);
    }

    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.pending = None;
        self.links = 0;
    }

    /// Adds a text event: `words` as the parser reads them, `range` in the source.
    pub(super) fn text(&mut self, source: &str, words: &str, range: DraftRange) {
        if range.is_empty() {
            return;
        }
        if source.get(range.to_std()) != Some(words) {
            for ch in words.chars() {
                self.push(ch, GlyphKind::Entity, range);
            }
            return;
        }
        for (at, ch) in words.char_indices() {
            let start = range.start + at;
            let escaped = at == 0 && ch.is_ascii_punctuation() && self.is_escaped(source, start);
            let kind = if escaped { GlyphKind::Escaped } else { GlyphKind::Text };
            self.push(ch, kind, DraftRange::new(start, start + ch.len_utf8()));
        }
    }

    fn is_escaped(&self, source: &str, at: usize) -> bool {
        source[..at].ends_with('\\') && self.list.last().is_none_or(|last| last.end < at)
    }

    /// Adds one glyph for something that is not read as characters.
    pub(super) fn object(&mut self, kind: GlyphKind, range: DraftRange) {
        let ch = if kind == GlyphKind::Break { '\n' } else { OBJECT };
        self.push(ch, kind, range);
    }

    fn push(&mut self, ch: char, kind: GlyphKind, range: DraftRange) {
        let before = usize::from(kind == GlyphKind::Escaped);
        let lead = self.pending.take().unwrap_or(range.start - before);
        self.list.push(Glyph {
            ch,
            kind,
            in_link: self.links > 0,
            start: range.start,
            end: range.end,
            lead,
            tail: range.end,
        });
    }

    /// Inline markup begins at a byte offset.
    pub(super) fn open(&mut self, at: usize, link: bool) {
        self.pending.get_or_insert(at);
        self.links += usize::from(link);
    }

    /// Inline markup ends at a byte offset.
    pub(super) fn close(&mut self, at: usize, link: bool) {
        self.links = self.links.saturating_sub(usize::from(link));
        if let Some(last) = self.list.last_mut() {
            last.tail = last.tail.max(at);
        }
    }
}
