//! Continuing lists and quotes on a new line, and indenting list items.

use nutgraf_engine::{
    range::DraftRange,
    text::{Change, Document, Edit},
};

/// What precedes the words of a line of a list or quote.
struct Prefix<'a> {
    /// Blanks and quote marks.
    lead: &'a str,
    /// Marker of an item with the blanks after it; empty in a plain quote.
    marker: &'a str,
}

impl<'a> Prefix<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let lead = &line[..line.len() - words.len()];
        let marker = marker(words);
        let is_quote = lead.contains('>');
        (!marker.is_empty() || is_quote).then_some(Self { lead, marker })
    }

    fn len(&self) -> usize {
        self.lead.len() + self.marker.len()
    }

    /// Returns what the next line begins with.
    fn next(&self) -> String {
        let digits = self.marker.bytes().take_while(u8::is_ascii_digit).count();
        let task = self.marker.find('[').map_or("", |_| "[ ] ");
        let mark = match self.marker[..digits].parse::<u64>() {
            Ok(number) => {
                let rest = &self.marker[digits..];
                let rest = rest.find('[').map_or(rest, |task| &rest[..task]);
                format!("{}{rest}", number.saturating_add(1))
            }
            Err(_) => self.marker.find('[').map_or(self.marker, |at| &self.marker[..at]).to_owned(),
        };
        format!("{}{mark}{task}", self.lead)
    }
}

/// Returns the marker of a list item that a text begins with, including a task's box.
fn marker(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match (digits, text.as_bytes().get(digits)) {
        (0, Some(b'-' | b'*' | b'+')) => 1,
        (1..=9, Some(b'.' | b')')) => digits + 1,
        _ => return "",
    };
    let blanks = text[mark..].len() - text[mark..].trim_start_matches(' ').len();
    if blanks == 0 {
        return "";
    }
    let end = mark + blanks;
    let is_task = ["[ ] ", "[x] ", "[X] "].iter().any(|task| text[end..].starts_with(task));
    &text[..end + if is_task { 4 } else { 0 }]
}

/// Returns the change that Enter makes in a list or quote, and where the caret goes.
///
/// `None` where Enter only breaks the line. On an item without words it ends the list.
pub(super) fn continue_list(document: &Document, caret: usize) -> Option<(Change, usize)> {
    let range = document.line_range(document.line_at(caret));
    let line = &document.text()[range];
    let prefix = Prefix::of(line)?;
    if caret < range.start + prefix.len() {
        return None;
    }
    if line[prefix.len()..].trim().is_empty() {
        let change = Change::delete(range.start..range.start + line.trim_end_matches('\r').len());
        return Some((change, range.start));
    }
    let ending = if line.ends_with('\r') { "\r\n" } else { "\n" };
    let insert = format!("{ending}{}", prefix.next());
    let at = caret + insert.len();
    Some((Change::insert(caret, insert), at))
}

/// Indents or outdents the items that a selection touches by one level; `None` where none
/// of its lines is an item.
pub(super) fn indent(
    document: &Document,
    selection: DraftRange,
    out: bool,
) -> Option<(Change, DraftRange)> {
    let lines = document.line_at(selection.start)..=document.line_at(selection.end);
    let mut edits = Vec::new();
    for line in lines {
        let range = document.line_range(line);
        let text = &document.text()[range];
        let words = text.trim_start_matches([' ', '\t']);
        let (lead, mark) = (text.len() - words.len(), marker(words));
        if mark.is_empty() {
            continue;
        }
        // As wide as the marker of an item one level out.
        let step = mark.find('[').unwrap_or(mark.len()).clamp(2, 4);
        let edit = if out {
            Edit {
                range: DraftRange::new(range.start, range.start + step.min(lead)),
                insert: String::new(),
            }
        } else {
            Edit { range: DraftRange::at(range.start), insert: " ".repeat(step) }
        };
        edits.push(edit);
    }
    if edits.is_empty() {
        return None;
    }
    edits.retain(|edit| !edit.range.is_empty() || !edit.insert.is_empty());
    let change = Change::of(edits).ok()?;
    let to = |at| change.map(at, nutgraf_engine::text::Bias::Right);
    let selection = DraftRange::new(to(selection.start), to(selection.end));
    Some((change, selection))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(text: &str) -> Option<String> {
        let caret = text.find('|')?;
        let mut text = text.replace('|', "");
        let (change, caret) = continue_list(&Document::new(text.clone()), caret)?;
        change.apply(&mut text).unwrap();
        Some(format!("{}|{}", &text[..caret], &text[caret..]))
    }

    #[test]
    fn a_list_goes_on_with_its_next_marker() {
        assert_eq!(enter("- one|").as_deref(), Some("- one\n- |"));
        assert_eq!(enter("  9. one|").as_deref(), Some("  9. one\n  10. |"));
        assert_eq!(enter("- [x] one| two").as_deref(), Some("- [x] one\n- [ ] | two"));
        assert_eq!(enter("> said|").as_deref(), Some("> said\n> |"));
        assert_eq!(enter("> - a|\r\nb").as_deref(), Some("> - a\r\n> - |\r\nb"));
    }

    #[test]
    fn an_item_without_words_ends_the_list() {
        assert_eq!(enter("- one\n- |").as_deref(), Some("- one\n|"));
        assert_eq!(enter("> |").as_deref(), Some("|"));
    }

    #[test]
    fn other_lines_are_only_broken() {
        for text in ["words|", "|- one", "-|", "3.5 percent|", "**bold**|"] {
            assert_eq!(enter(text), None, "{text}");
        }
    }

    #[test]
    fn items_move_in_and_out() {
        let document = Document::new("- a\n- b\nwords\n");
        let (change, selection) = indent(&document, DraftRange::from(4..6), false).unwrap();
        let mut text = document.text().to_owned();
        change.apply(&mut text).unwrap();
        assert_eq!((text.as_str(), selection), ("- a\n  - b\nwords\n", (6..8).into()));
        let document = Document::new(text);
        let (change, _) = indent(&document, DraftRange::from(6..6), true).unwrap();
        let mut text = document.text().to_owned();
        change.apply(&mut text).unwrap();
        assert_eq!(text, "- a\n- b\nwords\n");
        assert_eq!(indent(&document, DraftRange::from(12..12), false), None);
    }
}
