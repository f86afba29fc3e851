//! The real program in a real window, on a display of its own.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "what fails here has failed the test, and a skipped test says why"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// Ends a program when the test ends, however it ends.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
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
                println!("skipped: {program} is not installed (Debian: xvfb, xdotool)");
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
                "1280x800x24",
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

