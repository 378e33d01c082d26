//! Quoted names of tables, with their schemas.

use crate::model::sql::quote::Ident;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::runner::script::RunFault;

/// A name with its schema, quoted. `None` for what is no identifier; the catalog holds none such.
pub(super) fn qualified(schema: &str, name: &str) -> Option<String> {
    Some(format!("{}.{}", Ident::new(schema)?, Ident::new(name)?))
}

/// A name with its schema, quoted.
pub(super) fn name((schema, name): (&str, &str)) -> Result<String, RunFault> {
    qualified(schema, name).ok_or_else(|| no_name(name))
}

pub(super) fn no_name(name: &str) -> RunFault {
    RunFault::Db(DbFault::Connection(format!("`{name}` is no name for a table or a schema")))
}
