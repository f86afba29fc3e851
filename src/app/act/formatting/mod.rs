//! What the Format and Insert menus do to the draft.
//!
//! # Invariants
//! - Each is a function of the draft and its selection, which returns the change and where
//!   the selection goes; a change that is empty only moves the caret.
//! - In the reading view nothing is changed.

mod blocks;
mod lines;
mod marks;

pub(super) use self::lines::LineKind;
use crate::{
    app::{effect::Effect, state::Mode, workspace::Workspace},
    project::{Intent, StepLabel},
};
#[cfg(test)]
use nutgraf_engine::{range::DraftRange, text::Change};

/// What is done to the draft at its selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Formatting {
    /// Asterisks around the selection: one, two.
    Stars(&'static str),
    /// Other marks around the selection.
    Marks(&'static str),
    Link,
    Heading {
        deeper: bool,
    },
    Lines(LineKind),
    Task,
    CodeBlock,
    Rule,
    Table,
    Note,
}

impl Workspace {
    /// Formats the draft at its selection.
    pub(super) fn format(&mut self, formatting: Formatting) -> Vec<Effect> {
        let (text, at) = (self.open.project().draft(), self.view.selection);
        let (change, selection) = match formatting {
            Formatting::Stars(stars) => marks::toggle_marks(text, at, stars),
            Formatting::Marks(mark) => marks::toggle_other(text, at, mark),
            Formatting::Link => marks::link(text, at),
            Formatting::Heading { deeper } => lines::heading(text, at, deeper),
            Formatting::Lines(kind) => lines::toggle(text, at, kind),
            Formatting::Task => lines::toggle_task(text, at),
            Formatting::CodeBlock => blocks::code(text, at),
            Formatting::Rule => blocks::rule(text, at),
            Formatting::Table => blocks::table(text, at),
            Formatting::Note => blocks::note(text, at),
        };
        let label = match formatting {
            Formatting::Link => StepLabel::Link,
            _ => StepLabel::Formatting,
        };
        let is_shown = self.view.mode != Mode::Read;
        if is_shown && (change.is_empty() || self.apply_intent(Intent::edit(label, change))) {
            self.jump(selection);
        }
        vec![Effect::FocusEditor]
    }
}

/// Applies a change to a text with the caret `|`, or the selection `⟦…⟧`.
#[cfg(test)]
fn after(text: &str, make: impl Fn(&str, DraftRange) -> (Change, DraftRange)) -> String {
    let (start, end) = match text.find('|') {
        Some(at) => (at, at),
        None => {
            let end = text.find('⟧').unwrap() - '⟦'.len_utf8();
            (text.find('⟦').unwrap(), end)
        }
    };
    let mut text = text.replace(['|', '⟦', '⟧'], "");
    let (change, selection) = make(&text, DraftRange::new(start, end));
    change.apply(&mut text).unwrap();
    let DraftRange { start, end } = selection;
    if start == end {
        format!("{}|{}", &text[..start], &text[start..])
    } else {
        format!("{}⟦{}⟧{}", &text[..start], &text[start..end], &text[end..])
    }
}
