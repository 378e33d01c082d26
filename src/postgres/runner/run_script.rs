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
use super::{history, settings, table_locks};
use crate::model::migration::directive::Direction;
use crate::model::outcome::event::Event;
use crate::model::sql::batches::{Message, messages};
use crate::model::sql::position::Position;
use crate::model::sql::sql_error::{DbFault, SqlError};
use crate::model::sql::statements::statements;
use crate::model::verify::gate::Gate;
use crate::postgres::connection::{fault, own_path};

/// How long a statement waits for a lock before the whole transaction is rolled back and tried
/// again: a waiting ACCESS EXCLUSIVE blocks every reader that comes after it.
pub(crate) const LOCK_TIMEOUT: Duration = Duration::from_secs(2);

impl Session {
    /// Runs a script in its transaction. After an error the transaction is rolled back and the session
    /// is usable again, unless the connection is gone. A script that took away what was prepared to record it runs
    /// once more: then it is prepared behind the script.
    pub(crate) async fn run(&self, run: &ScriptRun<'_>, gate: Option<&Gate>) -> Result<Ran, RunFault> {
        match self.run_once(run, gate).await {
            Err(RunFault::RecorderGone) => self.run_once(run, gate).await,
            ran => ran,
        }
    }

    async fn run_once(&self, run: &ScriptRun<'_>, gate: Option<&Gate>) -> Result<Ran, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let through = async {
            let (took, transaction) = self.in_transaction(run).await?;
            let findings = match gate {
                Some(gate) => Some(self.pass(run, gate, &transaction).await?),
                None => None,
            };
            if self.reporter.asks_for_locks() {
                // The script may have set another path; what follows brings the project's back.
                self.client.batch_execute(own_path::SET_LOCAL).await?;
                let locks = table_locks::of(&self.client, self.pid).await?;
                self.reporter.event(&Event::BeforeCommit { locks: &locks });
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
        let recorded = self.record(run, ran.took, &transaction).await;
        if recorded.is_err() {
            // Over already in most cases; a script that began another transaction left that one open.
            self.abandon().await;
        }
        recorded.map(|()| ran)
    }

    /// Ends a script's transaction, and the path that a script which ended it itself has left.
    async fn abandon(&self) {
        let _ = self.client.batch_execute("ROLLBACK").await;
        let _ = self.client.batch_execute(own_path::SET).await;
    }

    /// Everything but the rows and the COMMIT. Returns how long the script took, and its transaction's
    /// id: the same id afterwards means that the script did not end it.
    ///
    /// The beginning and the script go in one flush. A beginning that fails anywhere behind its BEGIN
    /// leaves an aborted transaction, in which the script cannot run.
    async fn in_transaction(&self, run: &ScriptRun<'_>) -> Result<(Duration, String), RunFault> {
        let (opening, started) = (self.beginning(run), Instant::now());
        let (begun, ran) = tokio::join!(biased; self.client.simple_query(&opening), self.execute(run));
        let transaction = begun?.iter().find_map(first_value).unwrap_or_default();
        ran.map(|()| (started.elapsed(), transaction))
    }

    fn beginning(&self, run: &ScriptRun<'_>) -> String {
        let timeout = run.directives.lock_timeout.unwrap_or(LOCK_TIMEOUT).as_millis();
        let mut text =
            format!("BEGIN;\nSELECT pg_catalog.pg_current_xact_id();\n{}", settings::step_name(run));
        // Not for the transaction alone: a script that ends it goes on by the same path.
        text.push_str(&settings::script_path(&self.path.written));
        text.push_str(&format!("\nSET LOCAL lock_timeout = {timeout};\n"));
        if run.directives.row_security {
            text.push_str("SET LOCAL row_security = on;\n");
        }
        text
    }

    /// Sends a script, a long one in batches and data by themselves, and tells how far it is.
    async fn execute(&self, run: &ScriptRun<'_>) -> Result<(), RunFault> {
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

fn first_value(message: &SimpleQueryMessage) -> Option<String> {
    match message {
        SimpleQueryMessage::Row(row) => row.get(0).map(ToOwned::to_owned),
        _ => None,
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
