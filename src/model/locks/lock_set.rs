//! The locks that a script takes on tables that are there before it, in the order in which a run asks for them.

use super::mode::LockMode;
use crate::model::sql::qualified_name::QualifiedName;

/// A lock on one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableLock {
    pub(crate) table: QualifiedName,
    /// Without its partitions and the tables that inherit from it.
    pub(crate) alone: bool,
    pub(crate) mode: LockMode,
}

/// Each table once, in the strongest mode that is needed there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LockSet {
    locks: Vec<TableLock>,
}

impl LockSet {
    /// Adds a lock at the end; of a table that is there already, the stronger mode and the farther reach count.
    pub(crate) fn add(&mut self, lock: TableLock) {
        match self.locks.iter_mut().find(|known| known.table == lock.table) {
            Some(known) => {
                known.alone &= lock.alone;
                known.mode = known.mode.and(lock.mode);
            }
            None => self.locks.push(lock),
        }
    }

    /// From now on this table is asked for first. A table that is not in the set changes nothing.
    pub(crate) fn ask_first(&mut self, table: &QualifiedName) {
        if let Some(at) = self.locks.iter().position(|lock| lock.table == *table) {
            self.locks[..=at].rotate_right(1);
        }
    }

    /// Moves the lock at a place of the set to another one.
    pub(crate) fn move_to(&mut self, from: usize, to: usize) {
        let lock = self.locks.remove(from);
        self.locks.insert(to, lock);
    }

    /// Takes out the lock at a place, if there is one.
    pub(crate) fn leave_out(&mut self, at: usize) {
        if at < self.locks.len() {
            self.locks.remove(at);
        }
    }

    /// In the order in which they are asked for.
    pub(crate) fn locks(&self) -> &[TableLock] {
        &self.locks
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.locks.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(name: &str, mode: LockMode) -> TableLock {
        TableLock { table: QualifiedName::new("public", name), alone: true, mode }
    }

    #[test]
    fn a_table_is_locked_once_in_the_strongest_mode() {
        let mut set = LockSet::default();
        for (name, mode) in
            [("a", LockMode::Share), ("b", LockMode::RowExclusive), ("a", LockMode::RowExclusive)]
        {
            set.add(lock(name, mode));
        }
        set.add(TableLock { alone: false, ..lock("b", LockMode::AccessShare) });
        let shown: Vec<_> =
            set.locks().iter().map(|lock| (lock.table.name.as_str(), lock.alone, lock.mode)).collect();
        // SHARE does not keep itself out, which ROW EXCLUSIVE does: both at once are more than either.
        assert_eq!(shown, [("a", true, LockMode::ShareRowExclusive), ("b", false, LockMode::RowExclusive)]);
    }

    #[test]
    fn what_collided_is_asked_for_first() {
        let mut set = LockSet::default();
        for name in ["a", "b", "c"] {
            set.add(lock(name, LockMode::AccessExclusive));
        }
        set.ask_first(&QualifiedName::new("public", "c"));
        set.ask_first(&QualifiedName::new("public", "none"));
        let order: Vec<_> = set.locks().iter().map(|lock| lock.table.name.as_str()).collect();
        assert_eq!(order, ["c", "a", "b"]);
    }
}
