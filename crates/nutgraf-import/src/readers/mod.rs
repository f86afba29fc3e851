//! One reader a file: from the bytes of a kind to a text with what it says of itself.

use crate::{ImportError, Imported};

pub(crate) mod markdown;
pub(crate) mod text;

/// Makes a text of the bytes of a file; see [the crate](crate#a-reader) for what it may do.
///
/// The fields [`Imported::kind`] and [`Imported::has_mark`] are set by
/// [`import`](crate::import), whatever a reader puts there.
pub type KindReader = fn(&[u8]) -> Result<Imported, ImportError>;
