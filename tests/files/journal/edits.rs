//! Random work on a random project, with the state after each thing that was done.

use fastrand::Rng;
use jiff::Timestamp;
use nutgraf::{
    persist::journal::JournalEntry,
    project::{Intent, Project, QuotationStyle, Step, capture_claim, capture_quote},
};
use nutgraf_engine::{
    model::{
        Article, Claim, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, Ids, Profile,
        Snapshot, SnapshotFormat, Source, SourceKind, Stet,
    },
    range::{DraftRange, SourceRange},
    text::{Change, Edit},
};
use proptest::prelude::*;

/// Letters that a format may trip over.
const LETTERS: [&str; 24] = [
    "a",
    "word ",
    "Four staff looked. ",
    "\n",
    "\r\n",
    "\r",
    "\"",
    "\\",
    "\"#",
    "r#\"",
    "\0",
    "\u{feff}",
    "ü",
    "🙂",
    "e\u{301}",
    "\u{202e}",
    "“",
    "”",
    "\t",
    "\u{7f}",
    "(",
    ")",
    "\u{2028}",
    "// ",
];

/// A seed and how much is done.
pub fn anything() -> impl Strategy<Value = (u64, usize)> {
    (any::<u64>(), 1_usize..40)
}

/// What was done, and what came of it.
pub struct Edits {
    pub base: Project,
    pub entries: Vec<JournalEntry>,
    /// The project after each entry.
    pub states: Vec<Project>,
}

struct Writer {
    rng: Rng,
    ids: Ids,
    project: Project,
    undo: Vec<Vec<Step>>,
    redo: Vec<Vec<Step>>,
}

impl Edits {
    pub fn of((seed, length): &(u64, usize)) -> Self {
        let mut writer = Writer {
            rng: Rng::with_seed(*seed),
            ids: Ids::seeded(*seed),
            project: Project::default(),
            undo: Vec::new(),
            redo: Vec::new(),
        };
        let (mut entries, mut states) = (Vec::new(), Vec::new());
        let mut base = writer.project.clone();
        let before = writer.rng.usize(..20);
        for at in 0..before + length {
            if at == before {
                base = writer.project.clone();
                entries.clear();
                states.clear();
            }
            if let Some(entry) = writer.entry() {
                entries.push(entry);
                states.push(writer.project.clone());
            }
        }
        Self { base, entries, states }
    }
}

impl Writer {
    fn text(&mut self) -> String {
        let length = self.rng.usize(..12);
        (0..length).map(|_| LETTERS[self.rng.usize(..LETTERS.len())]).collect()
    }

    fn stet(&mut self) -> Stet {
        Stet {
            code: self.text(),
            claim: None,
            words: self.text(),
            against: self.text(),
            said: self.text(),
            by: self.text(),
            at: self.moment(),
            reason: self.text(),
        }
    }

    fn moment(&mut self) -> Timestamp {
        Timestamp::from_second(self.rng.i64(0..4_000_000_000)).unwrap()
    }

    /// A place in a text that cuts no character.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.rng.usize(..=text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn range(&mut self, text: &str) -> std::ops::Range<usize> {
        let (one, other) = (self.place(text), self.place(text));
        one.min(other)..one.max(other)
    }

    fn change(&mut self) -> Change {
        let draft = self.project.draft().to_owned();
        let mut places: Vec<_> = (0..4).map(|_| self.place(&draft)).collect();
        places.sort_unstable();
        match self.rng.u8(..4) {
            0 => Change::insert(places[0], self.text()),
            1 => Change::delete(places[0]..places[1]),
            2 => Change::replace(places[0]..places[1], self.text()),
            _ => {
                let edits = [places[0]..places[1], places[2]..places[3]];
                let edits = edits
                    .map(|range| Edit { range: DraftRange::from(range), insert: self.text() })
                    .into_iter()
                    .collect();
                Change::of(edits).unwrap()
            }
        }
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        (!all.is_empty()).then(|| all[self.rng.usize(..all.len())].clone())
    }

    /// Does something, and returns it as it was done.
    fn entry(&mut self) -> Option<JournalEntry> {
        match self.rng.u8(..10) {
            0 => {
                let (by, reason, at) = (self.text(), self.text(), self.moment());
                let signoff = self.project.signoff(&by, &reason, at);
                self.project.sign(signoff.clone()).unwrap();
                return Some(JournalEntry::Signed(signoff));
            }
            1 | 2 => {
                let is_undo = self.rng.bool();
                let stack = if is_undo { &mut self.undo } else { &mut self.redo };
                let steps = stack.pop()?;
                let entry = JournalEntry::Steps(steps.clone());
                let back = self.project.apply_all(steps).unwrap();
                let stack = if is_undo { &mut self.redo } else { &mut self.undo };
                stack.push(back);
                return Some(entry);
            }
            _ => {}
        }
        let intent = self.intent()?;
        let intent = self.project.carrying_anchors(intent);
        let entry = JournalEntry::Steps(intent.steps.clone());
        let back = self.project.apply_all(intent.steps).ok()?;
        self.undo.push(back);
        self.redo.clear();
        Some(entry)
    }

    fn intent(&mut self) -> Option<Intent> {
        let draft = self.project.draft().to_owned();
        let (sources, quotes, claims) = (
            self.project.sources().to_vec(),
            self.project.quotes().to_vec(),
            self.project.claims().to_vec(),
        );
        Some(match self.rng.u8(..16) {
            0..=3 => Intent::typing(self.change()),
            4 => Intent::article(Article {
                title: self.text(),
                subtitle: self.text(),
                authors: vec![self.text()],
                language: "de-CH".into(),
                date: Some("2026-11".parse().unwrap()),
                goal: self.rng.bool().then(|| self.rng.u32(..)),
                profile: self.pick(&Profile::ALL)?,
            }),
            5 | 6 => Intent::add_source(self.source()),
            7 => {
                let mut source = self.pick(&sources)?;
                source.note = self.text();
                self.project.edit_source(source, &[])
            }
            8 => {
                let source = self.pick(&sources)?;
                let text = source.snapshot?.text;
                let range = self.range(&text);
                let id = self.ids.quote();
                capture_quote(&self.project, id, &source.id, SourceRange::from(range)).ok()?.intent
            }
            9 => {
                let mut quote = self.pick(&quotes)?;
                quote.speaker = self.text();
                quote.note = self.text();
                Intent::edit_quote(quote)
            }
            10 => {
                let quote = self.pick(&quotes)?;
                let at = self.place(&draft);
                let style =
                    if self.rng.bool() { QuotationStyle::Inline } else { QuotationStyle::Block };
                self.project.insert_quote(&quote.id, style, DraftRange::at(at))?
            }
            11 => {
                let range = self.range(&draft);
                let id = self.ids.claim();
                capture_claim(&self.project, id, DraftRange::from(range)).ok()?.intent
            }
            12 => {
                let claim = self.pick(&claims)?;
                self.claim_edit(claim)?
            }
            13 if self.rng.bool() => Intent::set_aside(&self.text(), self.rng.bool()),
            13 => Intent::let_stand(self.stet(), self.rng.bool()),
            14 => match self.rng.u8(..3) {
                0 => {
                    let source = self.pick(&sources)?;
                    self.project.remove_source(&source.id)
                }
                1 => {
                    let quote = self.pick(&quotes)?;
                    self.project.remove_quote(&quote.id)
                }
                _ => {
                    let claim = self.pick(&claims)?;
                    self.project.remove_claim(&claim.id)
                }
            },
            _ => {
                let text = self.text();
                self.project.replace_draft(&text).intent
            }
        })
    }

    fn source(&mut self) -> Source {
        let id = self.ids.source();
        let mut source = Source::new(id.clone(), format!("k{}", self.rng.u64(..)));
        source.kind = self.pick(&SourceKind::ALL).unwrap_or_default();
        source.title = self.text();
        source.authors = vec![self.text(), self.text()];
        source.url = self.text();
        source.issued = Some("2020-01-02".parse().unwrap());
        let text = format!("{}\u{c}{}", self.text(), self.text());
        let at = self.moment();
        source.snapshot =
            self.rng.bool().then(|| Snapshot::capture(text, SnapshotFormat::Plain, at));
        source
    }

    fn claim_edit(&mut self, mut claim: Claim) -> Option<Intent> {
        match self.rng.u8(..4) {
            0 => {
                let (by, at) = (self.text(), self.moment());
                let status = self.pick(&ClaimStatus::ALL)?;
                self.project.set_status(&claim.id, status, &by, at)
            }
            1 => {
                claim.proposed = self.text();
                claim.response = self.text();
                claim.checker = self.text();
                Some(Intent::edit_claim(claim))
            }
            2 => {
                let source = self.pick(self.project.sources().to_vec().as_slice())?;
                let evidence = Evidence {
                    target: EvidenceTarget::Source(source.id),
                    role: EvidenceRole::Supports,
                    primary: self.rng.bool(),
                    locator: self.text(),
                };
                self.project.tie_evidence(&claim.id, evidence)
            }
            _ => {
                let draft = self.project.draft().to_owned();
                let range = self.range(&draft);
                Some(self.project.place_claim(&claim.id, DraftRange::from(range)))
            }
        }
    }
}
