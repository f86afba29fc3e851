//! `merge`: what two sides made of one project, as one project; also Git's merge driver.
//!
//! # Invariants
//!
//! - OUT is written whole or not at all, and opens as a project, whatever the conflicts.
//! - Every conflict is told.

use std::{fs, io::ErrorKind, path::Path};

use super::{Env, Failure, Outcome, args::MergeArgs, count};
use crate::{
    persist::{Reading, SaveError, file::to_ron_within, lock, write_like},
    project::{Conflict, Decisions, Merged, Project, Take, merge as merge_projects},
};
use nutgraf_engine::text::excerpt;

/// So many characters of what conflicts are printed.
const SHOWN: usize = 160;

pub(super) fn merge(args: MergeArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let MergeArgs { base, ours, theirs, output, writing, size } = args;
    let reading = size.reading();
    if let Err(refusal) = lock::check(&output, env.now, writing.take_over) {
        return Err(Failure::NotLocked { path: output, refusal });
    }
    let base = base_of(reading, &base, env)?;
    let (our_project, _) = env.open_as(reading, &ours)?;
    let (their_project, _) = env.open_as(reading, &theirs)?;
    let decisions = Decisions::all(Take::Marked);
    let Merged { project, conflicts, notes } =
        merge_projects(base.as_ref(), &our_project, &their_project, &decisions);
    let text = to_ron_within(&project, project.most())
        .map_err(|cause| SaveError::encoding(&output, cause))?;
    write_like(&output, text.as_bytes(), &ours)?;
    for note in notes {
        env.say(&format!("note: {note}"));
    }
    if conflicts.is_empty() {
        return Ok(Outcome::Done);
    }
    for conflict in &conflicts {
        tell(conflict, env);
    }
    env.say(&format!(
        "{}: {}. Both versions stand in the draft between <<<<<<< and >>>>>>>: keep what is \
         right, delete the rest and the marks, then save.",
        output.display(),
        count(conflicts.len(), "conflict")
    ));
    Ok(Outcome::Refused)
}

/// What both sides began with. Git gives an empty file where both added the project.
fn base_of(reading: Reading, path: &Path, env: &mut Env<'_>) -> Result<Option<Project>, Failure> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() && found.len() == 0 => Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        _ => Ok(Some(env.open_as(reading, path)?.0)),
    }
}

fn tell(conflict: &Conflict, env: &mut Env<'_>) {
    let around = match conflict.around.is_empty() {
        true => String::new(),
        false => format!(" ({})", conflict.around),
    };
    env.say(&format!("conflict: {}{around}", conflict.what));
    let versions =
        [("base", &conflict.base), ("ours", &conflict.ours), ("theirs", &conflict.theirs)];
    for (name, version) in versions {
        let said = match version {
            None => "(not there)".to_owned(),
            Some(text) if text.trim().is_empty() => "(empty)".to_owned(),
            Some(text) => excerpt(text, SHOWN),
        };
        env.say(&format!("  {name}: {said}"));
    }
}
