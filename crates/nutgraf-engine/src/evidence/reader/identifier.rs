//! Numbers that are codes: references, addresses, telephone numbers, versions, list markers.

use super::word::{Word, lower, lower_before, touches};

/// Returns where a reference by number that begins at a word ends: `[12]`, `[3, 7]`.
pub(crate) fn bracketed(words: &[Word], at: usize) -> Option<usize> {
    if words.get(at)?.text != "[" {
        return None;
    }
    let inside = words[at + 1..].iter().take(16);
    let length = inside
        .take_while(|word| {
            matches!(word.text.as_str(), "," | "-") || word.text.bytes().all(|b| b.is_ascii_digit())
        })
        .count();
    (length > 0 && lower(words, at + 1 + length) == "]").then_some(at + length + 2)
}

/// Most words and signs of an address that are looked at.
const LONGEST_ADDRESS: usize = 128;

/// Returns where a DOI, an address on the web or a mail address ends: at the next space.
pub(crate) fn address(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let opens = matches!(lower_before(words, at, 1), "(" | "[" | "<");
    if word.touches && !opens {
        return None;
    }
    let tight = words[at + 1..].iter().take(LONGEST_ADDRESS).take_while(|word| word.touches);
    let tight = tight.count();
    let end = at + 1 + tight;
    let run = &words[at..end];
    let has = |sign: &str| run.iter().any(|word| word.text == sign);
    let is_doi = word.text.starts_with("10.") && has("/");
    let is_web = has("/")
        && run
            .windows(3)
            .any(|three| three[0].text == ":" && three[1].text == "/" && three[2].text == "/");
    let is_mail = has("@") && run.len() > 2;
    let is_host = word.lower == "www" || word.lower == "doi" && has(":");
    (is_doi || is_web || is_mail || is_host).then_some(end)
}

/// Returns where a telephone number, an ISBN, a version or a bank account ends: digits in
/// more groups than a number, a range or a date has.
pub(crate) fn grouped(words: &[Word], at: usize) -> Option<usize> {
    let is_digits = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.text.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && word.has_digit_first()
        })
    };
    if !is_digits(at) {
        return None;
    }
    let first = &words[at].text;
    // `2.8.1`, `192.168.0.1`
    if first.matches('.').count() > 1 && !first.split('.').skip(1).all(|part| part.len() == 3) {
        return Some(at + 1);
    }
    let mut end = at + 1;
    let mut groups = 1;
    while matches!(lower(words, end), "-" | "/")
        && touches(words, end)
        && touches(words, end + 1)
        && is_digits(end + 1)
    {
        end += 2;
        groups += 1;
    }
    let mut is_spaced =
        first.starts_with('+') || first.starts_with('0') && first.len() > 2 && !first.contains('.');
    if is_spaced {
        while is_digits(end) {
            end += 1;
            groups += 1;
        }
        is_spaced = groups > 1;
    }
    (groups > 2 || is_spaced && groups > 1).then_some(end)
}

/// Returns where the marker of a list item ends: `1.` or `2)` at the head of a line.
pub(crate) fn list_marker(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let is_first = at == 0 || word.opens_line;
    let is_small = word.text.len() <= 2 && word.text.bytes().all(|b| b.is_ascii_digit());
    let marks = matches!(lower(words, at + 1), "." | ")") && touches(words, at + 1);
    let goes_on = words.get(at + 2).is_some_and(|next| !next.touches);
    (is_first && is_small && marks && goes_on).then_some(at + 2)
}
