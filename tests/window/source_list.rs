//! The list of sources: what tells one from the other, and its order.

use egui_kittest::kittest::Queryable;
use nutgraf::{
    app::{Action, SourceForm},
    persist::settings::SourceOrder,
};

use crate::support::window::Window;

/// A window with three sources, of which the draft quotes the last.
fn with_sources() -> Window {
    let mut window = Window::blank();
    for (title, text) in [
        ("The audit", "Four staff on the audit group looked into it."),
        ("Annual report", "The year was a good one for all of us."),
        ("The ban", "Nobody asked the keeper of the reel for it."),
    ] {
        window.add_source(title, text);
    }
    window.write("It says “Nobody asked the keeper of the reel” [@the-ban].");
    window.act(Action::ShowSource(None));
    window
}

/// The titles from above to below.
fn titles(window: &Window) -> Vec<&'static str> {
    let mut rows: Vec<_> = ["The audit", "Annual report", "The ban"]
        .map(|title| (window.harness.get_by_label(title).rect().top(), title))
        .into();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, title)| title).collect()
}

#[test]
fn a_row_says_how_the_draft_uses_its_source() {
    let mut window = with_sources();
    assert!(window.shows("1 used") && window.shows("not used"));
    assert!(window.shows("3 sources · 0 quotes"));
    window.write("It says “Nobody asked the owner of the reel” [@the-ban].");
    window.act(Action::ShowSource(None));
    assert!(window.shows("1 altered"));
}

#[test]
fn sources_are_listed_by_use_title_year_or_when_they_were_added() {
    let mut window = with_sources();
    let mut source = window.workspace().project().sources()[1].clone();
    source.issued = "2024".parse().ok();
    window.act(Action::SaveSource(Box::new(SourceForm::of(&source))));
    window.act(Action::ShowSource(None));
    assert_eq!(titles(&window), ["The ban", "The audit", "Annual report"]);
    window.act(Action::OrderSources(SourceOrder::Title));
    assert_eq!(titles(&window), ["Annual report", "The audit", "The ban"]);
    window.act(Action::OrderSources(SourceOrder::Year));
    assert_eq!(titles(&window), ["Annual report", "The audit", "The ban"]);
    window.act(Action::OrderSources(SourceOrder::Added));
    assert_eq!(titles(&window), ["The ban", "Annual report", "The audit"]);
}
