//! Carrying out the workspace's effects, and following its settings.

use egui::{ThemePreference, ViewportCommand};

use super::{App, TabRequest, keyboard::list_id};
use crate::{
    app::{Action, Effect, Event, TabChange, TaskFailure, WindowPlace, failed_save},
    persist::settings::ThemeChoice,
    ui::{editor, event_order::EventOrder, find_bar, folder},
};

impl App {
    /// Applies the events of the runner and of the file dialogs.
    pub(super) fn take_events(&mut self, ctx: &egui::Context) {
        let mut events = self.runner.poll();
        events.extend(self.files.poll());
        for event in events {
            let effects = self.workspace.handle(event, (self.clock)());
            self.carry_out(effects, ctx);
        }
    }

    /// Carries out effects: on the runner, on the file dialogs, or on the window.
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>, ctx: &egui::Context) {
        for effect in effects {
            if let Effect::Load(path) = &effect
                && let Some(number) = self.tabs.number_of(path)
            {
                self.tabs.ask(TabRequest::Change(TabChange::Show(number)));
                let effects = self.workspace.handle(Event::IsInOtherTab, (self.clock)());
                self.carry_out(effects, ctx);
                continue;
            }
            let Some(effect) = self.runner.start(effect) else {
                // Its events are handled in the next frame.
                ctx.request_repaint();
                continue;
            };
            match effect {
                Effect::Pick(pick) => {
                    self.files.ask(pick, ctx);
                    ctx.request_repaint();
                }
                Effect::CopyText(text) => ctx.copy_text(text),
                Effect::ShowFolder(shown) => {
                    if let Err(cause) = folder::show(&shown) {
                        let failure = TaskFailure::NoFileManager(shown, cause);
                        let event = Event::Failed(failure);
                        let effects = self.workspace.handle(event, (self.clock)());
                        self.carry_out(effects, ctx);
                    }
                }
                Effect::OpenLink(address) => ctx.open_url(egui::OpenUrl::new_tab(address)),
                Effect::FocusEditor => self.keyboard.give(ctx, editor::id()),
                Effect::FocusList(list) => self.keyboard.give(ctx, list_id(list)),
                Effect::FocusPart { forward } => {
                    let parts = self.parts();
                    self.keyboard.give_next(ctx, &parts, forward);
                }
                Effect::OpenContextMenu => {
                    self.editor.open_menu();
                    ctx.request_repaint();
                }
                Effect::AddCarets(places) => {
                    self.editor.add_carets(places);
                    ctx.request_repaint();
                }
                Effect::FocusFind => find_bar::take_keyboard(ctx, &self.workspace),
                Effect::EditFocused(edit) => self.edit_text(ctx, edit),
                Effect::PasteIntoField(text) => {
                    ctx.with_plugin(|order: &mut EventOrder| order.release(text));
                    ctx.request_repaint();
                }
                Effect::PasteByWindow => {
                    ctx.with_plugin(|order: &mut EventOrder| order.release(String::new()));
                    ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
                }
                effect @ (Effect::Quit | Effect::Leave) => {
                    self.leaving = matches!(effect, Effect::Leave);
                    self.quitting = true;
                    // Beside others, the window closes once all may end.
                    if self.workspace.tab_count() < 2 {
                        ctx.send_viewport_cmd(ViewportCommand::Close);
                    }
                    ctx.request_repaint();
                }
                Effect::InTab(opening) => self.tabs.ask(TabRequest::Open(opening)),
                Effect::Tab(change) => self.tabs.ask(TabRequest::Change(change)),
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

    /// Gives the window the theme and zoom of the settings, and stores its size in them.
    pub(super) fn follow_settings(&mut self, ctx: &egui::Context) {
        let settings = self.workspace.settings();
        if self.applied.theme != Some(settings.theme) {
            self.applied.theme = Some(settings.theme);
            ctx.set_theme(match settings.theme {
                ThemeChoice::System => ThemePreference::System,
                ThemeChoice::Light => ThemePreference::Light,
                ThemeChoice::Dark => ThemePreference::Dark,
            });
        }
        if self.applied.zoom != settings.zoom {
            self.applied.zoom = settings.zoom;
            ctx.set_zoom_factor(settings.zoom);
        }
        if self.applied.is_full_screen {
            // What it has there it is not to come back with.
            return;
        }
        let size = ctx.content_rect().size() * settings.zoom;
        let (corner, is_maximized) = ctx.input(|input| {
            let viewport = input.viewport();
            let corner = viewport.outer_rect.map(|rect| rect.min * settings.zoom);
            let fills = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
            (corner.map(|corner| (corner.x, corner.y)), fills)
        });
        let place = WindowPlace { size: (size.x, size.y), corner, is_maximized };
        if self.applied.place != Some(place) {
            self.applied.place = Some(place);
            self.workspace.apply(Action::WindowPlace(place), (self.clock)());
        }
    }

    /// Gives the window its title.
    pub(super) fn follow_title(&mut self, ctx: &egui::Context) {
        let title = self.workspace.window_title();
        if self.applied.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.applied.title = title;
        }
    }
}
