//! Cuts the glyphs of one block into sentences.
//!
//! Unicode's rules split at "Dr. Smith" and know nothing of citations, so
//! these are our own: a mark that ends sentences, then closing quotation marks
//! and brackets, then citations and notes placed behind the full stop, then
//! white space, then something that can begin a sentence. Every look back and
//! ahead is bounded, so a block costs time in proportion to its length.

use std::ops::Range;

use super::{
    abbreviations::{self, Abbreviation},
    glyphs::{Glyph, GlyphKind, GlyphRange},
};

/// The longest abbreviation that is looked up, in characters.
const LONGEST_WORD: usize = 16;

/// How far a reporting verb may be behind a question in quotation marks.
const REPORTING_REACH: usize = 60;

/// The sentences of a block as ranges of glyphs, without white space around them.
pub(super) fn split(glyphs: &[Glyph]) -> Vec<GlyphRange> {
    let mut sentences = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < glyphs.len() {
        if !ends_sentences(&glyphs[at]) {
            at += 1;
            continue;
        }
        let marks = at..run(glyphs, at, ends_sentences);
        at = behind_trailers(glyphs, run(glyphs, marks.end, closes_or_ends));
        let next = run(glyphs, at, Glyph::is_space);
        if next < glyphs.len() && is_boundary(glyphs, start, &marks, at, next) {
            sentences.extend(trimmed(glyphs, start..at).map(GlyphRange::from));
            start = next;
            at = next;
        }
    }
    sentences.extend(trimmed(glyphs, start..glyphs.len()).map(GlyphRange::from));
    sentences
}

/// Without white space around it; nothing where there are no words.
fn trimmed(glyphs: &[Glyph], range: Range<usize>) -> Option<Range<usize>> {
    let inside = &glyphs[range.clone()];
    let reads = |g: &Glyph| g.is_word() || matches!(g.kind, GlyphKind::Code | GlyphKind::Object);
    inside.iter().any(reads).then_some(())?;
    let first = inside.iter().position(|glyph| !glyph.is_space())?;
    let last = inside.iter().rposition(|glyph| !glyph.is_space())?;
    Some(range.start + first..range.start + last + 1)
}

fn run(glyphs: &[Glyph], from: usize, is: impl Fn(&Glyph) -> bool) -> usize {
    from + glyphs[from..].iter().take_while(|glyph| is(glyph)).count()
}

fn ends_sentences(glyph: &Glyph) -> bool {
    glyph.prose().is_some_and(|ch| matches!(ch, '.' | '?' | '!' | '…' | '。' | '！' | '？' | '‽'))
}

fn closes(glyph: &Glyph) -> bool {
    glyph.prose().is_some_and(|ch| {
        matches!(ch, '"' | '\'' | '”' | '’' | '“' | '‘' | '»' | '›' | '«' | '‹')
            || matches!(ch, ')' | ']' | '}' | '」' | '』')
    })
}

fn closes_or_ends(glyph: &Glyph) -> bool {
    closes(glyph) || ends_sentences(glyph)
}

fn opens(glyph: &Glyph) -> bool {
    glyph.prose().is_some_and(|ch| {
        matches!(ch, '"' | '\'' | '“' | '”' | '‘' | '„' | '‚' | '«' | '»' | '‹' | '›')
            || matches!(ch, '(' | '[' | '{' | '¿' | '¡' | '「' | '『')
    })
}

/// Steps over citations and notes placed behind the full stop: `left. [@key] Then`.
fn behind_trailers(glyphs: &[Glyph], from: usize) -> usize {
    let trails = |g: &Glyph| matches!(g.kind, GlyphKind::Citation | GlyphKind::Note);
    let mut end = from;
    loop {
        let next = run(glyphs, end, Glyph::is_space);
        let behind = run(glyphs, next, trails);
        if behind == next {
            return end;
        }
        end = run(glyphs, behind, closes_or_ends);
    }
}

/// Whether a sentence ends with the marks and another begins at `next`.
fn is_boundary(
    glyphs: &[Glyph],
    start: usize,
    marks: &Range<usize>,
    end: usize,
    next: usize,
) -> bool {
    let mark = glyphs[marks.start].ch;
    let full_width = matches!(mark, '。' | '！' | '？');
    if next == end && !full_width {
        return false;
    }
    let first = run(glyphs, next, opens);
    if !begins(glyphs.get(first)) {
        return false;
    }
    if stands_alone(glyphs, marks.start) {
        // `. . .`, `[…]` and `(!)` are not the end of anything.
        return false;
    }
    match mark {
        '.' if marks.len() == 1 => ends_with_full_stop(glyphs, start, marks.start, first),
        '?' | '!' => {
            let quoted = glyphs.get(marks.end).is_some_and(closes);
            !(quoted && is_reported(glyphs, first))
        }
        _ => true,
    }
}

/// Whether no word and no closing mark is before a glyph. A quotation mark
/// behind a word closes, whichever way it is curved: `“dual use”. It is`.
fn stands_alone(glyphs: &[Glyph], at: usize) -> bool {
    let is_free = |at: usize| at.checked_sub(1).is_none_or(|index| glyphs[index].is_space());
    is_free(at) || (opens(&glyphs[at - 1]) && is_free(at - 1))
}

/// Whether a sentence can begin with a glyph.
fn begins(glyph: Option<&Glyph>) -> bool {
    glyph.is_some_and(|glyph| match glyph.prose() {
        Some(ch) if ch.is_alphanumeric() => !ch.is_lowercase(),
        Some(ch) => {
            !matches!(ch, ',' | ';' | ':' | '-' | '–' | '—' | '/' | ')' | ']')
                && !ends_sentences(glyph)
        }
        None => true,
    })
}

fn ends_with_full_stop(glyphs: &[Glyph], start: usize, stop: usize, first: usize) -> bool {
    let word = word_before(glyphs, start, stop);
    let is_short_number = (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    if is_short_number && run(glyphs, start, |g| opens(g) || g.is_space()) + word.len() == stop {
        // The number of a heading: `1. Introduction`.
        return false;
    }
    let next = word_at(glyphs, first);
    let begins_sentence = || {
        let behind = glyphs.get(first + next.chars().count());
        let initial = next.chars().count() == 1 && behind.and_then(Glyph::prose) == Some('.');
        abbreviations::begins_sentence(&next) && !initial
    };
    match abbreviations::judge(&word) {
        Abbreviation::None => true,
        Abbreviation::Never => false,
        Abbreviation::BeforeNumber => !is_number(&next),
        // `So do I.` is not an initial.
        Abbreviation::MayEnd if word == "I" && follows_small_word(glyphs, stop) => true,
        Abbreviation::MayEnd => begins_sentence(),
    }
}

/// Digits or a Roman numeral.
fn is_number(word: &str) -> bool {
    word.starts_with(|ch: char| ch.is_ascii_digit())
        || (!word.is_empty() && word != "I" && word.chars().all(|ch| "IVXLCDM".contains(ch)))
}

fn follows_small_word(glyphs: &[Glyph], stop: usize) -> bool {
    let before = stop.checked_sub(3).map(|index| &glyphs[index]);
    before.and_then(Glyph::prose).is_some_and(char::is_lowercase)
}

/// The word that ends right before a glyph, with full stops inside it; empty when it is too long.
fn word_before(glyphs: &[Glyph], start: usize, stop: usize) -> String {
    let is_part = |glyph: &Glyph| glyph.is_word() || glyph.prose() == Some('.');
    let length = glyphs[start..stop].iter().rev().take(LONGEST_WORD + 1);
    let length = length.take_while(|glyph| is_part(glyph)).count();
    if length > LONGEST_WORD {
        return String::new();
    }
    glyphs[stop - length..stop].iter().map(|glyph| glyph.ch).collect()
}

fn word_at(glyphs: &[Glyph], at: usize) -> String {
    let word = glyphs[at..].iter().take(LONGEST_WORD).take_while(|glyph| glyph.is_word());
    word.map(|glyph| glyph.ch).collect()
}

/// Whether what follows a quoted question says who asked it: `“Why?” Smith asked.`
fn is_reported(glyphs: &[Glyph], first: usize) -> bool {
    if abbreviations::begins_sentence(&word_at(glyphs, first)) {
        return false;
    }
    let ahead = glyphs[first..].iter().take(REPORTING_REACH);
    let ahead: String = ahead.map_while(|g| (!ends_sentences(g)).then_some(g.ch)).collect();
    ahead
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(5)
        .any(abbreviations::is_reporting)
}
