//! Blocks that are inserted: a rule, a block of code, a table, a note.
//!
//! # Invariants
//! A block stands between blank lines, so that it is one whatever is around it.

use nutgraf_engine::{
    range::DraftRange,
    text::{Change, Document, Edit},
};

/// The table that is inserted, with the caret in its first cell.
const TABLE: [&str; 3] = ["|  |  |", "| --- | --- |", "|  |  |"];
const FIRST_CELL: usize = "| ".len();

/// Inserts a rule below the line of the caret, which goes on below the rule.
pub(super) fn rule(document: &Document, selection: DraftRange) -> (Change, DraftRange) {
    let text = document.text();
    let at = line_end(text, selection.end);
    let (before, ending) = blank_before(document, at);
    let insert = format!("{before}---{ending}{ending}");
    let caret = DraftRange::at(at + insert.len());
    (Change::insert(at, insert), caret)
}

/// Inserts a table below the line of the caret, with the caret in its first cell.
pub(super) fn table(document: &Document, selection: DraftRange) -> (Change, DraftRange) {
    let text = document.text();
    let at = line_end(text, selection.end);
    let (before, ending) = blank_before(document, at);
    let follows = !text[at..].trim_start_matches(['\r', '\n']).is_empty();
    let after = if follows { ending } else { "" };
    let caret = DraftRange::at(at + before.len() + FIRST_CELL);
    let insert = format!("{before}{}{after}", TABLE.join(ending));
    (Change::insert(at, insert), caret)
}

/// Puts the selected lines between fences that none of them ends.
pub(super) fn code(document: &Document, selection: DraftRange) -> (Change, DraftRange) {
    let text = document.text();
    let start = text[..selection.start].rfind('\n').map_or(0, |at| at + 1);
    let end = line_end(text, selection.end);
    let lines = &text[start..end];
    let ending = document.line_break(start);
    let longest = lines.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let first = format!("{fence}{ending}");
    let edits = vec![
        Edit { range: DraftRange::at(start), insert: first.clone() },
        Edit { range: DraftRange::at(end), insert: format!("{ending}{fence}") },
    ];
    let change = if start == end {
        Change::insert(start, format!("{first}{ending}{fence}"))
    } else {
        Change::of(edits).expect("a line ends behind its start")
    };
    let moved = DraftRange::new(selection.start + first.len(), selection.end + first.len());
    (change, moved)
}

/// Inserts the sign of a note at the caret and the note at the end, with the caret in it.
/// In a note the caret goes back to behind its sign, and nothing is inserted.
pub(super) fn note(document: &Document, selection: DraftRange) -> (Change, DraftRange) {
    let text = document.text();
    let at = selection.end;
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    if let Some(label) = label_of_note(&text[line..]) {
        let sign = format!("[^{label}]");
        let signs = text.match_indices(&sign);
        let back = signs.map(|(at, _)| at + sign.len()).find(|end| !text[*end..].starts_with(':'));
        return (Change::default(), DraftRange::at(back.unwrap_or(at)));
    }
    let taken = |number: &usize| text.contains(&format!("[^{number}]"));
    let number = (1..).find(|number| !taken(number)).unwrap_or(1);
    begin_note(document, DraftRange::at(at), &number.to_string())
}

/// Puts the sign of a note in the place of a range and the note at the end, with the caret in
/// it.
pub(super) fn begin_note(
    document: &Document,
    place: DraftRange,
    label: &str,
) -> (Change, DraftRange) {
    let text = document.text();
    let at = place.end;
    let sign = format!("[^{label}]");
    let end = text.trim_end_matches(['\r', '\n']).len().max(at);
    let ending = document.line_break(at);
    // Notes follow each other without a blank line.
    let last = text[..end].rfind('\n').map_or(0, |at| at + 1);
    let is_behind_note = label_of_note(&text[last..]).is_some() && end > at;
    let gap = if is_behind_note { ending.to_owned() } else { ending.repeat(2) };
    let definition = format!("{gap}{sign}: ");
    let tail = if end < text.len() { "" } else { ending };
    let caret = end - place.len() + sign.len() + definition.len();
    let edits = vec![
        Edit { range: place, insert: sign.clone() },
        Edit { range: DraftRange::at(end), insert: format!("{definition}{tail}") },
    ];
    let change = if at == end {
        Change::replace(place, format!("{sign}{definition}{tail}"))
    } else {
        Change::of(edits).expect("the end is behind the caret")
    };
    (change, DraftRange::at(caret))
}

/// Puts the selection between the marks of a comment, with the caret in it.
///
/// What follows a comment on a line that begins with it would be read as HTML, so words there
/// go to the next line.
pub(super) fn comment(document: &Document, selection: DraftRange) -> (Change, DraftRange) {
    const OPEN: &str = "<!-- ";
    const CLOSE: &str = " -->";
    let text = document.text();
    let DraftRange { start, end } = selection;
    // A comment in a comment would end it.
    let start = if text[selection].contains("--") { end } else { start };
    let inside = &text[start..end];
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let begins_line = text[line..start].trim_start_matches([' ', '\t', '>']).is_empty();
    let has_words = !text[end..line_end(text, end)].trim().is_empty();
    let behind = if begins_line && has_words { document.line_break(end) } else { "" };
    let caret = DraftRange::at(start + OPEN.len() + inside.len());
    let comment = format!("{OPEN}{inside}{CLOSE}{behind}");
    (Change::replace(start..end, comment), caret)
}

/// The label of the note that a line defines.
fn label_of_note(line: &str) -> Option<&str> {
    let (label, rest) = line.strip_prefix("[^")?.split_once(']')?;
    (rest.starts_with(':') && !label.contains('\n')).then_some(label)
}

/// What has to stand in front of a block that begins behind an offset, and the line break
/// of the draft.
fn blank_before(document: &Document, at: usize) -> (String, &'static str) {
    let ending = document.line_break(at);
    let before = &document.text()[..at];
    let breaks = before.chars().rev().take_while(|c| "\r\n".contains(*c)).filter(|c| *c == '\n');
    let missing = if before.trim().is_empty() { 0 } else { 2 - breaks.count().min(2) };
    (ending.repeat(missing), ending)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find(['\r', '\n']).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::act::formatting::after;

    #[test]
    fn a_rule_is_none_that_makes_a_heading_of_the_line_above() {
        assert_eq!(after("wor|ds", rule), "words\n\n---\n\n|");
        assert_eq!(after("words\n\n|", rule), "words\n\n---\n\n|");
        assert_eq!(after("|", rule), "---\n\n|");
    }

    #[test]
    fn a_table_begins_in_its_first_cell() {
        let at = |text: &str| {
            let (mut text, caret) = (text.to_owned(), text.len());
            let (change, caret) = table(&Document::new(&*text), DraftRange::at(caret));
            change.apply(&mut text).unwrap();
            text.insert(caret.start, '^');
            text
        };
        assert_eq!(at("words"), "words\n\n| ^ |  |\n| --- | --- |\n|  |  |");
    }

    #[test]
    fn code_stands_between_fences_that_it_does_not_end() {
        assert_eq!(after("a|", code), "```\na|\n```");
        assert_eq!(after("|", code), "```\n|\n```");
        assert_eq!(after("a ```| b", code), "````\na ```| b\n````");
    }

    #[test]
    fn a_note_gets_the_next_number_and_leads_back() {
        assert_eq!(after("One|, two.\n", note), "One[^1], two.\n\n[^1]: |\n");
        assert_eq!(after("One|", note), "One[^1]\n\n[^1]: |\n");
        assert_eq!(
            after("One[^1] two|.\n\n[^1]: First.\n", note),
            "One[^1] two[^2].\n\n[^1]: First.\n[^2]: |\n"
        );
        assert_eq!(
            after("One[^1], two.\n\n[^1]: Fir|st.\n", note),
            "One[^1]|, two.\n\n[^1]: First.\n"
        );
    }

    #[test]
    fn a_sign_that_was_begun_becomes_that_of_a_note() {
        let begun =
            |text: &str| after(text, |document: &Document, at| begin_note(document, at, "2"));
        assert_eq!(begun("One⟦[^]⟧, two.\n"), "One[^2], two.\n\n[^2]: |\n");
        assert_eq!(begun("One⟦[^2⟧"), "One[^2]\n\n[^2]: |\n");
        assert_eq!(
            begun("One[^1] two⟦[^]⟧.\n\n[^1]: First.\n"),
            "One[^1] two[^2].\n\n[^1]: First.\n[^2]: |\n"
        );
    }

    #[test]
    fn a_comment_takes_no_words_with_it() {
        assert_eq!(after("one| two", comment), "one<!-- | --> two");
        assert_eq!(after("⟦one⟧ two", comment), "<!-- one| -->\n two");
        assert_eq!(after("|**two**", comment), "<!-- | -->\n**two**");
        assert_eq!(after("a\n\n|", comment), "a\n\n<!-- | -->");
        assert_eq!(after("a ⟦b -- c⟧", comment), "a b -- c<!-- | -->");
    }
}
