//! A suffix array over tokens: every place where a run of words stands, found
//! by two binary searches.
//!
//! Built by induced sorting in linear time, so that a text of one word said a
//! hundred thousand times costs no more than any other (Nong, Zhang and Chan,
//! "Two efficient algorithms for linear time suffix array construction", 2011).

const EMPTY: u32 = u32::MAX;

/// The starts of all suffixes of `text` in rising order.
///
/// Every value of `text` must be below `alphabet`, and the text shorter than
/// `u32::MAX`.
pub(super) fn suffix_array(text: &[u32], alphabet: usize) -> Vec<u32> {
    match text {
        [] => return Vec::new(),
        [_] => return vec![0],
        _ => {}
    }
    let sorter = Sorter::new(text, alphabet);
    let starts: Vec<u32> =
        (1..text.len()).filter(|at| sorter.is_leftmost(*at)).map(index).collect();
    let sorted = sorter.induce(&starts);
    if starts.is_empty() {
        return sorted;
    }
    let mut number = vec![EMPTY; text.len()];
    for (order, start) in starts.iter().enumerate() {
        number[*start as usize] = index(order);
    }
    let in_order: Vec<u32> =
        sorted.into_iter().filter(|at| number[*at as usize] != EMPTY).collect();
    let (names, count) = sorter.names(&starts, &in_order, &number);
    let in_order: Vec<u32> =
        suffix_array(&names, count).into_iter().map(|order| starts[order as usize]).collect();
    sorter.induce(&in_order)
}

/// Positions fit: the caller keeps texts shorter than `u32::MAX`.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(EMPTY)
}

struct Sorter<'a> {
    text: &'a [u32],
    /// Whether the suffix is smaller than the one that follows it.
    is_smaller: Vec<bool>,
    /// Where the suffixes of each first token begin, and where the smaller ones among them do.
    all: Vec<u32>,
    smaller: Vec<u32>,
}

impl<'a> Sorter<'a> {
    fn new(text: &'a [u32], alphabet: usize) -> Self {
        let mut is_smaller = vec![false; text.len()];
        for at in (0..text.len() - 1).rev() {
            is_smaller[at] = match text[at].cmp(&text[at + 1]) {
                std::cmp::Ordering::Less => true,
                std::cmp::Ordering::Equal => is_smaller[at + 1],
                std::cmp::Ordering::Greater => false,
            };
        }
        let mut all = vec![0u32; alphabet + 1];
        let mut larger = vec![0u32; alphabet];
        for (token, is_smaller) in text.iter().zip(&is_smaller) {
            all[*token as usize + 1] += 1;
            larger[*token as usize] += u32::from(!is_smaller);
        }
        for token in 0..alphabet {
            all[token + 1] += all[token];
        }
        let smaller = larger.iter().zip(&all).map(|(larger, start)| start + larger).collect();
        Self { text, is_smaller, all, smaller }
    }

    fn is_leftmost(&self, at: usize) -> bool {
        self.is_smaller[at] && !self.is_smaller[at - 1]
    }

    /// Sorts all suffixes given the order of the leftmost smaller ones.
    fn induce(&self, starts: &[u32]) -> Vec<u32> {
        let token = |at: u32| self.text[at as usize] as usize;
        let mut sorted = vec![EMPTY; self.text.len()];
        let mut next = self.smaller.clone();
        for start in starts {
            place(&mut sorted, &mut next[token(*start)], *start);
        }
        let mut next = self.all.clone();
        let last = index(self.text.len() - 1);
        place(&mut sorted, &mut next[token(last)], last);
        for at in 0..sorted.len() {
            if let Some(before) = self.before(sorted[at], false) {
                place(&mut sorted, &mut next[token(before)], before);
            }
        }
        let mut end = self.all.clone();
        for at in (0..sorted.len()).rev() {
            if let Some(before) = self.before(sorted[at], true) {
                let end = &mut end[token(before) + 1];
                *end -= 1;
                sorted[*end as usize] = before;
            }
        }
        sorted
    }

    fn before(&self, suffix: u32, smaller: bool) -> Option<u32> {
        let before = if suffix == EMPTY { None } else { suffix.checked_sub(1) };
        before.filter(|at| self.is_smaller[*at as usize] == smaller)
    }

    /// Numbers the stretches between leftmost suffixes so that equal ones have equal numbers.
    fn names(&self, starts: &[u32], in_order: &[u32], number: &[u32]) -> (Vec<u32>, usize) {
        let stretch = |start: u32| {
            let end = starts.get(number[start as usize] as usize + 1);
            let end = end.map_or(self.text.len(), |end| *end as usize + 1);
            (&self.text[start as usize..end], end)
        };
        let mut names = vec![0; starts.len()];
        let mut name = 0;
        for pair in in_order.windows(2) {
            let (left, right) = (stretch(pair[0]), stretch(pair[1]));
            // The last stretch ends with the text and so equals no other.
            let is_same = left.0 == right.0
                && number[pair[0] as usize] + 1 != index(starts.len())
                && number[pair[1] as usize] + 1 != index(starts.len());
            name += u32::from(!is_same);
            names[number[pair[1] as usize] as usize] = name;
        }
        (names, name as usize + 1)
    }
}

fn place(sorted: &mut [u32], next: &mut u32, suffix: u32) {
    sorted[*next as usize] = suffix;
    *next += 1;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn obvious(text: &[u32]) -> Vec<u32> {
        let mut starts: Vec<u32> = (0..text.len() as u32).collect();
        starts.sort_by_key(|start| &text[*start as usize..]);
        starts
    }

    proptest! {
        #[test]
        fn suffixes_come_in_the_order_of_a_plain_sort(text in proptest::collection::vec(0u32..4, 0..200)) {
            prop_assert_eq!(suffix_array(&text, 4), obvious(&text));
        }
    }

    #[test]
    fn one_word_said_over_and_over_is_sorted_from_the_end() {
        let text = vec![0; 100_000];
        let sorted = suffix_array(&text, 1);
        assert!(sorted.iter().enumerate().all(|(order, at)| order == 99_999 - *at as usize));
    }
}
