//! Front matter as fields.

use serde_json::{Map, Value};

/// Reads YAML as a mapping. Empty YAML is an empty mapping; `None` where it is
/// not YAML or not a mapping.
pub(super) fn mapping(yaml: &str) -> Option<Map<String, Value>> {
    let has_content = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    if !yaml.lines().any(has_content) {
        return Some(Map::new());
    }
    match serde_saphyr::from_str(yaml).ok()? {
        Value::Object(fields) => Some(fields),
        Value::Null => Some(Map::new()),
        _ => None,
    }
}

/// A field as words: a text, a number, or nothing.
pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.trim().to_owned()).filter(|words| !words.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
