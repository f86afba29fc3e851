//! Commands: what a writer can ask for by name.
//!
//! Menus, the command palette, shortcuts and tests read one table. A command is a verb
//! without payload; what it acts on (the selection, the open source) it finds in the
//! workspace.
//!
//! # Invariants
//! - Each property of a command is a match that names every command: title, menu, keys and
//!   tooltip in `table`, “enabled?” and “checked?” in `state`, the deed in `perform`. The
//!   commands that the checklist does itself are in `checklist`, in the same way.

mod checklist;
mod other_names;
mod state;
mod table;

use super::shortcut::Shortcut;
pub use checklist::ChecklistCommand;
use nutgraf_engine::evidence::FixKind;
pub use table::{MORE_KEYS, READER_KEYS};

/// Declares the enum and the list of its variants, which cannot disagree.
macro_rules! commands {
    ($($name:ident),+ $(,)?) => {
        /// Something a writer can ask for by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each has a tooltip in the table")]
        pub enum Command { $($name),+ }

        impl Command {
            /// Every command, in the order of the menus.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

commands! {
    // File
    New, Open, NewTab, NextTab, PreviousTab, Save, SaveAs, AnswerQuestion, Versions, ArticleDetails, UpdateDraft, Export, CopyMarkdown, Packet,
    Close, Quit,
    // Edit
    Undo, Redo, Cut, Copy, Paste, PastePlain, CopyRichText, SelectAll, ContextMenu, Find, FindNext,
    FindPrevious, Replace, ReplaceHit, ReplaceAll, MatchCase, WholeWord, RegularExpression, InSelection,
    FindEverywhere, GoTo, MoveUp, MoveDown, MoveSectionUp, MoveSectionDown, Duplicate, JoinLines, DeleteLine, SelectNextOccurrence,
    SelectAllOccurrences, CaretAbove, CaretBelow,
    // Insert
    InsertQuote, InsertQuoteWithSpeaker, InsertBlockQuote, Citation, Link, Image, Note, Comment, Table,
    Rule,
    // Format
    Bold, Italic, Strikethrough, InlineCode, Paragraph, Heading1, Heading2, Heading3, Heading4,
    Heading5, Heading6, HeadingDeeper, HeadingHigher, BulletList, NumberedList, Task,
    BlockQuotation, CodeBlock, AddRowAbove, AddRowBelow, AddColumnLeft, AddColumnRight, MoveRowUp,
    MoveRowDown, MoveColumnLeft, MoveColumnRight, AlignLeft, AlignCentre, AlignRight, DeleteRow,
    DeleteColumn,
    // Evidence
    AddSource, OpenSourceFile, EditSource, QuoteSelection, QuoteAndInsert, QuoteAsEvidence,
    ShowVerdict, RestoreWording, MarkChange, CiteSource, KeepAsCard, Unquote, Mend, NextFinding,
    PreviousFinding,
    // Claims
    NextUnclaimed, PreviousUnclaimed, MarkClaim, NotAClaim, TieEvidence, ConfirmClaim, StillTrue,
    AcceptChange, ShowClaim,
    // View
    ModeWrite, ModeSplit, ModeRead, ShowSources, ShowClaims, ShowFindings, NextPart, PreviousPart, ToggleNavigator,
    TogglePanel, FocusMode, FocusSentence, FocusParagraph, FocusAll, ToggleTypewriter, ZoomIn, ZoomOut, ZoomReset, ThemeSystem, ThemeLight, ThemeDark, FontSerif,
    FontMono, TogglePairs, ToggleTypography, ToggleNoteWords, MeasureNarrower, MeasureWider,
    // Help
    Palette, Shortcuts, SampleExplainer, SampleCheckAQuote, About,
}

/// The menu a command stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Menu {
    File,
    Edit,
    Insert,
    Format,
    Evidence,
    Claims,
    View,
    Help,
}

impl Menu {
    /// The menus, from left to right.
    pub const ALL: [Self; 8] = [
        Self::File,
        Self::Edit,
        Self::Insert,
        Self::Format,
        Self::Evidence,
        Self::Claims,
        Self::View,
        Self::Help,
    ];

    /// Its name in the menu bar.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Insert => "Insert",
            Self::Format => "Format",
            Self::Evidence => "Evidence",
            Self::Claims => "Claims",
            Self::View => "View",
            Self::Help => "Help",
        }
    }

    /// The letter of its name that opens it with Alt.
    pub fn key(self) -> char {
        match self {
            Self::File => 'F',
            Self::Edit => 'E',
            Self::Insert => 'I',
            // File has the F.
            Self::Format => 'o',
            // Edit has the E.
            Self::Evidence => 'd',
            Self::Claims => 'C',
            Self::View => 'V',
            Self::Help => 'H',
        }
    }
}

/// Where the keys of a command count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyScope {
    /// In the whole window.
    Window,
    /// In the draft; another text field that has the keyboard uses them itself.
    Text,
    /// In whichever text has the keyboard, which the window system tells of them.
    Clipboard,
    /// In the whole window while the bar for finding is open.
    FindBar,
}

/// The entry of a command in the table.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The command.
    pub command: Command,
    /// The menu it stands in.
    pub menu: Menu,
    /// Its name; an ellipsis means that it asks something first.
    pub label: &'static str,
    /// What it does, as a phrase without a full stop.
    pub tooltip: &'static str,
    /// Its keys.
    pub shortcut: Option<Shortcut>,
    /// Where the keys count.
    pub scope: KeyScope,
    /// Whether a line stands above it in its menu.
    pub begins_group: bool,
}

impl Command {
    /// Every command's entry, in the order of the menus.
    pub fn table() -> &'static [Spec] {
        &table::TABLE
    }

    /// The command's keys as menus write them on this system; empty where it has none.
    pub fn keys_label(self) -> String {
        let keys = self.spec().shortcut;
        keys.map(|keys| keys.label(cfg!(target_os = "macos"))).unwrap_or_default()
    }

    /// The command's entry in the table.
    pub fn spec(self) -> &'static Spec {
        &table::TABLE[self as usize]
    }

    /// The fix that it makes of the quotation at the caret; `None` where it makes none.
    pub fn fix_kind(self) -> Option<FixKind> {
        FixKind::ALL.into_iter().find(|kind| Self::of_fix(*kind) == self)
    }

    /// The command that makes a fix of a kind.
    pub fn of_fix(kind: FixKind) -> Self {
        match kind {
            FixKind::Restore => Self::RestoreWording,
            FixKind::Mark => Self::MarkChange,
            FixKind::Cite => Self::CiteSource,
            FixKind::Capture => Self::KeepAsCard,
            FixKind::Paraphrase => Self::Unquote,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_command_stands_at_its_own_place_in_the_table() {
        for command in Command::ALL {
            assert_eq!(command.spec().command, *command);
        }
    }

    #[test]
    fn every_menu_has_a_letter_of_its_name_that_is_its_own() {
        let letters: HashSet<_> = Menu::ALL.map(|menu| menu.key().to_ascii_uppercase()).into();
        assert_eq!(letters.len(), Menu::ALL.len());
        assert!(Menu::ALL.iter().all(|menu| menu.label().contains(menu.key())));
    }

    #[test]
    fn commands_of_one_menu_stand_together_in_the_order_of_the_menus() {
        let place = |menu| Menu::ALL.iter().position(|of_bar| *of_bar == menu);
        assert!(Command::table().is_sorted_by_key(|spec| place(spec.menu)));
    }

    #[test]
    fn every_command_says_what_it_does_and_is_called_by_a_name_of_its_own() {
        let mut names = HashSet::new();
        for spec in Command::table() {
            assert!(names.insert((spec.menu, spec.label)), "{:?}", spec.command);
            assert!(!spec.tooltip.is_empty(), "{:?}", spec.command);
            assert!(!spec.tooltip.ends_with('.'), "{:?}", spec.command);
        }
    }

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen = HashSet::new();
        let keys = Command::table().iter().filter_map(|spec| Some((spec.command, spec.shortcut?)));
        for (command, shortcut) in keys.chain(MORE_KEYS.iter().copied()) {
            assert!(seen.insert(shortcut), "{command:?} shares {shortcut:?}");
        }
    }

    #[test]
    fn shortcuts_are_written_as_each_system_writes_them() {
        let palette = Command::Palette.spec().shortcut.unwrap();
        assert_eq!(palette.label(false), "Ctrl+Shift+P");
        assert_eq!(palette.label(true), "⇧⌘P");
    }

    /// The keys that README names, as menus write them: `Ctrl+F`.
    fn keys_of_readme() -> Vec<String> {
        let readme = include_str!("../../../README.md").replace("</kbd>+<kbd>", "+");
        let keys = readme.split("<kbd>").skip(1).filter_map(|rest| rest.split_once("</kbd>"));
        keys.map(|(keys, _)| keys.to_owned()).collect()
    }

    #[test]
    fn every_key_that_readme_names_is_one_of_the_tables() {
        let shortcuts = Command::table().iter().filter_map(|spec| spec.shortcut);
        let more = MORE_KEYS.iter().map(|(_, shortcut)| *shortcut);
        let window = shortcuts.chain(more).map(|shortcut| shortcut.label(false));
        let reader = READER_KEYS.iter().map(|(_, key)| key.label());
        let list = ChecklistCommand::ALL.iter().flat_map(|command| command.keys());
        let known: HashSet<_> = window.chain(reader).chain(list.map(|key| key.label())).collect();
        let named = keys_of_readme();
        assert!(!named.is_empty(), "README names keys");
        let unknown: Vec<_> = named.iter().filter(|keys| !known.contains(*keys)).collect();
        assert!(unknown.is_empty(), "README names {unknown:?}");
    }

    #[test]
    fn a_key_of_the_reader_is_one_that_types_a_letter() {
        for (command, key) in READER_KEYS {
            assert!(matches!(key, super::super::Key::Char('A'..='Z')), "{command:?}");
        }
    }
}
