//! Where words stand in everything that a project holds: the draft with its notes, sources
//! with their saved texts, quotes and claims.
//!
//! # Invariants
//! - Every hit is counted; of each part at most [`MOST`] are listed, those that come first.
//! - Nothing here costs more than a walk through what is searched, for a thread to do.

use super::Project;
use nutgraf_engine::{
    model::{ClaimId, QuoteId, SourceId},
    range::{DraftRange, SourceRange, TextRange},
    text::{find::Pattern, number, one_line},
};

/// Most hits listed of one part: what is looked for among more is looked for more narrowly.
pub const MOST: usize = 60;

/// Characters shown in front of a hit, of the hit itself, and behind it. A row of the list
/// holds some ninety.
const BEFORE: usize = 32;
const SHOWN: usize = 60;
const BEHIND: usize = 80;

/// A part of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProjectPart {
    /// The draft, its notes included.
    Draft,
    /// Titles, authors and saved texts of sources.
    Sources,
    /// The words of quotes and what is remarked on them.
    Quotes,
    /// The words of claims and what is noted about them.
    Claims,
}

impl ProjectPart {
    /// Every part, in the order in which hits are listed.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Sources, Self::Quotes, Self::Claims];
}

/// Where a hit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HitPlace {
    /// In the draft, in bytes of it.
    Draft(DraftRange),
    /// In what is known about a source.
    Source(SourceId),
    /// In the saved text of a source, in bytes of it.
    Snapshot(SourceId, SourceRange),
    /// In a quote.
    Quote(QuoteId),
    /// In a claim.
    Claim(ClaimId),
}

/// Words that were found, with those around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectHit {
    /// Where they stand.
    pub place: HitPlace,
    /// The words in front of them, on one line.
    pub before: String,
    /// The words themselves.
    pub words: String,
    /// The words behind them.
    pub behind: String,
    /// Where a reader finds them: `line 12`, `hale, p. 3`.
    pub locator: String,
}

/// The hits in one part of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartHits {
    /// The part.
    pub part: ProjectPart,
    /// The first of them, in order.
    pub hits: Vec<ProjectHit>,
    /// How many there are in all.
    pub count: usize,
}

/// Finds a pattern in every part of a project. Parts without a hit are left out.
pub fn search(project: &Project, pattern: &Pattern) -> Vec<PartHits> {
    let parts = ProjectPart::ALL.into_iter().map(|part| {
        let mut found = PartSearch { pattern, hits: Vec::new(), count: 0 };
        match part {
            ProjectPart::Draft => found.draft(project),
            ProjectPart::Sources => found.sources(project),
            ProjectPart::Quotes => found.quotes(project),
            ProjectPart::Claims => found.claims(project),
        }
        PartHits { part, hits: found.hits, count: found.count }
    });
    parts.filter(|part| part.count > 0).collect()
}

/// The search through one part.
struct PartSearch<'a> {
    pattern: &'a Pattern,
    hits: Vec<ProjectHit>,
    count: usize,
}

impl PartSearch<'_> {
    /// Finds the pattern in a text; `place` returns where a hit stands and where a reader
    /// finds it.
    fn text(&mut self, text: &str, mut place: impl FnMut(TextRange) -> (HitPlace, String)) {
        for hit in self.pattern.hits(text, 0) {
            // A position has no words to be listed by.
            if hit.is_empty() {
                continue;
            }
            self.count += 1;
            if self.hits.len() < MOST {
                let (place, locator) = place(hit);
                self.hits.push(ProjectHit {
                    place,
                    before: before(text, hit.start),
                    words: head(&text[hit], SHOWN),
                    behind: behind(text, hit.end),
                    locator,
                });
            }
        }
    }

    fn draft(&mut self, project: &Project) {
        let document = project.document();
        self.text(document.text(), |hit| {
            let line = document.line_at(hit.start) + 1;
            (HitPlace::Draft(hit.in_draft()), format!("line {}", number(line)))
        });
    }

    fn sources(&mut self, project: &Project) {
        for source in project.sources() {
            let about = |_| (HitPlace::Source(source.id.clone()), source.key.clone());
            self.text(&source.title, about);
            for author in &source.authors {
                self.text(author, about);
            }
            if let Some(snapshot) = &source.snapshot {
                // Reads the whole text, so not before there is a hit.
                let mut locators = None;
                self.text(&snapshot.text, |hit| {
                    let locators = locators.get_or_insert_with(|| snapshot.locators());
                    let locator = format!("{}, {}", source.key, locators.of(hit.start));
                    (HitPlace::Snapshot(source.id.clone(), hit.in_source()), locator)
                });
            }
        }
    }

    fn quotes(&mut self, project: &Project) {
        for quote in project.quotes() {
            let key = project.source(&quote.source).map_or("", |source| &source.key);
            for text in [&quote.selector.exact, &quote.speaker, &quote.note] {
                self.text(text, |_| (HitPlace::Quote(quote.id.clone()), key.to_owned()));
            }
        }
    }

    fn claims(&mut self, project: &Project) {
        for claim in project.claims() {
            // What a claim says now; its words of then where they are gone.
            let words = match project.claim_words(&claim.id) {
                "" => &claim.text,
                words => words,
            };
            for text in [words, &claim.note, &claim.proposed, &claim.response] {
                self.text(text, |_| {
                    (HitPlace::Claim(claim.id.clone()), claim.status.label().to_lowercase())
                });
            }
        }
    }
}

/// Returns the words of the line in front of an offset, the last ones of many.
fn before(text: &str, at: usize) -> String {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let cut = text[line..at].char_indices().rev().nth(BEFORE).map(|(cut, _)| line + cut);
    let Some(cut) = cut else { return spaced(&text[line..at]) };
    // Between words, where one ends nearby.
    let words = text[cut..at].split_once(' ').map_or(&text[cut..at], |(_, words)| words);
    format!("… {}", spaced(words))
}

/// Returns the words of the line behind an offset, the first ones of many.
fn behind(text: &str, at: usize) -> String {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    head(&text[at..end], BEHIND)
}

/// Returns at most so many characters of a text, on one line.
fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{} …", spaced(&text[..cut]).trim_end()),
        None => spaced(text),
    }
}

/// Puts a text on one line, and keeps the space at its ends, which parts it from what is
/// beside it.
fn spaced(text: &str) -> String {
    let line = one_line(text);
    let space = |is_there: bool| if is_there { " " } else { "" };
    if line.is_empty() {
        return space(!text.is_empty()).to_owned();
    }
    let (first, last) =
        (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    format!("{}{line}{}", space(first), space(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Intent;
    use nutgraf_engine::{
        model::{Article, Ids, Snapshot, SnapshotFormat, Source},
        text::find::Query,
    };

    fn pattern(words: &str) -> Pattern {
        Pattern::of(&Query { text: words.to_owned(), ..Query::default() }).unwrap()
    }

    fn shown(hit: &ProjectHit) -> String {
        format!("{}[{}]{} · {}", hit.before, hit.words, hit.behind, hit.locator)
    }

    #[test]
    fn a_hit_is_shown_with_the_words_around_it_and_its_place() {
        let draft =
            "# Rivers\n\nThe lock keeper waited\nfor the lock.[^1]\n\n[^1]: A note on the lock.";
        let found = search(&Project::new(Article::default(), draft), &pattern("lock"));
        let [part] = &found[..] else { panic!("one part has hits: {found:?}") };
        assert_eq!((part.part, part.count), (ProjectPart::Draft, 3));
        let shown: Vec<_> = part.hits.iter().map(shown).collect();
        assert_eq!(
            shown,
            [
                "The [lock] keeper waited · line 3",
                "for the [lock].[^1] · line 4",
                "[^1]: A note on the [lock]. · line 6",
            ]
        );
    }

    #[test]
    fn a_long_line_is_cut_between_words() {
        let draft = format!("{}found{}", "word ".repeat(60), " word".repeat(60));
        let found = search(&Project::new(Article::default(), draft), &pattern("found"));
        let hit = &found[0].hits[0];
        assert_eq!(hit.before, "… word word word word word word ");
        assert!(hit.behind.starts_with(" word word") && hit.behind.ends_with(" …"), "{hit:?}");
    }

    #[test]
    fn sources_are_found_by_title_author_and_saved_text() {
        let mut project = Project::new(Article::default(), "Nothing here.");
        let mut ids = Ids::seeded(7);
        let mut source = Source::new(ids.source(), "board");
        source.title = "Minutes of the lock board".to_owned();
        source.authors = vec!["Locke, Anna".to_owned()];
        source.snapshot = Some(Snapshot::capture(
            "One.\n\nTwo. The lock is shut.\n",
            SnapshotFormat::Plain,
            jiff::Timestamp::UNIX_EPOCH,
        ));
        let id = source.id.clone();
        project.apply_all(Intent::add_source(source).steps).unwrap();
        let found = search(&project, &pattern("lock"));
        let places: Vec<_> = found[0].hits.iter().map(|hit| hit.place.clone()).collect();
        assert_eq!(found[0].part, ProjectPart::Sources);
        assert_eq!(places[..2], [HitPlace::Source(id.clone()), HitPlace::Source(id.clone())]);
        assert_eq!(places[2], HitPlace::Snapshot(id, SourceRange::new(15, 19)));
        assert_eq!(shown(&found[0].hits[2]), "Two. The [lock] is shut. · board, para. 2");
    }

    #[test]
    fn every_hit_is_counted_and_only_the_first_are_listed() {
        let draft = "lock ".repeat(MOST + 5);
        let found = search(&Project::new(Article::default(), draft), &pattern("lock"));
        assert_eq!((found[0].hits.len(), found[0].count), (MOST, MOST + 5));
    }
}
