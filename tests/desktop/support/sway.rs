//! A display under Wayland: sway without a screen, and wtype as its keyboard.
//!
//! What always holds: sway and whoever types are never root, and what sway keeps for a
//! session lies in a folder of its own, whether or not this session has such a folder.
//!
//! # The keyboard that stays
//!
//! Each call of wtype plugs a keyboard in, uploads a keymap that has just the keys it needs,
//! presses them at once, and pulls the keyboard out again. Where that is the only keyboard,
//! as it is on a sway without devices, the seat has none between two calls: sway takes back
//! the keyboard capability, and clients drop theirs. With the next call a client hears that
//! there is a keyboard, and asks for it; by the time it is entered, wtype may have pressed its
//! first key. What is held down when the keyboard enters is told in `wl_keyboard.enter`, which
//! clients must not take for typing. So that key is lost, in every client (foot loses it too):
//! neither the program nor winit can know better, and neither does anything wrong.
//!
//! Therefore a wtype that only sleeps has a keyboard plugged in for as long as the seat is
//! there. The capability stays, and keymaps and keys reach clients in their order.
//!
//! # Where the keys are
//!
//! wtype puts its keys on the key codes 1, 2, 3 … in the order of the call, and these are
//! places too: 1 is that of Escape, 14 to 28 of Backspace, Tab, letters and Enter. A sign that
//! has no name as a key, such as `(`, would be taken for what usually is at its place. So the
//! first place is given to Escape (released, never pressed), and one call has no more signs
//! than fit on the row of digits behind it.

use std::{
    fs,
    io::Write,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use super::{
    desktop::{Running, is_installed, wait_for},
    machine::is_root,
    seat::Seat,
    skip::skipped,
};

/// The user and group of sway where the tests are root's.
const SOMEBODY: u32 = 64_321;

/// Keys of the row of digits: the places behind Escape, up to Backspace.
const PLACES: usize = 12;

/// Longest time, in seconds, that a keyboard stays plugged in when its test was killed.
const KEYBOARD_STAYS: u32 = 1_800;

/// What Debian calls the programs that this needs.
const NEEDED: [&str; 2] = ["sway", "wtype"];

/// No output but the one without a screen, and nothing around the window.
const CONFIG: &str = "xwayland disable\ndefault_border none\noutput * mode 1440x900\n";

/// A sway of its own, with a keyboard, and a user's folders.
pub struct Sway {
    // Dropped in this order: the keyboard, the display, its folders.
    _keyboard: Running,
    server: Running,
    display: PathBuf,
    control: PathBuf,
    runtime: TempDir,
    config: TempDir,
}

impl Sway {
    /// A display of its own, or `None` with the reason printed.
    pub fn start() -> Option<Self> {
        let root = is_root();
        let needed = NEEDED.into_iter().chain(root.then_some("setpriv"));
        for program in needed {
            if !is_installed(program) {
                skipped(&format!("{program} is not installed (Debian: sway, wtype, util-linux)"));
                return None;
            }
        }
        let runtime = tempfile::tempdir().unwrap();
        fs::set_permissions(runtime.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let settings = runtime.path().join("sway");
        fs::write(&settings, CONFIG).unwrap();
        if root && chown(runtime.path(), Some(SOMEBODY), Some(SOMEBODY)).is_err() {
            skipped("files cannot be given to another user here, and sway is not root's to run");
            return None;
        }
        let log = runtime.path().join("log");
        let mut command = unprivileged("sway", runtime.path());
        command
            .arg("--config")
            .arg(&settings)
            .env("WLR_BACKENDS", "headless")
            .env("WLR_RENDERER", "pixman")
            .env("WLR_LIBINPUT_NO_DEVICES", "1")
            .stdout(Stdio::null())
            .stderr(fs::File::create(&log).unwrap());
        let mut server = Running(command.spawn().unwrap());
        let (display, control) = wait_for("sway", || {
            if let Ok(Some(status)) = server.0.try_wait() {
                panic!("sway ended ({status}): {}", fs::read_to_string(&log).unwrap());
            }
            // It serves once it has read its settings, and both are there by then.
            let display = socket(runtime.path(), "wayland-")?;
            Some((display, socket(runtime.path(), "sway-ipc.")?))
        });
        let keyboard = unprivileged("wtype", runtime.path())
            .env("WAYLAND_DISPLAY", &display)
            .args(["-s", &(KEYBOARD_STAYS * 1_000).to_string()])
            .spawn()
            .unwrap();
        let config = tempfile::tempdir().unwrap();
        let sway = Self { _keyboard: Running(keyboard), server, display, control, runtime, config };
        wait_for("the keyboard", || {
            let inputs = sway.asks("get_inputs")?;
            let is_keyboard = |input: &Value| input["type"] == "keyboard";
            inputs.as_array()?.iter().any(is_keyboard).then_some(())
        });
        Some(sway)
    }

    /// Tells sway a command of its configuration.
    pub fn is_told(&self, command: &[&str]) {
        assert!(self.swaymsg().args(command).output().unwrap().status.success(), "{command:?}");
    }

    /// What the screen shows: its width and height in pixels, and three bytes for each.
    pub fn picture(&self) -> (usize, usize, Vec<u8>) {
        let output = self.client("grim").args(["-t", "ppm", "-"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        // `P6`, width, height, 255, each followed by one white character.
        let mut parts = output.stdout.splitn(4, |byte| byte.is_ascii_whitespace());
        let mut number = |_| std::str::from_utf8(parts.next().unwrap()).unwrap().parse().ok();
        let [_, width, height]: [Option<usize>; 3] = [0, 1, 2].map(&mut number);
        let pixels = parts.next().unwrap().splitn(2, |byte| byte.is_ascii_whitespace());
        (width.unwrap(), height.unwrap(), pixels.last().unwrap().to_vec())
    }

    /// What sway says of a window with these words in its title.
    pub fn describes(&self, title: &str) -> Option<Value> {
        find(&self.asks("get_tree")?, &|node| {
            is_window(node) && node["name"].as_str().is_some_and(|name| name.contains(title))
        })
        .cloned()
    }

    fn swaymsg(&self) -> Command {
        let mut command = self.client("swaymsg");
        command.arg("--socket").arg(&self.control);
        command
    }

    fn asks(&self, what: &str) -> Option<Value> {
        let output = self.swaymsg().args(["-r", "-t", what]).output().unwrap();
        serde_json::from_slice(&output.stdout).ok()
    }

    /// Another program of this display, of the user of sway.
    fn client(&self, program: &str) -> Command {
        let mut command = unprivileged(program, self.runtime.path());
        command.env("WAYLAND_DISPLAY", &self.display);
        command
    }

    fn wtype(&self, arguments: &[&str], text: &str) {
        let mut command = self.client("wtype");
        command.args(arguments).stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "wtype {arguments:?} {text:?}");
    }
}

/// What starts a program that is not to be root, with a folder for its session.
fn unprivileged(program: &str, runtime: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args([format!("--reuid={SOMEBODY}"), format!("--regid={SOMEBODY}")]);
        command.args(["--clear-groups", program]);
        command
    } else {
        Command::new(program)
    };
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "SWAYSOCK", "I3SOCK"] {
        command.env_remove(variable);
    }
    command
        .env("XDG_RUNTIME_DIR", runtime)
        .env("HOME", runtime)
        // Letters beyond ASCII are letters to wtype.
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null());
    command
}

/// A socket in a folder, by how its name begins.
fn socket(folder: &Path, name: &str) -> Option<PathBuf> {
    use std::os::unix::fs::FileTypeExt;
    fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).find(|path| {
        let is_named = path.file_name().unwrap().to_string_lossy().starts_with(name);
        is_named && fs::metadata(path).is_ok_and(|file| file.file_type().is_socket())
    })
}

fn is_window(node: &Value) -> bool {
    node["pid"].is_i64() && node["type"] == "con"
}

/// The first node of sway's tree that is so.
fn find<'a>(node: &'a Value, is_so: &dyn Fn(&Value) -> bool) -> Option<&'a Value> {
    if is_so(node) {
        return Some(node);
    }
    let children = |name: &str| node[name].as_array().into_iter().flatten();
    children("nodes").chain(children("floating_nodes")).find_map(|child| find(child, is_so))
}

/// Cuts a text into parts whose signs fit on the row of digits.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut signs = Vec::new();
    for sign in text.chars() {
        if parts.is_empty() || (!signs.contains(&sign) && signs.len() == PLACES) {
            parts.push(String::new());
            signs.clear();
        }
        if !signs.contains(&sign) {
            signs.push(sign);
        }
        parts.last_mut().unwrap().push(sign);
    }
    parts
}

/// What wtype is told to press a key with its modifiers.
fn pressed(key: &str) -> Vec<&str> {
    let mut names: Vec<&str> = key.split('+').collect();
    let name = names.pop().unwrap();
    let held = names.iter().flat_map(|name| ["-M", name]);
    let released = names.iter().flat_map(|name| ["-m", name]);
    held.chain(["-k", name]).chain(released).collect()
}

impl Seat for Sway {
    fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command
            .env("WAYLAND_DISPLAY", &self.display)
            .env_remove("WAYLAND_SOCKET")
            .env_remove("DISPLAY")
            .env("NUTGRAF_CONFIG_DIR", self.config.path())
            .stdin(Stdio::null());
        command
    }

    fn journals(&self) -> PathBuf {
        self.config.path().join("state/journal")
    }

    fn server(&self) -> u32 {
        self.server.0.id()
    }

    fn window(&self, title: &str) -> String {
        wait_for(title, || Some(self.describes(title)?["id"].to_string()))
    }

    fn gives_keyboard(&self, window: &str) {
        self.is_told(&[&format!("[con_id={window}] focus")]);
    }

    fn title(&self, window: &str) -> Option<String> {
        let tree = self.asks("get_tree")?;
        let number: i64 = window.parse().unwrap();
        let found = find(&tree, &|node| is_window(node) && node["id"] == number)?;
        Some(found["name"].as_str()?.to_owned())
    }

    fn types(&self, text: &str) {
        for part in parts(text) {
            self.wtype(&["-p", "Escape", "-d", "5", "-"], &part);
        }
    }

    fn presses(&self, key: &str) {
        self.wtype(&pressed(key), "");
    }

    fn points(&self, _: &str, (x, y): (u32, u32)) {
        // A window fills the output, so its places are those of the output.
        let (x, y) = (x.to_string(), y.to_string());
        self.is_told(&["seat", "-", "cursor", "set", &x, &y]);
    }

    fn holds(&self, is_down: bool) {
        let what = if is_down { "press" } else { "release" };
        self.is_told(&["seat", "-", "cursor", what, "button1"]);
    }

    fn clipboard_program(&self) -> (&'static str, &'static str) {
        ("wl-copy", "wl-clipboard")
    }

    fn fills_clipboard(&self, kind: &str, file: &Path) -> Command {
        let mut command = self.client("wl-copy");
        // It was opened by somebody who may read it.
        command.args(["--type", kind]).stdin(fs::File::open(file).unwrap());
        command
    }

    fn reads_clipboard(&self, kind: &str) -> Command {
        let mut command = self.client("wl-paste");
        command.args(["--no-newline", "--type", kind]);
        command
    }

    fn has_layout(&self, _: &str) {
        unreachable!("wtype brings its own layout: journeys over layouts are X11's");
    }
}

#[test]
fn what_is_typed_in_one_call_fits_on_the_row_of_digits() {
    assert_eq!(parts("abcabc"), ["abcabc"]);
    assert_eq!(parts("abcdefghijklmabc"), ["abcdefghijkl", "mabc"]);
    assert_eq!(parts(""), [""; 0]);
}

#[test]
fn a_key_is_pressed_while_its_modifiers_are_held() {
    assert_eq!(pressed("Return"), ["-k", "Return"]);
    assert_eq!(
        pressed("ctrl+shift+p"),
        ["-M", "ctrl", "-M", "shift", "-k", "p", "-m", "ctrl", "-m", "shift"]
    );
}
