//! Puts quotations together: marks and block quotes, their words, and the
//! citations that say where the words come from.

use std::{borrow::Cow, cmp::Reverse, ops::Range};

use super::{
    BlockKind, Citation, Quotation, QuotationKind, Structure, entities,
    leaves::{Leaf, Leaves},
};
use crate::{
    range::{DraftRange, TextRange},
    text::Gapped,
};

/// Quotations nested deeper than this are left to the ones around them. Real
/// texts stop at three; the bound keeps hostile ones from costing depth × length.
const DEEPEST: usize = 16;

/// How much punctuation may be between a quotation and its citation, in bytes.
const CLOSE_BY: usize = 64;

/// A quotation whose words are not known yet.
struct Draft {
    kind: QuotationKind,
    range: DraftRange,
    inner: DraftRange,
    cuts: Vec<DraftRange>,
    /// For a block quote, the block it lies in.
    container: Option<usize>,
}

/// Finds every quotation. `parents` holds, for each block, the block around it.
pub(super) fn assemble(
    text: &str,
    structure: &Structure,
    leaves: Leaves,
    parents: &[Option<usize>],
) -> Vec<Quotation> {
    let Leaves { leaves, pieces, pairs, .. } = leaves;
    let blocks = structure.blocks.iter().zip(parents);
    let blocks = blocks.filter(|(block, _)| block.kind == BlockKind::BlockQuote);
    let blocks = blocks.filter(|(block, _)| !is_callout(&text[block.range]));
    let mut drafts: Vec<Draft> = blocks
        .map(|(block, container)| Draft {
            kind: QuotationKind::Block,
            cuts: attribution(&leaves, block.range).into_iter().collect(),
            inner: block.range,
            range: block.range,
            container: *container,
        })
        .collect();
    drafts.extend(pairs.into_iter().map(|pair| Draft {
        kind: QuotationKind::Inline,
        range: pair.range,
        inner: pair.inner,
        cuts: pair.cuts,
        container: None,
    }));
    drafts.sort_by_key(|draft| (draft.range.start, Reverse(draft.range.end)));
    drop_nested(&mut drafts);
    let (mut quotations, mut containers) = (Vec::new(), Vec::new());
    for draft in drafts {
        let words = words(text, &pieces, &draft);
        if words.iter().any(|piece| text[*piece].contains(char::is_alphanumeric)) {
            quotations.push(Quotation {
                kind: draft.kind,
                range: draft.range,
                words,
                depth: 0,
                citations: Vec::new(),
            });
            containers.push(draft.container);
        }
    }
    let around = nest(quotations.iter().map(|quotation| &quotation.range));
    for (quotation, (depth, _)) in quotations.iter_mut().zip(&around) {
        quotation.depth = *depth;
    }
    strip_outer_marks(&mut quotations, &around);
    let sentences = &structure.sentences;
    Citer { text, citations: &structure.citations, sentences, leaves: &leaves, around: &around }
        .cite(&mut quotations, &containers);
    quotations
}

/// `> [!NOTE]`: a box of the writer's own, as several readers of Markdown set it.
fn is_callout(block: &str) -> bool {
    let label = block.trim_start_matches(['>', ' ']).strip_prefix("[!");
    let label = label.and_then(|rest| rest.split_once(']')).map(|(label, _)| label);
    label.is_some_and(|label| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

fn drop_nested(drafts: &mut Vec<Draft>) {
    let nesting = nest(drafts.iter().map(|draft| &draft.range));
    let mut depths = nesting.into_iter().map(|(depth, _)| depth);
    drafts.retain(|_| depths.next().is_some_and(|depth| depth < DEEPEST));
}

/// For each of the sorted ranges, how many lie around it and which is the nearest.
fn nest<'a>(ranges: impl Iterator<Item = &'a DraftRange>) -> Vec<(usize, Option<usize>)> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    ranges
        .enumerate()
        .map(|(index, range)| {
            while open.last().is_some_and(|(_, end)| *end < range.end || *end <= range.start) {
                open.pop();
            }
            let place = (open.len(), open.last().map(|(around, _)| *around));
            open.push((index, range.end));
            place
        })
        .collect()
}

/// The line of a block quote that names who is quoted.
fn attribution(leaves: &[Leaf], block: DraftRange) -> Option<DraftRange> {
    let first = leaves.partition_point(|leaf| leaf.range.start < block.start);
    let behind = leaves.partition_point(|leaf| leaf.range.start < block.end);
    let last = leaves.get(first..behind)?.last()?;
    let line = last.attribution?;
    // A block quote of nothing but a dash and a name quotes these words.
    (behind - first > 1 || line.start > last.range.start).then_some(line)
}

/// The pieces within a quotation, without what does not belong to it.
fn words(text: &str, pieces: &[DraftRange], draft: &Draft) -> Vec<DraftRange> {
    let DraftRange { start, end } = draft.inner;
    let first = pieces.partition_point(|piece| piece.end <= start);
    let mut cuts = draft.cuts.iter().peekable();
    let mut words: Vec<DraftRange> = Vec::new();
    for piece in pieces[first..].iter().take_while(|piece| piece.start < end) {
        let mut from = piece.start.max(start);
        let until = piece.end.min(end);
        while let Some(cut) = cuts.peek().filter(|cut| cut.start < until) {
            if from < cut.start {
                words.push(DraftRange::new(from, cut.start));
            }
            from = from.max(cut.end);
            if cut.end > until {
                break;
            }
            cuts.next();
        }
        if from < until {
            words.push(DraftRange::new(from, until));
        }
    }
    while words.len() > 1 && words.last().is_some_and(|last| is_wordless(text, *last)) {
        words.pop();
    }
    if let Some(first) = words.first_mut() {
        first.start = first.end - text[*first].trim_start().len();
    }
    if let Some(last) = words.last_mut() {
        last.end = last.start + text[*last].trim_end().len();
    }
    words.retain(|piece| !piece.is_empty());
    words
}

fn is_wordless(text: &str, piece: DraftRange) -> bool {
    !text[piece].contains(char::is_alphanumeric)
}

/// Where all of a block quote is in quotation marks, its words are between them.
fn strip_outer_marks(quotations: &mut [Quotation], around: &[(usize, Option<usize>)]) {
    for index in 1..quotations.len() {
        let Some(outer) = around[index].1 else { continue };
        let inner = &quotations[index];
        let spans = |words: &[DraftRange]| {
            words.first().is_some_and(|first| first.start == inner.range.start)
                && words.last().is_some_and(|last| last.end == inner.range.end)
        };
        if quotations[outer].kind == QuotationKind::Block && spans(&quotations[outer].words) {
            quotations[outer].words = inner.words.clone();
        }
    }
}

/// Finds the citations of quotations.
struct Citer<'a> {
    text: &'a str,
    citations: &'a [Citation],
    sentences: &'a Gapped<DraftRange>,
    leaves: &'a [Leaf],
    around: &'a [(usize, Option<usize>)],
}

impl Citer<'_> {
    fn cite(&self, quotations: &mut [Quotation], containers: &[Option<usize>]) {
        let is_inline =
            |index: usize, list: &[Quotation]| list[index].kind == QuotationKind::Inline;
        // The quotations that compete for the citations of a sentence.
        let rivals: Vec<DraftRange> = (0..quotations.len())
            .filter(|at| is_inline(*at, quotations))
            .filter(|at| self.around[*at].1.is_none_or(|outer| !is_inline(outer, quotations)))
            .map(|at| quotations[at].range)
            .collect();
        for index in 0..quotations.len() {
            let outer = self.around[index].1;
            let range = &quotations[index].range;
            let found = match (quotations[index].kind, outer) {
                (QuotationKind::Block, _) => self.of_block(*range, containers[index]),
                (_, Some(outer)) if is_inline(outer, quotations) => {
                    quotations[outer].citations.clone()
                }
                (_, outer) => {
                    let own = self.of_inline(*range, &rivals);
                    let inherits = own.is_empty().then_some(outer).flatten();
                    inherits.map_or(own, |outer| quotations[outer].citations.clone())
                }
            };
            quotations[index].citations = found;
        }
    }

    /// The citations that begin within a range.
    fn within(&self, range: DraftRange) -> Range<usize> {
        let first = self.citations.partition_point(|c| c.range.start < range.start);
        let behind = self.citations.partition_point(|c| c.range.start < range.end);
        first..behind.max(first)
    }

    fn of_inline(&self, range: DraftRange, rivals: &[DraftRange]) -> Vec<usize> {
        let first = self.sentences.partition_point(|sentence| sentence.end <= range.start);
        let behind = self.sentences.partition_point(|sentence| sentence.start < range.end);
        let mut spanned = self.sentences.range(first..behind.max(first));
        let span = match (spanned.next(), spanned.next_back()) {
            (Some(one), None) => one,
            (Some(one), Some(other)) => DraftRange::new(one.start, other.end),
            _ => range,
        };
        let found = self.within(span);
        let first = rivals.partition_point(|rival| rival.end <= span.start);
        let behind = rivals.partition_point(|rival| rival.start < span.end);
        let mut citations: Vec<usize> = if behind.saturating_sub(first) > 1 && found.len() > 1 {
            let following = self.citations.partition_point(|c| c.range.start < range.start);
            let following = Some(following.max(found.start)).filter(|at| *at < found.end);
            following.or(found.clone().next_back()).into_iter().collect()
        } else {
            found.clone().collect()
        };
        citations.extend(self.right_behind(range).filter(|at| *at >= found.end));
        citations
    }

    /// The citation in brackets that only white space and punctuation part from a quotation.
    fn right_behind(&self, range: DraftRange) -> Option<usize> {
        let index = self.citations.partition_point(|c| c.range.start < range.end);
        let citation = self.citations.get(index).filter(|citation| !citation.in_text)?;
        let between = self.text.get(range.end..citation.range.start)?;
        let leaf = self.leaves.partition_point(|leaf| leaf.range.end < range.end);
        let same_leaf = self.leaves.get(leaf)?.range.end >= citation.range.end;
        (same_leaf && between.len() <= CLOSE_BY && !between.contains(char::is_alphanumeric))
            .then_some(index)
    }

    fn of_block(&self, range: DraftRange, container: Option<usize>) -> Vec<usize> {
        let mut citations: Vec<usize> = self.within(range).collect();
        let beside = |leaf: &&Leaf| leaf.parent == container && leaf.is_paragraph;
        let behind = self.leaves.partition_point(|leaf| leaf.range.start < range.end);
        let names = |leaf: &&Leaf| {
            let line = leaf.attribution.as_ref();
            leaf.only_cites || line.is_some_and(|line| line.start == leaf.range.start)
        };
        if let Some(next) = self.leaves.get(behind).filter(beside).filter(names)
            && self.is_blank(DraftRange::new(range.end, next.range.start))
        {
            citations.extend(self.within(next.range));
        }
        if citations.is_empty() {
            let before = self.leaves.partition_point(|leaf| leaf.range.start < range.start);
            let lead = before.checked_sub(1).map(|index| &self.leaves[index]);
            let lead = lead.filter(beside).filter(|leaf| leaf.leads_in);
            // `Smith puts it like this [@smith]:` and then the block quote.
            if let Some(lead) =
                lead.filter(|lead| self.is_blank(DraftRange::new(lead.range.end, range.start)))
            {
                let last = self.sentences.partition_point(|s| s.start < lead.range.end);
                let sentence = last.checked_sub(1).and_then(|index| self.sentences.get(index));
                let sentence = sentence.filter(|sentence| sentence.end > lead.range.start);
                citations.extend(sentence.into_iter().flat_map(|sentence| self.within(sentence)));
            }
        }
        citations
    }

    /// Whether nothing but white space and block markers is in a range.
    fn is_blank(&self, range: DraftRange) -> bool {
        self.text
            .get(range.to_std())
            .is_some_and(|gap| gap.chars().all(|ch| ch.is_whitespace() || ch == '>'))
    }
}

impl Quotation {
    /// The quoted words of the text that was parsed: its pieces, with a line
    /// break where one was between them and nothing elsewhere, so that
    /// `[staff](…), who` reads `staff, who`. Entities are read as characters.
    pub fn text(&self, source: &str) -> String {
        self.joined(source, entities::decode)
    }

    /// Like [`Quotation::text`], with entities as they are written.
    pub fn written(&self, source: &str) -> String {
        self.joined(source, |piece| Cow::Borrowed(piece))
    }

    fn joined(&self, source: &str, read: impl Fn(&str) -> Cow<'_, str>) -> String {
        let mut words = String::new();
        let mut before: Option<DraftRange> = None;
        for piece in &self.words {
            words.extend(before.and_then(|before| seam(source, before, *piece)));
            words.push_str(&read(source.get(piece.to_std()).unwrap_or_default()));
            before = Some(*piece);
        }
        words
    }

    /// Where a byte range of [`Quotation::written`] is in the text that was
    /// parsed. A range over several pieces takes along what is between them.
    pub fn place_of(&self, source: &str, written: TextRange) -> DraftRange {
        let mut at = 0;
        let mut before: Option<DraftRange> = None;
        let mut found: Option<DraftRange> = None;
        for piece in &self.words {
            let seam = before.and_then(|before| seam(source, before, *piece));
            let (start, length) = (at + seam.map_or(0, char::len_utf8), piece.len());
            // An empty range between two pieces is at the end of the first.
            let is_at_end = written.start == start + length && written.is_empty();
            if found.is_none() && (written.start < start + length || is_at_end) {
                let place = match before {
                    Some(before) if written.start < start && written.is_empty() => before.end,
                    _ => piece.start + written.start.saturating_sub(start),
                };
                found = Some(DraftRange::at(place));
            }
            if let Some(found) = &mut found
                && start < written.end
            {
                found.end = piece.start + (written.end - start).min(length);
            }
            at = start + length;
            before = Some(*piece);
        }
        found.unwrap_or_else(|| {
            before.map_or(DraftRange::at(0), |before| DraftRange::at(before.end))
        })
    }
}

/// What is between two pieces where something else was taken out: a line
/// break where there was one, and a space where two figures would become one.
fn seam(source: &str, before: DraftRange, piece: DraftRange) -> Option<char> {
    let gap = source.get(before.end..piece.start).unwrap_or_default();
    let head = source.get(before.to_std()).unwrap_or_default();
    let tail = source.get(piece.to_std()).unwrap_or_default();
    if gap.contains(['\n', '\r']) && !head.ends_with('\n') {
        return Some('\n');
    }
    let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let joins = is_digit(head.chars().next_back()) && is_digit(tail.chars().next());
    (joins && !gap.is_empty()).then_some(' ')
}

/// Words set inside a quotation: their double marks become single ones, as print
/// has it; straight ones are taken in pairs, and an odd one is left as it is.
pub fn nested_marks(words: &str) -> String {
    let straight = words.matches('"').count();
    let paired = straight - straight % 2;
    let mut seen = 0;
    words
        .chars()
        .map(|c| match c {
            '“' => '‘',
            '”' => '’',
            '"' if seen < paired => {
                seen += 1;
                if seen % 2 == 1 { '‘' } else { '’' }
            }
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_inside_a_quotation_become_single_ones() {
        assert_eq!(nested_marks("the “first” reel"), "the ‘first’ reel");
        assert_eq!(nested_marks("the \"first\" reel"), "the ‘first’ reel");
        assert_eq!(nested_marks("a 12\" reel"), "a 12\" reel");
    }

    #[test]
    fn every_word_of_a_quotation_leads_back_to_its_place() {
        for text in [
            "“one two three”",
            "> one two\n> three four\n> five\n>\n> six\n>\n> — Name",
            "“one [two](http://x.y) three\n\n“four five”",
            "- “one *two* three\r\n  four” and\n",
        ] {
            let structure = Structure::parse(text);
            let quotation = &structure.quotations[0];
            let written = quotation.written(text);
            let mut from = 0;
            for word in written.split_whitespace() {
                let start = from + written[from..].find(word).unwrap();
                from = start + word.len();
                let place = quotation.place_of(text, TextRange::new(start, from));
                assert_eq!(&text[place], word, "{text:?}");
                assert_eq!(text[quotation.place_of(text, TextRange::at(from))].len(), 0);
                let behind = quotation.place_of(text, TextRange::at(from)).start;
                assert!(text[..behind].ends_with(word), "{text:?} {word:?} {behind}");
            }
        }
    }
}
