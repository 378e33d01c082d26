//! Putting tables together again: after a load, a failure, a signal, or the death of another run.

use super::error::refused;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::dropped::{DroppedObject, DroppedObjects};
use crate::model::seed::load::ground::PieceStates;
use crate::model::seed::refusal::{Again, SeedRefusal};
use crate::model::sql::sql_error::SqlError;
use crate::postgres::{Opening, RunFault};
use crate::workflows::database::OpenSession;
use crate::workflows::locks::tries::LockTries;

/// How it stands with what a run dropped. Refuses where something else has the place of a piece, or a table another name.
pub(super) async fn states(
    run: OpenSession<'_>,
    apart: &DroppedObjects,
    again: Again,
) -> Result<PieceStates, Failure> {
    let states = run.session.seed_piece_states(apart).await;
    let states = states.map_err(RunFault::failure("examine the tables"))?;
    if !states.renamed.is_empty() {
        let tables = states.renamed.into_iter().collect();
        return Err(refused(SeedRefusal::TablesRenamed { tables, again }));
    }
    if !states.occupied.is_empty() {
        return Err(refused(SeedRefusal::PlaceTaken { places: states.occupied, again }));
    }
    Ok(states)
}

/// Recreates whatever is missing. Returns what is gone for good, and tells of it. What cannot be recreated is a refusal,
/// once all else is. Goes on although the run was asked to stop.
pub(super) async fn restore(
    run: OpenSession<'_>,
    apart: &DroppedObjects,
    again: Again,
) -> Result<Vec<DroppedObject>, Failure> {
    let states = states(run, apart, again).await?;
    let bring_back = async |pieces: &[&DroppedObject]| bring_back(run, pieces).await;
    let restored = run.session.seed_restore(&states.missing, bring_back).await;
    let pieces = restored.map_err(RunFault::failure("recreate keys and indexes"))?;
    if !pieces.is_empty() {
        return Err(refused(SeedRefusal::NotBack { pieces, again }));
    }
    let objects = states.gone_names();
    if !objects.is_empty() {
        run.database.reporter().event(&Event::Seed(SeedEvent::NotRecreated { objects: &objects }));
    }
    Ok(states.gone)
}

/// In one transaction. What the server said where it refused; then nothing is changed.
async fn bring_back(
    OpenSession { database, session }: OpenSession<'_>,
    pieces: &[&DroppedObject],
) -> Result<Option<SqlError>, RunFault> {
    let what = pieces.first().map(|piece| piece.table.clone()).unwrap_or_default();
    let mut tries = LockTries::new(session.seed_locks_of_pieces(pieces).await?, LOCK_TIMEOUT).cleaning_up();
    let attempt = async |opening: &Opening| session.seed_bring_back(pieces, opening).await;
    match tries.run(database, session, &what, attempt).await {
        Ok(()) => Ok(None),
        Err(fault) => match fault.server() {
            Some(error) => Ok(Some(error.clone())),
            None => Err(fault),
        },
    }
}
