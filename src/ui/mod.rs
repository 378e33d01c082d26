//! The only module that writes to a terminal: words, colours, tables, documents.
//!
//! Data goes to standard output, everything else to standard error. Readable without colour.

mod console;
mod docs;
mod fingerprint;
mod github;
mod json;
mod message;
mod paint;
mod partitions;
mod progress;
mod roundtrip;
mod seed;
mod snippet;
mod style;
mod tables;
mod terminal;
mod verify;
mod words;

pub(crate) use console::Console;
pub(crate) use docs::page as docs_page;
pub(crate) use partitions::metrics as partition_metrics;
pub(crate) use roundtrip::html as roundtrip_page;
pub(crate) use style::{Style, Verbosity};
pub(crate) use terminal::Terminal;
pub(crate) use verify::{html, junit, sarif};
