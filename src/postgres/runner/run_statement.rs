//! One statement of a script without a transaction, and what the journal says about it.
//!
//! A statement that may run in a transaction gets one of its own, with its journal entry in it: its
//! outcome is never unknown. The others are noted before and after.

use std::ops::Range;
use std::time::{Duration, Instant};

use super::journal::{self, JournalRow};
use super::lost_commit::commit;
use super::record::refused;
use super::run_script::{send, write_history};
use super::script::{RunFault, ScriptRun};
use super::session::Session;
use super::{advisory_lock, settings};
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::directive::Direction;
use crate::model::migration::progress::StatementOutcome;
use crate::model::sql::sql_error::SqlError;
use crate::postgres::connection::own_path;
use crate::postgres::locks::opening::Opening;

/// Outside a transaction: lets the session look for deadlocks before all others, unless it works as another role, which
/// may not.
const LOOK_FIRST: &str = "SELECT pg_catalog.set_config('deadlock_timeout', '1', false) \
    WHERE CURRENT_USER OPERATOR(pg_catalog.=) SESSION_USER; ";

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

/// What the journal is to say about a statement.
struct Note<'a> {
    statement: &'a StatementRun<'a>,
    outcome: StatementOutcome,
    took: Duration,
    error: Option<&'a SqlError>,
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
    pub(crate) async fn run_statement(
        &self,
        statement: &StatementRun<'_>,
        opening: &Opening,
    ) -> Result<Duration, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let ran = self.in_own_transaction(statement, opening).await;
        if ran.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
            return ran;
        }
        commit(&self.client, None, Duration::ZERO).await?;
        self.check_lock().await?;
        ran
    }

    async fn in_own_transaction(
        &self,
        statement: &StatementRun<'_>,
        opening: &Opening,
    ) -> Result<Duration, RunFault> {
        self.begin_with(opening, "READ WRITE").await?;
        let started = Instant::now();
        match opening.limit {
            Some(limit) => self.replay_limited(statement, opening, limit).await?,
            None => self.replay(statement).await?,
        }
        let took = started.elapsed();
        self.note_queue(opening).await;
        // Not the path: what is deferred runs at the COMMIT, by the script's.
        self.client.batch_execute(settings::OWN_ROLE).await?;
        self.keep_to_database("").await?;
        self.insert(statement, StatementOutcome::Executed, took, None).await?;
        Ok(took)
    }

    /// Runs a statement outside a transaction, noted before and after. `run` sends it, perhaps several times.
    pub(crate) async fn noted(
        &self,
        statement: &StatementRun<'_>,
        run: impl AsyncFnOnce() -> Result<(), RunFault>,
    ) -> Result<Duration, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        self.note(statement, StatementOutcome::Running, Duration::ZERO, None).await?;
        let started = Instant::now();
        let ran = run().await;
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

    /// The same for one that waits for its locks for ever, and that may be noted as running already. Questions that only
    /// read are asked behind it in the same flight, whatever becomes of it. From their answer follows which statement is
    /// next, if any; that one is noted as running where this one is noted as executed, in one transaction.
    pub(crate) async fn endless_before<'n, T>(
        &self,
        (statement, is_noted): (&StatementRun<'_>, bool),
        questions: impl Future<Output = Result<T, RunFault>>,
        next: impl FnOnce(&T) -> Option<&'n StatementRun<'n>>,
    ) -> Result<(Duration, T), RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        if !is_noted {
            self.note(statement, StatementOutcome::Running, Duration::ZERO, None).await?;
        }
        let waits = self.waits_outside(Duration::ZERO).await?;
        let started = Instant::now();
        let (was_set, (ran, took), answer) = tokio::join!(
            biased;
            self.client.batch_execute(&waits),
            async { (self.replay(statement).await, started.elapsed()) },
            questions,
        );
        if let Err(fault) = was_set.map_err(RunFault::from).and(ran) {
            // Best effort: the failure itself is what matters, and the connection may be gone.
            let _ = self.note(statement, StatementOutcome::Failed, took, fault.server()).await;
            return Err(fault);
        }
        let answer = answer?;
        let executed = Note { statement, outcome: StatementOutcome::Executed, took, error: None };
        let running = next(&answer).filter(|_| !self.stop.is_asked()).map(|statement| Note {
            statement,
            outcome: StatementOutcome::Running,
            took: Duration::ZERO,
            error: None,
        });
        let (noted, held) = tokio::join!(biased; self.write(&executed, running.as_ref()), self.check_lock());
        noted?;
        held?;
        Ok((took, answer))
    }

    /// Sends a statement outside a transaction, which waits so long for each lock; zero is for ever. Notes nothing.
    pub(crate) async fn bare(
        &self,
        statement: &StatementRun<'_>,
        lock_wait: Duration,
    ) -> Result<(), RunFault> {
        self.wait_outside(lock_wait).await?;
        self.replay(statement).await
    }

    async fn waits_outside(&self, lock_wait: Duration) -> Result<String, RunFault> {
        let check = self.deadlock_check().await?;
        let first = if check.is_ours_earlier { LOOK_FIRST } else { "" };
        Ok(format!("{first}SET lock_timeout = {}; SET statement_timeout = 0;", lock_wait.as_millis()))
    }

    /// From now on, outside a transaction, each lock is waited for so long; zero is for ever. Where this session may look
    /// for deadlocks before all others, it does.
    pub(super) async fn wait_outside(&self, lock_wait: Duration) -> Result<(), RunFault> {
        let waits = self.waits_outside(lock_wait).await?;
        Ok(self.client.batch_execute(&waits).await?)
    }

    /// Writes a journal entry about a statement, in a transaction of its own.
    pub(crate) async fn note(
        &self,
        statement: &StatementRun<'_>,
        outcome: StatementOutcome,
        took: Duration,
        error: Option<&SqlError>,
    ) -> Result<(), RunFault> {
        self.write(&Note { statement, outcome, took, error }, None).await
    }

    /// Writes one entry or two, in a transaction of their own and in one flight. Behind an error the COMMIT rolls back.
    async fn write(&self, first: &Note<'_>, second: Option<&Note<'_>>) -> Result<(), RunFault> {
        let opening_text = format!("BEGIN READ WRITE; {}{}", settings::OWN_ROLE, own_path::SET_LOCAL);
        let insert =
            async |note: &Note<'_>| self.insert(note.statement, note.outcome, note.took, note.error).await;
        let (begun, one, other, committed) = tokio::join!(
            biased;
            self.client.batch_execute(&opening_text),
            insert(first),
            async {
                match second {
                    Some(note) => insert(note).await,
                    None => Ok(()),
                }
            },
            commit(&self.client, None, first.took),
        );
        // A connection that is gone answers none of them: what counts is whether the COMMIT came through.
        if matches!(committed, Err(RunFault::LostCommit(_))) {
            return committed;
        }
        begun?;
        one?;
        other?;
        committed
    }

    /// Writes the history and the journal row of a script whose statements are all executed.
    pub(crate) async fn close_script(&self, run: &ScriptRun<'_>, took: Duration) -> Result<(), RunFault> {
        // DISCARD ALL and DEALLOCATE ALL may have been among its statements.
        self.forget_recorders();
        let row = JournalRow { rollback: run.rollback, ..JournalRow::of(run, "done", took) };
        let opening_text = format!("{}BEGIN", self.start);
        let (begun, transaction) = tokio::join!(
            biased;
            self.client.batch_execute(&opening_text),
            journal::transaction_id(&self.client),
        );
        let closed = async {
            begun?;
            let transaction = transaction?;
            let (written, ()) = tokio::try_join!(
                biased;
                write_history(&self.client, &self.bookkeeping, run, &transaction),
                row.insert(&self.client, &self.bookkeeping),
            )?;
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
