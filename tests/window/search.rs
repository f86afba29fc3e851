//! Finding in a selection, finding positions, finding in everything, going to a line.

use egui::{Key, Modifiers};
use nutgraf::{
    app::{Action, Command, Tab},
    project::{HitPlace, StepLabel},
};
use nutgraf_engine::{
    range::DraftRange,
    text::{Change, find::Query},
};

use crate::support::{markers::with_marks, window::Window};

const NONE: Modifiers = Modifiers::NONE;

fn command(window: &mut Window, command: Command) {
    window.act(Action::Command(command));
}

fn look_for(window: &mut Window, text: &str, regex: bool) {
    let query = Query { text: text.to_owned(), regex, ..Query::default() };
    window.act(Action::SetQuery(query));
}

/// The draft with every hit that counts marked.
fn hits(window: &Window) -> String {
    let find = window.workspace().find().unwrap();
    let draft = window.draft();
    let hits: Vec<_> = find.hits_in(DraftRange::new(0, draft.len())).collect();
    let hits: Vec<_> = hits.iter().map(|hit| hit.to_std()).collect();
    with_marks(&draft, &hits, None)
}

#[test]
fn with_several_lines_selected_only_their_hits_are_counted_gone_to_and_replaced() {
    let mut window = Window::with_marked("one a\n⟦one b\none c\n⟧one d");
    command(&mut window, Command::Replace);
    look_for(&mut window, "one", false);
    assert_eq!(hits(&window), "one a\n⟦one⟧ b\n⟦one⟧ c\none d");
    assert!(window.shows("1 of 2"));
    command(&mut window, Command::FindNext);
    assert!(window.shows("2 of 2"));
    command(&mut window, Command::FindNext);
    assert!(window.shows("1 of 2") && window.shows("from the top"));
    command(&mut window, Command::FindPrevious);
    assert!(window.shows("2 of 2") && window.shows("from the end"));
    window.act(Action::SetReplacement("two".to_owned()));
    command(&mut window, Command::ReplaceAll);
    assert_eq!(window.draft(), "one a\ntwo b\ntwo c\none d");
    command(&mut window, Command::Undo);
    assert_eq!(window.draft(), "one a\none b\none c\none d");
    assert_eq!(hits(&window), "one a\n⟦one⟧ b\n⟦one⟧ c\none d", "it is still in the selection");
}

#[test]
fn the_part_that_is_searched_follows_edits_and_is_forgotten_with_the_bar() {
    let mut window = Window::with_marked("one a\n⟦one b\none c⟧\none d");
    command(&mut window, Command::Find);
    look_for(&mut window, "one", false);
    window.act(Action::Edit(Change::insert(0, "A line with one.\n")));
    assert_eq!(hits(&window), "A line with one.\none a\n⟦one⟧ b\n⟦one⟧ c\none d");
    window.act(Action::CloseFind);
    command(&mut window, Command::Find);
    assert!(window.workspace().find().unwrap().limit().is_none());
}

#[test]
fn a_part_that_was_deleted_has_no_hits_and_the_rest_is_not_searched_instead() {
    let mut window = Window::with_marked("one a\n⟦one b\none c\n⟧one d");
    command(&mut window, Command::Replace);
    look_for(&mut window, "one", false);
    window.act(Action::Edit(Change::replace(6..18, "")));
    assert_eq!(hits(&window), "one a\none d");
    assert!(window.shows("≠ no hits"));
}

#[test]
fn the_switch_limits_the_search_to_what_is_selected_and_lifts_the_limit() {
    let mut window = Window::with_marked("one one |one");
    command(&mut window, Command::Find);
    look_for(&mut window, "one", false);
    assert!(!Command::InSelection.is_enabled(window.workspace()), "a hit is selected");
    window.act(Action::Select(DraftRange::new(0, 5)));
    command(&mut window, Command::InSelection);
    assert_eq!(hits(&window), "⟦one⟧ one one");
    assert_eq!(Command::InSelection.is_checked(window.workspace()), Some(true));
    command(&mut window, Command::InSelection);
    assert_eq!(hits(&window), "⟦one⟧ ⟦one⟧ ⟦one⟧");
}

#[test]
fn positions_are_gone_to_one_after_the_other_and_replaced_in_one_step() {
    let mut window = Window::with_marked("|one\ntwo\nthree");
    command(&mut window, Command::Replace);
    look_for(&mut window, "^", true);
    assert!(window.shows("1 of 3"));
    command(&mut window, Command::FindNext);
    assert_eq!(window.marked(), "one\n|two\nthree");
    command(&mut window, Command::FindPrevious);
    window.act(Action::SetReplacement("> ".to_owned()));
    command(&mut window, Command::ReplaceHit);
    assert_eq!(window.marked(), "> one\n|two\nthree");
    command(&mut window, Command::ReplaceAll);
    assert_eq!(window.draft(), "> > one\n> two\n> three");
    assert_eq!(window.workspace().undo_label(), Some(StepLabel::ReplaceAll));
    command(&mut window, Command::Undo);
    assert_eq!(window.draft(), "> one\ntwo\nthree");
}

#[test]
fn what_is_put_at_the_end_of_a_line_is_put_there_once() {
    let mut window = Window::with_marked("|one\ntwo");
    command(&mut window, Command::Replace);
    look_for(&mut window, "$", true);
    window.act(Action::SetReplacement(".".to_owned()));
    command(&mut window, Command::ReplaceHit);
    command(&mut window, Command::ReplaceHit);
    assert_eq!(window.draft(), "one.\ntwo.");
}

#[test]
fn only_the_selected_lines_get_a_sign_in_front_of_them() {
    let mut window = Window::with_marked("one\n⟦two\nthree\n⟧four");
    command(&mut window, Command::Replace);
    look_for(&mut window, "^", true);
    window.act(Action::SetReplacement("> ".to_owned()));
    command(&mut window, Command::ReplaceAll);
    assert_eq!(window.draft(), "one\n> two\n> three\nfour");
}

/// The places that a search through everything found.
fn found(window: &mut Window, words: &str) -> Vec<HitPlace> {
    command(window, Command::FindEverywhere);
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text(words);
    let parts = window.workspace().project_search().found();
    parts.iter().flat_map(|part| part.hits.iter().map(|hit| hit.place.clone())).collect()
}

#[test]
fn everything_is_searched_and_a_hit_is_shown_where_it_stands() {
    let mut window = Window::with_marked("The staff of the harbour waited.|");
    window.add_source("The audit of the staff", "Four staff were asked.\n");
    let places = found(&mut window, "staff");
    assert!(window.shows("DRAFT · 1") && window.shows("SOURCES · 2"), "{places:?}");
    let [HitPlace::Draft(words), HitPlace::Source(_), HitPlace::Snapshot(source, passage)] =
        &places[..]
    else {
        panic!("{places:?}")
    };
    window.key(NONE, Key::ArrowDown);
    window.key(NONE, Key::ArrowDown);
    window.key(NONE, Key::Enter);
    let view = window.workspace().view();
    assert_eq!((view.tab, view.source.as_ref()), (Tab::Sources, Some(source)));
    assert_eq!(view.reader.lit, Some(*passage));
    assert_eq!(view.dialog(), None);
    found(&mut window, "staff");
    window.key(NONE, Key::Enter);
    assert_eq!(window.lit(), "staff");
    assert_eq!(window.caret(), words.start);
}

#[test]
fn a_quote_and_a_claim_that_were_found_are_chosen() {
    let mut window = Window::with_marked("|The app has 170 million users.");
    command(&mut window, Command::MarkClaim);
    window.add_source("The audit", "Four staff were asked.\n");
    let source = window.workspace().project().sources()[0].id.clone();
    window.act(Action::ReadAt(source, nutgraf_engine::range::SourceRange::new(0, 4)));
    window.act(Action::SelectInReader(Some(nutgraf_engine::range::SourceRange::new(0, 21))));
    command(&mut window, Command::QuoteSelection);
    window.act(Action::ShowQuote(None));
    let places = found(&mut window, "asked");
    let quote = places.iter().find(|place| matches!(place, HitPlace::Quote(_))).unwrap().clone();
    window.act(Action::CloseDialog);
    window.act(Action::ShowHit(quote.clone()));
    assert_eq!(window.workspace().view().quote.clone().map(HitPlace::Quote), Some(quote));
    let places = found(&mut window, "million");
    let claim = places.iter().find(|place| matches!(place, HitPlace::Claim(_))).unwrap().clone();
    window.act(Action::CloseDialog);
    window.act(Action::ShowHit(claim.clone()));
    let view = window.workspace().view();
    assert_eq!(view.claim.clone().map(HitPlace::Claim), Some(claim));
    assert_eq!(view.tab, Tab::Claims);
}

#[test]
fn what_was_found_is_counted_whole_and_listed_in_part() {
    let mut window = Window::with_draft(&"lock ".repeat(70));
    found(&mut window, "lock");
    assert!(window.shows("DRAFT · 70") && window.shows("10 more. Type more to see fewer."));
    found(&mut window, "key");
    assert!(window.shows("Nothing in this project has these words."));
}

#[test]
fn selected_words_are_looked_for_in_everything() {
    let mut window = Window::with_marked("The ⟦harbour⟧ waited.");
    command(&mut window, Command::FindEverywhere);
    assert_eq!(window.workspace().project_search().query().text, "harbour");
    assert!(window.shows("DRAFT · 1"));
}

#[test]
fn a_line_beyond_the_draft_is_said_to_be_the_last() {
    let mut window = Window::with_marked("one\ntwo|");
    command(&mut window, Command::GoTo);
    window.type_text("9");
    assert!(window.shows("Line 2"));
    window.key(NONE, Key::Enter);
    assert_eq!(window.marked(), "one\n|two");
}
