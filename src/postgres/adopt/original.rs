//! Running the files of another tool as that tool would, in a database that is thrown away.

use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::SinkExt;
use tokio_postgres::{Client, Error};

use crate::model::adopt::old_sql::whole_statements;
use crate::model::connection::ConnectOptions;
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::event::Reporter;
use crate::model::outcome::failure::Failure;
use crate::model::sql::position::Position;
use crate::model::sql::sql_error::{DbFault, SqlError};
use crate::postgres::connection::connected::Connected;
use crate::postgres::connection::{connect, fault};

/// A session that runs them.
pub(crate) struct OriginalRun {
    client: Client,
    /// What every script begins with.
    start: String,
}

/// Why a script did not run to its end.
#[derive(Debug)]
pub(crate) enum OriginalFault {
    /// The server refused a statement; its line in the script, counted from 1.
    Refused {
        error: Box<SqlError>,
        line: usize,
    },
    Lost(Failure),
}

impl OriginalRun {
    /// Connects.
    pub(crate) async fn open(
        options: &ConnectOptions,
        path: Option<&SearchPath>,
        reporter: &Arc<dyn Reporter>,
    ) -> Result<Self, Failure> {
        let Connected { client, .. } = connect::connect(options, "migrate adopt", reporter).await?;
        let path = path.map(|path| format!("SET search_path = {};", path.list())).unwrap_or_default();
        // As in our own scripts: a constant of a date means the same.
        let start = format!(
            "ROLLBACK; RESET SESSION AUTHORIZATION; RESET ALL; DISCARD TEMP; SET client_min_messages = error; \
             SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';{path}"
        );
        Ok(Self { client, start })
    }

    /// Runs a script: its statements one by one, as psql does, in a transaction where the tool has one.
    pub(crate) async fn run(&self, sql: &str, in_transaction: bool) -> Result<(), OriginalFault> {
        let lost = |error: &Error| {
            OriginalFault::Lost(Failure::database("run the original files")(fault::translate(error)))
        };
        self.client.batch_execute(&self.start).await.map_err(|error| lost(&error))?;
        if in_transaction {
            self.client.batch_execute("BEGIN").await.map_err(|error| lost(&error))?;
        }
        for whole in whole_statements(sql) {
            let range = whole.statement.range;
            let data = whole.statement.data.map(|data| &sql[data.range]);
            if let Err(error) = self.send(&sql[range.clone()], data).await {
                return Err(match fault::translate(&error) {
                    DbFault::Server(error) => {
                        let within = error
                            .position
                            .map_or(0, |place| Position::byte_of_server_position(&sql[range.clone()], place));
                        let line = Position::at_byte(sql, range.start + within).line;
                        OriginalFault::Refused { error, line }
                    }
                    _ => lost(&error),
                });
            }
        }
        if in_transaction {
            self.client.batch_execute("COMMIT").await.map_err(|error| lost(&error))?;
        }
        Ok(())
    }

    async fn send(&self, statement: &str, data: Option<&str>) -> Result<(), Error> {
        let Some(data) = data else { return self.client.batch_execute(statement).await };
        let mut sink = pin!(self.client.copy_in::<_, Bytes>(statement).await?);
        for chunk in data.as_bytes().chunks(1 << 16) {
            sink.feed(Bytes::copy_from_slice(chunk)).await?;
        }
        sink.finish().await.map(drop)
    }
}
