//! Edits that were refused.
//!
//! Steps that are refused leave the project as it was, and what was to be put in where it
//! came from: on the clipboard, in its file, in the form.

use crate::project::{Project, Step, StepError, StepLabel};

/// More bytes than these are not typed, but pasted.
const MOST_TYPED: usize = 64;

/// Steps that were refused.
#[derive(Debug)]
pub(in crate::app) struct StepRefusal {
    /// What was to be done.
    pub(super) attempt: Attempt,
    /// Why it was not.
    pub(super) error: StepError,
}

/// What was to be done when steps were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// Words were to be pasted.
    Paste,
    /// An intent.
    Intent(StepLabel),
    /// A replacement, which is refused before it becomes an intent.
    Replacement,
}

impl StepRefusal {
    /// Returns the refusal of steps with a label.
    pub(in crate::app) fn new(label: StepLabel, steps: &[Step], error: StepError) -> Self {
        let inserted = steps.iter().map(|step| match step {
            Step::Text { change, .. } => change.inserted(),
            _ => 0,
        });
        let is_pasted = label == StepLabel::Typing && inserted.sum::<usize>() > MOST_TYPED;
        let attempt = if is_pasted { Attempt::Paste } else { Attempt::Intent(label) };
        Self { attempt, error }
    }

    /// Returns the refusal of a replacement that would make the draft so long, in bytes.
    pub(in crate::app) fn replacing(length: usize, project: &Project) -> Self {
        let grown = length.saturating_sub(project.draft().len()) as u64;
        let size = project.size().saturating_add(grown);
        let error = StepError::TooLarge { size, most: project.most() };
        Self { attempt: Attempt::Replacement, error }
    }
}
