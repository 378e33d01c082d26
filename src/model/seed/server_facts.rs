//! What the server and the tables say, which a plan depends on beside its profile and the catalog. Written down with a
//! run, so that the same rows can be made again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The answers to what a plan without any asks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers {
    /// Which candidate of each question the server takes, by table and column.
    pub(crate) chosen: BTreeMap<(u32, String), usize>,
    /// Rows that are there and that seeded ones refer to.
    pub(crate) lookups: Vec<KnownRows>,
    /// Values that go together, for columns that a constraint ties to one another.
    pub(crate) pools: Vec<Pool>,
}

/// Rows of a table, as far as some of its columns go; values are the server's texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownRows {
    /// The OID of the table.
    pub(crate) table: u32,
    pub(crate) columns: Vec<String>,
    /// None of the values is NULL.
    pub(crate) rows: Vec<Vec<String>>,
}

/// Values that some columns of a row take together. The server has said that they fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pool {
    /// The OID of the table.
    pub(crate) table: u32,
    /// The columns that get the values.
    pub(crate) columns: Vec<String>,
    /// Columns that refer to other rows: here is only said whether they do.
    pub(crate) gates: Vec<String>,
    /// Of each row the values of the columns, then for each gate `None` where it is NULL.
    pub(crate) rows: Vec<Vec<Option<String>>>,
}

impl Answers {
    /// The rows that are known of a table.
    pub(crate) fn lookup(&self, table: u32) -> Option<(usize, &KnownRows)> {
        let known = |(_, rows): &(usize, &KnownRows)| rows.table == table && !rows.rows.is_empty();
        self.lookups.iter().enumerate().find(known)
    }

    /// The pool that a column of a table takes part in: its number, the place in its rows, and whether the column is a gate.
    pub(crate) fn pool(&self, table: u32, column: &str) -> Option<(usize, usize, bool)> {
        self.pools.iter().enumerate().filter(|(_, pool)| pool.table == table).find_map(|(at, pool)| {
            let names = pool.columns.iter().chain(&pool.gates);
            let place = names.into_iter().position(|name| name == column)?;
            Some((at, place, place >= pool.columns.len()))
        })
    }
}
