//! Putting tables together again: after a failure, a signal, or the death of another run.

use super::leftovers::present;
use crate::model::locks::lock_set::LockSet;
use crate::model::outcome::failure::Failure;
use crate::model::seed::load::dropped::{DroppedObject, DroppedObjects, KeptObject, PLAIN_TABLESPACE};
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

impl Session {
    /// Recreates whatever is missing of what was dropped, whether the tables are loaded or empty; what is
    /// there stays as it is, so that it can be done again. Each table's together, then that
    /// of partitioned tables, then foreign keys: `bring_back` is given those of one transaction. Returns what the server did
    /// not take, and why: a foreign key whose rows are not all loaded. Outside of a transaction.
    pub(crate) async fn seed_restore(
        &self,
        apart: &DroppedObjects,
        mut bring_back: impl AsyncFnMut(&[&DroppedObject]) -> Result<Option<String>, RunFault>,
    ) -> Result<Vec<KeptObject>, RunFault> {
        let present = present(&self.client, apart).await?;
        let mut missing = apart.missing(&present);
        let mut refused = Vec::new();
        // The indexes of one table together, whatever is made between them; all else in its order.
        let place =
            |piece: &DroppedObject| (piece.stage, if piece.is_built_at_target() { piece.target } else { 0 });
        missing.sort_by_key(|piece| place(piece));
        for chunk in missing.chunk_by(|left, right| place(left) == place(right)) {
            if bring_back(chunk).await?.is_none() {
                continue;
            }
            for piece in chunk {
                if let Some(why) = bring_back(&[piece]).await? {
                    refused.push(KeptObject { what: piece.what(), why });
                }
            }
        }
        Ok(refused)
    }

    /// What recreating some pieces locks.
    pub(crate) async fn seed_locks_of_pieces(&self, pieces: &[&DroppedObject]) -> Result<LockSet, RunFault> {
        self.locks_of(&statements(pieces), &[], &[]).await
    }

    /// Recreates some pieces in one transaction. After an error nothing is changed.
    pub(crate) async fn seed_bring_back(
        &self,
        pieces: &[&DroppedObject],
        opening: &Opening,
    ) -> Result<(), RunFault> {
        self.begin_with(opening, "").await?;
        let up = format!("{PLAIN_TABLESPACE};{};COMMIT", statements(pieces));
        let made = self.client.batch_execute(&up).await;
        if made.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        Ok(made?)
    }

    /// How the tables differ from before their keys and indexes were dropped. Outside of a transaction.
    pub(crate) async fn seed_differences(&self, apart: &DroppedObjects) -> Result<Vec<String>, Failure> {
        Ok(apart.differences(&self.seed_fingerprint(&apart.tables).await?))
    }
}

fn statements(pieces: &[&DroppedObject]) -> String {
    pieces.iter().flat_map(|piece| piece.up.iter().map(String::as_str)).collect::<Vec<_>>().join(";\n")
}
