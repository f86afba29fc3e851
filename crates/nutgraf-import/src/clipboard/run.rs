//! The words of a paragraph, in runs of one look.

use super::{
    block::is_spacer,
    style::{Look, address},
    tree::Element,
};

/// Words of one look, an image or the end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) content: RunContent,
    pub(super) style: Look,
}

/// What a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RunContent {
    Text(String),
    Image { description: String, address: String },
    Break,
}

/// The runs of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs(pub(super) Vec<Run>);

/// The one white space that a page shows, and that Markdown has no other sign for.
const NO_BREAK: char = '\u{a0}';

impl Runs {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn push(&mut self, run: Run) {
        self.0.push(run);
    }

    pub(super) fn extend(&mut self, runs: Self) {
        self.0.extend(runs.0);
    }

    /// Adds words.
    pub(super) fn text(&mut self, words: &str, style: &Look) {
        if words.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Run { content: RunContent::Text(last), style: its }) if its == style => {
                last.push_str(words);
            }
            _ => self
                .0
                .push(Run { content: RunContent::Text(words.to_owned()), style: style.clone() }),
        }
    }

    /// Adds an image by its address, or its description where that leads nowhere.
    pub(super) fn image(&mut self, element: &Element, style: &Look) {
        let description = element.attribute("alt").unwrap_or_default();
        match element.attribute("src").and_then(address).filter(|_| !is_spacer(element)) {
            Some(address) => self.push(Run {
                content: RunContent::Image {
                    description: one_line(description),
                    address: address.to_string(),
                },
                style: style.clone(),
            }),
            None => self.text(description, style),
        }
    }

    /// Sets figures and signs above or below the line; letters stay as they are.
    pub(super) fn raise(&mut self, is_above: bool) {
        const PLAIN: &str = "0123456789+-=()";
        let signs = if is_above {
            "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"
        } else {
            "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
        };
        for run in &mut self.0 {
            if let RunContent::Text(text) = &mut run.content
                && text.trim().chars().all(|c| PLAIN.contains(c))
            {
                let sign = |c: char| PLAIN.find(c).and_then(|at| signs.chars().nth(at));
                *text = text.chars().map(|c| sign(c).unwrap_or(c)).collect();
            }
        }
    }

    /// Returns the runs as a page shows them: one space for any white space, none at the
    /// edges of a line, and runs that say nothing left out.
    pub(super) fn trimmed(self) -> Self {
        let mut runs = Self::default();
        // A space belongs to the words in front of it, until they turn out to be the last.
        let mut space: Option<(char, Look)> = None;
        let mut is_line_begun = false;
        for run in self.0 {
            let RunContent::Text(words) = run.content else {
                let is_break = run.content == RunContent::Break;
                if let Some((sign, style)) = space.take().filter(|_| !is_break && is_line_begun) {
                    runs.text(sign.encode_utf8(&mut [0; 4]), &style);
                }
                is_line_begun = !is_break;
                runs.push(run);
                continue;
            };
            for c in words.chars() {
                let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | NO_BREAK);
                if is_space {
                    let sign = if c == NO_BREAK && space.is_none() { NO_BREAK } else { ' ' };
                    let style = space.map_or_else(|| run.style.clone(), |(_, style)| style);
                    space = Some((sign, style));
                } else if !is_unseen(c) {
                    if let Some((sign, style)) = space.take().filter(|_| is_line_begun) {
                        runs.text(sign.encode_utf8(&mut [0; 4]), &style);
                    }
                    is_line_begun = true;
                    runs.text(c.encode_utf8(&mut [0; 4]), &run.style);
                }
            }
        }
        let is_break = |run: &Run| run.content == RunContent::Break;
        while runs.0.last().is_some_and(is_break) {
            runs.0.pop();
        }
        let breaks = runs.0.iter().take_while(|run| is_break(run)).count();
        runs.0.drain(..breaks);
        runs.0.dedup_by(|behind, before| is_break(behind) && is_break(before));
        runs
    }

    /// Returns the words as somebody reads them, without any mark.
    pub(super) fn words(&self) -> String {
        let words = self.0.iter().map(|run| match &run.content {
            RunContent::Text(text) => text,
            RunContent::Image { description, .. } => description,
            RunContent::Break => "\n",
        });
        words.collect()
    }
}

/// Whether a character takes no room and says nothing: joiners stay, which shape letters.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffc}')
}

/// Returns words with one space for any white space.
fn one_line(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    words.join(" ").replace(is_unseen, "")
}
