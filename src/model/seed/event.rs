//! What happens while a database is seeded.

use std::time::Duration;

/// Something that happened.
#[derive(Debug)]
pub(crate) enum SeedEvent<'a> {
    /// Foreign keys, keys and indexes of empty tables are gone until the rows are in.
    TakenApart { tables: usize, objects: usize, took: Duration },
    /// Keys and indexes of tables without rows were recreated.
    Restored { took: Duration },
    /// Triggers that do not run while rows are written.
    TriggersOff { names: &'a [String] },
    /// How many rows there are to be, of all tables.
    Planned { rows: u64 },
    /// A stream begins.
    Started { stream: usize, name: &'a str, rows: u64 },
    /// How many of its rows were sent.
    Sent { stream: usize, name: &'a str, rows: u64, total: u64 },
    /// All of them are; what follows.
    Phase { stream: usize, name: &'a str, phase: Phase },
    /// It is committed. Never told before.
    Done { stream: usize, name: &'a str, rows: u64, took: Duration },
    /// It failed, or was cancelled, and left nothing.
    Undone { stream: usize },
    /// What partitioned tables have as a whole is being made.
    Parents,
    /// Keys and indexes that are not recreated: what they stood on was dropped.
    NotRecreated { objects: &'a [String] },
    /// Objects that came while the run was not finished.
    New { objects: &'a [String] },
    /// Partitions that were filled, and are tables of their own now: their rows stay.
    Detached { tables: &'a [String] },
    /// Tables that a made profile does not fill: nobody could say how.
    LeftOut { tables: &'a [String] },
    /// Rows are being removed.
    Clearing { table: &'a str, rows: u64 },
}

/// What is done for a table once its rows are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Indexes,
    ForeignKeys,
    Statistics,
}
