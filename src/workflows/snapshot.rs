//! `snapshot`: the whole schema as text.

use super::database::Database;
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::diff::Diff;
use crate::model::fingerprint::managed::Managed;
use crate::model::fingerprint::shapes::{self, Examples};
use crate::model::fingerprint::{Fingerprint, unremarkable};
use crate::model::outcome::failure::Failure;
use crate::model::partitions::config::PartitionConfig;

/// Reads only, creates nothing. Partitions that come and go, of the tables in `wishes` or of all that are partitioned by
/// time, are left out unless they have something of their own; those that are alike are one shape then, and what
/// partitions have the shapes is returned as well.
pub(crate) async fn read(
    database: &Database,
    wishes: &[PartitionConfig],
) -> Result<(Fingerprint, Examples), Failure> {
    let snapshot = database.snapshot("migrate snapshot").await?;
    let path = snapshot.path().schemas.clone();
    let mut print = snapshot.reader().fingerprint(&path).await?;
    let managed = Managed::of(wishes, &path, &[&print]);
    unremarkable::leave_out(&mut print, &managed);
    let examples = shapes::write(&mut print, &managed);
    Ok((print, examples))
}

/// What differs from a text that was written once, and what the server adds of its own, which is no difference;
/// `None` where that is no such text.
pub(crate) fn compare(text: &str, now: &Fingerprint, examples: &Examples) -> Option<(Diff, Additions)> {
    let written = Fingerprint::read(text).ok()?;
    let additions = Additions::surmised(&written, now);
    Some((shapes::diff(&additions.strip(&written), &additions.strip(now), examples), additions))
}
