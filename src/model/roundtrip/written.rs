//! Rows that the migrations write themselves: they are proven before any others are there, and set apart afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::contents::ContentTable;
use crate::model::sql::qualified_name::QualifiedName;

/// Their keys as hashes, by the table's name in any state. What has no primary key has no rows here.
#[derive(Debug, Clone, Default)]
pub(crate) struct WrittenRows(BTreeMap<QualifiedName, Arc<BTreeSet<i64>>>);

impl WrittenRows {
    /// Takes in the keys that a table has. Returns how many of them are new.
    pub(crate) fn add(&mut self, table: &QualifiedName, keys: impl IntoIterator<Item = i64>) -> u64 {
        let known = Arc::make_mut(self.0.entry(table.clone()).or_default());
        let mut more = 0;
        for key in keys {
            more += u64::from(known.insert(key));
        }
        more
    }

    /// What is set apart in a table.
    pub(crate) fn keys(&self, table: &QualifiedName) -> Option<&BTreeSet<i64>> {
        self.0.get(table).map(AsRef::as_ref).filter(|keys| !keys.is_empty())
    }

    /// Every table with its keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&QualifiedName, &BTreeSet<i64>)> {
        self.0.iter().map(|(table, keys)| (table, keys.as_ref()))
    }
}

/// What each migration did to rows while there were no others, counted from the oldest.
#[derive(Debug, Clone, Default)]
pub(crate) struct WritesByPair(BTreeMap<usize, PairWrites>);

/// What one of them did.
#[derive(Debug, Clone, Default)]
pub(crate) struct PairWrites {
    /// The tables that have other rows after it than before it.
    pub(crate) tables: Vec<ContentTable>,
    /// How many rows of a table get another key each time it is applied.
    pub(crate) renewed: BTreeMap<QualifiedName, u64>,
}

impl WritesByPair {
    /// Takes note of a migration that wrote rows.
    pub(crate) fn add(&mut self, pair: usize, writes: PairWrites) {
        if !writes.tables.is_empty() || !writes.renewed.is_empty() {
            self.0.insert(pair, writes);
        }
    }

    /// The tables whose rows one changes.
    pub(crate) fn tables(&self, pair: usize) -> &[ContentTable] {
        self.0.get(&pair).map_or(&[], |writes| &writes.tables)
    }

    /// How many rows of a table come with other keys when a pair is applied again.
    pub(crate) fn renewed(&self, pair: usize, table: &QualifiedName) -> u64 {
        self.0.get(&pair).and_then(|writes| writes.renewed.get(table)).copied().unwrap_or_default()
    }

    /// The first of several pairs that writes rows.
    pub(crate) fn next(&self, pairs: std::ops::Range<usize>) -> Option<usize> {
        self.0.range(pairs).next().map(|(pair, _)| *pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_counted_once() {
        let table = QualifiedName::new("public", "kinds");
        let mut written = WrittenRows::default();
        assert_eq!(written.add(&table, []), 0);
        assert!(written.keys(&table).is_none());
        let copy = written.clone();
        assert_eq!(written.add(&table, [1, 2]), 2);
        assert_eq!(written.add(&table, [2, 3]), 1);
        assert_eq!(written.keys(&table).map(BTreeSet::len), Some(3));
        assert!(copy.keys(&table).is_none());
    }

    #[test]
    fn a_pair_that_writes_nothing_is_not_kept() {
        let table = QualifiedName::new("public", "kinds");
        let mut writes = WritesByPair::default();
        writes.add(1, PairWrites::default());
        writes.add(3, PairWrites { renewed: [(table.clone(), 2)].into(), ..PairWrites::default() });
        assert_eq!((writes.next(0..3), writes.next(0..9)), (None, Some(3)));
        assert_eq!((writes.renewed(3, &table), writes.renewed(1, &table)), (2, 0));
        assert!(writes.tables(3).is_empty());
    }
}
