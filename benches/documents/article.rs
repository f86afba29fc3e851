//! An article of any length, made of invented words.
//!
//! What always holds: only whole numbers of 32 bits decide, in a fixed order of
//! draws, and the length asked for decides nothing but where the article ends.
//! So a short article is the beginning of every longer one.

/// Makes the words and the article what they are.
const SEED: u32 = 149;

/// Words that hold sentences together, from frequent to rare.
const SMALL_WORDS: [&str; 30] = [
    "the", "of", "and", "to", "a", "in", "that", "is", "it", "for", "as", "with", "on", "be", "by",
    "this", "are", "not", "or", "from", "at", "which", "an", "we", "can", "but", "one", "when",
    "has", "more",
];

/// What a syllable begins with, sounds by and, in the last one, ends with.
const HEADS: [&str; 21] = [
    "b", "d", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl", "gr", "br",
    "cl", "sp", "fr",
];
const VOWELS: [&str; 7] = ["a", "e", "i", "o", "ea", "ou", "ai"];
const TAILS: [&str; 12] = ["", "", "", "n", "r", "s", "t", "l", "nd", "st", "rn", "m"];

/// How many words are invented.
const INVENTED: usize = 1_200;

/// The article, of at least so many words: it ends with the block that reaches them.
pub fn article(words: usize) -> String {
    Writer::new().write(words)
}

/// Another text in the words of the article, for a source; each number has its own.
pub fn source(number: u32, words: usize) -> String {
    let mut writer = Writer::new();
    writer.dice = Dice(SEED + 1 + number);
    writer.write(words)
}

/// The generator that is known as mulberry32.
struct Dice(u32);

impl Dice {
    fn roll(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(self.0 | 1);
        mixed ^= mixed.wrapping_add((mixed ^ (mixed >> 7)).wrapping_mul(mixed | 61));
        mixed ^ (mixed >> 14)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        ((u64::from(self.roll()) * end as u64) >> 32) as usize
    }

    /// A number of at least `least`, out of `choices` that follow each other.
    fn at_least(&mut self, least: usize, choices: usize) -> usize {
        least + self.below(choices)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A place in a list, the sooner in it the likelier.
    fn early(&mut self, end: usize) -> usize {
        let end = self.below(end) + 1;
        self.below(end)
    }
}

struct Writer {
    dice: Dice,
    vocabulary: Vec<String>,
    text: String,
    /// Words so far; those of an address do not count.
    words: usize,
    notes: usize,
}

impl Writer {
    fn new() -> Self {
        let mut dice = Dice(SEED);
        let vocabulary = (0..INVENTED).map(|_| invented(&mut dice)).collect();
        Self { dice, vocabulary, text: String::new(), words: 0, notes: 0 }
    }

    fn write(mut self, words: usize) -> String {
        self.heading("# ");
        let mut block = 0_usize;
        while self.words < words {
            self.text.push_str("\n\n");
            match block {
                _ if block.is_multiple_of(24) => self.heading("## "),
                _ if block.is_multiple_of(8) => self.heading("### "),
                _ => self.block(),
            }
            block += 1;
        }
        self.text.push('\n');
        self.text
    }

    fn heading(&mut self, mark: &str) {
        self.text.push_str(mark);
        let words = self.dice.at_least(3, 4);
        self.capitalised();
        for _ in 1..words {
            self.text.push(' ');
            self.word();
        }
    }

    fn block(&mut self) {
        match self.dice.below(100) {
            0..70 => self.paragraph(),
            70..80 => self.bullets(),
            80..86 => self.numbers(),
            86..96 => {
                let words = self.dice.at_least(20, 41);
                self.text.push_str("> ");
                self.prose(words);
            }
            _ => self.table(),
        }
    }

    /// One in eight has a footnote.
    fn paragraph(&mut self) {
        let words = self.dice.at_least(60, 41);
        self.prose(words);
        if self.dice.below(8) == 0 {
            self.notes += 1;
            let words = self.dice.at_least(8, 13);
            self.text.push_str(&format!("[^{0}]\n\n[^{0}]: ", self.notes));
            self.sentence(words);
        }
    }

    fn bullets(&mut self) {
        let items = self.dice.at_least(3, 4);
        for item in 0..items {
            self.text.push_str(if item == 0 { "- " } else { "\n- " });
            let words = self.dice.at_least(6, 13);
            self.sentence(words);
            if self.dice.below(4) == 0 {
                self.text.push_str("\n  - ");
                let words = self.dice.at_least(6, 7);
                self.sentence(words);
            }
        }
    }

    fn numbers(&mut self) {
        let items = self.dice.at_least(3, 4);
        for number in 1..=items {
            let line_break = if number == 1 { "" } else { "\n" };
            self.text.push_str(&format!("{line_break}{number}. "));
            let words = self.dice.at_least(6, 13);
            self.sentence(words);
        }
    }

    fn table(&mut self) {
        let columns = self.dice.at_least(3, 2);
        let rows = self.dice.at_least(3, 4);
        self.text.push('|');
        for _ in 0..columns {
            self.text.push(' ');
            self.capitalised();
            self.text.push_str(" |");
        }
        self.text.push_str("\n|");
        self.text.push_str(&" --- |".repeat(columns));
        for _ in 0..rows {
            self.text.push_str("\n|");
            for _ in 0..columns {
                let words = self.dice.at_least(1, 3);
                for _ in 0..words {
                    self.text.push(' ');
                    self.word();
                }
                self.text.push_str(" |");
            }
        }
    }

    /// Sentences of so many words together.
    fn prose(&mut self, words: usize) {
        let end = self.words + words;
        loop {
            let wanted = self.dice.at_least(8, 13);
            self.sentence(wanted.min(end - self.words));
            // A link has two words, and so the last sentence may have one too many.
            if self.words >= end {
                return;
            }
            self.text.push(' ');
        }
    }

    fn sentence(&mut self, words: usize) {
        let end = self.words + words;
        self.capitalised();
        while self.words < end {
            self.text.push_str(match self.dice.below(150) {
                0 => "—",
                1..=12 => ", ",
                _ => " ",
            });
            match self.dice.below(200) {
                0..4 => self.link(),
                4..7 => self.marked("**"),
                7..10 => self.marked("*"),
                10..12 => self.marked("`"),
                _ => self.word(),
            }
        }
        self.text.push('.');
    }

    fn link(&mut self) {
        self.text.push('[');
        let start = self.text.len();
        self.word();
        self.text.push(' ');
        self.word();
        let address = self.text[start..].replace(' ', "-");
        self.text.push_str(&format!("](https://example.org/{address})"));
    }

    fn marked(&mut self, mark: &str) {
        self.text.push_str(mark);
        self.word();
        self.text.push_str(mark);
    }

    fn capitalised(&mut self) {
        let start = self.text.len();
        self.word();
        self.text[start..=start].make_ascii_uppercase();
    }

    fn word(&mut self) {
        self.words += 1;
        if self.dice.below(100) < 45 {
            self.text.push_str(SMALL_WORDS[self.dice.early(SMALL_WORDS.len())]);
        } else {
            self.text.push_str(&self.vocabulary[self.dice.early(INVENTED)]);
        }
    }
}

/// A word of one to three syllables.
fn invented(dice: &mut Dice) -> String {
    let mut word = String::new();
    for _ in 0..dice.at_least(1, 3) {
        word.push_str(dice.pick(&HEADS));
        word.push_str(dice.pick(&VOWELS));
    }
    word + dice.pick(&TAILS)
}
