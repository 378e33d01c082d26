//! Locks on trees of tables: one that goes down from the top says the same as one on each.

use std::collections::{HashMap, HashSet};

use super::lock_set::{LockSet, TableLock};
use super::mode::LockMode;

/// A lock that somebody saw, with the place of its table among others.
#[derive(Debug, Clone)]
pub(crate) struct Located {
    pub(crate) oid: u32,
    pub(crate) lock: TableLock,
    /// Its partitions, and the tables that inherit from it, one level down.
    pub(crate) children: Vec<u32>,
}

/// Where a table and everything below it are locked, one lock stands for all of them; what is locked more strongly
/// than its parent keeps a lock of its own behind that. The order is kept otherwise.
pub(crate) fn folded(seen: Vec<Located>) -> LockSet {
    let mut known: HashMap<u32, Located> = HashMap::new();
    let mut order = Vec::new();
    for located in seen {
        match known.get_mut(&located.oid) {
            Some(before) => before.lock.mode = before.lock.mode.and(located.lock.mode),
            None => {
                order.push(located.oid);
                known.insert(located.oid, located);
            }
        }
    }
    let mut covered: HashMap<u32, LockMode> = HashMap::new();
    let whole: HashSet<u32> = order.iter().copied().filter(|oid| is_whole(*oid, &known)).collect();
    for top in whole.iter().filter_map(|oid| known.get(oid)) {
        cover(top, top.lock.mode, &known, &mut covered);
    }
    let mut set = LockSet::default();
    for located in order.iter().filter_map(|oid| known.get(oid)) {
        let by = covered.get(&located.oid);
        if by.is_none_or(|by| by.and(located.lock.mode) != *by) {
            let alone = located.children.is_empty() || !whole.contains(&located.oid);
            set.add(TableLock { alone, ..located.lock.clone() });
        }
    }
    set
}

/// Whether everything below a table is locked at least as it is.
fn is_whole(top: u32, known: &HashMap<u32, Located>) -> bool {
    let Some(top) = known.get(&top) else { return false };
    top.children.iter().all(|child| {
        let below = known.get(child).map(|below| below.lock.mode);
        below.is_some_and(|below| below.and(top.lock.mode) == below) && is_whole(*child, known)
    })
}

/// Everything below a table is locked as it is.
fn cover(top: &Located, mode: LockMode, known: &HashMap<u32, Located>, covered: &mut HashMap<u32, LockMode>) {
    for child in &top.children {
        let by = covered.get(child).map_or(mode, |by| by.and(mode));
        covered.insert(*child, by);
        if let Some(child) = known.get(child) {
            cover(child, mode, known, covered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sql::qualified_name::QualifiedName;

    fn folded_names(seen: &[(u32, LockMode, &[u32])]) -> Vec<String> {
        let located = seen.iter().map(|(oid, mode, children)| {
            let table = QualifiedName::new("s", oid.to_string());
            let lock = TableLock { table, alone: true, mode: *mode };
            Located { oid: *oid, lock, children: children.to_vec() }
        });
        let set = folded(located.collect());
        let shown = set.locks().iter().map(|lock| {
            format!("{} {}{}", lock.table.name, lock.mode.words(), if lock.alone { "" } else { " and below" })
        });
        shown.collect()
    }

    #[test]
    fn a_whole_tree_is_one_lock() {
        let share = LockMode::Share;
        let tree: [(u32, LockMode, &[u32]); 4] =
            [(4, share, &[]), (1, share, &[2, 3]), (2, share, &[4]), (3, share, &[])];
        assert_eq!(folded_names(&tree), ["1 SHARE and below"]);
        // One partition is not locked: what is below another one still is whole.
        assert_eq!(folded_names(&tree[..3]), ["1 SHARE", "2 SHARE and below"]);
        // One two levels down is not.
        assert_eq!(folded_names(&tree[1..]), ["1 SHARE", "2 SHARE", "3 SHARE"]);
    }

    #[test]
    fn what_is_locked_more_strongly_has_a_lock_of_its_own() {
        let (mild, exclusive) = (LockMode::RowExclusive, LockMode::AccessExclusive);
        assert_eq!(
            folded_names(&[(1, mild, &[2, 3]), (2, exclusive, &[]), (3, mild, &[])]),
            ["1 ROW EXCLUSIVE and below", "2 ACCESS EXCLUSIVE"]
        );
        assert_eq!(
            folded_names(&[(1, exclusive, &[2]), (2, mild, &[])]),
            ["1 ACCESS EXCLUSIVE", "2 ROW EXCLUSIVE"]
        );
        // Both modes of one table count.
        assert_eq!(folded_names(&[(1, mild, &[]), (1, LockMode::Share, &[])]), ["1 SHARE ROW EXCLUSIVE"]);
    }
}
