//! What one side did to the draft, in whole words.
//!
//! Which words stayed is found as for anchors, without a clock, so that two machines
//! find the same.
//!
//! # Invariants
//!
//! Hunks stand in rising order and apart, and put into the base they make the side.

use nutgraf_engine::{
    evidence::reanchor::Comparison,
    range::DraftRange,
    text::{Change, Edit},
};

/// What one side did at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    /// The bytes of the base that it replaced.
    pub(super) base: DraftRange,
    /// What stands there on its side.
    pub(super) side: DraftRange,
}

/// The change that leads from the base to a side.
pub(super) fn change_of(hunks: &[Hunk], side: &str) -> Change {
    let edits =
        hunks.iter().map(|hunk| Edit { range: hunk.base, insert: side[hunk.side].to_owned() });
    Change::of(edits.collect()).expect("hunks stand in rising order and apart")
}

/// What a side did to the base, in whole words, in rising order and apart.
pub(super) fn hunks(base: &str, side: &str) -> Vec<Hunk> {
    let mut shift = 0_isize;
    let mut found: Vec<Hunk> = Vec::new();
    let change = Comparison::new(base, side).change();
    let mut edits = change.edits().iter().peekable();
    while let Some(edit) = edits.next() {
        let start = edit.range.start.saturating_add_signed(shift);
        shift += edit.insert.len().cast_signed() - edit.range.len().cast_signed();
        let mut hunk =
            Hunk { base: edit.range, side: DraftRange::new(start, start + edit.insert.len()) };
        if hunk.base.is_empty() && hunk.side.is_empty() {
            continue;
        }
        let before = found.last().map_or(0, |last| last.base.end);
        hunk.widen(base, side, before);
        let next = edits.peek().map_or(base.len() + 1, |next| next.range.start);
        hunk.slide(base, side, DraftRange::new(before, next));
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
    fn slide(&mut self, base: &str, side: &str, room: DraftRange) {
        let text = match (self.base.is_empty(), self.side.is_empty()) {
            (true, false) => &side[self.side],
            (false, true) => &base[self.base],
            _ => return,
        };
        let ends = &text[text.trim_end_matches(['\n', '\r']).len()..];
        let is_paragraph = !ends.is_empty() && ends.len() < text.len() && !text.starts_with('\n');
        if is_paragraph
            && base[..self.base.start].ends_with(ends)
            && self.base.start - ends.len() > room.start
        {
            self.base = DraftRange::new(self.base.start - ends.len(), self.base.end - ends.len());
            self.side = DraftRange::new(self.side.start - ends.len(), self.side.end - ends.len());
            return;
        }
        // Or the full stop of the paragraph before was taken for its own.
        let lead = text.find('\n').map_or("", |at| &text[..at]);
        if !lead.is_empty()
            && base[self.base.end..].starts_with(lead)
            && side[self.side.end..].starts_with(lead)
            && self.base.end + lead.len() < room.end
        {
            self.base = DraftRange::new(self.base.start + lead.len(), self.base.end + lead.len());
            self.side = DraftRange::new(self.side.start + lead.len(), self.side.end + lead.len());
        }
    }
}
