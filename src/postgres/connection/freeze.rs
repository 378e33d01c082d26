//! A database that is frozen: its transactions are read-only unless they ask for more, and nobody asks unless told to.

use tokio_postgres::{Client, Error};

use crate::model::connection::ConnectOptions;
use crate::model::connection::unreachable::{FreezeOrigin, Unreachable};
use crate::model::outcome::event::ServerFacts;
use crate::model::outcome::failure::Failure;

const SOURCE: &str = include_str!("sql/read_only_source.sql");

/// Refuses to write where `default_transaction_read_only` is on, unless that is overridden. To be asked before the
/// session gets settings of its own.
pub(crate) async fn check(
    client: &Client,
    facts: &ServerFacts,
    options: &ConnectOptions,
    is_overridden: bool,
) -> Result<(), Failure> {
    if !facts.read_only || is_overridden {
        return Ok(());
    }
    let origin = origin(client, &facts.database).await.unwrap_or(FreezeOrigin::Unknown);
    Err(Failure::Unreachable(Unreachable::Frozen { target: options.target(), origin }))
}

async fn origin(client: &Client, database: &str) -> Result<FreezeOrigin, Error> {
    let row = client.query_typed_one(SOURCE, &[]).await?;
    Ok(FreezeOrigin::of(row.try_get("source")?, row.try_get("role")?, database))
}
