//! The page that a snapshot is set on.
//!
//! What always holds: every byte of a paragraph on the page is a byte of the
//! snapshot, and the way back is exact.

use std::ops::Range;

use egui::{
    Galley,
    text::{ByteIndex, LayoutJob, LayoutSection, TextFormat},
};

use crate::{
    model::{MarkKind, Snapshot},
    ui::theme::{Face, Theme},
};

/// Height of the line above a paragraph that holds its locator, in points.
pub(super) const LABEL: f32 = 24.0;

/// The snapshot's text as it is shown: each paragraph with an empty line above
/// it for its locator, whatever stood between paragraphs in the source.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) paragraphs: Vec<Paragraph>,
}

pub(super) struct Paragraph {
    /// Bytes of the shown text.
    pub(super) shown: Range<usize>,
    /// Bytes of the snapshot.
    pub(super) source: Range<usize>,
    pub(super) locator: String,
}

impl Page {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let mut text = String::with_capacity(snapshot.text.len() + 64);
        let paged = snapshot.marks.iter().any(|mark| mark.kind == MarkKind::Page);
        let mut paragraphs = Vec::new();
        for (index, source) in snapshot.paragraphs().into_iter().enumerate() {
            text.push('\n');
            let start = text.len();
            text.push_str(&snapshot.text[source.clone()]);
            let locator = match paged {
                true => snapshot.locator(source.start),
                false => format!("para. {}", index + 1),
            };
            paragraphs.push(Paragraph { shown: start..text.len(), source, locator });
            text.push('\n');
        }
        Self { text, paragraphs }
    }

    /// The byte of the snapshot behind a byte of the shown text.
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

    /// The byte of the shown text for a byte of the snapshot.
    pub(super) fn to_shown(&self, source: usize) -> usize {
        let next = self.paragraphs.partition_point(|paragraph| paragraph.source.start <= source);
        next.checked_sub(1).map_or(0, |index| {
            let paragraph = &self.paragraphs[index];
            paragraph.shown.start + source.min(paragraph.source.end) - paragraph.source.start
        })
    }

    pub(super) fn range_to_shown(&self, source: &Range<usize>) -> Range<usize> {
        self.to_shown(source.start)..self.to_shown(source.end)
    }

    /// A range of the shown text without the lines above its paragraphs.
    pub(super) fn without_labels(&self, shown: Range<usize>) -> Vec<Range<usize>> {
        let first = self.paragraphs.partition_point(|paragraph| paragraph.shown.end <= shown.start);
        let touched = self.paragraphs[first..].iter();
        let touched = touched.take_while(|paragraph| paragraph.shown.start < shown.end);
        let piece = |paragraph: &Paragraph| {
            shown.start.max(paragraph.shown.start)..shown.end.min(paragraph.shown.end)
        };
        touched.map(piece).collect()
    }
}

/// The page as egui sets it: the text, and the empty lines for the locators.
pub(super) fn layout_job(page: &Page, theme: &Theme, width: f32) -> LayoutJob {
    let text = &page.text;
    let mut job = LayoutJob { text: text.clone(), ..LayoutJob::default() };
    job.wrap.max_width = width;
    let (size, height) = (theme.type_scale.draft.0 - 2.0, theme.type_scale.draft.1 - 4.0);
    let plain = TextFormat {
        font_id: Face::Draft.at(size),
        line_height: Some(height),
        color: theme.palette.ink,
        ..TextFormat::default()
    };
    let label = TextFormat { line_height: Some(LABEL), ..plain.clone() };
    let mut at = 0;
    let mut section = |end: usize, format: &TextFormat| {
        if at < end {
            let byte_range = ByteIndex(at)..ByteIndex(end);
            job.sections.push(LayoutSection {
                leading_space: 0.0,
                byte_range,
                format: format.clone(),
            });
            at = end;
        }
    };
    for paragraph in &page.paragraphs {
        section(paragraph.shown.start - 1, &plain);
        section(paragraph.shown.start, &label);
    }
    section(text.len(), &plain);
    if job.sections.is_empty() {
        job.append("", 0.0, plain);
    }
    job
}

/// One walk over the rows, because asking the galley for a place walks them all.
pub(super) fn bottoms(page: &Page, galley: &Galley) -> Vec<f32> {
    let mut rows = galley.rows.iter();
    let (mut character, mut byte, mut read) = (0, 0, 0);
    let mut bottom = 0.0;
    let one = |paragraph: &Paragraph| {
        let label = paragraph.shown.start - 1;
        character += page.text[byte..label].chars().count();
        byte = label;
        while read <= character {
            let Some(row) = rows.next() else { break };
            read += row.char_count_including_newline().0;
            bottom = row.rect().bottom();
        }
        bottom
    };
    page.paragraphs.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SnapshotFormat;

    #[test]
    fn what_is_selected_on_the_page_is_found_in_the_snapshot() {
        let text = "First line\nof one.\n\n\n  Second — ünd.\n";
        let now = jiff::Timestamp::UNIX_EPOCH;
        let page = Page::of(&Snapshot::capture(text, SnapshotFormat::Plain, now));
        for paragraph in &page.paragraphs {
            for (at, _) in text[paragraph.source.clone()].char_indices() {
                let source = paragraph.source.start + at;
                assert_eq!(page.to_source(page.to_shown(source)), source);
            }
            assert_eq!(page.text[paragraph.shown.clone()], text[paragraph.source.clone()]);
        }
        assert_eq!(page.to_source(0), 0);
    }
}
