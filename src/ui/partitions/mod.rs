//! Partitions as a table, a document and metrics.

mod json;
mod metrics;
mod report;
mod retire_json;
mod section;
mod table;

pub(crate) use metrics::metrics;
pub(super) use section::section;
use table::{list, state};
