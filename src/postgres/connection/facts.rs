//! What kind of server answers.

use tokio_postgres::{Client, Error};

use crate::model::outcome::event::ServerFacts;

const SERVER_FACTS: &str = include_str!("sql/server_facts.sql");

/// The first question in a database that was just made takes its time, and a timeout of the role does not count. It
/// does not change what is asked for.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY; SET LOCAL statement_timeout = 0";

/// Asks, in a transaction of its own.
pub(crate) async fn read(client: &Client) -> Result<ServerFacts, Error> {
    let (begun, row, ended) = tokio::join!(
        biased;
        client.batch_execute(BEGIN),
        client.query_typed_one(SERVER_FACTS, &[]),
        client.batch_execute("ROLLBACK"),
    );
    begun?;
    let row = row?;
    ended?;
    Ok(ServerFacts {
        version: row.try_get("version")?,
        version_number: row.try_get("version_number")?,
        database: row.try_get("database")?,
        role: row.try_get("role")?,
        bypasses_row_security: row.try_get("bypasses")?,
        in_recovery: row.try_get("in_recovery")?,
        read_only: row.try_get("read_only")?,
        encoding: row.try_get("encoding")?,
        search_path: row.try_get("search_path")?,
        pid: row.try_get("pid")?,
    })
}
