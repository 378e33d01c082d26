//! Rows that are made again as they were written, in a temporary table, and how they are distinguished from those of others.
//!
//! A row is ours if it is the same as one that is made again, byte for byte, in every column that is known: `*=` compares
//! what is stored, whatever a type takes for equal, and types without any equality, too. The temporary table has the types
//! of the columns, so that the server has brought its values into the same form.

use bytes::Bytes;
use tokio_postgres::types::{ToSql, Type};

use super::writer::{CopyInto, Writer, ident, list};
use crate::model::seed::plan::PlannedTable;
use crate::model::seed::remaking::ConstantColumn;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::users_ground::ask_as_owner;

/// How values of the catalog's own types are compared, whatever the path is.
pub(super) const EQUAL: &str = "OPERATOR(pg_catalog.=)";

const OPERATORS: &str = include_str!("sql/key_operators.sql");

/// A table, and what was written to it.
#[derive(Debug, Clone)]
pub(crate) struct RemadeRows {
    /// The place of the table in the plan.
    pub(crate) number: usize,
    pub(crate) table: PlannedTable,
    /// Columns that were left to the server, and are the same in each row.
    pub(crate) constants: Vec<ConstantColumn>,
    /// Columns that are not compared: triggers changed what was sent.
    pub(crate) altered: Vec<String>,
    /// The temporary table.
    name: QualifiedName,
    /// The columns of the primary key, and by which operator each is compared. Empty where the table has none that was
    /// filled: then nothing but their number distinguishes equal rows.
    key: Vec<(String, String)>,
}

/// Where a row of a table is looked for among the remade ones.
pub(super) struct Among {
    /// What is joined, as `k`.
    pub(super) source: String,
    /// How.
    pub(super) on: String,
    /// The condition under which the row is ours, beside the other.
    pub(super) is_same: String,
}

impl RemadeRows {
    pub(crate) fn new(number: usize, table: PlannedTable) -> Self {
        Self {
            number,
            table,
            constants: Vec::new(),
            altered: Vec::new(),
            name: QualifiedName::new("pg_temp", format!("migrate_seed_rows_{number}")),
            key: Vec::new(),
        }
    }

    /// Where the rows go.
    pub(super) fn copy_into(&self) -> CopyInto<'_> {
        CopyInto { table: &self.name, columns: &self.table.columns, format: self.table.format, frozen: false }
    }

    /// The table as statements take it.
    pub(super) fn quoted(&self) -> Result<String, RunFault> {
        Ok(self.table.name.quoted()?)
    }

    /// The known columns of a row, as one value.
    fn row(&self, alias: &str) -> Result<String, RunFault> {
        let known = self.columns().filter(|column| !self.altered.contains(column));
        let known = known.map(|column| Ok(format!("{alias}.{}", ident(column)?)));
        Ok(format!("ROW({})", known.collect::<Result<Vec<_>, RunFault>>()?.join(", ")))
    }

    /// Those of the temporary table.
    fn columns(&self) -> impl Iterator<Item = &String> {
        self.table.columns.iter().chain(self.constants.iter().map(|constant| &constant.name))
    }

    /// Where the row of an alias is looked for.
    pub(super) fn among(&self, alias: &str) -> Result<Among, RunFault> {
        if self.key.is_empty() {
            return self.among_equal_ones(alias);
        }
        let pair = |(column, operator): &(String, String)| {
            let column = ident(column)?;
            Ok(format!("{alias}.{column} {operator} k.{column}"))
        };
        let on = self.key.iter().map(pair).collect::<Result<Vec<_>, RunFault>>()?.join(" AND ");
        // Without the casts, each column would be compared by an operator of its own type.
        let is_same = format!(
            "{}::pg_catalog.record OPERATOR(pg_catalog.*=) {}::pg_catalog.record",
            self.row(alias)?,
            self.row("k")?
        );
        Ok(Among { source: format!("pg_temp.{} AS k", self.name.name), on, is_same })
    }

    /// As many of several equal rows as were written.
    fn among_equal_ones(&self, alias: &str) -> Result<Among, RunFault> {
        let numbered = |alias: &str| -> Result<String, RunFault> {
            let line = format!("{}::pg_catalog.text", self.row(alias)?);
            Ok(format!("{line} AS line, pg_catalog.row_number() OVER (PARTITION BY {line}) AS number"))
        };
        let source = format!(
            "(SELECT f.place, f.part
              FROM (SELECT f.ctid AS place, f.tableoid AS part, {} FROM {} AS f) AS f
              JOIN (SELECT {} FROM pg_temp.{} AS m) AS m ON f.line {EQUAL} m.line AND f.number {EQUAL} m.number
             ) AS k",
            numbered("f")?,
            self.quoted()?,
            numbered("m")?,
            self.name.name
        );
        let on = format!("{alias}.ctid {EQUAL} k.place AND {alias}.tableoid {EQUAL} k.part");
        Ok(Among { source, on, is_same: "true".to_owned() })
    }
}

impl Writer<'_> {
    /// Learns how the keys of a table are compared, and makes the temporary table, which goes with the transaction.
    pub(crate) async fn prepare_remade(&self, rows: &mut RemadeRows) -> Result<(), RunFault> {
        let values: [(&(dyn ToSql + Sync), Type); 2] =
            [(&rows.table.oid, Type::OID), (&rows.table.key, Type::TEXT_ARRAY)];
        rows.key.clear();
        for row in self.client.query_typed(OPERATORS, &values).await? {
            rows.key.push((row.try_get("name")?, row.try_get("operator")?));
        }
        if rows.key.len() != rows.table.key.len() {
            rows.key.clear();
        }
        let (name, table) = (&rows.name.name, rows.quoted()?);
        let columns: Vec<String> = rows.columns().cloned().collect();
        let mut make = format!(
            "DROP TABLE IF EXISTS pg_temp.{name};
             CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {} FROM {table} WITH NO DATA;
             GRANT SELECT, INSERT ON pg_temp.{name} TO PUBLIC",
            list(&columns)?
        );
        for constant in &rows.constants {
            if let Some(default) = &constant.default {
                let column = ident(&constant.name)?;
                make.push_str(&format!(
                    "; ALTER TABLE pg_temp.{name} ALTER COLUMN {column} SET DEFAULT {default}"
                ));
            }
        }
        Ok(self.client.batch_execute(&make).await?)
    }

    /// Writes to the temporary table of rows that are made again: as the owner of their table, as they were.
    pub(crate) async fn copy_remade<E: From<RunFault>>(
        &self,
        rows: &RemadeRows,
        next: impl AsyncFnMut() -> Result<Option<Bytes>, E>,
    ) -> Result<u64, E> {
        let owner = self.as_owner_beside(&rows.quoted()?).await?;
        let taken = self.send(rows.copy_into(), next).await?;
        owner.end().await?;
        Ok(taken)
    }

    /// Collects the statistics of the keys: they decide how the rows are joined.
    pub(crate) async fn analyze_remade(&self, rows: &RemadeRows) -> Result<(), RunFault> {
        let columns: Vec<String> = rows.key.iter().map(|(column, _)| column.clone()).collect();
        let columns = if columns.is_empty() { String::new() } else { format!(" ({})", list(&columns)?) };
        Ok(self.client.batch_execute(&format!("ANALYZE pg_temp.{}{columns}", rows.name.name)).await?)
    }

    /// The columns in which rows of a table are others than the ones that have their keys. None where there is no key.
    pub(crate) async fn altered(&self, rows: &RemadeRows) -> Result<Vec<String>, RunFault> {
        let is_key = |column: &&String| rows.key.iter().any(|(key, _)| key == *column);
        let columns: Vec<&String> = rows.columns().filter(|column| !is_key(column)).collect();
        if rows.key.is_empty() || columns.is_empty() {
            return Ok(Vec::new());
        }
        let differs = |column: &&String| {
            let column = ident(column)?;
            Ok(format!(
                "pg_catalog.bool_or(ROW(t.{column})::pg_catalog.record OPERATOR(pg_catalog.*<>)
                 ROW(k.{column})::pg_catalog.record)"
            ))
        };
        let differ = columns.iter().map(differs).collect::<Result<Vec<_>, RunFault>>()?.join(", ");
        let (table, Among { source, on, .. }) = (rows.quoted()?, rows.among("t")?);
        let ask = format!(
            "SELECT ARRAY[{differ}]::pg_catalog.bool[] AS differ FROM {table} AS t JOIN {source} ON {on}"
        );
        let row = ask_as_owner(self.client, &table, &ask).await?;
        let differ: Vec<Option<bool>> = row.try_get("differ")?;
        let altered = columns.into_iter().zip(differ).filter(|(_, differs)| *differs == Some(true));
        Ok(altered.map(|(column, _)| column.clone()).collect())
    }
}
