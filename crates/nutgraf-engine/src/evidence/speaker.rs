//! Whether a sentence gives a quotation to somebody else than its quote card.
//!
//! Precise rather than eager: only a name right beside a reporting verb, or the
//! name of another card's speaker, speaks against the card, and only where the
//! card's own speaker is nowhere in the sentence.

use super::lexicon::{names, reporting};
use crate::range::DraftRange;

/// Whether a word, in lower case, is a verb that says who speaks.
pub(super) fn reports(word: &str) -> bool {
    reporting::SPEAKING.contains(&word)
}

/// The name that the sentence gives the quotation to, where it is not the card's speaker.
///
/// `sentence` and `quotations` are byte ranges of `text`; quoted words name no speaker.
pub(super) fn other_speaker(
    text: &str,
    sentence: DraftRange,
    quotations: &[DraftRange],
    speaker: &str,
    others: &[&str],
) -> Option<String> {
    let words = words(text, sentence, quotations);
    let has = |name: &str| {
        let name = name.split_whitespace().next_back().unwrap_or_default();
        !name.is_empty() && words.iter().flatten().any(|word| same_name(word, name))
    };
    if speaker.split_whitespace().any(has) {
        return None;
    }
    let other = others.iter().find(|other| !shares_name(other, speaker) && has(other));
    if let Some(other) = other {
        return Some((*other).to_owned());
    }
    words.iter().find_map(|run| named_beside_verb(run))
}

fn same_name(word: &str, name: &str) -> bool {
    word.trim_end_matches("'s").trim_end_matches("’s") == name
}

fn shares_name(left: &str, right: &str) -> bool {
    left.split_whitespace().next_back() == right.split_whitespace().next_back()
}

/// The words of a sentence outside quotation marks; a run ends at each quotation.
fn words<'a>(text: &'a str, sentence: DraftRange, quotations: &[DraftRange]) -> Vec<Vec<&'a str>> {
    let mut runs = Vec::new();
    let mut at = sentence.start;
    let inside = quotations.iter().filter(|q| q.start < sentence.end && q.end > sentence.start);
    let edges = inside.map(|q| (q.start, q.end)).chain([(sentence.end, sentence.end)]);
    for (start, end) in edges {
        let run = text.get(at..start.max(at)).unwrap_or_default();
        let trim = |word: &'a str| word.trim_matches(|c: char| !c.is_alphanumeric());
        runs.push(run.split_whitespace().map(trim).filter(|word| !word.is_empty()).collect());
        at = at.max(end);
    }
    runs
}

/// One to three capitalised words right before or behind a reporting verb.
fn named_beside_verb(words: &[&str]) -> Option<String> {
    let is_name = |word: &&&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().nth(1).is_some_and(char::is_lowercase)
            && !names::SENTENCE_STARTERS.contains(*word)
    };
    for (at, _) in words.iter().enumerate().filter(|(_, word)| reporting::SPEAKING.contains(word)) {
        let behind: Vec<&str> =
            words[at + 1..].iter().take(3).take_while(is_name).copied().collect();
        let mut before: Vec<&str> =
            words[..at].iter().rev().take(3).take_while(is_name).copied().collect();
        before.reverse();
        // One capitalised word alone may be anything; a title, place or day.
        if let Some(name) = [before, behind].into_iter().find(|name| name.len() >= 2) {
            return Some(name.join(" "));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, speaker: &str, others: &[&str]) -> Option<String> {
        let start = text.find('“').unwrap();
        let end = text.find('”').unwrap() + '”'.len_utf8();
        let quotation = DraftRange::new(start, end);
        other_speaker(
            text,
            DraftRange::from(0..text.len()),
            std::slice::from_ref(&quotation),
            speaker,
            others,
        )
    }

    #[test]
    fn another_name_beside_the_verb_speaks_against_the_card() {
        let text = "“We saw it,” said John Brown on Monday.";
        assert_eq!(named(text, "Anna Grey", &[]), Some("John Brown".into()));
        assert_eq!(named(text, "Dr John Brown", &[]), None);
        assert_eq!(
            named("Mary Ann Lee wrote: “We saw it.”", "Anna Grey", &[]),
            Some("Mary Ann Lee".into())
        );
    }

    #[test]
    fn another_cards_speaker_anywhere_speaks_against_it() {
        let text = "For Brown, “we saw it” was the point.";
        assert_eq!(named(text, "Anna Grey", &["John Brown"]), Some("John Brown".into()));
        assert_eq!(named("Grey told Brown: “We saw it.”", "Anna Grey", &["John Brown"]), None);
    }

    #[test]
    fn words_that_are_no_names_speak_against_nobody() {
        for text in [
            "She said: “We saw it.”",
            "“We saw it,” said the Home Secretary’s aide.",
            "The report notes: “We saw it.”",
            "In London, “we saw it” was said.",
        ] {
            assert_eq!(named(text, "Anna Grey", &[]), None, "{text}");
        }
    }
}
