//! What several test programs need.

#![allow(dead_code, reason = "each area uses a part of it")]

#[path = "../engine/support/changes.rs"]
pub mod changes;
pub mod desk;
#[cfg(target_os = "linux")]
pub mod desktop;
#[cfg(target_os = "linux")]
pub mod disk;
pub mod html;
#[cfg(target_os = "linux")]
pub mod machine;
#[cfg(target_os = "linux")]
pub mod place;
pub mod skip;
pub mod window;

use std::path::Path;

use skip::skipped;

/// Whether pictures can be drawn: Mesa's software rasteriser, so that every
/// machine draws the same ones. Prints why not.
pub fn can_draw_pictures() -> bool {
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
