//! What moves lines, sections and the cells of tables about.
//!
//! # Invariants
//! - Each is one undo step, and what is tied to words goes where they go.
//! - In the reading view nothing is changed.

use crate::{
    app::{
        effect::Effect,
        notice::{DoneNotice, SectionObstacle},
        state::Mode,
        workspace::Workspace,
    },
    project::StepLabel,
};
use nutgraf_engine::{
    markdown::{
        lines::LineEdits,
        sections::{SectionEdits, SectionMove},
        tables::{Table, TableCommand},
    },
    range::DraftRange,
    text::{Bias, DraftEdit},
};

/// What is done to whole lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app::act) enum LineDeed {
    Move { up: bool },
    Duplicate,
    Join,
    Delete,
}

impl Workspace {
    /// The place of the table that holds the caret, in bytes of the draft.
    pub fn table_at_caret(&self) -> Option<DraftRange> {
        self.structure().table_at(self.view.selection.end)
    }

    /// Does something to the table at the caret.
    pub(in crate::app::act) fn edit_table(&mut self, command: TableCommand) -> Vec<Effect> {
        let range = self.table_at_caret();
        let table = range.and_then(|range| Table::read(self.open.project().draft(), range));
        let edit = table.map(|table| table.command(self.view.selection.end, command));
        self.rearrange(edit)
    }

    /// Does something to the lines of the selection. A row moves within its table.
    pub(in crate::app::act) fn edit_lines(&mut self, deed: LineDeed) -> Vec<Effect> {
        let selection = self.view.selection;
        let document = self.open.project().document();
        let lines = LineEdits { document, structure: self.structure() };
        let edit = match deed {
            LineDeed::Move { up } if self.table_at_caret().is_some() => {
                return self.edit_table(TableCommand::MoveRow { up });
            }
            LineDeed::Move { up } => lines.moved(selection, up),
            LineDeed::Duplicate => lines.duplicated(selection),
            LineDeed::Join => lines.joined(selection),
            LineDeed::Delete => lines.deleted(selection),
        };
        self.rearrange(Some(edit))
    }

    /// Moves the section that the caret is in.
    pub(in crate::app::act) fn move_section_of_caret(&mut self, to: SectionMove) -> Vec<Effect> {
        self.move_section(self.sections().at(self.view.selection.end), to);
        vec![Effect::FocusEditor]
    }

    /// Moves the section of a heading, and shows where it went. The caret stays on its words.
    pub(in crate::app::act) fn move_section(&mut self, heading: Option<usize>, to: SectionMove) {
        if self.view.mode == Mode::Read {
            return;
        }
        let sections = self.sections();
        let Some(heading) = heading else {
            return self.done(DoneNotice::SectionStays(SectionObstacle::NoHeading));
        };
        let Some(edit) = sections.moved(heading, to, self.view.selection) else {
            let obstacle = match (sections.landing(heading, to), to) {
                (None, SectionMove::Up) => SectionObstacle::IsFirst,
                (None, SectionMove::Down) => SectionObstacle::IsLast,
                (None, SectionMove::Before(_) | SectionMove::Behind(_)) => SectionObstacle::TakesIn,
                (Some(there), _) if there == heading || there == sections.end(heading) => return,
                (Some(_), _) => SectionObstacle::LeftOpen,
            };
            return self.done(DoneNotice::SectionStays(obstacle));
        };
        let start = self.structure().headings.get(heading).map(|heading| heading.range.start);
        let place = edit.change.map(start.unwrap_or_default(), Bias::Right);
        let selection = edit.selection;
        let intent = self.open.project().rearranged(StepLabel::MoveSection, edit);
        if self.apply_intent(intent) {
            self.jump(DraftRange::at(place));
            self.view.selection = self.open.fitted(selection);
        }
    }

    fn sections(&self) -> SectionEdits<'_> {
        SectionEdits { document: self.open.project().document(), structure: self.structure() }
    }

    fn rearrange(&mut self, edit: Option<DraftEdit>) -> Vec<Effect> {
        if let Some(edit) = edit.filter(|_| self.view.mode != Mode::Read) {
            let selection = edit.selection;
            if edit.change.is_empty() {
                self.jump(selection);
            } else {
                let intent = self.open.project().rearranged(StepLabel::Formatting, edit);
                if self.apply_intent(intent) {
                    self.jump(selection);
                }
            }
        }
        vec![Effect::FocusEditor]
    }
}
