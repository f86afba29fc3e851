//! Cuts a line into grapheme clusters, and decides how each is shaped.

use unicode_bidi::{BidiClass, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

use super::BidiLayouter;
use nutgraf_engine::text::invisible;

/// How a grapheme cluster is shaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClusterKind {
    /// Together with its neighbours, left to right.
    Right,
    /// Together with its neighbours, right to left: letters join.
    Left,
    /// By itself.
    Alone,
    /// As a box with this name.
    Named(&'static str),
    /// Not at all.
    Unseen,
}

/// A grapheme cluster to be shaped.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) level: Level,
    pub(super) kind: ClusterKind,
    /// Index of the section of the job that gives its format.
    pub(super) section: usize,
}

impl BidiLayouter<'_> {
    /// Cuts the text into grapheme clusters.
    pub(super) fn clusters(&self) -> Vec<Cluster> {
        let sections = &self.job.sections;
        let mut section = 0;
        let graphemes = self.job.text.grapheme_indices(true);
        let mut hidden = invisible::find_invisible(&self.job.text).peekable();
        let cluster = |(start, grapheme): (usize, &str)| {
            while sections.get(section).is_some_and(|section| section.byte_range.end.0 <= start) {
                section += 1;
            }
            let level = self.levels.at(start);
            let first = grapheme.chars().next().unwrap_or_default();
            let is_left = |c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
            let end = start + grapheme.len();
            let mut name = None;
            while let Some((_, c, _)) = hidden.next_if(|(at, ..)| *at < end) {
                name = name.or(invisible::short_name(c));
            }
            let kind = if let Some(name) = name {
                ClusterKind::Named(name)
            } else if has_no_width(first) {
                ClusterKind::Unseen
            } else if first.is_whitespace() {
                ClusterKind::Alone
            } else if level.is_rtl() {
                if is_left(first) { ClusterKind::Left } else { ClusterKind::Alone }
            } else if grapheme.chars().any(is_left) {
                ClusterKind::Alone
            } else {
                ClusterKind::Right
            };
            Cluster { start, end, level, kind, section: section.min(sections.len() - 1) }
        };
        graphemes.map(cluster).collect()
    }
}

/// Whether a character has an effect but no shape.
pub(super) fn has_no_width(c: char) -> bool {
    invisible::is_bidi_control(c) || (bidi_class(c) == BidiClass::BN && !c.is_control())
}
