//! The command line's grammar.

mod editing;
mod handing_out;
mod reading;

use std::{ffi::OsString, path::PathBuf};

use clap::{CommandFactory as _, Parser, Subcommand};

pub(super) use editing::{
    ClaimAddArgs, ClaimCommand, NewArgs, QuoteAddArgs, QuoteCommand, SourceAddArgs, SourceCommand,
    Writing,
};
pub(super) use handing_out::{DemoArgs, ExportArgs, ExportTarget, MergeArgs, PacketArgs};
pub(super) use reading::{CheckArgs, ClaimsArgs, InfoArgs, OutputFormat, VerifyArgs};

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
