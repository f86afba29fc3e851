//! Texts shown in a place that has little room.

/// A text on one line: every run of white space is one space, none at the ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the first words of a text on one line: at most `most` characters, and an
/// ellipsis behind a space where there are more. It is cut between words, but
/// for a word that would take half of it along.
pub fn excerpt(text: &str, characters: usize) -> String {
    let line = one_line(text);
    let Some((cut, _)) = line.char_indices().nth(characters) else { return line };
    let head = &line[..cut];
    // What ends with its word needs no cut before it.
    let space = if line[cut..].starts_with(' ') { Some(cut) } else { head.rfind(' ') };
    let end = space.filter(|at| *at > cut / 2).unwrap_or(cut);
    format!("{} …", line[..end].trim_end())
}

/// A sentence as it begins on its own.
pub fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(excerpt("one\n  two", 20), "one two");
        assert_eq!(excerpt("one two three", 9), "one two …");
        assert_eq!(excerpt("one two three", 7), "one two …");
        assert_eq!(excerpt("äöüäöü", 3), "äöü …");
        assert_eq!(excerpt("a verylongwordindeed", 12), "a verylongwo …");
    }
}
