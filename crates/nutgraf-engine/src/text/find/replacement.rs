//! The text that replaces a hit.
//!
//! Plain words are put in as they are. Behind a regular expression `$1` and
//! `${name}` stand for what its groups found, `$0` for all of it, `$$` for a dollar,
//! `\n`, `\t` and `\\` for a line break, a tab and a backslash. What names no group
//! is put in as it is: `$5 million` is an amount.

use regex::{Captures, Regex};

use super::Pattern;
use crate::{
    range::DraftRange,
    text::{Change, Edit},
};

/// The text would be longer than it may be with what replaces the hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// How many bytes it would have.
    pub length: usize,
}

/// Replaces every hit that does not read so already, as one change after which the text
/// has at most `most` bytes.
///
/// # Errors
/// When the text would be longer; to know that, no more than `most` bytes are made.
pub fn replace_all(
    pattern: &Pattern,
    hits: impl IntoIterator<Item = DraftRange>,
    text: &str,
    replacement: &Replacement,
    most: usize,
) -> Result<Change, TooLong> {
    let mut edits = Vec::new();
    let (mut length, mut made) = (text.len(), 0_usize);
    for range in hits {
        let expansion = replacement.expand(pattern, text, range);
        let inserted = expansion.length();
        length = (length - range.len()).saturating_add(inserted);
        made = made.saturating_add(inserted);
        if made > most {
            // What is put in alone is too long: from here on it is only counted.
            edits = Vec::new();
        } else if !expansion.reads(&text[range]) {
            edits.push(Edit { range, insert: expansion.text() });
        }
    }
    if length > most {
        return Err(TooLong { length });
    }
    Ok(Change::of(edits).expect("hits do not overlap and stand in rising order"))
}

/// A replacement as it is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    parts: Vec<ReplacementPart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ReplacementPart {
    Words(String),
    Group(usize),
}

impl Replacement {
    /// Reads what was typed as the replacement for what a pattern finds.
    pub fn of(pattern: &Pattern, typed: &str) -> Self {
        let parts = match pattern.expression() {
            Some(regex) => ReplacementReader { regex, rest: typed, parts: Vec::new() }.read(),
            None => vec![ReplacementPart::Words(typed.to_owned())],
        };
        Self { parts }
    }

    /// What replaces a hit of the pattern in a text that may have `most` bytes then.
    ///
    /// # Errors
    /// When the text would be longer; nothing is made then.
    pub fn of_hit(
        &self,
        pattern: &Pattern,
        text: &str,
        hit: DraftRange,
        most: usize,
    ) -> Result<String, TooLong> {
        let expansion = self.expand(pattern, text, hit);
        let length = (text.len() - hit.len()).saturating_add(expansion.length());
        if length > most { Err(TooLong { length }) } else { Ok(expansion.text()) }
    }

    fn expand<'a>(&'a self, pattern: &Pattern, text: &'a str, hit: DraftRange) -> Expansion<'a> {
        let has_groups = self.parts.iter().any(|part| matches!(part, ReplacementPart::Group(_)));
        let groups = pattern
            .expression()
            .filter(|_| has_groups)
            .and_then(|regex| regex.captures_at(text, hit.start));
        Expansion { parts: &self.parts, groups }
    }
}

/// What replaces one hit, before it is made.
struct Expansion<'a> {
    parts: &'a [ReplacementPart],
    groups: Option<Captures<'a>>,
}

impl Expansion<'_> {
    fn pieces(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| match part {
            ReplacementPart::Words(words) => words,
            ReplacementPart::Group(group) => {
                let found = self.groups.as_ref().and_then(|groups| groups.get(*group));
                found.map_or("", |found| found.as_str())
            }
        })
    }

    fn length(&self) -> usize {
        self.pieces().fold(0, |length, piece| length.saturating_add(piece.len()))
    }

    /// Whether it is these words.
    fn reads(&self, words: &str) -> bool {
        let rest = self.pieces().try_fold(words, |rest, piece| rest.strip_prefix(piece));
        rest == Some("")
    }

    fn text(&self) -> String {
        let mut text = String::with_capacity(self.length());
        text.extend(self.pieces());
        text
    }
}

/// A replacement that is being read.
struct ReplacementReader<'a> {
    regex: &'a Regex,
    rest: &'a str,
    parts: Vec<ReplacementPart>,
}

impl ReplacementReader<'_> {
    fn read(mut self) -> Vec<ReplacementPart> {
        while let Some(at) = self.rest.find(['$', '\\']) {
            self.words(at);
            let (part, length) = self.special().unwrap_or_else(|| {
                // A sign that means nothing here.
                (ReplacementPart::Words(self.rest[..1].to_owned()), 1)
            });
            self.push(part);
            self.rest = &self.rest[length..];
        }
        self.words(self.rest.len());
        self.parts
    }

    /// Takes a number of bytes literally.
    fn words(&mut self, length: usize) {
        let (words, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.push(ReplacementPart::Words(words.to_owned()));
    }

    fn push(&mut self, part: ReplacementPart) {
        match (self.parts.last_mut(), part) {
            (Some(ReplacementPart::Words(last)), ReplacementPart::Words(words)) => {
                last.push_str(&words)
            }
            (_, part) => self.parts.push(part),
        }
    }

    /// What the rest begins with, and how many bytes that takes.
    fn special(&self) -> Option<(ReplacementPart, usize)> {
        let words = |words: &str| Some((ReplacementPart::Words(words.to_owned()), 2));
        match self.rest.get(..2) {
            Some("$$") => return words("$"),
            Some("\\n") => return words("\n"),
            Some("\\t") => return words("\t"),
            Some("\\\\") => return words("\\"),
            _ => {}
        }
        let name = self.rest.strip_prefix('$')?;
        if let Some(name) = name.strip_prefix('{') {
            let end = name.find('}')?;
            return Some((ReplacementPart::Group(self.group(&name[..end])?), end + 3));
        }
        // Of `$12` as many figures count as name a group.
        let figures = name.bytes().take_while(u8::is_ascii_digit).count();
        (1..=figures)
            .rev()
            .find_map(|n| Some((ReplacementPart::Group(self.group(&name[..n])?), n + 1)))
    }

    /// The number of a group, by its number or name.
    fn group(&self, name: &str) -> Option<usize> {
        let number = name.parse().ok().filter(|number| *number < self.regex.captures_len());
        let named = || self.regex.capture_names().position(|group| group == Some(name));
        number.or_else(named)
    }
}
