//! Articles in Markdown around quotations, set in all the ways a writer sets them.

use std::ops::Range;

/// What breaks the words of a frame may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    /// None.
    None,
    /// Line ends; what stands here begins each further line.
    Lines(&'static str),
    /// At least one empty line; each further paragraph opens with a quotation mark.
    Paragraphs,
}

/// One way of setting a quotation in an article.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// What the tables call it.
    pub name: &'static str,
    /// The Markdown before the words and behind them; `@` stands for the citation.
    around: [&'static str; 2],
    breaks: Breaks,
    /// Characters that the words must not have, since the frame gives them a meaning.
    taken: &'static str,
}

const DOUBLE: &str = "“”\"„‟«»";
const EVERY: &str = "“”\"„‟«»‘’'";

const fn frame(name: &'static str, before: &'static str, behind: &'static str) -> Frame {
    Frame { name, around: [before, behind], breaks: Breaks::Lines(""), taken: DOUBLE }
}

/// Every frame.
pub const FRAMES: &[Frame] = &[
    frame("sentence", "The keeper was plain about it: “", "” @. Nobody answered."),
    frame("citation first", "As it says @, “", "” is the rule."),
    frame("straight marks", "He wrote \"", "\" @ in the margin."),
    frame("German marks", "Im Bericht steht: „", "“ @."),
    frame("French marks", "On y lit : « ", " » @."),
    Frame { taken: EVERY, ..frame("single marks", "She said ‘", "’ @ and left.") },
    Frame {
        taken: EVERY, ..frame("nested", "“I was told, ‘", "’ @, and believed it,” he said.")
    },
    Frame {
        breaks: Breaks::Lines("> "),
        taken: "",
        ..frame("block quote", "It went on:\n\n> ", "\n>\n> — The Keeper @")
    },
    Frame {
        breaks: Breaks::Lines("> "),
        ..frame("block quote in marks", "It went on:\n\n> “", "”\n> @")
    },
    Frame { breaks: Breaks::Lines("  "), ..frame("list", "- An item.\n- Another: “", "” @") },
    Frame {
        breaks: Breaks::None,
        ..frame("table", "| Who | What |\n|---|---|\n| he | “", "” @ |")
    },
    Frame { breaks: Breaks::None, ..frame("footnote", "As was said.[^#]\n\n[^#]: “", "” @.") },
    Frame { taken: "“”\"„‟«»*_", ..frame("emphasised", "He said *“", "”* @ twice.") },
    Frame { breaks: Breaks::Paragraphs, ..frame("paragraphs", "It went on:\n\n“", "” @") },
];

impl Frame {
    /// Whether a quotation can stand in it without its own characters being read as markup.
    pub fn holds(&self, words: &str) -> bool {
        let breaks = match self.breaks {
            Breaks::None => !words.contains('\n'),
            Breaks::Lines(_) => !words.contains("\n\n"),
            Breaks::Paragraphs => words.contains("\n\n"),
        };
        // `12.`, `-` and `#` at the start of a line make a list or a heading of it.
        let begins_as_text = |line: &str| {
            let first = line.trim_start().chars().next();
            first.is_some_and(|c| c.is_alphabetic() || "[“‘".contains(c))
        };
        breaks
            && words.lines().filter(|line| !line.is_empty()).all(begins_as_text)
            && !words.contains(|c: char| self.taken.contains(c) || "|\u{c}\r\t".contains(c))
    }

    /// Writes a quotation with a citation (empty for none) and gives the bytes
    /// that its words stand on. `number` tells the frame from all others.
    pub fn write(
        &self,
        article: &mut String,
        words: &str,
        citation: &str,
        number: usize,
    ) -> Range<usize> {
        let [before, behind] =
            self.around.map(|part| part.replace('@', citation).replace('#', &number.to_string()));
        article.push_str(&before);
        let start = article.len();
        article.push_str(&match self.breaks {
            Breaks::None => words.to_owned(),
            Breaks::Lines(begin) => words.replace('\n', &format!("\n{begin}")),
            Breaks::Paragraphs => words.replace("\n\n", "\n\n“"),
        });
        let end = article.len();
        article.push_str(&behind);
        article.push_str("\n\n");
        start..end
    }
}
