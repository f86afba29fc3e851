//! What the draft means: judged at once, right after every edit, undo and fix.

use nutgraf::{
    app::{Action, CheckAction, Command, EffectRunner, InlineRunner, SourceForm},
    project::Reason,
};
use nutgraf_engine::{
    markdown::Structure,
    model::{Evidence, EvidenceTarget},
    range::DraftRange,
    text::Change,
};

use super::Desk;

/// A desk with a source and a draft that quotes it, as the worker last saw it.
fn checked(draft: &str) -> (Desk, InlineRunner) {
    let mut desk = Desk::new("Ban");
    let form = SourceForm {
        key: "hearing".into(),
        title: "Hearing".into(),
        text: "The ban was not popular with the four creators, she said.".into(),
        capture: true,
        ..SourceForm::default()
    };
    desk.apply(Action::SaveSource(form.into()));
    let mut worker = InlineRunner::default();
    let length = desk.workspace.project().draft().len();
    let effects = desk.apply(Action::Edit(Change::replace(0..length, draft)));
    desk.work(&mut worker, effects);
    (desk, worker)
}

#[test]
fn a_quotation_is_judged_as_it_is_typed_before_the_worker_answers() {
    let (mut desk, _) = checked("“The ban was not popular with the four creators” [@hearing].");
    assert_eq!(desk.verdicts(), ["verbatim"]);
    let at = desk.draft().find("not ").unwrap();
    desk.apply(Action::Edit(Change::delete(at..at + 4)));
    assert_eq!(desk.verdicts(), ["altered"]);
    assert_eq!(desk.workspace.findings()[0].code().as_str(), "quote-altered");
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.verdicts(), ["verbatim"]);
    assert_eq!(desk.workspace.findings(), []);
}

#[test]
fn a_changed_source_is_not_guessed_at_while_the_worker_reads_it() {
    let (mut desk, mut worker) =
        checked("“The ban was not popular with the four creators” [@hearing].");
    let source = desk.workspace.project().sources()[0].clone();
    let form = SourceForm {
        text: "The ban was popular with the five creators, she said.".into(),
        capture: true,
        ..SourceForm::of(&source)
    };
    let effects = desk.apply(Action::SaveSource(form.into()));
    let at = desk.draft().find("not ").unwrap();
    desk.apply(Action::Edit(Change::delete(at..at + 4)));
    assert_eq!(desk.verdicts(), Vec::<&str>::new(), "the old text is not asked any more");
    desk.work(&mut worker, effects);
    assert_eq!(desk.verdicts(), Vec::<&str>::new(), "a report of an older revision is let go");
    let effects = desk.apply(Action::Edit(Change::insert(0, "So: ")));
    desk.work(&mut worker, effects);
    assert_eq!(desk.verdicts(), ["altered"]);
}

#[test]
fn each_fix_is_one_step_back() {
    let draft = "She said “The ban was popular with the four creators” [@hearing].";
    for (command, after) in [
        (
            Command::RestoreWording,
            "She said “The ban was not popular with the four creators” [@hearing].",
        ),
        (Command::Unquote, "She said The ban was popular with the four creators [@hearing]."),
    ] {
        let (mut desk, _) = checked(draft);
        desk.caret_at("popular");
        assert!(command.is_enabled(&desk.workspace));
        desk.apply(Action::Command(command));
        assert_eq!(desk.draft(), after);
        desk.apply(Action::Command(Command::Undo));
        assert_eq!(desk.draft(), draft);
        assert_eq!(desk.verdicts(), ["altered"]);
    }
}

#[test]
fn a_quotation_kept_as_a_card_is_tied_to_it() {
    let (mut desk, mut worker) = checked("“The ban was not popular” is “not popular” to him.");
    desk.caret_at("ban");
    let effects = desk.apply(Action::Command(Command::KeepAsCard));
    let project = desk.workspace.project();
    let [quote] = project.quotes() else { panic!("one card") };
    assert_eq!(quote.selector.exact, "The ban was not popular");
    let id = quote.id.clone();
    desk.work(&mut worker, effects);
    assert_eq!(desk.workspace.report().unwrap().quotations[0].quote, Some(id));
    assert!(!Command::KeepAsCard.is_enabled(&desk.workspace), "it has its card now");
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.workspace.project().quotes(), []);
    assert_eq!(desk.workspace.project().document().anchors().count(), 0);
}

#[test]
fn a_fix_that_does_not_fit_says_why_and_changes_nothing() {
    let draft = "“The ban was popular with the four creators” [@hearing].";
    let (mut desk, _) = checked(draft);
    desk.caret_at("popular");
    desk.apply(Action::Command(Command::MarkChange));
    assert_eq!(desk.draft(), draft);
    let notice = desk.workspace.view().notices.last().unwrap();
    assert_eq!(notice.message(), "This change cannot be marked.");
}

#[test]
fn the_verdict_stays_open_until_the_caret_moves() {
    let (mut desk, _) = checked("A “The ban was popular with the four creators” [@hearing].");
    desk.apply(Action::Command(Command::NextFinding));
    assert!(desk.workspace.view().card.is_some());
    desk.caret_at("A ");
    assert_eq!(desk.workspace.view().card, None);
    desk.caret_at("popular");
    desk.apply(Action::Command(Command::ShowVerdict));
    assert!(desk.workspace.view().card.is_some());
    desk.type_text("more");
    assert_eq!(desk.workspace.view().card, None);
}

#[test]
fn every_sentence_that_rests_on_a_source_is_listed_once_with_its_reasons() {
    let (mut desk, mut worker) = checked(
        "Nothing here. It was “not popular with the four creators” [@hearing]. \
         Four people [@hearing] met. Three did not.",
    );
    let claim = |desk: &mut Desk, words: &str| {
        let at = desk.draft().find(words).unwrap();
        desk.apply(Action::Select(DraftRange::new(at, at + words.len())));
        desk.apply(Action::Command(Command::MarkClaim))
    };
    claim(&mut desk, "Four people [@hearing] met.");
    let effects = claim(&mut desk, "Three did not.");
    desk.work(&mut worker, effects);
    let project = desk.workspace.project();
    let (source, claims) = (project.sources()[0].id.clone(), project.claims().to_vec());
    let evidence = Evidence::supporting(EvidenceTarget::Source(source.clone()));
    let effects = desk.apply(CheckAction::Tie(claims[1].id.clone(), evidence).into());
    desk.work(&mut worker, effects);
    let workspace = &desk.workspace;
    let report = workspace.report().unwrap();
    let impact = workspace.project().impact(&source, workspace.structure(), report);
    let told: Vec<_> = impact
        .iter()
        .map(|reliance| {
            let reasons = reliance.reasons.iter().map(|reason| match reason {
                Reason::Quotes { verdict, .. } => verdict.as_str(),
                Reason::Cites => "cites",
                Reason::Claims { only: true, .. } => "only evidence",
                Reason::Claims { .. } => "evidence",
            });
            (&desk.draft()[reliance.range], reasons.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("It was “not popular with the four creators” [@hearing].", vec!["verbatim"]),
            ("Four people [@hearing] met.", vec!["cites"]),
            ("Three did not.", vec!["only evidence"]),
        ]
    );
}

#[test]
fn what_the_draft_means_is_right_after_every_edit_undo_and_fix() {
    let (mut desk, _) = checked("“The ban was popular with the four creators” [@hearing].");
    let holds = |desk: &Desk| {
        assert_eq!(*desk.workspace.structure(), Structure::parse(desk.draft()), "{}", desk.draft());
    };
    for (at, typed) in [(0, "# Title\n\n"), (9, "> "), (0, "```\n"), (13, "```\n"), (4, "“")] {
        desk.apply(Action::Edit(Change::insert(at, typed)));
        holds(&desk);
    }
    for command in [Command::Undo, Command::Undo, Command::Undo, Command::Redo, Command::Undo] {
        desk.apply(Action::Command(command));
        holds(&desk);
    }
    desk.caret_at("popular");
    desk.apply(Action::Command(Command::RestoreWording));
    assert!(desk.draft().contains("not popular"));
    holds(&desk);
}

/// Those that stand side by side, that nest, and that are no longer judged.
#[test]
fn the_quotation_at_the_caret_is_the_innermost_that_holds_it() {
    let mut desk = Desk::new("Nested");
    desk.type_text(
        "\n\n“One two three ‘four five six seven’ eight” and “so” “two of us went home now”“three \
         of us went home now”.\n\n> A block of “words that are inside it” and ‘no’ more.\n\nEnd.\n",
    );
    let effects = desk.apply(Action::Edit(Change::insert(0, "x")));
    let mut inline = InlineRunner::default();
    effects.into_iter().for_each(|effect| drop(inline.start(effect)));
    inline.poll().into_iter().for_each(|event| drop(desk.handle(event)));
    let quotations = &desk.workspace.report().unwrap().quotations;
    assert!(quotations.len() > 3, "{quotations:?}");
    let all = &desk.workspace.structure().quotations;
    for offset in 0..=desk.workspace.project().draft().len() {
        let holds = |at: usize| (all[at].range.start..=all[at].range.end).contains(&offset);
        let innermost = quotations.iter().rfind(|checked| holds(checked.quotation));
        assert_eq!(desk.workspace.quotation_at(offset), innermost, "at {offset}");
    }
}
