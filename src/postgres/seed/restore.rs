//! Putting tables together again: after a failure, a signal, or the death of another run.

use std::collections::BTreeSet;
use std::time::Duration;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::outcome::failure::Failure;
use crate::model::seed::load::dropped::{DroppedObject, DroppedObjects, KeptObject, PLAIN_TABLESPACE};
use crate::model::sql::build::begin;
use crate::postgres::connection::fault;
use crate::postgres::runner::session::Session;

const PRESENT: &str = include_str!("sql/present.sql");

/// How long a lock may take: nobody else is expected to hold one for long.
const PATIENCE: Duration = Duration::from_secs(30);

const DOING: &str = "recreate keys and indexes";

impl Session {
    /// Recreates whatever is missing of what was dropped, whether the tables are loaded or empty; what is
    /// there stays as it is, so that it can be done again. Each table's in a transaction of its own, then that
    /// of partitioned tables, then foreign keys. Returns what the server did not take, and why: a foreign key
    /// whose rows are not all loaded. Goes on although the run was asked to stop. Outside of a transaction.
    pub(crate) async fn seed_restore(&self, apart: &DroppedObjects) -> Result<Vec<KeptObject>, Failure> {
        self.restore(apart).await.map_err(|error| fault::translate(&error)).map_err(Failure::database(DOING))
    }

    /// How the tables differ from before their keys and indexes were dropped. Outside of a transaction.
    pub(crate) async fn seed_differences(&self, apart: &DroppedObjects) -> Result<Vec<String>, Failure> {
        Ok(apart.differences(&self.seed_fingerprint(&apart.tables).await?))
    }

    async fn restore(&self, apart: &DroppedObjects) -> Result<Vec<KeptObject>, Error> {
        let present = present(&self.client, apart).await?;
        let mut missing = apart.missing(&present);
        let mut refused = Vec::new();
        // The indexes of one table together, whatever is made between them; all else in its order.
        let place =
            |piece: &DroppedObject| (piece.stage, if piece.is_built_at_target() { piece.target } else { 0 });
        missing.sort_by_key(|piece| place(piece));
        for chunk in missing.chunk_by(|left, right| place(left) == place(right)) {
            if self.bring_back(chunk).await?.is_none() {
                continue;
            }
            for piece in chunk {
                if let Some(why) = self.bring_back(&[piece]).await? {
                    refused.push(KeptObject { what: piece.what(), why });
                }
            }
        }
        Ok(refused)
    }

    /// In one transaction. What the server said where it refused; then nothing is changed.
    async fn bring_back(&self, pieces: &[&DroppedObject]) -> Result<Option<String>, Error> {
        let up: Vec<&str> = pieces.iter().flat_map(|piece| piece.up.iter().map(String::as_str)).collect();
        let begin = format!("{}; {PLAIN_TABLESPACE};", begin("", PATIENCE));
        match self.client.batch_execute(&format!("{begin}{};COMMIT", up.join(";\n"))).await {
            Ok(()) => Ok(None),
            Err(error) => {
                let Some(refusal) = error.as_db_error() else { return Err(error) };
                let detail = refusal.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
                let why = fault::printable(&format!("{}{detail}", refusal.message()));
                self.client.batch_execute("ROLLBACK").await?;
                Ok(Some(why))
            }
        }
    }
}

async fn present(client: &Client, apart: &DroppedObjects) -> Result<BTreeSet<(u32, String, bool)>, Error> {
    let targets: BTreeSet<u32> = apart.pieces.iter().map(|piece| piece.target).collect();
    let targets: Vec<u32> = targets.into_iter().collect();
    let rows = client.query_typed(PRESENT, &[(&targets, Type::OID_ARRAY)]).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("relation")?, row.try_get("name")?, row.try_get("is_reference")?)))
        .collect()
}
