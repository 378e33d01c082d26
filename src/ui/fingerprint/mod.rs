//! Schemas and what differs between two, as text and as fields of the JSON document.

mod differences;
mod json;
mod report;

pub(super) use differences::differences;
pub(super) use json::{AdditionView, AspectView, DifferencesView, DriftView, additions, aspects};
