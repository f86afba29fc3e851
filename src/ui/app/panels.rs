//! The layout of the window: side panels, tabs, and the draft with its preview.

use egui::{Frame, Id, Margin, Panel, Stroke, Ui};

use super::{App, keyboard::list_id, tabs::tabs};
use crate::{
    app::{Action, FocusedList, Mode, Tab},
    ui::{editor, find_bar, theme::Theme},
};

/// The side panels that fit into the window and are not hidden.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ShownPanels {
    navigator: bool,
    panel: bool,
}

impl App {
    pub(super) fn panels(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let settings = self.workspace.settings().clone();
        let side = Frame::new().fill(theme.palette.side);
        // In a small window the draft keeps its space and the side panels are hidden.
        let width = ui.available_width();
        let metrics = &theme.metrics;
        let is_split = self.workspace.view().mode == Mode::Split;
        let beside_panel = metrics.draft_beside_panel.of(is_split);
        let panel = settings.panel && width > metrics.panel.least + beside_panel;
        let rest = width - if panel { settings.panel_width } else { 0.0 };
        let beside_both = metrics.draft_beside_both.of(is_split);
        let navigator = settings.navigator && rest > settings.navigator_width + beside_both;
        self.shown = ShownPanels { navigator, panel };
        let mut widths = (settings.navigator_width, settings.panel_width);
        if navigator {
            let response = Panel::left("navigator")
                .default_size(settings.navigator_width)
                .size_range(metrics.navigator.least..=metrics.navigator.most)
                .frame(side.inner_margin(Margin { left: 12, right: 12, top: 16, bottom: 8 }))
                .show(ui, |ui| {
                    actions.extend(self.navigator.show(ui, &self.workspace, theme));
                });
            widths.0 = response.response.rect.width();
        }
        if panel {
            let most = (width - metrics.draft_beside_wide_panel)
                .clamp(metrics.panel_in_small_window, metrics.panel.most);
            let response = Panel::right("evidence")
                .default_size(settings.panel_width.min(most))
                .size_range(metrics.panel.least..=most)
                .frame(side)
                .show(ui, |ui| self.right(ui, theme, actions));
            // A window too narrow for the writer's width does not change the setting.
            if settings.panel_width <= most {
                widths.1 = response.response.rect.width();
            }
        }
        if widths != (settings.navigator_width, settings.panel_width) {
            actions.push(Action::PanelWidths { navigator: widths.0, panel: widths.1 });
        }
    }

    /// Returns the parts of the window that are shown and can have the keyboard.
    pub(super) fn parts(&self) -> Vec<Id> {
        let list = match self.workspace.view().tab {
            Tab::Sources => FocusedList::Sources,
            Tab::Claims => FocusedList::Claims,
            Tab::Findings => FocusedList::Findings,
        };
        let panel = self.shown.panel.then_some(list);
        let outline = self.shown.navigator.then_some(FocusedList::Outline);
        let lists = panel.into_iter().chain(outline).map(list_id);
        std::iter::once(editor::id()).chain(lists).collect()
    }

    fn right(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let workspace = &self.workspace;
        let bar = Frame::new().inner_margin(Margin::symmetric(16, 0));
        bar.show(ui, |ui| {
            ui.set_height(theme.metrics.tab_bar);
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

    pub(super) fn centre(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
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

    /// Shows the preview, scrolled in sync with the editor.
    fn read(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let Self { workspace, editor, preview, scroll_sync, .. } = self;
        scroll_sync.lead_preview(workspace, editor, preview);
        actions.extend(preview.show(ui, workspace, theme));
        scroll_sync.lead_editor(ui.ctx(), workspace, editor, preview);
    }

    /// Shows the draft. Typed text is applied at once, before the verdicts are drawn.
    fn edit(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let ctx = ui.ctx().clone();
        for action in find_bar::bar(ui, &self.workspace, theme) {
            self.act(action, &ctx);
        }
        let has_keyboard = self.keyboard.is_drafts(&ctx, &self.workspace);
        let mut stage = self.editor.begin(ui, &self.workspace, theme, has_keyboard);
        while let Some(input) = stage.next_input() {
            let Self { workspace, editor, .. } = self;
            for action in editor.take(ui, workspace, theme, &mut stage, input) {
                self.act(action, &ctx);
            }
        }
        let Self { workspace, editor, verdicts, .. } = self;
        actions.extend(editor.show(ui, workspace, theme, verdicts, &stage));
    }
}
