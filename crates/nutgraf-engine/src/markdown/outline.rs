//! The headings as an outline.

use super::{BlockKind, Heading, Structure};

/// The headings of a structure whose blocks, prose and spans are complete.
pub(super) fn headings(text: &str, structure: &Structure) -> Vec<Heading> {
    let levels = structure.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading(level) => Some((level, block.range)),
        _ => None,
    });
    levels
        .map(|(level, range)| Heading { level, title: structure.plain(text, range), range })
        .collect()
}
