//! `init`: what the catalog says about a database where a project begins.

use tokio_postgres::Error;
use tokio_postgres::types::{ToSql, Type};

use crate::model::migration::bookkeeping::NAMES;
use crate::model::outcome::failure::Failure;
use crate::postgres::Snapshot;
use crate::postgres::connection::fault;

const RELATIONS: &str = include_str!("sql/relations.sql");

const DOING: &str = "read the catalog";

impl Snapshot {
    /// How many tables, views and sequences there are that neither the server, nor an extension, nor this program made.
    pub(crate) async fn relations_of_users(&self) -> Result<i64, Failure> {
        let names = NAMES.as_slice();
        let values: [(&(dyn ToSql + Sync), Type); 1] = [(&names, Type::TEXT_ARRAY)];
        let count = async { self.client().query_typed_one(RELATIONS, &values).await?.try_get("relations") };
        count.await.map_err(|error: Error| fault::translate(&error)).map_err(Failure::database(DOING))
    }
}
