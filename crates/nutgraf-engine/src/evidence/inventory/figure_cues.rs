//! The cues `percentage`, `money`, `date` and `number`.
//!
//! A figure belongs to the first of these that takes it, so that `$3 million` is money and
//! no number.
//!
//! # Invariants
//!
//! A figure that no other cue takes is a number, unless it names something (`Figure 3`,
//! `COVID-19`).

use super::{
    super::{
        lexicon::{currencies, numbers, scales},
        reader::{Purpose, label::names_something, number::is_number},
        vocabulary,
    },
    Cue,
    date_cues::date_at,
    words::{SentenceWords, Word},
};

/// Most words between a sum and its currency: *ten Swiss francs*.
const BETWEEN: usize = 2;

/// Most words that join two numbers: *three and a half*.
const MOST_JOINTS: usize = 2;

/// The figures of a sentence while they are assigned to cues.
struct FigureCues<'a> {
    words: &'a SentenceWords,
    /// For each word, whether a cue has taken it.
    taken: Vec<bool>,
    cues: Vec<Cue>,
}

/// Returns the cues number, date, money and percentage of a sentence.
pub(super) fn cues(words: &SentenceWords) -> Vec<Cue> {
    let mut figures = FigureCues { words, taken: vec![false; words.list.len()], cues: Vec::new() };
    figures.names();
    figures.percentages();
    figures.money();
    figures.dates();
    figures.numbers();
    figures.cues
}

impl FigureCues<'_> {
    fn find(&mut self, cue: Cue) {
        if !self.cues.contains(&cue) {
            self.cues.push(cue);
        }
    }

    fn take(&mut self, at: usize) {
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
    }

    fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(false)
    }

    /// Finds the dates, and takes their figures.
    fn dates(&mut self) {
        for at in 0..self.words.list.len() {
            if self.is_taken(at) {
                continue;
            }
            if let Some(taken) = date_at(&self.words.list, at) {
                taken.into_iter().for_each(|at| self.take(at));
                self.find(Cue::Date);
            }
        }
    }

    /// Whether a word is a figure, or a word for one.
    fn is_number(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(is_number)
    }

    /// Takes the numbers that end before an index, and returns whether there are any:
    /// `hundreds of millions`, `12 to 9`, `three and a half`.
    fn take_back(&mut self, end: usize) -> bool {
        let mut at = end;
        loop {
            let before = self.words.list[..at].iter().rev();
            let joints = before.take_while(|word| word.is(numbers::JOINTS)).count();
            // Nothing joins the last number and what it counts.
            let is_near = joints <= if at == end { 0 } else { MOST_JOINTS };
            let number = (at - joints).checked_sub(1).filter(|_| is_near);
            let Some(number) = number.filter(|number| self.is_number(*number)) else {
                return at < end;
            };
            self.take(number);
            at = number;
        }
    }

    /// Takes the figures that only say which one: of a picture, a page, a version, a variant.
    fn names(&mut self) {
        for at in 0..self.words.list.len() {
            if let Some(end) = names_something(&self.words.list, at, Purpose::Notice) {
                (at..end).for_each(|at| self.take(at));
            }
        }
    }

    fn percentages(&mut self) {
        for at in 0..self.words.list.len() {
            let word = self.words.lower(at);
            let next = match self.words.lower(at + 1) {
                "-" => self.words.lower(at + 2),
                next => next,
            };
            // `5pc`, as newspapers set it
            let glued = word.strip_suffix("pc").or(word.strip_suffix("pp"));
            if glued.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit())) {
                self.find(Cue::Percentage);
                self.take(at);
                continue;
            }
            let is_percentage = match word {
                "pc" | "pp" => self.words.before(at).is_some_and(Word::is_figure),
                "%" | "‰" | "percent" | "pct" => true,
                "per" => next == "cent",
                "percentage" | "basis" => next.starts_with("point"),
                _ => false,
            };
            if is_percentage {
                self.find(Cue::Percentage);
                // `half a percentage point`
                let end = if self.words.lower_before(at) == "a" { at - 1 } else { at };
                let end = if self.words.lower_before(end) == "-" { end - 1 } else { end };
                self.take_back(end);
                if next == "cent" {
                    self.take(at + 1);
                }
            }
        }
    }

    fn money(&mut self) {
        for at in 0..self.words.list.len() {
            let word = &self.words.list[at];
            if self.is_taken(at) {
                continue;
            }
            let is_sign =
                word.text.chars().all(is_currency) || currencies::CODES.contains(&&*word.text);
            let is_small = (word.text.ends_with(['p', 'c']) && word.is_figure())
                && word.text[..word.text.len() - 1].bytes().all(|b| b.is_ascii_digit());
            // `EUR3.1bn`, `Rs400`
            let is_glued = currencies::CODES.iter().any(|code| {
                let sum = word.text.strip_prefix(code);
                sum.is_some_and(|sum| sum.starts_with(|c: char| c.is_ascii_digit()))
            });
            if is_glued {
                self.find(Cue::Money);
            } else if is_sign && self.words.get(at + 1).is_some_and(Word::is_figure) {
                self.find(Cue::Money);
                self.take(at + 1);
                let mut scale = at + 2;
                while self.words.get(scale).is_some_and(|word| word.is(scales::MONEY_SCALES)) {
                    self.take(scale);
                    scale += 1;
                }
            } else if is_small {
                self.find(Cue::Money);
                self.take(at);
            } else if is_sign || word.is(currencies::CURRENCIES) {
                self.sum_before(at);
            }
        }
    }

    /// Takes a sum in words before its currency: `half a billion dollars`, `a euro`.
    fn sum_before(&mut self, at: usize) {
        let mut end = at;
        for _ in 0..=BETWEEN {
            if end == 0 || self.is_number(end - 1) {
                break;
            }
            let before = &self.words.list[end - 1];
            if matches!(before.lower.as_str(), "a" | "an" | "per" | "every" | "each") {
                self.find(Cue::Money);
                return;
            }
            let goes_between = before.is_capitalised() || before.is(&["of", "in", "-", "us"]);
            if !goes_between {
                return;
            }
            end -= 1;
        }
        if end == 0 || !self.is_number(end - 1) || self.is_taken(end - 1) {
            return;
        }
        self.find(Cue::Money);
        // Pounds may be a weight; then the figure is a number too.
        if !self.words.lower(at).starts_with("pound") {
            self.take_back(end);
        }
    }

    fn numbers(&mut self) {
        let counts = |at: usize| !self.is_taken(at) && self.counts(at);
        if (0..self.words.list.len()).any(counts) {
            self.find(Cue::Number);
        }
    }

    fn counts(&self, at: usize) -> bool {
        let word = &self.words.list[at];
        if !is_number(word) || vocabulary::is_idle(&self.words.lower, at) {
            return false;
        }
        match word.lower.as_str() {
            // Superlatives and adverbs of their own.
            "first" | "once" => false,
            "one" => self.counts_one(at),
            _ => true,
        }
    }

    /// Whether *one* counts, and is no pronoun.
    fn counts_one(&self, at: usize) -> bool {
        let next = self.words.lower(at + 1);
        if next == "in" && self.is_number(at + 2) {
            return true;
        }
        let is_word = next.starts_with(char::is_alphanumeric);
        let is_number_one = matches!(self.words.lower_before(at), "number" | "to" | "-" | "nil");
        is_number_one
            || (is_word || next == "-" && self.words.lower(at + 2) != "off")
                && !numbers::BEFORE_PRONOUN_ONE.contains(&self.words.lower_before(at))
                && !numbers::BEHIND_PRONOUN_ONE.contains(&next)
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¢' | '\u{20a0}'..='\u{20cf}')
}
