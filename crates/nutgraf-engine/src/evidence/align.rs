//! Aligns a quotation's words with a stretch of its source.
//!
//! Semi-global: all of the quotation against any part of the window, with
//! affine gaps, so that words left out in one place cost less than words left
//! out here and there (Gotoh, "An improved algorithm for matching biological
//! sequences", 1982). What is too large for a full table is first cut at words
//! that both sides have exactly once, as patience diff does. An alignment shows
//! what differs; it never decides that nothing does.

use std::collections::HashMap;

/// The largest table, in cells.
const MOST_CELLS: usize = 1 << 20;

/// How often a long text is cut at unique words before the rest counts as replaced.
const DEEPEST: usize = 12;

/// One step of an alignment; numbers are positions in query and window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlignStep {
    /// Both sides have the word: its index in the query and in the window.
    Equal(usize, usize),
    /// Only the quotation has the word: its index in the query.
    Delete(usize),
    /// Only the source has the word: its index in the window.
    Insert(usize),
}

/// What is aligned, and what each difference costs.
pub struct AlignTask<'a> {
    /// How many words the query has.
    pub query: usize,
    /// How many words the window has.
    pub window: usize,
    /// Whether two words are equal.
    pub equal: &'a dyn Fn(usize, usize) -> bool,
    /// Whether two different words look like one changed into the other.
    pub alike: &'a dyn Fn(usize, usize) -> bool,
    /// The weight of a word of the query: 1 for a sign, up to 8 for a rare word.
    pub weight: &'a dyn Fn(usize) -> u32,
    /// Whether the source may have extra words before a word of the query at no cost.
    pub is_free: &'a dyn Fn(usize) -> bool,
    /// A number for each word such that equal words have equal numbers, for cutting long texts.
    pub number: &'a dyn Fn(AlignSide, usize) -> Option<u32>,
}

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlignSide {
    /// The quotation.
    Query,
    /// The source.
    Window,
}

/// Costs, in sixteenths of a point.
mod cost {
    pub(super) const OPEN: i32 = 64;
    pub(super) const LEFT_OUT: i32 = 14;
    pub(super) const PUT_IN: i32 = 40;
    pub(super) const FREE: i32 = 1;
    pub(super) const ALIKE: i32 = 8;
    pub(super) const REPLACED: i32 = 96;
    pub(super) const POINT: i32 = 16;
}

/// The best alignment of the whole query with any part of the window.
///
/// Steps are in order and hold every word of the query; words of the window
/// before the first and behind the last of its words are not given.
pub fn align(task: &AlignTask) -> Vec<AlignStep> {
    let whole = AlignRegion { query: (0, task.query), window: (0, task.window) };
    let mut steps = Vec::with_capacity(task.query + task.query / 4);
    if whole.cells() <= MOST_CELLS {
        table(task, whole, true, &mut steps);
        return steps;
    }
    cut(task, whole, DEEPEST, &mut steps);
    let is_insert = |step: &AlignStep| matches!(step, AlignStep::Insert(_));
    let first = steps.iter().position(|step| !is_insert(step)).unwrap_or(steps.len());
    let last = steps.iter().rposition(|step| !is_insert(step)).map_or(first, |last| last + 1);
    steps[first..last].to_vec()
}

/// A part of both texts, as half-open ranges.
#[derive(Clone, Copy)]
struct AlignRegion {
    query: (usize, usize),
    window: (usize, usize),
}

impl AlignRegion {
    fn cells(self) -> usize {
        (self.query.1 - self.query.0 + 1).saturating_mul(self.window.1 - self.window.0 + 1)
    }
}

/// Aligns all of both sides, cutting at words that occur once on each.
fn cut(task: &AlignTask, mut part: AlignRegion, depth: usize, steps: &mut Vec<AlignStep>) {
    while part.query.0 < part.query.1
        && part.window.0 < part.window.1
        && (task.equal)(part.query.0, part.window.0)
    {
        steps.push(AlignStep::Equal(part.query.0, part.window.0));
        part.query.0 += 1;
        part.window.0 += 1;
    }
    let mut tail = 0;
    while part.query.0 < part.query.1
        && part.window.0 < part.window.1
        && (task.equal)(part.query.1 - 1, part.window.1 - 1)
    {
        part.query.1 -= 1;
        part.window.1 -= 1;
        tail += 1;
    }
    if part.cells() <= MOST_CELLS / 2 {
        table(task, part, false, steps);
    } else {
        let unique = if depth == 0 { Vec::new() } else { unique_pairs(task, part) };
        let (mut query, mut window) = (part.query.0, part.window.0);
        if unique.is_empty() {
            steps.extend((query..part.query.1).map(AlignStep::Delete));
            steps.extend((window..part.window.1).map(AlignStep::Insert));
        } else {
            for (at, place) in unique {
                let before = AlignRegion { query: (query, at), window: (window, place) };
                cut(task, before, depth - 1, steps);
                steps.push(AlignStep::Equal(at, place));
                (query, window) = (at + 1, place + 1);
            }
            let rest =
                AlignRegion { query: (query, part.query.1), window: (window, part.window.1) };
            cut(task, rest, depth - 1, steps);
        }
    }
    steps.extend((0..tail).map(|at| AlignStep::Equal(part.query.1 + at, part.window.1 + at)));
}

/// Returns the words that occur once on each side, in the longest sequence that rises on both.
fn unique_pairs(task: &AlignTask, part: AlignRegion) -> Vec<(usize, usize)> {
    let mut places: HashMap<u32, (Option<usize>, Option<usize>, bool)> = HashMap::new();
    for at in part.query.0..part.query.1 {
        if let Some(number) = (task.number)(AlignSide::Query, at) {
            let place = places.entry(number).or_default();
            place.2 |= place.0.replace(at).is_some();
        }
    }
    for at in part.window.0..part.window.1 {
        if let Some(number) = (task.number)(AlignSide::Window, at) {
            let place = places.entry(number).or_default();
            place.2 |= place.1.replace(at).is_some();
        }
    }
    let mut pairs: Vec<(usize, usize)> = places
        .into_values()
        .filter(|place| !place.2)
        .filter_map(|(at, place, _)| Some((at?, place?)))
        .filter(|(at, place)| (task.equal)(*at, *place))
        .collect();
    pairs.sort_unstable();
    longest_rising(&pairs)
}

/// Returns the longest part of the pairs that rises on both sides; the pairs are given in the
/// rising order of their first member (Schensted, 1961).
pub(super) fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut below: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|top| pairs[*top].1 < pair.1);
        below.push(pile.checked_sub(1).map(|pile| piles[pile]));
        if pile == piles.len() {
            piles.push(at);
        } else {
            piles[pile] = at;
        }
    }
    let mut row = Vec::with_capacity(piles.len());
    let mut at = piles.last().copied();
    while let Some(pair) = at {
        row.push(pairs[pair]);
        at = below[pair];
    }
    row.reverse();
    row
}

/// Bits of a cell: where its best score came from, and whether gaps go on.
mod from {
    pub(super) const BOTH: u8 = 0;
    pub(super) const DELETE: u8 = 1;
    pub(super) const INSERT: u8 = 2;
    pub(super) const WHERE: u8 = 3;
    pub(super) const DELETE_GOES_ON: u8 = 4;
    pub(super) const INSERT_GOES_ON: u8 = 8;
}

/// Gotoh's table. With `open_ends` the window may begin and end anywhere.
fn table(task: &AlignTask, part: AlignRegion, open_ends: bool, steps: &mut Vec<AlignStep>) {
    let (rows, columns) = (part.query.1 - part.query.0, part.window.1 - part.window.0);
    let never = i32::MIN / 2;
    let width = columns + 1;
    let mut trace = vec![from::BOTH; (rows + 1) * width];
    let mut best: Vec<i32> = Vec::with_capacity(width);
    for (column, cell) in trace.iter_mut().enumerate().take(width) {
        let is_free = column == 0 || open_ends;
        best.push(if is_free { 0 } else { -cost::OPEN - as_cost(column) * cost::LEFT_OUT });
        *cell = from::INSERT | if column > 1 { from::INSERT_GOES_ON } else { 0 };
    }
    let mut delete = vec![never; width];
    for row in 1..=rows {
        let word = part.query.0 + row - 1;
        let weight = as_cost((task.weight)(word) as usize);
        // Words that may be before the next word of the query cost nothing there.
        let is_free = word + 1 < task.query && (task.is_free)(word + 1);
        let (open, goes_on) = if is_free { (0, cost::FREE) } else { (cost::OPEN, cost::LEFT_OUT) };
        let put_in = if weight > 1 { cost::PUT_IN } else { cost::POINT };
        let mut diagonal = best[0];
        let mut insert = never;
        for column in 0..=columns {
            let cell = &mut trace[row * width + column];
            let opened = best[column] - cost::OPEN - put_in;
            let longer = delete[column] - put_in;
            delete[column] = opened.max(longer);
            if longer > opened {
                *cell |= from::DELETE_GOES_ON;
            }
            let mut score = delete[column];
            let mut origin = from::DELETE;
            if column > 0 {
                let opened = best[column - 1] - open - goes_on;
                let longer = insert - goes_on;
                insert = opened.max(longer);
                if longer > opened {
                    *cell |= from::INSERT_GOES_ON;
                }
                if insert >= score {
                    (score, origin) = (insert, from::INSERT);
                }
                let place = part.window.0 + column - 1;
                let both = diagonal
                    + if (task.equal)(word, place) {
                        (weight + 1) * cost::POINT
                    } else if (task.alike)(word, place) {
                        -cost::ALIKE
                    } else {
                        -cost::REPLACED
                    };
                if both >= score {
                    (score, origin) = (both, from::BOTH);
                }
            }
            diagonal = best[column];
            best[column] = score;
            *cell |= origin;
        }
    }
    let last = match open_ends {
        false => columns,
        true => (0..=columns).rev().max_by_key(|column| best[*column]).unwrap_or(columns),
    };
    let begin = steps.len();
    trace_back(task, part, &trace, last, open_ends, steps);
    steps[begin..].reverse();
}

fn trace_back(
    task: &AlignTask,
    part: AlignRegion,
    trace: &[u8],
    last: usize,
    open_ends: bool,
    steps: &mut Vec<AlignStep>,
) {
    let width = part.window.1 - part.window.0 + 1;
    let (mut row, mut column) = (part.query.1 - part.query.0, last);
    let mut state = trace[row * width + column] & from::WHERE;
    while row > 0 || (column > 0 && !open_ends) {
        let cell = trace[row * width + column];
        match state {
            from::DELETE if row > 0 => {
                steps.push(AlignStep::Delete(part.query.0 + row - 1));
                row -= 1;
                if cell & from::DELETE_GOES_ON == 0 {
                    state = trace[row * width + column] & from::WHERE;
                }
            }
            from::BOTH if row > 0 && column > 0 => {
                let (word, place) = (part.query.0 + row - 1, part.window.0 + column - 1);
                if (task.equal)(word, place) {
                    steps.push(AlignStep::Equal(word, place));
                } else {
                    steps.extend([AlignStep::Insert(place), AlignStep::Delete(word)]);
                }
                row -= 1;
                column -= 1;
                state = trace[row * width + column] & from::WHERE;
            }
            _ => {
                steps.push(AlignStep::Insert(part.window.0 + column - 1));
                column -= 1;
                if row == 0 {
                    state = from::INSERT;
                } else if cell & from::INSERT_GOES_ON == 0 {
                    state = trace[row * width + column] & from::WHERE;
                }
            }
        }
    }
}

/// Costs are far below the limit; more columns than that do not fit the table.
fn as_cost(value: usize) -> i32 {
    i32::try_from(value).unwrap_or(1 << 24)
}

#[cfg(test)]
mod tests;
