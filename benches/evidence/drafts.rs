//! Projects of a given size: sources, quotations of them, and a draft that quotes.

use std::{env, fs, io, path::Path, sync::Arc};

use fastrand::Rng;
use nutgraf_engine::{
    evidence::{CheckInput, CorpusSource, SnapshotIndex},
    markdown::Structure,
    model::{self, Profile, Snapshot, SnapshotFormat, SourceId},
    text::Change,
};

use crate::corpora::{
    registers::REGISTERS,
    text::{Setting, generated},
};

const SEED: u64 = 5;

/// A text that can be quoted.
pub struct Source {
    /// Its citation key.
    pub key: String,
    /// What it says.
    pub text: Arc<str>,
}

impl Source {
    /// The source as the engine takes it.
    pub fn indexed(&self) -> CorpusSource {
        let index = SnapshotIndex::build(Arc::clone(&self.text), SnapshotFormat::Plain);
        CorpusSource { key: self.key.clone(), index: Some(Arc::new(index)) }
    }
}

/// Texts of about `bytes` bytes in all, in `count` sources: pieces of the folder
/// named by `--texts`, over and over where it holds less, or else generated.
pub fn library(bytes: usize, count: usize) -> Vec<Source> {
    let folder = env::args().skip_while(|argument| argument != "--texts").nth(1);
    if let Some(folder) = folder {
        let text = read(Path::new(&folder)).expect("the folder holds texts");
        let pieces = text.split_inclusive("\n\n").cycle();
        return cut(pieces, bytes / count).take(count).collect();
    }
    let rng = &mut Rng::with_seed(SEED);
    (0..count)
        .map(|number| {
            let mut text = String::with_capacity(bytes / count + 4_000);
            for register in REGISTERS.iter().cycle().skip(number) {
                let left = (bytes / count).saturating_sub(text.len());
                if left == 0 {
                    break;
                }
                let words = (left / 6).clamp(20, 5_000);
                text.push_str(&generated(register, Setting::Wrapped(80), words, rng).source);
                text.push_str("\n\n");
            }
            Source { key: format!("source{number}"), text: text.into() }
        })
        .collect()
}

/// The `.txt` files of a folder as one text.
fn read(folder: &Path) -> io::Result<String> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(fs::read_to_string).collect()
}

/// Sources of so many bytes each.
fn cut<'a>(
    mut pieces: impl Iterator<Item = &'a str>,
    bytes: usize,
) -> impl Iterator<Item = Source> {
    (0..).map_while(move |number| {
        let mut text = String::new();
        while text.len() < bytes {
            text.push_str(pieces.next()?);
        }
        Some(Source { key: format!("source{number}"), text: text.into() })
    })
}

/// A quotation and the keys it cites.
pub struct Quotation {
    /// Its words.
    pub words: String,
    /// What it cites.
    pub cited: Vec<String>,
}

/// What the quotations of a project are: as the source has them, with a word put
/// in, with words left out, and made of words in any order.
pub const KINDS: [&str; 4] = ["verbatim", "changed", "omission", "not-found"];

/// Quotations of about 25 words, as many of each kind; half of each kind cite.
pub fn quotations(library: &[Source], count: usize, seed: u64) -> Vec<Quotation> {
    let rng = &mut Rng::with_seed(seed);
    let sources: Vec<Vec<&str>> =
        library.iter().map(|source| source.text.split_whitespace().collect()).collect();
    (0..count)
        .map(|number| {
            let at = rng.usize(..sources.len());
            let start = rng.usize(..sources[at].len().saturating_sub(26).max(1));
            let mut words: Vec<&str> = sources[at][start..]
                .iter()
                .take(25)
                .copied()
                .filter(|word| !word.contains(['“', '”', '‘', '"']))
                .collect();
            match number % 4 {
                0 => {}
                1 => words.insert(words.len() / 2, "zebra"),
                2 => drop(words.drain(8..11)),
                _ => rng.shuffle(&mut words),
            }
            let cited = if (number / KINDS.len()).is_multiple_of(2) {
                vec![library[at].key.clone()]
            } else {
                Vec::new()
            };
            Quotation { words: words.join(" "), cited }
        })
        .collect()
}

/// An article that quotes, and the project around it.
pub struct Draft {
    /// Its Markdown.
    pub text: String,
    /// What that means.
    pub structure: Structure,
    /// The sources.
    pub sources: Vec<model::Source>,
    /// Where a letter is typed and taken away again.
    at: usize,
    is_typed: bool,
}

impl Draft {
    /// A paragraph for each quotation.
    pub fn of(library: &[Source], quotations: &[Quotation]) -> Self {
        let mut text = String::from("# An article\n\n");
        let mut at = 0;
        for (number, quotation) in quotations.iter().enumerate() {
            let key = quotation.cited.first().map_or(String::new(), |key| format!(" [@{key}]"));
            text.push_str("Nobody had asked the keeper before, and he took his time. “");
            if number == quotations.len() / 2 {
                at = text.len() + quotation.words.find(' ').unwrap_or(0);
            }
            text.push_str(&format!(
                "{}”{key} That was all that he would say.\n\n",
                quotation.words
            ));
        }
        let sources = library.iter().map(|source| {
            let id = SourceId::new(source.key.clone());
            let mut record = model::Source::new(id, source.key.clone());
            let format = SnapshotFormat::Plain;
            record.snapshot = Some(Snapshot::capture(
                Arc::clone(&source.text),
                format,
                jiff::Timestamp::UNIX_EPOCH,
            ));
            record
        });
        let structure = Structure::parse(&text);
        Self { sources: sources.collect(), structure, text, at, is_typed: false }
    }

    /// What a check looks at.
    pub fn input(&self) -> CheckInput<'_> {
        CheckInput {
            text: &self.text,
            structure: &self.structure,
            sources: &self.sources,
            quotes: &[],
            claims: Vec::new(),
            uses: Vec::new(),
            profile: Profile::Standard,
        }
    }

    /// Types a letter into the quotation in the middle, or takes it away again.
    pub fn typed(&mut self) -> Change {
        let change = match self.is_typed {
            false => Change::insert(self.at, "e"),
            true => Change::delete(self.at..self.at + 1),
        };
        self.is_typed = !self.is_typed;
        change.apply(&mut self.text).expect("it is made for this text");
        change
    }

    /// The same, with the whole draft parsed again.
    pub fn touch(&mut self) {
        self.typed();
        self.structure = Structure::parse(&self.text);
    }
}
