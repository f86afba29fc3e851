//! The page that shows a snapshot.
//!
//! # Invariants
//! Every byte of a paragraph on the page is a byte of the snapshot, and the mapping back is
//! exact.

use nutgraf_engine::{
    model::{MarkKind, Snapshot},
    range::{SourceRange, TextRange, define_range},
    text::Document,
};

define_range! {
    /// A range of the text that a page displays, in bytes.
    pub(super) struct ShownRange
}

impl From<TextRange> for ShownRange {
    /// The text that the reader lays out is that of its page.
    fn from(range: TextRange) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<ShownRange> for TextRange {
    fn from(range: ShownRange) -> Self {
        Self::new(range.start, range.end)
    }
}

/// The displayed text of a snapshot: each paragraph with an empty line above it for its
/// locator, whatever separated the paragraphs in the source.
pub(super) struct SnapshotPage {
    /// The text in lines, which are laid out one by one.
    pub(super) document: Document,
    pub(super) paragraphs: Vec<Paragraph>,
}

pub(super) struct Paragraph {
    /// Bytes of the displayed text.
    pub(super) shown: ShownRange,
    /// Bytes of the snapshot.
    pub(super) source: SourceRange,
    pub(super) locator: String,
}

impl SnapshotPage {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let mut text = String::with_capacity(snapshot.text.len() + 64);
        let paged = snapshot.marks.iter().any(|mark| mark.kind == MarkKind::Page);
        let locators = snapshot.locators();
        let mut paragraphs = Vec::new();
        for (index, source) in snapshot.paragraphs().into_iter().enumerate() {
            text.push('\n');
            let start = text.len();
            text.push_str(&snapshot.text[source]);
            let locator = match paged {
                true => locators.of(source.start),
                false => format!("para. {}", index + 1),
            };
            paragraphs.push(Paragraph {
                shown: ShownRange::new(start, text.len()),
                source,
                locator,
            });
            text.push('\n');
        }
        Self { document: Document::new(text), paragraphs }
    }

    /// Returns the paragraph whose locator is shown in the line at an offset.
    pub(super) fn labelled(&self, line: usize) -> Option<&Paragraph> {
        let start = |paragraph: &Paragraph| paragraph.shown.start;
        let index = self.paragraphs.binary_search_by_key(&(line + 1), start).ok()?;
        self.paragraphs.get(index)
    }

    /// Maps a range of the displayed text to the snapshot.
    pub(super) fn range_to_source(&self, shown: ShownRange) -> SourceRange {
        SourceRange::new(self.to_source(shown.start), self.to_source(shown.end))
    }

    /// Maps a byte of the displayed text to the snapshot.
    pub(super) fn to_source(&self, shown: usize) -> usize {
        let next = self.paragraphs.partition_point(|paragraph| paragraph.shown.start <= shown);
        match next.checked_sub(1).map(|index| &self.paragraphs[index]) {
            Some(paragraph) => {
                let inside = shown.min(paragraph.shown.end) - paragraph.shown.start;
                paragraph.source.start + inside
            }
            None => self.paragraphs.first().map_or(0, |paragraph| paragraph.source.start),
        }
    }

    /// Maps a byte of the snapshot to the displayed text.
    pub(super) fn to_shown(&self, source: usize) -> usize {
        let next = self.paragraphs.partition_point(|paragraph| paragraph.source.start <= source);
        next.checked_sub(1).map_or(0, |index| {
            let paragraph = &self.paragraphs[index];
            paragraph.shown.start + source.min(paragraph.source.end) - paragraph.source.start
        })
    }

    pub(super) fn range_to_shown(&self, source: SourceRange) -> ShownRange {
        ShownRange::new(self.to_shown(source.start), self.to_shown(source.end))
    }

    /// Returns the parts of a range of the displayed text without the lines of locators.
    pub(super) fn without_labels(&self, shown: ShownRange) -> Vec<ShownRange> {
        let first = self.paragraphs.partition_point(|paragraph| paragraph.shown.end <= shown.start);
        let touched = self.paragraphs[first..].iter();
        let touched = touched.take_while(|paragraph| paragraph.shown.start < shown.end);
        let piece = |paragraph: &Paragraph| {
            let end = shown.end.min(paragraph.shown.end);
            ShownRange::new(shown.start.max(paragraph.shown.start), end)
        };
        touched.map(piece).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_engine::model::SnapshotFormat;

    #[test]
    fn what_is_selected_on_the_page_is_found_in_the_snapshot() {
        let text = "First line\nof one.\n\n\n  Second — ünd.\n";
        let now = jiff::Timestamp::UNIX_EPOCH;
        let page = SnapshotPage::of(&Snapshot::capture(text, SnapshotFormat::Plain, now));
        for paragraph in &page.paragraphs {
            for (at, _) in text[paragraph.source].char_indices() {
                let source = paragraph.source.start + at;
                assert_eq!(page.to_source(page.to_shown(source)), source);
            }
            assert_eq!(page.document.text()[paragraph.shown.to_std()], text[paragraph.source]);
        }
        assert_eq!(page.to_source(0), 0);
        assert_eq!(page.labelled(0).map(|paragraph| paragraph.source.start), Some(0));
        assert!(page.labelled(1).is_none());
    }
}
