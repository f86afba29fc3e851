//! The whole program in a window that nobody sees.
//!
//! What always holds: a frame is what the program does between input and what a
//! graphics card would be given, the tree for a screen reader included where one
//! listens. A clock of its own goes on by a sixtieth of a second a frame, or by what
//! the frame took where that is more: a slow program shows fewer frames of a
//! movement, as on a screen, and a busy machine shows the same ones.

use std::{path::Path, time::Duration};

use egui::{Event, Key, Modifiers, MouseWheelUnit, RawInput, Rect, TouchPhase, ViewportId, vec2};
use egui_kittest::kittest;
use jiff::Timestamp;
use nutgraf::{
    app::{Action, Find, Mode, Tab},
    persist::Settings,
    project::Project,
    ui::{App, AppServices, ScriptedFileDialogs},
};
use nutgraf_engine::{model::Ids, range::DraftRange};

use crate::{measure::Cost, worker::Worker};

/// Points, of one pixel each.
const SIZE: egui::Vec2 = vec2(1440.0, 900.0);

/// Seconds from one frame to the next while something moves.
const FRAME: f64 = 1.0 / 60.0;

const MINUTE: Duration = Duration::from_secs(60);

/// A window that shows no caret after so many frames never will.
const PATIENCE: usize = 240;

/// The program, as a writer of the bench has it before them.
pub struct Window {
    ctx: egui::Context,
    app: App,
    worker: Worker,
    /// Seconds since the window was opened.
    time: f64,
    /// What a screen reader knows, where one listens.
    reader: Option<kittest::State>,
}

/// One frame.
pub struct Frame {
    /// What it took.
    pub cost: Cost,
    /// When the program wants the next one although nothing happens.
    next: Duration,
    /// Where the caret of the text that has the keyboard stands on the screen.
    pub caret: Option<Rect>,
}

impl Frame {
    /// Whether the caret is between the menu bar and the status bar.
    pub fn shows_caret(&self) -> bool {
        let view = Rect::from_min_size(egui::Pos2::ZERO, SIZE).shrink2(vec2(0.0, 28.0));
        self.caret.is_some_and(|caret| view.contains(caret.center()))
    }
}

impl Window {
    /// A window with nothing open, at rest.
    pub fn new(tab: Tab) -> Self {
        let ctx = egui::Context::default();
        nutgraf::ui::install(&ctx);
        let worker = Worker::default();
        let app = App::new(AppServices {
            runner: Box::new(worker.clone()),
            files: Box::new(ScriptedFileDialogs::default()),
            // Where no time passes, nothing is saved of itself.
            clock: Box::new(|| Timestamp::UNIX_EPOCH),
            settings: Settings::default(),
            ids: Ids::seeded(1),
        });
        let mut window = Self { ctx, app, worker, time: 0.0, reader: None };
        window.act(Action::Tab(tab));
        window.rest();
        window
    }

    /// Draws one frame.
    pub fn frame(&mut self, events: Vec<Event>) -> Frame {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, SIZE)),
            time: Some(self.time),
            predicted_dt: FRAME as f32,
            focused: true,
            events,
            ..RawInput::default()
        };
        let (cost, mut output) = Cost::of(|| {
            let mut output = self.ctx.run_ui(input, |ui| self.app.show(ui));
            let shapes = std::mem::take(&mut output.shapes);
            drop(self.ctx.tessellate(shapes, output.pixels_per_point));
            if let Some(update) = output.platform_output.accesskit_update.take() {
                match &mut self.reader {
                    Some(reader) => reader.update(update),
                    None => self.reader = Some(kittest::State::new(update)),
                }
            }
            output
        });
        self.time += cost.cpu.as_secs_f64().max(FRAME);
        let next = output.viewport_output.get(&ViewportId::ROOT);
        let next = next.map_or(Duration::MAX, |viewport| viewport.repaint_delay);
        let caret = output.platform_output.ime.map(|ime| ime.cursor_rect);
        output.textures_delta.clear();
        Frame { cost, next, caret }
    }

    /// Lets seconds go by in which nothing is drawn.
    pub fn pass(&mut self, seconds: f64) {
        self.time += seconds;
    }

    /// Lets time go by until the program wants the frame after this one, a minute at
    /// most; gives the seconds from the one to the other.
    pub fn wait_after(&mut self, frame: &Frame) -> f64 {
        let took = frame.cost.cpu.as_secs_f64().max(FRAME);
        let wait = frame.next.min(MINUTE).as_secs_f64().max(took);
        self.time += wait - took;
        wait
    }

    /// Draws the frames that the program wants at once, and says what they took.
    pub fn follow(&mut self) -> Cost {
        let mut cost = Cost::default();
        for _ in 0..PATIENCE {
            let frame = self.frame(Vec::new());
            cost += frame.cost;
            if frame.next > Duration::from_secs_f64(FRAME) {
                break;
            }
        }
        cost
    }

    /// Lets everything that was begun come to rest.
    pub fn rest(&mut self) {
        self.follow();
        while self.worker.work().is_some() {
            self.follow();
        }
    }

    /// The program's threads.
    pub fn worker(&self) -> &Worker {
        &self.worker
    }

    /// The open project.
    pub fn project(&self) -> &Project {
        self.app.workspace().project()
    }

    /// The open draft.
    pub fn draft(&self) -> &str {
        self.project().draft()
    }

    /// How many hits the bar for finding counts.
    pub fn hits(&self) -> usize {
        self.app.workspace().find().map_or(0, Find::count)
    }

    /// Acts as if a panel had asked for it.
    pub fn act(&mut self, action: Action) -> Cost {
        Cost::of(|| self.app.act(action, &self.ctx)).0
    }

    /// Opens a project; what it takes until the draft is seen, the reading of the file
    /// included.
    pub fn open(&mut self, path: &Path) -> Cost {
        let mut cost = self.act(Action::OpenPath(path.to_owned()));
        cost += self.worker.work().unwrap_or_default();
        cost += self.until_caret_is_seen();
        cost
    }

    /// Goes to a byte of the draft; what it takes until that is seen.
    pub fn jump(&mut self, at: usize) -> Cost {
        let mut cost = self.act(Action::Jump(DraftRange::at(at)));
        cost += self.until_caret_is_seen();
        cost
    }

    fn until_caret_is_seen(&mut self) -> Cost {
        let mut cost = Cost::default();
        for _ in 0..PATIENCE {
            let frame = self.frame(Vec::new());
            cost += frame.cost;
            if frame.shows_caret() {
                return cost;
            }
        }
        panic!("the caret did not come into view");
    }

    /// Shows the editor alone or beside the preview.
    pub fn set_mode(&mut self, mode: Mode) {
        self.act(Action::Mode(mode));
        self.rest();
    }

    /// Lets a screen reader listen, or no longer.
    pub fn set_reader(&mut self, listens: bool) {
        self.reader = None;
        if listens {
            self.ctx.enable_accesskit();
        } else {
            self.ctx.disable_accesskit();
        }
        self.rest();
        assert_eq!(self.reader.is_some(), listens, "the program tells a reader what it shows");
    }

    /// Presses the key of a letter or the space bar; draws the frame in which it is typed.
    pub fn press(&mut self, letter: char) -> Frame {
        let key = Key::from_name(&letter.to_ascii_uppercase().to_string()).unwrap_or(Key::Space);
        self.frame(vec![key_event(key, true), Event::Text(letter.to_string())])
    }

    /// Turns the wheel over the editor by so many points, up where they are positive.
    pub fn wheel(&mut self, points: f32) -> Frame {
        self.frame(vec![
            Event::PointerMoved(egui::pos2(SIZE.x * 0.45, SIZE.y / 2.0)),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, points),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            },
        ])
    }
}

fn key_event(key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
}
