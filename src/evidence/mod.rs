//! What the draft's words rest on: quotations held against snapshots.
//!
//! Everything here is a pure function of texts: no IO, no clock, no state but
//! caches that can be thrown away at any time. Both sides are read through one
//! [`fold`](fold::fold), every snapshot is indexed once, and
//! [`judge`](judge::judge) says what a quotation is. What always holds:
//! similarity decides where to look and what to show, never whether a
//! quotation passes; a quotation passes only when every one of its words
//! stands in the snapshot in order, apart from changes that it marks itself.

pub mod fold;
pub mod suffix;
pub mod token;
pub mod index;
