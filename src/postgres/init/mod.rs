//! `init`: what the catalog says about a database where a project begins.

use std::collections::BTreeMap;

use tokio_postgres::Error;
use tokio_postgres::types::{ToSql, Type};

use crate::model::init::tenant::{NamedColumn, PolicyTables};
use crate::model::migration::bookkeeping::NAMES;
use crate::model::outcome::failure::Failure;
use crate::postgres::Snapshot;
use crate::postgres::connection::fault;

const RELATIONS: &str = include_str!("sql/relations.sql");
const POLICY_TABLES: &str = include_str!("sql/policy_tables.sql");
const MOST_GRANTED: &str = include_str!("sql/most_granted.sql");

const DOING: &str = "read the catalog";

impl Snapshot {
    /// How many tables, views and sequences there are that neither the server, nor an extension, nor this program made.
    pub(crate) async fn relations_of_users(&self) -> Result<i64, Failure> {
        let names = NAMES.as_slice();
        let values: [(&(dyn ToSql + Sync), Type); 1] = [(&names, Type::TEXT_ARRAY)];
        let count = async { self.client().query_typed_one(RELATIONS, &values).await?.try_get("relations") };
        count.await.map_err(|error: Error| fault::translate(&error)).map_err(Failure::database(DOING))
    }

    /// The tables that have policies, and who has rights on them.
    pub(crate) async fn policy_tables(&self) -> Result<PolicyTables, Failure> {
        let read = async {
            let mut columns = BTreeMap::new();
            for row in self.client().query_typed(POLICY_TABLES, &[]).await? {
                let column = NamedColumn { name: row.try_get("name")?, type_name: row.try_get("type")? };
                columns.insert((row.try_get("relation")?, row.try_get("number")?), column);
            }
            let role = self.client().query_typed_opt(MOST_GRANTED, &[]).await?;
            let most_granted = role.map(|row| row.try_get("role")).transpose()?;
            Ok(PolicyTables { columns, most_granted })
        };
        read.await.map_err(|error: Error| fault::translate(&error)).map_err(Failure::database(DOING))
    }
}
