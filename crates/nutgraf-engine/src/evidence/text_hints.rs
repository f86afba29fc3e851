//! Hints about the text itself, whatever it says, and what mends them.
//!
//! # Invariants
//!
//! - Code, front matter, HTML and addresses give no hint and are never changed.
//! - What mends a hint changes white space or marks, and no word.

use super::finding::{Finding, FindingKind};
use crate::{
    markdown::Structure,
    range::DraftRange,
    text::{APOSTROPHE, Change, Edit, QuotationMarks, StraightMark},
};

/// The longest lead of a line that is looked at for a mark, in bytes: quotation marks of the
/// deepest nesting and the number of an item.
const LONGEST_LEAD: usize = 64;

/// How much of a line in front of a mark tells whether it opens, in bytes. What is asked
/// looks at one character, and at signs of emphasis before it.
const CONTEXT: usize = 64;

/// Spaces at which no line breaks.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

/// Signs of Markdown that make something of a line only with a plain space behind them.
const MOST_HASHES: usize = 6;
const MOST_DIGITS: usize = 9;

/// Returns the hints about a draft.
pub(super) fn text_hints(text: &str, structure: &Structure) -> Vec<Finding> {
    let mut hints: Vec<Finding> = no_break_spaces(text, structure)
        .map(|range| Finding { kind: FindingKind::NoBreakSpace, range })
        .collect();
    // Most drafts have marks of one kind only.
    if text.contains(['"', '\'']) && text.contains(is_typographic) {
        let in_prose = |run: DraftRange| text[run].contains(is_typographic);
        let straight = straight_marks(text, structure, QuotationMarks::of(""));
        if let Some(first) = straight.first()
            && structure.prose.iter().any(in_prose)
        {
            hints.push(Finding { kind: FindingKind::MixedMarks, range: first.range });
        }
    }
    hints
}

/// Returns the change that mends what a finding is about, in a text as it is now; `None` where
/// only the writer can.
///
/// Marks are those of the language of the article.
pub fn mended(
    finding: &Finding,
    text: &str,
    structure: &Structure,
    language: &str,
) -> Option<Change> {
    let edits = match finding.kind {
        FindingKind::NoBreakSpace => {
            let spaces = text.get(finding.range.to_std())?;
            let start = finding.range.start + spaces.find(NO_BREAK)?;
            let behind = text[start..].trim_start_matches(NO_BREAK);
            let range = DraftRange::new(start, text.len() - behind.len());
            vec![Edit { range, insert: " ".to_owned() }]
        }
        FindingKind::MixedMarks => straight_marks(text, structure, QuotationMarks::of(language)),
        _ => return None,
    };
    Change::of(edits).ok().filter(|change| !change.is_empty())
}

/// Finds the signs at the beginning of lines that have a no-break space behind them, with it.
fn no_break_spaces<'a>(
    text: &'a str,
    structure: &'a Structure,
) -> impl Iterator<Item = DraftRange> + 'a {
    text.match_indices(NO_BREAK).filter_map(move |(at, space)| {
        let mut from = at.saturating_sub(LONGEST_LEAD);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let start = match text[from..at].rfind('\n') {
            Some(end) => from + end + 1,
            None if from == 0 => 0,
            None => return None,
        };
        let sign = sign_of(&text[start..at])?;
        let range = DraftRange::new(at - sign.len(), at + space.len());
        (!structure.is_code(range.start)).then_some(range)
    })
}

/// Returns the sign that ends what a line begins with, where that is all there is.
fn sign_of(lead: &str) -> Option<&str> {
    let sign = lead.trim_start_matches([' ', '\t', '>']);
    if sign.is_empty() {
        return lead.ends_with('>').then_some(">");
    }
    let is_heading = sign.len() <= MOST_HASHES && sign.bytes().all(|byte| byte == b'#');
    let is_bullet = ["-", "*", "+"].contains(&sign);
    let digits = sign.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = (1..=MOST_DIGITS).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_heading || is_bullet || is_number).then_some(sign)
}

fn is_typographic(c: char) -> bool {
    "“”„‟«»‹›‘’‚".contains(c)
}

/// Returns the straight marks of the prose with what each becomes; feet and inches are none.
///
/// Those within the words of a quotation are its source's.
fn straight_marks(text: &str, structure: &Structure, marks: QuotationMarks) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut runs = structure.prose.iter().peekable();
    let outer = structure.quotations.iter().filter(|quotation| quotation.depth == 0);
    let mut quoted = outer.flat_map(|quotation| quotation.words.iter()).peekable();
    // What is before a mark on its line, with the marks that it got.
    let mut before = String::new();
    let mut is_open = false;
    for (at, c) in text.char_indices() {
        while runs.next_if(|run| run.end <= at).is_some() {}
        while quoted.next_if(|words| words.end <= at).is_some() {}
        let is_quoted = quoted.peek().is_some_and(|words| words.start <= at);
        let is_prose = runs.peek().is_some_and(|run| run.start <= at) && !is_quoted;
        let last = before.chars().next_back();
        let straight = match c {
            '"' => Some(StraightMark::Double),
            '\'' => Some(StraightMark::Single),
            _ => None,
        };
        let straight = straight.filter(|_| is_prose && last != Some('\\')).filter(|mark| {
            let closes = *mark == StraightMark::Double && is_open;
            let is_measure = last.is_some_and(|c| c.is_ascii_digit());
            !is_measure || closes || text[at + 1..].starts_with(char::is_alphabetic)
        });
        match straight {
            Some(mark) => {
                let new = marks.typographic(mark, &before);
                // ’90s
                let is_decade = mark == StraightMark::Single
                    && new.closing.is_some()
                    && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
                let insert = if is_decade { APOSTROPHE } else { new.mark };
                if mark == StraightMark::Double {
                    is_open = new.closing.is_some();
                }
                before.push_str(insert);
                let range = DraftRange::new(at, at + 1);
                edits.push(Edit { range, insert: insert.to_owned() });
            }
            None if c == '\n' => {
                // A quotation that was left open ends with its paragraph.
                is_open &= !before.trim().is_empty();
                before.clear();
            }
            None => before.push(c),
        }
        if before.len() > 2 * CONTEXT {
            let cut = (before.len() - CONTEXT..).find(|at| before.is_char_boundary(*at));
            before.drain(..cut.unwrap_or_default());
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(text: &str) -> Vec<(FindingKind, &str)> {
        let hints = text_hints(text, &Structure::parse(text)).into_iter();
        hints.map(|hint| (hint.kind, &text[hint.range])).collect()
    }

    fn mend(text: &str, language: &str) -> String {
        let structure = Structure::parse(text);
        let mut mended_text = text.to_owned();
        for hint in text_hints(text, &structure).iter().rev() {
            let change = mended(hint, text, &structure, language).unwrap();
            change.apply(&mut mended_text).unwrap();
        }
        mended_text
    }

    #[test]
    fn a_no_break_space_behind_a_sign_at_the_start_of_a_line_is_a_hint() {
        for (text, sign) in [
            ("#\u{a0}Title", "#\u{a0}"),
            ("a\n\n-\u{a0}item", "-\u{a0}"),
            ("12.\u{a0}item", "12.\u{a0}"),
            ("> 1)\u{202f}item", "1)\u{202f}"),
            (">\u{a0}said", ">\u{a0}"),
        ] {
            assert_eq!(hints(text), [(FindingKind::NoBreakSpace, sign)], "{text:?}");
            assert_eq!(hints(&mend(text, "en")), [], "{text:?}");
        }
        assert_eq!(mend("a\n\n-\u{a0}\u{a0}item", "en"), "a\n\n- item");
    }

    #[test]
    fn a_no_break_space_elsewhere_is_the_writers() {
        for text in [
            "a -\u{a0}b",
            "10\u{a0}km",
            "#######\u{a0}no heading",
            "```\n-\u{a0}code\n```",
            "---\ntitle: a\n-\u{a0}b\n---\n",
            "- plain\u{a0}item",
        ] {
            assert_eq!(hints(text), [], "{text:?}");
        }
    }

    #[test]
    fn straight_marks_beside_typographic_ones_are_one_hint() {
        let text = "She said “yes”. He said \"no\", and didn't.";
        assert_eq!(hints(text), [(FindingKind::MixedMarks, "\"")]);
        assert_eq!(mend(text, "en"), "She said “yes”. He said “no”, and didn’t.");
        assert_eq!(hints("\"no\", and didn't"), []);
        assert_eq!(hints("“no”, and didn’t"), []);
        assert_eq!(hints("a 6'2\" man said “no”"), []);
        assert_eq!(hints("“no” `\"code\"` [a](<x \"y\">)"), []);
        assert_eq!(hints("“no” <a title=\"b\">c</a>"), []);
        assert_eq!(hints("\"no\"\n\n```\n“code”\n```"), []);
    }

    #[test]
    fn marks_are_mended_by_the_language_and_where_they_stand() {
        assert_eq!(mend("„Ja“ und \"Nein\"", "de"), "„Ja“ und „Nein“");
        let text = "In the '90s it was “so”, *\"until 1999\"*, and `didn't` 'end'.";
        let mended = "In the ’90s it was “so”, *“until 1999”*, and `didn't` ‘end’.";
        assert_eq!(mend(text, "en"), mended);
        let text = "“We're”, she said, and \"don't ask\".";
        assert_eq!(mend(text, "en"), "“We're”, she said, and “don't ask”.");
    }
}
