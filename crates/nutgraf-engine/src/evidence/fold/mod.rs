//! The fold: the words of a text without their typography.
//!
//! Both sides of every comparison go through this one function, so no rule can hold on one side
//! only. It straightens quotation marks, makes every dash a `-` and every run of white space
//! one space, spells out ligatures, drops soft hyphens and zero-width characters, composes
//! accents (Unicode NFC), takes Markdown's marks away where the text is Markdown, and mends
//! words broken at the end of a line.
//!
//! # Invariants
//!
//! - Digits, signs, decimals, `%`, `<`, `=` and currency signs do not change.
//! - Every range of the folded text maps to a range of the original.

mod characters;
mod markup;

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

use characters::{SOFT_HYPHEN, entity, folded, is_dash, is_ideographic_mark};
pub(crate) use characters::{is_hyphen, is_ideographic};
use markup::{Markup, markup};

use crate::{
    model::SnapshotFormat,
    range::{FoldedRange, TextRange},
    text::invisible::is_invisible,
};

/// How a hyphen between two letters at the end of a line is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineBreaks {
    /// As put there by the line break: `exam-⏎ple` is `example`.
    #[default]
    Join,
    /// As part of the word: `well-⏎known` is `well-known`.
    KeepHyphen,
}

/// A folded text and the map back to the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    pieces: Vec<FoldSegment>,
    breaks: Vec<usize>,
    emphasis: Vec<usize>,
}

/// A stretch of the folded text that was copied or replaced as a whole.
///
/// The folded text of a copied segment is the original's, byte for byte, so the map takes memory
/// only where something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FoldSegment {
    folded: usize,
    original: TextRange,
    is_copy: bool,
}

impl Folded {
    /// Returns the bytes of the original that a range of bytes of the folded text came from.
    ///
    /// Where the range begins or ends inside something folded as a whole, such
    /// as a ligature, the whole of it is given. Ranges beyond the end are cut.
    pub fn original(&self, range: FoldedRange) -> TextRange {
        let end = range.end.min(self.text.len());
        let start = self.start_of(range.start.min(end));
        if range.start >= end {
            return TextRange::at(start);
        }
        let piece = &self.pieces[self.piece_at(end - 1)];
        let end = if piece.is_copy {
            piece.original.start + (end - piece.folded)
        } else {
            piece.original.end
        };
        TextRange::new(start, end.max(start))
    }

    /// Returns the offsets, in bytes of the folded text, at which a hyphen and a line break were
    /// removed from a word; rising.
    pub fn breaks(&self) -> &[usize] {
        &self.breaks
    }

    /// Whether a Markdown emphasis mark was removed within a range of bytes of the original.
    pub fn has_emphasis(&self, original: TextRange) -> bool {
        let first = self.emphasis.partition_point(|at| *at < original.start);
        self.emphasis.get(first).is_some_and(|at| *at < original.end)
    }

    fn piece_at(&self, folded: usize) -> usize {
        self.pieces.partition_point(|piece| piece.folded <= folded).saturating_sub(1)
    }

    fn start_of(&self, folded: usize) -> usize {
        let Some(piece) = self.pieces.get(self.piece_at(folded)) else { return 0 };
        match piece.is_copy {
            true => (piece.original.start + (folded - piece.folded)).min(piece.original.end),
            false if folded >= self.text.len() => piece.original.end,
            false => piece.original.start,
        }
    }

    fn copy(&mut self, source: &str, original: TextRange) {
        match self.pieces.last_mut() {
            Some(last) if last.is_copy && last.original.end == original.start => {
                last.original.end = original.end;
            }
            _ => self.pieces.push(FoldSegment { folded: self.text.len(), original, is_copy: true }),
        }
        self.text.push_str(&source[original]);
    }

    fn replace(&mut self, with: &str, original: TextRange) {
        self.pieces.push(FoldSegment { folded: self.text.len(), original, is_copy: false });
        self.text.push_str(with);
    }
}

/// Folds a text and joins words that a line break cut in two.
pub fn fold(text: &str, format: SnapshotFormat) -> Folded {
    fold_with(text, format, LineBreaks::Join)
}

/// Folds a text and reads hyphens at the ends of lines as `line_breaks` says.
pub fn fold_with(text: &str, format: SnapshotFormat, line_breaks: LineBreaks) -> Folded {
    let markup = match format {
        SnapshotFormat::Plain => Vec::new(),
        SnapshotFormat::Markdown => markup(text),
    };
    let mut out = Folded { text: String::with_capacity(text.len()), ..Folded::default() };
    out.emphasis = markup.iter().filter(|m| m.is_emphasis).map(|m| m.range.start).collect();
    let is_markdown = format == SnapshotFormat::Markdown;
    Folder { text, markup: &markup, is_markdown, line_breaks, out }.run()
}

/// A place in the text that steps over what says nothing.
#[derive(Clone, Copy)]
struct FoldCursor {
    at: usize,
    markup: usize,
}

/// One character of the original and its place, in bytes.
#[derive(Clone, Copy)]
struct FoldChar {
    c: char,
    start: usize,
    end: usize,
}

/// A run of white space.
#[derive(Clone, Copy, Default)]
struct WhiteSpace {
    has_line_break: bool,
    has_blank_line: bool,
    has_page_break: bool,
}

struct Folder<'a> {
    text: &'a str,
    markup: &'a [Markup],
    is_markdown: bool,
    line_breaks: LineBreaks,
    out: Folded,
}

impl Folder<'_> {
    fn run(mut self) -> Folded {
        let mut cursor = FoldCursor { at: 0, markup: 0 };
        while let Some(found) = self.next(&mut cursor) {
            if found.c.is_whitespace() {
                self.white_space(found, &mut cursor);
            } else if found.c == SOFT_HYPHEN {
                self.line_end(found, &mut cursor);
            } else if is_dash(found.c) {
                if !self.line_end(found, &mut cursor) {
                    self.dash(found, &mut cursor);
                }
            } else {
                self.character(found, &mut cursor);
            }
        }
        self.out
    }

    fn next(&self, cursor: &mut FoldCursor) -> Option<FoldChar> {
        loop {
            while let Some(markup) = self.markup.get(cursor.markup)
                && markup.range.start <= cursor.at
            {
                cursor.at = cursor.at.max(markup.range.end);
                cursor.markup += 1;
            }
            let start = cursor.at;
            let mut c = self.text[start..].chars().next()?;
            cursor.at = start + c.len_utf8();
            if c == '&'
                && self.is_markdown
                && let Some((named, length)) = entity(&self.text[start..])
            {
                c = named;
                cursor.at = start + length;
            }
            if !is_invisible(c) {
                return Some(FoldChar { c, start, end: cursor.at });
            }
        }
    }

    fn peek(&self, mut cursor: FoldCursor) -> Option<FoldChar> {
        self.next(&mut cursor)
    }

    /// Consumes white space, and a page number that is alone on the line beside a page break.
    fn gap(&self, cursor: &mut FoldCursor) -> WhiteSpace {
        let mut gap = self.plain_gap(cursor);
        let mut ahead = *cursor;
        let mut digits = 0;
        while let Some(found) = self.next(&mut ahead) {
            if !found.c.is_ascii_digit() || digits > 3 {
                ahead.at = found.start;
                break;
            }
            digits += 1;
        }
        if (1..=3).contains(&digits) && (gap.has_line_break || gap.has_page_break) {
            let after = self.plain_gap(&mut ahead);
            let ends_line = after.has_line_break || after.has_page_break;
            if ends_line && (gap.has_page_break || after.has_page_break) {
                *cursor = ahead;
                gap =
                    WhiteSpace { has_line_break: true, has_blank_line: true, has_page_break: true };
            }
        }
        gap
    }

    fn plain_gap(&self, cursor: &mut FoldCursor) -> WhiteSpace {
        let mut gap = WhiteSpace::default();
        loop {
            let mut ahead = *cursor;
            match self.next(&mut ahead) {
                Some(found) if found.c.is_whitespace() => {
                    if matches!(found.c, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}') {
                        gap.has_blank_line |= gap.has_line_break;
                        gap.has_line_break = true;
                    }
                    gap.has_page_break |= found.c == '\u{c}';
                    *cursor = ahead;
                }
                _ => return gap,
            }
        }
    }

    fn white_space(&mut self, first: FoldChar, cursor: &mut FoldCursor) {
        cursor.at = first.start;
        let gap = self.gap(cursor);
        let is_east_asian = |c: char| is_ideographic(c) || is_ideographic_mark(c);
        if gap.has_line_break
            && self.out.text.chars().next_back().is_some_and(is_east_asian)
            && self.peek(*cursor).is_some_and(|next| is_east_asian(next.c))
        {
            return;
        }
        if first.c == ' ' && cursor.at == first.end && first.end - first.start == 1 {
            self.out.copy(self.text, TextRange::new(first.start, first.end));
        } else {
            self.out.replace(" ", TextRange::new(first.start, cursor.at.max(first.end)));
        }
    }

    /// Consumes a hyphen between letters at the end of a line; returns whether it was one.
    fn line_end(&mut self, hyphen: FoldChar, cursor: &mut FoldCursor) -> bool {
        let is_letter = |c: char| c.is_alphabetic() && !is_ideographic(c);
        if !(is_hyphen(hyphen.c) || hyphen.c == SOFT_HYPHEN)
            || !self.out.text.chars().next_back().is_some_and(is_letter)
        {
            return false;
        }
        let mut ahead = *cursor;
        let gap = self.gap(&mut ahead);
        let breaks = gap.has_page_break || (gap.has_line_break && !gap.has_blank_line);
        if !breaks || !self.peek(ahead).is_some_and(|next| is_letter(next.c)) {
            return false;
        }
        if hyphen.c != SOFT_HYPHEN {
            match self.line_breaks {
                LineBreaks::Join => self.out.breaks.push(self.out.text.len()),
                LineBreaks::KeepHyphen => {
                    self.out.replace("-", TextRange::new(hyphen.start, ahead.at))
                }
            }
        }
        *cursor = ahead;
        true
    }

    /// One dash, or the two or three hyphens that stand for one.
    fn dash(&mut self, first: FoldChar, cursor: &mut FoldCursor) {
        let mut end = first.end;
        if first.c == '-' {
            let mut ahead = *cursor;
            while let Some(found) = self.next(&mut ahead)
                && found.c == '-'
            {
                end = found.end;
                *cursor = ahead;
            }
        }
        if first.c == '-' && end == first.start + 1 {
            self.out.copy(self.text, TextRange::new(first.start, end));
        } else {
            self.out.replace("-", TextRange::new(first.start, end));
        }
    }

    /// A character with the accents that follow it.
    fn character(&mut self, first: FoldChar, cursor: &mut FoldCursor) {
        let is_plain = |at: usize| self.text.as_bytes().get(at).is_none_or(u8::is_ascii);
        if first.c.is_ascii() && is_plain(first.end) {
            return self.single(first);
        }
        let mut cluster = String::new();
        let mut end = first.end;
        while let Some(next) = self.peek(*cursor)
            && joins_previous(next.c)
        {
            if cluster.is_empty() {
                cluster.push(first.c);
            }
            cluster.push(next.c);
            end = next.end;
            self.next(cursor);
        }
        if cluster.is_empty() {
            if is_nfc_quick(std::iter::once(first.c)) == IsNormalized::Yes {
                return self.single(first);
            }
            cluster.push(first.c);
        }
        let mut composed = String::with_capacity(cluster.len());
        for c in cluster.nfc() {
            match folded(c) {
                Some(with) => composed.push_str(with),
                None => composed.push(c),
            }
        }
        if composed == self.text[first.start..end] {
            self.out.copy(self.text, TextRange::new(first.start, end));
        } else {
            self.out.replace(&composed, TextRange::new(first.start, end));
        }
    }

    fn single(&mut self, found: FoldChar) {
        let is_entity = found.end - found.start != found.c.len_utf8();
        match folded(found.c) {
            Some(with) => self.out.replace(with, TextRange::new(found.start, found.end)),
            None if is_entity => {
                self.out.replace(
                    found.c.encode_utf8(&mut [0; 4]),
                    TextRange::new(found.start, found.end),
                );
            }
            None => self.out.copy(self.text, TextRange::new(found.start, found.end)),
        }
    }
}

/// Whether a character may melt into the one before it under NFC.
fn joins_previous(c: char) -> bool {
    !c.is_ascii()
        && (canonical_combining_class(c) != 0
            || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe)
}

#[cfg(test)]
mod tests;
