//! A small grammar that writes sentences: symbols in braces become one of
//! their alternatives, a few become numbers, dates and coined names.

use fastrand::Rng;

use super::lexicon::SHARED;

/// What a register adds to the shared words. The symbol `sentence` is where it
/// begins. No rule may lead back to itself.
pub type Rules = &'static [(&'static str, &'static str)];

const SYLLABLES: [&[&str]; 3] = [
    &[
        "Ab", "Bram", "Cal", "Dorn", "El", "Fen", "Gar", "Hal", "Ister", "Jor", "Kel", "Lin",
        "Mar", "Nether", "Os", "Pel", "Quar", "Ren", "Sel", "Tam", "Ul", "Ver", "Wex", "Yar",
    ],
    &["a", "den", "er", "i", "lin", "mo", "o", "ra", "so", "ta", "va", "wi"],
    &[
        "berg", "brook", "cott", "dale", "field", "ford", "gate", "ham", "ley", "mere", "mont",
        "nall", "rup", "sett", "stow", "thwaite", "wick",
    ],
];

/// Writes one sentence of a register.
pub fn sentence(rules: Rules, rng: &mut Rng) -> String {
    let mut text = String::new();
    expand("sentence", rules, rng, &mut text);
    capitalised(&text)
}

fn expand(symbol: &str, rules: Rules, rng: &mut Rng, out: &mut String) {
    if built_in(symbol, rng, out) {
        return;
    }
    let rule = rules.iter().chain(SHARED).find(|(name, _)| *name == symbol);
    let (_, alternatives) = rule.unwrap_or_else(|| panic!("no rule for {symbol}"));
    let count = alternatives.split('|').count();
    let template = alternatives.split('|').nth(rng.usize(..count)).unwrap_or_default();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        let (symbol, behind) = behind.split_once('}').expect("every brace is closed");
        out.push_str(before);
        expand(symbol, rules, rng, out);
        rest = behind;
    }
    out.push_str(rest);
}

/// Figures and names; gives whether the symbol was one of these.
fn built_in(symbol: &str, rng: &mut Rng, out: &mut String) -> bool {
    let text = match symbol {
        "small" => rng.u32(2..99).to_string(),
        "int" => thousands(rng.u32(100..90_000)),
        "decimal" => format!("{}.{}", rng.u32(0..60), rng.u32(1..100)),
        "tenth" => format!("{}.{}", rng.u32(1..99), rng.u32(1..10)),
        "p" => format!("0.{:03}", rng.u32(1..90)),
        "year" => rng.u32(1847..2024).to_string(),
        "clock" => {
            format!("{}.{:02} {}", rng.u32(1..13), rng.u32(0..60), ["a.m.", "p.m."][rng.usize(..2)])
        }
        "money" => match rng.u32(..5) {
            0 => format!("£{}", thousands(rng.u32(1_000..900_000))),
            1 => format!("${}.{}bn", rng.u32(1..40), rng.u32(1..10)),
            2 => format!("€{}", rng.u32(12..900)),
            3 => format!("£{}.{:02}", rng.u32(1..90), rng.u32(0..100)),
            _ => format!("£{}.{}m", rng.u32(1..60), rng.u32(1..10)),
        },
        "surname" | "place" => {
            let [first, middle, last] = SYLLABLES.map(|list| list[rng.usize(..list.len())]);
            if rng.bool() { format!("{first}{middle}{last}") } else { format!("{first}{last}") }
        }
        _ => return false,
    };
    out.push_str(&text);
    true
}

/// `12345` as `12,345`.
pub fn thousands(number: u32) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}

/// The text with its first letter large.
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}
