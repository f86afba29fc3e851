//! The checklist in the window: sentences become claims or are said to be none,
//! claims are tied, settled, go stale and are mended, all by keyboard.

mod writing;

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use nutgraf::app::{
    Action, CheckAction, ClaimFilter, ClaimGroup, ClaimList, Command, ExportForm, Tab,
};
use nutgraf_engine::model::{
    Claim, ClaimKind, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, Standing,
};

use crate::support::window::Window;

const DRAFT: &str = "# Cameras\n\nThe city bought 12 cameras in 2019. It liked them. \
    They cost $3 million.\n\n## Later\n\nNobody counted the thefts. Thefts fell by 4 percent.\n";

/// A window with a draft that was read, and a source.
fn checking() -> Window {
    let mut window = Window::with_draft(DRAFT);
    window.add_source(
        "Audit",
        "The city bought 12 cameras in 2019.\n\nThey cost 3 million dollars. Nobody says what for.\n",
    );
    window.act(Action::Command(Command::ShowClaims));
    window.settle();
    window
}

fn claims(window: &Window) -> &[Claim] {
    window.workspace().project().claims()
}

fn only(window: &Window) -> &Claim {
    let claims = claims(window);
    assert_eq!(claims.len(), 1);
    &claims[0]
}

fn press(window: &mut Window, text: &str) {
    window.type_text(text);
}

fn down(window: &mut Window) {
    window.key(Modifiers::NONE, Key::ArrowDown);
}

#[test]
fn f9_steps_through_the_sentences_with_figures_and_round_the_end() {
    let mut window = checking();
    let mut seen = Vec::new();
    for _ in 0..4 {
        window.key(Modifiers::NONE, Key::F9);
        seen.push(window.lit());
    }
    assert_eq!(
        seen,
        [
            "The city bought 12 cameras in 2019.",
            "They cost $3 million.",
            "Thefts fell by 4 percent.",
            "The city bought 12 cameras in 2019."
        ]
    );
    window.key(Modifiers::SHIFT, Key::F9);
    assert_eq!(window.lit(), "Thefts fell by 4 percent.");
}

#[test]
fn one_key_makes_the_sentence_a_claim_of_the_kind_that_its_cues_suggest() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    let claim = only(&window);
    assert_eq!(claim.text, "The city bought 12 cameras in 2019.");
    assert_eq!(claim.kind, ClaimKind::Number);
    window.key(Modifiers::NONE, Key::F9);
    assert_eq!(window.lit(), "They cost $3 million.", "a claim is not asked about again");
}

#[test]
fn one_key_says_that_a_sentence_is_no_claim_and_undo_asks_again() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND | Modifiers::ALT, Key::M);
    assert_eq!(window.lit(), "They cost $3 million.", "and goes on to the next");
    let aside = window.workspace().project().not_claims();
    assert!(aside.contains("The city bought 12 cameras in 2019."));
    let survey = window.workspace().survey().unwrap();
    assert_eq!((survey.aside, survey.coverage.checkable), (1, 2));
    window.act(Action::Command(Command::Undo));
    assert!(window.workspace().project().not_claims().is_empty());
    assert_eq!(window.workspace().survey().unwrap().coverage.checkable, 3);
}

#[test]
fn a_sentence_that_was_said_to_be_no_claim_asks_again_once_its_words_change() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND | Modifiers::ALT, Key::M);
    window.select_words("12");
    window.type_text("13");
    window.settle();
    let survey = window.workspace().survey().unwrap();
    assert_eq!((survey.aside, survey.coverage.checkable), (0, 3));
}

#[test]
fn the_coverage_counts_what_is_claimed_and_confirmed() {
    let mut window = checking();
    assert!(window.mentions("3 unclaimed of 3"));
    assert!(window.shows("3 to check"));
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.settle();
    assert!(window.mentions("1 claimed · 2 unclaimed of 3"));
    assert!(window.shows("3 to check"), "a claim is to be checked as well");
    assert!(window.shows("Coverage: 0 of 3"));
    window.act(Action::Command(Command::ConfirmClaim));
    window.settle();
    assert!(window.shows("Coverage: 1 of 3"));
    assert!(window.mentions("1 confirmed · 2 unclaimed of 3"));
    assert!(window.shows("2 to check"));
}

#[test]
fn the_list_takes_sentences_and_claims_by_letters_alone() {
    let mut window = checking();
    window.act(Action::Command(Command::ShowClaims));
    window.settle();
    down(&mut window);
    press(&mut window, " ");
    assert_eq!(only(&window).text, "The city bought 12 cameras in 2019.");
    press(&mut window, "4");
    assert_eq!(only(&window).status, ClaimStatus::ChangeRequested);
    press(&mut window, " ");
    assert_eq!(only(&window).status, ClaimStatus::Confirmed);
    // The list goes on below the claim with the sentences that are none.
    down(&mut window);
    press(&mut window, "x");
    assert_eq!(window.workspace().project().not_claims().len(), 1);
    assert_eq!(window.draft(), DRAFT, "no letter went into the draft");
}

#[test]
fn evidence_is_tied_by_searching_the_text_of_every_source() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.act(Action::Command(Command::ShowClaims));
    window.settle();
    press(&mut window, "e");
    window.settle();
    press(&mut window, "bought 12");
    window.settle();
    window.key(Modifiers::ALT, Key::Enter);
    window.settle();
    let claim = only(&window).clone();
    assert_eq!(claim.evidence.len(), 1);
    assert!(claim.evidence[0].primary, "Alt ties it as primary");
    let project = window.workspace().project();
    assert_eq!(project.quotes()[0].selector.exact, "The city bought 12 cameras in 2019.");
    window.act(Action::Command(Command::Undo));
    let project = window.workspace().project();
    assert!(project.quotes().is_empty() && project.claims()[0].evidence.is_empty());
}

#[test]
fn the_role_of_evidence_is_changed_by_keyboard() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.key(Modifiers::COMMAND, Key::L);
    window.settle();
    press(&mut window, "Audit");
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert_eq!(only(&window).evidence.len(), 1);
    window.act(Action::Command(Command::ShowClaims));
    window.settle();
    press(&mut window, "r");
    window.settle();
    press(&mut window, "contra");
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert_eq!(only(&window).evidence[0].role, EvidenceRole::Contradicts);
}

#[test]
fn a_claim_whose_words_changed_is_stale_and_still_true_by_one_key() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    let id = only(&window).id.clone();
    window.act(CheckAction::SetStatus(id.clone(), ClaimStatus::Opinion).into());
    window.select_words("bought");
    window.type_text("purchased");
    window.settle();
    let standing = |window: &Window| window.workspace().checklist().claims()[0].standing;
    assert_eq!(standing(&window), Standing::Stale);
    assert!(window.mentions("Then: The city bought 12 cameras in 2019."));
    window.caret_in("cameras");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Y);
    assert_eq!(standing(&window), Standing::Settled);
    assert_eq!(only(&window).status, ClaimStatus::Opinion, "the status is as it was");
    assert_eq!(only(&window).history.len(), 1);
    assert_eq!(only(&window).history[0].text, "The city bought 12 cameras in 2019.");
}

#[test]
fn a_proposed_change_goes_into_the_draft_as_one_undo_step() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.act(Action::Command(Command::ShowClaims));
    window.settle();
    press(&mut window, "p");
    window.settle();
    window.key(Modifiers::COMMAND, Key::A);
    press(&mut window, "The town bought a dozen cameras in 2019.");
    window.settle();
    window.key(Modifiers::NONE, Key::Escape);
    window.settle();
    press(&mut window, "a");
    window.settle();
    assert!(window.draft().contains("The town bought a dozen cameras in 2019. It liked them."));
    let claim = only(&window).clone();
    assert_eq!((claim.status, claim.proposed.as_str()), (ClaimStatus::Changed, ""));
    assert_eq!(window.workspace().checklist().claims()[0].standing, Standing::Open);
    window.act(Action::Command(Command::Undo));
    assert_eq!(window.draft(), DRAFT);
    assert_eq!(only(&window).proposed, "The town bought a dozen cameras in 2019.");
}

#[test]
fn whoever_settles_a_claim_of_their_own_is_at_the_desk_from_then_on() {
    let mut window = checking();
    for _ in 0..2 {
        window.key(Modifiers::NONE, Key::F9);
        window.key(Modifiers::COMMAND, Key::M);
    }
    let ids: Vec<_> = claims(&window).iter().map(|claim| claim.id.clone()).collect();
    let first = Claim { checker: "M. C.".into(), ..claims(&window)[0].clone() };
    window.act(CheckAction::Edit(Box::new(first)).into());
    window.act(CheckAction::SetStatus(ids[0].clone(), ClaimStatus::Confirmed).into());
    window.act(CheckAction::SetStatus(ids[1].clone(), ClaimStatus::Confirmed).into());
    assert_eq!(claims(&window)[1].checker, "M. C.");

    // Whose claim it is, is another thing than who is at the desk.
    let other = Claim { checker: "P. L.".into(), ..claims(&window)[1].clone() };
    window.act(CheckAction::Edit(Box::new(other)).into());
    window.act(CheckAction::SetStatus(ids[1].clone(), ClaimStatus::Unverifiable).into());
    assert_eq!(claims(&window)[1].checked.as_ref().unwrap().by, "M. C.");
}

#[test]
fn claims_are_grouped_by_section_and_narrowed_by_kind() {
    let mut window = checking();
    for _ in 0..3 {
        window.key(Modifiers::NONE, Key::F9);
        window.key(Modifiers::COMMAND, Key::M);
    }
    let list = ClaimList { group: ClaimGroup::Section, ..ClaimList::default() };
    window.act(CheckAction::List(list).into());
    window.settle();
    assert!(window.mentions("CAMERAS · 2") && window.mentions("LATER · 1"));
    let list = ClaimList { section: Some("Later".into()), ..ClaimList::default() };
    window.act(CheckAction::List(list).into());
    window.settle();
    assert!(window.shows("Claim 3: Thefts fell by 4 percent."));
    assert!(!window.shows("Claim 1: The city bought 12 cameras in 2019."));
    let list = ClaimList { filter: ClaimFilter::Stale, ..ClaimList::default() };
    window.act(CheckAction::List(list).into());
    window.settle();
    window.click("Show all");
    window.settle();
    assert!(window.shows("Claim 1: The city bought 12 cameras in 2019."));
}

#[test]
fn an_export_is_called_final_only_once_nothing_stands_against_it_or_a_reason_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.settle();
    let form = ExportForm { is_final: true, by: "The desk".into(), ..ExportForm::default() };
    window.answers.next(Some(&folder.path().join("no.md")));
    window.act(Action::Export(form.clone()));
    window.settle();
    assert!(!folder.path().join("no.md").exists());
    assert!(window.workspace().project().signoffs().is_empty());

    let reason = "Printing tonight.".to_owned();
    window.act(Action::Export(ExportForm { reason, ..form.clone() }));
    window.settle();
    assert!(folder.path().join("no.md").exists());
    let signoffs = window.workspace().project().signoffs().to_vec();
    assert_eq!((signoffs.len(), signoffs[0].reason.as_str()), (1, "Printing tonight."));
    assert!(window.workspace().is_dirty(), "a sign-off is something to save");

    window.act(Action::Command(Command::ConfirmClaim));
    window.settle();
    window.answers.next(Some(&folder.path().join("yes.md")));
    window.act(Action::Export(ExportForm { reason: "Needless.".into(), ..form }));
    window.settle();
    let signoffs = window.workspace().project().signoffs();
    assert_eq!((signoffs.len(), signoffs[1].reason.as_str()), (2, ""));
}

#[test]
fn what_stands_against_final_is_listed_in_the_dialog_and_leads_there() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.settle();
    window.act(Action::Tab(Tab::Sources));
    window.act(Action::Command(Command::Export));
    window.settle();
    window.click("Call it final, and keep who did");
    window.settle();
    window.click("The claim “The city bought 12 cameras in 2019.”: it is unchecked");
    window.settle();
    assert_eq!(window.workspace().view().tab, Tab::Claims);
    assert_eq!(window.lit(), "The city bought 12 cameras in 2019.");
}

/// Presses Tab until something of this name has the keyboard.
fn tab_to(window: &mut Window, name: &str) {
    for _ in 0..60 {
        let root = window.harness.root();
        let is_there = root.children_recursive().any(|node| {
            let node = node.accesskit_node();
            node.is_focused()
                && (node.label().as_deref() == Some(name)
                    || node.labelled_by().any(|by| by.value().as_deref() == Some(name)))
        });
        if is_there {
            return;
        }
        window.key(Modifiers::NONE, Key::Tab);
    }
    panic!("no Tab leads to {name}");
}

#[test]
fn the_sample_is_worked_from_an_empty_checklist_to_a_passed_gate_by_keyboard_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::new();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    press(&mut window, "sample why");
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();

    // An empty checklist.
    window.key(Modifiers::COMMAND, Key::Num5);
    while !claims(&window).is_empty() {
        window.key(Modifiers::NONE, Key::Home);
        window.key(Modifiers::NONE, Key::Delete);
        window.settle();
    }

    // The quotation that the sample gets wrong.
    window.key(Modifiers::NONE, Key::F8);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.settle();
    assert!(window.draft().contains("“4 staff on the ByteDance inner audit group”"));

    // Every sentence that asks for a claim becomes one, is tied and confirmed.
    let mut worked = 0;
    while window.workspace().survey().unwrap().coverage.checkable
        > window.workspace().survey().unwrap().coverage.claimed
    {
        window.key(Modifiers::NONE, Key::F9);
        let sentence = window.lit();
        window.key(Modifiers::COMMAND, Key::M);
        window.key(Modifiers::COMMAND, Key::L);
        // What the sentence quotes or cites is offered first.
        if !sentence.contains("[@") {
            press(&mut window, "smt");
            window.settle();
        }
        window.key(Modifiers::ALT, Key::Enter);
        window.settle();
        let project = window.workspace().project();
        let claim = project.claim(window.workspace().view().claim.as_ref().unwrap()).unwrap();
        if let EvidenceTarget::Quote(id) = &claim.evidence[0].target
            && sentence.contains("[@")
        {
            let exact = &project.quote(id).unwrap().selector.exact;
            let straight = |text: &str| text.replace('’', "'");
            assert!(straight(&sentence).contains(&straight(exact)), "{sentence}: {exact}");
        }
        window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
        window.settle();
        worked += 1;
        assert!(worked < 40, "{sentence}");
    }
    assert!(worked >= 6, "{worked} sentences");
    assert!(claims(&window).iter().all(|claim| !claim.evidence.is_empty()));
    assert_eq!(window.workspace().obstacles(), []);

    // And the gate is passed.
    window.answers.next(Some(&folder.path().join("final.md")));
    window.key(Modifiers::COMMAND, Key::E);
    tab_to(&mut window, "Call it final, and keep who did");
    window.key(Modifiers::NONE, Key::Space);
    window.settle();
    tab_to(&mut window, "Signed by");
    press(&mut window, "The desk");
    tab_to(&mut window, "Save to file…");
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert!(folder.path().join("final.md").exists());
    let signoffs = window.workspace().project().signoffs();
    assert_eq!((signoffs[0].by.as_str(), signoffs[0].reason.as_str()), ("The desk", ""));
}

#[test]
fn a_figure_that_its_evidence_does_not_carry_stands_on_the_card_with_both_sides() {
    let mut window = Window::with_draft("The city bought 14 cameras in 2019.\n");
    window.add_source("Audit", "The city bought 12 cameras in 2019. Nobody says why.\n");
    window.settle();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.key(Modifiers::COMMAND, Key::L);
    window.settle();
    press(&mut window, "bought");
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert!(window.mentions("14 cameras ≠ 12 cameras"));
    window.click_first("audit, para. 1");
    let lit = window.workspace().view().reader.lit.unwrap();
    let source = &window.workspace().project().sources()[0];
    assert_eq!(&source.snapshot.as_ref().unwrap().text[lit], "12 cameras");
}

#[test]
fn the_packet_is_written_into_a_chosen_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = checking();
    window.answers.next(Some(&folder.path().join("packet")));
    window.act(Action::Command(Command::Packet));
    window.settle();
    let files = std::fs::read_dir(folder.path().join("packet")).unwrap().count();
    assert_eq!(files, 6);
}

#[test]
fn after_a_choice_the_letters_are_still_those_of_the_list() {
    let mut window = checking();
    window.key(Modifiers::COMMAND, Key::Num5);
    window.settle();
    down(&mut window);
    press(&mut window, " ");
    for (letter, typed) in [("s", "unverif"), ("k", "law")] {
        press(&mut window, letter);
        window.settle();
        press(&mut window, typed);
        window.key(Modifiers::NONE, Key::Enter);
        window.settle();
    }
    press(&mut window, "f");
    window.settle();
    window.key(Modifiers::NONE, Key::Escape);
    window.settle();
    press(&mut window, "2");
    let claim = only(&window);
    assert_eq!((claim.kind, claim.status), (ClaimKind::Law, ClaimStatus::InProgress));
    assert_eq!(window.draft(), DRAFT, "no letter went into the draft");
}

#[test]
fn a_claim_whose_words_are_gone_is_not_confirmed() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.select_words("The city bought 12 cameras in 2019. ");
    window.key(Modifiers::NONE, Key::Delete);
    window.settle();
    let id = only(&window).id.clone();
    window.act(CheckAction::SetStatus(id, ClaimStatus::Confirmed).into());
    assert_eq!(only(&window).status, ClaimStatus::Unchecked);
    assert!(window.mentions("The words of this claim are gone from the draft"));
}

#[test]
fn an_error_is_let_stand_by_name_and_with_a_reason_and_undo_asks_again() {
    let mut window = checking();
    window.caret_at_end();
    window.write(" So [@nobody] says.");
    window.settle();
    let errors = |window: &Window| window.workspace().finding_counts().errors;
    assert_eq!(errors(&window), 1);
    window.act(Action::Tab(Tab::Findings));
    window.settle();
    window.click("Let it stand…");
    window.settle();
    window.type_text("The source comes tonight.");
    window.key(Modifiers::NONE, Key::Tab);
    window.type_text("Jo");
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    let stets = window.workspace().project().stets();
    let stet = stets.first().unwrap();
    assert_eq!(
        (stet.words.as_str(), stet.by.as_str(), stet.reason.as_str()),
        ("@nobody", "Jo", "The source comes tonight.")
    );
    assert_eq!(errors(&window), 0);
    assert_eq!(window.workspace().obstacles().len(), 0);
    assert!(window.shows("Take back"));
    window.act(Action::Command(Command::Undo));
    window.settle();
    assert_eq!(errors(&window), 1);
}

#[test]
fn evidence_opens_with_the_passage_that_has_the_claims_words() {
    let mut window = checking();
    window.key(Modifiers::NONE, Key::F9);
    window.key(Modifiers::COMMAND, Key::M);
    window.act(Action::Command(Command::ShowClaims));
    window.settle();
    press(&mut window, "e");
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    let quotes = window.workspace().project().quotes();
    let words: Vec<&str> = quotes.iter().map(|quote| quote.selector.exact.as_str()).collect();
    assert_eq!(words, ["The city bought 12 cameras in 2019."]);
    let target = EvidenceTarget::Quote(quotes[0].id.clone());
    assert_eq!(only(&window).evidence, [Evidence::supporting(target)]);
}
