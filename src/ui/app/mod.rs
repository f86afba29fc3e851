//! The shell of the window: lays out the panels, applies their actions to the workspace,
//! and carries out the workspace's effects.

mod among;
mod effects;
mod focus_mode;
mod focus_ring;
mod input;
mod keyboard;
mod notices;
mod panels;
mod questions;
mod tabs;

use std::time::Duration;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use jiff::Timestamp;

pub(super) use self::among::{TabLabel, TabRequest};
use self::{keyboard::Keyboard, notices::notices, panels::ShownPanels, questions::questions};
use super::{
    claims::ClaimsPanel,
    dialogs::Dialogs,
    editor::{CompletionWork, Editor, LayoutWork},
    field_menu::FieldMenu,
    files::FileDialogs,
    findings::FindingsPanel,
    menu::MenuBar,
    navigator::Navigator,
    preview::{Preview, ScrollSync},
    sources::SourcesPanel,
    status,
    theme::Theme,
    verdict::Verdicts,
    welcome_page,
};
use crate::{
    app::{Action, EffectRunner, WarningNotice, WindowPlace, Workspace},
    persist::settings::{Settings, ThemeChoice},
};
use nutgraf_engine::model::Ids;

/// How long shutdown waits for a disk that does not answer.
const LAST_PATIENCE: Duration = Duration::from_secs(20);

/// The window's state: the workspace behind it and the view state of its panels.
pub struct App {
    workspace: Workspace,
    runner: Box<dyn EffectRunner>,
    files: Box<dyn FileDialogs>,
    clock: Box<dyn Fn() -> Timestamp>,
    editor: Editor,
    preview: Preview,
    scroll_sync: ScrollSync,
    sources: SourcesPanel,
    claims: ClaimsPanel,
    findings: FindingsPanel,
    verdicts: Verdicts,
    dialogs: Dialogs,
    /// The text field that had the keyboard last.
    last_text: Option<egui::Id>,
    /// What the window was last given, and where it was.
    applied: AppliedSettings,
    quitting: bool,
    /// Whether shutdown does not wait for pending writes.
    leaving: bool,
    keyboard: Keyboard,
    menus: MenuBar,
    navigator: Navigator,
    /// The side panels of the last frame.
    shown: ShownPanels,
    field_menu: FieldMenu,
    tabs: among::Tabs,
}

#[derive(Default, PartialEq)]
struct AppliedSettings {
    title: String,
    theme: Option<ThemeChoice>,
    zoom: f32,
    is_full_screen: bool,
    /// Where the window was when the settings were last told.
    place: Option<WindowPlace>,
}

/// The services that the window uses, replaced in tests.
pub struct AppServices {
    /// Carries out effects.
    pub runner: Box<dyn EffectRunner>,
    /// Asks for files.
    pub files: Box<dyn FileDialogs>,
    /// Returns the current time.
    pub clock: Box<dyn Fn() -> Timestamp>,
    /// The writer's settings.
    pub settings: Settings,
    /// Draws ids.
    pub ids: Ids,
}

impl App {
    /// Creates a window without a project. Its context needs [`install`](crate::ui::install) first.
    pub fn new(services: AppServices) -> Self {
        let mut app = Self::of(services);
        for effect in app.workspace.begin_session((app.clock)()) {
            // An effect that the runner does not take needs no recovery.
            app.runner.start(effect);
        }
        app
    }

    fn of(parts: AppServices) -> Self {
        Self {
            workspace: Workspace::new(parts.settings, parts.ids),
            runner: parts.runner,
            files: parts.files,
            clock: parts.clock,
            editor: Editor::default(),
            preview: Preview::default(),
            scroll_sync: ScrollSync::default(),
            sources: SourcesPanel::default(),
            claims: ClaimsPanel::default(),
            findings: FindingsPanel::default(),
            verdicts: Verdicts::default(),
            dialogs: Dialogs::default(),
            last_text: None,
            applied: AppliedSettings::default(),
            quitting: false,
            leaving: false,
            keyboard: Keyboard::default(),
            menus: MenuBar::default(),
            navigator: Navigator::default(),
            shown: ShownPanels::default(),
            field_menu: FieldMenu::default(),
            tabs: among::Tabs::default(),
        }
    }

    /// Returns the state behind the window.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Returns the layout work of the editor in the last frame.
    pub fn work(&self) -> LayoutWork {
        self.editor.work()
    }

    /// Returns the work of the completion so far.
    pub fn completion_work(&self) -> CompletionWork {
        self.editor.completion_work()
    }

    /// Returns how many units the preview laid out in the last frame.
    pub fn preview_work(&self) -> usize {
        self.preview.work()
    }

    /// Shows a message about the program itself, which stays until it is dismissed.
    pub fn warn(&mut self, warning: WarningNotice) {
        self.workspace.warn(warning);
    }

    /// Applies an action as if a panel had returned it.
    pub fn act(&mut self, action: Action, ctx: &egui::Context) {
        let effects = self.workspace.apply(action, (self.clock)());
        self.carry_out(effects, ctx);
    }

    /// Finishes pending writes, and returns a message where that was not possible.
    ///
    /// Called once, after the window is closed.
    pub fn finish(&mut self) -> Option<&'static str> {
        let most = if self.leaving { Duration::ZERO } else { LAST_PATIENCE };
        let (events, is_done) = self.runner.finish(most);
        for event in events {
            let effects = self.workspace.handle(event, (self.clock)());
            for effect in effects {
                self.runner.start(effect);
            }
        }
        let is_journalled = self.runner.close() && self.workspace.is_journalled();
        let is_kept = is_journalled || (is_done && !self.workspace.is_dirty());
        match (is_done, self.leaving, is_kept) {
            (true, false, _) | (true, true, true) => None,
            // Everything, the journal included, was saved before shutdown.
            (false, false, _) => Some(
                "a disk does not answer, and a file that was to be written there last, such as an export, may not be. Look whether it is there.",
            ),
            (false, true, true) => Some(
                "a disk does not answer, and what was to be written there may not be. The next start offers what is in the journal.",
            ),
            (_, true, false) => Some(
                "a disk does not answer, and the journal could not be written either: what was typed last may be lost. The next start offers what is there.",
            ),
        }
    }

    /// Shows one frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.take_events(&ctx);
        self.follow_settings(&ctx);
        self.follow_focus(&ctx);
        let theme = Theme::of(&ctx);
        // Shortcuts are handled before the panels return actions, whose offsets are of the
        // text after them.
        for action in self.input(ui) {
            self.act(action, &ctx);
        }
        let mut actions = Vec::new();
        let workspace = &self.workspace;
        let palette = &theme.palette;
        let side = Frame::new().fill(palette.side);
        let metrics = &theme.metrics;

        let is_focused = workspace.view().is_focused;
        if is_focused {
            focus_mode::footer(ui, workspace, &theme);
        } else {
            Panel::top("menu")
                .exact_size(metrics.menu_bar)
                .frame(side.inner_margin(Margin::symmetric(0, 4)))
                .show(ui, |ui| actions.extend(self.menus.show(ui, workspace, &theme)));
            self.tabs.show(ui, &theme);
            Panel::bottom("status")
                .exact_size(metrics.status_bar)
                .frame(side.inner_margin(Margin::symmetric(16, 0)))
                .show(ui, |ui| actions.extend(status::bar(ui, workspace, &theme)));
        }
        actions.extend(questions(ui, workspace, &theme));
        actions.extend(notices(ui, workspace, &theme));
        if is_focused {
            self.shown = ShownPanels::default();
        } else if workspace.is_open() {
            self.panels(ui, &theme, &mut actions);
        }
        CentralPanel::no_frame().frame(Frame::new().fill(palette.page)).show(ui, |ui| {
            if self.workspace.is_open() {
                self.centre(ui, &theme, &mut actions);
            } else if let Some(path) = &self.workspace.view().opening {
                welcome_page::opening(ui, path, &theme);
            } else {
                actions.extend(welcome_page::page(ui, &self.workspace, &theme));
            }
        });
        if is_focused {
            actions.extend(self.menus_over_draft(&ctx, &theme));
        }
        actions.extend(self.dialogs.show(ui, &self.workspace, &theme));
        if let Some((field, edit)) = self.field_menu.show(&ctx) {
            self.last_text = Some(field);
            self.edit_text(&ctx, edit);
        }

        for action in actions {
            self.act(action, &ctx);
        }
        let owed = self.runner.journal_owes();
        self.workspace.journal_owes(owed);
        if owed.is_some() {
            // No event reports that a disk does not answer.
            ctx.request_repaint_after(Duration::from_secs(1));
        }
        let effects = self.workspace.tick((self.clock)());
        self.carry_out(effects, &ctx);
        self.follow_title(&ctx);
        self.keyboard.settle(&ctx, &self.workspace);
        focus_ring::show(&ctx, &theme);
        if let Some(seconds) = self.workspace.seconds_to_tick() {
            ctx.request_repaint_after(Duration::from_secs(seconds));
        }
    }
}
