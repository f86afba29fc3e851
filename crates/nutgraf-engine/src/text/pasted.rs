//! Text from elsewhere, as it is put into a draft.

/// Returns text with every line end written as `ending`, a lone CR too, and without the
/// control characters that nobody can type.
pub fn pasted(text: &str, ending: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let words: String = lines.chars().filter(|c| !c.is_control() || "\n\t".contains(*c)).collect();
    if ending == "\n" { words } else { words.replace('\n', ending) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_the_drafts_and_control_characters_are_left_out() {
        assert_eq!(pasted("a\rb\r\nc\nd\te", "\n"), "a\nb\nc\nd\te");
        assert_eq!(pasted("a\rb\n", "\r\n"), "a\r\nb\r\n");
        assert_eq!(pasted("a\0b\u{1b}[0m\u{7f}c", "\n"), "ab[0mc");
    }
}
