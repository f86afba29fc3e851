//! The number of the file format.

/// The format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;
