//! How single fields of the project file are written and read.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

/// An optional value that is left out when there is none, and otherwise stands
/// without RON's `Some(…)` around it.
pub(super) mod bare {
    use super::*;

    pub(crate) fn serialize<T: Serialize, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Some)
    }
}

/// A value written as its own text, such as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AsText<T>(pub(super) T);

impl<T: std::fmt::Display> Serialize for AsText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: std::str::FromStr> Deserialize<'de> for AsText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(|_| {
            serde::de::Error::custom(format!(
                "“{text}” is not a date or time; write 2026-11-23 or 2026-11-23T14:02:11Z"
            ))
        })
    }
}

/// A list with one item a line, however many fields an item has.
pub(super) mod lines {
    use ron::{ser::PrettyConfig, value::RawValue};
    use serde::ser::Error;

    use super::*;

    pub(crate) fn serialize<T: Serialize, S: Serializer>(
        items: &[T],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let layout = PrettyConfig::new()
            .new_line("\n")
            .escape_strings(false)
            .compact_structs(true)
            .compact_arrays(true);
        let lines: Result<Vec<_>, ron::Error> = items
            .iter()
            .map(|item| {
                let line = ron::ser::to_string_pretty(item, layout.clone())?;
                Ok(RawValue::from_boxed_ron(line.into_boxed_str())?)
            })
            .collect();
        lines.map_err(S::Error::custom)?.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        Vec::deserialize(deserializer)
    }
}

/// Whether a value is the one that is meant when the field is left out.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
