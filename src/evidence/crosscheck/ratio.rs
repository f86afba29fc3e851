//! Figures that compare: *doubled*, *three times as many*, `2:1`, *third-largest*;
//! and times of day.

use super::{
    amount::Exact,
    figure::Figure,
    numeral,
    topic::counted,
    unit::MeasureUnit,
    word::{Word, lower, lower_before, touches},
};

/// `doubled`, `twice as many`, `threefold`, `three times the size`.
pub(super) fn multiple(words: &[Word], at: usize) -> Option<Figure> {
    let word = words.get(at)?;
    let next = lower(words, at + 1);
    let times = |num: i128, den: i128, end: usize| {
        let value = Exact::ratio(num, den)?;
        Some(Figure::new(value, MeasureUnit::TIMES, at..end))
    };
    match word.lower.as_str() {
        "doubled" | "doubling" | "doubles" | "twofold" => return times(2, 1, at + 1),
        "double"
            if matches!(
                next,
                "the"
                    | "that"
                    | "its"
                    | "what"
                    | "in"
                    | "since"
                    | "from"
                    | "their"
                    | "."
                    | ","
                    | "by"
            ) =>
        {
            return times(2, 1, at + 1);
        }
        "tripled" | "tripling" | "triples" | "trebled" | "trebling" | "threefold" => {
            return times(3, 1, at + 1);
        }
        "triple" | "treble" if matches!(next, "the" | "that" | "its" | "what") => {
            return times(3, 1, at + 1);
        }
        "quadrupled" | "quadrupling" => return times(4, 1, at + 1),
        "quintupled" => return times(5, 1, at + 1),
        "halved" | "halving" => return times(1, 2, at + 1),
        "twice" => {
            if matches!(next, "as" | "the" | "that" | "what" | "its" | "their") {
                return times(2, 1, at + 1);
            }
            let mut figure = Figure::new(Exact::whole(2), MeasureUnit::COUNT, at..at + 1);
            figure.nouns = vec![super::topic::stem("times")];
            figure.is_weak = true;
            return Some(figure);
        }
        _ => {}
    }
    if let Some(number) = word.lower.strip_suffix("fold").filter(|number| !number.is_empty()) {
        let number = number.trim_end_matches('-');
        let value = match number.parse::<i64>() {
            Ok(number) => Exact::whole(number),
            Err(_) if numeral::is_cardinal(number) || number == "hundred" => {
                Exact::parse(&text2num::text2digits(number, &text2num::Language::english()).ok()?)?
            }
            Err(_) => return None,
        };
        return Some(Figure::new(value, MeasureUnit::TIMES, at..at + 1));
    }
    // `by a factor of four`
    if word.lower == "factor" && next == "of" {
        let number = numeral::read(words, at + 2, false).filter(|n| n.unit.is_none())?;
        let figure = Figure::new(number.value, MeasureUnit::TIMES, at..at + 2 + number.count);
        return Some(Figure { step: number.step, ..figure });
    }
    // `x2`
    if let Some(number) = word.lower.strip_prefix('x').and_then(Exact::parse) {
        return Some(Figure::new(number, MeasureUnit::TIMES, at..at + 1));
    }
    let number = numeral::read(words, at, false)
        .filter(|n| n.unit.is_none() && !n.is_ordinal && n.count > 0)?;
    let mut end = at + number.count;
    let has_hyphen = lower(words, end) == "-" && touches(words, end);
    end += usize::from(has_hyphen);
    let compares = match lower(words, end) {
        "fold" => true,
        "times" => {
            let next = lower(words, end + 1);
            matches!(
                next,
                "as" | "the"
                    | "that"
                    | "more"
                    | "higher"
                    | "larger"
                    | "bigger"
                    | "greater"
                    | "faster"
                    | "its"
                    | "their"
                    | "what"
                    | "likelier"
                    | "less"
                    | "smaller"
                    | "longer"
                    | "heavier"
                    | "stronger"
            )
        }
        _ => return None,
    };
    if !compares {
        return None;
    }
    let value =
        Figure { step: number.step, ..Figure::new(number.value, MeasureUnit::TIMES, at..end + 1) };
    Some(value)
}

/// `7 a.m.`, `5pm`, `17:00`, `8.30 p.m.`, in minutes.
pub(super) fn clock(words: &[Word], at: usize) -> Option<Figure> {
    let word = words.get(at).filter(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))?;
    let glued =
        ["am", "pm"].into_iter().find_map(|half| Some((word.lower.strip_suffix(half)?, half)));
    let (number, mut half) =
        glued.map_or((word.lower.as_str(), ""), |(number, half)| (number, half));
    let mut end = at + 1;
    let (hour, mut minute) = match number.split_once('.') {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute.parse().ok()?),
        Some(_) => return None,
        None => (number, 0),
    };
    let mut has_colon = false;
    if half.is_empty() && lower(words, end) == ":" && touches(words, end) && touches(words, end + 1)
    {
        let behind = lower(words, end + 1);
        let digits = behind.trim_end_matches(['a', 'p', 'm']);
        if digits.len() != 2 {
            return None;
        }
        minute = digits.parse().ok().filter(|minute| *minute < 60)?;
        half = if behind.ends_with("am") {
            "am"
        } else if behind.ends_with("pm") {
            "pm"
        } else {
            ""
        };
        has_colon = true;
        end += 2;
    }
    if half.is_empty() {
        let (next, stop, last) = (lower(words, end), lower(words, end + 1), lower(words, end + 2));
        match (next, stop, last) {
            ("am" | "pm", _, _) => (half, end) = (if next == "am" { "am" } else { "pm" }, end + 1),
            ("a" | "p", ".", "m") if touches(words, end + 1) && touches(words, end + 2) => {
                half = if next == "a" { "am" } else { "pm" };
                end += 3;
                end += usize::from(lower(words, end) == "." && touches(words, end));
            }
            ("o'clock", _, _) => (half, end) = ("o'clock", end + 1),
            _ if has_colon => {}
            _ => return None,
        }
    }
    let hour: i64 = hour.parse().ok()?;
    if hour > 24 || minute > 59 || lower(words, end) == ":" && touches(words, end) {
        return None;
    }
    let hour = match half {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    let mut figure = Figure::new(Exact::whole(hour * 60 + minute), MeasureUnit::CLOCK, at..end);
    figure.is_vague = half.is_empty() && hour < 13 || half == "o'clock";
    Some(figure)
}

/// `2:1`, `3-1`, `2–1` where it can be no range, `two to one`.
pub(super) fn score(words: &[Word], at: usize) -> Option<Figure> {
    let number = |at: usize| {
        let number = numeral::read(words, at, false)?;
        let is_small = number.count == 1 && number.unit.is_none() && !number.is_ordinal;
        number.value.as_whole().filter(|n| is_small && (0..=999).contains(n))
    };
    let first = number(at)?;
    // `three goals to one`, `62 votes to 54`
    let has_noun = matches!(
        lower(words, at + 1),
        "goals" | "goal" | "votes" | "points" | "sets" | "games" | "wins" | "runs" | "tries"
    ) && lower(words, at + 2) == "to";
    let joint = at + 1 + usize::from(has_noun);
    let end = joint + 2;
    let sign = lower(words, joint);
    let is_tight = touches(words, joint) && touches(words, joint + 1);
    let second = number(joint + 1)?;
    let scores = match sign {
        ":" => is_tight,
        "-" => is_tight && first >= second,
        "to" => {
            (first > second || has_noun)
                && !matches!(lower_before(words, at, 1), "from" | "fell" | "down")
        }
        _ => false,
    };
    let goes_on = matches!(lower(words, end), "-" | ":" | "%" | "percent" | "per")
        || super::unit::unit_at(words, end).is_some();
    // A pair is told by one number that no other pair of the range has.
    let value = Exact::whole(first * 1_000 + second);
    (scores && !goes_on).then(|| Figure::new(value, MeasureUnit::SCORE, at..end))
}

const ORDINALS: &[&str] = &[
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// `third-largest`, `the fifth president`, `came fourth`, `in 3rd place`.
pub(super) fn rank(words: &[Word], at: usize) -> Option<Figure> {
    let word = words.get(at)?;
    let value = if let Some(place) = ORDINALS.iter().position(|known| *known == word.lower) {
        i64::try_from(place).ok()? + 2
    } else {
        let number = numeral::read(words, at, false).filter(|number| number.is_ordinal)?;
        number.value.as_whole()?
    };
    let has_hyphen = lower(words, at + 1) == "-";
    let next = lower(words, at + 1 + usize::from(has_hyphen));
    let ranks = next.ends_with("est") && next.len() > 4
        || matches!(next, "most" | "place" | "least" | "best" | "worst" | "biggest" | "in")
        || matches!(
            lower_before(words, at, 1),
            "ranked" | "came" | "finished" | "ranks" | "placed"
        );
    let counts = word.has_digit_first() || word.lower != "second";
    let goes_on = words.get(at + 1).is_some_and(Word::is_wordy) && !super::topic::is_stop(next);
    let is_one = ranks || counts && goes_on && next != "of";
    if !is_one {
        return None;
    }
    let mut figure = Figure::new(Exact::whole(value), MeasureUnit::RANK, at..at + 1);
    figure.nouns = counted(words, &figure.words, MeasureUnit::RANK);
    figure.is_weak = !ranks;
    Some(figure)
}
