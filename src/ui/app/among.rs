//! An article among others: what its tab is called, and what it asks of the window.
//!
//! # Invariants
//! A tab that is not shown draws nothing, and does everything else: events are taken in,
//! saves and the journal go on.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use egui::{
    Align, Button, Context, CornerRadius, Frame, Label, Layout, Margin, Panel, RichText, Sense, Ui,
    vec2,
};

use super::{App, AppServices};
use crate::{
    app::{Effect, Opening, TabChange},
    persist::{Settings, settings::KnownProject},
    ui::{editor, theme::Theme, widgets},
};

/// Widest a tab is, in points.
const WIDEST: f32 = 220.0;

/// What a tab is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct TabLabel {
    /// The article's name.
    name: String,
    /// Whether it has unsaved work.
    is_dirty: bool,
    /// The project's file.
    path: Option<PathBuf>,
}

/// What a tab asks of the window.
#[derive(Debug)]
pub(in crate::ui) enum TabRequest {
    /// To open something in a tab of its own.
    Open(Opening),
    /// To show, open or close a tab.
    Change(TabChange),
}

/// The tabs of the window, as the one that is shown knows them.
#[derive(Default)]
pub(super) struct Tabs {
    labels: Vec<TabLabel>,
    shown: usize,
    requests: Vec<TabRequest>,
}

impl Tabs {
    /// Whether another tab has a project.
    pub(super) fn number_of(&self, path: &Path) -> Option<usize> {
        let found = self.labels.iter().position(|label| label.path.as_deref() == Some(path))?;
        (found != self.shown).then_some(found)
    }

    /// Asks something of the window.
    pub(super) fn ask(&mut self, request: TabRequest) {
        self.requests.push(request);
    }

    /// Shows the tabs, where there are several.
    pub(super) fn show(&mut self, ui: &mut Ui, theme: &Theme) {
        if self.labels.len() < 2 {
            return;
        }
        let frame = Frame::new().fill(theme.palette.side).inner_margin(Margin::symmetric(12, 0));
        let height = theme.metrics.row + 6.0;
        Panel::top("articles").exact_size(height).frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.horizontal_centered(|ui| {
                let room = ui.available_width() - theme.metrics.row;
                let width = (room / self.labels.len() as f32 - 2.0).clamp(48.0, WIDEST);
                for (number, label) in self.labels.iter().enumerate() {
                    let change = tab(ui, theme, label, number == self.shown, (width, height));
                    self.requests.extend(change.map(|close| {
                        let show = TabChange::Show(number);
                        TabRequest::Change(if close { TabChange::Close } else { show })
                    }));
                }
                if widgets::icon_button(ui, theme, "+", "New tab").clicked() {
                    self.requests.push(TabRequest::Change(TabChange::New));
                }
            });
        });
    }
}

/// Shows a tab. Returns whether it is to be closed, where it was clicked.
fn tab(
    ui: &mut Ui,
    theme: &Theme,
    label: &TabLabel,
    is_shown: bool,
    (width, height): (f32, f32),
) -> Option<bool> {
    let palette = &theme.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let response = widgets::named(response, egui::Role::Tab, &label.name);
    let radius = theme.metrics.radius as u8;
    let corners = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
    if is_shown {
        ui.painter().rect_filled(rect.with_min_y(rect.top() + 3.0), corners, palette.page);
    } else if response.hovered() {
        let fill = palette.page.gamma_multiply(0.5);
        ui.painter().rect_filled(rect.with_min_y(rect.top() + 3.0), corners, fill);
    }
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let mut child = ui.new_child(
        egui::UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)),
    );
    let is_closed = is_shown && {
        let close = Button::new(RichText::new("×").color(palette.dim)).frame(false);
        let close = child.add(close);
        widgets::named(close, egui::Role::Button, "Close tab").clicked()
    };
    let color = if is_shown { palette.ink } else { palette.dim };
    let mark = if label.is_dirty { "• " } else { "" };
    let name = RichText::new(format!("{mark}{}", label.name)).color(color);
    child.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(name).truncate().selectable(false).sense(Sense::hover()));
    });
    let response = response.on_hover_text(match &label.path {
        Some(path) => path.display().to_string(),
        None => "Not saved yet".to_owned(),
    });
    if is_closed {
        return Some(true);
    }
    response.clicked().then_some(false)
}

impl App {
    /// Creates a further tab of a window. What was lost is the first one's to offer.
    pub(in crate::ui) fn beside_others(services: AppServices) -> Self {
        Self::of(services)
    }

    /// What its tab is called.
    pub(in crate::ui) fn label(&self) -> TabLabel {
        let name = match self.workspace.is_open() {
            true => self.workspace.name(),
            false => "New tab".to_owned(),
        };
        let path = self.path().map(Path::to_owned);
        TabLabel { name, is_dirty: self.workspace.is_dirty(), path }
    }

    /// The file of the project that is open here, or being opened.
    pub(in crate::ui) fn path(&self) -> Option<&Path> {
        let open = self.workspace.file().path().filter(|_| self.workspace.is_open());
        self.workspace.view().opening.as_deref().or(open)
    }

    /// What is known of the project that is open here.
    pub(in crate::ui) fn known(&self) -> Option<(PathBuf, KnownProject)> {
        let path = self.path()?.to_owned();
        let caret = self.workspace.view().selection.start;
        Some((path, KnownProject { title: self.workspace.name(), caret }))
    }

    /// Tells how many tabs there are.
    pub(in crate::ui) fn is_one_of(&mut self, count: usize) {
        self.workspace.is_one_of(count);
    }

    /// Tells which tabs there are.
    pub(in crate::ui) fn set_tabs(&mut self, labels: Vec<TabLabel>, shown: usize) {
        (self.tabs.labels, self.tabs.shown) = (labels, shown);
    }

    /// Returns what was asked of the window since the last frame.
    pub(in crate::ui) fn take_requests(&mut self) -> Vec<TabRequest> {
        std::mem::take(&mut self.tabs.requests)
    }

    /// Does what is done without being shown.
    pub(in crate::ui) fn rest(&mut self, ctx: &Context) {
        self.take_events(ctx);
        let owed = self.runner.journal_owes();
        self.workspace.journal_owes(owed);
        let effects = self.workspace.tick((self.clock)());
        self.carry_out(effects, ctx);
        if let Some(seconds) = self.workspace.seconds_to_tick() {
            ctx.request_repaint_after(Duration::from_secs(seconds));
        }
    }

    /// Comes up with the settings of the tab that was shown before.
    pub(in crate::ui) fn come_up(&mut self, settings: Settings, ctx: &Context) {
        self.workspace.take_settings(settings);
        self.applied.title.clear();
        // The one that was shown before may have left the window on the whole screen, or not.
        self.applied.is_full_screen = !self.workspace.view().is_focused;
        self.keyboard.give(ctx, editor::id());
    }

    /// Whether it may end, and waits for the others.
    pub(in crate::ui) fn is_ending(&self) -> bool {
        self.quitting
    }

    /// Goes on after the end was called off.
    pub(in crate::ui) fn stay(&mut self) {
        if std::mem::take(&mut self.quitting) {
            self.leaving = false;
            self.workspace.stay();
        }
    }

    /// Keeps the settings, with the projects that are open in the tabs, from left to right, and
    /// the one that the next start shows.
    pub(in crate::ui) fn keep_settings(
        &mut self,
        open: Vec<(PathBuf, KnownProject)>,
        session: Option<PathBuf>,
    ) {
        let in_words = |path: &Path| path.to_str().map(str::to_owned);
        let mut settings = self.workspace.settings().clone();
        settings.tabs = open.iter().filter_map(|(path, _)| in_words(path)).collect();
        settings.session = session.as_deref().and_then(in_words);
        for (path, known) in open {
            settings.note(&path, known);
        }
        self.runner.start(Effect::KeepSettings(Box::new(settings)));
    }
}
