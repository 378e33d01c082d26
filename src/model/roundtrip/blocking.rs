//! The scripts that stopped others the longest, and the tables that these waited for.

use std::time::Duration;

use super::cost::ScriptCost;
use super::held_locks::{HeldLock, strongest};
use super::report::RoundtripReport;
use crate::model::locks::mode::Stops;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;

/// A lock that is held for less is not worth a picture.
const NOTICEABLE: Duration = Duration::from_millis(10);
/// The largest number of scripts shown, and of tables of each.
const SCRIPTS: usize = 20;
const TABLES: usize = 12;

/// One script, and whom it stopped.
#[derive(Debug)]
pub(crate) struct BlockingScript<'a> {
    pub(crate) id: &'a MigrationId,
    pub(crate) direction: Direction,
    pub(crate) felt: &'a ScriptCost,
    /// The longest in which nobody read a table.
    pub(crate) everybody: Duration,
    /// The longest in which nobody wrote to a table.
    pub(crate) writers: Duration,
    /// The worst first.
    pub(crate) lanes: Vec<TableLane<'a>>,
    /// Tables beyond those that are shown.
    pub(crate) more: usize,
}

/// One table, with each lock that stopped somebody, in the order in which they were taken.
#[derive(Debug)]
pub(crate) struct TableLane<'a> {
    pub(crate) table: &'a str,
    /// The one that stopped the most.
    pub(crate) worst: &'a HeldLock,
    pub(crate) locks: Vec<&'a HeldLock>,
}

/// The scripts that are shown, the worst first, and what the others come to.
#[derive(Debug)]
pub(crate) struct BlockingSummary<'a> {
    pub(crate) shown: Vec<BlockingScript<'a>>,
    /// How many others held such a lock, and the longest of these.
    pub(crate) others: usize,
    pub(crate) longest_other: Duration,
    /// How many held none.
    pub(crate) none: usize,
}

/// What a run comes to.
pub(crate) fn standstills(report: &RoundtripReport) -> BlockingSummary<'_> {
    let scripts: usize = report.pairs.iter().map(|pair| pair.scripts().count()).sum();
    let mut all: Vec<BlockingScript<'_>> = report
        .pairs
        .iter()
        .flat_map(|pair| pair.scripts().map(|(direction, felt)| standstill(&pair.id, direction, felt)))
        .filter(|script| !script.lanes.is_empty())
        .collect();
    let none = scripts - all.len();
    all.sort_by_key(|script| std::cmp::Reverse((script.writers, script.everybody)));
    let noticed = all.iter().take_while(|script| script.writers >= NOTICEABLE).count();
    let others = all.split_off(noticed.min(SCRIPTS));
    let longest_other = others.iter().map(|script| script.writers).max().unwrap_or_default();
    BlockingSummary { shown: all, others: others.len(), longest_other, none }
}

fn standstill<'a>(id: &'a MigrationId, direction: Direction, felt: &'a ScriptCost) -> BlockingScript<'a> {
    let stops = |held: &HeldLock| held.mode.stops() >= Stops::Writers;
    let mut lanes: Vec<TableLane<'a>> = strongest(&felt.locks)
        .into_iter()
        .filter(|held| stops(held))
        .map(|worst| {
            let locks = felt.locks.iter().filter(|held| held.table == worst.table && stops(held)).collect();
            TableLane { table: &worst.table, worst, locks }
        })
        .collect();
    let more = lanes.len().saturating_sub(TABLES);
    lanes.truncate(TABLES);
    let (everybody, writers) = (felt.stopped(Stops::Everybody), felt.stopped(Stops::Writers));
    BlockingScript { id, direction, felt, everybody, writers, lanes, more }
}

impl BlockingScript<'_> {
    /// The time that an axis covers: the script, and locks that were reported to last a little longer.
    pub(crate) fn covers(&self) -> Duration {
        let until = self.lanes.iter().flat_map(|lane| &lane.locks).map(|held| held.until);
        until.chain([self.felt.took]).max().unwrap_or_default()
    }
}

impl TableLane<'_> {
    /// The longest in which a lock on it stopped those, or more.
    pub(crate) fn stopped(&self, who: Stops) -> Duration {
        let stops = self.locks.iter().filter(|held| held.mode.stops() >= who);
        stops.map(|held| held.lasted()).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::PairReport;
    use super::*;
    use crate::model::locks::mode::LockMode;

    fn held(table: &str, mode: LockMode, ms: u64) -> HeldLock {
        let until = Duration::from_millis(ms);
        HeldLock { table: table.to_owned(), mode, from: Duration::ZERO, until, tables: 1 }
    }

    fn report(locks: Vec<Vec<HeldLock>>) -> RoundtripReport {
        let pair = |locks| PairReport {
            down: Some(ScriptCost { locks, ..ScriptCost::default() }),
            ..PairReport::sample()
        };
        RoundtripReport { pairs: locks.into_iter().map(pair).collect(), ..RoundtripReport::default() }
    }

    #[test]
    fn the_worst_come_first_and_what_nobody_notices_is_counted() {
        let report = report(vec![
            vec![held("a", LockMode::Share, 9)],
            vec![held("a", LockMode::Share, 10), held("b", LockMode::AccessExclusive, 10)],
            vec![held("a", LockMode::RowExclusive, 99)],
            vec![held("c", LockMode::Share, 500)],
        ]);
        let all = standstills(&report);
        let tables: Vec<Vec<&str>> =
            all.shown.iter().map(|script| script.lanes.iter().map(|lane| lane.table).collect()).collect();
        assert_eq!(tables, [vec!["c"], vec!["b", "a"]]);
        assert_eq!((all.others, all.longest_other.as_millis(), all.none), (1, 9, 1));
        assert_eq!(all.shown[0].lanes[0].stopped(Stops::Everybody), Duration::ZERO);
    }

    #[test]
    fn of_many_scripts_and_tables_the_worst_are_shown() {
        let locks: Vec<HeldLock> =
            (0..40).map(|n| held(&format!("t{n}"), LockMode::Share, 100 + n)).collect();
        let report = report(vec![locks; 30]);
        let all = standstills(&report);
        assert_eq!((all.shown.len(), all.others, all.none), (SCRIPTS, 10, 0));
        assert_eq!((all.shown[0].lanes.len(), all.shown[0].more), (TABLES, 40 - TABLES));
        assert_eq!(all.shown[0].lanes[0].table, "t39");
        assert_eq!(all.shown[0].covers(), Duration::from_millis(139));
    }
}
