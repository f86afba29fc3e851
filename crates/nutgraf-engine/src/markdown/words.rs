//! Counts words, and returns words without their markup.

use unicode_segmentation::UnicodeSegmentation;

use super::{SpanKind, Structure, entities, glyphs::Glyph};
use crate::range::DraftRange;

/// How many words a person reads in a minute: the usual rate for prose
/// (Brysbaert, "How many words do we read per minute?", 2019, gives 238 for English).
const WORDS_A_MINUTE: usize = 230;

/// How many words a plain text has, by the word boundaries of UAX 29.
pub fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}

/// The words of a block; citations, code and line breaks only are between them.
pub(super) fn count_glyphs(glyphs: &[Glyph]) -> usize {
    let words: String = glyphs.iter().map(|glyph| glyph.prose().unwrap_or(' ')).collect();
    count_words(&words)
}

impl Structure {
    /// How many minutes the draft takes to read, rounded up; 0 without words.
    pub fn reading_minutes(&self) -> usize {
        self.words.div_ceil(WORDS_A_MINUTE)
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
