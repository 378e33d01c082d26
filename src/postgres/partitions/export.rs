//! The rows of a detached table as a stream, as `COPY .. TO STDOUT` writes them.

use std::future::poll_fn;
use std::pin::pin;

use futures_core::Stream;

use super::default_rows::quoted_list;
use super::rights;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::partitions::manifest::ExportedColumn;
use crate::model::sql::build::begin;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::settings;
use crate::postgres::runner::users_ground::plan_as_owner;

/// What a stream was, once it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copied {
    /// The statement that takes the rows back, without its end.
    pub(crate) copy: String,
    /// In the order of the stream.
    pub(crate) columns: Vec<ExportedColumn>,
    /// As the server counted them in the same snapshot.
    pub(crate) rows: i64,
}

/// Why a stream ended early.
#[derive(Debug)]
pub(crate) enum CopyFault<E> {
    Run(RunFault),
    /// The receiver refused.
    Receiver(E),
}

impl<E> From<RunFault> for CopyFault<E> {
    fn from(fault: RunFault) -> Self {
        Self::Run(fault)
    }
}

impl<E> From<tokio_postgres::Error> for CopyFault<E> {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Run(error.into())
    }
}

impl Session {
    /// Hands every row to a receiver, in COPY's text format and in the order in which they are stored. The
    /// text is the same whatever the settings of role, database and server are.
    pub(crate) async fn copy_out<E>(
        &self,
        table: &QualifiedName,
        receiver: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Copied, CopyFault<E>> {
        let copied = async {
            let begin = begin("ISOLATION LEVEL REPEATABLE READ", LOCK_TIMEOUT);
            self.client.batch_execute(&begin).await?;
            self.copy_in_transaction(&table.quoted().map_err(RunFault::from)?, receiver).await
        };
        let copied = copied.await;
        let over = self.client.batch_execute("ROLLBACK").await;
        let copied = copied?;
        over?;
        Ok(copied)
    }

    /// The same within a transaction, which may lift the policies that are forced on the owner.
    pub(super) async fn copy_in_transaction<E>(
        &self,
        table: &str,
        mut receiver: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Copied, CopyFault<E>> {
        let settings = "SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'";
        self.client.batch_execute(settings).await?;
        plan_as_owner(&self.client, table).await?;
        rights::lift_force(&self.client, table).await?;
        let columns = self.columns(table).await?;
        let copy = format!("COPY {table} ({})", quoted_list(&columns));
        {
            let mut stream = pin!(self.client.copy_out(&format!("{copy} TO STDOUT")).await?);
            while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
                receiver(&chunk?).map_err(CopyFault::Receiver)?;
                if self.stop.is_asked() {
                    return Err(CopyFault::Run(RunFault::Stopped));
                }
            }
        }
        let rows = self.number(&format!("SELECT pg_catalog.count(*) AS rows FROM ONLY {table}")).await?;
        self.client.batch_execute(settings::OWN_ROLE).await?;
        Ok(Copied { copy: format!("{copy} FROM STDIN"), columns, rows })
    }
}
