//! One connection that writes rows: COPY into one table at a time, within a transaction.

use std::pin::pin;

use bytes::Bytes;
use futures_util::SinkExt;
use tokio_postgres::Client;
use tokio_postgres::types::Type;

use crate::model::locks::lock_set::LockSet;
use crate::model::locks::mode::LockMode;
use crate::model::locks::patience::SHORTEST;
use crate::model::migration::search_path::ProjectPath;
use crate::model::seed::load::stream::CopyFormat;
use crate::model::sql::build;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::quote::Ident;
use crate::model::sql::sql_error::Remedy;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::bookkeeping::Bookkeeping;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::users_ground::UsersGround;

/// A connection and what may be done with it.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(super) client: &'a Client,
    pub(super) bookkeeping: &'a Bookkeeping,
    /// The application's role, and where the project works: by the path of the one or the other users' code runs.
    pub(super) app_role: &'a str,
    pub(super) path: &'a ProjectPath,
}

/// What a COPY writes to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CopyInto<'a> {
    pub(crate) table: &'a QualifiedName,
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
    /// It is, and foreign keys lead to it, so that it cannot be truncated again.
    AsItWas,
    Again,
}

const REFERRED: &str = include_str!("sql/referred.sql");

/// What COPY's binary form begins and ends with.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const TRAILER: &[u8] = &[0xff, 0xff];

impl Writer<'_> {
    /// Begins a transaction; `settings` are `SET LOCAL`.
    pub(crate) async fn begin(&self, opening: &Opening, settings: &str) -> Result<(), RunFault> {
        opening.begin(self.client, "").await?;
        let text = format!("SET LOCAL client_min_messages = warning; {settings}");
        Ok(self.client.batch_execute(&text).await?)
    }

    pub(crate) async fn commit(&self) -> Result<(), RunFault> {
        Ok(self.client.batch_execute("COMMIT").await?)
    }

    /// Best effort: where it fails, the connection is gone, and with it the transaction.
    pub(crate) async fn rollback(&self) {
        let _ = self.client.batch_execute("ROLLBACK").await;
    }

    /// Locks tables until the transaction ends. Those that it has are had at once; for others it waits only while nobody
    /// waits for this session.
    pub(crate) async fn lock(&self, opening: &Opening, locks: &LockSet) -> Result<(), RunFault> {
        Ok(self.client.batch_execute(&opening.later(locks)?).await?)
    }

    /// From now on a statement of this transaction waits for no lock: others may have been waiting for it for long.
    pub(crate) async fn wait_for_nobody(&self) -> Result<(), RunFault> {
        let wait = format!("SET LOCAL lock_timeout = {}", SHORTEST.as_millis());
        Ok(self.client.batch_execute(&wait).await?)
    }

    /// Locks a table against everybody, and truncates it again, so that rows can be written frozen.
    pub(crate) async fn empty(&self, table: &QualifiedName, is_divided: bool) -> Result<Emptied, RunFault> {
        let table = table.quoted()?;
        let only = if is_divided { "" } else { "ONLY" };
        self.client.batch_execute(&build::lock(format!("{only} {table}"), LockMode::AccessExclusive)).await?;
        let ask = format!("SELECT EXISTS (SELECT FROM {only} {table}) AS there");
        // As the owner, of whom a policy may have to be lifted: the table is locked as it is.
        let owner = self.as_owner(&table).await?;
        let is_there = self.client.query_typed_one(&ask, &[]).await?.try_get("there")?;
        owner.end().await?;
        if is_there {
            return Ok(Emptied::HasRows);
        }
        // COPY writes frozen rows into no partitioned table.
        if is_divided
            || self.client.query_typed_one(REFERRED, &[(&table, Type::TEXT)]).await?.try_get("is_referred")?
        {
            return Ok(Emptied::AsItWas);
        }
        // It has triggers, too.
        let owner = self.as_owner(&table).await?;
        self.client.batch_execute(&format!("TRUNCATE ONLY {table}")).await?;
        owner.end().await?;
        Ok(Emptied::Again)
    }

    /// Runs statements, such as bring indexes back.
    pub(crate) async fn run_all(&self, statements: &[String]) -> Result<(), RunFault> {
        Ok(self.client.batch_execute(&statements.join(";\n")).await?)
    }

    /// Adds foreign keys behind the locks that they need. Returns whether they are there: others may be in the way, and
    /// wait for this session in turn.
    pub(crate) async fn refer(
        &self,
        opening: &Opening,
        locks: &LockSet,
        keys: &[String],
    ) -> Result<bool, RunFault> {
        let add = format!("SAVEPOINT keys; {}{}; RELEASE keys", opening.later(locks)?, keys.join(";\n"));
        match self.client.batch_execute(&add).await.map_err(RunFault::from) {
            Ok(()) => Ok(true),
            Err(fault) if fault.server().is_some_and(|error| error.remedy() == Remedy::Retry) => {
                self.client.batch_execute("ROLLBACK TO keys; RELEASE keys").await?;
                Ok(false)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Writes what `next` gives until it gives no more. Returns how many rows the server took.
    pub(crate) async fn copy<E: From<RunFault>>(
        &self,
        into: CopyInto<'_>,
        next: impl AsyncFnMut() -> Result<Option<Bytes>, E>,
    ) -> Result<u64, E> {
        let owner = self.as_owner(&into.table.quoted().map_err(RunFault::from)?).await?;
        let taken = self.send(into, next).await?;
        owner.end().await?;
        Ok(taken)
    }

    /// The same as whoever the session is now.
    pub(super) async fn send<E: From<RunFault>>(
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

    /// Collects statistics. Outside of a transaction. The server runs functions in indexes as the owner by itself.
    pub(crate) async fn analyze(&self, table: &QualifiedName) -> Result<(), RunFault> {
        let users = UsersGround::of(self.client, self.app_role, self.path).await?;
        let analyze = format!("BEGIN; {}ANALYZE {}; COMMIT", users.enter, table.quoted()?);
        let analyzed = self.client.batch_execute(&analyze).await;
        if analyzed.is_err() {
            self.rollback().await;
        }
        Ok(analyzed?)
    }

    /// Within a transaction, at its end: what is deferred runs as the owner of a table.
    pub(crate) async fn settle(&self, table: &QualifiedName) -> Result<(), RunFault> {
        let owner = self.as_owner(&table.quoted()?).await?;
        owner.settle().await?;
        owner.end().await
    }
}

impl CopyInto<'_> {
    pub(super) fn statement(&self) -> Result<String, RunFault> {
        let table = self.table.quoted()?;
        let columns = list(self.columns)?;
        let format = if self.format == CopyFormat::Binary { "binary" } else { "text" };
        let freeze = if self.frozen { ", FREEZE" } else { "" };
        Ok(format!("COPY {table} ({columns}) FROM STDIN (FORMAT {format}{freeze})"))
    }
}

/// Columns as statements take them.
pub(super) fn list(columns: &[String]) -> Result<String, RunFault> {
    let columns = columns.iter().map(|column| Ok(ident(column)?.to_string()));
    Ok(columns.collect::<Result<Vec<_>, RunFault>>()?.join(", "))
}

pub(super) fn ident(name: &str) -> Result<Ident, RunFault> {
    Ok(Ident::checked(name)?)
}
