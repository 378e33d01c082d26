//! Seeding as a table, a document, and bars.

mod json;
mod progress;
mod report;
mod table;

pub(super) use progress::Bars;
use table::table;
