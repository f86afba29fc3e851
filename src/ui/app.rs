//! The shell of the window: lays out the panels, carries their actions to the
//! workspace and the workspace's effects to where they are done.

use std::time::Duration;

use egui::{CentralPanel, Frame, Margin, Panel, Stroke, ThemePreference, Ui, ViewportCommand};
use jiff::Timestamp;

use super::{
    claims::{self, Claims},
    dialogs::Dialogs,
    editor::{self, Editor, Work},
    files::FileDialogs,
    find,
    findings::Findings,
    menu, navigator,
    preview::{InStep, Preview},
    reader, saving,
    sources::Sources,
    status,
    theme::Theme,
    verdict::Verdicts,
    welcome, widgets,
};
use crate::{
    app::{
        Action, ClipboardEdit, Command, Dialog, Effect, EffectRunner, LockState, Mode, NoticeKind,
        OutsideAction, Tab, Workspace, failed_save,
    },
    model::Ids,
    persist::settings::{Settings, ThemeChoice},
};

/// How long the end of the program waits for a disk that does not answer.
const LAST_PATIENCE: Duration = Duration::from_secs(20);

/// The window and everything behind it.
pub struct App {
    workspace: Workspace,
    runner: Box<dyn EffectRunner>,
    files: Box<dyn FileDialogs>,
    clock: Box<dyn Fn() -> Timestamp>,
    editor: Editor,
    preview: Preview,
    in_step: InStep,
    sources: Sources,
    claims: Claims,
    findings: Findings,
    verdicts: Verdicts,
    dialogs: Dialogs,
    /// The text that had the keyboard last.
    last_text: Option<egui::Id>,
    /// What the window's title, theme and zoom were last set to.
    shown: Shown,
    quitting: bool,
    /// Whether nothing is waited for that a disk owes.
    leaving: bool,
    /// In how many frames more the checklist is given the keyboard.
    frames_to_list: u8,
}

#[derive(Default, PartialEq)]
struct Shown {
    title: String,
    theme: Option<ThemeChoice>,
    zoom: f32,
}

/// What the window needs from outside.
pub struct Parts {
    /// Carries out effects.
    pub runner: Box<dyn EffectRunner>,
    /// Asks for files.
    pub files: Box<dyn FileDialogs>,
    /// Tells the time.
    pub clock: Box<dyn Fn() -> Timestamp>,
    /// The writer's settings.
    pub settings: Settings,
    /// Draws ids.
    pub ids: Ids,
}

impl App {
    /// Says something of the program itself, which stays until it is taken away.
    pub fn warn(&mut self, message: impl Into<String>) {
        self.workspace.warn(message);
    }

    /// A window with nothing open. Its context needs [`Theme::install`] first.
    pub fn new(parts: Parts) -> Self {
        let workspace = Workspace::new(parts.settings, parts.ids);
        let mut runner = parts.runner;
        for effect in workspace.begin_session((parts.clock)()) {
            // Whatever the runner does not take has nothing to look for.
            runner.start(effect);
        }
        Self {
            workspace,
            runner,
            files: parts.files,
            clock: parts.clock,
            editor: Editor::default(),
            preview: Preview::default(),
            in_step: InStep::default(),
            sources: Sources::default(),
            claims: Claims::default(),
            findings: Findings::default(),
            verdicts: Verdicts::default(),
            dialogs: Dialogs::default(),
            last_text: None,
            shown: Shown::default(),
            quitting: false,
            leaving: false,
            frames_to_list: 0,
        }
    }

    /// The state behind the window.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// How much of the draft the last frame had to set anew.
    pub fn work(&self) -> Work {
        self.editor.work()
    }

    /// How many units of the draft the preview set anew in the last frame.
    pub fn preview_work(&self) -> usize {
        self.preview.work()
    }

    /// Acts as if a panel had asked for it.
    pub fn act(&mut self, action: Action, ctx: &egui::Context) {
        let effects = self.workspace.apply(action, (self.clock)());
        self.carry_out(effects, ctx);
    }

    /// Finishes what was begun, and returns what is to be said where that could not be
    /// done. Called once, when the window is gone.
    pub fn finish(&mut self) -> Option<&'static str> {
        let last = Effect::KeepSettings(self.workspace.settings().clone());
        self.runner.start(last);
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
            // Everything was saved before the program was to end, and the journal with it.
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

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.take_events(&ctx);
        self.follow_settings(&ctx);
        let theme = Theme::of(&ctx);
        // Keys of commands come before what the panels record in this frame, whose
        // offsets are of the text after them.
        for action in self.input(ui) {
            self.act(action, &ctx);
        }
        let mut actions = Vec::new();
        let workspace = &self.workspace;
        let palette = &theme.palette;
        let side = Frame::new().fill(palette.side);
        let metrics = &theme.metrics;

        Panel::top("menu")
            .exact_size(metrics.menu_bar)
            .frame(side.inner_margin(Margin::symmetric(0, 4)))
            .show(ui, |ui| actions.extend(menu::bar(ui, workspace, &theme)));
        Panel::bottom("status")
            .exact_size(metrics.status_bar)
            .frame(side.inner_margin(Margin::symmetric(16, 0)))
            .show(ui, |ui| actions.extend(status::bar(ui, workspace, &theme)));
        actions.extend(notices(ui, workspace, &theme));
        if workspace.is_open() {
            self.panels(ui, &theme, &mut actions);
        }
        CentralPanel::no_frame().frame(Frame::new().fill(palette.page)).show(ui, |ui| {
            if self.workspace.is_open() {
                self.centre(ui, &theme, &mut actions);
            } else if let Some(path) = &self.workspace.view().opening {
                welcome::opening(ui, path, &theme);
            } else {
                actions.extend(welcome::page(ui, &self.workspace, &theme));
            }
        });
        actions.extend(self.dialogs.show(ui, &self.workspace, &theme));

        for action in actions {
            self.act(action, &ctx);
        }
        let owed = self.runner.journal_owes();
        self.workspace.journal_owes(owed);
        if owed.is_some() {
            // Nobody says that a disk does not answer.
            ctx.request_repaint_after(Duration::from_secs(1));
        }
        let effects = self.workspace.tick((self.clock)());
        self.carry_out(effects, &ctx);
        self.follow_title(&ctx);
        // egui gives nothing behind a dialog the keyboard, also in the frame after it.
        if self.frames_to_list > 0 {
            self.frames_to_list -= 1;
            ctx.memory_mut(|memory| memory.request_focus(claims::id()));
            ctx.request_repaint();
        }
        if let Some(seconds) = self.workspace.seconds_to_tick() {
            ctx.request_repaint_after(Duration::from_secs(seconds));
        }
    }

    fn panels(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let settings = self.workspace.settings().clone();
        let side = Frame::new().fill(theme.palette.side);
        // In a small window the draft keeps its room, and the side panels give way.
        let width = ui.available_width();
        let split = self.workspace.view().mode == Mode::Split;
        let draft = if split { 640.0 } else { 420.0 };
        let panel = settings.panel && width > 280.0 + if split { 420.0 } else { 300.0 };
        let rest = width - if panel { settings.panel_width } else { 0.0 };
        let navigator = settings.navigator && rest > settings.navigator_width + draft;
        let mut widths = (settings.navigator_width, settings.panel_width);
        if navigator {
            let response = Panel::left("navigator")
                .default_size(settings.navigator_width)
                .size_range(160.0..=360.0)
                .frame(side.inner_margin(Margin { left: 12, right: 12, top: 16, bottom: 8 }))
                .show(ui, |ui| actions.extend(navigator::panel(ui, &self.workspace, theme)));
            widths.0 = response.response.rect.width();
        }
        if panel {
            let most = (width - 420.0).clamp(300.0, 640.0);
            let response = Panel::right("evidence")
                .default_size(settings.panel_width.min(most))
                .size_range(280.0..=most)
                .frame(side)
                .show(ui, |ui| self.right(ui, theme, actions));
            // A window too narrow for the writer's width does not change it.
            if settings.panel_width <= most {
                widths.1 = response.response.rect.width();
            }
        }
        if widths != (settings.navigator_width, settings.panel_width) {
            actions.push(Action::PanelWidths { navigator: widths.0, panel: widths.1 });
        }
    }

    fn right(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let workspace = &self.workspace;
        let bar = Frame::new().inner_margin(Margin::symmetric(16, 0));
        bar.show(ui, |ui| {
            ui.set_height(42.0);
            ui.horizontal_centered(|ui| tabs(ui, workspace, theme, actions));
        });
        let line = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), line, Stroke::new(1.0, theme.palette.line));
        Frame::new().inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 8 }).show(
            ui,
            |ui| {
                ui.set_min_size(ui.available_size());
                let digests = &mut self.verdicts.digests;
                actions.extend(match workspace.view().tab {
                    Tab::Sources => self.sources.show(ui, workspace, theme, digests),
                    Tab::Claims => self.claims.show(ui, workspace, theme),
                    Tab::Findings => self.findings.show(ui, workspace, theme, digests),
                });
            },
        );
    }

    fn centre(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        match self.workspace.view().mode {
            Mode::Write => self.edit(ui, theme, actions),
            Mode::Read => self.read(ui, theme, actions),
            Mode::Split => {
                let half = ui.available_width() / 2.0;
                Panel::left("split")
                    .exact_size(half)
                    .frame(Frame::new().fill(theme.palette.page))
                    .show(ui, |ui| self.edit(ui, theme, actions));
                self.read(ui, theme, actions);
            }
        }
    }

    /// The preview, which begins where the editor does or did, and the editor where
    /// the preview does.
    fn read(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let Self { workspace, editor, preview, in_step, .. } = self;
        in_step.lead_preview(workspace, editor, preview);
        actions.extend(preview.show(ui, workspace, theme));
        in_step.lead_editor(ui.ctx(), workspace, editor, preview);
    }

    /// The draft. What is typed is taken over at once, before the verdicts are drawn.
    fn edit(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let ctx = ui.ctx().clone();
        for action in find::bar(ui, &self.workspace, theme) {
            self.act(action, &ctx);
        }
        let mut stage = self.editor.begin(ui, &self.workspace, theme);
        while let Some(input) = stage.next_input() {
            let Self { workspace, editor, .. } = self;
            for action in editor.take(ui, workspace, theme, &mut stage, input) {
                self.act(action, &ctx);
            }
        }
        let Self { workspace, editor, verdicts, .. } = self;
        actions.extend(editor.show(ui, workspace, theme, verdicts, &stage));
    }

    /// Keys, dropped files and the request to close.
    fn input(&mut self, ui: &Ui) -> Vec<Action> {
        let ctx = ui.ctx();
        let mut actions = Vec::new();
        if ctx.input(|input| input.viewport().close_requested()) && !self.quitting {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            actions.push(Action::CloseRequested);
        }
        if ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true))) {
            // Whoever was in another program may have changed the file there.
            actions.push(Action::Outside(OutsideAction::Look));
        }
        let dropped: Vec<_> = ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect()
        });
        if !dropped.is_empty() {
            actions.push(Action::Dropped(dropped));
        }
        if self.workspace.view().dialog().is_some() {
            return actions;
        }
        let focused = ctx.memory(|memory| memory.focused());
        let is_own_text = focused == Some(editor::id()) || focused == Some(reader::id());
        let in_text = ctx.text_edit_focused() || is_own_text;
        if in_text {
            self.last_text = focused;
        }
        actions.extend(self.verdicts.float.keys(ctx, &self.workspace, editor::id()));
        actions.extend(find::keys(ctx, &self.workspace, self.last_text));
        let is_of_draft = is_own_text || find::leaves_undo(&self.workspace, focused);
        let elsewhere = in_text && !is_of_draft;
        actions.extend(menu::shortcuts(ui, &self.workspace, elsewhere));
        actions
    }

    fn take_events(&mut self, ctx: &egui::Context) {
        let mut events = self.runner.poll();
        events.extend(self.files.poll());
        for event in events {
            let effects = self.workspace.handle(event, (self.clock)());
            self.carry_out(effects, ctx);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>, ctx: &egui::Context) {
        for effect in effects {
            let Some(effect) = self.runner.start(effect) else {
                // What was done at once is taken in with the next frame.
                ctx.request_repaint();
                continue;
            };
            match effect {
                Effect::Pick(pick) => {
                    self.files.ask(pick, ctx);
                    ctx.request_repaint();
                }
                Effect::CopyText(text) => ctx.copy_text(text),
                Effect::OpenLink(address) => ctx.open_url(egui::OpenUrl::new_tab(address)),
                Effect::FocusEditor => ctx.memory_mut(|memory| memory.request_focus(editor::id())),
                Effect::FocusChecklist => self.frames_to_list = 2,
                Effect::FocusFind => find::take_keyboard(ctx, &self.workspace),
                Effect::EditFocused(edit) => edit_text(ctx, self.last_text, edit),
                effect @ (Effect::Quit | Effect::Leave) => {
                    self.leaving = matches!(effect, Effect::Leave);
                    self.quitting = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
                Effect::Save { path, revision, .. } => {
                    let effects =
                        self.workspace.handle(failed_save(path, revision), (self.clock)());
                    self.carry_out(effects, ctx);
                }
                // The runner takes all others.
                _ => {}
            }
        }
    }

    fn follow_settings(&mut self, ctx: &egui::Context) {
        let settings = self.workspace.settings();
        if self.shown.theme != Some(settings.theme) {
            self.shown.theme = Some(settings.theme);
            ctx.set_theme(match settings.theme {
                ThemeChoice::System => ThemePreference::System,
                ThemeChoice::Light => ThemePreference::Light,
                ThemeChoice::Dark => ThemePreference::Dark,
            });
        }
        if self.shown.zoom != settings.zoom {
            self.shown.zoom = settings.zoom;
            ctx.set_zoom_factor(settings.zoom);
        }
        let size = ctx.content_rect().size() * settings.zoom;
        if settings.window.is_none_or(|(width, height)| (width, height) != (size.x, size.y)) {
            let action = Action::WindowSize(size.x, size.y);
            self.workspace.apply(action, (self.clock)());
        }
    }

    fn follow_title(&mut self, ctx: &egui::Context) {
        let title = self.workspace.window_title();
        if self.shown.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.shown.title = title;
        }
    }
}

fn tabs(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let palette = &theme.palette;
    let project = workspace.project();
    let errors = workspace.finding_counts().errors > 0;
    let tabs = [
        (Tab::Sources, "Sources", project.sources().len(), palette.faint),
        (Tab::Claims, "Claims", project.claims().len(), palette.faint),
        (
            Tab::Findings,
            "Findings",
            workspace.findings().len(),
            if errors { palette.altered } else { palette.faint },
        ),
    ];
    ui.spacing_mut().item_spacing.x = 4.0;
    for (tab, name, count, color) in tabs {
        if tab_button(ui, theme, name, count, color, workspace.view().tab == tab) {
            actions.push(Action::Tab(tab));
        }
        ui.add_space(14.0);
    }
}

fn tab_button(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    count: usize,
    count_color: egui::Color32,
    selected: bool,
) -> bool {
    use super::theme::Face;
    let palette = &theme.palette;
    let (face, color) = if selected {
        (Face::InterfaceSemiBold, palette.ink)
    } else {
        (Face::Interface, palette.dim)
    };
    let font = face.at(theme.type_scale.interface.0);
    let label = ui.painter().layout_no_wrap(name.to_owned(), font, color);
    let font = Face::Interface.at(theme.type_scale.small.0);
    let number = if count == 0 { String::new() } else { widgets::number(count) };
    let number = ui.painter().layout_no_wrap(number, font, count_color);
    let size = egui::vec2(label.size().x + 4.0 + number.size().x, 28.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let (label_y, number_y) = (middle(&label), middle(&number));
    let number_x = rect.left() + label.size().x + 4.0;
    if response.hovered() || response.has_focus() {
        let y = rect.bottom() - 2.0;
        let x = rect.left()..=rect.left() + label.size().x;
        ui.painter().hline(x, y, Stroke::new(1.0, palette.line));
    }
    ui.painter().galley(egui::pos2(rect.left(), label_y), label, color);
    ui.painter().galley(egui::pos2(number_x, number_y), number, count_color);
    let info = || egui::WidgetInfo::selected(egui::Role::Tab, true, selected, name);
    response.widget_info(info);
    // What is dragged opens the tab that it is held over.
    let is_held = response.contains_pointer() && egui::DragAndDrop::has_any_payload(ui.ctx());
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() || (is_held && !selected)
}

/// Messages stand in a strip above the status bar until they are taken away.
fn notices(ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
    let mut actions = Vec::new();
    // A form shows them itself, because it covers this strip.
    if matches!(workspace.view().dialog(), Some(Dialog::Source(_))) {
        return actions;
    }
    actions.extend(saving::slow(ui, workspace, theme));
    if workspace.is_read_only() {
        actions.extend(read_only(ui, theme, workspace.file().lock()));
    }
    for notice in workspace.view().notices.iter().rev().take(3) {
        let color = match notice.kind {
            NoticeKind::Done => theme.palette.verbatim,
            NoticeKind::Problem | NoticeKind::Warning => theme.palette.altered,
        };
        let frame = Frame::new().fill(theme.tint(color)).inner_margin(Margin::symmetric(16, 8));
        Panel::bottom(egui::Id::unique(("notice", notice.id))).frame(frame).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    if widgets::icon_button(ui, theme, "×", "Dismiss").clicked() {
                        actions.push(Action::Dismiss(notice.id));
                    }
                    let is_of_save = workspace.file().notice() == Some(notice.id);
                    let has_failed = workspace.file().has_failed();
                    if is_of_save || (notice.kind == NoticeKind::Problem && has_failed) {
                        if widgets::button(ui, "Save as…").clicked() {
                            actions.push(Action::Command(Command::SaveAs));
                        }
                        if is_of_save && widgets::button(ui, "Try again").clicked() {
                            actions.push(Action::Command(Command::Save));
                        }
                    }
                    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                        ui.add(egui::Label::new(&notice.message).wrap().selectable(true));
                        if !notice.hint.is_empty() {
                            let hint = widgets::small(&notice.hint, theme);
                            ui.add(egui::Label::new(hint).wrap());
                        }
                    });
                });
            });
        });
    }
    actions
}

/// Says who has the project open, and what can be done meanwhile.
fn read_only(ui: &mut Ui, theme: &Theme, lock: &LockState) -> Vec<Action> {
    let mut actions = Vec::new();
    let (why, hint, take) = match lock {
        LockState::Blocked { why, hint } => (why.clone(), hint.as_str(), "Try again"),
        LockState::Theirs(Some(owner)) => {
            (format!("this article is open by {owner}."), "", "Nobody is there: edit here")
        }
        LockState::Theirs(None) | LockState::Open | LockState::Own(_) => {
            let why = "this article is open in another program.";
            (why.to_owned(), "", "Nobody is there: edit here")
        }
    };
    let frame =
        Frame::new().fill(theme.tint(theme.palette.marked)).inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("read-only").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("Read only: {why}"));
            if !hint.is_empty() {
                ui.label(widgets::small(hint, theme));
            }
            if widgets::small_button(ui, theme, "Save a copy…").clicked() {
                actions.push(Action::Command(Command::SaveAs));
            }
            if widgets::small_button(ui, theme, take).clicked() {
                actions.push(Action::TakeLock);
            }
        });
    });
    actions
}

/// The clipboard commands of the menu, for the text that had the keyboard last:
/// the menu itself took it away.
fn edit_text(ctx: &egui::Context, last: Option<egui::Id>, edit: ClipboardEdit) {
    ctx.memory_mut(|memory| memory.request_focus(last.unwrap_or_else(editor::id)));
    ctx.send_viewport_cmd(match edit {
        ClipboardEdit::Cut => ViewportCommand::RequestCut,
        ClipboardEdit::Copy => ViewportCommand::RequestCopy,
        ClipboardEdit::Paste => ViewportCommand::RequestPaste,
    });
}
