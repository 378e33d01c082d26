//! Partitions as a table, a document and metrics.

mod json;
mod metrics;
mod section;
mod table;

pub(super) use json::document;
pub(crate) use metrics::metrics;
pub(super) use section::section;
pub(super) use table::{list, state};
