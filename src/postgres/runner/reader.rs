//! What may be asked of a database, whether the session may write or not.

use tokio_postgres::Client;

use super::bookkeeping::Bookkeeping;
use super::{history, journal};
use crate::model::migration::bookkeeping::BookkeepingState;
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::history::History;
use crate::model::migration::version::Version;
use crate::model::outcome::failure::Failure;
use crate::model::seed::leftovers::SeedLeftovers;
use crate::postgres::connection::fault;
use crate::postgres::seed::leftovers;

/// Reads the history and the journal, and with `docs` and `fingerprint` the catalog. Writes nothing, creates nothing.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) client: &'a Client,
    /// Where our tables are.
    pub(crate) bookkeeping: &'a Bookkeeping,
}

impl<'a> Reader<'a> {
    /// What was applied; empty where there is no history table. Refuses tables that run somebody else's code when they
    /// are read, and those of a later release.
    pub(crate) async fn history(&self) -> Result<History, Failure> {
        self.bookkeeping.readable()?;
        history::read(self.client, self.bookkeeping)
            .await
            .map_err(|error| Failure::Database { doing: "read the history", fault: fault::translate(&error) })
    }

    /// What killed runs of `seed` left.
    pub(crate) async fn seed_leftovers(&self) -> Result<Vec<SeedLeftovers>, Failure> {
        leftovers(self.client, self.bookkeeping).await.map_err(|error| Failure::Database {
            doing: "read what was seeded",
            fault: fault::translate(&error),
        })
    }

    /// What was found of our tables.
    pub(crate) fn found(self) -> &'a BookkeepingState {
        &self.bookkeeping.state
    }

    /// The rollback that the journal kept when a version was last applied, and the checksum that it noted of it.
    pub(crate) async fn kept_rollback(
        &self,
        version: Version,
    ) -> Result<Option<(String, Sha256Hex)>, Failure> {
        journal::rollback(self.client, self.bookkeeping, version)
            .await
            .map_err(|error| Failure::Database { doing: "read the journal", fault: fault::translate(&error) })
    }
}
