//! What the window says of a quotation, and where it says it.
//!
//! The card is the same beside the draft, in the list of findings and on a quote
//! card. What always holds: nothing here knows which editor shows the draft; it
//! is told on which rectangles a quotation stands.

mod card;
mod diff;
mod digest;
mod float;

pub use card::brief;
pub use diff::{Diff, Piece, pieces, show as show_diff};
pub use digest::{Digest, Digests};
pub use float::{Float, Seen};

/// View state of everything that shows verdicts.
#[derive(Default)]
pub struct Verdicts {
    /// What was worked out of the quotations that were looked at.
    pub digests: Digests,
    /// The card beside the draft.
    pub float: Float,
}
