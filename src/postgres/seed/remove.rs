//! Removing rows by their keys, which stand in temporary tables.

use std::collections::BTreeMap;

use tokio_postgres::types::{ToSql, Type};

use super::precheck::Referrer;
use super::writer::{CopyInto, Writer, ident, list};
use crate::model::seed::plan::PlannedTable;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::users_ground::ask_as_owner;

/// How values of the catalog's own types are compared, whatever the path is.
const EQUAL: &str = "OPERATOR(pg_catalog.=)";

const OPERATORS: &str = include_str!("sql/key_operators.sql");
const IS_TABLE: &str = include_str!("sql/is_table.sql");
const SPARE_FOREIGN_KEYS: &str = include_str!("sql/spare_foreign_keys.sql");

/// A table, and the keys of what was written to it.
#[derive(Debug, Clone)]
pub(crate) struct KeysOf {
    /// The place of the table in the plan.
    pub(crate) number: usize,
    /// The temporary table.
    name: QualifiedName,
    pub(crate) table: PlannedTable,
    /// The key is the primary key: no NULL in it, and no two rows alike.
    pub(crate) is_primary: bool,
    /// By which operator each column of a primary key is compared; by `pg_catalog.=` where there is none.
    operators: BTreeMap<String, String>,
}

/// How many rows of a table are ours, and how many it has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OursAmong {
    pub(crate) seeded: u64,
    pub(crate) all: u64,
}

impl KeysOf {
    pub(crate) fn new(number: usize, table: PlannedTable, is_primary: bool) -> Self {
        Self {
            number,
            name: QualifiedName::new("pg_temp", format!("migrate_seed_keys_{number}")),
            table,
            is_primary,
            operators: BTreeMap::new(),
        }
    }

    /// Where the keys go.
    pub(crate) fn copy_into(&self) -> CopyInto<'_> {
        CopyInto { table: &self.name, columns: &self.table.key, format: self.table.format, frozen: false }
    }

    /// The condition under which a row `t` is one of `k`.
    fn is_same(&self) -> Result<String, RunFault> {
        let pair = |column: &String| {
            let operator = self.operators.get(column).map_or(EQUAL, String::as_str);
            let column = ident(column)?;
            Ok(format!("t.{column} {operator} k.{column}"))
        };
        if self.is_primary {
            return Ok(self.table.key.iter().map(pair).collect::<Result<Vec<_>, RunFault>>()?.join(" AND "));
        }
        let row = |alias: &str| -> Result<String, RunFault> {
            let columns = self.table.key.iter().map(|column| Ok(format!("{alias}.{}", ident(column)?)));
            Ok(format!("ROW({})::pg_catalog.text", columns.collect::<Result<Vec<_>, RunFault>>()?.join(", ")))
        };
        Ok(format!("{} {EQUAL} {}", row("t")?, row("k")?))
    }

    fn quoted(&self) -> Result<String, RunFault> {
        Ok(self.table.name.quoted()?)
    }
}

impl Writer<'_> {
    /// Whether the table is still the one that was filled.
    pub(crate) async fn is_table(&self, keys: &KeysOf) -> Result<bool, RunFault> {
        let (name, oid) = (keys.quoted()?, keys.table.oid);
        let values: [(&(dyn ToSql + Sync), Type); 2] = [(&name, Type::TEXT), (&oid, Type::OID)];
        Ok(self.client.query_typed_one(IS_TABLE, &values).await?.try_get("is_there")?)
    }

    /// Learns how the keys of a table are compared, and makes the temporary table, which goes with the transaction.
    pub(crate) async fn make_keys(&self, keys: &mut KeysOf) -> Result<(), RunFault> {
        let values: [(&(dyn ToSql + Sync), Type); 2] =
            [(&keys.table.oid, Type::OID), (&keys.table.key, Type::TEXT_ARRAY)];
        for row in self.client.query_typed(OPERATORS, &values).await? {
            keys.operators.insert(row.try_get("name")?, row.try_get("operator")?);
        }
        let (keys, columns, table) = (&keys.name.name, list(&keys.table.key)?, keys.quoted()?);
        let make = format!(
            "DROP TABLE IF EXISTS pg_temp.{keys};
             CREATE TEMPORARY TABLE {keys} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA;
             GRANT SELECT ON pg_temp.{keys} TO PUBLIC"
        );
        Ok(self.client.batch_execute(&make).await?)
    }

    /// Collects the statistics of the keys: they decide how they are joined.
    pub(crate) async fn analyze_keys(&self, keys: &KeysOf) -> Result<(), RunFault> {
        Ok(self.client.batch_execute(&format!("ANALYZE pg_temp.{}", keys.name.name)).await?)
    }

    /// How many rows of a table are ours, and how many there are.
    pub(crate) async fn count_ours(&self, keys: &KeysOf) -> Result<OursAmong, RunFault> {
        let (table, same) = (keys.quoted()?, keys.is_same()?);
        let ask = format!(
            "SELECT
                 (SELECT pg_catalog.count(*) FROM {table} AS t
                  WHERE EXISTS (SELECT FROM pg_temp.{} AS k WHERE {same})) AS ours,
                 (SELECT pg_catalog.count(*) FROM {table}) AS found",
            keys.name.name
        );
        let row = ask_as_owner(self.client, &table, &ask).await?;
        let number = |name: &str| row.try_get::<_, i64>(name).map(i64::unsigned_abs);
        Ok(OursAmong { seeded: number("ours")?, all: number("found")? })
    }

    /// How many rows that are not ours refer to rows that are.
    pub(crate) async fn count_held(
        &self,
        referrer: &Referrer,
        target: &KeysOf,
        child: Option<&KeysOf>,
    ) -> Result<u64, RunFault> {
        let from = referrer.table.quoted()?;
        let pairs = referrer.columns.iter().zip(&referrer.target_columns);
        let joined =
            pairs.map(|(column, target)| Ok(format!("c.{} {EQUAL} t.{}", ident(column)?, ident(target)?)));
        let joined = joined.collect::<Result<Vec<_>, RunFault>>()?.join(" AND ");
        let not_ours = match child {
            None => String::new(),
            Some(child) => {
                let same = child.is_same()?;
                format!(
                    " AND NOT EXISTS (SELECT FROM pg_temp.{} AS k WHERE {})",
                    child.name.name,
                    of_child(&same)
                )
            }
        };
        let ask = format!(
            "SELECT pg_catalog.count(*) AS rows FROM {from} AS c
             WHERE EXISTS (
                 SELECT FROM {} AS t JOIN pg_temp.{} AS k ON {} WHERE {joined}
             ){not_ours}",
            target.quoted()?,
            target.name.name,
            target.is_same()?
        );
        Ok(ask_as_owner(self.client, &from, &ask).await?.try_get::<_, i64>("rows")?.unsigned_abs())
    }

    /// Empties tables as a whole.
    pub(crate) async fn truncate(&self, tables: &[&KeysOf]) -> Result<(), RunFault> {
        if tables.is_empty() {
            return Ok(());
        }
        let names = tables.iter().map(|keys| keys.quoted()).collect::<Result<Vec<_>, RunFault>>()?.join(", ");
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
    pub(crate) async fn delete(&self, keys: &KeysOf) -> Result<(), RunFault> {
        let (table, same) = (keys.quoted()?, keys.is_same()?);
        let keys_name = &keys.name.name;
        let owner = self.as_owner(&table).await?;
        // path: users
        let delete = format!(
            "DELETE FROM {table} AS t WHERE EXISTS (SELECT FROM pg_temp.{keys_name} AS k WHERE {same})"
        );
        self.client.batch_execute(&delete).await?;
        owner.end().await
    }
}

/// The same condition about the row `c`.
fn of_child(same: &str) -> String {
    same.replace("t.\"", "c.\"")
}
