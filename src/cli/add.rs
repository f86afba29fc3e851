//! `source add`, `quote add` and `claim add`: records made from outside the window.

use std::sync::Arc;

use super::{
    Env, Failure, LISTED_PLACES, Outcome, PassagePlace, SearchedText,
    args::{ClaimAddArgs, QuoteAddArgs, SourceAddArgs},
};
use crate::{
    exchange::import::{import_file, source_from_import},
    project::{Intent, Project, StepError, capture_claim, capture_quote},
};
use nutgraf_engine::{
    evidence::{PassageMatch, SnapshotIndex, TextDirectionNote, find_passage},
    model::{ClaimStatus, Evidence, EvidenceTarget, QuoteId, SnapshotFormat},
    range::{SourceRange, TextRange},
    text::{excerpt, one_line},
};

pub(super) fn source(args: SourceAddArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let (mut project, stamp) = env.open(&args.file)?;
    let mut imported = import_file(&args.path, &env.importer)?;
    if let Some(url) = args.url {
        imported.url = url;
    }
    if let Some(title) = args.title {
        imported.title = title;
    }
    if !args.authors.is_empty() {
        imported.authors = args.authors;
    }
    let taken: Vec<&str> = project.sources().iter().map(|source| source.key.as_str()).collect();
    let id = env.ids.source();
    let mut source = source_from_import(imported, &args.path, id, &taken, env.now);
    if let Some(key) = args.key {
        without_at(&key).clone_into(&mut source.key);
    }
    let key = source.key.clone();
    let text = source.snapshot.as_ref().map_or("", |snapshot| &snapshot.text);
    if let Some(same) = project.source_with_text(text).filter(|_| !args.again) {
        return Err(Failure::SameText { path: args.path, key: same.key.clone() });
    }
    let warning = TextDirectionNote::of(text, &source.title);
    apply(&mut project, Intent::add_source(source))?;
    env.save_back(&project, &args.file, &stamp, args.writing)?;
    if let Some(warning) = warning {
        env.say(&format!("warning: {}", warning.message()));
    }
    env.print(&format!("{key}\n"))?;
    Ok(Outcome::Done)
}

pub(super) fn quote(args: QuoteAddArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let (mut project, stamp) = env.open(&args.file)?;
    let key = without_at(&args.source);
    let source = project.source_by_key(key).ok_or_else(|| no_source(key, &project))?.clone();
    let Some(snapshot) = &source.snapshot else {
        return Err(Failure::NoSnapshot(key.to_owned()));
    };
    let range = PassageSearch {
        text: &snapshot.text,
        format: snapshot.format,
        within: SearchedText::Snapshot(key.to_owned()),
        place: &|at| snapshot.locator(at),
    }
    .only(&args.exact, args.occurrence)?;

    let captured = capture_quote(&project, env.ids.quote(), &source.id, range.in_source())?;
    apply(&mut project, captured.intent)?;
    let mut quote = project.quote(&captured.id).expect("the quote was added just now").clone();
    if let Some(locator) = args.locator {
        quote.locator = locator;
    }
    quote.speaker = args.speaker.unwrap_or_default();
    apply(&mut project, Intent::edit_quote(quote))?;
    env.save_back(&project, &args.file, &stamp, args.writing)?;
    env.print(&format!("{}\n", captured.id))?;
    Ok(Outcome::Done)
}

pub(super) fn claim(args: ClaimAddArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let (mut project, stamp) = env.open(&args.file)?;
    let range = PassageSearch {
        text: project.draft(),
        format: SnapshotFormat::Markdown,
        within: SearchedText::Draft,
        place: &|at| format!("line {}", project.document().position(at).line),
    }
    .only(&args.exact, args.occurrence)?;

    let captured = capture_claim(&project, env.ids.claim(), range.in_draft())?;
    apply(&mut project, captured.intent)?;
    let id = captured.id;
    let mut claim = project.claim(&id).expect("the claim was added just now").clone();
    claim.kind = args.kind.unwrap_or(claim.kind);
    apply(&mut project, Intent::edit_claim(claim))?;
    for quote in args.evidence {
        let target = EvidenceTarget::Quote(QuoteId::new(quote));
        let intent = project
            .tie_evidence(&id, Evidence::supporting(target))
            .expect("the claim was added just now");
        apply(&mut project, intent)?;
    }
    if args.status != ClaimStatus::Unchecked {
        let intent = project
            .set_status(&id, args.status, "", env.now)
            .expect("the claim was added just now");
        apply(&mut project, intent)?;
    }
    env.save_back(&project, &args.file, &stamp, args.writing)?;
    env.print(&format!("{id}\n"))?;
    Ok(Outcome::Done)
}

fn apply(project: &mut Project, intent: Intent) -> Result<(), StepError> {
    project.apply_all(intent.steps).map(drop)
}

/// People write keys as they stand in the draft.
fn without_at(key: &str) -> &str {
    key.strip_prefix('@').unwrap_or(key)
}

fn no_source(key: &str, project: &Project) -> Failure {
    let known = project.sources().iter().map(|source| source.key.clone()).collect();
    Failure::NoSource { key: key.to_owned(), known }
}

/// A text in which words are looked for.
struct PassageSearch<'a> {
    text: &'a str,
    format: SnapshotFormat,
    within: SearchedText,
    /// How a person finds a byte offset in it.
    place: &'a dyn Fn(usize) -> String,
}

impl PassageSearch<'_> {
    /// The one place that is meant by words and, where they stand more than
    /// once, by a number counted from 1; in bytes of the text that was searched.
    fn only(&self, exact: &str, occurrence: Option<usize>) -> Result<TextRange, Failure> {
        if !exact.chars().any(char::is_alphanumeric) {
            return Err(Failure::NoWords);
        }
        let index = SnapshotIndex::build(Arc::from(self.text), self.format);
        let (words, within) = (exact.to_owned(), self.within.clone());
        let found = match find_passage(&index, exact) {
            PassageMatch::Found(found) => found,
            PassageMatch::Nearest { range, text } => {
                let nearest = PassagePlace { place: (self.place)(range.start), words: text };
                return Err(Failure::NotThere { exact: words, within, nearest: Some(nearest) });
            }
            PassageMatch::None => {
                return Err(Failure::NotThere { exact: words, within, nearest: None });
            }
        };
        match (occurrence, &found[..]) {
            (None, [only]) => Ok((*only).into()),
            (None, _) => {
                let place = |range: &SourceRange| PassagePlace {
                    place: (self.place)(range.start),
                    words: self.around(*range),
                };
                let places = found.iter().take(LISTED_PLACES).map(place).collect();
                Err(Failure::Several { exact: words, within, places, found: found.len() })
            }
            (Some(number), _) => {
                let chosen = number.checked_sub(1).and_then(|at| found.get(at));
                let chosen = chosen.map(|range| TextRange::from(*range));
                let found = found.len();
                chosen.ok_or(Failure::NoOccurrence { number, exact: words, within, found })
            }
        }
    }

    /// A passage with a few of the words around it.
    fn around(&self, range: SourceRange) -> String {
        const CONTEXT: usize = 30;
        let before = &self.text[..range.start];
        let after = &self.text[range.end..];
        let from = before.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        let around =
            format!("{}[{}]{}", &before[from..], excerpt(&self.text[range], 60), &after[..to]);
        one_line(&around)
    }
}
