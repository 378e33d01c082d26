//! What is going to be written: the profile, settled with the catalog.

use super::stream::{CopyFormat, Stream};

/// The plan of a run. Says everything that the load has to know, and makes the rows.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) tables: Vec<PlannedTable>,
    /// In an order in which each stream stands behind those that it needs.
    pub(crate) streams: Vec<Stream>,
}

/// A table of the plan.
#[derive(Debug, Clone)]
pub(crate) struct PlannedTable {
    pub(crate) oid: u32,
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) rows: u64,
    /// What is given, in this order; the server fills the others.
    pub(crate) columns: Vec<String>,
    /// The primary key, or all given columns where there is none.
    pub(crate) key: Vec<String>,
    pub(crate) format: CopyFormat,
    /// Triggers that stay switched on.
    pub(crate) kept_triggers: Vec<String>,
    /// Columns that were counted 1, 2, 3, ..: a sequence behind one has to go on after the highest number.
    pub(crate) counted: Vec<(String, i64)>,
}

impl Plan {
    /// Appends the rows of a chunk as COPY takes them, without header and trailer.
    pub(crate) fn write(&self, stream: usize, chunk: u64, out: &mut Vec<u8>) {
        let _ = (self, stream, chunk, out);
    }

    /// The same, of the columns of `key` alone.
    pub(crate) fn write_keys(&self, stream: usize, chunk: u64, out: &mut Vec<u8>) {
        let _ = (self, stream, chunk, out);
    }
}
