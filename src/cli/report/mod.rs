//! Results of the evidence engine, written for people and for programs.
//!
//! The engine returns values and knows no output format. Here a report and an
//! inventory become the lines of a terminal and the JSON that other programs read.

mod inventory;
mod json;
mod page;
mod text;

#[cfg(test)]
mod tests;

use nutgraf_engine::{evidence::Finding, model::Stet};

/// A finding that somebody lets stand.
#[derive(Clone, Debug)]
pub struct StandingFinding {
    /// What was found.
    pub finding: Finding,
    /// Who lets it stand, and why.
    pub stet: Stet,
}

pub use inventory::{InventoryStyle, inventory_json, inventory_text};
pub use json::report_json;
pub use text::{ReportStyle, report_text};
