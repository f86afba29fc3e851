//! The sentences of the draft that rest on a source.
//!
//! # Invariants
//! The sentences are computed when the report or the source changes, not in every frame.

use std::hash::{DefaultHasher, Hash, Hasher};

use egui::{Color32, CursorIcon, Label, Role, Sense, Ui, UiBuilder, vec2};

use super::{
    tall_list::TallList,
    theme::{Face, Theme},
    widgets::{self, styled},
};
use crate::{
    app::{Action, Workspace},
    project::Reason,
};
use nutgraf_engine::{evidence::Verdict, model::SourceId, range::DraftRange, text::one_line};

/// Estimated height of a sentence that was not in view yet, in points.
const GUESS: f32 = 72.0;

/// View state of the list.
#[derive(Default)]
pub(super) struct Impact {
    of: Option<((u64, bool), SourceId)>,
    known: Vec<ReliantSentence>,
    list: TallList,
    /// Whether the sentences are listed, and not only counted.
    is_open: bool,
}

/// A sentence that rests on the source.
struct ReliantSentence {
    /// Bytes of the draft.
    range: DraftRange,
    words: String,
    reasons: Vec<ReasonLabel>,
    key: u64,
}

/// A reason in a few words, and its colour's meaning.
#[derive(Hash)]
struct ReasonLabel {
    text: String,
    tone: ReasonTone,
}

#[derive(Clone, Copy, Hash)]
enum ReasonTone {
    Verdict(Verdict),
    Quiet,
    /// It is the only evidence of a claim.
    Alone,
}

impl Impact {
    /// Returns how many sentences of the draft rest on a source.
    pub(super) fn count(&mut self, workspace: &Workspace, source: &SourceId) -> usize {
        self.follow(workspace, source);
        self.known.len()
    }

    /// Shows the section that lists the sentences.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        source: &SourceId,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        self.follow(workspace, source);
        if self.known.is_empty() {
            let text = "Nothing in the draft rests on this source.";
            ui.label(widgets::small(text, theme));
            return actions;
        }
        let count = rest_on_this(self.known.len());
        if widgets::disclosure(ui, theme, "In the draft", &count, self.is_open) {
            self.is_open = !self.is_open;
        }
        if !self.is_open {
            return actions;
        }
        let keys = self.known.iter().map(|sentence| sentence.key);
        self.list.show(ui, keys, GUESS, None, |ui, index| {
            let sentence = &self.known[index];
            if row(ui, theme, sentence) {
                actions.push(Action::Jump(sentence.range));
            }
            widgets::hairline(ui, theme);
        });
        actions
    }

    fn follow(&mut self, workspace: &Workspace, source: &SourceId) {
        let judged_at = workspace.judged_at();
        if self.of.as_ref().is_some_and(|(at, of)| *at == judged_at && of == source) {
            return;
        }
        self.known = sentences(workspace, source);
        self.of = Some((judged_at, source.clone()));
    }
}

/// Returns a count such as `7 sentences rest on this source`.
pub(super) fn rest_on_this(count: usize) -> String {
    match count {
        1 => "1 sentence rests on this source".to_owned(),
        many => format!("{} sentences rest on this source", widgets::number(many)),
    }
}

fn sentences(workspace: &Workspace, source: &SourceId) -> Vec<ReliantSentence> {
    let Some(report) = workspace.report() else { return Vec::new() };
    let project = workspace.project();
    let claims = project.claims_in_order();
    let sign = |reason: &Reason| match reason {
        Reason::Quotes { verdict, .. } => {
            let text = format!("{} {}", verdict.sign(), verdict.label().to_lowercase());
            ReasonLabel { text, tone: ReasonTone::Verdict(*verdict) }
        }
        Reason::Cites => ReasonLabel { text: "cites".to_owned(), tone: ReasonTone::Quiet },
        Reason::Claims { claim, only } => {
            let number = claims.iter().position(|other| other.id == *claim).map_or(0, |at| at + 1);
            let (rest, tone) = match only {
                true => (" (only evidence)", ReasonTone::Alone),
                false => ("", ReasonTone::Quiet),
            };
            ReasonLabel { text: format!("claim {number}{rest}"), tone }
        }
    };
    let found = project.impact(source, workspace.structure(), report).into_iter();
    let one = found.map(|reliance| {
        let words = workspace.structure().plain(project.draft(), reliance.range);
        let words = one_line(&words);
        let reasons: Vec<ReasonLabel> = reliance.reasons.iter().map(sign).collect();
        let mut key = DefaultHasher::new();
        (&words, &reasons).hash(&mut key);
        ReliantSentence { range: reliance.range, words, reasons, key: key.finish() }
    });
    one.collect()
}

/// Shows a sentence with its reasons. Returns whether it was pressed.
fn row(ui: &mut Ui, theme: &Theme, sentence: &ReliantSentence) -> bool {
    let color = |tone| -> Color32 {
        match tone {
            ReasonTone::Verdict(verdict) => theme.verdict(verdict),
            ReasonTone::Quiet => theme.palette.dim,
            ReasonTone::Alone => theme.palette.wary,
        }
    };
    let scope = UiBuilder::new().sense(Sense::click()).id_salt("sentence");
    let head = ui.scope_builder(scope, |ui| {
        ui.set_min_width(ui.available_width());
        ui.add_space(8.0);
        let font = Face::Draft.at(theme.type_scale.draft.0 - 2.0);
        ui.add(Label::new(styled(&sentence.words, font, theme.palette.ink)).wrap());
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(12.0, 2.0);
            ui.spacing_mut().interact_size.y = theme.type_scale.small.1;
            for sign in &sentence.reasons {
                ui.label(widgets::small(&sign.text, theme).color(color(sign.tone)));
            }
        });
        ui.add_space(4.0);
    });
    widgets::named(head.response, Role::Button, &sentence.words)
        .on_hover_cursor(CursorIcon::PointingHand)
        .clicked()
}
