//! `export`: the finished article, and the gate before it is called final.

use std::{fs, path::Path};

use super::{
    Env, Failure, Outcome,
    args::{Export, Target},
    count, judge,
};
use crate::{
    exchange::export::{MarkdownOptions, markdown},
    persist::write_atomic,
};

pub(super) fn export(args: Export, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let (project, _) = env.open(&args.file)?;
    if args.is_final {
        let obstacles = project.obstacles(&judge::report_of(&project));
        if !obstacles.is_empty() {
            env.say(&format!(
                "nutgraf: not final: {} against it. Nothing was written.",
                count(obstacles.len(), "reason")
            ));
            for obstacle in obstacles {
                env.say(&format!("  {obstacle}"));
            }
            return Ok(Outcome::Refused);
        }
    }
    let options =
        MarkdownOptions { citations: args.citations.into(), front_matter: args.front_matter };
    let exported = match args.to {
        Target::Markdown => markdown(&project, &options),
    };
    for warning in &exported.warnings {
        env.say(&format!("warning: {warning}"));
    }
    match args.output.filter(|output| output.as_os_str() != "-") {
        None => env.print(&exported.text)?,
        Some(output) => {
            if is_same_file(&output, &args.file) {
                return Err(Failure::hinted(
                    format!("{}: not written: this is the project itself", output.display()),
                    "Name another file for the export.",
                ));
            }
            write_atomic(&output, exported.text.as_bytes())?;
            env.say(&format!("Exported to {}", output.display()));
        }
    }
    Ok(Outcome::Done)
}

/// Whether two names lead to one file that exists.
fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}
