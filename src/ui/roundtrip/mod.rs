//! Proven rollbacks as a table, a document, and a page.

mod html;
mod json;
mod table;

pub(crate) use html::html;
pub(super) use json::document;
pub(super) use table::table;
