//! What is looked for in everything that the project holds, and what was found.
//!
//! # Invariants
//! - What is shown was found by the query that stands in the field; an answer to an older
//!   one is dropped.
//! - An answer is of a revision. Where the project has changed since, it is asked for again.

use crate::project::{PartHits, ProjectCopy};
use nutgraf_engine::text::find::{Pattern, PatternError, Query};

use crate::app::effect::Effect;

/// A search through the whole project.
#[derive(Debug, Default)]
pub struct ProjectSearch {
    query: Query,
    error: Option<PatternError>,
    /// The number of the question that was asked last.
    serial: u64,
    is_answered: bool,
    found: Vec<PartHits>,
}

impl ProjectSearch {
    /// What is looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Why nothing can be looked for.
    pub fn error(&self) -> Option<&PatternError> {
        self.error.as_ref()
    }

    /// What was found, part by part; until an answer comes, what was found before.
    pub fn found(&self) -> &[PartHits] {
        &self.found
    }

    /// Whether what was found is the answer to what is looked for.
    pub fn is_answered(&self) -> bool {
        self.is_answered
    }

    /// Looks for something else. Returns what is to be done for it outside, where there is
    /// something to look for.
    pub(in crate::app) fn ask(
        &mut self,
        query: Query,
        project: ProjectCopy,
        revision: u64,
    ) -> Option<Effect> {
        let pattern = Pattern::of(&query);
        self.serial += 1;
        self.query = query;
        self.error = pattern.as_ref().err().cloned();
        self.is_answered = self.query.text.is_empty() || self.error.is_some();
        if self.is_answered {
            self.found.clear();
            return None;
        }
        let search = |pattern| Effect::SearchProject {
            project: Box::new(project),
            pattern,
            revision,
            serial: self.serial,
        };
        pattern.ok().map(search)
    }

    /// Takes an answer over, unless it is one to an older question. Returns whether it did.
    pub(in crate::app) fn take(&mut self, serial: u64, found: Vec<PartHits>) -> bool {
        let is_asked = serial == self.serial && !self.is_answered;
        if is_asked {
            self.found = found;
            self.is_answered = true;
        }
        is_asked
    }

    /// Forgets what was found, which was in another project. What was looked for is kept.
    pub(in crate::app) fn forget(&mut self) {
        self.serial += 1;
        self.is_answered = false;
        self.found.clear();
    }
}
