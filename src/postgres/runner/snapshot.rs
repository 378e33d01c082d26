//! A reading session: one read-only transaction, which can create nothing, through a pooler too.
//!
//! `default_transaction_read_only` would be left behind on a pooler's server connection; a
//! transaction's own mode is not.

use std::sync::Arc;

use tokio_postgres::Client;

use super::bookkeeping::Bookkeeping;
use super::reader::Reader;
use super::{bookkeeping_tables, project_path};
use crate::model::connection::ConnectOptions;
use crate::model::migration::project::Consent;
use crate::model::migration::search_path::{ProjectPath, SearchPath};
use crate::model::outcome::event::Reporter;
use crate::model::outcome::failure::Failure;
use crate::postgres::connection::connected::Connected;
use crate::postgres::connection::{connect, fault, own_path, own_settings};

/// One consistent view of a database. Dropping it ends the transaction.
pub(crate) struct Snapshot {
    client: Client,
    path: ProjectPath,
    bookkeeping: Bookkeeping,
    consent: Consent,
    is_path_chosen: bool,
}

impl Snapshot {
    /// Connects, begins the transaction, finds the project's schema and looks whose our tables there are. Works on a hot
    /// standby.
    ///
    /// `connected` is the connection, where it was opened before.
    pub(crate) async fn open(
        connected: Option<Connected>,
        options: &ConnectOptions,
        application: &str,
        configured: Option<&SearchPath>,
        consent: &Consent,
        reporter: &Arc<dyn Reporter>,
    ) -> Result<Self, Failure> {
        let Connected { client, facts, .. } = match connected {
            Some(connected) => connected,
            None => connect::connect(options, application, reporter).await?,
        };
        let opening_text = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n{}\n{}",
            own_path::SET_LOCAL,
            own_settings::transaction(&facts)
        );
        let (begun, path, tables) = tokio::join!(
            biased;
            client.batch_execute(&opening_text),
            project_path::find(&client, &facts, configured),
            bookkeeping_tables::read(&client, consent.owner.as_ref()),
        );
        begun
            .map_err(|error| Failure::Database { doing: "begin reading", fault: fault::translate(&error) })?;
        let (path, mut bookkeeping) = path?;
        let tables = tables
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("look for the bookkeeping tables"))?;
        bookkeeping.judge(&tables);
        let is_path_chosen = configured.is_some() || options.sets("search_path");
        Ok(Self { client, path, bookkeeping, consent: consent.clone(), is_path_chosen })
    }

    /// Refuses where a session that writes our tables would be refused.
    pub(crate) fn usable(&self) -> Result<(), Failure> {
        self.bookkeeping.usable()
    }

    /// Refuses where a session that makes the history table would be refused.
    pub(crate) async fn may_begin(&self) -> Result<(), Failure> {
        self.bookkeeping.may_begin(&self.client, &self.consent, self.is_path_chosen).await
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
