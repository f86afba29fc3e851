//! The card of one quotation.

use egui::{Align, Id, Layout, ScrollArea, Ui};

use super::{diff, digest::Digest};
use crate::{
    app::{Action, Command, Workspace},
    ui::{
        theme::{Face, Theme},
        widgets::{self, styled},
    },
};
use nutgraf_engine::evidence::CheckedQuotation;

/// The height available to a whole card.
#[derive(Clone, Copy)]
pub(super) struct CardSpace {
    /// For the scrolled part, in points.
    pub height: f32,
    /// Whether the buttons are scrolled too, because they would leave no space for the
    /// texts.
    pub is_tight: bool,
}

/// The result of showing a whole card.
pub(super) struct CardResponse {
    /// The actions of pressed buttons.
    pub actions: Vec<Action>,
    /// Height of the scrolled content, and the visible part of it, in points.
    pub scrolled: (f32, f32),
    /// Height of the texts, which are always scrolled, in points.
    pub said: f32,
    /// Widgets that take the keyboard, the leading one first.
    pub buttons: Vec<Id>,
}

/// Shows the card without its buttons, for a tooltip.
pub(crate) fn brief(ui: &mut Ui, theme: &Theme, quotation: &CheckedQuotation, digest: &Digest) {
    head(ui, theme, quotation);
    place(ui, theme, digest);
    reasons(ui, theme, digest);
}

/// Shows the word diff and what changed.
fn reasons(ui: &mut Ui, theme: &Theme, digest: &Digest) {
    if !digest.diff_runs.is_empty() {
        diff::show(ui, theme, &digest.diff_runs, &digest.spoken);
    }
    for sentence in &digest.sentences {
        ui.add(egui::Label::new(widgets::small(sentence, theme)).wrap());
    }
}

/// Shows the whole card, scrolled within the available height.
pub(super) fn whole(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    (quotation, digest): (&CheckedQuotation, &Digest),
    room: CardSpace,
) -> CardResponse {
    let mut actions = Vec::new();
    let mut buttons = Vec::new();
    let mut open = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        head(ui, theme, quotation);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some((source, passage)) = &digest.passage {
                let link = widgets::link(ui, theme, "Open in source");
                if link.clicked() {
                    actions.push(Action::ReadAt(source.clone(), *passage));
                }
                open = Some(link.id);
            }
        });
    });
    if !room.is_tight {
        place(ui, theme, digest);
        ui.add_space(6.0);
    }
    let scroll = ScrollArea::vertical()
        .max_height(room.height)
        .min_scrolled_height(room.height.min(48.0))
        .auto_shrink([false, true]);
    let scroll = scroll.show(ui, |ui| {
        if room.is_tight {
            place(ui, theme, digest);
        }
        let said = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            reasons(ui, theme, digest);
        });
        if room.is_tight {
            fixes(ui, theme, workspace, (quotation, digest), &mut buttons, &mut actions);
        }
        said.response.rect.height()
    });
    if !room.is_tight {
        fixes(ui, theme, workspace, (quotation, digest), &mut buttons, &mut actions);
    }
    buttons.extend(open);
    let scrolled = (scroll.content_size.y, scroll.inner_rect.height());
    CardResponse { actions, scrolled, said: scroll.inner, buttons }
}

/// Shows a button for each fix.
fn fixes(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    (quotation, digest): (&CheckedQuotation, &Digest),
    buttons: &mut Vec<Id>,
    actions: &mut Vec<Action>,
) {
    let fixes = digest.fixes(workspace, quotation);
    if !fixes.is_empty() {
        ui.add_space(10.0);
        ui.spacing_mut().item_spacing.y = 4.0;
    }
    for (index, fix) in fixes.iter().enumerate() {
        let keys = Command::of_fix(fix.kind).spec().shortcut;
        let keys = keys.map(|keys| keys.label(cfg!(target_os = "macos")));
        let button = widgets::command_button(ui, theme, &fix.label, keys.as_deref(), index == 0);
        if button.has_focus() {
            button.scroll_to_me(None);
        }
        if button.clicked() {
            actions.push(Action::Fix(quotation.range, fix.kind));
        }
        buttons.push(button.id);
    }
}

fn head(ui: &mut Ui, theme: &Theme, quotation: &CheckedQuotation) {
    let verdict = quotation.judgement.verdict;
    let font = Face::InterfaceSemiBold.at(theme.type_scale.interface.0);
    let text = format!("{}  {}", verdict.sign(), verdict.label());
    ui.label(styled(text, font, theme.verdict(verdict)));
}

fn place(ui: &mut Ui, theme: &Theme, digest: &Digest) {
    if let Some(place) = &digest.place {
        ui.add(egui::Label::new(widgets::small(place, theme)).wrap());
    }
}
