//! Proven rollbacks as a table, a document, and a page.

mod json;
mod page;
mod table;

pub(super) use json::document;
pub(crate) use page::html;
pub(super) use table::table;
