//! What may be asked of a database, whether the session may write or not.

use tokio_postgres::Client;

use super::{history, journal};
use crate::model::docs::{Docs, Schema};
use crate::model::fingerprint::Fingerprint;
use crate::model::migration::history::History;
use crate::model::migration::version::Version;
use crate::model::outcome::failure::Failure;
use crate::postgres::connection::fault;
use crate::postgres::{docs, fingerprint};

/// Reads the history and the journal. Writes nothing, creates nothing.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(pub(crate) &'a Client);

impl Reader<'_> {
    /// What was applied; empty where there is no history table.
    pub(crate) async fn history(&self) -> Result<History, Failure> {
        history::read(self.0)
            .await
            .map_err(|error| Failure::Database { doing: "read the history", fault: fault::translate(&error) })
    }

    /// The rollback that the journal kept when a version was last applied.
    pub(crate) async fn kept_rollback(&self, version: Version) -> Result<Option<String>, Failure> {
        journal::rollback(self.0, version)
            .await
            .map_err(|error| Failure::Database { doing: "read the journal", fault: fault::translate(&error) })
    }

    /// Every schema that could be documented.
    pub(crate) async fn schemas(&self) -> Result<Vec<Schema>, Failure> {
        docs::schemas(self.0)
            .await
            .map_err(|error| Failure::Database { doing: "read the catalog", fault: fault::translate(&error) })
    }

    /// What the catalog says about some schemas. The settings of the transaction are changed.
    pub(crate) async fn docs(&self, schemas: Vec<Schema>) -> Result<Docs, Failure> {
        docs::read(self.0, schemas)
            .await
            .map_err(|error| Failure::Database { doing: "read the catalog", fault: fault::translate(&error) })
    }

    /// The whole schema. Our own tables, in one of the given schemas, are left out. Within a transaction, whose
    /// settings are changed.
    pub(crate) async fn fingerprint(&self, schemas: &[String]) -> Result<Fingerprint, Failure> {
        Box::pin(fingerprint::read(self.0, schemas))
            .await
            .map_err(|error| Failure::Database { doing: "read the catalog", fault: fault::translate(&error) })
    }
}
