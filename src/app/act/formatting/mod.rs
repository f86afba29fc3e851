//! What the Format and Insert menus do to the draft.
//!
//! # Invariants
//! - Each is a function of the draft and its selection, which returns the change and where
//!   the selection goes; a change that is empty only moves the caret.
//! - In the reading view nothing is changed.

mod blocks;
mod lines;
mod links;
mod marks;
mod rearranging;

pub(super) use self::{
    lines::{HeadingChange, LineKind},
    rearranging::LineDeed,
};
use std::path::Path;

use self::links::LinkPlace;
use crate::{
    app::{
        effect::Effect,
        form::ImageForm,
        state::{Dialog, Mode},
        workspace::Workspace,
    },
    project::{Intent, StepLabel},
};
#[cfg(test)]
use nutgraf_engine::text::Document;
use nutgraf_engine::{markdown::CompletionKind, range::DraftRange, text::Change};

/// What is done to the draft at its selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Formatting {
    /// Asterisks around the selection: one, two.
    Stars(&'static str),
    /// Other marks around the selection.
    Marks(&'static str),
    Heading(HeadingChange),
    Lines(LineKind),
    Task,
    CodeBlock,
    Rule,
    Table,
    Note,
    Comment,
}

impl Workspace {
    /// Formats the draft at its selection.
    pub(super) fn format(&mut self, formatting: Formatting) -> Vec<Effect> {
        let (document, at) = (self.open.project().document(), self.view.selection);
        let text = document.text();
        let (change, selection) = match formatting {
            Formatting::Stars(stars) => marks::toggle_marks(text, at, stars),
            Formatting::Marks(mark) => marks::toggle_other(text, at, mark),
            Formatting::Heading(change) => lines::heading(document, at, change),
            Formatting::Lines(kind) => lines::toggle(document, at, kind),
            Formatting::Task => lines::toggle_task(document, at),
            Formatting::CodeBlock => blocks::code(document, at),
            Formatting::Rule => blocks::rule(document, at),
            Formatting::Table => blocks::table(document, at),
            Formatting::Note => blocks::note(document, at),
            Formatting::Comment => blocks::comment(document, at),
        };
        self.write(StepLabel::Formatting, change, selection)
    }

    /// Asks for the address of the link at the selection, or of the words there.
    pub(super) fn ask_address(&mut self) {
        let text = self.open.project().draft();
        let place = LinkPlace::at(text, self.open.structure(), self.view.selection);
        let form = place.form(text);
        self.open_dialog(Dialog::Address(form));
    }

    /// Asks for an image.
    pub(super) fn ask_image(&mut self) {
        let alternative = self.open.project().draft()[self.view.selection].to_owned();
        self.open_dialog(Dialog::Image(ImageForm { alternative, ..ImageForm::default() }));
    }

    /// Gives the link or the words at the selection an address.
    pub(super) fn set_link(&mut self, address: &str) -> Vec<Effect> {
        self.close_dialog();
        let text = self.open.project().draft();
        let place = LinkPlace::at(text, self.open.structure(), self.view.selection);
        let (change, selection) = place.set(text, address);
        self.write(StepLabel::Link, change, selection)
    }

    /// Inserts an image; its path becomes one from the project's folder.
    pub(super) fn insert_image(&mut self, form: &ImageForm) -> Vec<Effect> {
        self.close_dialog();
        let folder = self.file.path().and_then(Path::parent);
        let address = path_from(folder, &form.address);
        let form = ImageForm { address, ..form.clone() };
        let text = self.open.project().draft();
        let (change, selection) = links::image(text, self.view.selection, &form);
        self.write(StepLabel::InsertImage, change, selection)
    }

    /// Cites a source at the selection.
    pub(super) fn cite(&mut self, key: &str, locator: &str) -> Vec<Effect> {
        let (text, structure) = (self.open.project().draft(), self.open.structure());
        let (change, selection) =
            links::citation(text, structure, self.view.selection, (key, locator));
        self.write(StepLabel::InsertCitation, change, selection)
    }

    /// Completes a name that was begun. Undo leaves what was typed of it.
    pub(super) fn complete(&mut self, kind: CompletionKind, change: Change, selection: DraftRange) {
        let label = match kind {
            CompletionKind::Key { .. } => StepLabel::InsertCitation,
            CompletionKind::Note => StepLabel::Formatting,
            CompletionKind::Heading => StepLabel::Link,
        };
        if change.is_empty() || self.apply_intent(Intent::edit(label, change)) {
            self.view.selection = self.open.fitted(selection);
        }
    }

    /// Begins a note in the place of a sign that was begun.
    pub(super) fn begin_note(&mut self, sign: DraftRange, label: &str) -> Vec<Effect> {
        let sign = self.open.fitted(sign);
        let (change, selection) = blocks::begin_note(self.open.project().document(), sign, label);
        self.write(StepLabel::Formatting, change, selection)
    }

    /// Makes a change of the draft, as one undo step, and puts the selection there.
    fn write(&mut self, label: StepLabel, change: Change, selection: DraftRange) -> Vec<Effect> {
        let is_shown = self.view.mode != Mode::Read;
        if is_shown && (change.is_empty() || self.apply_intent(Intent::edit(label, change))) {
            self.jump(selection);
        }
        vec![Effect::FocusEditor]
    }
}

/// Returns a path as it leads from a folder, with slashes; an address, and what lies on
/// another disk, as it is.
fn path_from(folder: Option<&Path>, address: &str) -> String {
    let address = address.trim();
    let path = Path::new(address);
    let Some(folder) = folder.filter(|_| path.is_absolute()) else { return address.to_owned() };
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    if shared < 2 {
        return address.to_owned();
    }
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Applies a change to a text with the caret `|`, or the selection `⟦…⟧`.
#[cfg(test)]
fn after(text: &str, make: impl Fn(&Document, DraftRange) -> (Change, DraftRange)) -> String {
    let (start, end) = match text.find('|') {
        Some(at) => (at, at),
        None => {
            let end = text.find('⟧').unwrap() - '⟦'.len_utf8();
            (text.find('⟦').unwrap(), end)
        }
    };
    let mut text = text.replace(['|', '⟦', '⟧'], "");
    let (change, selection) = make(&Document::new(&*text), DraftRange::new(start, end));
    change.apply(&mut text).unwrap();
    let DraftRange { start, end } = selection;
    if start == end {
        format!("{}|{}", &text[..start], &text[start..])
    } else {
        format!("{}⟦{}⟧{}", &text[..start], &text[start..end], &text[end..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_image_leads_from_the_folder_of_the_project() {
        let from = |address: &str| path_from(Some(Path::new("/home/me/articles")), address);
        assert_eq!(from("/home/me/articles/images/map.png"), "images/map.png");
        assert_eq!(from("/home/me/pictures/map.png"), "../pictures/map.png");
        assert_eq!(from(" images/map.png "), "images/map.png");
        assert_eq!(from("https://a.b/map.png"), "https://a.b/map.png");
        assert_eq!(from("/mnt/map.png"), "/mnt/map.png");
        assert_eq!(path_from(None, "/home/me/map.png"), "/home/me/map.png");
    }
}
