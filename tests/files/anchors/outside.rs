//! Drafts that were changed outside the program, of which is known where each word
//! went.
//!
//! The drafts are written by the grammar of the evidence laboratory. Every word has a
//! number of its own that it keeps wherever it goes; a word that is put in has a new
//! one. What is right is decided by the numbers alone, never by the program.

use std::collections::HashSet;

use fastrand::Rng;
use nutgraf_engine::{
    evidence::reanchor::{Followed, Relocation, UnresolvedWords, reanchor, relocate},
    range::DraftRange,
};

use crate::corpora::{grammar::sentence, registers::REGISTERS};

#[derive(Clone, Debug)]
struct Word {
    text: String,
    number: u32,
}

type Sentence = Vec<Word>;

/// How a draft was changed.
#[derive(Clone, Copy, Debug)]
pub struct Changes {
    /// Of the words this share was changed: a third of these substituted, a third
    /// deleted, and a third got a new word beside them.
    pub words: f64,
    /// Of the sentences this share was taken out; as many new ones were put in.
    pub removed: f64,
    /// Of the sentences this share stands alone in another paragraph.
    pub moved: f64,
    /// Of the paragraphs this share stands elsewhere.
    pub reordered: f64,
    /// Of the sentences this share is a sentence that stands elsewhere too, with
    /// another figure or name; and for one in four that was taken out, such a one was
    /// put in elsewhere, two paragraphs away or more.
    pub lookalikes: f64,
}

impl Changes {
    /// An edit of a whole draft in another program.
    pub fn at(words: f64) -> Self {
        Self { words, removed: 0.04, moved: 0.01, reordered: 0.05, lookalikes: 0.08 }
    }
}

/// What became of anchors.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// All anchors.
    pub anchors: usize,
    /// Those of which no word is left.
    pub gone: usize,
    /// On their words: more than half of the surviving words of the anchor are in its
    /// new place, and there are more of them than words from elsewhere in the old draft.
    pub right: usize,
    /// Of those that are gone, the lost ones.
    pub rightly_lost: usize,
    /// Lost, though words of them survive.
    pub missed: usize,
    /// On a place that is not right, or on any though they are gone.
    pub wrong: usize,
    /// The wrong ones: the words, and what they were put on.
    pub examples: Vec<String>,
}

impl Figures {
    /// Right places and rightly lost ones, of all anchors.
    pub fn right_share(&self) -> f64 {
        (self.right + self.rightly_lost) as f64 / self.anchors as f64
    }

    /// Right places, of the anchors of which words survive.
    pub fn found_share(&self) -> f64 {
        self.right as f64 / (self.anchors - self.gone) as f64
    }

    /// Wrong ones, of all anchors.
    pub fn wrong_share(&self) -> f64 {
        self.wrong as f64 / self.anchors as f64
    }

    fn add(&mut self, other: Self) {
        self.anchors += other.anchors;
        self.gone += other.gone;
        self.right += other.right;
        self.rightly_lost += other.rightly_lost;
        self.missed += other.missed;
        self.wrong += other.wrong;
        self.examples.extend(other.examples);
    }
}

/// What is measured: old text, new text and spans to where they stand.
pub type Follow = fn(&str, &str, &[DraftRange]) -> Vec<Followed>;

/// The old text is known, as when a draft is updated from a file.
pub const BOTH: Follow = reanchor;

/// Only the words are known, as when a project is opened whose draft was changed.
pub fn alone(old: &str, new: &str, spans: &[DraftRange]) -> Vec<Followed> {
    let stands = |span: &&DraftRange| new.get((*span).to_std()) == old.get((*span).to_std());
    let known: Vec<DraftRange> = spans.iter().filter(stands).cloned().collect();
    let words = spans.iter().map(|span| UnresolvedWords { words: &old[*span], start: span.start });
    let words: Vec<UnresolvedWords> = words.collect();
    let found = relocate(new, &known, &words).into_iter().map(|found| match found {
        Relocation::Once(place) => Followed::Same(place),
        Relocation::Alike(place) => Followed::Alike(place),
        Relocation::NotFound => Followed::Lost,
    });
    found.collect()
}

/// Makes some drafts of one half of the laboratory, changes them, and looks where
/// anchors come to stand.
pub fn evaluate(
    by: Follow,
    is_held_out: bool,
    seed: u64,
    drafts: usize,
    changes: Changes,
) -> Figures {
    let mut figures = Figures::default();
    for number in 0..drafts as u64 {
        let mut lab = Lab { rng: Rng::with_seed(seed ^ (number << 20)), is_held_out, number: 0 };
        figures.add(lab.run(by, changes));
    }
    figures
}

struct Lab {
    rng: Rng,
    is_held_out: bool,
    number: u32,
}

impl Lab {
    fn run(&mut self, by: Follow, changes: Changes) -> Figures {
        let old = self.draft(changes);
        let (old_text, old_places) = written(&old);
        let anchors = self.anchors(&old);
        let new = self.changed(&old, changes);
        let (new_text, new_places) = written(&new);
        let place = |number: u32| old_places.iter().find(|(n, _)| *n == number).map(|(_, at)| *at);
        let spans: Vec<DraftRange> = anchors
            .iter()
            .map(|numbers| {
                let last = place(numbers[numbers.len() - 1]).unwrap();
                DraftRange::new(place(numbers[0]).unwrap().start, last.end)
            })
            .collect();
        let old_numbers: HashSet<u32> = old_places.iter().map(|(number, _)| *number).collect();
        let alive: HashSet<u32> = new_places.iter().map(|(number, _)| *number).collect();
        let mut figures = Figures { anchors: anchors.len(), ..Figures::default() };
        let followed = by(&old_text, &new_text, &spans);
        for ((own, span), followed) in anchors.iter().zip(&spans).zip(followed) {
            let own: HashSet<u32> = own.iter().copied().collect();
            let survivors = own.intersection(&alive).count();
            figures.gone += usize::from(survivors == 0);
            let Some(range) = followed.range() else {
                match survivors {
                    0 => figures.rightly_lost += 1,
                    _ => figures.missed += 1,
                }
                continue;
            };
            let inside =
                new_places.iter().filter(|(_, at)| range.start < at.end && at.start < range.end);
            let inside: Vec<u32> = inside.map(|(number, _)| *number).collect();
            let own_inside = inside.iter().filter(|number| own.contains(number)).count();
            let foreign =
                inside.iter().filter(|n| old_numbers.contains(n) && !own.contains(n)).count();
            let same =
                matches!(followed, Followed::Same(_)).then(|| old_text[*span] == new_text[range]);
            assert_ne!(same, Some(false), "the same words are the same words");
            if 2 * own_inside > survivors && own_inside > foreign {
                figures.right += 1;
            } else {
                figures.wrong += 1;
                figures.examples.push(format!(
                    "{survivors} words left of “{}”\n  put on “{}”",
                    &old_text[*span], &new_text[range]
                ));
            }
        }
        figures
    }

    fn words(&mut self, text: &str) -> Sentence {
        text.split_whitespace()
            .map(|word| {
                self.number += 1;
                Word { text: word.to_owned(), number: self.number }
            })
            .collect()
    }

    fn sentence(&mut self) -> Sentence {
        let registers: Vec<_> =
            REGISTERS.iter().filter(|r| r.is_held_out == self.is_held_out).collect();
        let register = registers[self.rng.usize(..registers.len())];
        let text = sentence(register.rules, &mut self.rng);
        self.words(&text)
    }

    /// The same sentence of another figure, name or word.
    fn lookalike(&mut self, sentence: &Sentence) -> Sentence {
        let text: Vec<String> = sentence.iter().map(|word| word.text.clone()).collect();
        let mut copy = self.words(&text.join(" "));
        let figures: Vec<usize> = (0..copy.len())
            .filter(|at| copy[*at].text.contains(|c: char| c.is_ascii_digit()))
            .collect();
        let at = match figures.len() {
            0 => self.rng.usize(..copy.len()),
            count => figures[self.rng.usize(..count)],
        };
        let word = &mut copy[at].text;
        let before = word.clone();
        while *word == before {
            *word = match figures.is_empty() {
                true => format!("{before}s"),
                false => {
                    let other = |c: char| if c.is_ascii_digit() { self.rng.digit(10) } else { c };
                    before.chars().map(other).collect()
                }
            };
        }
        copy
    }

    fn draft(&mut self, changes: Changes) -> Vec<Vec<Sentence>> {
        let mut paragraphs: Vec<Vec<Sentence>> = Vec::new();
        for _ in 0..45 {
            let mut paragraph = Vec::new();
            for _ in 0..self.rng.usize(3..8) {
                let next = self.sentence();
                paragraph.push(next);
                if self.rng.f64() < changes.lookalikes {
                    // Every third stands right beside the one it is like.
                    let there = &paragraphs.get(self.rng.usize(..paragraphs.len().max(1)));
                    let like = match (self.rng.u8(0..3), there) {
                        (0, _) | (_, None) => paragraph[paragraph.len() - 1].clone(),
                        (_, Some(there)) => there[self.rng.usize(..there.len())].clone(),
                    };
                    paragraph.push(self.lookalike(&like));
                }
            }
            paragraphs.push(paragraph);
        }
        paragraphs
    }

    /// Most sentences are anchored, some of them in part.
    fn anchors(&mut self, draft: &[Vec<Sentence>]) -> Vec<Vec<u32>> {
        let mut anchors = Vec::new();
        for sentence in draft.iter().flatten() {
            let numbers: Vec<u32> = sentence.iter().map(|word| word.number).collect();
            match self.rng.u8(0..10) {
                0..7 => anchors.push(numbers),
                7 if numbers.len() > 8 => {
                    let start = self.rng.usize(..numbers.len() - 7);
                    let end = self.rng.usize(start + 7..=numbers.len());
                    anchors.push(numbers[start..end].to_vec());
                }
                _ => {}
            }
        }
        anchors
    }

    fn changed(&mut self, old: &[Vec<Sentence>], changes: Changes) -> Vec<Vec<Sentence>> {
        let mut new = old.to_vec();
        let mut loose: Vec<(usize, Sentence)> = Vec::new();
        for (from, paragraph) in new.iter_mut().enumerate() {
            let mut kept = Vec::new();
            for sentence in std::mem::take(paragraph) {
                if self.rng.f64() < changes.removed {
                    if self.rng.u8(0..4) == 0 {
                        loose.push((from, self.lookalike(&sentence)));
                    }
                } else if self.rng.f64() < changes.moved {
                    loose.push((from, sentence));
                } else {
                    kept.push(sentence);
                }
                if self.rng.f64() < changes.removed {
                    let next = self.sentence();
                    kept.push(next);
                }
            }
            *paragraph = kept;
        }
        for (from, sentence) in loose {
            // In the same place it would be an edit of the sentence.
            let mut paragraph = self.rng.usize(..new.len());
            while paragraph.abs_diff(from) < 2 {
                paragraph = self.rng.usize(..new.len());
            }
            let at = self.rng.usize(..=new[paragraph].len());
            new[paragraph].insert(at, sentence);
        }
        for _ in 0..(changes.reordered * new.len() as f64).round() as usize {
            let paragraph = new.remove(self.rng.usize(..new.len()));
            new.insert(self.rng.usize(..=new.len()), paragraph);
        }
        let pool: Vec<String> =
            old.iter().flatten().flatten().map(|word| word.text.clone()).collect();
        for sentence in new.iter_mut().flatten() {
            let mut changed = Vec::new();
            for word in sentence.drain(..) {
                if self.rng.f64() >= changes.words {
                    changed.push(word);
                    continue;
                }
                let other = pool[self.rng.usize(..pool.len())].clone();
                let op = self.rng.u8(0..3);
                if op < 2 {
                    self.number += 1;
                    changed.push(Word { text: other, number: self.number });
                }
                if op == 1 {
                    changed.push(word);
                }
            }
            *sentence = changed;
        }
        new
    }
}

/// The text of a draft, and where each word stands in it, in bytes.
fn written(draft: &[Vec<Sentence>]) -> (String, Vec<(u32, DraftRange)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for paragraph in draft.iter().filter(|paragraph| paragraph.iter().any(|s| !s.is_empty())) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let words = paragraph.iter().flatten();
        for (at, word) in words.enumerate() {
            text.push_str(if at > 0 { " " } else { "" });
            places.push((word.number, DraftRange::new(text.len(), text.len() + word.text.len())));
            text.push_str(&word.text);
        }
    }
    text.push('\n');
    (text, places)
}
