//! `migrate_journal`: what ran, when, by whom, in which text, with which outcome.

use std::collections::HashMap;
use std::time::Duration;

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use super::run_script::ScriptRun;
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::directive::Direction;
use crate::model::migration::history::JournalRecord;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::progress::{StatementOutcome, StatementRecord, Unfinished};
use crate::model::migration::version::Version;

pub(crate) const CREATE: &str = include_str!("sql/journal_create.sql");
const INSERT: &str = include_str!("sql/journal_insert.sql");
const INSERT_FAILURE: &str = include_str!("sql/journal_insert_failure.sql");
const NEWEST: &str = include_str!("sql/journal_newest.sql");
const UNFINISHED: &str = include_str!("sql/journal_unfinished.sql");
const ROLLBACK: &str = include_str!("sql/journal_rollback.sql");
pub(crate) const APPLICATION_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The newest successful `up` of every version.
pub(crate) async fn newest(client: &Client) -> Result<HashMap<i64, JournalRecord>, Error> {
    let mut found = HashMap::new();
    for row in client.query_typed(NEWEST, &[]).await? {
        let record = JournalRecord {
            up_sha256: Sha256Hex::recorded(row.try_get("up_sha256")?),
            down_sha256: Sha256Hex::recorded(row.try_get("down_sha256")?),
            duration_ms: row.try_get("duration_ms")?,
            role: row.try_get("role_name")?,
        };
        found.insert(row.try_get("version")?, record);
    }
    Ok(found)
}

/// The scripts without a transaction that were begun and not finished, in order of version.
pub(crate) async fn unfinished(client: &Client) -> Result<Vec<Unfinished>, Error> {
    let mut found: Vec<Unfinished> = Vec::new();
    for row in client.query_typed(UNFINISHED, &[]).await? {
        let Some(version) = Version::new(row.try_get("version")?) else { continue };
        let direction = match row.try_get::<_, &str>("direction")? {
            "down" => Direction::Down,
            _ => Direction::Up,
        };
        let outcome = StatementOutcome::from_word(row.try_get("outcome")?);
        let index = usize::try_from(row.try_get::<_, i32>("index")?);
        let (Some(outcome), Ok(index)) = (outcome, index) else { continue };
        let record = StatementRecord { index, sha256: Sha256Hex::recorded(row.try_get("sha256")?), outcome };
        match found.last_mut() {
            Some(last) if last.id.version == version => last.records.push(record),
            _ => {
                let id = MigrationId { version, name: row.try_get("name")? };
                found.push(Unfinished { id, direction, records: vec![record] });
            }
        }
    }
    Ok(found)
}

/// The rollback that was kept when a version was last applied.
pub(crate) async fn rollback(client: &Client, version: Version) -> Result<Option<String>, Error> {
    let row = client.query_typed_opt(ROLLBACK, &[(&version.number(), Type::INT8)]).await?;
    row.map_or(Ok(None), |row| row.try_get("rollback_sql"))
}

/// Writes the entry of a script that ran, inside its transaction. False: the transaction that ran
/// the script is no longer the current one.
pub(crate) async fn insert(
    client: &Client,
    run: &ScriptRun<'_>,
    took: Duration,
    transaction: &str,
) -> Result<bool, Error> {
    let (version, milliseconds) = (run.id.version.number(), took.as_secs_f64() * 1000.0);
    let values: [(&(dyn ToSql + Sync), Type); 9] = [
        (&version, Type::INT8),
        (&run.id.name, Type::TEXT),
        (&run.direction.word(), Type::TEXT),
        (&run.up_sha256.map(Sha256Hex::as_str), Type::TEXT),
        (&run.down_sha256.map(Sha256Hex::as_str), Type::TEXT),
        (&run.rollback, Type::TEXT),
        (&milliseconds, Type::FLOAT8),
        (&APPLICATION_VERSION, Type::TEXT),
        (&transaction, Type::TEXT),
    ];
    Ok(!client.query_typed(INSERT, &values).await?.is_empty())
}

/// Writes the entry of a script that failed, in a transaction of its own.
pub(crate) async fn insert_failure(
    client: &Client,
    run: &ScriptRun<'_>,
    took: Duration,
    sqlstate: &str,
    message: &str,
) -> Result<(), Error> {
    let (version, milliseconds) = (run.id.version.number(), took.as_secs_f64() * 1000.0);
    let values: [(&(dyn ToSql + Sync), Type); 9] = [
        (&version, Type::INT8),
        (&run.id.name, Type::TEXT),
        (&run.direction.word(), Type::TEXT),
        (&run.up_sha256.map(Sha256Hex::as_str), Type::TEXT),
        (&run.down_sha256.map(Sha256Hex::as_str), Type::TEXT),
        (&milliseconds, Type::FLOAT8),
        (&APPLICATION_VERSION, Type::TEXT),
        (&sqlstate, Type::TEXT),
        (&message, Type::TEXT),
    ];
    client.query_typed(INSERT_FAILURE, &values).await.map(|_| ())
}
