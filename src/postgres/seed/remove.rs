//! Removing rows that were made again in temporary tables: which are ours, who refers to them, and their removal.

use tokio_postgres::types::{ToSql, Type};

use super::precheck::Referrer;
use super::remade::{Among, EQUAL, RemadeRows};
use super::writer::{Writer, ident};
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::users_ground::ask_as_owner;

const IS_TABLE: &str = include_str!("sql/is_table.sql");
const SPARE_FOREIGN_KEYS: &str = include_str!("sql/spare_foreign_keys.sql");

/// How many rows of a table are ours, and how many it has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OursAmong {
    pub(crate) seeded: u64,
    pub(crate) all: u64,
    /// How many have the key of a row that was written, and are not as it was. 0 where there is no key to tell by.
    pub(crate) unlike: u64,
}

impl Writer<'_> {
    /// Whether the table is still the one that was filled.
    pub(crate) async fn is_table(&self, rows: &RemadeRows) -> Result<bool, RunFault> {
        let (name, oid) = (rows.quoted()?, rows.table.oid);
        let values: [(&(dyn ToSql + Sync), Type); 2] = [(&name, Type::TEXT), (&oid, Type::OID)];
        Ok(self.client.query_typed_one(IS_TABLE, &values).await?.try_get("is_there")?)
    }

    /// How many rows of a table are ours, and how many there are.
    pub(crate) async fn count_ours(&self, rows: &RemadeRows) -> Result<OursAmong, RunFault> {
        let (table, Among { source, on, is_same }) = (rows.quoted()?, rows.among("t")?);
        let ask = format!(
            "SELECT s.ours, s.of_keys, (SELECT pg_catalog.count(*) FROM {table}) AS found
             FROM (
                 SELECT pg_catalog.count(*) FILTER (WHERE {is_same}) AS ours, pg_catalog.count(*) AS of_keys
                 FROM {table} AS t JOIN {source} ON {on}
             ) AS s"
        );
        let row = ask_as_owner(self.client, &table, &ask).await?;
        let number = |name: &str| row.try_get::<_, i64>(name).map(i64::unsigned_abs);
        let (seeded, of_keys) = (number("ours")?, number("of_keys")?);
        Ok(OursAmong { seeded, all: number("found")?, unlike: of_keys.saturating_sub(seeded) })
    }

    /// How many rows that are not ours refer to rows that are.
    pub(crate) async fn count_held(
        &self,
        referrer: &Referrer,
        target: &RemadeRows,
        child: Option<&RemadeRows>,
    ) -> Result<u64, RunFault> {
        let from = referrer.table.quoted()?;
        let pairs = referrer.columns.iter().zip(&referrer.target_columns);
        let joined =
            pairs.map(|(column, target)| Ok(format!("c.{} {EQUAL} t.{}", ident(column)?, ident(target)?)));
        let joined = joined.collect::<Result<Vec<_>, RunFault>>()?.join(" AND ");
        let not_ours = match child {
            None => String::new(),
            Some(child) => {
                let Among { source, on, is_same } = child.among("c")?;
                format!(" AND NOT EXISTS (SELECT FROM {source} WHERE {on} AND {is_same})")
            }
        };
        let Among { source, on, is_same } = target.among("t")?;
        let ask = format!(
            "SELECT pg_catalog.count(*) AS rows FROM {from} AS c
             WHERE EXISTS (
                 SELECT FROM {} AS t JOIN {source} ON {on} WHERE {is_same} AND {joined}
             ){not_ours}",
            target.quoted()?
        );
        Ok(ask_as_owner(self.client, &from, &ask).await?.try_get::<_, i64>("rows")?.unsigned_abs())
    }

    /// Empties tables as a whole.
    pub(crate) async fn truncate(&self, tables: &[&RemadeRows]) -> Result<(), RunFault> {
        if tables.is_empty() {
            return Ok(());
        }
        let names = tables.iter().map(|rows| rows.quoted()).collect::<Result<Vec<_>, RunFault>>()?.join(", ");
        Ok(self.client.batch_execute(&format!("TRUNCATE {names}")).await?)
    }

    /// Lets the server leave foreign keys alone while rows go that, as was looked, nobody else refers to: without
    /// an index on the column that refers, each would be looked for in all of the other table. A superuser may;
    /// for others, the server looks.
    pub(crate) async fn spare_foreign_keys(&self, spare: bool) -> Result<(), RunFault> {
        let role = if spare { "replica" } else { "origin" };
        self.client.query_typed(SPARE_FOREIGN_KEYS, &[(&role, Type::TEXT)]).await?;
        Ok(())
    }

    /// Deletes our rows.
    pub(crate) async fn delete(&self, rows: &RemadeRows) -> Result<(), RunFault> {
        let (table, Among { source, on, is_same }) = (rows.quoted()?, rows.among("t")?);
        let owner = self.as_owner(&table).await?;
        // path: users
        let delete = format!("DELETE FROM {table} AS t USING {source} WHERE {on} AND {is_same}");
        self.client.batch_execute(&delete).await?;
        owner.end().await
    }
}
