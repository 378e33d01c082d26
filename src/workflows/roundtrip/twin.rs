//! A second database that the same scripts made on the same server: what differs is the server's own.

use super::observers::ObserverPool;
use super::scratch::Scratches;
use crate::model::fingerprint::Fingerprint;
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::Failure;
use crate::workflows::database::Database;
use crate::workflows::up;
use crate::workflows::up::UpRequest;

/// Makes one beside a database, reads it and drops it. `None` where the scripts do not run a second time on one server,
/// for instance because they make roles.
pub(in crate::workflows) async fn of(
    server: &Database,
    pairs: &[Pair],
) -> Result<Option<Fingerprint>, Failure> {
    let scratches = Scratches::open(server).await?;
    let made = Box::pin(among(&scratches, pairs)).await;
    scratches.drop_all().await;
    made
}

/// The same among the databases of a run.
pub(super) async fn among(scratches: &Scratches<'_>, pairs: &[Pair]) -> Result<Option<Fingerprint>, Failure> {
    let (name, database) = scratches.make(None).await?;
    let print = match up::run(&database, pairs, UpRequest::EVERYTHING, None).await {
        Ok(_) => Some(ObserverPool::open(&database, 1).await?.read_state().await?.print),
        Err(Failure::Stopped) => return Err(Failure::Stopped),
        Err(_) => None,
    };
    scratches.drop(&name).await?;
    Ok(print)
}
