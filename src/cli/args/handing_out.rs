//! The arguments of commands that write something besides the project.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{editing::Writing, reading::SizeArgs};
use crate::exchange::export::Citations;

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

/// `nutgraf demo`
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder to write to; it is made where it is missing
    #[arg(short, long, value_name = "DIR", default_value = "nutgraf-demo")]
    pub output: PathBuf,
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
