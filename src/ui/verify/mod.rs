//! Findings about isolation: as a table, as documents for programs; and the texts of the rules.

mod explain;
mod json;
mod junit;
mod matrix;
mod page;
mod report;
mod sarif;
mod suggestion;
mod table;

pub(crate) use junit::junit;
use matrix::{details, matrix, overview};
pub(crate) use page::html;
pub(crate) use sarif::sarif;
pub(crate) use suggestion::section as tenant_section;
use table::{class_counts, classes, findings, severities};
