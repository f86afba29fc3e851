//! Characters that are in a text and not seen in it, by which it can say something else
//! than it shows.
//!
//! What always holds: one table tells which they are, so that what the editor shows as a
//! mark and what a check finds are the same. Those that belong to a way of writing, such
//! as the joiners within a Persian word or an emoji, are none of them by themselves.

/// Whether a character turns the direction in which those behind it are written, until
/// another one ends that: embeddings, overrides and isolates.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text in which what is not seen stands as its name in brackets.
pub fn named(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match mark(c) {
            Some(name) => shown.extend(["[", name, "]"]),
            None => shown.push(c),
        }
    }
    shown
}

/// What to say of a text that was taken in with characters that turn the direction of
/// writing; `None` where it has none.
pub fn turning(text: &str, title: &str) -> Option<String> {
    let count = text.chars().filter(|c| turns_direction(*c)).count();
    (count > 0).then(|| {
        let characters = if count == 1 { "character that turns" } else { "characters that turn" };
        format!(
            "The text of “{}” holds {count} invisible {characters} the direction of writing: \
             whoever reads it elsewhere may see other words.",
            named(title)
        )
    })
}

/// What to do then.
pub const TURNING_HINT: &str =
    "Here they are shown by their names. Look at the passage before you quote it.";

/// Whether a character only says how others run.
pub fn is_of_direction(c: char) -> bool {
    turns_direction(c) || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}')
}

/// The short name of a character that is not seen, as the Unicode standard abbreviates
/// it; `None` for all others.
pub fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{61C}' => "ALM",
        '\u{200B}' => "ZWSP",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2061}'..='\u{2064}' => "INV",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{FEFF}' => "BOM",
        '\u{E0000}'..='\u{E007F}' => "TAG",
        _ => return None,
    })
}

/// Whether a character takes no room and says nothing where it stands, between the one
/// before it and the one behind it: spaces and joiners of no width, invisible operators,
/// tags that belong to no flag. Joiners are such between Latin letters and digits, which
/// never join.
pub fn is_idle(before: Option<char>, c: char, behind: Option<char>) -> bool {
    let never_joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match c {
        '\u{200C}' | '\u{200D}' => never_joins(before) && never_joins(behind),
        // A flag of England is a black flag and tags behind it.
        '\u{E0000}'..='\u{E007F}' => {
            !before.is_some_and(|c| matches!(c, '\u{1F3F4}' | '\u{E0000}'..='\u{E007F}'))
        }
        _ => mark(c).is_some() && !is_of_direction(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_idle_or_turns_the_direction_has_a_mark_unless_it_joins() {
        for c in '\0'..=char::MAX {
            let joins = matches!(c, '\u{200C}' | '\u{200D}');
            let is_told = is_idle(Some('a'), c, Some('b')) || is_of_direction(c);
            assert_eq!(mark(c).is_some(), is_told && !joins, "{c:?}");
        }
    }

    #[test]
    fn joiners_and_tags_are_idle_only_where_they_do_nothing() {
        assert!(is_idle(Some('o'), '\u{200C}', Some('t')));
        assert!(!is_idle(Some('ی'), '\u{200C}', Some('خ')));
        assert!(!is_idle(Some('👩'), '\u{200D}', Some('👧')));
        assert!(!is_idle(Some('\u{1F3F4}'), '\u{E0067}', Some('\u{E0062}')));
        assert!(is_idle(Some('x'), '\u{E0067}', None));
        assert!(!is_idle(Some('א'), '\u{200F}', Some('1')));
    }
}
