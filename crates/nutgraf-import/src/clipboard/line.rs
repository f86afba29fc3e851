//! The words of a paragraph as Markdown.
//!
//! # Invariants
//!
//! A line is read back before it is handed on. Where it does not read as the words that were
//! meant, its emphasis is left out, and where that does not help, every mark is.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{
    escape::{self, Signs},
    run::{Run, RunContent, Runs},
    style::Look,
};

/// Where a line stands, which decides what would be read as a mark in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In lines of its own, which may break.
    Paragraph,
    /// Behind the marks of a heading, in one line.
    Heading,
    /// In a cell of a table, in one line.
    Cell,
}

/// How much of the look of words is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    All,
    NoEmphasis,
    Nothing,
}

/// Returns runs as Markdown.
pub(super) fn markdown(runs: &Runs, place: Place) -> String {
    let meant = plain(&runs.words());
    for detail in [Detail::All, Detail::NoEmphasis] {
        let written = written(runs, place, detail);
        if read_back(&written, place).is_some_and(|read| read == meant) {
            return written;
        }
    }
    written(runs, place, Detail::Nothing)
}

fn written(runs: &Runs, place: Place, detail: Detail) -> String {
    let words = runs.words();
    let line = if detail == Detail::Nothing {
        escape::every_sign(&plain(&words))
    } else {
        let has = |is: fn(&Look) -> bool| runs.0.iter().any(|run| is(&run.style));
        let has_marks = has(|style| style.bold || style.italic || style.struck);
        let is_cell = place == Place::Cell;
        let signs = Signs::of(&words, has_marks, has(|style| style.code)).in_cell(is_cell);
        let writer = Writer { signs, place, detail };
        let mut line = String::new();
        writer.group(&runs.0, Layer::Link, &mut line, None);
        if place == Place::Paragraph { escape::line_starts(&line) } else { line }
    };
    match place {
        // Signs at its end would close it.
        Place::Heading if line.ends_with('#') => {
            let at = line.trim_end_matches('#').len();
            format!("{}\\{}", &line[..at], &line[at..])
        }
        Place::Paragraph | Place::Heading | Place::Cell => line,
    }
}

/// Returns words with one space for any white space.
fn plain(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    words.join(" ")
}

/// Returns the words that a line reads as where it stands; `None` where it is no such line.
fn read_back(line: &str, place: Place) -> Option<String> {
    let block = match place {
        Place::Paragraph => line.to_owned(),
        Place::Heading => format!("# {line}"),
        Place::Cell => format!("| {line} | |\n| --- | --- |"),
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut words = String::new();
    let mut blocks = 0;
    for event in Parser::new_ext(&block, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::Start(Tag::Paragraph) if place == Place::Paragraph => blocks += 1,
            Event::Start(Tag::Heading { .. }) if place == Place::Heading => blocks += 1,
            Event::Start(Tag::Table(_)) if place == Place::Cell => blocks += 1,
            Event::Start(Tag::TableHead | Tag::TableCell) if place == Place::Cell => {}
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. },
            ) => {}
            Event::End(TagEnd::TableCell) => words.push('\n'),
            Event::End(_) => {}
            _ => return None,
        }
    }
    (blocks == 1).then(|| plain(&words))
}

/// What is written around words, from the outside in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Link,
    Struck,
    Bold,
    Italic,
    Code,
    Words,
}

impl Layer {
    const fn within(self) -> Self {
        match self {
            Self::Link => Self::Struck,
            Self::Struck => Self::Bold,
            Self::Bold => Self::Italic,
            Self::Italic => Self::Code,
            Self::Code | Self::Words => Self::Words,
        }
    }

    /// Whether two runs are one in this layer.
    fn joins(self, one: &Look, other: &Look) -> bool {
        match self {
            Self::Link => one.link == other.link,
            Self::Struck => one.struck == other.struck,
            Self::Bold => one.bold == other.bold,
            Self::Italic => one.italic == other.italic,
            Self::Code => one.code == other.code,
            Self::Words => false,
        }
    }
}

struct Writer {
    signs: Signs,
    place: Place,
    detail: Detail,
}

impl Writer {
    /// Writes runs behind a line, those of one look together; `behind` is what follows them.
    fn group(&self, mut runs: &[Run], layer: Layer, line: &mut String, behind: Option<char>) {
        while let Some(first) = runs.first() {
            let joined = runs.iter().take_while(|run| layer.joins(&first.style, &run.style));
            let (group, rest) = runs.split_at(joined.count().max(1));
            let behind = rest.first().map_or(behind, first_sign);
            self.layer(group, layer, line, behind);
            runs = rest;
        }
    }

    fn layer(&self, group: &[Run], layer: Layer, line: &mut String, behind: Option<char>) {
        let Some(Run { style, .. }) = group.first() else { return };
        let emphasis = self.detail == Detail::All;
        match layer {
            Layer::Link => match &style.link {
                Some(address) => self.link(group, address, line, behind),
                None => self.group(group, layer.within(), line, behind),
            },
            Layer::Struck if style.struck && emphasis => {
                self.marked(group, layer, "~~", line, behind);
            }
            Layer::Bold if style.bold && emphasis => self.marked(group, layer, "**", line, behind),
            Layer::Italic if style.italic && emphasis => {
                self.marked(group, layer, "*", line, behind);
            }
            Layer::Code if style.code => self.code(group, line, behind),
            Layer::Words => self.words(group, line, behind),
            _ => self.group(group, layer.within(), line, behind),
        }
    }

    fn words(&self, group: &[Run], line: &mut String, behind: Option<char>) {
        for run in group {
            match &run.content {
                RunContent::Text(text) => {
                    let around = (line.chars().next_back(), behind);
                    let is_link = run.style.link.is_some();
                    line.push_str(&escape::inline(text, self.signs, around, is_link));
                }
                RunContent::Image { description, address } => {
                    let description = escape::inline(description, self.signs, (None, None), true);
                    line.push_str(&format!("![{description}]({})", target(address)));
                }
                RunContent::Break if self.place == Place::Paragraph => line.push_str("\\\n"),
                RunContent::Break => line.push(' '),
            }
        }
    }

    fn link(&self, group: &[Run], address: &str, line: &mut String, behind: Option<char>) {
        let words = Runs(group.to_vec()).words();
        let has_image = group.iter().any(|run| matches!(run.content, RunContent::Image { .. }));
        if words.trim().is_empty() && !has_image {
            self.group(group, Layer::Link.within(), line, behind);
            return;
        }
        let is_bare = words == address && !address.contains(['<', '>', ' ', '\\']);
        let plain = group
            .iter()
            .all(|run| run.style == Look { link: run.style.link.clone(), ..Look::default() });
        if is_bare && plain && !address.starts_with("mailto:") {
            line.push_str(&format!("<{address}>"));
            return;
        }
        let mut inner = String::new();
        self.group(group, Layer::Link.within(), &mut inner, Some(']'));
        let (before, inner, after) = edges(&inner);
        line.push_str(before);
        if line.ends_with('!') && !line.ends_with("\\!") {
            line.insert(line.len() - 1, '\\');
        }
        line.push_str(&format!("[{inner}]({}){after}", target(address)));
    }

    fn code(&self, group: &[Run], line: &mut String, behind: Option<char>) {
        if group.iter().any(|run| matches!(run.content, RunContent::Image { .. })) {
            self.group(group, Layer::Words, line, behind);
            return;
        }
        let words = Runs(group.to_vec()).words();
        let (before, code, after) = edges(&words);
        if code.is_empty() {
            line.push_str(&words.replace('\n', " "));
            return;
        }
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let has = |length: usize| code.split(|c| c != '`').any(|run| run.len() == length);
        // The shortest fence that does not stand within.
        let fence = (1..=longest + 1).find(|length| !has(*length)).unwrap_or(longest + 1);
        let fence = "`".repeat(fence);
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        let code = code.replace('\n', " ");
        let is_cell = self.place == Place::Cell;
        let code = if is_cell { code.replace('|', "\\|") } else { code };
        line.push_str(&format!("{before}{fence}{pad}{code}{pad}{fence}{after}"));
    }

    /// Writes runs between two marks, where these are read as such.
    fn marked(
        &self,
        group: &[Run],
        layer: Layer,
        mark: &str,
        line: &mut String,
        behind: Option<char>,
    ) {
        let mut inner = String::new();
        self.group(group, layer.within(), &mut inner, behind);
        let (before, mut words, mut after) = edges(&inner);
        let next = |after: &str| after.chars().next().or(behind);
        // A closing mark between a sign and a letter closes nothing; the sign goes outside.
        while is_word(next(after)) && words.ends_with(['.', ',', ';', ':', '!', '?', '”', '…'])
        {
            let length = words.chars().next_back().map_or(0, char::len_utf8);
            after = &inner[before.len() + words.len() - length..];
            words = &words[..words.len() - length];
        }
        line.push_str(before);
        let sign = |c: Option<char>| c.filter(|c| *c != '*' && *c != '~');
        let opens = {
            let first = sign(words.trim_start_matches(['*', '~']).chars().next());
            is_word(first) || !is_word(line.chars().next_back())
        };
        let closes = {
            let last = sign(words.trim_end_matches(['*', '~']).chars().next_back());
            is_word(last) || !is_word(next(after))
        };
        if words.is_empty() || !opens || !closes {
            line.push_str(words);
        } else {
            line.push_str(mark);
            line.push_str(words);
            line.push_str(mark);
        }
        line.push_str(after);
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Returns the first character that a run is written with.
fn first_sign(run: &Run) -> Option<char> {
    match &run.content {
        _ if run.style.link.is_some() => Some('['),
        _ if run.style.code => Some('`'),
        RunContent::Text(text) => text.chars().next(),
        RunContent::Image { .. } => Some('!'),
        RunContent::Break => Some('\n'),
    }
}

/// Returns the white space in front of words, the words, and the white space behind them.
fn edges(text: &str) -> (&str, &str, &str) {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len().max(start);
    (&text[..start], &text[start..end], &text[end..])
}

/// Returns an address as the target of a link: no sign in it ends the target.
fn target(address: &str) -> String {
    let mut depth = 0_i32;
    let is_balanced = address.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth >= 0
    }) && depth == 0;
    let mut target = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' => target.push_str("%20"),
            '<' => target.push_str("%3C"),
            '>' => target.push_str("%3E"),
            '\\' => target.push_str("%5C"),
            '|' => target.push_str("%7C"),
            '(' if !is_balanced => target.push_str("%28"),
            ')' if !is_balanced => target.push_str("%29"),
            c if c.is_whitespace() => target.push_str("%20"),
            c => target.push(c),
        }
    }
    target
}
