//! A source text of which every word is known: how it reads, and the bytes it
//! stands on, however the text is set.

use std::{collections::HashMap, ops::Range, sync::Arc};

use fastrand::Rng;
use nutgraf_engine::{
    evidence::{Corpus, CorpusSource, SnapshotIndex},
    model::SnapshotFormat,
};

use super::{
    grammar::sentence,
    oracle::Words,
    registers::{REGISTERS, Register},
};

/// A stretch without white space, as a reader sees it.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// How it reads: a word broken at a line end is whole again.
    pub clean: String,
    /// The bytes of the source that it stands on.
    pub range: Range<usize>,
    /// It opens a paragraph.
    pub begins_paragraph: bool,
    /// How it reads is a matter of opinion: a hyphen at the end of a line that
    /// nobody can tell from one that belongs to the word.
    pub is_doubtful: bool,
}

/// A source and its chunks.
#[derive(Debug)]
pub struct Text {
    /// Its citation key.
    pub key: String,
    /// Its snapshot.
    pub source: Arc<str>,
    /// How the snapshot is read.
    pub format: SnapshotFormat,
    /// Its words in order.
    pub chunks: Vec<Chunk>,
}

/// Texts that are held against together, and the corpus the program makes of them.
pub struct Shelf {
    /// The texts.
    pub texts: Vec<Text>,
    /// The same as the program sees them.
    pub corpus: Corpus,
    /// What the texts hold, told without the program.
    pub words: Vec<Words>,
}

impl Shelf {
    /// Puts texts together and indexes them.
    pub fn new(texts: Vec<Text>) -> Self {
        let corpus = Corpus::new(
            texts
                .iter()
                .map(|text| CorpusSource {
                    key: text.key.clone(),
                    index: Some(Arc::new(SnapshotIndex::build(
                        Arc::clone(&text.source),
                        text.format,
                    ))),
                })
                .collect(),
        );
        let words = texts.iter().map(Words::of).collect();
        Self { texts, corpus, words }
    }
}

/// How a generated text is set on its page.
#[derive(Clone, Copy, Debug)]
pub enum Setting {
    /// A paragraph a line.
    Flowing,
    /// Lines of about so many characters.
    Wrapped(usize),
    /// Lines of about so many characters with words broken at their ends, on
    /// numbered pages parted by form feeds.
    Printed(usize),
    /// Markdown, some of its words emphasised or linked.
    Markdown,
}

/// What is written by hand, by name and text.
pub const TUNING: &[(&str, &str)] = &[
    ("bridge", include_str!("texts/bridge.txt")),
    ("library-strike", include_str!("texts/library-strike.txt")),
    ("school-lunch", include_str!("texts/school-lunch.txt")),
    ("allotment", include_str!("texts/allotment.txt")),
];

/// What is written by hand and kept for the final figures.
pub const HELD_OUT: &[(&str, &str)] = &[
    ("heat-pumps", include_str!("texts/heat-pumps.txt")),
    ("flu-season", include_str!("texts/flu-season.txt")),
    ("ferry-timetable", include_str!("texts/ferry-timetable.txt")),
    ("night-bus", include_str!("texts/night-bus.txt")),
];

/// The shelves of one half: the written texts, and generated ones of about
/// `words` words each, four to a shelf.
pub fn shelves(is_held_out: bool, words: usize, rng: &mut Rng) -> Vec<Shelf> {
    let written = if is_held_out { HELD_OUT } else { TUNING };
    let written = written.iter().map(|(name, text)| Text::read(name, text));
    let mut shelves = vec![Shelf::new(written.collect())];
    let registers = REGISTERS.iter().filter(|register| register.is_held_out == is_held_out);
    let settings = [
        Setting::Printed(62),
        Setting::Flowing,
        Setting::Markdown,
        Setting::Wrapped(74),
        Setting::Printed(44),
    ];
    let mut texts: Vec<Text> = registers
        .zip(settings.iter().cycle())
        .map(|(register, setting)| generated(register, *setting, words, rng))
        .collect();
    while !texts.is_empty() {
        shelves.push(Shelf::new(texts.drain(..texts.len().min(4)).collect()));
    }
    shelves
}

/// Writes a text of a register. Here and there a sentence stands a second time
/// with other punctuation.
pub fn generated(register: &Register, setting: Setting, words: usize, rng: &mut Rng) -> Text {
    let mut paragraphs: Vec<Vec<String>> = Vec::new();
    let (mut count, mut said) = (0, Vec::<String>::new());
    while count < words {
        let mut paragraph = Vec::new();
        for _ in 0..rng.usize(2..7) {
            let mut next = sentence(register.rules, rng);
            if said.len() > 20 && rng.usize(..40) == 0 {
                next = said[rng.usize(..said.len())].replace(", ", " ").replace('.', "!");
            }
            paragraph.extend(next.split_whitespace().map(str::to_owned));
            said.push(next);
        }
        count += paragraph.len();
        paragraphs.push(paragraph);
    }
    Setter::new(setting).set(register.name, &paragraphs, rng)
}

impl Text {
    /// A text that somebody wrote, as plain text.
    pub fn read(key: &str, source: &str) -> Self {
        let mut chunks: Vec<Chunk> = Vec::new();
        let mut end = 0;
        for clean in source.split_whitespace() {
            let start = end + source[end..].find(clean).expect("it was split from here");
            let gap = &source[end..start];
            if gap.contains('\n')
                && let Some(last) = chunks.last_mut()
            {
                last.is_doubtful = last.clean.ends_with(['-', '\u{ad}', '‐']);
            }
            let begins_paragraph = gap.matches('\n').count() > 1 || start == 0;
            end = start + clean.len();
            let clean = clean.to_owned();
            chunks.push(Chunk { clean, range: start..end, begins_paragraph, is_doubtful: false });
        }
        let key = key.to_owned();
        Self { key, source: source.into(), format: SnapshotFormat::Plain, chunks }
    }

    /// Counts how often each word of at least `letters` letters stands in it.
    pub fn counts(&self, letters: usize) -> HashMap<&str, usize> {
        let mut counts = HashMap::new();
        let plain =
            |word: &&str| word.len() >= letters && word.chars().all(|c| c.is_ascii_lowercase());
        for word in self.chunks.iter().map(|chunk| chunk.clean.as_str()).filter(plain) {
            *counts.entry(word).or_insert(0) += 1;
        }
        counts
    }
}

/// Lines of a printed page.
const LINES: usize = 34;

/// Sets chunks on lines and pages and keeps account of where they stand.
struct Setter {
    setting: Setting,
    source: String,
    chunks: Vec<Chunk>,
    column: usize,
    line: usize,
    page: usize,
    /// How many words more are inside a link.
    linked: usize,
}

impl Setter {
    fn new(setting: Setting) -> Self {
        Self {
            setting,
            source: String::new(),
            chunks: Vec::new(),
            column: 0,
            line: 0,
            page: 1,
            linked: 0,
        }
    }

    fn set(mut self, key: &str, paragraphs: &[Vec<String>], rng: &mut Rng) -> Text {
        for paragraph in paragraphs {
            if !self.source.is_empty() {
                self.source.push_str("\n\n");
                (self.column, self.line) = (0, self.line + 2);
            }
            for (at, word) in paragraph.iter().enumerate() {
                if at > 0 {
                    self.space(word, rng);
                }
                let begins_paragraph = at == 0;
                let range = match self.setting {
                    Setting::Markdown => self.marked_up(word, paragraph.len() - at, rng),
                    _ => self.broken(word),
                };
                let clean = word.clone();
                self.chunks.push(Chunk { clean, range, begins_paragraph, is_doubtful: false });
            }
        }
        let format = match self.setting {
            Setting::Markdown => SnapshotFormat::Markdown,
            _ => SnapshotFormat::Plain,
        };
        Text { key: key.to_owned(), source: self.source.into(), format, chunks: self.chunks }
    }

    fn width(&self) -> usize {
        match self.setting {
            Setting::Flowing | Setting::Markdown => usize::MAX,
            Setting::Wrapped(width) | Setting::Printed(width) => width,
        }
    }

    fn space(&mut self, next: &str, rng: &mut Rng) {
        let length = next.chars().count();
        let fits = self.column + 1 + length <= self.width();
        let could_break = matches!(self.setting, Setting::Printed(_)) && hyphen(next, 4).is_some();
        if fits || (could_break && self.column + 6 < self.width() && rng.bool()) {
            self.source.push(' ');
            self.column += 1;
        } else {
            self.line_end();
        }
    }

    fn line_end(&mut self) {
        self.column = 0;
        self.line += 1;
        if matches!(self.setting, Setting::Printed(_)) && self.line >= LINES {
            self.line = 0;
            if self.page.is_multiple_of(2) {
                self.source.push_str(&format!("\n\n{}\n\u{c}\n", self.page));
            } else {
                self.source.push_str("\n\u{c}");
            }
            self.page += 1;
        } else {
            self.source.push('\n');
        }
    }

    /// Writes a word, broken where it does not fit on its line.
    fn broken(&mut self, word: &str) -> Range<usize> {
        let start = self.source.len();
        let length = word.chars().count();
        let room = self.width().saturating_sub(self.column);
        let broken = if length > room { hyphen(word, room.saturating_sub(1)) } else { None };
        match broken {
            Some((head, tail)) => {
                self.source.push_str(head);
                if !head.ends_with('-') {
                    self.source.push('-');
                }
                self.line_end();
                self.source.push_str(tail);
                self.column = tail.chars().count();
            }
            None => {
                self.source.push_str(word);
                self.column += length;
            }
        }
        start..self.source.len()
    }

    /// Writes a word with Markdown around it: emphasis, a link over a few words, a note's mark.
    fn marked_up(&mut self, word: &str, left: usize, rng: &mut Rng) -> Range<usize> {
        let is_plain = word.chars().all(char::is_alphabetic);
        if self.linked == 0 && is_plain && left > 3 && rng.usize(..60) == 0 {
            self.source.push('[');
            self.linked = rng.usize(1..4);
        }
        let mark = match rng.usize(..50) {
            _ if !is_plain => "",
            0 => "*",
            1 => "**",
            2 => "_",
            _ => "",
        };
        self.source.push_str(mark);
        let start = self.source.len();
        self.source.push_str(word);
        let end = self.source.len();
        self.source.push_str(mark);
        if self.linked > 0 {
            self.linked -= 1;
            if self.linked == 0 || left == 1 {
                self.linked = 0;
                self.source.push_str("](https://example.org/a_b)");
            }
        }
        if word.ends_with('.') && rng.usize(..12) == 0 {
            self.source.push_str("[^n]");
        }
        start..end
    }
}

/// Where a word may be broken: at its own hyphen, else between two of its
/// letters, the head with its hyphen not longer than `room` and one more.
fn hyphen(word: &str, room: usize) -> Option<(&str, &str)> {
    if let Some(at) = word.find('-') {
        let is_inner = |part: &str| part.chars().all(char::is_alphabetic) && part.len() > 1;
        let (head, tail) = (&word[..at], word[at + 1..].trim_end_matches(['.', ',', ';']));
        return (is_inner(head) && is_inner(tail) && at <= room).then(|| word.split_at(at + 1));
    }
    let letters = word.bytes().take_while(u8::is_ascii_lowercase).count();
    if letters < 7 || letters + 1 < word.len() {
        return None;
    }
    let at = room.min(letters - 3);
    (at >= 3).then(|| word.split_at(at))
}
