//! Putting tables together again: after a failure, a signal, or the death of another run.

use std::collections::BTreeMap;

use super::fingerprint::everything_qualified;
use super::ground::{ground, tables_now};
use crate::model::locks::lock_set::LockSet;
use crate::model::outcome::failure::Failure;
use crate::model::seed::load::dropped::{DroppedObject, DroppedObjects, PLAIN_TABLESPACE};
use crate::model::seed::load::ground::{PieceStates, TableNow, differences_beside};
use crate::model::seed::refusal::RefusedPiece;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::sql_error::SqlError;
use crate::postgres::connection::fault;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

impl Session {
    /// How it stands with what a run dropped. Outside of a transaction.
    pub(crate) async fn seed_piece_states(&self, apart: &DroppedObjects) -> Result<PieceStates, RunFault> {
        let begin = format!("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {}", everything_qualified());
        self.client.batch_execute(&begin).await?;
        let ground = ground(&self.client, apart).await;
        self.client.batch_execute("ROLLBACK").await?;
        Ok(PieceStates::of(apart, &ground?))
    }

    /// The names that tables have now, by their OIDs; of those that are gone none. Outside of a transaction.
    pub(crate) async fn seed_names_now(&self, oids: &[u32]) -> Result<BTreeMap<u32, QualifiedName>, Failure> {
        let tables = tables_now(&self.client, oids).await.map_err(|error| fault::translate(&error));
        let tables = tables.map_err(Failure::database("examine the tables"))?;
        let name = |(oid, table): (u32, TableNow)| Some((oid, QualifiedName::parse(&table.name)?));
        Ok(tables.into_iter().filter_map(name).collect())
    }

    /// Those of some partitions that are tables of their own now. Outside of a transaction.
    pub(crate) async fn seed_detached(&self, leaves: &[u32]) -> Result<Vec<QualifiedName>, Failure> {
        let tables = tables_now(&self.client, leaves).await.map_err(|error| fault::translate(&error));
        let tables = tables.map_err(Failure::database("examine the tables"))?;
        let detached = tables.into_values().filter(|table| table.parent == 0);
        Ok(detached.filter_map(|table| QualifiedName::parse(&table.name)).collect())
    }

    /// Recreates what is missing, whether the tables are loaded or empty. Each table's together, then that
    /// of partitioned tables, then foreign keys: `bring_back` is given those of one transaction. Returns what the server did
    /// not take, and why: a foreign key whose rows are not all loaded. Outside of a transaction.
    pub(crate) async fn seed_restore(
        &self,
        missing: &[DroppedObject],
        mut bring_back: impl AsyncFnMut(&[&DroppedObject]) -> Result<Option<SqlError>, RunFault>,
    ) -> Result<Vec<RefusedPiece>, RunFault> {
        let mut missing: Vec<&DroppedObject> = missing.iter().collect();
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
                if let Some(error) = bring_back(&[piece]).await? {
                    refused.push(RefusedPiece { what: piece.what(), error });
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

    /// How the tables differ from before their keys and indexes were dropped, apart from pieces that are gone with what
    /// they stood on; and the objects that are new. Outside of a transaction.
    pub(crate) async fn seed_differences(
        &self,
        apart: &DroppedObjects,
        gone: &[DroppedObject],
    ) -> Result<(Vec<String>, Vec<String>), Failure> {
        Ok(differences_beside(apart, gone, &self.seed_fingerprint(&apart.tables).await?))
    }
}

fn statements(pieces: &[&DroppedObject]) -> String {
    pieces.iter().flat_map(|piece| piece.up.iter().map(String::as_str)).collect::<Vec<_>>().join(";\n")
}
