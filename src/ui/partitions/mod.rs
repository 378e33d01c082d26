//! Partitions as a table, a document and metrics.

mod json;
mod metrics;
mod table;

pub(super) use json::document;
pub(crate) use metrics::metrics;
pub(super) use table::{list, state};
