//! Looking for what killed runs left, whoever asks.

use tokio_postgres::{Client, Error};

use super::ground::ground;
use crate::model::seed::leftovers::SeedLeftovers;
use crate::model::seed::load::dropped::DroppedObjects;
use crate::model::seed::load::ground::PieceStates;
use crate::postgres::runner::bookkeeping::Bookkeeping;

const UNFINISHED: &str = include_str!("sql/unfinished.sql");

/// The runs that are not finished, with the keys and indexes that are missing. None where the table of the runs is not there or may
/// not be read. A run that is under way looks the same.
pub(in crate::postgres) async fn leftovers(
    client: &Client,
    bookkeeping: &Bookkeeping,
) -> Result<Vec<SeedLeftovers>, Error> {
    let mut list = Vec::new();
    if bookkeeping.state.seed.is_none() || !bookkeeping.state.is_seed_readable {
        return Ok(list);
    }
    for row in client.query_typed(&bookkeeping.in_place(UNFINISHED), &[]).await? {
        let apart: Option<&str> = row.try_get("apart")?;
        let apart = apart.and_then(|apart| serde_json::from_str::<DroppedObjects>(apart).ok());
        let apart = apart.unwrap_or_default();
        let missing = if apart.pieces.is_empty() {
            Vec::new()
        } else {
            PieceStates::of(&apart, &ground(client, &apart).await?).absent
        };
        let (profile, started) = (row.try_get("profile")?, row.try_get("started_at")?);
        list.push(SeedLeftovers { profile, started, missing });
    }
    Ok(list)
}
