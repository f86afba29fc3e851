//! The merged draft, written out of its pieces.
//!
//! # Invariants
//!
//! What is written says of each stretch what of either side it stands for, and these
//! ranges, put together, are all of that side. So anchors find their way, also where a line
//! stands twice.

use super::{
    Take,
    draft::{DraftConflict, MergeSegment, SegmentKind, ThreeTexts},
};
use nutgraf_engine::{
    range::DraftRange,
    text::{Change, Edit},
};

/// A stretch of the merged text, and what of each side it stands for; `None` where it
/// stands for nothing of it. Put together, the stretches of a side are all of it.
struct MergedStretch {
    text: String,
    ours: Option<DraftRange>,
    theirs: Option<DraftRange>,
}

pub(super) struct DraftRenderer<'a> {
    texts: &'a ThreeTexts<'a>,
    outs: Vec<MergedStretch>,
    length: usize,
    pub(super) conflicts: Vec<DraftConflict>,
}

/// A part of a piece that ends where its line does, at the latest.
#[derive(Clone)]
struct RenderedPart<'a> {
    text: &'a str,
    ours: DraftRange,
    theirs: DraftRange,
    /// The conflict that it is.
    conflict: Option<&'a MergeSegment>,
}

impl<'a> DraftRenderer<'a> {
    pub(super) fn new(texts: &'a ThreeTexts<'a>) -> Self {
        Self { texts, outs: Vec::new(), length: 0, conflicts: Vec::new() }
    }

    pub(super) fn text(&self) -> String {
        self.outs.iter().map(|out| out.text.as_str()).collect()
    }

    /// The changes that lead from our side and from theirs to the text.
    pub(super) fn changes(&self) -> (Change, Change) {
        (
            self.change(self.texts.ours, |out| out.ours),
            self.change(self.texts.theirs, |out| out.theirs),
        )
    }

    fn out(
        &mut self,
        text: &str,
        ours: Option<DraftRange>,
        theirs: Option<DraftRange>,
    ) -> DraftRange {
        let start = self.length;
        self.length += text.len();
        self.outs.push(MergedStretch { text: text.to_owned(), ours, theirs });
        DraftRange::new(start, self.length)
    }

    fn conflict(&mut self, segment: &MergeSegment, place: DraftRange) {
        self.conflicts.push(DraftConflict {
            base: self.texts.base[segment.base].to_owned(),
            ours: self.texts.ours[segment.ours].to_owned(),
            theirs: self.texts.theirs[segment.theirs].to_owned(),
            place,
        });
    }

    /// Writes a piece, with one version of it.
    pub(super) fn segment(&mut self, segment: &MergeSegment, take: &impl Fn(usize) -> Take) {
        let is_conflict = segment.kind == SegmentKind::Conflict;
        let is_theirs = segment.kind == SegmentKind::Theirs
            || (is_conflict && take(self.conflicts.len()) == Take::Theirs);
        let text = match is_theirs {
            true => &self.texts.theirs[segment.theirs],
            false => &self.texts.ours[segment.ours],
        };
        let place = self.out(text, Some(segment.ours), Some(segment.theirs));
        if is_conflict {
            self.conflict(segment, place);
        }
    }

    /// Writes line by line, so that both versions of a line can stand one behind the other.
    pub(super) fn lines(&mut self, segments: &'a [MergeSegment], take: &impl Fn(usize) -> Take) {
        let mut line: Vec<RenderedPart<'a>> = Vec::new();
        for segment in segments {
            if segment.kind == SegmentKind::Conflict {
                let (ours, theirs) = (segment.ours, segment.theirs);
                line.push(RenderedPart { text: "", ours, theirs, conflict: Some(segment) });
                continue;
            }
            let (text, is_ours) = match segment.kind {
                SegmentKind::Theirs => (&self.texts.theirs[segment.theirs], false),
                _ => (&self.texts.ours[segment.ours], true),
            };
            let mut rest = (segment.ours, segment.theirs);
            let is_same = self.texts.ours[rest.0] == self.texts.theirs[rest.1];
            if text.is_empty() {
                let (ours, theirs) = rest;
                line.push(RenderedPart { text: "", ours, theirs, conflict: None });
                continue;
            }
            for part in text.split_inclusive('\n') {
                let cut = |range: &mut DraftRange, is_own: bool| {
                    // What stands for it on the other side goes with its first line.
                    let end = if is_own { range.start + part.len() } else { range.end };
                    let cut = DraftRange::new(range.start, end);
                    range.start = end;
                    cut
                };
                let ours = cut(&mut rest.0, is_ours || is_same);
                let theirs = cut(&mut rest.1, !is_ours || is_same);
                line.push(RenderedPart { text: part, ours, theirs, conflict: None });
                if part.ends_with('\n') {
                    self.line(&std::mem::take(&mut line), take);
                }
            }
        }
        self.line(&line, take);
    }

    fn line(&mut self, parts: &[RenderedPart<'_>], take: &impl Fn(usize) -> Take) {
        let first = self.conflicts.len();
        let conflicts = parts.iter().filter(|part| part.conflict.is_some()).count();
        let takes: Vec<Take> = (first..first + conflicts).map(take).collect();
        let wide = takes.iter().copied().filter(|take| take.is_wide()).max();
        let Some(wide) = wide else {
            for part in parts {
                match part.conflict {
                    Some(segment) => self.segment(segment, take),
                    None => {
                        let (ours, theirs) = (part.ours, part.theirs);
                        self.out(part.text, Some(ours), Some(theirs));
                    }
                }
            }
            return;
        };
        // The end of the line stands once, behind both versions.
        let (mut parts, mut end) = (parts.to_vec(), None);
        if let Some(last) = parts.last_mut()
            && last.conflict.is_none()
            && let Some(text) = last.text.strip_suffix('\n')
        {
            last.text = text;
            let break_of = |range: &mut DraftRange, text: &str| {
                let has = text[*range].ends_with('\n');
                let start = range.end - usize::from(has);
                let cut = DraftRange::new(start, range.end);
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
            let place = self.out(text, Some(part.ours), None);
            if let Some(segment) = part.conflict {
                self.conflict(segment, place);
            }
        }
        self.out(marks[1], None, None);
        for (part, text) in &versions[1] {
            self.out(text, None, Some(part.theirs));
        }
        self.out(marks[2], None, None);
        if let Some((ours, theirs)) = end {
            self.out("\n", Some(ours), Some(theirs));
        }
    }

    /// One of the two versions of a line.
    fn version<'p>(
        &self,
        parts: &[RenderedPart<'p>],
        takes: &[Take],
        is_ours: bool,
    ) -> Vec<(RenderedPart<'p>, String)> {
        let mut takes = takes.iter();
        let text = |part: &RenderedPart<'p>| {
            let take = part.conflict.and_then(|_| takes.next());
            let is_ours = match take {
                None => return part.text.to_owned(),
                Some(Take::Ours) => true,
                Some(Take::Theirs) => false,
                Some(Take::Both | Take::Marked) => is_ours,
            };
            match is_ours {
                true => self.texts.ours[part.ours].to_owned(),
                false => self.texts.theirs[part.theirs].to_owned(),
            }
        };
        let texts: Vec<String> = parts.iter().map(text).collect();
        parts.iter().cloned().zip(texts).collect()
    }

    /// The change that leads from a side to the merged text.
    fn change(&self, side: &str, of: impl Fn(&MergedStretch) -> Option<DraftRange>) -> Change {
        let mut edits: Vec<Edit> = Vec::new();
        let mut pending = Edit { range: DraftRange::at(0), insert: String::new() };
        let flush = |pending: &mut Edit, next: usize, edits: &mut Vec<Edit>| {
            let edit = std::mem::replace(
                pending,
                Edit { range: DraftRange::at(next), insert: String::new() },
            );
            if !edit.range.is_empty() || !edit.insert.is_empty() {
                edits.push(edit);
            }
        };
        for out in &self.outs {
            match of(out) {
                Some(range) if !range.is_empty() && side[range] == out.text => {
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
