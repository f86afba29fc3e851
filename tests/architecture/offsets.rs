//! Every offset at a seam knows what it counts: no bare range of numbers is in what a file
//! shows to others.

use super::{Source, sources};

/// Ranges that may be bare, by the file and the item, each with the reason.
const MAY_BE_BARE: [(&str, &str, &str); 3] = [
    (
        "crates/nutgraf-engine/src/range.rs",
        "to_std",
        "The door to the standard library, which knows no other ranges.",
    ),
    (
        "crates/nutgraf-engine/src/text/gapped.rs",
        "range",
        "Indices of the list itself, as those of a slice are.",
    ),
    (
        "crates/nutgraf-engine/src/text/gapped.rs",
        "splice",
        "Indices of the list itself, as `Vec::splice` takes them.",
    ),
];

/// What a file shows to others: signatures, fields, variants and aliases, each with its name.
fn shown(text: &str) -> Vec<(String, String)> {
    let code = without_comments(text.split("#[cfg(test)]\nmod ").next().unwrap());
    // In a macro that defines types, the visibility is a parameter.
    let code = code.replace("$visibility", "pub");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("pub") {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        if code[..at].ends_with(is_part) || code[at + 3..].starts_with(is_part) {
            continue;
        }
        let rest = code[at + 3..].trim_start();
        let rest = match rest.strip_prefix('(') {
            Some(place) => place.split_once(')').map_or("", |(_, rest)| rest).trim_start(),
            None => rest,
        };
        found.push(item(rest));
    }
    // The methods of a trait are as visible as the trait.
    for trait_body in bodies(&code, "trait ") {
        for (at, _) in trait_body.match_indices("fn ") {
            found.push(item(&trait_body[at..]));
        }
    }
    found
}

/// The name and the visible part of the item that a text begins with.
fn item(text: &str) -> (String, String) {
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'));
    let first = words.next().unwrap_or_default();
    let is_type = matches!(first, "struct" | "enum" | "trait" | "type" | "union");
    let is_code = matches!(first, "fn" | "const" | "static" | "async" | "unsafe" | "extern");
    let name = match first {
        "use" | "mod" => return (String::new(), String::new()),
        _ if is_type => words.next().unwrap_or_default(),
        _ if is_code => words.find(|word| !matches!(*word, "fn" | "" | "mut")).unwrap_or_default(),
        field => field,
    };
    let end = match first {
        // The variants of an enum are as visible as the enum.
        "enum" => text.find('{').map(|open| open + 1 + balanced(&text[open + 1..])),
        _ if is_type || is_code => end_of(text, &['{', ';'], false),
        _ => end_of(text, &[',', '}', ')'], true),
    };
    (name.to_owned(), text[..end.unwrap_or(text.len())].to_owned())
}

/// Where the first of some signs is that is within no brackets; `angles` count as such
/// where a comma may be in them.
fn end_of(text: &str, signs: &[char], angles: bool) -> Option<usize> {
    let mut depth = 0_i32;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if depth == 0 && signs.contains(&c) {
            return Some(at);
        }
        depth += match c {
            '(' | '[' => 1,
            ')' | ']' => -1,
            '<' if angles => 1,
            '>' if angles && before != '-' => -1,
            _ => 0,
        };
        before = c;
    }
    None
}

/// How long the rest of a block is up to the brace that closes it.
fn balanced(text: &str) -> usize {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The bodies of the blocks that a keyword begins.
fn bodies<'a>(code: &'a str, keyword: &str) -> Vec<&'a str> {
    let begins = code.match_indices(keyword).map(|(at, _)| at);
    let begins = begins.filter(|at| !code[..*at].ends_with(|c: char| c.is_alphanumeric()));
    let block = |at: usize| {
        let open = at + code[at..].find('{')? + 1;
        Some(&code[open..open + balanced(&code[open..])])
    };
    begins.filter_map(block).collect()
}

fn without_comments(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

fn is_bare(part: &str) -> bool {
    part.match_indices("Range<usize>")
        .any(|(at, _)| !part[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn what_a_file_shows_to_others_is_found() {
    let text = "
        /// pub fn comment(range: Range<usize>) {}
        pub(super) fn one(&self, lines: &[Range<usize>]) -> usize { let a: Range<usize>; }
        pub struct Two { pub range: HashMap<u8, Range<usize>>, own: Range<usize> }
        pub struct Three(pub Range<usize>);
        pub(crate) enum Four { At(Range<usize>) }
        enum Own { At(Range<usize>) }
        pub type Five = (Range<usize>, u8);
        trait Six { fn seven(&self) -> std::ops::Range<usize>; }
        fn own(range: Range<usize>) {}
        pub fn eight(at: usize) -> SourceRange<usize> { 0..9 as Range<usize> }
        #[cfg(test)]\nmod tests { pub fn test(range: Range<usize>) {} }";
    let text = text.replace("        ", "");
    let bare = shown(&text).into_iter().filter(|(_, part)| is_bare(part));
    let names: Vec<String> = bare.map(|(name, _)| name).collect();
    assert_eq!(names, ["one", "range", "Three", "Range", "Four", "Five", "seven"]);
}

#[test]
fn no_seam_takes_or_gives_a_range_that_does_not_say_what_it_counts() {
    let mut bare: Vec<(String, String)> = Vec::new();
    for Source { path, text, .. } in sources() {
        if path.ends_with("/tests.rs") || path.contains("/tests/") {
            continue;
        }
        let parts = shown(&text).into_iter().filter(|(_, part)| is_bare(part));
        bare.extend(parts.map(|(name, _)| (path.clone(), name)));
    }
    let allows = |(path, name): &(String, String)| {
        MAY_BE_BARE.iter().any(|(file, item, _)| file == path && item == name)
    };
    let wrong: Vec<_> = bare.iter().filter(|place| !allows(place)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\ngive it a type of nutgraf_engine::range");
    for (file, item, reason) in MAY_BE_BARE {
        let is_needed = bare.iter().any(|(path, name)| path == file && name == item);
        assert!(is_needed, "{file}: {item} is no exception any more ({reason})");
    }
}
