//! The command line's grammar.

use std::{ffi::OsString, path::PathBuf};

use clap::{
    ArgAction, Args, CommandFactory as _, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::{app::TEMPLATES, exchange::export::Citations, persist::Reading};
use nutgraf_engine::model::{ClaimKind, ClaimStatus};

/// Writes explainer articles whose every quotation and claim can be traced to its source.
#[derive(Debug, Parser)]
#[command(name = "nutgraf", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Exit codes: 0 done; 1 findings of severity error, a refused final \
    export, or a merge with conflicts; 2 unusable input, wrong arguments, or a failed write.")]
pub struct CommandLine {
    /// The project to open in the window
    pub file: Option<PathBuf>,
    /// What to do without a window.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
}

impl CommandLine {
    /// Reads the arguments, the program's own name first.
    ///
    /// # Errors
    /// When they are wrong, or ask for help or the version; clap's error says
    /// what to print, where, and with which exit code.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        Self::try_parse_from(arguments)
    }
}

/// Returns the name of every command, in the order of the grammar: `new`, `source add`.
pub(super) fn command_names() -> Vec<String> {
    fn names_below(command: &clap::Command) -> Vec<String> {
        let below = command.get_subcommands().flat_map(|below| {
            let name = below.get_name();
            match below.has_subcommands() {
                true => names_below(below).iter().map(|rest| format!("{name} {rest}")).collect(),
                false => vec![name.to_owned()],
            }
        });
        below.collect()
    }
    names_below(&CommandLine::command())
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Make a project from a template or an existing article
    New(NewArgs),
    /// Work on a project's sources
    #[command(subcommand)]
    Source(SourceCommand),
    /// Work on a project's quotes
    #[command(subcommand)]
    Quote(QuoteCommand),
    /// Work on a project's claims
    #[command(subcommand)]
    Claim(ClaimCommand),
    /// Hold every quotation of a project against its sources
    Check(CheckArgs),
    /// Hold the quotations of any Markdown article against text files
    Verify(VerifyArgs),
    /// List every sentence of an article or a project, the one most worth checking first
    Claims(ClaimsArgs),
    /// Write the finished article
    Export(ExportArgs),
    /// Write the documents of a fact check: annotated draft, checking copy, checked copy
    Packet(PacketArgs),
    /// Merge what two sides made of one project; also the driver for “git merge”
    Merge(MergeArgs),
    /// Say what a project holds
    Info(InfoArgs),
    /// Make the sample projects, check them, export them, and say what was done
    Demo(DemoArgs),
}

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

/// How large a project may be that is only read.
#[derive(Debug, Args)]
pub struct SizeArgs {
    /// Open a project of more than 512 MiB too; takes up to nine times its size in memory
    #[arg(long)]
    large: bool,
}

impl SizeArgs {
    /// How the project's file is read.
    pub fn reading(&self) -> Reading {
        if self.large { Reading::Large } else { Reading::Usual }
    }
}

/// `nutgraf check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The project file
    pub file: PathBuf,
    /// How to print the report
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
    /// How large the project may be.
    #[command(flatten)]
    pub size: SizeArgs,
}

/// `nutgraf verify`
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The Markdown article
    pub article: PathBuf,
    /// Text or Markdown files; a citation key means the file of that name
    #[arg(long = "source", value_name = "TEXTFILE", num_args = 1.., required = true)]
    pub sources: Vec<PathBuf>,
    /// How to print the report
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// `nutgraf claims`
#[derive(Debug, Args)]
pub struct ClaimsArgs {
    /// The Markdown article, or a project whose name ends in “.ron”
    #[arg(value_name = "ARTICLE.md|FILE.ron")]
    pub file: PathBuf,
    /// How to print the inventory
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
    /// How large the project may be.
    #[command(flatten)]
    pub size: SizeArgs,
}

/// `nutgraf export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The project file
    pub file: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t)]
    pub to: ExportTarget,
    /// Where to write it [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// How citations are set
    #[arg(long, value_enum, default_value_t)]
    pub citations: CitationStyle,
    /// Begin with YAML front matter
    #[arg(long)]
    pub front_matter: bool,
    /// Let a web page load images from other sites, which tells them who reads it
    #[arg(long)]
    pub remote_images: bool,
    /// Refuse unless every quotation and every claim holds
    #[arg(long = "final")]
    pub is_final: bool,
    /// Call it final although something stands against it; the reason is kept in the
    /// project as a sign-off and printed in the packet
    #[arg(
        long = "override",
        value_name = "REASON",
        requires = "is_final",
        allow_hyphen_values = true
    )]
    pub reason: Option<String>,
    /// Keep a sign-off in this name. A final export that is not overridden keeps none
    /// without it, and leaves the project as it is [default with --override: the checker
    /// of the settings, or the user's name]
    #[arg(long, value_name = "NAME", requires = "is_final", allow_hyphen_values = true)]
    pub by: Option<String>,
    /// How it is written
    #[command(flatten)]
    pub writing: Writing,
    /// How large the project may be.
    #[command(flatten)]
    pub size: SizeArgs,
}

/// `nutgraf packet`
#[derive(Debug, Args)]
#[command(override_usage = "nutgraf packet FILE -o DIR\n       \
    nutgraf packet --strip ANNOTATED.md [-o OUT]")]
pub struct PacketArgs {
    /// The project file
    #[arg(required_unless_present = "strip")]
    pub file: Option<PathBuf>,
    /// The folder to write six files to, which is made where it is missing; with --strip the
    /// file to write to [default: standard output]
    #[arg(short, long, value_name = "DIR|OUT", required_unless_present = "strip")]
    pub output: Option<PathBuf>,
    /// Take the annotations out of an annotated draft in Markdown instead, which gives the
    /// draft back byte for byte
    #[arg(long, value_name = "ANNOTATED.md", conflicts_with = "file")]
    pub strip: Option<PathBuf>,
    /// How large the project may be.
    #[command(flatten)]
    pub size: SizeArgs,
}

/// `nutgraf merge`
#[derive(Debug, Args)]
#[command(after_help = "\
What one side changed is taken, of the draft word by word, and sources, quotes and claims by \
their ids. Where both sides changed the same thing, OUT holds both versions between the marks \
<<<<<<<, ======= and >>>>>>> in the draft (what is not of the draft at its end), each is told on \
standard error, and the exit code is 1. OUT always opens as a project.

For Git, once in the repository and once on each machine:
  echo '*.nutgraf.ron merge=nutgraf' >> .gitattributes
  git config merge.nutgraf.driver 'nutgraf merge %O %A %B -o %A'")]
pub struct MergeArgs {
    /// The version that both sides began with; where it is missing or empty, what both
    /// have in common takes its place
    pub base: PathBuf,
    /// Our version
    pub ours: PathBuf,
    /// Their version
    pub theirs: PathBuf,
    /// Where to write the merged project; may be one of the three
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// How it is written
    #[command(flatten)]
    pub writing: Writing,
    /// How large the project may be.
    #[command(flatten)]
    pub size: SizeArgs,
}

/// `nutgraf info`
#[derive(Debug, Args)]
pub struct InfoArgs {
    /// The project file
    pub file: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
    /// How large the project may be.
    #[command(flatten)]
    pub size: SizeArgs,
}

/// `nutgraf demo`
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder to write to; it is made where it is missing
    #[arg(short, long, value_name = "DIR", default_value = "nutgraf-demo")]
    pub output: PathBuf,
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For a person.
    #[default]
    Text,
    /// For a program.
    Json,
}

/// What an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportTarget {
    /// Finished Markdown
    #[default]
    Markdown,
    /// A web page of one file, with nothing in it that runs or loads
    Html,
}

/// How an export sets citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CitationStyle {
    /// As footnotes with a readable reference
    #[default]
    Footnotes,
    /// As they stand in the draft, for Pandoc
    Pandoc,
    /// As links in the text
    Links,
    /// As author and date, with references at the end
    AuthorDate,
}

impl From<CitationStyle> for Citations {
    fn from(style: CitationStyle) -> Self {
        match style {
            CitationStyle::Footnotes => Self::Footnotes,
            CitationStyle::Pandoc => Self::Pandoc,
            CitationStyle::Links => Self::Links,
            CitationStyle::AuthorDate => Self::AuthorDate,
        }
    }
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
