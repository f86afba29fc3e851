//! The arguments of commands that only read.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::persist::Reading;

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

/// How a result is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For a person.
    #[default]
    Text,
    /// For a program.
    Json,
}
