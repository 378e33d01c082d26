//! One connection that writes rows: COPY into one table at a time, within a transaction.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use futures_util::SinkExt;
use tokio_postgres::Client;
use tokio_postgres::types::Type;

use crate::model::seed::load::stream::CopyFormat;
use crate::model::sql::quote::Ident;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::runner::run_script::RunFault;

/// A connection and what may be done with it.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(super) client: &'a Client,
}

/// What a COPY writes to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CopyInto<'a> {
    /// Schema and name.
    pub(crate) table: (&'a str, &'a str),
    pub(crate) columns: &'a [String],
    pub(crate) format: CopyFormat,
    /// The table was emptied in this transaction: its rows are written as visible to everybody.
    pub(crate) frozen: bool,
}

/// How a table was found empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Emptied {
    /// It was not.
    HasRows,
    /// It is, and foreign keys lead to it, so that it cannot be emptied anew.
    AsItWas,
    Anew,
}

const REFERRED: &str = include_str!("sql/referred.sql");

/// What COPY's binary form begins and ends with.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const TRAILER: &[u8] = &[0xff, 0xff];

impl Writer<'_> {
    /// Begins a transaction; `settings` are `SET LOCAL`.
    pub(crate) async fn begin(&self, lock_timeout: Duration, settings: &str) -> Result<(), RunFault> {
        let timeout = lock_timeout.as_millis();
        Ok(self
            .client
            .batch_execute(&format!("BEGIN; SET LOCAL lock_timeout = {timeout}; SET LOCAL client_min_messages = warning; {settings}"))
            .await?)
    }

    pub(crate) async fn commit(&self) -> Result<(), RunFault> {
        Ok(self.client.batch_execute("COMMIT").await?)
    }

    /// Best effort: where it fails, the connection is gone, and with it the transaction.
    pub(crate) async fn rollback(&self) {
        let _ = self.client.batch_execute("ROLLBACK").await;
    }

    /// Sets how long a statement of this transaction waits for a lock from now on.
    pub(crate) async fn wait_for_locks(&self, limit: Duration) -> Result<(), RunFault> {
        Ok(self.client.batch_execute(&format!("SET LOCAL lock_timeout = {}", limit.as_millis())).await?)
    }

    /// Locks a table against everybody, and empties it anew, so that rows can be written frozen.
    pub(crate) async fn empty(&self, table: (&str, &str), is_divided: bool) -> Result<Emptied, RunFault> {
        let table = quoted(table)?;
        let only = if is_divided { "" } else { "ONLY" };
        self.client.batch_execute(&format!("LOCK TABLE {only} {table} IN ACCESS EXCLUSIVE MODE")).await?;
        let ask = format!("SELECT EXISTS (SELECT FROM {only} {table}) AS there");
        if self.client.query_typed_one(&ask, &[]).await?.try_get("there")? {
            return Ok(Emptied::HasRows);
        }
        // COPY writes frozen rows into no partitioned table.
        if is_divided
            || self.client.query_typed_one(REFERRED, &[(&table, Type::TEXT)]).await?.try_get("is_referred")?
        {
            return Ok(Emptied::AsItWas);
        }
        self.client.batch_execute(&format!("TRUNCATE ONLY {table}")).await?;
        Ok(Emptied::Anew)
    }

    /// Runs statements, such as bring indexes back.
    pub(crate) async fn run_all(&self, statements: &[String]) -> Result<(), RunFault> {
        Ok(self.client.batch_execute(&statements.join(";\n")).await?)
    }

    /// Locks tables, each in its turn, as adding a foreign key to them does.
    pub(crate) async fn lock_referred(&self, tables: &[(&str, &str)]) -> Result<(), RunFault> {
        for table in tables {
            let table = quoted(*table)?;
            self.client
                .batch_execute(&format!("LOCK TABLE ONLY {table} IN SHARE ROW EXCLUSIVE MODE"))
                .await?;
        }
        Ok(())
    }

    /// Writes what `next` gives until it gives no more. Returns how many rows the server took.
    pub(crate) async fn copy<E: From<RunFault>>(
        &self,
        into: CopyInto<'_>,
        mut next: impl AsyncFnMut() -> Result<Option<Bytes>, E>,
    ) -> Result<u64, E> {
        let fault = |error: tokio_postgres::Error| E::from(RunFault::from(error));
        let mut sink = pin!(self.client.copy_in::<_, Bytes>(&into.statement()?).await.map_err(fault)?);
        let is_binary = into.format == CopyFormat::Binary;
        if is_binary {
            sink.feed(Bytes::from_static(HEADER)).await.map_err(fault)?;
        }
        while let Some(chunk) = next().await? {
            sink.feed(chunk).await.map_err(fault)?;
        }
        if is_binary {
            sink.feed(Bytes::from_static(TRAILER)).await.map_err(fault)?;
        }
        sink.finish().await.map_err(fault)
    }

    /// Collects statistics. Outside of a transaction.
    pub(crate) async fn analyze(&self, table: (&str, &str)) -> Result<(), RunFault> {
        Ok(self.client.batch_execute(&format!("ANALYZE {}", quoted(table)?)).await?)
    }
}

impl CopyInto<'_> {
    fn statement(&self) -> Result<String, RunFault> {
        let table = quoted(self.table)?;
        let columns = list(self.columns)?;
        let format = if self.format == CopyFormat::Binary { "binary" } else { "text" };
        let freeze = if self.frozen { ", FREEZE" } else { "" };
        Ok(format!("COPY {table} ({columns}) FROM STDIN (FORMAT {format}{freeze})"))
    }
}

/// A table as statements take it.
pub(super) fn quoted((schema, name): (&str, &str)) -> Result<String, RunFault> {
    Ok(format!("{}.{}", ident(schema)?, ident(name)?))
}

/// Columns as statements take them.
pub(super) fn list(columns: &[String]) -> Result<String, RunFault> {
    let columns = columns.iter().map(|column| Ok(ident(column)?.to_string()));
    Ok(columns.collect::<Result<Vec<_>, RunFault>>()?.join(", "))
}

pub(super) fn ident(name: &str) -> Result<Ident, RunFault> {
    let fault = || RunFault::Db(DbFault::Connection(format!("`{name}` is no name")));
    Ident::new(name).ok_or_else(fault)
}
