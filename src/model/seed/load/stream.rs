//! What is loaded by one transaction of one connection: the rows of a table, or of one of its partitions.

/// One stream of rows. Its rows are made in chunks, each by itself, so that several threads can make them.
#[derive(Debug, Clone)]
pub(crate) struct Stream {
    /// Which table of the plan.
    pub(crate) table: usize,
    /// The OID of the table or partition that is written to.
    pub(crate) target: u32,
    pub(crate) schema: String,
    pub(crate) name: String,
    /// How many rows.
    pub(crate) rows: u64,
    /// How many chunks; they are written in their order.
    pub(crate) chunks: u64,
    /// The streams (by their place in the plan) that have to be committed before this one's foreign keys hold.
    pub(crate) after: Vec<usize>,
}

/// The form that COPY takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CopyFormat {
    /// Of chunks without header and trailer.
    Binary,
    /// For a table with a column whose binary form is not known.
    Text,
}
