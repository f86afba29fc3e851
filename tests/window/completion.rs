//! Names that are completed beside the caret, and the reference of a citation: by role and name,
//! and how much work they are.

use egui::{Key, Modifiers, Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use nutgraf::{
    app::{Action, Command},
    persist::{Expect, store},
    project::{Intent, Project},
};
use nutgraf_engine::model::{Article, Ids, Source};

use crate::support::window::Window;

const NONE: Modifiers = Modifiers::NONE;

/// A window with a draft, the caret at its end, and the sources that it may cite.
fn window(draft: &str, sources: &[(&str, &str, &str)]) -> Window {
    window_with(
        draft,
        sources.iter().map(|(key, title, author)| {
            ((*key).to_owned(), (*title).to_owned(), (*author).to_owned())
        }),
    )
}

fn window_with(draft: &str, sources: impl Iterator<Item = (String, String, String)>) -> Window {
    let mut ids = Ids::seeded(7);
    let article = Article { title: "A ban".to_owned(), ..Article::default() };
    let mut project = Project::new(article, draft);
    let mut steps = Vec::new();
    for (key, title, author) in sources {
        let mut source = Source::new(ids.source(), key);
        source.title = title;
        source.authors = vec![author];
        source.issued = "2024".parse().ok();
        steps.extend(Intent::add_source(source).steps);
    }
    project.apply_all(steps).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.nutgraf.ron");
    store::save(&project, &path, Expect::Nothing).unwrap();
    let mut window = Window::new();
    window.open(&path);
    window.caret_at_end();
    window
}

const SOURCES: [(&str, &str, &str); 3] = [
    ("interview", "Interview with the lock keeper", "Own, Our"),
    ("river-board", "Minutes of the board", "Board, The"),
    ("doe2019", "The law of rivers", "Doe, Jane"),
];

/// The rows of the list, and which of them is chosen.
fn rows(window: &Window) -> Vec<(String, bool)> {
    let rows = window.harness.query_all_by_role(Role::ListBoxOption);
    let row = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        (node.label().unwrap_or_default(), node.is_selected().unwrap_or_default())
    };
    rows.map(row).collect()
}

fn names(window: &Window) -> Vec<String> {
    rows(window).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_screen_reader_hears_the_list_and_its_chosen_row() {
    let mut window = window("So ", &SOURCES);
    window.type_text("[");
    assert!(rows(&window).is_empty());
    window.type_text("@riv");
    let list = window.harness.get_by_label("Sources to cite");
    assert_eq!(list.accesskit_node().role(), Role::ListBox);
    let first = "Minutes of the board, Board · 2024, @river-board";
    assert_eq!(
        rows(&window)[..2],
        [(first.to_owned(), true), ("The law of rivers, Doe · 2024, @doe2019".to_owned(), false)]
    );
    window.key(NONE, Key::ArrowDown);
    assert_eq!(rows(&window)[1], ("The law of rivers, Doe · 2024, @doe2019".to_owned(), true));
    window.key(NONE, Key::ArrowUp);
    window.key(NONE, Key::Enter);
    assert!(rows(&window).is_empty());
    assert_eq!(window.marked(), "So [@river-board]|");
}

#[test]
fn what_fits_nothing_closes_the_list_and_a_deleted_letter_opens_it_again() {
    let mut window = window("So ", &SOURCES);
    window.type_text("[");
    window.type_text("@rivx");
    assert!(names(&window).is_empty());
    window.key(NONE, Key::Backspace);
    assert!(!names(&window).is_empty());
    window.key(NONE, Key::ArrowLeft);
    assert!(names(&window).is_empty(), "the caret went away");
}

#[test]
fn a_row_is_chosen_by_a_press_and_typing_goes_on_behind_it() {
    let mut window = window("So ", &SOURCES);
    window.type_text("[");
    window.type_text("@");
    window.click("The law of rivers, Doe · 2024, @doe2019");
    window.type_text(",");
    window.type_text(" p. 3");
    assert_eq!(window.marked(), "So [@doe2019, p. 3|]");
}

#[test]
fn escape_closes_the_list_and_nothing_else() {
    let mut window = window("So ", &SOURCES);
    window.act(Action::Command(Command::Find));
    window.caret_at_end();
    window.harness.get_by_label("Draft").focus();
    window.settle();
    window.type_text("[");
    window.type_text("@riv");
    window.key(NONE, Key::Escape);
    assert!(names(&window).is_empty());
    assert!(window.workspace().find().is_some(), "the search is still open");
    window.type_text("e");
    assert!(names(&window).is_empty(), "closed by hand, it stays closed");
    assert_eq!(window.marked(), "So [@rive|]");
}

#[test]
fn undo_takes_the_completion_back_and_leaves_what_was_typed() {
    let mut window = window("So ", &SOURCES);
    window.type_text("[");
    window.type_text("@");
    window.key(NONE, Key::Enter);
    assert_eq!(window.draft(), "So [@interview]");
    window.act(Action::Command(Command::Undo));
    assert_eq!(window.draft(), "So [@]");
    assert!(names(&window).is_empty());
}

#[test]
fn notes_and_headings_are_listed_by_their_words() {
    let mut window = window("# What next?\n\nSo[^1].\n\n[^1]: First words.\n\nAnd ", &[]);
    window.type_text("so[");
    window.key(NONE, Key::Backspace);
    window.type_text("[");
    window.type_text("^");
    assert_eq!(names(&window), ["First words., [^1]", "New note, written at the end, [^2]"]);
    window.key(NONE, Key::Escape);
    window.type_text("x] [here]");
    window.type_text("(");
    window.type_text("#");
    assert_eq!(names(&window), ["What next?, Level 1, #what-next"]);
}

#[test]
fn thousands_of_sources_are_searched_once_a_key_and_six_rows_are_laid_out() {
    let sources = (0..3_000).map(|number| {
        (format!("key{number}"), format!("Report {number} of the river"), "Hale, Ann".to_owned())
    });
    let mut window = window_with("So ", sources);
    let searches = |window: &Window| window.harness.state().completion_work().searches;
    window.type_text("a [");
    assert_eq!(searches(&window), 0, "nothing is searched while nothing is completed");
    window.type_text("@");
    window.type_text("river");
    assert_eq!(searches(&window), 2);
    assert_eq!(window.harness.state().completion_work().rows, 6);
    for _ in 0..20 {
        window.harness.step();
    }
    window.key(NONE, Key::PageDown);
    assert_eq!(searches(&window), 2, "frames and arrows search nothing");
    assert_eq!(names(&window).len(), 6);
    assert!(rows(&window)[5].1, "the chosen row is in view");
}

#[test]
fn a_citation_shows_its_reference_as_it_will_be_printed() {
    let mut window = window("So [see @doe2019, p. 3; @nobody]. On.\n", &SOURCES);
    let row = window.row_with("So ");
    window.harness.hover_at(row.left_center() + vec2(60.0, 0.0));
    window.harness.step();
    window.harness.hover_at(row.left_center() + vec2(80.0, 0.0));
    window.settle();
    window.settle();
    let printed = "see Jane Doe, “The law of rivers”, 2024, p. 3; No source has the key @nobody.";
    assert!(window.mentions(printed));
    window.type_text("x");
    assert!(!window.mentions("see Jane Doe"));
}
