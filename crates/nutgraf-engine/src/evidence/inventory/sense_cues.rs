//! The cues of single words and phrases (superlatives, comparisons, causes, laws, names,
//! reporting), and the form of a sentence.

use super::{
    super::{
        lexicon::{
            causes, comparisons, currencies, feasts, instructions, labels, laws, months, names,
            opinions, reporting, superlatives, weekdays,
        },
        reader::era::is_era,
        speaker,
    },
    Cue, Form,
    date_cues::is_span,
    words::{SentenceWords, Word},
};

/// Fewest letters of a superlative in -est.
const SHORTEST_SUPERLATIVE: usize = 5;

/// Most words between the first word of a phrase and its rest: *no keeper has ever*.
const REACH: usize = 12;

/// Returns the cues of a sentence, apart from those of its figures and dates.
pub(super) fn cues(words: &SentenceWords) -> impl Iterator<Item = Cue> {
    let phrases = |known: &[&str]| known.iter().any(|phrase| words.has_phrase(phrase));
    let any = |is: fn(&SentenceWords, usize) -> bool| (0..words.list.len()).any(|at| is(words, at));
    let found = [
        (Cue::Superlative, any(is_superlative) || phrases(superlatives::SUPERLATIVE_PHRASES)),
        (Cue::Comparison, any(compares) || phrases(comparisons::COMPARISON_PHRASES)),
        (Cue::Cause, words.has_any(causes::CAUSES) || phrases(causes::CAUSE_PHRASES)),
        (Cue::Law, any(is_law)),
        (Cue::Name, any(is_name)),
        (Cue::Reporting, any(reports) || words.has_phrase("according to")),
    ];
    found.into_iter().filter_map(|(cue, is_found)| is_found.then_some(cue))
}

fn is_superlative(words: &SentenceWords, at: usize) -> bool {
    let word = words.lower(at);
    let (before, next) = (words.lower_before(at), words.lower(at + 1));
    match word {
        // `First, …` counts up; `at first` is a time, and `the first of April` a day.
        "first" => {
            let is_day = next == "of" && is_month_but_may(words.lower(at + 2));
            before != "at" && !is_day && !(at == 0 && next == ",")
        }
        "most" | "least" | "best" | "worst" if before == "at" => false,
        "last" => before != "at" && next != "one" && !is_span(next) && !is_run_of_time(words, at),
        "only" => before != "if",
        "final" => {
            matches!(before, "the" | "his" | "her" | "its" | "their")
                && words.list.get(at + 1).is_some_and(|next| {
                    next.text.starts_with(char::is_lowercase) && !next.is(superlatives::BEHIND_NOUN)
                })
        }
        // `the worst ever`, `more than ever`, but neither `ever since` nor `ever-growing`
        "ever" => !matches!(next, "since" | "-") && !matches!(before, "if" | "for" | "hardly"),
        "leading" => {
            next != "to" && (before == "the" || words.before(at).is_some_and(has_possessive))
        }
        // `No keeper has ever saved more`, `never so few`
        "no" if next == "." => words.lower(at + 2) == "1",
        "no" | "none" | "nobody" | "nothing" => ahead(words, at, &["ever", "else"]),
        "never" => ahead(words, at, &["before", "so", "since", "more", "such"]),
        "record" | "records" => is_record(words, at),
        word if superlatives::SUPERLATIVES.contains(&word) => true,
        word if word.ends_with("most") => word != "almost",
        word => {
            word.len() >= SHORTEST_SUPERLATIVE
                && word.ends_with("est")
                && !superlatives::NO_SUPERLATIVES.contains(&word)
        }
    }
}

/// Whether a word is the name of a month that is nothing else in mid-sentence.
fn is_month_but_may(word: &str) -> bool {
    word != "may" && months::MONTHS.contains(&word)
}

fn has_possessive(word: &Word) -> bool {
    word.text.ends_with("'s")
}

/// Whether one of some words is at most [`REACH`] words behind a word.
fn ahead(words: &SentenceWords, at: usize, known: &[&str]) -> bool {
    words.list[at..].iter().take(REACH).any(|word| word.is(known))
}

/// Whether *last* begins a stretch of time: `the last three years`.
fn is_run_of_time(words: &SentenceWords, at: usize) -> bool {
    is_span(words.lower(at + 2)) || matches!(words.lower(at + 1), "decade" | "time")
}

/// Whether *record* is a feat, or a height never reached before, and not a list or a disc.
fn is_record(words: &SentenceWords, at: usize) -> bool {
    let before = words.lower_before(at);
    let is_feat = matches!(words.lower(at + 1), "high" | "low" | "number" | "for" | "-" | "time");
    let is_list = superlatives::NO_RECORDS.contains(&before)
        || matches!(words.lower(at + 1), "shows" | "show" | "says" | "straight" | "label");
    is_feat || !is_list
}

fn compares(words: &SentenceWords, at: usize) -> bool {
    let idle =
        matches!(words.lower(at), "than") && matches!(words.lower_before(at), "rather" | "other");
    words.list[at].is(comparisons::COMPARISONS) && !idle
}

fn is_law(words: &SentenceWords, at: usize) -> bool {
    let word = &words.list[at];
    let next_is_figure = words.get(at + 1).is_some_and(Word::is_figure);
    match word.lower.as_str() {
        "ruled" => words.lower(at + 1) != "out",
        "act" | "acts" | "convention" => word.is_capitalised() || words.lower_before(at) == "the",
        "v" => words.lower(at + 1) == "." && at > 0,
        "charged" => words.lower(at + 1) == "with",
        _ => {
            word.is(laws::LAWS)
                || (next_is_figure && word.is_capitalised() && word.is(laws::LAW_LABELS))
        }
    }
}

fn is_name(words: &SentenceWords, at: usize) -> bool {
    let word = &words.list[at];
    let begins = words.before(at).is_none_or(|before| {
        matches!(before.lower.as_str(), ":" | "?" | "!" | "...") || word.is_opened
    });
    let is_time = is_month_but_may(&word.lower)
        || weekdays::WEEKDAYS.contains(&word.lower.trim_end_matches('s'))
        || (months::SHORT_MONTHS.contains(&word.lower.as_str()) && words.lower(at + 1) == ".")
        || word.is(feasts::FEASTS)
        || is_era(&word.text);
    // Units, quarters of a year, currencies, and what a figure is the number of.
    let is_measure = word.text.chars().nth(1).is_none_or(char::is_numeric)
        || currencies::CODES.contains(&&*word.text)
        || words.lower(at + 1) == "$"
        || (word.is(labels::LABELS) && words.get(at + 1).is_some_and(Word::is_figure));
    let is_no_name = begins || is_time || is_measure || word.is(names::NO_NAMES);
    word.is_capitalised() && !is_no_name
}

fn reports(words: &SentenceWords, at: usize) -> bool {
    let word = words.lower(at);
    // `40 states`, `the notes`
    let is_noun = reporting::REPORTING_NOUNS.contains(&word)
        && (reporting::BEFORE_NOUN.contains(&words.lower_before(at))
            || words.before(at).is_some_and(Word::is_figure)
            || words.list[at].is_capitalised());
    !is_noun && (speaker::reports(word) || reporting::REPORTING.contains(&word))
}

/// Returns the form of a sentence. `own` are its words outside quotations, `None` if all are
/// quoted.
pub(super) fn form(plain: &str, own: Option<&str>) -> Form {
    let closing: &[char] = &['”', '’', '"', '\'', '»', '“', ')', ']', ' '];
    let said = own.unwrap_or(plain).trim_end_matches(closing);
    if said.ends_with('?') || said.ends_with("?!") {
        return Form::Question;
    }
    let Some(own) = own else { return Form::Statement };
    let words = SentenceWords::of(own);
    if opinions::OPINIONS.iter().any(|phrase| words.has_phrase(phrase)) {
        return Form::Opinion;
    }
    // What opens with somebody's words instructs nobody.
    let opens_own = plain.split(' ').next() == own.split(' ').next();
    let forbids = words.lower(0) == "don't" || (words.lower(0) == "do" && words.lower(1) == "not");
    let instructs = words.get(0).is_some_and(|word| word.is(instructions::INSTRUCTIONS))
        && instructions::BEHIND_INSTRUCTION.contains(&words.lower(1));
    if opens_own && (forbids || instructs) { Form::Instruction } else { Form::Statement }
}
