//! Counts words, and returns words without their markup.

use super::{
    SpanKind, Structure, entities,
    glyphs::{Glyph, GlyphKind},
};
use crate::range::DraftRange;

/// How many words a person reads in a minute: the usual rate for prose
/// (Brysbaert, "How many words do we read per minute?", 2019, gives 238 for English).
const WORDS_A_MINUTE: usize = 230;

/// Counts the words of a plain text as word processors and `wc` do: what stands between white
/// space is one word, whatever hyphens, points or slashes are in it, so a compound, a date and an
/// address are one each. Of scripts that put no space between words each ideograph and each
/// kana is one, as in word processors. Punctuation that stands alone is none; a dash or a
/// sign that does is one.
///
/// # Examples
///
/// ```
/// use nutgraf_engine::markdown::count_words;
///
/// assert_eq!(count_words("a state-of-the-art idea"), 3);
/// assert_eq!(count_words("on 30.11.2026, see https://example.org/x?y=z"), 4);
/// ```
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().map(words_of_run).sum()
}

/// Counts the words of a run of characters without white space.
fn words_of_run(run: &str) -> usize {
    let mut words = 0;
    let mut is_within = false;
    for c in run.chars() {
        if is_word_by_itself(c) {
            words += 1;
            is_within = false;
        } else if !is_within && !is_punctuation(c) {
            words += 1;
            is_within = true;
        }
    }
    words
}

/// Whether a character belongs to the ideographs and kana that are counted one by one.
fn is_word_by_itself(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character makes no word where it stands alone: what is left of a sentence when a
/// citation or a note's sign is taken out of it.
fn is_punctuation(c: char) -> bool {
    c.is_control()
        || ".,;:!?()[]{}\"'“”„‟‘’‚‛«»‹›…。、，．：；！？「」『』（）《》・".contains(c)
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// Counts the words of a block of the draft. Inline code and bare addresses are words, citations
/// and the signs of notes are not.
pub(super) fn count_glyphs(text: &str, glyphs: &[Glyph]) -> usize {
    let mut words = String::with_capacity(glyphs.len());
    for glyph in glyphs {
        let source = || text.get(glyph.start..glyph.end).unwrap_or_default();
        match glyph.kind {
            GlyphKind::Text | GlyphKind::Escaped | GlyphKind::Entity => words.push(glyph.ch),
            GlyphKind::Break => words.push(' '),
            GlyphKind::Code => words.push_str(source()),
            // An image has no words of its own.
            GlyphKind::Object if source().starts_with('<') => words.push_str(source()),
            GlyphKind::Object
            | GlyphKind::Note
            | GlyphKind::Citation
            | GlyphKind::InTextCitation => {}
        }
    }
    count_words(&words)
}

/// Returns how many minutes so many words take to read, rounded up; 0 without words.
pub fn reading_minutes(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE)
}

impl Structure {
    /// How many minutes the draft takes to read, rounded up; 0 without words.
    pub fn reading_minutes(&self) -> usize {
        reading_minutes(self.words)
    }

    /// Returns the number of words, with or without those of its notes.
    pub fn word_count(&self, with_notes: bool) -> usize {
        if with_notes { self.words } else { self.words - self.note_words }
    }

    /// The words of a range of the text that was parsed, without markup and
    /// citations, on one line. Inline code keeps its characters.
    ///
    /// Bytes of the range beyond the text count as none.
    pub fn plain(&self, text: &str, range: DraftRange) -> String {
        let mut words = Plain { text, words: String::new(), end: range.start };
        let mut code = self.code_within(range).peekable();
        let first = self.prose.partition_point(|run| run.end <= range.start);
        let runs = self.prose.range(first..self.prose.len());
        for run in runs.take_while(|run| run.start < range.end) {
            while let Some(code) = code.next_if(|code| code.start < run.start) {
                words.push(code);
            }
            words.push(DraftRange::new(run.start.max(range.start), run.end.min(range.end)));
        }
        code.for_each(|code| words.push(code));
        words.words.truncate(words.words.trim_end().len());
        words.words
    }

    /// The contents of the inline code that begins within a range.
    fn code_within<'a>(&'a self, range: DraftRange) -> impl Iterator<Item = DraftRange> + 'a {
        let DraftRange { start, end } = range;
        let first = self.spans.partition_point(|span| span.range.start < start);
        let spans = (first..self.spans.len()).map_while(|at| Some((at, self.spans.get(at)?)));
        spans.take_while(move |(_, span)| span.range.start < end).filter_map(move |(at, span)| {
            if span.kind != SpanKind::Code {
                return None;
            }
            // The backticks are the markup spans at its two ends.
            let ticks = self.spans.get(at + 1).filter(|s| s.kind == SpanKind::Markup)?;
            let ticks = ticks.range.len();
            let inner = DraftRange::new(
                span.range.start + ticks,
                span.range.end.saturating_sub(ticks).min(end),
            );
            (inner.start < inner.end).then_some(inner)
        })
    }
}

struct Plain<'a> {
    text: &'a str,
    words: String,
    /// Where the last run ended.
    end: usize,
}

impl Plain<'_> {
    fn push(&mut self, run: DraftRange) {
        let (Some(gap), Some(run_words)) =
            (self.text.get(self.end.min(run.start)..run.start), self.text.get(run.to_std()))
        else {
            return;
        };
        if gap.contains(['\n', '\r']) {
            self.space();
        }
        for ch in entities::decode(run_words).chars() {
            if ch.is_whitespace() {
                self.space();
                continue;
            }
            // Where a citation was before a full stop, its space goes with it.
            if matches!(ch, '.' | ',' | ';' | ':' | '!' | '?' | ')')
                && gap.contains('@')
                && self.words.ends_with(' ')
            {
                self.words.pop();
            }
            self.words.push(ch);
        }
        self.end = run.end;
    }

    fn space(&mut self) {
        if !self.words.is_empty() && !self.words.ends_with(' ') {
            self.words.push(' ');
        }
    }
}
