//! Characters that a text holds and a reader does not see, by which it can say something
//! else than it shows.
//!
//! Two questions are answered here. [`is_invisible`] says which characters never count when
//! two texts are compared. [`find_invisible`] says which characters may mislead where they
//! stand: a joiner inside a Persian word is invisible and does not mislead.
//!
//! # Invariants
//!
//! - The editor names, a check reports and an import removes exactly what
//!   [`find_invisible`] gives.
//! - Bidirectional control characters are those of Unicode's property `Bidi_Control`;
//!   which of them are explicit and which are marks is said in UAX #9, sections 2.1 to 2.6.

/// Whether a character takes no room and never counts when texts are compared: zero-width
/// spaces and joiners, directional characters, variation selectors, the byte order mark.
///
/// The soft hyphen is none of them: it is seen at the end of a line.
#[inline]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a character sets the writing direction of the characters after it until another
/// one ends that: the embeddings, overrides and isolates of UAX #9.
pub fn is_explicit_bidi(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns the text without the characters that [`find_invisible`] gives.
pub fn without_invisible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut done = 0;
    for (at, c, _) in find_invisible(text) {
        seen.push_str(&text[done..at]);
        done = at + c.len_utf8();
    }
    seen.push_str(&text[done..]);
    seen
}

/// Returns the text with every character that has a [`short_name`] written as that name in
/// brackets.
pub fn with_short_names(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match short_name(c) {
            Some(name) => shown.extend(["[", name, "]"]),
            None => shown.push(c),
        }
    }
    shown
}

/// Whether a character has the Unicode property `Bidi_Control`: it is not seen and only says
/// in which direction others are written.
pub fn is_bidi_control(c: char) -> bool {
    is_explicit_bidi(c) || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}')
}

/// Returns the short name of an invisible character, as the Unicode standard abbreviates it
/// where it does; `None` for a character that is seen or that only joins others.
pub fn short_name(c: char) -> Option<&'static str> {
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

/// What an invisible character does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvisibleKind {
    /// It sets the writing direction until another character ends that: [`is_explicit_bidi`].
    ExplicitBidi,
    /// It marks the writing direction at one place: the implicit marks LRM, RLM and ALM.
    ImplicitBidi,
    /// It does nothing where it stands, and may hide words from a search.
    Idle,
}

/// Finds the invisible characters of a text that may mislead, each with its byte offset, in
/// rising order.
///
/// Characters that their script needs are not among them: joiners in Persian words and in
/// emoji, zero-width spaces between Thai words, the tags of a flag.
pub fn find_invisible(text: &str) -> impl Iterator<Item = (usize, char, InvisibleKind)> {
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

/// The black flag, which tags behind it turn into the flag of a part of a country.
const FLAG: char = '\u{1F3F4}';

/// Returns the length in bytes of a complete tag sequence at the start of a text; 0 where
/// there is none.
fn flag_tags(text: &str) -> usize {
    /// The most letters and digits in the code of a part of a country, such as `gbeng`.
    const MOST: usize = 6;
    let tags = text.chars().take_while(|c| ('\u{E0020}'..='\u{E007E}').contains(c)).take(MOST + 1);
    let length: usize = tags.map(char::len_utf8).sum();
    let ends = text[length..].starts_with('\u{E007F}');
    if ends && length <= MOST * FLAG.len_utf8() { length + FLAG.len_utf8() } else { 0 }
}

/// Returns what an invisible character does between two others; `None` where it is seen or
/// its script needs it.
fn effect(before: Option<char>, c: char, behind: Option<char>) -> Option<InvisibleKind> {
    if is_explicit_bidi(c) {
        return Some(InvisibleKind::ExplicitBidi);
    }
    if is_bidi_control(c) {
        return Some(InvisibleKind::ImplicitBidi);
    }
    let both = |is: fn(char) -> bool| before.is_some_and(is) && behind.is_some_and(is);
    let either = |is: fn(char) -> bool| before.is_some_and(is) || behind.is_some_and(is);
    let is_idle = match c {
        // Latin letters and digits never join.
        '\u{200C}' | '\u{200D}' => both(|c| c.is_ascii_alphanumeric()),
        '\u{200B}' => !either(is_of_words_without_spaces),
        '\u{180E}' => !either(|c| ('\u{1800}'..='\u{18AF}').contains(&c)),
        '\u{E0100}'..='\u{E01EF}' => !before.is_some_and(is_ideograph),
        _ => short_name(c).is_some(),
    };
    is_idle.then_some(InvisibleKind::Idle)
}

/// Whether a character belongs to a script that separates words by zero-width spaces, if at
/// all: Thai, Lao, Tibetan, Burmese, Khmer and related ones.
fn is_of_words_without_spaces(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{1950}'..='\u{19FF}' | '\u{1A20}'..='\u{1AAF}' | '\u{A9E0}'..='\u{A9FF}'
        | '\u{AA60}'..='\u{AADF}')
}

/// Whether a character is an ideograph, of which a variation selector chooses the shape.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, InvisibleKind)> {
        find_invisible(text).map(|(at, _, effect)| (at, effect)).collect()
    }

    #[test]
    fn what_is_invisible_among_latin_letters_has_a_name_unless_it_joins() {
        for c in '\0'..=char::MAX {
            let joins = matches!(c, '\u{200C}' | '\u{200D}');
            let is_found = !found(&format!("a{c}b")).is_empty();
            assert_eq!(short_name(c).is_some(), is_found && !joins, "{c:?}");
        }
    }

    #[test]
    fn what_its_script_needs_is_not_found() {
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
        assert_eq!(found("א\u{200F}1"), [(2, InvisibleKind::ImplicitBidi)]);
    }

    #[test]
    fn what_does_nothing_or_sets_the_direction_is_found() {
        assert_eq!(found("no\u{200C}t"), [(2, InvisibleKind::Idle)]);
        assert_eq!(found("a\u{202E}b"), [(1, InvisibleKind::ExplicitBidi)]);
        // Words may be smuggled in tags and selectors, behind a flag too.
        assert_eq!(found("x\u{E0069}\u{E0067}").len(), 2);
        assert_eq!(found("x\u{E0101}\u{E0102}").len(), 2);
        let tags = "\u{E0069}".repeat(28);
        assert_eq!(found(&format!("🏴{tags}\u{E007F}")).len(), 29);
        assert_eq!(found("🏴\u{E0067}").len(), 1);
    }
}
