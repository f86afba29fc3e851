//! What the two purposes make of the same words.

use super::{
    Purpose::{self, Compare, Notice},
    calendar, clock, era, label, month_date, numeric_date,
    text_date::TextDate,
    word::{Word, words},
    year,
};

/// Returns the words of the first date that a reader finds, joined by spaces.
fn first(text: &str, read: impl Fn(&[Word], usize) -> Option<TextDate>) -> Option<String> {
    let words = words(text);
    let date = (0..words.len()).find_map(|at| read(&words, at))?;
    let found: Vec<&str> = words[date.words].iter().map(|word| word.text.as_str()).collect();
    Some(found.join(" "))
}

#[track_caller]
fn assert_reads(
    text: &str,
    read: fn(&[Word], usize, Purpose) -> Option<TextDate>,
    noticed: Option<&str>,
    compared: Option<&str>,
) {
    let by = |purpose| first(text, |words, at| read(words, at, purpose));
    assert_eq!(by(Notice).as_deref(), noticed, "noticed in {text}");
    assert_eq!(by(Compare).as_deref(), compared, "compared in {text}");
}

#[test]
fn an_impossible_date_is_noticed_and_not_compared() {
    let read = numeric_date::numeric_date;
    assert_reads("on 31/12/2025", read, Some("31 / 12 / 2025"), Some("31 / 12 / 2025"));
    assert_reads("on 31/02/2025", read, Some("31 / 02 / 2025"), None);
    assert_reads("on 1.4.1987", read, Some("1.4.1987"), Some("1.4.1987"));
    assert_reads("version 1.4.19", read, None, None);
}

#[test]
fn of_an_ambiguous_date_only_the_year_is_compared() {
    let words = words("3/4/2019");
    let date = numeric_date::numeric_date(&words, 0, Compare).expect("the year is certain");
    assert_eq!((date.years, date.month, date.day), (Some((2019, 2019)), None, None));
}

#[test]
fn all_days_before_a_month_are_noticed_and_each_is_compared_by_itself() {
    let read = month_date::month_date;
    assert_reads("on 4, 5 and 6 July 2019", read, Some("4 , 5 and 6 July 2019"), Some("5"));
    assert_reads("on 12 May 2019", read, Some("12 May 2019"), Some("12 May 2019"));
    assert_reads("in Sept. there", read, None, None);
    assert_reads("They may go", read, None, None);
}

#[test]
fn an_era_may_be_before_or_behind_its_year_to_be_noticed() {
    let read = era::era_year;
    assert_reads("in 44 BC", read, Some("44"), Some("44 BC"));
    assert_reads("in CE 44", read, Some("44"), None);
}

#[test]
fn what_a_year_counts_makes_it_a_number_for_both() {
    let noticed = |text: &str| {
        let words = words(text);
        let year = (0..words.len()).find_map(|at| year::noticed_year(&words, at));
        year.map(|year| year.is_number_too)
    };
    assert_eq!(noticed("in 1999"), Some(false));
    assert_eq!(noticed("the 2016 studies"), Some(true));
    assert_eq!(noticed("about 1500 villages"), None);
    assert_eq!(first("in 1999", year::year).as_deref(), Some("1999"));
    assert_eq!(first("in 1500 villages", year::year), None);
}

#[test]
fn a_time_in_words_is_noticed_and_one_in_figures_compared() {
    let noticed = |text: &str| {
        let words = words(text);
        (0..words.len()).find_map(|at| clock::noticed_time(&words, at)).is_some()
    };
    let compared = |text: &str| {
        let words = words(text);
        (0..words.len()).find_map(|at| clock::time_of_day(&words, at)).map(|time| time.minutes)
    };
    for (text, is_noticed, minutes) in [
        ("at noon", true, None),
        ("at half past nine", true, None),
        ("at seven a.m. sharp", true, None),
        ("at 7 a.m. sharp", true, Some(420)),
        ("at 8.30 p.m.", true, Some(1_230)),
        ("at 17:05", true, Some(1_025)),
        ("at 25:05", false, None),
    ] {
        assert_eq!((noticed(text), compared(text)), (is_noticed, minutes), "{text}");
    }
}

#[test]
fn more_labels_are_known_for_comparing() {
    let end = |text: &str, purpose| {
        let words = words(text);
        (0..words.len()).find_map(|at| label::names_something(&words, at, purpose))
    };
    for (text, noticed, compared) in [
        ("see Figure 3", Some(3), Some(3)),
        ("on pages 12 and 14", Some(5), Some(5)),
        ("it is COVID-19", Some(5), Some(5)),
        ("in room 12", None, Some(3)),
        ("the Mi-8 fell", None, Some(4)),
        ("it has 12 rooms", None, None),
    ] {
        assert_eq!((end(text, Notice), end(text, Compare)), (noticed, compared), "{text}");
    }
}

#[test]
fn dates_for_comparing_take_their_words() {
    let words = words("From 4 to 8 July 2019, in 2020-21 and the 1990s.");
    let mut taken = vec![false; words.len()];
    let dates = calendar::dates(&words, &mut taken);
    let years: Vec<_> = dates.iter().filter_map(|date| date.years).collect();
    assert_eq!(years, [(2019, 2019), (2019, 2019), (2020, 2020), (2021, 2021), (1990, 1999)]);
    let free: Vec<&str> = words
        .iter()
        .zip(&taken)
        .filter(|(_, taken)| !**taken)
        .map(|(word, _)| word.text.as_str())
        .collect();
    assert_eq!(free, ["From", "to", ",", "in", "-", "and", "the", "."]);
}
