//! The addresses of headings within a page, as GitHub makes them.
//!
//! Whoever links to a heading and whoever gives it its address take both from here.

use std::collections::{HashMap, HashSet};

use unicode_normalization::char::is_combining_mark;

/// Returns the address of each heading, without `#`, given their words in order.
///
/// A second heading of the same words gets `-1`, the next `-2`; no two have one address.
///
/// # Examples
/// ```
/// use nutgraf_engine::markdown::heading_slugs;
/// assert_eq!(heading_slugs(["History", "What next?", "History"]), ["history", "what-next", "history-1"]);
/// ```
pub fn heading_slugs<'a>(titles: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut unique = |title: &str| {
        let slug = slug(title);
        let count = counts.entry(slug.clone()).or_default();
        let mut address = slug.clone();
        if *count > 0 {
            address = format!("{slug}-{count}");
        }
        while !taken.insert(address.clone()) {
            *count += 1;
            address = format!("{slug}-{count}");
        }
        *count += 1;
        address
    };
    titles.into_iter().map(&mut unique).collect()
}

/// Lower case, with hyphens for blanks, of letters, digits, `-` and `_` alone.
fn slug(title: &str) -> String {
    let kept = title.trim().chars().filter(|c| is_word(*c) || matches!(c, ' ' | '-'));
    let lower = kept.flat_map(char::to_lowercase);
    lower.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Whether a character belongs to a word as Ruby's `\p{Word}` has it: letters, their accents,
/// decimal digits and connectors, but no fractions or raised digits.
fn is_word(c: char) -> bool {
    let is_other_number = matches!(c,
        '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{2089}' | '\u{2150}'..='\u{215f}'
        | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}');
    let is_connector = matches!(c, '_' | '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{ff3f}');
    (c.is_alphanumeric() && !is_other_number) || is_connector || is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str) -> String {
        heading_slugs([title]).remove(0)
    }

    #[test]
    fn punctuation_goes_and_blanks_are_hyphens() {
        assert_eq!(of("What the gauges show"), "what-the-gauges-show");
        assert_eq!(of("What’s next?"), "whats-next");
        assert_eq!(of("Cost & benefit: 3.5 %"), "cost--benefit-35-");
        assert_eq!(of("A – B"), "a--b");
        assert_eq!(of("snake_case and-hyphen"), "snake_case-and-hyphen");
        assert_eq!(of("  Edges "), "edges");
        assert_eq!(of("!?"), "");
    }

    #[test]
    fn letters_of_all_scripts_stay() {
        assert_eq!(of("Größe ÜBER Alles"), "größe-über-alles");
        assert_eq!(of("Cafe\u{301}"), "cafe\u{301}");
        assert_eq!(of("歴史 と"), "歴史-と");
        assert_eq!(of("История"), "история");
        assert_eq!(of("½ of x² 😀 done"), "-of-x--done");
    }

    #[test]
    fn headings_of_the_same_words_are_counted() {
        let slugs = heading_slugs(["History", "history", "History 1", "History!"]);
        assert_eq!(slugs, ["history", "history-1", "history-1-1", "history-2"]);
        assert_eq!(heading_slugs(["a-1", "a", "a"]), ["a-1", "a", "a-2"]);
        assert_eq!(heading_slugs(["", "?"]), ["", "-1"]);
    }
}
