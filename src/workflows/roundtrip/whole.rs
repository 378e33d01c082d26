//! All pairs together, where there are no rows: everything down, and everything up again.

use std::sync::Arc;

use super::observers::{ObserverPool, State};
use super::schema::{Compared, SchemaJudge};
use super::step::stopped;
use crate::model::fingerprint::additions::Additions;
use crate::model::migration::pair::Pair;
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::finding::{RoundtripFinding, Stage, Weight};
use crate::workflows::database::Database;
use crate::workflows::down;
use crate::workflows::down::DownRequest;
use crate::workflows::up;
use crate::workflows::up::UpRequest;

/// What is not as it was at the foot and at the head, in a database with everything applied. Also what the server adds
/// of its own, as far as that is known.
pub(super) async fn prove(
    database: &Database,
    pairs: &[Pair],
    mut judge: SchemaJudge,
    heights: &[Option<Arc<State>>],
) -> Result<(Vec<RoundtripFinding>, Additions), Failure> {
    let lookers = ObserverPool::open(database, 1).await?;
    let everything = DownRequest { target: DownTarget::All, preference: Preference::File };
    let mut seen = Vec::new();
    if let Err(failure) = down::run(database, pairs, everything, None).await {
        return Ok((vec![stopped(Stage::Whole, failure)?], judge.additions));
    }
    seen.push((heights.first(), lookers.read_state().await?));
    if let Err(failure) = up::run(database, pairs, UpRequest::EVERYTHING, None).await {
        return Ok((vec![stopped(Stage::Whole, failure)?], judge.additions));
    }
    seen.push((heights.last(), lookers.read_state().await?));
    let compared: Vec<Compared<'_>> = seen
        .iter()
        .filter_map(|(expected, actual)| {
            let expected = expected.and_then(Option::as_deref)?;
            Some(Compared { stage: Stage::Whole, expected, actual })
        })
        .collect();
    let findings = judge.findings(&compared);
    // A warning about it was given where it came up.
    let failures = findings.into_iter().filter(|finding| finding.weight() == Weight::Failure).collect();
    Ok((failures, judge.additions))
}
