//! Sums that were taken before and still hold.
//!
//! A table holds what it held if no script wrote to it, which two witnesses say independently of each other:
//!
//! - The locks that the script's transaction holds at its end: whoever writes rows has locked the table for it
//!   (`ROW EXCLUSIVE`) until the transaction ends, however the statement came about. A table that was locked has another
//!   stamp afterwards, so that its sums are taken again.
//! - What the server counts of each table, its file and its columns, which are the stamp's other parts. They speak for
//!   what runs after the script's last statement (deferred triggers) or elsewhere (another connection that it opened).
//!
//! A superuser can keep the server from counting, for a part of a script as well, and reset its counters. Nothing is
//! sought in the scripts for that: what was written then is locked. Only if counting is off at the script's end, or if
//! there was no such end (a script without a transaction), everything is forgotten. What is left is a deferred trigger
//! that switches the counting off, writes, and switches it on again, all of it while the transaction commits.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::{HashedColumn, Sum, SumRequest, Sums};
use crate::model::locks::mode::{LockMode, Seen};

/// How many scripts had each table or partition locked for writing, by OID.
pub(crate) type WriteCounts = BTreeMap<u32, i32>;

/// What a transaction may have written, by its locks at its end; `None`: anything, for the server counted nothing.
pub(crate) fn written(locks: &[Seen], is_counting: bool) -> Option<BTreeSet<u32>> {
    let written = locks.iter().filter(|(_, mode)| *mode == LockMode::RowExclusive);
    is_counting.then(|| written.map(|(oid, _)| *oid).collect())
}

/// What is known of tables, by what they look like from outside.
#[derive(Debug, Default)]
pub(crate) struct Known(BTreeMap<String, Contents>);

#[derive(Debug)]
struct Contents {
    rows: u64,
    sets: Vec<(Vec<HashedColumn>, Sum)>,
}

impl Known {
    /// What of a question has to be asked; `None`: nothing.
    pub(crate) fn missing(&self, ask: &SumRequest) -> Option<SumRequest> {
        let Some(contents) = ask.table.stamp.as_ref().and_then(|stamp| self.0.get(stamp)) else {
            return Some(ask.clone());
        };
        let is_known = |set: &Vec<HashedColumn>| set.is_empty() || contents.sum(set).is_some();
        let sets: Vec<_> = ask.sets.iter().filter(|set| !is_known(set)).cloned().collect();
        (!sets.is_empty()).then(|| SumRequest { table: ask.table.clone(), sets })
    }

    /// Puts the whole answer together from what is known and what was asked.
    pub(crate) fn answer(&mut self, ask: &SumRequest, answered: Option<(SumRequest, Sums)>) -> Sums {
        // A table that tells nothing from outside is forgotten at once.
        let stamp = ask.table.stamp.clone().unwrap_or_default();
        let contents = self.0.entry(stamp.clone()).or_insert(Contents { rows: 0, sets: Vec::new() });
        if let Some((ask, sums)) = answered {
            contents.rows = sums.rows;
            contents.sets.extend(ask.sets.into_iter().zip(sums.sets));
        }
        let sums = ask.sets.iter().map(|set| contents.sum(set).cloned().unwrap_or_default()).collect();
        let sums = Sums { rows: contents.rows, sets: sums };
        if stamp.is_empty() {
            self.0.remove(&stamp);
        }
        sums
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Contents {
    fn sum(&self, set: &[HashedColumn]) -> Option<&Sum> {
        self.sets.iter().find(|(known, _)| known == set).map(|(_, sum)| sum)
    }
}

#[cfg(test)]
mod tests {
    use super::super::contents::ContentTable;
    use super::*;
    use crate::model::sql::qualified_name::QualifiedName;

    fn sum_request(stamp: Option<&str>, sets: &[&[&str]]) -> SumRequest {
        let column = |name: &&str| HashedColumn {
            name: (*name).to_owned(),
            type_of: "text".to_owned(),
            as_text: false,
        };
        let table = ContentTable {
            name: QualifiedName::new("public", "t"),
            is_partitioned: false,
            is_forced: false,
            key: Vec::new(),
            columns: Vec::new(),
            stamp: stamp.map(ToOwned::to_owned),
        };
        SumRequest { table, sets: sets.iter().map(|set| set.iter().map(column).collect()).collect() }
    }

    fn sums(contents: &[&str]) -> Sums {
        let sum = |content: &&str| Sum { content: (*content).to_owned(), filled: 1 };
        Sums { rows: 3, sets: contents.iter().map(sum).collect() }
    }

    #[test]
    fn only_what_is_not_known_is_asked() {
        let mut known = Known::default();
        let first = sum_request(Some("one"), &[&["a"], &["a"], &[]]);
        let missing = known.missing(&first).unwrap();
        assert_eq!(missing.sets.len(), 3);
        let answer = known.answer(&first, Some((missing, sums(&["A", "A", ""]))));
        assert_eq!(known.missing(&first).map(|ask| ask.sets), None);
        assert_eq!(known.answer(&first, None), answer);
        let second = sum_request(Some("one"), &[&["a"], &["b"]]);
        let missing = known.missing(&second).unwrap();
        assert_eq!(missing.sets.len(), 1);
        let answer = known.answer(&second, Some((missing, sums(&["B"]))));
        assert_eq!(answer, sums(&["A", "B"]));
        assert!(known.missing(&sum_request(Some("other"), &[&["a"]])).is_some());
        known.clear();
        assert!(known.missing(&first).is_some());
    }

    #[test]
    fn a_table_that_tells_nothing_is_asked_each_time() {
        let mut known = Known::default();
        let plain = sum_request(None, &[&["a"]]);
        let answer = known.answer(&plain, Some((plain.clone(), sums(&["A"]))));
        assert_eq!(answer, sums(&["A"]));
        assert_eq!(known.missing(&plain).unwrap().sets.len(), 1);
    }

    #[test]
    fn whatever_was_locked_for_writing_may_have_been_written() {
        let locks = [
            (1, LockMode::AccessShare),
            (2, LockMode::RowExclusive),
            (3, LockMode::Share),
            (4, LockMode::AccessExclusive),
            (4, LockMode::RowExclusive),
        ];
        assert_eq!(written(&locks, true), Some([2, 4].into()));
        assert_eq!(written(&locks, false), None);
    }
}
