//! The system's file dialogs.
//!
//! They can block, so each runs on a thread of its own and answers with an event. Tests
//! replace them by another [`FileDialogs`].

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    time::{Duration, Instant},
};

use crate::app::{Event, Pick};
use nutgraf_import::ImportKind;

/// Time within which a desktop without portal and `zenity` answers.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// Asks the writer for files.
pub trait FileDialogs {
    /// Opens a dialog.
    fn ask(&mut self, pick: Pick, ctx: &egui::Context);
    /// Returns the answers since the last call.
    fn poll(&mut self) -> Vec<Event>;
}

/// The dialogs of the desktop, through its portal.
pub struct NativeFileDialogs {
    sender: Sender<Event>,
    answers: Receiver<Event>,
}

impl Default for NativeFileDialogs {
    fn default() -> Self {
        let (sender, answers) = mpsc::channel();
        Self { sender, answers }
    }
}

impl FileDialogs for NativeFileDialogs {
    fn ask(&mut self, pick: Pick, ctx: &egui::Context) {
        let sender = self.sender.clone();
        let ctx = ctx.clone();
        // Created here, because some systems require that on the main thread.
        let answer = begin(&pick);
        let unasked = (self.sender.clone(), pick.clone());
        let wait = move || {
            let begun = Instant::now();
            let path = pollster::block_on(answer).map(|file| file.path().to_owned());
            // No user cancels so fast: there was no dialog.
            let event = match path {
                None if begun.elapsed() < NO_DIALOG => Event::NoDialog(pick),
                path => Event::Picked(pick, path),
            };
            // A closed window needs no answer.
            if sender.send(event).is_ok() {
                ctx.request_repaint();
            }
        };
        if std::thread::Builder::new().name("dialog".to_owned()).spawn(wait).is_err() {
            let (sender, pick) = unasked;
            // The window then asks for the path itself; the receiver is ours.
            let _ = sender.send(Event::NoDialog(pick));
        }
    }

    fn poll(&mut self) -> Vec<Event> {
        self.answers.try_iter().collect()
    }
}

type PendingFile = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

fn begin(pick: &Pick) -> PendingFile {
    let dialog = rfd::AsyncFileDialog::new();
    match pick {
        Pick::Open => Box::pin(
            dialog.set_title("Open article").add_filter("Nutgraf project", &["ron"]).pick_file(),
        ),
        Pick::Source => Box::pin(
            dialog
                .set_title("Add source from file")
                .add_filter("What can be read", &readable())
                .pick_file(),
        ),
        Pick::Packet => Box::pin(dialog.set_title("Folder for the packet").pick_folder()),
        Pick::Draft { .. } => Box::pin(
            dialog
                .set_title("Update draft from file")
                .add_filter("What can be read", &readable())
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

/// Returns the endings of the files that can be read.
fn readable() -> Vec<&'static str> {
    ImportKind::ALL.iter().flat_map(|kind| kind.extensions()).copied().collect()
}

/// File dialogs for tests, which answer at once with given paths in order.
#[derive(Default)]
pub struct ScriptedFileDialogs {
    paths: std::collections::VecDeque<Option<PathBuf>>,
    answers: Vec<Event>,
    refuses: bool,
}

impl ScriptedFileDialogs {
    /// Makes it behave as a desktop without file dialogs.
    pub fn refuse(&mut self) {
        self.refuses = true;
    }

    /// Adds the answer to the next question; `None` cancels.
    pub fn answer(&mut self, path: Option<&Path>) {
        self.paths.push_back(path.map(Path::to_owned));
    }
}

impl FileDialogs for ScriptedFileDialogs {
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
