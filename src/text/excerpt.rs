//! Texts shown in a place that has little room.

/// A text on one line: every run of white space is one space, none at the ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line, cut to about so many characters.
pub fn excerpt(text: &str, characters: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(characters) {
        None => line,
        Some((cut, _)) => {
            let head = &line[..cut];
            let at = head.rfind(' ').unwrap_or(cut);
            format!("{} …", &head[..at])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(excerpt("one\n  two", 20), "one two");
        assert_eq!(excerpt("one two three", 9), "one two …");
        assert_eq!(excerpt("äöüäöü", 3), "äöü …");
    }
}
