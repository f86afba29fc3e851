//! Where a writer sits: a display, a keyboard and a clipboard, under X11 or Wayland.
//!
//! A journey knows no display. It is a function that asks for the seat of its test, which
//! is one under X11 unless it was called by [`on_wayland`]; so one journey is run under both.

use std::{
    cell::Cell,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    desktop::{Desktop, Running, is_installed},
    sway::Sway,
};

/// A display with one keyboard, whose keys go to the window that was opened last.
pub trait Seat {
    /// What starts the program here, with a folder of its own for settings and journals.
    fn program(&self) -> Command;

    /// The folder of the journals.
    fn journals(&self) -> PathBuf;

    /// The process that hands keys to the program.
    fn server(&self) -> u32;

    /// Waits until a window has these words in its title, and names it.
    fn window(&self, title: &str) -> String;

    /// Gives a window the keyboard, where the display does not do so by itself.
    fn gives_keyboard(&self, window: &str);

    /// The title of a window that [`Seat::window`] named; `None` once it is gone.
    fn title(&self, window: &str) -> Option<String>;

    /// Types letters.
    fn types(&self, text: &str);

    /// Presses a key with its modifiers, in the words of xdotool: `ctrl+shift+Left`.
    fn presses(&self, key: &str);

    /// Moves the pointer to a place of a window, in pixels.
    fn points(&self, window: &str, at: (u32, u32));

    /// Presses the first button of the pointer, or lets it go.
    fn holds(&self, is_down: bool);

    /// The program that the clipboard is filled and read by, with its Debian package.
    fn clipboard_program(&self) -> (&'static str, &'static str);

    /// What puts a file of a kind on the clipboard, and stays behind to hand it out.
    fn fills_clipboard(&self, kind: &str, file: &Path) -> Command;

    /// What prints what the clipboard gives a program that asks for a kind.
    fn reads_clipboard(&self, kind: &str) -> Command;

    /// The keyboard has another layout from now on.
    fn has_layout(&self, layout: &str);
}

thread_local! {
    /// Whether the test of this thread runs under Wayland.
    static IS_ON_WAYLAND: Cell<bool> = const { Cell::new(false) };
}

/// Runs a journey under Wayland.
pub fn on_wayland(journey: impl FnOnce()) {
    // A thread may run the next test as well, also after one that failed.
    struct Back;
    impl Drop for Back {
        fn drop(&mut self) {
            IS_ON_WAYLAND.set(false);
        }
    }
    let _back = Back;
    IS_ON_WAYLAND.set(true);
    journey();
}

/// The seat that the test of this thread is to have, or `None` with the reason printed.
pub fn of_this_test() -> Option<Box<dyn Seat>> {
    if IS_ON_WAYLAND.get() {
        Some(Box::new(Sway::start()?))
    } else {
        Some(Box::new(Desktop::start()?))
    }
}

/// Starts the program at a seat.
pub fn start(seat: &dyn Seat, arguments: &[&Path]) -> Running {
    let mut command = seat.program();
    command.args(arguments).stdout(std::process::Stdio::null());
    Running(command.spawn().unwrap())
}

impl Seat for Desktop {
    fn program(&self) -> Command {
        self.command(&[])
    }

    fn journals(&self) -> PathBuf {
        Self::journals(self)
    }

    fn server(&self) -> u32 {
        self.server.0.id()
    }

    fn window(&self, title: &str) -> String {
        Self::window(self, title)
    }

    fn gives_keyboard(&self, window: &str) {
        self.xdotool(&["windowfocus", "--sync", window]);
    }

    fn title(&self, window: &str) -> Option<String> {
        Self::title(self, window)
    }

    fn types(&self, text: &str) {
        self.type_text(text);
    }

    fn presses(&self, key: &str) {
        self.xdotool(&["key", key]);
    }

    fn points(&self, window: &str, (x, y): (u32, u32)) {
        self.xdotool(&["mousemove", "--window", window, &x.to_string(), &y.to_string()]);
    }

    fn holds(&self, is_down: bool) {
        self.xdotool(&[if is_down { "mousedown" } else { "mouseup" }, "1"]);
    }

    fn clipboard_program(&self) -> (&'static str, &'static str) {
        ("xclip", "xclip")
    }

    fn fills_clipboard(&self, kind: &str, file: &Path) -> Command {
        let mut command = self.xclip(kind);
        command.arg("-i").arg(file);
        command
    }

    fn reads_clipboard(&self, kind: &str) -> Command {
        let mut command = self.xclip(kind);
        command.arg("-o");
        command
    }

    fn has_layout(&self, layout: &str) {
        let mut command = Command::new("setxkbmap");
        command.args(["-display", &self.display, layout]);
        assert!(command.status().unwrap().success());
    }
}

impl Desktop {
    fn xclip(&self, kind: &str) -> Command {
        let mut command = Command::new("xclip");
        command.args(["-display", &self.display, "-selection", "clipboard", "-t", kind]);
        command
    }
}

/// Whether the clipboard of a seat can be filled and read here; says so where not.
pub fn has_clipboard(seat: &dyn Seat) -> bool {
    let (program, package) = seat.clipboard_program();
    let is_there = is_installed(program);
    if !is_there {
        super::skip::skipped(&format!("{program} is not installed (Debian: {package})"));
    }
    is_there
}
