//! `drift`: a database against what its applied migrations produce on a throwaway server.

use super::database::Database;
use super::partitions::ensure;
use super::roundtrip::twin;
use super::up::{self, UpRequest};
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::diff::Diff;
use crate::model::fingerprint::ignore::{self, Ignored};
use crate::model::fingerprint::managed::Managed;
use crate::model::fingerprint::partitions;
use crate::model::fingerprint::report::DriftReport;
use crate::model::migration::pair::Pair;
use crate::model::migration::plan;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::config::PartitionConfig;
use crate::model::sql::quote::Ident;

/// What a database should be.
#[derive(Debug)]
pub(crate) struct Expected {
    pub(crate) pairs: Vec<Pair>,
    /// The tables whose partitions come and go.
    pub(crate) partitions: Vec<PartitionConfig>,
    /// What may differ.
    pub(crate) ignored: Vec<Ignored>,
}

/// Reads the database only. The scripts run on the throwaway server, as a role of the same name as the one that
/// migrates the database: what they make has the same owners and rights then.
pub(crate) async fn compare(
    database: &Database,
    scratch: Database,
    expected: &Expected,
) -> Result<DriftReport, Failure> {
    let (applied, keeper, mut actual) = {
        let snapshot = database.snapshot("migrate drift").await?;
        let reader = snapshot.reader();
        let path = &snapshot.path().schemas;
        let history = reader.history().await?;
        let applied = plan::applied(&expected.pairs, &history)?;
        (applied, reader.keeper().await?, reader.fingerprint(path).await?)
    };
    scratch.stands_beside(&keeper.version);
    let path = database.path().await?;
    let server = scratch.throwaway_server();
    let blame = |failure: Failure| server.clone().into_iter().fold(failure, Failure::on_throwaway);
    let scratch = match keeper.owner.as_deref().and_then(Ident::new) {
        Some(owner) => scratch.work_as(&owner, &keeper.given).await.map_err(blame)?,
        None => scratch,
    };
    let scratch = scratch.with_path(&path).await.map_err(blame)?;
    let path = path.schemas;
    let made = Box::pin(make(&scratch, &applied, expected, &path)).await;
    let (major, version, mut wanted) = made.map_err(blame)?;
    let managed = Managed::of(&expected.partitions, &path, &[&wanted, &actual]);
    partitions::settle(&mut wanted, &mut actual, &managed);
    let mut diff = Diff::between(&wanted, &actual);
    let mut additions = Additions::default();
    if !diff.is_empty() {
        additions = Additions::surmised(&wanted, &actual);
        if let Some(twin) = Box::pin(twin::of(&scratch, &applied)).await.map_err(blame)? {
            additions.extend(&Additions::between(&wanted, &twin));
        }
        diff = Diff::between(&additions.strip(&wanted), &additions.strip(&actual));
    }
    let (ignored, unused) = ignore::apply(&mut diff, &expected.ignored);
    let servers = (major != keeper.major).then_some((keeper.version, version));
    Ok(DriftReport { diff, ignored, unused, servers, applied: applied.len(), additions })
}

/// What the scripts make, and beside their partitions those that `partitions ensure` makes.
async fn make(
    scratch: &Database,
    applied: &[Pair],
    expected: &Expected,
    path: &[String],
) -> Result<(i32, String, Fingerprint), Failure> {
    up::run(scratch, applied, UpRequest::EVERYTHING, None).await?;
    // One more than the scripts may have made.
    ensure::wanted(scratch, &expected.partitions, 1).await?;
    let snapshot = scratch.snapshot("migrate drift").await?;
    let keeper = snapshot.reader().keeper().await?;
    Ok((keeper.major, keeper.version, snapshot.reader().fingerprint(path).await?))
}
