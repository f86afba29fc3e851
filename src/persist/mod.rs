//! What is kept on disk: the project file, and the person's settings.
//!
//! # Invariants
//!
//! Nothing on disk is ever half of anything. A text is made in memory, read back and
//! compared, written beside the old file, flushed, and only then renamed over it. A file
//! that could not be read is never overwritten, nor is one that somebody else changed in
//! the meantime. Nothing that a file holds is dropped silently: what this program does not
//! know, it refuses.
//!
//! Modules know only those before them:
//!
//! 1. `attributes`, `clock`, `fingerprint`, `format`, `inconsistency`, `limits`, `local_time`,
//!    `system_error`: values, and what the system says;
//! 2. `regular` and `sibling_temp`: one file, with care;
//! 3. `load_error`, `lock`, then `save_error`: who may write, and why something fails;
//! 4. `atomic_file`: a file in one stroke; `file`: a project as text;
//! 5. `store`, `kept_file` and `private`: the writer's files and the program's own;
//! 6. `history`, `journal`, `outside`, `settings`: what is kept in them.

mod atomic_file;
mod attributes;
mod clock;
pub mod file;
mod fingerprint;
mod format;
pub mod history;
mod inconsistency;
pub mod journal;
mod kept_file;
pub mod limits;
mod load_error;
mod local_time;
pub mod lock;
pub mod outside;
mod private;
pub mod regular;
mod save_error;
pub mod settings;
mod sibling_temp;
pub mod store;
mod system_error;

pub use atomic_file::{Expect, refuse_special, write_atomic, write_like, write_own};
pub use clock::this_second;
pub use file::{AnchorOutcome, LoadNote, Loaded, from_ron, is_same, to_ron};
pub use fingerprint::FileFingerprint;
pub use format::FORMAT;
pub use history::{Version, VersionFolder, VersionReason};
pub use inconsistency::{Inconsistency, RecordInFile, RecordKind};
pub use kept_file::{KeepImageError, is_image_name, keep_image, keep_image_file};
pub use limits::{Limit, Reading};
pub use load_error::{LoadError, LoadFault, RonFault};
pub use local_time::{local_day, local_time};
pub use lock::{Lock, Owner};
pub use private::{FolderFault, folder_faults};
pub use save_error::{EncodeError, SaveError};
pub use settings::{Folders, Settings, SettingsFault};
pub use store::{Opened, load, load_as, save};
