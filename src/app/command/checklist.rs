//! Commands of the checklist: keys that count while the list itself has the keyboard.
//!
//! # Invariants
//! - Each property is a match that names every command, so that one without keys and a
//!   tooltip does not compile.
//! - No two commands share a key.

use crate::app::shortcut::Key;

/// Declares the enum and the list of its variants, which cannot disagree.
macro_rules! checklist_commands {
    ($($name:ident),+ $(,)?) => {
        /// Something a checker can ask of the checklist by a key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each has a tooltip")]
        pub enum ChecklistCommand { $($name),+ }

        impl ChecklistCommand {
            /// Every command, in the order in which help lists them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

checklist_commands! {
    Previous, Next, PageUp, PageDown, First, Last,
    Settle, SetStatus, ChooseStatus, ChooseKind,
    TieEvidence, ChangeEvidence, ReadEvidence,
    WriteNote, ProposeChange, AcceptChange, WriteResponse, WriteChecker,
    Place, Remove, Filter, Group,
    GoToDraft, Leave, ShowKeys,
}

impl ChecklistCommand {
    /// The command's keys; those of [`Self::SetStatus`] stand for the statuses in order.
    pub const fn keys(self) -> &'static [Key] {
        use Key::Char;
        match self {
            Self::Previous => &[Key::Up],
            Self::Next => &[Key::Down],
            Self::PageUp => &[Key::PageUp],
            Self::PageDown => &[Key::PageDown],
            Self::First => &[Key::Home],
            Self::Last => &[Key::End],
            Self::Settle => &[Char(' ')],
            Self::SetStatus => &[
                Char('1'),
                Char('2'),
                Char('3'),
                Char('4'),
                Char('5'),
                Char('6'),
                Char('7'),
                Char('8'),
            ],
            Self::ChooseStatus => &[Char('S')],
            Self::ChooseKind => &[Char('K')],
            Self::TieEvidence => &[Char('E')],
            Self::ChangeEvidence => &[Char('R')],
            Self::ReadEvidence => &[Char('V')],
            Self::WriteNote => &[Char('N')],
            Self::ProposeChange => &[Char('P')],
            Self::AcceptChange => &[Char('A')],
            Self::WriteResponse => &[Char('W')],
            Self::WriteChecker => &[Char('C')],
            Self::Place => &[Char('M')],
            Self::Remove => &[Char('X'), Key::Delete],
            Self::Filter => &[Char('F')],
            Self::Group => &[Char('G')],
            Self::GoToDraft => &[Key::Enter],
            Self::Leave => &[Key::Escape],
            Self::ShowKeys => &[Char('?')],
        }
    }

    /// Whether the keyboard goes to a field, a dialog or the draft, and what is typed next with
    /// it.
    pub const fn moves_keyboard(self) -> bool {
        match self {
            Self::ChooseStatus
            | Self::ChooseKind
            | Self::TieEvidence
            | Self::ChangeEvidence
            | Self::ReadEvidence
            | Self::WriteNote
            | Self::ProposeChange
            | Self::WriteResponse
            | Self::WriteChecker
            | Self::Filter
            | Self::Group
            | Self::GoToDraft
            | Self::Leave
            | Self::ShowKeys => true,
            Self::Previous
            | Self::Next
            | Self::PageUp
            | Self::PageDown
            | Self::First
            | Self::Last
            | Self::Settle
            | Self::SetStatus
            | Self::AcceptChange
            | Self::Place
            | Self::Remove => false,
        }
    }

    /// What it does, as a phrase without a full stop.
    pub const fn tooltip(self) -> &'static str {
        match self {
            Self::Previous => "The claim above; the draft goes along",
            Self::Next => "The claim below; the draft goes along",
            Self::PageUp => "Eight claims up",
            Self::PageDown => "Eight claims down",
            Self::First => "The first claim",
            Self::Last => "The last one",
            Self::Settle => "Confirm, or still true where it is stale; make a sentence a claim",
            Self::SetStatus => {
                "Unchecked, in progress, confirmed, change requested, changed, unverifiable, on author, opinion"
            }
            Self::ChooseStatus => "Choose the status",
            Self::ChooseKind => "Choose the kind",
            Self::TieEvidence => {
                "Tie evidence: a quote, a source, or a passage found in any source"
            }
            Self::ChangeEvidence => {
                "Change what evidence does: primary, contradicts, context, remove"
            }
            Self::ReadEvidence => "Read the evidence in its source",
            Self::WriteNote => "Write a note",
            Self::ProposeChange => "Propose other words",
            Self::AcceptChange => "Accept the proposed words into the draft",
            Self::WriteResponse => "Write the author’s response",
            Self::WriteChecker => "Write who checks it",
            Self::Place => "Put the claim on the selected words, or the sentence at the caret",
            Self::Remove => "Not a claim; for a claim, delete it",
            Self::Filter => "Show only some claims",
            Self::Group => "Group the claims",
            Self::GoToDraft => "Go to the words in the draft",
            Self::Leave => "Go back to the editor",
            Self::ShowKeys => "Show all keys",
        }
    }

    /// Returns the command of a key, and which of the command's keys it is.
    pub fn of_key(key: Key) -> Option<(Self, usize)> {
        Self::ALL.iter().find_map(|command| {
            let index = command.keys().iter().position(|own| *own == key)?;
            Some((*command, index))
        })
    }

    /// Returns its keys as help writes them: `X  Delete`, and `1 – 8` for many.
    pub fn keys_label(self) -> String {
        match self.keys() {
            [first, _, .., last] => format!("{} – {}", first.label(), last.label()),
            keys => keys.iter().map(|key| key.label()).collect::<Vec<_>>().join("  "),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use nutgraf_engine::model::ClaimStatus;

    #[test]
    fn no_two_commands_of_the_checklist_share_a_key() {
        let mut seen = HashSet::new();
        for command in ChecklistCommand::ALL {
            assert!(!command.keys().is_empty(), "{command:?}");
            for (index, key) in command.keys().iter().enumerate() {
                assert!(seen.insert(*key), "{command:?} shares {key:?}");
                assert_eq!(ChecklistCommand::of_key(*key), Some((*command, index)));
            }
        }
    }

    #[test]
    fn every_command_of_the_checklist_says_what_it_does() {
        let mut tooltips = HashSet::new();
        for command in ChecklistCommand::ALL {
            let tooltip = command.tooltip();
            assert!(!tooltip.is_empty() && !tooltip.ends_with('.'), "{command:?}");
            assert!(tooltips.insert(tooltip), "{command:?} says what another does");
        }
    }

    #[test]
    fn each_status_has_a_key_in_order() {
        assert_eq!(ChecklistCommand::SetStatus.keys().len(), ClaimStatus::ALL.len());
        let named: Vec<_> = ClaimStatus::ALL.iter().map(|s| s.label().to_lowercase()).collect();
        assert_eq!(ChecklistCommand::SetStatus.tooltip().to_lowercase(), named.join(", "));
    }

    #[test]
    fn keys_are_written_as_they_are_printed() {
        assert_eq!(ChecklistCommand::SetStatus.keys_label(), "1 – 8");
        assert_eq!(ChecklistCommand::Remove.keys_label(), "X  Delete");
        assert_eq!(ChecklistCommand::Settle.keys_label(), "Space");
        assert_eq!(ChecklistCommand::Next.keys_label(), "↓");
    }
}
