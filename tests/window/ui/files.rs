//! Opening, saving by hand and by itself, other programs and windows on the same file, exports.

use std::fs;

use egui::{Key, Modifiers};
use nutgraf::{
    app::{Action, Command, Dialog, ExportForm, Sample, SaveState},
    exchange::export::Citations,
    persist::store,
};

use super::saved;
use crate::support::window::Window;

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
fn save_asks_where_the_first_time_and_then_no_more() {
    let mut window = Window::with_source();
    let (_folder, path) = saved(&mut window);
    assert!(!window.workspace().is_dirty());
    assert!(matches!(window.workspace().file().save_state(), SaveState::Saved(_)));
    assert_eq!(store::load(&path).unwrap().project.draft(), window.draft());
    window.write("More.");
    assert!(window.workspace().is_dirty());
    window.key(Modifiers::COMMAND, Key::S);
    assert_eq!(store::load(&path).unwrap().project.draft(), window.draft());
}

#[test]
fn a_file_changed_by_another_program_is_not_overwritten_unasked() {
    let mut window = Window::with_source();
    let (_folder, path) = saved(&mut window);
    let theirs = fs::read_to_string(&path).unwrap().replace("# A ban", "# Their ban");
    fs::write(&path, &theirs).unwrap();
    window.write("Mine.");
    window.key(Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    window.click("Decide…");
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
    assert!(window.shows("A ban"), "the welcome page lists it by its title");
    window.click("A ban");
    assert!(window.draft().starts_with("# A ban"));
    assert_eq!(window.workspace().settings().recent, [path]);
}

#[test]
fn what_was_changed_saves_itself_after_a_while() {
    let mut window = Window::with_source();
    let (_folder, path) = saved(&mut window);
    window.write("Later.");
    window.later(3);
    assert!(window.workspace().is_dirty(), "not while the writer is at it");
    window.later(6);
    assert!(!window.workspace().is_dirty());
    assert!(store::load(&path).unwrap().project.draft().ends_with("Later."));
}

#[test]
fn the_export_is_written_where_the_writer_says() {
    let mut window = Window::with_source();
    window.write("It says “Four staff” [@the-audit, para. 1].");
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

#[test]
fn an_article_is_opened_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("left.ron");
    let mut window = Window::with_draft("# One\n\nFirst words.\n\nSecond words.\n");
    window.answers.next(Some(&path));
    window.act(Action::Command(Command::Save));
    window.caret_before("Second");
    let left = window.caret();
    window.act(Action::Command(Command::Close));
    assert_eq!(window.workspace().settings().session, None, "it was closed");
    window.open(&path);
    assert_eq!(window.caret(), left);
    assert_eq!(window.workspace().settings().session.as_deref(), path.to_str());
}

#[test]
fn the_file_menu_offers_what_was_open_lately_by_its_title() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let mut window = Window::with_draft("# Who may ask\n");
    window.answers.next(Some(&path));
    window.act(Action::Command(Command::Save));
    let title = window.workspace().name();
    window.act(Action::Command(Command::Close));
    window.click("File");
    window.click(&format!("Open “{title}”"));
    window.settle();
    assert_eq!(window.draft(), "# Who may ask\n");
}
