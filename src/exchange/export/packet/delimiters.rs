//! What tells an annotation from the draft, and the way back.
//!
//! The draft is never changed, only added to, and what is added can be taken out
//! again without knowing the draft. A mark in the text stands in white brackets,
//! `⟦C2 ✓⟧`. A block of notes stands between two comments, `<!--⟦1-->` and
//! `<!--⟧-->`: the number says how many line breaks in front of the first belong to
//! it, and two belong to the second. The last thing in the file is such a block.
//!
//! # Invariants
//!
//! - The two delimiters, `⟦` and `⟧`, occur neither in the draft nor in what is added.
//!   Where they do, as in a draft about annotated drafts, each gets a number, `⟦1·` and
//!   `·1⟧`, that makes it new.
//! - The block at the end of the file tells which. No delimiter can come about where a
//!   piece meets the draft, because a delimiter holds its bracket once, at its outer end.

use std::iter;

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// The delimiters of one annotated draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Delimiters {
    open: String,
    close: String,
    /// The draft's own line break.
    line_break: &'static str,
}

/// The text is not an annotated draft, or no longer a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StripError {
    /// It does not end as one does.
    #[error("this is no annotated draft: it does not end with the notes of one")]
    NoAnnotations,
    /// Somebody changed a mark or a block of notes.
    #[error("line {line}: an annotation begins here that is broken or does not end")]
    Broken {
        /// The line, from 1.
        line: usize,
    },
}

impl Delimiters {
    /// The first ones that none of the texts holds.
    pub(super) fn absent_from<'a>(
        texts: impl Iterator<Item = &'a str> + Clone,
        line_break: &'static str,
    ) -> Self {
        let is_free = |delimiters: &Self| {
            let holds =
                |text: &str| text.contains(&delimiters.open) || text.contains(&delimiters.close);
            !texts.clone().any(holds)
        };
        let mut all = (0_usize..).map(|number| Self::of(number, line_break));
        all.find(is_free).expect("a finite text does not hold every number")
    }

    fn of(number: usize, line_break: &'static str) -> Self {
        if number == 0 {
            return Self { open: OPEN.into(), close: CLOSE.into(), line_break };
        }
        let (open, close) = (format!("{OPEN}{number}·"), format!("·{number}{CLOSE}"));
        Self { open, close, line_break }
    }

    /// A mark in the text. It must not begin with a digit.
    pub(super) fn mark(&self, content: &str) -> String {
        format!("{}{content}{}", self.open, self.close)
    }

    /// A block behind a text: it stands on lines of its own, and so does what follows.
    pub(super) fn block(&self, before: &str, content: &str) -> String {
        let Self { open, close, line_break } = self;
        let breaks = breaks_needed(before);
        let lead = line_break.repeat(breaks);
        let content = match *line_break {
            "\n" => content.trim_end().to_owned(),
            other => content.trim_end().replace('\n', other),
        };
        format!(
            "{lead}<!--{open}{breaks}-->{line_break}{line_break}{content}{line_break}\
             {line_break}<!--{close}-->{line_break}{line_break}"
        )
    }
}

/// How many line breaks it takes to have an empty line behind a text.
fn breaks_needed(before: &str) -> usize {
    let Some(line) = before.strip_suffix('\n') else {
        // A byte order mark is no line.
        return if before.trim_start_matches('\u{feff}').is_empty() { 0 } else { 2 };
    };
    let line = line.strip_suffix('\r').unwrap_or(line);
    usize::from(!(line.is_empty() || line.ends_with('\n')))
}

/// Takes the annotations out of a text where it is an annotated draft; `None` where it is none.
///
/// # Errors
/// When it is one, or was one before somebody edited it, and an annotation in it is broken.
pub fn without_annotations(text: &str) -> Result<Option<String>, StripError> {
    let begins_block = |line: &str| {
        let inside = line.trim_start_matches('\u{feff}').trim_end();
        let inside = inside.strip_prefix("<!--⟦").and_then(|rest| rest.strip_suffix("-->"));
        inside.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '·'))
    };
    if text.lines().any(begins_block) { strip(text).map(Some) } else { Ok(None) }
}

/// Takes the annotations out of an annotated draft. What is left is the draft, byte
/// for byte; what somebody changed in the draft's own text stays changed.
///
/// # Errors
/// When the text is no annotated draft, or an annotation in it is broken.
pub fn strip(annotated: &str) -> Result<String, StripError> {
    let delimiters = last_delimiters(annotated).ok_or(StripError::NoAnnotations)?;
    let (open, close) = (delimiters.open.as_str(), delimiters.close.as_str());
    let mut draft = String::with_capacity(annotated.len());
    let mut rest = annotated;
    while let Some(at) = rest.find(open) {
        let broken = || {
            let behind = annotated.len() - rest.len() + at;
            StripError::Broken { line: annotated[..behind].matches('\n').count() + 1 }
        };
        let (before, inside) = (&rest[..at], &rest[at + open.len()..]);
        let end = inside.find(close).ok_or_else(broken)?;
        let (content, behind) = (&inside[..end], &inside[end + close.len()..]);
        match content.starts_with(|c: char| c.is_ascii_digit()) {
            false => {
                draft.push_str(before);
                rest = behind;
            }
            true => {
                draft.push_str(without_lead(before, content).ok_or_else(broken)?);
                rest = without_tail(behind).ok_or_else(broken)?;
            }
        }
    }
    draft.push_str(rest);
    Ok(draft)
}

/// The delimiters of the block that ends the file.
fn last_delimiters(annotated: &str) -> Option<Delimiters> {
    // An editor may have trimmed the empty line at the end.
    let last = annotated.trim_end_matches(['\n', '\r']).strip_suffix("-->")?;
    let last = last.strip_suffix(CLOSE)?;
    let number = match last.rsplit_once("<!--")?.1 {
        "" => 0,
        numbered => numbered.strip_prefix('·')?.parse().ok().filter(|number| *number > 0)?,
    };
    Some(Delimiters::of(number, "\n"))
}

/// What stands in front of a block, without what belongs to the block.
fn without_lead<'a>(before: &'a str, content: &str) -> Option<&'a str> {
    let (breaks, content) = content.split_once("-->")?;
    let line_break = if content.starts_with("\r\n") { "\r\n" } else { "\n" };
    let breaks: usize = breaks.parse().ok().filter(|breaks| *breaks <= 2)?;
    let mut before = before.strip_suffix("<!--")?;
    for line_break in iter::repeat_n(line_break, breaks) {
        before = before.strip_suffix(line_break)?;
    }
    Some(before)
}

/// What stands behind a block, without what belongs to the block.
fn without_tail(behind: &str) -> Option<&str> {
    let mut behind = behind.strip_prefix("-->")?;
    for _ in 0..2 {
        let shorter = behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix('\n'));
        behind = match shorter {
            Some(shorter) => shorter,
            None if behind.is_empty() => behind,
            None => return None,
        };
    }
    Some(behind)
}
