//! Sets lines that hold words which run to the left, as Hebrew and Arabic do.
//!
//! egui sets everything from left to right, so such a line is cut into pieces that run
//! one way, each is set by egui, and they are put side by side in the order in which
//! they are read. What always holds: a row shows its characters in the order of the
//! Unicode Bidirectional Algorithm (UAX #9, rules L1 and L2), each at the place where
//! its glyph is drawn. A character that is not seen and may mislead is shown by its short
//! name in a box, so that a caret can stand beside it; what else is there for its effect
//! alone has no width.

mod fill;
mod levels;

use std::{ops::Range, sync::Arc};

use egui::{
    Galley, Rect, Ui,
    epaint::text::{Glyph, PlacedRow},
    pos2,
    text::{ByteIndex, LayoutJob, LayoutSection, TextFormat},
    vec2,
};
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class, get_base_direction};
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation;

pub use self::fill::Room;
use self::{
    fill::{Frame, fill},
    levels::{Levels, isolated},
};
use super::rows::{Cell, Direction, Row, Rows};
use crate::text::invisible;

/// The size of a name of what is not seen, as a part of that of the words around it.
const NAME: f32 = 0.6;

/// A line that was set.
pub struct Layout {
    /// What is drawn.
    pub galley: Galley,
    /// Where its characters stand.
    pub rows: Rows,
    /// How far right of the column's left edge it begins, in points.
    pub indent: f32,
}

/// Which way a paragraph runs: as its first letter does (rules P2 and P3). `None` where
/// it has none.
pub fn direction(text: &str) -> Option<Direction> {
    match get_base_direction(text) {
        unicode_bidi::Direction::Ltr => Some(Direction::LeftToRight),
        unicode_bidi::Direction::Rtl => Some(Direction::RightToLeft),
        unicode_bidi::Direction::Mixed => None,
    }
}

/// Whether a text holds anything that does not simply run to the right and show itself.
pub fn is_needed(text: &str) -> bool {
    // Nothing of the kind comes before the Hebrew letters.
    text.chars().filter(|c| *c >= '\u{590}').any(|c| {
        matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
            || invisible::short_name(c).is_some()
    })
}

/// Whether a character is there for its effect alone.
fn is_invisible(c: char) -> bool {
    invisible::is_bidi_control(c) || (bidi_class(c) == BidiClass::BN && !c.is_control())
}

/// How a grapheme cluster is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// With its neighbours, from left to right.
    Right,
    /// With its neighbours, from right to left: letters join.
    Left,
    /// By itself.
    Alone,
    /// As a box with this name.
    Named(&'static str),
    /// Not at all.
    Unseen,
}

/// A grapheme cluster to be set.
#[derive(Clone, Debug)]
struct Atom {
    start: usize,
    end: usize,
    level: Level,
    manner: Manner,
    /// Which section of the job it looks like.
    section: usize,
}

/// Neighbours that are set as one, and drawn as one.
struct Piece {
    level: Level,
    section: usize,
    galley: Option<Arc<Galley>>,
    /// How far each atom takes the pen, in points.
    advances: Vec<f32>,
    /// Whether it is the name of what is not seen, which is lower than a row.
    is_named: bool,
}

impl Piece {
    fn of(atom: &Atom) -> Self {
        let Atom { level, section, .. } = *atom;
        Self { level, section, galley: None, advances: Vec::new(), is_named: false }
    }

    fn width(&self) -> f32 {
        self.advances.iter().sum()
    }
}

/// Sets the text of a job, whose sections say how it looks. Stretches of it run to the
/// right by themselves, whatever stands around them.
pub fn lay_out(ui: &Ui, job: LayoutJob, stretches: &[Range<usize>], room: Room) -> Layout {
    let text = isolated(&job.text, stretches);
    let levels = Levels::new(&text, stretches, room.direction);
    Setting { ui, scale: ui.pixels_per_point(), job: &job, levels }.lay_out(room)
}

struct Setting<'a> {
    ui: &'a Ui,
    /// Physical pixels in a point.
    scale: f32,
    job: &'a LayoutJob,
    levels: Levels<'a>,
}

impl Setting<'_> {
    fn lay_out(&self, room: Room) -> Layout {
        let text = self.job.text.as_str();
        let direction = room.direction;
        let mut atoms = self.atoms();
        let advances: Vec<f32> =
            self.pieces(&atoms).into_iter().flat_map(|piece| piece.advances).collect();
        let starts: Vec<usize> = atoms.iter().map(|atom| atom.start).collect();
        let frame = Frame::new(room);
        let ranges = fill(text, &starts, &advances, frame);
        let base = self.galley(String::new(), 0);
        let (mut rows, mut placed) = (Vec::new(), Vec::new());
        let mut top = 0.0;
        for (index, range) in ranges.iter().enumerate() {
            let bytes = atoms[range.start].start..atoms[range.end - 1].end;
            let atoms = &mut atoms[range.clone()];
            let levels = self.levels.in_row(bytes.clone(), atoms.iter().map(|atom| atom.start));
            atoms.iter_mut().zip(levels).for_each(|(atom, level)| atom.level = level);
            let pieces = self.pieces(atoms);
            let width: f32 = pieces.iter().map(Piece::width).sum();
            let left = self.snap(match direction {
                Direction::LeftToRight => frame.left(index),
                Direction::RightToLeft => frame.right(index) - width,
            });
            let height = pieces
                .iter()
                .filter(|piece| !piece.is_named)
                .filter_map(|piece| piece.galley.as_ref())
                .map(|galley| galley.size().y)
                .reduce(f32::max)
                .unwrap_or(base.size().y);
            let rect = Rect::from_min_size(pos2(left, top), vec2(width, height));
            let cells = self.place(atoms, &pieces, rect, &mut placed);
            let is_soft = index + 1 < ranges.len();
            rows.push(Row::new(text, bytes, rect, cells, is_soft));
            top += self.snap(height);
        }
        let rect = rows.iter().fold(Rect::NOTHING, |rect, row| rect.union(row.rect));
        let galley = one_galley(&base, self.job.clone(), placed, rect);
        Layout { galley, rows: Rows::new(rows, direction), indent: frame.indent }
    }

    /// Cuts the text into grapheme clusters.
    fn atoms(&self) -> Vec<Atom> {
        let sections = &self.job.sections;
        let mut section = 0;
        let graphemes = self.job.text.grapheme_indices(true);
        let mut hidden = invisible::find_invisible(&self.job.text).peekable();
        let atom = |(start, grapheme): (usize, &str)| {
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
            let manner = if let Some(name) = name {
                Manner::Named(name)
            } else if is_invisible(first) {
                Manner::Unseen
            } else if first.is_whitespace() {
                Manner::Alone
            } else if level.is_rtl() {
                if is_left(first) { Manner::Left } else { Manner::Alone }
            } else if grapheme.chars().any(is_left) {
                Manner::Alone
            } else {
                Manner::Right
            };
            Atom { start, end, level, manner, section: section.min(sections.len() - 1) }
        };
        graphemes.map(atom).collect()
    }

    /// Sets atoms, in the order of the text.
    fn pieces(&self, atoms: &[Atom]) -> Vec<Piece> {
        let goes_on = |a: &Atom, b: &Atom| {
            a.manner == b.manner
                && matches!(a.manner, Manner::Right | Manner::Left)
                && (a.level, a.section) == (b.level, b.section)
        };
        let mut pieces = Vec::new();
        for atoms in atoms.chunk_by(goes_on) {
            match self.piece(atoms) {
                Some(piece) => pieces.push(piece),
                // Glyphs from several fonts come in an order of egui's own.
                None => pieces.extend(atoms.iter().map(|atom| self.alone(atom))),
            }
        }
        pieces
    }

    /// Sets neighbours as one; `None` where it cannot be told which glyph is whose.
    fn piece(&self, atoms: &[Atom]) -> Option<Piece> {
        let first = &atoms[0];
        if !matches!(first.manner, Manner::Left | Manner::Right) {
            return Some(self.alone(first));
        }
        let bytes = first.start..atoms[atoms.len() - 1].end;
        let words = self.job.text[bytes].to_owned();
        let galley = self.galley(words, first.section);
        let letters: Vec<char> = atoms.iter().map(|atom| self.first_char(atom)).collect();
        let glyphs = galley.rows.iter().flat_map(|row| &row.glyphs);
        let advances = match first.manner {
            Manner::Left => advances(glyphs.rev(), &letters)?,
            _ => advances(glyphs, &letters)?,
        };
        Some(Piece { galley: Some(galley), advances, ..Piece::of(first) })
    }

    fn first_char(&self, atom: &Atom) -> char {
        self.job.text[atom.start..].chars().next().unwrap_or_default()
    }

    fn alone(&self, atom: &Atom) -> Piece {
        match atom.manner {
            Manner::Unseen => return Piece { advances: vec![0.0], ..Piece::of(atom) },
            Manner::Named(name) => return self.named(atom, name),
            _ => {}
        }
        let mut words = self.job.text[atom.start..atom.end].to_owned();
        if atom.level.is_rtl() {
            words = words.chars().map(|c| get_mirrored(c).unwrap_or(c)).collect();
        }
        let galley = self.galley(words, atom.section);
        let advances = vec![galley.rows.iter().map(|row| row.size.x).sum()];
        Piece { galley: Some(galley), advances, ..Piece::of(atom) }
    }

    fn named(&self, atom: &Atom, name: &str) -> Piece {
        let mut format = self.job.sections[atom.section].format.clone();
        format.font_id.size *= NAME;
        format.line_height = None;
        format.color = self.ui.visuals().warn_fg_color;
        format.background = format.color.gamma_multiply(0.15);
        // Thin spaces keep the letters off the edges and boxes apart from their neighbours.
        // What is seen of the cluster stands with it in the box.
        let cluster = self.job.text[atom.start..atom.end].chars();
        let seen: String = cluster.filter(|c| invisible::short_name(*c).is_none()).collect();
        let galley = self.set(format!("\u{2009}{seen}{name}\u{2009}"), format);
        let advances = vec![galley.rows.iter().map(|row| row.size.x).sum()];
        Piece { galley: Some(galley), advances, is_named: true, ..Piece::of(atom) }
    }

    /// Lets egui set words in one row, with the look of a section.
    fn galley(&self, words: String, section: usize) -> Arc<Galley> {
        self.set(words, self.job.sections[section].format.clone())
    }

    fn set(&self, words: String, format: TextFormat) -> Arc<Galley> {
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

    /// Puts the pieces of a row side by side in the order in which they are seen, adds
    /// what is drawn to `placed`, and says where each atom stands.
    fn place(
        &self,
        atoms: &[Atom],
        pieces: &[Piece],
        rect: Rect,
        placed: &mut Vec<PlacedRow>,
    ) -> Vec<Cell> {
        let firsts: Vec<usize> = pieces
            .iter()
            .scan(0, |next, piece| {
                let first = *next;
                *next += piece.advances.len();
                Some(first)
            })
            .collect();
        let mut cells: Vec<Cell> = atoms
            .iter()
            .map(|atom| Cell {
                start: atom.start,
                left: 0.0,
                right: 0.0,
                level: atom.level.number(),
            })
            .collect();
        let levels: Vec<Level> = pieces.iter().map(|piece| piece.level).collect();
        let mut x = rect.left();
        for index in ParagraphBidiInfo::reorder_visual(&levels) {
            let piece = &pieces[index];
            if let Some(galley) = &piece.galley {
                let middle = self.snap((rect.height() - galley.size().y) / 2.0);
                let y = rect.top() + middle + self.drop_of(piece, galley);
                let at = vec2(self.snap(x), y);
                let rows = galley.rows.iter().cloned();
                placed.extend(rows.map(|row| PlacedRow { pos: row.pos + at, ..row }));
            }
            let mut set = |offset: usize, advance: f32| {
                let cell = &mut cells[firsts[index] + offset];
                cell.left = self.snap(x);
                x += advance;
                cell.right = self.snap(x);
            };
            let advances = piece.advances.iter().copied().enumerate();
            if piece.level.is_rtl() {
                advances.rev().for_each(|(offset, advance)| set(offset, advance));
            } else {
                advances.for_each(|(offset, advance)| set(offset, advance));
            }
        }
        cells
    }

    /// How far a piece is lowered to stand on the line of the Latin letters, in points:
    /// egui puts faces of different height middle to middle.
    fn drop_of(&self, piece: &Piece, galley: &Galley) -> f32 {
        if piece.is_named {
            return 0.0;
        }
        let glyphs = |galley: &Galley| -> Vec<f32> {
            let glyphs = galley.rows.iter().flat_map(|row| &row.glyphs);
            glyphs.map(|glyph| glyph.pos.y).collect()
        };
        let latin = glyphs(&self.galley("x".to_owned(), piece.section));
        let own = glyphs(galley);
        match (latin.first(), own.first()) {
            (Some(latin), Some(first)) if own.iter().all(|y| y == first) => latin - first,
            _ => 0.0,
        }
    }

    /// The nearest whole pixel, so that letters are sharp.
    fn snap(&self, points: f32) -> f32 {
        (points * self.scale).round() / self.scale
    }
}

/// How far each of the atoms with these first characters takes the pen, from glyphs in
/// the order of the text. A ligature is shared out evenly.
///
/// egui says of each glyph which character its cluster begins with, not which of them.
/// Glyphs that do not move the pen begin no cluster: they are accents, or what egui
/// adds for its count of characters.
fn advances<'a>(glyphs: impl Iterator<Item = &'a Glyph>, letters: &[char]) -> Option<Vec<f32>> {
    // The first atom of each cluster, and its width.
    let mut clusters: Vec<(usize, f32)> = Vec::new();
    for glyph in glyphs.filter(|glyph| glyph.advance_width > 0.0) {
        let next = clusters.last().map_or(0, |(first, _)| first + 1);
        match letters[next..].iter().position(|letter| *letter == glyph.chr) {
            Some(skipped) if skipped == 0 || next > 0 => {
                clusters.push((next + skipped, glyph.advance_width));
            }
            // A second glyph of the same cluster.
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

/// One galley that draws all rows of others.
fn one_galley(base: &Galley, job: LayoutJob, rows: Vec<PlacedRow>, rect: Rect) -> Galley {
    let mut galley = base.clone();
    let meshes = || rows.iter().map(|row| &row.visuals.mesh);
    galley.num_vertices = meshes().map(|mesh| mesh.vertices.len()).sum();
    galley.num_indices = meshes().map(|mesh| mesh.indices.len()).sum();
    galley.mesh_bounds = rows.iter().fold(Rect::NOTHING, |bounds, row| {
        bounds.union(row.visuals.mesh_bounds.translate(row.pos.to_vec2()))
    });
    galley.job = Arc::new(job);
    galley.rows = rows;
    galley.rect = rect;
    galley
}

#[cfg(test)]
mod tests;
