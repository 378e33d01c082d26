//! What stands in a schema by itself: from rows to types, domains and functions.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use crate::model::docs::{Domain, Enum, Function};
use crate::postgres::connection::named_row::qualified_name;

/// Asks a question about some schemas.
pub(super) async fn query_schemas(
    client: &Client,
    question: &str,
    schemas: &[&str],
) -> Result<Vec<Row>, Error> {
    client.query_typed(question, &[(&schemas, Type::TEXT_ARRAY)]).await
}

/// A row of `docs_enums.sql`.
pub(super) fn enumeration(row: &Row) -> Result<Enum, Error> {
    Ok(Enum { name: qualified_name(row)?, labels: row.try_get("labels")?, comment: row.try_get("comment")? })
}

/// A row of `docs_domains.sql`.
pub(super) fn domain(row: &Row) -> Result<Domain, Error> {
    Ok(Domain {
        name: qualified_name(row)?,
        base: row.try_get("base")?,
        not_null: row.try_get("not_null")?,
        default: row.try_get("default_expression")?,
        checks: row.try_get("checks")?,
        comment: row.try_get("comment")?,
    })
}

/// A row of `docs_functions.sql`.
pub(super) fn function(row: &Row) -> Result<Function, Error> {
    Ok(Function {
        name: qualified_name(row)?,
        kind: row.try_get("kind")?,
        arguments: row.try_get("arguments")?,
        returns: row.try_get("returns")?,
        language: row.try_get("language")?,
        volatility: row.try_get("volatility")?,
        security_definer: row.try_get("security_definer")?,
        comment: row.try_get("comment")?,
    })
}
