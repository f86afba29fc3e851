//! `export`: the finished article, and the gate before it is called final.
//!
//! # Invariants
//!
//! What somebody signed is kept before it is written out, so that there is no final export
//! whose reason is lost.

use super::{
    Env, Failure, Outcome,
    args::{ExportArgs, ExportTarget},
    count, judge,
};
use crate::{
    exchange::export::{HtmlOptions, MarkdownOptions, html, is_same_file, markdown},
    persist::write_atomic,
    project::Project,
};
use nutgraf_engine::{markdown::Structure, model::Signoff, text::one_line};

pub(super) fn export(args: ExportArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let (mut project, stamp) = env.open_as(args.size.reading(), &args.file)?;
    let output = args.output.as_deref().filter(|output| output.as_os_str() != "-");
    if let Some(output) = output.filter(|output| is_same_file(output, &args.file)) {
        return Err(Failure::ExportOverProject(output.to_owned()));
    }
    if args.is_final {
        let Some(signoff) = pass(&project, &args, env)? else { return Ok(Outcome::Refused) };
        if let Some(signoff) = signoff {
            let by = signoff.by.clone();
            project.sign(signoff)?;
            env.save_back(&project, &args.file, &stamp, args.writing)?;
            env.say(&format!("Signed off by {by}."));
        }
    }
    let options =
        MarkdownOptions { citations: args.citations.into(), front_matter: args.front_matter };
    let exported = match args.to {
        ExportTarget::Markdown => markdown(&project, &options),
        ExportTarget::Html => {
            let remote_images = args.remote_images;
            html(&project, &HtmlOptions { citations: options.citations, remote_images })
        }
    };
    for warning in &exported.warnings {
        env.say(&format!("warning: {warning}"));
    }
    match output {
        None => env.print(&exported.text)?,
        Some(output) => {
            write_atomic(output, exported.text.as_bytes())?;
            env.say(&format!("Exported to {}", output.display()));
        }
    }
    Ok(Outcome::Done)
}

/// What there is to sign before an export is called final; `None` when it is refused.
fn pass(
    project: &Project,
    args: &ExportArgs,
    env: &mut Env<'_>,
) -> Result<Option<Option<Signoff>>, Failure> {
    let structure = Structure::parse(project.draft());
    let survey = project.survey_of(&structure);
    let obstacles = project.obstacles(&judge::report_of(project), &survey);
    let reason = args.reason.as_deref().map(str::trim);
    let against = count(obstacles.len(), "reason");
    if survey.unclaimed() > 0 {
        let sentences = count(survey.unclaimed(), "sentence");
        env.say(&format!(
            "note: {sentences} with a figure, a date, a superlative or a quotation: neither a \
             claim nor set aside. `nutgraf claims` lists them."
        ));
    }
    match reason {
        Some("") => {
            return Err(Failure::NoReason);
        }
        None if !obstacles.is_empty() => {
            env.say(&format!("nutgraf: not final: {against} against it. Nothing was written."));
            obstacles.iter().for_each(|obstacle| env.say(&format!("  {obstacle}")));
            env.say("hint: --override REASON calls it final all the same, and keeps the reason.");
            return Ok(None);
        }
        None if args.by.is_none() => return Ok(Some(None)),
        _ => {}
    }
    let by = match &args.by {
        Some(name) => one_line(name),
        None => (env.signer)(),
    };
    if by.is_empty() {
        return Err(Failure::NoSigner);
    }
    let reason = match (reason, obstacles.is_empty()) {
        (Some(reason), false) => {
            env.say(&format!("nutgraf: final by override: {against} against it:"));
            obstacles.iter().for_each(|obstacle| env.say(&format!("  {obstacle}")));
            reason
        }
        (Some(_), true) => {
            env.say("note: nothing stands against it, so the reason is not kept.");
            ""
        }
        (None, _) => "",
    };
    Ok(Some(Some(project.signoff(&by, reason, env.now))))
}
