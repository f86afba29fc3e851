//! How a command fails: once, in one message, with what to do next.

use std::io;

use crate::{
    exchange::{export::PacketError, import::ImportFileError},
    persist::{LoadError, SaveError},
    project::{CaptureError, StepError},
};

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Failure {
    /// What went wrong, and what to do next; the hint may be empty.
    Said { message: String, hint: String },
    /// Whatever read the output stopped reading, as `head` does.
    ReaderLeft,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self::Said { message: message.into(), hint: String::new() }
    }

    pub(super) fn hinted(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Said { message: message.into(), hint: hint.into() }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::hinted(error.to_string(), error.hint())
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        Self::hinted(error.to_string(), error.hint())
    }
}

impl From<PacketError> for Failure {
    fn from(error: PacketError) -> Self {
        Self::hinted(error.to_string(), error.hint())
    }
}

impl From<StepError> for Failure {
    fn from(error: StepError) -> Self {
        Self::hinted(error.to_string(), error.hint())
    }
}

impl From<CaptureError> for Failure {
    fn from(error: CaptureError) -> Self {
        Self::new(error.to_string())
    }
}

/// Only the output streams are written to without a path of their own.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ReaderLeft;
        }
        Self::new(format!("the result could not be printed: {error}"))
    }
}

/// Its message names the file and says what to do.
impl From<ImportFileError> for Failure {
    fn from(error: ImportFileError) -> Self {
        Self::new(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_is_too_large_is_told_with_both_sizes_and_a_way_out() {
        let error = StepError::TooLarge { size: 301 << 20, most: 256 << 20 };
        let Failure::Said { message, hint } = error.into() else { panic!("it is said") };
        let said = "this would make the project 301 MiB; a project can hold 256 MiB. Nothing was \
                    changed";
        assert_eq!(message, said);
        assert!(hint.contains("delete a source"), "{hint}");
    }
}
