//! The locks on tables that a session has.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::locks::mode::{LockMode, Seen};

const OF: &str = include_str!("sql/locks_of.sql");

/// Those of a server process.
pub(crate) async fn of(client: &Client, pid: i32) -> Result<Vec<Seen>, Error> {
    let rows = client.query_typed(OF, &[(&pid, Type::INT4)]).await?;
    let mut held = Vec::new();
    for row in rows {
        let (relation, mode): (u32, String) = (row.try_get("relation")?, row.try_get("mode")?);
        held.extend(LockMode::parse(&mode).map(|mode| (relation, mode)));
    }
    Ok(held)
}
