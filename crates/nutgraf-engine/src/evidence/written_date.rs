//! The date that a line gives itself, as bylines and letterheads do.

use super::{
    fold::fold,
    reader::{
        calendar::dates,
        word::{Word, words},
    },
};
use crate::model::{PartialDate, SnapshotFormat};

/// A line with more words than this beside its date is prose that mentions a day.
const OTHER_WORDS: usize = 6;

/// Returns the first day, month or year of a line that is there for its date; `None` where a
/// sentence only mentions one.
///
/// # Examples
///
/// ```
/// use nutgraf_engine::evidence::written_date;
///
/// let date = |line| written_date(line).map(|date| date.to_string());
/// assert_eq!(date("Published: 23 August 2024, 10:15"), Some("2024-08-23".to_owned()));
/// assert_eq!(date("The gate had been shut since 3 May 2024, the river board said on Friday."), None);
/// ```
pub fn written_date(line: &str) -> Option<PartialDate> {
    let folded = fold(line, SnapshotFormat::Plain);
    let words = words(&folded.text);
    let mut taken = vec![false; words.len()];
    let found = dates(&words, &mut taken);
    let is_word = |word: &Word| word.text.chars().any(char::is_alphabetic);
    let others = words.iter().zip(&taken).filter(|(word, taken)| !**taken && is_word(word)).count();
    let is_sentence = others > 0 && line.trim_end().ends_with(['.', '!', '?']);
    if others > OTHER_WORDS || is_sentence {
        return None;
    }
    found.iter().find_map(|date| {
        let month = date.month.and_then(|month| u8::try_from(month).ok());
        // A year beside other words is what they are about.
        if month.is_none() && others > 0 {
            return None;
        }
        let day = date.day.and_then(|day| u8::try_from(day).ok()).filter(|_| month.is_some());
        Some(PartialDate { year: date.year()?, month, day })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_its_date_in_the_usual_ways() {
        for (line, date) in [
            ("23 August 2024", "2024-08-23"),
            ("August 23, 2024", "2024-08-23"),
            ("Friday, 23 August 2024", "2024-08-23"),
            ("Updated 2024-08-23", "2024-08-23"),
            ("By Ann Grey, August 2024", "2024-08"),
        ] {
            let found = written_date(line).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(date), "{line}");
        }
        for line in [
            "Friday",
            "By Ann Grey",
            "The floods of 2019",
            "It fell on 3 May 2024.",
            "The level fell to 0.9 metres on 22 August.",
        ] {
            assert_eq!(written_date(line), None, "{line}");
        }
    }
}
