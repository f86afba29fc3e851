//! Pandoc citations among the glyphs of a block.
//!
//! Read by the rules of the Pandoc manual, "Citation syntax", and a little
//! more kindly: in `[see @a; and the appendix]` the words behind the semicolon
//! belong to `@a` instead of making the whole no citation.

use std::{borrow::Cow, ops::Range};

use super::{
    Citation, CitationItem,
    front_matter::BOM,
    glyphs::{Glyph, GlyphKind},
};
use crate::range::DraftRange;

/// A key among the glyphs.
struct KeyGlyphs {
    /// The glyph of `@`, or of the `-` before it.
    start: usize,
    /// The glyph of `@`.
    at: usize,
    /// The glyph behind the key.
    end: usize,
    /// The innermost bracket that was open here.
    bracket: Option<usize>,
    words: String,
}

/// Finds the citations and turns their glyphs into citation glyphs.
pub(super) fn find(text: &str, glyphs: &mut [Glyph]) -> Vec<Citation> {
    let (keys, brackets) = scan(glyphs);
    let mut citations = Vec::new();
    let mut free = 0;
    let mut index = 0;
    while index < keys.len() {
        let key = &keys[index];
        if key.start < free {
            index += 1;
            continue;
        }
        let enclosing = key.bracket.filter(|open| *open >= free && !is_note(glyphs, *open));
        let enclosing = enclosing.and_then(|open| Some((open, close_of(&brackets, open)?)));
        let (span, in_text) = match enclosing {
            Some((open, close)) => (open..close + 1, false),
            // The words of a link are often a handle: [@nytimes](https://…).
            None if glyphs[key.at].in_link => {
                index += 1;
                continue;
            }
            None => (key.start..end_in_text(glyphs, &keys, index, &brackets), true),
        };
        let count = keys[index..].iter().take_while(|key| key.at < span.end).count();
        let inside = &keys[index..index + count];
        let kind = if in_text { GlyphKind::InTextCitation } else { GlyphKind::Citation };
        citations.push(Citation {
            range: DraftRange::new(glyphs[span.start].start, glyphs[span.end - 1].end),
            in_text,
            items: items(text, glyphs, inside, &span, in_text),
        });
        glyphs[span.clone()].iter_mut().for_each(|glyph| glyph.kind = kind);
        free = span.end;
        index += count;
    }
    citations
}

/// `^[…]` is an inline note, in which citations stand as in running text.
fn is_note(glyphs: &[Glyph], open: usize) -> bool {
    open.checked_sub(1).is_some_and(|before| is_char(&glyphs[before], '^'))
}

fn is_char(glyph: &Glyph, ch: char) -> bool {
    glyph.kind == GlyphKind::Text && glyph.ch == ch
}

fn close_of(brackets: &[(usize, usize)], open: usize) -> Option<usize> {
    let index = brackets.binary_search_by_key(&open, |pair| pair.0).ok()?;
    Some(brackets[index].1)
}

/// The keys in order, and the pairs of brackets by where they open.
fn scan(glyphs: &[Glyph]) -> (Vec<KeyGlyphs>, Vec<(usize, usize)>) {
    let (mut keys, mut brackets, mut open) = (Vec::new(), Vec::new(), Vec::new());
    let mut in_address = false;
    let mut at = 0;
    while at < glyphs.len() {
        let glyph = &glyphs[at];
        if glyph.is_space() {
            in_address = false;
        } else if begins_address(glyphs, at) {
            in_address = true;
        } else if is_char(glyph, '[') {
            open.push(at);
        } else if is_char(glyph, ']') {
            brackets.extend(open.pop().map(|start| (start, at)));
        } else if is_char(glyph, '@')
            && !in_address
            && let Some(key) = key_at(glyphs, at, open.last().copied())
        {
            at = key.end;
            keys.push(key);
            continue;
        }
        at += 1;
    }
    brackets.sort_unstable();
    (keys, brackets)
}

/// Whether an address begins at a glyph: the `@` of `https://example.org/@name` cites nothing.
fn begins_address(glyphs: &[Glyph], at: usize) -> bool {
    let reads = |words: &str| {
        words.chars().enumerate().all(|(n, ch)| glyphs.get(at + n).is_some_and(|g| g.ch == ch))
    };
    reads("://") || (reads("www.") && (at == 0 || !glyphs[at - 1].is_word()))
}

fn key_at(glyphs: &[Glyph], at: usize, bracket: Option<usize>) -> Option<KeyGlyphs> {
    // A letter before it makes it an email address.
    let before = at.checked_sub(1).map(|before| &glyphs[before]);
    if before.is_some_and(|glyph| glyph.is_word() || matches!(glyph.ch, '_' | '@' | '+')) {
        return None;
    }
    let braced = glyphs.get(at + 1).is_some_and(|glyph| is_char(glyph, '{'));
    let first = at + 1 + usize::from(braced);
    let touches = |index: usize| {
        let glyph = glyphs.get(index)?;
        (glyph.kind == GlyphKind::Text && glyphs[index - 1].end == glyph.start).then_some(glyph.ch)
    };
    let is_letter = |ch: char| ch.is_alphanumeric() || ch == '_';
    let mut end = first;
    while let Some(ch) = touches(end) {
        let joins = ":.#$%&-+?<>~/".contains(ch) && end > first;
        if is_letter(ch) || (joins && touches(end + 1).is_some_and(is_letter)) {
            end += 1;
        } else {
            break;
        }
    }
    if end == first {
        return None;
    }
    let words = glyphs[first..end].iter().map(|glyph| glyph.ch).collect();
    if braced {
        touches(end).filter(|ch| *ch == '}')?;
        end += 1;
    }
    let minus = before.is_some_and(|glyph| is_char(glyph, '-') && glyph.end == glyphs[at].start)
        && !at.checked_sub(2).is_some_and(|index| glyphs[index].is_word());
    Some(KeyGlyphs { start: at - usize::from(minus), at, end, bracket, words })
}

/// Where `@key` or `@key [p. 3]` ends.
fn end_in_text(
    glyphs: &[Glyph],
    keys: &[KeyGlyphs],
    index: usize,
    brackets: &[(usize, usize)],
) -> usize {
    let end = keys[index].end;
    let open = end + usize::from(glyphs.get(end).is_some_and(Glyph::is_space));
    let Some(close) = close_of(brackets, open) else { return end };
    // A bracket that begins with a key of its own is the next citation.
    let cites = keys.get(index + 1).is_some_and(|next| {
        next.at < close && !glyphs[open + 1..next.at].iter().any(|glyph| is_char(glyph, ';'))
    });
    let is_empty = glyphs[open + 1..close].iter().all(Glyph::is_space);
    if is_empty || cites { end } else { close + 1 }
}

fn items(
    text: &str,
    glyphs: &[Glyph],
    keys: &[KeyGlyphs],
    span: &Range<usize>,
    in_text: bool,
) -> Vec<CitationItem> {
    let last_inside = span.end - 1;
    let inside_end =
        |key: &KeyGlyphs| if is_char(&glyphs[last_inside], ']') { last_inside } else { key.end };
    let mut prefix = span.start + 1..keys[0].start.max(span.start + 1);
    let mut items = Vec::with_capacity(keys.len());
    for (index, key) in keys.iter().enumerate() {
        let next = keys.get(index + 1);
        let until = next.map_or_else(|| inside_end(key), |next| next.start).max(key.end);
        let between = &glyphs[key.end..until];
        let split = next.and_then(|_| between.iter().rposition(|glyph| is_char(glyph, ';')));
        let locator = key.end..key.end + split.unwrap_or(between.len());
        let bare = in_text && index == 0;
        items.push(CitationItem {
            key: key.words.clone(),
            range: DraftRange::new(glyphs[key.start].start, glyphs[key.end - 1].end),
            locator: locator_words(&words(text, &glyphs[locator.clone()])),
            prefix: if bare { String::new() } else { words(text, &glyphs[prefix.clone()]) },
            suppress_author: key.start < key.at,
        });
        prefix = split.map_or(until, |_| locator.end + 1)..until;
    }
    items
}

fn locator_words(words: &str) -> String {
    let words = words.trim_start_matches([',', ' ']);
    // In `@key [p. 3; @b]` the bracket opens between the key and its locator.
    let words = if words.matches('[').count() > words.matches(']').count() {
        words.strip_prefix('[').unwrap_or(words)
    } else {
        words
    };
    words.trim().to_owned()
}

/// The words of glyphs, with runs of white space as one space.
fn words(text: &str, glyphs: &[Glyph]) -> String {
    let mut words = String::new();
    for glyph in glyphs {
        if glyph.is_space() {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
        } else if glyph.is_prose() {
            words.push(glyph.ch);
        } else {
            words.push_str(&text[glyph.start..glyph.end]);
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// The text with the same length, in which no line defines a link called like a
/// citation: `[@key]: word` would turn every `[@key]` of the draft into a link
/// to “word”. The colon is read as another mark.
pub(super) fn undefined(text: &str) -> Cow<'_, str> {
    let mut colons: Vec<usize> = Vec::new();
    let mut start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    for line in text[start..].split_inclusive(['\n', '\r']) {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        if (rest.starts_with("[@") || rest.starts_with("[-@"))
            && let Some(bracket) = rest.find("]:")
        {
            colons.push(start + line.len() - rest.len() + bracket + 1);
        }
        start += line.len();
    }
    if colons.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut next = colons.into_iter().peekable();
    let chars = text.char_indices();
    // Both marks are one byte, so every offset stays as it is.
    Cow::Owned(chars.map(|(at, ch)| next.next_if_eq(&at).map_or(ch, |_| ';')).collect())
}
