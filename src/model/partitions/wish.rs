//! What is wanted of partitioned tables: `[[partitions]]` of `migrate.toml`.

use super::instant::Instant;
use super::interval::Interval;
use super::name::NamePattern;
use super::plan::{self, Missing};
use super::span::Span;
use super::table::Table;

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
    /// What is older is retired, and a gap there is none.
    pub(crate) keep: Option<Span>,
    pub(crate) name: NamePattern,
    /// Whether a DEFAULT partition is wanted.
    pub(crate) default: bool,
}

impl Wish {
    /// Whether it says something about a table.
    pub(crate) fn is_about(&self, table: &Table) -> bool {
        self.table == table.name && self.schema.as_ref().is_none_or(|schema| *schema == table.schema)
    }

    /// The periods that a table lacks, see [`plan::missing`].
    pub(crate) fn missing(&self, table: &Table, now: Instant) -> Result<Missing, usize> {
        let since = self.keep.map(|keep| keep.cutoff(now));
        plan::missing(&table.ranges(), self.interval, now, self.ahead, since)
    }
}
