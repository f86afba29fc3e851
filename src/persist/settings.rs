//! How a person likes the program: kept in their configuration folder.
//!
//! Settings are never worth a failure. A file that cannot be read means the
//! defaults and is set aside; a value out of its range is brought into it.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize, Serializer};

use super::{
    private,
    regular::{self, Links, RegularError},
    save_error::SaveError,
};

/// On how many days words are remembered.
pub const DAYS: usize = 14;

/// How many recent projects are remembered.
pub const RECENT: usize = 12;

/// The size in bytes beyond which a file holds no settings.
const LARGEST: u64 = 1 << 20;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The family the draft is set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditorFont {
    /// The serif of the preview.
    #[default]
    Serif,
    /// A fixed width.
    Mono,
}

/// What is dimmed in focus mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dimming {
    /// Nothing is.
    Nothing,
    /// All but the sentence of the caret.
    #[default]
    Sentence,
    /// All but the paragraph of the caret.
    Paragraph,
}

/// The order of the list of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceOrder {
    /// Those that the draft quotes most come first.
    #[default]
    Use,
    /// By title.
    Title,
    /// The newest come first, those without a date last.
    Year,
    /// Those that were added last come first.
    Added,
}

impl SourceOrder {
    /// Every order, as they are offered.
    pub const ALL: [Self; 4] = [Self::Use, Self::Title, Self::Year, Self::Added];
}

/// What a person chose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Projects lately opened, newest first, at most [`RECENT`].
    #[serde(serialize_with = "as_texts")]
    pub recent: Vec<PathBuf>,
    /// What is known of the recent ones, by their paths.
    pub known: BTreeMap<String, KnownProject>,
    /// The project that was open when the program ended, which the next start opens again.
    pub session: Option<String>,
    /// The projects that were open in tabs then, that one included, from left to right.
    pub tabs: Vec<String>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The family the draft is set in.
    pub editor_font: EditorFont,
    /// Who checks claims and signs off at this desk; empty while nobody said.
    pub checker: String,
    /// Whether brackets and quotation marks are typed in pairs.
    pub pairs: bool,
    /// Whether quotation marks, apostrophes, dashes and ellipses become typographic as they
    /// are typed.
    pub typography: bool,
    /// Whether the words of notes are counted with those of the article.
    pub counts_notes: bool,
    /// What is dimmed in focus mode.
    pub dimming: Dimming,
    /// Whether the line of the caret stays in the middle of the view.
    pub typewriter: bool,
    /// The order of the list of sources.
    pub source_order: SourceOrder,
    /// How many words are to be written between opening an article and closing it.
    pub session_goal: Option<u32>,
    /// How many words were written on each day, less those taken away, by its date
    /// (`2026-11-30`); at most [`DAYS`], the last ones.
    pub words_by_day: BTreeMap<String, i64>,
    /// How much larger everything is drawn, 0.5 to 3.
    pub zoom: f32,
    /// Line length of the draft in characters, 30 to 160.
    pub measure: u32,
    /// Whether the navigator is shown.
    pub navigator: bool,
    /// Whether the right panel is shown.
    pub panel: bool,
    /// Width of the navigator in points.
    pub navigator_width: f32,
    /// Width of the right panel in points.
    pub panel_width: f32,
    /// Width and height of the window in points, once it was resized.
    pub window: Option<(f32, f32)>,
    /// Where its upper left corner was in points, on systems that tell.
    pub window_corner: Option<(f32, f32)>,
    /// Whether the window filled the screen.
    pub is_maximized: bool,
}

/// What is known of a project that was open lately.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KnownProject {
    /// The article's title; empty where it had none.
    pub title: String,
    /// Where the caret was, in bytes of the draft.
    pub caret: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            known: BTreeMap::new(),
            session: None,
            tabs: Vec::new(),
            theme: ThemeChoice::default(),
            editor_font: EditorFont::default(),
            checker: String::new(),
            pairs: true,
            typography: true,
            counts_notes: true,
            dimming: Dimming::default(),
            typewriter: false,
            source_order: SourceOrder::default(),
            session_goal: None,
            words_by_day: BTreeMap::new(),
            zoom: 1.0,
            measure: 68,
            navigator: true,
            panel: true,
            navigator_width: 216.0,
            panel_width: 372.0,
            window: None,
            window_corner: None,
            is_maximized: false,
        }
    }
}

/// Why the settings are not those that were kept.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}; the usual settings are used.", path.display())]
pub struct SettingsFault {
    path: PathBuf,
    cause: SettingsFaultKind,
}

/// What is wrong with the file of the settings.
#[derive(Debug, thiserror::Error)]
enum SettingsFaultKind {
    #[error("{0}")]
    Unreadable(RegularError),
    /// It was set aside, where a person finds it.
    #[error("these are no settings, and were renamed to settings.damaged.ron")]
    Renamed,
    #[error("these are no settings")]
    NoSettings,
}

impl Settings {
    /// Reads the user's settings; see [`Folders::of_user`] and [`Settings::load_from`].
    ///
    /// Returns with them what a person should know where they are not those that were kept.
    pub fn load() -> (Self, Option<SettingsFault>) {
        Folders::of_user().map(|folders| Self::load_from(&folders.config)).unwrap_or_default()
    }

    /// Keeps the user's settings, where the user has a folder for them.
    ///
    /// # Errors
    /// When they were not kept; the old ones are then as they were.
    pub fn save(&self) -> Result<(), SaveError> {
        Folders::of_user().map_or(Ok(()), |folders| self.save_to(&folders.config))
    }

    /// Reads the settings kept in a folder; the defaults where there are none.
    ///
    /// A file that cannot be read as settings is renamed to
    /// `settings.damaged.ron`, where a person finds it. What is no file of a moderate size
    /// is left alone. Returns with the settings what a person should know then.
    pub fn load_from(folder: &Path) -> (Self, Option<SettingsFault>) {
        let path = folder.join("settings.ron");
        let cause = match Self::read(&path) {
            Ok(Some(settings)) => return (settings.in_range(), None),
            Err(RegularError::System(error)) if error.kind() == io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error) => SettingsFaultKind::Unreadable(error),
            Ok(None) => match fs::rename(&path, folder.join("settings.damaged.ron")) {
                Ok(()) => SettingsFaultKind::Renamed,
                // The next save replaces a file that nobody can read.
                Err(_) => SettingsFaultKind::NoSettings,
            },
        };
        (Self::default(), Some(SettingsFault { path, cause }))
    }

    /// Reads a file; `None` where it holds no settings.
    fn read(path: &Path) -> Result<Option<Self>, RegularError> {
        let (bytes, _) = regular::read(path, Links::Follow, LARGEST)?;
        Ok(ron::de::from_bytes(&bytes).ok())
    }

    /// Keeps the settings in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// When they were not kept; the old ones are then as they were.
    pub fn save_to(&self, folder: &Path) -> Result<(), SaveError> {
        let path = folder.join("settings.ron");
        let system = |cause| SaveError::System { path: path.clone(), cause };
        private::parent(folder).map_err(system)?;
        if path.is_symlink() && !matches!(Self::read(&path), Ok(Some(_))) {
            // What a link leads to is the user's own file, unless it is settings.
            let what = "a link to something else than settings";
            return Err(SaveError::NotAFile { path, what });
        }
        let layout = PrettyConfig::new().new_line("\n").depth_limit(2);
        let mut text = ron::ser::to_string_pretty(self, layout)
            .map_err(|cause| SaveError::Encode { path: path.clone(), cause: cause.into() })?;
        text.push('\n');
        private::write(&path, text.as_bytes(), Links::Follow)
    }

    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, project: impl Into<PathBuf>) {
        let project = project.into();
        self.forget(&project);
        self.recent.insert(0, project);
        self.recent.truncate(RECENT);
        let recent = &self.recent;
        self.known.retain(|path, _| recent.iter().any(|project| project == Path::new(path)));
    }

    /// Takes a project off the recent ones.
    pub fn forget(&mut self, project: &Path) {
        self.recent.retain(|known| known != project);
    }

    /// Notes the title and the caret of a project, if it is a recent one.
    pub fn note(&mut self, project: &Path, known: KnownProject) {
        if let Some(path) = project.to_str().filter(|_| self.recent.iter().any(|p| p == project)) {
            self.known.insert(path.to_owned(), known);
        }
    }

    /// Returns what is known of a project.
    pub fn known(&self, project: &Path) -> Option<&KnownProject> {
        self.known.get(project.to_str()?)
    }

    /// Notes that words were written on a day, or taken away.
    pub fn note_words(&mut self, day: &str, words: i64) {
        let written = self.words_by_day.entry(day.to_owned()).or_default();
        *written = written.saturating_add(words);
        self.forget_old_days();
    }

    fn forget_old_days(&mut self) {
        while self.words_by_day.len() > DAYS {
            self.words_by_day.pop_first();
        }
    }

    fn in_range(mut self) -> Self {
        let usual = Self::default();
        let within = |value: f32, low: f32, high: f32, usual: f32| {
            if value.is_finite() { value.clamp(low, high) } else { usual }
        };
        self.zoom = within(self.zoom, 0.5, 3.0, usual.zoom);
        self.measure = self.measure.clamp(30, 160);
        self.navigator_width = within(self.navigator_width, 120.0, 800.0, usual.navigator_width);
        self.panel_width = within(self.panel_width, 200.0, 1200.0, usual.panel_width);
        self.window = self.window.filter(|(w, h)| w.is_finite() && h.is_finite());
        self.window = self.window.map(|(w, h)| (w.clamp(320.0, 16384.0), h.clamp(240.0, 16384.0)));
        self.words_by_day.retain(|day, _| day.parse::<jiff::civil::Date>().is_ok());
        self.forget_old_days();
        let is_place = |(x, y): &(f32, f32)| x.abs() < 65536.0 && y.abs() < 65536.0;
        self.window_corner = self.window_corner.filter(is_place);
        for project in std::mem::take(&mut self.recent).into_iter().rev() {
            self.remember(project);
        }
        self
    }
}

/// Paths as texts. One that is no text cannot be kept, and is no reason to keep nothing.
fn as_texts<S: Serializer>(paths: &[PathBuf], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(paths.iter().filter_map(|path| path.to_str()))
}

/// Where this program keeps what is no project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// For the settings.
    pub config: PathBuf,
    /// For what the program notes down for itself: journal, backups, logs.
    pub state: PathBuf,
}

impl Folders {
    /// The folders of the person who runs the program.
    ///
    /// Everything is kept in the folder named by the environment variable
    /// `NUTGRAF_CONFIG_DIR` when it is set. Returns `None` for a person without
    /// a home folder, for whom nothing is kept.
    pub fn of_user() -> Option<Self> {
        Self::chosen(std::env::var_os("NUTGRAF_CONFIG_DIR")).or_else(Self::of_system)
    }

    /// The folders when one was chosen by name; an empty name is none.
    pub fn chosen(name: Option<OsString>) -> Option<Self> {
        let config = PathBuf::from(name.filter(|name| !name.is_empty())?);
        Some(Self { state: config.join("state"), config })
    }

    fn of_system() -> Option<Self> {
        let system = etcetera::choose_base_strategy().ok()?;
        let state = system.state_dir().unwrap_or_else(|| system.data_dir());
        Some(Self { config: system.config_dir().join("nutgraf"), state: state.join("nutgraf") })
    }
}
