//! Whose code a relation runs when it is read.

use std::collections::BTreeMap;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::outcome::failure::Failure;
use crate::postgres::connection::fault;
use crate::postgres::runner::snapshot::Snapshot;

const FOREIGN_CODE: &str = include_str!("sql/foreign_code.sql");

/// Code of others in a relation.
#[derive(Debug)]
pub(crate) struct ForeignCode {
    /// One of the functions.
    pub(crate) calls: String,
    /// The role as which a table can be read all the same: its owner's. Nobody's for a view.
    pub(crate) owner: Option<String>,
    /// Somebody whom the login does not trust made it, and could take the login's rights in it, as whomever it runs.
    pub(crate) is_strange: bool,
}

impl Snapshot {
    /// The tables and views that run a function of others when they are read, by OID: to
    /// read them with the rights of the connecting role is to lend these to whoever made the function.
    pub(crate) async fn foreign_code(
        &self,
        tenant_column: &str,
    ) -> Result<BTreeMap<u32, ForeignCode>, Failure> {
        foreign_code(self.client(), tenant_column)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("read the catalog"))
    }
}

async fn foreign_code(client: &Client, tenant_column: &str) -> Result<BTreeMap<u32, ForeignCode>, Error> {
    let rows = client.query_typed(FOREIGN_CODE, &[(&tenant_column, Type::TEXT)]).await?;
    rows.iter()
        .map(|row| {
            let code = ForeignCode {
                calls: row.try_get("calls")?,
                owner: row.try_get("owner")?,
                is_strange: row.try_get("is_strange")?,
            };
            Ok((row.try_get("relation")?, code))
        })
        .collect()
}
