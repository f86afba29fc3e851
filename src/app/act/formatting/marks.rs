//! Marks around words.

use nutgraf_engine::{range::DraftRange, text::Change};

/// Puts marks around the selection, or takes them away where they stand.
/// Returns the change and where the selection comes to stand.
///
/// Asterisks tell by their number: one is italic, two are bold, three are both.
pub(super) fn toggle_marks(text: &str, selection: DraftRange, mark: &str) -> (Change, DraftRange) {
    let DraftRange { start, end } = selection;
    let inside = &text[start..end];
    let n = mark.len();
    if selection.is_empty() && is_before_closing(text, start, n) {
        return (Change::default(), DraftRange::at(start + n));
    }
    let around = stars_behind(&text[..start]).min(stars_before(&text[end..]));
    if has_mark(around, n) {
        let change = Change::replace(start - n..end + n, inside);
        return (change, DraftRange::new(start - n, end - n));
    }
    let within = stars_before(inside).min(stars_behind(inside));
    if has_mark(within, n) && inside.len() >= 2 * n {
        let bare = &inside[n..inside.len() - n];
        return (Change::replace(start..end, bare), DraftRange::new(start, end - 2 * n));
    }
    let change = Change::replace(start..end, format!("{mark}{inside}{mark}"));
    (change, DraftRange::new(start + n, end + n))
}

/// Puts marks that are no asterisks around the selection, or takes them away; behind words
/// that were just marked, steps over the closing mark.
pub(super) fn toggle_other(text: &str, selection: DraftRange, mark: &str) -> (Change, DraftRange) {
    let DraftRange { start, end } = selection;
    let (before, inside, behind) = (&text[..start], &text[selection], &text[end..]);
    let n = mark.len();
    if before.ends_with(mark) && behind.starts_with(mark) {
        let change = Change::replace(start - n..end + n, inside);
        return (change, DraftRange::new(start - n, end - n));
    }
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let is_open = before[line..].matches(mark).count() % 2 == 1;
    if selection.is_empty() && behind.starts_with(mark) && is_open {
        return (Change::default(), DraftRange::at(start + n));
    }
    if inside.len() >= 2 * n && inside.starts_with(mark) && inside.ends_with(mark) {
        let bare = &inside[n..inside.len() - n];
        return (Change::replace(selection, bare), DraftRange::new(start, end - 2 * n));
    }
    let change = Change::replace(selection, format!("{mark}{inside}{mark}"));
    (change, DraftRange::new(start + n, end + n))
}

/// Whether a caret stands right before the marks of `n` asterisks that close the words in
/// front of it.
fn is_before_closing(text: &str, at: usize, n: usize) -> bool {
    if !has_mark(stars_before(&text[at..]), n) || stars_behind(&text[..at]) > 0 {
        return false;
    }
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let mut rest = &text[line..at];
    let mut is_open = false;
    while let Some(mark) = rest.find('*') {
        let stars = stars_before(&rest[mark..]);
        is_open ^= has_mark(stars, n);
        rest = &rest[mark + stars..];
    }
    is_open
}

/// Whether so many asterisks hold a mark of `n` of them.
fn has_mark(stars: usize, n: usize) -> bool {
    if n == 1 { stars == 1 || stars == 3 } else { stars >= n }
}

fn stars_before(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'*').count()
}

fn stars_behind(text: &str) -> usize {
    text.bytes().rev().take_while(|byte| *byte == b'*').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, (change, selection): (Change, DraftRange)) -> String {
        let mut text = text.to_owned();
        change.apply(&mut text).unwrap();
        format!("{}⟦{}⟧{}", &text[..selection.start], &text[selection], &text[selection.end..])
    }

    #[test]
    fn bold_is_put_on_and_taken_off() {
        assert_eq!(
            after("a b c", toggle_marks("a b c", DraftRange::new(2, 3), "**")),
            "a **⟦b⟧** c"
        );
        assert_eq!(
            after("a **b** c", toggle_marks("a **b** c", DraftRange::new(4, 5), "**")),
            "a ⟦b⟧ c"
        );
        assert_eq!(
            after("a **b** c", toggle_marks("a **b** c", DraftRange::new(2, 7), "**")),
            "a ⟦b⟧ c"
        );
        assert_eq!(after("a  c", toggle_marks("a  c", DraftRange::at(2), "*")), "a *⟦⟧* c");
    }

    #[test]
    fn the_second_press_steps_over_the_closing_mark() {
        assert_eq!(after("**b**", toggle_marks("**b**", DraftRange::at(3), "**")), "**b**⟦⟧");
        assert_eq!(after("a *b* c", toggle_marks("a *b* c", DraftRange::at(4), "*")), "a *b*⟦⟧ c");
        // What opens behind the caret is not closed by it.
        assert_eq!(
            after("a **b**", toggle_marks("a **b**", DraftRange::at(2), "**")),
            "a **⟦⟧****b**"
        );
    }

    #[test]
    fn other_marks_are_put_on_taken_off_and_stepped_over() {
        let toggled = |text: &str, at: std::ops::Range<usize>| {
            after(text, toggle_other(text, DraftRange::from(at), "~~"))
        };
        assert_eq!(toggled("a b", 2..3), "a ~~⟦b⟧~~");
        assert_eq!(toggled("a ~~b~~", 4..5), "a ⟦b⟧");
        assert_eq!(toggled("a ~~b~~", 2..7), "a ⟦b⟧");
        assert_eq!(toggled("a ~~b~~", 5..5), "a ~~b~~⟦⟧");
        assert_eq!(toggled("~~~~", 2..2), "⟦⟧");
    }

    #[test]
    fn italic_on_bold_words_leaves_them_bold() {
        assert_eq!(after("**b**", toggle_marks("**b**", DraftRange::new(2, 3), "*")), "***⟦b⟧***");
        assert_eq!(
            after("***b***", toggle_marks("***b***", DraftRange::new(3, 4), "*")),
            "**⟦b⟧**"
        );
        assert_eq!(after("***b***", toggle_marks("***b***", DraftRange::new(3, 4), "**")), "*⟦b⟧*");
    }
}
