//! The menu bar, by pointer and by keyboard.
//!
//! # Invariants
//! - Alt with a menu's letter, F10 and the menu key open a menu with its first entry chosen;
//!   the arrows go on from there, Enter does the entry, Escape gives the keyboard back.
//! - What is open is egui's to know; nothing is remembered here but what a key asked for.

use egui::{
    Align, Button, Context, Event, FocusDirection, FontId, Id, Key as EguiKey, Layout, Modifiers,
    Popup, ScrollArea, Stroke, TextFormat, TextWrapMode, Ui, WidgetText, text::LayoutJob,
};

use super::{MenuEntries, label};
use crate::{
    app::{Action, Command, Menu, Mode, Readiness, Spec, Workspace},
    ui::{
        theme::{Face, Theme},
        widgets,
    },
};
use nutgraf_engine::text::excerpt;

/// Projects listed in the File menu, and the characters of their names.
const RECENT: usize = 6;
const RECENT_NAME: usize = 40;

/// Space between an open menu and the lower edge of the window, and the least height of its
/// entries, in points.
const BELOW: f32 = 24.0;
const LEAST_ROOM: f32 = 120.0;

/// How near to the upper edge of the window the pointer asks for a hidden bar, in points.
const EDGE: f32 = 2.0;

/// How long Alt is held before it asks for a hidden bar, in seconds: the keys that Alt is part
/// of are pressed sooner.
const ALT: f64 = 0.4;

/// View state of the menu bar.
#[derive(Default)]
pub(in crate::ui) struct MenuBar {
    /// The menu that a key asked for, until it is open.
    asked: Option<Menu>,
    entries: MenuEntries,
    /// The menus' popups in the last frame.
    popups: Vec<(Menu, Id)>,
    /// Since when Alt is held by itself, in seconds.
    alt_since: Option<f64>,
    /// Whether the hidden bar is shown over the draft.
    is_over_draft: bool,
}

impl MenuBar {
    /// Takes the keys that open a menu, or go on to the next, out of the input.
    pub(in crate::ui) fn keys(&mut self, ctx: &Context) {
        let open = self.popups.iter().position(|(_, id)| Popup::is_id_open(ctx, *id));
        let menus = Menu::ALL.len();
        // Option types letters on macOS.
        let is_mac = ctx.os() == egui::os::OperatingSystem::Mac;
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let asked = match (open, *key) {
                    (None, EguiKey::F10 | EguiKey::Menu) if modifiers.is_none() => {
                        Menu::ALL.first()
                    }
                    (Some(at), EguiKey::ArrowRight) => Menu::ALL.get((at + 1) % menus),
                    (Some(at), EguiKey::ArrowLeft) => Menu::ALL.get((at + menus - 1) % menus),
                    (_, key) if *modifiers == Modifiers::ALT && !is_mac => menu_of(key),
                    _ => None,
                };
                self.asked = asked.copied().or(self.asked);
                asked.is_none()
            });
        });
        if self.asked.is_some() {
            // egui would move the focus by the same arrow.
            ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
    }

    /// Whether a hidden bar of a height, in points, is to be shown: the pointer is at the upper
    /// edge, a menu is open or asked for, or Alt is held.
    pub(in crate::ui) fn is_wanted(&mut self, ctx: &Context, height: f32) -> bool {
        let is_open =
            self.asked.is_some() || self.popups.iter().any(|(_, id)| Popup::is_id_open(ctx, *id));
        let (now, is_alt, pointer) = ctx.input(|input| {
            (input.time, input.modifiers == Modifiers::ALT, input.pointer.hover_pos())
        });
        let since = self.alt_since.filter(|_| is_alt).unwrap_or(now);
        self.alt_since = is_alt.then_some(since);
        if is_alt {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(ALT));
        }
        let edge = if self.is_over_draft { height } else { EDGE };
        let is_at_edge = pointer.is_some_and(|at| at.y - ctx.content_rect().top() <= edge);
        self.is_over_draft = is_open || is_at_edge || (is_alt && now - since >= ALT);
        self.is_over_draft
    }

    /// Shows the bar with the name, menus, modes and the export button.
    pub(in crate::ui) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        egui::MenuBar::new().ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding = egui::vec2(8.0, 4.0);
            ui.add_space(14.0);
            ui.label(widgets::strong("Nutgraf", theme));
            ui.add_space(6.0);
            self.popups.clear();
            for menu in Menu::ALL {
                self.menu(ui, workspace, theme, menu, &mut actions);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                at_the_right(ui, workspace, theme, &mut actions);
            });
        });
        actions
    }

    fn menu(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        menu: Menu,
        actions: &mut Vec<Action>,
    ) {
        let is_alt = ui.input(|input| input.modifiers == Modifiers::ALT);
        let shown = ui.menu_button(title(menu, theme, is_alt), |ui| {
            // A menu that is higher than the window is scrolled.
            let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - BELOW;
            let room = room.max(LEAST_ROOM);
            let scrolled = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
            scrolled.show(ui, |ui| {
                ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
                for spec in Command::table().iter().filter(|spec| spec.menu == menu) {
                    if spec.command == Command::Close {
                        actions.extend(self.recent(ui, workspace));
                    }
                    actions.extend(self.entry(ui, spec, workspace));
                }
            });
        });
        let popup = Popup::default_response_id(&shown.response);
        self.popups.push((menu, popup));
        if self.asked == Some(menu) {
            self.asked = None;
            self.entries.choose_first();
            Popup::open_id(ui.ctx(), popup);
            ui.ctx().request_repaint();
        }
    }

    /// Shows the projects that were open lately.
    fn recent(&mut self, ui: &mut Ui, workspace: &Workspace) -> Option<Action> {
        let current = workspace.file().path();
        let recent = workspace.settings().recent.iter();
        let others: Vec<_> =
            recent.filter(|path| current != Some(path.as_path())).take(RECENT).collect();
        if others.is_empty() {
            return None;
        }
        ui.add_space(2.0);
        ui.separator();
        ui.add_space(2.0);
        let mut chosen = None;
        for path in others {
            let name = excerpt(&workspace.name_of(path), RECENT_NAME);
            let label = format!("Open “{name}”");
            if ui.push_id(path, |ui| self.entries.show(ui, &label, None, true)).inner {
                chosen = Some(Action::OpenPath(path.clone()));
            }
        }
        chosen
    }

    fn entry(&mut self, ui: &mut Ui, spec: &Spec, workspace: &Workspace) -> Option<Action> {
        if spec.begins_group {
            ui.add_space(2.0);
            ui.separator();
            ui.add_space(2.0);
        }
        let label = label(spec, workspace);
        let is_enabled = spec.command.is_enabled(workspace);
        let is_chosen = self.entries.show(ui, &label, spec.shortcut, is_enabled);
        is_chosen.then_some(Action::Command(spec.command))
    }
}

fn menu_of(key: EguiKey) -> Option<&'static Menu> {
    Menu::ALL
        .iter()
        .find(|menu| EguiKey::from_name(&menu.key().to_ascii_uppercase().to_string()) == Some(key))
}

/// The name of a menu, with its letter underlined while Alt is held.
fn title(menu: Menu, theme: &Theme, is_alt: bool) -> WidgetText {
    let font: FontId = Face::Interface.at(theme.type_scale.interface.0);
    let plain = TextFormat::simple(font, theme.palette.dim);
    let line = Stroke::new(1.0, theme.palette.ink);
    let underlined = TextFormat { underline: line, color: theme.palette.ink, ..plain.clone() };
    let mut job = LayoutJob::default();
    let name = menu.label();
    let letter = name.find(menu.key()).filter(|_| is_alt).map_or(0..0, |at| at..at + 1);
    job.append(&name[..letter.start], 0.0, plain.clone());
    job.append(&name[letter.clone()], 0.0, underlined);
    job.append(&name[letter.end..], 0.0, plain);
    job.into()
}

fn at_the_right(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    ui.add_space(8.0);
    if !workspace.is_open() {
        return;
    }
    ui.spacing_mut().button_padding = egui::vec2(14.0, 4.0);
    // Solid once nothing is left to be done before the article is final.
    let export = match workspace.readiness() {
        Readiness::Ready => widgets::primary(ui, theme, "Export…"),
        // A button of a menu bar has no frame of its own.
        Readiness::Unknown | Readiness::Open { .. } => ui.add(
            Button::new("Export…")
                .fill(theme.palette.card)
                .stroke(Stroke::new(1.0, theme.palette.line)),
        ),
    };
    if export.clicked() {
        actions.push(Action::Command(Command::Export));
    }
    ui.add_space(14.0);
    let modes = [(Mode::Write, "Write"), (Mode::Split, "Split"), (Mode::Read, "Read")];
    let picked = widgets::segmented(ui, theme, &modes, workspace.view().mode);
    actions.extend(picked.map(Action::Mode));
}
