//! The flows of a writer in the window, by role and name.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use nutgraf::{
    app::{Action, CheckAction, Command, Dialog, ExportForm, Mode, Sample, SaveState, Tab},
    evidence::Verdict,
    exchange::export::Citations,
    model::ClaimStatus,
    persist::{journal, store},
    project::QuotationStyle,
};
use tempfile::TempDir;

use crate::support::window::{Options, SOURCE, Window, now};

/// Selects words in the reader, as dragging over them does.
fn select_in_reader(window: &mut Window, words: &str) {
    let text = window.workspace().current_source().unwrap().snapshot.as_ref().unwrap().text.clone();
    let at = text.find(words).unwrap();
    window.act(Action::SelectInReader(Some(at..at + words.len())));
}

fn verdicts(window: &Window) -> Vec<Verdict> {
    let report = window.workspace().report().expect("the draft was checked");
    report.quotations.iter().map(|quotation| quotation.judgement.verdict).collect()
}

fn saved(window: &mut Window) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.ron");
    window.answers.next(Some(&path));
    window.key(Modifiers::COMMAND, Key::S);
    (folder, path)
}

#[test]
fn the_welcome_page_offers_a_start_from_every_template() {
    let mut window = Window::new();
    for name in ["Explainer", "Questions and answers", "Timeline", "Fact check", "Blank"] {
        assert!(window.shows(name), "{name}");
    }
    window.click("Timeline");
    assert!(window.workspace().is_open());
    assert!(window.draft().starts_with("# Untitled\n"));
}

#[test]
fn a_sample_opens_in_one_click() {
    let mut window = Window::new();
    window.click("Why the US debated a ban");
    assert!(window.draft().starts_with("# Why the US debated a ban"));
    assert!(!window.workspace().is_dirty());
    assert!(!verdicts(&window).is_empty());
}

#[test]
fn a_new_article_gets_its_title_and_template_in_the_dialog() {
    let mut window = Window::new();
    window.click("New article…");
    window.fill("Title", "Who may ask");
    window.click("Start writing");
    assert!(window.draft().starts_with("# Who may ask\n"));
    assert_eq!(window.workspace().window_title(), "Who may ask — Nutgraf");
}

#[test]
fn typing_changes_the_draft_and_undo_takes_the_word_back() {
    let mut window = Window::blank();
    let before = window.draft();
    let end = before.len();
    window.select(end..end);
    window.type_text("\nThe ");
    window.type_text("law");
    assert_eq!(window.draft(), format!("{before}\nThe law"));
    assert!(window.workspace().window_title().starts_with("• "));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.draft(), format!("{before}\nThe "));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.draft(), before);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.draft(), format!("{before}\nThe law"));
}

#[test]
fn another_article_is_shown_and_edited_as_itself() {
    let mut window = Window::new();
    window.act(Action::OpenSample(Sample::Explainer));
    window.act(Action::OpenSample(Sample::CheckAQuote));
    let before = window.draft();
    window.select(0..0);
    window.type_text("X");
    assert_eq!(window.draft(), format!("X{before}"));
}

#[test]
fn a_note_is_kept_as_it_is_typed_and_undone_as_one() {
    let mut window = Window::blank();
    window.select_words("ban");
    window.act(Action::Command(Command::MarkClaim));
    let note = |window: &Window| window.workspace().project().claims()[0].note.clone();
    window.fill("Note", "Asked twice.");
    assert_eq!(note(&window), "Asked twice.", "no other field has to be chosen first");
    let id = window.workspace().project().claims()[0].id.clone();
    window.act(CheckAction::SetStatus(id, ClaimStatus::Confirmed).into());
    assert_eq!(note(&window), "Asked twice.");
    window.act(Action::Command(Command::Undo));
    window.act(Action::Command(Command::Undo));
    assert_eq!(note(&window), "");
}

#[test]
fn of_several_dropped_files_each_gets_its_form() {
    let mut window = Window::blank();
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = ["One.txt", "Two.txt"].map(|name| folder.path().join(name)).into();
    for path in &paths {
        fs::write(path, SOURCE).unwrap();
    }
    window.act(Action::Dropped(paths));
    window.click_last("Add source");
    window.click_last("Add source");
    assert_eq!(window.workspace().project().sources().len(), 2);
}

#[test]
fn backspace_and_enter_reach_the_draft() {
    let mut window = Window::blank();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("ab");
    window.key(Modifiers::NONE, Key::Backspace);
    window.key(Modifiers::NONE, Key::Enter);
    window.type_text("ü");
    assert!(window.draft().ends_with("a\nü"), "{:?}", window.draft());
}

#[test]
fn bold_is_put_around_the_selection_and_is_one_undo_step() {
    let mut window = Window::blank();
    window.select_words("ban");
    window.key(Modifiers::COMMAND, Key::B);
    assert!(window.draft().contains("A **ban**"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.draft().contains("A ban"));
}

#[test]
fn the_outline_lists_the_headings_and_jumps_to_them() {
    let mut window = Window::blank();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("\n## The law\n\nText.\n");
    window.click("The law");
    let at = window.workspace().view().selection.start;
    assert!(window.draft()[..at].ends_with("## The law"));
}

#[test]
fn the_status_bar_counts_words_against_the_goal() {
    let mut window = Window::blank();
    window.act(Action::Command(Command::ArticleDetails));
    window.fill("Goal in words", "900");
    window.click("Save");
    let words = window.workspace().structure().words;
    assert!(window.shows(&format!("{words} of 900 words")));
    assert!(window.shows("1 min read"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(!window.shows(&format!("{words} of 900 words")), "details are undone like text");
}

#[test]
fn the_modes_switch_between_writing_and_reading() {
    let mut window = Window::blank();
    window.click("Split");
    assert_eq!(window.workspace().view().mode, Mode::Split);
    assert_eq!(window.harness.query_all_by_label("A ban").count(), 2, "outline and preview");
    window.key(Modifiers::COMMAND, Key::Num3);
    assert_eq!(window.workspace().view().mode, Mode::Read);
    assert!(!window.shows("Draft"));
    window.click("Write");
    assert!(window.shows("Draft"));
}

#[test]
fn a_pasted_source_gets_a_key_and_a_snapshot() {
    let window = Window::with_source();
    let source = &window.workspace().project().sources()[0];
    assert_eq!(source.key, "the-audit");
    assert_eq!(&*source.snapshot.as_ref().unwrap().text, SOURCE);
    assert_eq!(source.accessed.unwrap().to_string(), "2026-11-23");
    assert!(window.shows("Source text"));
}

#[test]
fn a_source_form_with_a_wrong_date_says_so_and_stays_open() {
    let mut window = Window::blank();
    window.act(Action::Command(Command::AddSource));
    window.fill("Title", "The audit");
    window.fill("Published", "soon");
    window.click_last("Add source");
    assert!(window.workspace().project().sources().is_empty());
    assert!(window.mentions("“soon” is not a date"));
    assert!(matches!(window.workspace().view().dialog(), Some(Dialog::Source(_))));
}

#[test]
fn a_dropped_text_file_becomes_a_source_after_its_form() {
    let mut window = Window::blank();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Audit report.txt");
    fs::write(&path, SOURCE).unwrap();
    window.act(Action::Dropped(vec![path]));
    window.click_last("Add source");
    let source = &window.workspace().project().sources()[0];
    assert_eq!(&*source.snapshot.as_ref().unwrap().text, SOURCE);
}

#[test]
fn a_source_file_that_is_no_text_is_refused_with_its_place() {
    let mut window = Window::blank();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.txt");
    fs::write(&path, b"abc\xff").unwrap();
    window.answers.next(Some(&path));
    window.act(Action::Command(Command::OpenSourceFile));
    assert!(window.workspace().project().sources().is_empty());
    assert!(window.mentions("audit.txt"));
    assert!(window.mentions("3"), "the byte offset is named");
}

#[test]
fn a_draft_is_updated_from_a_file_that_is_chosen_in_the_window() {
    let mut window = Window::blank();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("from-the-editor.md");
    fs::write(&path, "# From the editor\r\n\r\nFour staff looked.\r\n").unwrap();
    let before = window.draft();
    window.answers.next(Some(&path));
    window.act(Action::Command(Command::UpdateDraft));
    assert_eq!(window.draft(), "# From the editor\r\n\r\nFour staff looked.\r\n");
    assert!(window.mentions("Updated the draft."));
    window.act(Action::Command(Command::Undo));
    assert_eq!(window.draft(), before);
}

#[test]
fn changing_a_citation_key_changes_the_draft_with_it() {
    let mut window = Window::with_source();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("As written [@the-audit, p. 2; @other].");
    window.act(Action::Command(Command::EditSource));
    window.fill("Citation key", "\u{8}");
    let mut source = window.workspace().project().sources()[0].clone();
    source.key = "audit".into();
    let form = nutgraf::app::SourceForm::of(&source);
    window.act(Action::SaveSource(Box::new(form)));
    assert!(window.draft().ends_with("[@audit, p. 2; @other]."), "{}", window.draft());
    window.act(Action::Command(Command::Undo));
    assert!(window.draft().ends_with("[@the-audit, p. 2; @other]."));
    assert_eq!(window.workspace().project().sources()[0].key, "the-audit");
}

#[test]
fn a_source_with_characters_that_turn_the_direction_of_writing_is_warned_of() {
    let mut window = Window::with_source();
    assert!(!window.mentions("invisible"));
    window.add_source("Memo", "The level is \u{2066}user\u{2069}.");
    assert!(window.mentions("The text of “Memo” holds 2 invisible characters"));
}

#[test]
fn selected_words_become_a_quote_with_its_locator() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "before the summer");
    window.click("Quote  Q");
    let quote = &window.workspace().project().quotes()[0];
    assert_eq!(quote.selector.exact, "before the summer");
    assert_eq!(quote.locator, "para. 2");
    assert!(window.shows("Quote: before the summer"));
}

#[test]
fn q_in_the_reader_quotes_what_is_selected() {
    let mut window = Window::with_source();
    let reader = window.harness.get_by_label("Source text");
    reader.click();
    window.settle();
    window.key(Modifiers::NONE, Key::Home);
    for _ in 0..4 {
        window.key(Modifiers::SHIFT, Key::ArrowRight);
    }
    let selected = SOURCE[window.workspace().reader_selection().unwrap()].trim().to_owned();
    assert!(!selected.is_empty());
    // A key comes with the letter it types.
    window.harness.event(egui::Event::Key {
        key: Key::Q,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    window.type_text("q");
    window.key(Modifiers::NONE, Key::Q);
    assert_eq!(window.workspace().project().quotes().len(), 1, "a held key quotes once");
    let quoted = window.workspace().project().quotes()[0].selector.exact.clone();
    assert!(quoted.contains(&selected), "{quoted:?} for {selected:?}");
    assert!(SOURCE.split_whitespace().any(|word| word == quoted), "half a word is made whole");
}

#[test]
fn a_quote_gets_a_speaker_and_goes_into_the_draft_as_quotation() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told");
    window.act(Action::Command(Command::QuoteSelection));
    window.fill("Speaker", "The company");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(window.workspace().project().quotes()[0].speaker, "The company");
    let end = window.draft().len();
    window.select(end..end);
    window.click_last("Insert");
    assert!(window.draft().ends_with("“Nobody was told” [@the-audit, para. 2]"));
    assert_eq!(verdicts(&window), [Verdict::Verbatim]);
    window.act(Action::Command(Command::Undo));
    assert!(!window.draft().contains("Nobody"));
}

#[test]
fn a_quote_goes_into_the_draft_as_block_quote() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told before the summer");
    window.act(Action::Command(Command::QuoteSelection));
    let end = window.draft().len();
    window.select(end..end);
    window.click("As block");
    assert!(
        window.draft().contains("\n\n> Nobody was told before the summer [@the-audit, para. 2]\n")
    );
    assert_eq!(verdicts(&window), [Verdict::Verbatim]);
}

#[test]
fn a_quote_dropped_at_a_place_in_the_draft_goes_there() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told");
    window.act(Action::Command(Command::QuoteSelection));
    let id = window.workspace().project().quotes()[0].id.clone();
    let at = window.draft().find("ban").unwrap();
    let style = QuotationStyle::Inline;
    window.act(Action::InsertQuote { id, style, at: Some(at) });
    assert!(window.draft().contains("# A “Nobody was told” [@the-audit, para. 2] ban"));
}

#[test]
fn a_quote_dragged_from_its_card_lands_in_the_draft() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told");
    window.act(Action::Command(Command::QuoteSelection));
    window.act(Action::ShowQuote(None));
    let card = window.harness.get_by_label("Quote: Nobody was told").rect().center();
    let draft = window.harness.get_by_label("Draft").rect();
    window.harness.drag_at(card);
    window.harness.step();
    window.harness.hover_at(card - egui::vec2(60.0, 0.0));
    window.harness.step();
    window.harness.hover_at(draft.left_top() + egui::vec2(20.0, 20.0));
    window.harness.step();
    window.harness.drop_at(draft.left_top() + egui::vec2(20.0, 20.0));
    window.settle();
    assert!(window.draft().contains("“Nobody was told”"), "{}", window.draft());
}

#[test]
fn a_quotation_that_drifts_is_seen_at_once_with_its_diff() {
    let mut window = Window::with_source();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("It says “Four staff on the audit group” looked [@the-audit].");
    assert_eq!(verdicts(&window), [Verdict::Verbatim]);
    window.select_words("Four staff");
    window.type_text("Five staff");
    assert_eq!(verdicts(&window), [Verdict::Altered]);
    assert!(window.shows("≠ 1 error"));
    window.act(Action::Tab(Tab::Findings));
    assert!(window.mentions("Four"));
    window.click("Open in source");
    assert_eq!(window.workspace().view().tab, Tab::Sources);
    assert!(window.workspace().view().reader.lit.is_some());
}

#[test]
fn an_unknown_citation_key_is_a_finding() {
    let mut window = Window::blank();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("As it was said [@nobody].");
    let codes: Vec<_> =
        window.workspace().findings().iter().map(|finding| finding.code().as_str()).collect();
    assert_eq!(codes, ["citation-unknown"]);
    window.select(0..0);
    window.key(Modifiers::NONE, Key::F8);
    assert!(window.workspace().view().selection.start > 0);
}

#[test]
fn a_sentence_becomes_a_claim_with_one_key_and_carries_its_status() {
    let mut window = Window::blank();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("Four people looked. It rained.");
    let at = window.draft().find("people").unwrap();
    window.select(at..at);
    window.key(Modifiers::COMMAND, Key::M);
    let claim = window.workspace().project().claims()[0].clone();
    assert_eq!(claim.text, "Four people looked.");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert_eq!(window.workspace().project().claims()[0].status, ClaimStatus::Confirmed);
    assert!(window.shows("1 of 1 settled"));
    window.select_words("Four");
    window.type_text("Five");
    assert!(window.shows("◐ 1 stale"), "an edit after the check shows");
    window.click("Still true");
    assert!(window.shows("1 of 1 settled"));
}

#[test]
fn claims_are_filtered_and_counted_by_status() {
    let mut window = Window::blank();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("One is here. Two are there.");
    for word in ["One", "Two"] {
        let at = window.draft().find(word).unwrap();
        window.select(at..at);
        window.act(Action::Command(Command::MarkClaim));
    }
    let first = window.workspace().project().claims_in_order()[0].id.clone();
    window.act(CheckAction::SetStatus(first, ClaimStatus::Confirmed).into());
    assert!(window.shows("All 2") && window.shows("Confirmed 1"));
    window.click("Unchecked 1");
    assert!(window.shows("Claim 2: Two are there."));
    assert!(!window.shows("Claim 1: One is here."));
}

#[test]
fn claim_and_sentence_lead_to_each_other() {
    let mut window = Window::blank();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("One is here. Two are there.");
    let at = window.draft().find("Two").unwrap();
    window.select(at..at);
    window.act(Action::Command(Command::MarkClaim));
    window.select(0..0);
    window.click("Claim 1: Two are there.");
    assert_eq!(window.workspace().view().selection, at..at + "Two are there.".len());
    window.act(Action::Tab(Tab::Sources));
    window.click("Claim 1");
    assert_eq!(window.workspace().view().tab, Tab::Claims);
}

#[test]
fn evidence_is_tied_to_a_claim_and_goes_with_its_quote() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told");
    window.act(Action::Command(Command::QuoteSelection));
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("Nobody knew.");
    window.act(Action::Command(Command::MarkClaim));
    window.act(Action::Tab(Tab::Sources));
    window.click("Tie to claim");
    let evidence = |window: &Window| window.workspace().project().claims()[0].evidence.len();
    assert_eq!(evidence(&window), 1);
    let id = window.workspace().project().quotes()[0].id.clone();
    window.act(Action::DeleteQuote(id));
    assert_eq!(evidence(&window), 0);
    window.act(Action::Command(Command::Undo));
    assert_eq!(evidence(&window), 1, "undo brings quote and evidence back");
    assert_eq!(window.workspace().project().quotes().len(), 1);
}

#[test]
fn save_asks_where_the_first_time_and_then_no_more() {
    let mut window = Window::with_source();
    let (_folder, path) = saved(&mut window);
    assert!(!window.workspace().is_dirty());
    assert!(matches!(window.workspace().file().save_state(), SaveState::Saved(_)));
    assert_eq!(store::load(&path).unwrap().project.draft(), window.draft());
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("More.");
    assert!(window.workspace().is_dirty());
    window.key(Modifiers::COMMAND, Key::S);
    assert_eq!(store::load(&path).unwrap().project.draft(), window.draft());
}

#[test]
fn closing_with_unsaved_words_asks_first() {
    let mut window = Window::blank();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("Unsaved.");
    window.act(Action::Command(Command::Close));
    assert!(window.workspace().is_open());
    window.click("Cancel");
    assert!(window.draft().ends_with("Unsaved."));
    window.act(Action::CloseRequested);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.ron");
    window.answers.next(Some(&path));
    window.click_last("Save");
    assert!(store::load(&path).unwrap().project.draft().ends_with("Unsaved."));
}

/// An article that was saved once and then written on, and what its journal would offer.
fn written_on(words: &str) -> (Window, TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let journals = Some(folder.path().join("journal"));
    let mut window = Window::with(Options { journals, ..Options::default() });
    window.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
    let path = folder.path().join("ban.ron");
    window.answers.next(Some(&path));
    window.key(Modifiers::COMMAND, Key::S);
    window.write(words);
    (window, folder, path)
}

/// What the next start would offer, should the window end now.
fn journalled(folder: &TempDir, path: &Path) -> Option<String> {
    let copy = tempfile::tempdir().unwrap();
    for file in fs::read_dir(folder.path().join("journal")).ok()?.flatten() {
        if file.path().is_file() {
            fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
    }
    let found = journal::find(copy.path(), Some(path), now());
    found.lost.last().map(|lost| lost.project.draft().to_owned())
}

#[test]
fn a_save_that_fails_says_where_and_why_and_offers_another_place() {
    let (mut window, folder, path) = written_on("Refused.");
    let before = fs::read(&path).unwrap();
    window.disk.refuses(Some(std::io::ErrorKind::StorageFull));
    window.key(Modifiers::COMMAND, Key::S);
    let message = format!(
        "{}: not saved: the disk is full (no space, or no room for one more file)",
        path.display()
    );
    assert!(window.shows(&message), "the path and the cause");
    assert!(window.mentions("free some space, or save elsewhere"), "what to do");
    assert!(window.mentions("Your words are in the journal"));
    assert!(window.shows("Not saved") && window.shows("Try again") && window.shows("Save as…"));
    assert!(window.workspace().window_title().starts_with('•'));
    assert!(journalled(&folder, &path).unwrap().contains("Refused."));
    assert_eq!(fs::read(&path).unwrap(), before);
    // Trying again on the same disk changes nothing; another disk takes it.
    window.click("Try again");
    assert!(window.shows(&message));
    window.disk.refuses(None);
    let other = folder.path().join("other.ron");
    window.answers.next(Some(&other));
    window.click("Save as…");
    assert!(store::load(&other).unwrap().project.draft().contains("Refused."));
    assert!(!window.workspace().window_title().starts_with('•'));
    assert!(!window.mentions("not saved"), "the message went with its cause");
}

#[test]
fn a_save_that_takes_long_is_told_and_the_writer_goes_on() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    assert!(window.shows("Saving…"));
    assert!(!window.mentions("Still saving"), "not for a moment");
    window.write(" Meanwhile.");
    window.later(4);
    assert!(window.shows("Saving… 4 s"));
    let message =
        format!("Still saving {}: the disk has not answered for 4 seconds.", path.display());
    assert!(window.shows(&message));
    assert!(window.mentions("You can go on writing."));
    // Another place has to wait for this one, and that is said.
    let other = folder.path().join("other.ron");
    window.answers.next(Some(&other));
    window.act(Action::Command(Command::SaveAs));
    assert!(window.mentions("other.ron: not saved yet"));
    assert!(journalled(&folder, &path).unwrap().ends_with("Before. Meanwhile."));
    window.disk.hangs(false);
    window.later(1);
    assert!(!window.mentions("Still saving"));
    // The other place gets what came meanwhile.
    window.later(6);
    assert!(store::load(&path).unwrap().project.draft().ends_with("Before."));
    assert!(store::load(&other).unwrap().project.draft().ends_with("Meanwhile."));
}

#[test]
fn another_place_that_was_to_wait_is_saved_to_although_the_first_one_failed() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    window.later(4);
    let other = folder.path().join("other.ron");
    window.answers.next(Some(&other));
    window.act(Action::Command(Command::SaveAs));
    assert!(window.mentions("other.ron: not saved yet"));
    window.disk.refuses(Some(std::io::ErrorKind::TimedOut));
    window.disk.fails_once();
    window.disk.hangs(false);
    window.later(1);
    assert!(store::load(&other).unwrap().project.draft().ends_with("Before."));
    assert_eq!(window.workspace().file().path(), Some(&*other));
    assert!(!window.workspace().is_dirty());
    assert!(!window.mentions("not saved"), "what was said went with its cause");
    assert!(!store::load(&path).unwrap().project.draft().ends_with("Before."));
}

#[test]
fn while_the_journal_does_not_answer_nobody_is_told_that_words_are_in_it() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.journal_hangs(true);
    window.write(" Meanwhile.");
    let unprotected = "Your typing is not protected at the moment";
    assert!(window.mentions(unprotected));
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    window.later(4);
    assert!(window.mentions("The journal does not work either: copy your text elsewhere"));
    window.act(Action::CloseRequested);
    window.later(1);
    assert!(window.shows("Still saving “A ban”"));
    assert!(!window.mentions("the next start offers it"));
    window.click("Don’t quit");
    // The save fails, and says as much.
    window.disk.refuses(Some(std::io::ErrorKind::StorageFull));
    window.disk.hangs(false);
    window.later(1);
    assert!(window.mentions("The journal does not work either"));
    assert!(!window.mentions("Your words are in the journal"));
    // Once it has caught up, everything is in it.
    window.disk.journal_hangs(false);
    window.later(1);
    assert!(!window.mentions(unprotected));
    assert_eq!(journalled(&folder, &path).as_deref(), Some(&*window.draft()));
    window.click("Try again");
    assert!(window.mentions("Your words are in the journal"));
}

#[test]
fn who_leaves_a_journal_that_does_not_answer_is_told_that_words_may_be_lost() {
    for journal_hangs in [false, true] {
        let (mut window, _folder, _) = written_on("Before.");
        window.disk.hangs(true);
        window.key(Modifiers::COMMAND, Key::S);
        window.disk.journal_hangs(journal_hangs);
        window.write(" Meanwhile.");
        window.act(Action::Leave);
        let said = window.harness.state_mut().finish().unwrap();
        assert_eq!(said.contains("may be lost"), journal_hangs, "{said}");
        assert_eq!(said.contains("offers what is in the journal"), !journal_hangs, "{said}");
    }
}

#[test]
fn who_quits_while_a_save_hangs_is_asked_and_may_leave_with_the_words_in_the_journal() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    window.act(Action::CloseRequested);
    assert!(!window.mentions("Still saving"), "a save of a moment asks nothing");
    window.later(2);
    assert!(window.shows("Still saving “A ban”"));
    assert!(window.mentions("the next start offers it"));
    window.click("Don’t quit");
    window.later(2);
    assert!(!window.shows("Quit anyway"), "who stays is asked no more");
    window.act(Action::CloseRequested);
    window.later(1);
    window.click("Quit anyway");
    assert!(journalled(&folder, &path).unwrap().ends_with("Before."));
}

#[test]
fn who_quits_during_a_save_quits_once_it_is_done() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    window.act(Action::CloseRequested);
    window.later(2);
    window.disk.hangs(false);
    window.later(1);
    assert!(!window.shows("Quit anyway"));
    assert!(store::load(&path).unwrap().project.draft().ends_with("Before."));
    assert_eq!(journalled(&folder, &path), None, "nothing is left to offer");
}

#[test]
fn cancelling_the_file_dialog_keeps_the_article_open() {
    let mut window = Window::blank();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("Unsaved.");
    window.act(Action::Command(Command::Close));
    window.answers.next(None);
    window.click_last("Save");
    assert!(window.workspace().is_open());
    assert!(window.workspace().is_dirty());
}

#[test]
fn a_file_changed_by_another_program_is_not_overwritten_unasked() {
    let mut window = Window::with_source();
    let (_folder, path) = saved(&mut window);
    let theirs = fs::read_to_string(&path).unwrap().replace("# A ban", "# Their ban");
    fs::write(&path, &theirs).unwrap();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("Mine.");
    window.key(Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    assert!(window.shows("The file was changed by another program"));
    window.click("Keep mine");
    assert!(store::load(&path).unwrap().project.draft().ends_with("Mine."));
    let beside = fs::read_dir(path.parent().unwrap()).unwrap().flatten();
    let copy = beside
        .map(|entry| entry.path())
        .find(|path| path.file_name().unwrap().to_string_lossy().contains("(their version "));
    assert_eq!(fs::read_to_string(copy.unwrap()).unwrap(), theirs, "theirs is kept beside");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_never_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.ron");
    fs::write(&path, "(format: 1, article: (").unwrap();
    let mut window = Window::blank();
    let before = window.draft();
    window.act(Action::Command(Command::Close));
    window.answers.next(Some(&path));
    window.key(Modifiers::COMMAND, Key::O);
    assert!(window.mentions("broken.ron"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "(format: 1, article: (");
    assert!(!window.workspace().is_open() || window.draft() == before);
}

#[test]
fn open_puts_a_project_in_place_and_remembers_it() {
    let mut window = Window::with_source();
    let (_folder, path) = saved(&mut window);
    window.act(Action::Command(Command::Close));
    assert!(window.shows("ban"), "the welcome page lists it");
    window.click("ban");
    assert!(window.draft().starts_with("# A ban"));
    assert_eq!(window.workspace().settings().recent, [path]);
}

#[test]
fn what_was_changed_saves_itself_after_a_while() {
    let mut window = Window::with_source();
    let (_folder, path) = saved(&mut window);
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("Later.");
    window.later(3);
    assert!(window.workspace().is_dirty(), "not while the writer is at it");
    window.later(6);
    assert!(!window.workspace().is_dirty());
    assert!(store::load(&path).unwrap().project.draft().ends_with("Later."));
}

#[test]
fn the_export_is_written_where_the_writer_says() {
    let mut window = Window::with_source();
    let end = window.draft().len();
    window.select(end..end);
    window.type_text("It says “Four staff” [@the-audit, para. 1].");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.md");
    window.answers.next(Some(&path));
    window.click("Export…");
    window.click("Save to file…");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("“Four staff”[^1]."), "{text}");
    assert!(text.contains("[^1]: "), "{text}");
}

#[test]
fn the_export_is_copied_to_the_clipboard() {
    let mut window = Window::blank();
    window.act(Action::Command(Command::CopyMarkdown));
    let copied = window.copied.borrow().clone();
    assert_eq!(copied.as_deref(), Some(window.draft().as_str()));
}

#[test]
fn the_palette_finds_a_command_by_a_few_letters() {
    let mut window = Window::blank();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.type_text("drkth");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.workspace().settings().theme, nutgraf::persist::settings::ThemeChoice::Dark);
    assert!(window.workspace().view().dialog().is_none());
}

#[test]
fn every_dialog_can_be_shown_and_closed_by_escape() {
    let commands = [
        Command::ArticleDetails,
        Command::Export,
        Command::AddSource,
        Command::Palette,
        Command::Shortcuts,
        Command::About,
    ];
    let mut window = Window::blank();
    for command in commands {
        window.act(Action::Command(command));
        assert!(window.workspace().view().dialog().is_some(), "{command:?}");
        window.key(Modifiers::NONE, Key::Escape);
        window.key(Modifiers::NONE, Key::Escape);
        assert!(window.workspace().view().dialog().is_none(), "{command:?}");
    }
}

#[test]
fn a_link_is_shown_before_it_is_opened_and_a_script_never_is() {
    let mut window = Window::blank();
    window.act(Action::AskLink("https://example.org/a".into()));
    assert!(window.shows("https://example.org/a"));
    window.click("Cancel");
    window.act(Action::AskLink("javascript:alert(1)".into()));
    assert!(window.workspace().view().dialog().is_none());
    assert!(window.mentions("is not a web address"));
}

#[test]
fn a_small_window_shows_everything_without_panic() {
    for size in [(480.0, 360.0), (1024.0, 640.0), (2560.0, 1440.0)] {
        let mut window = Window::with(Options { size, ..Default::default() });
        window.act(Action::OpenSample(Sample::CheckAQuote));
        for command in [
            Command::ShowSources,
            Command::ShowClaims,
            Command::ShowFindings,
            Command::ModeSplit,
            Command::ModeRead,
            Command::ModeWrite,
        ] {
            window.act(Action::Command(command));
        }
        assert!(window.shows("Draft"), "{size:?}");
    }
}

#[test]
fn where_the_desktop_has_no_file_dialog_the_path_is_typed() {
    let mut window = Window::with_source();
    let folder = tempfile::tempdir().unwrap();
    window.answers.without_dialogs();
    window.key(Modifiers::COMMAND, Key::S);
    assert!(window.shows("Save article as"));
    let path = folder.path().join("typed.ron");
    let pick = match window.workspace().view().dialog() {
        Some(Dialog::Path(pick)) => pick.clone(),
        other => panic!("{other:?}"),
    };
    window.act(Action::PathTyped(pick, path.clone()));
    assert_eq!(store::load(&path).unwrap().project.draft(), window.draft());
}

#[test]
fn a_quote_goes_behind_what_is_selected_and_between_words() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "obody was tol");
    window.act(Action::Command(Command::QuoteSelection));
    assert_eq!(window.workspace().project().quotes()[0].selector.exact, "Nobody was told");
    window.select_words("A ban");
    window.act(Action::Command(Command::InsertQuote));
    assert!(window.draft().starts_with("# A ban “Nobody was told” [@the-audit, para. 2]"));
    let id = window.workspace().project().quotes()[0].id.clone();
    let at = window.draft().find("an “").unwrap();
    window.act(Action::InsertQuote { id, style: QuotationStyle::Inline, at: Some(at) });
    assert!(window.draft().starts_with("# A ban “Nobody was told” [@the-audit, para. 2] “Nobody"));
}

#[test]
fn window_and_command_line_export_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for (sample, file) in [(Sample::Explainer, "why.ron"), (Sample::CheckAQuote, "how.ron")] {
        let mut window = Window::new();
        window.act(Action::OpenSample(sample));
        let project = folder.path().join(file);
        window.answers.next(Some(&project));
        window.act(Action::Command(Command::SaveAs));
        for citations in Citations::ALL {
            for front_matter in [false, true] {
                let path = folder.path().join("out.md");
                window.answers.next(Some(&path));
                window.act(Action::Export(ExportForm {
                    citations,
                    front_matter,
                    ..ExportForm::default()
                }));
                let mut line = assert_cmd::Command::cargo_bin("nutgraf").unwrap();
                line.arg("export").arg(&project).args(["--citations", citations.as_str()]);
                if front_matter {
                    line.arg("--front-matter");
                }
                let printed = line.assert().success().get_output().stdout.clone();
                assert_eq!(fs::read(&path).unwrap(), printed, "{file} {citations:?}");
                fs::remove_file(path).unwrap();
            }
        }
    }
}

#[test]
fn a_second_window_on_the_same_file_reads_only_and_says_who_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.ron");
    let project = nutgraf::project::Project::new(Default::default(), "The draft.\n");
    nutgraf::persist::save(&project, &path, nutgraf::persist::Expect::Nothing).unwrap();
    let mut first = Window::new();
    first.open(&path);
    first.settle();
    assert!(!first.workspace().is_read_only());
    let mut second = Window::new();
    second.open(&path);
    second.settle();
    assert!(second.workspace().is_read_only());
    assert!(second.mentions("Read only: this article is open by"));
    second.type_text("Nothing ");
    assert_eq!(second.draft(), "The draft.\n");

    // A copy is the second window's own.
    second.answers.next(Some(&folder.path().join("copy.ron")));
    second.click("Save a copy…");
    second.settle();
    assert!(!second.workspace().is_read_only());

    // When the first window closes the file, another may have it.
    first.act(Action::Command(Command::Close));
    first.settle();
    let mut third = Window::new();
    third.open(&path);
    third.settle();
    assert!(!third.workspace().is_read_only());
}
