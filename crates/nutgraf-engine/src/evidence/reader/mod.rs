//! Reads the figures and dates of a sentence, for the claim inventory and for the
//! cross-check.
//!
//! Both see the same [words](word) and share what a label, a day, a month, a year, an era, a
//! time of day or a number is. Where they differ, the difference is a [`Purpose`], and the
//! function that takes it says why.
//!
//! # Invariants
//!
//! What is not understood completely has no value: a figure that was read for comparing is
//! never a guess.

pub(crate) mod amount;
pub(crate) mod calendar;
pub(crate) mod clock;
mod context;
pub(crate) mod date_parts;
pub(crate) mod era;
pub(crate) mod family;
pub(crate) mod figure;
pub(crate) mod figure_reader;
mod fraction;
pub(crate) mod hedge;
mod identifier;
pub(crate) mod label;
pub(crate) mod month_date;
pub(crate) mod noun;
pub(crate) mod number;
mod numeral;
pub(crate) mod numeric_date;
mod ratio;
pub(crate) mod relative_date;
pub(crate) mod text_date;
pub(crate) mod unit;
pub(crate) mod word;
pub(crate) mod year;

/// What a sentence is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// For the claim inventory, which only asks whether there is something to check.
    ///
    /// In doubt something is a figure or a date: overlooked, it would go unchecked.
    Notice,
    /// For the cross-check, which needs values that it can compare.
    ///
    /// In doubt something is none: misread, it would become a false conflict.
    Compare,
}

#[cfg(test)]
mod tests;
