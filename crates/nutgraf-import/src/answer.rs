//! What the child answers, and what of it the parent believes.
//!
//! # Invariants
//!
//! No byte of an answer is believed before it was looked at: a file that took the child over
//! may say anything in the right form. [`UncheckedAnswer::checked`] is the only way from an
//! answer to an [`Imported`].

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::{
    ChildTask, FrameError, ImportError, ImportKind, Imported, Picture, PictureError, frame,
    readers::text::without_mark,
    title::{line_of, title_of},
};
use nutgraf_engine::text::invisible;

/// What the text of an answer is held to, beside the bytes that were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerRule {
    /// The text is the file's own bytes, without a byte order mark. A child that the file
    /// took over can then put no word into a source.
    OwnBytes,
    /// The text is what the reader makes of the file, and cannot be compared with its bytes.
    /// A child that the file took over answers with words of its choice, which the author of
    /// the file could as well have written into it.
    AnyText,
}

impl AnswerRule {
    /// Whether a text can be the answer to these bytes of a file.
    pub fn admits(self, text: &[u8], file: &[u8]) -> bool {
        match self {
            Self::OwnBytes => text == without_mark(file),
            Self::AnyText => true,
        }
    }

    /// Whether a byte order mark of the file was left out of the text.
    pub fn has_mark(self, file: &[u8]) -> bool {
        match self {
            Self::OwnBytes => without_mark(file).len() < file.len(),
            Self::AnyText => false,
        }
    }
}

/// What came of a file; the text is the frame's body.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum Reply {
    Taken {
        kind: ImportKind,
        title: String,
        authors: Vec<String>,
        /// As it is written; whoever reads it looks whether it is a date.
        issued: Option<String>,
        url: String,
    },
    Refused(ImportError),
    /// Markdown of the clipboard, which is the body; empty where plain text says as much.
    Markdown,
    /// A picture, whose pixels are the body.
    Picture {
        size: [u32; 2],
        original: [u32; 2],
    },
    NoPicture(PictureError),
}

/// Answers with a picture.
///
/// # Errors
/// When it is longer than it may be, or the parent does not listen.
pub(crate) fn write_picture(
    to: &mut impl Write,
    outcome: Result<Picture, PictureError>,
) -> io::Result<()> {
    let most = ChildTask::Picture.limits().bytes_out;
    match outcome {
        Ok(Picture { size, original, pixels }) => {
            frame::write(to, &Reply::Picture { size, original }, &pixels, most)
        }
        Err(error) => frame::write(to, &Reply::NoPicture(error), &[], most),
    }
}

/// Answers with the Markdown of the clipboard.
///
/// # Errors
/// When it is longer than it may be, or the parent does not listen.
pub(crate) fn write_markdown(to: &mut impl Write, markdown: String) -> io::Result<()> {
    let most = ChildTask::ClipboardHtml.limits().bytes_out;
    frame::write(to, &Reply::Markdown, markdown.as_bytes(), most)
}

/// Answers with what came of a file of a kind.
///
/// # Errors
/// When the text is longer than its kind may give, or the parent does not listen.
pub(crate) fn write_answer(
    to: &mut impl Write,
    kind: ImportKind,
    outcome: Result<Imported, ImportError>,
) -> io::Result<()> {
    let (mut reply, text) = match outcome {
        Ok(Imported { kind, text, title, authors, issued, url, has_mark: _ }) => {
            let issued = issued.map(|date| date.to_string());
            (Reply::Taken { kind, title, authors, issued, url }, text)
        }
        Err(error) => (Reply::Refused(error), String::new()),
    };
    // What a file says of itself is offered, not needed: beyond what anybody reads, it is
    // left out, and the text comes all the same.
    if let Reply::Taken { authors, url, .. } = &mut reply
        && !frame::fits(&(&*authors, &*url))
    {
        authors.clear();
        url.clear();
    }
    frame::write(to, &reply, text.as_bytes(), kind.limits().bytes_out)
}

/// An answer in the right form, of which nothing is believed yet.
#[derive(Debug)]
pub struct UncheckedAnswer {
    reply: Reply,
    body: Vec<u8>,
}

/// What a child says of a file, as far as it can be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The file became a text.
    Taken(Imported),
    /// The file cannot be a source.
    Refused(ImportError),
}

/// An answer in the right form that cannot be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer cannot be true")]
pub struct UntrueAnswer;

impl UncheckedAnswer {
    /// Reads the answer to a request for a task, to the end of the stream.
    ///
    /// # Errors
    /// When it is not one frame, or one that is longer than the task's limits.
    pub fn read(from: &mut impl Read, task: ChildTask) -> Result<Self, FrameError> {
        let (reply, body) = frame::read(from, task.limits().bytes_out)?;
        Ok(Self { reply, body })
    }

    /// Returns the answer once it holds for a text that this program could have read itself
    /// from the file's bytes. What the file says of itself is made harmless.
    ///
    /// # Errors
    /// When it is of another kind, its text breaks the kind's [`AnswerRule`], or is none.
    pub fn checked(self, asked: ImportKind, file: &[u8]) -> Result<Answer, UntrueAnswer> {
        let (kind, title, authors, issued, url) = match self.reply {
            Reply::Refused(error) if self.body.is_empty() => return Ok(Answer::Refused(error)),
            Reply::Refused(_) | Reply::Markdown | Reply::Picture { .. } | Reply::NoPicture(_) => {
                return Err(UntrueAnswer);
            }
            Reply::Taken { kind, title, authors, issued, url } => {
                (kind, title, authors, issued, url)
            }
        };
        let rule = asked.answer_rule();
        if kind != asked || !rule.admits(&self.body, file) {
            return Err(UntrueAnswer);
        }
        let text = String::from_utf8(self.body).map_err(|_| UntrueAnswer)?;
        if text.contains('\0') || text.trim().is_empty() {
            return Err(UntrueAnswer);
        }
        let authors = authors.iter().map(|author| line_of(author));
        Ok(Answer::Taken(Imported {
            kind,
            title: title_of(&title),
            authors: authors.filter(|author| !author.is_empty()).collect(),
            issued: issued.and_then(|date| date.parse().ok()),
            url: Some(url).filter(|url| is_address(url)).unwrap_or_default(),
            has_mark: rule.has_mark(file),
            text,
        }))
    }
}

impl UncheckedAnswer {
    /// Returns the Markdown of the clipboard once it is a text; `None` where the plain text
    /// says as much.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn markdown(self) -> Result<Option<String>, UntrueAnswer> {
        let Reply::Markdown = self.reply else { return Err(UntrueAnswer) };
        let text = String::from_utf8(self.body).map_err(|_| UntrueAnswer)?;
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        if text.contains(is_control) {
            return Err(UntrueAnswer);
        }
        Ok(Some(text).filter(|text| !text.trim().is_empty()))
    }
}

impl UncheckedAnswer {
    /// Returns the picture once it has as many pixels as it says, or why there is none.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn picture(self) -> Result<Result<Picture, PictureError>, UntrueAnswer> {
        let (size, original) = match self.reply {
            Reply::Picture { size, original } => (size, original),
            Reply::NoPicture(error) if self.body.is_empty() => return Ok(Err(error)),
            _ => return Err(UntrueAnswer),
        };
        let length = 4 * u64::from(size[0]) * u64::from(size[1]);
        let has_no_edge = size.iter().chain(&original).any(|edge| *edge == 0);
        if has_no_edge || length != self.body.len() as u64 {
            return Err(UntrueAnswer);
        }
        Ok(Ok(Picture { size, original, pixels: self.body }))
    }
}

/// Whether somebody who sees an address sees all of it: what is invisible leads elsewhere.
fn is_address(url: &str) -> bool {
    let is_unseen = |c: char| {
        c.is_control() || invisible::short_name(c).is_some() || matches!(c, '\u{200c}' | '\u{200d}')
    };
    url.contains("://") && !url.contains(is_unseen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    /// What the parent makes of the child's answer to a file, as it came through a pipe.
    fn answered(file: &[u8], kind: ImportKind) -> Answer {
        let mut pipe = Vec::new();
        write_answer(&mut pipe, kind, import(file, kind)).unwrap();
        UncheckedAnswer::read(&mut &*pipe, kind.into()).unwrap().checked(kind, file).unwrap()
    }

    #[test]
    fn what_the_child_answers_is_what_the_parent_believes() {
        let texts = ["Words.\r\n", "\u{feff}# A title\n", "---\ndate: 2024\n---\nWords\n", "\0"];
        for (kind, text) in ImportKind::ALL.iter().flat_map(|k| texts.map(|text| (*k, text))) {
            let expected = match import(text.as_bytes(), kind) {
                Ok(imported) => Answer::Taken(imported),
                Err(error) => Answer::Refused(error),
            };
            assert_eq!(answered(text.as_bytes(), kind), expected, "{kind:?}: {text:?}");
        }
    }

    #[test]
    fn own_bytes_admit_no_other_words_and_any_text_does() {
        for (text, file, is_own) in [
            ("abc", "abc", true),
            ("abc", "\u{feff}abc", true),
            ("\u{feff}abc", "\u{feff}abc", false),
            ("abc", "abd", false),
            ("abc", "abc\n", false),
        ] {
            let (text, file) = (text.as_bytes(), file.as_bytes());
            assert_eq!(AnswerRule::OwnBytes.admits(text, file), is_own, "{text:?} of {file:?}");
            assert!(AnswerRule::AnyText.admits(text, file));
        }
    }
}
