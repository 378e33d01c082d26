//! Findings about isolation: as a table, as documents for programs, and the rules in words.

mod explain;
mod json;
mod junit;
mod matrix;
mod sarif;
mod table;

pub(super) use explain::explain;
pub(super) use json::{document, rules};
pub(crate) use junit::junit;
pub(super) use matrix::matrix;
pub(crate) use sarif::sarif;
pub(super) use table::{classes, findings};
