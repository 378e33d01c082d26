//! What is wanted of partitioned tables: `[[partitions]]` of `migrate.toml`.

use super::interval::Interval;
use super::name::NamePattern;

/// How many periods ahead of the current one there should be, where nothing else is said.
pub(crate) const AHEAD: u32 = 3;

/// What one table should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wish {
    /// The schema; the search path finds it otherwise.
    pub(crate) schema: Option<String>,
    pub(crate) table: String,
    /// The column that the table should be partitioned by, to be compared with the one it is.
    pub(crate) column: Option<String>,
    pub(crate) interval: Interval,
    pub(crate) ahead: u32,
    pub(crate) name: NamePattern,
    /// Whether a DEFAULT partition is wanted.
    pub(crate) default: bool,
}
