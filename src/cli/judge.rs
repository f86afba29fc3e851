//! `check` and `verify`: what the quotations of an article are.

use std::{collections::BTreeMap, path::Path};

use super::{
    Env, Failure, Outcome,
    args::{Check, Format, Verify},
};
use crate::{
    evidence::{self, CheckInput, IndexCache, Report, report_json, report_text},
    exchange::import::import_file,
    markdown::Structure,
    model::{Profile, SnapshotFormat},
    project::Project,
    text::AnchorKey,
};

/// Judges a project as the window does.
pub(super) fn report_of(project: &Project) -> Report {
    let structure = Structure::parse(project.draft());
    let uses = project.document().anchors().filter_map(|(key, anchor)| match key {
        AnchorKey::Use(quote, _) => Some((quote.clone(), anchor.range())),
        AnchorKey::Claim(_) => None,
    });
    let claims = project.claims().iter().map(|claim| (claim, project.claim_range(&claim.id)));
    let input = CheckInput {
        text: project.draft(),
        structure: &structure,
        sources: project.sources(),
        quotes: project.quotes(),
        claims: claims.collect(),
        uses: uses.collect(),
        profile: project.article().profile,
    };
    evidence::check(&input, &mut IndexCache::default())
}

pub(super) fn check(args: Check, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let (project, _) = env.open(&args.file)?;
    let report = report_of(&project);
    // Lines and columns are of the draft, not of the file that holds it.
    let name = format!("{}, draft", args.file.display());
    print(&report, project.draft(), &name, args.format, env)
}

pub(super) fn verify(args: Verify, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let article = super::article(&args.article)?;
    let mut sources: Vec<(String, String, SnapshotFormat)> = Vec::new();
    let mut named: BTreeMap<String, &Path> = BTreeMap::new();
    for path in &args.sources {
        let imported = import_file(path)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(other) = named.insert(stem.clone(), path) {
            return Err(Failure::hinted(
                format!("{} and {} are both the source “{stem}”", other.display(), path.display()),
                "A citation key means the file of that name; give the files different names.",
            ));
        }
        sources.push((stem, imported.text, imported.format));
    }
    let report = evidence::check_article(&article.text, &sources, Profile::default());
    let name = args.article.display().to_string();
    print(&report, &article.text, &name, args.format, env)
}

fn print(
    report: &Report,
    text: &str,
    name: &str,
    format: Format,
    env: &mut Env<'_>,
) -> Result<Outcome, Failure> {
    let printed = match format {
        Format::Json => report_json(report, text),
        Format::Text => report_text(report, text, name, env.colour),
    };
    let outcome = if report.summary().errors > 0 { Outcome::Refused } else { Outcome::Done };
    match env.print(&printed) {
        // A gate is no less shut because nobody reads why.
        Ok(()) | Err(Failure::ReaderLeft) => Ok(outcome),
        Err(failure) => Err(failure),
    }
}
