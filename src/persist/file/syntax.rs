//! Reading RON strictly, and saying in plain words what is wrong with it.

use std::path::Path;

use ron::error::SpannedError;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::persist::{
    inconsistency::{Inconsistency, RecordKind},
    load_error::{LoadError, LoadFault, RonFault},
};
use nutgraf_engine::text::{Lines, Position};

/// What is wrong with a text, and where; the file's name is not known yet.
#[derive(Debug)]
pub(in crate::persist) struct Fault {
    place: Option<Position>,
    fault: LoadFault,
}

impl From<LoadFault> for Fault {
    fn from(fault: LoadFault) -> Self {
        Self { place: None, fault }
    }
}

impl Fault {
    pub(in crate::persist) fn at(place: Position, fault: LoadFault) -> Self {
        Self { place: Some(place), fault }
    }

    pub(in crate::persist) fn error_at(self, path: &Path) -> LoadError {
        LoadError { path: path.to_owned(), place: self.place, fault: self.fault }
    }
}

/// Reads a whole text as one value.
pub(in crate::persist) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    ron::Options::default().from_str(text).map_err(|error| {
        // A wall of brackets is told apart from a field of the wrong type,
        // which is all that the strict reading sees of it.
        let nested = ron::Options::default().from_str::<IgnoredAny>(text).err();
        let nested = nested.filter(|other| other.code == ron::Error::ExceededRecursionLimit);
        let begin = text.trim_start();
        // A project may open with a comment; nothing else stands before its bracket.
        if nested.is_none() && !begin.starts_with(['(', '/']) {
            let place = Lines::of(text).position(text, text.len() - begin.len());
            return Fault::at(place, LoadFault::NotRon(RonFault::NoBracket));
        }
        let error = nested.unwrap_or(error);
        Fault::at(place(&error), explain(&error, text))
    })
}

fn place(error: &SpannedError) -> Position {
    use ron::Error as E;
    // The reader stands behind a name when it finds that it does not know it.
    let at = match error.code {
        E::NoSuchStructField { .. }
        | E::DuplicateStructField { .. }
        | E::NoSuchEnumVariant { .. }
        | E::Message(_) => error.span.start,
        _ => error.span.end,
    };
    Position { line: at.line, column: at.col }
}

fn explain(error: &SpannedError, text: &str) -> LoadFault {
    use ron::Error as E;
    let end = text.trim_end();
    let at_end = Position { line: error.span.end.line, column: error.span.end.col }
        >= Lines::of(end).position(end, end.len());
    match &error.code {
        E::ExceededRecursionLimit => LoadFault::TooDeep,
        E::TrailingCharacters => LoadFault::from(Inconsistency::Trailing),
        E::ExpectedStringEnd => LoadFault::CutShort { of_text: true },
        E::MissingStructField { field, outer } => {
            let within = RecordKind(outer.clone());
            let field = (*field).to_owned();
            LoadFault::from(Inconsistency::FieldMissing { field, within })
        }
        E::Message(message) => LoadFault::from(Inconsistency::WrongType(message.clone())),
        // Also half a name at the very end is no name that is not known.
        E::UnclosedBlockComment => LoadFault::CutShort { of_text: false },
        _ if at_end => LoadFault::CutShort { of_text: false },
        E::NoSuchStructField { found, outer, .. } => {
            LoadFault::UnknownField { field: found.clone(), within: RecordKind(outer.clone()) }
        }
        E::DuplicateStructField { field, outer } => {
            let within = RecordKind(outer.clone());
            let field = (*field).to_owned();
            LoadFault::from(Inconsistency::FieldTwice { field, within })
        }
        E::NoSuchEnumVariant { expected: known, found, .. } => {
            LoadFault::from(Inconsistency::UnknownValue { found: found.clone(), known })
        }
        other => {
            let words = decapitalised(&other.to_string().replace('`', ""));
            LoadFault::NotRon(RonFault::Syntax(words))
        }
    }
}

fn decapitalised(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
