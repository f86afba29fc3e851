//! What of the draft is dimmed while the writer has nothing but it before them.
//!
//! # Invariants
//! - Never dimmed are the words that are being written: the caret's sentence or paragraph, and
//!   what is selected. Nothing is dimmed while words are looked for, or written at several
//!   carets.
//! - Only lines in view are looked at.

use egui::{Rect, Ui};

use super::{Editor, EditorFrame, layout::VisibleLines};
use crate::{app::Workspace, persist::settings::Dimming, ui::theme::Theme};
use nutgraf_engine::range::{DraftRange, TextRange};

impl Editor {
    /// Draws the page over all but the words that are being written, so thin that the others
    /// can still be made out.
    pub(super) fn dim(
        &self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        visible_lines: &VisibleLines,
        frame: &EditorFrame,
    ) {
        let is_elsewhere = workspace.find().is_some() || !self.further.is_empty();
        if !workspace.view().is_focused || is_elsewhere {
            return;
        }
        let caret = self.caret.head.byte;
        let bright = match workspace.settings().dimming {
            Dimming::Nothing => return,
            Dimming::Sentence => sentence(workspace, caret),
            Dimming::Paragraph => paragraph(visible_lines, caret),
        };
        let selection = self.caret.selection();
        let bright =
            TextRange::new(bright.start.min(selection.start), bright.end.max(selection.end));
        let veil = theme.veil();
        let cover = |rect: Rect| {
            ui.painter().rect_filled(rect, 0.0, veil);
        };
        for line in &visible_lines.lines {
            let TextRange { start, end } = line.range;
            if end < bright.start || bright.end < start || bright.is_empty() {
                let top = line.pos.y;
                let rows = egui::Rangef::new(top, top + line.layout.height);
                cover(Rect::from_x_y_ranges(frame.rect.x_range(), rows));
                continue;
            }
            let before = TextRange::new(start, bright.start.clamp(start, end));
            let behind = TextRange::new(bright.end.clamp(start, end), end);
            [before, behind].into_iter().flat_map(|words| line.rects(words)).for_each(cover);
        }
    }
}

/// Returns the sentence of the caret, or the one in front of it in its line; the line where
/// there is none.
fn sentence(workspace: &Workspace, caret: usize) -> DraftRange {
    let document = workspace.project().document();
    let line = document.line_range(document.line_at(caret)).in_draft();
    let sentences = &workspace.structure().sentences;
    // Of two that meet at the caret, the first.
    let next = sentences.partition_point(|sentence| sentence.end < caret);
    let at_caret = sentences.get(next).filter(|sentence| sentence.start <= caret);
    let before = || next.checked_sub(1).and_then(|before| sentences.get(before));
    at_caret.or_else(|| before().filter(|before| before.end > line.start)).unwrap_or(line)
}

/// Returns the lines in view around the caret up to the next empty ones.
fn paragraph(visible_lines: &VisibleLines, caret: usize) -> DraftRange {
    let lines = &visible_lines.lines;
    let here = lines.iter().position(|line| line.range.contains(caret) || line.range.end == caret);
    let Some(here) = here else { return DraftRange::default() };
    if lines[here].range.is_empty() {
        return lines[here].range.in_draft();
    }
    let above = lines[..here].iter().rev().take_while(|line| !line.range.is_empty());
    let below = lines[here..].iter().take_while(|line| !line.range.is_empty());
    let start = above.last().map_or(lines[here].range.start, |line| line.range.start);
    let end = below.last().map_or(lines[here].range.end, |line| line.range.end);
    DraftRange::new(start, end)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{app::Action, persist::Settings};
    use nutgraf_engine::{model::Ids, text::Change};

    /// What stays bright of a draft with the caret at its bar, by sentences.
    fn bright(marked: &str) -> String {
        let caret = marked.find('|').expect("a caret is marked");
        let draft = marked.replace('|', "");
        let mut workspace = Workspace::new(Settings::default(), Ids::seeded(1));
        let begun = Action::NewFromTemplate { template: 4, title: String::new() };
        workspace.apply(begun, Timestamp::UNIX_EPOCH);
        let whole = DraftRange::new(0, workspace.project().draft().len());
        let change = Change::replace(whole, &draft);
        workspace.apply(Action::Edit(change), Timestamp::UNIX_EPOCH);
        draft[sentence(&workspace, caret)].to_owned()
    }

    #[test]
    fn the_sentence_of_the_caret_stays_bright() {
        assert_eq!(bright("One is. Tw|o is. Three is."), "Two is.");
        assert_eq!(bright("One is.| Two is."), "One is.");
        assert_eq!(bright("One is. Two is. |"), "Two is.", "until the next one is begun");
    }

    #[test]
    fn a_line_without_a_sentence_stays_bright_itself() {
        assert_eq!(bright("One is.\n\n|\n\nTwo is."), "");
        assert_eq!(bright("One is.\n\n```\nlet| it\n```\n"), "let it");
    }
}
