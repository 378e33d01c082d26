//! The end of a script's transaction: its rows and its COMMIT, in one flush.
//!
//! What this costs is paid for every migration, so it is one statement, prepared behind the first script for those that
//! follow; it looks by itself whether the transaction and the lock are still the ones that the script began with.

use std::sync::PoisonError;
use std::time::Duration;

use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Error, Statement};

use super::journal::JournalRow;
use super::lost_commit::{commit, ends_session};
use super::script::{RunFault, ScriptRun};
use super::session::{Recorders, Session};
use super::settings;
use crate::model::migration::directive::Direction;
use crate::postgres::locks::opening::Opening;

const UP: &str = include_str!("sql/record_up.sql");
const DOWN: &str = include_str!("sql/record_down.sql");

/// The statement that records a script of this direction.
fn statement(direction: Direction) -> &'static str {
    if direction == Direction::Up { UP } else { DOWN }
}

impl Session {
    /// Writes the rows of a script that ran, and commits. The session's settings come first: the script
    /// may have changed role or path. What is deferred waits for each lock as long as the try says, and is done before the
    /// COMMIT where there is a limit for locks: no timeout ends a COMMIT. An error of any of them leaves nothing, except
    /// for a COMMIT whose answer is lost.
    pub(crate) async fn record(
        &self,
        run: &ScriptRun<'_>,
        took: Duration,
        transaction: &str,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let entry = JournalRow { rollback: run.rollback, ..JournalRow::of(run, "done", took) };
        let values = self.recorded(&entry, run, &transaction);
        let (parameters, types): (Vec<_>, Vec<_>) = values.iter().cloned().unzip();
        if mentions_deallocate(run.sql) {
            self.forget_recorders();
        }
        let (known, sql) =
            (self.recorder(run.direction), self.bookkeeping.in_place(statement(run.direction)));
        // What is deferred runs at the COMMIT, by the project's path; ours is there again after it.
        let mut reset = format!(
            "{}{}SET LOCAL lock_timeout = {};",
            self.start,
            settings::project_path(&self.path.written),
            opening.afterwards().as_millis()
        );
        let limit = opening.limit_again();
        if !limit.is_empty() {
            reset.push_str(&limit);
            reset.push_str("SET CONSTRAINTS ALL IMMEDIATE;");
        }
        let ((), was_reset, row, committed, prepared) = tokio::join!(
            biased;
            self.note_queue(opening),
            self.client.batch_execute(&reset),
            async {
                match &known {
                    Some(recorder) => self.client.query_one(recorder, &parameters).await,
                    None => self.client.query_typed_one(&sql, &values).await,
                }
            },
            commit(&self.client, Some(transaction), took),
            // For the next one; this one did not wait for it.
            async {
                match &known {
                    Some(_) => None,
                    None => Some(self.client.prepare_typed(&sql, &types).await),
                }
            },
        );
        // Behind an error that the session survives, the COMMIT has rolled back.
        if let Err(error) = was_reset
            && !ends_session(&error)
        {
            return Err(opening.judge(error.into()));
        }
        match row {
            Err(error) if !ends_session(&error) => {
                if error.code() == Some(&SqlState::INVALID_SQL_STATEMENT_NAME) {
                    self.forget_recorders();
                    return Err(RunFault::RecorderGone);
                }
                Err(opening.judge(refused(error)))
            }
            row => {
                committed?;
                let forgotten = self.forget_prepared(row?.try_get("prepared")?).await?;
                if let (Some(Ok(recorder)), false) = (prepared, forgotten) {
                    self.keep_recorder(run.direction, recorder);
                }
                Ok(())
            }
        }
    }

    /// Writes the rows of a script behind which another one runs in the same transaction. What is deferred until then
    /// happens here.
    pub(super) async fn record_within(
        &self,
        run: &ScriptRun<'_>,
        took: Duration,
        transaction: &str,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let entry = JournalRow { rollback: run.rollback, ..JournalRow::of(run, "done", took) };
        let values = self.recorded(&entry, run, &transaction);
        let reset = format!(
            "{}{}SET LOCAL lock_timeout = {};{}SET CONSTRAINTS ALL IMMEDIATE;SET CONSTRAINTS ALL DEFERRED;",
            self.start,
            settings::project_path(&self.path.written),
            opening.afterwards().as_millis(),
            opening.limit_again()
        );
        let reset = self.client.batch_execute(&reset).await;
        reset.map_err(|error| opening.judge(error.into()))?;
        let sql = self.bookkeeping.in_place(statement(run.direction));
        let row = self.client.query_typed_one(&sql, &values).await;
        row.map(|_| ()).map_err(|error| opening.judge(refused(error)))
    }

    /// What the statement that records a script takes.
    fn recorded<'a>(
        &'a self,
        entry: &'a JournalRow<'_>,
        run: &'a ScriptRun<'_>,
        transaction: &'a &str,
    ) -> Vec<(&'a (dyn ToSql + Sync), Type)> {
        let mut values = entry.values().to_vec();
        values.push((transaction, Type::TEXT));
        values.push((&run.checksum, Type::TEXT));
        values.push((&self.key, Type::INT8));
        values
    }

    fn recorder(&self, direction: Direction) -> Option<Statement> {
        let recorders = self.recorders.lock().unwrap_or_else(PoisonError::into_inner);
        if direction == Direction::Up { recorders.up.clone() } else { recorders.down.clone() }
    }

    fn keep_recorder(&self, direction: Direction, recorder: Statement) {
        let mut recorders = self.recorders.lock().unwrap_or_else(PoisonError::into_inner);
        let place = if direction == Direction::Up { &mut recorders.up } else { &mut recorders.down };
        *place = Some(recorder);
    }

    /// Takes away what the script prepared, which the next one must not see. `prepared` is how many there were when the
    /// script was recorded. Returns whether ours are gone with it.
    async fn forget_prepared(&self, prepared: i64) -> Result<bool, RunFault> {
        let recorded = {
            let recorders = self.recorders.lock().unwrap_or_else(PoisonError::into_inner);
            i64::from(recorders.up.is_some()) + i64::from(recorders.down.is_some())
        };
        // Fewer: the script deallocated the other one of ours.
        if prepared != recorded {
            self.client.batch_execute("DEALLOCATE ALL").await?;
            self.forget_recorders();
        }
        Ok(prepared != recorded)
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
