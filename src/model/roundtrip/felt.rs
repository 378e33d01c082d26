//! What one step costs.

use std::time::Duration;

/// What was felt of one script on filled tables.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Felt {
    /// Of the script alone.
    pub(crate) took: Duration,
    /// Written to the log by the whole server meanwhile.
    pub(crate) wal_bytes: i64,
    /// How much the database grew; negative where it shrank.
    pub(crate) disk_bytes: i64,
    /// Tables that were there before and have another file now.
    pub(crate) rewritten: Vec<String>,
}

/// Where a database stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gauge {
    pub(crate) wal: i64,
    pub(crate) bytes: i64,
    /// The tables by their OIDs: name and file.
    pub(crate) files: Vec<(u32, String, u32)>,
}

impl Felt {
    /// What happened between two looks.
    pub(crate) fn between(before: &Gauge, after: &Gauge, took: Duration) -> Self {
        let is_other = |(oid, _, file): &&(u32, String, u32)| {
            after.files.iter().any(|(other, _, now)| other == oid && now != file)
        };
        Self {
            took,
            wal_bytes: after.wal - before.wal,
            disk_bytes: after.bytes - before.bytes,
            rewritten: before.files.iter().filter(is_other).map(|(_, name, _)| name.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_rewritten_when_it_is_the_same_in_another_file() {
        let file = |oid, name: &str, file| (oid, name.to_owned(), file);
        let before =
            Gauge { wal: 10, bytes: 100, files: vec![file(1, "a", 1), file(2, "b", 2), file(3, "c", 3)] };
        let after =
            Gauge { wal: 15, bytes: 90, files: vec![file(1, "a", 1), file(2, "b", 9), file(4, "d", 4)] };
        let felt = Felt::between(&before, &after, Duration::from_secs(1));
        assert_eq!((felt.wal_bytes, felt.disk_bytes), (5, -10));
        assert_eq!(felt.rewritten, ["b"]);
    }
}
