//! What the catalog says of the relations that are called like our tables.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

use crate::model::migration::bookkeeping::{ColumnFacts, NAMES, TableFacts};
use crate::model::sql::quote::Ident;

const TABLES: &str = include_str!("sql/bookkeeping_tables.sql");

/// Every relation of the database that is called like one of our tables. `owner` is a role that is trusted beside.
pub(crate) async fn read(client: &Client, owner: Option<&Ident>) -> Result<Vec<TableFacts>, Error> {
    let (names, owner) = (NAMES.as_slice(), owner.map(Ident::name));
    let values: [(&(dyn ToSql + Sync), Type); 2] = [(&names, Type::TEXT_ARRAY), (&owner, Type::TEXT)];
    client.query_typed(TABLES, &values).await?.iter().map(table).collect()
}

fn table(row: &Row) -> Result<TableFacts, Error> {
    let pairs = |names: &str, expressions: &str| -> Result<Vec<(String, String)>, Error> {
        let (names, expressions): (Vec<String>, Vec<String>) =
            (row.try_get(names)?, row.try_get(expressions)?);
        Ok(names.into_iter().zip(expressions).collect())
    };
    Ok(TableFacts {
        schema: row.try_get("schema")?,
        name: row.try_get("name")?,
        kind: row.try_get("kind")?,
        owner: row.try_get("owner")?,
        is_trusted: row.try_get("trusted")?,
        triggers: pairs("triggers", "trigger_functions")?,
        rules: row.try_get("rules")?,
        policies: row.try_get("policies")?,
        may_read: row.try_get("may_read")?,
        hides_rows: row.try_get("hides_rows")?,
        parents: row.try_get("parents")?,
        children: row.try_get("children")?,
        foreign_keys: row.try_get("foreign_keys")?,
        columns: columns(row)?,
        checks: pairs("check_names", "checks")?,
        indexes: pairs("index_names", "indexes")?,
        statistics: pairs("statistics_names", "statistics")?,
        writers: row.try_get("writers")?,
        comment: row.try_get("comment")?,
    })
}

fn columns(row: &Row) -> Result<Vec<ColumnFacts>, Error> {
    let names: Vec<String> = row.try_get("column_names")?;
    let types: Vec<String> = row.try_get("column_types")?;
    let (plain, generated): (Vec<bool>, Vec<bool>) =
        (row.try_get("column_plain")?, row.try_get("column_generated")?);
    let defaults: Vec<Option<String>> = row.try_get("column_defaults")?;
    let rest = types.into_iter().zip(plain).zip(generated).zip(defaults);
    let column = |(name, (((type_name, is_plain), is_generated), expression))| ColumnFacts {
        name,
        type_name,
        is_plain,
        is_generated,
        expression,
    };
    Ok(names.into_iter().zip(rest).map(column).collect())
}
