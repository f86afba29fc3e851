//! Focus mode: nothing but the draft, on the whole screen.
//!
//! # Invariants
//! - Panels, menu bar and status bar are not there. The menu bar comes over the draft, which
//!   does not move for it, while the pointer is at the upper edge, a menu is open or Alt is
//!   held.
//! - F11 leaves it, and so does Escape where nothing else takes it.
//! - How large the window is on the whole screen is not what it comes back with.

use egui::{
    Align2, Area, Context, Frame, Id, Key, Margin, Modifiers, Order, Panel, Popup, Rect, Ui,
    ViewportCommand, pos2, vec2,
};

use super::App;
use crate::{
    app::{Action, Command, Workspace},
    ui::{
        editor,
        theme::{Face, Theme},
        widgets,
    },
};

/// Height of the line below the draft, in points.
const FOOTER: f32 = 46.0;

/// Width of the bar of the goal where the window has space for it, its height, and its
/// distance from the lower edge, in points.
const GOAL: f32 = 500.0;
const GOAL_HEIGHT: f32 = 2.0;
const GOAL_BELOW: f32 = 12.0;

impl App {
    /// Gives the window the whole screen in focus mode, and its place back behind it.
    pub(super) fn follow_focus(&mut self, ctx: &Context) {
        let is_focused = self.workspace.view().is_focused;
        if self.applied.is_full_screen != is_focused {
            self.applied.is_full_screen = is_focused;
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(is_focused));
        }
    }

    /// Takes the Escape that leaves focus mode, where nothing else takes it.
    pub(super) fn leaving_focus(&self, ctx: &Context) -> Option<Action> {
        let is_taken = Popup::is_any_open(ctx)
            || self.editor.takes_escape()
            || ctx.memory(|memory| memory.focused()).is_some_and(|id| id != editor::id());
        let leaves = self.workspace.view().is_focused
            && !is_taken
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        leaves.then_some(Action::Command(Command::FocusMode))
    }

    /// Shows the menu bar over the draft while it is wanted.
    pub(super) fn menus_over_draft(&mut self, ctx: &Context, theme: &Theme) -> Vec<Action> {
        if !self.menus.is_wanted(ctx, theme.metrics.menu_bar) {
            return Vec::new();
        }
        let width = ctx.content_rect().width();
        let area = Area::new(Id::unique("menus over draft"))
            .order(Order::Middle)
            .movable(false)
            .fixed_pos(ctx.content_rect().left_top());
        let frame = Frame::new().fill(theme.palette.side).inner_margin(Margin::symmetric(0, 4));
        let shown = area.show(ctx, |ui| {
            let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
            let shown = frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = spacing;
                ui.set_width(width);
                ui.set_height(theme.metrics.menu_bar - 8.0);
                self.menus.show(ui, &self.workspace, theme)
            });
            widgets::hairline(ui, theme);
            shown.inner
        });
        shown.inner
    }
}

/// Shows the words of the article, how far it is to its goal, and the way out.
pub(super) fn footer(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let frame = Frame::new().fill(theme.palette.page);
    Panel::bottom("focus").exact_size(FOOTER).frame(frame).show_separator_line(false).show(
        ui,
        |ui| {
            let rect = ui.max_rect();
            let palette = &theme.palette;
            let (words, goal, which) = progress(workspace);
            let said = match goal {
                Some(goal) => {
                    format!("{} of {} words{which}", widgets::number(words), widgets::number(goal))
                }
                None if words == 1 => "1 word".to_owned(),
                None => format!("{} words", widgets::number(words)),
            };
            let font = Face::Interface.at(theme.type_scale.small.0);
            let text = format!("{said} · Esc leaves focus");
            ui.painter().text(
                pos2(rect.center().x, rect.top() + 16.0),
                Align2::CENTER_CENTER,
                text,
                font,
                palette.dim,
            );
            if let Some(goal) = goal {
                let width = GOAL.min(rect.width() * 0.5);
                let at = pos2(rect.center().x - width / 2.0, rect.bottom() - GOAL_BELOW);
                let part = (words as f32 / goal as f32).min(1.0);
                let bar = |width: f32| Rect::from_min_size(at, vec2(width, GOAL_HEIGHT));
                ui.painter().rect_filled(bar(width), 1.0, palette.line);
                ui.painter().rect_filled(bar(width * part), 1.0, palette.good);
            }
        },
    );
}

/// Returns the words that count, their goal, and of what it is one: of the session where it has
/// a goal, else of the article.
fn progress(workspace: &Workspace) -> (usize, Option<usize>, &'static str) {
    let settings = workspace.settings();
    if let Some(goal) = settings.session_goal.filter(|goal| *goal > 0) {
        return (workspace.session_words(), Some(goal as usize), " this session");
    }
    let words = workspace.structure().word_count(settings.counts_notes);
    let goal = workspace.project().article().goal.filter(|goal| *goal > 0);
    (words, goal.map(|goal| goal as usize), "")
}
