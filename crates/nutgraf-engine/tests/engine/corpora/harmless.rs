//! Quotations that must pass: set otherwise than the source, or with changes
//! that they mark themselves.

use fastrand::Rng;
use unicode_normalization::UnicodeNormalization;

use super::{
    harmful::is_negation,
    kind::Kind,
    oracle::plain,
    passage::{Passage, is_sign},
};

/// Every harmless kind.
pub const HARMLESS: &[Kind] = &[
    Kind::new("as the source has it", |passage, _| {
        let raw = passage.raw();
        // Half a link is no words that anybody would copy.
        (raw.matches('[').count() == raw.matches(']').count()).then(|| raw.to_owned())
    }),
    Kind::new("as it reads", |passage, _| Some(passage.words().join(" "))),
    Kind::new("quotation marks straightened", |passage, _| {
        let straight = |c| match c {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            c => c,
        };
        changed(passage, |text| text.chars().map(straight).collect())
    }),
    Kind::new("quotation marks of another language", |passage, rng| {
        let [open, close] = [['„', '“'], ['«', '»'], ['”', '”'], ['‟', '”']][rng.usize(..4)];
        changed(passage, |text| {
            text.replace('“', &open.to_string()).replace('”', &close.to_string())
        })
    }),
    Kind::new("inner marks made single", |passage, _| {
        changed(passage, |text| text.replace('“', "‘").replace('”', "’"))
    }),
    Kind::new("dashes", |passage, rng| {
        let with = ["-", "–", "—", "‑", "−", "--"][rng.usize(..6)];
        // Two or three hyphens are one dash.
        let text = passage.words().join(" ").replace("---", "—").replace("--", "—");
        let is_dash = |c: char| matches!(c, '–' | '—' | '−' | '-');
        text.contains(is_dash).then(|| text.split(is_dash).collect::<Vec<_>>().join(with))
    }),
    Kind::new("white space and line ends", |passage, rng| {
        let spaces = [" ", "  ", "\n", "\r\n", "\t", " \n", "   "];
        Some(spaced(passage, |rng| spaces[rng.usize(..spaces.len())], rng))
    }),
    Kind::new("no-break and thin spaces", |passage, rng| {
        let spaces = ["\u{a0}", " ", "\u{202f}", "\u{2009}", "\u{2003}"];
        Some(spaced(passage, |rng| spaces[rng.usize(..spaces.len())], rng))
    }),
    Kind::new("soft hyphens and zero width", |passage, rng| {
        let unseen = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}', '\u{200d}'][rng.usize(..5)];
        in_a_word(passage, rng, 4, |word, at| format!("{}{unseen}{}", &word[..at], &word[at..]))
    }),
    Kind::new("accents taken apart", |passage, _| changed(passage, |text| text.nfd().collect())),
    Kind::new("ligatures", |passage, _| {
        changed(passage, |text| {
            text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ff", "ﬀ")
        })
    }),
    Kind::new("ellipsis character", |passage, _| changed(passage, |text| text.replace('…', "..."))),
    Kind::new("closing punctuation inside", |passage, rng| {
        let mark = [",", ".", "!", "?", ";", "?!", " –"][rng.usize(..7)];
        Some(format!("{}{mark}", passage.words().join(" ")))
    }),
    Kind::new("first letter's case", |passage, _| first_letter(passage, |c| c.to_string())),
    Kind::new("first letter in brackets", |passage, _| {
        first_letter(passage, |letter| format!("[{letter}]"))
    }),
    Kind::new("one gap", |passage, rng| gaps(passage, rng, 1)),
    Kind::new("two gaps", |passage, rng| gaps(passage, rng, 2)),
    Kind::new("gap at an end", |passage, rng| {
        let words = passage.words().join(" ");
        let mark = ELLIPSES[rng.usize(..ELLIPSES.len())];
        Some(if rng.bool() { format!("{mark} {words}") } else { format!("{words} {mark}") })
    }),
    Kind::new("gap of 60 to 95 words", |passage, rng| {
        let mut far = passage.clone();
        let start = passage.chunks.end + rng.usize(60..85);
        far.chunks = start..start + 5;
        let chunks = passage.text().chunks.get(passage.chunks.end..far.chunks.end)?;
        // Dashes part words that are one chunk, so such gaps are counted generously.
        let is_plain = !chunks
            .iter()
            .any(|chunk| is_negation(&chunk.clean) || chunk.clean.contains(['—', '–', '-']));
        let can_be_cut = far.words().iter().all(|word| word.chars().all(char::is_alphanumeric));
        (is_plain && can_be_cut && far.is_meant_by(&far.words().join(" ")))
            .then(|| format!("{} […] {}", passage.words().join(" "), far.words().join(" ")))
    })
    .without_place(),
    Kind::new("bracket put in", |passage, rng| {
        let mut words = passage.words();
        let at = rng.usize(1..words.len());
        words.insert(at, BRACKETS[rng.usize(..BRACKETS.len())].to_owned());
        Some(words.join(" "))
    }),
    Kind::new("bracket for up to 3 words", |passage, rng| {
        let mut words = passage.words();
        let from = rng.usize(2..words.len() - 3);
        let hidden = from..from + rng.usize(1..4).min(words.len() - from - 1);
        let is_word = |word: &String| word.chars().all(char::is_alphabetic) && !is_negation(word);
        words[hidden.clone()].iter().all(is_word).then(|| {
            words.splice(hidden, [BRACKETS[rng.usize(..BRACKETS.len())].to_owned()]);
            words.join(" ")
        })
    }),
    Kind::new("[sic]", |passage, rng| {
        let mut words = passage.words();
        let at = rng.usize(1..words.len());
        words.insert(at, "[sic]".to_owned());
        Some(words.join(" "))
    }),
    Kind::new("emphasis added", |passage, rng| {
        let mut words = passage.words();
        let at = rng.usize(..words.len());
        let mark = ["*", "**", "_", "***"][rng.usize(..4)];
        // Beside a digit a star is a sign.
        let is_word = words[at].chars().all(char::is_alphabetic);
        is_word.then(|| {
            words[at] = format!("{mark}{}{mark}", words[at]);
            words.join(" ")
        })
    }),
    Kind::new("linked", |passage, rng| {
        let mut words = passage.words();
        let at = rng.usize(..words.len());
        let is_word = words[at].chars().all(char::is_alphabetic);
        is_word.then(|| {
            words[at] = format!("[{}](https://example.org/x)", words[at]);
            words.join(" ")
        })
    }),
    Kind::new("word broken at a line end", |passage, _| {
        passage.has_broken_word().then(|| passage.words().join(" "))
    }),
    Kind::new("across a page break", |passage, _| {
        passage.raw().contains('\u{c}').then(|| passage.words().join(" "))
    }),
    Kind::new("over several paragraphs", |passage, _| {
        Some(passage.in_paragraphs(&passage.words()))
    })
    .over_paragraphs(),
];

const ELLIPSES: [&str; 6] = ["…", "[…]", "...", "[...]", ". . .", "(…)"];

const BRACKETS: [&str; 7] = [
    "[the county]",
    "[in March]",
    "[sic, says the clerk]",
    "[Halloran]",
    "[they]",
    "[of the bridge]",
    "[emphasis ours]",
];

/// The passage's text changed; `None` where that changed nothing.
fn changed(passage: &Passage, change: impl Fn(&str) -> String) -> Option<String> {
    let words = passage.words().join(" ");
    let changed = change(&words);
    (changed != words).then_some(changed)
}

/// The passage with other white space between its words; never an empty line.
fn spaced<'a>(passage: &Passage, space: impl Fn(&mut Rng) -> &'a str, rng: &mut Rng) -> String {
    let mut text = String::new();
    for word in passage.words() {
        if !text.is_empty() {
            // A hyphen at a line end would be read as one that broke a word.
            text.push_str(if text.ends_with('-') { " " } else { space(rng) });
        }
        text.push_str(&word);
    }
    text
}

/// Changes plain words of at least `letters` letters somewhere inside.
fn in_a_word(
    passage: &Passage,
    rng: &mut Rng,
    letters: usize,
    change: impl Fn(&str, usize) -> String,
) -> Option<String> {
    let mut words = passage.words();
    let mut count = 0;
    for word in &mut words {
        let is_plain = word.len() >= letters && word.chars().all(|c| c.is_ascii_alphabetic());
        if is_plain && rng.bool() {
            *word = change(word, rng.usize(1..word.len()));
            count += 1;
        }
    }
    (count > 0).then(|| words.join(" "))
}

fn first_letter(passage: &Passage, set: impl Fn(char) -> String) -> Option<String> {
    // Behind a denial a capital makes a sentence that nobody said.
    let before = passage.chunks.start.checked_sub(1).map(|at| &passage.text().chunks[at]);
    if before.is_some_and(|chunk| is_negation(&chunk.clean)) {
        return None;
    }
    let text = passage.words().join(" ");
    let mut rest = text.chars();
    let first = rest.next().filter(|c| c.is_alphabetic())?;
    // `[i]’d` is nobody's spelling.
    if !rest.as_str().starts_with(char::is_alphabetic) {
        return None;
    }
    let mut other = if first.is_uppercase() {
        first.to_lowercase().collect::<String>()
    } else {
        first.to_uppercase().collect()
    };
    let other = other.pop().filter(|c| *c != first && other.is_empty())?;
    Some(format!("{}{}", set(other), rest.as_str()))
}

/// The passage with some of its inner words left out and marked.
fn gaps(passage: &Passage, rng: &mut Rng, count: usize) -> Option<String> {
    let mut words = passage.words();
    // Fragments of fewer words stand in many places.
    const SHORTEST: usize = 3;
    let share = (words.len() - SHORTEST) / count;
    if share <= SHORTEST {
        return None;
    }
    for part in (0..count).rev() {
        let mark = ELLIPSES[rng.usize(..ELLIPSES.len())];
        let from = part * share + rng.usize(SHORTEST..share);
        let hidden = from..rng.usize(from..(part + 1) * share) + 1;
        let hides = words[hidden.clone()].iter().any(|word| is_negation(word));
        // Dots right behind dots would be one row.
        let touches = [hidden.start - 1, hidden.end]
            .iter()
            .filter_map(|at| words.get(*at))
            .any(|word| word.contains(['…', '[', ']']) || word.contains(".."));
        let parts = is_sign(&words[hidden.start]) || is_sign(&words[hidden.end - 1]);
        if hides || touches || parts {
            return None;
        }
        // What begins or ends with words that stand in many places comes from none of them.
        let ends = [&words[part * share..hidden.start], &words[hidden.end..]];
        let is_end = [part == 0, part == count - 1];
        let mut firm = ends.iter().zip(is_end).filter(|(_, is_end)| *is_end);
        if !firm.all(|(end, _)| passage.is_row_unique(&plain(&end.join(" ")))) {
            return None;
        }
        words.splice(hidden, [mark.to_owned()]);
    }
    Some(words.join(" "))
}
