//! The real window: eframe around the shell.

use std::{
    cell::{Cell, RefCell},
    io::{self, Write},
    path::PathBuf,
    rc::Rc,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;

use super::{
    App, AppServices, NativeFileDialogs,
    articles::{Articles, MakeServices},
    limits::{self, SystemLimit},
    second_start::{self, SecondStarts},
};
use crate::{
    app::{Action, ShutdownHandle, ThreadedRunner, WarningNotice},
    persist::{Folders, Settings, folder_faults, lock, this_second},
};
use nutgraf_engine::model::Ids;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The display that the environment names does not answer.
    #[error("the display cannot be opened")]
    NoDisplay,
    /// The display answers, but cannot draw. In the library's words: its error cannot leave
    /// its thread.
    #[error("the window could not be opened: {0}. Nutgraf needs OpenGL 2.1 or newer.")]
    Graphics(String),
    /// The system does not allow what a window needs.
    #[error(
        "the window was not opened: {0}. Close other programs or raise the limit (ulimit), then start Nutgraf again."
    )]
    Limit(SystemLimit),
    /// The display ended while the window was open.
    #[error(
        "the display ended. What was not saved is in the journal, and the next start offers it."
    )]
    DisplayEnded,
}

/// Opens the window, with a project if one is named, and returns when it is closed.
///
/// Where a window is open on this display already, it is given the project, and this returns
/// at once.
///
/// # Errors
/// When the display or its graphics cannot be used, or the system's limits do not allow a
/// window.
pub fn run(path: Option<PathBuf>) -> Result<(), WindowError> {
    limits::try_out().map_err(WindowError::Limit)?;
    let (settings, settings_fault) = Settings::load();
    let state = Folders::of_user().map(|folders| folders.state);
    if state.as_deref().is_some_and(|state| second_start::hand_over(state, path.as_deref())) {
        return Ok(());
    }
    let faults = state.as_deref().map(folder_faults).unwrap_or_default();
    let faults = faults.into_iter().map(WarningNotice::Folder);
    let warnings: Vec<_> =
        settings_fault.into_iter().map(WarningNotice::Settings).chain(faults).collect();
    let is_open = Rc::new(Cell::new(false));
    let opened = is_open.clone();
    let (width, height) = settings.window.unwrap_or((1440.0, 900.0));
    // A file that was named is opened alone.
    let tabs = match &path {
        Some(_) => Vec::new(),
        None => settings.tabs.iter().map(PathBuf::from).collect(),
    };
    let path = path.or_else(|| settings.session.as_ref().map(PathBuf::from));
    let mut viewport = ViewportBuilder::default()
        .with_title("Nutgraf")
        .with_app_id("nutgraf")
        .with_inner_size([width, height])
        .with_min_inner_size([480.0, 360.0])
        .with_maximized(settings.is_maximized)
        .with_icon(icon());
    if let Some((x, y)) = settings.window_corner {
        viewport = viewport.with_position([x, y]);
    }
    let options = NativeOptions {
        viewport,
        renderer: Renderer::Glow,
        persist_window: false,
        // Whoever has the keyboard asks for the clipboard: see `ui::clipboard`.
        clipboard_shortcuts: false,
        ..NativeOptions::default()
    };
    let run = eframe::run_native(
        "nutgraf",
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let wake = Arc::new(move || ctx.request_repaint());
            let threads = ThreadedRunner::new(wake.clone(), state.clone())
                .map_err(|cause| WindowError::Limit(SystemLimit::Threads(cause)))?;
            let endings = Endings::default();
            endings.add(threads.shutdown_handle());
            end_on_signals(endings.clone());
            FLUSH_ON_DROP.set(Some(FlushOnDrop(endings.clone())));
            super::install(&creation.egui_ctx);
            let mut app = App::new(services(threads, settings));
            warnings.into_iter().for_each(|warning| app.warn(warning));
            // A relative path would mean another file after a change of folder.
            if let Some(path) = path.map(|path| std::path::absolute(&path).unwrap_or(path)) {
                app.act(Action::OpenPath(path), &creation.egui_ctx);
            }
            let starts =
                state.as_deref().and_then(|state| SecondStarts::listen(state, wake.clone()));
            let make: MakeServices = Box::new(move |settings| {
                let threads = ThreadedRunner::new(wake.clone(), state.clone())?;
                endings.add(threads.shutdown_handle());
                Ok(services(threads, settings))
            });
            let mut articles = Articles::new(app, starts, make);
            articles.reopen(tabs, &creation.egui_ctx);
            opened.set(true);
            Ok(Box::new(EframeWindow { articles, fit: Fit::default(), hidden: Hidden::default() }))
        }),
    );
    run.map_err(|error| match error {
        _ if is_open.get() => WindowError::DisplayEnded,
        eframe::Error::WinitEventLoop(_) => WindowError::NoDisplay,
        eframe::Error::AppCreation(cause) => match cause.downcast::<WindowError>() {
            Ok(own) => *own,
            Err(other) => WindowError::Graphics(other.to_string()),
        },
        other => WindowError::Graphics(other.to_string()),
    })
}

/// How long the journal may take before a signal ends the program.
const MOST: Duration = Duration::from_secs(3);

/// Flushes the journal when it is dropped.
struct FlushOnDrop(Endings);

/// Whoever is to hear that the program ends: a handle for each tab.
#[derive(Clone, Default)]
struct Endings(Arc<Mutex<Vec<ShutdownHandle>>>);

impl Endings {
    fn add(&self, ending: ShutdownHandle) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(ending);
    }

    /// Brings every journal to the disk, within a time.
    fn settle(&self, most: Duration) {
        let end = Instant::now() + most;
        for ending in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            ending.settle(end.saturating_duration_since(Instant::now()));
        }
    }
}

/// What a tab works with.
fn services(threads: ThreadedRunner, settings: Settings) -> AppServices {
    AppServices {
        runner: Box::new(threads),
        files: Box::new(NativeFileDialogs::default()),
        clock: Box::new(this_second),
        settings,
        ids: Ids::seeded(fastrand::u64(..)),
    }
}

impl Drop for FlushOnDrop {
    fn drop(&mut self) {
        self.0.settle(MOST);
        lock::release_all();
    }
}

thread_local! {
    /// When the X server dies, its library ends the program on this thread, which drops
    /// what the thread owns on systems that support that.
    static FLUSH_ON_DROP: RefCell<Option<FlushOnDrop>> = const { RefCell::new(None) };
}

/// Flushes the journal and ends the program on SIGTERM, SIGHUP and SIGINT; the next start
/// offers what was typed.
#[cfg(unix)]
fn end_on_signals(ending: Endings) {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    // Without handlers the signals end the program as usual, and the journal lacks only the
    // last moment. They are set on the thread, because handlers without a thread would only
    // swallow the signals.
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT]) else { return };
        if let Some(signal) = signals.forever().next() {
            ending.settle(MOST);
            lock::release_all();
            let _ = emulate_default_handler(signal);
        }
    });
}

#[cfg(not(unix))]
fn end_on_signals(_: Endings) {}

struct EframeWindow {
    articles: Articles,
    fit: Fit,
    hidden: Hidden,
}

impl eframe::App for EframeWindow {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.articles.answer_starts(ctx);
        if self.hidden.is_hidden(ctx) {
            self.articles.go_on_hidden(ctx);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.fit.follow(ui.ctx());
        self.articles.show(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        let unfinished = self.articles.finish();
        // Everything is on the disk, or the writer chose not to wait for it.
        if let Some(words) = FLUSH_ON_DROP.take() {
            std::mem::forget(words);
        }
        for words in unfinished {
            // A closed stderr must not cause a panic on the way out.
            let _ = writeln!(io::stderr(), "nutgraf: {words}");
        }
    }
}

/// Tells whether frames are asked for and not drawn: of a minimised window, or of one that
/// the compositor does not show.
#[derive(Default)]
struct Hidden {
    /// When, in seconds since the start, the last frame began that it knows of.
    last: Option<f64>,
}

impl Hidden {
    /// Called once before each frame, and once in the place of each that is not drawn: egui’s
    /// time stands still there.
    fn is_hidden(&mut self, ctx: &egui::Context) -> bool {
        let time = ctx.input(|input| input.time);
        // A frame that is laid out twice has one time.
        self.last.replace(time) == Some(time) && ctx.current_pass_index() == 0
    }
}

/// Makes the window fit the screen that it opens on, with its decorations, once these are known.
#[derive(Default)]
struct Fit {
    /// Frames in which it was looked at.
    frames: u8,
}

impl Fit {
    /// Frames after which the window manager has decorated the window.
    const MOST_FRAMES: u8 = 20;

    fn follow(&mut self, ctx: &egui::Context) {
        if self.frames == Self::MOST_FRAMES {
            return;
        }
        self.frames += 1;
        // A window that is at rest draws no frame.
        ctx.request_repaint_after(Duration::from_millis(50));
        let known = ctx.input(|input| {
            let viewport = input.viewport();
            Some((viewport.outer_rect?, viewport.inner_rect?, viewport.monitor_size?))
        });
        let Some((outer, inner, screen)) = known else { return };
        if screen.min_elem() <= 1.0 {
            return;
        }
        let room = screen - (outer.size() - inner.size()).max(egui::Vec2::ZERO);
        let size = inner.size().min(room);
        if size.x < inner.width() - 0.5 || size.y < inner.height() - 0.5 {
            ctx.send_viewport_cmd(egui::ViewportCommand::InnerSize(size));
        }
        // A window that begins on another screen has its corner beyond this one's size.
        let begins_here = egui::Rect::from_min_size(egui::Pos2::ZERO, screen).contains(outer.min);
        let corner = (screen - (size + outer.size() - inner.size())).max(egui::Vec2::ZERO);
        let corner = outer.min.min(corner.to_pos2());
        if begins_here && corner.distance(outer.min) > 0.5 {
            ctx.send_viewport_cmd(egui::ViewportCommand::OuterPosition(corner));
        }
    }
}

/// Returns the icon of the window; an empty one, which the system replaces by its own,
/// where the picture does not decode.
fn icon() -> egui::IconData {
    decoded(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}

fn decoded(picture: &[u8]) -> Option<egui::IconData> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut rgba).ok()?;
    rgba.truncate(frame.buffer_size());
    Some(egui::IconData { rgba, width: frame.width, height: frame.height })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_icon_decodes() {
        assert_eq!(super::icon().rgba.len(), 256 * 256 * 4);
    }
}
