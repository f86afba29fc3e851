//! The quotations of a draft, to tell a sentence's own words from quoted ones.

use std::ops::Range;

use crate::markdown::Structure;

/// The ranges of the quotations of a draft, merged where they are nested, in order.
pub(super) struct QuotedRanges(Vec<Range<usize>>);

impl QuotedRanges {
    pub(super) fn of(structure: &Structure) -> Self {
        let mut merged: Vec<Range<usize>> = Vec::new();
        for quotation in &structure.quotations {
            match merged.last_mut().filter(|last| quotation.range.start < last.end) {
                Some(last) => last.end = last.end.max(quotation.range.end),
                None => merged.push(quotation.range.clone()),
            }
        }
        Self(merged)
    }

    /// Whether a byte range shares words with a quotation.
    pub(super) fn quotes(&self, range: &Range<usize>) -> bool {
        self.within(range).next().is_some()
    }

    /// Returns the words of a sentence outside quotations; `None` if all are quoted.
    pub(super) fn own_words(
        &self,
        text: &str,
        structure: &Structure,
        range: &Range<usize>,
    ) -> Option<String> {
        let mut own = String::new();
        let mut at = range.start;
        let edges = self.within(range).map(|quoted| (quoted.start, quoted.end));
        for (start, end) in edges.chain([(range.end, range.end)]) {
            if at < start {
                own.push_str(&structure.plain(text, at..start));
                own.push(' ');
            }
            at = at.max(end);
        }
        own.contains(char::is_alphanumeric).then(|| own.trim_end().to_owned())
    }

    fn within<'a>(&'a self, range: &Range<usize>) -> impl Iterator<Item = &'a Range<usize>> {
        let Range { start, end } = *range;
        let first = self.0.partition_point(|quoted| quoted.end <= start);
        self.0[first..].iter().take_while(move |quoted| quoted.start < end)
    }
}
