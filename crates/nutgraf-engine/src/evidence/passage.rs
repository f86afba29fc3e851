//! Finds the passage that a writer means by words typed or pasted.

use super::{
    exact_match::literal_matches,
    index::SnapshotIndex,
    nearest::{NearestMatch, Prospect, nearest},
    reading::readings,
};
use crate::range::SourceRange;

/// The places of a passage in a snapshot, in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageMatch {
    /// Every place that has the words, compared folded.
    Found(Vec<SourceRange>),
    /// No place has the words; this one is nearest.
    Nearest {
        /// The place.
        range: SourceRange,
        /// The snapshot's words there.
        text: String,
    },
    /// Nothing in the snapshot is like them.
    None,
}

/// Finds the words `exact` in a snapshot.
///
/// Compared folded, without the punctuation that closes them; brackets and
/// dots stand for themselves. A range holds the closing punctuation too where
/// the snapshot has the same, so that a whole sentence is captured whole.
pub fn find_passage(index: &SnapshotIndex, exact: &str) -> PassageMatch {
    let readings = readings(exact);
    let found = literal_matches(index, &readings);
    if !found.is_empty() {
        let trimmed = exact.trim();
        let closing = trimmed.trim_end_matches(|c: char| ".,;:!?".contains(c)).len();
        let closing = &trimmed[closing..];
        let widened = found.into_iter().map(|range| {
            let behind = index.text().get(range.end..).unwrap_or_default();
            let extra = if behind.starts_with(closing) { closing.len() } else { 0 };
            SourceRange::new(range.start, range.end + extra)
        });
        return PassageMatch::Found(widened.collect());
    }
    let prospect = Prospect::new(index, &readings).map(|prospect| (0, prospect));
    let range = match nearest(prospect.into_iter().collect(), exact) {
        Some((_, NearestMatch::Exact(pass))) => return PassageMatch::Found(vec![pass.matched]),
        Some((_, NearestMatch::Mismatch(near))) => near.matched,
        None => return PassageMatch::None,
    };
    let text = index.text().get(range.to_std()).unwrap_or_default().to_owned();
    PassageMatch::Nearest { range, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SnapshotFormat;

    fn find(text: &str, exact: &str) -> PassageMatch {
        find_passage(&SnapshotIndex::build(text.into(), SnapshotFormat::Plain), exact)
    }

    #[test]
    fn a_passage_is_found_folded_and_every_time_it_stands() {
        let text = "He said “it\nis so.” And it is so.";
        let PassageMatch::Found(ranges) = find(text, "it is so.") else { panic!("not found") };
        let words: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["it\nis so.", "it is so."]);
    }

    #[test]
    fn a_passage_with_a_wrong_word_gives_what_comes_nearest() {
        let found = find("The cat sat on the mat all day.", "the cat sat on a mat all day");
        assert!(
            matches!(found, PassageMatch::Nearest { text, .. } if text == "The cat sat on the mat all day")
        );
        assert_eq!(find("The cat sat.", "something else entirely"), PassageMatch::None);
        assert_eq!(find("", "word"), PassageMatch::None);
        assert_eq!(find("word", " … "), PassageMatch::None);
    }
}
