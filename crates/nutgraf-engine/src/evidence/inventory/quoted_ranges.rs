//! The quotations of a draft, to tell a sentence's own words from quoted ones.

use crate::{markdown::Structure, range::DraftRange};

/// The ranges of the quotations of a draft, merged where they are nested, in order.
pub(super) struct QuotedRanges(Vec<DraftRange>);

impl QuotedRanges {
    pub(super) fn of(structure: &Structure) -> Self {
        let mut merged: Vec<DraftRange> = Vec::new();
        for quotation in &structure.quotations {
            match merged.last_mut().filter(|last| quotation.range.start < last.end) {
                Some(last) => last.end = last.end.max(quotation.range.end),
                None => merged.push(quotation.range),
            }
        }
        Self(merged)
    }

    /// Whether a byte range shares words with a quotation.
    pub(super) fn quotes(&self, range: DraftRange) -> bool {
        self.within(range).next().is_some()
    }

    /// Returns the words of a sentence outside quotations; `None` if all are quoted.
    pub(super) fn own_words(
        &self,
        text: &str,
        structure: &Structure,
        range: DraftRange,
    ) -> Option<String> {
        let mut own = String::new();
        let mut at = range.start;
        let edges = self.within(range).map(|quoted| (quoted.start, quoted.end));
        for (start, end) in edges.chain([(range.end, range.end)]) {
            if at < start {
                own.push_str(&structure.plain(text, DraftRange::new(at, start)));
                own.push(' ');
            }
            at = at.max(end);
        }
        own.contains(char::is_alphanumeric).then(|| own.trim_end().to_owned())
    }

    fn within(&self, range: DraftRange) -> impl Iterator<Item = &DraftRange> {
        let DraftRange { start, end } = range;
        let first = self.0.partition_point(|quoted| quoted.end <= start);
        self.0[first..].iter().take_while(move |quoted| quoted.start < end)
    }
}
