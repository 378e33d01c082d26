//! What one step costs, and what others feel of it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::held_locks::{HeldLock, Lockable};
use crate::model::locks::mode::Stops;

/// What was felt of one script on filled tables.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ScriptCost {
    /// Of the script alone.
    pub(crate) took: Duration,
    /// WAL written by the whole server in that time.
    pub(crate) wal_bytes: i64,
    /// How much the database grew; negative where it shrank.
    pub(crate) disk_bytes: i64,
    /// Written to temporary files.
    pub(crate) temp_bytes: i64,
    /// Tables that were there before and have another file now.
    pub(crate) rewritten: Vec<Rewritten>,
    /// Tables that were there before and were read from end to end, the most rows first.
    pub(crate) scans: Vec<Scanned>,
    /// Locks on tables that were there before, in the order in which they were taken.
    pub(crate) locks: Vec<HeldLock>,
    /// What an application had to wait, on the largest tables.
    pub(crate) waits: Vec<Waited>,
}

/// A table that was rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rewritten {
    pub(crate) table: String,
    /// How large it was.
    pub(crate) bytes: i64,
}

/// A table that was read by sequential scans; partitions count as their table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scanned {
    pub(crate) table: String,
    pub(crate) rows: i64,
}

/// The longest waits of a reader and of a writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waited {
    pub(crate) table: String,
    pub(crate) reader: Duration,
    pub(crate) writer: Duration,
}

/// Where a database stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct ServerUsage {
    pub(crate) wal: i64,
    pub(crate) bytes: i64,
    pub(crate) temp: i64,
    pub(crate) relations: Vec<Relation>,
}

/// A table, partition or materialized view as the server counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) is: Lockable,
    /// As a statement names it.
    pub(crate) quoted: String,
    /// Zero where it has no file of its own.
    pub(crate) file: u32,
    pub(crate) bytes: i64,
    /// An ordinary table or a partition: one can ask for its rows.
    pub(crate) has_rows: bool,
    /// The partition of what fits into no other.
    pub(crate) is_default: bool,
    /// Rows read by sequential scans since the server counts.
    pub(crate) scanned: i64,
}

impl ServerUsage {
    /// The tables that the most would wait for: the largest, of each partitioned one its largest partition.
    pub(crate) fn busiest(&self, most: usize) -> Vec<&Relation> {
        let mut tables: Vec<&Relation> =
            self.relations.iter().filter(|table| table.has_rows && table.bytes > 0).collect();
        tables.sort_by_key(|table| std::cmp::Reverse(table.bytes));
        let mut busiest: Vec<&Relation> = Vec::new();
        for table in tables {
            if busiest.len() < most && busiest.iter().all(|listed| listed.is.root != table.is.root) {
                busiest.push(table);
            }
        }
        busiest
    }
}

impl ScriptCost {
    /// The longest time in which a lock on one table stopped those, or more.
    pub(crate) fn stopped(&self, who: Stops) -> Duration {
        let stops = self.locks.iter().filter(|held| held.mode.stops() >= who);
        stops.map(HeldLock::lasted).max().unwrap_or_default()
    }

    /// What happened between two looks.
    pub(crate) fn between(before: &ServerUsage, after: &ServerUsage, took: Duration) -> Self {
        let mut felt = Self {
            took,
            wal_bytes: after.wal - before.wal,
            disk_bytes: after.bytes - before.bytes,
            temp_bytes: (after.temp - before.temp).max(0),
            ..Self::default()
        };
        let after: BTreeMap<u32, &Relation> =
            after.relations.iter().map(|relation| (relation.is.oid, relation)).collect();
        for old in &before.relations {
            let Some(new) = after.get(&old.is.oid) else { continue };
            if old.file != new.file {
                felt.rewritten.push(Rewritten { table: old.is.name.clone(), bytes: old.bytes });
            }
            let rows = new.scanned - old.scanned;
            if rows > 0 {
                match felt.scans.iter_mut().find(|scan| scan.table == old.is.root) {
                    Some(scan) => scan.rows += rows,
                    None => felt.scans.push(Scanned { table: old.is.root.clone(), rows }),
                }
            }
        }
        felt.scans.sort_by_key(|scan| std::cmp::Reverse(scan.rows));
        felt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(oid: u32, name: &str, file: u32, scanned: i64) -> Relation {
        let root = name.split('_').next().unwrap_or_default().to_owned();
        let bytes = i64::from(oid) * 10;
        let is = Lockable { oid, name: name.to_owned(), root };
        Relation { is, quoted: name.to_owned(), file, bytes, has_rows: file > 0, is_default: false, scanned }
    }

    fn gauge(wal: i64, bytes: i64, relations: Vec<Relation>) -> ServerUsage {
        ServerUsage { wal, bytes, temp: 0, relations }
    }

    #[test]
    fn a_table_is_rewritten_when_it_is_the_same_in_another_file() {
        let before =
            gauge(10, 100, vec![relation(1, "a", 1, 0), relation(2, "b", 2, 0), relation(3, "c", 3, 0)]);
        let after =
            gauge(15, 90, vec![relation(1, "a", 1, 0), relation(2, "b", 9, 0), relation(4, "d", 4, 9)]);
        let felt = ScriptCost::between(&before, &after, Duration::from_secs(1));
        assert_eq!((felt.wal_bytes, felt.disk_bytes), (5, -10));
        assert_eq!(felt.rewritten, [Rewritten { table: "b".to_owned(), bytes: 20 }]);
        assert_eq!(felt.scans, []);
    }

    #[test]
    fn rows_that_were_read_are_counted_at_the_table_that_partitions_are_of() {
        let relation_with = |rows: [i64; 3]| {
            gauge(
                0,
                0,
                vec![
                    relation(1, "a", 1, rows[0]),
                    relation(2, "p_1", 2, rows[1]),
                    relation(3, "p_2", 3, rows[2]),
                ],
            )
        };
        let felt =
            ScriptCost::between(&relation_with([5, 0, 7]), &relation_with([9, 10, 7 + 11]), Duration::ZERO);
        let scan = |table: &str, rows| Scanned { table: table.to_owned(), rows };
        assert_eq!(felt.scans, [scan("p", 21), scan("a", 4)]);
    }

    #[test]
    fn the_busiest_are_the_largest_one_of_each_family() {
        let all = gauge(
            0,
            0,
            vec![
                relation(1, "a", 1, 0),
                relation(2, "p_1", 2, 0),
                relation(3, "p_2", 3, 0),
                relation(4, "p", 0, 0),
            ],
        );
        let names: Vec<&str> = all.busiest(2).iter().map(|table| table.is.name.as_str()).collect();
        assert_eq!(names, ["p_2", "a"]);
    }
}
