//! One statement of a script without a transaction, and what the journal says about it.
//!
//! A statement that may run in a transaction gets one of its own, with its journal entry in it: its
//! outcome is never unknown. The others are noted before and after.

use std::ops::Range;
use std::time::{Duration, Instant};

use super::journal::{self, JournalRow};
use super::lost_commit::commit;
use super::record::refused;
use super::run_script::{LOCK_TIMEOUT, send, write_history};
use super::script::{RunFault, ScriptRun};
use super::session::Session;
use super::{advisory_lock, settings};
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::directive::Direction;
use crate::model::migration::progress::StatementOutcome;
use crate::model::sql::build::begin;
use crate::model::sql::sql_error::SqlError;
use crate::postgres::connection::own_path;

/// A statement of a script.
#[derive(Debug)]
pub(crate) struct StatementRun<'a> {
    pub(crate) script: &'a ScriptRun<'a>,
    /// Counted from 0.
    pub(crate) index: usize,
    pub(crate) sql: &'a str,
    /// The byte of the script where the statement begins.
    pub(crate) offset: usize,
    /// The bytes of the script that a `COPY .. FROM STDIN` takes.
    pub(crate) data: Option<Range<usize>>,
    pub(crate) sha256: Sha256Hex,
}

/// How long a statement outside a transaction may wait for locks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// For ever: a concurrent build that gives up leaves an invalid index behind.
    Endless,
    /// As long as any other statement.
    Usual,
}

impl Session {
    /// Brings the session to its starting state for a script without a transaction.
    pub(crate) async fn begin_script(&self, run: &ScriptRun<'_>) -> Result<(), RunFault> {
        let row_security = if run.directives.row_security { "SET row_security = on;\n" } else { "" };
        let path = settings::script_path(&self.path.written);
        let text = format!("{}{}{path}{row_security}", self.start, settings::step_name(run));
        Ok(self.client.batch_execute(&text).await?)
    }

    /// Sends a statement, and notes nothing.
    pub(crate) async fn replay(&self, statement: &StatementRun<'_>) -> Result<(), RunFault> {
        if let Some(data) = statement.data.clone() {
            let at = statement.offset..statement.offset + statement.sql.len();
            return self.copy_in(statement.script.sql, at, data).await;
        }
        send(&self.client, statement.sql).await.map_err(|fault| fault.moved_by(statement.offset))
    }

    /// Runs a statement in a transaction of its own, with its journal entry in it.
    pub(crate) async fn run_statement(&self, statement: &StatementRun<'_>) -> Result<Duration, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let ran = self.in_own_transaction(statement).await;
        if ran.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
            return ran;
        }
        commit(&self.client, None, Duration::ZERO).await?;
        self.check_lock().await?;
        ran
    }

    async fn in_own_transaction(&self, statement: &StatementRun<'_>) -> Result<Duration, RunFault> {
        self.client.batch_execute(&begin("READ WRITE", lock_wait(statement.script))).await?;
        let started = Instant::now();
        self.replay(statement).await?;
        let took = started.elapsed();
        // Not the path: what is deferred runs at the COMMIT, by the script's.
        self.client.batch_execute(settings::OWN_ROLE).await?;
        self.insert(statement, StatementOutcome::Executed, took, None).await?;
        Ok(took)
    }

    /// Runs a statement outside a transaction, noted before and after.
    pub(crate) async fn run_bare(
        &self,
        statement: &StatementRun<'_>,
        patience: Patience,
    ) -> Result<Duration, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        self.note(statement, StatementOutcome::Running, Duration::ZERO, None).await?;
        let timeout = if patience == Patience::Endless { 0 } else { lock_wait(statement.script).as_millis() };
        self.client
            .batch_execute(&format!("SET lock_timeout = {timeout}; SET statement_timeout = 0;"))
            .await?;
        let started = Instant::now();
        let ran = self.replay(statement).await;
        let took = started.elapsed();
        match &ran {
            Ok(()) => self.note(statement, StatementOutcome::Executed, took, None).await?,
            // Best effort: the failure itself is what matters, and the connection may be gone.
            Err(fault) => drop(self.note(statement, StatementOutcome::Failed, took, fault.server()).await),
        }
        ran?;
        self.check_lock().await?;
        Ok(took)
    }

    /// Writes a journal entry about a statement, in a transaction of its own.
    pub(crate) async fn note(
        &self,
        statement: &StatementRun<'_>,
        outcome: StatementOutcome,
        took: Duration,
        error: Option<&SqlError>,
    ) -> Result<(), RunFault> {
        self.client
            .batch_execute(&format!("BEGIN READ WRITE; {}{}", settings::OWN_ROLE, own_path::SET_LOCAL))
            .await?;
        let written = self.insert(statement, outcome, took, error).await;
        if written.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        written?;
        commit(&self.client, None, took).await
    }

    /// Writes the history and the journal row of a script whose statements are all executed.
    pub(crate) async fn close_script(&self, run: &ScriptRun<'_>, took: Duration) -> Result<(), RunFault> {
        // DISCARD ALL and DEALLOCATE ALL may have been among its statements.
        self.forget_recorders();
        self.client.batch_execute(&self.start).await?;
        self.client.batch_execute("BEGIN").await?;
        let closed = async {
            let transaction = journal::transaction_id(&self.client).await?;
            let written = write_history(&self.client, &self.bookkeeping, run, &transaction).await?;
            let row = JournalRow { rollback: run.rollback, ..JournalRow::of(run, "done", took) };
            row.insert(&self.client, &self.bookkeeping).await?;
            Ok::<Option<String>, tokio_postgres::Error>(written.then_some(transaction))
        };
        match closed.await {
            Ok(Some(transaction)) => commit(&self.client, Some(&transaction), took).await,
            Ok(None) => {
                let _ = self.client.batch_execute("ROLLBACK").await;
                match run.direction {
                    Direction::Up => Err(RunFault::HistoryRowSwallowed),
                    Direction::Down => Err(RunFault::HistoryRowGone),
                }
            }
            Err(error) => {
                let _ = self.client.batch_execute("ROLLBACK").await;
                let fault = refused(error);
                if matches!(fault, RunFault::AppliedMeanwhile) {
                    // Nothing is left to do, and the version is another's. Best effort: the fault is what matters.
                    let message = Some("another program recorded this version meanwhile");
                    let row = JournalRow { message, ..JournalRow::of(run, "abandoned", took) };
                    let _ = row.insert(&self.client, &self.bookkeeping).await;
                }
                Err(fault)
            }
        }
    }

    async fn insert(
        &self,
        statement: &StatementRun<'_>,
        outcome: StatementOutcome,
        took: Duration,
        error: Option<&SqlError>,
    ) -> Result<(), tokio_postgres::Error> {
        let row = JournalRow {
            statement_index: Some(i32::try_from(statement.index).unwrap_or(i32::MAX)),
            statement_sha256: Some(statement.sha256.as_str()),
            sqlstate: error.map(|error| error.sqlstate.as_str()),
            message: error.map(|error| error.message.as_str()),
            ..JournalRow::of(statement.script, outcome.as_str(), took)
        };
        row.insert(&self.client, &self.bookkeeping).await
    }

    /// Fails where a statement gave up the lock of the run.
    pub(crate) async fn check_lock(&self) -> Result<(), RunFault> {
        if advisory_lock::is_held(&self.client, self.key).await? { Ok(()) } else { Err(RunFault::GaveUpLock) }
    }
}

/// How long a statement waits for a lock.
pub(crate) fn lock_wait(run: &ScriptRun<'_>) -> Duration {
    run.directives.lock_timeout.unwrap_or(LOCK_TIMEOUT)
}
