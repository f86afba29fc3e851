//! Which format a file has, and how older ones become today's.
//!
//! The number is read before anything else, so that a file of a newer Nutgraf
//! is named as such however much else in it has changed. There has been one
//! format so far; the next one adds its conversion to [`read`], and the
//! fixtures of the old one stay in `tests/fixtures/format-1`.

use std::{cell::Cell, fmt};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{
    record::ProjectRecord,
    syntax::{self, Fault},
};
use crate::persist::{format::FORMAT, inconsistency::Inconsistency, load_error::LoadFault};

/// Reads a project file's text into records of today's format.
pub(super) fn read(text: &str) -> Result<ProjectRecord, Fault> {
    match format_of(text) {
        Some(found) if found > u64::from(FORMAT) => Err(LoadFault::Newer { found }.into()),
        Some(0) => Err(LoadFault::from(Inconsistency::FormatZero).into()),
        // Without a readable number the strict reading says what is wrong, and where.
        Some(_) | None => syntax::parse(text),
    }
}

/// The number in the `format` field, whatever else stands in the text.
fn format_of(text: &str) -> Option<u64> {
    let found = Cell::new(None);
    let mut deserializer = ron::Deserializer::from_str(text).ok()?;
    // What follows the number is not read, so the reading as a whole may fail.
    let _ = FormatField(&found).deserialize(&mut deserializer);
    found.get()
}

struct FormatField<'a>(&'a Cell<Option<u64>>);

impl<'de> DeserializeSeed<'de> for FormatField<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("Project", &["format"], self)
    }
}

impl<'de> Visitor<'de> for FormatField<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a project")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "format" {
                self.0.set(Some(map.next_value()?));
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
