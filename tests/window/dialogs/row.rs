//! What there is to know of each dialog.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, Modifiers};
use nutgraf::{
    app::{Action, Choice, Command, Dialog, OutsideAction},
    persist::{Expect, load, save},
    project::{Project, Step},
};
use nutgraf_engine::{
    evidence::{Code, Finding},
    model::Article,
    range::SourceRange,
    text::Change,
};

use crate::support::{
    skip::skipped,
    window::{Options, Window},
};

/// Declares the kinds of dialogs, and which dialog is of which.
macro_rules! kinds {
    ($($kind:ident: $dialog:pat,)*) => {
        /// A kind of dialog.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($kind),* }

        impl Kind {
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            fn of(dialog: &Dialog) -> Self {
                match dialog { $($dialog => Self::$kind,)* }
            }
        }
    };
}

kinds! {
    New: Dialog::New,
    Source: Dialog::Source(_),
    Article: Dialog::Article,
    Export: Dialog::Export,
    Unsaved: Dialog::Unsaved(_),
    StillSaving: Dialog::StillSaving,
    ChangedOutside: Dialog::ChangedOutside,
    Large: Dialog::Large { .. },
    Linked: Dialog::Linked(_),
    Recovery: Dialog::Recovery(_),
    DiscardRecovery: Dialog::DiscardRecovery(_),
    Conflicts: Dialog::Conflicts,
    Copies: Dialog::Copies(_),
    Path: Dialog::Path(_),
    Link: Dialog::Link(_),
    Address: Dialog::Address(_),
    Image: Dialog::Image(_),
    Stet: Dialog::Stet(_),
    DiscardTyped: Dialog::DiscardTyped,
    Palette: Dialog::Palette,
    ChooseEvidence: Dialog::Choose(Choice::Evidence(_)),
    ChooseRole: Dialog::Choose(Choice::Role(_)),
    ChooseStatus: Dialog::Choose(Choice::Status(_)),
    ChooseSort: Dialog::Choose(Choice::Kind(_)),
    ChooseFilter: Dialog::Choose(Choice::Filter),
    ChooseGroup: Dialog::Choose(Choice::Group),
    ChooseQuote: Dialog::Choose(Choice::Quote(_)),
    ChooseCitation: Dialog::Choose(Choice::Citation),
    FindEverywhere: Dialog::FindEverywhere,
    GoTo: Dialog::GoTo,
    Versions: Dialog::Versions,
    Shortcuts: Dialog::Shortcuts,
    About: Dialog::About,
}

/// How a dialog is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Escape,
    /// Its leading button, by Enter.
    Enter,
    /// The button that does nothing, by the pointer.
    Button,
}

/// What is there when a dialog was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The draft has the keyboard.
    Draft,
    /// The checklist has it, from which the dialog was opened.
    List,
    /// Another dialog stands there, or the same still.
    Dialog(Kind),
    /// No article is open.
    Nothing,
}

/// A window with an article that is in a file.
pub struct Desk {
    pub window: Window,
    folder: tempfile::TempDir,
}

const DRAFT: &str = "Four staff looked at the law.\n\nThe app has 170 million users.\n";

/// What another program does to the file.
fn elsewhere(path: &Path, old: &str, new: &str) {
    let mut project = load(path).unwrap().project;
    let at = project.draft().find(old).unwrap();
    project.apply(Step::text(Change::replace(at..at + old.len(), new))).unwrap();
    save(&project, path, Expect::Overwrite).unwrap();
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ban.nutgraf.ron");
        save(&Project::new(Article::default(), DRAFT), &path, Expect::Nothing).unwrap();
        let mut window =
            Window::with(Options { journals: Some(folder.path().into()), ..Options::default() });
        window.open(&path);
        window.caret_at_end();
        Self { window, folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("ban.nutgraf.ron")
    }

    /// The dialog on top.
    pub fn shown(&self) -> Option<Kind> {
        self.window.workspace().view().dialog().map(Kind::of)
    }

    fn command(&mut self, command: Command) {
        self.window.act(Action::Command(command));
    }

    /// Keeps the first words of the source as a quote, which is not chosen then.
    fn keep_quote(&mut self) {
        let source = self.window.workspace().project().sources()[0].id.clone();
        self.window.act(Action::ShowSource(Some(source)));
        self.window.act(Action::SelectInReader(Some(SourceRange::new(0, 20))));
        self.command(Command::QuoteSelection);
        self.window.act(Action::ShowQuote(None));
        self.window.caret_at_end();
    }

    /// Marks a claim, and returns its id.
    fn claim(&mut self) -> nutgraf_engine::model::ClaimId {
        self.window.caret_in("170");
        self.command(Command::MarkClaim);
        self.command(Command::ShowClaims);
        self.window.workspace().view().claim.clone().unwrap()
    }

    /// Opens a dialog and lets it come to rest; `None`, with the reason printed, where this
    /// machine cannot.
    pub fn opens(kind: Kind) -> Option<Self> {
        let mut desk = Self::before(kind)?;
        kind.open_without_waiting(&mut desk);
        desk.window.settle();
        Some(desk)
    }

    /// A window in which a dialog is the next thing to come.
    pub fn before(kind: Kind) -> Option<Self> {
        if matches!(kind, Kind::Recovery | Kind::DiscardRecovery) {
            return Some(Self::after_a_crash(kind));
        }
        let mut desk = Self::new();
        let path = desk.path();
        match kind {
            Kind::Unsaved => desk.window.write("More."),
            Kind::StillSaving => {
                desk.window.write("More.");
                desk.window.disk.hangs(true);
                desk.command(Command::Save);
                desk.window.act(Action::CloseRequested);
            }
            Kind::ChangedOutside => {
                desk.window.write("More.");
                elsewhere(&path, "170", "180");
                desk.window.act(Action::Outside(OutsideAction::Look));
            }
            Kind::Large => {
                let file = fs::File::create(desk.folder.path().join("large.ron")).unwrap();
                file.set_len(600 << 20).unwrap();
            }
            Kind::Linked => {
                if let Err(error) = fs::hard_link(&path, desk.folder.path().join("other.ron")) {
                    skipped(&format!("no hard links here: {error}"));
                    return None;
                }
                desk.window.write("More.");
                desk.window.act(Action::Command(Command::Save));
            }
            Kind::Conflicts => {
                desk.window.select_words("Four");
                desk.window.type_text("Six");
                elsewhere(&path, "Four", "Five");
                desk.window.act(Action::Outside(OutsideAction::Look));
                desk.window.act(Action::Command(Command::AnswerQuestion));
                assert_eq!(desk.shown(), Some(Kind::ChangedOutside));
            }
            Kind::Copies => {
                let name = "ban.nutgraf.sync-conflict-20261125-170634-ABCDEFG.ron";
                fs::copy(&path, desk.folder.path().join(name)).unwrap();
                desk.window.act(Action::Command(Command::Close));
                desk.window.act(Action::OpenPath(path));
            }
            Kind::Stet => desk.window.write(" [@nobody]"),
            Kind::Path => desk.window.answers.without_dialogs(),
            Kind::DiscardTyped => {
                desk.command(Command::AddSource);
                desk.window.type_text("A report");
            }
            Kind::ChooseEvidence => {
                desk.window.add_source("The audit", crate::support::window::SOURCE);
                desk.claim();
                desk.window.key(Modifiers::NONE, Key::Escape);
            }
            Kind::ChooseRole => {
                desk.window.add_source("The audit", crate::support::window::SOURCE);
                desk.claim();
                desk.window.key(Modifiers::NONE, Key::E);
                desk.window.type_text("e");
                desk.window.key(Modifiers::NONE, Key::Enter);
            }
            Kind::ChooseStatus | Kind::ChooseSort | Kind::ChooseFilter | Kind::ChooseGroup => {
                desk.claim();
            }
            Kind::ChooseCitation => {
                desk.window.add_source("The audit", crate::support::window::SOURCE);
                desk.window.caret_at_end();
            }
            Kind::ChooseQuote => {
                desk.window.add_source("The audit", crate::support::window::SOURCE);
                desk.keep_quote();
            }
            Kind::Recovery | Kind::DiscardRecovery => {}
            Kind::New
            | Kind::Source
            | Kind::Article
            | Kind::Export
            | Kind::Link
            | Kind::Address
            | Kind::Image
            | Kind::Palette
            | Kind::FindEverywhere
            | Kind::GoTo
            | Kind::Versions
            | Kind::Shortcuts
            | Kind::About => {}
        }
        Some(desk)
    }

    fn after_a_crash(kind: Kind) -> Self {
        let mut desk = Self::new();
        desk.window.write("Lost words.");
        let folder = desk.folder;
        drop(desk.window);
        let window =
            Window::with(Options { journals: Some(folder.path().into()), ..Options::default() });
        let desk = Self { window, folder };
        assert_eq!(desk.shown(), Some(Kind::Recovery), "{kind:?}");
        desk
    }
}

impl Kind {
    /// Opens the dialog, without a frame.
    pub fn open_without_waiting(self, desk: &mut Desk) {
        let folder = desk.folder.path().to_owned();
        let is_unknown = |finding: &&Finding| finding.code() == Code::CitationUnknown;
        let unknown = desk.window.workspace().findings().iter().find(is_unknown).cloned();
        let mut act = |action: Action| {
            let ctx = desk.window.harness.ctx.clone();
            desk.window.harness.state_mut().act(action, &ctx);
        };
        match self {
            Self::New => act(Action::Command(Command::New)),
            Self::Source => act(Action::Command(Command::AddSource)),
            Self::Article => act(Action::Command(Command::ArticleDetails)),
            Self::Export => act(Action::Command(Command::Export)),
            Self::Unsaved => act(Action::Command(Command::Close)),
            Self::StillSaving => desk.window.later(2),
            Self::ChangedOutside | Self::Linked | Self::Copies => {
                act(Action::Command(Command::AnswerQuestion));
            }
            Self::Large => act(Action::OpenPath(folder.join("large.ron"))),
            // It is there since the start.
            Self::Recovery => {}
            Self::DiscardRecovery => {
                act(Action::Recovery(nutgraf::app::RecoveryAnswer::Discard));
            }
            Self::Conflicts => act(Action::Outside(OutsideAction::Merge)),
            Self::Path => act(Action::Command(Command::OpenSourceFile)),
            Self::Link => act(Action::AskLink("https://example.org/".to_owned())),
            Self::Address => act(Action::Command(Command::Link)),
            Self::Image => act(Action::Command(Command::Image)),
            Self::Stet => {
                act(Action::AskStet(Box::new(unknown.unwrap())));
            }
            Self::DiscardTyped => {
                desk.window.harness.key_press(Key::Escape);
            }
            Self::Palette => act(Action::Command(Command::Palette)),
            Self::ChooseEvidence => act(Action::Command(Command::TieEvidence)),
            Self::ChooseRole => desk.window.harness.event(egui::Event::Text("r".to_owned())),
            Self::ChooseStatus => desk.window.harness.event(egui::Event::Text("s".to_owned())),
            Self::ChooseSort => desk.window.harness.event(egui::Event::Text("k".to_owned())),
            Self::ChooseFilter => desk.window.harness.event(egui::Event::Text("f".to_owned())),
            Self::ChooseGroup => desk.window.harness.event(egui::Event::Text("g".to_owned())),
            Self::ChooseQuote => act(Action::Command(Command::InsertQuote)),
            Self::ChooseCitation => act(Action::Command(Command::Citation)),
            Self::FindEverywhere => act(Action::Command(Command::FindEverywhere)),
            Self::GoTo => act(Action::Command(Command::GoTo)),
            Self::Versions => act(Action::Command(Command::Versions)),
            Self::Shortcuts => act(Action::Command(Command::Shortcuts)),
            Self::About => act(Action::Command(Command::About)),
        }
    }

    /// The button that leaves it and does nothing else; `None` where only a click beside it
    /// does so.
    pub fn way_out(self) -> Option<&'static str> {
        match self {
            Self::New
            | Self::Source
            | Self::Article
            | Self::Export
            | Self::Unsaved
            | Self::ChangedOutside
            | Self::Large
            | Self::Linked
            | Self::Conflicts
            | Self::Path
            | Self::Link
            | Self::Address
            | Self::Stet
            | Self::Image => Some("Cancel"),
            Self::StillSaving => Some("Don’t quit"),
            Self::Recovery => Some("Later"),
            Self::DiscardRecovery => Some("Keep it"),
            Self::Copies => Some("Not now"),
            Self::DiscardTyped => Some("Keep editing"),
            Self::Versions | Self::Shortcuts | Self::About => Some("Close"),
            Self::Palette
            | Self::FindEverywhere
            | Self::GoTo
            | Self::ChooseEvidence
            | Self::ChooseRole
            | Self::ChooseStatus
            | Self::ChooseSort
            | Self::ChooseFilter
            | Self::ChooseGroup
            | Self::ChooseQuote
            | Self::ChooseCitation => None,
        }
    }

    /// Does what the leading button needs first.
    pub fn prepare_enter(self, desk: &mut Desk) {
        let window = &mut desk.window;
        match self {
            Self::New | Self::Article | Self::Versions | Self::Image => {
                window.type_text("A report");
            }
            // From the box, in which Enter breaks the line, past the button below it.
            Self::Source => {
                window.type_text("A report");
                window.key(Modifiers::NONE, Key::Tab);
                window.key(Modifiers::NONE, Key::Tab);
            }
            Self::Palette => window.type_text("Bold"),
            Self::FindEverywhere => window.type_text("staff"),
            Self::GoTo => window.type_text("3"),
            Self::Stet => {
                window.type_text("It is asked for");
                window.key(Modifiers::NONE, Key::Tab);
                window.type_text("Jo");
            }
            Self::Export => window.answers.next(Some(&desk.folder.path().join("ban.md"))),
            Self::Conflicts => window.click("All mine"),
            Self::Large => fs::remove_file(desk.folder.path().join("large.ron")).unwrap(),
            Self::Unsaved
            | Self::StillSaving
            | Self::ChangedOutside
            | Self::Linked
            | Self::Recovery
            | Self::DiscardRecovery
            | Self::Copies
            | Self::Path
            | Self::Link
            | Self::DiscardTyped
            | Self::ChooseEvidence
            | Self::ChooseRole
            | Self::ChooseStatus
            | Self::ChooseSort
            | Self::ChooseFilter
            | Self::ChooseGroup
            | Self::ChooseQuote
            | Self::ChooseCitation
            | Self::Address
            | Self::Shortcuts
            | Self::About => {}
        }
    }

    /// What is there when it was left.
    pub fn after(self, way: Way) -> After {
        match (self, way) {
            (Self::DiscardRecovery, _) => After::Dialog(Self::Recovery),
            (Self::Conflicts, Way::Escape | Way::Button) => After::Dialog(Self::ChangedOutside),
            (Self::DiscardTyped, _) => After::Dialog(Self::Source),
            (Self::Unsaved, Way::Enter) => After::Nothing,
            (Self::Recovery, Way::Escape | Way::Button) => After::Nothing,
            // Enter keeps the version under the name, and more may be kept.
            (Self::Versions, Way::Enter) => After::Dialog(Self::Versions),
            (
                Self::ChooseRole
                | Self::ChooseStatus
                | Self::ChooseSort
                | Self::ChooseFilter
                | Self::ChooseGroup,
                _,
            ) => After::List,
            _ => After::Draft,
        }
    }
}
