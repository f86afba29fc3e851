//! Words that are one word in another spelling, and words that look alike.
//!
//! # Invariants
//!
//! Only [`is_respelt`] can make a quotation pass, and only under the lenient profile. It knows
//! rules and short lists, no dictionary: a slip of the pen can make another word (*causal*,
//! *casual*), so a slip never passes.

use super::lexicon::spellings;

/// Whether two words are one word in British and American spelling, as
/// *colour* and *color*, *organise* and *organize*, *travelled* and *traveled*.
pub(super) fn is_respelt(left: &str, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    left != right && american(&left) == american(&right)
}

const ENDINGS: [&str; 8] = ["", "s", "d", "r", "ed", "ing", "er", "ers"];

/// One spelling for both sides; only for comparing.
fn american(word: &str) -> String {
    if let Some((_, american)) = spellings::RESPELT.iter().find(|(british, _)| *british == word) {
        return (*american).to_owned();
    }
    for stem in spellings::BRITISH_OUR {
        if let Some(rest) = word.strip_prefix(stem)
            && let Some(rest) = rest.strip_prefix("ur")
        {
            return format!("{stem}r{rest}");
        }
    }
    for (british, american) in [("isation", "ization"), ("is", "iz"), ("ys", "yz")] {
        for ending in ["", "e", "es", "ed", "er", "ers", "ing", "s"] {
            // `-ise` is a spelling only of long words: not of rise, wise or advise.
            if let Some(stem) = word.strip_suffix(&format!("{british}{ending}"))
                && stem.len() >= 3
                && (british == "isation"
                    || british == "ys"
                    || spellings::LIKE_ORGANISE.iter().any(|end| stem.ends_with(end)))
                && (british == "isation" || !ending.is_empty())
            {
                return format!("{stem}{american}{ending}");
            }
        }
    }
    for (british, american) in [
        ("entre", "enter"),
        ("metre", "meter"),
        ("itre", "iter"),
        ("eatre", "eater"),
        ("fibre", "fiber"),
    ] {
        for ending in ["", "s"] {
            if let Some(stem) = word.strip_suffix(&format!("{british}{ending}")) {
                return format!("{stem}{american}{ending}");
            }
        }
    }
    // A last *l* doubled before an ending: travelled, labelling, counsellor.
    for ending in ENDINGS.iter().filter(|ending| ending.len() >= 2) {
        if let Some(stem) = word.strip_suffix(&format!("ll{ending}"))
            && [
                "trave", "labe", "cance", "mode", "fue", "leve", "channe", "signa", "counse",
                "tota", "dia", "riva", "quarre", "jewe", "marve",
            ]
            .contains(&stem)
        {
            return format!("{stem}l{ending}");
        }
    }
    word.to_owned()
}

/// Whether one word looks like a slip or another form of the other: most of its
/// letters are at the beginning or end of both. Linear in their length.
pub(super) fn is_alike(left: &str, right: &str) -> bool {
    // Bytes first: most pairs have nothing in common at either end.
    let ends = |word: &str| (word.bytes().next(), word.bytes().next_back());
    let ((a, y), (b, z)) = (ends(left), ends(right));
    let same = |a: Option<u8>, b: Option<u8>| a.map(|a| a | 0x20) == b.map(|b| b | 0x20);
    if left.is_ascii() && right.is_ascii() && !same(a, b) && !same(y, z) {
        return false;
    }
    let (long, short) = (left.chars().count(), right.chars().count());
    let (longer, shorter) = (long.max(short), long.min(short));
    if longer - shorter > 4 {
        return false;
    }
    let head = left.chars().zip(right.chars()).take_while(|(a, b)| same_letter(*a, *b)).count();
    let tails = left.chars().rev().zip(right.chars().rev()).take(shorter - head);
    let tail = tails.take_while(|(a, b)| same_letter(*a, *b)).count();
    longer > 1 && (head + tail) * 2 >= longer && longer - (head + tail) <= 4
}

fn same_letter(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// Whether two words are a slip of the pen apart: one letter put in, left out
/// or changed, or two neighbours swapped.
pub(super) fn is_slip(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > 1 || left.len().max(right.len()) < 3 || left == right {
        return false;
    }
    let head = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let tail = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = tail.min(left.len().min(right.len()) - head);
    let (a, b) = (&left[head..left.len() - tail], &right[head..right.len() - tail]);
    match (a, b) {
        ([_], [_]) | ([], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spellings_are_one_word() {
        for (british, american) in [
            ("colour", "color"),
            ("organised", "organized"),
            ("travelled", "traveled"),
            ("centre", "center"),
            ("analysed", "analyzed"),
            ("programme", "program"),
            ("behavioural", "behavioral"),
            ("Organisation", "organization"),
        ] {
            assert!(is_respelt(british, american), "{british} {american}");
        }
        for (left, right) in [
            ("casual", "causal"),
            ("not", "now"),
            ("rise", "rize"),
            ("four", "for"),
            ("our", "or"),
            ("advise", "advice"),
            ("led", "lled"),
            ("colour", "colour"),
            ("tour", "tor"),
        ] {
            assert!(!is_respelt(left, right), "{left} {right}");
        }
    }

    #[test]
    fn a_slip_is_one_letter_or_two_swapped() {
        for (left, right) in
            [("casual", "causal"), ("their", "thier"), ("goverment", "government"), ("now", "not")]
        {
            assert!(is_slip(left, right), "{left} {right}");
        }
        assert!(!is_slip("may", "will") && !is_slip("same", "same") && !is_slip("to", "of"));
    }
}
