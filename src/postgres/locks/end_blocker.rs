//! Ending a session that is in the way.

use tokio_postgres::Client;
use tokio_postgres::types::{ToSql, Type};

use crate::model::locks::blocker::{Blocker, Spared};
use crate::postgres::connection::own_path;
use crate::postgres::runner::script::RunFault;

const END_BLOCKER: &str = include_str!("sql/end_blocker.sql");

/// What became of a session that was to be ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ending {
    Ended,
    /// Its transaction was over.
    Gone,
    Spared(Spared),
}

/// Ends the session of a blocker, if it is still in that transaction and may be ended: no superuser's, none that
/// replication lives on, none of this program. What has no session, a prepared transaction or autovacuum, is gone.
pub(super) async fn end(client: &Client, blocker: &Blocker) -> Result<Ending, RunFault> {
    let values: [(&(dyn ToSql + Sync), Type); 2] =
        [(&blocker.holder.pid, Type::INT4), (&blocker.transaction, Type::TEXT)];
    let rows = own_path::query(client, END_BLOCKER, &values).await?;
    let Some(row) = rows.first() else { return Ok(Ending::Gone) };
    let verdict: String = row.try_get("verdict")?;
    Ok(match verdict.as_str() {
        "ended" => Ending::Ended,
        "superuser" => Ending::Spared(Spared::Superuser),
        "replication" => Ending::Spared(Spared::Replication),
        "own" => Ending::Spared(Spared::Own),
        "not allowed" => Ending::Spared(Spared::NotAllowed { role: row.try_get("role")? }),
        _ => Ending::Gone,
    })
}
