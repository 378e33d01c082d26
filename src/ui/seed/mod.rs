//! Seeding as a table, a document, and bars.

mod json;
mod progress;
mod table;

pub(super) use json::document;
pub(super) use progress::Bars;
pub(super) use table::table;
