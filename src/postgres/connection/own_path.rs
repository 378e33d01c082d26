//! The path that statements of our own are understood by: the server's catalog, and nobody else's objects.
//!
//! A role that may create objects in a schema of the path can make an operator or a function that fits better than the
//! catalog's, and whoever asks the catalog then runs it. `pg_temp` comes last by name, or it would come first
//! (<https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY>).

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

/// For the session.
pub(crate) const SET: &str = "SET search_path = pg_catalog, pg_temp;";
/// For the transaction.
pub(crate) const SET_LOCAL: &str = "SET LOCAL search_path = pg_catalog, pg_temp;";

/// Asks in a transaction of its own, and leaves the session as it was: through a pooler it may be somebody else's next.
pub(crate) async fn query(
    client: &Client,
    question: &str,
    values: &[(&(dyn ToSql + Sync), Type)],
) -> Result<Vec<Row>, Error> {
    let opening = format!("BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY; {SET_LOCAL}");
    let (begun, rows, ended) = tokio::join!(
        biased;
        client.batch_execute(&opening),
        client.query_typed(question, values),
        client.batch_execute("ROLLBACK"),
    );
    begun?;
    let rows = rows?;
    ended.map(|()| rows)
}
