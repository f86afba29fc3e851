//! Drafts that are edited, updated from a file, cut and pasted: what becomes of claims and sources.

use std::path::Path;

use nutgraf::{
    app::{Action, Command, Dialog, Effect, EffectRunner, Event, InlineRunner, Pick},
    exchange::import::ImportProcess,
    project::StepLabel,
};
use nutgraf_engine::{
    markdown::Structure,
    model::{ClaimId, Standing},
    text::Change,
};
use nutgraf_import::Imported;

use super::Desk;

#[test]
fn a_source_that_two_articles_ask_for_is_added_to_the_one_that_is_open_and_once() {
    let mut desk = Desk::new("First");
    let path = desk.path("audit.txt");
    let read = |path: &Path| {
        let imported =
            Imported { title: "Audit".into(), text: "Words.".into(), ..Imported::default() };
        Event::Imported { path: path.to_owned(), result: Ok(imported) }
    };
    desk.handle(Event::Picked(Pick::Source, Some(path.clone())));
    desk.begin("Second");
    desk.handle(Event::Picked(Pick::Source, Some(path.clone())));
    desk.handle(read(&path));
    assert_eq!(desk.workspace.view().dialog(), None, "that was for the first");
    assert_eq!(desk.workspace.view().reading, std::slice::from_ref(&path));
    desk.handle(read(&path));
    assert!(matches!(desk.workspace.view().dialog(), Some(Dialog::Source(_))));
    assert!(desk.workspace.view().reading.is_empty());
}

#[test]
fn undo_takes_back_a_word_at_a_time() {
    let mut desk = Desk::new("First");
    let before = desk.workspace.project().draft().to_owned();
    for letter in ["T", "w", "o", " ", "w", "o", "r", "d", "s"] {
        desk.type_text(letter);
    }
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.workspace.project().draft(), format!("{before}Two "));
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.workspace.project().draft(), before);
}

/// A draft with three claims, each of its words confirmed.
fn claimed(desk: &mut Desk) -> Vec<ClaimId> {
    let draft = "Four staff looked at the whole list in March.\r\n\r\nThe office spent \
                 $3 million on it, more than in any year before. Nobody in the ministry had \
                 asked for a second reading.\r\n";
    let end = desk.workspace.project().draft().len();
    desk.apply(Action::Edit(Change::replace(0..end, draft)));
    let sentences: Vec<_> = Structure::parse(draft).sentences.iter().collect();
    for sentence in sentences {
        desk.apply(Action::Select(sentence));
        desk.apply(Action::Command(Command::MarkClaim));
        desk.apply(Action::Command(Command::ConfirmClaim));
    }
    desk.workspace.project().claims().iter().map(|claim| claim.id.clone()).collect()
}

fn updated(desk: &mut Desk, name: &str, bytes: &[u8]) {
    let path = desk.path(name);
    nutgraf::persist::write_atomic(&path, bytes).unwrap();
    let effects = desk.apply(Action::Command(Command::UpdateDraft));
    let [Effect::Pick(pick @ Pick::Draft { .. })] = &effects[..] else { panic!("{effects:?}") };
    let effects = desk.handle(Event::Picked(pick.clone(), Some(path)));
    let importer = ImportProcess::program(env!("CARGO_BIN_EXE_nutgraf").as_ref());
    let mut runner = InlineRunner::default().importing_by(importer);
    for effect in effects {
        runner.start(effect);
    }
    for event in runner.poll() {
        desk.handle(event);
    }
}

#[test]
fn a_draft_updated_from_a_file_keeps_its_claims_and_says_which_are_lost() {
    let mut desk = Desk::new("Audit");
    let claims = claimed(&mut desk);
    let before = desk.workspace.project().draft().to_owned();
    let new = "A new beginning.\r\n\r\nFour staff looked at the whole list in March.\r\n\r\n\
               Nobody in the whole ministry had asked for a second reading.\r\n";
    updated(&mut desk, "draft.md", new.as_bytes());
    let project = desk.workspace.project();
    assert_eq!(project.draft(), new, "byte for byte");
    assert_eq!(project.claim_words(&claims[0]), "Four staff looked at the whole list in March.");
    let standing = |id| project.standing(project.claim(id).unwrap());
    assert_ne!(standing(&claims[0]), Standing::Stale);
    let lost = project.claim(&claims[1]).unwrap();
    assert_eq!(project.standing(lost), Standing::Orphaned);
    assert!(lost.text.starts_with("The office spent"), "{lost:?}");
    assert_eq!(standing(&claims[2]), Standing::Stale, "its words were changed");
    let notice = desk.workspace.view().notices.last().unwrap();
    assert_eq!(
        notice.message(),
        "Updated the draft. 1 claim found its words, 1 stands on words that were changed, 1 \
         lost its place."
    );
    assert!(notice.hint().contains("Place it there"));
    assert_eq!(desk.workspace.undo_label().map(StepLabel::as_str), Some("Update draft"));
    desk.apply(Action::Command(Command::Undo));
    let project = desk.workspace.project();
    assert_eq!(project.draft(), before);
    assert_eq!(project.headline().settled, 3);
}

#[test]
fn a_draft_is_not_updated_from_a_file_that_is_no_text_nor_in_another_article() {
    let mut desk = Desk::new("Audit");
    claimed(&mut desk);
    let before = desk.workspace.project().draft().to_owned();
    updated(&mut desk, "draft.md", b"abc\xff");
    assert_eq!(desk.workspace.project().draft(), before);
    let notice = desk.workspace.view().notices.last().unwrap();
    assert!(
        notice.message().contains("draft.md") && notice.hint().contains("as it was"),
        "{notice:?}"
    );
    let late =
        Event::DraftRead { path: "draft.md".into(), project: 0, result: Ok("Other words.".into()) };
    desk.begin("Another");
    let draft = desk.workspace.project().draft().to_owned();
    desk.handle(late);
    assert_eq!(desk.workspace.project().draft(), draft);
}

#[test]
fn a_source_that_was_read_too_late_is_not_added_to_another_article() {
    let mut desk = Desk::new("Audit");
    let path = desk.path("late.txt");
    nutgraf::persist::write_atomic(&path, b"Words.\n").unwrap();
    let effects = desk.handle(Event::Picked(Pick::Source, Some(path.clone())));
    assert_eq!(desk.workspace.view().reading, std::slice::from_ref(&path));
    desk.begin("Another");
    assert!(desk.workspace.view().reading.is_empty());
    let importer = ImportProcess::program(env!("CARGO_BIN_EXE_nutgraf").as_ref());
    let mut runner = InlineRunner::default().importing_by(importer);
    for effect in effects {
        runner.start(effect);
    }
    for event in runner.poll() {
        desk.handle(event);
    }
    assert!(desk.workspace.view().dialog().is_none());
    let notice = desk.workspace.view().notices.last().unwrap();
    assert!(notice.message().contains("late.txt"), "{notice:?}");

    let effects = desk.handle(Event::Picked(Pick::Source, Some(path)));
    for effect in effects {
        runner.start(effect);
    }
    for event in runner.poll() {
        desk.handle(event);
    }
    assert!(desk.workspace.view().reading.is_empty());
    assert!(matches!(desk.workspace.view().dialog(), Some(Dialog::Source(_))));
}

#[test]
fn a_claim_that_had_lost_its_words_gets_them_back_from_an_updated_draft() {
    let mut desk = Desk::new("Audit");
    let claims = claimed(&mut desk);
    let whole = desk.workspace.project().draft().to_owned();
    let range = desk.workspace.project().claim_range(&claims[0]);
    desk.apply(Action::Edit(Change::delete(range)));
    let back = format!("An opening.\r\n\r\n{whole}");
    updated(&mut desk, "draft.md", back.as_bytes());
    let project = desk.workspace.project();
    assert_eq!(project.claim_words(&claims[0]), "Four staff looked at the whole list in March.");
    assert_eq!(project.headline().settled, 3);
    let notice = desk.workspace.view().notices.last().unwrap();
    assert_eq!(notice.message(), "Updated the draft. 3 claims found their words.");
}

#[test]
fn a_claim_that_is_cut_and_pasted_is_confirmed_still_and_not_doubled() {
    let mut desk = Desk::new("Audit");
    let claims = claimed(&mut desk);
    let first = desk.workspace.project().claim_range(&claims[0]);
    let words = desk.workspace.project().draft()[first].to_owned();
    desk.apply(Action::Edit(Change::delete(first)));
    assert_eq!(desk.workspace.project().headline().orphaned, 1);
    let pasted = format!(" {words}");
    for _ in 0..2 {
        let end = desk.workspace.project().draft().len();
        desk.apply(Action::Edit(Change::insert(end, pasted.clone())));
        assert_eq!(desk.workspace.project().claim_words(&claims[0]), words);
        assert_eq!(desk.workspace.project().headline().settled, 3);
    }
    let range = desk.workspace.project().claim_range(&claims[0]);
    assert!(range.end < desk.workspace.project().draft().len(), "it stays at the first paste");
    desk.apply(Action::Command(Command::Undo));
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.workspace.project().headline().orphaned, 1);
}
