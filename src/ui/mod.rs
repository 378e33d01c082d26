//! The only module that writes to a terminal: words, colours, tables, documents.
//!
//! Data goes to standard output, everything else to standard error. Readable without colour.

mod adopt;
mod baseline;
mod code;
mod console;
mod docs;
mod facts;
mod fingerprint;
mod github;
mod grid;
mod init;
mod json;
mod layout;
mod log;
mod markup;
mod message;
mod new;
mod page;
mod paint;
mod partitions;
mod plan;
mod progress;
mod question;
mod renumber;
mod repair;
mod report;
mod roundtrip;
mod schema;
mod seed;
mod snippet;
mod status;
mod steps;
#[cfg(test)]
mod stored_schema;
mod style;
mod tables;
mod terminal;
mod verify;
mod words;

pub(crate) use console::{Console, after_help, tell_misuse, tell_usage};
pub(crate) use docs::page as docs_page;
pub(crate) use init::files as init_files;
pub(crate) use partitions::metrics as partition_metrics;
pub(crate) use report::Shown;
pub(crate) use roundtrip::html as roundtrip_page;
pub(crate) use schema::{documented_commands, schema_of};
pub(crate) use style::{Style, Verbosity};
pub(crate) use terminal::Terminal;
pub(crate) use verify::{html as verify_page, junit, sarif};
pub(crate) use words::now;
