//! Proven rollbacks as a table, a document, and a page.

mod finding_json;
mod json;
mod page;
mod report;
mod table;

pub(crate) use page::html;
use table::table;
