//! What a script locked, by names that another database has, too: of its partitions one that began last month has
//! other names there.

use std::collections::BTreeMap;

use super::cost::Relation;
use crate::model::locks::lock_set::TableLock;
use crate::model::locks::mode::{LockMode, Seen};
use crate::model::sql::qualified_name::QualifiedName;

/// The locks of one look on relations that are there before the script, each table once, in no order that means
/// anything. Left out are those that every query and every row lock takes, and materialized views, which LOCK TABLE
/// does not take. A table and all of its partitions are one lock; partitions that have more are named beside it.
pub(crate) fn locked_tables(relations: &[Relation], seen: &[Seen]) -> Vec<TableLock> {
    let mut modes: BTreeMap<u32, LockMode> = BTreeMap::new();
    for (oid, mode) in seen.iter().filter(|(_, mode)| *mode >= LockMode::RowExclusive) {
        let strongest = modes.entry(*oid).or_insert(*mode);
        *strongest = strongest.and(*mode);
    }
    let mode_of = |relation: &Relation| modes.get(&relation.is.oid).copied();
    let lock = |relation: &Relation, alone, mode| {
        Some(TableLock { table: QualifiedName::parse(&relation.quoted)?, alone, mode })
    };
    let mut families: BTreeMap<&str, Vec<&Relation>> = BTreeMap::new();
    for relation in relations.iter().filter(|relation| relation.has_rows || relation.file == 0) {
        families.entry(&relation.is.root).or_default().push(relation);
    }
    let mut locks = Vec::new();
    for (root, family) in families {
        let (heads, partitions): (Vec<&Relation>, Vec<&Relation>) =
            family.into_iter().partition(|relation| relation.is.name == root);
        let of_all = heads.first().and_then(|head| mode_of(head)).filter(|_| is_all(&partitions, mode_of));
        for head in heads {
            locks.extend(mode_of(head).and_then(|mode| lock(head, of_all.is_none(), mode)));
        }
        for partition in partitions {
            let more = mode_of(partition).filter(|mode| of_all.is_none_or(|all| all.and(*mode) != all));
            locks.extend(more.and_then(|mode| lock(partition, true, mode)));
        }
    }
    locks
}

/// Whether every partition is locked. A DEFAULT partition does not count: it is locked for every partition that is
/// made, and where it is the only one nobody knows what would happen to others.
fn is_all(partitions: &[&Relation], mode_of: impl Fn(&Relation) -> Option<LockMode>) -> bool {
    let mut others = partitions.iter().filter(|partition| !partition.is_default).peekable();
    others.peek().is_some() && others.all(|partition| mode_of(partition).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::roundtrip::held_locks::Lockable;

    const AE: LockMode = LockMode::AccessExclusive;
    const RE: LockMode = LockMode::RowExclusive;
    const SUE: LockMode = LockMode::ShareUpdateExclusive;

    /// A table, and a partitioned one with three partitions, the last of them DEFAULT; and a materialized view.
    fn relations() -> Vec<Relation> {
        let relation = |(oid, name, root, file, has_rows): (u32, &str, &str, u32, bool)| Relation {
            is: Lockable { oid, name: format!("public.{name}"), root: format!("public.{root}") },
            quoted: format!("public.\"{name}\""),
            file,
            bytes: 0,
            has_rows,
            is_default: name == "p_d",
            scanned: 0,
        };
        [
            (1, "a", "a", 1, true),
            (2, "p", "p", 0, false),
            (3, "p_1", "p", 3, true),
            (4, "p_2", "p", 4, true),
            (5, "p_d", "p", 5, true),
            (6, "m", "m", 6, false),
        ]
        .map(relation)
        .into()
    }

    fn names_and_modes(seen: &[Seen]) -> Vec<(String, bool, LockMode)> {
        let locks = locked_tables(&relations(), seen);
        locks.into_iter().map(|lock| (lock.table.name, lock.alone, lock.mode)).collect()
    }

    fn expected(locks: &[(&str, bool, LockMode)]) -> Vec<(String, bool, LockMode)> {
        locks.iter().map(|(name, alone, mode)| ((*name).to_owned(), *alone, *mode)).collect()
    }

    #[test]
    fn a_table_is_locked_once_in_all_that_was_seen() {
        let seen = [(1, LockMode::AccessShare), (1, RE), (1, LockMode::Share), (6, AE), (9, AE)];
        assert_eq!(names_and_modes(&seen), expected(&[("a", true, LockMode::ShareRowExclusive)]));
        assert_eq!(names_and_modes(&[(1, LockMode::AccessShare), (1, LockMode::RowShare)]), []);
    }

    #[test]
    fn a_table_and_all_of_its_partitions_are_one_lock() {
        let all = [2, 3, 4, 5].map(|oid| (oid, RE));
        assert_eq!(names_and_modes(&all), expected(&[("p", false, RE)]));
        // Nothing is known of DEFAULT, and it is locked with the others.
        assert_eq!(names_and_modes(&all[..3]), expected(&[("p", false, RE)]));
        // What has more is named.
        let mut more = all;
        more[3].1 = AE;
        assert_eq!(names_and_modes(&more), expected(&[("p", false, RE), ("p_d", true, AE)]));
    }

    #[test]
    fn some_partitions_are_named() {
        assert_eq!(names_and_modes(&[(2, RE), (4, RE)]), expected(&[("p", true, RE), ("p_2", true, RE)]));
        assert_eq!(names_and_modes(&[(2, SUE), (5, AE)]), expected(&[("p", true, SUE), ("p_d", true, AE)]));
        assert_eq!(names_and_modes(&[(3, AE), (4, AE)]), expected(&[("p_1", true, AE), ("p_2", true, AE)]));
        let only_default: Vec<_> =
            relations().into_iter().filter(|relation| relation.is.oid != 3 && relation.is.oid != 4).collect();
        let locks = locked_tables(&only_default, &[(2, AE), (5, AE)]);
        assert!(locks.len() == 2 && locks.iter().all(|lock| lock.alone), "{locks:?}");
    }
}
