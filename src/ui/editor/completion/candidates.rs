//! What can be completed: the sources, notes and headings of a project, and which of them fit
//! what is typed.
//!
//! # Invariants
//! A list is made once for a place where something is completed, that of the sources once for
//! their state; it is searched once for what is typed, and never in a frame without a key.

use std::{cmp::Reverse, sync::Arc};

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{Atom, AtomKind, CaseMatching, Normalization},
};

use crate::app::Workspace;
use nutgraf_engine::{
    markdown::{CompletionKind, heading_slugs},
    model::Source,
    text::{excerpt, one_line},
};

/// Characters shown of a title or a note.
const SHOWN: usize = 120;

/// Fewest typed letters that may stand apart in a name: fewer are in nearly all.
const FEWEST_APART: usize = 3;

/// Something that a name can become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// What is put into the draft: a key, a label, the address of a heading.
    pub name: String,
    /// The first line of its row.
    pub title: String,
    /// The second line of its row, in front of the name.
    pub about: String,
    /// Whether it is a note that is not there yet.
    pub is_new: bool,
    /// All that it is found by, beginning with the name.
    found_by: String,
}

impl Candidate {
    fn new(name: String, title: String, about: String, more: &str) -> Self {
        let found_by = format!("{name} {title} {more}");
        Self { name, title, about, is_new: false, found_by }
    }

    /// Returns the name as its row shows it.
    pub(super) fn shown_name(&self, kind: CompletionKind) -> String {
        match kind {
            CompletionKind::Key { .. } => format!("@{}", self.name),
            CompletionKind::Note => format!("[^{}]", self.name),
            CompletionKind::Heading => format!("#{}", self.name),
        }
    }
}

/// The list of the sources, kept while they stay the same.
#[derive(Default)]
pub(super) struct SourceCandidates {
    /// [`Workspace::sources_at`] of the list.
    of: Option<(u64, Arc<[Candidate]>)>,
}

impl SourceCandidates {
    /// Returns all that a name of a kind can become.
    pub(super) fn all(&mut self, workspace: &Workspace, kind: CompletionKind) -> Arc<[Candidate]> {
        match kind {
            CompletionKind::Key { .. } => {
                let serial = workspace.sources_at();
                if let Some((_, list)) = self.of.as_ref().filter(|(of, _)| *of == serial) {
                    return list.clone();
                }
                let list: Arc<[_]> = workspace.project().sources().iter().map(source).collect();
                self.of = Some((serial, list.clone()));
                list
            }
            CompletionKind::Note => notes(workspace).into(),
            CompletionKind::Heading => headings(workspace).into(),
        }
    }
}

fn source(source: &Source) -> Candidate {
    let family = |author: &String| author.split(',').next().unwrap_or_default().trim().to_owned();
    let who = match source.authors.as_slice() {
        [] => one_line(&source.publisher),
        [one] => family(one),
        [one, other] => format!("{} and {}", family(one), family(other)),
        [one, ..] => format!("{} et al.", family(one)),
    };
    let year = source.issued.map(|date| date.year.to_string()).unwrap_or_default();
    let parts = [who, year.clone()].into_iter().filter(|part| !part.is_empty());
    let about = parts.collect::<Vec<_>>().join(" · ");
    let title = excerpt(&one_line(source.name()), SHOWN);
    let more = format!("{} {year} {}", source.authors.join(" "), source.publisher);
    Candidate::new(source.key.clone(), title, about, &more)
}

/// The notes of the draft, and behind them the one that can be begun.
fn notes(workspace: &Workspace) -> Vec<Candidate> {
    let notes = workspace.structure().notes(workspace.project().draft());
    let is_free = |number: &usize| notes.iter().all(|note| note.label != number.to_string());
    let next = (1..).find(is_free).unwrap_or(1).to_string();
    let mut candidates: Vec<_> = notes
        .into_iter()
        .map(|note| {
            let words = excerpt(&note.words, SHOWN);
            let title = if words.is_empty() { "An empty note".to_owned() } else { words };
            Candidate::new(note.label, title, String::new(), "")
        })
        .collect();
    candidates.push(new_note(next));
    candidates
}

/// A note that is not there yet.
pub(super) fn new_note(label: String) -> Candidate {
    let about = "written at the end".to_owned();
    Candidate { is_new: true, ..Candidate::new(label, "New note".to_owned(), about, "") }
}

fn headings(workspace: &Workspace) -> Vec<Candidate> {
    let headings = &workspace.structure().headings;
    let slugs = heading_slugs(headings.iter().map(|heading| heading.title.as_str()));
    let candidates = headings.iter().zip(slugs).filter(|(_, slug)| !slug.is_empty());
    let candidate = |(heading, slug): (&nutgraf_engine::markdown::Heading, String)| {
        let title = excerpt(&one_line(&heading.title), SHOWN);
        Candidate::new(slug, title, format!("Level {}", heading.level), "")
    };
    candidates.map(candidate).collect()
}

/// How a candidate fits, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum CandidateFit {
    /// Its name begins with what is typed.
    Begins,
    /// What is typed stands in it.
    Holds,
    /// The letters that are typed stand in it in their order.
    Letters,
}

/// Returns the indexes of the candidates that fit what is typed, the best first.
///
/// `may_be_apart` says whether letters count that stand apart.
pub(super) fn matching(typed: &str, candidates: &[Candidate], may_be_apart: bool) -> Vec<usize> {
    if typed.is_empty() {
        return (0..candidates.len()).collect();
    }
    let pattern = TypedPattern::new(typed);
    let may_be_apart = may_be_apart && typed.chars().count() >= FEWEST_APART;
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<_> = candidates
        .iter()
        .enumerate()
        .filter_map(|(index, candidate)| {
            let begins = |text: &str| {
                text.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
            };
            let words = Utf32Str::new(&candidate.found_by, &mut buffer);
            if let Some(score) = pattern.whole.score(words, &mut matcher) {
                let fit = if begins(&candidate.name) {
                    CandidateFit::Begins
                } else {
                    CandidateFit::Holds
                };
                return Some((fit, Reverse(score), index));
            }
            if !may_be_apart {
                return None;
            }
            let score = pattern.letters.score(words, &mut matcher)?;
            Some((CandidateFit::Letters, Reverse(score), index))
        })
        .collect();
    scored.sort_unstable();
    scored.into_iter().map(|(_, _, index)| index).collect()
}

/// What is typed, as it is searched for.
pub(super) struct TypedPattern {
    whole: Atom,
    letters: Atom,
}

impl TypedPattern {
    pub(super) fn new(typed: &str) -> Self {
        // What stands for something in a search is a sign like others here.
        let pattern =
            |kind| Atom::new(typed, CaseMatching::Ignore, Normalization::Smart, kind, false);
        Self { whole: pattern(AtomKind::Substring), letters: pattern(AtomKind::Fuzzy) }
    }

    /// Returns the characters of a text that are matched, in rising order.
    pub(super) fn matched(&self, text: &str) -> Vec<usize> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let text = Utf32Str::new(text, &mut buffer);
        let mut indices = Vec::new();
        let found = self.whole.indices(text, &mut matcher, &mut indices).or_else(|| {
            indices.clear();
            self.letters.indices(text, &mut matcher, &mut indices)
        });
        if found.is_none() {
            return Vec::new();
        }
        indices.sort_unstable();
        indices.dedup();
        indices.into_iter().map(|index| index as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(count: usize) -> Vec<Candidate> {
        let candidate = |number: usize| {
            let title = format!("Flow of the Aller by the gauges, report {number}");
            let about = "Hale and Lee · 2024".to_owned();
            Candidate::new(format!("flow{number}"), title, about, "Hale, Ann Lee, Bo 2024")
        };
        (0..count).map(candidate).collect()
    }

    fn named<'a>(typed: &str, candidates: &'a [Candidate]) -> Vec<&'a str> {
        let found = matching(typed, candidates, true);
        found.into_iter().map(|index| &*candidates[index].name).collect()
    }

    #[test]
    fn sources_are_found_by_key_author_title_and_year_and_the_key_counts_most() {
        let candidate = |key: &str, title: &str, more: &str| {
            Candidate::new(key.to_owned(), title.to_owned(), String::new(), more)
        };
        let all = [
            candidate("doe2019", "The law of rivers", "Doe, Jane 2019"),
            candidate("river-board", "Minutes", "2025"),
            candidate("flow", "Flow of the Aller", "Müller 1990"),
        ];
        assert_eq!(named("river", &all), ["river-board", "doe2019"]);
        assert_eq!(named("jane", &all), ["doe2019"]);
        assert_eq!(named("1990", &all), ["flow"]);
        assert_eq!(named("muller", &all), ["flow"]);
        assert_eq!(named("lawriv", &all), ["doe2019"], "letters that stand apart");
        assert!(named("xyz", &all).is_empty());
        assert!(matching("lawriv", &all, false).is_empty());
        assert_eq!(named("", &all), ["doe2019", "river-board", "flow"]);
    }

    #[test]
    fn matched_characters_are_those_of_the_whole_before_those_of_its_letters() {
        let matched = |typed, text| TypedPattern::new(typed).matched(text);
        assert_eq!(matched("riv", "The law of rivers"), [11, 12, 13]);
        assert_eq!(matched("tlr", "The law rivers"), [0, 4, 8]);
        assert!(matched("xyz", "The law").is_empty());
    }

    /// A debug build on a busy machine takes some hundredths of a second for it; the bound is
    /// one that a search of another order would not keep.
    #[test]
    fn twenty_thousand_sources_are_searched_in_proportion_to_their_number() {
        let all = sources(20_000);
        let begun = std::time::Instant::now();
        for typed in ["f", "flow1", "gauges", "halegau", "zzz"] {
            matching(typed, &all, true);
        }
        let each = begun.elapsed() / 5;
        assert!(each < std::time::Duration::from_secs(2), "{each:?}");
    }
}
