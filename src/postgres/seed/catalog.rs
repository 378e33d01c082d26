//! What the catalog says of some tables, and of those that they refer to.

use std::collections::{BTreeMap, HashMap};

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

use super::writer::Writer;
use crate::model::migration::bookkeeping;
use crate::model::outcome::failure::Failure;
use crate::model::seed::bounds::bounds;
use crate::model::seed::catalog::{
    Catalog, CatalogColumn, CatalogTable, Check, ColumnDefault, ForeignKey, Leaf, UniqueKey,
};
use crate::postgres::catalog::{self, SETTINGS};
use crate::postgres::connection::fault;
use crate::postgres::connection::named_row::qualified_name;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

const ALL_TABLES: &str = include_str!("sql/all_tables.sql");
const NAMES: &str = include_str!("sql/names.sql");
const TABLES: &str = include_str!("sql/tables.sql");
const COLUMNS: &str = include_str!("sql/columns.sql");
const KEYS: &str = include_str!("sql/keys.sql");
const CHECKS: &str = include_str!("sql/checks.sql");
const LEAVES: &str = include_str!("sql/leaves.sql");

/// A table by its schema, or by the search path, and its name.
type Named = (Option<String>, String);

impl Session {
    /// What the catalog says of these tables and of all that they refer to, sorted by schema and name; and which
    /// of the names (by their place) are no tables. A table that is divided in a way that is not that of one
    /// column's ranges has no partition column, and its leaves have no bounds. Outside of a transaction.
    pub(crate) async fn seed_catalog(&self, tables: &[Named]) -> Result<(Catalog, Vec<usize>), Failure> {
        let read = async {
            self.client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
            let catalog = read(&self.client, tables, &self.path.schemas).await;
            self.client.batch_execute("ROLLBACK").await?;
            catalog
        };
        read.await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("read the catalog"))
    }
}

impl Session {
    /// What the catalog says of all tables that are users', sorted by schema and name; and how many rows the server thinks
    /// that each has, by its OID, where it thinks so. Outside of a transaction.
    pub(crate) async fn seed_all_tables(&self) -> Result<(Catalog, BTreeMap<u32, u64>), Failure> {
        let bookkeeping = bookkeeping::NAMES.as_slice();
        let values: [(&(dyn ToSql + Sync), Type); 1] = [(&bookkeeping, Type::TEXT_ARRAY)];
        let read = async {
            let (mut names, mut sizes) = (Vec::new(), BTreeMap::new());
            for row in self.client.query_typed(ALL_TABLES, &values).await? {
                names.push((Some(row.try_get::<_, String>("schema")?), row.try_get::<_, String>("name")?));
                let rows: i64 = row.try_get("rows")?;
                if rows > 0 {
                    sizes.insert(row.try_get::<_, u32>("oid")?, rows.unsigned_abs());
                }
            }
            Ok((names, sizes))
        };
        let (names, sizes) = read
            .await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("read the catalog"))?;
        Ok((self.seed_catalog(&names).await?.0, sizes))
    }
}

impl Writer<'_> {
    /// The columns that a table has now. Within a transaction, whose settings stay as they are.
    pub(crate) async fn columns_now(&self, table: u32) -> Result<Vec<CatalogColumn>, RunFault> {
        self.client.batch_execute(&format!("SAVEPOINT columns; {SETTINGS}")).await?;
        let tables = vec![table];
        let rows = self.client.query_typed(COLUMNS, &[(&tables, Type::OID_ARRAY)]).await?;
        self.client.batch_execute("ROLLBACK TO columns; RELEASE columns").await?;
        Ok(rows.iter().map(column).collect::<Result<_, _>>()?)
    }
}

async fn read(client: &Client, tables: &[Named], path: &[String]) -> Result<(Catalog, Vec<usize>), Error> {
    client.batch_execute(SETTINGS).await?;
    let schemas: Vec<Option<&str>> = tables.iter().map(|(schema, _)| schema.as_deref()).collect();
    let names: Vec<&str> = tables.iter().map(|(_, name)| name.as_str()).collect();
    let bookkeeping = bookkeeping::NAMES.as_slice();
    let values: [(&(dyn ToSql + Sync), Type); 4] = [
        (&schemas, Type::TEXT_ARRAY),
        (&names, Type::TEXT_ARRAY),
        (&path, Type::TEXT_ARRAY),
        (&bookkeeping, Type::TEXT_ARRAY),
    ];
    let rows = client.query_typed(NAMES, &values).await?;
    let (mut missing, mut oids): (Vec<usize>, Vec<u32>) = ((0..tables.len()).collect(), Vec::new());
    for row in rows {
        let position: i64 = row.try_get("position")?;
        missing.retain(|place| i64::try_from(*place).is_ok_and(|place| place + 1 != position));
        oids.push(row.try_get("oid")?);
    }
    let rows = client.query_typed(TABLES, &[(&oids, Type::OID_ARRAY)]).await?;
    let mut tables = rows.iter().map(table).collect::<Result<Vec<_>, _>>()?;
    fill(client, &mut tables).await?;
    Ok((Catalog { tables }, missing))
}

/// Fills in the parts of the tables, all requested in one flush.
async fn fill(client: &Client, tables: &mut [CatalogTable]) -> Result<(), Error> {
    let oids: Vec<u32> = tables.iter().map(|table| table.oid).collect();
    let ask = async |question: &str| client.query_typed(question, &[(&oids, Type::OID_ARRAY)]).await;
    let (columns, foreign_keys, keys, checks, leaves) = tokio::try_join!(
        biased;
        ask(COLUMNS),
        ask(catalog::FOREIGN_KEYS),
        ask(KEYS),
        ask(CHECKS),
        ask(LEAVES)
    )?;
    let places: HashMap<u32, usize> = oids.iter().enumerate().map(|(place, oid)| (*oid, place)).collect();
    for row in &columns {
        table_position(&places, row, tables)?.columns.push(column(row)?);
    }
    for row in &foreign_keys {
        table_position(&places, row, tables)?.foreign_keys.push(foreign_key(row)?);
    }
    for row in &keys {
        table_position(&places, row, tables)?.keys.push(key(row)?);
    }
    for row in &checks {
        table_position(&places, row, tables)?.checks.push(check(row)?);
    }
    for row in &leaves {
        let table = table_position(&places, row, tables)?;
        let bound: &str = row.try_get("bound")?;
        let is_below: bool = row.try_get::<_, i32>("level")? == 1;
        let bounds = if is_below && table.partition_column.is_some() { bounds(bound) } else { None };
        let (from, to) = bounds.unwrap_or_else(|| {
            table.partition_column = None;
            (i64::MIN, i64::MAX)
        });
        table.leaves.push(leaf(row, from, to)?);
    }
    for table in tables {
        if table.partition_column.is_none() {
            for leaf in &mut table.leaves {
                (leaf.from, leaf.to) = (i64::MIN, i64::MAX);
            }
        }
        table.leaves.sort_by_key(|leaf| leaf.from);
    }
    Ok(())
}

fn table_position<'a>(
    places: &HashMap<u32, usize>,
    row: &Row,
    tables: &'a mut [CatalogTable],
) -> Result<&'a mut CatalogTable, Error> {
    let relation: u32 = row.try_get("relation")?;
    Ok(&mut tables[places[&relation]])
}

fn table(row: &Row) -> Result<CatalogTable, Error> {
    Ok(CatalogTable {
        oid: row.try_get("oid")?,
        name: qualified_name(row)?,
        columns: Vec::new(),
        foreign_keys: Vec::new(),
        keys: Vec::new(),
        checks: Vec::new(),
        partition_column: row.try_get("partition_column")?,
        partition_rule: row.try_get("partition_rule")?,
        partition_keys: row.try_get("partition_keys")?,
        leaves: Vec::new(),
    })
}

fn column(row: &Row) -> Result<CatalogColumn, Error> {
    let number = |name: &str| -> Result<Option<u32>, Error> {
        Ok(row.try_get::<_, Option<i32>>(name)?.and_then(|number| u32::try_from(number).ok()))
    };
    Ok(CatalogColumn {
        name: row.try_get("name")?,
        type_name: row.try_get("type_name")?,
        base_type: row.try_get("base_type")?,
        max_chars: number("max_chars")?,
        precision: number("digits")?.zip(number("places")?),
        labels: row.try_get("labels")?,
        not_null: row.try_get("not_null")?,
        filled: match row.try_get("filled")? {
            "c" => ColumnDefault::Constant,
            "v" => ColumnDefault::Changing,
            "i" => ColumnDefault::Identity,
            "g" => ColumnDefault::Generated,
            _ => ColumnDefault::Nothing,
        },
        default: row.try_get("expression")?,
        inputs: row.try_get("inputs")?,
        domain_checks: row.try_get("domain_checks")?,
    })
}

fn foreign_key(row: &Row) -> Result<ForeignKey, Error> {
    let marks: Vec<&str> = row.try_get("marks")?;
    Ok(ForeignKey {
        name: row.try_get("name")?,
        columns: row.try_get("columns")?,
        target: row.try_get("target_oid")?,
        target_columns: row.try_get("target_columns")?,
        is_deferrable: marks.iter().any(|mark| matches!(*mark, "deferrable" | "initially deferred")),
    })
}

fn key(row: &Row) -> Result<UniqueKey, Error> {
    Ok(UniqueKey {
        name: row.try_get("name")?,
        columns: row.try_get("columns")?,
        is_primary: row.try_get("is_primary")?,
        is_partial: row.try_get("is_partial")?,
    })
}

fn check(row: &Row) -> Result<Check, Error> {
    Ok(Check {
        name: row.try_get("name")?,
        expression: row.try_get("expression")?,
        columns: row.try_get("columns")?,
    })
}

fn leaf(row: &Row, from: i64, to: i64) -> Result<Leaf, Error> {
    Ok(Leaf { oid: row.try_get("oid")?, name: qualified_name(row)?, from, to })
}
