//! What is said when something would make the project too large to be saved.
//!
//! A step that is refused leaves the project as it was, and what was to be put in where it
//! came from: on the clipboard, in its file, in the form.

use super::Workspace;
use crate::{
    project::{Step, StepError},
    text::{capitalised, size_in_words},
};

/// More bytes than these are not typed, but pasted.
const TYPED: usize = 64;

impl Workspace {
    /// Says why something was not done; `label` is what the Edit menu would have called it.
    pub(super) fn refuse(&mut self, attempt: &Attempt, error: &StepError) {
        match error {
            StepError::TooLarge { size, most } => self.problem(
                format!(
                    "{} would make the project {}; a project can hold {}. Nothing was changed.",
                    attempt.in_words(),
                    size_in_words(*size),
                    size_in_words(*most)
                ),
                error.hint(),
            ),
            other => self.problem(capitalised(&other.to_string()), ""),
        }
    }

    /// Says that a replacement would make the draft so long, in bytes.
    pub(super) fn refuse_replacing(&mut self, length: usize) {
        let grown = length.saturating_sub(self.project.draft().len()) as u64;
        let size = self.project.size().saturating_add(grown);
        let error = StepError::TooLarge { size, most: self.project.most() };
        self.refuse(&Attempt { label: "Replacing", inserted: 0 }, &error);
    }
}

/// What was tried.
pub(super) struct Attempt {
    label: &'static str,
    /// How many bytes were to be put into the draft.
    inserted: usize,
}

impl Attempt {
    /// An intent of this label and these steps.
    pub(super) fn of(label: &'static str, steps: &[Step]) -> Self {
        let inserted = steps.iter().map(|step| match step {
            Step::Text { change, .. } => change.inserted(),
            _ => 0,
        });
        Self { label, inserted: inserted.sum() }
    }

    fn in_words(&self) -> String {
        match self.label {
            "Typing" if self.inserted > TYPED => "This paste".to_owned(),
            "Typing" => "More text".to_owned(),
            "Replacing" => "The replacement".to_owned(),
            "Add source" => "This source".to_owned(),
            label => format!("“{label}”"),
        }
    }
}
