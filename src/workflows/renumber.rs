//! `renumber`: which pairs of a database are applied. Reads only.

use super::database::Database;
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::failure::Failure;

/// What the history has, and what was begun and is not finished.
pub(crate) async fn applied(database: &Database) -> Result<Vec<MigrationId>, Failure> {
    let snapshot = database.snapshot("migrate renumber").await?;
    let history = snapshot.reader().history().await?;
    let applied = history.applied.into_iter().map(|entry| entry.id);
    Ok(applied.chain(history.unfinished.into_iter().map(|script| script.id)).collect())
}
