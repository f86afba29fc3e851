//! `check` and `verify`: what the quotations of an article are.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    Env, Failure, Outcome,
    args::{CheckArgs, OutputFormat, VerifyArgs},
    report::{ReportStyle, StandingFinding, report_json, report_text},
};
use crate::project::Project;
use nutgraf_engine::{
    evidence::{self, CheckCache, Report},
    markdown::Structure,
    model::{Locators, Profile, Snapshot, SnapshotFormat},
};

/// Judges a project as the window does.
pub(super) fn report_of(project: &Project) -> Report {
    let structure = Structure::parse(project.draft());
    evidence::check(&project.check_input(&structure), &mut CheckCache::default())
}

pub(super) fn check(args: CheckArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let (project, _) = env.open_as(args.size.reading(), &args.file)?;
    let mut report = report_of(&project);
    let mut stands = Vec::new();
    report.findings.retain(|finding| match project.stet_of(finding) {
        Some(stet) => {
            stands.push(StandingFinding { finding: finding.clone(), stet: stet.clone() });
            false
        }
        None => true,
    });
    // Lines and columns are of the draft, not of the file that holds it.
    let name = format!("{}, draft", args.file.display());
    let locators = |key: &str| Some(project.source_by_key(key)?.snapshot.as_ref()?.locators());
    let places = SourceLocators::of(&report, args.format, locators);
    print((&report, &stands), project.draft(), &name, &places, args.format, env)
}

pub(super) fn verify(args: VerifyArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let article = super::read_whole(&args.article, &env.importer)?;
    let mut sources: Vec<(String, String, SnapshotFormat)> = Vec::new();
    let mut named: BTreeMap<String, &Path> = BTreeMap::new();
    for path in &args.sources {
        let imported = super::read_whole(path, &env.importer)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(other) = named.insert(stem.clone(), path) {
            if is_same_file(other, path) {
                continue;
            }
            let (first, second) = (other.to_owned(), path.to_owned());
            return Err(Failure::SameKey { key: stem, first, second });
        }
        let format = imported.format();
        sources.push((stem, imported.text, format));
    }
    let report = evidence::check_article(&article.text, &sources, Profile::default());
    let name = args.article.display().to_string();
    let locators = |key: &str| {
        let (_, text, format) = sources.iter().find(|(name, ..)| name == key)?;
        Some(Snapshot::capture(text.as_str(), *format, env.now).locators())
    };
    let places = SourceLocators::of(&report, args.format, locators);
    print((&report, &[]), &article.text, &name, &places, args.format, env)
}

/// Whether two paths lead to one file, as a glob and a name beside it may.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(one).is_some_and(|path| real(other) == Some(path))
}

/// Where readers find things in the sources that a report points to.
struct SourceLocators(BTreeMap<String, Locators>);

impl SourceLocators {
    /// Only a text says where they are; JSON gives bytes.
    fn of(
        report: &Report,
        format: OutputFormat,
        locators: impl Fn(&str) -> Option<Locators>,
    ) -> Self {
        let wanted = report.quotations.iter().filter(|_| format == OutputFormat::Text);
        let keys: BTreeSet<&str> =
            wanted.filter_map(|checked| checked.judgement.source.as_deref()).collect();
        let found = keys.into_iter().filter_map(|key| Some((key.to_owned(), locators(key)?)));
        Self(found.collect())
    }
}

fn print(
    (report, stands): (&Report, &[StandingFinding]),
    text: &str,
    name: &str,
    places: &SourceLocators,
    format: OutputFormat,
    env: &mut Env<'_>,
) -> Result<Outcome, Failure> {
    let style = ReportStyle {
        name,
        colour: env.colour,
        width: env.page_width(),
        locate: &|key, at| Some(places.0.get(key)?.of(at)),
    };
    let printed = match format {
        OutputFormat::Json => report_json(report, text, stands),
        OutputFormat::Text => report_text(report, text, stands, &style),
    };
    let outcome = if report.summary().errors > 0 { Outcome::Refused } else { Outcome::Done };
    match env.print(&printed) {
        // A gate is no less shut because nobody reads why.
        Ok(()) | Err(Failure::ReaderLeft) => Ok(outcome),
        Err(failure) => Err(failure),
    }
}
