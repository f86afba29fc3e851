//! YAML front matter as fields, for the reader of Markdown and for whoever writes it.

use serde_json::{Map, Value};

/// Returns the fields of a YAML mapping. Empty YAML is an empty mapping; `None` where it is
/// not YAML or not a mapping.
pub fn mapping(yaml: &str) -> Option<Map<String, Value>> {
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

/// Returns a field as words: a text, a number, or nothing.
pub fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.trim().to_owned()).filter(|words| !words.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
