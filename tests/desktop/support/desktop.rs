//! The real program in a real window, on a display of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use x11rb::{
    connection::Connection,
    protocol::xproto::{AtomEnum, ConnectionExt, ImageFormat},
    rust_connection::RustConnection,
};

use super::{journal_copy::copied, skip::skipped};

/// Ends a program when the test ends, however it ends.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        // One that waits for a disk that hangs ends when that is over.
        let begun = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) && begun.elapsed() < Duration::from_secs(5) {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

pub fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        if let Some(found) = look() {
            return found;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("waited a minute for {what}");
}

/// A display of its own, and a user's folders.
pub struct Desktop {
    pub display: String,
    pub server: Running,
    pub config: TempDir,
}

impl Desktop {
    /// A display of its own, or `None` with the reason printed.
    pub fn start() -> Option<Self> {
        for program in ["Xvfb", "xdotool"] {
            if !is_installed(program) {
                skipped(&format!("{program} is not installed (Debian: xvfb, xdotool)"));
                return None;
            }
        }
        // The server picks a free number and writes it down. It must not begin anew
        // when its last client leaves, or the program may meet it half begun.
        let folder = tempfile::tempdir().unwrap();
        let number = folder.path().join("display");
        let file = fs::File::create(&number).unwrap();
        let server = Command::new("Xvfb")
            .args([
                "-screen",
                "0",
                "1440x900x24",
                "-nolisten",
                "tcp",
                "-noreset",
                "-displayfd",
                "1",
            ])
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Running(server);
        let number = wait_for("the display", || {
            let text = fs::read_to_string(&number).unwrap();
            text.ends_with('\n').then(|| text.trim().to_owned())
        });
        let config = tempfile::tempdir().unwrap();
        Some(Self { display: format!(":{number}"), server, config })
    }

    /// What the window has in its title now, without what is the same in every title.
    pub fn heading(&self, eyes: &Eyes, window: u32) -> Option<String> {
        let title = eyes.title(window)?;
        Some(title.trim_start_matches("• ").trim_end_matches(" — Nutgraf").to_owned())
    }

    /// Types words and waits until the window has drawn them, and says how long that took.
    pub fn draws(&self, words: &str) -> Duration {
        // More than a caret that blinks.
        self.shows("the words on the screen", 300, || self.type_text(words))
    }

    /// Opens a dialog by a key and waits until it is drawn, and keys go to it.
    pub fn opens_dialog(&self, key: &str) {
        // It darkens all that is around it.
        self.shows("the dialog", 100_000, || {
            self.xdotool(&["key", key]);
        });
    }

    /// Does something and waits until so many of the draft's pixels are others, and says
    /// how long that took.
    fn shows(&self, what: &str, pixels: usize, act: impl FnOnce()) -> Duration {
        let eyes = Eyes::open(&self.display);
        let before = eyes.draft();
        let begun = Instant::now();
        act();
        wait_for(what, || {
            let now = eyes.draft();
            let differ = before.chunks_exact(4).zip(now.chunks_exact(4)).filter(|(a, b)| a != b);
            (differ.count() > pixels).then_some(())
        });
        begun.elapsed()
    }

    /// The draft that the next start would offer, also of a window that still runs.
    pub fn journalled(&self, project: &Path) -> Option<String> {
        let copy = copied(&self.journals());
        offered(copy.path(), project)
    }

    /// Starts the program on this display.
    pub fn nutgraf(&self, arguments: &[&Path]) -> Running {
        self.under(&[], arguments)
    }

    /// Starts it by another program, as by strace.
    pub fn under(&self, wrapper: &[&str], arguments: &[&Path]) -> Running {
        let mut command = self.command(wrapper);
        command.args(arguments).stdout(Stdio::null());
        Running(command.spawn().unwrap())
    }

    /// What starts it by another program.
    pub fn command(&self, wrapper: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_nutgraf");
        let mut command = match wrapper {
            [first, rest @ ..] => {
                let mut command = Command::new(first);
                command.args(rest).arg(program);
                command
            }
            [] => Command::new(program),
        };
        command
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env("NUTGRAF_CONFIG_DIR", self.config.path())
            .stdin(Stdio::null());
        command
    }

    /// The folder of the journals.
    pub fn journals(&self) -> PathBuf {
        self.config.path().join("state/journal")
    }

    /// Opens the window on a project, with the caret at the end of the draft.
    pub fn open(&self, wrapper: &[&str], project: &Path) -> (Running, String) {
        let program = self.under(wrapper, &[project]);
        let window = self.window("On the desktop");
        self.to_the_end(&window);
        (program, window)
    }

    /// Gives the draft the keyboard and goes to its end.
    pub fn to_the_end(&self, window: &str) {
        self.xdotool(&["windowfocus", window]);
        // Below the menu bar, right of the navigator: the draft.
        self.xdotool(&["mousemove", "--window", window, "600", "400", "click", "1"]);
        thread::sleep(Duration::from_millis(300));
        self.xdotool(&["key", "ctrl+End"]);
    }

    pub fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--delay", "20", "--", text]);
    }

    pub fn title(&self, window: &str) -> Option<String> {
        self.xdotool(&["getwindowname", window])
    }

    /// Waits until the title says whether there are unsaved words.
    pub fn wait_for_mark(&self, window: &str, is_dirty: bool) {
        let what = if is_dirty { "the mark of unsaved words" } else { "the end of that mark" };
        wait_for(what, || (self.title(window)?.starts_with('•') == is_dirty).then_some(()));
    }

    /// What xdotool says; `None` when it fails.
    pub fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", &self.display)
            .stderr(Stdio::null())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    /// Waits until a window has these words in its title.
    pub fn window(&self, title: &str) -> String {
        wait_for(title, || {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", title])?;
            found.lines().next().map(str::to_owned)
        })
    }
}

/// The draft that a start offers from these journals.
pub fn offered(journals: &Path, project: &Path) -> Option<String> {
    let now = "2026-11-23T14:02:00Z".parse().unwrap();
    let found = nutgraf::persist::journal::find(journals, Some(project), now);
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    Some(found.lost.last()?.project.draft().to_owned())
}

/// Sees what the screen shows.
pub struct Eyes {
    connection: RustConnection,
    root: u32,
    name: u32,
}

impl Eyes {
    pub fn open(display: &str) -> Self {
        let (connection, number) = x11rb::connect(Some(display)).unwrap();
        let root = connection.setup().roots[number].root;
        let name = connection.intern_atom(false, b"_NET_WM_NAME").unwrap().reply().unwrap().atom;
        Self { connection, root, name }
    }

    /// The title of a window; `None` once it is gone.
    pub fn title(&self, window: u32) -> Option<String> {
        let title = self.connection.get_property(false, window, self.name, AtomEnum::ANY, 0, 4_096);
        let title = title.ok()?.reply().ok()?;
        Some(String::from_utf8_lossy(&title.value).into_owned())
    }

    /// The pixels of the middle of the screen, where the first rows of a draft stand.
    pub fn draft(&self) -> Vec<u8> {
        let format = ImageFormat::Z_PIXMAP;
        let image = self.connection.get_image(format, self.root, 230, 60, 800, 400, u32::MAX);
        image.unwrap().reply().unwrap().data
    }
}

/// A blank project called “On the desktop”.
pub fn new_project(path: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .arg("new")
        .arg(path)
        .args(["--template", "blank", "--title", "On the desktop"])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
}
