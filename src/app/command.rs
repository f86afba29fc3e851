//! The one table of commands.
//!
//! Menus, the command palette, shortcuts and the tests all read this table. A
//! command is a verb without payload; what it acts on (the selection, the
//! source that is open) it finds in the workspace.

use super::{Key, Shortcut, Workspace, view::Mode};
use crate::{evidence::FixKind, model::Standing};

/// Something a writer can ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    Versions,
    Close,
    ArticleDetails,
    UpdateDraft,
    Export,
    CopyMarkdown,
    Packet,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    Find,
    FindNext,
    FindPrevious,
    Replace,
    ReplaceHit,
    ReplaceAll,
    MatchCase,
    WholeWord,
    RegularExpression,
    Bold,
    Italic,
    Link,
    InsertQuote,
    InsertBlockQuote,
    AddSource,
    OpenSourceFile,
    EditSource,
    QuoteSelection,
    QuoteAndInsert,
    QuoteAsEvidence,
    ShowVerdict,
    RestoreWording,
    MarkChange,
    CiteSource,
    KeepAsCard,
    Unquote,
    NextUnclaimed,
    PreviousUnclaimed,
    MarkClaim,
    NotAClaim,
    TieEvidence,
    ConfirmClaim,
    StillTrue,
    AcceptChange,
    ShowClaim,
    NextFinding,
    PreviousFinding,
    ModeWrite,
    ModeSplit,
    ModeRead,
    ShowSources,
    ShowClaims,
    ShowFindings,
    ToggleNavigator,
    TogglePanel,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    FontSerif,
    FontMono,
    TogglePairs,
    MeasureNarrower,
    MeasureWider,
    Palette,
    SampleExplainer,
    SampleCheckAQuote,
    Shortcuts,
    About,
}

/// The menu a command stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Menu {
    File,
    Edit,
    Insert,
    Evidence,
    Claims,
    View,
    Help,
}

impl Menu {
    /// The menus, from left to right.
    pub const ALL: [Self; 7] = [
        Self::File,
        Self::Edit,
        Self::Insert,
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
            Self::Evidence => "Evidence",
            Self::Claims => "Claims",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// What the table says of a command.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The command.
    pub command: Command,
    /// Where it stands.
    pub menu: Menu,
    /// What it is called; an ellipsis means that it asks something first.
    pub label: &'static str,
    /// Its keys.
    pub shortcut: Option<Shortcut>,
    /// Whether a line stands above it in its menu.
    pub begins_group: bool,
}

const fn spec(menu: Menu, command: Command, label: &'static str) -> Spec {
    Spec { command, menu, label, shortcut: None, begins_group: false }
}

impl Spec {
    const fn on(self, shortcut: Shortcut) -> Self {
        Self { shortcut: Some(shortcut), ..self }
    }

    const fn group(self) -> Self {
        Self { begins_group: true, ..self }
    }
}

const fn ctrl(key: char) -> Shortcut {
    Shortcut::command(key)
}

const fn f(number: u8) -> Shortcut {
    Shortcut::plain(Key::F(number))
}

/// A key of the bar for finding. On macOS Alt alone types signs.
const fn find(key: char) -> Shortcut {
    if cfg!(target_os = "macos") { ctrl(key).alt() } else { Shortcut::plain(Key::Char(key)).alt() }
}

/// Cmd+H hides a program on macOS.
const REPLACE: Shortcut = if cfg!(target_os = "macos") { ctrl('F').alt() } else { ctrl('H') };

/// Every command, in the order of the menus.
pub const TABLE: &[Spec] = &[
    spec(Menu::File, Command::New, "New…").on(ctrl('N')),
    spec(Menu::File, Command::Open, "Open…").on(ctrl('O')),
    spec(Menu::File, Command::Save, "Save").on(ctrl('S')).group(),
    spec(Menu::File, Command::SaveAs, "Save as…").on(ctrl('S').shift()),
    spec(Menu::File, Command::Versions, "Earlier versions…").on(ctrl('V').alt()),
    spec(Menu::File, Command::ArticleDetails, "Article details…").group(),
    spec(Menu::File, Command::UpdateDraft, "Update draft from file…"),
    spec(Menu::File, Command::Export, "Export…").on(ctrl('E')),
    spec(Menu::File, Command::CopyMarkdown, "Copy as Markdown").on(ctrl('C').shift()),
    spec(Menu::File, Command::Packet, "Fact-checking packet…"),
    spec(Menu::File, Command::Close, "Close").on(ctrl('W')).group(),
    spec(Menu::File, Command::Quit, "Quit").on(ctrl('Q')),
    spec(Menu::Edit, Command::Undo, "Undo").on(ctrl('Z')),
    spec(Menu::Edit, Command::Redo, "Redo").on(ctrl('Z').shift()),
    spec(Menu::Edit, Command::Cut, "Cut").on(ctrl('X')).group(),
    spec(Menu::Edit, Command::Copy, "Copy").on(ctrl('C')),
    spec(Menu::Edit, Command::Paste, "Paste").on(ctrl('V')),
    spec(Menu::Edit, Command::SelectAll, "Select all").on(ctrl('A')),
    spec(Menu::Edit, Command::Find, "Find…").on(ctrl('F')).group(),
    spec(Menu::Edit, Command::FindNext, "Find next").on(f(3)),
    spec(Menu::Edit, Command::FindPrevious, "Find previous").on(f(3).shift()),
    spec(Menu::Edit, Command::Replace, "Replace…").on(REPLACE),
    spec(Menu::Edit, Command::ReplaceHit, "Replace this hit"),
    spec(Menu::Edit, Command::ReplaceAll, "Replace all").on(find('A')),
    spec(Menu::Edit, Command::MatchCase, "Match case").on(find('C')).group(),
    spec(Menu::Edit, Command::WholeWord, "Whole word").on(find('W')),
    spec(Menu::Edit, Command::RegularExpression, "Regular expression").on(find('R')),
    spec(Menu::Insert, Command::InsertQuote, "Quote").on(ctrl('I').shift()),
    spec(Menu::Insert, Command::InsertBlockQuote, "Quote as block").on(ctrl('B').shift()),
    spec(Menu::Insert, Command::Bold, "Bold").on(ctrl('B')).group(),
    spec(Menu::Insert, Command::Italic, "Italic").on(ctrl('I')),
    spec(Menu::Insert, Command::Link, "Link").on(ctrl('K')),
    spec(Menu::Evidence, Command::AddSource, "Add source…").on(ctrl('A').shift()),
    spec(Menu::Evidence, Command::OpenSourceFile, "Add source from file…").on(ctrl('O').shift()),
    spec(Menu::Evidence, Command::EditSource, "Edit source…"),
    spec(Menu::Evidence, Command::QuoteSelection, "Quote selection").on(ctrl('Q').shift()).group(),
    spec(Menu::Evidence, Command::QuoteAndInsert, "Quote and insert").on(ctrl('Q').alt()),
    spec(Menu::Evidence, Command::QuoteAsEvidence, "Quote as evidence").on(ctrl('Q').alt().shift()),
    spec(Menu::Evidence, Command::ShowVerdict, "Show verdict").on(ctrl('.')).group(),
    spec(Menu::Evidence, Command::RestoreWording, "Restore the source’s words")
        .on(ctrl('R').shift()),
    spec(Menu::Evidence, Command::MarkChange, "Mark the change").on(ctrl('K').shift()),
    spec(Menu::Evidence, Command::CiteSource, "Cite the right source").on(ctrl('T').shift()),
    spec(Menu::Evidence, Command::KeepAsCard, "Keep as quote card").on(ctrl('D').shift()),
    spec(Menu::Evidence, Command::Unquote, "Take quotation marks away").on(ctrl('U').shift()),
    spec(Menu::Evidence, Command::NextFinding, "Next finding").on(f(8)).group(),
    spec(Menu::Evidence, Command::PreviousFinding, "Previous finding").on(f(8).shift()),
    spec(Menu::Claims, Command::NextUnclaimed, "Next sentence worth checking").on(f(9)),
    spec(Menu::Claims, Command::PreviousUnclaimed, "Previous sentence worth checking")
        .on(f(9).shift()),
    spec(Menu::Claims, Command::MarkClaim, "Mark as claim").on(ctrl('M')),
    spec(Menu::Claims, Command::NotAClaim, "Not a claim").on(ctrl('M').alt()),
    spec(Menu::Claims, Command::TieEvidence, "Tie evidence…").on(ctrl('L')).group(),
    spec(Menu::Claims, Command::ConfirmClaim, "Confirm claim").on(ctrl('M').shift()),
    spec(Menu::Claims, Command::StillTrue, "Still true").on(ctrl('Y').shift()),
    spec(Menu::Claims, Command::AcceptChange, "Accept proposed change"),
    spec(Menu::Claims, Command::ShowClaim, "Show in checklist").on(f(12)).group(),
    spec(Menu::View, Command::ModeWrite, "Write").on(ctrl('1')),
    spec(Menu::View, Command::ModeSplit, "Split").on(ctrl('2')),
    spec(Menu::View, Command::ModeRead, "Read").on(ctrl('3')),
    spec(Menu::View, Command::ShowSources, "Sources").on(ctrl('4')).group(),
    spec(Menu::View, Command::ShowClaims, "Claims").on(ctrl('5')),
    spec(Menu::View, Command::ShowFindings, "Findings").on(ctrl('6')),
    spec(Menu::View, Command::ToggleNavigator, "Navigator").on(f(11).shift()).group(),
    spec(Menu::View, Command::TogglePanel, "Evidence panel").on(f(10).shift()),
    spec(Menu::View, Command::ZoomIn, "Zoom in").on(ctrl('+')).group(),
    spec(Menu::View, Command::ZoomOut, "Zoom out").on(ctrl('-')),
    spec(Menu::View, Command::ZoomReset, "Actual size").on(ctrl('0')),
    spec(Menu::View, Command::ThemeSystem, "System theme").group(),
    spec(Menu::View, Command::ThemeLight, "Light theme"),
    spec(Menu::View, Command::ThemeDark, "Dark theme"),
    spec(Menu::View, Command::FontSerif, "Serif editor").group(),
    spec(Menu::View, Command::FontMono, "Mono editor"),
    spec(Menu::View, Command::TogglePairs, "Type marks in pairs"),
    spec(Menu::View, Command::MeasureNarrower, "Narrower lines"),
    spec(Menu::View, Command::MeasureWider, "Wider lines"),
    spec(Menu::Help, Command::Palette, "Command palette…").on(ctrl('P').shift()),
    spec(Menu::Help, Command::Shortcuts, "Keyboard shortcuts").on(f(1)),
    spec(Menu::Help, Command::SampleExplainer, "Sample: Why the US debated a ban").group(),
    spec(Menu::Help, Command::SampleCheckAQuote, "Sample: How to check a quote"),
    spec(Menu::Help, Command::About, "About Nutgraf").group(),
];

/// Keys that do the same as those of the table, for hands that know another program.
pub const MORE_KEYS: &[(Command, Shortcut)] = &[
    (Command::Redo, ctrl('Y')),
    (Command::ZoomIn, ctrl('=')),
    (Command::FindNext, ctrl('G')),
    (Command::FindPrevious, ctrl('G').shift()),
];

impl Command {
    /// Every command with its label and keys, in menu order.
    pub fn table() -> &'static [Spec] {
        TABLE
    }

    /// What the table says of this command.
    pub fn spec(self) -> &'static Spec {
        TABLE
            .iter()
            .find(|spec| spec.command == self)
            .expect("every command stands in the table; a test holds it to that")
    }

    /// The fix that it makes, of the quotation at the caret.
    pub fn fix_kind(self) -> Option<FixKind> {
        Some(match self {
            Self::RestoreWording => FixKind::Restore,
            Self::MarkChange => FixKind::Mark,
            Self::CiteSource => FixKind::Cite,
            Self::KeepAsCard => FixKind::Capture,
            Self::Unquote => FixKind::Paraphrase,
            _ => return None,
        })
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

    /// Whether it can be done now.
    pub fn is_enabled(self, workspace: &Workspace) -> bool {
        let open = workspace.is_open();
        match self {
            Self::New
            | Self::Open
            | Self::Quit
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::FontSerif
            | Self::FontMono
            | Self::TogglePairs
            | Self::MeasureNarrower
            | Self::MeasureWider
            | Self::Palette
            | Self::SampleExplainer
            | Self::SampleCheckAQuote
            | Self::Shortcuts
            | Self::About => true,
            Self::Undo => workspace.undo_label().is_some(),
            Self::Redo => workspace.redo_label().is_some(),
            Self::EditSource => open && workspace.view().source.is_some(),
            Self::QuoteSelection | Self::QuoteAndInsert => {
                open && workspace.reader_selection().is_some()
            }
            Self::QuoteAsEvidence => {
                open && workspace.reader_selection().is_some() && workspace.view().claim.is_some()
            }
            Self::InsertQuote | Self::InsertBlockQuote => {
                open && workspace.view().quote.is_some() && workspace.view().mode != Mode::Read
            }
            Self::ShowVerdict => {
                open && workspace.view().mode != Mode::Read
                    && workspace.quotation_at(workspace.view().selection.start).is_some()
            }
            Self::RestoreWording
            | Self::MarkChange
            | Self::CiteSource
            | Self::KeepAsCard
            | Self::Unquote => self.fix_kind().is_some_and(|kind| {
                let quotation = workspace.quotation_at(workspace.view().selection.start);
                open && quotation.is_some_and(|quotation| kind.may_help(quotation))
            }),
            Self::ConfirmClaim | Self::ShowClaim | Self::TieEvidence => {
                open && workspace.current_claim().is_some()
            }
            Self::StillTrue => {
                open && workspace
                    .current_claim()
                    .is_some_and(|claim| workspace.project().standing(claim) == Standing::Stale)
            }
            Self::AcceptChange => {
                open && workspace
                    .current_claim()
                    .is_some_and(|claim| !claim.proposed.trim().is_empty())
            }
            Self::MarkClaim | Self::NotAClaim => open && workspace.claimable().is_some(),
            Self::MatchCase | Self::WholeWord | Self::RegularExpression => {
                workspace.view().find.is_some()
            }
            Self::ReplaceHit | Self::ReplaceAll => {
                let find = workspace.view().find.as_ref();
                find.is_some_and(|find| find.is_replacing() && find.count() > 0)
            }
            Self::NextFinding | Self::PreviousFinding => open && !workspace.findings().is_empty(),
            _ => open,
        }
    }

    /// Whether its keys mean nothing while the bar for finding is closed.
    pub fn is_of_find_bar(self) -> bool {
        matches!(
            self,
            Self::ReplaceHit
                | Self::ReplaceAll
                | Self::MatchCase
                | Self::WholeWord
                | Self::RegularExpression
        )
    }

    /// Whether it is a choice that is now made, as a menu marks it.
    pub fn is_checked(self, workspace: &Workspace) -> bool {
        use super::Tab;
        use crate::persist::settings::{EditorFont, ThemeChoice};
        let settings = workspace.settings();
        let view = workspace.view();
        match self {
            Self::MatchCase => view.find.as_ref().is_some_and(|find| find.query().match_case),
            Self::WholeWord => view.find.as_ref().is_some_and(|find| find.query().whole_word),
            Self::RegularExpression => view.find.as_ref().is_some_and(|find| find.query().regex),
            Self::ModeWrite => view.mode == Mode::Write,
            Self::ModeSplit => view.mode == Mode::Split,
            Self::ModeRead => view.mode == Mode::Read,
            Self::ShowSources => settings.panel && view.tab == Tab::Sources,
            Self::ShowClaims => settings.panel && view.tab == Tab::Claims,
            Self::ShowFindings => settings.panel && view.tab == Tab::Findings,
            Self::ToggleNavigator => settings.navigator,
            Self::TogglePanel => settings.panel,
            Self::ThemeSystem => settings.theme == ThemeChoice::System,
            Self::ThemeLight => settings.theme == ThemeChoice::Light,
            Self::ThemeDark => settings.theme == ThemeChoice::Dark,
            Self::FontSerif => settings.editor_font == EditorFont::Serif,
            Self::FontMono => settings.editor_font == EditorFont::Mono,
            Self::TogglePairs => settings.pairs,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_command_stands_in_the_table_once() {
        let commands: HashSet<_> = TABLE.iter().map(|spec| spec.command).collect();
        assert_eq!(commands.len(), TABLE.len());
        assert_eq!(TABLE.len(), Command::About as usize + 1, "About is the last of the enum");
    }

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen = HashSet::new();
        let keys = TABLE.iter().filter_map(|spec| Some((spec.command, spec.shortcut?)));
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
}
