//! The marks that list items begin with, for whoever edits a line without its structure.

/// Returns the length in bytes of the mark of a list item that a text begins with, with the
/// blanks behind it and without a task's box; 0 where the text begins no item.
///
/// The text is that of a line without the blanks and quotation marks in front of it.
pub fn item_mark(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = match (digits, text.as_bytes().get(digits)) {
        (0, Some(b'-' | b'*' | b'+')) | (1..=9, Some(b'.' | b')')) => digits + 1,
        _ => return 0,
    };
    let blanks = text[sign..].len() - text[sign..].trim_start_matches(' ').len();
    if blanks == 0 { 0 } else { sign + blanks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_a_sign_or_a_number_with_a_blank_behind_it() {
        for (text, mark) in [
            ("- a", "- "),
            ("*  a", "*  "),
            ("10) a", "10) "),
            ("- [ ] a", "- "),
            ("-a", ""),
            ("3.5", ""),
            ("1234567890. a", ""),
            ("words", ""),
        ] {
            assert_eq!(&text[..item_mark(text)], mark, "{text}");
        }
    }
}
