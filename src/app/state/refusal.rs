//! What is said when steps are refused.
//!
//! Steps that are refused leave the project as it was, and what was to be put in where it
//! came from: on the clipboard, in its file, in the form.

use crate::project::{Project, Step, StepError, StepLabel};
use nutgraf_engine::text::{capitalised, size_in_words};

/// More bytes than these are not typed, but pasted.
const MOST_TYPED: usize = 64;

/// What was to be done when steps were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attempt {
    /// An intent.
    Intent(StepLabel),
    /// A replacement, which is refused before it becomes an intent.
    Replacement,
}

/// Steps that were refused.
pub(in crate::app) struct StepRefusal {
    attempt: Attempt,
    /// How many bytes were to be put into the draft.
    inserted: usize,
    error: StepError,
}

impl StepRefusal {
    /// The refusal of steps with a label.
    pub(super) fn new(label: StepLabel, steps: &[Step], error: StepError) -> Self {
        let inserted = steps.iter().map(|step| match step {
            Step::Text { change, .. } => change.inserted(),
            _ => 0,
        });
        Self { attempt: Attempt::Intent(label), inserted: inserted.sum(), error }
    }

    /// The refusal of a replacement that would make the draft so long, in bytes.
    pub(in crate::app) fn replacing(length: usize, project: &Project) -> Self {
        let grown = length.saturating_sub(project.draft().len()) as u64;
        let size = project.size().saturating_add(grown);
        let error = StepError::TooLarge { size, most: project.most() };
        Self { attempt: Attempt::Replacement, inserted: 0, error }
    }

    /// Why they were refused, as a sentence.
    pub(in crate::app) fn message(&self) -> String {
        match &self.error {
            StepError::TooLarge { size, most } => format!(
                "{} would make the project {}; a project can hold {}. Nothing was changed.",
                self.subject(),
                size_in_words(*size),
                size_in_words(*most)
            ),
            other => capitalised(&other.to_string()),
        }
    }

    /// What to do next; empty where there is nothing to say.
    pub(in crate::app) fn hint(&self) -> &'static str {
        self.error.hint()
    }

    fn subject(&self) -> String {
        match self.attempt {
            Attempt::Intent(StepLabel::Typing) if self.inserted > MOST_TYPED => {
                "This paste".to_owned()
            }
            Attempt::Intent(StepLabel::Typing) => "More text".to_owned(),
            Attempt::Intent(StepLabel::AddSource) => "This source".to_owned(),
            Attempt::Intent(label) => format!("“{label}”"),
            Attempt::Replacement => "The replacement".to_owned(),
        }
    }
}
