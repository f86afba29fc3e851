//! Shapes grapheme clusters by egui, neighbours of one direction together.

use std::sync::Arc;

use egui::{
    Galley,
    epaint::text::Glyph,
    text::{ByteIndex, LayoutJob, LayoutSection, TextFormat},
};
use unicode_bidi::Level;
use unicode_bidi_mirroring::get_mirrored;

use super::{
    BidiLayouter,
    clusters::{Cluster, ClusterKind},
};
use nutgraf_engine::text::invisible;

/// Font size of the name of an invisible character, relative to the words around it.
const NAME: f32 = 0.6;

/// Neighbouring clusters that are shaped and drawn as one.
pub(super) struct ShapedRun {
    pub(super) level: Level,
    pub(super) section: usize,
    pub(super) galley: Option<Arc<Galley>>,
    /// Advance of each cluster, in points.
    pub(super) advances: Vec<f32>,
    /// Whether it is the name of an invisible character, which is lower than a row.
    pub(super) is_named: bool,
}

impl ShapedRun {
    fn of(cluster: &Cluster) -> Self {
        let Cluster { level, section, .. } = *cluster;
        Self { level, section, galley: None, advances: Vec::new(), is_named: false }
    }

    /// Returns the width of the run, in points.
    pub(super) fn width(&self) -> f32 {
        self.advances.iter().sum()
    }
}

impl BidiLayouter<'_> {
    /// Shapes clusters, in text order.
    pub(super) fn shape_all(&self, clusters: &[Cluster]) -> Vec<ShapedRun> {
        let goes_on = |a: &Cluster, b: &Cluster| {
            a.kind == b.kind
                && matches!(a.kind, ClusterKind::Right | ClusterKind::Left)
                && (a.level, a.section) == (b.level, b.section)
        };
        let mut runs = Vec::new();
        for clusters in clusters.chunk_by(goes_on) {
            match self.shape(clusters) {
                Some(run) => runs.push(run),
                // Glyphs from several fonts come in an order of egui's own.
                None => runs.extend(clusters.iter().map(|cluster| self.shape_alone(cluster))),
            }
        }
        runs
    }

    /// Shapes neighbours as one; `None` where glyphs cannot be assigned to clusters.
    fn shape(&self, clusters: &[Cluster]) -> Option<ShapedRun> {
        let first = &clusters[0];
        if !matches!(first.kind, ClusterKind::Left | ClusterKind::Right) {
            return Some(self.shape_alone(first));
        }
        let bytes = first.start..clusters[clusters.len() - 1].end;
        let words = self.job.text[bytes].to_owned();
        let galley = self.galley(words, first.section);
        let letters: Vec<char> = clusters.iter().map(|cluster| self.first_char(cluster)).collect();
        let glyphs = galley.rows.iter().flat_map(|row| &row.glyphs);
        let advances = match first.kind {
            ClusterKind::Left => advances(glyphs.rev(), &letters)?,
            _ => advances(glyphs, &letters)?,
        };
        Some(ShapedRun { galley: Some(galley), advances, ..ShapedRun::of(first) })
    }

    fn first_char(&self, cluster: &Cluster) -> char {
        self.job.text[cluster.start..].chars().next().unwrap_or_default()
    }

    fn shape_alone(&self, cluster: &Cluster) -> ShapedRun {
        match cluster.kind {
            ClusterKind::Unseen => {
                return ShapedRun { advances: vec![0.0], ..ShapedRun::of(cluster) };
            }
            ClusterKind::Named(name) => return self.shape_name(cluster, name),
            _ => {}
        }
        let mut words = self.job.text[cluster.start..cluster.end].to_owned();
        if cluster.level.is_rtl() {
            words = words.chars().map(|c| get_mirrored(c).unwrap_or(c)).collect();
        }
        let galley = self.galley(words, cluster.section);
        let advances = vec![galley.rows.iter().map(|row| row.size.x).sum()];
        ShapedRun { galley: Some(galley), advances, ..ShapedRun::of(cluster) }
    }

    fn shape_name(&self, cluster: &Cluster, name: &str) -> ShapedRun {
        let mut format = self.job.sections[cluster.section].format.clone();
        format.font_id.size *= NAME;
        format.line_height = None;
        format.color = self.ui.visuals().warn_fg_color;
        format.background = format.color.gamma_multiply(0.15);
        // Thin spaces keep the letters off the edges and boxes apart from their neighbours.
        // The visible part of the cluster shares the box.
        let chars = self.job.text[cluster.start..cluster.end].chars();
        let seen: String = chars.filter(|c| invisible::short_name(*c).is_none()).collect();
        let galley = self.one_row(format!("\u{2009}{seen}{name}\u{2009}"), format);
        let advances = vec![galley.rows.iter().map(|row| row.size.x).sum()];
        ShapedRun { galley: Some(galley), advances, is_named: true, ..ShapedRun::of(cluster) }
    }

    /// Lets egui lay out words in one row, with the format of a section.
    pub(super) fn galley(&self, words: String, section: usize) -> Arc<Galley> {
        self.one_row(words, self.job.sections[section].format.clone())
    }

    fn one_row(&self, words: String, format: TextFormat) -> Arc<Galley> {
        let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
        job.keep_trailing_whitespace = true;
        job.sections = vec![LayoutSection {
            leading_space: 0.0,
            byte_range: ByteIndex(0)..ByteIndex(words.len()),
            format,
        }];
        job.text = words;
        self.ui.fonts_mut(|fonts| fonts.layout_job(job))
    }
}

/// Returns the advance of each cluster, given the glyphs in text order and the first
/// character of each cluster.
///
/// A ligature is shared out evenly. `None` where glyphs cannot be assigned. egui reports
/// for each glyph the first character of its cluster, not the cluster's index. Glyphs
/// without advance begin no cluster: they are accents, or fillers of egui's count of
/// characters.
pub(super) fn advances<'a>(
    glyphs: impl Iterator<Item = &'a Glyph>,
    letters: &[char],
) -> Option<Vec<f32>> {
    // First cluster of each shaped group, and its width.
    let mut clusters: Vec<(usize, f32)> = Vec::new();
    for glyph in glyphs.filter(|glyph| glyph.advance_width > 0.0) {
        let next = clusters.last().map_or(0, |(first, _)| first + 1);
        match letters[next..].iter().position(|letter| *letter == glyph.chr) {
            Some(skipped) if skipped == 0 || next > 0 => {
                clusters.push((next + skipped, glyph.advance_width));
            }
            // A second glyph of the same group.
            _ => {
                let (first, width) = clusters.last_mut()?;
                if letters[*first] != glyph.chr {
                    return None;
                }
                *width += glyph.advance_width;
            }
        }
    }
    let ends = clusters.iter().skip(1).map(|(first, _)| *first).chain([letters.len()]);
    let shared = clusters.iter().zip(ends).flat_map(|((first, width), end)| {
        let count = end - first;
        std::iter::repeat_n(width / count as f32, count)
    });
    let advances: Vec<f32> = shared.collect();
    (advances.len() == letters.len()).then_some(advances)
}
