//! The inventory as a person and as a program read it.
//!
//! The structs are the JSON of `claims`, version 1: their fields and their order
//! are what other programs read, so they change only with the version. Both
//! forms list every sentence, the one most worth checking first.

use serde::Serialize;

use super::{
    json::{SpanJson, pretty},
    page::{Ink, Page},
};
use nutgraf_engine::{
    evidence::{Coverage, Cue, Form, Inventory, Sentence},
    text::{Lines, excerpt},
};

/// The longest sentence that is printed whole, in characters.
const LONGEST: usize = 240;

/// What an inventory looks like in a terminal, and what it calls the draft.
pub struct InventoryStyle<'a> {
    /// What the draft is called, usually its file name.
    pub name: &'a str,
    /// Whether to set ANSI colours.
    pub colour: bool,
    /// The width in columns; `None` where lines are not to be broken.
    pub width: Option<usize>,
}

#[derive(Serialize)]
struct InventoryJson<'a> {
    format: u32,
    sentences: Vec<SentenceJson<'a>>,
    coverage: CoverageJson,
}

#[derive(Serialize)]
struct SentenceJson<'a> {
    span: SpanJson,
    text: &'a str,
    cues: Vec<&'static str>,
    score: f64,
}

#[derive(Serialize)]
struct CoverageJson {
    checkable: usize,
    claimed: usize,
    confirmed: usize,
}

/// The inventory as indented JSON with a line break at its end.
///
/// `text` is the draft. Spans count in its bytes, lines and columns from 1 and
/// columns in characters; `text` of a sentence is the draft's own bytes there.
pub fn inventory_json(inventory: &Inventory, coverage: Coverage, text: &str) -> String {
    let lines = Lines::of(text);
    let sentence = |sentence: &Sentence| SentenceJson {
        span: SpanJson::of(&lines, text, sentence.range),
        text: text.get(sentence.range.to_std()).unwrap_or_default(),
        cues: sentence.cues.iter().map(|cue| cue.as_str()).collect(),
        score: sentence.score,
    };
    pretty(&InventoryJson {
        format: 1,
        sentences: inventory.ranked().into_iter().map(sentence).collect(),
        coverage: CoverageJson {
            checkable: coverage.checkable,
            claimed: coverage.claimed,
            confirmed: coverage.confirmed,
        },
    })
}

/// The inventory as text: a block for each sentence with its line, its score and
/// its cues, the one most worth checking first, and last how many are claims.
///
/// `text` is the draft.
pub fn inventory_text(
    inventory: &Inventory,
    coverage: Coverage,
    text: &str,
    style: &InventoryStyle,
) -> String {
    let lines = Lines::of(text);
    let mut page = Page { colour: style.colour, width: style.width, text: String::new() };
    for sentence in inventory.ranked() {
        let at = lines.position(text, sentence.range.start);
        let place = format!("{}:{}:{}: ", style.name, at.line, at.column);
        let ink = if sentence.asks_for_a_claim() { Ink::Warning } else { Ink::Plain };
        let score = (ink, format!("{:.2} ", sentence.score));
        page.paragraph(0, 4, &[(Ink::Dim, place), score, (Ink::Plain, reasons(sentence))]);
        page.paragraph(2, 2, &[(Ink::Plain, excerpt(&sentence.words, LONGEST))]);
        page.gap();
    }
    page.paragraph(0, 0, &[(Ink::Plain, counted(inventory, coverage))]);
    page.text
}

/// `number, date`; behind a dash why they count for nothing.
fn reasons(sentence: &Sentence) -> String {
    let cues: Vec<&str> = sentence.cues.iter().copied().map(Cue::as_str).collect();
    let cues = if cues.is_empty() { "no cue".to_owned() } else { cues.join(", ") };
    match sentence.form {
        Form::Statement => cues,
        Form::Question => format!("{cues} – a question"),
        Form::Instruction => format!("{cues} – an instruction"),
        Form::Opinion => format!("{cues} – marked as opinion"),
    }
}

fn counted(inventory: &Inventory, coverage: Coverage) -> String {
    let sentences = match inventory.sentences.len() {
        0 => return "No sentence.".to_owned(),
        1 => "1 sentence".to_owned(),
        count => format!("{count} sentences"),
    };
    let Coverage { checkable, claimed, confirmed } = coverage;
    let are = |count: usize| if count == 1 { "is" } else { "are" };
    format!(
        "{sentences}. Of {checkable} with a figure, a date, a superlative or a quotation, \
         {claimed} {} claimed and {confirmed} {} confirmed.",
        are(claimed),
        are(confirmed)
    )
}
