//! Years of an era: `44 BC`, `AD 79`.

use super::{
    super::lexicon::eras, Purpose, date_parts::four_digits, text_date::TextDate, word::Word,
};
use crate::range::WordRange;

/// Returns the year of an era that begins at a word; for noticing, that has its era there.
///
/// For noticing, the figure may be on either side of every era, in any form.
pub(crate) fn era_year(words: &[Word], at: usize, purpose: Purpose) -> Option<TextDate> {
    match purpose {
        Purpose::Notice => noticed(words, at),
        Purpose::Compare => compared(words, at),
    }
}

/// Whether a word, as it is written, is an era.
pub(crate) fn is_era(word: &str) -> bool {
    eras::AFTER_CHRIST.contains(&word) || eras::BEFORE_CHRIST.contains(&word)
}

fn noticed(words: &[Word], at: usize) -> Option<TextDate> {
    words.get(at).filter(|word| is_era(&word.text))?;
    let is_figure = |at: &usize| words.get(*at).is_some_and(Word::is_figure);
    let figure = at.checked_sub(1).filter(is_figure).or(Some(at + 1).filter(is_figure))?;
    Some(TextDate::new(WordRange::new(figure, figure + 1)))
}

fn compared(words: &[Word], at: usize) -> Option<TextDate> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    if text(at) == "AD" {
        return of_year(four_digits(text(at + 1))?, WordRange::new(at, at + 2));
    }
    let year = four_digits(text(at))?;
    let era = text(at + 1);
    match () {
        () if eras::BEFORE_CHRIST.contains(&era) => of_year(-year, WordRange::new(at, at + 2)),
        () if eras::AFTER_CHRIST.contains(&era) => of_year(year, WordRange::new(at, at + 2)),
        () => None,
    }
}

fn of_year(year: i64, words: WordRange) -> Option<TextDate> {
    let year = i16::try_from(year).ok()?;
    Some(TextDate { years: Some((year, year)), ..TextDate::new(words) })
}
