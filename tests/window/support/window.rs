//! The window without a display, for kittest.

use std::{
    cell::{Cell, RefCell},
    path::{Path, PathBuf},
    rc::Rc,
    time::Duration,
};

use egui_kittest::{Harness, kittest::Queryable};
use jiff::Timestamp;
use nutgraf::{
    app::{Action, Command, Effect, EffectRunner, Event, InlineRunner, Pick, Workspace},
    exchange::import::ImportProcess,
    persist::{SaveError, Settings, settings::ThemeChoice},
    ui::{App, AppServices, FileDialogs},
};
use nutgraf_engine::{model::Ids, range::DraftRange, text::Change};

use super::markers::{Marked, marked, with_marks};

/// The files that the writer of a test chooses, shared with the test.
#[derive(Clone, Default)]
pub struct Answers(Rc<RefCell<nutgraf::ui::ScriptedFileDialogs>>);

impl Answers {
    /// The answer to the next file dialog; `None` cancels it.
    pub fn next(&self, path: Option<&Path>) {
        self.0.borrow_mut().answer(path);
    }

    /// From now on there is no dialog to ask with.
    pub fn without_dialogs(&self) {
        self.0.borrow_mut().refuse();
    }
}

impl FileDialogs for Answers {
    fn ask(&mut self, pick: Pick, ctx: &egui::Context) {
        self.0.borrow_mut().ask(pick, ctx);
    }

    fn poll(&mut self) -> Vec<Event> {
        self.0.borrow_mut().poll()
    }
}

/// A disk that hangs or refuses, as the test wants it.
#[derive(Clone, Default)]
pub struct SaveDisk(Rc<RefCell<DiskState>>);

#[derive(Default)]
struct DiskState {
    hangs: bool,
    refuses: Option<std::io::ErrorKind>,
    fails_once: bool,
    journal_hangs: bool,
    waiting: Vec<Effect>,
    orders: Vec<Effect>,
    events: Vec<Event>,
}

impl DiskState {
    fn fail(&mut self, path: PathBuf, revision: u64) {
        let cause = self.refuses.unwrap().into();
        let result = Err(SaveError::System { path: path.clone(), cause });
        self.events.push(Event::Saved { path, revision, result });
        if std::mem::take(&mut self.fails_once) {
            self.refuses = None;
        }
    }
}

impl SaveDisk {
    /// Whether a save ends only when this is said to be over.
    pub fn hangs(&self, hangs: bool) {
        self.0.borrow_mut().hangs = hangs;
    }

    /// The save that fails next is the last one that does.
    pub fn fails_once(&self) {
        self.0.borrow_mut().fails_once = true;
    }

    /// Whether the journal does nothing until this is said to be over.
    pub fn journal_hangs(&self, hangs: bool) {
        self.0.borrow_mut().journal_hangs = hangs;
    }

    /// How the next saves fail; `None` when they do not.
    pub fn refuses(&self, kind: Option<std::io::ErrorKind>) {
        self.0.borrow_mut().refuses = kind;
    }
}

/// Does everything at once but what the disk does not do.
struct OnDisk {
    hands: InlineRunner,
    disk: SaveDisk,
}

impl EffectRunner for OnDisk {
    fn start(&mut self, effect: Effect) -> Option<Effect> {
        let mut state = self.disk.0.borrow_mut();
        match effect {
            save @ Effect::Save { .. } if state.hangs => {
                state.waiting.push(save);
                None
            }
            order @ Effect::Journal(_) if state.journal_hangs => {
                state.orders.push(order);
                None
            }
            Effect::Save { path, revision, .. } if state.refuses.is_some() => {
                state.fail(path, revision);
                None
            }
            other => self.hands.start(other),
        }
    }

    fn poll(&mut self) -> Vec<Event> {
        let mut state = self.disk.0.borrow_mut();
        if !state.journal_hangs {
            for order in std::mem::take(&mut state.orders) {
                self.hands.start(order);
            }
        }
        if !state.hangs {
            for save in std::mem::take(&mut state.waiting) {
                match save {
                    Effect::Save { path, revision, .. } if state.refuses.is_some() => {
                        state.fail(path, revision);
                    }
                    save => drop(self.hands.start(save)),
                }
            }
        }
        state.events.drain(..).chain(self.hands.poll()).collect()
    }

    fn finish(&mut self, most: Duration) -> (Vec<Event>, bool) {
        let is_done = self.disk.0.borrow().waiting.is_empty();
        (self.hands.finish(most).0, is_done)
    }

    fn journal_owes(&mut self) -> Option<Duration> {
        // What waits has waited long, because a test does not.
        let state = self.disk.0.borrow();
        (!state.orders.is_empty()).then_some(Duration::from_secs(2))
    }

    fn close(&mut self) -> bool {
        self.disk.0.borrow().orders.is_empty()
    }
}

/// The moment at which every test begins.
pub fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

/// The window of a test.
pub struct Window {
    pub harness: Harness<'static, App>,
    pub answers: Answers,
    pub disk: SaveDisk,
    /// What was last put on the clipboard.
    pub copied: RefCell<Option<String>>,
    clock: Rc<Cell<Timestamp>>,
}

/// What a test wants to differ.
pub struct Options {
    pub size: (f32, f32),
    pub dark: bool,
    pub recent: Vec<PathBuf>,
    /// Whether words may be written for which no font is bundled.
    pub any_script: bool,
    /// Where the window journals; nowhere without.
    pub journals: Option<PathBuf>,
    /// Where versions are kept; nowhere without.
    pub state: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            size: (1440.0, 900.0),
            dark: false,
            recent: Vec::new(),
            any_script: false,
            journals: None,
            state: None,
        }
    }
}

/// The name of the box that the form of a source begins with.
pub const SOURCE_BOX: &str = "Paste a text or an address, or drop a file";

/// The text of the one source of [`Window::with_source`], whose key is `the-audit`.
pub const SOURCE: &str = "Four staff on the audit group looked into it.\n\nNobody was told before the summer, the company said.\n";

/// kittest leaves a margin around what it shows; a real window has none.
fn whole_window(ui: &mut egui::Ui, app: &mut App) {
    let rect = ui.ctx().content_rect();
    ui.set_clip_rect(rect);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| app.show(ui));
}

impl Window {
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let answers = Answers::default();
        let clock = Rc::new(Cell::new(now()));
        let time = clock.clone();
        let theme = if options.dark { ThemeChoice::Dark } else { ThemeChoice::Light };
        let settings = Settings { theme, recent: options.recent, ..Settings::default() };
        let runner = match (options.journals, options.state) {
            (Some(journals), _) => InlineRunner::journalling(journals),
            (None, Some(state)) => InlineRunner::keeping_in(&state),
            (None, None) => InlineRunner::default(),
        };
        let runner =
            runner.importing_by(ImportProcess::program(env!("CARGO_BIN_EXE_nutgraf").as_ref()));
        let disk = SaveDisk::default();
        let app = App::new(AppServices {
            runner: Box::new(OnDisk { hands: runner, disk: disk.clone() }),
            files: Box::new(answers.clone()),
            clock: Box::new(move || time.get()),
            settings,
            ids: Ids::seeded(1),
        });
        let mut harness = Harness::builder()
            .with_size(egui::vec2(options.size.0, options.size.1))
            .with_max_steps(40)
            .with_context_setup(nutgraf::ui::install);
        if options.any_script {
            harness = harness.allow_missing_glyphs();
        }
        let harness = harness.build_ui_state(whole_window, app);
        let mut window = Self { harness, answers, disk, copied: RefCell::default(), clock };
        window.settle();
        window
    }

    /// A window with a new, blank article.
    pub fn blank() -> Self {
        let mut window = Self::new();
        window.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
        window
    }

    /// A window with an article of this draft, in whatever script, the caret at its start.
    pub fn with_draft(text: &str) -> Self {
        let mut window = Self::with(Options { any_script: true, ..Options::default() });
        window.begin_with(text);
        window
    }

    /// A window with the draft that a marked text is, with its selection or caret.
    pub fn with_marked(text: &str) -> Self {
        let Marked { text, ranges, caret } = marked(text);
        let mut window = Self::with_draft(&text);
        match (&ranges[..], caret) {
            ([selection], None) => window.select(selection.clone()),
            ([], Some(caret)) => window.select(caret..caret),
            _ => panic!("one selection or one caret: {text:?}"),
        }
        window
    }

    /// The draft with its selection marked, or its caret where nothing is selected.
    pub fn marked(&self) -> String {
        let selection = self.workspace().view().selection;
        if selection.is_empty() {
            with_marks(&self.draft(), &[], Some(selection.start))
        } else {
            with_marks(&self.draft(), &[selection.to_std()], None)
        }
    }

    /// Begins an article of this draft, the caret at its start.
    pub fn begin_with(&mut self, text: &str) {
        self.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
        let length = self.draft().len();
        self.act(Action::Edit(Change::replace(0..length, text)));
        self.select(0..0);
    }

    /// The words that are selected in the draft.
    pub fn selected(&self) -> String {
        self.draft()[self.workspace().view().selection].to_owned()
    }

    /// The words of the draft that the writer was led to.
    pub fn lit(&self) -> String {
        let lit = self.workspace().view().lit.unwrap_or_default();
        self.draft()[lit].to_owned()
    }

    /// Where the caret stands, in bytes of the draft; nothing must be selected.
    pub fn caret(&self) -> usize {
        let selection = self.workspace().view().selection;
        assert!(selection.is_empty(), "{selection:?}");
        selection.start
    }

    /// A window with an article and one source, whose reader is open.
    pub fn with_source() -> Self {
        let mut window = Self::blank();
        window.add_source("The audit", SOURCE);
        window
    }

    /// Adds a source; its key is made of its title.
    pub fn add_source(&mut self, title: &str, text: &str) {
        self.act(Action::Command(Command::AddSource));
        self.fill("Title", title);
        self.fill(SOURCE_BOX, text);
        self.click_last("Add source");
    }

    /// Writes at the end of the draft.
    pub fn write(&mut self, text: &str) {
        self.caret_at_end();
        self.type_text(text);
    }

    /// Puts the caret before words of the draft.
    pub fn caret_before(&mut self, words: &str) {
        let at = self.place_of(words);
        self.select(at..at);
    }

    /// Puts the caret at the start of the draft.
    pub fn caret_at_start(&mut self) {
        self.select(0..0);
    }

    /// Puts the caret at the end of the draft.
    pub fn caret_at_end(&mut self) {
        let end = self.draft().len();
        self.select(end..end);
    }

    /// Where words stand for the first time in the draft, in bytes of it.
    fn place_of(&self, words: &str) -> usize {
        self.draft().find(words).unwrap_or_else(|| panic!("the draft has no {words:?}"))
    }

    /// Puts the caret in the middle of words of the draft.
    pub fn caret_in(&mut self, words: &str) {
        let at = self.place_of(words);
        let mut middle = at + words.len() / 2;
        while !self.draft().is_char_boundary(middle) {
            middle -= 1;
        }
        self.select(middle..middle);
    }

    /// Moves the pointer onto what has this name and rests there.
    pub fn hover(&mut self, name: &str) {
        let place = self.harness.get_by_label(name).rect().center();
        self.harness.hover_at(place);
        self.settle();
    }

    /// Lets everything that was begun come to rest.
    pub fn settle(&mut self) {
        // One frame at a time, because each has its own output.
        for _ in 0..6 {
            self.harness.step();
            for command in &self.harness.output().platform_output.commands {
                if let egui::OutputCommand::CopyText(text) = command {
                    *self.copied.borrow_mut() = Some(text.clone());
                }
            }
        }
        self.harness.run_ok();
    }

    /// Lets seconds go by.
    pub fn later(&mut self, seconds: i64) {
        let later = self.clock.get().as_second() + seconds;
        self.clock.set(Timestamp::from_second(later).unwrap());
        self.settle();
    }

    pub fn workspace(&self) -> &Workspace {
        self.harness.state().workspace()
    }

    pub fn draft(&self) -> String {
        self.workspace().project().draft().to_owned()
    }

    pub fn act(&mut self, action: Action) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().act(action, &ctx);
        self.settle();
    }

    pub fn open(&mut self, path: &Path) {
        self.act(Action::OpenPath(path.to_owned()));
    }

    /// Presses what has this name.
    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    /// Presses the first of several things of this name.
    pub fn click_first(&mut self, name: &str) {
        let node = self.harness.get_all_by_label(name).next();
        node.unwrap_or_else(|| panic!("nothing is called {name}")).click();
        self.settle();
    }

    /// Presses the last of several things of this name.
    pub fn click_last(&mut self, name: &str) {
        let node = self.harness.get_all_by_label(name).last();
        node.unwrap_or_else(|| panic!("nothing is called {name}")).click();
        self.settle();
    }

    /// Whether anything has this name.
    pub fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether any name contains these words.
    pub fn mentions(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    pub fn key(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Types into what has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Puts the caret or selection of the draft on a byte range and the keyboard there.
    pub fn select(&mut self, range: std::ops::Range<usize>) {
        // Into view first.
        self.act(Action::Jump(DraftRange::at(range.start)));
        self.act(Action::Select(DraftRange::from(range)));
    }

    /// Selects words of the draft.
    pub fn select_words(&mut self, words: &str) {
        let at = self.place_of(words);
        self.select(at..at + words.len());
    }

    /// The rows of the draft that are in view, as a screen reader is told of them:
    /// their words, and where they stand.
    pub fn rows(&self) -> Vec<(String, egui::Rect)> {
        let draft = self.harness.get_by_label("Draft");
        let runs = draft.query_all_by_role(egui::Role::TextRun);
        runs.map(|run| (run.value().unwrap_or_default(), run.rect())).collect()
    }

    /// Where the row of the draft stands that contains these words.
    pub fn row_with(&self, words: &str) -> egui::Rect {
        let rows = self.rows();
        let row = rows.iter().find(|(row, _)| row.contains(words));
        row.unwrap_or_else(|| panic!("no row in view has {words:?}: {rows:?}")).1
    }

    /// Presses and lets go of the pointer so many times at a place.
    pub fn press(&mut self, at: egui::Pos2, times: usize, modifiers: egui::Modifiers) {
        // A press is no second one to what was pressed before.
        self.harness.hover_at(at);
        self.harness.run_steps(40);
        for _ in 0..times {
            // All in one frame: kittest's frames are a quarter of a second apart.
            let events = &mut self.harness.input_mut().events;
            events.push(egui::Event::ModifiersChanged(modifiers));
            for pressed in [true, false] {
                let button = egui::PointerButton::Primary;
                events.push(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
            }
            self.harness.step();
        }
        self.harness.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
        self.settle();
    }

    /// Fills the field of a form.
    pub fn fill(&mut self, field: &str, text: &str) {
        let node = self.harness.get_by_label(field);
        node.click();
        self.settle();
        self.harness.get_by_label(field).type_text(text);
        self.settle();
    }
}
