//! The scroll bar of a column, and the fade at its lower edge.

use egui::{Color32, Id, Mesh, Rect, Response, Role, Sense, Shape, Ui, pos2, vec2};

use super::Flow;
use crate::ui::{theme::Theme, widgets};

/// Width of the strip that reacts to the pointer, and of the bar in it, in points.
const STRIP: f32 = 14.0;
const BAR: f32 = 6.0;

/// Shortest handle, in points.
const SHORTEST: f32 = 28.0;

/// Height of the fade, in points.
const EDGE: f32 = 20.0;

/// Shows the scroll bar at the right edge of a view and scrolls as it is dragged.
pub(crate) fn scroll_bar(ui: &Ui, theme: &Theme, id: Id, view: Rect, flow: &mut Flow) {
    let height = flow.height();
    let hidden = height - f64::from(view.height());
    if hidden <= 1.0 {
        return;
    }
    let strip = Rect::from_min_max(pos2(view.right() - STRIP, view.top()), view.right_bottom());
    let length = (f64::from(view.height()) / height * f64::from(strip.height())) as f32;
    let length = length.clamp(SHORTEST.min(strip.height()), strip.height());
    let way = strip.height() - length;
    let part = ((flow.top() + f64::from(flow.above())) / hidden).clamp(0.0, 1.0) as f32;
    let handle =
        Rect::from_min_size(pos2(strip.left(), strip.top() + part * way), vec2(STRIP, length));
    let response = ui.interact(strip, id, Sense::click_and_drag());
    let response = widgets::named(response, Role::ScrollBar, "Scroll bar");
    drag(&response, flow, handle, way, hidden);
    let is_held = response.dragged() || response.hovered();
    // The bar is hidden until the pointer is over the page.
    if !is_held && !ui.rect_contains_pointer(view) {
        return;
    }
    let color = if is_held { theme.palette.faint } else { theme.palette.line };
    let width = if is_held { BAR + 2.0 } else { BAR };
    let bar = Rect::from_center_size(handle.center(), vec2(width, handle.height() - 4.0));
    ui.painter().rect_filled(bar, width / 2.0, color);
}

fn drag(response: &Response, flow: &mut Flow, handle: Rect, way: f32, hidden: f64) {
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let above = f64::from(flow.above());
    let strip_top = response.rect.top();
    if response.drag_started() || response.clicked() {
        if !handle.contains(pointer) {
            let part = ((pointer.y - strip_top - handle.height() / 2.0) / way).clamp(0.0, 1.0);
            flow.scroll_to(f64::from(part) * hidden - above);
        }
    } else if response.dragged() && way > 0.0 {
        let moved = f64::from(response.drag_delta().y / way) * hidden;
        let to = (flow.top() + above + moved).clamp(0.0, hidden);
        flow.scroll_to(to - above);
    }
}

/// Fades out the text at the lower edge of a view.
pub(crate) fn fade(ui: &Ui, theme: &Theme, view: Rect) {
    let edge = Rect::from_min_max(pos2(view.left(), view.bottom() - EDGE), view.right_bottom());
    let (clear, solid) = (Color32::TRANSPARENT, theme.palette.page);
    let mut mesh = Mesh::default();
    mesh.colored_vertex(edge.left_top(), clear);
    mesh.colored_vertex(edge.right_top(), clear);
    mesh.colored_vertex(edge.left_bottom(), solid);
    mesh.colored_vertex(edge.right_bottom(), solid);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    ui.painter().add(Shape::mesh(mesh));
}
