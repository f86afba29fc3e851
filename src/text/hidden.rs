//! Characters that are in a text and not seen in it, by which it can say something else
//! than it shows.
//!
//! What always holds: [`hidden`] tells which they are, so that what the editor shows by
//! its name and what a check finds are the same.

/// Whether a character turns the direction in which those behind it are written, until
/// another one ends that: embeddings, overrides and isolates.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text without what is not seen and may mislead.
pub fn seen(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut done = 0;
    for (at, c, _) in hidden(text) {
        seen.push_str(&text[done..at]);
        done = at + c.len_utf8();
    }
    seen.push_str(&text[done..]);
    seen
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
/// it where it does; `None` for all others.
pub fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{61C}' => "ALM",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "HF",
        '\u{180E}' => "MVS",
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
        '\u{206A}'..='\u{206F}' => "OLD",
        '\u{FEFF}' => "BOM",
        '\u{E0000}'..='\u{E007F}' => "TAG",
        '\u{E0100}'..='\u{E01EF}' => "VS",
        _ => return None,
    })
}

/// What a character that is not seen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It turns the direction of writing until further notice.
    Turns,
    /// It says how its neighbours run.
    Marks,
    /// Nothing, where it stands.
    Nothing,
}

/// The characters of a text that are not seen and may mislead, each with its byte. Those
/// that their way of writing needs are none of them: joiners in Persian words and emoji,
/// spaces of no width between Thai words, the tags of a flag.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char, Effect)> {
    let mut before = None;
    let mut flag_end = 0;
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let behind = chars.peek().map(|(_, c)| *c);
            if c == FLAG {
                flag_end = at + c.len_utf8() + flag_tags(&text[at + c.len_utf8()..]);
            }
            let effect = if at < flag_end { None } else { effect(before, c, behind) };
            before = Some(c);
            if let Some(effect) = effect {
                return Some((at, c, effect));
            }
        }
    })
}

/// The flag whose tags say of which part of a country it is.
const FLAG: char = '\u{1F3F4}';

/// How many bytes of tags stand at the head of a text and end as those of a flag do.
fn flag_tags(text: &str) -> usize {
    /// The code of a part of a country has six letters and digits at most.
    const MOST: usize = 6;
    let tags = text.chars().take_while(|c| ('\u{E0020}'..='\u{E007E}').contains(c)).take(MOST + 1);
    let length: usize = tags.map(char::len_utf8).sum();
    let ends = text[length..].starts_with('\u{E007F}');
    if ends && length <= MOST * FLAG.len_utf8() { length + FLAG.len_utf8() } else { 0 }
}

fn effect(before: Option<char>, c: char, behind: Option<char>) -> Option<Effect> {
    if turns_direction(c) {
        return Some(Effect::Turns);
    }
    if is_of_direction(c) {
        return Some(Effect::Marks);
    }
    let both = |is: fn(char) -> bool| before.is_some_and(is) && behind.is_some_and(is);
    let either = |is: fn(char) -> bool| before.is_some_and(is) || behind.is_some_and(is);
    let is_idle = match c {
        // Latin letters and digits never join.
        '\u{200C}' | '\u{200D}' => both(|c| c.is_ascii_alphanumeric()),
        '\u{200B}' => !either(is_of_words_without_spaces),
        '\u{180E}' => !either(|c| ('\u{1800}'..='\u{18AF}').contains(&c)),
        '\u{E0100}'..='\u{E01EF}' => !before.is_some_and(is_ideograph),
        _ => mark(c).is_some(),
    };
    is_idle.then_some(Effect::Nothing)
}

/// Scripts that part words by spaces of no width, if at all: Thai, Lao, Tibetan, Burmese,
/// Khmer and their kin.
fn is_of_words_without_spaces(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{1950}'..='\u{19FF}' | '\u{1A20}'..='\u{1AAF}' | '\u{A9E0}'..='\u{A9FF}'
        | '\u{AA60}'..='\u{AADF}')
}

/// Letters of which a selector chooses a shape.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, Effect)> {
        hidden(text).map(|(at, _, effect)| (at, effect)).collect()
    }

    #[test]
    fn what_is_hidden_among_latin_letters_has_a_name_unless_it_joins() {
        for c in '\0'..=char::MAX {
            let joins = matches!(c, '\u{200C}' | '\u{200D}');
            let is_hidden = !found(&format!("a{c}b")).is_empty();
            assert_eq!(mark(c).is_some(), is_hidden && !joins, "{c:?}");
        }
    }

    #[test]
    fn what_its_way_of_writing_needs_is_not_hidden() {
        for text in [
            "می\u{200C}خواهم",
            "👩\u{200D}👩\u{200D}👧",
            "ภาษา\u{200B}ไทย",
            "ភាសា\u{200B}ខ្មែរ",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "葛\u{E0100}",
            "soft\u{AD}hyphen ❤\u{FE0F}",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
        assert_eq!(found("א\u{200F}1"), [(2, Effect::Marks)]);
    }

    #[test]
    fn what_does_nothing_or_turns_is_hidden() {
        assert_eq!(found("no\u{200C}t"), [(2, Effect::Nothing)]);
        assert_eq!(found("a\u{202E}b"), [(1, Effect::Turns)]);
        // Words may be smuggled in tags and selectors, behind a flag too.
        assert_eq!(found("x\u{E0069}\u{E0067}").len(), 2);
        assert_eq!(found("x\u{E0101}\u{E0102}").len(), 2);
        let tags = "\u{E0069}".repeat(28);
        assert_eq!(found(&format!("🏴{tags}\u{E007F}")).len(), 29);
        assert_eq!(found("🏴\u{E0067}").len(), 1);
    }
}
