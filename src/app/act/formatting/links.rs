//! Links, images and citations: what is inserted with an address or a key.
//!
//! # Invariants
//! - A link that there is gets another address, and is never put into another link.
//! - The words of a link stay as they are.

use nutgraf_engine::{
    markdown::{SpanKind, Structure, is_address, link_destination},
    range::DraftRange,
    text::{Change, whole_words, word_end},
};

use crate::app::form::{ImageForm, LinkForm};

/// What becomes a link, or is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LinkPlace {
    /// The link with its brackets, or the words that are none yet.
    range: DraftRange,
    /// The words, without brackets; empty where the address stands for itself.
    words: DraftRange,
    /// The address, with the angle brackets around it; `None` where there is no link.
    address: Option<DraftRange>,
}

impl LinkPlace {
    /// Finds the link at a selection, else the words to link: those selected, else the word
    /// at the caret.
    pub(super) fn at(text: &str, structure: &Structure, selection: DraftRange) -> Self {
        let links = links(text, structure)
            .filter(|link| link.range.start <= selection.start && selection.end <= link.range.end);
        if let Some(link) = links.last() {
            return link;
        }
        let range = if selection.is_empty() {
            word_at(text, selection.start)
        } else {
            let words = &text[selection];
            let start = selection.start + (words.len() - words.trim_start().len());
            DraftRange::new(start, start + words.trim().len())
        };
        let words = if is_address(&text[range]) { DraftRange::at(range.start) } else { range };
        Self { range, words, address: None }
    }

    /// The form that asks for its address.
    pub(super) fn form(&self, text: &str) -> LinkForm {
        let address = match self.address {
            Some(address) => &text[address],
            None if self.words.is_empty() => &text[self.range],
            None => "",
        };
        let address = address.trim_start_matches('<').trim_end_matches('>');
        LinkForm {
            words: text[self.words].to_owned(),
            address: address.to_owned(),
            is_link: self.address.is_some(),
        }
    }

    /// Gives it an address, or takes the link away where that is empty.
    /// Returns the change and where the caret goes.
    pub(super) fn set(&self, text: &str, address: &str) -> (Change, DraftRange) {
        let words = &text[self.words];
        match self.address {
            Some(_) if address.trim().is_empty() => {
                let words = if words.is_empty() { self.form(text).address } else { words.into() };
                let caret = self.range.start + words.len();
                (Change::replace(self.range, words), DraftRange::at(caret))
            }
            Some(old) => {
                // `<https://…>` has its brackets in any case.
                let is_bare = self.words.is_empty() && self.range == old;
                let new = link_destination(address);
                let new = if is_bare && !new.starts_with('<') { format!("<{new}>") } else { new };
                let caret = self.range.end - old.len() + new.len();
                (Change::replace(old, new), DraftRange::at(caret))
            }
            None if address.trim().is_empty() => (Change::default(), self.range),
            None => {
                let link = format!("[{words}]({})", link_destination(address));
                let caret = if words.is_empty() { 1 } else { link.len() };
                let caret = DraftRange::at(self.range.start + caret);
                (Change::replace(self.range, link), caret)
            }
        }
    }
}

/// Returns the links of a draft, in its order; images are none.
fn links<'a>(text: &'a str, structure: &'a Structure) -> impl Iterator<Item = LinkPlace> + 'a {
    structure.spans.iter().filter_map(move |span| {
        let (before, behind) = (&text[..span.range.start], &text[span.range.end..]);
        match span.kind {
            SpanKind::LinkText => {
                let is_link = before.ends_with('[') && !before.ends_with("![");
                is_link.then(|| link_of(text, structure, span.range)).flatten()
            }
            SpanKind::LinkTarget if before.ends_with('<') && behind.starts_with('>') => {
                let range = DraftRange::new(span.range.start - 1, span.range.end + 1);
                let words = DraftRange::at(range.start);
                Some(LinkPlace { range, words, address: Some(range) })
            }
            _ => None,
        }
    })
}

/// Returns the link of words between brackets.
fn link_of(text: &str, structure: &Structure, words: DraftRange) -> Option<LinkPlace> {
    let start = words.start - 1;
    let behind = text[words.end..].strip_prefix("](")?;
    let target = words.end + "](".len();
    let spans = structure.spans_in(DraftRange::new(target, target + 1));
    let mut targets = spans.filter(|span| span.kind == SpanKind::LinkTarget);
    let end = match targets.find(|span| span.range.start == target) {
        Some(span) => span.range.end,
        None => behind.starts_with(')').then_some(target)?,
    };
    let written = &text[target..end];
    let lead = written.len() - written.trim_start().len();
    let written = written.trim_start();
    // A title may follow.
    let length = match written.strip_prefix('<') {
        Some(inside) => inside.find('>').map_or(written.len(), |at| at + 2),
        None => written.find(char::is_whitespace).unwrap_or(written.len()),
    };
    let address = DraftRange::new(target + lead, target + lead + length);
    Some(LinkPlace { range: DraftRange::new(start, end + 1), words, address: Some(address) })
}

/// Returns the word that a caret is in or right behind, or the address that it is in.
fn word_at(text: &str, at: usize) -> DraftRange {
    let is_edge = |c: char| c.is_whitespace() || "()<>[]\"“”".contains(c);
    let start = text[..at]
        .rfind(is_edge)
        .map_or(0, |edge| edge + text[edge..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(is_edge).map_or(text.len(), |edge| at + edge);
    let run = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    if is_address(run) {
        return DraftRange::new(start, start + run.len());
    }
    let before = text[..at].chars().next_back().filter(|c| c.is_alphanumeric());
    let from = at - before.map_or(0, char::len_utf8);
    let word = whole_words(text, DraftRange::new(from, at).into());
    DraftRange::new(word.start, word.end)
}

/// Inserts an image behind the selection. Returns the change and where the caret goes.
pub(super) fn image(text: &str, selection: DraftRange, form: &ImageForm) -> (Change, DraftRange) {
    let at = word_end(text, selection.end);
    let alternative = form.alternative.replace(['\r', '\n'], " ");
    let alternative = alternative.trim().replace('[', "\\[").replace(']', "\\]");
    let image = format!("![{alternative}]({})", link_destination(&form.address));
    let caret = DraftRange::at(at + image.len());
    (Change::insert(at, image), caret)
}

/// Cites a source at the caret: in the citation that is there, else in one of its own.
/// Returns the change and where the caret goes.
pub(super) fn citation(
    text: &str,
    structure: &Structure,
    selection: DraftRange,
    (key, locator): (&str, &str),
) -> (Change, DraftRange) {
    let at = selection.end;
    let locator = locator.trim();
    let locator = if locator.is_empty() { String::new() } else { format!(", {locator}") };
    let mut citations = structure.citations.iter().filter(|citation| !citation.in_text);
    let here = citations.find(|citation| citation.range.start < at && at <= citation.range.end);
    if let Some(here) = here {
        let insert = format!("; @{key}{locator}");
        let caret = DraftRange::at(here.range.end + insert.len());
        return (Change::insert(here.range.end - "]".len(), insert), caret);
    }
    let at = word_end(text, at);
    let before = text[..at].chars().next_back();
    let needs_space = before.is_some_and(|c| !c.is_whitespace() && !"([{—–".contains(c));
    let space = if needs_space { " " } else { "" };
    let insert = format!("{space}[@{key}{locator}]");
    let caret = DraftRange::at(at + insert.len());
    (Change::insert(at, insert), caret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::act::formatting::after;
    use nutgraf_engine::text::Document;

    /// Sets the address of a text with a caret or a selection.
    fn linked(text: &str, address: &str) -> String {
        after(text, |document: &Document, at| {
            let text = document.text();
            LinkPlace::at(text, &Structure::parse(text), at).set(text, address)
        })
    }

    fn asked(text: &str) -> LinkForm {
        let at = text.find('|').unwrap();
        let text = text.replace('|', "");
        LinkPlace::at(&text, &Structure::parse(&text), DraftRange::at(at)).form(&text)
    }

    #[test]
    fn words_are_linked_and_an_address_waits_for_its_words() {
        assert_eq!(linked("see ⟦here ⟧now", "https://a.b"), "see [here](https://a.b)| now");
        assert_eq!(linked("see he|re now", "https://a.b"), "see [here](https://a.b)| now");
        assert_eq!(linked("see here|", "https://a.b"), "see [here](https://a.b)|");
        assert_eq!(linked("see |", "https://a.b"), "see [|](https://a.b)");
        assert_eq!(linked("⟦https://a.b⟧", "https://a.b"), "[|](https://a.b)");
        assert_eq!(linked("see he|re", " "), "see ⟦here⟧");
    }

    #[test]
    fn a_link_gets_another_address_or_is_none_any_more() {
        let link = "see [he|re](https://a.b \"A title\") now";
        assert_eq!(linked(link, "https://c.d"), "see [here](https://c.d \"A title\")| now");
        assert_eq!(linked(link, ""), "see here| now");
        assert_eq!(linked("[a](<x y|>) b", "z"), "[a](z)| b");
        assert_eq!(linked("[a|]()", "z"), "[a](z)|");
        assert_eq!(linked("<https://a|.b>", "https://c.d"), "<https://c.d>|");
        assert_eq!(linked("<https://a|.b>", ""), "https://a.b|");
        assert_eq!(linked("[a *b|* c](x)", "z"), "[a *b* c](z)|");
        assert_eq!(linked("![a|](x)", "z"), "![[a](z)|](x)", "an image is no link");
    }

    #[test]
    fn the_form_holds_the_address_that_there_is() {
        let form = |words: &str, address: &str, is_link| LinkForm {
            words: words.into(),
            address: address.into(),
            is_link,
        };
        assert_eq!(asked("[he|re](<a b>)"), form("here", "a b", true));
        assert_eq!(asked("<https://a|.b>"), form("", "https://a.b", true));
        assert_eq!(asked("at https://a.b|."), form("", "https://a.b", false));
        assert_eq!(asked("wo|rd"), form("word", "", false));
    }

    #[test]
    fn a_citation_is_added_to_the_one_that_is_there() {
        let cited = |text: &str, locator: &str| {
            after(text, |document: &Document, at| {
                let text = document.text();
                citation(text, &Structure::parse(text), at, ("hale", locator))
            })
        };
        assert_eq!(cited("It is so|.", ""), "It is so [@hale]|.");
        assert_eq!(cited("It is |so.", "p. 3"), "It is [@hale, p. 3]|so.");
        assert_eq!(cited("So [@lee, p.| 2].", " p. 3 "), "So [@lee, p. 2; @hale, p. 3]|.");
        assert_eq!(cited("So [@lee]|.", ""), "So [@lee; @hale]|.");
        assert_eq!(cited("So |[@lee].", ""), "So [@hale]|[@lee].");
    }

    #[test]
    fn an_image_goes_behind_the_word_with_its_own_words() {
        let form = ImageForm { address: "my map.png".into(), alternative: "A [map]".into() };
        let image =
            |text: &str| after(text, |document: &Document, at| image(document.text(), at, &form));
        assert_eq!(image("a|"), "a![A \\[map\\]](<my map.png>)|");
    }
}
