//! Three versions of the draft become one.
//!
//! A paragraph is one long line, so lines are too coarse: what each side did is told
//! word by word, and what both did to the same words is a conflict (diff3; Khanna,
//! Kunal and Pierce, "A formal investigation of diff3", 2007). Which words stayed is
//! found as for anchors, without a clock, so that two machines get the same text.
//! What always holds: every word that a side has, apart from those that the other
//! side took out or replaced and it left alone, stands in the text or in a conflict;
//! and the two changes that come back lead from each side to the text.

use std::ops::Range;

use super::Take;
use crate::{
    evidence::reanchor::Comparison,
    text::{Change, Edit},
};

/// What one side did at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hunk {
    /// The bytes of the base that it replaced.
    base: Range<usize>,
    /// What stands there on its side.
    side: Range<usize>,
}

/// A stretch of all three versions.
#[derive(Clone, Debug)]
struct Piece {
    base: Range<usize>,
    ours: Range<usize>,
    theirs: Range<usize>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Our side has what is to stand there: nobody changed it, or we did, or both alike.
    Ours,
    /// Their side has.
    Theirs,
    /// Both changed it and not alike.
    Conflict,
}

/// Words that both sides changed, each in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clash {
    pub(super) base: String,
    pub(super) ours: String,
    pub(super) theirs: String,
    /// Where it stands in the merged text: our words, unless others were chosen.
    pub(super) place: Range<usize>,
}

/// The merged draft.
#[derive(Debug)]
pub(super) struct MergedDraft {
    pub(super) text: String,
    pub(super) clashes: Vec<Clash>,
    /// Lead from each side to the merged text.
    pub(super) from_ours: Change,
    pub(super) from_theirs: Change,
    /// Lead from the base to each side.
    pub(super) to_ours: Change,
    pub(super) to_theirs: Change,
}

/// Merges three versions; `take` says what is to stand where both sides changed the
/// same words, by the number of the conflict.
pub(super) fn merge_draft(
    base: &str,
    ours: &str,
    theirs: &str,
    take: impl Fn(usize) -> Take,
) -> MergedDraft {
    let (to_ours, to_theirs) = (hunks(base, ours), hunks(base, theirs));
    let texts = Texts { base, ours, theirs };
    let pieces = texts.pieces(&to_ours, &to_theirs);
    let mut render = Render { texts: &texts, outs: Vec::new(), length: 0, clashes: Vec::new() };
    let conflicts = pieces.iter().filter(|piece| piece.kind == Kind::Conflict).count();
    if (0..conflicts).any(|at| take(at).is_wide()) {
        render.lines(&pieces, &take);
    } else {
        for piece in &pieces {
            render.piece(piece, &take);
        }
    }
    let from_ours = render.change(ours, |out| out.ours.clone());
    let from_theirs = render.change(theirs, |out| out.theirs.clone());
    let text = render.outs.into_iter().map(|out| out.text).collect();
    MergedDraft {
        text,
        clashes: render.clashes,
        from_ours,
        from_theirs,
        to_ours: change_of(&to_ours, ours),
        to_theirs: change_of(&to_theirs, theirs),
    }
}

/// What two versions that have no known ancestor have in common.
pub(super) fn common_text(ours: &str, theirs: &str) -> String {
    let kept = hunks(ours, theirs);
    let mut common = String::new();
    let mut from = 0;
    for hunk in &kept {
        common.push_str(&ours[from..hunk.base.start]);
        from = hunk.base.end;
    }
    common.push_str(&ours[from..]);
    common
}

fn change_of(hunks: &[Hunk], side: &str) -> Change {
    let edits = hunks
        .iter()
        .map(|hunk| Edit { range: hunk.base.clone(), insert: side[hunk.side.clone()].to_owned() });
    Change::of(edits.collect()).expect("hunks stand in rising order and apart")
}

/// What a side did to the base, in whole words, in rising order and apart.
fn hunks(base: &str, side: &str) -> Vec<Hunk> {
    let mut shift = 0_isize;
    let mut found: Vec<Hunk> = Vec::new();
    for edit in Comparison::new(base, side).change().edits() {
        let start = edit.range.start.saturating_add_signed(shift);
        shift += edit.insert.len().cast_signed() - edit.range.len().cast_signed();
        let mut hunk = Hunk { base: edit.range.clone(), side: start..start + edit.insert.len() };
        if hunk.base.is_empty() && hunk.side.is_empty() {
            continue;
        }
        let before = found.last().map_or(0, |last| last.base.end);
        hunk.widen(base, side, before);
        hunk.slide(base, side, before);
        match found.last_mut() {
            Some(last) if last.base.end >= hunk.base.start => {
                last.base.end = last.base.end.max(hunk.base.end);
                last.side.end = last.side.end.max(hunk.side.end);
            }
            _ => found.push(hunk),
        }
    }
    found
}

impl Hunk {
    /// Takes in the rest of a word of which a part was changed.
    fn widen(&mut self, base: &str, side: &str, before: usize) {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        loop {
            let outside = base[before.min(self.base.start)..self.base.start].chars().next_back();
            // What follows, where nothing is taken out or put in, makes a word with it too.
            let inside = [&base[self.base.start..], &side[self.side.start..]];
            let is_cut = inside.iter().any(|text| is_word(text.chars().next()));
            match outside {
                Some(c) if c.is_alphanumeric() && is_cut => {
                    self.base.start -= c.len_utf8();
                    self.side.start -= c.len_utf8();
                }
                _ => break,
            }
        }
        loop {
            let outside = base[self.base.end..].chars().next();
            let inside = [&base[..self.base.end], &side[..self.side.end]];
            let is_cut = inside.iter().any(|text| is_word(text.chars().next_back()));
            match outside {
                // Behind it, too, both sides have the same letters, up to the next change.
                Some(c)
                    if c.is_alphanumeric() && is_cut && side[self.side.end..].starts_with(c) =>
                {
                    self.base.end += c.len_utf8();
                    self.side.end += c.len_utf8();
                }
                _ => break,
            }
        }
    }

    /// Lets a paragraph that came or went begin with the break in front of it and not
    /// end with the one behind, so that it does not touch the next paragraph.
    fn slide(&mut self, base: &str, side: &str, before: usize) {
        let text = match (self.base.is_empty(), self.side.is_empty()) {
            (true, false) => &side[self.side.clone()],
            (false, true) => &base[self.base.clone()],
            _ => return,
        };
        let ends = &text[text.trim_end_matches(['\n', '\r']).len()..];
        let is_paragraph = !ends.is_empty() && ends.len() < text.len() && !text.starts_with('\n');
        if is_paragraph
            && base[..self.base.start].ends_with(ends)
            && self.base.start - ends.len() > before
        {
            self.base = self.base.start - ends.len()..self.base.end - ends.len();
            self.side = self.side.start - ends.len()..self.side.end - ends.len();
        }
    }
}

struct Texts<'a> {
    base: &'a str,
    ours: &'a str,
    theirs: &'a str,
}

/// Hunks of one side that are taken into a stretch one by one.
struct Taking<'a> {
    hunks: &'a [Hunk],
    /// Where the side stands against the base behind the last hunk taken.
    base: usize,
    side: usize,
}

impl Taking<'_> {
    fn next(&self) -> Option<&Hunk> {
        self.hunks.first()
    }

    fn take(&mut self) {
        if let Some((first, rest)) = self.hunks.split_first() {
            (self.base, self.side) = (first.base.end, first.side.end);
            self.hunks = rest;
        }
    }

    /// The place of the side for a place of the base behind the last hunk taken.
    fn place(&self, base: usize) -> usize {
        self.side + (base - self.base)
    }
}

impl Texts<'_> {
    /// The whole of all three versions, cut up by what was done to it.
    fn pieces(&self, to_ours: &[Hunk], to_theirs: &[Hunk]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut ours = Taking { hunks: to_ours, base: 0, side: 0 };
        let mut theirs = Taking { hunks: to_theirs, base: 0, side: 0 };
        let mut at = 0;
        loop {
            let starts = [ours.next(), theirs.next()];
            let starts = starts.into_iter().flatten().map(|hunk| hunk.base.start);
            let start = starts.min().unwrap_or(self.base.len());
            let from = (ours.place(at), theirs.place(at));
            let to = (ours.place(start), theirs.place(start));
            if start > at {
                pieces.push(Piece {
                    base: at..start,
                    ours: from.0..to.0,
                    theirs: from.1..to.1,
                    kind: Kind::Ours,
                });
            }
            if ours.next().is_none() && theirs.next().is_none() {
                return pieces;
            }
            let (mut end, mut took_ours, mut took_theirs) = (start, false, false);
            let is_agreed = self.agree(&ours, &theirs);
            loop {
                let touches = |hunk: &&Hunk| self.near(end, hunk.base.start);
                // What both did alike is nobody's conflict, whatever stands beside it.
                let is_free = is_agreed || !self.agree(&ours, &theirs);
                if let Some(hunk) = ours.next().filter(touches).filter(|_| is_free) {
                    (end, took_ours) = (end.max(hunk.base.end), true);
                    ours.take();
                } else if let Some(hunk) = theirs.next().filter(touches).filter(|_| is_free) {
                    (end, took_theirs) = (end.max(hunk.base.end), true);
                    theirs.take();
                } else {
                    break;
                }
                if is_agreed {
                    theirs.take();
                    took_theirs = true;
                    break;
                }
            }
            let piece = Piece {
                base: start..end,
                ours: to.0..ours.place(end),
                theirs: to.1..theirs.place(end),
                kind: match (took_ours, took_theirs) {
                    (true, true) => Kind::Conflict,
                    (false, _) => Kind::Theirs,
                    (true, false) => Kind::Ours,
                },
            };
            self.settle(piece, &mut pieces);
            at = end;
        }
    }

    /// Whether both sides did the very same at the same place next.
    fn agree(&self, ours: &Taking<'_>, theirs: &Taking<'_>) -> bool {
        ours.next().zip(theirs.next()).is_some_and(|(one, other)| {
            one.base == other.base && self.ours[one.side.clone()] == self.theirs[other.side.clone()]
        })
    }

    /// Whether so little lies between a change and the next that the two meet: no word
    /// and no end of a line.
    fn near(&self, end: usize, start: usize) -> bool {
        start <= end
            || self.base[end..start].chars().all(|c| c.is_whitespace() && c != '\n' && c != '\r')
    }

    /// Adds a changed piece; of a conflict, only what is not alike on both sides.
    fn settle(&self, mut piece: Piece, pieces: &mut Vec<Piece>) {
        if piece.kind == Kind::Conflict {
            let base = &self.base[piece.base.clone()];
            let (ours, theirs) =
                (&self.ours[piece.ours.clone()], &self.theirs[piece.theirs.clone()]);
            if ours == theirs || theirs == base {
                piece.kind = Kind::Ours;
            } else if ours == base {
                piece.kind = Kind::Theirs;
            } else {
                let space = |(one, other): &(char, char)| one == other && one.is_whitespace();
                let head = ours.chars().zip(theirs.chars()).take_while(space);
                let head: usize = head.map(|(c, _)| c.len_utf8()).sum();
                let tail = ours[head..].chars().rev().zip(theirs[head..].chars().rev());
                let tail: usize = tail.take_while(space).map(|(c, _)| c.len_utf8()).sum();
                let Piece { base, ours, theirs, .. } = piece;
                let alike = |base: Range<usize>, ours: usize, theirs: usize, length: usize| Piece {
                    base,
                    ours: ours..ours + length,
                    theirs: theirs..theirs + length,
                    kind: Kind::Ours,
                };
                let ends = (ours.end - tail, theirs.end - tail);
                pieces.push(alike(base.start..base.start, ours.start, theirs.start, head));
                pieces.push(Piece {
                    ours: ours.start + head..ends.0,
                    theirs: theirs.start + head..ends.1,
                    base: base.clone(),
                    kind: Kind::Conflict,
                });
                pieces.push(alike(base.end..base.end, ends.0, ends.1, tail));
                return;
            }
        }
        pieces.push(piece);
    }
}

/// A stretch of the merged text, and what of each side it stands for; `None` where it
/// stands for nothing of it. Put together, the stretches of a side are all of it.
struct Out {
    text: String,
    ours: Option<Range<usize>>,
    theirs: Option<Range<usize>>,
}

struct Render<'a> {
    texts: &'a Texts<'a>,
    outs: Vec<Out>,
    length: usize,
    clashes: Vec<Clash>,
}

/// A part of a piece that ends where its line does, at the latest.
#[derive(Clone)]
struct Part<'a> {
    text: &'a str,
    ours: Range<usize>,
    theirs: Range<usize>,
    /// The conflict that it is.
    clash: Option<&'a Piece>,
}

impl<'a> Render<'a> {
    fn out(
        &mut self,
        text: &str,
        ours: Option<Range<usize>>,
        theirs: Option<Range<usize>>,
    ) -> Range<usize> {
        let start = self.length;
        self.length += text.len();
        self.outs.push(Out { text: text.to_owned(), ours, theirs });
        start..self.length
    }

    fn clash(&mut self, piece: &Piece, place: Range<usize>) {
        self.clashes.push(Clash {
            base: self.texts.base[piece.base.clone()].to_owned(),
            ours: self.texts.ours[piece.ours.clone()].to_owned(),
            theirs: self.texts.theirs[piece.theirs.clone()].to_owned(),
            place,
        });
    }

    fn piece(&mut self, piece: &Piece, take: &impl Fn(usize) -> Take) {
        let is_clash = piece.kind == Kind::Conflict;
        let is_theirs =
            piece.kind == Kind::Theirs || (is_clash && take(self.clashes.len()) == Take::Theirs);
        let text = match is_theirs {
            true => &self.texts.theirs[piece.theirs.clone()],
            false => &self.texts.ours[piece.ours.clone()],
        };
        let place = self.out(text, Some(piece.ours.clone()), Some(piece.theirs.clone()));
        if is_clash {
            self.clash(piece, place);
        }
    }

    /// Writes line by line, so that both versions of a line can stand one behind the other.
    fn lines(&mut self, pieces: &'a [Piece], take: &impl Fn(usize) -> Take) {
        let mut line: Vec<Part<'a>> = Vec::new();
        for piece in pieces {
            if piece.kind == Kind::Conflict {
                let (ours, theirs) = (piece.ours.clone(), piece.theirs.clone());
                line.push(Part { text: "", ours, theirs, clash: Some(piece) });
                continue;
            }
            let (text, is_ours) = match piece.kind {
                Kind::Theirs => (&self.texts.theirs[piece.theirs.clone()], false),
                _ => (&self.texts.ours[piece.ours.clone()], true),
            };
            let mut rest = (piece.ours.clone(), piece.theirs.clone());
            let is_same = self.texts.ours[rest.0.clone()] == self.texts.theirs[rest.1.clone()];
            let mut parts = text.split_inclusive('\n').peekable();
            if parts.peek().is_none() {
                let (ours, theirs) = rest;
                line.push(Part { text: "", ours, theirs, clash: None });
                continue;
            }
            while let Some(part) = parts.next() {
                let cut = |range: &mut Range<usize>, is_own: bool| {
                    // What stands for it on the other side goes with its first line.
                    let end = if is_own { range.start + part.len() } else { range.end };
                    let cut = range.start..end;
                    range.start = end;
                    cut
                };
                let ours = cut(&mut rest.0, is_ours || is_same);
                let theirs = cut(&mut rest.1, !is_ours || is_same);
                line.push(Part { text: part, ours, theirs, clash: None });
                if part.ends_with('\n') {
                    self.line(&std::mem::take(&mut line), take);
                }
            }
        }
        self.line(&line, take);
    }

    fn line(&mut self, parts: &[Part<'_>], take: &impl Fn(usize) -> Take) {
        let first = self.clashes.len();
        let clashes = parts.iter().filter(|part| part.clash.is_some()).count();
        let takes: Vec<Take> = (first..first + clashes).map(take).collect();
        let wide = takes.iter().copied().filter(|take| take.is_wide()).max();
        let Some(wide) = wide else {
            for part in parts {
                match part.clash {
                    Some(piece) => self.piece(piece, take),
                    None => {
                        let (ours, theirs) = (part.ours.clone(), part.theirs.clone());
                        self.out(part.text, Some(ours), Some(theirs));
                    }
                }
            }
            return;
        };
        // The end of the line stands once, behind both versions.
        let (mut parts, mut end) = (parts.to_vec(), None);
        if let Some(last) = parts.last_mut()
            && last.clash.is_none()
            && let Some(text) = last.text.strip_suffix('\n')
        {
            last.text = text;
            let break_of = |range: &mut Range<usize>, text: &str| {
                let has = text[range.clone()].ends_with('\n');
                let start = range.end - usize::from(has);
                let cut = start..range.end;
                range.end = start;
                cut
            };
            let ours = break_of(&mut last.ours, self.texts.ours);
            end = Some((ours, break_of(&mut last.theirs, self.texts.theirs)));
        }
        let versions = [true, false].map(|is_ours| self.version(&parts, &takes, is_ours));
        let marks = match wide {
            Take::Marked => ["<<<<<<< ours\n\n", "\n\n=======\n\n", "\n\n>>>>>>> theirs"],
            _ => ["", "\n\n", ""],
        };
        let is_empty =
            versions.clone().map(|version| version.iter().all(|(_, text)| text.is_empty()));
        let marks = match (wide, is_empty) {
            (Take::Marked, [true, _]) => ["<<<<<<< ours", marks[1], marks[2]],
            (Take::Marked, [_, true]) => [marks[0], "\n\n=======", marks[2]],
            (_, [true, _] | [_, true]) => ["", "", ""],
            _ => marks,
        };
        self.out(marks[0], None, None);
        for (part, text) in &versions[0] {
            let place = self.out(text, Some(part.ours.clone()), None);
            if let Some(piece) = part.clash {
                self.clash(piece, place);
            }
        }
        self.out(marks[1], None, None);
        for (part, text) in &versions[1] {
            self.out(text, None, Some(part.theirs.clone()));
        }
        self.out(marks[2], None, None);
        if let Some((ours, theirs)) = end {
            self.out("\n", Some(ours), Some(theirs));
        }
    }

    /// One of the two versions of a line.
    fn version<'p>(
        &self,
        parts: &[Part<'p>],
        takes: &[Take],
        is_ours: bool,
    ) -> Vec<(Part<'p>, String)> {
        let mut takes = takes.iter();
        let text = |part: &Part<'p>| {
            let take = part.clash.and_then(|_| takes.next());
            let is_ours = match take {
                None => return part.text.to_owned(),
                Some(Take::Ours) => true,
                Some(Take::Theirs) => false,
                Some(Take::Both | Take::Marked) => is_ours,
            };
            match is_ours {
                true => self.texts.ours[part.ours.clone()].to_owned(),
                false => self.texts.theirs[part.theirs.clone()].to_owned(),
            }
        };
        let texts: Vec<String> = parts.iter().map(text).collect();
        parts.iter().cloned().zip(texts).collect()
    }

    /// The change that leads from a side to the merged text.
    fn change(&self, side: &str, of: impl Fn(&Out) -> Option<Range<usize>>) -> Change {
        let mut edits: Vec<Edit> = Vec::new();
        let mut pending = Edit { range: 0..0, insert: String::new() };
        let flush = |pending: &mut Edit, next: usize, edits: &mut Vec<Edit>| {
            let edit =
                std::mem::replace(pending, Edit { range: next..next, insert: String::new() });
            if !edit.range.is_empty() || !edit.insert.is_empty() {
                edits.push(edit);
            }
        };
        for out in &self.outs {
            match of(out) {
                Some(range) if !range.is_empty() && side[range.clone()] == out.text => {
                    flush(&mut pending, range.end, &mut edits);
                }
                Some(range) => {
                    pending.range.end = pending.range.end.max(range.end);
                    pending.insert.push_str(&out.text);
                }
                None => pending.insert.push_str(&out.text),
            }
        }
        flush(&mut pending, 0, &mut edits);
        Change::of(edits).expect("stretches of a side stand in its order")
    }
}
