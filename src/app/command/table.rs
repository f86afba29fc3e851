//! What each command is called, where it stands, and its keys.
//!
//! # Invariants
//! - The match names every command, so that one without a title, a menu and a tooltip does
//!   not compile.
//! - Within one scope no two commands share keys.

use super::{Command, KeyScope, Menu, Spec};
use crate::app::shortcut::{Key, Shortcut};

/// Number of commands.
const COUNT: usize = Command::ALL.len();

/// Every command's entry, by the command's place in [`Command::ALL`].
pub(super) static TABLE: [Spec; COUNT] = {
    let mut table = [spec(Command::ALL[0]); COUNT];
    let mut at = 1;
    while at < COUNT {
        table[at] = spec(Command::ALL[at]);
        at += 1;
    }
    table
};

/// Further keys of commands, which other programs use for the same.
pub const MORE_KEYS: &[(Command, Shortcut)] = &[
    (Command::Redo, ctrl('Y')),
    (Command::ZoomIn, ctrl('=')),
    (Command::FindNext, ctrl('G')),
    (Command::FindPrevious, ctrl('G').shift()),
];

/// Further keys of commands, which count while the reader's text has the keyboard.
pub const READER_KEYS: &[(Command, Key)] = &[(Command::QuoteSelection, Key::Char('Q'))];

/// Ctrl, or Cmd on macOS, with a key.
const fn ctrl(key: char) -> Shortcut {
    Shortcut::command(key)
}

/// A function key.
const fn f(number: u8) -> Shortcut {
    Shortcut::plain(Key::F(number))
}

/// A key of the bar for finding. On macOS Alt alone types signs.
const fn find(key: char) -> Shortcut {
    if cfg!(target_os = "macos") { ctrl(key).alt() } else { Shortcut::plain(Key::Char(key)).alt() }
}

/// Keys of “Replace…”: Cmd+H hides a program on macOS.
const REPLACE: Shortcut = if cfg!(target_os = "macos") { ctrl('F').alt() } else { ctrl('H') };

/// An entry under construction; [`spec`] adds the command.
#[derive(Clone, Copy)]
struct CommandEntry {
    menu: Menu,
    label: &'static str,
    tooltip: &'static str,
    shortcut: Option<Shortcut>,
    scope: KeyScope,
    begins_group: bool,
}

impl CommandEntry {
    const fn on(self, shortcut: Shortcut) -> Self {
        Self { shortcut: Some(shortcut), ..self }
    }

    const fn within(self, scope: KeyScope) -> Self {
        Self { scope, ..self }
    }

    const fn group(self) -> Self {
        Self { begins_group: true, ..self }
    }
}

const fn entry(menu: Menu, label: &'static str, tooltip: &'static str) -> CommandEntry {
    CommandEntry {
        menu,
        label,
        tooltip,
        shortcut: None,
        scope: KeyScope::Window,
        begins_group: false,
    }
}

const fn file(label: &'static str, tooltip: &'static str) -> CommandEntry {
    entry(Menu::File, label, tooltip)
}

const fn edit(label: &'static str, tooltip: &'static str) -> CommandEntry {
    entry(Menu::Edit, label, tooltip)
}

const fn insert(label: &'static str, tooltip: &'static str) -> CommandEntry {
    entry(Menu::Insert, label, tooltip)
}

const fn format(label: &'static str, tooltip: &'static str) -> CommandEntry {
    entry(Menu::Format, label, tooltip)
}

const fn heading(label: &'static str, tooltip: &'static str) -> CommandEntry {
    format(label, tooltip).within(KeyScope::Text)
}

const fn evidence(label: &'static str, tooltip: &'static str) -> CommandEntry {
    entry(Menu::Evidence, label, tooltip)
}

const fn claims(label: &'static str, tooltip: &'static str) -> CommandEntry {
    entry(Menu::Claims, label, tooltip)
}

const fn view(label: &'static str, tooltip: &'static str) -> CommandEntry {
    entry(Menu::View, label, tooltip)
}

const fn help(label: &'static str, tooltip: &'static str) -> CommandEntry {
    entry(Menu::Help, label, tooltip)
}

const fn spec(command: Command) -> Spec {
    let CommandEntry { menu, label, tooltip, shortcut, scope, begins_group } = described(command);
    Spec { command, menu, label, tooltip, shortcut, scope, begins_group }
}

const fn described(command: Command) -> CommandEntry {
    use Command as C;
    use KeyScope::{Clipboard, FindBar, Text};
    match command {
        C::New => file("New…", "Start an article from a template").on(ctrl('N')),
        C::Open => file("Open…", "Open a project file").on(ctrl('O')),
        C::NewTab => file("New tab", "Open a tab for another article").on(ctrl('T')).group(),
        C::NextTab => file("Next tab", "Show the article in the next tab")
            .on(Shortcut::command_key(Key::PageDown)),
        C::PreviousTab => file("Previous tab", "Show the article in the tab before")
            .on(Shortcut::command_key(Key::PageUp)),
        C::Save => file("Save", "Save the project to its file").on(ctrl('S')).group(),
        C::SaveAs => file("Save as…", "Save the project to another file").on(ctrl('S').shift()),
        C::AnswerQuestion => file(
            "Answer what waits…",
            "Look at what was lost, or at what another program did to the file",
        ),
        C::Versions => {
            file("Earlier versions…", "Compare with an earlier version, or bring it back")
                .on(ctrl('V').alt())
        }
        C::ArticleDetails => {
            file("Article details…", "Change title, authors, goal and house profile").group()
        }
        C::UpdateDraft => {
            file("Update draft from file…", "Take over a draft that was edited elsewhere")
        }
        C::Export => file("Export…", "Write the finished article to a file").on(ctrl('E')),
        C::CopyMarkdown => {
            file("Copy as Markdown", "Copy the finished article").on(ctrl('C').shift())
        }
        C::Packet => file("Fact-checking packet…", "Write the documents of the fact check"),
        C::Close => file("Close", "Close the project").on(ctrl('W')).group(),
        C::Quit => file("Quit", "End the program").on(ctrl('Q')),

        C::Undo => edit("Undo", "Take the last change back").on(ctrl('Z')).within(Text),
        C::Redo => edit("Redo", "Do again what was taken back").on(ctrl('Z').shift()).within(Text),
        C::Cut => edit("Cut", "Move the selection to the clipboard")
            .on(ctrl('X'))
            .within(Clipboard)
            .group(),
        C::Copy => {
            edit("Copy", "Copy the selection to the clipboard").on(ctrl('C')).within(Clipboard)
        }
        C::Paste => {
            edit("Paste", "Insert what is on the clipboard").on(ctrl('V')).within(Clipboard)
        }
        C::PastePlain => {
            edit("Paste plain", "Insert the words on the clipboard without their look")
                .on(ctrl('V').shift())
                .within(Clipboard)
        }
        C::CopyRichText => edit(
            "Copy as rich text",
            "Copy the selection, or the whole draft, for mail and word processors",
        ),
        C::SelectAll => {
            edit("Select all", "Select the whole draft").on(ctrl('A')).within(Clipboard)
        }
        C::ContextMenu => {
            edit("Menu at the caret", "Show what can be done where the caret is").on(f(10).shift())
        }
        C::Find => edit("Find…", "Look for words in the draft").on(ctrl('F')).group(),
        C::FindNext => edit("Find next", "Go to the next hit").on(f(3)),
        C::FindPrevious => edit("Find previous", "Go to the hit before").on(f(3).shift()),
        C::Replace => edit("Replace…", "Look for words and put others in their place").on(REPLACE),
        C::ReplaceHit => {
            edit("Replace this hit", "Replace the selected hit and go to the next").within(FindBar)
        }
        C::ReplaceAll => {
            edit("Replace all", "Replace every hit in the draft").on(find('A')).within(FindBar)
        }
        C::MatchCase => edit("Match case", "Tell capital letters from small ones")
            .on(find('C'))
            .within(FindBar)
            .group(),
        C::WholeWord => edit("Whole word", "Find whole words only").on(find('W')).within(FindBar),
        C::RegularExpression => {
            edit("Regular expression", "Read the query as a pattern").on(find('R')).within(FindBar)
        }

        C::InSelection => {
            edit("In selection", "Find only in what is selected").on(find('S')).within(FindBar)
        }
        C::FindEverywhere => {
            edit("Find in everything…", "Look for words in draft, sources, quotes and claims")
                .on(ctrl('F').shift())
                .group()
        }
        C::GoTo => edit("Go to…", "Go to a line or a heading").on(ctrl('G').alt()),

        C::MoveUp => edit("Move up", "Move the lines, the item or the row up")
            .on(Shortcut::plain(Key::Up).alt())
            .within(Text)
            .group(),
        C::MoveDown => edit("Move down", "Move the lines, the item or the row down")
            .on(Shortcut::plain(Key::Down).alt())
            .within(Text),
        C::MoveSectionUp => edit(
            "Move section up",
            "Move the section of the caret above the one before it, with all below its heading",
        ),
        C::MoveSectionDown => edit(
            "Move section down",
            "Move the section of the caret below the one behind it, with all below its heading",
        ),
        C::Duplicate => edit("Duplicate", "Put the line or the selection once more behind itself")
            .on(Shortcut::plain(Key::Down).alt().shift())
            .within(Text),
        C::JoinLines => {
            edit("Join lines", "Make one line of this one and the next").on(ctrl('J')).within(Text)
        }
        C::DeleteLine => edit("Delete line", "Delete the lines of the selection"),
        C::SelectNextOccurrence => edit(
            "Select next occurrence",
            "Select the word, then where the same stands next, with a caret at each",
        )
        .on(ctrl('D'))
        .within(Text)
        .group(),
        C::SelectAllOccurrences => {
            edit("Select all occurrences", "Put a caret wherever the selected words stand")
        }
        C::CaretAbove => edit("Caret above", "Put another caret into the row above")
            .on(Shortcut::command_key(Key::Up).alt())
            .within(Text),
        C::CaretBelow => edit("Caret below", "Put another caret into the row below")
            .on(Shortcut::command_key(Key::Down).alt())
            .within(Text),

        C::InsertQuote => {
            insert("Quote", "Insert the chosen quote, or one to be chosen, with its citation")
                .on(ctrl('I').shift())
        }
        C::InsertQuoteWithSpeaker => {
            insert("Quote with speaker", "Insert a quote with the name of who said it in front")
        }
        C::InsertBlockQuote => {
            insert("Quote as block", "Insert a quote as a block, with its speaker below")
                .on(ctrl('B').shift())
        }
        C::Citation => insert("Citation…", "Cite a source, or add one to the citation here"),
        C::Link => insert("Link…", "Link the selection, or change the link here")
            .on(ctrl('K'))
            .within(Text)
            .group(),
        C::Image => insert("Image…", "Show a picture from a file or an address"),
        C::Note => insert("Note", "Insert a note, or go back from it to its sign")
            .on(ctrl('F').alt().shift())
            .within(Text),
        C::Comment => insert("Comment", "Write a remark that no web page shows"),
        C::Table => insert("Table", "Insert a table"),
        C::Rule => insert("Rule", "Insert a line between two parts"),

        C::Bold => format("Bold", "Set the selection bold").on(ctrl('B')).within(Text),
        C::Italic => format("Italic", "Set the selection italic").on(ctrl('I')).within(Text),
        C::Strikethrough => {
            format("Strikethrough", "Strike the selection out").on(ctrl('X').shift()).within(Text)
        }
        C::InlineCode => format("Code", "Set the selection as code"),
        C::Paragraph => format("Paragraph", "Make the line a paragraph")
            .on(ctrl('0').alt())
            .within(Text)
            .group(),
        C::Heading1 => heading("Heading 1", "Make the line the title").on(ctrl('1').alt()),
        C::Heading2 => heading("Heading 2", "Make the line a section").on(ctrl('2').alt()),
        C::Heading3 => heading("Heading 3", "Make the line a part of one").on(ctrl('3').alt()),
        C::Heading4 => heading("Heading 4", "Make the line a smaller part").on(ctrl('4').alt()),
        C::Heading5 => heading("Heading 5", "Make the line a part below").on(ctrl('5').alt()),
        C::Heading6 => heading("Heading 6", "Make the line the least part").on(ctrl('6').alt()),
        C::HeadingDeeper => format("Heading, one level deeper", "Make the line a deeper heading")
            .on(Shortcut::plain(Key::Right).alt().shift())
            .within(Text),
        C::HeadingHigher => {
            format("Heading, one level higher", "Make the heading a higher one, or a paragraph")
                .on(Shortcut::plain(Key::Left).alt().shift())
                .within(Text)
        }
        C::BulletList => format("List", "Make the lines a list, or paragraphs again")
            .on(ctrl('8').shift())
            .within(Text)
            .group(),
        C::NumberedList => {
            format("Numbered list", "Make the lines a numbered list, or paragraphs again")
                .on(ctrl('7').shift())
                .within(Text)
        }
        C::Task => format("Task", "Make the lines tasks, or tick them"),
        C::BlockQuotation => {
            format("Block quotation", "Make the lines a quotation, or paragraphs again")
                .on(ctrl('9').shift())
                .within(Text)
                .group()
        }
        C::CodeBlock => format("Code block", "Put the lines between fences"),
        C::AddRowAbove => format("Add row above", "Add a row to the table above this one").group(),
        C::AddRowBelow => format("Add row below", "Add a row to the table below this one"),
        C::AddColumnLeft => {
            format("Add column at the left", "Add a column to the table at the left of this one")
        }
        C::AddColumnRight => {
            format("Add column at the right", "Add a column to the table at the right of this one")
        }
        C::MoveRowUp => format("Move row up", "Move the row of the table up").group(),
        C::MoveRowDown => format("Move row down", "Move the row of the table down"),
        C::MoveColumnLeft => format("Move column left", "Move the column of the table left"),
        C::MoveColumnRight => format("Move column right", "Move the column of the table right"),
        C::AlignLeft => {
            format("Align column left", "Set the column of the table at the left").group()
        }
        C::AlignCentre => format("Align column centre", "Set the column of the table centred"),
        C::AlignRight => format("Align column right", "Set the column of the table at the right"),
        C::DeleteRow => format("Delete row", "Delete the row of the table").group(),
        C::DeleteColumn => format("Delete column", "Delete the column of the table"),

        C::AddSource => evidence("Add source…", "Type or paste a source").on(ctrl('A').shift()),
        C::OpenSourceFile => {
            evidence("Add source from file…", "Read a source from a file").on(ctrl('O').shift())
        }
        C::EditSource => evidence("Edit source…", "Change the source that is open"),
        C::QuoteSelection => {
            evidence("Quote selection", "Keep the words selected in the reader as a quote")
                .on(ctrl('Q').shift())
                .group()
        }
        C::QuoteAndInsert => {
            evidence("Quote and insert", "Keep the selected words and insert them into the draft")
                .on(ctrl('Q').alt())
        }
        C::QuoteAsEvidence => {
            evidence("Quote as evidence", "Keep the selected words and tie them to the claim")
                .on(ctrl('Q').alt().shift())
        }
        C::ShowVerdict => {
            evidence("Show verdict", "Show what the quotation at the caret was held against")
                .on(ctrl('.'))
                .group()
        }
        C::RestoreWording => {
            evidence("Restore the source’s words", "Put the source’s words into the quotation")
                .on(ctrl('R').shift())
        }
        C::MarkChange => evidence("Mark the change", "Mark what differs by brackets and ellipses")
            .on(ctrl('K').shift()),
        C::CiteSource => {
            evidence("Cite the right source", "Cite the source in which the quotation was found")
                .on(ctrl('T').shift())
        }
        C::KeepAsCard => evidence("Keep as quote card", "Keep the quotation’s passage as a quote")
            .on(ctrl('D').shift()),
        C::Unquote => evidence("Take quotation marks away", "Make a paraphrase of the quotation")
            .on(ctrl('U').shift()),
        C::Mend => evidence("Mend the text", "Do what the hint at the caret offers"),
        C::NextFinding => evidence("Next finding", "Go to the next finding").on(f(8)).group(),
        C::PreviousFinding => {
            evidence("Previous finding", "Go to the finding before").on(f(8).shift())
        }

        C::NextUnclaimed => {
            claims("Next sentence worth checking", "Go to the next sentence that is no claim yet")
                .on(f(9))
        }
        C::PreviousUnclaimed => {
            claims("Previous sentence worth checking", "Go to the sentence before that is no claim")
                .on(f(9).shift())
        }
        C::MarkClaim => {
            claims("Mark as claim", "Make a claim of the selection or the sentence").on(ctrl('M'))
        }
        C::NotAClaim => claims("Not a claim", "Say that there is nothing to check in the sentence")
            .on(ctrl('M').alt()),
        C::TieEvidence => {
            claims("Tie evidence…", "Choose what the claim rests on").on(ctrl('L')).group()
        }
        C::ConfirmClaim => claims("Confirm claim", "Say that the evidence bears the claim out")
            .on(ctrl('M').shift()),
        C::StillTrue => {
            claims("Still true", "Say that the claim’s new words hold as the old ones did")
                .on(ctrl('Y').shift())
        }
        C::AcceptChange => {
            claims("Accept proposed change", "Put the proposed words into the draft")
        }
        C::ShowClaim => {
            claims("Show in checklist", "Go to the claim at the caret in the checklist")
                .on(f(12))
                .group()
        }

        C::ModeWrite => view("Write", "Show the editor alone").on(ctrl('1')),
        C::ModeSplit => view("Split", "Show editor and preview side by side").on(ctrl('2')),
        C::ModeRead => view("Read", "Show the preview alone").on(ctrl('3')),
        C::ShowSources => view("Sources", "Show sources and quotes").on(ctrl('4')).group(),
        C::ShowClaims => view("Claims", "Show the checklist").on(ctrl('5')),
        C::ShowFindings => view("Findings", "Show the findings").on(ctrl('6')),
        C::NextPart => view(
            "Next part of the window",
            "Go round the draft, the evidence panel and the outline",
        )
        .on(f(6)),
        C::PreviousPart => {
            view("Previous part of the window", "Go round the parts of the window backwards")
                .on(f(6).shift())
        }
        C::ToggleNavigator => {
            view("Navigator", "Show or hide the navigator").on(f(11).shift()).group()
        }
        C::TogglePanel => {
            view("Evidence panel", "Show or hide the evidence panel").on(f(12).shift())
        }
        C::FocusMode => {
            view("Focus mode", "Show nothing but the draft, on the whole screen").on(f(11)).group()
        }
        C::FocusSentence => {
            view("Focus on the sentence", "In focus mode, dim all but the sentence of the caret")
        }
        C::FocusParagraph => {
            view("Focus on the paragraph", "In focus mode, dim all but the paragraph of the caret")
        }
        C::FocusAll => view("Focus on the whole draft", "In focus mode, dim nothing"),
        C::ToggleTypewriter => {
            view("Typewriter scrolling", "Keep the line of the caret in the middle of the view")
        }
        C::ZoomIn => view("Zoom in", "Make everything larger").on(ctrl('+')).group(),
        C::ZoomOut => view("Zoom out", "Make everything smaller").on(ctrl('-')),
        C::ZoomReset => {
            view("Actual size", "Make everything as large as it is meant to be").on(ctrl('0'))
        }
        C::ThemeSystem => view("System theme", "Light or dark as the desktop is").group(),
        C::ThemeLight => view("Light theme", "Dark ink on a light page"),
        C::ThemeDark => view("Dark theme", "Light ink on a dark page"),
        C::FontSerif => view("Serif editor", "Set the draft in the serif font").group(),
        C::FontMono => view("Mono editor", "Set the draft in the mono font"),
        C::TogglePairs => view("Type marks in pairs", "Type the closing mark with the opening one"),
        C::ToggleTypography => view(
            "Typographic signs",
            "Type curly quotation marks, apostrophes, dashes and ellipses",
        ),
        C::ToggleNoteWords => {
            view("Count words of notes", "Count the words of notes with those of the article")
        }
        C::MeasureNarrower => view("Narrower lines", "Put fewer characters on a line"),
        C::MeasureWider => view("Wider lines", "Put more characters on a line"),

        C::Palette => help("Command palette…", "Find a command by its name").on(ctrl('P').shift()),
        C::Shortcuts => help("Keyboard shortcuts", "List the keys of every command").on(f(1)),
        C::SampleExplainer => {
            help("Sample: Why the US debated a ban", "Open a sample article").group()
        }
        C::SampleCheckAQuote => {
            help("Sample: How to check a quote", "Open a sample with one of each verdict")
        }
        C::About => help("About Nutgraf", "Show version and licences").group(),
    }
}
