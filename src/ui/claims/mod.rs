//! The Claims tab: the checklist, and below it the sentences that are no claims yet.
//!
//! What always holds: what is listed is worked out when claims, the draft's reading
//! or the choice change, not in every frame; only the cards in view are set; the
//! tab asks and the workspace acts.

mod bar;
mod card;
mod crosscheck;
mod evidence;
mod fields;
mod keys;
mod open;

use egui::{Response, ScrollArea, Sense, Ui};

pub use self::keys::id;
use self::{fields::Fields, keys::Stroke};
use super::{tall_list::TallList, theme::Theme, widgets};
use crate::{
    app::{
        Action, CheckAction, Choice, ClaimFilter, ClaimList, Command, ListedClaim, ListedClaims,
        Workspace,
    },
    evidence::Sentence,
    model::{Claim, ClaimId, Evidence, EvidenceTarget, QuoteId, SourceId},
    project::{OpenSentence, Survey},
    text::number,
};

/// The most sentences of a sort that are listed; F9 goes through all.
const MOST_OPEN: usize = 300;

/// About how high a card is that stands closed, in points.
const CARD_HEIGHT: f32 = 84.0;

/// The keys of the checklist and what they do, for the list of shortcuts.
pub fn key_table() -> impl Iterator<Item = (&'static str, &'static str)> {
    keys::TABLE.into_iter()
}

/// View state of the tab.
#[derive(Default)]
pub struct Claims {
    listing: Listing,
    fields: Fields,
    /// What was last brought into view.
    seen: Option<Chosen>,
    list: TallList,
}

/// What is listed, and for what it was worked out.
#[derive(Default)]
struct Listing {
    of: Option<((u64, u64), ClaimList)>,
    listed: ListedClaims,
    rows: Vec<Row>,
    /// What is open, and the version of the draft that it is of.
    survey: Option<(u64, Survey)>,
}

/// A line of the tab.
enum Row {
    Group(String, usize),
    /// A claim, by its index in the checklist.
    Claim(usize),
    /// What the sentences below it have in common.
    Heading(String),
    /// A sentence that is no claim, and its words.
    Open(OpenSentence, Sentence),
    /// Sentences somebody said are no claims, by their words.
    Aside(String),
}

/// The line that is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Chosen {
    Claim(ClaimId),
    /// A sentence, by its place.
    Open(std::ops::Range<usize>),
}

/// Takes a quote or source that is dropped on a claim for evidence that supports it.
pub fn take_dropped(response: &Response, claim: &ClaimId) -> Option<Action> {
    let quote = response.dnd_release_payload::<QuoteId>();
    let quote = quote.map(|id| EvidenceTarget::Quote((*id).clone()));
    let source = response.dnd_release_payload::<SourceId>();
    let target = quote.or_else(|| source.map(|id| EvidenceTarget::Source((*id).clone())))?;
    Some(CheckAction::Tie(claim.clone(), Evidence::supporting(target)).into())
}

/// Whether a quote or source is held over something.
pub fn is_held_over(response: &Response) -> bool {
    response.dnd_hover_payload::<QuoteId>().is_some()
        || response.dnd_hover_payload::<SourceId>().is_some()
}

impl Claims {
    /// The tab's contents.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
        let mut actions = Vec::new();
        self.listing.follow(workspace);
        let strokes = keys::read(ui);
        let place = ui.max_rect();
        let response = ui.interact(place, id(), Sense::focusable_noninteractive());
        let has_keyboard = response.has_focus();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Checklist"));
        let survey = self.listing.survey.as_ref().map(|(_, survey)| survey);
        let open = survey.map_or(0, |survey| survey.open.len());
        if workspace.project().claims().is_empty() && open == 0 {
            empty(ui, workspace, theme, &mut actions);
            return actions;
        }
        bar::headline(ui, workspace, theme, survey);
        ui.add_space(8.0);
        bar::keys(ui, theme, has_keyboard);
        ui.add_space(6.0);
        let list = &workspace.view().claims;
        actions.extend(bar::filters(ui, theme, list, &self.listing.listed, open));
        ui.add_space(4.0);
        for stroke in strokes {
            self.stroke(ui, workspace, stroke, &mut actions);
        }
        self.rows(ui, workspace, theme, has_keyboard, &mut actions);
        actions
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        has_keyboard: bool,
        actions: &mut Vec<Action>,
    ) {
        let chosen = chosen(workspace);
        let moved = self.seen != chosen;
        self.seen.clone_from(&chosen);
        let Self { listing: Listing { rows, survey, .. }, list, fields, .. } = self;
        let version = survey.as_ref().map_or(0, |(version, _)| *version);
        let is_chosen = |row: &Row| chosen.is_some() && row.choice(workspace) == chosen;
        let wanted = rows.iter().position(|row| moved && is_chosen(row));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let keys = rows.iter().map(|row| row.key(workspace, is_chosen(row)));
            list.show(ui, keys, CARD_HEIGHT, wanted, |ui, index| {
                let row = &rows[index];
                let look = Look { is_chosen: is_chosen(row), has_keyboard };
                match row {
                    Row::Group(name, count) => group(ui, theme, name, *count),
                    Row::Heading(text) => group_heading(ui, theme, text),
                    Row::Claim(at) => {
                        if let Some(claim) = claim_at(workspace, *at) {
                            ui.push_id(&claim.id, |ui| {
                                let (shown, numbered) = ((workspace, theme), (at + 1, claim));
                                actions.extend(card::show(ui, shown, fields, numbered, look));
                            });
                            widgets::hairline(ui, theme);
                        }
                    }
                    Row::Open(open, sentence) => {
                        if let Some(range) = workspace.place_since(version, &open.range) {
                            actions.extend(open::show(ui, theme, sentence, range, look));
                        }
                    }
                    Row::Aside(words) => actions.extend(open::aside(ui, theme, words)),
                }
            });
            if rows.is_empty() {
                ui.add_space(12.0);
                ui.label(widgets::small("No claim is like this.", theme));
                if workspace.view().claims.is_narrowed()
                    && widgets::link(ui, theme, "Show all").clicked()
                {
                    let all = workspace.view().claims.widened();
                    actions.push(CheckAction::List(all).into());
                }
            }
        });
    }

    fn stroke(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        stroke: Stroke,
        actions: &mut Vec<Action>,
    ) {
        let rows = &self.listing.rows;
        let chosen = chosen(workspace);
        let at = rows.iter().position(|row| chosen.is_some() && row.choice(workspace) == chosen);
        let choices = || rows.iter().enumerate().filter(|(_, row)| row.is_choice());
        let version = self.listing.survey.as_ref().map_or(0, |(version, _)| *version);
        let mut go = |index: Option<usize>| match index.and_then(|index| rows.get(index)) {
            Some(Row::Claim(at)) => {
                let claim = claim_at(workspace, *at);
                actions.extend(claim.map(|claim| CheckAction::Show(claim.id.clone()).into()));
            }
            Some(Row::Open(open, _)) => {
                let range = workspace.place_since(version, &open.range);
                actions.extend(range.map(|range| CheckAction::ShowSentence(range).into()));
            }
            _ => {}
        };
        match stroke {
            Stroke::Move(by) => {
                let places: Vec<usize> = choices().map(|(index, _)| index).collect();
                let here = at.and_then(|at| places.iter().position(|place| *place == at));
                let next = match here {
                    Some(here) => {
                        here.saturating_add_signed(by).min(places.len().saturating_sub(1))
                    }
                    None => 0,
                };
                return go(places.get(next).copied());
            }
            Stroke::First => return go(choices().next().map(|(index, _)| index)),
            Stroke::Last => return go(choices().next_back().map(|(index, _)| index)),
            Stroke::Filter => return actions.push(CheckAction::Choose(Choice::Filter).into()),
            Stroke::Group => return actions.push(CheckAction::Choose(Choice::Group).into()),
            Stroke::Help => return actions.push(CheckAction::Keys.into()),
            Stroke::Enter | Stroke::Leave => {
                let range = workspace.view().selection.clone();
                return actions.push(Action::Jump(range));
            }
            _ => {}
        }
        match at.and_then(|at| rows.get(at)) {
            Some(Row::Claim(at)) => {
                if let Some(claim) = claim_at(workspace, *at) {
                    self.stroke_on_claim(ui, workspace, claim, stroke, actions);
                }
            }
            Some(Row::Open(open, _)) => {
                let Some(range) = workspace.place_since(version, &open.range) else { return };
                match stroke {
                    Stroke::Settle => actions.push(CheckAction::Claim(range).into()),
                    Stroke::Remove => actions.push(CheckAction::SetAside(range).into()),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn stroke_on_claim(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        claim: &Claim,
        stroke: Stroke,
        actions: &mut Vec<Action>,
    ) {
        use fields::Field;
        let id = claim.id.clone();
        let choose = |choice: fn(ClaimId) -> Choice| CheckAction::Choose(choice(claim.id.clone()));
        let action = match stroke {
            Stroke::Settle => card::settle(workspace, claim),
            Stroke::Status(status) => CheckAction::SetStatus(id, status),
            Stroke::PickStatus => choose(Choice::Status),
            Stroke::PickKind => choose(Choice::Kind),
            Stroke::Evidence => choose(Choice::Evidence),
            Stroke::Role if claim.evidence.is_empty() => choose(Choice::Evidence),
            Stroke::Role => choose(Choice::Role),
            Stroke::Accept => CheckAction::Accept(id),
            Stroke::Place => CheckAction::Place(id),
            Stroke::Remove => CheckAction::Delete(id),
            Stroke::Passage => {
                actions.extend(evidence::first_passage(workspace, claim));
                return;
            }
            Stroke::Note => return self.fields.go_to(ui, Field::Note),
            Stroke::Propose => return self.fields.go_to(ui, Field::Proposed),
            Stroke::Respond => return self.fields.go_to(ui, Field::Response),
            Stroke::Checker => return self.fields.go_to(ui, Field::Checker),
            _ => return,
        };
        actions.push(action.into());
    }
}

/// How a line is to look.
#[derive(Clone, Copy)]
struct Look {
    is_chosen: bool,
    /// Whether the list has the keyboard.
    has_keyboard: bool,
}

impl Row {
    fn is_choice(&self) -> bool {
        matches!(self, Self::Claim(_) | Self::Open(..))
    }

    fn choice(&self, workspace: &Workspace) -> Option<Chosen> {
        match self {
            Self::Claim(at) => {
                claim_at(workspace, *at).map(|claim| Chosen::Claim(claim.id.clone()))
            }
            Self::Open(open, _) => Some(Chosen::Open(open.range.clone())),
            _ => None,
        }
    }

    /// The same for lines that are of the same height.
    fn key(&self, workspace: &Workspace, is_chosen: bool) -> u64 {
        let key = match self {
            Self::Group(name, _) => egui::Id::unique(("group", name)),
            Self::Heading(text) => egui::Id::unique(("heading", text)),
            Self::Claim(_) => egui::Id::unique(("claim", self.choice(workspace))),
            Self::Open(_, sentence) => egui::Id::unique(("open", &sentence.words)),
            Self::Aside(words) => egui::Id::unique(("aside", words)),
        };
        key.value() ^ u64::from(is_chosen)
    }
}

/// The claim at an index of the checklist.
fn claim_at(workspace: &Workspace, at: usize) -> Option<&Claim> {
    let placed = workspace.checklist().claims().get(at)?;
    workspace.project().claims().get(placed.claim)
}

/// The line that is chosen: a claim, or the sentence that is selected in the draft.
fn chosen(workspace: &Workspace) -> Option<Chosen> {
    let view = workspace.view();
    match &view.claim {
        Some(claim) => Some(Chosen::Claim(claim.clone())),
        None if view.selection.is_empty() => None,
        None => Some(Chosen::Open(view.selection.clone())),
    }
}

impl Listing {
    fn follow(&mut self, workspace: &Workspace) {
        let of = (workspace.claims_at(), workspace.view().claims.clone());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let list = &workspace.view().claims;
        self.listed =
            list.choose(workspace.project(), workspace.checklist(), workspace.structure());
        // Between a key and the next reading the old one stays, moved along.
        if workspace.survey_is_current() {
            let version = workspace.project().document().version();
            self.survey = workspace.survey().map(|survey| (version, survey));
        }
        self.rows.clear();
        if list.filter != ClaimFilter::Unclaimed {
            self.rows.extend(self.listed.rows.iter().map(|row| match row {
                ListedClaim::Group(name, count) => Row::Group(name.clone(), *count),
                ListedClaim::Claim(at) => Row::Claim(*at),
            }));
        }
        if matches!(list.filter, ClaimFilter::All | ClaimFilter::Unclaimed)
            && (ClaimList { filter: ClaimFilter::All, ..list.clone() }) == list.widened()
        {
            self.open(workspace, list);
        }
        self.of = Some(of);
    }

    /// The sentences that are no claims yet.
    fn open(&mut self, workspace: &Workspace, list: &ClaimList) {
        let Some((_, survey)) = &self.survey else { return };
        let listed = survey.listed(list.is_ranked);
        let asking = listed.partition_point(|open| open.asks);
        let parts = [("Worth checking", &listed[..asking]), ("Weaker cues", &listed[asking..])];
        for (name, part) in parts {
            if !part.is_empty() {
                self.rows.push(Row::Heading(format!("{name} · {}", number(part.len()))));
            }
            for open in part.iter().take(MOST_OPEN) {
                if let Some(sentence) = workspace.sentence(open) {
                    self.rows.push(Row::Open((*open).clone(), sentence.clone()));
                }
            }
            if part.len() > MOST_OPEN {
                let more = number(part.len() - MOST_OPEN);
                self.rows.push(Row::Heading(format!("And {more} more: F9 goes through all")));
            }
        }
        let aside = workspace.project().not_claims();
        if list.filter == ClaimFilter::Unclaimed && !aside.is_empty() {
            self.rows.push(Row::Heading(format!("Said to be no claims · {}", number(aside.len()))));
            self.rows.extend(aside.iter().cloned().map(Row::Aside));
        }
    }
}

fn empty(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let about = "Put the caret in a sentence that can be checked and press Ctrl+M. Then tie the quotes to it that it rests on.";
    let can = workspace.claimable().is_some();
    let button = can.then_some("Mark this sentence");
    if widgets::empty_state(ui, theme, "No claims yet", about, button) {
        actions.push(Action::Command(Command::MarkClaim));
    }
}

fn group(ui: &mut Ui, theme: &Theme, name: &str, count: usize) {
    group_heading(ui, theme, &format!("{name} · {}", number(count)));
}

fn group_heading(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.add_space(16.0);
    widgets::section_label(ui, theme, text);
    ui.add_space(4.0);
}
