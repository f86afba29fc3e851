//! Typographic quotation marks and apostrophes, by language.
//!
//! What is typed and what is mended later become the same marks, so both ask here.

/// The quotation marks of a language: outer and inner, opening and closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotationMarks {
    /// Those of a quotation, for the straight `"`.
    pub outer: (&'static str, &'static str),
    /// Those of a quotation within one, for the straight `'`.
    pub inner: (&'static str, &'static str),
}

/// A mark as keyboards have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StraightMark {
    /// `"`
    Double,
    /// `'`
    Single,
}

/// What a straight mark becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypographicMark {
    /// The mark itself.
    pub mark: &'static str,
    /// The mark that closes what it opens; `None` where it opens nothing.
    pub closing: Option<&'static str>,
}

/// The apostrophe, of every language.
pub const APOSTROPHE: &str = "’";

/// Marks by language tag; the longest tag that fits counts.
///
/// By the delimiters of the Unicode Common Locale Data Repository. For British English the
/// key of the double mark gives double marks, because single ones have a key of their own.
const MARKS: [(&str, QuotationMarks); 20] = [
    ("en", marks(("“", "”"), ("‘", "’"))),
    ("de", marks(("„", "“"), ("‚", "‘"))),
    ("de-CH", marks(("«", "»"), ("‹", "›"))),
    ("fr", marks(("«\u{202f}", "\u{202f}»"), ("“", "”"))),
    ("fr-CH", marks(("«", "»"), ("‹", "›"))),
    ("es", marks(("«", "»"), ("“", "”"))),
    ("it", marks(("«", "»"), ("“", "”"))),
    ("pt", marks(("“", "”"), ("‘", "’"))),
    ("pt-PT", marks(("«", "»"), ("“", "”"))),
    ("pl", marks(("„", "”"), ("«", "»"))),
    ("cs", marks(("„", "“"), ("‚", "‘"))),
    ("sk", marks(("„", "“"), ("‚", "‘"))),
    ("hu", marks(("„", "”"), ("»", "«"))),
    ("sv", marks(("”", "”"), ("’", "’"))),
    ("fi", marks(("”", "”"), ("’", "’"))),
    ("da", marks(("“", "”"), ("‘", "’"))),
    ("nb", marks(("«", "»"), ("‘", "’"))),
    ("nl", marks(("“", "”"), ("‘", "’"))),
    ("ru", marks(("«", "»"), ("„", "“"))),
    ("uk", marks(("«", "»"), ("„", "“"))),
];

const fn marks(
    outer: (&'static str, &'static str),
    inner: (&'static str, &'static str),
) -> QuotationMarks {
    QuotationMarks { outer, inner }
}

impl QuotationMarks {
    /// The marks of a language tag; those of English for one that is not known or not said.
    pub fn of(language: &str) -> Self {
        let fits = |tag: &str| {
            language.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
                && !language[tag.len()..].starts_with(|c: char| c.is_alphanumeric())
        };
        let best = MARKS.iter().filter(|(tag, _)| fits(tag)).max_by_key(|(tag, _)| tag.len());
        best.map_or(MARKS[0].1, |(_, marks)| *marks)
    }

    /// Returns what a straight mark becomes behind the words of its line.
    ///
    /// A single mark behind a word is an apostrophe.
    pub fn typographic(&self, mark: StraightMark, before: &str) -> TypographicMark {
        let last = before.chars().next_back();
        if mark == StraightMark::Single
            && last.is_some_and(|c| c.is_alphanumeric() || is_closing(c))
        {
            return TypographicMark { mark: APOSTROPHE, closing: None };
        }
        let (open, close) = match mark {
            StraightMark::Double => self.outer,
            StraightMark::Single => self.inner,
        };
        // Marks of Markdown in front of it are of the words that it opens or closes.
        let last = before.trim_end_matches(['*', '_', '~', '=']).chars().next_back();
        if last.is_none_or(|c| c.is_whitespace() || is_opening(c)) {
            TypographicMark { mark: open, closing: Some(close) }
        } else {
            TypographicMark { mark: close, closing: None }
        }
    }
}

fn is_opening(c: char) -> bool {
    "([{<«‹“‘„‚–—-/>".contains(c)
}

fn is_closing(c: char) -> bool {
    ")]}”’»›".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_tag_that_fits_says_which_marks() {
        assert_eq!(QuotationMarks::of("de-CH").outer, ("«", "»"));
        assert_eq!(QuotationMarks::of("de-AT").outer, ("„", "“"));
        assert_eq!(QuotationMarks::of("den").outer, ("“", "”"));
        assert_eq!(QuotationMarks::of("").outer, ("“", "”"));
    }

    #[test]
    fn a_mark_opens_closes_or_is_an_apostrophe_by_what_is_before_it() {
        let english = QuotationMarks::of("en");
        let mark = |mark, before: &str| english.typographic(mark, before).mark;
        assert_eq!(mark(StraightMark::Double, "say "), "“");
        assert_eq!(mark(StraightMark::Double, "so"), "”");
        assert_eq!(mark(StraightMark::Double, "the *"), "“");
        assert_eq!(mark(StraightMark::Single, "“"), "‘");
        assert_eq!(mark(StraightMark::Single, "don"), "’");
    }
}
