//! The words in which two versions of a text differ.
//!
//! A claim that was edited after it was checked, and a change that is proposed, are shown word
//! by word.
//!
//! # Invariants
//!
//! The equal and deleted parts put together are the words of the first text, the equal and
//! inserted ones those of the second.

use std::ops::Range;

use super::diff::{DiffOp, DiffPart};
use crate::range::{TextRange, WordRange};

/// The longest texts that are compared word by word, in words each, without what
/// they begin and end with alike; longer ones are compared line by line first, and
/// what then differs word by word.
const MOST_WORDS: usize = 1_500;

/// Returns the difference of two texts, word by word: words that only `was` has are deleted,
/// words that only `is` has are inserted. White space between words does not count. In the
/// places of the parts, `was` stands for the draft and `is` for the source.
///
/// The parts are a longest common subsequence of words (Wagner and Fischer, 1974).
pub fn word_diff(was: &str, is: &str) -> Vec<DiffPart> {
    let (old, new) = (words(was), words(is));
    let text = |text: &'_ str, word: &TextRange| text[*word].to_owned();
    let same = |one: usize, other: usize| was[old[one]] == is[new[other]];
    let shorter = old.len().min(new.len());
    let head = (0..shorter).take_while(|at| same(*at, *at)).count();
    let tail =
        (0..shorter - head).take_while(|at| same(old.len() - 1 - at, new.len() - 1 - at)).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut parts = WordDiffParts::default();
    for at in 0..head {
        parts.add(DiffOp::Equal, text(was, &old[at]), old[at], new[at]);
    }
    let kept = if (old_end - head).max(new_end - head) <= MOST_WORDS {
        common(head..old_end, head..new_end, &same)
    } else {
        let lines = [
            WordLines::of(was, &old, WordRange::new(head, old_end)),
            WordLines::of(is, &new, WordRange::new(head, new_end)),
        ];
        by_lines(&lines, [was, is], [&old, &new])
    };
    let (mut one, mut other) = (head, head);
    let ends = [(old_end, new_end)];
    for (next_one, next_other) in kept.into_iter().chain(ends) {
        let place = new.get(other).map_or(is.len(), |word| word.start);
        for word in &old[one..next_one] {
            parts.add(DiffOp::Delete, text(was, word), *word, TextRange::at(place));
        }
        let place = old.get(next_one).map_or(was.len(), |word| word.start);
        for word in &new[other..next_other] {
            parts.add(DiffOp::Insert, text(is, word), TextRange::at(place), *word);
        }
        if next_one < old_end {
            let (one, other) = (old[next_one], new[next_other]);
            parts.add(DiffOp::Equal, text(was, &one), one, other);
        }
        (one, other) = (next_one + 1, next_other + 1);
    }
    for at in 0..tail {
        let (one, other) = (old[old_end + at], new[new_end + at]);
        parts.add(DiffOp::Equal, text(was, &one), one, other);
    }
    parts.0
}

/// Words as byte ranges.
fn words(text: &str) -> Vec<TextRange> {
    let start = text.as_ptr() as usize;
    let place = |word: &str| {
        let at = word.as_ptr() as usize - start;
        TextRange::new(at, at + word.len())
    };
    text.split_whitespace().map(place).collect()
}

/// The words of a text, grouped by line.
struct WordLines(Vec<WordRange>);

impl WordLines {
    /// The lines of some of the words of a text, as ranges of words.
    fn of(text: &str, words: &[TextRange], among: WordRange) -> Self {
        let mut lines: Vec<WordRange> = Vec::new();
        for index in among {
            let goes_on = lines
                .last()
                .is_some_and(|_| !text[words[index - 1].end..words[index].start].contains('\n'));
            match lines.last_mut().filter(|_| goes_on) {
                Some(line) => line.end = index + 1,
                None => lines.push(WordRange::new(index, index + 1)),
            }
        }
        Self(lines)
    }
}

/// Pairs of words that two long texts have in common: those of equal lines, and between
/// these those of a longest common subsequence, where it is short enough to be found.
fn by_lines(
    [old, new]: &[WordLines; 2],
    texts: [&str; 2],
    words: [&[TextRange]; 2],
) -> Vec<(usize, usize)> {
    let word = |side: usize, at: usize| &texts[side][words[side][at]];
    let same_words = |one: usize, other: usize| word(0, one) == word(1, other);
    let same_lines = |one: usize, other: usize| {
        let (one, other) = (old.0[one], new.0[other]);
        one.len() == other.len()
            && one.into_iter().zip(other).all(|(one, other)| same_words(one, other))
    };
    let equal = common(0..old.0.len(), 0..new.0.len(), &same_lines);
    let mut pairs = Vec::new();
    let (mut one, mut other) = (0, 0);
    for (next_one, next_other) in equal.into_iter().chain([(old.0.len(), new.0.len())]) {
        if one < next_one && other < next_other {
            let old_words = old.0[one].start..old.0[next_one - 1].end;
            let new_words = new.0[other].start..new.0[next_other - 1].end;
            pairs.extend(common(old_words, new_words, &same_words));
        }
        if let Some((one, other)) = old.0.get(next_one).zip(new.0.get(next_other)) {
            pairs.extend(one.into_iter().zip(*other));
        }
        (one, other) = (next_one + 1, next_other + 1);
    }
    pairs
}

/// The pairs of a longest common subsequence of two parts of lists of words or lines, in rising
/// order; none of parts that are too long to compare.
fn common(
    old: Range<usize>,
    new: Range<usize>,
    same: &dyn Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let (rows, columns) = (old.len(), new.len());
    if rows.max(columns) > MOST_WORDS {
        return Vec::new();
    }
    // `lengths[row][column]` is that of what lies behind both.
    let width = columns + 1;
    let mut lengths = vec![0_u16; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            lengths[row * width + column] = if same(old.start + row, new.start + column) {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < rows && column < columns {
        if same(old.start + row, new.start + column) {
            pairs.push((old.start + row, new.start + column));
            (row, column) = (row + 1, column + 1);
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

#[derive(Default)]
struct WordDiffParts(Vec<DiffPart>);

impl WordDiffParts {
    fn add(&mut self, op: DiffOp, word: String, draft: TextRange, source: TextRange) {
        // The second text takes the part of the source.
        let source = source.in_source();
        let is_first = self.0.is_empty();
        match self.0.last_mut().filter(|last| last.op == op) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&word);
                last.draft.end = draft.end;
                last.source.end = source.end;
            }
            None => {
                let text = if is_first { word } else { format!(" {word}") };
                self.0.push(DiffPart { op, text, draft, source });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(was: &str, is: &str) -> String {
        let mark = |part: DiffPart| match part.op {
            DiffOp::Equal => part.text,
            DiffOp::Delete => format!(" -{}-", part.text.trim()),
            DiffOp::Insert => format!(" +{}+", part.text.trim()),
        };
        word_diff(was, is).into_iter().map(mark).collect::<String>().trim().to_owned()
    }

    #[test]
    fn a_changed_word_stands_beside_the_one_it_was() {
        assert_eq!(
            shown("Four staff looked.", "Five staff looked."),
            "-Four- +Five+ staff looked."
        );
        assert_eq!(shown("Four looked.", "Four staff looked."), "Four +staff+ looked.");
        assert_eq!(shown("Four  staff\nlooked", "Four staff looked"), "Four staff looked");
        assert_eq!(shown("", "All new."), "+All new.+");
        assert_eq!(shown("All gone.", ""), "-All gone.-");
    }

    #[test]
    fn of_long_texts_only_the_words_that_differ_are_changed() {
        let line = |number: usize| format!("Line {number} has some words that say little.\n");
        let was: String = (0..900).map(line).collect();
        let is =
            was.replacen("Line 10 has", "Line 10 had", 1).replacen("Line 880 has", "Line 880", 1);
        let changed: Vec<String> = word_diff(&was, &is)
            .into_iter()
            .filter(|part| part.op != DiffOp::Equal)
            .map(|part| part.text.trim().to_owned())
            .collect();
        assert_eq!(changed, ["has", "had", "has"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn long_texts_are_told_whole_too(
            edits in prop::collection::vec((0_usize..4_000, "[a-c]{1,3}"), 0..8),
        ) {
            let words = |changed: &[(usize, String)]| -> String {
                (0..4_000)
                    .map(|at| {
                        let edit = changed.iter().find(|(place, _)| *place == at);
                        let word = edit.map_or(format!("w{}", at % 97), |(_, word)| word.clone());
                        let space = if at % 11 == 10 { "\n" } else { " " };
                        format!("{word}{space}")
                    })
                    .collect()
            };
            let (was, is) = (words(&[]), words(&edits));
            let parts = word_diff(&was, &is);
            let side = |other: DiffOp| -> Vec<String> {
                let own = parts.iter().filter(|part| part.op != other);
                let text: String = own.map(|part| part.text.as_str()).collect();
                text.split_whitespace().map(str::to_owned).collect()
            };
            prop_assert_eq!(side(DiffOp::Insert), was.split_whitespace().collect::<Vec<_>>());
            prop_assert_eq!(side(DiffOp::Delete), is.split_whitespace().collect::<Vec<_>>());
        }
    }

    proptest! {
        #[test]
        fn the_parts_are_both_texts(was in "[ab ]{0,20}", is in "[ab ]{0,20}") {
            let parts = word_diff(&was, &is);
            let side = |other: DiffOp| {
                let own = parts.iter().filter(|part| part.op != other);
                own.map(|part| part.text.as_str()).collect::<String>()
            };
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&side(DiffOp::Insert)), words(&was));
            prop_assert_eq!(words(&side(DiffOp::Delete)), words(&is));
            prop_assert!(parts.windows(2).all(|pair| pair[0].op != pair[1].op));
        }
    }
}
