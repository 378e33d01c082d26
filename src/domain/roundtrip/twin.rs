//! A second database that the same scripts made on the same server: what differs is the server's own.

use super::lookers::Lookers;
use super::scratch::Scratches;
use crate::domain::database::Database;
use crate::domain::up::{self, UpRequest};
use crate::model::failure::Failure;
use crate::model::fingerprint::Fingerprint;
use crate::model::migration::Pair;
use crate::model::plan::{Order, UpTarget};

/// Makes one beside a database, reads it and drops it. `None` where the scripts do not run a second time on one server,
/// for instance because they make roles.
pub(in crate::domain) async fn of(server: &Database, pairs: &[Pair]) -> Result<Option<Fingerprint>, Failure> {
    let scratches = Scratches::open(server).await?;
    let made = among(&scratches, pairs).await;
    scratches.drop_all().await;
    made
}

/// The same among the databases of a run.
pub(super) async fn among(scratches: &Scratches<'_>, pairs: &[Pair]) -> Result<Option<Fingerprint>, Failure> {
    let (name, database) = scratches.make(None).await?;
    let everything = UpRequest { target: UpTarget::Latest, order: Order::Strict };
    let print = match up::run(&database, pairs, everything, None).await {
        Ok(_) => Some(Lookers::open(&database, 1).await?.look().await?.print),
        Err(Failure::Stopped) => return Err(Failure::Stopped),
        Err(_) => None,
    };
    scratches.drop(&name).await?;
    Ok(print)
}
