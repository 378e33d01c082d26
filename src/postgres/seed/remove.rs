//! Removing rows by their keys, which stand in temporary tables.

use super::precheck::Referrer;
use super::writer::{CopyInto, Writer, ident, list, quoted};
use crate::model::seed::plan::PlannedTable;
use crate::postgres::runner::run_script::RunFault;

/// A table, and the keys of what was written to it.
#[derive(Debug, Clone)]
pub(crate) struct KeysOf {
    /// The place of the table in the plan.
    pub(crate) number: usize,
    /// The temporary table.
    name: String,
    pub(crate) table: PlannedTable,
    /// The key is the primary key: no NULL in it, and no two rows alike.
    pub(crate) is_primary: bool,
}

impl KeysOf {
    pub(crate) fn new(number: usize, table: PlannedTable, is_primary: bool) -> Self {
        Self { number, name: format!("migrate_seed_keys_{number}"), table, is_primary }
    }

    /// Where the keys go.
    pub(crate) fn copy_into(&self) -> CopyInto<'_> {
        CopyInto {
            table: ("pg_temp", &self.name),
            columns: &self.table.key,
            format: self.table.format,
            frozen: false,
        }
    }

    /// The condition under which a row `t` is one of `k`.
    fn is_same(&self) -> Result<String, RunFault> {
        let pair = |column: &String| {
            let column = ident(column)?;
            Ok(format!("t.{column} = k.{column}"))
        };
        if self.is_primary {
            return Ok(self.table.key.iter().map(pair).collect::<Result<Vec<_>, RunFault>>()?.join(" AND "));
        }
        let row = |of: &str| -> Result<String, RunFault> {
            let columns = self.table.key.iter().map(|column| Ok(format!("{of}.{}", ident(column)?)));
            Ok(format!("ROW({})::text", columns.collect::<Result<Vec<_>, RunFault>>()?.join(", ")))
        };
        Ok(format!("{} = {}", row("t")?, row("k")?))
    }

    fn quoted(&self) -> Result<String, RunFault> {
        quoted((&self.table.schema, &self.table.name))
    }
}

impl Writer<'_> {
    /// Whether the table is still the one that was filled.
    pub(crate) async fn is_table(&self, of: &KeysOf) -> Result<bool, RunFault> {
        let (name, oid) = (of.quoted()?, of.table.oid);
        let literal = crate::model::sql::quote::Literal(&name);
        let ask = format!("SELECT COALESCE(to_regclass({literal})::oid = {oid}, false) AS is_there");
        Ok(self.client.query_typed_one(&ask, &[]).await?.try_get("is_there")?)
    }

    /// Makes the temporary table, which goes with the transaction.
    pub(crate) async fn make_keys(&self, of: &KeysOf) -> Result<(), RunFault> {
        let (keys, columns, table) = (&of.name, list(&of.table.key)?, of.quoted()?);
        let make = format!(
            "DROP TABLE IF EXISTS pg_temp.{keys};
             CREATE TEMPORARY TABLE {keys} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA"
        );
        Ok(self.client.batch_execute(&make).await?)
    }

    /// Collects the statistics of the keys: they decide how they are joined.
    pub(crate) async fn analyze_keys(&self, of: &KeysOf) -> Result<(), RunFault> {
        Ok(self.client.batch_execute(&format!("ANALYZE pg_temp.{}", of.name)).await?)
    }

    /// Nobody else writes to these tables until the transaction ends.
    pub(crate) async fn lock_writers_out(&self, tables: &[(String, String)]) -> Result<(), RunFault> {
        for (schema, name) in tables {
            let table = quoted((schema, name))?;
            self.client.batch_execute(&format!("LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")).await?;
        }
        Ok(())
    }

    /// How many rows of a table are ours, and how many there are.
    pub(crate) async fn count_ours(&self, of: &KeysOf) -> Result<(u64, u64), RunFault> {
        let (table, same) = (of.quoted()?, of.is_same()?);
        let ask = format!(
            "SELECT
                 (SELECT count(*) FROM {table} AS t
                  WHERE EXISTS (SELECT FROM pg_temp.{} AS k WHERE {same}))::int8 AS ours,
                 (SELECT count(*) FROM {table})::int8 AS found",
            of.name
        );
        let row = self.client.query_typed_one(&ask, &[]).await?;
        Ok((row.try_get::<_, i64>("ours")?.unsigned_abs(), row.try_get::<_, i64>("found")?.unsigned_abs()))
    }

    /// How many rows that are not ours refer to rows that are.
    pub(crate) async fn count_held(
        &self,
        referrer: &Referrer,
        target: &KeysOf,
        child: Option<&KeysOf>,
    ) -> Result<u64, RunFault> {
        let from = quoted((&referrer.table.0, &referrer.table.1))?;
        let pairs = referrer.columns.iter().zip(&referrer.target_columns);
        let joined = pairs.map(|(column, target)| Ok(format!("c.{} = t.{}", ident(column)?, ident(target)?)));
        let joined = joined.collect::<Result<Vec<_>, RunFault>>()?.join(" AND ");
        let not_ours = match child {
            None => String::new(),
            Some(child) => {
                let same = child.is_same()?;
                format!(" AND NOT EXISTS (SELECT FROM pg_temp.{} AS k WHERE {})", child.name, of_child(&same))
            }
        };
        let ask = format!(
            "SELECT count(*)::int8 AS rows FROM {from} AS c
             WHERE EXISTS (
                 SELECT FROM {} AS t JOIN pg_temp.{} AS k ON {} WHERE {joined}
             ){not_ours}",
            target.quoted()?,
            target.name,
            target.is_same()?
        );
        Ok(self.client.query_typed_one(&ask, &[]).await?.try_get::<_, i64>("rows")?.unsigned_abs())
    }

    /// Empties tables as a whole.
    pub(crate) async fn truncate(&self, tables: &[&KeysOf]) -> Result<(), RunFault> {
        if tables.is_empty() {
            return Ok(());
        }
        let names = tables.iter().map(|of| of.quoted()).collect::<Result<Vec<_>, RunFault>>()?.join(", ");
        Ok(self.client.batch_execute(&format!("TRUNCATE {names}")).await?)
    }

    /// Lets the server leave foreign keys alone while rows go that, as was looked, nobody else refers to: without
    /// an index on the column that refers, each would be looked for in all of the other table. A superuser may;
    /// for others, the server looks.
    pub(crate) async fn spare_foreign_keys(&self, spare: bool) -> Result<(), RunFault> {
        let role = if spare { "replica" } else { "origin" };
        let set = format!(
            "SELECT set_config('session_replication_role', '{role}', true)
             WHERE current_setting('is_superuser')::bool"
        );
        Ok(self.client.batch_execute(&set).await?)
    }

    /// Deletes our rows.
    pub(crate) async fn delete(&self, of: &KeysOf) -> Result<(), RunFault> {
        let (table, same) = (of.quoted()?, of.is_same()?);
        let delete = format!(
            "DELETE FROM {table} AS t WHERE EXISTS (SELECT FROM pg_temp.{} AS k WHERE {same})",
            of.name
        );
        Ok(self.client.batch_execute(&delete).await?)
    }
}

/// The same condition about the row `c`.
fn of_child(same: &str) -> String {
    same.replace("t.\"", "c.\"")
}
