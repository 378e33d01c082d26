//! In which order others lock the tables, as far as a run has seen it: what they have while they wait for a table of ours.
//!
//! Whoever has a table that is still to be asked for, and waits for one that was, closes a circle. So a run asks for tables
//! in the order in which most others do. The two sides of a pair are never seen in one try: who wants a table that we have
//! does not get as far as the second one. What was never tried therefore counts as free of circles, and is tried.

use std::collections::HashMap;

use super::lock_set::{LockSet, TableLock};
use super::mode::LockMode;
use crate::model::sql::qualified_name::QualifiedName;

/// A session that waits for a table of ours, and a table that it has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SeenOrder {
    pub(crate) pid: i32,
    pub(crate) has: QualifiedName,
    pub(crate) mode: LockMode,
    pub(crate) waits_for: QualifiedName,
}

/// What was seen of pairs of tables: one that others have, and one that they want then.
#[derive(Debug, Clone, Default)]
pub(crate) struct Precedence {
    pairs: HashMap<(QualifiedName, QualifiedName), Pair>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Pair {
    /// Those that had the first table and wanted the second one.
    sessions: u32,
    /// Tries in which the second table was asked for and the first one was not yet had.
    tries: u32,
}

/// Larger sets keep their order: to find a better one takes too long.
const LARGEST: usize = 40;

impl Precedence {
    /// Takes note of a try that was refused the lock at this place of its set, and of those that waited for it.
    pub(crate) fn note(&mut self, set: &LockSet, refused: usize, seen: &[SeenOrder]) {
        let locks = set.locks();
        for (at, wanted) in locks.iter().enumerate().take(refused + 1) {
            for had in locks.iter().skip(refused).filter(|had| had.table != locks[at].table) {
                self.note_pair(had, wanted, seen);
            }
        }
    }

    fn note_pair(&mut self, had: &TableLock, wanted: &TableLock, seen: &[SeenOrder]) {
        let closes = |order: &&SeenOrder| {
            order.has == had.table && order.waits_for == wanted.table && order.mode.conflicts_with(had.mode)
        };
        let sessions = seen.iter().filter(closes).count();
        let pair = self.pairs.entry((had.table.clone(), wanted.table.clone())).or_default();
        pair.tries = pair.tries.saturating_add(1);
        pair.sessions = pair.sessions.saturating_add(u32::try_from(sessions).unwrap_or(u32::MAX));
    }

    /// Changes the order of a set where another one closes fewer circles: one table at a time is moved to where it does best,
    /// until no move helps.
    pub(crate) fn arrange(&self, set: &mut LockSet) {
        if self.pairs.is_empty() || set.locks().len() > LARGEST {
            return;
        }
        while let Some((from, to)) = self.best_move(set.locks()) {
            set.move_to(from, to);
        }
    }

    /// The move that lowers the cost most, if one does.
    fn best_move(&self, locks: &[TableLock]) -> Option<(usize, usize)> {
        let mut best = None;
        let mut least = -1e-9;
        for from in 0..locks.len() {
            let towards_front = (0..from).rev();
            let towards_end = from + 1..locks.len();
            for way in [towards_front.collect::<Vec<_>>(), towards_end.collect()] {
                let mut change = 0.0;
                for to in way {
                    // Passing one neighbour turns this pair around.
                    let (before, behind) = if to < from { (to, from) } else { (from, to) };
                    change +=
                        self.rate(&locks[before], &locks[behind]) - self.rate(&locks[behind], &locks[before]);
                    if change < least {
                        (least, best) = (change, Some((from, to)));
                    }
                }
            }
        }
        best
    }

    /// How many sessions of a try had the first table and wanted the second one.
    fn rate(&self, had: &TableLock, wanted: &TableLock) -> f64 {
        let pair = self.pairs.get(&(had.table.clone(), wanted.table.clone())).copied().unwrap_or_default();
        f64::from(pair.sessions) / f64::from(pair.tries.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> LockSet {
        let mut set = LockSet::default();
        for name in names {
            set.add(TableLock { table: table(name), alone: true, mode: LockMode::AccessExclusive });
        }
        set
    }

    fn table(name: &str) -> QualifiedName {
        QualifiedName::new("public", name)
    }

    fn seen(pid: i32, has: &str, waits_for: &str) -> SeenOrder {
        SeenOrder { pid, has: table(has), mode: LockMode::AccessShare, waits_for: table(waits_for) }
    }

    fn arranged(precedence: &Precedence, names: &[&str]) -> Vec<String> {
        let mut set = set(names);
        precedence.arrange(&mut set);
        set.locks().iter().map(|lock| lock.table.name.clone()).collect()
    }

    #[test]
    fn tables_are_asked_for_in_the_order_of_the_others() {
        let mut precedence = Precedence::default();
        let tried = set(&["d", "c", "b", "a"]);
        precedence.note(&tried, 1, &[seen(1, "c", "d"), seen(2, "b", "d"), seen(3, "a", "d")]);
        precedence.note(&tried, 2, &[seen(1, "b", "c")]);
        precedence.note(&tried, 3, &[seen(1, "a", "b"), seen(2, "a", "c")]);
        assert_eq!(arranged(&precedence, &["d", "c", "b", "a"]), ["a", "b", "c", "d"]);
        assert_eq!(arranged(&precedence, &["a", "b", "c", "d"]), ["a", "b", "c", "d"]);
    }

    #[test]
    fn the_smaller_number_of_those_that_come_the_other_way_decides() {
        let mut precedence = Precedence::default();
        precedence.note(&set(&["a", "b"]), 1, &[seen(1, "b", "a"), seen(2, "b", "a")]);
        assert_eq!(arranged(&precedence, &["a", "b"]), ["b", "a"], "what was never tried is tried");
        for _ in 0..4 {
            precedence.note(&set(&["b", "a"]), 1, &[seen(3, "a", "b")]);
        }
        assert_eq!(arranged(&precedence, &["a", "b"]), ["b", "a"]);
        precedence.note(&set(&["b", "a"]), 1, &(0..8).map(|pid| seen(pid, "a", "b")).collect::<Vec<_>>());
        assert_eq!(arranged(&precedence, &["b", "a"]), ["a", "b"]);
    }

    #[test]
    fn who_has_a_table_in_a_mode_that_is_in_nobody_s_way_does_not_count() {
        let mut precedence = Precedence::default();
        let mut mild = LockSet::default();
        for name in ["a", "b"] {
            mild.add(TableLock { table: table(name), alone: true, mode: LockMode::ShareUpdateExclusive });
        }
        precedence.note(&mild, 1, &[seen(1, "b", "a")]);
        assert_eq!(arranged(&precedence, &["a", "b"]), ["a", "b"]);
    }
}
