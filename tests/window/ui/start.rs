//! The first page: templates, samples, the dialog for a new article.

use super::verdicts;
use crate::support::window::Window;

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
