//! Whose code a relation runs when it is read.

use std::collections::BTreeMap;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::outcome::failure::Failure;
use crate::postgres::connection::fault;
use crate::postgres::runner::snapshot::Snapshot;

const FOREIGN_CODE: &str = include_str!("sql/foreign_code.sql");

impl Snapshot {
    /// The tables and views that run a function of others when they are read, by OID, with one of the functions: to
    /// read them with the rights of the connecting role is to lend these to whoever made the function.
    pub(crate) async fn foreign_code(&self, tenant_column: &str) -> Result<BTreeMap<u32, String>, Failure> {
        foreign_code(self.client(), tenant_column)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("read the catalog"))
    }
}

async fn foreign_code(client: &Client, tenant_column: &str) -> Result<BTreeMap<u32, String>, Error> {
    let rows = client.query_typed(FOREIGN_CODE, &[(&tenant_column, Type::TEXT)]).await?;
    rows.iter().map(|row| Ok((row.try_get("relation")?, row.try_get("calls")?))).collect()
}
