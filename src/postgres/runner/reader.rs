//! What may be asked of a database, whether the session may write or not.

use tokio_postgres::Client;

use super::bookkeeping::Bookkeeping;
use super::{history, journal};
use crate::model::migration::history::History;
use crate::model::migration::version::Version;
use crate::model::outcome::failure::Failure;
use crate::postgres::connection::fault;

/// Reads the history and the journal, and with `docs` and `fingerprint` the catalog. Writes nothing, creates nothing.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) client: &'a Client,
    /// Where our tables are.
    pub(crate) bookkeeping: &'a Bookkeeping,
}

impl Reader<'_> {
    /// What was applied; empty where there is no history table.
    pub(crate) async fn history(&self) -> Result<History, Failure> {
        self.bookkeeping.check()?;
        history::read(self.client, self.bookkeeping)
            .await
            .map_err(|error| Failure::Database { doing: "read the history", fault: fault::translate(&error) })
    }

    /// The rollback that the journal kept when a version was last applied.
    pub(crate) async fn kept_rollback(&self, version: Version) -> Result<Option<String>, Failure> {
        self.bookkeeping.check()?;
        journal::rollback(self.client, self.bookkeeping, version)
            .await
            .map_err(|error| Failure::Database { doing: "read the journal", fault: fault::translate(&error) })
    }
}
