//! Words of a page as Markdown that reads as these words.

/// What the whole of a paragraph has, which decides whether one sign could be read as a mark.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    stars: bool,
    lines: bool,
    ticks: bool,
    tildes: bool,
    brackets: bool,
    pipes: bool,
}

impl Signs {
    /// Returns what the words of a paragraph have; with marks of its own, one sign is enough
    /// to pair with them.
    pub(super) fn of(words: &str, has_marks: bool, has_code: bool) -> Self {
        let enough = if has_marks { 1 } else { 2 };
        let has = |sign: char, enough: usize| words.matches(sign).take(enough).count() == enough;
        Self {
            stars: has('*', enough),
            lines: has('_', enough),
            ticks: has('`', if has_code { 1 } else { 2 }),
            tildes: has('~', enough),
            brackets: words.contains("](") || words.contains("][") || words.contains('@'),
            pipes: false,
        }
    }

    /// Returns the same for words in a cell of a table, which a pipe ends.
    pub(super) fn in_cell(self, is_cell: bool) -> Self {
        Self { pipes: is_cell, ..self }
    }
}

/// Returns words as Markdown. `before` and `behind` are the characters around them, and
/// `is_link` says that they are the words of a link.
pub(super) fn inline(
    words: &str,
    signs: Signs,
    (before, behind): (Option<char>, Option<char>),
    is_link: bool,
) -> String {
    let mut escaped = String::with_capacity(words.len());
    let mut last = before;
    let mut rest = words.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next().or(behind);
        let is_between_spaces = is_space(last) && is_space(next);
        let is_mark = match c {
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next == '\n'),
            '*' => signs.stars && !is_between_spaces,
            '_' => {
                let is_in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                signs.lines && !is_between_spaces && !(is_in_word(last) && is_in_word(next))
            }
            '`' => signs.ticks,
            '~' => signs.tildes && !is_between_spaces,
            '[' => is_link || signs.brackets || next == Some('^'),
            ']' => is_link,
            '|' => signs.pipes,
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_entity(rest.as_str()),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(c);
        last = Some(c);
    }
    escaped
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// The longest name of an entity, in bytes.
const LONGEST_ENTITY: usize = 32;

/// Whether what stands behind an `&` makes a character of it.
fn is_entity(behind: &str) -> bool {
    let window = behind.bytes().take(LONGEST_ENTITY);
    let end = window.clone().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
    end.is_some_and(|end| end > 0 && behind.as_bytes()[end] == b';')
}

/// Returns words with every sign escaped that a mark could be made of.
pub(super) fn every_sign(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() * 2);
    for c in words.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Returns the lines of a paragraph, of which none begins as another kind of block does.
pub(super) fn line_starts(paragraph: &str) -> String {
    let lines: Vec<_> = paragraph.split('\n').map(line_start).collect();
    lines.join("\n")
}

fn line_start(line: &str) -> String {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\\']);
    let without = |sign: char| line.trim_start_matches(sign);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.chars().next() {
        Some('#') if line.len() - without('#').len() <= 6 && ends(without('#')) => 0,
        Some('>') => 0,
        Some('=') if ends(without('=')) => 0,
        Some('-') if ends(&line[1..]) || ends(without('-')) => 0,
        Some('+' | '*') if ends(&line[1..]) => 0,
        Some('~') if line.starts_with("~~~") => 0,
        Some('`') if line.starts_with("```") && !without('`').contains('`') => 0,
        Some('|') => 0,
        Some('[') if begins_definition(line) => 0,
        Some('0'..='9') if digits <= 9 => {
            let behind = &line[digits..];
            let is_number = behind.starts_with(['.', ')']) && ends(&behind[1..]);
            if !is_number {
                return line.to_owned();
            }
            digits
        }
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}

/// Whether a line begins with the box of a task or the definition of a link.
fn begins_definition(line: &str) -> bool {
    let is_box = ["[ ]", "[x]", "[X]"].iter().any(|it| line.starts_with(it));
    is_box || line.find(']').is_some_and(|end| line[end + 1..].starts_with(':'))
}
