//! What the catalog says of the relations that are called like our tables.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

use crate::model::migration::bookkeeping::{ColumnFacts, NAMES, TableFacts};
use crate::model::sql::plain_expression::is_plain;
use crate::model::sql::quote::Ident;
use crate::model::sql::rights::is_readers_alone;

const USUAL: &str = include_str!("sql/bookkeeping_usual.sql");
const TABLES: &str = include_str!("sql/bookkeeping_tables.sql");

/// Every relation of the database that is called like one of our tables. `owner` is a role that is trusted beside.
///
/// Asks a short question first, whose answer is enough where all of them are tables as we make them, and the long one
/// only otherwise.
pub(crate) async fn read(client: &Client, owner: Option<&Ident>) -> Result<Vec<TableFacts>, Error> {
    match usual(client).await? {
        Some(tables) => Ok(tables),
        None => detailed(client, owner).await,
    }
}

/// The tables, where nothing is on them that would have to be judged; `None` otherwise.
async fn usual(client: &Client) -> Result<Option<Vec<TableFacts>>, Error> {
    let names = NAMES.as_slice();
    let rows = client.query_typed(USUAL, &[(&names, Type::NAME_ARRAY)]).await?;
    rows.iter().map(usual_table).collect()
}

fn usual_table(row: &Row) -> Result<Option<TableFacts>, Error> {
    let owner: String = row.try_get("owner")?;
    let rights: [Option<&str>; 2] = [row.try_get("rights")?, row.try_get("column_rights")?];
    let expressions: Vec<String> = row.try_get("expressions")?;
    let is_usual = row.try_get("usual")?
        && row.try_get("column_plain")?
        && rights.into_iter().flatten().all(|rights| is_readers_alone(rights, &owner))
        && expressions.iter().all(|expression| is_plain(expression));
    if !is_usual {
        return Ok(None);
    }
    let (names, types): (Vec<String>, Vec<String>) =
        (row.try_get("column_names")?, row.try_get("column_types")?);
    let column =
        |(name, type_name)| ColumnFacts { name, type_name, is_plain: true, ..ColumnFacts::default() };
    Ok(Some(TableFacts {
        schema: row.try_get("schema")?,
        name: row.try_get("name")?,
        kind: row.try_get("kind")?,
        owner,
        is_trusted: true,
        may_read: true,
        columns: names.into_iter().zip(types).map(column).collect(),
        comment: row.try_get("comment")?,
        ..TableFacts::default()
    }))
}

async fn detailed(client: &Client, owner: Option<&Ident>) -> Result<Vec<TableFacts>, Error> {
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
