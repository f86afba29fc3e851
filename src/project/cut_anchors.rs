//! Words that an edit took away from their anchors, until they come back.
//!
//! Cutting a sentence deletes it, and pasting it inserts the same letters: nothing
//! in the two edits says that they belong together. So the project remembers what
//! was taken out in one piece together with the anchors that stood in it, and a
//! text that is put in later and holds the same piece brings them back.
//!
//! # Invariants
//!
//! - An anchor of whose words none were cut is never moved by words that come in, so a
//!   copy makes no second claim.
//! - Words come back as they were, letter for letter.
//! - A key that is typed costs nothing here.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
};

use super::{Intent, Project, Step};
use nutgraf_engine::{
    evidence::reanchor::Haystack,
    range::{DraftRange, TextRange},
    text::{Anchor, AnchorKey, Bias, Change, Document, Edit},
};

/// What is taken out or put in with fewer bytes is typing.
const MIN_CUT_BYTES: usize = 4;

/// Words shorter than this come back only where they are all that is put in: in a
/// longer text they can stand by chance.
pub(super) const MIN_BYTES_WITHIN: usize = 16;

/// So many pieces are remembered, and so many bytes of them; the oldest go first.
const MAX_TEXTS: usize = 1_000;
const MAX_BYTES: usize = 16 << 20;

/// A change of more edits is no paste, but a replacement all over the draft.
const MAX_PASTE_EDITS: usize = 64;

/// More lost words than these are looked for by an index of the text.
const MAX_SCANNED: usize = 8;

/// What was taken out of the draft in one piece.
#[derive(Debug, PartialEq, Eq)]
struct CutText {
    text: String,
    held: Vec<CutAnchor>,
}

/// What an anchor had in a piece.
#[derive(Debug, PartialEq, Eq)]
struct CutAnchor {
    key: AnchorKey,
    /// Its words that went, in bytes of the piece.
    range: TextRange,
    /// The words that were left to it.
    left: String,
}

/// What was taken out lately and had anchors in it.
#[derive(Clone, Debug, Default)]
pub(super) struct CutAnchors {
    texts: VecDeque<Arc<CutText>>,
    bytes: usize,
}

impl CutAnchors {
    /// Remembers what a change is about to take away from anchors of a document, but
    /// for those that it gives words to.
    fn note(&mut self, document: &Document, change: &Change, given: &[(AnchorKey, Anchor)]) {
        let edits = change.edits();
        if edits.iter().all(|edit| edit.range.len() < MIN_CUT_BYTES) {
            return;
        }
        let is_given =
            |key: &AnchorKey| given.binary_search_by(|(known, _)| known.cmp(key)).is_ok();
        let anchors = document.anchors().filter(|(key, anchor)| {
            !anchor.is_orphaned() && anchor.is_touched_by(change) && !is_given(key)
        });
        if let [edit] = edits {
            let held =
                anchors.filter_map(|(key, anchor)| cut_anchor_of(document, edit, key, anchor));
            let held = held.collect();
            self.remember(CutText { text: document.text()[edit.range].to_owned(), held });
            return;
        }
        for (key, anchor) in anchors.filter(|(_, anchor)| anchor.map(change).is_orphaned()) {
            let words = &document.text()[anchor.range()];
            self.remember(CutText::of(key.clone(), words.to_owned()));
        }
    }

    /// Remembers words that an anchor lost in a way that left no other trace.
    pub(super) fn note_words(&mut self, key: AnchorKey, words: &str) {
        if words.len() >= MIN_CUT_BYTES {
            self.remember(CutText::of(key, words.to_owned()));
        }
    }

    fn remember(&mut self, piece: CutText) {
        if piece.held.is_empty() {
            return;
        }
        // What is done and undone again and again is remembered once.
        if let Some(at) = self.texts.iter().position(|known| **known == piece) {
            self.bytes -= self.texts[at].text.len();
            self.texts.remove(at);
        }
        self.bytes += piece.text.len();
        self.texts.push_back(Arc::new(piece));
        while self.texts.len() > MAX_TEXTS || self.bytes > MAX_BYTES {
            let Some(oldest) = self.texts.pop_front() else { return };
            self.bytes -= oldest.text.len();
        }
    }
}

impl CutText {
    /// Words that are all of what an anchor had.
    fn of(key: AnchorKey, text: String) -> Self {
        let held = CutAnchor { key, range: TextRange::new(0, text.len()), left: String::new() };
        Self { text, held: vec![held] }
    }
}

/// What an anchor has in the words that an edit is about to take out.
fn cut_anchor_of(
    document: &Document,
    edit: &Edit,
    key: &AnchorKey,
    anchor: &Anchor,
) -> Option<CutAnchor> {
    let (range, text) = (anchor.range(), document.text());
    let (start, end) = (range.start.max(edit.range.start), range.end.min(edit.range.end));
    let cut = DraftRange::new(start, end);
    let is_whole = cut == range;
    // Words of which some are replaced are edited words, and not cut ones.
    if cut.is_empty() || !edit.insert.is_empty() && (!is_whole || range == edit.range) {
        return None;
    }
    let left = format!("{}{}", &text[range.start..cut.start], &text[cut.end..range.end]);
    let range = TextRange::new(cut.start - edit.range.start, cut.end - edit.range.start);
    Some(CutAnchor { key: key.clone(), range, left })
}

impl Project {
    /// Remembers the words of an anchor that has lost its place, so that it goes to
    /// them when they are put in again.
    pub fn remember_words(&mut self, key: AnchorKey, words: &str) {
        self.cut_anchors.note_words(key, words);
    }

    /// An intent that is about to change the draft, made to give anchors back the words
    /// that were taken from them: what was cut and is pasted takes its claims along.
    /// What it takes from anchors is remembered.
    ///
    /// Undo and redo set every anchor themselves and are not for this.
    #[must_use]
    pub fn carrying_anchors(&mut self, mut intent: Intent) -> Intent {
        // Of several steps the later ones change another draft than this.
        if let [Step::Text { change, restore }] = &mut intent.steps[..]
            && restore.is_empty()
        {
            *restore = self.words_back(change);
            self.cut_anchors.note(&self.document, change, restore);
        }
        intent
    }

    /// The words that an orphaned anchor had last, as far as they are known.
    pub(super) fn last_words(&self, key: &AnchorKey) -> Option<&str> {
        let known = self.cut_anchors.texts.iter().rev().find_map(|piece| {
            let is_own = |held: &&CutAnchor| held.key == *key && held.left.is_empty();
            let held = piece.held.iter().find(is_own)?;
            Some(&piece.text[held.range])
        });
        known.or_else(|| match key {
            AnchorKey::Claim(id) => self.claim(id).map(|claim| &*claim.text),
            AnchorKey::Use(..) => None,
        })
    }

    /// Anchors that a change of the draft gives back words that were taken from
    /// them, and where they are to stand after it.
    ///
    /// Costs nothing for what is typed; else a walk over the anchors, and over what
    /// is put in where some have lost their words.
    fn words_back(&self, change: &Change) -> Vec<(AnchorKey, Anchor)> {
        let mut shift = 0_isize;
        let mut back = RestoredAnchors::new();
        let is_paste = change.edits().len() <= MAX_PASTE_EDITS;
        for edit in change.edits().iter().filter(|_| is_paste) {
            let start = edit.range.start.saturating_add_signed(shift);
            shift += edit.insert.len().cast_signed() - edit.range.len().cast_signed();
            if edit.insert.len() >= MIN_CUT_BYTES {
                let put_in = InsertedText { project: self, change, text: &edit.insert, start };
                put_in.whole_pieces(edit, &mut back);
                put_in.words(edit, &mut back);
            }
        }
        back.into_iter().collect()
    }
}

/// Anchors that get words back, and where they are to stand.
type RestoredAnchors = BTreeMap<AnchorKey, Anchor>;

/// A text that is put in by an edit.
struct InsertedText<'a> {
    project: &'a Project,
    change: &'a Change,
    text: &'a str,
    /// Where it stands afterwards, in bytes of the draft.
    start: usize,
}

impl InsertedText<'_> {
    /// What was cut in one piece and comes back in one piece.
    fn whole_pieces(&self, edit: &Edit, back: &mut RestoredAnchors) {
        let document = self.project.document();
        for piece in self.project.cut_anchors.texts.iter().rev() {
            let alive = piece.held.iter().filter(|held| {
                document.anchored_text(&held.key) == Some(&*held.left)
                    && !back.contains_key(&held.key)
            });
            let alive: Vec<_> = alive.collect();
            if alive.is_empty() {
                continue;
            }
            let Some(at) = self.find(&piece.text) else { continue };
            for held in alive {
                let Some(anchor) = document.anchor(&held.key) else { continue };
                let words = DraftRange::new(
                    self.start + at + held.range.start,
                    self.start + at + held.range.end,
                );
                if let Some(range) = self.joined(edit, held, anchor, words) {
                    back.insert(held.key.clone(), Anchor::new(range));
                }
            }
        }
        self.kept(edit, back);
    }

    /// What the edit takes out and puts in again, with marks around it.
    fn kept(&self, edit: &Edit, back: &mut RestoredAnchors) {
        let document = self.project.document();
        let replaced = &document.text()[edit.range];
        let found = (replaced.len() >= MIN_CUT_BYTES).then(|| self.find(replaced)).flatten();
        let Some(at) = found else { return };
        let inside = |place: usize| self.start + at + (place - edit.range.start);
        for (key, anchor) in document.anchors() {
            let DraftRange { start, end } = anchor.range();
            if start == end || end <= edit.range.start || edit.range.end <= start {
                continue;
            }
            let mapped = |place: usize, bias| self.change.map(place, bias);
            let from =
                if start < edit.range.start { mapped(start, Bias::Right) } else { inside(start) };
            let to = if edit.range.end < end { mapped(end, Bias::Left) } else { inside(end) };
            back.insert(key.clone(), Anchor::new(from..to));
        }
    }

    /// Where a text stands in what is put in, when it is there once and by no chance.
    fn find(&self, piece: &str) -> Option<usize> {
        let at = is_enough(piece, self.text).then(|| only_place(self.text, piece)).flatten()?;
        stands_free(self.text, DraftRange::new(at, at + piece.len())).then_some(at)
    }

    /// Where an anchor stands once words of it came back; `None` where it stays.
    fn joined(
        &self,
        edit: &Edit,
        held: &CutAnchor,
        anchor: &Anchor,
        words: DraftRange,
    ) -> Option<DraftRange> {
        let (now, came) = (anchor.range(), held.range.len());
        if held.left.is_empty() {
            return Some(words);
        }
        // Inside its words everything belongs to it, by the rule of anchors.
        let place = edit.range.start;
        if now.start < place && edit.range.end < now.end {
            return None;
        }
        // At an edge of the words that were left, they are one with them again.
        let begins = words.start == self.start && place == now.end;
        let ends = words.end == self.start + self.text.len() && edit.range.end == now.start;
        if edit.range.is_empty() && (begins || ends) {
            let after = anchor.map(self.change).range();
            return Some(DraftRange::new(after.start.min(words.start), after.end.max(words.end)));
        }
        // A claim goes with the greater part of its words.
        (came > now.len()).then_some(words)
    }

    /// Words of an anchor that stand in the text once, wherever they come from.
    fn words(&self, edit: &Edit, back: &mut RestoredAnchors) {
        let wanted = self.wanted(edit, back);
        let mut counts: HashMap<(bool, &str), usize> = HashMap::new();
        for (key, words) in &wanted {
            *counts.entry((is_claim(key), words)).or_default() += 1;
        }
        let mut many = (wanted.len() > MAX_SCANNED).then(|| Haystack::new(self.text));
        for (key, words) in &wanted {
            // Which of two claims of the same words it is, nobody can tell.
            let is_only = counts.get(&(is_claim(key), words)) == Some(&1);
            let found = match &mut many {
                _ if !is_only || words.len() < MIN_CUT_BYTES => None,
                None => self.find(words),
                Some(text) if is_enough(words, self.text) => {
                    text.only_place(words).map(|place| place.start)
                }
                Some(_) => None,
            };
            if let Some(at) = found {
                let to = self.start + at;
                back.insert((*key).clone(), Anchor::new(to..to + words.len()));
            }
        }
    }

    /// Anchors without words, those among them from which this very edit takes them,
    /// and the words that each had last.
    fn wanted(&self, edit: &Edit, back: &RestoredAnchors) -> Vec<(&AnchorKey, &str)> {
        let project = self.project;
        let mut wanted = Vec::new();
        for (key, anchor) in project.document().anchors() {
            let range = anchor.range();
            let is_replaced = edit.range.start <= range.start && range.end <= edit.range.end;
            if back.contains_key(key) {
                continue;
            }
            if !anchor.is_orphaned() {
                // Words that are replaced by themselves are edited.
                if is_replaced && range != edit.range {
                    wanted.push((key, &project.draft()[range]));
                }
                continue;
            }
            wanted.extend(project.last_words(key).map(|words| (key, words)));
        }
        wanted
    }
}

fn is_claim(key: &AnchorKey) -> bool {
    matches!(key, AnchorKey::Claim(_))
}

/// Whether words are long enough not to stand in a text by chance.
fn is_enough(words: &str, text: &str) -> bool {
    words.len() >= MIN_BYTES_WITHIN || words.trim() == text.trim()
}

/// Whether a range neither begins nor ends inside a word.
fn stands_free(text: &str, range: DraftRange) -> bool {
    let is_inside = |at: usize| {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        before && text[at..].chars().next().is_some_and(char::is_alphanumeric)
    };
    !is_inside(range.start) && !is_inside(range.end)
}

/// Where a text stands in another that has it once.
fn only_place(text: &str, words: &str) -> Option<usize> {
    let step = words.chars().next()?.len_utf8();
    let start = text.find(words)?;
    (!text[start + step..].contains(words)).then_some(start)
}
