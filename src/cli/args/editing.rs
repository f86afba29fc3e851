//! The arguments of commands that make a project or add to it.

use std::path::PathBuf;

use clap::{
    ArgAction, Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::app::TEMPLATES;
use nutgraf_engine::model::{ClaimKind, ClaimStatus};

/// `nutgraf source …`
#[derive(Debug, Subcommand)]
pub enum SourceCommand {
    /// Add a text or Markdown file as a source with a snapshot; prints its citation key
    Add(SourceAddArgs),
}

/// `nutgraf quote …`
#[derive(Debug, Subcommand)]
pub enum QuoteCommand {
    /// Capture words of a source's snapshot as a quote; prints the quote's id
    Add(QuoteAddArgs),
}

/// `nutgraf claim …`
#[derive(Debug, Subcommand)]
pub enum ClaimCommand {
    /// Mark words of the draft as a claim; prints the claim's id
    Add(ClaimAddArgs),
}

/// `nutgraf new`
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The project file to make; an existing file is never replaced
    pub file: PathBuf,
    /// What the draft begins with
    #[arg(long, default_value = "blank", value_parser = template_names())]
    pub template: String,
    /// The article's title
    #[arg(long, allow_hyphen_values = true)]
    pub title: Option<String>,
    /// Take the draft, byte for byte, from an existing Markdown article
    #[arg(long, value_name = "ARTICLE.md", conflicts_with = "template")]
    pub from: Option<PathBuf>,
}

/// `nutgraf source add`
#[derive(Debug, Args)]
pub struct SourceAddArgs {
    /// The project file
    pub file: PathBuf,
    /// The text or Markdown file to capture
    pub path: PathBuf,
    /// The citation key [default: the file's name]
    #[arg(long)]
    pub key: Option<String>,
    /// Its title [default: its first heading or line]
    #[arg(long, allow_hyphen_values = true)]
    pub title: Option<String>,
    /// Where it is found
    #[arg(long)]
    pub url: Option<String>,
    /// An author, as printed; give it once for each
    #[arg(long = "author", action = ArgAction::Append, allow_hyphen_values = true)]
    pub authors: Vec<String>,
    /// Add it although a source with the same text is there
    #[arg(long)]
    pub again: bool,
    /// How it is written
    #[command(flatten)]
    pub writing: Writing,
}

/// `nutgraf quote add`
#[derive(Debug, Args)]
pub struct QuoteAddArgs {
    /// The project file
    pub file: PathBuf,
    /// The citation key of the source
    #[arg(long, value_name = "KEY")]
    pub source: String,
    /// The words; marks and spaces may differ, and the snapshot's own are kept
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub exact: String,
    /// Where a reader finds them: “p. 12” [default: worked out from the snapshot]
    #[arg(long, allow_hyphen_values = true)]
    pub locator: Option<String>,
    /// Who said them
    #[arg(long, allow_hyphen_values = true)]
    pub speaker: Option<String>,
    /// Which one, counted from 1, when the words stand there more than once
    #[arg(long, value_name = "N")]
    pub occurrence: Option<usize>,
    /// How it is written
    #[command(flatten)]
    pub writing: Writing,
}

/// `nutgraf claim add`
#[derive(Debug, Args)]
pub struct ClaimAddArgs {
    /// The project file
    pub file: PathBuf,
    /// The words of the draft
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub exact: String,
    /// What sort of statement it is [default: guessed from the words]
    #[arg(long, value_parser = kinds())]
    pub kind: Option<ClaimKind>,
    /// How far the check has come
    #[arg(long, value_parser = statuses(), default_value = "unchecked")]
    pub status: ClaimStatus,
    /// A quote it rests on; give it once for each
    #[arg(long = "evidence", value_name = "QUOTE-ID", action = ArgAction::Append)]
    pub evidence: Vec<String>,
    /// Which one, counted from 1, when the words stand there more than once
    #[arg(long, value_name = "N")]
    pub occurrence: Option<usize>,
    /// How it is written
    #[command(flatten)]
    pub writing: Writing,
}

/// What every command takes that writes to a project.
#[derive(Clone, Copy, Debug, Args)]
pub struct Writing {
    /// Write although another computer left its lock on the project: nobody is there any
    /// more. What is open on this computer is still respected
    #[arg(long)]
    pub take_over: bool,
}

fn template_names() -> PossibleValuesParser {
    PossibleValuesParser::new(TEMPLATES.iter().map(|template| template.slug))
}

fn kinds() -> impl TypedValueParser<Value = ClaimKind> {
    PossibleValuesParser::new(ClaimKind::ALL.map(ClaimKind::as_str))
        .map(|slug| ClaimKind::from_slug(&slug).expect("only slugs are possible values"))
}

fn statuses() -> impl TypedValueParser<Value = ClaimStatus> {
    PossibleValuesParser::new(ClaimStatus::ALL.map(ClaimStatus::as_str))
        .map(|slug| ClaimStatus::from_slug(&slug).expect("only slugs are possible values"))
}
