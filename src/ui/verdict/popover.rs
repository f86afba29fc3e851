//! The card beside a quotation in the draft: shown while the pointer is near, or pinned
//! until Escape, an edit or a caret motion.
//!
//! # Invariants
//! The card is within the window and does not cover the quotation's own words while there
//! is space beside them. While it is pinned, typed letters still go to the draft.

use egui::{
    Align2, Area, Context, CornerRadius, Event, Frame, Id, Key, Margin, Modifiers, Order, Pos2,
    Rect, Role, Ui, pos2, vec2,
};

use super::{
    card::{self, CardSpace},
    digest::Digests,
};
use crate::{
    app::{Action, Workspace},
    ui::{theme::Theme, widgets},
};
use nutgraf_engine::range::DraftRange;

/// How long the pointer rests on a quotation before its card opens, in seconds.
const DELAY: f64 = 0.3;

/// How long the card stays after the pointer left, in seconds.
const GRACE: f64 = 0.35;

/// The card's width, its least width in a narrow draft, and its distances from the words
/// and from the window's edge, in points.
const WIDTH: f32 = 440.0;
const NARROWEST: f32 = 340.0;
const GAP: f32 = 6.0;
const EDGE: f32 = 8.0;

/// The card's greatest height, and the least in which it can be read, in points.
const HIGHEST: f32 = 420.0;
const LOWEST: f32 = 88.0;

/// Least height of the card's texts; with less, the buttons are scrolled with them. In
/// points.
const SAID: f32 = 64.0;

/// The card's padding including its border, and its first row, in points.
const PADDING: f32 = 16.0;
const HEAD: f32 = 2.0 * PADDING + 32.0;

/// A quotation on the screen in this frame.
pub(crate) struct VisibleQuotation {
    /// Its words, in bytes of the draft.
    pub range: DraftRange,
    /// The rectangles it covers, from the first row to the last.
    pub rects: Vec<Rect>,
}

/// View state of the card.
#[derive(Default)]
pub(crate) struct VerdictPopover {
    hover: Option<HoveredQuotation>,
    shown: Option<MeasuredCard>,
    /// The card's widgets that take the keyboard; empty while no card is shown.
    buttons: Vec<Id>,
}

/// The quotation that the pointer is or was on.
struct HoveredQuotation {
    range: DraftRange,
    /// When the pointer reached it, in seconds.
    since: f64,
    /// When the pointer was last near the open card, in seconds.
    open: Option<f64>,
}

/// Measurements of the card when it was last laid out.
struct MeasuredCard {
    range: DraftRange,
    rect: Rect,
    /// Its height without scrolling, and the part of that taken by its texts, in points.
    whole: f32,
    said: f32,
    /// Its height without the scrolled part, in points, and whether space was tight.
    frame: f32,
    is_tight: bool,
}

impl MeasuredCard {
    /// Returns how the texts fit into a height, in points.
    fn fit(&self, height: f32) -> CardSpace {
        let buttons_and_head = self.whole - self.said;
        let is_tight = height < buttons_and_head + self.said.min(SAID);
        let frame = if self.is_tight == is_tight {
            self.frame
        } else if is_tight {
            HEAD
        } else {
            buttons_and_head
        };
        CardSpace { height: (height - frame).max(24.0), is_tight }
    }
}

impl VerdictPopover {
    /// Whether a card is shown.
    pub(crate) fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// Closes a card that was opened by hovering.
    pub(crate) fn dismiss_hover(&mut self) {
        self.hover = None;
    }

    /// Shows the hovered or pinned card, if any.
    ///
    /// `visible` are the quotations in view, outer before inner; `pointer` is its place
    /// over the draft, and `within` the rectangle of the draft.
    pub(crate) fn show(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        digests: &mut Digests,
        (visible, pointer, within): (&[VisibleQuotation], Option<Pos2>, Rect),
    ) -> Vec<Action> {
        self.follow_pointer(ui, visible, pointer);
        let hovered = self.hover.as_ref().filter(|hover| hover.open.is_some());
        let wanted = hovered.map(|hover| &hover.range).or(workspace.view().card.as_ref());
        let is_free = workspace.view().dialog().is_none();
        let found = wanted.filter(|_| is_free).and_then(|range| {
            let quotation = workspace.quotation_of(*range)?;
            Some((quotation, visible.iter().find(|visible| visible.range == *range)?))
        });
        let Some((quotation, visible)) = found else {
            self.shown = None;
            self.buttons.clear();
            return Vec::new();
        };
        let before = self.shown.take().filter(|shown| shown.range == visible.range);
        let window = ui.ctx().content_rect();
        let width = (within.width() - 2.0 * EDGE).clamp(NARROWEST, WIDTH);
        let width = width.min(window.width() - 2.0 * EDGE);
        let height = before.as_ref().map_or(HIGHEST, |shown| shown.whole);
        let placement = placement(&visible.rects, within, window, vec2(width, height.min(HIGHEST)));
        let high = placement.room.min(HIGHEST);
        let room = match &before {
            Some(shown) => shown.fit(high),
            None => CardSpace { height: high, is_tight: false },
        };
        let digest = digests.of(workspace, quotation);
        let name = format!("Verdict: {}", quotation.judgement.verdict.label());
        let frame = Frame::popup(ui.style())
            .corner_radius(CornerRadius::same(theme.metrics.card_radius as u8))
            .inner_margin(Margin::same(PADDING as i8));
        let area = Area::new(Id::unique("verdict").with((visible.range.start, visible.range.end)))
            .order(Order::Foreground)
            .pivot(placement.pivot)
            .fixed_pos(placement.at)
            .default_width(width)
            .constrain_to(window.shrink(EDGE))
            .show(ui.ctx(), |ui| {
                frame.show(ui, |ui| {
                    ui.set_width(width - 2.0 * PADDING - 2.0);
                    card::whole(ui, theme, workspace, (quotation, &digest), room)
                })
            });
        let rect = widgets::named(area.response, Role::Group, &name).rect;
        let card = area.inner.inner;
        if before.is_none() {
            // The first pass only measures it.
            ui.ctx().request_discard("a verdict's card was measured");
        }
        let frame = rect.height() - card.scrolled.1;
        self.shown = Some(MeasuredCard {
            range: visible.range,
            rect,
            whole: frame + card.scrolled.0,
            said: card.said,
            frame,
            is_tight: room.is_tight,
        });
        self.buttons = card.buttons;
        if card.actions.iter().any(|action| matches!(action, Action::Fix(..))) {
            self.dismiss_hover();
        }
        card.actions
    }

    /// Opens the card after the pointer has rested on a quotation, and keeps it while the
    /// pointer is near.
    fn follow_pointer(&mut self, ui: &Ui, visible: &[VisibleQuotation], pointer: Option<Pos2>) {
        let ctx = ui.ctx();
        let (now, moved, down, anywhere) = ctx.input(|input| {
            let pointer = &input.pointer;
            let moved = pointer.delta() != egui::Vec2::ZERO;
            (input.time, moved, pointer.any_down(), pointer.hover_pos())
        });
        let holds = |at: Pos2| {
            visible
                .iter()
                .rfind(|visible| visible.rects.iter().any(|rect| rect.expand(1.0).contains(at)))
        };
        let over = pointer.and_then(holds).map(|visible| &visible.range);
        // A press in the text means that the writer is about to type.
        if down && pointer.is_some() {
            self.hover = None;
            return;
        }
        let card = self.shown.as_ref();
        let is_on_card = |range: &DraftRange| {
            let card = card.filter(|card| card.range == *range);
            card.zip(anywhere).is_some_and(|(card, at)| card.rect.expand(GAP).contains(at))
        };
        let later = |seconds: f64| {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(seconds.max(0.0) + 0.01));
        };
        if let Some(hover) = &mut self.hover {
            let is_over = over == Some(&hover.range);
            match &mut hover.open {
                Some(near) => {
                    if is_over || is_on_card(&hover.range) {
                        *near = now;
                    } else if now - *near > GRACE {
                        self.hover = None;
                    } else {
                        later(GRACE - (now - *near));
                    }
                }
                None if !is_over => self.hover = None,
                None if now - hover.since >= DELAY => hover.open = Some(now),
                None => later(DELAY - (now - hover.since)),
            }
        }
        // A quotation that scrolls under a resting pointer does not count.
        if let (None, Some(range), true) = (&self.hover, over, moved) {
            self.hover = Some(HoveredQuotation { range: *range, since: now, open: None });
            later(DELAY);
        }
    }

    /// Handles the card's keys: Escape closes it, Tab moves from the draft to its buttons,
    /// and letters move back to the draft.
    pub(crate) fn keys(
        &mut self,
        ctx: &Context,
        workspace: &Workspace,
        draft: Id,
    ) -> Option<Action> {
        self.shown.as_ref()?;
        let focused = ctx.memory(|memory| memory.focused());
        let is_on_card = focused.is_some_and(|id| self.buttons.contains(&id));
        // egui drops the focus on Escape before the key can be handled.
        let is_here = is_on_card || focused == Some(draft) || focused.is_none();
        if is_here && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.hover = None;
            ctx.memory_mut(|memory| memory.request_focus(draft));
            return workspace.view().card.is_some().then_some(Action::ShowCard(None));
        }
        let is_pinned = workspace.view().card.is_some();
        if let Some(first) = self.buttons.first().filter(|_| is_pinned && focused == Some(draft))
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab))
        {
            ctx.memory_mut(|memory| memory.request_focus(*first));
        }
        let types = |event: &Event| matches!(event, Event::Text(text) if text != " ");
        let is_left = is_pinned && focused.is_none();
        if (is_on_card || is_left) && ctx.input(|input| input.events.iter().any(types)) {
            ctx.memory_mut(|memory| memory.request_focus(draft));
        }
        None
    }
}

/// Where a card is placed, and the height available to it.
#[derive(Debug, PartialEq)]
struct CardPlacement {
    pivot: Align2,
    at: Pos2,
    room: f32,
}

/// Places the card below the quotation where it fits or has more space, else above.
///
/// `rows` are the quotation's rectangles; those outside `within` are not in view. The card
/// stays in `within` where that is wide enough, and in the window in any case.
fn placement(rows: &[Rect], within: Rect, window: Rect, size: egui::Vec2) -> CardPlacement {
    let in_view = || rows.iter().filter(|row| row.intersects(within));
    let (first, last) = match (in_view().next(), in_view().next_back()) {
        (Some(first), Some(last)) => (*first, *last),
        _ => (within, within),
    };
    let sides = if within.width() >= size.x + 2.0 * EDGE { within } else { window };
    let left = |row: Rect| {
        let most = sides.right() - EDGE - size.x;
        row.left().min(most).max(sides.left() + EDGE)
    };
    let below = within.bottom() - EDGE - (last.bottom() + GAP);
    let above = first.top() - GAP - (within.top() + EDGE);
    if below.max(above) < LOWEST {
        // The quotation fills the view: the card has to cover a part of it.
        let at = pos2(left(last), within.bottom() - EDGE);
        return CardPlacement {
            pivot: Align2::LEFT_BOTTOM,
            at,
            room: (within.height() * 0.6).max(LOWEST),
        };
    }
    if below >= size.y || below >= above {
        let at = pos2(left(last), last.bottom() + GAP);
        return CardPlacement { pivot: Align2::LEFT_TOP, at, room: below };
    }
    let at = pos2(left(first), first.top() - GAP);
    CardPlacement { pivot: Align2::LEFT_BOTTOM, at, room: above }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect { min: Pos2::ZERO, max: pos2(1440.0, 900.0) };
    const DRAFT: Rect = Rect { min: pos2(216.0, 36.0), max: pos2(1068.0, 872.0) };

    fn row(left: f32, top: f32, width: f32) -> Rect {
        Rect::from_min_size(pos2(left, top), vec2(width, 27.0))
    }

    fn covered(placement: &CardPlacement, size: egui::Vec2) -> Rect {
        let height = size.y.min(placement.room);
        let top = if placement.pivot == Align2::LEFT_TOP {
            placement.at.y
        } else {
            placement.at.y - height
        };
        Rect::from_min_size(pos2(placement.at.x, top), vec2(size.x, height))
    }

    #[test]
    fn the_card_lies_within_the_draft_and_on_none_of_the_words_wherever_they_stand() {
        for size in [vec2(440.0, 160.0), vec2(440.0, 420.0)] {
            for top in (40..840).step_by(20) {
                for left in [330.0, 700.0, 1000.0] {
                    let rows = [row(left, top as f32, 60.0), row(330.0, top as f32 + 27.0, 500.0)];
                    let card = covered(&placement(&rows, DRAFT, WINDOW, size), size);
                    assert!(DRAFT.contains_rect(card), "{card:?}");
                    assert!(rows.iter().all(|row| !row.intersects(card)), "{card:?} at {top}");
                }
            }
        }
    }

    #[test]
    fn a_narrow_draft_lets_the_card_lie_over_the_panels_but_not_leave_the_window() {
        let draft = Rect::from_min_max(pos2(0.0, 36.0), pos2(200.0, 330.0));
        let window = Rect::from_min_max(Pos2::ZERO, pos2(480.0, 360.0));
        let size = vec2(440.0, 120.0);
        let card = covered(&placement(&[row(120.0, 60.0, 70.0)], draft, window, size), size);
        assert!(window.contains_rect(card), "{card:?}");
    }

    #[test]
    fn a_quotation_that_fills_the_view_still_has_a_card_within_it() {
        let rows: Vec<Rect> = (0..60).map(|n| row(330.0, n as f32 * 27.0 - 300.0, 600.0)).collect();
        let size = vec2(440.0, 420.0);
        let card = covered(&placement(&rows, DRAFT, WINDOW, size), size);
        assert!(DRAFT.contains_rect(card), "{card:?}");
    }
}
