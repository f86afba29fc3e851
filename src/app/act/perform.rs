//! What each command does.
//!
//! # Invariants
//! - The match names every command, so that one without a deed does not compile.

use jiff::Timestamp;

use super::formatting::{Formatting, HeadingChange, LineDeed, LineKind};
use crate::{
    app::{
        command::Command,
        effect::{CaretPlaces, ClipboardEdit, Effect, FocusedList, Pick, TabChange},
        form::{ArticleForm, ExportForm, ExportFormat, SourceForm},
        notice::DoneNotice,
        samples::Sample,
        state::{Choice, Dialog, Mode, Next, Tab},
        workspace::Workspace,
    },
    persist::{
        Settings, VersionReason,
        settings::{Dimming, EditorFont, ThemeChoice},
    },
    project::QuotationStyle,
};
use nutgraf_engine::{
    markdown::{
        sections::SectionMove,
        tables::{ColumnAlignment, TableCommand},
    },
    model::{ClaimStatus, PartialDate},
    range::DraftRange,
};

/// Zoom factors of the window.
const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;
/// Change of the zoom factor by one step.
const ZOOM_STEP: f32 = 0.1;

/// Lengths of a line of the draft, in characters.
const MEASURE: std::ops::RangeInclusive<u32> = 30..=160;
/// Change of that length by one step, in characters.
const MEASURE_STEP: u32 = 4;

/// Returns the zoom factor one step away. Rounded to tenths, so that ten steps in and ten
/// steps out lead back to the same factor.
fn zoomed(settings: &Settings, step: f32) -> f32 {
    (((settings.zoom + step) * 10.0).round() / 10.0).clamp(*ZOOM.start(), *ZOOM.end())
}

impl Workspace {
    /// Does what a command says, where it can be done now.
    pub(super) fn perform(&mut self, command: Command, now: Timestamp) -> Vec<Effect> {
        if !command.is_enabled(self) {
            return Vec::new();
        }
        match command {
            Command::New => return self.after_unsaved(Next::New, now),
            Command::Open => return self.after_unsaved(Next::PickOpen, now),
            Command::Close if !self.is_open() => return vec![Effect::Tab(TabChange::Close)],
            Command::Close => return self.after_unsaved(Next::Close, now),
            Command::Quit => return self.after_unsaved(Next::Quit, now),
            Command::SampleExplainer => {
                return self.after_unsaved(Next::Sample(Sample::Explainer), now);
            }
            Command::SampleCheckAQuote => {
                return self.after_unsaved(Next::Sample(Sample::CheckAQuote), now);
            }
            Command::Save => {
                if self.file.path().is_none() {
                    return self.perform(Command::SaveAs, now);
                }
                return self.save_effect().into_iter().collect();
            }
            Command::SaveAs => {
                let name = format!("{}.nutgraf.ron", self.suggested_name());
                let project = self.file.opened_revision();
                return vec![Effect::Pick(Pick::SaveAs { name, project })];
            }
            Command::NewTab => return vec![Effect::Tab(TabChange::New)],
            Command::NextTab => return vec![Effect::Tab(TabChange::Next)],
            Command::PreviousTab => return vec![Effect::Tab(TabChange::Previous)],
            Command::AnswerQuestion => {
                if let Some(question) = self.view.questions.first().cloned() {
                    self.open_dialog(question.into());
                }
            }
            Command::Versions => return self.show_versions(),
            Command::Packet => return vec![Effect::Pick(Pick::Packet)],
            Command::ArticleDetails => self.open_dialog(Dialog::Article),
            Command::UpdateDraft => {
                return vec![Effect::Pick(Pick::Draft { project: self.file.opened_revision() })];
            }
            Command::Export => self.open_dialog(Dialog::Export),
            Command::CopyMarkdown => {
                let text = self.exported(&ExportForm::default());
                self.done(DoneNotice::Copied(ExportFormat::Markdown));
                return vec![Effect::CopyText(text.to_string())];
            }
            Command::Undo => return self.undo().into_iter().collect(),
            Command::Redo => self.redo(),
            Command::Cut => return vec![Effect::EditFocused(ClipboardEdit::Cut)],
            Command::Copy => return vec![Effect::EditFocused(ClipboardEdit::Copy)],
            Command::Paste => return vec![Effect::EditFocused(ClipboardEdit::Paste)],
            Command::PastePlain => {
                return vec![Effect::EditFocused(ClipboardEdit::PastePlain)];
            }
            Command::CopyRichText => return self.copy_rich_text(),
            Command::SelectAll => {
                self.jump(DraftRange::new(0, self.open.project().draft().len()));
                return vec![Effect::FocusEditor];
            }
            Command::Find => return self.open_find(false),
            Command::FindNext => return self.find_next(true),
            Command::FindPrevious => return self.find_next(false),
            Command::Replace => return self.open_find(true),
            Command::ReplaceHit => self.replace_hit(),
            Command::ReplaceAll => {
                let kept = self.keep(VersionReason::BeforeReplaceAll);
                self.replace_hits();
                return kept.into_iter().collect();
            }
            Command::MatchCase => self.change_query(|query| query.match_case ^= true),
            Command::WholeWord => self.change_query(|query| query.whole_word ^= true),
            Command::RegularExpression => self.change_query(|query| query.regex ^= true),
            Command::InSelection => {
                self.find.toggle_limit(self.open.project().draft(), self.view.selection);
            }
            Command::FindEverywhere => return self.open_project_search(),
            Command::GoTo => self.open_dialog(Dialog::GoTo),
            Command::Bold => return self.format(Formatting::Stars("**")),
            Command::Italic => return self.format(Formatting::Stars("*")),
            Command::Strikethrough => return self.format(Formatting::Marks("~~")),
            Command::InlineCode => return self.format(Formatting::Marks("`")),
            Command::Paragraph => return self.set_heading(HeadingChange::Level(0)),
            Command::Heading1 => return self.set_heading(HeadingChange::Level(1)),
            Command::Heading2 => return self.set_heading(HeadingChange::Level(2)),
            Command::Heading3 => return self.set_heading(HeadingChange::Level(3)),
            Command::Heading4 => return self.set_heading(HeadingChange::Level(4)),
            Command::Heading5 => return self.set_heading(HeadingChange::Level(5)),
            Command::Heading6 => return self.set_heading(HeadingChange::Level(6)),
            Command::HeadingDeeper => return self.set_heading(HeadingChange::Deeper),
            Command::HeadingHigher => return self.set_heading(HeadingChange::Higher),
            Command::BulletList => return self.format(Formatting::Lines(LineKind::Bullet)),
            Command::NumberedList => return self.format(Formatting::Lines(LineKind::Number)),
            Command::Task => return self.format(Formatting::Task),
            Command::BlockQuotation => return self.format(Formatting::Lines(LineKind::Quotation)),
            Command::CodeBlock => return self.format(Formatting::CodeBlock),
            Command::Link => self.ask_address(),
            Command::Image => self.ask_image(),
            Command::Citation => self.open_dialog(Dialog::Choose(Choice::Citation)),
            Command::Comment => return self.format(Formatting::Comment),
            Command::Note => return self.format(Formatting::Note),
            Command::Table => return self.format(Formatting::Table),
            Command::Rule => return self.format(Formatting::Rule),
            Command::InsertQuote => return self.insert_chosen_quote(QuotationStyle::Inline),
            Command::InsertQuoteWithSpeaker => {
                return self.insert_chosen_quote(QuotationStyle::InlineWithSpeaker);
            }
            Command::InsertBlockQuote => return self.insert_chosen_quote(QuotationStyle::Block),
            Command::AddRowAbove => return self.edit_table(TableCommand::AddRow { above: true }),
            Command::AddRowBelow => return self.edit_table(TableCommand::AddRow { above: false }),
            Command::AddColumnLeft => {
                return self.edit_table(TableCommand::AddColumn { left: true });
            }
            Command::AddColumnRight => {
                return self.edit_table(TableCommand::AddColumn { left: false });
            }
            Command::MoveRowUp => return self.edit_table(TableCommand::MoveRow { up: true }),
            Command::MoveRowDown => return self.edit_table(TableCommand::MoveRow { up: false }),
            Command::MoveColumnLeft => {
                return self.edit_table(TableCommand::MoveColumn { left: true });
            }
            Command::MoveColumnRight => {
                return self.edit_table(TableCommand::MoveColumn { left: false });
            }
            Command::AlignLeft => {
                return self.edit_table(TableCommand::Align(ColumnAlignment::Left));
            }
            Command::AlignCentre => {
                return self.edit_table(TableCommand::Align(ColumnAlignment::Centre));
            }
            Command::AlignRight => {
                return self.edit_table(TableCommand::Align(ColumnAlignment::Right));
            }
            Command::DeleteRow => return self.edit_table(TableCommand::DeleteRow),
            Command::DeleteColumn => return self.edit_table(TableCommand::DeleteColumn),
            Command::MoveUp => return self.edit_lines(LineDeed::Move { up: true }),
            Command::MoveDown => return self.edit_lines(LineDeed::Move { up: false }),
            Command::MoveSectionUp => return self.move_section_of_caret(SectionMove::Up),
            Command::MoveSectionDown => return self.move_section_of_caret(SectionMove::Down),
            Command::Duplicate => return self.edit_lines(LineDeed::Duplicate),
            Command::JoinLines => return self.edit_lines(LineDeed::Join),
            Command::DeleteLine => return self.edit_lines(LineDeed::Delete),
            Command::AddSource => {
                let form = SourceForm {
                    accessed: PartialDate::of(now).to_string(),
                    capture: true,
                    ..SourceForm::default()
                };
                self.open_dialog(Dialog::Source(form.into()));
            }
            Command::OpenSourceFile => return vec![Effect::Pick(Pick::Source)],
            Command::EditSource => {
                if let Some(source) = self.current_source() {
                    let form = SourceForm::of(source);
                    self.open_dialog(Dialog::Source(form.into()));
                }
            }
            Command::QuoteSelection => {
                self.quote_selection();
            }
            Command::QuoteAndInsert => {
                if self.quote_selection().is_some() {
                    return self.insert_chosen_quote(QuotationStyle::Inline);
                }
            }
            Command::ShowVerdict => {
                let quotation = self.quotation_at(self.view.selection.start);
                self.view.card = quotation.map(|quotation| quotation.range);
                return vec![Effect::FocusEditor];
            }
            Command::RestoreWording
            | Command::MarkChange
            | Command::CiteSource
            | Command::KeepAsCard
            | Command::Unquote => {
                let quotation = self.quotation_at(self.view.selection.start);
                let range = quotation.map(|quotation| quotation.range);
                if let Some((range, kind)) = range.zip(command.fix_kind()) {
                    return self.fix(range, kind);
                }
            }
            Command::MarkClaim => self.claim_here(),
            Command::NotAClaim => self.set_aside_here(),
            Command::NextUnclaimed => self.step_unclaimed(true),
            Command::PreviousUnclaimed => self.step_unclaimed(false),
            Command::QuoteAsEvidence => self.quote_as_evidence(),
            Command::ConfirmClaim => self.settle_current(Some(ClaimStatus::Confirmed), now),
            Command::StillTrue => self.settle_current(None, now),
            Command::AcceptChange => self.accept_current(now),
            Command::TieEvidence => self.choose_evidence(),
            Command::ShowClaim => return self.show_current_claim(),
            Command::Mend => {
                let finding = self.mendable().cloned();
                return finding.map(|finding| self.mend(&finding)).unwrap_or_default();
            }
            Command::NextFinding => return self.step_finding(true),
            Command::PreviousFinding => return self.step_finding(false),
            Command::ModeWrite => {
                self.view.mode = Mode::Write;
                return vec![Effect::FocusEditor];
            }
            Command::ModeSplit => self.view.mode = Mode::Split,
            Command::ModeRead => self.view.mode = Mode::Read,
            Command::ShowSources => {
                self.show_tab(Tab::Sources);
                return vec![Effect::FocusList(FocusedList::Sources)];
            }
            Command::ShowClaims => {
                self.show_tab(Tab::Claims);
                return vec![Effect::FocusList(FocusedList::Claims)];
            }
            Command::ShowFindings => {
                self.show_tab(Tab::Findings);
                return vec![Effect::FocusList(FocusedList::Findings)];
            }
            Command::NextPart => return vec![Effect::FocusPart { forward: true }],
            Command::PreviousPart => return vec![Effect::FocusPart { forward: false }],
            Command::Palette => self.open_dialog(Dialog::Palette),
            Command::Shortcuts => self.open_dialog(Dialog::Shortcuts),
            Command::About => self.open_dialog(Dialog::About),
            Command::ZoomIn => {
                return self.set(|settings| settings.zoom = zoomed(settings, ZOOM_STEP));
            }
            Command::ZoomOut => {
                return self.set(|settings| settings.zoom = zoomed(settings, -ZOOM_STEP));
            }
            Command::ZoomReset => return self.set(|settings| settings.zoom = 1.0),
            Command::ToggleNavigator => {
                let comes_back = std::mem::take(&mut self.view.is_focused);
                return self.set(|settings| settings.navigator = comes_back || !settings.navigator);
            }
            Command::ContextMenu if self.view.mode == Mode::Read => {}
            Command::ContextMenu => return vec![Effect::OpenContextMenu],
            Command::SelectNextOccurrence => {
                return vec![Effect::AddCarets(CaretPlaces::NextOccurrence)];
            }
            Command::SelectAllOccurrences => {
                return vec![Effect::AddCarets(CaretPlaces::AllOccurrences)];
            }
            Command::CaretAbove => return vec![Effect::AddCarets(CaretPlaces::RowAbove)],
            Command::CaretBelow => return vec![Effect::AddCarets(CaretPlaces::RowBelow)],
            Command::TogglePanel => {
                let comes_back = std::mem::take(&mut self.view.is_focused);
                return self.set(|settings| settings.panel = comes_back || !settings.panel);
            }
            Command::FocusMode => {
                self.view.is_focused ^= true;
                return vec![Effect::FocusEditor];
            }
            Command::FocusSentence => {
                return self.set(|settings| settings.dimming = Dimming::Sentence);
            }
            Command::FocusParagraph => {
                return self.set(|settings| settings.dimming = Dimming::Paragraph);
            }
            Command::FocusAll => return self.set(|settings| settings.dimming = Dimming::Nothing),
            Command::ToggleTypewriter => return self.set(|settings| settings.typewriter ^= true),
            Command::ThemeSystem => {
                return self.set(|settings| settings.theme = ThemeChoice::System);
            }
            Command::ThemeLight => return self.set(|settings| settings.theme = ThemeChoice::Light),
            Command::ThemeDark => return self.set(|settings| settings.theme = ThemeChoice::Dark),
            Command::FontSerif => {
                return self.set(|settings| settings.editor_font = EditorFont::Serif);
            }
            Command::FontMono => {
                return self.set(|settings| settings.editor_font = EditorFont::Mono);
            }
            Command::TogglePairs => return self.set(|settings| settings.pairs ^= true),
            Command::ToggleTypography => return self.set(|settings| settings.typography ^= true),
            Command::ToggleNoteWords => return self.set(|settings| settings.counts_notes ^= true),
            Command::MeasureNarrower => {
                return self.set(|settings| {
                    settings.measure = (settings.measure - MEASURE_STEP).max(*MEASURE.start());
                });
            }
            Command::MeasureWider => {
                return self.set(|settings| {
                    settings.measure = (settings.measure + MEASURE_STEP).min(*MEASURE.end());
                });
            }
        }
        Vec::new()
    }

    fn set_heading(&mut self, change: HeadingChange) -> Vec<Effect> {
        self.format(Formatting::Heading(change))
    }

    /// Changes the settings and has them kept.
    fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        change(&mut self.settings);
        vec![Effect::KeepSettings(Box::new(self.settings.clone()))]
    }

    /// Goes to the finding after or before the caret, round the end.
    fn step_finding(&mut self, forward: bool) -> Vec<Effect> {
        let caret = self.view.selection.start;
        let findings = self.findings();
        let next = if forward {
            findings.iter().find(|finding| finding.range.start > caret).or(findings.first())
        } else {
            findings.iter().rfind(|finding| finding.range.start < caret).or(findings.last())
        };
        let Some(range) = next.map(|finding| finding.range) else { return Vec::new() };
        self.lead_to(range);
        self.view.card = self.quotation_of(range).is_some().then_some(range);
        // In focus mode the words alone are gone to.
        if !self.view.is_focused {
            self.show_tab(Tab::Findings);
        }
        vec![Effect::FocusEditor]
    }

    /// The article's details as a form.
    pub fn article_form(&self) -> ArticleForm {
        ArticleForm::of(self.open.project().article(), self.settings.session_goal)
    }
}
