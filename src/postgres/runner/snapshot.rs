//! A reading session: one read-only transaction, which can create nothing, through a pooler too.
//!
//! `default_transaction_read_only` would be left behind on a pooler's server connection; a
//! transaction's own mode is not.

use std::sync::Arc;

use tokio_postgres::Client;

use super::reader::Reader;
use crate::model::connection::ConnectOptions;
use crate::model::migration::project::SearchPath;
use crate::model::outcome::event::Reporter;
use crate::model::outcome::failure::Failure;
use crate::postgres::connection::{connect, fault};

/// One consistent view of a database. Dropping it ends the transaction.
pub(crate) struct Snapshot {
    client: Client,
}

impl Snapshot {
    /// Connects and begins the transaction. Works on a hot standby.
    pub(crate) async fn open(
        options: &ConnectOptions,
        application: &str,
        search_path: &SearchPath,
        reporter: &Arc<dyn Reporter>,
    ) -> Result<Self, Failure> {
        let client = connect::connect(options, application, reporter).await?.client;
        let begin = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\nSET LOCAL search_path = {};",
            search_path.list()
        );
        client
            .batch_execute(&begin)
            .await
            .map_err(|error| Failure::Database { doing: "begin reading", fault: fault::translate(&error) })?;
        Ok(Self { client })
    }

    /// The connection within its transaction, for the questions of other files of this room.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// What may be asked.
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader(&self.client)
    }
}
