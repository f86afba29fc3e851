//! Figures that say which one and not how many.

use super::{
    topic::is_stop,
    unit::unit_at,
    word::{Word, lower, lower_before, touches},
};

/// Words before a number that it is the number of, however they are set.
const LABELS: &[&str] = &[
    "figure",
    "figures",
    "table",
    "tables",
    "chapter",
    "chapters",
    "page",
    "pages",
    "version",
    "versions",
    "appendix",
    "equation",
    "footnote",
    "exhibit",
    "slide",
    "volume",
    "paragraph",
    "paragraphs",
    "section",
    "sections",
    "article",
    "articles",
    "clause",
    "clauses",
    "§",
    "isbn",
    "issn",
    "doi",
    "no",
    "number",
    "nr",
    "№",
    "phase",
    "level",
    "grade",
    "tier",
    "category",
    "route",
    "highway",
    "flight",
    "room",
    "gate",
    "platform",
    "terminal",
    "type",
    "class",
    "tel",
    "telephone",
    "phone",
    "lines",
];

/// The same, cut short by a full stop.
const SHORT_LABELS: &[&str] = &[
    "p", "pp", "fig", "figs", "tab", "ch", "vol", "para", "paras", "sec", "art", "arts", "eq", "v",
    "ver", "app", "n", "nn", "l", "ll", "no", "nos",
];

/// The same, where they are capitalised.
const CAPITAL_LABELS: &[&str] = &[
    "note",
    "box",
    "part",
    "step",
    "schedule",
    "annex",
    "item",
    "python",
    "windows",
    "apollo",
    "boeing",
    "airbus",
    "formula",
    "fortune",
    "area",
    "title",
    "agenda",
    "vision",
    "studio",
    "channel",
    "psalm",
    "district",
    "ward",
    "resolution",
    "bill",
    "proposition",
    "prop",
    "amendment",
    "protocol",
    "series",
    "season",
    "episode",
    "round",
    "group",
    "line",
    "bus",
    "radio",
    "war",
    "catch",
    "fahrenheit",
    "iphone",
    "galaxy",
    "playstation",
    "xbox",
    "unit",
    "model",
    "mark",
    "stage",
    "question",
    "act",
    "rule",
    "order",
    "pier",
    "building",
    "block",
];

/// Where the figures end that only name something, if such begin at a word.
pub(super) fn names_something(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let is_mark = word.lower == "zero" && matches!(lower_before(words, at, 1), "below" | "above");
    is_mark
        .then_some(at + 1)
        .or_else(|| bracketed(words, at))
        .or_else(|| address(words, at))
        .or_else(|| grouped(words, at))
        .or_else(|| list_marker(words, at))
        .or_else(|| {
            let is_labelled =
                word.has_digit_first() && (is_labelled(words, at) || is_variant(words, at));
            is_labelled.then(|| labelled_end(words, at))
        })
        .or_else(|| is_name_year(words, at).then_some(at + 1))
}

/// `[12]`, `[3, 7]`
fn bracketed(words: &[Word], at: usize) -> Option<usize> {
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

/// How many words and signs of an address are looked at.
const LONGEST_ADDRESS: usize = 128;

/// A DOI, an address on the web or a mail address: everything up to a space.
fn address(words: &[Word], at: usize) -> Option<usize> {
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

/// Telephone numbers, ISBNs, versions, bank accounts: digits in more groups than
/// a number, a range or a date has.
fn grouped(words: &[Word], at: usize) -> Option<usize> {
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

/// `1.` or `2)` at the head of a line, before a capital.
fn list_marker(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let is_first = at == 0 || word.opens_line;
    let is_small = word.text.len() <= 2 && word.text.bytes().all(|b| b.is_ascii_digit());
    let marks = matches!(lower(words, at + 1), "." | ")") && touches(words, at + 1);
    let goes_on = words.get(at + 2).is_some_and(|next| !next.touches);
    (is_first && is_small && marks && goes_on).then_some(at + 2)
}

fn is_labelled(words: &[Word], at: usize) -> bool {
    let has_stop = lower_before(words, at, 1) == ".";
    let back = if has_stop { 2 } else { 1 };
    let Some(label) = at.checked_sub(back).and_then(|label| words.get(label)) else { return false };
    if has_stop {
        return label.is(SHORT_LABELS) && words[at - 1].touches;
    }
    if label.is(LABELS) {
        // `there are no 5 …` is rare, `table 5 people` too; `class` and `number` may end a sentence.
        return label.lower != "no" || label.is_capitalised();
    }
    if label.is_capitalised() && label.is(CAPITAL_LABELS) {
        return true;
    }
    // A name and its number: `Fiat 500`, unless the number counts what follows.
    let is_name =
        label.is_capitalised() && at > 1 && !is_stop(&label.lower) && label.lower.len() > 1;
    let next = words.get(at + 1);
    let counts = next.is_some_and(|next| {
        next.text.starts_with(char::is_lowercase) && !is_stop(&next.lower)
            || matches!(next.text.as_str(), "%" | "°" | "-" | "$" | "€" | "£")
    }) || unit_at(words, at + 1).is_some();
    // `Norway 12, Sweden 15` is a list of counts.
    let goes_on = next.is_some_and(|next| next.is_wordy() && next.lower != "and");
    let is_code = label.text.len() == 3 && label.text.bytes().all(|b| b.is_ascii_uppercase());
    let is_small = words[at].text.bytes().all(|b| b.is_ascii_digit()) && words[at].text.len() < 4;
    is_name
        && is_small
        && goes_on
        && !counts
        && !is_code
        && !super::calendar::is_month(&label.lower)
}

/// The second of `pages 12–14` or `Figures 2 and 4` is named with the first.
fn labelled_end(words: &[Word], at: usize) -> usize {
    let mut end = at + 1;
    while matches!(lower(words, end), "-" | "and" | ",")
        && words.get(end + 1).is_some_and(Word::has_digit_first)
        && unit_at(words, end + 2).is_none()
        && !words.get(end + 2).is_some_and(|next| next.is_wordy() && !is_stop(&next.lower))
    {
        end += 2;
    }
    end
}

/// `COVID-19`, `F-16`, `Mi-8`
fn is_variant(words: &[Word], at: usize) -> bool {
    let hyphen = lower_before(words, at, 1) == "-" && touches(words, at);
    let name = at.checked_sub(2).and_then(|name| words.get(name));
    hyphen
        && words.get(at - 1).is_some_and(|hyphen| hyphen.touches)
        && name.is_some_and(Word::is_capitalised)
}

/// `Agenda 2030`, `Expo 2020`: a year right behind a name belongs to it.
pub(super) fn is_name_year(words: &[Word], at: usize) -> bool {
    const NAMES: &[&str] = &[
        "agenda",
        "vision",
        "expo",
        "euro",
        "horizon",
        "project",
        "olympics",
        "games",
        "windows",
        "office",
        "cup",
        "strategy",
        "plan",
        "programme",
        "program",
    ];
    let word = &words[at];
    let is_year = word.text.len() == 4 && word.text.bytes().all(|b| b.is_ascii_digit());
    is_year
        && at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|before| before.is_capitalised() && before.is(NAMES))
}
