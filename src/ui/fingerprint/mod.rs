//! Schemas and what differs between two, as text and as fields of the JSON document.

mod differences;
mod json;

pub(super) use differences::differences;
pub(super) use json::{additions, document, drift};
