//! What scripts were measured to lock, kept in the project: a file beside the migrations, since what one server's
//! journal knows never reaches another server.

use std::collections::{BTreeMap, HashMap};

use super::lock_set::TableLock;
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::{Pair, Script};
use crate::model::migration::version::Version;

/// The name of the file, in the folder of the migrations.
pub(crate) const FILE_NAME: &str = "locks.toml";

/// The scripts of the file, sorted by version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct StoredLocks {
    pub(super) scripts: Vec<StoredScript>,
}

/// One script, and its locks in the order in which they are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredScript {
    pub(super) version: Version,
    pub(super) direction: Direction,
    /// The name of its file, for people.
    pub(super) file: String,
    /// Of the text that was measured.
    pub(super) sha256: Sha256Hex,
    pub(super) locks: Vec<TableLock>,
}

/// What a script held when it was through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeasuredLocks {
    /// Tables that were there before it.
    pub(crate) locks: Vec<TableLock>,
    /// The tables had rows: without any, triggers do not fire and no row finds its partition.
    pub(crate) on_rows: bool,
}

/// Each script that was measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Measured(BTreeMap<(Version, Direction), MeasuredLocks>);

impl Measured {
    /// Takes note of a script. What was measured first stays, unless that was on empty tables and this is not.
    pub(crate) fn add(&mut self, version: Version, direction: Direction, measured: MeasuredLocks) {
        match self.0.get(&(version, direction)) {
            Some(known) if known.on_rows || !measured.on_rows => {}
            _ => drop(self.0.insert((version, direction), measured)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl StoredLocks {
    /// The locks of a script whose text was measured; `None` where it was not, or takes none.
    #[cfg(test)]
    pub(crate) fn of(&self, direction: Direction, sha256: &Sha256Hex) -> Option<&[TableLock]> {
        let script =
            self.scripts.iter().find(|script| script.direction == direction && script.sha256 == *sha256);
        script.map(|script| script.locks.as_slice())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.scripts.is_empty()
    }

    /// Gives each script the locks that it is known to take.
    pub(crate) fn attach(&self, pairs: &mut [Pair]) {
        let of_text: HashMap<(Direction, &str), &[TableLock]> = self
            .scripts
            .iter()
            .map(|script| ((script.direction, script.sha256.as_str()), script.locks.as_slice()))
            .collect();
        if of_text.is_empty() {
            return;
        }
        for pair in pairs {
            for (direction, script) in [(Direction::Up, &mut pair.up), (Direction::Down, &mut pair.down)] {
                if let Some(locks) = of_text.get(&(direction, script.sha256.as_str())) {
                    script.locks = locks.to_vec();
                }
            }
        }
    }

    /// What the file holds after a run. A script that was measured on empty tables alone keeps the entry that it has.
    /// Of a run that was about `all` pairs, entries whose script is not in the project any more go.
    pub(crate) fn updated(&self, pairs: &[Pair], measured: &Measured, all: bool) -> Self {
        let mut scripts = self.scripts.clone();
        if all {
            scripts.retain(|script| {
                let texts = pairs.iter().map(|pair| &script_of(pair, script.direction).sha256);
                texts.into_iter().any(|sha256| *sha256 == script.sha256)
            });
        }
        for ((version, direction), MeasuredLocks { locks, on_rows }) in &measured.0 {
            let Some(pair) = pairs.iter().find(|pair| pair.id.version == *version) else { continue };
            let script = script_of(pair, *direction);
            let is_of_it =
                |stored: &StoredScript| (stored.version, stored.direction) == (*version, *direction);
            let is_known = scripts.iter().any(|stored| is_of_it(stored) && stored.sha256 == script.sha256);
            if is_known && !on_rows {
                continue;
            }
            scripts.retain(|stored| !is_of_it(stored));
            if !locks.is_empty() {
                scripts.push(StoredScript {
                    version: *version,
                    direction: *direction,
                    file: script.file.rsplit('/').next().unwrap_or_default().to_owned(),
                    sha256: script.sha256.clone(),
                    locks: super::text_order::sorted(locks, &script.sql),
                });
            }
        }
        scripts.sort_by_key(|script| (script.version, script.direction));
        Self { scripts }
    }
}

fn script_of(pair: &Pair, direction: Direction) -> &Script {
    match direction {
        Direction::Up => &pair.up,
        Direction::Down => &pair.down,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::locks::mode::LockMode;
    use crate::model::migration::pair::fixtures::pair;
    use crate::model::sql::qualified_name::QualifiedName;

    fn lock(name: &str) -> TableLock {
        TableLock { table: QualifiedName::new("public", name), alone: true, mode: LockMode::AccessExclusive }
    }

    fn measured(scripts: &[(i64, Direction, &[&str], bool)]) -> Measured {
        let mut measured = Measured::default();
        for (version, direction, tables, on_rows) in scripts {
            let locks = tables.iter().map(|table| lock(table)).collect();
            let version = Version::new(*version).unwrap();
            measured.add(version, *direction, MeasuredLocks { locks, on_rows: *on_rows });
        }
        measured
    }

    fn names(stored: &StoredLocks, direction: Direction, pair: &Pair) -> Option<String> {
        let locks = stored.of(direction, &script_of(pair, direction).sha256)?;
        Some(locks.iter().map(|lock| lock.table.name.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn what_was_measured_counts_for_the_text_that_was_measured() {
        let pairs = [pair(1, "ALTER TABLE b; ALTER TABLE a"), pair(2, "SELECT 1")];
        let run = measured(&[
            (1, Direction::Up, &["a", "b"], true),
            (1, Direction::Down, &["c"], true),
            (2, Direction::Up, &[], true),
            (9, Direction::Up, &["x"], true),
        ]);
        let stored = StoredLocks::default().updated(&pairs, &run, true);
        assert_eq!(names(&stored, Direction::Up, &pairs[0]).as_deref(), Some("b a"));
        assert_eq!(names(&stored, Direction::Down, &pairs[0]).as_deref(), Some("c"));
        assert_eq!((names(&stored, Direction::Up, &pairs[1]), stored.scripts.len()), (None, 2));
        assert_eq!(stored.scripts[0].file, "V001__m1.sql");
        assert_eq!(names(&stored, Direction::Up, &pair(1, "ALTER TABLE b")), None);
        assert_eq!(stored.updated(&pairs, &run, true), stored);
        let mut attached = [pair(1, "ALTER TABLE b; ALTER TABLE a"), pair(1, "other")];
        stored.attach(&mut attached);
        let counts: Vec<usize> =
            attached.iter().flat_map(|pair| [pair.up.locks.len(), pair.down.locks.len()]).collect();
        assert_eq!(counts, [2, 1, 0, 1]);
    }

    #[test]
    fn a_run_about_some_scripts_leaves_the_others() {
        let before = [pair(1, "one"), pair(2, "two")];
        let both = measured(&[(2, Direction::Up, &["b"], true), (1, Direction::Up, &["a"], true)]);
        let stored = StoredLocks::default().updated(&before, &both, true);
        // The first script is another one now, and the second is measured again.
        let after = [pair(1, "one, edited"), pair(2, "two")];
        let again = measured(&[(2, Direction::Up, &["c"], true)]);
        let some = stored.updated(&after, &again, false);
        assert_eq!(names(&some, Direction::Up, &before[0]).as_deref(), Some("a"));
        assert_eq!(names(&some, Direction::Up, &after[1]).as_deref(), Some("c"));
        let all = stored.updated(&after, &again, true);
        assert_eq!((names(&all, Direction::Up, &before[0]), all.scripts.len()), (None, 1));
        // An edited script that is measured replaces what it was.
        let edited = measured(&[(1, Direction::Up, &["d"], true)]);
        assert_eq!(stored.updated(&after, &edited, false).scripts.len(), 2);
    }

    #[test]
    fn empty_tables_tell_less() {
        let pairs = [pair(1, "one")];
        let empty = measured(&[(1, Direction::Up, &["a"], false)]);
        let rows = measured(&[
            (1, Direction::Up, &["a"], false),
            (1, Direction::Up, &["a", "b"], true),
            (1, Direction::Up, &["c"], true),
        ]);
        let first = StoredLocks::default().updated(&pairs, &empty, true);
        assert_eq!(names(&first, Direction::Up, &pairs[0]).as_deref(), Some("a"));
        let second = first.updated(&pairs, &rows, true);
        assert_eq!(names(&second, Direction::Up, &pairs[0]).as_deref(), Some("a b"));
        assert_eq!(second.updated(&pairs, &empty, true), second);
    }
}
