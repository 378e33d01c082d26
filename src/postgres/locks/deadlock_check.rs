//! When sessions of this server look for a deadlock, and whether ours may look earlier.

use std::time::Duration;

use tokio_postgres::{Client, Error};

use crate::model::locks::patience::DeadlockCheck;
use crate::model::sql::duration::duration;
use crate::postgres::connection::own_path;

const DEADLOCK_CHECK: &str = include_str!("sql/deadlock_check.sql");

/// Tries whether this role may set it: superusers may, and from PostgreSQL 15 on whoever was granted it.
pub(crate) async fn read(client: &Client) -> Result<DeadlockCheck, Error> {
    let (row, set) = tokio::join!(
        biased;
        own_path::query(client, DEADLOCK_CHECK, &[]),
        client.batch_execute("SELECT pg_catalog.set_config('deadlock_timeout', '1', true)"),
    );
    let rows = row?;
    let Some(row) = rows.first() else {
        return Ok(DeadlockCheck { after: Duration::from_secs(1), is_ours_earlier: false });
    };
    let is_self: bool = row.try_get("is_self")?;
    let (own, others): (String, Vec<String>) = (row.try_get("own")?, row.try_get("others")?);
    let times = std::iter::once(own).chain(others);
    let after = times.filter_map(|time| time_of(&time)).min().unwrap_or(Duration::from_secs(1));
    Ok(DeadlockCheck { after, is_ours_earlier: set.is_ok() && is_self })
}

/// A setting whose unit is a millisecond where none is written.
fn time_of(written: &str) -> Option<Duration> {
    match written.trim().parse() {
        Ok(number) => Some(Duration::from_millis(number)),
        Err(_) => duration(&written.replace(' ', "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_with_and_without_a_unit() {
        for (written, time) in [("1s", 1_000), ("10ms", 10), ("250", 250), ("1min", 60_000), (" 2 s", 2_000)]
        {
            assert_eq!(time_of(written), Some(Duration::from_millis(time)), "{written}");
        }
        assert_eq!(time_of("soon"), None);
    }
}
