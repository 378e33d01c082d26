//! What an application would do while a script runs: read a table, write a row. It has no transaction that waits with
//! a lock in its hand, so that no script gets into a deadlock with it.

use tokio_postgres::SimpleQueryMessage;
use tokio_postgres::error::SqlState;

use super::observer::{Observer, failed};
use crate::model::outcome::failure::Failure;

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccessResult {
    Yes,
    /// Somebody is changing the row: whoever wants to change it waits.
    RowTaken,
    /// The table is not there any more.
    Gone,
}

/// The planner would rather read all rows of a small table than one by its place, and that would be counted like the
/// scans of the script.
const BY_PLACE: &str = "SET enable_seqscan = off";

impl Observer {
    /// From now on it finds rows by their place alone, however small a table is.
    pub(crate) async fn find_rows_by_place(&self) -> Result<(), Failure> {
        self.client.batch_execute(BY_PLACE).await.map_err(failed)
    }

    /// The place of a row of a table, which is named as a statement names it; of the first one that it has.
    pub(crate) async fn first_row(&self, table: &str) -> Result<Option<String>, Failure> {
        let question = format!("SELECT ctid::pg_catalog.text AS place FROM ONLY {table} LIMIT 1");
        let row = self.client.query_typed(&question, &[]).await.map_err(failed)?;
        row.first().map(|row| row.try_get("place")).transpose().map_err(failed)
    }

    /// Reads a row. Waits for whoever lets nobody read.
    pub(crate) async fn read(&self, table: &str, row: &str) -> Result<AccessResult, Failure> {
        self.attempt(&format!("SELECT 1 FROM ONLY {table} WHERE ctid = '{row}'")).await
    }

    /// Begins to write a row, and does not. Waits for whoever lets nobody write to the table, and not for whoever
    /// changes the row.
    pub(crate) async fn write(&self, table: &str, row: &str) -> Result<AccessResult, Failure> {
        let of_row = format!("FROM ONLY {table} WHERE ctid = '{row}'");
        let attempt = format!(
            "BEGIN; LOCK TABLE ONLY {table} IN ROW EXCLUSIVE MODE; SELECT 1 AS there {of_row}; \
             SELECT 1 AS free {of_row} FOR NO KEY UPDATE SKIP LOCKED; ROLLBACK"
        );
        let through = self.attempt(&attempt).await;
        if !matches!(through, Ok(AccessResult::Yes | AccessResult::RowTaken)) {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        through
    }

    async fn attempt(&self, statements: &str) -> Result<AccessResult, Failure> {
        match self.client.simple_query(statements).await {
            Ok(messages) => {
                let has = |name: &str| {
                    let is_it = |message: &SimpleQueryMessage| matches!(message, SimpleQueryMessage::Row(row) if row.columns()[0].name() == name);
                    messages.iter().any(is_it)
                };
                Ok(if has("there") && !has("free") { AccessResult::RowTaken } else { AccessResult::Yes })
            }
            Err(error) if error.code().is_some_and(is_gone) => Ok(AccessResult::Gone),
            Err(error) => Err(failed(error)),
        }
    }
}

/// No such table, schema or, of something that is no table any more, such rows.
fn is_gone(code: &SqlState) -> bool {
    [&SqlState::UNDEFINED_TABLE, &SqlState::INVALID_SCHEMA_NAME, &SqlState::WRONG_OBJECT_TYPE].contains(&code)
}
