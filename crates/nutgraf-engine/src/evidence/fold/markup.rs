//! Which bytes of a Markdown text are markup and not words.
//!
//! The rules are CommonMark's, made safe for cut-out passages: an emphasis
//! mark whose partner lies outside the passage is still a mark.
//!
//! # Invariants
//!
//! - A mark inside a word or beside a digit goes only together with its partner, and only
//!   where neither hangs on a letter or digit outside.
//! - So `2*3*4` keeps its stars.

use crate::range::TextRange;
use std::collections::HashSet;

/// A stretch of markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Markup {
    pub(super) range: TextRange,
    pub(super) is_emphasis: bool,
}

/// No link target is longer; keeps a text full of `](` linear.
const LONGEST_TARGET: usize = 2_000;

/// No name of a link is longer.
const LONGEST_LABEL: usize = 200;

/// HTML elements of running text. Others, such as `<y and z>`, may well be comparisons.
const ELEMENTS: [&str; 14] =
    ["em", "i", "b", "strong", "u", "s", "sup", "sub", "span", "mark", "q", "cite", "small", "br"];

/// The markup of a text, in order, without overlaps.
pub(super) fn markup(text: &str) -> Vec<Markup> {
    let labels = labels(text);
    let mut scan =
        MarkupScan { text, found: Vec::new(), runs: Vec::new(), brackets: Vec::new(), labels };
    let bytes = text.as_bytes();
    // Behind a byte order mark the first line begins as any other.
    let mut at = scan.line_start(text.len() - text.trim_start_matches('\u{feff}').len());
    while at < bytes.len() {
        at = match bytes[at] {
            b'\n' if scan.is_blank(at + 1) => {
                scan.close_paragraph();
                scan.line_start(at + 1)
            }
            b'\n' => scan.line_start(at + 1),
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                scan.drop(TextRange::new(at, at + 1));
                at + 2
            }
            // A line that is broken hard.
            b'\\' if bytes.get(at + 1) == Some(&b'\n') => {
                scan.drop(TextRange::new(at, at + 1));
                at + 1
            }
            b'`' => scan.code(at),
            // Words struck out are not emphasised, so their marks stand.
            b'*' | b'_' => scan.run(at),
            b'[' => scan.open_bracket(at),
            b']' => scan.close_bracket(at),
            b'<' => scan.element(at),
            _ => at + 1,
        };
    }
    scan.close_paragraph();
    scan.found.sort_by_key(|markup| markup.range.start);
    // A bracket that an element or code span took first is not markup twice.
    let mut end = 0;
    scan.found.retain(|markup| {
        let is_free = markup.range.start >= end;
        if is_free {
            end = markup.range.end;
        }
        is_free
    });
    scan.found
}

/// A run of one emphasis character.
struct EmphasisRun {
    range: TextRange,
    mark: u8,
    /// It may stand for itself, so it goes only with a partner.
    needs_partner: bool,
    can_open: bool,
    can_close: bool,
}

struct MarkupScan<'a> {
    text: &'a str,
    found: Vec<Markup>,
    runs: Vec<EmphasisRun>,
    brackets: Vec<usize>,
    /// What the links are called that the text defines, in small letters.
    labels: HashSet<String>,
}

/// The names of the links that a text defines: `[name]: https://…`.
fn labels(text: &str) -> HashSet<String> {
    let definitions = text.lines().filter_map(|line| {
        let line = line.trim_start().strip_prefix('[')?;
        let (name, _) = line[..line.floor_char_boundary(LONGEST_LABEL)].split_once("]:")?;
        (!name.starts_with('^')).then(|| name.to_lowercase())
    });
    definitions.collect()
}

impl MarkupScan<'_> {
    fn drop(&mut self, range: TextRange) {
        self.found.push(Markup { range, is_emphasis: false });
    }

    fn is_blank(&self, at: usize) -> bool {
        let line = self.text[at..].bytes().take_while(|byte| *byte != b'\n');
        line.into_iter().all(|byte| byte.is_ascii_whitespace())
    }

    fn is_figure(&self, at: usize) -> bool {
        self.text[at..].trim_start().starts_with(|c: char| c.is_numeric() || c == '.')
    }

    /// Block markers at the start of a line; gives where its words begin.
    fn line_start(&mut self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let is_space = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        loop {
            let mut start = at;
            while matches!(bytes.get(start), Some(b' ' | b'\t')) {
                start += 1;
            }
            let end = match bytes.get(start) {
                Some(b'>') => start + 1,
                Some(b'#') => {
                    let level = bytes[start..].iter().take_while(|byte| **byte == b'#').count();
                    if level > 6 || !is_space(start + level) {
                        return at;
                    }
                    start + level
                }
                // `+ 5` and `- 5` may be figures, so only bullets that cannot be signs go.
                Some(b'*') if is_space(start + 1) => start + 1,
                Some(b'-') if is_space(start + 1) && !self.is_figure(start + 1) => start + 1,
                _ => return at,
            };
            self.drop(TextRange::new(start, end));
            at = end;
        }
    }

    /// A code span's backticks; what it holds stands for itself.
    fn code(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let length = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        let size = length(at);
        let limit = (at + LONGEST_TARGET).min(bytes.len());
        let mut end = at + size;
        while end < limit {
            if bytes[end] != b'`' {
                end += 1;
                continue;
            }
            let closing = length(end);
            if closing == size {
                self.drop(TextRange::new(at, at + size));
                self.drop(TextRange::new(end, end + size));
                return end + size;
            }
            end += closing;
        }
        at + size
    }

    fn run(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mark = bytes[at];
        let size = bytes[at..].iter().take_while(|byte| **byte == mark).count();
        let end = at + size;
        let is_delimiter = |c: &char| matches!(c, '*' | '_' | '~');
        let before = self.text[..at].chars().rev().take(8).find(|c| !is_delimiter(c));
        let after = self.text[end..].chars().take(8).find(|c| !is_delimiter(c));
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        let can_open = !is_space(after) && !is_digit(before) && (mark != b'_' || !is_word(before));
        let can_close = !is_space(before) && !is_digit(after) && (mark != b'_' || !is_word(after));
        if can_open || can_close {
            let needs_partner =
                is_digit(before) || is_digit(after) || (is_word(before) && is_word(after));
            self.runs.push(EmphasisRun {
                range: TextRange::new(at, end),
                mark,
                needs_partner,
                can_open,
                can_close,
            });
        }
        end
    }

    fn open_bracket(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes.get(at + 1) == Some(&b'^') {
            let label = bytes[at + 2..].iter().take(64).position(|byte| *byte == b']');
            if let Some(length) = label.filter(|length| *length > 0) {
                self.drop(TextRange::new(at, at + length + 3));
                return at + length + 3;
            }
        }
        self.brackets.push(at);
        at + 1
    }

    fn close_bracket(&mut self, at: usize) -> usize {
        let Some(open) = self.brackets.pop() else { return at + 1 };
        let bytes = self.text.as_bytes();
        if bytes.get(at + 1) != Some(&b'(') {
            return self.named_link(open, at);
        }
        let mut depth = 0usize;
        for (offset, byte) in bytes[at + 1..].iter().enumerate().take(LONGEST_TARGET) {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\n' if bytes.get(at + 2 + offset) == Some(&b'\n') => break,
                _ => {}
            }
            if depth == 0 {
                let is_image = open > 0 && bytes[open - 1] == b'!';
                self.drop(TextRange::new(open - usize::from(is_image), open + 1));
                self.drop(TextRange::new(at, at + offset + 2));
                return at + offset + 2;
            }
        }
        at + 1
    }

    /// `[words][name]`, `[name][]` and `[name]`, where the text says what the name is.
    fn named_link(&mut self, open: usize, close: usize) -> usize {
        if self.labels.is_empty() {
            return close + 1;
        }
        let words = &self.text[open + 1..close];
        let behind = self.text[close + 1..].strip_prefix('[');
        let behind = behind.map(|behind| &behind[..behind.floor_char_boundary(LONGEST_LABEL)]);
        let name = behind.and_then(|behind| behind.split_once(']')).map(|(name, _)| name);
        let (label, end) = match name {
            Some("") => (words, close + 3),
            Some(name) => (name, close + name.len() + 3),
            None => (words, close + 1),
        };
        let is_definition = self.text[close + 1..].starts_with(':');
        if is_definition
            || label.len() > LONGEST_LABEL
            || !self.labels.contains(&label.to_lowercase())
        {
            return close + 1;
        }
        self.drop(TextRange::new(open, open + 1));
        self.drop(TextRange::new(close, end));
        end
    }

    fn element(&mut self, at: usize) -> usize {
        let rest = &self.text[at + 1..];
        if rest.starts_with("!--") {
            let comment = &rest.as_bytes()[..rest.len().min(LONGEST_TARGET)];
            if let Some(end) = comment.windows(3).position(|mark| mark == b"-->") {
                self.drop(TextRange::new(at, at + end + 4));
                return at + end + 4;
            }
            return at + 1;
        }
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let is_known = ELEMENTS.iter().any(|element| name[..length].eq_ignore_ascii_case(element));
        let ends = rest.bytes().take(LONGEST_TARGET).position(|byte| matches!(byte, b'>' | b'<'));
        match ends {
            Some(end) if is_known && rest.as_bytes()[end] == b'>' => {
                self.drop(TextRange::new(at, at + end + 2));
                at + end + 2
            }
            _ => at + 1,
        }
    }

    /// Decides about the emphasis marks of the paragraph that ends here.
    fn close_paragraph(&mut self) {
        self.brackets.clear();
        let runs = std::mem::take(&mut self.runs);
        let mut is_mark: Vec<bool> = runs.iter().map(|run| !run.needs_partner).collect();
        // The last opener of each kind that has no partner yet, by character and length.
        let mut open: Vec<(u8, usize, usize)> = Vec::new();
        for (number, run) in runs.iter().enumerate() {
            let kind = (run.mark, run.range.len());
            let partner = open.iter().rposition(|(mark, size, _)| (*mark, *size) == kind);
            if let (true, Some(partner)) = (run.can_close, partner) {
                is_mark[open[partner].2] = true;
                is_mark[number] = true;
                open.remove(partner);
            } else if run.can_open {
                if let Some(partner) = partner {
                    open.remove(partner);
                }
                open.push((run.mark, run.range.len(), number));
            }
        }
        for (run, is_mark) in runs.into_iter().zip(is_mark) {
            if is_mark {
                self.found.push(Markup { range: run.range, is_emphasis: true });
            }
        }
    }
}
