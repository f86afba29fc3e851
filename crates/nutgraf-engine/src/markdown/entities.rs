//! HTML entities as characters.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// The longest entity of HTML 5 is `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;

/// Words of the source with `&amp;` and its like as characters.
pub(super) fn decode(words: &str) -> Cow<'_, str> {
    if !words.contains('&') {
        return Cow::Borrowed(words);
    }
    let mut decoded = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest.bytes().take(LONGEST).position(|byte| byte == b';');
        match name.and_then(|end| Some((character(&rest[..=end])?, end))) {
            Some((character, end)) => {
                decoded.push_str(&character);
                rest = &rest[end + 1..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    Cow::Owned(decoded + rest)
}

/// Returns the character of one entity. The parser has the table, so it is asked.
fn character(entity: &str) -> Option<String> {
    let name = entity.get(1..entity.len() - 1)?;
    let is_entity = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    if name.is_empty() || !name.bytes().all(is_entity) {
        return None;
    }
    let words: String = Parser::new(entity)
        .filter_map(|event| match event {
            Event::Text(words) => Some(words.into_string()),
            _ => None,
        })
        .collect();
    (words != entity && !words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_and_everything_else_stays() {
        assert_eq!(decode("AT&amp;T &ldquo;a&rdquo; &#65;&#x42; &nbsp;"), "AT&T “a” AB \u{a0}");
        for text in ["", "a & b; c", "&nothing;", "&;", "&", "R&D;", "&ä;", "&amp"] {
            assert_eq!(decode(text), text);
        }
    }
}
