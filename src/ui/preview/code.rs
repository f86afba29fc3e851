//! Blocks of code: comments are quiet, strings and numbers have a colour.
//!
//! Two tones and no keywords. What a comment, a string and a number look like is the same in
//! whole families of languages, so one table of their signs is right for each of its names;
//! keywords are each language's own, and colours for some of them would look like a fault in
//! the others.
//!
//! # Invariants
//! The pieces of a block, one behind the other, are the block. One pass over the text makes
//! them. A language that is not in the table, and code that names none, has no tones.

use egui::{Pos2, Rect, TextFormat, text::LayoutJob, vec2};

use super::layout::{CODE_ROOM, NARROWEST, UnitLayouter, UnitPart};
use crate::ui::theme::Face;

impl UnitLayouter<'_> {
    /// Lays out a block of code: what stands behind its fence, and its text.
    pub(super) fn code(
        &self,
        (fence, text): (&str, &str),
        at: Pos2,
        width: f32,
        parts: &mut Vec<UnitPart>,
    ) -> f32 {
        let font = Face::Mono.at(self.theme.type_scale.mono_draft.0 - 2.0);
        let inner = (width - 2.0 * CODE_ROOM.x).max(NARROWEST);
        let mut job = LayoutJob::default();
        job.wrap.max_width = inner;
        for (tone, piece) in toned(fence, text) {
            let color = match tone {
                CodeTone::Plain => self.theme.palette.ink,
                CodeTone::Comment => self.theme.palette.faint,
                CodeTone::Literal => self.theme.palette.literal,
            };
            job.append(piece, 0.0, TextFormat::simple(font.clone(), color));
        }
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let height = galley.size().y + 2.0 * CODE_ROOM.y;
        parts.push(UnitPart::Ground(Rect::from_min_size(at, vec2(width, height))));
        parts.push(UnitPart::Words(at + CODE_ROOM, galley, Vec::new()));
        at.y + height
    }
}

/// A string of one line that is longer, in characters, is none: an opening mark that nothing
/// closes is looked past again and again.
const LONGEST_STRING: usize = 4096;

/// How a piece of code is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CodeTone {
    /// As code is.
    Plain,
    /// Quieter: what the machine does not read.
    Comment,
    /// In a colour of its own: a string or a number.
    Literal,
}

/// The signs of a family of languages.
struct CodeSigns {
    /// What begins a comment that ends with its line.
    line: &'static [&'static str],
    /// What begins and ends a comment that may go over lines.
    block: Option<(&'static str, &'static str)>,
    /// CodeSigns around strings.
    quotes: &'static str,
    /// Whether a quotation mark that stands three times begins a string over several lines.
    has_triple: bool,
    has_numbers: bool,
}

const C: CodeSigns = CodeSigns {
    line: &["//"],
    block: Some(("/*", "*/")),
    quotes: "\"'",
    has_triple: false,
    has_numbers: true,
};

const SCRIPT: CodeSigns = CodeSigns { line: &["#"], block: None, ..C };

/// Returns the signs of a language by its name behind the fence.
fn signs(language: &str) -> Option<CodeSigns> {
    Some(match language.to_ascii_lowercase().as_str() {
        "c" | "h" | "cpp" | "c++" | "cxx" | "hpp" | "csharp" | "c#" | "cs" | "objc" | "dart" => C,
        "java" | "kotlin" | "kt" | "scala" | "groovy" | "swift" | "zig" | "solidity" => {
            CodeSigns { has_triple: true, ..C }
        }
        // An apostrophe begins a lifetime as well as a character.
        "rust" | "rs" => CodeSigns { quotes: "\"", ..C },
        "go" | "golang" | "js" | "javascript" | "jsx" | "mjs" | "ts" | "typescript" | "tsx" => {
            CodeSigns { quotes: "\"'`", ..C }
        }
        "php" => CodeSigns { line: &["//", "#"], ..C },
        "css" => CodeSigns { line: &[], ..C },
        "scss" | "sass" | "less" => C,
        "python" | "py" | "python3" | "toml" | "elixir" | "ex" => {
            CodeSigns { has_triple: true, ..SCRIPT }
        }
        "julia" | "jl" => CodeSigns { quotes: "\"", has_triple: true, ..SCRIPT },
        "sh" | "bash" | "zsh" | "shell" | "fish" | "ruby" | "rb" | "perl" | "pl" | "r" | "yaml"
        | "yml" | "make" | "makefile" | "dockerfile" | "cmake" | "nix" | "awk" | "powershell"
        | "ps1" | "tcl" => SCRIPT,
        "ini" | "conf" | "cfg" => CodeSigns { line: &["#", ";"], quotes: "\"", ..SCRIPT },
        "json" | "jsonl" | "ndjson" | "geojson" => {
            CodeSigns { line: &[], block: None, quotes: "\"", ..C }
        }
        "json5" | "jsonc" => C,
        "sql" | "postgresql" | "mysql" | "sqlite" => CodeSigns { line: &["--"], ..C },
        "lua" => CodeSigns { line: &["--"], block: Some(("--[[", "]]")), ..C },
        // A prime is part of a name.
        "haskell" | "hs" | "elm" => {
            CodeSigns { line: &["--"], block: Some(("{-", "-}")), quotes: "\"", ..C }
        }
        "lisp" | "clojure" | "clj" | "scheme" | "elisp" => {
            CodeSigns { line: &[";"], block: None, quotes: "\"", ..C }
        }
        "tex" | "latex" | "matlab" | "octave" | "erlang" => {
            CodeSigns { line: &["%"], block: None, quotes: "", has_numbers: false, ..C }
        }
        // Between tags stands prose, with quotation marks and numbers of its own.
        "html" | "xml" | "svg" | "rss" => CodeSigns {
            line: &[],
            block: Some(("<!--", "-->")),
            quotes: "",
            has_numbers: false,
            ..C
        },
        _ => return None,
    })
}

/// Returns a block of code in pieces of one tone each. `fence` is what stands behind the
/// opening fence.
fn toned<'a>(fence: &str, code: &'a str) -> Vec<(CodeTone, &'a str)> {
    let name = fence.split([' ', ',', '{', '\t']).next().unwrap_or_default();
    let Some(signs) = signs(name) else { return vec![(CodeTone::Plain, code)] };
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(first) = code[at..].chars().next() {
        let (tone, length) = signs.piece(&code[..at], &code[at..], first);
        if tone != CodeTone::Plain {
            pieces.push((CodeTone::Plain, &code[plain..at]));
            pieces.push((tone, &code[at..at + length]));
            plain = at + length;
        }
        at += length;
    }
    pieces.push((CodeTone::Plain, &code[plain..]));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

impl CodeSigns {
    /// Returns the tone and the length in bytes of what `rest`, which begins with `first`,
    /// begins with; `before` is the code in front of it.
    fn piece(&self, before: &str, rest: &str, first: char) -> (CodeTone, usize) {
        let previous = before.chars().next_back();
        if let Some((begin, end)) = self.block
            && let Some(inner) = rest.strip_prefix(begin)
        {
            let length = inner.find(end).map_or(inner.len(), |at| at + end.len());
            return (CodeTone::Comment, begin.len() + length);
        }
        if self.line.iter().any(|sign| rest.starts_with(sign) && begins(sign, previous)) {
            return (CodeTone::Comment, line_of(rest));
        }
        if self.quotes.contains(first) {
            return self.string(rest, first);
        }
        if self.has_numbers && first.is_ascii_digit() {
            return (CodeTone::Literal, number(rest));
        }
        if is_name(first) {
            let name = rest.find(|next| !is_name(next)).unwrap_or(rest.len());
            // Prose in data: the apostrophe of `don't` begins no string. The letter in front
            // of a string, as in `f'…'`, is no word.
            let apostrophe = name > 2 && rest[name..].starts_with('\'');
            return (CodeTone::Plain, name + usize::from(apostrophe));
        }
        (CodeTone::Plain, first.len_utf8())
    }

    fn string(&self, rest: &str, quote: char) -> (CodeTone, usize) {
        let triple = String::from_iter([quote; 3]);
        if self.has_triple && rest.starts_with(&triple) {
            let inner = &rest[triple.len()..];
            let length = inner.find(&triple).map_or(inner.len(), |at| at + triple.len());
            return (CodeTone::Literal, triple.len() + length);
        }
        let mut is_escaped = false;
        for (at, next) in rest.char_indices().skip(1).take(LONGEST_STRING) {
            match next {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '\n' if quote != '`' => return (CodeTone::Plain, quote.len_utf8()),
                _ if next == quote => return (CodeTone::Literal, at + quote.len_utf8()),
                _ => {}
            }
        }
        (CodeTone::Plain, quote.len_utf8())
    }
}

/// Whether the sign of a comment begins one behind a character. `#` and `;` are parts of
/// words and addresses too.
fn begins(sign: &str, previous: Option<char>) -> bool {
    match sign {
        "#" => previous.is_none_or(char::is_whitespace),
        "%" => previous != Some('\\'),
        // What an address that stands bare has behind its scheme.
        "//" => previous != Some(':'),
        _ => true,
    }
}

fn line_of(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Returns the length of the number that a text begins with; `1..2` are two.
fn number(text: &str) -> usize {
    let mut previous = '0';
    for (at, next) in text.char_indices() {
        let is_sign = matches!(next, '+' | '-') && matches!(previous, 'e' | 'E');
        let is_point =
            next == '.' && text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        if !is_name(next) && !is_sign && !is_point {
            return at;
        }
        previous = next;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Marks comments by `⟨…⟩` and literals by `⟦…⟧`.
    fn marked(fence: &str, code: &str) -> String {
        let mark = |(tone, piece): &(CodeTone, &str)| match tone {
            CodeTone::Plain => (*piece).to_owned(),
            CodeTone::Comment => format!("⟨{piece}⟩"),
            CodeTone::Literal => format!("⟦{piece}⟧"),
        };
        toned(fence, code).iter().map(mark).collect()
    }

    #[test]
    fn comments_strings_and_numbers_have_tones_and_names_have_none() {
        for (fence, expected) in [
            ("python", "x2 = ⟦3.5⟧ * f⟦'a\\'b'⟧  ⟨# it's\n⟩y = ⟦\"\"\"two\nlines\"\"\"⟧"),
            ("rust", "fn f<'a>(x: &'a str) -> u8 { ⟦0x1f⟧ } ⟨// \"no\"⟩\n⟨/* a\nb */⟩ ⟦1⟧..⟦2⟧"),
            ("js", "fetch(⟦`a\n${b}`⟧, ⟦1e-3⟧) ⟨// http://x⟩"),
            ("sh", "echo $# a#b ⟦\"#\"⟧ ⟨# end⟩"),
            ("sql", "SELECT ⟦'it''s'⟧ FROM t2 ⟨-- all⟩"),
            ("yaml", "name: don't ⟨# stop⟩\nsize: ⟦12⟧"),
            ("json", "{⟦\"a\"⟧: [⟦-1⟧, ⟦2.5⟧, true]}"),
            ("html", "<p class=\"a\">He said \"12\"</p> ⟨<!-- no -->⟩"),
            ("haskell", "foldl' f x' {- open"),
        ] {
            let plain: String = expected.chars().filter(|c| !"⟨⟩⟦⟧".contains(*c)).collect();
            let expected = expected.replace("⟨# it's\n⟩", "⟨# it's⟩\n").replace("⟦-1⟧", "-⟦1⟧");
            let expected = expected.replace("⟦'it''s'⟧", "⟦'it'⟧⟦'s'⟧");
            let expected = expected.replace("{- open", "⟨{- open⟩");
            assert_eq!(marked(fence, &plain), expected, "{fence}");
        }
    }

    #[test]
    fn an_unknown_language_and_none_have_no_tones() {
        assert_eq!(marked("", "x = 1 # one"), "x = 1 # one");
        assert_eq!(marked("brainfuck", "x = 1 # one"), "x = 1 # one");
        assert_eq!(marked("Python {.numberLines}", "x = 1"), "x = ⟦1⟧");
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_code(
            fence in "(rust|python|js|sql|lua|html|tex|ini|php|css)",
            code in "[a1'\"`#/*;<!\\-\\[\\]{}\\\\\n ä%e.]{0,60}",
        ) {
            let pieces: String = toned(&fence, &code).iter().map(|(_, piece)| *piece).collect();
            prop_assert_eq!(pieces, code);
        }
    }
}
