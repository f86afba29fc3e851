//! What the window says about a quotation.
//!
//! The card is the same beside the draft, in the list of findings and on a quote card.
//!
//! # Invariants
//! Nothing here depends on which editor shows the draft; callers pass the rectangles of a
//! quotation.

mod card;
mod diff;
mod digest;
mod popover;

pub(super) use card::brief;
pub(super) use diff::{Diff, DiffRun, diff_runs, show as show_diff};
pub(super) use digest::{Digest, Digests};
pub(super) use popover::{VerdictPopover, VisibleQuotation};

/// View state of everything that shows verdicts.
#[derive(Default)]
pub(super) struct Verdicts {
    /// Cached card texts of quotations.
    pub digests: Digests,
    /// The card beside the draft.
    pub popover: VerdictPopover,
}
