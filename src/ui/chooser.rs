//! A list filtered by typing: commands, evidence, statuses.
//!
//! # Invariants
//! The keyboard stays in the field. The arrows move the choice and Enter makes it, whatever
//! the pointer does.

use egui::{Event, Key, Modifiers, ScrollArea, Ui};
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use super::{
    theme::{Face, Theme},
    widgets::{ListRow, small, styled},
};

/// View state of a list.
#[derive(Default)]
pub(super) struct Chooser {
    typed: String,
    chosen: usize,
}

/// An entry of a list.
pub(super) struct ChooserEntry<T> {
    /// The text that is shown and searched.
    pub text: String,
    /// Text at the right: keys, a count, a place.
    pub trailing: String,
    /// Whether it is listed after the others without being filtered, because it already is
    /// a result for the typed text.
    pub is_found: bool,
    /// The value that choosing it returns.
    pub value: T,
}

impl<T> ChooserEntry<T> {
    /// Creates an entry that is found by its text.
    pub(super) fn new(text: impl Into<String>, trailing: impl Into<String>, value: T) -> Self {
        Self { text: text.into(), trailing: trailing.into(), is_found: false, value }
    }
}

/// The texts and the width of a list.
pub(super) struct Prompt<'a> {
    /// Name of the field for a screen reader.
    pub name: &'a str,
    /// Hint while nothing is typed.
    pub hint: &'a str,
    /// Text where nothing matches.
    pub nothing: &'a str,
    /// Width of the list where the window has space for it, in points.
    pub width: f32,
}

impl Chooser {
    /// Returns the typed text.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// Shows the list. Returns what was chosen, and whether Alt was held.
    pub(super) fn show<T>(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        prompt: &Prompt<'_>,
        entries: Vec<ChooserEntry<T>>,
    ) -> Option<(T, bool)> {
        ui.set_width(prompt.width.min(ui.ctx().content_rect().width() - 80.0));
        let font = Face::Interface.at(theme.type_scale.interface.0);
        let hint = styled(prompt.hint, font, theme.palette.faint);
        let field = egui::TextEdit::singleline(&mut self.typed).hint_text(hint);
        let field = ui.add(field.desired_width(f32::INFINITY)).accessible_name(prompt.name);
        field.request_focus();
        if field.changed() {
            self.chosen = 0;
        }
        let mut entries = matching(&self.typed, entries);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.chosen += 1;
        }
        if pressed(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        self.chosen = self.chosen.min(entries.len().saturating_sub(1));
        // Alt as it was when Enter was pressed: it may be released within the frame.
        let entered = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Key { key: Key::Enter, pressed: true, modifiers, .. } => Some(modifiers.alt),
                _ => None,
            })
        });
        let mut alt = entered.unwrap_or(false);
        let mut picked = None;
        ui.add_space(8.0);
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, entry) in entries.iter().enumerate() {
                let trailing = Some(entry.trailing.clone()).filter(|text| !text.is_empty());
                let row = ListRow {
                    text: &entry.text,
                    trailing: trailing.map(|text| (text, theme.palette.dim)),
                    selected: index == self.chosen,
                    indent: 0.0,
                    accent: false,
                };
                let response = ui.push_id(index, |ui| row.show(ui, theme)).inner;
                if index == self.chosen {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    alt = ui.input(|input| input.modifiers.alt);
                    picked = Some(index);
                } else if entered.is_some() && index == self.chosen {
                    picked = Some(index);
                }
            }
            if entries.is_empty() {
                ui.label(small(prompt.nothing, theme));
            }
        });
        let chosen = entries.swap_remove(picked?);
        Some((chosen.value, alt))
    }
}

/// Returns the entries that match the typed text, best first; all of them where it is
/// empty.
fn matching<T>(typed: &str, entries: Vec<ChooserEntry<T>>) -> Vec<ChooserEntry<T>> {
    if typed.trim().is_empty() {
        return entries;
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, ChooserEntry<T>)> = entries
        .into_iter()
        .filter_map(|entry| {
            if entry.is_found {
                return Some((0, entry));
            }
            let words = format!("{} {}", entry.text, entry.trailing);
            let score = pattern.score(Utf32Str::new(&words, &mut buffer), &mut matcher)?;
            Some((score.max(1), entry))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, entry)| entry).collect()
}
