//! Words that end with a full stop without ending a sentence.
//!
//! Unicode's sentence rules (UAX 29) split behind "Dr."; these lists do not.
//! They are distinguished by what may follow, because that is what decides.

/// Never end a sentence: a name or an example follows.
const NEVER: &[&str] = &[
    "Dr", "Mr", "Mrs", "Ms", "Mx", "Prof", "Gen", "Sen", "Sens", "Rep", "Reps", "Gov", "Sgt", "Lt",
    "Col", "Capt", "Cpl", "Pvt", "Rev", "Hon", "Pres", "Maj", "Cmdr", "Cdr", "Adm", "Supt", "Insp",
    "Det", "Amb", "Atty", "Brig", "Fr", "Msgr", "Messrs", "Mme", "Mlle", "St", "Ste", "Mt", "Hr",
    "Hrn", "e.g", "i.e", "cf", "Cf", "vs", "viz", "ca", "approx", "incl", "esp", "resp", "v",
    "bzw", "z.B", "d.h", "u.a", "sog",
];

/// Do not end a sentence when a number follows.
const BEFORE_NUMBER: &[&str] = &[
    "No", "no", "Nos", "nos", "Nr", "p", "pp", "Pp", "vol", "Vol", "vols", "fig", "Fig", "figs",
    "Figs", "Art", "art", "Arts", "sec", "Sec", "ch", "Ch", "chap", "Chap", "para", "paras",
    "Para", "Tab", "Eq", "eq", "Ex", "l", "ll", "n", "nn", "c", "ver", "Op", "op", "pt", "Pt",
    "Abs", "Bd", "cl",
    // Units are behind their number: `5 ft. 10 in.`, but `It cost 1.2 bn. Sales fell.`
    "ft", "lb", "lbs", "oz", "mph", "min", "max", "avg", "bn",
];

/// May end a sentence; they do when the next word is one that begins sentences.
const MAY_END: &[&str] = &[
    "etc", "al", "Inc", "Ltd", "Co", "Corp", "Bros", "Cos", "Jr", "Sr", "Esq", "PhD", "Ph.D",
    "llc", "LLC", "plc", "Plc", "Dept", "dept", "Univ", "Est", "est", "Ave", "Blvd", "Rd", "Jan",
    "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue",
    "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "govt", "Govt", "intl", "Intl",
    "assn", "Assn", "Assoc", "ed", "eds", "trans", "rev", "ibid", "Ibid", "usw", "Calif", "Conn",
    "Fla", "Ill", "Mass", "Mich", "Minn", "Okla", "Ore", "Penn", "Pa", "Tex", "Va", "Wash", "Wis",
];

/// Words that begin sentences and hardly ever names.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "In",
    "It",
    "He",
    "She",
    "They",
    "We",
    "I",
    "You",
    "This",
    "That",
    "These",
    "Those",
    "But",
    "And",
    "Or",
    "So",
    "Yet",
    "However",
    "On",
    "At",
    "For",
    "From",
    "By",
    "To",
    "With",
    "When",
    "While",
    "After",
    "Before",
    "Since",
    "Until",
    "As",
    "If",
    "Because",
    "Although",
    "Though",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "My",
    "Your",
    "There",
    "Here",
    "Some",
    "Many",
    "Most",
    "More",
    "Few",
    "One",
    "Two",
    "Three",
    "Several",
    "Both",
    "Each",
    "Every",
    "All",
    "No",
    "None",
    "Nobody",
    "Not",
    "Now",
    "Then",
    "Today",
    "What",
    "Who",
    "Why",
    "How",
    "Where",
    "Which",
    "Whether",
    "Such",
    "Still",
    "Even",
    "Also",
    "Only",
    "Another",
    "Other",
    "Others",
    "Under",
    "Over",
    "Among",
    "Between",
    "During",
    "Despite",
    "According",
    "Meanwhile",
    "Instead",
    "Nevertheless",
    "Moreover",
    "Furthermore",
    "Later",
    "Once",
    "Critics",
    "Officials",
    "Police",
    "Researchers",
    "Scientists",
    "Experts",
    "People",
];

/// Verbs that follow a question or exclamation inside quotation marks.
const REPORTING: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "tells",
    "added",
    "adds",
    "wrote",
    "writes",
    "explained",
    "explains",
    "replied",
    "replies",
    "argued",
    "argues",
    "warned",
    "warns",
    "noted",
    "notes",
    "insisted",
    "claimed",
    "claims",
    "recalled",
    "wondered",
    "declared",
    "shouted",
    "cried",
    "demanded",
    "continued",
    "joked",
    "tweeted",
    "posted",
];

/// What a word before a full stop says about the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// The word is no abbreviation that we know.
    None,
    /// The sentence continues.
    Never,
    /// The sentence continues when a number follows.
    BeforeNumber,
    /// The sentence continues unless the next word begins one.
    MayEnd,
}

/// Judges the word before a full stop, given without it: `Dr`, `U.S`.
pub(super) fn judge(word: &str) -> Abbreviation {
    if NEVER.contains(&word) {
        Abbreviation::Never
    } else if BEFORE_NUMBER.contains(&word) {
        Abbreviation::BeforeNumber
    } else if MAY_END.contains(&word) || is_initials(word) {
        Abbreviation::MayEnd
    } else {
        Abbreviation::None
    }
}

/// `J`, `U.S`, `a.m`: single letters with full stops between them.
fn is_initials(word: &str) -> bool {
    let single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    word.split('.').all(single) && (capital || word.contains('.'))
}

/// Whether a word begins sentences and is hardly ever a name.
pub(super) fn begins_sentence(word: &str) -> bool {
    STARTERS.contains(&word)
}

/// Whether a word says that somebody speaks.
pub(super) fn is_reporting(word: &str) -> bool {
    REPORTING.contains(&word)
}
