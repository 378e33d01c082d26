//! Roles that may be the application's, where nothing is configured.

use tokio_postgres::{Client, Error};

use crate::model::outcome::failure::Failure;
use crate::model::verify::suggestion::Candidate;
use crate::postgres::connection::fault;
use crate::postgres::runner::snapshot::Snapshot;

const CANDIDATES: &str = include_str!("sql/candidates.sql");

impl Snapshot {
    /// Roles that policies bind, by name, and what they have to do with tables. Reads catalogs only.
    pub(crate) async fn candidates(&self) -> Result<Vec<Candidate>, Failure> {
        read(self.client())
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("read the catalog"))
    }
}

async fn read(client: &Client) -> Result<Vec<Candidate>, Error> {
    let rows = client.query_typed(CANDIDATES, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(Candidate {
                role: row.try_get("role")?,
                name: row.try_get("name")?,
                granted: row.try_get("granted")?,
                owned: row.try_get("owned")?,
            })
        })
        .collect()
}
