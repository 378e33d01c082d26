//! `drift`: a database against what its applied migrations produce on a throwaway server.

use std::sync::Arc;

use super::database::Database;
use super::partitions::ensure;
use super::roundtrip::twin;
use super::up::{self, UpRequest};
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::bundled::{Bundled, BundledStamp};
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
    let (applied, keeper, stamp, mut actual) = {
        let snapshot = database.snapshot("migrate drift").await?;
        let reader = snapshot.reader();
        let path = &snapshot.path().schemas;
        let history = reader.history().await?;
        let applied = plan::applied(&expected.pairs, &history)?;
        (applied, reader.keeper().await?, reader.bundled_stamp().await?, reader.fingerprint(path).await?)
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
    let Made { major, version, stamp: scratch_stamp, print: mut wanted } = made.map_err(blame)?;
    if stamp.may_differ(&scratch_stamp) {
        wanted.bundled = Some(Arc::new(bundled(&scratch).await.map_err(blame)?));
        actual.bundled = Some(Arc::new(bundled(database).await?));
    }
    let managed = Managed::of(&expected.partitions, &path, &[&wanted, &actual]);
    partitions::settle(&mut wanted, &mut actual, &managed);
    let (mut diff, additions) =
        Box::pin(differences(&scratch, &applied, (&wanted, &actual), |print| print)).await.map_err(blame)?;
    let (ignored, unused) = ignore::apply(&mut diff, &expected.ignored);
    let servers = (major != keeper.major).then_some((keeper.version, version));
    Ok(DriftReport { diff, ignored, unused, servers, applied: applied.len(), additions })
}

/// What differs between what scripts made on a throwaway server and what a database is, without what a server adds of its
/// own: what else two databases differ in that the same scripts made there. `comparable` is what was done to both sides.
pub(super) async fn differences(
    scratch: &Database,
    scripts: &[Pair],
    (wanted, actual): (&Fingerprint, &Fingerprint),
    comparable: fn(Fingerprint) -> Fingerprint,
) -> Result<(Diff, Additions), Failure> {
    let diff = Diff::between(wanted, actual);
    if diff.is_empty() {
        return Ok((diff, Additions::default()));
    }
    let mut additions = Additions::surmised(wanted, actual);
    if let Some(twin) = Box::pin(twin::of(scratch, scripts)).await? {
        additions.extend(&Additions::between(wanted, &comparable(twin)));
    }
    Ok((Diff::between(&additions.strip(wanted), &additions.strip(actual)), additions))
}

/// A throwaway server on which the scripts ran.
struct Made {
    major: i32,
    version: String,
    stamp: BundledStamp,
    print: Fingerprint,
}

/// What the scripts make, and beside their partitions those that `partitions ensure` makes.
async fn make(
    scratch: &Database,
    applied: &[Pair],
    expected: &Expected,
    path: &[String],
) -> Result<Made, Failure> {
    up::run(scratch, applied, UpRequest::EVERYTHING, None).await?;
    // One more than the scripts may have made.
    ensure::wanted(scratch, &expected.partitions, 1).await?;
    let snapshot = scratch.snapshot("migrate drift").await?;
    let reader = snapshot.reader();
    let keeper = reader.keeper().await?;
    let stamp = reader.bundled_stamp().await?;
    Ok(Made { major: keeper.major, version: keeper.version, stamp, print: reader.fingerprint(path).await? })
}

/// What the server and extensions brought along.
async fn bundled(database: &Database) -> Result<Bundled, Failure> {
    database.snapshot("migrate drift").await?.reader().bundled().await
}
