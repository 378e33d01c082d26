//! `docs`: what the catalog says about some schemas.

use super::database::Database;
use super::up::{self, UpRequest};
use crate::model::docs::{Docs, schemas};
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::Failure;

/// Reads only, creates nothing. A throwaway server is empty: there, all scripts are applied first.
pub(crate) async fn read(database: &Database, pairs: &[Pair], schemas: &[String]) -> Result<Docs, Failure> {
    if database.is_throwaway() {
        up::run(database, pairs, UpRequest::EVERYTHING, None).await?;
    }
    let snapshot = database.snapshot("migrate docs").await?;
    let existing = snapshot.reader().schemas().await?;
    let names: Vec<String> = existing.iter().map(|schema| schema.name.clone()).collect();
    let chosen = schemas::choose(schemas, &snapshot.path().schemas, &names).map_err(Failure::Refused)?;
    let chosen = existing.into_iter().filter(|schema| chosen.contains(&schema.name)).collect();
    snapshot.docs(chosen).await
}
