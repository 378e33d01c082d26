//! A reading session: one read-only transaction, which can create nothing, through a pooler too.
//!
//! `default_transaction_read_only` would be left behind on a pooler's server connection; a
//! transaction's own mode is not.

use std::sync::Arc;

use tokio_postgres::Client;

use super::bookkeeping::Bookkeeping;
use super::project_path;
use super::reader::Reader;
use crate::model::connection::ConnectOptions;
use crate::model::migration::search_path::{ProjectPath, SearchPath};
use crate::model::outcome::event::Reporter;
use crate::model::outcome::failure::Failure;
use crate::postgres::connection::connected::Connected;
use crate::postgres::connection::{connect, fault, own_path};

/// One consistent view of a database. Dropping it ends the transaction.
pub(crate) struct Snapshot {
    client: Client,
    path: ProjectPath,
    bookkeeping: Bookkeeping,
}

impl Snapshot {
    /// Connects, begins the transaction and finds the project's schema. Works on a hot standby.
    pub(crate) async fn open(
        options: &ConnectOptions,
        application: &str,
        configured: Option<&SearchPath>,
        reporter: &Arc<dyn Reporter>,
    ) -> Result<Self, Failure> {
        let Connected { client, facts, .. } = connect::connect(options, application, reporter).await?;
        let begin = format!("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n{}", own_path::SET_LOCAL);
        client
            .batch_execute(&begin)
            .await
            .map_err(|error| Failure::Database { doing: "begin reading", fault: fault::translate(&error) })?;
        let (path, bookkeeping) = project_path::find(&client, &facts, configured).await?;
        Ok(Self { client, path, bookkeeping })
    }

    /// The connection within its transaction, for the questions of other files of this room.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Where the project works in this database.
    pub(crate) fn path(&self) -> &ProjectPath {
        &self.path
    }

    /// What may be asked.
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader { client: &self.client, bookkeeping: &self.bookkeeping }
    }
}
