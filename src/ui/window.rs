//! The real window: eframe around the shell.

use std::{
    io::{self, Write},
    path::PathBuf,
    sync::Arc,
};

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;
use jiff::Timestamp;

use super::{App, Native, Parts, Theme};
use crate::{
    app::{Action, Ending, Threads},
    model::Ids,
    persist::{Folders, Settings},
};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The display that the environment names does not answer.
    #[error("the display cannot be opened")]
    NoDisplay,
    /// The display answers, but cannot draw.
    #[error("the window could not be opened: {0}. Nutgraf needs OpenGL 2.1 or newer.")]
    Graphics(String),
    /// The system allows no further thread.
    #[error(
        "the window was not opened: the system allows no further thread ({0}). Close other programs or raise the limit, then start Nutgraf again."
    )]
    Thread(#[source] std::io::Error),
}

/// Opens the window, with a project if one is named, and returns when it is closed.
///
/// # Errors
/// When the display or its graphics cannot be used.
pub fn run(path: Option<PathBuf>) -> Result<(), WindowError> {
    let settings = Settings::load();
    let (width, height) = settings.window.unwrap_or((1440.0, 900.0));
    let viewport = ViewportBuilder::default()
        .with_title("Nutgraf")
        .with_app_id("nutgraf")
        .with_inner_size([width, height])
        .with_min_inner_size([480.0, 360.0])
        .with_icon(icon());
    let options = NativeOptions {
        viewport,
        renderer: Renderer::Glow,
        persist_window: false,
        ..NativeOptions::default()
    };
    let run = eframe::run_native(
        "nutgraf",
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let wake = Arc::new(move || ctx.request_repaint());
            let state = Folders::of_user().map(|folders| folders.state);
            let threads = Threads::new(wake, state).map_err(WindowError::Thread)?;
            end_on_signals(threads.ending());
            let parts = Parts {
                runner: Box::new(threads),
                files: Box::new(Native::default()),
                clock: Box::new(this_second),
                settings,
                ids: Ids::random(),
            };
            Theme::install(&creation.egui_ctx);
            let mut app = App::new(parts);
            // A relative path would mean another file the next time.
            if let Some(path) = path.map(|path| std::path::absolute(&path).unwrap_or(path)) {
                app.act(Action::OpenPath(path), &creation.egui_ctx);
            }
            Ok(Box::new(Window(app)))
        }),
    );
    run.map_err(|error| match error {
        eframe::Error::WinitEventLoop(_) => WindowError::NoDisplay,
        eframe::Error::AppCreation(cause) => match cause.downcast::<WindowError>() {
            Ok(own) => *own,
            Err(other) => WindowError::Graphics(other.to_string()),
        },
        other => WindowError::Graphics(other.to_string()),
    })
}

/// Ends the program on SIGTERM, SIGHUP and SIGINT, whatever the window is doing, with
/// everything that was typed in the journal; the next start offers it.
#[cfg(unix)]
fn end_on_signals(ending: Ending) {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    /// Who sends a signal soon sends another that cannot be caught.
    const MOST: std::time::Duration = std::time::Duration::from_secs(3);
    // Without handlers the signals end the program as they always do, and the journal
    // has all but the last moment. They are set on the thread, because handlers without
    // one would only swallow the signals.
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT]) else { return };
        if let Some(signal) = signals.forever().next() {
            ending.settle(MOST);
            let _ = emulate_default_handler(signal);
        }
    });
}

#[cfg(not(unix))]
fn end_on_signals(_: Ending) {}

/// The time as a project keeps it: nobody reads the fractions of a second.
pub fn this_second() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

struct Window(App);

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.0.show(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        if !self.0.finish() {
            // A closed stderr is no reason to panic on the way out.
            let _ = writeln!(
                io::stderr(),
                "nutgraf: a disk does not answer, and what was to be written there may not be. The next start offers what is in the journal."
            );
        }
    }
}

/// The icon of the window; an empty one, which the system replaces by its own,
/// should the picture not decode.
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
