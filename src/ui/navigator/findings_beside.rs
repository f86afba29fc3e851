//! The findings beside a heading: those of the section's own words.
//!
//! # Invariants
//! - Findings are counted for the rows in view alone, and only when the draft or its report
//!   changed: a search for the section's ends, and a step for each finding between.

use std::collections::HashMap;

use egui::{CursorIcon, Rect, Role, Sense, Ui, pos2};

use crate::{
    app::{Action, Tab, Workspace},
    ui::{findings::severity_color, theme::Theme, widgets},
};
use nutgraf_engine::{
    evidence::{Finding, FindingCounts, Severity},
    range::DraftRange,
    text::counted,
};

/// Least width of what is pressed, in points.
const LEAST_WIDTH: f32 = 32.0;

/// The findings of one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SectionFindings {
    counts: FindingCounts,
    worst: Severity,
    /// The place of the first one, in bytes of the draft.
    first: DraftRange,
}

impl SectionFindings {
    /// Counts those that begin within a byte range of the draft; `None` where none does.
    fn of(findings: &[Finding], section: DraftRange) -> Option<Self> {
        // Findings are sorted by their place in the draft.
        let begun = |at: usize| findings.partition_point(|finding| finding.range.start < at);
        let here = findings.get(begun(section.start)..begun(section.end))?;
        let mut counts = FindingCounts::default();
        here.iter().for_each(|finding| counts.add(finding.severity()));
        let worst = here.iter().map(Finding::severity).min()?;
        Some(Self { counts, worst, first: here.first()?.range })
    }

    /// The sign of the gravest and the number of all, as the status bar shows them.
    pub(super) fn mark(&self) -> String {
        let FindingCounts { errors, warnings, infos } = self.counts;
        let sign = match self.worst {
            Severity::Error => "≠",
            Severity::Warning => "⚠",
            Severity::Info => "i",
        };
        format!("{sign} {}", widgets::number(errors + warnings + infos))
    }

    /// What they are, in words: `1 error, 2 notes in “The ban”`.
    fn words(&self, title: &str) -> String {
        let FindingCounts { errors, warnings, infos } = self.counts;
        let kinds = [
            (errors, "error", "errors"),
            (warnings, "warning", "warnings"),
            (infos, "note", "notes"),
        ];
        let kinds = kinds.into_iter().filter(|(count, ..)| *count > 0);
        let kinds: Vec<String> =
            kinds.map(|(count, one, many)| counted(count, one, many)).collect();
        format!("{} in “{title}”", kinds.join(", "))
    }

    pub(super) fn color(&self, theme: &Theme) -> egui::Color32 {
        severity_color(theme, self.worst)
    }

    /// Makes the right end of a row lead to the first of them.
    pub(super) fn show(&self, ui: &Ui, row: Rect, (index, title): (usize, &str)) -> Vec<Action> {
        let text = 10.0 * self.mark().chars().count() as f32;
        let left = row.right() - text.max(LEAST_WIDTH);
        let place = Rect::from_min_max(pos2(left, row.top()), row.right_bottom());
        let id = ui.scope_id().with(("findings of heading", index));
        let response = ui.interact(place, id, Sense::click());
        let words = self.words(title);
        let response = widgets::named(response, Role::Button, &words)
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(words);
        if response.clicked() {
            return vec![Action::Tab(Tab::Findings), Action::Jump(self.first)];
        }
        Vec::new()
    }
}

/// What was counted, and of which draft and report.
#[derive(Default)]
pub(super) struct FindingsBeside {
    of: Option<(u64, bool)>,
    sections: HashMap<DraftRange, Option<SectionFindings>>,
}

impl FindingsBeside {
    /// Returns the findings that begin within a byte range of the draft; `None` where none does.
    pub(super) fn within(
        &mut self,
        workspace: &Workspace,
        section: DraftRange,
    ) -> Option<SectionFindings> {
        let now = Some(workspace.judged_at());
        if self.of != now {
            self.sections.clear();
            self.of = now;
        }
        let count = || SectionFindings::of(workspace.findings(), section);
        *self.sections.entry(section).or_insert_with(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_engine::evidence::FindingKind;

    #[test]
    fn a_section_counts_what_begins_in_it_and_is_told_in_words() {
        let finding = |kind, at| Finding { kind, range: DraftRange::new(at, at + 3) };
        let findings = [
            finding(FindingKind::BidiControl, 2),
            finding(FindingKind::MixedMarks, 9),
            finding(FindingKind::QuoteNotFound, 9),
            finding(FindingKind::QuoteNotFound, 20),
        ];
        let of = |start, end| SectionFindings::of(&findings, DraftRange::new(start, end));
        let here = of(5, 20).unwrap();
        assert_eq!(
            (here.words("The ban"), here.mark()),
            ("1 error, 1 note in “The ban”".into(), "≠ 2".into())
        );
        assert_eq!(here.first, DraftRange::new(9, 12));
        assert_eq!(of(0, 5).unwrap().mark(), "⚠ 1");
        assert_eq!(of(10, 20), None);
    }
}
