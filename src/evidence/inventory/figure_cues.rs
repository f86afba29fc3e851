//! The figures of a sentence: percentages, money, dates, and what numbers are left.
//!
//! A figure belongs to the first of these that takes it, so that `$3 million`
//! is money and no number. What always holds: a figure that nobody takes is a
//! number, unless it names something (`Figure 3`, `COVID-19`).

use super::{
    super::vocabulary,
    Cue, date_cues, lists,
    words::{Word, Words},
};

/// How many words may stand between a sum and its currency: *ten Swiss francs*.
const BETWEEN: usize = 2;

/// How many words may join two numbers: *three and a half*.
const MOST_JOINTS: usize = 2;

/// What is known of the figures while they are given to cues.
pub(super) struct FigureCues<'a> {
    pub(super) words: &'a Words,
    /// For each word, whether some cue has it.
    taken: Vec<bool>,
    pub(super) cues: Vec<Cue>,
}

/// The cues number, date, money and percentage of a sentence.
pub(super) fn cues(words: &Words) -> Vec<Cue> {
    let mut figures = FigureCues { words, taken: vec![false; words.list.len()], cues: Vec::new() };
    figures.names();
    figures.percentages();
    figures.money();
    date_cues::dates(&mut figures);
    figures.numbers();
    figures.cues
}

impl FigureCues<'_> {
    pub(super) fn find(&mut self, cue: Cue) {
        if !self.cues.contains(&cue) {
            self.cues.push(cue);
        }
    }

    pub(super) fn take(&mut self, at: usize) {
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
    }

    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(false)
    }

    /// A figure, or a word for one.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(is_number)
    }

    /// Takes the numbers that end before an index, and says whether there are any:
    /// `hundreds of millions`, `12 to 9`, `three and a half`.
    fn take_back(&mut self, end: usize) -> bool {
        let mut at = end;
        loop {
            let before = self.words.list[..at].iter().rev();
            let joints = before.take_while(|word| word.is_any(lists::JOINTS)).count();
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
            let word = &self.words.list[at];
            if !word.is_figure() {
                continue;
            }
            let is_generation = word.text.ends_with(['G', 'D']) && word.text.len() <= 3;
            let numbers_heading = at == 0
                && self.words.lower(1) == "."
                && self.words.get(2).is_some_and(Word::is_capitalised);
            let is_name = is_generation || numbers_heading || self.is_variant(at);
            if is_name || self.is_labelled(at) || self.goes_on_labelled(at) {
                self.take(at);
            }
        }
    }

    /// `Figure 3`, `p. 12`
    fn is_labelled(&self, at: usize) -> bool {
        let has_stop = self.words.lower_before(at) == ".";
        let label = at.checked_sub(if has_stop { 2 } else { 1 });
        label.and_then(|label| self.words.get(label)).is_some_and(|label| {
            label.is_any(lists::LABELS)
                || (has_stop && label.is_any(lists::SHORT_LABELS))
                || (label.is_capitalised() && label.is_any(lists::CAPITAL_LABELS))
        })
    }

    /// The second of `pages 12–14` or `Figures 2 and 4`.
    fn goes_on_labelled(&self, at: usize) -> bool {
        self.words.before(at).is_some_and(|joint| joint.is_any(&["-", "and", ","]))
            && at.checked_sub(2).is_some_and(|first| self.is_taken(first))
    }

    /// `COVID-19`, `F-16`
    fn is_variant(&self, at: usize) -> bool {
        let name = at.checked_sub(2).and_then(|name| self.words.get(name));
        self.words.list[at].touches
            && self.words.before(at).is_some_and(|hyphen| hyphen.lower == "-" && hyphen.touches)
            && name.is_some_and(|name| name.text.chars().all(char::is_uppercase))
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
            let is_sign = word.text.chars().all(is_currency) || lists::CODES.contains(&&*word.text);
            let is_small = (word.text.ends_with(['p', 'c']) && word.is_figure())
                && word.text[..word.text.len() - 1].bytes().all(|b| b.is_ascii_digit());
            // `EUR3.1bn`, `Rs400`
            let is_glued = lists::CODES.iter().any(|code| {
                let sum = word.text.strip_prefix(code);
                sum.is_some_and(|sum| sum.starts_with(|c: char| c.is_ascii_digit()))
            });
            if is_glued {
                self.find(Cue::Money);
            } else if is_sign && self.words.get(at + 1).is_some_and(Word::is_figure) {
                self.find(Cue::Money);
                self.take(at + 1);
                let mut scale = at + 2;
                while self.words.get(scale).is_some_and(|word| word.is_any(lists::SCALES)) {
                    self.take(scale);
                    scale += 1;
                }
            } else if is_small {
                self.find(Cue::Money);
                self.take(at);
            } else if is_sign || word.is_any(lists::CURRENCIES) {
                self.sum_before(at);
            }
        }
    }

    /// A sum in words before its currency: `half a billion dollars`, `a euro`.
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
            let goes_between = before.is_capitalised() || before.is_any(&["of", "in", "-", "us"]);
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

    /// *One* counts but for where it stands for a thing or for anybody.
    fn counts_one(&self, at: usize) -> bool {
        let next = self.words.lower(at + 1);
        if next == "in" && self.is_number(at + 2) {
            return true;
        }
        let is_word = next.starts_with(char::is_alphanumeric);
        let is_number_one = matches!(self.words.lower_before(at), "number" | "to" | "-" | "nil");
        is_number_one
            || (is_word || next == "-" && self.words.lower(at + 2) != "off")
                && !lists::BEFORE_PRONOUN_ONE.contains(&self.words.lower_before(at))
                && !lists::BEHIND_PRONOUN_ONE.contains(&next)
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¢' | '\u{20a0}'..='\u{20cf}')
}

/// Whether a word is a figure or a number in words; vulgar fractions are figures.
fn is_number(word: &Word) -> bool {
    vocabulary::is_number(&word.lower)
        || word.text.contains(|c: char| c.is_numeric()) && word.text.starts_with(char::is_numeric)
        || word.is_any(lists::NUMBERS)
        || word.lower.strip_suffix("fold").is_some_and(vocabulary::is_number)
}
