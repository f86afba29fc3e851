//! The words in which two versions of a text differ.
//!
//! A claim that was edited after it was checked, and a change that is proposed, are
//! shown word by word. What always holds: the equal and deleted parts put together
//! are the words of the first text, the equal and inserted ones those of the second.

use std::ops::Range;

use super::diff::{DiffOp, DiffPart};

/// The longest texts that are compared word by word, in words each, without what
/// they begin and end with alike; of longer ones all that lies between is changed.
const MOST_WORDS: usize = 1_500;

/// The way from one text to another, word by word: what only `was` has is deleted, what
/// only `is` has inserted. White space between words is no difference.
///
/// The parts are a longest common subsequence of words (Wagner and Fischer, 1974).
pub fn word_diff(was: &str, is: &str) -> Vec<DiffPart> {
    let (old, new) = (words(was), words(is));
    let text = |text: &'_ str, word: &Range<usize>| text[word.clone()].to_owned();
    let same = |one: usize, other: usize| was[old[one].clone()] == is[new[other].clone()];
    let shorter = old.len().min(new.len());
    let head = (0..shorter).take_while(|at| same(*at, *at)).count();
    let tail =
        (0..shorter - head).take_while(|at| same(old.len() - 1 - at, new.len() - 1 - at)).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut parts = Parts::default();
    for at in 0..head {
        parts.add(DiffOp::Equal, text(was, &old[at]), old[at].clone(), new[at].clone());
    }
    let kept = common(head..old_end, head..new_end, &same);
    let (mut one, mut other) = (head, head);
    let ends = [(old_end, new_end)];
    for (next_one, next_other) in kept.into_iter().chain(ends) {
        let place = new.get(other).map_or(is.len(), |word| word.start);
        for word in &old[one..next_one] {
            parts.add(DiffOp::Delete, text(was, word), word.clone(), place..place);
        }
        let place = old.get(next_one).map_or(was.len(), |word| word.start);
        for word in &new[other..next_other] {
            parts.add(DiffOp::Insert, text(is, word), place..place, word.clone());
        }
        if next_one < old_end {
            let (one, other) = (old[next_one].clone(), new[next_other].clone());
            parts.add(DiffOp::Equal, text(was, &one), one, other);
        }
        (one, other) = (next_one + 1, next_other + 1);
    }
    for at in 0..tail {
        let (one, other) = (old[old_end + at].clone(), new[new_end + at].clone());
        parts.add(DiffOp::Equal, text(was, &one), one, other);
    }
    parts.0
}

/// Words as byte ranges.
fn words(text: &str) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    let place =
        |word: &str| word.as_ptr() as usize - start..word.as_ptr() as usize - start + word.len();
    text.split_whitespace().map(place).collect()
}

/// The pairs of a longest common subsequence, in rising order.
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
struct Parts(Vec<DiffPart>);

impl Parts {
    fn add(&mut self, op: DiffOp, word: String, draft: Range<usize>, source: Range<usize>) {
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
