//! The real window: eframe around the shell.

use std::{path::PathBuf, sync::Arc};

use anyhow::Context as _;
use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;
use jiff::Timestamp;

use super::{App, Native, Parts, Theme};
use crate::{
    app::{Action, Threads},
    model::Ids,
    persist::settings::Settings,
};

/// Opens the window, with a project if one is named, and returns when it is closed.
///
/// # Errors
/// When the display or its graphics cannot be used.
pub fn run(path: Option<PathBuf>) -> anyhow::Result<()> {
    let settings = Settings::load();
    let (width, height) = settings.window.unwrap_or((1440.0, 900.0));
    let viewport = ViewportBuilder::default()
        .with_title("Nutgraf")
        .with_app_id("nutgraf")
        .with_inner_size([width, height])
        .with_min_inner_size([480.0, 360.0])
        .with_icon(icon()?);
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
            let parts = Parts {
                runner: Box::new(Threads::new(wake)),
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
    run.map_err(|error| anyhow::anyhow!("{error}")).context("the window could not be opened")
}

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
        self.0.finish();
    }
}

fn icon() -> anyhow::Result<egui::IconData> {
    let bytes: &[u8] = include_bytes!("../../assets/icon.png");
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info()?;
    let size = reader.output_buffer_size().context("the icon is too large")?;
    let mut rgba = vec![0; size];
    let frame = reader.next_frame(&mut rgba)?;
    rgba.truncate(frame.buffer_size());
    Ok(egui::IconData { rgba, width: frame.width, height: frame.height })
}
