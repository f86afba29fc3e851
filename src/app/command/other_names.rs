//! Other names of commands, by which writers know them from other programs.
//!
//! # Invariants
//! - The match names every command, so that none is forgotten; many have no other name.
//! - No other name is the name of a command, which would lead to two.

use super::Command;

impl Command {
    /// The names by which the palette finds it besides its own, in small letters.
    pub fn other_names(self) -> &'static [&'static str] {
        use Command as C;
        match self {
            C::New => &["create article", "template", "new document"],
            C::Open => &["load", "file"],
            C::NewTab => &["another article", "new window"],
            C::NextTab => &["switch article", "next window"],
            C::PreviousTab => &["switch back", "window before"],
            C::Save => &["keep", "write to disk"],
            C::SaveAs => &["rename", "copy of the project"],
            C::AnswerQuestion => {
                &["decide", "recover", "restore lost work", "merge with the file", "conflict"]
            }
            C::Versions => {
                &["history", "revisions", "snapshots", "backup", "restore", "time machine"]
            }
            C::ArticleDetails => &[
                "goal",
                "word count",
                "settings",
                "properties",
                "metadata",
                "title",
                "author",
                "language",
                "house rules",
                "profile",
            ],
            C::UpdateDraft => &["import draft", "merge draft", "reload"],
            C::Export => &["print", "publish", "pdf", "html", "web page", "final", "share"],
            C::CopyMarkdown => &["copy article", "copy all"],
            C::Packet => &["fact check", "annotated draft", "checking copy"],
            C::Close => &["close article"],
            C::Quit => &["exit", "leave"],
            C::Undo => &["back", "revert", "take back"],
            C::Redo => &["repeat", "again"],
            C::Cut => &["move"],
            C::Copy => &["duplicate selection"],
            C::Paste => &["insert clipboard"],
            C::PastePlain => &["paste as text", "paste without formatting", "paste special"],
            C::CopyRichText => &["copy formatted", "copy as html", "copy for mail"],
            C::SelectAll => &["mark all", "everything"],
            C::ContextMenu => &["right click", "context menu"],
            C::Find => &["search", "look for"],
            C::FindNext => &["search next", "next hit"],
            C::FindPrevious => &["search previous", "hit before"],
            C::Replace => &["substitute", "search and replace", "find and replace"],
            C::ReplaceHit => &["replace one"],
            C::ReplaceAll => &["replace everywhere"],
            C::MatchCase => &["case sensitive", "capitals"],
            C::WholeWord => &["exact word"],
            C::RegularExpression => &["regex", "pattern"],
            C::InSelection => &["search in selection", "selected lines"],
            C::FindEverywhere => {
                &["search everywhere", "search sources", "global search", "find in quotes"]
            }
            C::GoTo => &["jump", "line number", "go to heading", "go to line", "go to section"],
            C::MoveUp => &["move line up", "swap lines"],
            C::MoveDown => &["move line down", "swap lines"],
            C::MoveSectionUp | C::MoveSectionDown => {
                &["outline", "reorder", "move heading", "rearrange sections"]
            }
            C::Duplicate => &["copy line", "repeat line"],
            C::JoinLines => &["merge lines", "unwrap"],
            C::SelectNextOccurrence => &["multiple cursors", "several carets", "same word"],
            C::SelectAllOccurrences => &["select everywhere", "multiple selection"],
            C::CaretAbove => &["add cursor up", "column"],
            C::CaretBelow => &["add cursor down", "column selection"],
            C::DeleteLine => &["remove line", "cut line"],
            C::InsertQuote => &["quotation", "cite words"],
            C::InsertQuoteWithSpeaker => &["attribution", "said"],
            C::InsertBlockQuote => &["blockquote", "pull quote"],
            C::Citation => &["reference", "cite", "bibliography", "source key"],
            C::Link => &["hyperlink", "url", "address", "href"],
            C::Image => &["picture", "photo", "figure", "illustration"],
            C::Note => &["footnote", "endnote"],
            C::Comment => &["remark", "hidden text", "annotation"],
            C::Table => &["grid", "columns", "spreadsheet"],
            C::Rule => &["horizontal line", "divider", "separator", "section break"],
            C::Bold => &["strong"],
            C::Italic => &["emphasis", "slanted"],
            C::Strikethrough => &["strike", "cross out", "deleted text"],
            C::InlineCode => &["monospace", "inline code"],
            C::Paragraph => &["body text", "normal text", "plain text"],
            C::Heading1 => &["title", "h1"],
            C::Heading2 => &["section", "subtitle", "h2"],
            C::Heading3 => &["subsection", "h3"],
            C::Heading4 => &["h4"],
            C::Heading5 => &["h5"],
            C::Heading6 => &["h6"],
            C::HeadingDeeper => &["demote", "smaller heading"],
            C::HeadingHigher => &["promote", "larger heading"],
            C::BulletList => &["bullets", "bulleted list", "unordered list"],
            C::NumberedList => &["ordered list", "numbers"],
            C::Task => &["checkbox", "to do", "todo", "tick"],
            C::BlockQuotation => &["blockquote", "indent"],
            C::CodeBlock => &["fence", "preformatted", "listing"],
            C::AddRowAbove => &["table row", "insert row"],
            C::AddRowBelow => &["table row", "insert row"],
            C::AddColumnLeft => &["table column", "insert column"],
            C::AddColumnRight => &["table column", "insert column"],
            C::MoveRowUp => &["table row"],
            C::MoveRowDown => &["table row"],
            C::MoveColumnLeft => &["table column"],
            C::MoveColumnRight => &["table column"],
            C::AlignLeft => &["table alignment", "left aligned"],
            C::AlignCentre => &["table alignment", "centred", "centered", "align center"],
            C::AlignRight => &["table alignment", "right aligned"],
            C::DeleteRow => &["remove row", "table row"],
            C::DeleteColumn => &["remove column", "table column"],
            C::AddSource => &["new source", "reference", "paste source"],
            C::OpenSourceFile => &["import source", "open source", "pdf"],
            C::EditSource => &["rename source", "change source"],
            C::QuoteSelection => &["capture", "keep quote", "highlight"],
            C::QuoteAndInsert => &["capture and insert"],
            C::QuoteAsEvidence => &["capture as evidence"],
            C::ShowVerdict => &["check quotation", "compare", "why"],
            C::RestoreWording => &["fix quotation", "correct quote", "original words"],
            C::MarkChange => &["ellipsis", "brackets"],
            C::CiteSource => &["fix citation"],
            C::KeepAsCard => &["capture quotation"],
            C::Unquote => &["paraphrase", "remove quotation marks"],
            C::Mend => &["fix hint", "plain space", "make marks typographic", "correct"],
            C::NextFinding => &["next problem", "next error", "next warning"],
            C::PreviousFinding => &["problem before", "previous error", "previous warning"],
            C::NextUnclaimed => &["next claim", "unchecked", "worth checking"],
            C::PreviousUnclaimed => &["previous claim"],
            C::MarkClaim => &["add claim", "new claim", "fact"],
            C::NotAClaim => &["ignore", "dismiss", "set aside"],
            C::TieEvidence => &["link evidence", "attach", "support"],
            C::ConfirmClaim => &["verify", "checked", "approve"],
            C::StillTrue => &["confirm again", "stale"],
            C::AcceptChange => &["apply proposal", "suggestion"],
            C::ShowClaim => &["go to claim"],
            C::ModeWrite => &["editor", "edit mode"],
            C::ModeSplit => &["side by side", "live preview"],
            C::ModeRead => &["preview", "reading view"],
            C::ShowSources => &["references", "library", "quotes"],
            C::ShowClaims => &["checklist", "facts"],
            C::ShowFindings => &["problems", "errors", "warnings", "issues"],
            C::NextPart => &["focus panel", "next pane", "keyboard to the panel"],
            C::PreviousPart => &["previous pane"],
            C::ToggleNavigator => &["outline", "sidebar", "table of contents"],
            C::TogglePanel => &["sidebar", "right panel", "hide panel"],
            C::FocusMode => &["distraction free", "full screen", "zen", "hide everything"],
            C::FocusSentence => &["settings", "dim", "sentence focus"],
            C::FocusParagraph => &["settings", "dim", "paragraph focus"],
            C::FocusAll => &["settings", "dim nothing", "no dimming"],
            C::ToggleTypewriter => &["settings", "centre the caret", "center the cursor"],
            C::ZoomIn => &["larger", "bigger", "increase font size"],
            C::ZoomOut => &["smaller", "decrease font size"],
            C::ZoomReset => &["reset zoom", "100 %", "normal size"],
            C::ThemeSystem => &["settings", "appearance", "automatic theme"],
            C::ThemeLight => &["settings", "appearance", "day", "bright"],
            C::ThemeDark => &["settings", "appearance", "night", "dark mode"],
            C::FontSerif => &["settings", "typeface", "literata"],
            C::FontMono => &["settings", "typeface", "monospace", "typewriter font"],
            C::TogglePairs => &["settings", "auto close", "brackets", "autocomplete marks"],
            C::ToggleTypography => &["settings", "smart quotes", "curly quotes", "autocorrect"],
            C::ToggleNoteWords => &["settings", "word count", "footnote words"],
            C::MeasureNarrower => &["settings", "line length", "text width", "margins"],
            C::MeasureWider => &["settings", "line length", "text width", "margins"],
            C::Palette => &["commands"],
            C::Shortcuts => &["keys", "hotkeys", "key bindings", "help"],
            C::SampleExplainer => &["example", "demo", "tutorial"],
            C::SampleCheckAQuote => &["example", "demo", "tutorial"],
            C::About => &["version", "licence", "license", "credits"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_is_written_small_and_is_no_commands_own() {
        for command in Command::ALL {
            for name in command.other_names() {
                assert_eq!(*name, name.to_lowercase(), "{command:?}");
                let is_own = |spec: &&super::super::Spec| {
                    spec.label.trim_end_matches('…').eq_ignore_ascii_case(name)
                };
                let own = Command::table().iter().find(is_own);
                assert!(own.is_none(), "{command:?}: {name} is the name of {own:?}");
            }
        }
    }
}
