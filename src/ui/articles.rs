//! The articles that are open in one window, each in a tab of its own.
//!
//! # Invariants
//! - Each tab is a whole [`App`] with threads of its own: what one disk does not answer holds
//!   up no other article. One is shown; the others are saved and journalled all the same.
//! - The window has one set of settings, which goes with the tab that is shown.
//! - A project is open in one tab at most: who asks for it again is shown that one.
//! - The window ends when every tab may end. A writer who turns back at one keeps all.

use std::path::{Path, PathBuf};

use egui::{Context, Ui, UserAttentionType, ViewportCommand};

use super::{
    app::{App, AppServices, TabLabel, TabRequest},
    second_start::{SecondStart, SecondStarts},
};
use crate::{
    app::{Action, Opening, TabChange, WarningNotice},
    persist::Settings,
};

/// Makes what a further tab needs, or says why the system does not allow it.
pub(super) type MakeServices = Box<dyn FnMut(Settings) -> std::io::Result<AppServices>>;

/// The tabs of the window.
pub(super) struct Articles {
    apps: Vec<App>,
    shown: usize,
    /// Tabs that were closed. Their threads may still have something to write, and the next
    /// new tab is one of them.
    closed: Vec<App>,
    /// The tab that was shown when the end was asked for; others may be shown to be asked.
    ended_at: Option<usize>,
    /// The starts that come while the window is open.
    starts: Option<SecondStarts>,
    make: MakeServices,
}

impl Articles {
    /// Begins with one tab, which is shown.
    pub(super) fn new(first: App, starts: Option<SecondStarts>, make: MakeServices) -> Self {
        let apps = vec![first];
        let mut articles =
            Self { apps, shown: 0, closed: Vec::new(), ended_at: None, starts, make };
        articles.tell();
        articles
    }

    /// The tab that is shown.
    pub(super) fn shown(&mut self) -> &mut App {
        &mut self.apps[self.shown]
    }

    /// Opens the projects that were open in tabs, from left to right, around the one that is
    /// shown, and goes on showing that one.
    pub(super) fn reopen(&mut self, paths: Vec<PathBuf>, ctx: &Context) {
        let settings = self.shown().workspace().settings().clone();
        for (number, path) in paths.into_iter().enumerate() {
            if self.tab_of(&path).is_some() {
                continue;
            }
            let Some(mut app) = self.make_tab(settings.clone()) else { return };
            app.act(Action::OpenPath(path), ctx);
            // The one that is shown stays the first tab until its place has come.
            let number = number.min(self.apps.len());
            self.apps.insert(number, app);
            self.shown += usize::from(number <= self.shown);
        }
        self.tell();
        self.shown().come_up(settings, ctx);
    }

    /// Answers a second start: shows what it was to open, and brings the window up.
    fn answer_start(&mut self, start: SecondStart, ctx: &Context) {
        if !start.is_taken() {
            return;
        }
        if let Some(path) = start.path {
            let is_empty = !self.shown().workspace().is_open() && self.shown().path().is_none();
            if is_empty && self.tab_of(&path).is_none() {
                self.shown().act(Action::OpenPath(path), ctx);
            } else {
                self.answer(TabRequest::Open(Opening::Project(path)), ctx);
            }
        }
        bring_up(ctx);
    }

    /// Goes on while the window is hidden and draws no frame: takes what the threads have
    /// done, and asks before it ends.
    pub(super) fn go_on_hidden(&mut self, ctx: &Context) {
        self.apps.iter_mut().chain(&mut self.closed).for_each(|app| app.rest(ctx));
        if ctx.input(|input| input.viewport().close_requested()) && !self.shown().is_ending() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.shown().act(Action::CloseRequested, ctx);
            if !self.shown().is_ending() {
                bring_up(ctx);
            }
        }
        self.end(ctx);
    }

    /// Answers second starts, also while the window is hidden and draws no frame.
    pub(super) fn answer_starts(&mut self, ctx: &Context) {
        while let Some(start) = self.starts.as_ref().and_then(SecondStarts::next) {
            self.answer_start(start, ctx);
        }
    }

    /// Shows one frame.
    pub(super) fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        for (number, app) in self.apps.iter_mut().enumerate() {
            if number != self.shown {
                app.rest(&ctx);
            }
        }
        self.closed.iter_mut().for_each(|app| app.rest(&ctx));
        self.tell();
        self.shown().show(ui);
        for request in self.shown().take_requests() {
            self.answer(request, &ctx);
        }
        self.end(&ctx);
    }

    /// Finishes pending writes of every tab, and returns what could not be finished.
    ///
    /// Called once, after the window is closed.
    pub(super) fn finish(&mut self) -> Vec<&'static str> {
        let open = self.apps.iter().filter_map(App::known).collect();
        let session = self.apps.get(self.ended_at.unwrap_or(self.shown)).and_then(App::path);
        let session = session.map(Path::to_owned);
        self.shown().keep_settings(open, session);
        let all = self.apps.iter_mut().chain(&mut self.closed);
        let mut unfinished: Vec<&str> = all.filter_map(App::finish).collect();
        unfinished.dedup();
        unfinished
    }

    /// Tells the tab that is shown of the others.
    fn tell(&mut self) {
        let labels: Vec<TabLabel> = self.apps.iter().map(App::label).collect();
        let count = self.apps.len();
        for app in &mut self.apps {
            app.is_one_of(count);
        }
        let shown = self.shown;
        self.shown().set_tabs(labels, shown);
    }

    fn answer(&mut self, request: TabRequest, ctx: &Context) {
        match request {
            TabRequest::Open(opening) => {
                let there = match &opening {
                    Opening::Project(path) => self.tab_of(path),
                    _ => None,
                };
                match there {
                    Some(number) => self.show_tab(number, ctx),
                    None if self.add(ctx) => self.shown().act(opening.into(), ctx),
                    None => {}
                }
            }
            TabRequest::Change(TabChange::New) => drop(self.add(ctx)),
            TabRequest::Change(TabChange::Next) => {
                self.show_tab((self.shown + 1) % self.apps.len(), ctx);
            }
            TabRequest::Change(TabChange::Previous) => {
                self.show_tab((self.shown + self.apps.len() - 1) % self.apps.len(), ctx);
            }
            TabRequest::Change(TabChange::Show(number)) => self.show_tab(number, ctx),
            TabRequest::Change(TabChange::Close) => self.close(ctx),
        }
    }

    /// The tab in which a project is open, or being opened.
    fn tab_of(&self, path: &Path) -> Option<usize> {
        self.apps.iter().position(|app| app.path() == Some(path))
    }

    /// Adds a tab and shows it. Returns whether the system allowed it.
    fn add(&mut self, ctx: &Context) -> bool {
        let settings = self.shown().workspace().settings().clone();
        let Some(app) = self.make_tab(settings) else { return false };
        let number = self.shown + 1;
        self.apps.insert(number, app);
        self.show_tab(number, ctx);
        true
    }

    fn make_tab(&mut self, settings: Settings) -> Option<App> {
        let closed = self.closed.pop();
        closed.or_else(|| match (self.make)(settings) {
            Ok(services) => Some(App::beside_others(services)),
            Err(cause) => {
                self.shown().warn(WarningNotice::NoTab(cause));
                None
            }
        })
    }

    fn show_tab(&mut self, number: usize, ctx: &Context) {
        if number >= self.apps.len() {
            return;
        }
        let settings = self.shown().workspace().settings().clone();
        self.shown = number;
        self.tell();
        self.shown().come_up(settings, ctx);
    }

    /// Takes away the tab that is shown, whose article is closed.
    fn close(&mut self, ctx: &Context) {
        if self.apps.len() < 2 {
            return;
        }
        let settings = self.shown().workspace().settings().clone();
        let app = self.apps.remove(self.shown);
        self.closed.push(app);
        self.shown = self.shown.min(self.apps.len() - 1);
        self.tell();
        self.shown().come_up(settings, ctx);
    }

    /// Ends the program once each tab may end, and asks the next one that may not.
    fn end(&mut self, ctx: &Context) {
        if !self.apps.iter().any(App::is_ending) {
            self.ended_at = None;
            return;
        }
        self.ended_at.get_or_insert(self.shown);
        while let Some(next) = self.apps.iter().position(|app| !app.is_ending()) {
            if next != self.shown && self.shown().is_ending() {
                self.show_tab(next, ctx);
                self.shown().act(Action::CloseRequested, ctx);
            } else {
                if self.shown().workspace().has_turned_back() {
                    self.apps.iter_mut().for_each(App::stay);
                    self.ended_at = None;
                }
                return;
            }
        }
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

/// Brings the window up.
fn bring_up(ctx: &Context) {
    ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(ViewportCommand::Focus);
    if is_on_wayland() {
        // There a window cannot take the keyboard. It can say that it wants it.
        let attention = ViewportCommand::RequestUserAttention(UserAttentionType::Informational);
        ctx.send_viewport_cmd(attention);
    }
}

/// Whether the window is one under Wayland, as the library that opens it decides.
fn is_on_wayland() -> bool {
    let is_named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && ["WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_named)
}
