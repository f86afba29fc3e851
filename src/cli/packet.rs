//! `packet`: the documents of a fact check, and the way back from one of them.

use std::path::{Path, PathBuf};

use super::{Env, Failure, Outcome, args::PacketArgs, count, judge};
use crate::{
    app::project_name,
    exchange::export::{self, strip, write_packet},
    persist::{
        Limit, Reading,
        regular::{self, Links},
        write_atomic,
    },
};
use nutgraf_engine::markdown::Structure;

pub(super) fn packet(args: PacketArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let reading = args.size.reading();
    match (args.strip, args.file, args.output) {
        (Some(annotated), _, output) => take_out(&annotated, output, env),
        (None, Some(file), Some(folder)) => write(reading, &file, &folder, env),
        // The arguments ask for both.
        (None, ..) => Err(Failure::PacketArguments),
    }
}

fn write(
    reading: Reading,
    file: &Path,
    folder: &Path,
    env: &mut Env<'_>,
) -> Result<Outcome, Failure> {
    let (project, _) = env.open_as(reading, file)?;
    let report = judge::report_of(&project);
    let packet = export::packet(&project, &report, env.now);
    for path in write_packet(&packet, folder, &project_name(file), Some(file))? {
        env.say(&format!("Wrote {}", path.display()));
    }
    let survey = project.survey_of(&Structure::parse(project.draft()));
    let against = project.obstacles(&report, &survey).len();
    env.say(&match against {
        0 => match survey.unclaimed() {
            0 => "The gate is passed.".to_owned(),
            open => format!(
                "The gate is passed, with {} that nobody claimed or set aside.",
                count(open, "sentence")
            ),
        },
        _ => format!("The gate is not passed: {} against it.", count(against, "reason")),
    });
    Ok(Outcome::Done)
}

fn take_out(
    annotated: &Path,
    output: Option<PathBuf>,
    env: &mut Env<'_>,
) -> Result<Outcome, Failure> {
    let text = read(annotated)?;
    let path = annotated.to_owned();
    let draft = strip(&text).map_err(|cause| Failure::NotStripped { path, cause })?;
    match output.filter(|output| output.as_os_str() != "-") {
        None => env.print(&draft)?,
        Some(output) => {
            write_atomic(&output, draft.as_bytes())?;
            env.say(&format!("Wrote the draft to {}", output.display()));
        }
    }
    Ok(Outcome::Done)
}

/// Reads an annotated draft to the byte: what the draft holds was taken before.
fn read(path: &Path) -> Result<String, Failure> {
    let unread = |cause| Failure::AnnotatedUnread { path: path.to_owned(), cause };
    let most = Limit::Annotated.read();
    let (bytes, _) = regular::read(path, Links::Follow, most).map_err(unread)?;
    String::from_utf8(bytes).map_err(|_| Failure::AnnotatedNotText(path.to_owned()))
}
