//! The words that differ between two states of a claim.
//!
//! Not the diff of the evidence engine, which knows what a quotation may change:
//! here every difference counts, but for white space. What always holds: the words
//! that are the same or gone are the first text, the same or new ones the second.

use super::document::{Line, Piece};

/// More pairs of words are not compared; the texts then count as replaced.
const MOST_PAIRS: usize = 1 << 22;

/// From words as they were to words as they are to be.
pub(super) fn word_diff(before: &str, after: &str) -> Line {
    let before: Vec<&str> = before.split_whitespace().collect();
    let after: Vec<&str> = after.split_whitespace().collect();
    let head = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let (old, new) = (&before[head..], &after[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);

    let mut line = Line::new();
    push(&mut line, Piece::Words, &before[..head]);
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        push(&mut line, Piece::Gone, old);
        push(&mut line, Piece::New, new);
    } else {
        changed(&mut line, old, new);
    }
    push(&mut line, Piece::Words, &before[before.len() - tail..]);
    line
}

/// By the longest common subsequence.
fn changed(line: &mut Line, old: &[&str], new: &[&str]) {
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for (i, old_word) in old.iter().enumerate().rev() {
        for (j, new_word) in new.iter().enumerate().rev() {
            longest[i * width + j] = if old_word == new_word {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut gone, mut added) = (Vec::new(), Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            push(line, Piece::Gone, &std::mem::take(&mut gone));
            push(line, Piece::New, &std::mem::take(&mut added));
            push(line, Piece::Words, &old[i..=i]);
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])
        {
            gone.push(old[i]);
            i += 1;
        } else {
            added.push(new[j]);
            j += 1;
        }
    }
    push(line, Piece::Gone, &gone);
    push(line, Piece::New, &added);
}

/// Adds words behind a space; those of the same fate as the last ones melt with them.
fn push(line: &mut Line, piece: fn(String) -> Piece, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let words = words.join(" ");
    let melts = match (line.last_mut(), piece(String::new())) {
        (Some(Piece::Words(last)), Piece::Words(_)) => Some(last),
        _ => None,
    };
    if let Some(last) = melts {
        last.push(' ');
        last.push_str(&words);
        return;
    }
    if !line.is_empty() {
        line.push(Piece::text(" "));
    }
    line.push(piece(words));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Gone(words) => format!("[-{words}-]"),
            Piece::New(words) => format!("{{+{words}+}}"),
            Piece::Words(words) | Piece::Text(words) => words.clone(),
            other => panic!("{other:?}"),
        };
        word_diff(before, after).iter().map(show).collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        assert_eq!(shown("4 staff looked", "Five staff looked"), "[-4-] {+Five+} staff looked");
        assert_eq!(shown("a b c d", "a x c"), "a [-b-] {+x+} c [-d-]");
        assert_eq!(shown("a\n b", "a b"), "a b");
        assert_eq!(shown("", "a"), "{+a+}");
    }

    proptest! {
        #[test]
        fn both_texts_are_told_in_full(before in "[ab ]{0,12}", after in "[ab ]{0,12}") {
            let (mut old, mut new) = (Vec::new(), Vec::new());
            for piece in word_diff(&before, &after) {
                match piece {
                    Piece::Words(words) => {
                        old.extend(words.split(' ').map(str::to_owned));
                        new.extend(words.split(' ').map(str::to_owned));
                    }
                    Piece::Gone(words) => old.extend(words.split(' ').map(str::to_owned)),
                    Piece::New(words) => new.extend(words.split(' ').map(str::to_owned)),
                    _ => {}
                }
            }
            prop_assert!(old.iter().eq(before.split_whitespace()));
            prop_assert!(new.iter().eq(after.split_whitespace()));
        }
    }
}
