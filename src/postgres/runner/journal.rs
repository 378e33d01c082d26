//! `migrate_journal`: what ran, when, by whom, in which text, with which outcome.

use std::collections::HashMap;
use std::time::Duration;

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use super::bookkeeping::Bookkeeping;
use super::script::ScriptRun;
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::directive::Direction;
use crate::model::migration::history::JournalRecord;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::progress::{StatementOutcome, StatementRecord, Unfinished};
use crate::model::migration::version::Version;

pub(crate) const CREATE: &str = include_str!("sql/journal_create.sql");
const INSERT: &str = include_str!("sql/journal_insert.sql");
const NEWEST: &str = include_str!("sql/journal_newest.sql");
const UNFINISHED: &str = include_str!("sql/journal_unfinished.sql");
const ROLLBACK: &str = include_str!("sql/journal_rollback.sql");
const TRANSACTION_ID: &str = include_str!("sql/transaction_id.sql");
pub(crate) const APPLICATION_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The newest successful `up` of every version.
pub(crate) async fn newest(
    client: &Client,
    bookkeeping: &Bookkeeping,
) -> Result<HashMap<i64, JournalRecord>, Error> {
    let mut rows_by_version = HashMap::new();
    for row in client.query_typed(&bookkeeping.in_place(NEWEST), &[]).await? {
        let record = JournalRecord {
            up_sha256: Sha256Hex::recorded(row.try_get("up_sha256")?),
            down_sha256: Sha256Hex::recorded(row.try_get("down_sha256")?),
            duration_ms: row.try_get("duration_ms")?,
            role: row.try_get("role_name")?,
        };
        rows_by_version.insert(row.try_get("version")?, record);
    }
    Ok(rows_by_version)
}

/// The scripts without a transaction that were begun and not finished, in order of version.
pub(crate) async fn unfinished(client: &Client, bookkeeping: &Bookkeeping) -> Result<Vec<Unfinished>, Error> {
    let mut scripts: Vec<Unfinished> = Vec::new();
    for row in client.query_typed(&bookkeeping.in_place(UNFINISHED), &[]).await? {
        let Some(version) = Version::new(row.try_get("version")?) else { continue };
        let direction = match row.try_get::<_, &str>("direction")? {
            "down" => Direction::Down,
            _ => Direction::Up,
        };
        let outcome = StatementOutcome::from_word(row.try_get("outcome")?);
        let index = usize::try_from(row.try_get::<_, i32>("index")?);
        let (Some(outcome), Ok(index)) = (outcome, index) else { continue };
        let record = StatementRecord { index, sha256: Sha256Hex::recorded(row.try_get("sha256")?), outcome };
        match scripts.last_mut() {
            Some(last) if last.id.version == version => last.records.push(record),
            _ => {
                let id = MigrationId { version, name: row.try_get("name")? };
                scripts.push(Unfinished { id, direction, records: vec![record] });
            }
        }
    }
    Ok(scripts)
}

/// The rollback that was kept when a version was last applied, and its checksum.
pub(crate) async fn rollback(
    client: &Client,
    bookkeeping: &Bookkeeping,
    version: Version,
) -> Result<Option<(String, Sha256Hex)>, Error> {
    let question = bookkeeping.in_place(ROLLBACK);
    let row = client.query_typed_opt(&question, &[(&version.number(), Type::INT8)]).await?;
    let kept = |row: tokio_postgres::Row| {
        Ok((row.try_get("rollback_sql")?, Sha256Hex::recorded(row.try_get("down_sha256")?)))
    };
    row.map(kept).transpose()
}

/// The id of the current transaction, which gets one.
pub(crate) async fn transaction_id(client: &Client) -> Result<String, Error> {
    client.query_typed_one(TRANSACTION_ID, &[]).await?.try_get("id")
}

/// A row of the journal. Every row is written through this one: by `insert`, or, when a script commits, by the
/// statement that writes the history row with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct JournalRow<'a> {
    pub(crate) version: i64,
    pub(crate) name: &'a str,
    pub(crate) direction: &'static str,
    /// `done`, `failed`, `running`, `executed`, `accepted` or `abandoned`.
    pub(crate) outcome: &'static str,
    pub(crate) up_sha256: Option<&'a str>,
    pub(crate) down_sha256: Option<&'a str>,
    /// The rollback to keep.
    pub(crate) rollback: Option<&'a str>,
    pub(crate) duration_ms: f64,
    pub(crate) application_version: &'static str,
    /// Of one statement of a script without a transaction; counted from 0.
    pub(crate) statement_index: Option<i32>,
    pub(crate) statement_sha256: Option<&'a str>,
    pub(crate) sqlstate: Option<&'a str>,
    pub(crate) message: Option<&'a str>,
}

impl<'a> JournalRow<'a> {
    /// What a script's row says in any case.
    pub(crate) fn of(run: &ScriptRun<'a>, outcome: &'static str, took: Duration) -> Self {
        Self {
            version: run.id.version.number(),
            name: &run.id.name,
            direction: run.direction.as_str(),
            outcome,
            up_sha256: run.up_sha256.map(Sha256Hex::as_str),
            down_sha256: run.down_sha256.map(Sha256Hex::as_str),
            rollback: None,
            duration_ms: took.as_secs_f64() * 1000.0,
            application_version: APPLICATION_VERSION,
            statement_index: None,
            statement_sha256: None,
            sqlstate: None,
            message: None,
        }
    }

    /// The values, in the order in which every statement that writes a row takes them, `$1` first.
    pub(crate) fn values(&self) -> [(&(dyn ToSql + Sync), Type); 13] {
        [
            (&self.version, Type::INT8),
            (&self.name, Type::TEXT),
            (&self.direction, Type::TEXT),
            (&self.outcome, Type::TEXT),
            (&self.up_sha256, Type::TEXT),
            (&self.down_sha256, Type::TEXT),
            (&self.rollback, Type::TEXT),
            (&self.duration_ms, Type::FLOAT8),
            (&self.application_version, Type::TEXT),
            (&self.statement_index, Type::INT4),
            (&self.statement_sha256, Type::TEXT),
            (&self.sqlstate, Type::TEXT),
            (&self.message, Type::TEXT),
        ]
    }

    /// Writes the row in the current transaction, with that transaction's id.
    pub(crate) async fn insert(&self, client: &Client, bookkeeping: &Bookkeeping) -> Result<(), Error> {
        self.write(client, bookkeeping, true).await
    }

    /// Writes the row of a script whose own transaction was rolled back: it has no id.
    pub(crate) async fn insert_rolled_back(
        &self,
        client: &Client,
        bookkeeping: &Bookkeeping,
    ) -> Result<(), Error> {
        self.write(client, bookkeeping, false).await
    }

    async fn write(&self, client: &Client, bookkeeping: &Bookkeeping, with_id: bool) -> Result<(), Error> {
        let mut values = self.values().to_vec();
        values.push((&with_id, Type::BOOL));
        client.query_typed(&bookkeeping.in_place(INSERT), &values).await.map(|_| ())
    }
}
