//! Whether a command can be done now, and whether it is a choice that is made.
//!
//! # Invariants
//! - Both matches name every command, so that one without an answer does not compile.

use super::Command;
use crate::{
    app::{
        state::{Mode, Tab},
        workspace::Workspace,
    },
    persist::settings::{Dimming, EditorFont, ThemeChoice},
};
use nutgraf_engine::model::{Quote, Standing};

impl Command {
    /// Whether it can be done now.
    pub fn is_enabled(self, workspace: &Workspace) -> bool {
        let is_open = workspace.is_open();
        let view = workspace.view();
        let find = workspace.find();
        match self {
            Self::NextTab | Self::PreviousTab => workspace.tab_count() > 1,
            Self::Close => is_open || workspace.tab_count() > 1,
            Self::New
            | Self::Open
            | Self::NewTab
            | Self::Quit
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::FontSerif
            | Self::FontMono
            | Self::FocusSentence
            | Self::FocusParagraph
            | Self::FocusAll
            | Self::ToggleTypewriter
            | Self::TogglePairs
            | Self::ToggleTypography
            | Self::ToggleNoteWords
            | Self::MeasureNarrower
            | Self::MeasureWider
            | Self::Palette
            | Self::SampleExplainer
            | Self::SampleCheckAQuote
            | Self::Shortcuts
            | Self::About => true,
            Self::Save
            | Self::SaveAs
            | Self::Versions
            | Self::ArticleDetails
            | Self::UpdateDraft
            | Self::Export
            | Self::CopyMarkdown
            | Self::Packet
            | Self::Cut
            | Self::Copy
            | Self::Paste
            | Self::PastePlain
            | Self::CopyRichText
            | Self::SelectAll
            | Self::ContextMenu
            | Self::Find
            | Self::FindNext
            | Self::FindPrevious
            | Self::Replace
            | Self::FindEverywhere
            | Self::GoTo
            | Self::MoveUp
            | Self::MoveDown
            | Self::Duplicate
            | Self::JoinLines
            | Self::DeleteLine
            | Self::SelectNextOccurrence
            | Self::SelectAllOccurrences
            | Self::CaretAbove
            | Self::CaretBelow
            | Self::Bold
            | Self::Italic
            | Self::Citation
            | Self::Image
            | Self::Comment
            | Self::Paragraph
            | Self::Heading1
            | Self::Heading2
            | Self::Heading3
            | Self::Heading4
            | Self::Heading5
            | Self::Heading6
            | Self::Link
            | Self::Strikethrough
            | Self::InlineCode
            | Self::HeadingDeeper
            | Self::HeadingHigher
            | Self::BulletList
            | Self::NumberedList
            | Self::Task
            | Self::BlockQuotation
            | Self::CodeBlock
            | Self::Note
            | Self::Table
            | Self::Rule
            | Self::AddSource
            | Self::OpenSourceFile
            | Self::NextUnclaimed
            | Self::PreviousUnclaimed
            | Self::ModeWrite
            | Self::ModeSplit
            | Self::ModeRead
            | Self::ShowSources
            | Self::ShowClaims
            | Self::ShowFindings
            | Self::NextPart
            | Self::PreviousPart
            | Self::ToggleNavigator
            | Self::TogglePanel
            | Self::FocusMode => is_open,
            Self::MoveSectionUp | Self::MoveSectionDown => {
                is_open && view.mode != Mode::Read && !workspace.structure().headings.is_empty()
            }
            Self::AnswerQuestion => !view.questions.is_empty(),
            Self::AddRowAbove
            | Self::AddRowBelow
            | Self::AddColumnLeft
            | Self::AddColumnRight
            | Self::MoveRowUp
            | Self::MoveRowDown
            | Self::MoveColumnLeft
            | Self::MoveColumnRight
            | Self::AlignLeft
            | Self::AlignCentre
            | Self::AlignRight
            | Self::DeleteRow
            | Self::DeleteColumn => {
                is_open && view.mode != Mode::Read && workspace.table_at_caret().is_some()
            }
            Self::Undo => workspace.undo_label().is_some(),
            Self::Redo => workspace.redo_label().is_some(),
            Self::EditSource => is_open && view.source.is_some(),
            Self::QuoteSelection | Self::QuoteAndInsert => {
                is_open && workspace.reader_selection().is_some()
            }
            Self::QuoteAsEvidence => {
                is_open && workspace.reader_selection().is_some() && view.claim.is_some()
            }
            Self::InsertQuote | Self::InsertBlockQuote => {
                is_open && !workspace.project().quotes().is_empty() && view.mode != Mode::Read
            }
            Self::InsertQuoteWithSpeaker => {
                let mut quotes = workspace.project().quotes().iter();
                is_open && view.mode != Mode::Read && quotes.any(Quote::has_speaker)
            }
            Self::ShowVerdict => {
                is_open
                    && view.mode != Mode::Read
                    && workspace.quotation_at(view.selection.start).is_some()
            }
            Self::RestoreWording
            | Self::MarkChange
            | Self::CiteSource
            | Self::KeepAsCard
            | Self::Unquote => self.fix_kind().is_some_and(|kind| {
                let quotation = workspace.quotation_at(view.selection.start);
                is_open && quotation.is_some_and(|quotation| kind.may_help(quotation))
            }),
            Self::Mend => is_open && view.mode != Mode::Read && workspace.mendable().is_some(),
            Self::ConfirmClaim | Self::ShowClaim | Self::TieEvidence => {
                is_open && workspace.current_claim().is_some()
            }
            Self::StillTrue => {
                let claim = workspace.current_claim().filter(|_| is_open);
                claim.is_some_and(|claim| workspace.project().standing(claim) == Standing::Stale)
            }
            Self::AcceptChange => {
                let claim = workspace.current_claim().filter(|_| is_open);
                claim.is_some_and(|claim| !claim.proposed.trim().is_empty())
            }
            Self::MarkClaim | Self::NotAClaim => is_open && workspace.claimable().is_some(),
            Self::MatchCase | Self::WholeWord | Self::RegularExpression => find.is_some(),
            Self::InSelection => {
                find.is_some_and(|find| find.limit().is_some() || find.can_limit_to(view.selection))
            }
            Self::ReplaceHit | Self::ReplaceAll => {
                find.is_some_and(|find| find.is_replacing() && find.count() > 0)
            }
            Self::NextFinding | Self::PreviousFinding => {
                is_open && !workspace.findings().is_empty()
            }
        }
    }

    /// Whether the choice that it stands for is made; `None` where it is no choice.
    pub fn is_checked(self, workspace: &Workspace) -> Option<bool> {
        let settings = workspace.settings();
        let view = workspace.view();
        let find = workspace.find();
        Some(match self {
            Self::MatchCase => find.is_some_and(|find| find.query().match_case),
            Self::WholeWord => find.is_some_and(|find| find.query().whole_word),
            Self::RegularExpression => find.is_some_and(|find| find.query().regex),
            Self::InSelection => find.is_some_and(|find| find.limit().is_some()),
            Self::ModeWrite => view.mode == Mode::Write,
            Self::ModeSplit => view.mode == Mode::Split,
            Self::ModeRead => view.mode == Mode::Read,
            Self::FocusMode => view.is_focused,
            Self::FocusSentence => settings.dimming == Dimming::Sentence,
            Self::FocusParagraph => settings.dimming == Dimming::Paragraph,
            Self::FocusAll => settings.dimming == Dimming::Nothing,
            Self::ToggleTypewriter => settings.typewriter,
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
            Self::ToggleTypography => settings.typography,
            Self::ToggleNoteWords => settings.counts_notes,
            Self::New
            | Self::Open
            | Self::Save
            | Self::SaveAs
            | Self::Versions
            | Self::ArticleDetails
            | Self::UpdateDraft
            | Self::Export
            | Self::CopyMarkdown
            | Self::Packet
            | Self::Close
            | Self::Quit
            | Self::Undo
            | Self::Redo
            | Self::Cut
            | Self::Copy
            | Self::Paste
            | Self::PastePlain
            | Self::CopyRichText
            | Self::SelectAll
            | Self::ContextMenu
            | Self::Find
            | Self::FindNext
            | Self::FindPrevious
            | Self::Replace
            | Self::ReplaceHit
            | Self::ReplaceAll
            | Self::FindEverywhere
            | Self::GoTo
            | Self::InsertQuote
            | Self::InsertQuoteWithSpeaker
            | Self::InsertBlockQuote
            | Self::Citation
            | Self::Image
            | Self::Comment
            | Self::Paragraph
            | Self::Heading1
            | Self::Heading2
            | Self::Heading3
            | Self::Heading4
            | Self::Heading5
            | Self::Heading6
            | Self::Bold
            | Self::Italic
            | Self::Link
            | Self::Strikethrough
            | Self::InlineCode
            | Self::HeadingDeeper
            | Self::HeadingHigher
            | Self::BulletList
            | Self::NumberedList
            | Self::Task
            | Self::MoveUp
            | Self::MoveDown
            | Self::MoveSectionUp
            | Self::MoveSectionDown
            | Self::Duplicate
            | Self::JoinLines
            | Self::DeleteLine
            | Self::SelectNextOccurrence
            | Self::SelectAllOccurrences
            | Self::CaretAbove
            | Self::CaretBelow
            | Self::NewTab
            | Self::NextTab
            | Self::PreviousTab
            | Self::AnswerQuestion
            | Self::AddRowAbove
            | Self::AddRowBelow
            | Self::AddColumnLeft
            | Self::AddColumnRight
            | Self::MoveRowUp
            | Self::MoveRowDown
            | Self::MoveColumnLeft
            | Self::MoveColumnRight
            | Self::AlignLeft
            | Self::AlignCentre
            | Self::AlignRight
            | Self::DeleteRow
            | Self::DeleteColumn
            | Self::BlockQuotation
            | Self::CodeBlock
            | Self::Note
            | Self::Table
            | Self::Rule
            | Self::AddSource
            | Self::OpenSourceFile
            | Self::EditSource
            | Self::QuoteSelection
            | Self::QuoteAndInsert
            | Self::QuoteAsEvidence
            | Self::ShowVerdict
            | Self::RestoreWording
            | Self::MarkChange
            | Self::CiteSource
            | Self::KeepAsCard
            | Self::Unquote
            | Self::Mend
            | Self::NextPart
            | Self::PreviousPart
            | Self::NextFinding
            | Self::PreviousFinding
            | Self::NextUnclaimed
            | Self::PreviousUnclaimed
            | Self::MarkClaim
            | Self::NotAClaim
            | Self::TieEvidence
            | Self::ConfirmClaim
            | Self::StillTrue
            | Self::AcceptChange
            | Self::ShowClaim
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::MeasureNarrower
            | Self::MeasureWider
            | Self::Palette
            | Self::Shortcuts
            | Self::SampleExplainer
            | Self::SampleCheckAQuote
            | Self::About => return None,
        })
    }
}
