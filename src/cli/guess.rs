//! A small guess at what sort of statement a claim is, for when nobody says.
//!
//! It looks at English words and at figures. A wrong guess costs a click: the
//! kind only decides how the claim is listed, never whether it holds.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::ClaimKind;

const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "million", "billion", "trillion",
    "dozen", "half", "third", "quarter", "percent", "double", "doubled", "twice",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
];
const SUPERLATIVES: &[&str] = &[
    "first", "last", "only", "most", "least", "best", "worst", "biggest", "largest", "smallest",
    "highest", "lowest", "oldest", "youngest", "longest", "fastest", "never", "always",
];
const COMPARISONS: &[&str] = &["than", "fewer", "compared"];
const CAUSES: &[&str] = &["because", "caused", "causes", "due", "led", "therefore", "result"];
const LAWS: &[&str] =
    &["law", "laws", "act", "court", "ruled", "illegal", "banned", "statute", "treaty"];

/// The kind that the words of a claim suggest.
pub(super) fn kind(words: &str) -> ClaimKind {
    if words.contains(['“', '„', '«', '"']) {
        return ClaimKind::Quote;
    }
    let tokens: Vec<String> = words.unicode_words().map(str::to_lowercase).collect();
    let any = |known: &[&str]| tokens.iter().any(|token| known.contains(&token.as_str()));
    let year = |token: &String| {
        token.len() == 4 && token.parse().is_ok_and(|year: u16| (1500..2100).contains(&year))
    };
    let dated = any(MONTHS) || tokens.iter().any(year);
    // The day of a month is part of a date; other figures are what is to be checked.
    let day = |token: &String| token.len() <= 2 && any(MONTHS);
    let figure = |token: &String| {
        token.contains(|c: char| c.is_ascii_digit()) && !year(token) && !day(token)
    };
    let money = words.contains(['%', '$', '€', '£', '¥']);
    if money || tokens.iter().any(figure) || any(NUMBERS) {
        ClaimKind::Number
    } else if dated {
        ClaimKind::Date
    } else if any(SUPERLATIVES) {
        ClaimKind::Superlative
    } else if any(COMPARISONS) {
        ClaimKind::Comparison
    } else if any(CAUSES) {
        ClaimKind::Cause
    } else if any(LAWS) {
        ClaimKind::Law
    } else {
        ClaimKind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_claim_suggest_its_kind() {
        let table = [
            ("Four staff looked into it.", ClaimKind::Number),
            ("It cost $1.2bn.", ClaimKind::Number),
            ("A third of them left in 2019.", ClaimKind::Number),
            ("The ban began on 3 May 2023, a Monday.", ClaimKind::Date),
            ("It was founded in 1999.", ClaimKind::Date),
            ("He called it “a mistake”.", ClaimKind::Quote),
            ("It was the only app to be named.", ClaimKind::Superlative),
            ("Owls see better than people.", ClaimKind::Comparison),
            ("The roof fell because it was wet.", ClaimKind::Cause),
            ("A court said so.", ClaimKind::Law),
            ("The bill may pass.", ClaimKind::Other),
        ];
        for (words, expected) in table {
            assert_eq!(kind(words), expected, "{words}");
        }
    }
}
