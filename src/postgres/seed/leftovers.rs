//! Looking for what killed runs left, whoever asks.

use std::collections::BTreeSet;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::seed::leftovers::SeedLeftovers;
use crate::model::seed::load::dropped::{DroppedObject, DroppedObjects};
use crate::postgres::runner::bookkeeping::Bookkeeping;

const PRESENT: &str = include_str!("sql/present.sql");
const DROPPED: &str = include_str!("sql/dropped.sql");

/// The keys and indexes that are missing, of each run that left some. None where the table of the runs is not there or may
/// not be read. A run that is under way looks the same.
pub(in crate::postgres) async fn leftovers(
    client: &Client,
    bookkeeping: &Bookkeeping,
) -> Result<Vec<SeedLeftovers>, Error> {
    let mut list = Vec::new();
    if bookkeeping.state.seed.is_none() || !bookkeeping.state.is_seed_readable {
        return Ok(list);
    }
    for row in client.query_typed(&bookkeeping.in_place(DROPPED), &[]).await? {
        let apart: &str = row.try_get("apart")?;
        let Ok(apart) = serde_json::from_str::<DroppedObjects>(apart) else { continue };
        let present = present(client, &apart).await?;
        let missing: Vec<String> = apart.missing(&present).into_iter().map(DroppedObject::what).collect();
        if !missing.is_empty() {
            let (profile, started) = (row.try_get("profile")?, row.try_get("started_at")?);
            list.push(SeedLeftovers { profile, started, missing });
        }
    }
    Ok(list)
}

/// The marks of the pieces that are there, and of whatever else their tables have.
pub(super) async fn present(
    client: &Client,
    apart: &DroppedObjects,
) -> Result<BTreeSet<(u32, String, bool)>, Error> {
    let targets: BTreeSet<u32> = apart.pieces.iter().map(|piece| piece.target).collect();
    let targets: Vec<u32> = targets.into_iter().collect();
    let rows = client.query_typed(PRESENT, &[(&targets, Type::OID_ARRAY)]).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("relation")?, row.try_get("name")?, row.try_get("is_reference")?)))
        .collect()
}
