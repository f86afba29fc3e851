//! Reads the blocks that hold running text, one after another.
//!
//! Each leaf (a paragraph, heading, table cell or the words of a tight list
//! item) is read once: citations first, because they are no words; then
//! sentences, prose and quotation marks. Nothing crosses from one leaf into
//! the next but quotation marks that a following paragraph opens again.

use super::{
    BlockKind, Span, SpanKind, Structure, abbreviations, citations,
    glyphs::{Glyph, GlyphKind, Glyphs},
    marks::{self, MarkPair, OpenMark},
    sentences, words,
};
use crate::{
    range::DraftRange,
    text::{Gapped, Shift},
};

/// The most words of an attribution that names a role and not a person.
const SHORT_ATTRIBUTION: usize = 4;

/// The most words that the line below a quotation which names its author has.
const LONGEST_ATTRIBUTION: usize = 15;

/// Words that no name of a person, office or book has.
const DENIALS: [&str; 6] = ["not", "never", "no", "nor", "none", "nothing"];

/// What later steps need to know of a leaf.
#[derive(Debug)]
pub(super) struct Leaf {
    /// From its first to its last glyph, markup included.
    pub(super) range: DraftRange,
    /// The block it lies in, by its index.
    pub(super) parent: Option<usize>,
    pub(super) is_paragraph: bool,
    /// The last line, where it names who is quoted: `— Jane Doe, 2020`.
    pub(super) attribution: Option<DraftRange>,
    /// Whether it holds citations and no words.
    pub(super) only_cites: bool,
    /// Whether it ends with a colon, and so leads into what follows.
    pub(super) leads_in: bool,
}

/// What is kept of a leaf, so that an edit elsewhere need not read it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LeafRead {
    /// Where it begins.
    pub(super) start: usize,
    /// How many words a reader reads in it.
    pub(super) words: usize,
    /// Whether it is part of a note.
    pub(super) in_note: bool,
    /// Whether it leaves quotation marks open.
    pub(super) is_open: bool,
}

impl Shift for LeafRead {
    fn shift(&mut self, by: isize) {
        self.start.shift(by);
    }
}

/// What the leaves of a text gave.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    pub(super) leaves: Vec<Leaf>,
    /// Runs of words for quotations: emphasis and unmarked line breaks inside, nothing else.
    pub(super) pieces: Vec<DraftRange>,
    /// The quotations in marks.
    pub(super) pairs: Vec<MarkPair>,
    /// How citations and escaped characters are to look.
    pub(super) spans: Vec<Span>,
    /// Marks left open by the paragraph before, and the block it lies in.
    carried: Option<(Option<usize>, Vec<OpenMark>)>,
}

impl Leaves {
    /// Something is between the paragraph before and the next: open marks end.
    pub(super) fn interrupt(&mut self) {
        self.carried = None;
    }

    /// Reads a leaf, adds what it holds to `structure`, and empties `glyphs`.
    pub(super) fn read(
        &mut self,
        text: &str,
        structure: &mut Structure,
        glyphs: &mut Glyphs,
        kind: BlockKind,
        parent: Option<usize>,
        in_note: bool,
    ) {
        let is_paragraph = kind == BlockKind::Paragraph;
        let found = citations::find(text, glyphs.list_mut());
        let spans = found.iter().map(|found| found.range);
        self.spans.extend(spans.map(|range| Span::new(SpanKind::Citation, range)));
        structure.citations.extend(found);
        let list = glyphs.list();
        let escaped = list.iter().filter(|glyph| glyph.kind == GlyphKind::Escaped);
        self.spans.extend(escaped.map(|glyph| {
            Span::new(SpanKind::Markup, DraftRange::new(glyph.start - 1, glyph.start))
        }));
        for sentence in sentences::split(list) {
            structure
                .sentences
                .push(DraftRange::new(list[sentence.start].lead, list[sentence.end - 1].tail));
        }
        prose(list, &mut structure.prose);
        pieces(text, list, &mut self.pieces);
        let carried = self.carried.take().filter(|(of, _)| is_paragraph && *of == parent);
        let (pairs, open) = marks::pair(list, carried.map_or_else(Vec::new, |(_, open)| open));
        self.pairs.extend(pairs);
        if let Some(first) = list.first() {
            let words = words::count_glyphs(text, list);
            structure.words += words;
            structure.note_words += if in_note { words } else { 0 };
            let is_open = !open.is_empty();
            structure.leaves.push(LeafRead { start: first.lead, words, in_note, is_open });
        }
        if is_paragraph && !open.is_empty() {
            self.carried = Some((parent, open));
        }
        if let (Some(first), Some(last)) = (list.first(), list.last()) {
            self.leaves.push(Leaf {
                range: DraftRange::new(first.lead, last.tail),
                parent,
                is_paragraph,
                attribution: attribution(list),
                only_cites: list.iter().any(|g| g.kind == GlyphKind::Citation)
                    && !list.iter().any(|g| g.is_word() || g.kind == GlyphKind::Code),
                leads_in: list.iter().rev().find(|g| !g.is_space()).and_then(Glyph::prose)
                    == Some(':'),
            });
        }
        glyphs.clear();
    }
}

/// The runs of characters that a reader reads, line by line.
fn prose(glyphs: &[Glyph], runs: &mut Gapped<DraftRange>) {
    let mut run: Option<DraftRange> = None;
    for glyph in glyphs {
        match &mut run {
            Some(run) if glyph.is_prose() && glyph.start <= run.end => {
                run.end = run.end.max(glyph.end);
            }
            _ => {
                runs.extend(run.take());
                run = glyph.is_prose().then_some(DraftRange::new(glyph.start, glyph.end));
            }
        }
    }
    runs.extend(run);
}

/// The runs of words between which something stands that is not quoted.
fn pieces(text: &str, glyphs: &[Glyph], pieces: &mut Vec<DraftRange>) {
    let is_emphasis =
        |range: DraftRange| text[range].bytes().all(|byte| matches!(byte, b'*' | b'_' | b'~'));
    let mut piece: Option<DraftRange> = None;
    for (index, glyph) in glyphs.iter().enumerate() {
        match glyph.kind {
            GlyphKind::Text | GlyphKind::Escaped | GlyphKind::Entity => {
                let start =
                    if is_emphasis(DraftRange::new(glyph.lead.min(glyph.start), glyph.start)) {
                        glyph.lead.min(glyph.start)
                    } else {
                        glyph.start
                    };
                let end = if is_emphasis(DraftRange::new(glyph.end, glyph.tail)) {
                    glyph.tail
                } else {
                    glyph.end
                };
                match &mut piece {
                    Some(piece) if start <= piece.end || continues(text, *piece, glyphs, index) => {
                        piece.end = piece.end.max(end);
                    }
                    _ => {
                        pieces.extend(piece.take());
                        piece = Some(DraftRange::new(start, end));
                    }
                }
            }
            GlyphKind::Break if glyphs.get(index + 1).is_some_and(Glyph::is_prose) => {}
            GlyphKind::Code => {
                pieces.extend(piece.take());
                let source = &text[glyph.start..glyph.end];
                let inner = source.trim_matches('`');
                let start = glyph.start + (source.len() - source.trim_start_matches('`').len());
                pieces.push(DraftRange::new(start, start + inner.len()));
            }
            _ => pieces.extend(piece.take().map(|piece| trim_end(text, piece))),
        }
    }
    pieces.extend(piece);
    // A line break without markers joins its lines; everything else was split above.
    fn continues(text: &str, piece: DraftRange, glyphs: &[Glyph], index: usize) -> bool {
        let breaks = index.checked_sub(1).is_some_and(|i| glyphs[i].kind == GlyphKind::Break);
        breaks && text[piece.end..glyphs[index].lead].bytes().all(|byte| byte.is_ascii_whitespace())
    }
}

pub(super) fn trim_end(text: &str, range: DraftRange) -> DraftRange {
    DraftRange::new(range.start, range.start + text[range].trim_end().len())
}

/// The last line of a leaf, where it is a dash and a name.
fn attribution(glyphs: &[Glyph]) -> Option<DraftRange> {
    let line = glyphs.iter().rposition(|g| g.kind == GlyphKind::Break).map_or(0, |at| at + 1);
    let start = line + glyphs[line..].iter().take_while(|g| g.is_space()).count();
    let dashes = match glyphs.get(start)?.prose()? {
        '—' | '–' | '―' => 1,
        '-' if glyphs.get(start + 1)?.prose()? == '-' => 2,
        _ => return None,
    };
    let words = &glyphs[start + dashes..];
    let words = &words[words.iter().take_while(|g| g.is_space()).count()..];
    let names = match words.first()?.kind {
        GlyphKind::Citation | GlyphKind::InTextCitation => true,
        _ => begins_with_name(words),
    };
    let said = words.iter().any(|glyph| matches!(glyph.prose(), Some('?' | '!' | '…')));
    let count = words.split(Glyph::is_space).filter(|word| word.iter().any(Glyph::is_word)).count();
    // `— The keeper` names somebody; `— The keeper went home.` says something.
    let stops = words.iter().rfind(|glyph| !glyph.is_space());
    let is_short = count <= SHORT_ATTRIBUTION && stops.and_then(Glyph::prose) != Some('.');
    let names = names || (is_short && begins_with_article(words));
    // `— Never to a child` continues with what is quoted.
    let denies = words.split(Glyph::is_space).any(|word| {
        let letters: String = word.iter().filter(|g| g.is_word()).map(|g| g.ch).collect();
        DENIALS.contains(&letters.to_lowercase().as_str())
    });
    (names && !said && !denies && count <= LONGEST_ATTRIBUTION)
        .then(|| DraftRange::new(glyphs[start].lead, glyphs[glyphs.len() - 1].tail))
}

fn begins_with_article(glyphs: &[Glyph]) -> bool {
    let first = glyphs.iter().take_while(|glyph| glyph.is_word()).map(|glyph| glyph.ch);
    first.collect::<String>().eq_ignore_ascii_case("the")
}

/// `Jane Doe`, `The Guardian`, `the Guardian`; not `I went home`.
fn begins_with_name(glyphs: &[Glyph]) -> bool {
    let mut words = glyphs.split(Glyph::is_space).filter(|word| word.iter().any(Glyph::is_word));
    let mut word = || -> Option<String> {
        Some(words.next()?.iter().filter(|glyph| glyph.is_word()).map(|glyph| glyph.ch).collect())
    };
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) && !abbreviations::begins_sentence(word);
    match word() {
        Some(article) if article.eq_ignore_ascii_case("the") => word().is_some_and(|w| is_name(&w)),
        Some(first) => is_name(&first),
        None => false,
    }
}
