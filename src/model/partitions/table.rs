//! A partitioned table and its partitions, as the catalog has them.

use std::fmt;

use super::instant::Instant;
use super::interval::Interval;
use super::key::{Epoch, KeyType};
use super::manager::Manager;
use super::marked_state::TableIdentity;
use super::marker::Marker;
use super::plan::Ranges;
use super::range::{Range, Shape};
use super::zone::Zone;
use crate::model::sql::qualified_name::QualifiedName;

/// A partitioned table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartitionedTable {
    pub(crate) oid: u32,
    pub(crate) name: QualifiedName,
    pub(crate) owner: String,
    pub(crate) key: PartitionKey,
    /// The column and its kind, where the key may be a time and the catalog cannot tell.
    pub(crate) perhaps: Option<(String, Perhaps)>,
    pub(crate) partitions: Vec<Partition>,
    /// Tables that this program detached from it, or was about to.
    pub(crate) retired: Vec<Retired>,
    pub(crate) manager: Manager,
    /// What sessions of the role have for `TimeZone` in this database, where that is a zone.
    pub(crate) usual_zone: Option<Zone>,
}

/// A key that is a time for those who say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Perhaps {
    /// A UUID, of version 7.
    Uuid,
    /// A whole number, of seconds or milliseconds since 1970.
    Integer,
}

/// A table that bears the mark of a retired partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Retired {
    pub(crate) name: QualifiedName,
    pub(crate) mark: Marker,
    /// What it is now.
    pub(crate) identity: TableIdentity,
    /// It still is a partition, or is one again.
    pub(crate) is_attached: bool,
    pub(crate) row_security: bool,
    pub(crate) has_rights: bool,
    /// Rows, as the statistics know; `None` where they know nothing.
    pub(crate) rows: Option<i64>,
    pub(crate) bytes: i64,
}

/// What a table is partitioned by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PartitionKey {
    /// By ranges of one column that is a time, or was said to be one: what can be looked after.
    Time { column: String, key_type: KeyType },
    /// By something else, in the server's words.
    Other(String),
}

/// One partition.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "facts of the catalog that do not exclude one another")]
pub(crate) struct Partition {
    pub(crate) name: QualifiedName,
    pub(crate) shape: Shape,
    /// Its bounds, as the server prints them.
    pub(crate) bound: String,
    /// A foreign table.
    pub(crate) is_foreign: bool,
    /// Partitioned itself.
    pub(crate) is_parent: bool,
    /// DETACH CONCURRENTLY was begun and not finished.
    pub(crate) detach_pending: bool,
    pub(crate) row_security: bool,
    pub(crate) forces_row_security: bool,
    /// Somebody beside the owner has rights on it.
    pub(crate) has_rights: bool,
    /// Rows, as the statistics know; `None` where they know nothing.
    pub(crate) rows: Option<i64>,
    pub(crate) bytes: i64,
}

/// With its schema, as a person writes it.
impl fmt::Display for PartitionedTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

impl PartitionedTable {
    /// The ranges of its partitions, without those that are being detached: nothing goes into these.
    pub(crate) fn ranges(&self) -> Vec<Range> {
        self.partitions
            .iter()
            .filter(|partition| !partition.detach_pending)
            .filter_map(|partition| match partition.shape {
                Shape::Range(range) => Some(range),
                Shape::Default | Shape::Other => None,
            })
            .collect()
    }

    /// The same table, its key taken for a time: a UUID for one of version 7, a whole number for what `epoch` says.
    pub(crate) fn taken_for_time(mut self, epoch: Option<Epoch>) -> Self {
        let key_type = match (&self.perhaps, epoch) {
            (Some((_, Perhaps::Uuid)), _) => KeyType::Uuid,
            (Some((_, Perhaps::Integer)), Some(epoch)) => KeyType::Epoch(epoch),
            (Some((_, Perhaps::Integer)) | None, _) => return self,
        };
        if let Some((column, _)) = &self.perhaps {
            self.key = PartitionKey::Time { column: column.clone(), key_type };
        }
        for partition in &mut self.partitions {
            partition.shape = Shape::of_key(&partition.bound, key_type);
        }
        self
    }

    /// The same table, its key taken for a UUID of version 7 if every bound that it has is one of a period: at a quarter of an
    /// hour in some zone.
    pub(crate) fn taken_for_time_if_it_looks_so(self) -> Self {
        let taken = self.clone().taken_for_time(None);
        let shapes: Vec<Shape> = taken.partitions.iter().map(|partition| partition.shape).collect();
        if look_like_periods(&shapes) { taken } else { self }
    }

    /// The same table with its key read as that of an earlier look at it.
    pub(crate) fn read_like(self, before: &Self) -> Self {
        match before.key {
            PartitionKey::Time { key_type: KeyType::Epoch(epoch), .. } => self.taken_for_time(Some(epoch)),
            PartitionKey::Time { key_type: KeyType::Uuid, .. } => self.taken_for_time(None),
            PartitionKey::Time { .. } | PartitionKey::Other(_) => self,
        }
    }

    /// The type of its key; `timestamptz` where that is no time.
    pub(crate) fn key_type(&self) -> KeyType {
        match self.key {
            PartitionKey::Time { key_type, .. } => key_type,
            PartitionKey::Other(_) => KeyType::TimestampTz,
        }
    }

    /// What the bounds of its UUIDs end in: as the last one does.
    pub(crate) fn tail(&self) -> u128 {
        Ranges::new(&self.ranges()).bounds().max().map_or(0, |last| last.tail)
    }

    /// The partitions that it has and the same table did not have before.
    pub(crate) fn names_beside(&self, before: &Self) -> Vec<String> {
        let was =
            |partition: &&Partition| !before.partitions.iter().any(|earlier| earlier.name == partition.name);
        self.partitions.iter().filter(was).map(|partition| partition.name.name.clone()).collect()
    }

    /// Its DEFAULT partition.
    pub(crate) fn default(&self) -> Option<&Partition> {
        self.partitions.iter().find(|partition| partition.shape == Shape::Default)
    }

    /// The newest partition of a period, where that is partitioned itself: the next ones should be so, too.
    pub(crate) fn nested(&self) -> Option<&Partition> {
        let start = |partition: &&Partition| match partition.shape {
            Shape::Range(range) => Some(range.lower),
            Shape::Default | Shape::Other => None,
        };
        let newest = self.partitions.iter().filter(|partition| start(partition).is_some()).max_by_key(start);
        newest.filter(|partition| partition.is_parent)
    }

    /// The interval that its newest partition has in a zone, and with it those that follow. Of more than `among`
    /// partitions, only the newest ones are looked at.
    pub(crate) fn interval(&self, zone: Zone, among: usize) -> Option<Interval> {
        let mut ranges = self.ranges();
        ranges.sort_by_key(|range| range.lower);
        ranges.iter().rev().take(among).find_map(|range| range.interval(zone, self.key_type()))
    }
}

/// Whether ranges of UUIDs are those of periods: every bound is at a quarter of an hour, and there is one.
pub(crate) fn look_like_periods(shapes: &[Shape]) -> bool {
    const QUARTER: i64 = 900_000;
    let range = |shape: &Shape| match shape {
        Shape::Range(range) => Some(*range),
        Shape::Default | Shape::Other => None,
    };
    let ranges: Vec<Range> = shapes.iter().filter_map(range).collect();
    let bounds: Vec<Instant> = Ranges::new(&ranges).bounds().collect();
    let is_round = |bound: &Instant| bound.milliseconds() % QUARTER == 0;
    !bounds.is_empty() && bounds.iter().all(is_round) && !shapes.contains(&Shape::Other)
}

impl Partition {
    /// Whether rows can be reached around the parent and its policies.
    pub(crate) fn is_exposed(&self) -> bool {
        self.has_rights && !self.row_security
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(partitions: &[(&str, &str, bool)]) -> PartitionedTable {
        let partitions = partitions.iter().map(|(name, bound, is_parent)| Partition {
            name: QualifiedName::new("public", *name),
            shape: Shape::parse(bound),
            bound: (*bound).to_owned(),
            is_foreign: false,
            is_parent: *is_parent,
            detach_pending: false,
            row_security: true,
            forces_row_security: true,
            has_rights: false,
            rows: None,
            bytes: 0,
        });
        PartitionedTable {
            oid: 1,
            name: QualifiedName::new("public", "t"),
            owner: "o".to_owned(),
            key: PartitionKey::Time { column: "at".to_owned(), key_type: KeyType::TimestampTz },
            perhaps: None,
            partitions: partitions.collect(),
            retired: Vec::new(),
            manager: Manager::Nobody,
            usual_zone: None,
        }
    }

    const NOVEMBER: &str = "FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')";
    const DECEMBER: &str = "FOR VALUES FROM ('2026-12-01') TO ('2027-01-01')";

    #[test]
    fn the_newest_partition_says_whether_the_next_ones_are_partitioned_themselves() {
        let nested = |partitions: &[(&str, &str, bool)]| {
            table(partitions).nested().map(|partition| partition.name.name.clone())
        };
        assert_eq!(nested(&[]), None);
        assert_eq!(nested(&[("d", DECEMBER, true), ("n", NOVEMBER, false)]).as_deref(), Some("d"));
        assert_eq!(nested(&[("d", DECEMBER, false), ("n", NOVEMBER, true)]), None);
        // DEFAULT is of no time.
        assert_eq!(nested(&[("n", NOVEMBER, false), ("rest", "DEFAULT", true)]), None);
    }
}
