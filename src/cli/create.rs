//! `new` and `demo`: projects that were not there before.

use std::{fs, path::Path};

use super::{
    Env, Failure, Outcome,
    args::{DemoArgs, NewArgs},
    count, judge,
};
use crate::{
    app::{Sample, Template},
    exchange::{
        export::{MarkdownOptions, markdown, without_annotations},
        import::ImportProcess,
    },
    persist::{
        Expect, SaveError, from_ron,
        regular::{self, Links, RegularError},
        save, write_own,
    },
    project::Project,
};
use nutgraf_engine::{evidence::Verdict, markdown::Structure, model::Article};

pub(super) fn new(args: NewArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let project = match &args.from {
        Some(article) => from_article(article, args.title, &env.importer)?,
        None => from_template(&args.template, args.title)?,
    };
    save(&project, &args.file, Expect::Nothing).map_err(|error| match error {
        SaveError::Exists { .. } => Failure::Exists(error),
        other => other.into(),
    })?;
    let words = Structure::parse(project.draft()).words;
    env.say(&format!("Made {} ({}).", args.file.display(), count(words, "word")));
    Ok(Outcome::Done)
}

fn from_template(name: &str, title: Option<String>) -> Result<Project, Failure> {
    let template = Template::from_slug(name).ok_or_else(|| Failure::NoTemplate(name.to_owned()))?;
    let title = title.unwrap_or_default().trim().to_owned();
    let draft = template.draft(&title);
    let article = Article { title, language: "en".to_owned(), ..Article::default() };
    Ok(Project::new(article, draft))
}

/// A project whose draft is an article, byte for byte.
fn from_article(
    path: &Path,
    title: Option<String>,
    importer: &ImportProcess,
) -> Result<Project, Failure> {
    let mut imported = super::read_whole(path, importer)?;
    let stripped = without_annotations(&imported.text);
    let stripped =
        stripped.map_err(|cause| Failure::NotStripped { path: path.to_owned(), cause })?;
    imported.text = stripped.unwrap_or(imported.text);
    let article = Article {
        title: title.map_or(imported.title, |title| title.trim().to_owned()),
        authors: imported.authors,
        date: imported.issued,
        language: "en".to_owned(),
        ..Article::default()
    };
    Ok(Project::new(article, imported.text))
}

/// Where the demo is written when no folder is named.
const DEMO: &str = "nutgraf-demo";

/// Each sample project: made, checked, exported, and told of in three lines.
pub(super) fn demo(args: DemoArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let folder = args.output;
    // A name that nobody chose leads nowhere else.
    if folder.as_os_str() == DEMO && folder.is_symlink() {
        return Err(Failure::DemoFolderIsLink(folder));
    }
    fs::create_dir_all(&folder)
        .map_err(|cause| Failure::DemoFolder { path: folder.clone(), cause })?;
    for sample in Sample::ALL {
        let file = folder.join(format!("{}.nutgraf.ron", file_stem(sample)));
        let project = from_ron(sample.file().as_bytes(), &file)?.project;
        put(&file, sample.file())?;
        let report = judge::report_of(&project);
        let exported = markdown(&project, &MarkdownOptions::default());
        let export = folder.join(format!("{}.md", file_stem(sample)));
        put(&export, &exported.text)?;

        let headline = project.headline();
        env.print(&format!(
            "Made {}: {}, {}, {}.\n",
            file.display(),
            count(project.sources().len(), "source"),
            count(project.quotes().len(), "quote"),
            count(headline.claims, "claim"),
        ))?;
        let errors = report.summary().errors;
        let outcome = if errors == 0 {
            format!("No errors; {} of {} hold", headline.settled, count(headline.claims, "claim"))
        } else {
            format!("{}: “nutgraf check {}” shows them", count(errors, "error"), file.display())
        };
        env.print(&format!(
            "  Checked {}: {}. {outcome}.\n",
            count(report.quotations.len(), "quotation"),
            verdicts(report.quotations.iter().map(|quotation| quotation.judgement.verdict)),
        ))?;
        env.print(&format!("  Exported {}.\n", export.display()))?;
    }
    Ok(Outcome::Done)
}

fn file_stem(sample: Sample) -> &'static str {
    match sample {
        Sample::Explainer => "why-the-us-debated-a-ban",
        Sample::CheckAQuote => "how-to-check-a-quote",
    }
}

/// Writes a file of the demo, unless it is there already as it should be.
/// What a person made of it since is not replaced.
fn put(path: &Path, text: &str) -> Result<(), Failure> {
    match regular::read(path, Links::Refuse, text.len() as u64) {
        Ok((old, _)) if old == text.as_bytes() => Ok(()),
        Ok(_) | Err(RegularError::TooLarge { .. }) => {
            Err(Failure::DemoFileChanged(path.to_owned()))
        }
        Err(RegularError::Special(_) | RegularError::System(_)) => {
            Ok(write_own(path, text.as_bytes())?)
        }
    }
}

/// `3 verbatim, 1 altered`, in the order of the verdicts.
fn verdicts(all: impl Iterator<Item = Verdict>) -> String {
    let mut counts: Vec<(Verdict, usize)> = Vec::new();
    for verdict in all {
        match counts.iter_mut().find(|(known, _)| *known == verdict) {
            Some((_, number)) => *number += 1,
            None => counts.push((verdict, 1)),
        }
    }
    let counts = counts
        .iter()
        .map(|(verdict, number)| format!("{number} {}", verdict.label().to_lowercase()));
    counts.collect::<Vec<_>>().join(", ")
}
