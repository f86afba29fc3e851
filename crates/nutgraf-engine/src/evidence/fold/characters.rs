//! Which characters are a matter of typography, one at a time.
//!
//! # Invariants
//!
//! Digits, signs, decimals, `%`, `<`, `=` and currency are in none of these tables but for the
//! minus sign, which is a dash.

/// The hyphen that is seen only at the end of a line.
pub(crate) const SOFT_HYPHEN: char = '\u{ad}';

/// Hyphens, dashes and the minus sign.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Dashes that join the parts of one word, unlike those that part two clauses.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{fe63}')
}

/// Scripts that are written without spaces and may be broken between any two characters.
pub(crate) fn is_ideographic(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a character is punctuation of ideographic scripts.
pub(super) fn is_ideographic_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff0e}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}')
}

/// Returns what a character is folded to; `None` where it does not change.
pub(super) fn folded(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{201c}'..='\u{201f}'
        | '«'
        | '»'
        | '\u{2033}'
        | '\u{301d}'..='\u{301f}'
        | '\u{ff02}'
        | '\u{300c}'..='\u{300f}' => "\"",
        '\u{2018}'..='\u{201b}'
        | '\u{2039}'
        | '\u{203a}'
        | '\u{2032}'
        | '\u{2bc}'
        | '\u{b4}'
        | '`'
        | '\u{ff07}' => "'",
        '\u{2026}' | '\u{22ef}' => "...",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        c if c != '-' && is_dash(c) => "-",
        _ => return None,
    })
}

/// The named characters that writers of articles use.
const NAMED: [(&str, char); 15] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("shy", SOFT_HYPHEN),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("minus", '\u{2212}'),
];

/// The character that an HTML entity at the start of a text stands for, and the
/// entity's length.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let code = match name.strip_prefix('#') {
        None => return NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| (*c, end + 1)),
        Some(code) => code,
    };
    let number = match code.strip_prefix(['x', 'X']) {
        Some(code) => u32::from_str_radix(code, 16),
        None => code.parse(),
    };
    let c = number.ok().and_then(char::from_u32).filter(|c| *c != '\0')?;
    Some((c, end + 1))
}
