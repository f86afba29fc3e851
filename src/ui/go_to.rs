//! Going to a line by its number, or to a heading by its words.
//!
//! # Invariants
//! - A number leads to that line before it leads to a heading with the number in it; one
//!   beyond the draft leads to its last line, and the list says so.
//! - The caret stays where it is until Enter.

use egui::Ui;

use super::{
    chooser::{Chooser, ChooserEntry, EntryPlace, Prompt},
    navigator,
    theme::Theme,
    widgets,
};
use crate::app::{Action, Workspace};
use nutgraf_engine::{range::DraftRange, text::Document};

/// Space by which a heading stands behind one of the level above, in points.
const INDENT: f32 = 12.0;

/// View state of the dialog.
#[derive(Default)]
pub(super) struct GoTo {
    chooser: Chooser,
}

impl GoTo {
    /// Begins at the heading of the section that the caret is in.
    pub(super) fn new(workspace: &Workspace) -> Self {
        Self { chooser: Chooser::at(navigator::current_section(workspace).unwrap_or(0)) }
    }

    /// Shows the field and the headings. Going somewhere also closes the dialog.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let typed = self.chooser.typed().trim();
        let document = workspace.project().document();
        let mut entries = Vec::new();
        entries.extend(line_number(typed).map(|number| line(document, number)));
        let headings = &workspace.structure().headings;
        let top = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
        entries.extend(headings.iter().map(|heading| {
            let place = document.position(heading.range.start);
            ChooserEntry {
                // Among a few found headings an indent would tell nothing.
                indent: if typed.is_empty() {
                    f32::from(heading.level - top) * INDENT
                } else {
                    0.0
                },
                ..ChooserEntry::new(
                    navigator::name_of(heading),
                    format!("line {}", widgets::number(place.line)),
                    DraftRange::at(heading.range.end),
                )
            }
        }));
        let prompt = Prompt {
            name: "Go to line or heading",
            hint: "A line’s number, or words of a heading",
            nothing: if headings.is_empty() {
                "There is no heading yet. A number goes to its line."
            } else {
                "No heading has these words. A number goes to its line."
            },
            width: 460.0,
            ..Prompt::wide()
        };
        let Some((place, _)) = self.chooser.show(ui, theme, &prompt, entries) else {
            return Vec::new();
        };
        *self = Self::default();
        vec![Action::CloseDialog, Action::Jump(place)]
    }
}

/// Returns the number of a line, where one was typed. One that is too large for a draft is
/// that of no line, like any other beyond the last.
fn line_number(typed: &str) -> Option<usize> {
    let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| typed.parse().unwrap_or(usize::MAX))
}

/// Returns the entry that leads to a line, counted from 1, or to the nearest one there is.
fn line(document: &Document, number: usize) -> ChooserEntry<DraftRange> {
    let count = document.line_count();
    let line = number.clamp(1, count);
    let trailing = match number {
        0 => "the first; lines count from 1".to_owned(),
        number if number > count => "the last; there are no more".to_owned(),
        _ => format!("of {}", widgets::number(count)),
    };
    let start = document.line_start(line).unwrap_or_default();
    ChooserEntry {
        place: EntryPlace::First,
        ..ChooserEntry::new(
            format!("Line {}", widgets::number(line)),
            trailing,
            DraftRange::at(start),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The offset and the words of the entry for what was typed.
    fn went(draft: &str, typed: &str) -> Option<(usize, String)> {
        let entry = line(&Document::new(draft), line_number(typed)?);
        Some((entry.value.start, format!("{} {}", entry.text, entry.trailing)))
    }

    #[test]
    fn a_number_is_that_of_a_line_and_stays_within_the_draft() {
        let draft = "one\ntwo\n\nfour";
        assert_eq!(went(draft, "2"), Some((4, "Line 2 of 4".to_owned())));
        assert_eq!(went(draft, "4"), Some((9, "Line 4 of 4".to_owned())));
        let last = "Line 4 the last; there are no more".to_owned();
        assert_eq!(went(draft, "5"), Some((9, last.clone())));
        assert_eq!(went(draft, "99999999999999999999999"), Some((9, last)));
        assert_eq!(went(draft, "0"), Some((0, "Line 1 the first; lines count from 1".to_owned())));
        assert_eq!(went("", "3"), Some((0, "Line 1 the last; there are no more".to_owned())));
    }

    #[test]
    fn words_are_no_number() {
        assert_eq!(line_number("2 things"), None);
        assert_eq!(line_number("-2"), None);
        assert_eq!(line_number(""), None);
    }
}
