//! A list filtered by typing: commands, evidence, statuses.
//!
//! # Invariants
//! The keyboard stays in the field. The arrows move the choice and Enter makes it, whatever
//! the pointer does.

use std::cmp::Reverse;

use egui::{Event, Key, Modifiers, ScrollArea, Ui};
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
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

/// Where an entry is listed, and whether it is filtered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum EntryPlace {
    /// Before all others, whatever is typed: it is what was asked for.
    First,
    /// By how well it matches the typed text.
    #[default]
    Matching,
    /// Behind those that have what was typed word for word: it is a result for it.
    Found,
}

/// An entry of a list.
pub(super) struct ChooserEntry<T> {
    /// The text that is shown and searched.
    pub text: String,
    /// Text at the right: keys, a count, a place.
    pub trailing: String,
    /// More by which it is found, which is not shown: other names, further words.
    pub also: String,
    /// Where it is listed.
    pub place: EntryPlace,
    /// Space in front of the text, in points.
    pub indent: f32,
    /// The value that choosing it returns.
    pub value: T,
}

impl<T> ChooserEntry<T> {
    /// Creates an entry that is found by its text.
    pub(super) fn new(text: impl Into<String>, trailing: impl Into<String>, value: T) -> Self {
        let (text, trailing) = (text.into(), trailing.into());
        Self {
            text,
            trailing,
            also: String::new(),
            place: EntryPlace::default(),
            indent: 0.0,
            value,
        }
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
    /// The sign behind which what is typed is not searched for.
    pub searched_until: Option<char>,
}

impl Prompt<'_> {
    /// A list of long lines without texts.
    pub(super) fn wide() -> Self {
        Self { name: "", hint: "", nothing: "", width: 620.0, searched_until: None }
    }

    /// A list of short lines without texts.
    pub(super) fn narrow() -> Self {
        Self { width: 360.0, ..Self::wide() }
    }
}

impl Chooser {
    /// Begins with this entry chosen.
    pub(super) fn at(chosen: usize) -> Self {
        Self { chosen, ..Self::default() }
    }

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
        let until = prompt.searched_until.and_then(|sign| self.typed.find(sign));
        let mut entries = matching(&self.typed[..until.unwrap_or(self.typed.len())], entries);
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
                    indent: entry.indent,
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

/// How an entry matches, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MatchRank {
    /// It is what was asked for.
    First,
    /// What is shown begins with what was typed.
    Begins,
    /// What was typed is a part of what is shown, word for word.
    Phrase,
    /// It already is a result: its text has what was typed, word for word.
    Found,
    /// Each typed word is part of what is shown.
    Shown,
    /// Each is part of what is shown or of what else it is found by.
    Also,
    /// The typed letters are among those shown, in order.
    Letters,
}

/// Returns the entries that match the typed text, best first; all of them where it is
/// empty.
fn matching<T>(typed: &str, entries: Vec<ChooserEntry<T>>) -> Vec<ChooserEntry<T>> {
    if typed.trim().is_empty() {
        return entries;
    }
    let pattern = |kind| Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, kind);
    let (words, letters) = (pattern(AtomKind::Substring), pattern(AtomKind::Fuzzy));
    let start = typed.trim().to_lowercase();
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut score = |pattern: &Pattern, text: &str| {
        pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher)
    };
    let mut scored: Vec<(_, ChooserEntry<T>)> = entries
        .into_iter()
        .filter_map(|entry| {
            match entry.place {
                EntryPlace::First => return Some(((MatchRank::First, Reverse(0)), entry)),
                EntryPlace::Found => return Some(((MatchRank::Found, Reverse(0)), entry)),
                EntryPlace::Matching => {}
            }
            let shown = format!("{} {}", entry.text, entry.trailing);
            let lower = shown.to_lowercase();
            let rank = match lower.find(&start) {
                Some(0) => MatchRank::Begins,
                Some(_) => MatchRank::Phrase,
                None => MatchRank::Shown,
            };
            let found = score(&words, &shown).map(|score| (rank, score));
            let found = found.or_else(|| {
                if entry.also.is_empty() {
                    return None;
                }
                let all = format!("{shown} {}", entry.also);
                score(&words, &all).map(|score| (MatchRank::Also, score))
            });
            let found =
                found.or_else(|| score(&letters, &shown).map(|score| (MatchRank::Letters, score)));
            found.map(|(rank, score)| ((rank, Reverse(score)), entry))
        })
        .collect();
    scored.sort_by_key(|(rank, _)| *rank);
    scored.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_before_other_names_and_letters_in_order_last() {
        let entry = |text: &str, also: &str| ChooserEntry {
            also: also.to_owned(),
            ..ChooserEntry::new(text, "", text.to_owned())
        };
        let entries = || {
            vec![
                entry("Other", "note"),
                entry("Undo footnote", ""),
                entry("Footnote", ""),
                entry("New outline template", ""),
                entry("Quit", ""),
            ]
        };
        let found = |typed: &str| -> Vec<String> {
            matching(typed, entries()).into_iter().map(|entry| entry.value).collect()
        };
        assert_eq!(found("foot"), ["Footnote", "Undo footnote"]);
        let [.., last_but_one, last] = &found("note")[..] else { panic!("nothing is found") };
        assert_eq!([last_but_one, last], ["Other", "New outline template"]);
        assert_eq!(found("xyz"), [""; 0]);
        assert_eq!(found(" ").len(), 5);
    }

    #[test]
    fn what_has_the_typed_words_as_they_stand_comes_before_what_has_them_somewhere() {
        let entry = |text: &str| ChooserEntry::new(text, "", text.to_owned());
        let entries = vec![
            entry("“Four staff of the court met”"),
            entry("“They said four of them met the staff”"),
            entry("source · fo-u-r-staff-met"),
            ChooserEntry { place: EntryPlace::Found, ..entry("… the four staff met twice …") },
        ];
        let found = matching("four staff met", entries);
        let found: Vec<&str> = found.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(found[0], "… the four staff met twice …", "{found:?}");
    }
}
