//! The system's own file dialogs.
//!
//! They can block, so each runs on a thread of its own and answers with an
//! event. Tests put a [`FileDialogs`] of their own in this place.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    time::{Duration, Instant},
};

use crate::app::{Event, Pick};

/// A desktop without portal and without `zenity` answers within this time.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// Asks the writer for files.
pub trait FileDialogs {
    /// Opens a dialog.
    fn ask(&mut self, pick: Pick, ctx: &egui::Context);
    /// The answers since the last call.
    fn poll(&mut self) -> Vec<Event>;
}

/// The dialogs of the desktop, through its portal.
pub struct Native {
    sender: Sender<Event>,
    answers: Receiver<Event>,
}

impl Default for Native {
    fn default() -> Self {
        let (sender, answers) = mpsc::channel();
        Self { sender, answers }
    }
}

impl FileDialogs for Native {
    fn ask(&mut self, pick: Pick, ctx: &egui::Context) {
        let sender = self.sender.clone();
        let ctx = ctx.clone();
        // Made here, because some systems want their dialogs begun on the main thread.
        let answer = begin(&pick);
        let unasked = (self.sender.clone(), pick.clone());
        let wait = move || {
            let begun = Instant::now();
            let path = pollster::block_on(answer).map(|file| file.path().to_owned());
            // Nobody cancels so fast: there was no dialog to cancel.
            let event = match path {
                None if begun.elapsed() < NO_DIALOG => Event::NoDialog(pick),
                path => Event::Picked(pick, path),
            };
            // A window that is gone needs no answer.
            if sender.send(event).is_ok() {
                ctx.request_repaint();
            }
        };
        if std::thread::Builder::new().name("dialog".to_owned()).spawn(wait).is_err() {
            let (sender, pick) = unasked;
            // The window can still ask for the path; the other end is ours.
            let _ = sender.send(Event::NoDialog(pick));
        }
    }

    fn poll(&mut self) -> Vec<Event> {
        self.answers.try_iter().collect()
    }
}

type Answer = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

fn begin(pick: &Pick) -> Answer {
    let dialog = rfd::AsyncFileDialog::new();
    match pick {
        Pick::Open => Box::pin(
            dialog.set_title("Open article").add_filter("Nutgraf project", &["ron"]).pick_file(),
        ),
        Pick::Source => Box::pin(
            dialog
                .set_title("Add source from file")
                .add_filter("Text and Markdown", &["txt", "md", "markdown", "text"])
                .pick_file(),
        ),
        Pick::Packet => Box::pin(dialog.set_title("Folder for the packet").pick_folder()),
        Pick::Draft { .. } => Box::pin(
            dialog
                .set_title("Update draft from file")
                .add_filter("Text and Markdown", &["md", "markdown", "txt", "text"])
                .pick_file(),
        ),
        Pick::SaveAs { name, .. } => Box::pin(
            dialog
                .set_title("Save article as")
                .set_file_name(name)
                .add_filter("Nutgraf project", &["ron"])
                .save_file(),
        ),
        Pick::Export(name, _) => Box::pin(
            dialog
                .set_title("Export")
                .set_file_name(name)
                .add_filter("Markdown and web pages", &["md", "html"])
                .save_file(),
        ),
    }
}

/// Answers every question at once with the paths it was given, in order.
#[derive(Default)]
pub struct Scripted {
    paths: std::collections::VecDeque<Option<PathBuf>>,
    answers: Vec<Event>,
    refuses: bool,
}

impl Scripted {
    /// From now on behaves as a desktop without dialogs.
    pub fn refuse(&mut self) {
        self.refuses = true;
    }

    /// Gives the answer to the next question; `None` cancels.
    pub fn answer(&mut self, path: Option<&Path>) {
        self.paths.push_back(path.map(Path::to_owned));
    }
}

impl FileDialogs for Scripted {
    fn ask(&mut self, pick: Pick, _: &egui::Context) {
        let path = self.paths.pop_front().flatten();
        self.answers.push(match self.refuses {
            true => Event::NoDialog(pick),
            false => Event::Picked(pick, path),
        });
    }

    fn poll(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.answers)
    }
}
