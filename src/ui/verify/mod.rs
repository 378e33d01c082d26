//! Findings about isolation: as a table, as documents for programs; and the texts of the rules.

mod explain;
mod html;
mod json;
mod junit;
mod markup;
mod matrix;
mod sarif;
mod table;

pub(super) use explain::explain;
pub(crate) use html::html;
pub(super) use json::{document, rules};
pub(crate) use junit::junit;
pub(super) use markup::escaped;
pub(super) use matrix::matrix;
pub(crate) use sarif::sarif;
pub(super) use table::{classes, findings};
