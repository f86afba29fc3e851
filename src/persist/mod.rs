//! What is kept on disk: the project file, and the person's settings.
//!
//! # Invariants
//!
//! Nothing on disk is ever half of anything. A text is made in memory, read back and
//! compared, written beside the old file, flushed, and only then renamed over it. A file
//! that could not be read is never overwritten, nor is one that somebody else changed in
//! the meantime. Nothing that a file holds is dropped silently: what this program does not
//! know, it refuses.

mod attributes;
mod clock;
mod error;
pub mod file;
pub mod history;
pub mod journal;
pub mod limits;
mod local_time;
pub mod lock;
mod migrate;
pub mod outside;
mod private;
pub mod regular;
pub mod settings;
mod sibling_temp;
pub mod store;

pub use clock::this_second;
pub use error::{EncodeError, LoadError, LoadFault, SaveError};
pub use file::{Loaded, from_ron, is_same, to_ron};
pub use history::{Version, VersionFolder, VersionReason};
pub use limits::{Limit, Reading};
pub use local_time::local_time;
pub use lock::{Lock, Owner};
pub use migrate::FORMAT;
pub use private::complaints;
pub use settings::{Folders, Settings};
pub use store::{
    Expect, FileFingerprint, Opened, load, load_as, refuse_special, save, write_atomic, write_like,
    write_own,
};
