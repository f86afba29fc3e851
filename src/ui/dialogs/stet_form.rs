//! The form in which somebody lets a finding stand.
//!
//! # Invariants
//! Nothing stands without a name and a reason.

use egui::{Label, Ui};

use super::{Dialogs, title};
use crate::{
    app::{Action, StetForm},
    ui::{
        theme::{Face, Theme},
        widgets::{self, area, field, styled},
    },
};
use nutgraf_engine::evidence::Finding;

impl Dialogs {
    /// Shows the form.
    pub(super) fn stet(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        finding: &Finding,
        actions: &mut Vec<Action>,
    ) {
        title(ui, 460.0, "Let it stand");
        let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
        ui.add(Label::new(styled(finding.message(), font, theme.palette.ink)).wrap());
        let about = "It no longer stands before a final export. The reason is kept in the project \
            and printed in the checking documents. When the words change, or their evidence, the \
            finding asks again.";
        ui.add(Label::new(widgets::small(about, theme)).wrap());
        ui.add_space(4.0);
        let StetForm { by, reason } = &mut self.stet;
        area(ui, theme, "Why it may stand", "What you know that the sources do not say", 2, reason);
        field(ui, theme, "Signed by", "Your name", by);
        let is_ready = !by.trim().is_empty() && !reason.trim().is_empty();
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if widgets::primary_if(ui, theme, "Let it stand", is_ready).clicked() {
                actions.push(Action::LetStand(Box::new(finding.clone()), self.stet.clone()));
            }
            if widgets::button(ui, "Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}
