//! Journeys: what a writer does in the real window, by keyboard, and the file afterwards.
//!
//! Each starts the program afresh, types without clicking first, saves, and compares the
//! whole draft, byte for byte.

#![cfg(target_os = "linux")]

mod carets;
mod completion;
mod find;
mod focus;
mod format;
mod insert;
mod keyboard;
mod lines;
mod lists;
mod marks;
mod menus;
mod outline;
mod paste;
mod placeholders;
mod sources;
mod tables;
mod tabs;
mod typography;
mod wayland;

use crate::support::writer::Writer;

/// Opens a draft, goes to its end, types a line of keys, and says what was saved.
macro_rules! journeys {
    ($($(#[$doc:meta])* $name:ident: $draft:expr, $keys:expr => $saved:expr;)*) => {
        $(
            $(#[$doc])*
            #[test]
            pub(super) fn $name() {
                $crate::journeys::journey($draft, $keys, $saved);
            }
        )*
    };
}
use journeys;

/// The layouts on which keys with digits are tried: what Shift gives there differs.
const LAYOUTS: [&str; 3] = ["us", "de", "fr"];

fn journey(draft: &str, keys: &str, saved: &str) {
    let Some(writer) = Writer::opens(draft) else { return };
    writer.types("{ctrl+End}");
    writer.types(keys);
    assert_eq!(writer.saves(), saved);
}
