//! Putting tables together again: after a load, a failure, a signal, or the death of another run.

use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::outcome::failure::Failure;
use crate::model::seed::load::dropped::{DroppedObject, DroppedObjects, KeptObject};
use crate::postgres::{Opening, RunFault};
use crate::workflows::database::OpenSession;
use crate::workflows::locks::tries::LockTries;

/// Recreates whatever is missing. Returns what the server did not take, and why. Goes on although the run was asked to
/// stop.
pub(super) async fn restore(
    run: OpenSession<'_>,
    apart: &DroppedObjects,
) -> Result<Vec<KeptObject>, Failure> {
    let bring_back = async |pieces: &[&DroppedObject]| bring_back(run, pieces).await;
    let restored = run.session.seed_restore(apart, bring_back).await;
    restored.map_err(RunFault::failure("recreate keys and indexes"))
}

/// In one transaction. What the server said where it refused; then nothing is changed.
async fn bring_back(
    OpenSession { database, session }: OpenSession<'_>,
    pieces: &[&DroppedObject],
) -> Result<Option<String>, RunFault> {
    let what = pieces.first().map(|piece| piece.table.clone()).unwrap_or_default();
    let mut tries = LockTries::new(session.seed_locks_of_pieces(pieces).await?, LOCK_TIMEOUT).cleaning_up();
    let attempt = async |opening: &Opening| session.seed_bring_back(pieces, opening).await;
    match tries.run(database, session, &what, attempt).await {
        Ok(()) => Ok(None),
        Err(fault) => match fault.server() {
            Some(error) => {
                let detail = error.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
                Ok(Some(format!("{}{detail}", error.message)))
            }
            None => Err(fault),
        },
    }
}
