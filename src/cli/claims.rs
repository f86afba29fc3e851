//! `claims`: which sentences there is something to check in.

use std::collections::BTreeSet;

use super::{
    Env, Failure, Outcome,
    args::{ClaimsArgs, OutputFormat},
    report::{InventoryStyle, inventory_json, inventory_text},
};
use crate::project::Project;
use nutgraf_engine::{
    evidence::{coverage, inventory},
    markdown::Structure,
};

pub(super) fn claims(args: ClaimsArgs, env: &mut Env<'_>) -> Result<Outcome, Failure> {
    let is_project = args.file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
    let (text, name, project) = if is_project {
        let (project, _) = env.open_as(args.size.reading(), &args.file)?;
        // Lines and columns are of the draft, not of the file that holds it.
        let name = format!("{}, draft", args.file.display());
        (project.draft().to_owned(), name, Some(project))
    } else {
        (super::read_whole(&args.file, &env.importer)?.text, args.file.display().to_string(), None)
    };
    let structure = Structure::parse(&text);
    let claims = project.as_ref().map_or_else(Vec::new, |p| p.check_input(&structure).claims);
    let inventory = inventory(&text, &structure);
    let none = BTreeSet::new();
    let not_claims = project.as_ref().map_or(&none, Project::not_claims);
    let coverage = coverage(&text, &inventory, &claims, not_claims);
    let printed = match args.format {
        OutputFormat::Json => inventory_json(&inventory, coverage, &text),
        OutputFormat::Text => {
            let style = InventoryStyle { name: &name, colour: env.colour, width: env.page_width() };
            inventory_text(&inventory, coverage, &text, &style)
        }
    };
    env.print(&printed)?;
    Ok(Outcome::Done)
}
