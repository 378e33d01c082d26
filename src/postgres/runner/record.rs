//! The end of a script's transaction: its rows and its COMMIT, in one flush.
//!
//! What this costs is paid for every migration, so it is one prepared statement; it looks by itself
//! whether the transaction and the lock are still the ones that the script began with.

use std::sync::PoisonError;
use std::time::Duration;

use tokio_postgres::error::SqlState;
use tokio_postgres::types::Type;
use tokio_postgres::{Error, Statement};

use super::journal::JournalRow;
use super::lost_commit::{commit, ends_session};
use super::script::{RunFault, ScriptRun};
use super::session::{Recorders, Session};
use super::settings;
use crate::model::migration::directive::Direction;

const UP: &str = include_str!("sql/record_up.sql");
const DOWN: &str = include_str!("sql/record_down.sql");

impl Session {
    /// Writes the rows of a script that ran, and commits. The session's settings come first: the script
    /// may have changed role or path. An error of any of the three leaves nothing, except for a COMMIT
    /// whose answer is lost.
    pub(crate) async fn record(
        &self,
        run: &ScriptRun<'_>,
        took: Duration,
        transaction: &str,
    ) -> Result<(), RunFault> {
        let entry = JournalRow { rollback: run.rollback, ..JournalRow::of(run, "done", took) };
        let mut values = entry.values().to_vec();
        values.push((&transaction, Type::TEXT));
        values.push((&run.checksum, Type::TEXT));
        values.push((&self.key, Type::INT8));
        let (values, types): (Vec<_>, Vec<_>) = values.into_iter().unzip();
        if mentions_deallocate(run.sql) {
            self.forget_recorders();
        }
        let recorder = self.recorder(run.direction, &types).await?;
        // What is deferred runs at the COMMIT, by the project's path; ours is there again after it.
        let reset = format!("{}{}", self.start, settings::project_path(&self.path.written));
        let (was_reset, row, committed) = tokio::join!(
            biased;
            self.client.batch_execute(&reset),
            self.client.query_one(&recorder, &values),
            commit(&self.client, Some(transaction), took),
        );
        // Behind an error that the session survives, the COMMIT has rolled back.
        if let Err(error) = was_reset
            && !ends_session(&error)
        {
            return Err(error.into());
        }
        match row {
            Err(error) if !ends_session(&error) => {
                if error.code() == Some(&SqlState::INVALID_SQL_STATEMENT_NAME) {
                    self.forget_recorders();
                    return Err(RunFault::RecorderGone);
                }
                Err(refused(error))
            }
            row => {
                committed?;
                self.forget_prepared(row?.try_get("prepared")?).await
            }
        }
    }

    async fn recorder(&self, direction: Direction, types: &[Type]) -> Result<Statement, Error> {
        let known = {
            let recorders = self.recorders.lock().unwrap_or_else(PoisonError::into_inner);
            if direction == Direction::Up { recorders.up.clone() } else { recorders.down.clone() }
        };
        if let Some(statement) = known {
            return Ok(statement);
        }
        // In the script's transaction, whose role and path may not be recorded: brought back first.
        self.client.batch_execute(&self.scope).await?;
        let sql = if direction == Direction::Up { UP } else { DOWN };
        let statement = self.client.prepare_typed(&self.bookkeeping.in_place(sql), types).await?;
        let mut recorders = self.recorders.lock().unwrap_or_else(PoisonError::into_inner);
        let place = if direction == Direction::Up { &mut recorders.up } else { &mut recorders.down };
        *place = Some(statement.clone());
        Ok(statement)
    }

    /// Takes away what the script prepared, which the next one must not see.
    async fn forget_prepared(&self, prepared: i64) -> Result<(), RunFault> {
        let recorded = {
            let recorders = self.recorders.lock().unwrap_or_else(PoisonError::into_inner);
            i64::from(recorders.up.is_some()) + i64::from(recorders.down.is_some())
        };
        // Fewer: the script deallocated the other one of ours.
        if prepared != recorded {
            self.client.batch_execute("DEALLOCATE ALL").await?;
            self.forget_recorders();
        }
        Ok(())
    }

    /// Prepares again what records a script, whether the server still has it or not.
    pub(super) fn forget_recorders(&self) {
        *self.recorders.lock().unwrap_or_else(PoisonError::into_inner) = Recorders::default();
    }
}

/// Whether a script may take away what the session prepared. One that does so unseen, in a function, is run twice.
fn mentions_deallocate(sql: &str) -> bool {
    const WORD: &[u8] = b"deallocate";
    let mut places = memchr::memchr2_iter(b'd', b'D', sql.as_bytes());
    places
        .any(|at| sql.as_bytes().get(at..at + WORD.len()).is_some_and(|word| word.eq_ignore_ascii_case(WORD)))
}

/// What a column that refused null says about the script; and a key that refused the history row.
pub(super) fn refused(error: Error) -> RunFault {
    let is_taken = error.as_db_error().is_some_and(|error| {
        *error.code() == SqlState::UNIQUE_VIOLATION && error.table() == Some("refinery_schema_history")
    });
    if is_taken {
        return RunFault::AppliedMeanwhile;
    }
    let column = error
        .as_db_error()
        .filter(|error| *error.code() == SqlState::NOT_NULL_VIOLATION)
        .filter(|error| error.table() == Some("migrate_journal"))
        .and_then(tokio_postgres::error::DbError::column);
    match column {
        Some("version") => RunFault::EndedTransaction,
        Some("name") => RunFault::GaveUpLock,
        Some("direction") => RunFault::HistoryRowGone,
        Some("outcome") => RunFault::HistoryRowSwallowed,
        _ => error.into(),
    }
}
