//! What kind of server answers.

use tokio_postgres::{Client, Error, SimpleQueryMessage, SimpleQueryRow};

use crate::model::outcome::event::ServerFacts;

const SERVER_FACTS: &str = include_str!("sql/server_facts.sql");

/// The first question in a database that was just made takes its time, and a timeout of the role does not count.
const LOCAL: &str =
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, NOT DEFERRABLE; SET LOCAL statement_timeout = 0;";

/// Asks, in a transaction of its own: the one that a message of several statements is. A pooler that hands out the server
/// for single statements takes no other, and is yet to be told from a server by what is asked here.
pub(crate) async fn read(client: &Client) -> Result<ServerFacts, Error> {
    let messages = client.simple_query(&format!("{LOCAL}{SERVER_FACTS}")).await?;
    let row = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    row.map_or_else(|| Ok(ServerFacts::default()), facts)
}

fn facts(row: &SimpleQueryRow) -> Result<ServerFacts, Error> {
    let text = |name: &str| Ok(row.try_get(name)?.unwrap_or_default().to_owned());
    let number = |name: &str| Ok(row.try_get(name)?.and_then(|value| value.parse().ok()).unwrap_or_default());
    let is = |name: &str| Ok(row.try_get(name)? == Some("t"));
    Ok(ServerFacts {
        version: text("version")?,
        version_number: number("version_number")?,
        database: text("database")?,
        role: text("role")?,
        bypasses_row_security: is("bypasses")?,
        in_recovery: is("in_recovery")?,
        read_only: is("read_only")?,
        encoding: text("encoding")?,
        search_path: text("search_path")?,
        pid: number("pid")?,
    })
}
