//! One script in one transaction, with its history and journal rows in that same transaction: either
//! all of it is there afterwards, or nothing.

use std::future::poll_fn;
use std::pin::pin;
use std::time::{Duration, Instant};

use futures_core::Stream;
use tokio_postgres::{Client, Error, SimpleQueryMessage};

use super::bookkeeping::Bookkeeping;
use super::script::{Ran, RunFault, ScriptRun};
use super::session::Session;
use super::{history, settings};
use crate::model::migration::directive::Direction;
use crate::model::outcome::event::Event;
use crate::model::sql::batches::{Message, messages};
use crate::model::sql::position::Position;
use crate::model::sql::sql_error::{DbFault, SqlError};
use crate::model::sql::statements::statements;
use crate::model::verify::gate::Gate;
use crate::postgres::connection::{fault, own_path};
use crate::postgres::locks::opening::{Opening, RoleAtBegin};
use crate::postgres::locks::table_locks;

const IS_COUNTING: &str = include_str!("sql/is_counting.sql");

impl Session {
    /// Runs a script in its transaction. After an error the transaction is rolled back and the session
    /// is usable again, unless the connection is gone. A script that took away what was prepared to record it runs
    /// once more: then it is prepared behind the script.
    pub(crate) async fn run(
        &self,
        run: &ScriptRun<'_>,
        gate: Option<&Gate>,
        opening: &Opening,
    ) -> Result<Ran, RunFault> {
        match self.run_once(run, gate, opening).await {
            Err(RunFault::RecorderGone) => self.run_once(run, gate, opening).await,
            ran => ran,
        }
    }

    async fn run_once(
        &self,
        run: &ScriptRun<'_>,
        gate: Option<&Gate>,
        opening: &Opening,
    ) -> Result<Ran, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let through = async {
            let (took, transaction) = self.in_transaction(run, opening).await?;
            let findings = match gate {
                Some(gate) => Some(self.pass(gate, &transaction, opening).await?),
                None => None,
            };
            if self.reporter.asks_for_locks() {
                // The script may have set another path; what follows brings the project's back.
                self.client.batch_execute(own_path::SET_LOCAL).await?;
                let (locks, counting) = tokio::try_join!(
                    table_locks::of(&self.client, self.pid),
                    self.client.query_typed_one(IS_COUNTING, &[])
                )?;
                let is_counting = counting.try_get("is_counting")?;
                self.reporter.event(&Event::BeforeCommit { locks: &locks, is_counting });
            }
            if self.guard.is_some() {
                // Behind the measurement: what is deferred belongs to the COMMIT.
                let before_commit = format!("{}{}", self.start, settings::project_path(&self.path.written));
                self.keep_to_database(&before_commit).await?;
            }
            Ok((Ran { took, findings }, transaction))
        };
        let (ran, transaction) = match through.await {
            Ok(through) => through,
            Err(fault) => {
                self.abandon().await;
                return Err(fault);
            }
        };
        let recorded = self.record(run, ran.took, &transaction, opening).await;
        if recorded.is_err() {
            // Over already in most cases; a script that began another transaction left that one open.
            self.abandon().await;
        }
        recorded.map(|()| ran)
    }

    /// On a server that others use: fails where the transaction at hand has changed what all databases share. What is
    /// deferred is done first, behind statements that bring the session to where the COMMIT finds it.
    pub(super) async fn keep_to_database(&self, before_commit: &str) -> Result<(), RunFault> {
        let Some(guard) = &self.guard else { return Ok(()) };
        let settled = format!("{before_commit}SET CONSTRAINTS ALL IMMEDIATE;{}", own_path::SET_LOCAL);
        self.client.batch_execute(&settled).await?;
        let changes = guard.changes(&self.client, &self.options).await?;
        if changes.is_empty() { Ok(()) } else { Err(RunFault::ReachesOut(changes)) }
    }

    /// Ends a script's transaction, and the path that a script which ended it itself has left.
    pub(super) async fn abandon(&self) {
        let _ = self.client.batch_execute("ROLLBACK").await;
        let _ = self.client.batch_execute(own_path::SET).await;
    }

    /// Everything but the rows and the COMMIT. Returns how long the script took, and its transaction's
    /// id: the same id afterwards means that the script did not end it.
    ///
    /// The beginning and the script go in one flush. A beginning that fails anywhere behind its BEGIN
    /// leaves an aborted transaction, in which the script cannot run.
    pub(super) async fn in_transaction(
        &self,
        run: &ScriptRun<'_>,
        opening: &Opening,
    ) -> Result<(Duration, String), RunFault> {
        let (before, behind) = self.around_locks(run);
        let started = Instant::now();
        let body = async {
            match opening.limit {
                Some(limit) => self.execute_limited(run, opening, limit).await,
                None => self.execute(run).await,
            }
        };
        let (begun, ran) = tokio::join!(biased; opening.begin_around(&self.client, "", RoleAtBegin::Own, (&before, &behind), 1), body);
        let transaction = begun?.pop().unwrap_or_default();
        ran.map(|()| (started.elapsed(), transaction))
    }

    /// What stands before the locks of a script's transaction, with a row that names it, and behind them.
    fn around_locks(&self, run: &ScriptRun<'_>) -> (String, String) {
        let before = format!("SELECT pg_catalog.pg_current_xact_id();\n{}", settings::step_name(run));
        let row_security = if run.directives.row_security { "SET LOCAL row_security = on;\n" } else { "" };
        // Not for the transaction alone: a script that ends it goes on by the same path.
        (before, format!("{row_security}{}", settings::script_path(&self.path.written)))
    }

    /// Sends a script, a long one in batches and data by themselves, and tells how far it is.
    pub(super) async fn execute(&self, run: &ScriptRun<'_>) -> Result<(), RunFault> {
        for message in messages(run.sql) {
            if self.stop.is_asked() {
                return Err(RunFault::Stopped);
            }
            let end = match message {
                Message::Statements(batch) => {
                    let (start, end) = (batch.start, batch.end);
                    send(&self.client, &run.sql[batch]).await.map_err(|fault| fault.moved_by(start))?;
                    end
                }
                Message::Copy(statement, data) => {
                    self.copy_in(run.sql, statement, data.range).await?;
                    data.end
                }
            };
            if end < run.sql.len() {
                self.reporter.event(&Event::StepProgress { sent: end, total: run.sql.len() });
            }
        }
        Ok(())
    }
}

/// Sends a text as one message. Rows are thrown away as they come. The statements that completed are
/// counted, because the server gives no position for an error of a utility command.
pub(crate) async fn send(client: &Client, sql: &str) -> Result<(), RunFault> {
    let mut messages = pin!(client.simple_query_raw(sql).await?);
    let mut completed = 0;
    while let Some(message) = poll_fn(|context| messages.as_mut().poll_next(context)).await {
        match message {
            Ok(SimpleQueryMessage::CommandComplete(_)) => completed += 1,
            Ok(_) => {}
            Err(error) => {
                return Err(match fault::translate(&error) {
                    DbFault::Server(error) => {
                        let offset = offset(sql, &error, completed);
                        RunFault::Script { error, offset }
                    }
                    fault => RunFault::Db(fault),
                });
            }
        }
    }
    Ok(())
}

/// Where an error is: where the server says, or else where the statement begins that it refused.
fn offset(sql: &str, error: &SqlError, completed: usize) -> Option<usize> {
    match error.position {
        Some(position) => Some(Position::byte_of_server_position(sql, position)),
        None => statements(sql).nth(completed).map(|range| range.start),
    }
}

/// Writes or deletes the history row of a script, inside a transaction that is named.
pub(crate) async fn write_history(
    client: &Client,
    bookkeeping: &Bookkeeping,
    run: &ScriptRun<'_>,
    transaction: &str,
) -> Result<bool, Error> {
    match run.direction {
        Direction::Up => {
            let checksum = run.checksum.as_deref().unwrap_or_default();
            history::insert(client, bookkeeping, run.id, checksum, transaction).await
        }
        Direction::Down => history::delete(client, bookkeeping, run.id.version, transaction).await,
    }
}
