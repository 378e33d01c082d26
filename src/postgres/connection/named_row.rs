//! Reading the name of a relation out of a row: every catalog question that has one calls its columns the same.

use tokio_postgres::{Error, Row};

use crate::model::sql::qualified_name::QualifiedName;

/// The columns `schema` and `name`.
pub(crate) fn qualified_name(row: &Row) -> Result<QualifiedName, Error> {
    Ok(QualifiedName { schema: row.try_get("schema")?, name: row.try_get("name")? })
}
