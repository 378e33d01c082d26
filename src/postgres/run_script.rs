//! One script in one transaction, with its history and journal rows in that same transaction: either
//! all of it is there afterwards, or nothing.

use std::future::poll_fn;
use std::pin::pin;
use std::time::{Duration, Instant};

use futures_core::Stream;

use tokio_postgres::{Client, Error, SimpleQueryMessage};

use super::{fault, history, journal, settings};
use crate::model::checksum::Sha256Hex;
use crate::model::directive::{Direction, Directives};
use crate::model::migration::MigrationId;
use crate::model::sql_error::{DbFault, SqlError};

/// A script and what is to be written down about it.
#[derive(Debug)]
pub(crate) struct ScriptRun<'a> {
    pub(crate) id: &'a MigrationId,
    pub(crate) direction: Direction,
    pub(crate) sql: &'a str,
    pub(crate) directives: &'a Directives,
    /// refinery's checksum, written when going up.
    pub(crate) checksum: Option<String>,
    pub(crate) up_sha256: Option<&'a Sha256Hex>,
    pub(crate) down_sha256: Option<&'a Sha256Hex>,
    /// The rollback to keep, when going up.
    pub(crate) rollback: Option<&'a str>,
}

/// Why a script's transaction is not there.
#[derive(Debug)]
pub(crate) enum RunFault {
    /// The server refused a statement of the script; `statement` counts those before it.
    Script {
        error: Box<SqlError>,
        statement: usize,
    },
    Db(DbFault),
    /// The script ended the transaction that it ran in. What it committed is committed.
    EndedTransaction,
    /// The history row of a rollback was already gone.
    HistoryRowGone,
}

impl RunFault {
    /// What the server said, if it was the server.
    pub(crate) fn server(&self) -> Option<&SqlError> {
        match self {
            Self::Script { error, .. } | Self::Db(DbFault::Server(error)) => Some(error),
            _ => None,
        }
    }
}

impl From<Error> for RunFault {
    fn from(error: Error) -> Self {
        Self::Db(fault::translate(&error))
    }
}

/// How long a statement waits for a lock before the whole transaction is rolled back and tried
/// again: a waiting ACCESS EXCLUSIVE blocks every reader that comes after it.
const LOCK_TIMEOUT: Duration = Duration::from_secs(2);

/// Runs a script. After an error the transaction is rolled back and the session is usable again,
/// unless the connection is gone. Returns how long the script itself took.
pub(super) async fn run(client: &Client, start: &str, run: &ScriptRun<'_>) -> Result<Duration, RunFault> {
    let prepared = in_transaction(client, start, run).await;
    if prepared.is_err() {
        let _ = client.batch_execute("ROLLBACK").await;
        return prepared;
    }
    // A COMMIT that fails, on a deferred constraint for example, has rolled back.
    client.batch_execute("COMMIT").await?;
    prepared
}

/// Everything but the COMMIT.
async fn in_transaction(client: &Client, start: &str, run: &ScriptRun<'_>) -> Result<Duration, RunFault> {
    let begin = begin(run);
    let (opened, transaction) = tokio::join!(client.batch_execute(&begin), transaction_id(client));
    opened?;
    let transaction = transaction?;
    let started = Instant::now();
    execute(client, run.sql).await?;
    let took = started.elapsed();
    // One flush for all three. The settings come first: the script may have changed role or path.
    let (reset, row, entry) = tokio::join!(
        client.batch_execute(start),
        write_history(client, run, &transaction),
        journal::insert(client, run, took, &transaction),
    );
    reset?;
    let row = row?;
    if !entry? {
        return Err(RunFault::EndedTransaction);
    }
    if !row {
        return Err(RunFault::HistoryRowGone);
    }
    Ok(took)
}

/// Runs a script as one message. Rows are thrown away as they come. The statements that completed
/// are counted, because the server gives no position for an error of a utility command.
async fn execute(client: &Client, sql: &str) -> Result<(), RunFault> {
    let mut messages = pin!(client.simple_query_raw(sql).await?);
    let mut completed = 0;
    while let Some(message) = poll_fn(|context| messages.as_mut().poll_next(context)).await {
        match message {
            Ok(SimpleQueryMessage::CommandComplete(_)) => completed += 1,
            Ok(_) => {}
            Err(error) => {
                return Err(match fault::translate(&error) {
                    DbFault::Server(error) => RunFault::Script { error, statement: completed },
                    connection @ DbFault::Connection(_) => RunFault::Db(connection),
                });
            }
        }
    }
    Ok(())
}

fn begin(run: &ScriptRun<'_>) -> String {
    let timeout = run.directives.lock_timeout.unwrap_or(LOCK_TIMEOUT).as_millis();
    let application = format!("migrate {} {}", run.direction.word(), run.id.version);
    let mut text = settings::application_name(&application);
    text.push_str("BEGIN;\n");
    text.push_str(&format!("SET LOCAL lock_timeout = {timeout};\n"));
    if run.directives.row_security {
        text.push_str("SET LOCAL row_security = on;\n");
    }
    text
}

/// Names the transaction: the same name after the script means that the script did not end it.
async fn transaction_id(client: &Client) -> Result<String, Error> {
    client.query_typed_one("SELECT pg_current_xact_id()::text AS id", &[]).await?.try_get("id")
}

async fn write_history(client: &Client, run: &ScriptRun<'_>, transaction: &str) -> Result<bool, Error> {
    match run.direction {
        Direction::Up => {
            let checksum = run.checksum.as_deref().unwrap_or_default();
            history::insert(client, run.id, checksum, transaction).await
        }
        Direction::Down => history::delete(client, run.id.version, transaction).await,
    }
}
