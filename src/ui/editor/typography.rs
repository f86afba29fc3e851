//! Typographic signs as they are typed: quotation marks by the article's language,
//! apostrophes, dashes and ellipses.
//!
//! # Invariants
//! - A sign replaces only what the keyboard has no key for; what was typed is known, so that
//!   one Backspace gives it back.
//! - Code, addresses, tags, comments and what a line of dashes may mean are left alone.

use nutgraf_engine::{
    range::DraftRange,
    text::{APOSTROPHE, QuotationMarks, StraightMark},
};

/// A sign that takes the place of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    /// What goes, in bytes of the draft; in front of the caret, and often nothing.
    pub replaced: DraftRange,
    /// What comes in its place.
    pub insert: String,
    /// The mark that closes what it opens.
    pub closing: Option<&'static str>,
    /// What a Backspace right behind it gives back.
    pub plain: String,
}

/// Returns the sign that a typed character becomes at a caret; `None` where it stays as it
/// is. The caller asks only outside of code, blocks of HTML and front matter, which
/// `Structure::is_code` tells without a look at the draft.
pub(super) fn typed(text: &str, caret: usize, typed: &str, language: &str) -> Option<Sign> {
    let line = &text[text[..caret].rfind('\n').map_or(0, |at| at + 1)..caret];
    let is_sign =
        typed.len() == 1 && typed.contains(|c: char| "\"'-.".contains(c) || c.is_ascii_digit());
    if !is_sign || is_left_alone(line) {
        return None;
    }
    let mark = |mark| {
        let new = QuotationMarks::of(language).typographic(mark, line);
        Some(Sign { closing: new.closing, ..sign(DraftRange::at(caret), new.mark, typed) })
    };
    match typed {
        "\"" => mark(StraightMark::Double),
        "'" => mark(StraightMark::Single),
        "-" => dash(caret, line),
        "." if line.ends_with("..") && !line.ends_with("...") => {
            Some(sign(DraftRange::new(caret - 2, caret), "…", "..."))
        }
        // ’90s, and not a quotation that begins with a figure: those are put in double marks.
        figure if line.ends_with('‘') && figure != "." => {
            let before = line.trim_end_matches('‘').chars().next_back();
            let is_word = before.is_none_or(char::is_whitespace);
            let replaced = DraftRange::new(caret - '‘'.len_utf8(), caret);
            is_word.then(|| sign(replaced, &format!("{APOSTROPHE}{figure}"), &format!("‘{figure}")))
        }
        _ => None,
    }
}

fn sign(replaced: DraftRange, insert: &str, plain: &str) -> Sign {
    Sign { replaced, insert: insert.to_owned(), closing: None, plain: plain.to_owned() }
}

fn dash(caret: usize, line: &str) -> Option<Sign> {
    if let Some(words) = line.strip_suffix('—').or(line.strip_suffix('-')) {
        let is_second = line.ends_with('-') && !words.ends_with(['-', '!', '–', '—']);
        return is_second.then(|| sign(DraftRange::new(caret - 1, caret), "–", "--"));
    }
    line.ends_with('–').then(|| sign(DraftRange::new(caret - '–'.len_utf8(), caret), "—", "---"))
}

/// Whether signs mean something else here than words.
fn is_left_alone(line: &str) -> bool {
    // A rule, the line below a heading, or the head of a table.
    let is_rule = line.trim_start().chars().all(|c| "-|: ".contains(c));
    let is_dashes = is_rule && line.contains('-');
    let in_address = line.rfind("](").is_some_and(|at| !line[at..].contains(')'))
        || line.rsplit(char::is_whitespace).next().is_some_and(|word| {
            word.contains("://") || word.contains("www.") || word.contains('@')
        });
    let in_tag = line.rfind('<').is_some_and(|at| {
        let tag = &line[at + 1..];
        !tag.contains('>')
            && tag.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
    });
    let is_escaped = line.ends_with('\\');
    is_dashes || in_address || in_tag || is_escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types a line, a character at a time.
    fn line(language: &str, keys: &str) -> String {
        let mut text = String::new();
        for key in keys.chars() {
            let key = key.to_string();
            match typed(&text, text.len(), &key, language) {
                Some(sign) => {
                    text.replace_range(sign.replaced.start..sign.replaced.end, &sign.insert)
                }
                None => text.push_str(&key),
            }
        }
        text
    }

    #[test]
    fn quotation_marks_are_those_of_the_language() {
        for (language, marked) in [
            ("", "say “so”"),
            ("en-GB", "say “so”"),
            ("de", "say „so“"),
            ("de-CH", "say «so»"),
            ("de-AT", "say „so“"),
            ("fr", "say «\u{202f}so\u{202f}»"),
            ("es", "say «so»"),
            ("it", "say «so»"),
            ("pl", "say „so”"),
            ("sv", "say ”so”"),
            ("nl", "say “so”"),
            ("xx", "say “so”"),
        ] {
            assert_eq!(line(language, "say \"so\""), marked, "{language}");
        }
    }

    #[test]
    fn single_marks_and_apostrophes_are_told_apart() {
        assert_eq!(line("en", "don't say 'so', in the '90s"), "don’t say ‘so’, in the ’90s");
        assert_eq!(line("en", "\"'So,' he said\""), "“‘So,’ he said”");
        assert_eq!(line("en", "the *\"word\"*"), "the *“word”*");
    }

    #[test]
    fn dashes_and_ellipses_grow() {
        assert_eq!(line("en", "a--b"), "a–b");
        assert_eq!(line("en", "a---b"), "a—b");
        assert_eq!(line("en", "well..."), "well…");
        assert_eq!(line("en", "well-kept"), "well-kept");
    }

    #[test]
    fn what_is_no_prose_stays_as_it_is() {
        for text in [
            "---",
            "- one",
            "|---|",
            "[a](x--y",
            "https://a.b/c--d",
            "<a href=\"x",
            "<!-- a -- b",
            "\\\"",
        ] {
            assert_eq!(line("en", text), text);
        }
    }
}
