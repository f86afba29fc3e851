//! Pictures of an article on its page: shown, or said why not.

use std::{fs, path::Path};

use egui::{Rect, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use nutgraf::app::{Action, ArticlePicture, Mode, OutsideAction};
use nutgraf_engine::text::Change;

use crate::support::window::Window;

/// A picture of one colour.
fn picture(path: &Path, width: u32, height: u32, colour: [u8; 3]) {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&colour.repeat((width * height) as usize)).unwrap();
    writer.finish().unwrap();
    fs::write(path, bytes).unwrap();
}

/// A window that reads an article of this draft, which is saved in a folder.
fn reading(folder: &Path, draft: &str) -> Window {
    let mut window = Window::new();
    window.begin_with(draft);
    window.answers.next(Some(&folder.join("article.ron")));
    window.act(Action::Command(nutgraf::app::Command::Save));
    window.act(Action::Mode(Mode::Read));
    window
}

/// Where the picture with these words stands.
fn place(window: &Window, words: &str) -> Rect {
    let images = window.harness.query_all_by_role(Role::Image);
    let is_it =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().label().as_deref() == Some(words);
    images.into_iter().find(is_it).unwrap_or_else(|| panic!("no picture is called {words}")).rect()
}

#[test]
fn a_picture_of_the_folder_is_shown_at_its_size_and_a_large_one_fits_the_column() {
    let folder = tempfile::tempdir().unwrap();
    picture(&folder.path().join("dot.png"), 120, 80, [200, 30, 30]);
    fs::create_dir(folder.path().join("my maps")).unwrap();
    picture(&folder.path().join("my maps/wide.png"), 2000, 200, [30, 30, 200]);
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pictures/red.jpg");
    fs::copy(photo, folder.path().join("photo.jpg")).unwrap();
    let draft = "# A\n\n![a dot](dot.png)\n\n![wide](my%20maps/wide.png)\n\n![photo](photo.jpg)\n";
    let window = reading(folder.path(), draft);
    assert_eq!(place(&window, "photo").size(), egui::vec2(60.0, 40.0));
    assert_eq!(place(&window, "a dot").size(), egui::vec2(120.0, 80.0));
    let wide = place(&window, "wide");
    assert!(wide.width() < 700.0 && (wide.width() / wide.height() - 10.0).abs() < 0.2, "{wide}");
    assert_eq!(window.draft(), draft, "the draft is what it was");
}

#[test]
fn a_picture_that_is_not_shown_has_its_words_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("article")).unwrap();
    picture(&folder.path().join("secret.png"), 4, 4, [0; 3]);
    fs::write(folder.path().join("article/words.png"), "no picture").unwrap();
    let window = reading(
        &folder.path().join("article"),
        "![up](../secret.png)\n\n![gone](gone.png)\n\n![web](https://a.org/a.png)\n\n![words](words.png)\n\n![](gone.png)\n",
    );
    for said in [
        "Not shown: it is not in the folder of the article.",
        "Not shown: there is no such file.",
        "Not shown: it is on the web, and nothing is fetched from there.",
        "Not shown: it is no PNG or JPEG picture.",
    ] {
        assert!(window.mentions(said), "{said}");
    }
    for words in ["up", "gone", "web", "words", "Picture"] {
        place(&window, words);
    }
}

#[test]
fn a_picture_that_was_changed_is_shown_anew_when_the_window_comes_to_the_front() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dot.png");
    let mut window = reading(folder.path(), "![a dot](dot.png)\n");
    assert!(window.mentions("there is no such file"));
    picture(&file, 40, 20, [0; 3]);
    window.act(Action::Outside(OutsideAction::Look));
    assert_eq!(place(&window, "a dot").size(), egui::vec2(40.0, 20.0));
    let serial = |window: &Window| match window.workspace().picture("dot.png") {
        Some(ArticlePicture::Shown(shown)) => shown.serial,
        other => panic!("{other:?}"),
    };
    let before = serial(&window);
    window.act(Action::Outside(OutsideAction::Look));
    assert_eq!(serial(&window), before, "it is not decoded again");
    picture(&file, 60, 30, [0; 3]);
    window.act(Action::Outside(OutsideAction::Look));
    assert_eq!(place(&window, "a dot").size(), egui::vec2(60.0, 30.0));
}

#[test]
fn an_article_without_a_file_has_no_pictures_until_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    picture(&folder.path().join("dot.png"), 40, 20, [0; 3]);
    let mut window = Window::new();
    window.begin_with("![a dot](dot.png)\n");
    window.act(Action::Mode(Mode::Split));
    assert!(window.mentions("the article is not saved yet"));
    window.answers.next(Some(&folder.path().join("article.ron")));
    window.act(Action::Command(nutgraf::app::Command::Save));
    assert_eq!(place(&window, "a dot").size(), egui::vec2(40.0, 20.0));
}

#[test]
fn only_the_pictures_in_view_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut draft = String::new();
    for number in 0..40 {
        picture(&folder.path().join(format!("{number}.png")), 500, 300, [9; 3]);
        draft += &format!("![{number}]({number}.png)\n\n");
    }
    let mut window = reading(folder.path(), &draft);
    let known = |window: &Window| {
        (0..40).filter(|n| window.workspace().picture(&format!("{n}.png")).is_some()).count()
    };
    // Before their sizes are known more of them seem to be in view.
    assert!((2..16).contains(&known(&window)), "{}", known(&window));
    window.act(Action::Edit(Change::insert(0, "x")));
    assert!(known(&window) < 16);
}
