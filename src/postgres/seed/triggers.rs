//! Reads which triggers fire at which tables.

use tokio_postgres::types::Type;
use tokio_postgres::{Error, Row};

use crate::model::outcome::failure::Failure;
use crate::model::seed::load::triggers::{Firing, Trigger};
use crate::postgres::connection::fault;
use crate::postgres::runner::session::Session;

const TRIGGERS: &str = include_str!("sql/triggers.sql");

impl Session {
    /// The triggers of tables and partitions, each asked for by itself; within a transaction or outside.
    pub(crate) async fn seed_triggers(&self, tables: &[u32]) -> Result<Vec<Trigger>, Failure> {
        let read = async {
            let rows = self.client.query_typed(TRIGGERS, &[(&tables, Type::OID_ARRAY)]).await?;
            rows.iter().map(trigger).collect::<Result<Vec<_>, Error>>()
        };
        read.await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("read the triggers"))
    }
}

fn trigger(row: &Row) -> Result<Trigger, Error> {
    Ok(Trigger {
        table: row.try_get("relation")?,
        table_name: row.try_get("relation_name")?,
        name: row.try_get("name")?,
        firing: match row.try_get("firing")? {
            "D" => Firing::Disabled,
            "R" => Firing::Replica,
            "A" => Firing::Always,
            _ => Firing::Origin,
        },
    })
}
