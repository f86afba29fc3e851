//! The card of one finding.

use egui::{Color32, CursorIcon, Label, Rect, Role, Sense, Shape, Ui, UiBuilder, vec2};

use super::severity_color;
use crate::{
    app::{Action, Workspace},
    ui::{
        theme::{Face, Theme},
        verdict::{self, Digest, Digests},
        widgets::{self, styled},
    },
};
use nutgraf_engine::{
    evidence::{CheckedQuotation, Code, Finding, Severity},
    model::Stet,
    text::excerpt,
};

/// Indent of the words beside the sign, in points.
const INDENT: f32 = 24.0;

/// Characters shown of a quotation without a diff.
const EXCERPT: usize = 120;

/// A finding and what its card shows.
pub(super) struct Card<'a> {
    pub(super) finding: &'a Finding,
    /// The quotation that it is about.
    pub(super) quotation: Option<&'a CheckedQuotation>,
    /// Whether it shows that quotation: only the first finding about it does.
    pub(super) leads: bool,
    /// Its line in the draft, from 1.
    pub(super) line: usize,
    /// Whether it is the finding last jumped to.
    pub(super) is_chosen: bool,
    /// Whether the list has the keyboard and this is its current row.
    pub(super) is_ringed: bool,
    /// Why it may stand, where somebody said so.
    pub(super) stet: Option<&'a Stet>,
}

impl Card<'_> {
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        digests: &mut Digests,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let shown = self.quotation.filter(|_| self.leads);
        let shown = shown.map(|quotation| (quotation, digests.of(workspace, quotation)));
        let ground = ui.painter().add(Shape::Noop);
        let top = ui.cursor().top();
        let scope = UiBuilder::new().sense(Sense::click()).id_salt("finding");
        let head = ui.scope_builder(scope, |ui| {
            ui.set_min_width(ui.available_width());
            ui.add_space(10.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let (sign, color) = self.sign(theme);
                let font = Face::InterfaceSemiBold.at(theme.type_scale.interface.0);
                ui.add_sized([INDENT - 8.0, 20.0], Label::new(styled(sign, font, color)));
                ui.vertical(|ui| {
                    let digest = shown.as_ref().map(|(_, digest)| &**digest);
                    self.words(ui, theme, digest);
                });
            });
            ui.add_space(4.0);
        });
        let response = widgets::named(head.response, Role::Button, &self.finding.message())
            .on_hover_cursor(CursorIcon::PointingHand);
        if response.clicked() {
            actions.push(Action::Jump(self.finding.range));
        }
        if let Some((quotation, digest)) = &shown {
            actions.extend(buttons(ui, workspace, theme, quotation, digest));
        }
        self.standing(ui, workspace, theme, &mut actions);
        if let Some(label) = self.finding.mend_label() {
            ui.horizontal(|ui| {
                ui.add_space(INDENT);
                if widgets::small_button(ui, theme, label).clicked() {
                    actions.push(Action::Mend(Box::new(self.finding.clone())));
                }
            });
        }
        ui.add_space(8.0);
        if self.is_chosen || response.has_focus() {
            // Over the whole panel, beneath the scroll bar too.
            let sides = ui.max_rect().x_range();
            let sides = sides.min - 16.0..=sides.max + 28.0;
            let rect = Rect::from_x_y_ranges(sides, top..=ui.cursor().top());
            ui.painter().set(ground, Shape::rect_filled(rect, 0.0, theme.palette.selection));
        }
        if self.is_ringed {
            let rect = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=ui.cursor().top());
            widgets::row_ring(ui, theme, rect.expand2(vec2(8.0, 0.0)));
        }
        actions
    }

    /// Shows that the finding may stand, or the way to say so.
    fn standing(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        actions: &mut Vec<Action>,
    ) {
        if self.stet.is_none() && !workspace.may_stand(self.finding) {
            return;
        }
        let mut rect = ui.available_rect_before_wrap();
        rect.min.x += INDENT;
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| match self.stet {
            Some(stet) => {
                let day = stet.at.strftime("%-d %B %Y");
                let who = format!("Let stand by {}, {day}: “{}”", stet.by, stet.reason);
                ui.add(Label::new(widgets::small(who, theme)).wrap());
                if widgets::link(ui, theme, "Take back").clicked() {
                    actions.push(Action::TakeStetBack(Box::new(stet.clone())));
                }
            }
            None => {
                if widgets::link(ui, theme, "Let it stand…").clicked() {
                    actions.push(Action::AskStet(Box::new(self.finding.clone())));
                }
            }
        });
    }

    /// Returns the verdict's sign where the finding is the verdict, else the severity's.
    fn sign(&self, theme: &Theme) -> (String, Color32) {
        if self.stet.is_some() {
            return ("✓".to_owned(), theme.palette.quiet);
        }
        let is_verdict =
            !matches!(self.finding.code(), Code::QuoteSpeaker | Code::QuoteHidesNegation);
        match self.quotation.filter(|_| is_verdict) {
            Some(quotation) => {
                let verdict = quotation.judgement.verdict;
                (verdict.sign().to_string(), theme.verdict(verdict))
            }
            None => {
                let sign = if self.finding.severity() == Severity::Info { "i" } else { "!" };
                (sign.to_owned(), severity_color(theme, self.finding.severity()))
            }
        }
    }

    fn words(&self, ui: &mut Ui, theme: &Theme, digest: Option<&Digest>) {
        let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
        let message = self.finding.message();
        let color = if self.stet.is_some() { theme.palette.dim } else { theme.palette.ink };
        ui.add(Label::new(styled(message.clone(), font, color)).wrap());
        if let Some(digest) = digest.filter(|digest| !digest.diff_runs.is_empty()) {
            ui.add_space(2.0);
            verdict::show_diff(ui, theme, &digest.diff_runs, &digest.spoken);
        } else if let Some(quotation) = self.quotation.filter(|_| self.leads) {
            ui.add_space(2.0);
            let font = Face::Draft.at(theme.type_scale.draft.0 - 2.0);
            let words = excerpt(&quotation.text, EXCERPT);
            ui.add(Label::new(styled(words, font, theme.palette.ink)).wrap());
        }
        let notes = self.quotation.filter(|_| self.leads).into_iter();
        for note in notes.flat_map(|quotation| &quotation.judgement.notes) {
            let note = note.in_words();
            if !message.contains(&note) {
                ui.add(Label::new(widgets::small(note, theme)).wrap());
            }
        }
        if !self.finding.hint().is_empty() {
            ui.add(Label::new(widgets::small(self.finding.hint(), theme)).wrap());
        }
        let place = digest.and_then(|digest| digest.place.as_deref());
        let text = match place {
            Some(place) => format!("line {} · {place}", widgets::number(self.line)),
            None => format!("line {}", widgets::number(self.line)),
        };
        let text = widgets::small(text, theme).color(theme.palette.faint);
        ui.add(Label::new(text).wrap());
    }
}

/// Shows the fixes of the quotation and the link to its passage.
fn buttons(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    quotation: &CheckedQuotation,
    digest: &Digest,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut rect = ui.available_rect_before_wrap();
    rect.min.x += INDENT;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            for fix in digest.fixes(workspace, quotation) {
                if widgets::small_button(ui, theme, &fix.label).clicked() {
                    actions.push(Action::Fix(quotation.range, fix.kind));
                }
            }
            if let Some((source, passage)) = &digest.passage
                && widgets::link(ui, theme, "Open in source").clicked()
            {
                actions.push(Action::ReadAt(source.clone(), *passage));
            }
        });
    });
    actions
}
