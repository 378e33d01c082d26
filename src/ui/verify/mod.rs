//! Findings about isolation: as a table, as documents for programs; and the texts of the rules.

mod explain;
mod html;
mod json;
mod junit;
mod matrix;
mod report;
mod sarif;
mod table;

pub(crate) use html::html;
pub(crate) use junit::junit;
use matrix::matrix;
pub(crate) use sarif::sarif;
use table::{classes, findings};
