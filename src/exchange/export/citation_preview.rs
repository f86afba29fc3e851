//! Citations as an export with footnotes shows them, one by one, for the preview.
//!
//! # Invariants
//! - What is a note here is one in [`super::markdown()`], with the same words: in full where the
//!   source is first cited, short afterwards.
//! - A reference is made once for each state of its source, and only a few in one frame.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    markdown::{full_stop, leftover, prefixed, with_space_before},
    references::{self, Cite},
};
use crate::project::Project;
use nutgraf_engine::{
    markdown::{
        Citation, CitationItem, RenderedReplacement, RunStyle, SpanKind, Structure, StyledText,
        rendered_line,
    },
    model::Source,
};

/// References made in one frame at most. Each takes up to a millisecond.
const IN_A_FRAME: usize = 4;

/// References that are kept at most.
const KEPT: usize = 5_000;

/// The references that were made so far.
#[derive(Default)]
pub struct NoteReferences {
    made: HashMap<u64, String>,
    left: usize,
    is_behind: bool,
}

impl NoteReferences {
    /// Begins a frame, in which a few references can be made.
    pub fn begin_frame(&mut self) {
        self.left = IN_A_FRAME;
        self.is_behind = false;
        if self.made.len() > KEPT {
            self.made.clear();
        }
    }

    /// Whether a reference that was asked for in this frame is still to be made.
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// The reference of a source as Markdown without a full stop; its author while it is not
    /// made yet.
    fn get(&mut self, source: &Source, locator: &str, is_first: bool) -> String {
        let mut hasher = DefaultHasher::new();
        let Source { key, kind, title, authors, publisher, url, issued, accessed, .. } = source;
        (key, kind.as_csl(), title, authors, publisher, url).hash(&mut hasher);
        (issued, accessed, locator, is_first).hash(&mut hasher);
        let id = hasher.finish();
        if let Some(made) = self.made.get(&id) {
            return made.clone();
        }
        if self.left == 0 {
            self.is_behind = true;
            return references::who(source);
        }
        self.left -= 1;
        let cite = || Cite { source, locator };
        let cites = if is_first { vec![cite()] } else { vec![cite(), cite()] };
        let made = references::notes(&cites).pop().unwrap_or_default();
        self.made.insert(id, made.clone());
        made
    }
}

/// The citations of one state of a draft.
pub struct CitationPreview<'a> {
    draft: &'a str,
    structure: &'a Structure,
    sources: HashMap<&'a str, &'a Source>,
    /// Where the items stand that cite a source for the first time.
    first: HashSet<usize>,
}

impl<'a> CitationPreview<'a> {
    /// Looks up which source each citation names.
    pub fn of(project: &'a Project, structure: &'a Structure) -> Self {
        let sources = project.sources().iter().map(|source| (source.key.as_str(), source));
        let mut preview = Self {
            draft: project.draft(),
            structure,
            sources: sources.collect(),
            first: HashSet::new(),
        };
        let mut seen = HashSet::new();
        let mut first = HashSet::new();
        for citation in structure.citations.iter().filter(|citation| preview.is_known(citation)) {
            let known = citation.items.iter().filter(|item| preview.source(item).is_some());
            first.extend(known.filter(|i| seen.insert(i.key.as_str())).map(|i| i.range.start));
        }
        preview.first = first;
        preview
    }

    fn source(&self, item: &CitationItem) -> Option<&'a Source> {
        self.sources.get(item.key.as_str()).copied()
    }

    /// Whether anything stands in the place of a citation.
    fn is_known(&self, citation: &Citation) -> bool {
        let is_known = |item: &CitationItem| self.source(item).is_some();
        if citation.in_text {
            citation.items.first().is_some_and(is_known)
        } else {
            citation.items.iter().any(is_known)
        }
    }

    /// Whether a citation of the running text becomes a note. In a link its reference stands
    /// in the text, because a sign there would be a link in a link.
    pub fn is_note(&self, citation: &Citation) -> bool {
        let mut spans = self.structure.spans_in(citation.range);
        self.is_known(citation) && !spans.any(|span| span.kind == SpanKind::LinkText)
    }

    /// What stands in the text for a citation: the sign of its note where it has a number,
    /// the reference where it has none, and what was typed where no source is known.
    pub fn shown(
        &self,
        citation: &Citation,
        number: Option<usize>,
        references: &mut NoteReferences,
    ) -> RenderedReplacement {
        let unknown = |text: &str| StyledText {
            text: text.to_owned(),
            style: RunStyle { is_unknown: true, ..RunStyle::default() },
        };
        if !self.is_known(citation) {
            let runs = vec![unknown(&self.draft[citation.range])];
            return RenderedReplacement { range: citation.range, runs };
        }
        let (mut range, mut runs) = (citation.range, Vec::new());
        let named = citation.items.first().filter(|item| citation.in_text && !item.suppress_author);
        if let Some(source) = named.and_then(|item| self.source(item)) {
            runs.extend(rendered_line(&references::who(source)));
        } else if !citation.in_text && number.is_some() {
            range = with_space_before(self.draft, range);
        }
        match number {
            Some(number) => runs.push(StyledText::sign(number)),
            None => {
                let words = self.words(citation, references);
                let has_name = !runs.is_empty();
                runs.extend(has_name.then(|| StyledText::plain(" (")));
                runs.extend(rendered_line(&words));
                runs.extend(has_name.then(|| StyledText::plain(")")));
            }
        }
        let left = leftover(self.draft, citation, |item| self.source(item).is_some());
        runs.extend((!left.is_empty()).then(|| unknown(&left)));
        RenderedReplacement { range, runs }
    }

    /// The note of a citation.
    pub fn note(&self, citation: &Citation, references: &mut NoteReferences) -> Vec<StyledText> {
        let words = self.words(citation, references);
        let mut runs = rendered_line(&words);
        runs.push(StyledText::plain(full_stop(&words)));
        runs
    }

    fn words(&self, citation: &Citation, references: &mut NoteReferences) -> String {
        let known = citation.items.iter().filter_map(|item| Some((item, self.source(item)?)));
        let words = known.map(|(item, source)| {
            let is_first = self.first.contains(&item.range.start);
            prefixed(&item.prefix, &references.get(source, &item.locator, is_first))
        });
        words.collect::<Vec<_>>().join("; ")
    }
}
