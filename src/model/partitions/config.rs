//! What is wanted of partitioned tables: `[[partitions]]` of `migrate.toml`.

use super::fit;
use super::instant::Instant;
use super::interval::Interval;
use super::key::Epoch;
use super::name::NamePattern;
use super::periods::Periods;
use super::plan::{self, Missing};
use super::retention::RetentionPeriod;
use super::table::PartitionedTable;
use super::zone::Zone;

/// How many periods ahead of the current one there should be, where nothing else is said.
pub(crate) const AHEAD: u32 = 3;

/// What one table should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartitionConfig {
    /// The schema; the search path finds it otherwise.
    pub(crate) schema: Option<String>,
    pub(crate) table: String,
    /// The column that the table should be partitioned by, to be compared with the one it is.
    pub(crate) column: Option<String>,
    pub(crate) interval: Interval,
    /// Whose midnights periods begin at.
    pub(crate) zone: Zone,
    /// What a key of whole numbers counts since 1970.
    pub(crate) epoch: Option<Epoch>,
    pub(crate) ahead: u32,
    /// What is older is retired, and a gap there does not count.
    pub(crate) keep: Option<RetentionPeriod>,
    pub(crate) name: NamePattern,
    /// Whether a DEFAULT partition is wanted.
    pub(crate) default: bool,
}

impl PartitionConfig {
    /// Whether it says something about a table.
    pub(crate) fn is_about(&self, table: &PartitionedTable) -> bool {
        self.table == table.name.name
            && self.schema.as_ref().is_none_or(|schema| *schema == table.name.schema)
    }

    /// How it wants the time of a table to be cut.
    pub(crate) fn periods(&self, table: &PartitionedTable) -> Periods {
        Periods::new(self.interval, self.zone, table.key_type(), table.tail())
    }

    /// The periods that a table lacks, see [`plan::missing`]; `now` is the server's. Where bounds are not those
    /// of the wanted zone, and all are those of another one, nothing is to be made.
    pub(crate) fn missing(&self, table: &PartitionedTable, now: Instant) -> Result<Missing, usize> {
        let periods = self.periods(table);
        let since = self.keep.map(|keep| periods.cutoff(keep, now));
        let mut missing = plan::missing(&table.ranges(), periods, periods.now(now), self.ahead, since)?;
        if !missing.starts.is_empty()
            && let Some((misfit, _)) = fit::elsewhere(table, self.interval, self.zone)
        {
            missing.hinder(misfit);
        }
        Ok(missing)
    }
}
