//! Pictures of the main views, drawn without a display. README shows the first.
//!
//! `UPDATE_SNAPSHOTS=true cargo test --test window pictures::` renews them; look at each
//! before it lands.

use std::path::Path;

use egui_kittest::SnapshotResults;
use nutgraf::app::{Action, Command, Sample};

use crate::support::{
    skip::skipped,
    window::{Options, Window},
};

/// Whether pictures can be drawn: Mesa's software rasteriser, so that every
/// machine draws the same ones. Prints why not.
fn can_draw_pictures() -> bool {
    let folders = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d", "/usr/local/share/vulkan/icd.d"];
    let found = folders.iter().any(|folder| {
        let entries = std::fs::read_dir(Path::new(folder)).into_iter().flatten().flatten();
        entries.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("lvp_icd"))
    });
    if !found {
        skipped("pictures need Mesa's software Vulkan driver (Debian: mesa-vulkan-drivers)");
    }
    found
}

fn sample(dark: bool, size: (f32, f32)) -> Window {
    let mut window = Window::with(Options { dark, size, ..Options::default() });
    window.act(Action::OpenSample(Sample::Explainer));
    window.caret_at_start();
    window
}

/// Draws the window and keeps what differs, to be told of all pictures at once.
fn snapshot(results: &mut SnapshotResults, mut window: Window, name: &str) {
    window.settle();
    window.harness.snapshot(name);
    results.extend_harness(&mut window.harness);
}

#[test]
fn the_claims_view() {
    if !can_draw_pictures() {
        return;
    }
    let mut results = SnapshotResults::new();
    for dark in [false, true] {
        let mut window = sample(dark, (1440.0, 900.0));
        window.act(Action::Command(Command::ShowClaims));
        snapshot(&mut results, window, if dark { "claims-dark" } else { "claims-light" });
    }
}

#[test]
fn the_card_of_a_quotation() {
    if !can_draw_pictures() {
        return;
    }
    let mut results = SnapshotResults::new();
    for dark in [false, true] {
        let mut window = sample(dark, (1440.0, 900.0));
        window.act(Action::Command(Command::ShowFindings));
        window.caret_in("staff on the ByteDance");
        window.act(Action::Command(Command::ShowVerdict));
        snapshot(&mut results, window, if dark { "verdict-dark" } else { "verdict-light" });
    }
}

#[test]
fn the_sources_view() {
    if !can_draw_pictures() {
        return;
    }
    let mut results = SnapshotResults::new();
    for dark in [false, true] {
        let mut window = sample(dark, (1440.0, 900.0));
        let quote = window.workspace().project().quotes()[0].clone();
        window.act(Action::ReadAt(quote.source.clone(), quote.selector.range()));
        snapshot(&mut results, window, if dark { "sources-dark" } else { "sources-light" });
    }
}

#[test]
fn the_welcome_page() {
    if !can_draw_pictures() {
        return;
    }
    let mut results = SnapshotResults::new();
    for dark in [false, true] {
        let window = Window::with(Options { dark, ..Options::default() });
        snapshot(&mut results, window, if dark { "welcome-dark" } else { "welcome-light" });
    }
}

#[test]
fn a_small_window_with_the_preview() {
    if !can_draw_pictures() {
        return;
    }
    let mut results = SnapshotResults::new();
    let mut window = sample(false, (1024.0, 640.0));
    window.act(Action::Command(Command::ModeSplit));
    window.act(Action::Command(Command::ShowFindings));
    snapshot(&mut results, window, "split-small");
}
