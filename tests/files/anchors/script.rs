//! Random scripts of a writer's hand, played to the program and to the obvious
//! version at once.

use std::ops::Range;

use fastrand::Rng;
use jiff::Timestamp;
use nutgraf::project::{Intent, Project, Step, StepLabel};
use nutgraf_engine::{
    model::{Article, Claim, ClaimId, ClaimStatus, Quote, QuoteId, Selector, Source, SourceId},
    range::DraftRange,
    text::{Anchor, AnchorKey, Change, History, HistoryEntry},
};

use super::model::{Draft, Memory};

/// Anchors of each draft.
const ANCHORS: u32 = 5;

/// Everything as it was at a moment.
type State = (Draft, Vec<(AnchorKey, Anchor)>);

/// What happened to anchors in some scripts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Steps, undo and redo among them.
    pub steps: usize,
    /// Anchors that lost all their letters.
    pub orphaned: usize,
    /// Anchors that got letters back without undo.
    pub back: usize,
    /// Anchors that had letters and went, or grew, with a paste.
    pub joined: usize,
}

/// A writer at work on both versions.
pub struct Script {
    rng: Rng,
    project: Project,
    history: History<Step, StepLabel>,
    draft: Draft,
    memory: Memory,
    done: Vec<State>,
    undone: Vec<State>,
    clipboard: Vec<char>,
    /// Where was cut last, since that is where many paste again.
    cut_at: usize,
    words: u32,
    pub counts: Counts,
    /// What was done, to be printed where it went wrong.
    log: Vec<String>,
}

/// The key of an anchor: those of even numbers are claims, the others quote ties.
fn key(anchor: u32) -> AnchorKey {
    match anchor % 2 {
        0 => AnchorKey::Claim(ClaimId::new(format!("c{anchor}"))),
        _ => AnchorKey::Use(QuoteId::new("q1"), anchor),
    }
}

impl Script {
    pub fn new(seed: u64) -> Self {
        let mut script = Self {
            rng: Rng::with_seed(seed),
            project: Project::default(),
            history: History::default(),
            draft: Draft::default(),
            memory: Memory::default(),
            done: Vec::new(),
            undone: Vec::new(),
            clipboard: Vec::new(),
            cut_at: 0,
            words: 0,
            counts: Counts::default(),
            log: Vec::new(),
        };
        let mut sentences: Vec<Range<usize>> = Vec::new();
        let mut text = String::new();
        for number in 0..script.rng.usize(3..7) {
            if number > 0 {
                text.push_str(if script.rng.u8(0..3) == 0 { "\n\n" } else { " " });
            }
            let start = text.chars().count();
            for at in 0..script.rng.u32(2..6) {
                text.push_str(if at > 0 { " " } else { "" });
                text.push_str(&script.word());
            }
            text.push('.');
            sentences.push(start..text.chars().count());
        }
        script.draft.letters = text.chars().map(|letter| (letter, 0)).collect();
        script.project = Project::new(Article::default(), text);
        script.anchor(&sentences);
        script
    }

    /// Puts anchors on sentences and on parts of them.
    fn anchor(&mut self, sentences: &[Range<usize>]) {
        let source = Source::new(SourceId::new("s1"), "key");
        let selector =
            Selector { exact: "x".into(), prefix: String::new(), suffix: String::new(), start: 0 };
        let quote = Quote {
            id: QuoteId::new("q1"),
            source: source.id.clone(),
            selector,
            locator: String::new(),
            speaker: String::new(),
            note: String::new(),
        };
        self.project.apply_all(Intent::add_source(source).steps).unwrap();
        self.project.apply_all(Intent::add_quote(quote).steps).unwrap();
        for anchor in 0..ANCHORS {
            let sentence = sentences[self.rng.usize(..sentences.len())].clone();
            let span = match self.rng.u8(0..3) {
                0 => sentence,
                1 => sentence.start..sentence.end - 1,
                _ => {
                    let start = self.rng.usize(sentence.clone());
                    start..self.rng.usize(start + 1..=sentence.end)
                }
            };
            let bytes = DraftRange::new(self.draft.byte(span.start), self.draft.byte(span.end));
            for at in span.clone() {
                self.draft.letters[at].1 |= 1 << anchor;
            }
            match key(anchor) {
                AnchorKey::Claim(id) => {
                    self.memory.1.insert(anchor, self.draft.slice(&span).chars().collect());
                    let claim = Claim::new(id.clone(), self.draft.slice(&span));
                    self.project.apply_all(Intent::add_claim(claim, bytes).steps).unwrap();
                    let now = Timestamp::UNIX_EPOCH;
                    let checked =
                        self.project.set_status(&id, ClaimStatus::Confirmed, "", now).unwrap();
                    self.project.apply_all(checked.steps).unwrap();
                }
                key => {
                    let step = Step::Anchor { key, to: Some(Anchor::new(bytes)) };
                    self.project.apply(step).unwrap();
                }
            }
        }
    }

    /// A word that was never there before, with letters of one to three bytes.
    fn word(&mut self) -> String {
        self.words += 1;
        let heads = ["b", "dä", "gro", "ni", "sé", "tu—", "wi"];
        format!("{}{}", heads[self.rng.usize(..heads.len())], self.words)
    }

    /// Plays some steps.
    pub fn play(&mut self) {
        for _ in 0..self.rng.usize(10..=30) {
            self.step();
            self.compare();
        }
        // All the way back and forth takes as long as the rest.
        if self.rng.u8(0..4) > 0 {
            return;
        }
        while !self.done.is_empty() {
            self.undo();
            self.compare();
        }
        while !self.undone.is_empty() {
            self.redo();
            self.compare();
        }
    }

    fn step(&mut self) {
        let at = self.place();
        match self.rng.u8(0..20) {
            0 => self.edit("type", at..at, vec!['x']),
            1 => {
                let word: Vec<char> = format!(" {}", self.word()).chars().collect();
                self.edit("type", at..at, word);
            }
            2 => self.edit("delete", at..(at + 1).min(self.draft.letters.len()), Vec::new()),
            3 => {
                let range = self.range();
                self.edit("delete", range, Vec::new());
            }
            4 => {
                let range = self.range();
                let word = self.word().chars().collect();
                self.edit("replace", range, word);
            }
            5..=8 => {
                let range = self.range();
                self.clipboard = self.draft.slice(&range).chars().collect();
                self.cut_at = range.start;
                self.edit("cut", range, Vec::new());
            }
            9..=12 => {
                let again = self.rng.u8(0..4) == 0;
                let at = if again { self.cut_at.min(self.draft.letters.len()) } else { at };
                self.edit("paste", at..at, self.clipboard.clone());
            }
            13 => {
                let range = self.range();
                self.edit("paste over", range, self.clipboard.clone());
            }
            14 => {
                let range = self.range();
                self.clipboard = self.draft.slice(&range).chars().collect();
                self.edit("paste a copy", at..at, self.clipboard.clone());
            }
            15 => self.edit("split", at..at, vec!['\n', '\n']),
            16 => {
                let breaks: Vec<usize> = self
                    .draft
                    .text()
                    .chars()
                    .collect::<Vec<_>>()
                    .windows(2)
                    .enumerate()
                    .filter(|(_, pair)| *pair == ['\n', '\n'])
                    .map(|(at, _)| at)
                    .collect();
                if !breaks.is_empty() {
                    let at = breaks[self.rng.usize(..breaks.len())];
                    self.edit("merge", at..at + 2, vec![' ']);
                }
            }
            17 => {
                let range = self.range();
                let bold = format!("**{}**", self.draft.slice(&range)).chars().collect();
                self.edit("set bold", range, bold);
            }
            18 => self.undo(),
            _ => self.redo(),
        }
    }

    fn place(&mut self) -> usize {
        self.rng.usize(..=self.draft.letters.len())
    }

    /// What a writer selects: the words of an anchor, with a little more or less at
    /// the ends, or anything.
    fn range(&mut self) -> Range<usize> {
        let span = self.draft.span(self.rng.u32(..ANCHORS));
        let length = self.draft.letters.len();
        match (self.rng.u8(0..5), span) {
            (0 | 1, Some(span)) => span,
            (2, Some(span)) => {
                let start = span.start.saturating_sub(self.rng.usize(..9));
                start..(span.end + self.rng.usize(..9)).min(length)
            }
            (3, Some(span)) => {
                let (a, b) =
                    (self.rng.usize(span.start..=span.end), self.rng.usize(span.start..=span.end));
                a.min(b)..a.max(b)
            }
            _ => {
                let (a, b) = (self.place(), self.place());
                a.min(b)..a.max(b)
            }
        }
    }

    fn edit(&mut self, what: &str, range: Range<usize>, insert: Vec<char>) {
        if range.is_empty() && insert.is_empty() {
            return;
        }
        let bytes = self.draft.byte(range.start)..self.draft.byte(range.end);
        let text: String = insert.iter().collect();
        self.log.push(format!("{what}: {:?} by {text:?}", self.draft.slice(&range)));
        self.done.push((self.draft.clone(), self.anchors()));
        self.undone.clear();
        let intent = Intent::edit(StepLabel::Replace, Change::replace(bytes, text));
        let intent = self.project.carrying_anchors(intent);
        let label = intent.label;
        let steps = self.project.apply_all(intent.steps).unwrap();
        self.history.record(HistoryEntry { label, steps }, false);
        let before: Vec<_> = (0..ANCHORS).map(|anchor| self.draft.words(anchor)).collect();
        self.draft.edit(range, &insert, ANCHORS, &mut self.memory);
        for (anchor, before) in (0..ANCHORS).zip(before) {
            let after = self.draft.words(anchor);
            match (before.is_empty(), after.is_empty()) {
                (false, true) => self.counts.orphaned += 1,
                (true, false) => self.counts.back += 1,
                (false, false) if what == "paste" && before != after => self.counts.joined += 1,
                _ => {}
            }
        }
    }

    fn undo(&mut self) {
        let Some((draft, anchors)) = self.done.pop() else { return };
        self.log.push("undo".into());
        self.undone.push((std::mem::replace(&mut self.draft, draft), self.anchors()));
        let HistoryEntry { label, steps } = self.history.take_undo().unwrap();
        let steps = self.project.apply_all(steps).unwrap();
        self.history.was_undone(HistoryEntry { label, steps });
        assert_eq!(self.anchors(), anchors, "undo gives every anchor back\n{}", self.story());
    }

    fn redo(&mut self) {
        let Some((draft, anchors)) = self.undone.pop() else { return };
        self.log.push("redo".into());
        self.done.push((std::mem::replace(&mut self.draft, draft), self.anchors()));
        let HistoryEntry { label, steps } = self.history.take_redo().unwrap();
        let steps = self.project.apply_all(steps).unwrap();
        self.history.was_redone(HistoryEntry { label, steps });
        assert_eq!(self.anchors(), anchors, "redo gives every anchor back\n{}", self.story());
    }

    fn anchors(&self) -> Vec<(AnchorKey, Anchor)> {
        self.project
            .document()
            .anchors()
            .map(|(key, anchor)| (key.clone(), anchor.clone()))
            .collect()
    }

    /// Both texts are the same, and each anchor stands on its letters.
    fn compare(&mut self) {
        self.counts.steps += 1;
        assert_eq!(self.project.draft(), self.draft.text(), "{}", self.story());
        for anchor in 0..ANCHORS {
            let range = self.project.document().anchor(&key(anchor)).unwrap().range();
            match self.draft.span(anchor) {
                None => assert!(range.is_empty(), "{} is orphaned\n{}", key(anchor), self.story()),
                Some(span) => {
                    let own = self.draft.byte(span.start)..self.draft.byte(span.end);
                    assert_eq!(
                        range,
                        own,
                        "{} stands on {:?}\n{}",
                        key(anchor),
                        self.draft.slice(&span),
                        self.story()
                    );
                }
            }
        }
    }

    fn story(&self) -> String {
        let spans: Vec<_> =
            (0..ANCHORS).map(|a| (key(a).to_string(), self.draft.span(a))).collect();
        format!("{}\nnow {:?}\n{spans:?}", self.log.join("\n"), self.draft.text())
    }
}
