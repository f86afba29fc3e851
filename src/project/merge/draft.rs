//! Three versions of the draft become one.
//!
//! A paragraph is one long line, so lines are too coarse: what each side did is told
//! word by word, and what both did to the same words is a conflict (diff3; Khanna,
//! Kunal and Pierce, "A formal investigation of diff3", 2007). Which words stayed is
//! found as for anchors, without a clock, so that two machines get the same text.
//!
//! # Invariants
//!
//! - Every word that a side has, apart from those that the other side took out or
//!   replaced and it left alone, stands in the text or in a conflict.
//! - The two changes that come back lead from each side to the text.

use super::{
    Take,
    hunks::{Hunk, change_of, hunks},
    render::DraftRenderer,
};
use nutgraf_engine::{range::DraftRange, text::Change};

/// A stretch of all three versions.
#[derive(Clone, Debug)]
pub(super) struct MergeSegment {
    pub(super) base: DraftRange,
    pub(super) ours: DraftRange,
    pub(super) theirs: DraftRange,
    pub(super) kind: SegmentKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SegmentKind {
    /// Our side has what is to stand there: nobody changed it, or we did, or both alike.
    Ours,
    /// Their side has.
    Theirs,
    /// Both changed it and not alike.
    Conflict,
}

/// Words that both sides changed, each in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftConflict {
    pub(super) base: String,
    pub(super) ours: String,
    pub(super) theirs: String,
    /// Where it stands in the merged text: our words, unless others were chosen.
    pub(super) place: DraftRange,
}

/// The merged draft.
#[derive(Debug)]
pub(super) struct MergedDraft {
    pub(super) text: String,
    pub(super) conflicts: Vec<DraftConflict>,
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
    let texts = ThreeTexts { base, ours, theirs };
    let segments = texts.segments(&to_ours, &to_theirs);
    let mut render = DraftRenderer::new(&texts);
    let conflicts = segments.iter().filter(|segment| segment.kind == SegmentKind::Conflict).count();
    if (0..conflicts).any(|at| take(at).is_wide()) {
        render.lines(&segments, &take);
    } else {
        for segment in &segments {
            render.segment(segment, &take);
        }
    }
    let (from_ours, from_theirs) = render.changes();
    let text = render.text();
    MergedDraft {
        text,
        conflicts: render.conflicts,
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

/// The three versions.
pub(super) struct ThreeTexts<'a> {
    pub(super) base: &'a str,
    pub(super) ours: &'a str,
    pub(super) theirs: &'a str,
}

/// Hunks of one side that are taken into a stretch one by one.
struct HunkCursor<'a> {
    hunks: &'a [Hunk],
    /// Where the side stands against the base behind the last hunk taken.
    base: usize,
    side: usize,
}

impl HunkCursor<'_> {
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

impl ThreeTexts<'_> {
    /// The whole of all three versions, cut up by what was done to it.
    fn segments(&self, to_ours: &[Hunk], to_theirs: &[Hunk]) -> Vec<MergeSegment> {
        let mut segments = Vec::new();
        let mut ours = HunkCursor { hunks: to_ours, base: 0, side: 0 };
        let mut theirs = HunkCursor { hunks: to_theirs, base: 0, side: 0 };
        let mut at = 0;
        loop {
            let starts = [ours.next(), theirs.next()];
            let starts = starts.into_iter().flatten().map(|hunk| hunk.base.start);
            let start = starts.min().unwrap_or(self.base.len());
            let from = (ours.place(at), theirs.place(at));
            let to = (ours.place(start), theirs.place(start));
            if start > at {
                segments.push(MergeSegment {
                    base: DraftRange::new(at, start),
                    ours: DraftRange::new(from.0, to.0),
                    theirs: DraftRange::new(from.1, to.1),
                    kind: SegmentKind::Ours,
                });
            }
            if ours.next().is_none() && theirs.next().is_none() {
                return segments;
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
            let segment = MergeSegment {
                base: DraftRange::new(start, end),
                ours: DraftRange::new(to.0, ours.place(end)),
                theirs: DraftRange::new(to.1, theirs.place(end)),
                kind: match (took_ours, took_theirs) {
                    (true, true) => SegmentKind::Conflict,
                    (false, _) => SegmentKind::Theirs,
                    (true, false) => SegmentKind::Ours,
                },
            };
            self.settle(segment, &mut segments);
            at = end;
        }
    }

    /// Whether both sides did the very same at the same place next.
    fn agree(&self, ours: &HunkCursor<'_>, theirs: &HunkCursor<'_>) -> bool {
        ours.next().zip(theirs.next()).is_some_and(|(one, other)| {
            one.base == other.base && self.ours[one.side] == self.theirs[other.side]
        })
    }

    /// Whether so little lies between a change and the next that the two meet: no word
    /// and no end of a line.
    fn near(&self, end: usize, start: usize) -> bool {
        start <= end
            || self.base[end..start].chars().all(|c| c.is_whitespace() && c != '\n' && c != '\r')
    }

    /// Adds a changed piece; of a conflict, only what is not alike on both sides.
    fn settle(&self, mut segment: MergeSegment, segments: &mut Vec<MergeSegment>) {
        if segment.kind == SegmentKind::Conflict {
            let base = &self.base[segment.base];
            let (ours, theirs) = (&self.ours[segment.ours], &self.theirs[segment.theirs]);
            if ours == theirs || theirs == base {
                segment.kind = SegmentKind::Ours;
            } else if ours == base {
                segment.kind = SegmentKind::Theirs;
            } else {
                let space = |(one, other): &(char, char)| one == other && one.is_whitespace();
                let head = ours.chars().zip(theirs.chars()).take_while(space);
                let head: usize = head.map(|(c, _)| c.len_utf8()).sum();
                let tail = ours[head..].chars().rev().zip(theirs[head..].chars().rev());
                let tail: usize = tail.take_while(space).map(|(c, _)| c.len_utf8()).sum();
                let MergeSegment { base, ours, theirs, .. } = segment;
                let alike =
                    |base: DraftRange, ours: usize, theirs: usize, length: usize| MergeSegment {
                        base,
                        ours: DraftRange::new(ours, ours + length),
                        theirs: DraftRange::new(theirs, theirs + length),
                        kind: SegmentKind::Ours,
                    };
                let ends = (ours.end - tail, theirs.end - tail);
                segments.push(alike(DraftRange::at(base.start), ours.start, theirs.start, head));
                segments.push(MergeSegment {
                    ours: DraftRange::new(ours.start + head, ends.0),
                    theirs: DraftRange::new(theirs.start + head, ends.1),
                    base,
                    kind: SegmentKind::Conflict,
                });
                segments.push(alike(DraftRange::at(base.end), ends.0, ends.1, tail));
                return;
            }
        }
        segments.push(segment);
    }
}
