//! Words and addresses that stay what they are inside Markdown.

use std::fmt::Write;

/// Words as Markdown that reads as these words, on one line.
pub(super) fn words(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for word in text.split(|ch: char| ch.is_whitespace() || ch.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        push(word, &mut escaped);
    }
    escaped
}

/// Like [`words`], but keeps the white space at the ends, as a part of a line needs it.
pub(super) fn part(text: &str) -> String {
    let inner = words(text);
    if inner.is_empty() {
        return if text.is_empty() { inner } else { " ".to_owned() };
    }
    let before = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let behind = if text.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{before}{inner}{behind}")
}

fn push(word: &str, escaped: &mut String) {
    for ch in word.chars() {
        // `@` and `$` mean something to Pandoc, `|` in a table.
        if matches!(
            ch,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '&'
                | '~'
                | '|'
                | '$'
                | '^'
                | '@'
        ) {
            escaped.push('\\');
        }
        escaped.push(ch);
    }
}

/// A line as it can stand at the beginning of a block: `1984.` opens no list there.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && line[digits..].starts_with(['.', ')']);
    if numbered {
        format!("{}\\{}", &line[..digits], &line[digits..])
    } else if line.starts_with(['-', '+', '=', ':']) {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

/// An address that may stand as `](here)`, with everything encoded that could
/// end the link; `None` where it is no web or mail address.
pub(super) fn target(address: &str) -> Option<String> {
    encoded(address, "<>()[]{}\\\"'`|^*")
}

/// An address as a link that shows itself, or as words where it is none.
pub(super) fn address(text: &str) -> String {
    encoded(text, "<>\\`|\"").map_or_else(|| words(text), |url| format!("<{url}>"))
}

/// The address with some characters, white space and controls percent-encoded.
fn encoded(address: &str, unsafe_chars: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let known = ["http", "https", "ftp", "mailto"];
    let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(scheme));
    if !is_known || rest.trim_matches('/').is_empty() {
        return None;
    }
    // `&copy;` in an address would be read as an entity.
    let has_entities = address.contains('&');
    let mut url = String::with_capacity(address.len());
    for ch in address.chars() {
        let breaks_out = unsafe_chars.contains(ch) || (ch == ';' && has_entities);
        if breaks_out || ch.is_whitespace() || ch.is_control() {
            let mut bytes = [0; 4];
            for byte in ch.encode_utf8(&mut bytes).bytes() {
                // Writing to a String cannot fail.
                let _ = write!(url, "%{byte:02X}");
            }
        } else {
            url.push(ch);
        }
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_characters() {
        assert_eq!(words("a *b* [c](d)\n # e"), "a \\*b\\* \\[c\\](d) \\# e");
        assert_eq!(part(" , a "), " , a ");
        assert_eq!(part(" "), " ");
        assert_eq!(line_start("1984. A novel"), "1984\\. A novel");
        assert_eq!(line_start("- a"), "\\- a");
    }

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        assert_eq!(target("https://x.org/a b(c)>"), Some("https://x.org/a%20b%28c%29%3E".into()));
        assert_eq!(address("https://x.org/a b(c)>"), "<https://x.org/a%20b(c)%3E>");
        assert_eq!(target("mailto:a@x.org"), Some("mailto:a@x.org".into()));
        for text in
            ["javascript:alert(1)", "JavaScript:a", "data:text/html,x", "x.org", "", "http://"]
        {
            assert_eq!(target(text), None, "{text}");
        }
        assert_eq!(address("javascript:a*b*"), "javascript:a\\*b\\*");
        assert_eq!(target("https://x.org/?a&copy;b"), Some("https://x.org/?a&copy%3Bb".into()));
    }
}
