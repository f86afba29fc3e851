//! What is on the clipboard going into the draft, and the draft going out as rich text.
//!
//! # Invariants
//! - A paste is one undo step, whatever was typed while the clipboard was read.
//! - What cannot be read as Markdown comes as plain text, and says so.

use std::path::PathBuf;

use crate::{
    app::{
        effect::{ClipboardContent, Effect, ImageSource, PasteTarget},
        notice::{DoneNotice, ProblemNotice},
        state::Mode,
        workspace::Workspace,
    },
    exchange::export,
    persist::KeepImageError,
    project::Intent,
};
use nutgraf_engine::{
    markdown::{is_address, link_destination},
    range::DraftRange,
    text::{Bias, Change, pasted},
};

impl Workspace {
    /// Begins a paste at the selection of the draft.
    pub(super) fn paste(&mut self, is_plain: bool) -> Vec<Effect> {
        if !self.is_open() || self.is_read_only() || self.view.mode == Mode::Read {
            return Vec::new();
        }
        let (structure, draft) = (self.open.structure(), self.open.project().draft());
        let placeholder = structure.placeholder_around(draft, self.view.selection);
        let range = placeholder.map_or(self.view.selection, |found| found.range);
        // Marks of Markdown are code within code.
        let is_plain = is_plain || (placeholder.is_none() && structure.is_code(range.start));
        let serial = self.pastes.begin(range, is_plain);
        // What is typed next goes behind what is pasted and replaces nothing.
        self.view.selection = DraftRange::at(range.end);
        vec![Effect::ReadClipboard { target: PasteTarget::Draft(serial), is_plain }]
    }

    /// Takes in what is on the clipboard.
    pub(super) fn clipboard_read(
        &mut self,
        target: PasteTarget,
        content: ClipboardContent,
    ) -> Vec<Effect> {
        match target {
            PasteTarget::Field => match content {
                ClipboardContent::Unreachable => vec![Effect::PasteByWindow],
                ClipboardContent::Markdown(text) | ClipboardContent::Text { text, .. } => {
                    vec![Effect::PasteIntoField(pasted(&text, "\n"))]
                }
                ClipboardContent::Image(_)
                | ClipboardContent::UnreadableImage
                | ClipboardContent::Unreadable(_)
                | ClipboardContent::Nothing => vec![Effect::PasteIntoField(String::new())],
            },
            PasteTarget::Draft(serial) => {
                let is_unreachable = matches!(content, ClipboardContent::Unreachable);
                let mut effects = self.paste_read(serial, content);
                effects.extend(is_unreachable.then_some(Effect::PasteByWindow));
                effects
            }
        }
    }

    fn paste_read(&mut self, serial: u64, content: ClipboardContent) -> Vec<Effect> {
        let Some(place) = self.pastes.place(serial) else { return Vec::new() };
        let range = self.open.fitted(place);
        match content {
            ClipboardContent::Image(bytes) => {
                return self.keep_image(serial, ImageSource::Bytes(bytes));
            }
            ClipboardContent::Markdown(markdown) => {
                let text = blocks_at(self.open.project().draft(), range, markdown.trim_end());
                self.put_pasted(range, &text);
            }
            ClipboardContent::Text { text, failure } => {
                let link =
                    if self.pastes.is_plain(serial) { None } else { self.linked(range, &text) };
                let text = link.unwrap_or(text);
                self.put_pasted(range, &text);
                if let Some(failure) = failure {
                    self.problem(ProblemNotice::PastedPlain(failure));
                }
            }
            ClipboardContent::Nothing | ClipboardContent::Unreachable => self.reselect(range),
            ClipboardContent::UnreadableImage => {
                self.reselect(range);
                self.problem(ProblemNotice::ImageUnreadable);
            }
            ClipboardContent::Unreadable(failure) => {
                self.reselect(range);
                self.problem(ProblemNotice::NotPasted(failure));
            }
        }
        self.pastes.end(serial);
        Vec::new()
    }

    /// Puts image files into the draft at its selection.
    pub(super) fn insert_images(&mut self, images: Vec<PathBuf>) -> Vec<Effect> {
        if self.is_read_only() || self.view.mode == Mode::Read {
            return Vec::new();
        }
        let effects = images.into_iter().flat_map(|image| {
            let at = DraftRange::at(self.view.selection.end);
            let serial = self.pastes.begin(at, true);
            self.keep_image(serial, ImageSource::File(image))
        });
        effects.collect()
    }

    /// Has an image kept beside the project, which needs a file for that.
    fn keep_image(&mut self, serial: u64, image: ImageSource) -> Vec<Effect> {
        match self.file.path() {
            Some(project) => {
                vec![Effect::KeepImage { serial, project: project.to_owned(), image }]
            }
            None => {
                if let Some(place) = self.pastes.end(serial) {
                    let range = self.open.fitted(place);
                    self.reselect(range);
                    self.problem(ProblemNotice::ImageWithoutFile);
                }
                Vec::new()
            }
        }
    }

    /// Links an image that was kept, with the caret where its description goes.
    pub(super) fn image_kept(&mut self, serial: u64, result: Result<String, KeepImageError>) {
        let Some(place) = self.pastes.end(serial) else { return };
        let range = self.open.fitted(place);
        match result {
            Ok(path) => {
                let is_still_there = self.view.selection == DraftRange::at(range.end);
                self.put_pasted(range, &format!("![]({})", link_destination(&path)));
                if is_still_there {
                    self.view.selection =
                        self.open.fitted(DraftRange::at(range.start + "![".len()));
                }
            }
            Err(error) => {
                self.reselect(range);
                self.problem(ProblemNotice::ImageNotKept(error));
            }
        }
    }

    /// Selects what was to be replaced again, where nothing else was done meanwhile.
    fn reselect(&mut self, range: DraftRange) {
        if self.view.selection == DraftRange::at(range.end) {
            self.view.selection = range;
        }
    }

    /// Puts text in the place of a range as a step of its own; the caret stays behind what
    /// was typed meanwhile.
    fn put_pasted(&mut self, range: DraftRange, text: &str) {
        let document = self.open.project().document();
        let text = pasted(text, document.line_break(range.start));
        let change = Change::replace(range, text.as_str());
        if change.is_empty() {
            return;
        }
        let selection = self.view.selection;
        let moved = DraftRange::new(
            change.map(selection.start, Bias::Right),
            change.map(selection.end, Bias::Right),
        );
        self.open.break_coalescing();
        if self.apply_intent(Intent::typing(change)) {
            self.pastes.put_behind(range.start, range.start + text.len());
            self.view.selection = self.open.fitted(moved);
            self.view.pastes += 1;
        }
        self.open.break_coalescing();
    }

    /// Returns the words of a range of the draft as a link to an address that is pasted over
    /// them; `None` where either is something else.
    pub fn linked(&self, range: DraftRange, address: &str) -> Option<String> {
        let draft = self.open.project().draft();
        let words = &draft[range];
        let links = is_address(address)
            && words.contains(char::is_alphanumeric)
            && !words.contains(['\n', '\r', '[', ']'])
            && !is_address(words)
            && !self.open.structure().is_code(range.start)
            && !is_in_address(&draft[..range.start]);
        links.then(|| format!("[{words}]({})", link_destination(address)))
    }

    /// Puts the selection on the clipboard as rich text, or the whole draft without one.
    pub(super) fn copy_rich_text(&self) -> Vec<Effect> {
        let selection = Some(self.view.selection).filter(|range| !range.is_empty());
        let export::RichText { html, text } = export::rich_text(self.open.project(), selection);
        vec![Effect::CopyRichText { html, text }]
    }

    /// Says what became of rich text that was to go on the clipboard.
    pub(super) fn rich_text_copied(&mut self, is_done: bool) {
        if is_done {
            self.done(DoneNotice::RichTextCopied);
        } else {
            self.problem(ProblemNotice::RichTextNotCopied);
        }
    }
}

/// Whether a text ends within the address of a link.
fn is_in_address(before: &str) -> bool {
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    before[line..].rfind("](").is_some_and(|at| !before[line + at..].contains(')'))
}

/// Returns Markdown as it is put in the place of a range: blocks stand apart from what is
/// before and behind them.
fn blocks_at(draft: &str, range: DraftRange, markdown: &str) -> String {
    if !is_blocks(markdown) {
        return markdown.to_owned();
    }
    let unix = |text: &str| text.replace("\r\n", "\n");
    let before = unix(tail(&draft[..range.start]));
    let behind = unix(head(&draft[range.end..]));
    let blank = |line: &str| line.trim_matches([' ', '\t']).is_empty();
    let mut lines = before.rsplit('\n');
    let (line, above) = (lines.next().unwrap_or_default(), lines.next());
    let front = match above {
        _ if !blank(line) => "\n\n",
        Some(above) if !blank(above) => "\n",
        _ => "",
    };
    let mut lines = behind.split('\n');
    let (line, below) = (lines.next().unwrap_or_default(), lines.next());
    let back = match below {
        _ if !blank(line) => "\n\n",
        Some(below) if !blank(below) => "\n",
        _ => "",
    };
    format!("{front}{markdown}{back}")
}

/// How much of the draft around a paste is looked at, in bytes: more than two lines that are
/// blank have.
const AROUND: usize = 256;

fn tail(text: &str) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(AROUND))..]
}

fn head(text: &str) -> &str {
    &text[..text.ceil_char_boundary(AROUND.min(text.len()))]
}

/// Whether Markdown is more than words within a paragraph.
fn is_blocks(markdown: &str) -> bool {
    let is_item = || {
        let rest = markdown.trim_start_matches(|c: char| c.is_ascii_digit());
        let has_number = rest.len() < markdown.len();
        (has_number && (rest.starts_with(". ") || rest.starts_with(") ")))
            || ["- ", "* ", "> ", "```", "***"].iter().any(|mark| markdown.starts_with(mark))
    };
    let is_heading = markdown.trim_start_matches('#').starts_with(' ') && markdown.starts_with('#');
    markdown.contains("\n\n") || is_heading || is_item() || markdown.starts_with("| ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart_and_words_stay_in_their_line() {
        for (draft, markdown, after) in [
            ("a|b", "**c**", "a**c**b"),
            ("|", "# c\n\nd", "# c\n\nd"),
            ("a|", "# c", "a\n\n# c"),
            ("a\n|", "- c", "a\n\n- c"),
            ("a\n\n|", "- c", "a\n\n- c"),
            ("a|b", "> c", "a\n\n> c\n\nb"),
            ("a\n\n|\nb", "c\n\nd", "a\n\nc\n\nd\n\nb"),
        ] {
            let at = draft.find('|').unwrap();
            let text = draft.replace('|', "");
            let put = blocks_at(&text, DraftRange::at(at), markdown);
            assert_eq!(format!("{}{put}{}", &text[..at], &text[at..]), after, "{draft}");
        }
    }
}
