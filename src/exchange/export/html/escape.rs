//! Words as HTML that reads as these words.

/// Words between tags.
pub(in crate::exchange::export) fn text(words: &str) -> String {
    escaped(words, false)
}

/// Words between double quotation marks in a tag.
pub(in crate::exchange::export) fn attribute(words: &str) -> String {
    escaped(words, true)
}

fn escaped(words: &str, is_attribute: bool) -> String {
    let mut html = String::with_capacity(words.len() + words.len() / 16);
    for ch in words.chars() {
        match ch {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' if is_attribute => html.push_str("&quot;"),
            '\r' => {}
            '\n' | '\t' => html.push(ch),
            // No parser of HTML takes them.
            ch if ch.is_control() || is_noncharacter(ch) => html.push('\u{fffd}'),
            ch => html.push(ch),
        }
    }
    html
}

fn is_noncharacter(ch: char) -> bool {
    let code = u32::from(ch);
    code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_open_nothing() {
        assert_eq!(text("a < b && \"c\"\0\r\n"), "a &lt; b &amp;&amp; \"c\"\u{fffd}\n");
        assert_eq!(attribute("\"><script>"), "&quot;&gt;&lt;script&gt;");
    }
}
