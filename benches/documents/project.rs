//! The project around an article: sources, quotations of them, claims.
//!
//! What always holds: quotations and claims are spread over the whole article, so
//! that wherever the caret stands there are some before it, behind it and in view,
//! as far as the article is short enough for that.

use std::ops::Range;

use jiff::Timestamp;
use nutgraf::project::{Intent, Project, capture_quote};
use nutgraf_engine::{
    markdown::Structure,
    model::{
        Article, Claim, ClaimCheck, ClaimStatus, Evidence, EvidenceTarget, Ids, QuoteId, Snapshot,
        SnapshotFormat, Source,
    },
    range::{DraftRange, SourceRange},
};

use super::article::{article, source};

/// What the snapshots of a project hold together, in bytes, where nothing else is asked for.
pub const SNAPSHOTS: usize = 5_000_000;

const SOURCES: usize = 10;

/// At most so many quotations, and at most one in so many words.
const QUOTATIONS: usize = 200;
const WORDS_A_QUOTATION: usize = 500;

/// At most so many claims, and at most one in so many words.
const CLAIMS: usize = 1_000;
const WORDS_A_CLAIM: usize = 50;

/// Words of each quotation. One quotation in ten has another word in place of one of them.
const WORDS_QUOTED: usize = 10;
pub const ALTERED_EVERY: usize = 10;

/// Bytes of a line that is a paragraph, at least.
pub const PARAGRAPH: usize = 200;

/// A project about an article of so many words, with sources of so many bytes.
pub fn project(words: usize, snapshots: usize) -> Project {
    let mut ids = Ids::seeded(u64::from(u32::MAX));
    let sources: Vec<Source> =
        (0..SOURCES).map(|number| captured(number, snapshots / SOURCES, &mut ids)).collect();
    let (draft, quotations) = quoting(&article(words), &sources);
    let article = Article { title: format!("{words} words"), ..Article::default() };
    let mut project = Project::new(article, draft);
    for source in &sources {
        apply(&mut project, Intent::add_source(source.clone()));
    }
    let mut quotes = Vec::with_capacity(quotations.len());
    for Quotation { source, passage, range } in quotations {
        let captured =
            capture_quote(&project, ids.quote(), &sources[source].id, SourceRange::from(passage))
                .expect("the passage was found in the source's snapshot");
        quotes.push(captured.id.clone());
        let captured = project.tied_to_draft(captured, DraftRange::from(range));
        apply(&mut project, captured.intent);
    }
    for intent in claims(&project, &quotes, &mut ids) {
        apply(&mut project, intent);
    }
    project
}

/// Where somebody types: the gap between two words in the middle of the first
/// paragraph in or after the line that has the byte `about`. The text's end where
/// there is none.
pub fn place_to_type(text: &str, about: usize) -> usize {
    let line_start = text.as_bytes()[..about].iter().rposition(|byte| *byte == b'\n');
    let mut at = line_start.map_or(0, |at| at + 1);
    for line in text[at..].split_inclusive('\n') {
        if is_paragraph(line) {
            let middle = line.len() / 2;
            let gap = line.as_bytes()[middle..].iter().position(|byte| *byte == b' ');
            return at + gap.map_or(line.trim_end().len(), |gap| middle + gap);
        }
        at += line.len();
    }
    text.trim_end().len()
}

fn is_paragraph(line: &str) -> bool {
    line.len() >= PARAGRAPH && line.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn apply(project: &mut Project, intent: Intent) {
    project.apply_all(intent.steps).expect("what was made of this project fits it");
}

/// A source with a snapshot of about so many bytes, never more.
fn captured(number: usize, bytes: usize, ids: &mut Ids) -> Source {
    // A word has six to seven bytes with the space after it.
    let mut text = source(number as u32, bytes / 6);
    let last_line = text.as_bytes()[..bytes.min(text.len())].iter().rposition(|b| *b == b'\n');
    text.truncate(last_line.map_or(0, |at| at + 1));
    let mut source = Source::new(ids.source(), format!("source-{number}"));
    source.title = format!("Source {number}");
    source.snapshot =
        Some(Snapshot::capture(text, SnapshotFormat::Markdown, Timestamp::UNIX_EPOCH));
    source
}

/// A quotation of the draft.
struct Quotation {
    /// Index of its source.
    source: usize,
    /// The passage, in bytes of the source's snapshot.
    passage: Range<usize>,
    /// The quotation with its marks, in bytes of the draft.
    range: Range<usize>,
}

/// The article with quotations of the sources at the ends of paragraphs.
fn quoting(article: &str, sources: &[Source]) -> (String, Vec<Quotation>) {
    let step = WORDS_A_QUOTATION.max(words_in(article) / QUOTATIONS);
    let mut draft = String::with_capacity(article.len() + QUOTATIONS * 120);
    let mut quotations = Vec::new();
    let mut words = 0;
    for line in article.split_inclusive('\n') {
        draft.push_str(line.trim_end_matches('\n'));
        words += words_in(line);
        if words >= (quotations.len() + 1) * step && is_paragraph(line) {
            let number = quotations.len();
            let source = number % sources.len();
            let text = sources[source].snapshot.as_ref().map_or("", |snapshot| &snapshot.text);
            let from = text.len() / 2 * (number / sources.len()) / (QUOTATIONS / sources.len());
            let passage = plain_words(text, from);
            let words = text[passage.clone()].to_owned();
            let words =
                if number % ALTERED_EVERY == ALTERED_EVERY - 1 { altered(&words) } else { words };
            draft.push(' ');
            let start = draft.len();
            draft.push_str(&format!("“{words}”"));
            let range = start..draft.len();
            draft.push_str(&format!(" [@{}].", sources[source].key));
            quotations.push(Quotation { source, passage, range });
        }
        draft.push_str(&line[line.trim_end_matches('\n').len()..]);
    }
    (draft, quotations)
}

fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The first words of a sentence behind `from` that stand in a row without any mark.
fn plain_words(text: &str, from: usize) -> Range<usize> {
    let mut at = text[from..].find(". ").map_or(0, |gap| from + gap + 2);
    let mut row = at..at;
    let mut words = 0;
    for word in text[at..].split_inclusive([' ', '\n']) {
        let bare = word.trim_end();
        if words == 0 {
            row.start = at;
        }
        at += word.len();
        let is_plain = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_alphabetic());
        words = if is_plain && word.ends_with(' ') { words + 1 } else { 0 };
        if words == WORDS_QUOTED {
            return row.start..at - 1;
        }
    }
    unreachable!("ten plain words stand in a row in every few hundred")
}

/// The words with one in their midst that no snapshot has.
fn altered(words: &str) -> String {
    let mut words: Vec<&str> = words.split(' ').collect();
    words[WORDS_QUOTED / 2] = "nevertheless";
    words.join(" ")
}

/// Claims about sentences of the draft, each resting on a quote; every other one is confirmed.
fn claims(project: &Project, quotes: &[QuoteId], ids: &mut Ids) -> Vec<Intent> {
    let draft = project.draft();
    let step = WORDS_A_CLAIM.max(words_in(draft) / CLAIMS);
    let mut intents = Vec::new();
    let mut words = 0;
    for sentence in Structure::parse(draft).sentences.iter() {
        let text = &draft[sentence];
        words += words_in(text);
        if words < (intents.len() + 1) * step || intents.len() == CLAIMS {
            continue;
        }
        let mut claim = Claim::new(ids.claim(), text);
        if !quotes.is_empty() {
            let target = EvidenceTarget::Quote(quotes[intents.len() % quotes.len()].clone());
            claim.evidence.push(Evidence::supporting(target));
        }
        if intents.len().is_multiple_of(2) {
            claim.status = ClaimStatus::Confirmed;
            claim.checked = Some(ClaimCheck {
                at: Timestamp::UNIX_EPOCH,
                by: String::new(),
                text: text.to_owned(),
            });
        }
        intents.push(Intent::add_claim(claim, sentence));
    }
    intents
}
