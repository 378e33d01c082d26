//! `docs`: what the catalog says about some schemas.

use super::database::Database;
use crate::model::docs::{Docs, schemas};
use crate::model::outcome::failure::Failure;

/// Reads only, creates nothing.
pub(crate) async fn read(database: &Database, schemas: &[String]) -> Result<Docs, Failure> {
    let snapshot = database.snapshot("migrate docs").await?;
    let existing = snapshot.reader().schemas().await?;
    let names: Vec<String> = existing.iter().map(|schema| schema.name.clone()).collect();
    let chosen = schemas::choose(schemas, &snapshot.path().schemas, &names).map_err(Failure::Refused)?;
    let (chosen, others): (Vec<_>, Vec<_>) =
        existing.into_iter().partition(|schema| chosen.contains(&schema.name));
    let left_out = others.into_iter().filter(|schema| schema.has_tables && schemas.is_empty());
    let left_out = left_out.map(|schema| schema.name).collect();
    Ok(Docs { left_out, ..snapshot.docs(chosen).await? })
}
