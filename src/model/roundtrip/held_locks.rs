//! How long each lock was held, assembled from samples.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::model::locks::mode::{LockMode, Seen};

/// A table that was there before, or one of its partitions, as a lock is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lockable {
    pub(crate) oid: u32,
    pub(crate) name: String,
    /// The table that it is a partition of, or its own name.
    pub(crate) root: String,
}

/// A lock that was held; times since the script began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldLock {
    /// The table; of several partitions, the one that they are of.
    pub(crate) table: String,
    pub(crate) mode: LockMode,
    pub(crate) from: Duration,
    pub(crate) until: Duration,
    /// How many tables and partitions under this name.
    pub(crate) tables: usize,
}

impl HeldLock {
    /// How long.
    pub(crate) fn lasted(&self) -> Duration {
        self.until.saturating_sub(self.from)
    }
}

/// The lock that stops the most on each table, and of these the one that was held longest; the worst first.
pub(crate) fn strongest(locks: &[HeldLock]) -> Vec<&HeldLock> {
    let mut of_table: BTreeMap<&str, &HeldLock> = BTreeMap::new();
    for held in locks {
        let worst = of_table.entry(&held.table).or_insert(held);
        if (held.mode, held.lasted()) > (worst.mode, worst.lasted()) {
            *worst = held;
        }
    }
    let mut worst: Vec<&HeldLock> = of_table.into_values().collect();
    worst.sort_by_key(|held| std::cmp::Reverse((held.mode.stops(), held.lasted(), held.mode)));
    worst
}

/// From when until when a table was locked.
type LockSpan = (Duration, Duration, u32);

/// What looks at the locks of one session show. A lock is taken to be there since the look before the first that
/// shows it, and until the first that does not: never held shorter than it was.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    known: BTreeMap<u32, Lockable>,
    last: Duration,
    open: BTreeMap<Seen, Duration>,
    closed: Vec<(Seen, Duration, Duration)>,
}

impl Timeline {
    /// For the locks on tables that are there before anything is run.
    pub(crate) fn of(tables: Vec<Lockable>) -> Self {
        Self { known: tables.into_iter().map(|table| (table.oid, table)).collect(), ..Self::default() }
    }

    /// Takes note of one look. Locks that every query takes are left out.
    pub(crate) fn record_sample(&mut self, at: Duration, held: &[Seen]) {
        let held: BTreeSet<Seen> = held
            .iter()
            .filter(|(oid, mode)| *mode >= LockMode::RowExclusive && self.known.contains_key(oid))
            .copied()
            .collect();
        let since = self.last;
        for seen in &held {
            self.open.entry(*seen).or_insert(since);
        }
        let closed = &mut self.closed;
        self.open.retain(|seen, from| {
            let is_held = held.contains(seen);
            if !is_held {
                closed.push((*seen, *from, at));
            }
            is_held
        });
        self.last = at;
    }

    /// The script is over.
    pub(crate) fn end(mut self, at: Duration) -> Vec<HeldLock> {
        self.record_sample(at, &[]);
        let mut groups: BTreeMap<(&str, LockMode), Vec<LockSpan>> = BTreeMap::new();
        for ((oid, mode), from, until) in &self.closed {
            let Some(table) = self.known.get(oid) else { continue };
            groups.entry((&table.root, *mode)).or_default().push((*from, *until, *oid));
        }
        let name = |oids: &BTreeSet<u32>, root: &str| match (oids.first(), oids.len()) {
            (Some(oid), 1) => self.known.get(oid).map_or(root, |table| &table.name).to_owned(),
            _ => root.to_owned(),
        };
        let mut all = Vec::new();
        for ((root, mode), mut spans) in groups {
            spans.sort_unstable();
            let mut merged: Vec<(Duration, Duration, BTreeSet<u32>)> = Vec::new();
            for (from, until, oid) in spans {
                match merged.last_mut().filter(|last| from < last.1) {
                    Some(last) => {
                        last.1 = last.1.max(until);
                        last.2.insert(oid);
                    }
                    None => merged.push((from, until, [oid].into())),
                }
            }
            all.extend(merged.into_iter().map(|(from, until, oids)| HeldLock {
                table: name(&oids, root),
                mode,
                from,
                until,
                tables: oids.len(),
            }));
        }
        all.sort_by_key(|held| (held.from, std::cmp::Reverse(held.until)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(oid: u32, name: &str, root: &str) -> Lockable {
        Lockable { oid, name: name.to_owned(), root: root.to_owned() }
    }

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn a_lock_is_held_from_the_look_before_it_to_the_look_without_it() {
        let mut time = Timeline::of(vec![table(1, "a", "a")]);
        time.record_sample(ms(5), &[]);
        time.record_sample(ms(10), &[(1, LockMode::AccessShare), (9, LockMode::AccessExclusive)]);
        time.record_sample(ms(20), &[(1, LockMode::Share)]);
        time.record_sample(ms(30), &[(1, LockMode::Share), (1, LockMode::AccessExclusive)]);
        time.record_sample(ms(40), &[]);
        time.record_sample(ms(50), &[(1, LockMode::Share)]);
        let held = time.end(ms(60));
        let shown: Vec<_> =
            held.iter().map(|held| (held.mode, held.from.as_millis(), held.until.as_millis())).collect();
        assert_eq!(
            shown,
            [(LockMode::Share, 10, 40), (LockMode::AccessExclusive, 20, 40), (LockMode::Share, 40, 60),]
        );
        let worst = strongest(&held);
        assert_eq!((worst.len(), worst[0].mode, worst[0].lasted()), (1, LockMode::AccessExclusive, ms(20)));
    }

    #[test]
    fn partitions_are_reported_as_one_with_their_parent() {
        let tables = vec![table(1, "p", "p"), table(2, "p_1", "p"), table(3, "p_2", "p")];
        let mut time = Timeline::of(tables.clone());
        let all = [1, 2, 3].map(|oid| (oid, LockMode::AccessExclusive));
        time.record_sample(ms(10), &all);
        let held = time.end(ms(20));
        assert_eq!((held.len(), held[0].table.as_str(), held[0].tables), (1, "p", 3));
        let mut time = Timeline::of(tables);
        time.record_sample(ms(10), &all[1..2]);
        assert_eq!(time.end(ms(20))[0].table, "p_1");
    }
}
