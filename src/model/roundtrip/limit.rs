//! What a project lets one script cost: `[roundtrip]` of `migrate.toml`, held against what was felt.

use std::collections::BTreeMap;
use std::time::Duration;

use super::cost::ScriptCost;
use super::held_locks::HeldLock;
use crate::model::locks::mode::Stops;
use crate::model::sql::duration;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    /// A lock that keeps everybody from a table that was there before.
    ExclusiveLock,
    /// A lock that keeps those who write from it.
    WriteLock,
    /// The wait of a reader.
    ReadWait,
    /// The wait of a writer.
    WriteWait,
    Duration,
    Wal,
    TempFiles,
    /// A table that is rewritten.
    Rewrite,
    /// Rows of a table that were read from end to end.
    FullScan,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Amount {
    Time(Duration),
    Bytes(i64),
    Rows(i64),
}

impl Limit {
    /// Each with the key in `migrate.toml` and in directives.
    pub(crate) const ALL: [(Self, &'static str); 9] = [
        (Self::ExclusiveLock, "max_exclusive_lock"),
        (Self::WriteLock, "max_write_lock"),
        (Self::ReadWait, "max_read_wait"),
        (Self::WriteWait, "max_write_wait"),
        (Self::Duration, "max_duration"),
        (Self::Wal, "max_wal"),
        (Self::TempFiles, "max_temp_files"),
        (Self::Rewrite, "max_rewrite"),
        (Self::FullScan, "max_full_scan"),
    ];

    /// The limit of a key.
    pub(crate) fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == key).map(|(limit, _)| limit)
    }

    /// Its key.
    pub(crate) fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(limit, _)| *limit == self).map_or("", |(_, key)| key)
    }

    /// Reads an amount as it is written for this limit: `2s`, `100MB`, `1000000`.
    pub(crate) fn amount(self, text: &str) -> Option<Amount> {
        match self {
            Self::ExclusiveLock | Self::WriteLock | Self::ReadWait | Self::WriteWait | Self::Duration => {
                duration::duration(text).map(Amount::Time)
            }
            Self::Wal | Self::TempFiles | Self::Rewrite => bytes(text).map(Amount::Bytes),
            Self::FullScan => text.parse().ok().filter(|rows| *rows >= 0).map(Amount::Rows),
        }
    }

    /// The most that was felt of it, and of which table.
    pub(super) fn felt(self, felt: &ScriptCost) -> (Amount, Option<&str>) {
        let lock = |stops: Stops| {
            let held =
                felt.locks.iter().filter(|held| held.mode.stops() >= stops).max_by_key(|held| held.lasted());
            (
                Amount::Time(held.map_or(Duration::ZERO, HeldLock::lasted)),
                held.map(|held| held.table.as_str()),
            )
        };
        match self {
            Self::ExclusiveLock => lock(Stops::Everybody),
            Self::WriteLock => lock(Stops::Writers),
            Self::ReadWait => {
                let worst = felt.waits.iter().max_by_key(|wait| wait.reader);
                (Amount::Time(worst.map_or(Duration::ZERO, |w| w.reader)), worst.map(|w| w.table.as_str()))
            }
            Self::WriteWait => {
                let worst = felt.waits.iter().max_by_key(|wait| wait.writer);
                (Amount::Time(worst.map_or(Duration::ZERO, |w| w.writer)), worst.map(|w| w.table.as_str()))
            }
            Self::Duration => (Amount::Time(felt.took), None),
            Self::Wal => (Amount::Bytes(felt.wal_bytes), None),
            Self::TempFiles => (Amount::Bytes(felt.temp_bytes), None),
            Self::Rewrite => {
                let worst = felt.rewritten.iter().max_by_key(|table| table.bytes);
                (Amount::Bytes(worst.map_or(0, |table| table.bytes)), worst.map(|table| table.table.as_str()))
            }
            Self::FullScan => {
                let worst = felt.scans.iter().max_by_key(|scan| scan.rows);
                (Amount::Rows(worst.map_or(0, |scan| scan.rows)), worst.map(|scan| scan.table.as_str()))
            }
        }
    }
}

/// `512kB`, `100MB` or `2GB`, a kB being 1024 bytes, as PostgreSQL's settings write them; `0` allows nothing.
fn bytes(text: &str) -> Option<i64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: i64 = text.get(..digits)?.parse().ok()?;
    let unit = match text.get(digits..)?.trim() {
        "" if number == 0 => 1,
        "kB" => 1 << 10,
        "MB" => 1 << 20,
        "GB" => 1 << 30,
        _ => return None,
    };
    number.checked_mul(unit)
}

/// The limits of a project.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Limits(pub(crate) BTreeMap<Limit, Amount>);

/// More than a limit lets a script cost.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Exceeded {
    pub(crate) limit: Limit,
    /// The table.
    pub(crate) object: Option<String>,
    pub(crate) was: Amount,
    pub(crate) most: Amount,
}

impl Limits {
    /// Every limit that a script exceeds.
    pub(crate) fn exceeded(&self, felt: &ScriptCost) -> Vec<Exceeded> {
        let judge = |(limit, most): (&Limit, &Amount)| {
            let (was, object) = limit.felt(felt);
            let is_more = match (was, *most) {
                (Amount::Time(was), Amount::Time(most)) => was > most,
                (Amount::Bytes(was), Amount::Bytes(most)) | (Amount::Rows(was), Amount::Rows(most)) => {
                    was > most
                }
                _ => false,
            };
            is_more.then(|| Exceeded {
                limit: *limit,
                object: object.map(ToOwned::to_owned),
                was,
                most: *most,
            })
        };
        self.0.iter().filter_map(judge).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::cost::{Rewritten, Waited};
    use super::*;
    use crate::model::locks::mode::LockMode;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn amounts_are_written_as_in_postgresql() {
        assert_eq!(Limit::ExclusiveLock.amount("2s"), Some(Amount::Time(seconds(2))));
        assert_eq!(Limit::Wal.amount("2GB"), Some(Amount::Bytes(2 << 30)));
        assert_eq!(Limit::Rewrite.amount("0"), Some(Amount::Bytes(0)));
        assert_eq!(Limit::FullScan.amount("1000"), Some(Amount::Rows(1000)));
        for (limit, text) in [
            (Limit::ExclusiveLock, "2"),
            (Limit::Wal, "2"),
            (Limit::Wal, "2gb"),
            (Limit::Wal, "9999999999GB"),
            (Limit::FullScan, "-1"),
        ] {
            assert_eq!(limit.amount(text), None, "{text}");
        }
        for (limit, key) in Limit::ALL {
            assert_eq!((Limit::parse(key), limit.key()), (Some(limit), key));
        }
    }

    #[test]
    fn what_exceeds_a_limit_is_reported_with_its_table() {
        let held = |table: &str, mode, until| HeldLock {
            table: table.to_owned(),
            mode,
            from: seconds(0),
            until: seconds(until),
            tables: 1,
        };
        let felt = ScriptCost {
            took: seconds(9),
            locks: vec![held("a", LockMode::AccessExclusive, 3), held("b", LockMode::Share, 9)],
            rewritten: vec![Rewritten { table: "a".to_owned(), bytes: 10 }],
            waits: vec![Waited { table: "b".to_owned(), reader: seconds(1), writer: seconds(8) }],
            ..ScriptCost::default()
        };
        let limits = |pairs: &[(Limit, &str)]| {
            Limits(pairs.iter().map(|(limit, text)| (*limit, limit.amount(text).unwrap())).collect())
        };
        let exceeded = limits(&[
            (Limit::ExclusiveLock, "2s"),
            (Limit::WriteLock, "5s"),
            (Limit::ReadWait, "1s"),
            (Limit::WriteWait, "1s"),
            (Limit::Duration, "9s"),
            (Limit::Rewrite, "0"),
        ])
        .exceeded(&felt);
        let listed: Vec<_> = exceeded
            .iter()
            .map(|excess| (excess.limit.key(), excess.object.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(
            listed,
            [
                ("max_exclusive_lock", "a"),
                ("max_write_lock", "b"),
                ("max_write_wait", "b"),
                ("max_rewrite", "a")
            ]
        );
        assert_eq!(limits(&[]).exceeded(&felt), []);
    }
}
